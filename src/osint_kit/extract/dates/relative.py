"""Dates that count from a day: gestern, last Tuesday, im vergangenen Monat, over the past 24 hours, drei Wochen zuvor."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.dates.absolute import numbered_period
from osint_kit.extract.dates.calendar import year_span
from osint_kit.extract.dates.words import Found, Length, Step, after, before, length_before, skip, skip_back, year_after, year_at
from osint_kit.extract.tokens import MARK, NUMBER, Tokens

_ONE: Final = {
    "minutes": "minute", "hours": "hour", "days": "day", "weeks": "week", "weekends": "weekend", "months": "month",
    "quarters": "quarter", "halves": "half", "years": "year", "decades": "decade", "centuries": "century",
}  # fmt: skip
_WHOLE: Final = {"last": -1, "this": 0, "next": 1, "coming": 1, "same": 0, "prior": -1, "following": 1}
_SHORT: Final = 4  # letters of an abbreviated weekday
_FEW: Final = {"last_few": "past", "next_few": "coming"}
_BASE: Final = {"same": "text", "prior": "either", "following": "text"}


def word_at(tokens: Tokens, at: int) -> Found | None:
    """A word or phrase that is a date by itself: ``gestern``, ``heuer``, ``am Vortag``, ``since then``."""
    phrase = after(tokens, "date_words", at)
    if phrase is None:
        return None
    code, last = str(phrase[0]), phrase[1]
    noun = tokens.lexicon.capital_nouns and tokens.words[at][0].isupper()
    inside = at > tokens.sentence(at)[0] and tokens.words[at - 1] not in '"„“»«:–—('
    if noun and inside and code in ("day+1", "day+0", "day-1"):
        return None  # der Morgen is a morning
    way, _, unit = code.partition("/")
    if way in _PARTS:
        end, year = year_after(tokens, last, sure=False)
        if year is not None and unit == "year":
            return Found(at, end, year_span(year), grain="year", part=way)
        return Found(at, last, step=Step(unit, 0, "whole"), grain=unit, part=way)
    last = skip(tokens, "day_times", last)
    if way == "night" and _is_of_another(tokens, at, last):
        return None
    if way in _STEPS:
        number, how, base, grain = _STEPS[way]
        return Found(at, last, step=Step(unit or "day", number, how, base), grain=grain or unit, night=way == "night")
    unit, sign, count = code.partition("-") if "-" in code else code.partition("+")
    return Found(at, last, step=Step(unit, int(sign + count), "whole"), grain=unit)


def _is_of_another(tokens: Tokens, at: int, last: int) -> bool:
    """Whether a night belongs to a weekday or a noun that follows: ``overnight into Friday``, ``the overnight raids``."""
    day = skip(tokens, "date_gap", skip(tokens, "date_to", last))
    if after(tokens, "weekdays", day) is not None:
        return True
    return last == at + 1 and at > 0 and tokens.code("grammar", at - 1) in ("det", "prep")


_PARTS: Final = ("begin", "middle", "end")
_STEPS: Final = {  # number of units, way, base, grain (empty: the unit)
    "to_date": (0, "to_date", "today", "period"),
    "then": (0, "to_date", "text", "period"),
    "past": (-1, "rolling", "today", "period"),
    "before": (-1, "whole", "either", ""),
    "after": (1, "whole", "text", ""),
    "night": (0, "whole", "today", "days"),
}


def weekday_at(tokens: Tokens, at: int, floor: int) -> Found | None:
    """``am Dienstag``, ``last Tuesday``, ``mardi dernier``, ``Tuesday evening``."""
    name = after(tokens, "weekdays", at)
    if name is None:
        name = after(tokens, "weekdays_weak", at)
        if name is None or not (
            before(tokens, "date_gap", at, floor)
            or before(tokens, "date_frames", at, floor)
            or before(tokens, "date_which", at, floor)
        ):
            return None
    pointed = name[1] < len(tokens) and tokens.words[name[1]] == "." and tokens.glued(name[1])
    if len(tokens.words[at]) <= _SHORT and pointed:
        name = name[0], name[1] + 1  # am Fr.
    elif tokens.words[at][0].isupper() != tokens.lexicon.capital_dates and not _begins(tokens, at):
        return None
    first, last = at, skip(tokens, "day_times", _past_day(tokens, name[1]))
    which = before(tokens, "date_which", at, floor)
    if which is not None:
        first = which[1]
    elif which := after(tokens, "date_which_after", last):
        last = which[1]
    code = str(which[0]) if which else None
    return None if code in ("every", "some") else Found(first, last, weekday=int(name[0]), which=code)


_DAYS: Final = 31


def _past_day(tokens: Tokens, at: int) -> int:
    """The token after the day of the month behind its weekday, where nothing is counted by it: "este domingo [19] el papa pidió"."""
    if at + 1 >= len(tokens) or tokens.kinds[at] != NUMBER or tokens.lexicon.capital_dates:
        return at
    word, follows = tokens.words[at], tokens.entries[at + 1]
    if not (word.isdigit() and len(word) <= 2 and 0 < int(word) <= _DAYS):
        return at
    article = "articles" not in follows and tokens.is_a(at + 1, "det")
    return at + 1 if article and "per" not in follows and "linkers" in follows else at


def _begins(tokens: Tokens, at: int) -> bool:
    """Whether a word is capitalised for another reason than what it means, or small in a text that has no capitals."""
    begin = tokens.sentence(at)[0]
    return (
        at == begin
        or tokens.kinds[at - 1] == MARK
        or tokens.words[at].isupper()
        or (not tokens.lexicon.capital_dates and tokens.words[begin].isupper())
    )


def period_at(tokens: Tokens, at: int, floor: int) -> Found | None:
    """Around the name of a stretch of time: ``letzte Woche``, ``in the past 24 hours``, ``two years ago``."""
    name = after(tokens, "date_periods", at)
    if name is None:
        return None
    unit, last = _ONE.get(str(name[0]), str(name[0])), name[1]
    plural = unit != name[0]
    if unit in ("quarter", "half", "century") and (found := numbered_period(tokens, at, last, unit, floor)):
        return found
    if unit in ("half", "century"):
        return None
    which = before(tokens, "date_which", at, floor)
    length = length_before(tokens, which[1] if which else at, floor)
    if which is None and length is not None:
        which = before(tokens, "date_which", length.first, floor)
    first = min(which[1] if which else at, length.first if length and (length.figure or which is None) else at)
    if which is None and (behind := after(tokens, "date_which_after", last)):
        which, last = behind, behind[1]
    if which is not None:
        return _chosen(Found(first, last, grain=unit), plural, str(which[0]), length if length and length.figure else None)
    if length is not None:
        return _counted(tokens, Found(first, last, grain=unit), length, floor)
    return None if plural else _bare(tokens, Found(at, last, grain=unit))


def _chosen(found: Found, plural: bool, which: str, length: Length | None) -> Found | None:
    """A period with a word such as last, this, next, past before or after it."""
    if which in ("every", "some") or (which in _FEW and length is None):
        return None
    unit, which = found.grain, _FEW.get(which, which)
    back, ahead = which in ("last", "past", "prior"), which in ("next", "coming")
    if length is not None and (length.number > 1 or which in ("past", "last")):
        if not back and not ahead:
            return None
        found.step, found.grain = Step(unit, -length.number if back else length.number, "rolling"), "period"
        found.counted = length.first, found.last
        return found
    if plural or (unit == "day" and which == "last"):
        return None  # in the past weeks: how many? the last day: of what?
    if which == "past" or unit in ("hour", "minute"):
        found.step, found.grain = Step(unit, -1, "rolling"), "period"
        return found if which in ("past", "last") else None
    found.step = Step(unit, _WHOLE[which], "whole", _BASE.get(which, "today"))
    return found


def _counted(tokens: Tokens, found: Found, length: Length, floor: int) -> Found | None:
    """``vor drei Wochen``, ``three weeks ago``, ``a week earlier``, ``zwei Tage später``; a bare length is no date."""
    unit, found.counted = found.grain, (length.first, found.last) if length.figure else (0, 0)
    if behind := after(tokens, "date_after_length", found.last):
        way, found.last = str(behind[0]), behind[1]
    elif ahead := before(tokens, "date_before_length", length.first, floor):
        way, found.first = str(ahead[0]), ahead[1]
    else:
        return None
    sign, base = {"ago": (-1, "today"), "earlier": (-1, "either"), "later": (1, "text")}[way]
    found.step = Step(unit, sign * length.number, "moment", base)
    return found


def _bare(tokens: Tokens, found: Found) -> Found | None:
    """A period without a word that chooses one: the weekend, and those of which a part is named (``end of the year``)."""
    if found.grain in ("minute", "hour", "day") or (found.grain == "year" and year_at(tokens, found.last) is not None):
        return None  # Jahr 2011
    if found.grain == "weekend":
        found.step = Step("weekend", 0, "near")
    else:
        found.step, found.which = Step(found.grain, 0, "whole"), "part"
    return found


def part_before(tokens: Tokens, found: Found, floor: int) -> None:
    """Take ``Ende``, ``early``, ``the beginning of`` before a date into it."""
    at = found.first
    for _ in range(3):
        part = before(tokens, "date_parts", at, floor)
        if part is not None:
            found.part, found.first = str(part[0]), part[1]
            return
        nearer = skip_back(tokens, "date_links", skip_back(tokens, "date_gap", at, floor, 1), floor, 1)
        if nearer == at:
            if at - 1 > floor and tokens.words[at - 1] in "-‑" and tokens.glued(at) and tokens.glued(at - 1):
                nearer = at - 1  # mid-2024
            else:
                return
        at = nearer
