"""Checks of single series: falls, stalls, slips of a digit, numbers that belong to another column, rows dated a year off."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from osint_kit.series.finding import Finding, said
from osint_kit.series.points import Series, iso

_FAR = 10
"""How many of its usual steps a number must be off before a slip is looked for."""
_DIGITS = 3
"""Shorter numbers are one digit away from nearly everything."""
_NARROW = 0.02
_ROWS = 3
_SEEN_OFTEN = 60
"""So many points tell what the next one may be."""
_RARE = 0.03
_MONTH = 31
_LONG_STALL = 6
_STALL_DAYS = 30
_MOVING = 0.5


class Break(NamedTuple):
    """A point outside of what its neighbours allow: place in the series, and the lowest and highest number that would fit."""

    at: int
    low: float
    high: float


Odd = set[tuple[int, int]]
"""(number of the series, place in it) of points that are explained as slips and count no further."""


def check_levels(
    series: Sequence[Series], corrections: Mapping[tuple[str, str], Sequence[tuple[int, float]]]
) -> Iterator[Finding]:
    """All checks of the series of one collection."""
    breaks = {place: found for place, one in enumerate(series) if one.cumulative and (found := list(find_breaks(one.values)))}
    odd: Odd = set()
    yield from _wrong_years(series, breaks, odd)
    for place, found in breaks.items():
        for broken in found:
            if (place, broken.at) in odd:
                continue
            if explained := _slip(series, place, broken):
                odd.add((place, broken.at))
                yield explained
    for place, one in enumerate(series):
        if one.cumulative and one.chief:
            kept = [at for at in range(len(one.days)) if (place, at) not in odd]
            yield from _falls(one, kept, corrections.get((one.source, one.item), ()))
            if not one.whole:
                yield from _stalls(one)
    yield from _repeated_rows(series)


def step_of(values: Sequence[float]) -> float:
    """The usual size of a step that is one; 1 where nothing moves.

    >>> step_of([10, 10, 12, 15, 16])
    2
    """
    steps = [abs(after - before) for before, after in pairwise(values) if after != before]
    return median(steps) if steps else 1.0


def find_breaks(values: Sequence[float]) -> Iterator[Break]:
    """The points of a cumulative count that lie far outside of their neighbours.

    >>> list(find_breaks([100.0, 104.0, 108.0, 1120.0, 116.0, 120.0]))
    [Break(at=3, low=108.0, high=116.0)]
    """
    slack = _FAR * step_of(values)
    for at in range(1, len(values)):
        before = values[at - 1]
        if at + 1 < len(values):
            after = values[at + 1]
            far = max(slack, after - before)
            if before <= after and not before - far <= values[at] <= after + far:
                yield Break(at, before, after)
        elif len(values) >= _SEEN_OFTEN and not before - slack <= values[at] <= before + 3 * slack:
            yield Break(at, before, before + slack)


# -- a slip of a digit, a number of another column ----------------------------------------------------------------------------


def _slip(series: Sequence[Series], place: int, broken: Break) -> Finding | None:
    one = series[place]
    value, day = one.values[broken.at], one.days[broken.at]
    for other in series:
        if (
            other is not one
            and other.group == one.group
            and not other.whole
            and (at := _fits_column(other, day, value)) is not None
        ):
            evidence = (
                f"{said(value)} is no {one.item} number between {said(broken.low)} and {said(broken.high)}; it fits {other.item}"
            )
            return _finding("wrong_column", one, broken.at, other.figures[at], other.values[at], evidence)
    meant = slipped(value, broken.low, broken.high)
    if meant is None:
        return None
    neighbours = f"its neighbours say {said(broken.low)} and {said(broken.high)}"
    evidence = f"{said(value)} is one digit away from {said(meant)}; {neighbours}"
    return _finding("digit", one, broken.at, one.figures[broken.at - 1], one.values[broken.at - 1], evidence)


def _fits_column(other: Series, day: int, value: float) -> int | None:
    """The place in another series near whose day the value would fit; None where it would not, or where nearly anything would."""
    at = bisect_left(other.days, day)
    if not 0 < at < len(other.days) - 1 or other.days[at] != day:
        return None
    low, high = other.values[at - 1], other.values[at + 1]
    narrow = len(said(value)) > _DIGITS and high - low <= _NARROW * value
    return at if other.cumulative and low <= value <= high and low < high and narrow else None


def slipped(value: float, low: float, high: float) -> int | None:
    """The whole number between two bounds that a slip of one digit made ``value`` of, the one nearest to the lower bound.

    A digit lost, doubled or added, one wrong, or two neighbours exchanged.

    >>> slipped(1119.0, 11190.0, 11209.0), slipped(20102.0, 20970.0, 21050.0), slipped(55.0, 5.0, 8.0), slipped(17056.0, 16450.0, 16500.0)
    (11190, 21002, None, None)
    """
    text = str(int(value))
    if value != int(value) or value < 0 or max(len(text), len(str(int(high)))) <= _DIGITS:
        return None
    return min((number for number in one_digit_away(text) if low <= number <= high), default=None)


def one_digit_away(text: str) -> Iterator[int]:
    """The numbers that a number's digits become when one is added, lost or changed, or two neighbours change places."""
    digits = "0123456789"
    for at in range(len(text) + 1):
        before, after = text[:at], text[at:]
        yield from (int(before + digit + after) for digit in digits)
        if after and len(text) > 1:
            yield int(before + after[1:])
            yield from (int(before + digit + after[1:]) for digit in digits)
        if len(after) > 1:
            yield int(before + after[1] + after[0] + after[2:])


# -- a row dated a year off -----------------------------------------------------------------------------------------------------


def _wrong_years(series: Sequence[Series], breaks: Mapping[int, Sequence[Break]], odd: Odd) -> Iterator[Finding]:
    """Days on which most counts break and fit a year earlier or later."""
    on_day: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for place, found in breaks.items():
        for broken in found:
            on_day[series[place].days[broken.at]].append((place, broken.at))
    moving = Counter(day for one in series if one.cumulative for day in one.days)
    for day, broken_here in sorted(on_day.items()):
        if len(broken_here) < max(_ROWS, moving[day] / 3):
            continue
        for years in (1, -1):
            there = year_off(day, years)
            fitting = [(place, at) for place, at in broken_here if _fits_day(series[place], at, there)]
            if len(fitting) >= max(_ROWS, 0.6 * len(broken_here)):
                odd.update(broken_here)
                place, at = max(fitting, key=lambda found: (series[found[0]].values[found[1]], -found[0]))
                evidence = f"{len(fitting)} of {len(broken_here)} numbers that do not fit {iso(day)} fit {iso(there)}"
                yield _finding("wrong_year", series[place], at, None, None, evidence)
                break


def year_off(day: int, years: int) -> int:
    """The same day of another year; the 29th of February becomes the 28th.

    >>> year_off(date(2024, 2, 29).toordinal(), 1) == date(2025, 2, 28).toordinal()
    True
    """
    when = date.fromordinal(day)
    try:
        return when.replace(year=when.year + years).toordinal()
    except ValueError:
        return when.replace(year=when.year + years, day=28).toordinal()


def _fits_day(one: Series, at: int, day: int) -> bool:
    value, slack = one.values[at], _FAR * step_of(one.values)
    after = bisect_right(one.days, day)
    before = bisect_left(one.days, day) - 1
    if before < 0 or before == at:
        return False
    if after >= len(one.days):
        return one.values[before] - slack <= value <= one.values[before] + slack
    return one.values[before] - slack <= value <= one.values[after] + slack


def misdated_rows(rows: Iterable[tuple[int, int, str]]) -> Iterator[tuple[str, int, int]]:
    """Rows of a file in order of days whose own day stands a year off.

    Args:
        rows: (row, day as an ordinal, figure of the row), in order of rows.

    Returns:
        (figure, day as written, day that would fit).
    """
    listed = list(rows)
    steps = Counter((after[1] > before[1]) - (after[1] < before[1]) for before, after in pairwise(listed))
    forward, backward = steps[1], steps[-1]
    usual = median(abs(after[1] - before[1]) for before, after in pairwise(listed)) if len(listed) > 1 else 0
    if len(listed) < 2 * _ROWS or usual > _MONTH or min(forward, backward) > 0.1 * len(listed):
        return
    turn = 1 if forward >= backward else -1
    days = [day * turn for _, day, _ in listed]
    for at, (_, day, figure) in enumerate(listed):
        low = days[at - 1] if at else days[1] - _MONTH
        high = days[at + 1] if at + 1 < len(days) else days[at - 1] + _MONTH
        if low > high or low <= days[at] <= high:
            continue
        for years in (1, -1):
            if low <= turn * year_off(day, years) <= high and abs(days[at] - low) > 300:
                yield figure, day, year_off(day, years)
                break


# -- falls, stalls, repeated rows ----------------------------------------------------------------------------------------------


def _falls(one: Series, kept: Sequence[int], corrections: Sequence[tuple[int, float]]) -> Iterator[Finding]:
    for before, at in pairwise(kept):
        if one.values[at] < one.values[before]:
            why = next(
                (f"; its source corrected it by {said(value)}" for day, value in corrections if abs(day - one.days[at]) <= 1), ""
            )
            evidence = f"from {said(one.values[before])} to {said(one.values[at])}{why}"
            yield _finding("fall", one, at, one.figures[before], one.values[before], evidence)


def _stalls(one: Series) -> Iterator[Finding]:
    """Long standstills of a count that otherwise moves."""
    moves = [0, *(at for at in range(1, len(one.values)) if one.values[at] != one.values[at - 1]), len(one.values) - 1]
    waits = sorted(one.days[after] - one.days[before] for before, after in pairwise(moves))
    if len(waits) < 2 * _LONG_STALL:
        return
    usual = waits[int(0.9 * (len(waits) - 1))]
    for before, after in pairwise(moves):
        length = one.days[after] - one.days[before]
        if length >= max(_STALL_DAYS, _LONG_STALL * usual) and after - before > 3:
            evidence = (
                f"unchanged at {said(one.values[before])} for {length} days; 9 of 10 of its pauses are no longer than {usual}"
            )
            yield _finding("stall", one, before, one.figures[after], one.values[after], evidence)


def _repeated_rows(series: Sequence[Series]) -> Iterator[Finding]:
    """Days on which every count of a table stands where it stood, though most of them move from day to day."""
    tables: dict[tuple[str, ...], list[Series]] = defaultdict(list)
    for one in series:
        if one.cumulative and one.chief and not one.whole and len(one.values) > 2 * _STALL_DAYS:
            still = sum(after == before for before, after in zip(one.values, one.values[1:], strict=False))
            if still < _MOVING * len(one.values):
                tables[one.group].append(one)
    for members in tables.values():
        if len(members) < _ROWS:
            continue
        standing: Counter[int] = Counter()
        there: Counter[int] = Counter()
        for one in members:
            there.update(one.days[1:])
            standing.update(one.days[at] for at in range(1, len(one.days)) if one.values[at] == one.values[at - 1])
        repeated = sorted(day for day, count in standing.items() if count == there[day] >= _ROWS)
        if len(repeated) > _RARE * len(there):
            continue  # this table is not changed every day
        for day in repeated:
            one = next(one for one in members if day in one.days)
            at = bisect_left(one.days, day)
            evidence = f"all {there[day]} counts that usually move stand where they stood on {iso(one.days[at - 1])}"
            yield _finding("repeated_row", one, at, one.figures[at - 1], one.values[at - 1], evidence)


def _finding(sort: str, one: Series, at: int, other: str | None, other_value: float | None, evidence: str) -> Finding:
    return Finding(sort, iso(one.days[at]), one.name, one.values[at], other_value, one.figures[at], other, evidence)
