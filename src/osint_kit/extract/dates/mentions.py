"""Dates in a text as intervals of days: absolute, relative to the publication, relative to another date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from osint_kit.extract.dates.absolute import decade_at, lettered_at, number_at, season_at
from osint_kit.extract.dates.calendar import add_days, today_or_none
from osint_kit.extract.dates.joining import join
from osint_kit.extract.dates.months import month_at
from osint_kit.extract.dates.relative import period_at, weekday_at, word_at
from osint_kit.extract.dates.resolving import Resolved, Resolver
from osint_kit.extract.dates.words import Found
from osint_kit.extract.quotes import is_quoted_alone
from osint_kit.extract.tokens import NUMBER, Tokens

_STARTS: Final = frozenset(
    ("months", "months_weak", "months_mid", "weekdays", "weekdays_weak", "seasons", "seasons_weak", "date_words", "date_periods",
     "period_letters", "decade_names")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date expression: tokens ``first`` to ``last`` (exclusive) and the interval of days it names, if it can be resolved.

    ``counted`` are the tokens of a length inside it (``in the past [24 hours]``): they belong to the date, and are a figure, too.
    ``frame`` is the word before it by its code (since, until, from, compare, of, before, after), at ``frame_first``.
    ``grain`` is the kind of date: day, days, week, weekend, month, season, quarter, half, year, decade, century, period.
    """

    first: int
    last: int
    start: int
    end: int
    date_start: str | None
    date_end: str | None
    relative: bool = False
    doubts: tuple[str, ...] = ()
    counted: tuple[int, int] = (0, 0)
    frame: str = ""
    frame_first: int = 0
    grain: str = "day"

    def as_row(self, text: str) -> dict[str, Any]:
        return {
            "start": self.start,
            "end": self.end,
            "quote": text[self.start : self.end],
            "date_start": self.date_start,
            "date_end": self.date_end,
        }

    def masked(self) -> list[int]:
        """The tokens whose digits are no figure."""
        low, high = self.counted
        return [at for at in range(self.first, self.last) if not low <= at < high]


def read_dates(tokens: Tokens, published: str | None) -> list[DateMention]:
    """Every date expression of a document, in order.

    Args:
        tokens: the document.
        published: ISO date (or date and time) of publication, against which relative dates are resolved; None leaves them open
            with the doubt ``relative_date``. Days and months without a year get the doubt ``assumed_year``.
    """
    resolver = Resolver(tokens, today_or_none(published))
    return [_mention(tokens, resolver.resolve(found)) for found in join(tokens, _scan(tokens))]


def _scan(tokens: Tokens) -> list[Found]:
    """The expressions one by one; a token is looked at only where it is digits or a word that can hold a date."""
    kinds, entries = tokens.kinds, tokens.entries
    scanned: list[Found] = []
    floor = 0
    for at in range(len(tokens)):
        entry = entries[at]
        if kinds[at] == NUMBER:
            if at >= floor and (number := number_at(tokens, at, floor)):
                scanned.append(number)
                floor = number.last
        elif entry and at >= floor and not _STARTS.isdisjoint(entry):
            found, free = _at(tokens, at, floor)
            scanned += found
            floor = max(floor, free)
    return scanned


def _at(tokens: Tokens, at: int, floor: int) -> tuple[list[Found], int]:
    """What begins at or lies around a token, and the first token that is free again."""
    entry = tokens.entries[at]
    if is_quoted_alone(tokens, at):
        return [], at + 1  # по данным «Весны»: a name
    if "date_words" in entry:
        phrase = tokens.match("date_words", at)
        if phrase is not None and phrase[0] == "not":
            return [], at + phrase[1]
        if word := word_at(tokens, at):
            return [word], word.last
    one: Found | None = None
    if entry.keys() & {"months", "months_weak", "months_mid"} and (found := month_at(tokens, at, floor)):
        return found, found[-1].last
    if "weekdays" in entry or "weekdays_weak" in entry:
        one = weekday_at(tokens, at, floor)
    if one is None and "date_periods" in entry:
        one = period_at(tokens, at, floor)
    if one is None and ("seasons" in entry or "seasons_weak" in entry):
        one = season_at(tokens, at, floor)
    if one is None and "period_letters" in entry:
        one = lettered_at(tokens, at)
    if one is None and "decade_names" in entry:
        one = decade_at(tokens, at)
    return ([one], one.last) if one else ([], floor)


def _mention(tokens: Tokens, resolved: Resolved) -> DateMention:
    found, span = resolved.found, resolved.span
    return DateMention(
        first=found.first,
        last=found.last,
        start=tokens.starts[found.first],
        end=tokens.ends[found.last - 1],
        date_start=span.start.isoformat() if span else None,
        date_end=span.end.isoformat() if span else None,
        relative=resolved.relative,
        doubts=resolved.doubts,
        counted=found.counted,
        frame=found.frame,
        frame_first=min(found.frame_first, found.first),
        grain=found.grain,
    )


class WarDay(NamedTuple):
    """The date of a numbered day of a war in both conventions: ``elapsed`` calls the first day 0, ``inclusive`` calls it 1."""

    elapsed: date
    inclusive: date


def war_day(number: int, began: date) -> WarDay | None:
    """The date of the ``number``-th day of a war that began on ``began``; None beyond the calendar.

    >>> war_day(1080, date(2022, 2, 24))
    WarDay(elapsed=datetime.date(2025, 2, 8), inclusive=datetime.date(2025, 2, 7))
    """
    elapsed, inclusive = add_days(began, number), add_days(began, number - 1)
    return WarDay(elapsed, inclusive) if elapsed and inclusive else None
