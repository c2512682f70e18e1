"""What date expressions are made of: what was found so far, and looking at the words beside a token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from osint_kit.extract.dates.calendar import FIRST_YEAR, LAST_YEAR, Span, Yearly
from osint_kit.extract.tokens import MARK, NUMBER, Tokens

DASHES: Final = frozenset("-‑–—−")
APOSTROPHES: Final = frozenset("'’ʼ‘")
OPENERS: Final = frozenset("([«„“\"'’–—-")
_LONGEST: Final = 4  # tokens of a phrase that stands before something
_HIGHEST: Final = 1000  # the longest length that makes a date: 1000 days ago


class Step(NamedTuple):
    """A way from a base to a time.

    ``way`` is whole (the unit that many units on: last week), rolling (from there to the base: the past three weeks),
    moment (that long from the base: three weeks ago), to_date (from the beginning of the unit to the base)
    or near (the weekend).
    ``base`` is today, text (the date before in the text) or either (the text's date, or else today).
    """

    unit: str
    number: int
    way: str
    base: str = "today"


@dataclass(slots=True)
class Found:
    """A date expression before it is resolved: tokens ``first`` to ``last`` and one of span, yearly, weekday or step."""

    first: int
    last: int
    span: Span | None = None
    yearly: Yearly | None = None
    weekday: int = 0
    step: Step | None = None
    grain: str = "day"
    part: str | None = None
    which: str | None = None
    night: bool = False
    upto: Found | None = None  # the other end of a range
    counted: tuple[int, int] = (0, 0)
    doubts: tuple[str, ...] = ()
    frame: str = ""
    frame_first: int = 0


def before(tokens: Tokens, section: str, at: int, floor: int = 0) -> tuple[str | float, int] | None:
    """The longest phrase of the section that ends just before token ``at``: its code and first token."""
    return next(tokens.endings(section, at, max(floor, at - _LONGEST)), None)


def after(tokens: Tokens, section: str, at: int) -> tuple[str | float, int] | None:
    """The longest phrase of the section that begins at token ``at``: its code and the token after it."""
    found = tokens.match(section, at) if at < len(tokens) else None
    return (found[0], at + found[1]) if found else None


def skip(tokens: Tokens, section: str, at: int) -> int:
    """The token after a phrase of the section at ``at``, or ``at`` itself."""
    found = tokens.match(section, at) if at < len(tokens) else None
    return at + found[1] if found else at


def skip_back(tokens: Tokens, section: str, at: int, floor: int, most: int = 2) -> int:
    """The first token of the phrases of a section that end just before ``at``, or ``at`` itself."""
    for _ in range(most):
        found = before(tokens, section, at, floor)
        if found is None:
            break
        at = found[1]
    return at


def plain_number(tokens: Tokens, at: int, longest: int) -> int | None:
    """The digits at a token as a number, where it is one of at most that many digits and no sign is glued to it."""
    if not 0 <= at < len(tokens) or tokens.kinds[at] != NUMBER:
        return None
    word = tokens.words[at]
    return int(word) if len(word) <= longest and word.isdecimal() else None


class Length(NamedTuple):
    """How many of a unit are counted: the number, its first token, and whether it is a figure and no article."""

    number: int
    first: int
    figure: bool


def length_before(tokens: Tokens, at: int, floor: int) -> Length | None:
    """The number or article that counts the unit at token ``at``."""
    if at <= floor:
        return None
    number = plain_number(tokens, at - 1, 4)
    if number is not None:
        free = not tokens.glued(at - 1) or tokens.words[at - 2] in OPENERS
        return Length(number, at - 1, True) if 0 < number <= _HIGHEST and free else None
    for section in ("cardinals", "collectives"):
        if (found := before(tokens, section, at, floor)) and float(found[0]).is_integer() and 0 < float(found[0]) <= _HIGHEST:
            return Length(int(found[0]), found[1], True)
    if found := before(tokens, "articles", at, floor):
        return Length(1, found[1], False)
    return None


def year_at(tokens: Tokens, at: int) -> int | None:
    """A year in four digits."""
    word = tokens.words[at] if at < len(tokens) and tokens.kinds[at] == NUMBER else ""
    if len(word) != 4 or not word.isdecimal():
        return None
    year = int(word)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def of_two_digits(year: int) -> int:
    """The year that two digits stand for: 24 is 2024, 98 is 1998."""
    return 2000 + year if year < 70 else 1900 + year


def ends_sentence(tokens: Tokens, dot: int) -> bool:
    """Whether nothing of its sentence follows a full stop."""
    return tokens.sentence(dot)[1] == dot + 1


def year_word_after(tokens: Tokens, at: int) -> int:
    """The token after ``року``, ``р.``, ``г.`` at ``at``, the point of an abbreviation included."""
    end = skip(tokens, "year_words", at)
    abbreviated = end > at and end < len(tokens) and len(tokens.words[end - 1]) <= 2
    if abbreviated and tokens.words[end] == "." and tokens.glued(end) and not ends_sentence(tokens, end):
        end += 1
    return end


_COUNTED: Final = ("nouns", "currencies", "scales", "short_scales", "units")


def counts(tokens: Tokens, at: int) -> bool:
    """Whether the word at a token is something that the number before it counts."""
    return at < len(tokens) and tokens.means(at, _COUNTED) and "year_words" not in tokens.entries[at]


def year_after(tokens: Tokens, at: int, sure: bool, comma: bool = False) -> tuple[int, int | None]:
    """The year after a month, a season …: the token after it and the year, or ``at`` and None.

    ``sure`` says that a number here can only be a year: ``8. Februar 2025``; ``im Mai 2000 Soldaten`` may count.
    """
    start = at
    if comma and at < len(tokens) and tokens.words[at] == ",":
        at += 1
    at = skip(tokens, "date_links", at)
    at = skip(tokens, "year_words", at)
    year = year_at(tokens, at)
    if year is None:
        short = at + 1 < len(tokens) and tokens.words[at] in APOSTROPHES and tokens.glued(at + 1)
        if short and len(tokens.words[at + 1]) == 2 and tokens.words[at + 1].isdecimal():
            return at + 2, of_two_digits(int(tokens.words[at + 1]))
        return start, None
    end = at + 1
    if end < len(tokens) and tokens.glued(end):
        clock = tokens.words[end] == ":" and tokens.glued(end + 1)
        if clock or (tokens.kinds[end] == MARK and tokens.words[end] in "%°"):
            return start, None
        if (
            tokens.words[end] in "/–-"
            and plain_number(tokens, end + 1, 4) in (year + 1, (year + 1) % 100)
            and tokens.glued(end + 1)
        ):
            return end + 2, year  # the winter of 2023/24
    if not sure and counts(tokens, end) and "events" not in tokens.entries[end]:
        return start, None
    return year_word_after(tokens, end), year


def of_year(found: Found, year: int | None) -> Found | None:
    """What was found in a year, or left for later where there is none; None where that year has no such day."""
    assert found.yearly is not None
    if year is not None:
        found.span = found.yearly.within(year)
        return found if found.span else None
    return found if found.yearly.within(2000) else None
