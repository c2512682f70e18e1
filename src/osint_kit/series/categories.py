"""Categories of a table over time: which vanish, are renamed, split, merged, or missing for a while."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from statistics import median
from typing import NamedTuple

from osint_kit.series.finding import Finding, said
from osint_kit.series.points import Series, iso

_SPARSE = 0.6
_SOON = 4
"""How many days of the table may lie between the end of one category and the start of the one that follows it."""
_MOST_PARTS = 3
_CLOSE = 0.05
_LEAST = 3.0


class _Span(NamedTuple):
    one: Series
    first: int
    last: int
    """Its first and last place among the days of the table."""


def check_categories(series: Sequence[Series]) -> Iterator[Finding]:
    """The categories of each table that states most of them on most of its days."""
    tables: dict[tuple[str, ...], list[Series]] = defaultdict(list)
    for one in series:
        if one.chief and not one.whole:
            tables[one.group].append(one)
    for _, members in sorted(tables.items()):
        if len(members) < 2:
            continue
        days = sorted({day for one in members for day in one.days})
        place = {day: at for at, day in enumerate(days)}
        spans = [_Span(one, place[one.days[0]], place[one.days[-1]]) for one in members]
        if len(days) > 1 and median(len(span.one.days) / (span.last - span.first + 1) for span in spans) >= _SPARSE:
            yield from _gaps(spans, place, days)
            yield from _ends(spans, len(days))


def _gaps(spans: Sequence[_Span], place: dict[int, int], days: Sequence[int]) -> Iterator[Finding]:
    for span in spans:
        one = span.one
        for at in range(1, len(one.days)):
            missing = place[one.days[at]] - place[one.days[at - 1]] - 1
            if missing:
                first, last = iso(days[place[one.days[at - 1]] + 1]), iso(days[place[one.days[at]] - 1])
                evidence = (
                    f"the table has no such row on {first}"
                    if missing == 1
                    else f"no such row from {first} to {last}, {missing} times"
                )
                yield _finding("missing_category", one, at, one.figures[at - 1], one.values[at - 1], evidence)


def _ends(spans: Sequence[_Span], days: int) -> Iterator[Finding]:
    ended = sorted((span for span in spans if span.last < days - 1), key=lambda span: (span.last, span.one.item))
    started = sorted((span for span in spans if span.first > 0), key=lambda span: (span.first, span.one.item))
    settled: set[str] = set()
    for start in started:
        before = [span for span in ended if start.first - _SOON <= span.last < start.first and span.one.item not in settled]
        beside = [span for span in started if start.first <= span.first < start.first + _SOON and span.one.item not in settled]
        if start.one.item in settled or not before:
            continue
        found = min(_successions(before, start, beside), key=lambda one: one.miss, default=None)
        if found:
            settled.update(found.items)
            yield found.finding
    for span in ended:
        if span.one.item not in settled:
            one = span.one
            evidence = f"not in the table after {iso(one.days[-1])}, when it stood at {said(one.values[-1])}"
            yield _finding("vanished", one, -1, None, None, evidence)


class _Succession(NamedTuple):
    miss: float
    """How far the numbers of old and new are apart."""
    items: tuple[str, ...]
    finding: Finding


def _successions(before: Sequence[_Span], start: _Span, beside: Sequence[_Span]) -> Iterator[_Succession]:
    """What the start of a category may be to those that end just before it, the simplest first."""
    for old in before:
        yield from _succession("renamed", [old], [start])
    for count in range(2, _MOST_PARTS + 1):
        for olds in combinations(before, count):
            yield from _succession("merged", olds, [start])
        for news in combinations(beside, count):
            if start in news:
                for old in before:
                    yield from _succession("split", [old], news)


def _succession(sort: str, olds: Sequence[_Span], news: Sequence[_Span]) -> Iterator[_Succession]:
    before, after = sum(old.one.values[-1] for old in olds), sum(new.one.values[0] for new in news)
    akin = any(_words(old.one.item) & _words(new.one.item) for old in olds for new in news)
    if akin and abs(before - after) <= max(_LEAST, _CLOSE * max(before, after)):
        ends, begins = ("ends" if len(olds) == 1 else "end"), ("begins" if len(news) == 1 else "begin")
        evidence = f"{_listed(olds, -1)} {ends}, {_listed(news, 0)} {begins}"
        first = olds[0].one
        items = tuple(span.one.item for span in (*olds, *news))
        yield _Succession(
            abs(before - after), items, _finding(sort, news[0].one, 0, first.figures[-1], first.values[-1], evidence)
        )


def _words(name: str) -> set[str]:
    """The beginnings of a name's words, so that singular and plural meet."""
    return {word[:4] for word in re.findall(r"[^\W\d_]{3,}", name.lower())} - {"and", "the", "for", "und"}


def _listed(parts: Sequence[_Span], at: int) -> str:
    return " and ".join(f"{part.one.item} ({said(part.one.values[at])})" for part in parts)


def _finding(sort: str, one: Series, at: int, other: str | None, other_value: float | None, evidence: str) -> Finding:
    return Finding(sort, iso(one.days[at]), one.name, one.values[at], other_value, one.figures[at], other, evidence)
