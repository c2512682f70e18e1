"""Dates that name a month: 8. Februar 2025, February 8, le 1er mars, vom 3. bis 5. März, im Mai."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from osint_kit.extract.dates.calendar import (
    Yearly,
    yearly_month,
)
from osint_kit.extract.dates.words import (
    DASHES,
    OPENERS,
    Found,
    after,
    before,
    counts,
    ends_sentence,
    of_year,
    plain_number,
    skip,
    skip_back,
    year_after,
)
from osint_kit.extract.tokens import MARK, WORD, Tokens

_LISTED: Final = 6  # days in a list before their month: am 3., 5. und 9. März


def month_at(tokens: Tokens, at: int, floor: int) -> list[Found]:
    """The dates around the name of a month at ``at``; ``floor`` is the first token that is free."""
    name = after(tokens, "months", at) or after(tokens, "months_mid", at)
    weak = name is None
    name = name or after(tokens, "months_weak", at)
    if name is None:
        return []
    month, last = int(name[0]), name[1]
    if last < len(tokens) and tokens.words[last] == "." and tokens.glued(last) and not ends_sentence(tokens, last):
        abbreviated = len(tokens.words[last - 1]) <= 5
        last += abbreviated
    first, day = _day_before(tokens, at, floor)
    days: list[tuple[int, int, int]] = []  # first token, first day, last day
    if day is not None:
        days = _days_before(tokens, first, day, floor)
    elif tokens.lexicon.month_first and (behind := _day_after(tokens, at, last)):
        day, until, last = behind
        days = [(at, day, until)]
    named = first > 0 and tokens.lexicon.right_headed and tokens.code("grammar", first - 1) in ("det", "possessive")
    # "a September 2017 bulletin" is of that year, "in September 2000 men" are counted
    last, year = year_after(tokens, last, named or day is not None, comma=tokens.lexicon.month_first and day is not None)
    if weak and not _beside(tokens, first, at, day, year):
        return []
    if not days:
        grain, part = "month", "middle" if "months_mid" in tokens.entries[at] else None
        whole = of_year(Found(at, last, yearly=yearly_month(month), grain=grain, part=part), year)
        return [whole] if whole else []
    made = [
        of_year(Found(begin, last, yearly=Yearly(month, low, month, high), grain="day" if low == high else "days"), year)
        for begin, low, high in days
    ]
    listed = [found for found in made if found is not None]
    for one, following in pairwise(listed):
        one.last = following.first - 1
    return listed


def _beside(tokens: Tokens, first: int, at: int, day: int | None, year: int | None) -> bool:
    """Whether a word such as May or March is a month here."""
    if tokens.lexicon.capital_dates and not tokens.words[at][0].isupper():
        return False
    if day is not None or year is not None or not first or "cardinals" in tokens.entries[at]:  # sept is seven as well
        return day is not None or year is not None
    return not tokens.entries[first - 1].keys().isdisjoint(("year_before", "date_which", "date_parts", "date_gap", "date_frames"))


def day_number_before(tokens: Tokens, at: int, floor: int) -> tuple[int, int] | None:
    """The number of a day that ends just before token ``at``, in digits, with its point or ending: first token and day."""
    number = at - 1
    if number <= floor:
        return _free_day(tokens, number, floor)
    if tokens.glued(number):
        if tokens.words[number] == "." or tokens.words[number] in "º°ª":
            number -= 1
            number -= tokens.words[number] == "." and tokens.glued(number)
        elif tokens.kinds[number] == WORD and "ordinal_endings" in tokens.entries[number]:
            number -= 1
            number -= tokens.words[number] in DASHES and tokens.glued(number)
    return _free_day(tokens, number, floor)


def _free_day(tokens: Tokens, number: int, floor: int) -> tuple[int, int] | None:
    day = plain_number(tokens, number, 2) if number >= floor else None
    if day is None or not 1 <= day <= 31:
        return None
    return None if tokens.glued(number) and tokens.words[number - 1] not in OPENERS else (number, day)


def _day_before(tokens: Tokens, at: int, floor: int) -> tuple[int, int | None]:
    """The day before a month: ``8.``, ``8th of``, ``le 1er``, ``першого``; the first token and the day."""
    linked = before(tokens, "date_links", at, floor)
    for end in (at, linked[1]) if linked else (at,):
        if digits := day_number_before(tokens, end, floor):
            return digits
        if words := before(tokens, "day_words", end, floor):
            return words[1], int(words[0])
    return at, None


def _days_before(tokens: Tokens, first: int, day: int, floor: int) -> list[tuple[int, int, int]]:
    """The day before a month, and those joined to it: ``3.–5. März`` is one stretch, ``3. und 5. März`` are two days."""
    days = [(first, day, day)]
    for _ in range(_LISTED):
        begin, low, high = days[0]
        link = begin - 1
        if link <= floor:
            break
        near = skip_back(tokens, "date_gap", begin, floor, 1)
        stretch = before(tokens, "date_to", begin, floor) or before(tokens, "date_to", near, floor)
        if tokens.words[link] in DASHES or stretch:
            left = day_number_before(tokens, stretch[1] if stretch else link, floor)
            if left is None or left[1] >= low or high != low:
                break
            days[0] = (left[0], left[1], high)
            continue
        joined = before(tokens, "date_and", near, floor)
        if joined is None and tokens.words[link] != ",":
            break
        left = day_number_before(tokens, skip_back(tokens, "date_gap", joined[1] if joined else link, floor), floor)
        if left is None or left[1] >= low:
            break
        if joined and len(days) == 1 and before(tokens, "date_between", skip_back(tokens, "date_gap", left[0], floor), floor):
            days[0] = (left[0], left[1], high)
            break
        days.insert(0, (left[0], left[1], left[1]))
    return days


def _day_after(tokens: Tokens, month: int, at: int) -> tuple[int, int, int] | None:
    """The day or days after a month: ``February 8``, ``March 3–5``; not the people of ``In May 12 people``."""
    day, last = _one_day_after(tokens, at)
    if day is None:
        return None
    link = skip(tokens, "date_to", last)
    if link == last and last < len(tokens) and tokens.words[last] in DASHES:
        link += 1
    if link == last and month and "date_between" in tokens.entries[month - 1]:
        link = skip(tokens, "date_and", last)
    if link > last:
        until, end = _one_day_after(tokens, link)
        if until is not None and until > day and not counts(tokens, end):
            return day, until, end
    if last < len(tokens) and tokens.kinds[last] == WORD:
        in_month = month and tokens.code("date_gap", month - 1) == "in"
        named = month and tokens.lexicon.right_headed and tokens.code("grammar", month - 1) in ("det", "possessive")
        if named and not in_month:
            return day, day, last  # the October 7 attack
        if in_month or counts(tokens, last) or "designators_after" in tokens.entries[last]:
            return None
    return day, day, last


def _one_day_after(tokens: Tokens, at: int) -> tuple[int | None, int]:
    day = plain_number(tokens, at, 2)
    if day is None or not 1 <= day <= 31 or (tokens.glued(at) and tokens.words[at - 1] not in ".–—-"):
        return None, at
    end = at + 1
    if end < len(tokens) and tokens.glued(end):
        if "ordinal_endings" in tokens.entries[end]:
            return day, end + 1
        if tokens.kinds[end] != MARK or tokens.words[end] in "%:/$€£":
            return None, at
    return day, end
