"""Dates that name a month or a year: 8. Februar 2025, February 8, 2025-02-08, 08.02.25, im Mai, Q3 2024, 1998, the 1990s."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from osint_kit.extract.dates_calendar import (
    FIRST_YEAR,
    HALVES,
    LAST_YEAR,
    QUARTERS,
    SEASONS,
    Span,
    Yearly,
    day_of,
    year_span,
    yearly_month,
)
from osint_kit.extract.dates_words import (
    DASHES,
    OPENERS,
    Found,
    after,
    before,
    counts,
    ends_sentence,
    of_two_digits,
    plain_number,
    skip,
    skip_back,
    year_after,
    year_at,
    year_word_after,
)
from osint_kit.extract.masks import mask_reason
from osint_kit.extract.tokens import MARK, NUMBER, WORD, Tokens

_DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_LISTED: Final = 6  # days in a list before their month: am 3., 5. und 9. März
_FIRST_BARE, _LAST_BARE = 1900, 2050  # years that need no word beside them
_COUNTED_BY_YEARS: Final = ("nouns", "currencies", "units", "scales", "delta_words", "events")
_NUMBERED_AFTER: Final = (
    "hedges_before", "quantifiers", "currencies", "change_to", "change_by", "events", "nouns", "count_nouns", "minus", "delta_words",
)  # fmt: skip
_ADDRESS: Final = frozenset("/_=@&%?")


def of_year(found: Found, year: int | None) -> Found | None:
    """What was found in a year, or left for later where there is none; None where that year has no such day."""
    assert found.yearly is not None
    if year is not None:
        found.span = found.yearly.within(year)
        return found if found.span else None
    return found if found.yearly.within(2000) else None


# ---- months ----


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
    last, year = year_after(tokens, last, day is not None, comma=tokens.lexicon.month_first and day is not None)
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
    if day is not None or year is not None or not first:
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


# ---- seasons, quarters ----


def season_at(tokens: Tokens, at: int, floor: int) -> Found | None:
    """``im Sommer 2024``, ``навесні``, ``in the spring of 2024``; where the word has other senses, only beside a year or a preposition."""
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
    """``Agenda 2030`` is a name, ``Tanks: 1950`` an amount."""
    entry = tokens.entries[at - 1]
    if tokens.words[at - 1] in ":—–" and not tokens.glued(at):
        return True
    return "designators" in entry and "year_before" not in entry and tokens.match("designators", at - 1) is not None


def _reads_as_year(tokens: Tokens, at: int) -> bool:
    """Whether four digits are a year: nothing is counted by them, no hedge and no other number goes with them."""
    after, year = at + 1, int(tokens.words[at])
    link = skip(tokens, "date_to", after)
    if link == after and after < len(tokens) and tokens.words[after] in DASHES:
        link += 1
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
    relative = any(code == "relative" and not rest for rest, code in entry.get("grammar", ()))
    return not counted or (relative and counted == ["events"])  # "der 1997 gestorben ist"


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
    if last + 1 < len(tokens) and tokens.words[last] in "/–-" and tokens.glued(last) and tokens.glued(last + 1):
        if plain_number(tokens, last + 1, 2) == (year + 1) % 100 and len(tokens.words[last + 1]) == 2:
            return Found(first, year_word_after(tokens, last + 2), year_span(year, year + 1), grain="years")
    return Found(first, year_word_after(tokens, last), year_span(year), grain="year")
