"""Dates that count from a day: gestern, last Tuesday, im vergangenen Monat, over the past 24 hours, drei Wochen zuvor."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.dates_absolute import numbered_period
from osint_kit.extract.dates_calendar import year_span
from osint_kit.extract.dates_words import Found, Step, after, before, length_before, skip, skip_back, year_after, year_at
from osint_kit.extract.tokens import MARK, Tokens

_ONE: Final = {
    "minutes": "minute", "hours": "hour", "days": "day", "weeks": "week", "weekends": "weekend", "months": "month", "quarters": "quarter",
    "halves": "half", "years": "year", "decades": "decade", "centuries": "century",
}  # fmt: skip
_WHOLE: Final = {"last": -1, "this": 0, "next": 1, "coming": 1, "same": 0, "prior": -1, "following": 1}
_SHORT: Final = 4  # letters of an abbreviated weekday
_FEW: Final = {"last_few": "past", "next_few": "coming"}
_BASE: Final = {"same": "text", "prior": "either", "following": "text"}


def word_at(tokens: Tokens, at: int) -> Found | None:
    """A word or phrase that is a date by itself: ``gestern``, ``heuer``, ``am Vortag``, ``since then``; a code such as ``day-1``."""
    phrase = after(tokens, "date_words", at)
    if phrase is None:
        return None
    code, last = str(phrase[0]), phrase[1]
    if tokens.lexicon.capital_nouns and tokens.words[at][0].isupper() and code in ("day+1", "day+0", "day-1"):
        if at > tokens.sentence(at)[0] and tokens.words[at - 1] not in '"„“»«:–—(':
            return None  # der Morgen is a morning
    last = skip(tokens, "day_times", last)
    kind, _, detail = code.partition("/")
    if kind == "to_date":
        return Found(at, last, step=Step(detail, 0, "to_date"), grain="period")
    if kind == "night":
        return Found(at, last, step=Step("day", 0, "whole"), night=True, grain="days")
    if kind == "then":
        return Found(at, last, step=Step("day", 0, "to_date", "text"), grain="period")
    if kind == "past":
        return Found(at, last, step=Step(detail, -1, "rolling"), grain="period")
    if kind in ("before", "after"):
        unit = detail
        return Found(
            at,
            last,
            step=Step(unit, -1 if kind == "before" else 1, "whole", "either" if kind == "before" else "text"),
            grain=unit,
        )
    if kind in ("begin", "middle", "end"):
        end, year = year_after(tokens, last, sure=False)
        if year is not None and detail == "year":
            return Found(at, end, year_span(year), grain="year", part=kind)
        return Found(at, last, step=Step(detail, 0, "whole"), grain=detail, part=kind)
    unit, sign, count = code.partition("-") if "-" in code else code.partition("+")
    return Found(at, last, step=Step(unit, int(sign + count), "whole"), grain=unit)


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
    first, last = at, skip(tokens, "day_times", name[1])
    which = before(tokens, "date_which", at, floor)
    if which is not None:
        first = which[1]
    elif which := after(tokens, "date_which_after", last):
        last = which[1]
    code = str(which[0]) if which else None
    return None if code in ("every", "some") else Found(first, last, weekday=int(name[0]), which=code)


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
    """Around the name of a stretch of time: ``letzte Woche``, ``in the past 24 hours``, ``two years ago``, ``Ende des Jahres``, ``Q3``."""
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
        which = before(tokens, "date_which", length[1], floor)
        first = which[1] if which else length[1]
    else:
        first = length[1] if length and which and length[2] else which[1] if which else at
    if which is None and (behind := after(tokens, "date_which_after", last)):
        which, last = behind, behind[1]
    if which is not None:
        counted = (length[1], last) if length and length[2] else (0, 0)
        if length is not None and not length[2]:
            length = None
        return _chosen(tokens, first, last, unit, plural, str(which[0]), length, counted)
    if length is not None:
        return _counted(tokens, at, last, unit, length, floor)
    if plural:
        return None
    return _bare(tokens, at, last, unit, floor)


def _chosen(
    tokens: Tokens,
    first: int,
    last: int,
    unit: str,
    plural: bool,
    which: str,
    length: tuple[int, int, bool] | None,
    counted: tuple[int, int],
) -> Found | None:
    """A period with a word such as last, this, next, past before or after it."""
    if which in ("every", "some") or (which in _FEW and length is None):
        return None
    which = _FEW.get(which, which)
    if length is not None and (length[0] > 1 or which in ("past", "last")):
        back = which in ("last", "past", "prior")
        if not back and which not in ("next", "coming"):
            return None
        count = -length[0] if back else length[0]
        return Found(first, last, step=Step(unit, count, "rolling"), grain="period", counted=counted)
    if plural:
        return None  # in the past weeks: how many?
    if which == "past" or unit in ("hour", "minute"):
        return Found(first, last, step=Step(unit, -1, "rolling"), grain="period") if which in ("past", "last") else None
    if unit == "day" and which == "last":
        return None  # the last day of something
    count, base = _WHOLE[which], _BASE.get(which, "today")
    return Found(first, last, step=Step(unit, count, "whole", base), grain=unit)


def _counted(tokens: Tokens, at: int, last: int, unit: str, length: tuple[int, int, bool], floor: int) -> Found | None:
    """``vor drei Wochen``, ``three weeks ago``, ``a week earlier``, ``zwei Tage später``; a bare length is no date."""
    count, first, figure = length
    counted = (first, last) if figure else (0, 0)
    if behind := after(tokens, "date_after_length", last):
        way, base = {"ago": (-1, "today"), "earlier": (-1, "either"), "later": (1, "text")}[str(behind[0])]
        begin = ahead[1] if (ahead := before(tokens, "date_before_length", first, floor)) and ahead[0] == "gap" else first
        return Found(begin, behind[1], step=Step(unit, way * count, "moment", base), grain=unit, counted=counted)
    ahead = before(tokens, "date_before_length", first, floor)
    if ahead is not None and ahead[0] == "ago":
        return Found(ahead[1], last, step=Step(unit, -count, "moment"), grain=unit, counted=counted)
    return None


def _bare(tokens: Tokens, at: int, last: int, unit: str, floor: int) -> Found | None:
    """A period without a word that chooses one: the weekend, and those of which a part is named (``end of the year``)."""
    if unit == "weekend":
        return Found(at, last, step=Step("weekend", 0, "near"), grain="weekend")
    if unit == "year" and (last < len(tokens) and year_at(tokens, last) is not None):
        return None  # Jahr 2011
    if unit in ("minute", "hour", "day"):
        return None
    return Found(at, last, step=Step(unit, 0, "whole"), grain=unit, which="part")


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
