"""Series under two names that are one source: what they add is the same, month by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

import numpy as np

from osint_kit.series.finding import Finding, said
from osint_kit.series.points import Series, iso

MONTHS = 6
_EQUAL = 0.8
_WITHIN = 0.03
_LEAST = 20.0
"""Smaller additions are equal by chance."""
_AGE = 3


def check_sources(series: Sequence[Series]) -> Iterator[Finding]:
    """Pairs of cumulative series of different sources with equal additions in most of at least six months.

    Equal is within 3 %: who computes a month's sum from daily averages gets it slightly off.
    """
    chosen = [one for one in series if one.cumulative and one.chief and not one.whole and len(one.days) > MONTHS]
    for one, other in combinations(chosen, 2):
        if one.source == other.source or one.days[0] > other.days[-1] or other.days[0] > one.days[-1]:
            continue
        sparse, dense = sorted((one, other), key=lambda each: len(each.days))
        days, values = _monthly(sparse)
        mine, theirs = np.diff(values), np.diff(_at(dense, days))
        shared = (np.abs(mine) >= _LEAST) & (np.abs(theirs) >= _LEAST)
        equal = shared & (np.abs(mine - theirs) <= _WITHIN * np.maximum(np.abs(mine), np.abs(theirs)))
        months, hits = int(shared.sum()), int(equal.sum())
        if months >= MONTHS and hits >= _EQUAL * months:
            yield _told(sparse, dense, hits, months)


def _monthly(one: Series) -> tuple[np.ndarray, np.ndarray]:
    """The last day of each month that the series has, and its value."""
    last: dict[tuple[int, int], tuple[int, float]] = {}
    for day, value in zip(one.days, one.values, strict=True):
        when = date.fromordinal(day)
        last[when.year, when.month] = (day, value)
    return np.array([day for day, _ in last.values()]), np.array([value for _, value in last.values()])


def _at(one: Series, days: np.ndarray) -> np.ndarray:
    """The values that held on some days; not a number where the last one is older than three days."""
    place = np.searchsorted(np.asarray(one.days), days, side="right") - 1
    there = np.asarray(one.days)[place.clip(0)]
    fresh = (place >= 0) & (days - there <= _AGE)
    return np.where(fresh, np.asarray(one.values)[place.clip(0)], np.nan)


def _told(one: Series, other: Series, hits: int, months: int) -> Finding:
    evidence = f"both add the same in {hits} of {months} months as {other.name}"
    levels = f"; they end at {said(one.values[-1])} and {said(other.values[-1])}"
    return Finding(
        "one_source", iso(one.days[-1]), one.name, one.values[-1], other.values[-1], one.figures[-1], other.figures[-1], evidence + levels
    )  # fmt: skip
