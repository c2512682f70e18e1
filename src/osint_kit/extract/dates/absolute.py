"""Dates that name a quarter, a season or a year, or are digits alone: Q3 2024, im Sommer, 2025-02-08, 1998, the 1990s."""

from __future__ import annotations

import re
from typing import Final

from osint_kit.extract.dates.calendar import (
    FIRST_YEAR,
    HALVES,
    LAST_YEAR,
    QUARTERS,
    SEASONS,
    Span,
    day_of,
    year_span,
    yearly_month,
)
from osint_kit.extract.dates.months import day_number_before
from osint_kit.extract.dates.words import (
    DASHES,
    OPENERS,
    Found,
    after,
    before,
    of_two_digits,
    of_year,
    plain_number,
    skip,
    year_after,
    year_at,
    year_word_after,
)
from osint_kit.extract.numbers.masks import mask_reason
from osint_kit.extract.tokens import NUMBER, WORD, Tokens

_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_FIRST_BARE, _LAST_BARE = 1900, 2050  # years that need no word beside them
_COUNTED_BY_YEARS: Final = ("nouns", "currencies", "units", "scales", "delta_words", "events")
_NUMBERED_AFTER: Final = (
    "hedges_before", "quantifiers", "currencies", "change_to", "change_by", "events", "nouns", "count_nouns", "minus",
    "delta_words",
)  # fmt: skip
_ADDRESS: Final = frozenset("/_=@&%?")


# ---- seasons, quarters ----


def season_at(tokens: Tokens, at: int, floor: int) -> Found | None:
    """``im Sommer 2024``, ``навесні``, ``in the spring of 2024``; with other senses only beside a year or a preposition."""
    name = after(tokens, "seasons", at)
    weak = name is None
    name = name or after(tokens, "seasons_weak", at)
    if name is None:
        return None
    last, year = year_after(tokens, name[1], sure=False)
    if weak and year is None:
        follower = tokens.words[last].lower() if last < len(tokens) and tokens.kinds[last] == WORD else ""
        opened = at > floor and not tokens.entries[at - 1].keys().isdisjoint(
            ("date_gap", "date_frames", "date_which", "date_parts")
        )
        noun = tokens.lexicon.right_headed and follower and follower not in tokens.lexicon.function_words
        if not opened or noun or (follower and "date_links" in tokens.entries[last]):
            return None
    return of_year(Found(at, last, yearly=SEASONS[int(name[0])], grain="season"), year)


def lettered_at(tokens: Tokens, at: int) -> Found | None:
    """``Q3 2024``, ``H1 2024``: at the letter."""
    letter = tokens.code("period_letters", at)
    number = plain_number(tokens, at + 1, 1)
    if letter is None or not number or not tokens.glued(at + 1) or not tokens.words[at].isupper():
        return None
    stretches = HALVES if letter == "half" else QUARTERS
    if number >= len(stretches) or tokens.glued(at):
        return None
    end = at + 2
    if end + 1 < len(tokens) and tokens.words[end] in "/-'’" and tokens.glued(end) and tokens.glued(end + 1):
        end += year_at(tokens, end + 1) is not None
    last, year = year_after(tokens, end, sure=True)
    if (year is None and letter == "quarter_of_year") or (year is None and letter == "half"):
        return None
    return of_year(Found(at, last, yearly=stretches[number], grain="half" if letter == "half" else "quarter"), year)


def numbered_period(tokens: Tokens, at: int, last: int, unit: str, floor: int) -> Found | None:
    """``drittes Quartal 2024``, ``first half of 2024``, ``the 20th century``: a period with an ordinal before it."""
    word = before(tokens, "date_ordinals", at, floor)
    number, first = (int(word[0]), word[1]) if word else (0, at)
    if word is None and (digits := day_number_before(tokens, at, floor)) and digits[0] < at - 1:
        number, first = digits[1], digits[0]
    if unit == "century":
        return Found(first, last, year_span(100 * number - 99, 100 * number), grain="century") if 1 <= number <= 21 else None
    stretches = HALVES if unit == "half" else QUARTERS
    if not 1 <= number < len(stretches):
        return None
    end, year = year_after(tokens, last, sure=False)
    follower = skip(tokens, "date_links", last)
    if year is None and follower < len(tokens) and not tokens.entries[follower].keys().isdisjoint(("months", "months_weak")):
        return None  # the first half of May
    return of_year(Found(first, end, yearly=stretches[number], grain=unit), year)


# ---- digits alone ----


def number_at(tokens: Tokens, at: int, floor: int) -> Found | None:
    """The date that begins with digits alone: ISO, dotted, with slashes, a year or a decade."""
    word = tokens.words[at]
    if "." in word:
        dotted = _DOTTED.fullmatch(word)
        if dotted is not None:
            return _whole(tokens, at, at + 1, dotted[3], dotted[2], dotted[1])
        return _dotted_day(tokens, at)
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
    return _decade(tokens, at, floor) or (_bare_year(tokens, at, floor) if len(word) == 4 else None)


def _dotted_day(tokens: Tokens, at: int) -> Found | None:
    """``am 8.2.``: where days are written with a point, and the second point does not end the sentence's last number."""
    left, _, right = tokens.words[at].partition(".")
    dot = at + 1
    short = 1 <= len(left) <= 2 and 1 <= len(right) <= 2 and dot < len(tokens)
    if not tokens.lexicon.ordinal_dot or not short or tokens.words[dot] != "." or not tokens.glued(dot) or not at:
        return None
    entry = tokens.entries[at - 1]
    if ("date_gap" not in entry and "date_frames" not in entry) or not right.isdecimal() or not 1 <= int(right) <= 12:
        return None
    return of_year(Found(at, dot + 1, yearly=yearly_month(int(right), int(left))), None) if 1 <= int(left) <= 31 else None


def _three_parts(tokens: Tokens, at: int) -> Found | None:
    left, sign, middle, right = tokens.words[at], tokens.words[at + 1], tokens.words[at + 2], tokens.words[at + 4]
    if len(middle) > 2 or not (middle.isdecimal() and right.isdecimal()):
        return None
    glued = all(tokens.glued(i) for i in range(at + 1, at + 5))
    if len(left) == 4:
        return _whole(tokens, at, at + 5, left, middle, right) if glued and sign in "-‑/–" and len(right) <= 2 else None
    if len(left) > 2 or len(right) not in (2, 4):
        return None
    if sign == "." and len(right) == 4 and tokens.glued(at + 1) and tokens.glued(at + 3):
        return _whole(tokens, at, at + 5, right, middle, left)
    if glued and sign == "-" and len(right) == 4:
        return _whole(tokens, at, at + 5, right, middle, left)
    return _slashed(tokens, at, left, middle, right) if glued and sign == "/" else None


def _slashed(tokens: Tokens, at: int, left: str, middle: str, right: str) -> Found | None:
    """``08/02/2025``: the day first, but for languages that write the month first; where both may be months, that is a doubt."""
    month_first = tokens.lexicon.month_first
    if int(left) > 12 or int(middle) > 12:
        month_first = int(middle) > 12
    day, month = (middle, left) if month_first else (left, middle)
    found = _whole(tokens, at, at + 5, right, month, day)
    if found and tokens.lexicon.month_first and int(left) <= 12 and int(middle) <= 12 and left != middle:
        found.doubts = ("day_month",)
    return found


def _whole(tokens: Tokens, first: int, last: int, year: str, month: str, day: str) -> Found | None:
    number = int(year) if len(year) == 4 else of_two_digits(int(year))
    when = day_of(number, int(month), int(day))
    if when is None or not FIRST_YEAR <= number <= LAST_YEAR:
        return None
    if tokens.glued(first) and (tokens.words[first - 1] in _ADDRESS or tokens.words[first - 1] in "-."):
        return None  # part of an address or of a file's name
    if tokens.glued(last) and (
        tokens.words[last] in _ADDRESS or (tokens.words[last] in DASHES and tokens.glued(last + 1) and last > first + 1)
    ):
        return None
    return Found(first, year_word_after(tokens, last), Span(when, when))


def _decade(tokens: Tokens, at: int, floor: int) -> Found | None:
    """``1990er Jahre``, ``the 1990s``, ``90-х``, ``années 90``."""
    number = int(tokens.words[at])
    if tokens.glued(at) and tokens.words[at - 1] not in OPENERS - DASHES:
        return None
    if number % 10 or len(tokens.words[at]) not in (2, 4) or number < 10:
        return None
    year = number if number >= FIRST_YEAR else of_two_digits(number) if number < 30 else 1900 + number
    if year > LAST_YEAR:
        return None
    if words := before(tokens, "decade_before", at, floor):
        return Found(words[1], at + 1, year_span(year, year + 9), grain="decade")
    end = at + 1
    end += end + 1 < len(tokens) and tokens.words[end] in DASHES and tokens.glued(end) and tokens.glued(end + 1)
    if end >= len(tokens) or not tokens.glued(end) or "decade_endings" not in tokens.entries[end]:
        return None
    last = skip(tokens, "year_words", end + 1)
    if number < FIRST_YEAR and last == end + 1 and tokens.code("decade_endings", end) == "with_years":
        return None
    return Found(at, last, year_span(year, year + 9), grain="decade")


def decade_at(tokens: Tokens, at: int) -> Found | None:
    """``die neunziger Jahre``, ``the nineties``."""
    name = after(tokens, "decade_names", at)
    if name is None:
        return None
    year = int(name[0])
    return Found(at, skip(tokens, "year_words", name[1]), year_span(year, year + 9), grain="decade")


def _is_named(tokens: Tokens, at: int) -> bool:
    """``Agenda 2030`` is a name, ``Tanks: 1950`` an amount; ``карта 1979 года`` is of a year."""
    entry = tokens.entries[at - 1]
    if at + 1 < len(tokens) and tokens.match("year_words", at + 1):
        return False
    if tokens.words[at - 1] in ":—–" and not tokens.glued(at):
        return True
    return "designators" in entry and "year_before" not in entry and tokens.match("designators", at - 1) is not None


def _reads_as_year(tokens: Tokens, at: int) -> bool:
    """Whether four digits are a year: nothing is counted by them, no hedge and no other number goes with them."""
    after, year = at + 1, int(tokens.words[at])
    link = skip(tokens, "date_to", after)
    if link == after and after < len(tokens) and tokens.words[after] in DASHES:
        link += 1
    if (
        link == after
        and after < len(tokens)
        and "range_and" in tokens.entries[after]
        and at
        and "range_open" in tokens.entries[at - 1]
    ):
        link += 1  # entre 2000 et 3000 déclarations
    other = tokens.words[link] if link > after and link < len(tokens) else ""
    if len(other) == 4 and other.isdecimal() and year_at(tokens, link) is None:
        return False  # 2000 bis 3000 Grad
    if after < len(tokens) and tokens.match("year_words", after):
        return True
    reason = mask_reason(tokens, at)
    if reason is not None or not _FIRST_BARE <= year <= _LAST_BARE or not at:
        return reason == "year"
    entry = tokens.entries[at - 1]
    frame = tokens.match("date_frames", at - 1) if "date_frames" in entry else None
    if frame is not None and frame[0] == "since":
        return not any(tokens.match(section, after) for section in ("units", "scales", "currencies") if after < len(tokens))
    if any(section in entry and before(tokens, section, at) for section in _NUMBERED_AFTER):
        return False
    counted = [section for section in _COUNTED_BY_YEARS if after < len(tokens) and tokens.match(section, after)]
    return not counted or (tokens.is_a(at - 1, "relative") and counted == ["events"])  # "der 1997 gestorben ist"


def _bare_year(tokens: Tokens, at: int, floor: int) -> Found | None:
    part = at > 1 and tokens.glued(at) and tokens.words[at - 1] in DASHES and "date_parts" in tokens.entries[at - 2]  # mid-2024
    if not part and not _reads_as_year(tokens, at):
        return None
    year = int(tokens.words[at])
    free = not tokens.glued(at) or tokens.kinds[at - 1] == WORD or tokens.words[at - 1] in OPENERS or tokens.words[at - 1] == "/"
    if not FIRST_YEAR <= year <= LAST_YEAR or not free:
        return None
    first, last = at, at + 1
    if words := before(tokens, "year_words", at, floor):
        first = words[1]
    elif at and _is_named(tokens, at):
        return None
    slash = last + 1 < len(tokens) and tokens.words[last] in "/–-" and tokens.glued(last) and tokens.glued(last + 1)
    if slash and tokens.words[last + 1] == f"{(year + 1) % 100:02d}":
        return Found(first, year_word_after(tokens, last + 2), year_span(year, year + 1), grain="years")  # 2023/24
    return Found(first, year_word_after(tokens, last), year_span(year), grain="year")
