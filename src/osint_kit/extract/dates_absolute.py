"""Dates that name a month or a year: 8. Februar 2025, February 8, 2025-02-08, 08.02.25, im Mai, 1998."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from osint_kit.extract.dates_calendar import FIRST_YEAR, LAST_YEAR, Span, Yearly, day_of, year_span, yearly_month
from osint_kit.extract.masks import mask_reason
from osint_kit.extract.tokens import NUMBER, WORD, Tokens

DASHES: Final = frozenset("-‑–—−")
APOSTROPHES: Final = frozenset("'’ʼ‘")
_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_COUNTED: Final = frozenset(("nouns", "currencies", "scales", "short_scales", "units"))
_LONGEST: Final = 4  # tokens of a phrase that stands before something


@dataclass(slots=True)
class Found:
    """A date expression before its year is known: tokens ``first`` to ``last`` and either days or a stretch of any year."""

    first: int
    last: int
    span: Span | None = None
    yearly: Yearly | None = None
    grain: str = "day"
    doubts: tuple[str, ...] = ()


def before(tokens: Tokens, section: str, at: int, floor: int = 0) -> tuple[str | float, int] | None:
    """The longest phrase of the section that ends just before token ``at``: its code and first token."""
    for first in range(max(floor, at - _LONGEST), at):
        if section in tokens.entries[first] and (found := tokens.match(section, first)) and first + found[1] == at:
            return found[0], first
    return None


def skip(tokens: Tokens, section: str, at: int) -> int:
    """The token after a phrase of the section at ``at``, or ``at`` itself."""
    found = tokens.match(section, at) if at < len(tokens) else None
    return at + found[1] if found else at


def month_at(tokens: Tokens, at: int, floor: int) -> Found | None:
    """The date around the name of a month at ``at``; ``floor`` is the first token that is free."""
    strong = tokens.match("months", at)
    found = strong or tokens.match("months_weak", at)
    if found is None:
        return None
    month, last = int(found[0]), at + found[1]
    abbreviated = last < len(tokens) and tokens.words[last] == "." and tokens.glued(last)
    if abbreviated and (_small(tokens, last + 1) or _year_at(tokens, last + 1)):
        last += 1
    first, day = _day_before(tokens, at, floor)
    if day is None and tokens.lexicon.month_first:
        day, last = _day_after(tokens, at, last)
    last, year = _year_after(tokens, last, day is not None)
    if (
        day is None
        and year is None
        and abbreviated
        and tokens.words[last - 1] != "."
        and last < len(tokens)
        and not _ends(tokens, last)
    ):
        last += 1
    if strong is None and not _beside(tokens, first, at, day, year):
        return None
    yearly = yearly_month(month, day)
    grain = "day" if day else "month"
    if year is None:
        return Found(first, last, yearly=yearly, grain=grain) if yearly.within(2000) else None
    span = yearly.within(year)
    return Found(first, last, span, yearly, grain) if span else None


def _ends(tokens: Tokens, dot: int) -> bool:
    return tokens.sentence(dot)[1] == dot + 1


def _beside(tokens: Tokens, first: int, at: int, day: int | None, year: int | None) -> bool:
    """Whether a word such as May or March is a month here."""
    capital = not tokens.lexicon.capital_dates or tokens.words[at][0].isupper()
    return capital and (day is not None or year is not None or (first > 0 and "year_before" in tokens.entries[first - 1]))


def _small(tokens: Tokens, at: int) -> int | None:
    """A number from 1 to 31 at ``at`` that counts nothing."""
    if at < 0 or at >= len(tokens) or tokens.kinds[at] != NUMBER:
        return None
    word = tokens.words[at]
    if len(word) > 2 or not word.isdecimal():
        return None
    day = int(word)
    return day if 1 <= day <= 31 else None


def day_number_before(tokens: Tokens, at: int, floor: int) -> tuple[int, int] | None:
    """The number of a day that ends just before token ``at``, in digits, with its point or ending: first token and day."""
    number = at - 1
    if number < floor:
        return None
    if tokens.words[number] == "." and tokens.glued(number):
        number -= 1
    elif tokens.kinds[number] == WORD and "ordinal_endings" in tokens.entries[number] and tokens.glued(number):
        number -= 2 if number and tokens.words[number - 1] in DASHES and tokens.glued(number - 1) else 1
    elif tokens.words[number] in "º°ª" and tokens.glued(number):
        number -= 1
    if number < floor:
        return None
    day = _small(tokens, number)
    if day is None or (tokens.glued(number) and tokens.words[number - 1] not in "([«„“\"'’–—-"):
        return None
    return number, day


def _day_before(tokens: Tokens, at: int, floor: int) -> tuple[int, int | None]:
    """The day before a month: ``8.``, ``8th of``, ``le 1er``, ``першого``; the first token and the day."""
    for end in (at, (before(tokens, "date_links", at, floor) or (0, at))[1]):
        if digits := day_number_before(tokens, end, floor):
            return digits
        if words := before(tokens, "day_words", end, floor):
            return words[1], int(words[0])
    return at, None


def _day_after(tokens: Tokens, month: int, at: int) -> tuple[int | None, int]:
    """The day after a month: ``February 8``, ``March 3rd``; not the people of ``In May 12 people``."""
    day = _small(tokens, at)
    if day is None or (tokens.glued(at) and tokens.words[at - 1] != "."):
        return None, at
    last = at + 1
    if last < len(tokens) and tokens.glued(last):
        if "ordinal_endings" in tokens.entries[last]:
            return day, last + 1
        if tokens.kinds[last] != 3 or tokens.words[last] in "%:/$€£":
            return None, at
    if last < len(tokens) and tokens.kinds[last] == WORD:
        if not tokens.entries[last].keys().isdisjoint(_COUNTED):
            return None, at
        if month and "range_open" not in tokens.entries[month - 1] and tokens.words[month - 1].lower() == "in":
            return None, at
    return day, last


def _year_at(tokens: Tokens, at: int) -> int | None:
    if at >= len(tokens) or tokens.kinds[at] != NUMBER:
        return None
    word = tokens.words[at]
    if len(word) != 4 or not word.isdecimal():
        return None
    year = int(word)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _year_after(tokens: Tokens, at: int, dated: bool) -> tuple[int, int | None]:
    """The year after a month or day: token after it and the year; ``at`` and None where there is none."""
    start = at
    if dated and tokens.lexicon.month_first and at < len(tokens) and tokens.words[at] == ",":
        at += 1
    at = skip(tokens, "date_links", at)
    at = skip(tokens, "year_words", at)
    year = _year_at(tokens, at)
    if year is None:
        if at + 1 < len(tokens) and tokens.words[at] in APOSTROPHES and tokens.glued(at + 1) and len(tokens.words[at + 1]) == 2:
            short = tokens.words[at + 1]
            if short.isdecimal():
                return at + 2, _of_two_digits(int(short))
        return start, None
    after = at + 1
    if after < len(tokens):
        entry = tokens.entries[after]
        if tokens.glued(after) and tokens.words[after] in "%°:/":
            return start, None
        if not dated and not entry.keys().isdisjoint(_COUNTED) and "year_words" not in entry and "events" not in entry:
            return start, None
    return _year_word_after(tokens, after), year


def _year_word_after(tokens: Tokens, at: int) -> int:
    """Skip ``року``, ``р.``, ``г.`` after a year."""
    after = skip(tokens, "year_words", at)
    abbreviation = after > at and after < len(tokens) and len(tokens.words[after - 1]) <= 2
    if abbreviation and tokens.words[after] == "." and tokens.glued(after) and not _ends(tokens, after):
        after += 1
    return after


def _of_two_digits(year: int) -> int:
    return 2000 + year if year < 70 else 1900 + year


def number_at(tokens: Tokens, at: int, floor: int) -> Found | None:
    """The date that begins with digits alone: ISO, dotted, with slashes, or a bare year."""
    word = tokens.words[at]
    if "." in word:
        dotted = _DOTTED.fullmatch(word)
        return _whole(tokens, at, at + 1, dotted[3], dotted[2], dotted[1]) if dotted else None
    if not word.isdecimal() or len(word) > 4:
        return None
    if (
        at + 4 < len(tokens)
        and tokens.kinds[at + 2] == NUMBER == tokens.kinds[at + 4]
        and tokens.words[at + 1] == tokens.words[at + 3]
    ):
        found = _three_parts(tokens, at)
        if found is not None:
            return found
    return _bare_year(tokens, at, floor) if len(word) == 4 else None


def _three_parts(tokens: Tokens, at: int) -> Found | None:
    left, sign, middle, right = tokens.words[at], tokens.words[at + 1], tokens.words[at + 2], tokens.words[at + 4]
    if len(middle) > 2 or not (middle.isdecimal() and right.isdecimal()):
        return None
    glued = all(tokens.glued(i) for i in range(at + 1, at + 5))
    if glued and sign in "-‑/–" and len(left) == 4 and len(right) <= 2:
        return _whole(tokens, at, at + 5, left, middle, right)
    if len(left) > 2 or len(right) not in (2, 4):
        return None
    if sign == "." and len(right) == 4 and tokens.glued(at + 1) and tokens.glued(at + 3):
        return _whole(tokens, at, at + 5, right, middle, left)
    if glued and sign == "-" and len(right) == 4:
        return _whole(tokens, at, at + 5, right, middle, left)
    if glued and sign == "/":
        return _slashed(tokens, at, left, middle, right)
    return None


def _slashed(tokens: Tokens, at: int, left: str, middle: str, right: str) -> Found | None:
    """``08/02/2025``: the day first, but for languages that write the month first; where both are months, that is a doubt."""
    month_first = tokens.lexicon.month_first
    if int(left) > 12 or int(middle) > 12:
        month_first = int(middle) > 12
    day, month = (middle, left) if month_first else (left, middle)
    found = _whole(tokens, at, at + 5, right, month, day)
    if found and tokens.lexicon.month_first and int(left) <= 12 and int(middle) <= 12 and left != middle:
        found.doubts = ("day_month",)
    return found


def _whole(tokens: Tokens, first: int, last: int, year: str, month: str, day: str) -> Found | None:
    number = int(year) if len(year) == 4 else _of_two_digits(int(year))
    when = day_of(number, int(month), int(day))
    if when is None or not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    if (tokens.glued(first) and tokens.words[first - 1] in "/_-=.@&?") or (tokens.glued(last) and tokens.words[last] in "/_=@&%"):
        return None  # part of an address or of a file's name
    if (
        last < len(tokens)
        and tokens.glued(last)
        and tokens.words[last] in DASHES
        and tokens.glued(last + 1)
        and len(year) == 4
        and len(tokens.words[first]) == 4
    ):
        return None
    return Found(first, _year_word_after(tokens, last), Span(when, when), yearly_month(int(month), int(day)))


def _bare_year(tokens: Tokens, at: int, floor: int) -> Found | None:
    if mask_reason(tokens, at) != "year":
        return None
    year = int(tokens.words[at])
    if (
        not FIRST_YEAR <= year <= LAST_YEAR
        or (tokens.glued(at)
        and tokens.kinds[at - 1] != WORD
        and tokens.words[at - 1] not in "([«„“\"'’–—-/")
    ):
        return None
    first = at
    if words := before(tokens, "year_words", at, floor):
        first = words[1]
    elif at and "designators" in tokens.entries[at - 1]:
        return None  # Agenda 2030
    return Found(first, _year_word_after(tokens, at + 1), year_span(year), grain="year")


def today_or_none(published: str | None) -> date | None:
    """The day of an ISO date or time; None where there is none."""
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None
