"""Joins what belongs together: a weekday and its date, a month and "of last year", the ends of a range, and the words before."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.dates.relative import part_before
from osint_kit.extract.dates.words import DASHES, Found, Step, after, before, skip, skip_back
from osint_kit.extract.tokens import WORD, Tokens

_GAP: Final = 4  # tokens between two parts of one date
_MOST: Final = 8  # tokens from "the deadliest" to "since"
_SINCE: Final = 12  # tokens from "since" to the date of what began then


def join(tokens: Tokens, scanned: list[Found]) -> list[Found]:
    """The date expressions of a document with their parts, ranges and frames put together, in one pass."""
    joined: list[Found] = []
    for found in scanned:
        floor = joined[-1].last if joined else 0
        begin, end = tokens.sentence(found.first)
        floor = max(floor, begin)
        if found.yearly is not None and found.span is None and not _choice(tokens, found, floor):
            continue
        part_before(tokens, found, floor)
        if found.which == "part" and found.part is None:
            continue
        _night(tokens, found, floor)
        if joined and _is_number_before(tokens, joined[-1], found):
            joined.pop()
        near = joined and found.first - joined[-1].last <= _GAP and joined[-1].first >= begin and found.last <= end
        if near and _absorb(tokens, joined[-1], found):
            continue
        joined.append(found)
    _frames(tokens, joined)
    return joined


def _is_number_before(tokens: Tokens, left: Found, right: Found) -> bool:
    """``davon 2000 im Jahr 2011``: what looks like a year, right before a date with one, counts something."""
    bare = left.grain == "year" and left.last == left.first + 1 and left.span is not None
    dated = right.span is not None or right.grain == "year"
    if not (bare and dated and right.first == left.last + 1):
        return False
    return "date_gap" in tokens.entries[left.last] and "date_to" not in tokens.entries[left.last]


def _choice(tokens: Tokens, found: Found, floor: int) -> bool:
    """Take the word that chooses a year (``last May``, ``en mars dernier``); False where every year is meant."""
    if which := before(tokens, "date_which", found.first, floor):
        found.which, found.first = str(which[0]), which[1]
    elif which := after(tokens, "date_which_after", found.last):
        found.which, found.last = str(which[0]), which[1]
    return found.which not in ("every", "some")


def _absorb(tokens: Tokens, left: Found, right: Found) -> bool:
    """Whether the right expression became part of the left one."""
    if left.upto is None and _weekday_of_day(tokens, left, right):
        return True
    if right.step is not None and right.grain == "year" and right.step.way == "whole" and right.part is None:
        target = left.upto or left
        if target.span is None and target.yearly is not None and _linked(tokens, target.last, right.first):
            target.step, target.last = right.step, right.last
            left.last = right.last
            return True
    if left.upto is None and _is_range(tokens, left, right):
        left.upto, left.last = right, right.last
        return True
    return False


def _linked(tokens: Tokens, at: int, first: int) -> bool:
    """Only joining words (of, des, in, a comma) between two tokens."""
    while at < first:
        step = skip(tokens, "date_links", at)
        step = step if step > at else skip(tokens, "date_gap", at)
        if step == at and tokens.words[at] != ",":
            return False
        at = max(step, at + 1)
    return True


def _weekday_of_day(tokens: Tokens, left: Found, right: Found) -> bool:
    """``Dienstag, 14. Januar``, ``Tuesday, Jan. 14``; also ``14 January (Tuesday)``."""
    if not _linked(tokens, left.last, right.first):
        bracketed = (
            right.first == left.last + 1
            and tokens.words[left.last] == "("
            and right.weekday
            and tokens.words[right.last : right.last + 1] == [")"]
        )
        if not bracketed or left.grain != "day":
            return False
        left.weekday, left.last = right.weekday, right.last + 1
        return True
    if not left.weekday or left.yearly is not None or right.weekday or right.grain != "day" or right.part:
        return False
    if right.yearly is None and right.span is None:
        return False
    left.span, left.yearly, left.last, left.doubts = right.span, right.yearly, right.last, right.doubts
    if left.span is not None:
        left.weekday = 0
    return True


def _is_range(tokens: Tokens, left: Found, right: Found) -> bool:
    """``von Januar bis März 2024``, ``between 3 March and 5 April``, ``2014–2018``, ``de mardi à mercredi``."""
    if left.counted != (0, 0) or right.counted != (0, 0) or "period" in (left.grain, right.grain):
        return False
    at = left.last
    dash = at + 1 == right.first and tokens.words[at] in DASHES
    if dash:
        return tokens.glued(at) == tokens.glued(right.first)
    to = skip(tokens, "date_to", at)
    if to > at:
        return skip(tokens, "date_gap", to) == right.first or to == right.first
    both = skip(tokens, "date_and", at)
    if both > at and (both == right.first or skip(tokens, "date_gap", both) == right.first):
        return before(tokens, "date_between", skip_back(tokens, "date_gap", left.first, 0), 0) is not None
    return False


def _night(tokens: Tokens, found: Found, floor: int) -> None:
    """``in der Nacht zum Donnerstag``: from the day before on."""
    if found.grain == "day" and (found.weekday or found.span or found.yearly):
        night = before(tokens, "date_nights", skip_back(tokens, "date_gap", found.first, floor), floor) or before(
            tokens, "date_nights", found.first, floor
        )
        if night is not None:
            found.night, found.first = True, night[1]


def _frames(tokens: Tokens, joined: list[Found]) -> None:
    """The word before each date that makes it a beginning, an end or something to compare with."""
    floor = 0
    for found in joined:
        first = tokens.sentence(found.first)[0]
        begin = max(floor, first)
        found.frame_first = found.first
        at = found.first
        for _ in range(3):
            frame = before(tokens, "date_frames", at, begin)
            if frame is not None:
                found.frame, found.frame_first = str(frame[0]), frame[1]
                break
            nearer = skip_back(tokens, "date_gap", at, begin, 1)
            if nearer == at:
                break
            at = nearer
        if found.frame in ("", "of") and (began := _told_since(tokens, found.first, first)) is not None:
            found.frame, found.frame_first = "since", began
        if found.frame == "since" and _is_most_since(tokens, found.frame_first, first):
            found.frame = "compare"
        if found.frame == "before" and found.part == "end":
            found.frame = "until"  # before the end of the year
        if found.frame == "since" and found.part == "begin" and found.step is not None and found.upto is None:
            # since the start of the year: the stretch up to now is the date
            found.step, found.part, found.grain = Step(found.grain, 0, "to_date"), None, "period"
            found.first, found.frame = found.frame_first, ""
        floor = found.last


def _told_since(tokens: Tokens, date: int, begin: int) -> int | None:
    """Where ``since the war began in April 2023`` opens: the date is when that happened, and all since then is meant."""
    for at in range(date - 1, max(begin, date - _SINCE) - 1, -1):
        if tokens.words[at] == ",":  # с тех пор, как
            return (before(tokens, "date_since", at, begin) or (None, None))[1]
        if tokens.kinds[at] != WORD or "cardinals" in tokens.entries[at]:
            return None
        if "date_since" in tokens.entries[at] and tokens.match("date_since", at):
            return at
    return None


def _is_most_since(tokens: Tokens, since: int, begin: int) -> bool:
    """Whether something is said to be ``the deadliest attack since October``: what is counted is not all since then."""
    near = range(max(begin, since - _MOST), since)
    return any((tokens.match("superlatives", at) or ("", 0))[0] == "most" for at in near if "superlatives" in tokens.entries[at])
