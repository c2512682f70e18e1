"""Intervals of days: months, years, quarters, weeks, parts of them, and steps from one to another."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Final, NamedTuple

FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 2200


class Span(NamedTuple):
    """An interval of days, both ends included."""

    start: date
    end: date


class Yearly(NamedTuple):
    """A stretch of any year: ``5, 1, 5, 31`` is May; where it ends before it begins, it runs into the next year."""

    month: int
    day: int
    last_month: int
    last_day: int

    def within(self, year: int) -> Span | None:
        """The stretch that begins in a year; None where it has no such day (29 February)."""
        start = day_of(year, self.month, self.day)
        closing = year + ((self.last_month, self.last_day) < (self.month, self.day))
        if start is None or not MINYEAR <= closing <= MAXYEAR:
            return None
        return Span(start, date(closing, self.last_month, min(self.last_day, monthrange(closing, self.last_month)[1])))


def day_of(year: int, month: int, day: int) -> date | None:
    """A day, or None where the calendar has none such."""
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def yearly_month(month: int, day: int | None = None) -> Yearly:
    return Yearly(month, day or 1, month, day or 31)


def yearly_months(first: int, last: int) -> Yearly:
    return Yearly(first, 1, last, 31)


QUARTERS: Final = (None, yearly_months(1, 3), yearly_months(4, 6), yearly_months(7, 9), yearly_months(10, 12))
HALVES: Final = (None, yearly_months(1, 6), yearly_months(7, 12))
SEASONS: Final = (None, yearly_months(3, 5), yearly_months(6, 8), yearly_months(9, 11), yearly_months(12, 2))


def year_span(year: int, last: int | None = None) -> Span:
    return Span(date(year, 1, 1), date(last or year, 12, 31))


def add_days(day: date, count: int) -> date | None:
    try:
        return day + timedelta(days=count)
    except OverflowError:
        return None


def add_months(day: date, count: int) -> date | None:
    """The same day some months on; the last one of a shorter month."""
    months = day.year * 12 + day.month - 1 + count
    year, month = divmod(months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
