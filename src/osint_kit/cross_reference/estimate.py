"""A pooled estimate: what independent origins say together, on the logarithm of the amount.

Each origin counts by the inverse of its variance; its variance comes from the width of its interval and from its grade.
Where origins scatter more than their widths allow, all widths are stretched by the Birge factor, as the Particle Data Group
does.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final, NamedTuple

COVERAGE: Final = 0.90
_Z: Final = 1.6448536269514722  # two-sided 90 % of a normal distribution
SPREAD: Final[dict[str, float]] = {"A": 0.05, "B": 0.08, "C": 0.12, "D": 0.20, "E": 0.30, "F": 0.15}
"""How far an exactly stated number of a source of each grade may be off (one standard deviation of its logarithm). F is not
known: the middle."""


class Pooled(NamedTuple):
    """The estimate with its interval (at ``COVERAGE``), the Birge factor and how many origins stand behind it."""

    value: float
    low: float
    high: float
    birge: float
    origins: int


def pool(intervals: Sequence[tuple[float, float]], grades: Sequence[str] | None = None) -> Pooled | None:
    """The pooled estimate of two or more two-sided intervals of positive amounts; null where there are fewer.

    >>> found = pool([(95.0, 105.0), (90.0, 110.0)])
    >>> round(found.value), round(found.birge, 1)
    (100, 1.0)
    """
    chosen = [
        (low, high, SPREAD[grade])
        for (low, high), grade in zip(intervals, grades or ["F"] * len(intervals), strict=True)
        if 0 < low <= high < math.inf
    ]
    if len(chosen) < 2:
        return None
    centres = [(math.log(low) + math.log(high)) / 2 for low, high, _ in chosen]
    weights = [1 / (((math.log(high) - math.log(low)) / (2 * _Z)) ** 2 + spread**2) for low, high, spread in chosen]
    total = math.fsum(weights)
    mean = math.fsum(weight * centre for weight, centre in zip(weights, centres, strict=True)) / total
    scatter = math.fsum(weight * (centre - mean) ** 2 for weight, centre in zip(weights, centres, strict=True))
    birge = max(1.0, math.sqrt(scatter / (len(chosen) - 1)))
    half = _Z * birge / math.sqrt(total)
    value, low, high = (_tidy(math.exp(end)) for end in (mean, mean - half, mean + half))
    return Pooled(value, low, high, _tidy(birge), len(chosen))


def _tidy(number: float) -> float:
    """Nine digits: the last bits of a logarithm differ between processors."""
    return float(f"{number:.9g}")
