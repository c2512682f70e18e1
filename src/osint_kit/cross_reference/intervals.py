"""The interval that most of several intervals support (Marzullo's algorithm), ties to the narrower."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple


class Support(NamedTuple):
    """An interval and how many of the given ones contain all of it."""

    low: float
    high: float
    votes: int


def most_supported(intervals: Sequence[tuple[float, float]]) -> Support:
    """The interval that lies in the most of the closed intervals given.

    Of several with the same number of votes the narrower wins (measured as a share of its upper end, so that 10–11 and 100–110
    are alike), then the one named by the tighter claims, then the lower one.

    >>> most_supported([(38.0, 38.0), (35.0, 40.0), (90.0, 90.0)])
    Support(low=38.0, high=38.0, votes=2)
    """
    if not intervals:
        raise ValueError("no intervals")
    starts = sorted({low for low, _ in intervals})
    best: tuple[float, ...] | None = None
    chosen = Support(-math.inf, math.inf, 0)
    for low in starts:
        holding = [(start, end) for start, end in intervals if start <= low <= end]
        high = min(end for _, end in holding)
        width = (high - low) / abs(high) if math.isfinite(high) and high != 0 else (high - low)
        tightness = sum(_tightness(start, end) for start, end in holding)
        rank = (-len(holding), width, tightness, low)
        if best is None or rank < best:
            best, chosen = rank, Support(low, high, len(holding))
    return chosen


def _tightness(low: float, high: float) -> float:
    """0 for a point, 1 for an open interval, between them for the rest; the sum breaks ties between lonely claims."""
    if not (math.isfinite(low) and math.isfinite(high)):
        return 1.0
    return (high - low) / (abs(high) + abs(high - low)) if high != low else 0.0
