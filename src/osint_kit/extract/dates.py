"""Dates in a text as intervals of days: absolute, relative to the publication, relative to another date."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from osint_kit.extract.dates_absolute import Found, month_at, number_at, today_or_none
from osint_kit.extract.dates_calendar import Span
from osint_kit.extract.tokens import NUMBER, Tokens

_STARTS: Final = frozenset(("months", "months_weak"))


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date expression: tokens ``first`` to ``last`` (exclusive) and the interval of days it names, if it can be resolved.

    ``counted`` are the tokens of a length inside it (``in the past [24 hours]``): they belong to the date, and are a figure, too.
    """

    first: int
    last: int
    start: int
    end: int
    date_start: str | None
    date_end: str | None
    relative: bool = False
    doubts: tuple[str, ...] = field(default=())
    counted: tuple[int, int] = (0, 0)

    def as_row(self, text: str) -> dict[str, Any]:
        return {
            "start": self.start,
            "end": self.end,
            "quote": text[self.start : self.end],
            "date_start": self.date_start,
            "date_end": self.date_end,
        }


def read_dates(tokens: Tokens, published: str | None) -> list[DateMention]:
    """Every date expression of a document, in order."""
    today = today_or_none(published)
    return [_mention(tokens, found, today) for found in _scan(tokens)]


def _scan(tokens: Tokens) -> list[Found]:
    kinds, entries = tokens.kinds, tokens.entries
    found: list[Found] = []
    floor = 0
    for at in range(len(tokens)):
        if at < floor:
            continue
        if kinds[at] == NUMBER:
            mention = number_at(tokens, at, floor)
        elif entries[at] and not _STARTS.isdisjoint(entries[at]):
            mention = month_at(tokens, at, floor)
        else:
            continue
        if mention is not None:
            found.append(mention)
            floor = mention.last
    return found


def _mention(tokens: Tokens, found: Found, today: date | None) -> DateMention:
    span, doubts = found.span, found.doubts
    if span is None:
        span = _nearest(found, today)
        doubts = (*doubts, "assumed_year" if span else "relative_date")
    start, end = (span.start.isoformat(), span.end.isoformat()) if span else (None, None)
    return DateMention(
        found.first, found.last, tokens.starts[found.first], tokens.ends[found.last - 1], start, end, found.span is None, doubts
    )


def _nearest(found: Found, today: date | None) -> Span | None:
    """The latest such stretch that has begun by the day of publication."""
    if today is None or found.yearly is None:
        return None
    for year in (today.year, today.year - 1, today.year - 2, today.year - 3, today.year - 4):
        span = found.yearly.within(year)
        if span and span.start <= today:
            return span
    return None
