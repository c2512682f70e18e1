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
    """A month, or a day of it."""
    return Yearly(month, day or 1, month, day or 31)


def yearly_months(first: int, last: int) -> Yearly:
    """Whole months, the last included."""
    return Yearly(first, 1, last, 31)


QUARTERS: Final = (None, yearly_months(1, 3), yearly_months(4, 6), yearly_months(7, 9), yearly_months(10, 12))
HALVES: Final = (None, yearly_months(1, 6), yearly_months(7, 12))
SEASONS: Final = (None, yearly_months(3, 5), yearly_months(6, 8), yearly_months(9, 11), yearly_months(12, 2))


def year_span(year: int, last: int | None = None) -> Span:
    """A whole year, or those to the last one."""
    return Span(date(year, 1, 1), date(last or year, 12, 31))


def add_days(day: date, count: int) -> date | None:
    """The day so many days on; None beyond the calendar."""
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


_MONTHS_IN: Final = {"month": 1, "quarter": 3, "half": 6}


def whole_unit(unit: str, day: date, count: int) -> Span | None:
    """The week, month, year … that lies so many units on from the one that holds the day.

    >>> whole_unit("week", date(2025, 2, 8), -1)
    Span(start=datetime.date(2025, 1, 27), end=datetime.date(2025, 2, 2))
    """
    if unit == "day":
        other = add_days(day, count)
        return Span(other, other) if other else None
    if unit == "week":
        monday = add_days(day, 7 * count - day.weekday())
        sunday = add_days(monday, 6) if monday else None
        return Span(monday, sunday) if monday and sunday else None
    if unit == "weekend":
        return weekend(day, count)
    if unit in ("year", "decade"):
        length = 10 if unit == "decade" else 1
        year = (day.year // length + count) * length
        return year_span(year, year + length - 1) if MINYEAR <= year <= MAXYEAR - length else None
    length = _MONTHS_IN.get(unit, 0)
    if not length:
        return None
    start = add_months(date(day.year, (day.month - 1) // length * length + 1, 1), count * length)
    following = add_months(start, length) if start else None
    return Span(start, following - timedelta(days=1)) if start and following else None


def weekend(day: date, count: int) -> Span | None:
    """The weekend of the day's week (0), the last one that is over (-1, -2 …) or the next to begin (1, 2 …)."""
    if count > 0 and day.isoweekday() < 6:
        count -= 1
    saturday = add_days(day, 5 - day.weekday() + 7 * count)
    sunday = add_days(saturday, 1) if saturday else None
    return Span(saturday, sunday) if saturday and sunday else None


_PARTS_OF_YEAR: Final = {"begin": (1, 3), "middle": (5, 8), "end": (10, 12), "first_half": (1, 6), "second_half": (7, 12)}
_PARTS_OF_MONTH: Final = {"begin": (1, 10), "middle": (11, 20), "end": (21, 31), "first_half": (1, 15), "second_half": (16, 31)}


def part_of(span: Span, part: str) -> Span:
    """The beginning, middle or end of a year (first quarter, May to August, last quarter), a month (ten days each), else a third.

    >>> part_of(Span(date(2025, 1, 1), date(2025, 1, 31)), "end")
    Span(start=datetime.date(2025, 1, 21), end=datetime.date(2025, 1, 31))
    """
    start, end = span
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        first, last = _PARTS_OF_YEAR[part]
        return Span(date(start.year, first, 1), date(start.year, last, monthrange(start.year, last)[1]))
    if start.day == 1 and (start.year, start.month) == (end.year, end.month) and end.day >= 28:
        first, last = _PARTS_OF_MONTH[part]
        return Span(start.replace(day=first), start.replace(day=min(last, end.day)))
    days = (end - start).days + 1
    if days < 3:
        return span
    low, high = {
        "begin": (0, 1 / 3),
        "middle": (1 / 3, 2 / 3),
        "end": (2 / 3, 1),
        "first_half": (0, 1 / 2),
        "second_half": (1 / 2, 1),
    }[part]
    return Span(start + timedelta(days=int(days * low)), start + timedelta(days=max(int(days * high) - 1, int(days * low))))


def today_or_none(published: str | None) -> date | None:
    """The day of an ISO date or time; None where there is none."""
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None
