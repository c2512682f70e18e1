"""From expressions to intervals: which year a day without one means, what "last" and "later" count from."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from osint_kit.extract.dates.calendar import Span, Yearly, add_days, add_months, part_of, weekend, whole_unit
from osint_kit.extract.dates.tense import FUTURE, PAST, tense
from osint_kit.extract.dates.words import Found, Step
from osint_kit.extract.tokens import NUMBER, Tokens

_REACH: Final = 3  # sentences back in which "later" and "the same year" find their date
_FAR_REACH: Final = 10  # sentences back in which "the 5th of March" is in the March just named
_LEVEL: Final = 5  # tokens from an earlier level to its date
_SOON: Final = 60  # days: without a verb that tells, a day so near ahead is meant rather than last year's
_MONTHS: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120}
_DAYS: Final = {"day": 1, "week": 7}


@dataclass(slots=True)
class Resolved:
    """A date expression with its interval, or None where nothing fixes it, and whether it was counted from another day."""

    found: Found
    span: Span | None
    relative: bool
    doubts: tuple[str, ...]


@dataclass(slots=True)
class Resolver:
    """Resolves the expressions of one document, in order."""

    tokens: Tokens
    today: date | None
    anchor: Resolved | None = None
    anchor_sentence: int = -1
    month: Span | None = None  # the last month that was named with its year
    month_sentence: int = -1

    def resolve(self, found: Found) -> Resolved:
        """The interval of one expression; the next ones may count from it."""
        sentence = bisect_right(self.tokens.sentences, found.first)
        span, doubts = self._range(found, sentence) if found.upto else self._one(found, sentence)
        relative = found.span is None or (found.upto is not None and found.upto.span is None)
        if span is None and relative:
            doubts = ("relative_date",)
        resolved = Resolved(found, span, relative, (*found.doubts, *doubts))
        if span is not None and found.frame != "compare":
            self.anchor, self.anchor_sentence = resolved, sentence
            if found.grain == "month" and found.span is not None and found.upto is None:
                self.month, self.month_sentence = found.span, sentence
        return resolved

    def _near(self, sentence: int) -> Resolved | None:
        """The date before, where it is near enough to be counted from."""
        return self.anchor if self.anchor is not None and sentence - self.anchor_sentence <= _REACH else None

    def _range(self, found: Found, sentence: int) -> tuple[Span | None, tuple[str, ...]]:
        right = found.upto
        assert right is not None
        if found.span is None and found.weekday == 0 and found.step is None and found.yearly is not None:
            # from January to March 2024: the left end takes its year from the right
            last, doubts = self._one(right, sentence)
            first = _last_before(found.yearly, last.end) if last else None
            return (_hull(_shaped(found, first), last), doubts)
        first, doubts = self._one(found, sentence)
        if first is None:
            return None, ()
        if right.weekday and right.span is None and right.yearly is None:
            ahead = (right.weekday - first.start.isoweekday() - 1) % 7 + 1
            last = _day(add_days(first.start, ahead))
        elif right.span is None and right.yearly is not None and right.step is None:
            last = _shaped(right, _first_from(right.yearly, first.start))
        else:
            last = self._one(right, sentence)[0]
        return _hull(first, last), doubts

    def _one(self, found: Found, sentence: int) -> tuple[Span | None, tuple[str, ...]]:
        if found.span is not None:
            return _shaped(found, found.span), ()
        if found.yearly is not None and found.step is not None:
            year = self._step(found.step, sentence)
            return _shaped(found, found.yearly.within(year.start.year) if year else None), ()
        if found.yearly is not None:
            span, doubts = self._yearless(found, found.yearly, sentence)
            return _shaped(found, span), doubts
        if found.weekday:
            return _shaped(found, self._weekday(found)), ()
        assert found.step is not None
        if found.step.way == "near":
            return _shaped(found, self._weekend(found)), ()
        return _shaped(found, self._step(found.step, sentence)), ()

    # ---- days and months without a year ----

    def _yearless(self, found: Found, yearly: Yearly, sentence: int) -> tuple[Span | None, tuple[str, ...]]:
        if found.which in ("same", "following", "prior"):
            return None, ()
        near = self._near(sentence)
        if near is not None and sentence == self.anchor_sentence and near.found.span is not None and near.span is not None:
            # in the same sentence as a date with a year: that year
            same = _first_from(yearly, date(near.span.start.year, 1, 1))
            if found.frame != "until" or self.today is None or (same and same.end >= self.today):
                return same, ("assumed_year",)
        if self.month is not None and sentence - self.month_sentence <= _FAR_REACH:
            within = _first_from(yearly, self.month.start)
            if within is not None and within.end <= self.month.end:
                return within, ("assumed_year",)  # a day of the month just named
        if self.today is None:
            return None, ()
        if found.weekday and (matching := _on_weekday(yearly, found.weekday, self.today)):
            return matching, ("assumed_year",)
        return self._chosen_year(found, yearly, self.today), ("assumed_year",)

    def _chosen_year(self, found: Found, yearly: Yearly, today: date) -> Span | None:
        back, ahead = _last_before(yearly, today), _first_from(yearly, today)
        if found.which in ("last", "past"):
            return _last_before(yearly, back.start - timedelta(days=1)) if back and back.end >= today else back
        if found.which in ("next", "coming"):
            return _next_after(yearly, today)
        if found.which == "this":
            return yearly.within(today.year)
        if back is not None and _is_of_a_left_level(self.tokens, found.frame_first):
            return back
        soon = ahead is not None and (ahead.start - today).days <= _SOON
        told = self._tense(found, soon)
        return ahead if told == FUTURE or (told is None and soon) or back is None else back

    def _tense(self, found: Found, soon: bool = False) -> str | None:
        """What the verbs around an expression tell; where its next occurrence is near (``soon``), a far verb does not count."""
        told = tense(self.tokens, found.first, found.last)
        if told is not None:
            return told
        if found.frame in ("until", "from"):
            return FUTURE
        if found.frame == "since":
            return PAST
        return None if soon else tense(self.tokens, found.first, found.last, everywhere=True)

    def _weekday(self, found: Found) -> Span | None:
        if self.today is None:
            return None
        back = (self.today.isoweekday() - found.weekday) % 7
        ahead = (found.weekday - self.today.isoweekday()) % 7
        if found.which in ("last", "past", "prior"):
            return _day(add_days(self.today, -(back or 7)))
        if found.which in ("next", "coming", "following"):
            return _day(add_days(self.today, ahead or 7))
        if self._tense(found) == FUTURE:
            return _day(add_days(self.today, ahead if found.which == "this" else ahead or 7))
        return _day(add_days(self.today, -back))

    def _weekend(self, found: Found) -> Span | None:
        if self.today is None:
            return None
        now = self.today.isoweekday() >= 6 or self._tense(found) == FUTURE
        return weekend(self.today, 0 if now else -1)

    # ---- steps ----

    def _step(self, step: Step, sentence: int) -> Span | None:
        near = self._near(sentence) if step.base != "today" else None
        if (
            near is not None
            and near.span is not None
            and step.base == "either"
            and step.unit in _DAYS
            and near.span.start != near.span.end
        ):
            near = None  # the day before a month: before the publication, rather
        if near is None and (step.base == "text" or self.today is None):
            return None
        if near is not None and near.span is not None:
            base, from_text = near.span, True
        elif self.today is not None:
            base, from_text = Span(self.today, self.today), False
        else:
            return None
        if step.way == "to_date":
            if self.today is None:
                return None
            start = base.start if from_text else (whole := whole_unit(step.unit, self.today, 0)) and whole.start
            return Span(start, self.today) if start and start <= self.today else None
        if step.way == "rolling":
            return _rolling(step, base.start if step.number > 0 else base.end)
        if step.way == "moment":
            return _moved(step, base) if from_text else _moment(step, base.start)
        if step.number and from_text and step.unit == "day" and base.start != base.end:
            return None
        return whole_unit(step.unit, base.start if step.number <= 0 else base.end, step.number)


def _day(day: date | None) -> Span | None:
    return Span(day, day) if day else None


def _hull(first: Span | None, last: Span | None) -> Span | None:
    return Span(first.start, last.end) if first and last and first.start <= last.end else None


def _shaped(found: Found, span: Span | None) -> Span | None:
    """The named part of an interval, and for a night also the day before."""
    if span is None:
        return None
    if found.part is not None:
        span = part_of(span, found.part)
    if found.night:
        start = add_days(span.start, -1)
        span = Span(start, span.end) if start else span
    return span


def _first_from(yearly: Yearly, day: date) -> Span | None:
    """The first stretch that does not end before a day."""
    for year in range(day.year - 1, day.year + 9):
        span = yearly.within(year)
        if span and span.end >= day and (span.start >= day or year >= day.year):
            return span
    return None


def _last_before(yearly: Yearly, day: date) -> Span | None:
    """The latest stretch that has begun by a day."""
    for year in range(day.year, day.year - 9, -1):
        span = yearly.within(year)
        if span and span.start <= day:
            return span
    return None


def _next_after(yearly: Yearly, today: date) -> Span | None:
    """The first stretch that begins after a day."""
    day = add_days(today, 1)
    for year in range(today.year, today.year + 9):
        span = yearly.within(year)
        if span and day and span.start >= day:
            return span
    return None


def _on_weekday(yearly: Yearly, weekday: int, today: date) -> Span | None:
    """The day nearest to the publication that falls on the weekday named beside it."""
    spans = [
        span
        for year in range(today.year - 6, today.year + 2)
        if (span := yearly.within(year)) and span.start.isoweekday() == weekday
    ]
    return min(spans, key=lambda span: abs((span.start - today).days), default=None)


def _rolling(step: Step, day: date) -> Span | None:
    if step.unit in ("hour", "minute"):
        hours = abs(step.number) if step.unit == "hour" else abs(step.number) / 60
        days = int(-(-hours // 24))
        other = add_days(day, -days if step.number < 0 else days)
    elif step.unit in _DAYS:
        other = add_days(day, step.number * _DAYS[step.unit])
    elif step.unit in _MONTHS:
        other = add_months(day, step.number * _MONTHS[step.unit])
    else:
        return None
    if other is None:
        return None
    return Span(other, day) if other <= day else Span(day, other)


def _moment(step: Step, day: date) -> Span | None:
    """That long before or after a day: a day for days and weeks, the whole month or year for longer ones."""
    if step.unit in ("hour", "minute"):
        return _day(add_days(day, step.number // 24 if step.unit == "hour" and abs(step.number) >= 24 else 0))
    if step.unit in _DAYS:
        return _day(add_days(day, step.number * _DAYS[step.unit]))
    return whole_unit(step.unit, day, step.number)


def _moved(step: Step, base: Span) -> Span | None:
    """An interval moved as a whole: a year after March 2022 is March 2023."""
    if step.unit in _DAYS:
        if base.start != base.end:
            return None
        return _day(add_days(base.start, step.number * _DAYS[step.unit]))
    if step.unit in _MONTHS:
        count = step.number * _MONTHS[step.unit]
        following = add_days(base.end, 1)
        start = add_months(base.start, count)
        if base.start == base.end or following is None:
            return _day(start)
        end = add_months(following, count)
        return Span(start, end - timedelta(days=1)) if start and end else None
    return _day(base.start) if step.unit in ("hour", "minute") and base.start == base.end else None


def _is_of_a_left_level(tokens: Tokens, date: int) -> bool:
    """``will be 4.4 million, up from 3.4 million in January``: the date of an earlier number is past, whatever the verb says."""
    numbers = (at for at in range(date - 1, max(0, date - _LEVEL), -1) if tokens.kinds[at] == NUMBER)
    at = next(numbers, 0)
    return at > 0 and "change_from" in tokens.entries[at - 1] and tokens.sentence(at)[0] < at
