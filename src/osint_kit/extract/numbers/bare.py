"""Numbers that nothing is counted by, for the place in which they stand: a row, a label, a pair of quotation marks, a verse, a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from osint_kit.extract.numbers.named import HYPHENS, counts_something
from osint_kit.extract.numbers.shapes import is_hour_with_minutes
from osint_kit.extract.tokens import MARK, NUMBER, WORD, Tokens

_ROW: Final = 4  # so many bare numbers in a row are drawn, ranked or set in a table, not counted
_REACH: Final = 16  # tokens of a row that are looked at on either side
_HEAD: Final = 10  # tokens before a row in which something counted can stand
_DRAWN: Final = 2  # digits of a number that is drawn
_TELLS: Final = ("events", "change_verbs", "speech_verbs", "units", "currencies", "per")
_COUNTS: Final = ("events", "change_verbs", "count_nouns", "currencies", "nouns")
_PICTURES: Final = frozenset(("2K", "4K", "8K", "2К", "4К", "8К"))
_SIGNS: Final = "%€$£°+-–—/"


def by_its_place(tokens: Tokens, at: int, earlier: Mapping[int, str]) -> str | None:
    """Why a plain number counts nothing where it stands, or None."""
    word = tokens.words[at]
    if not word.isdigit():
        if _is_a_listed_hour(tokens, at):
            return "clock"
        return "reference" if _is_a_verse(tokens, at) else "version" if _is_a_version(tokens, at) else None
    if len(word) > 5:
        return None
    if _is_a_label(tokens, at) or _is_in_a_row(tokens, at):
        return "list"
    if _is_a_bracketed_code(tokens, at):
        return "designation"
    if _is_alone_in_quotes(tokens, at) or _is_a_resolution(tokens, at) or _is_a_model(tokens, at, earlier):
        return "designation"
    return "reference" if _opens_verses(tokens, at) else None


def _is_in_a_row(tokens: Tokens, at: int) -> bool:
    """``4, 11, 23, 38 and 41`` that were drawn, ``26 17 6 3`` of a table: nothing follows the last and nothing tells of the first."""
    first, last, count = at, at, 1
    spaced = False
    for step in (-1, 1):
        place = at
        while abs(place - at) < _REACH and (near := _next_of_row(tokens, place, step)) is not None:
            spaced = spaced or abs(near - place) == 1
            place, count = near, count + 1
        first, last = min(first, place), max(last, place)
    if count < _ROW or counts_something(tokens, last) or tokens.words[last + 1 : last + 2] == ["%"]:
        return False
    head = range(max(tokens.sentence(first)[0], first - _HEAD), first)
    if any(tokens.means(i, _TELLS) or _is_counted(tokens, i) for i in head):
        return False
    return spaced or all(len(tokens.words[i]) <= _DRAWN for i in range(first, last + 1) if tokens.kinds[i] == NUMBER)


def _is_counted(tokens: Tokens, at: int) -> bool:
    return any(code not in ("thing", "event") for _, code in tokens.entries[at].get("nouns", ()))


def _next_of_row(tokens: Tokens, at: int, step: int) -> int | None:
    """The next plain number of a row, with nothing but a comma, a dash or an "and" between."""
    near = at + step
    if not 0 <= near < len(tokens):
        return None
    if tokens.kinds[near] != NUMBER:
        if tokens.words[near] not in (",", ";", "–", "-", "·", "|") and not tokens.joins(near):
            return None
        near += step
    plain = 0 <= near < len(tokens) and tokens.kinds[near] == NUMBER and tokens.words[near].isdigit()
    return near if plain else None


def _is_a_label(tokens: Tokens, at: int) -> bool:
    """``Tip 2: keep the blinds shut``: a word and a number before a colon at the head of a sentence, and it is no total."""
    label, colon = at - 1, at + 1
    if colon + 1 >= len(tokens) or tokens.words[colon] != ":" or not tokens.glued(colon) or tokens.glued(colon + 1):
        return False
    if label != tokens.sentence(at)[0] or tokens.kinds[label] != WORD or len(tokens.words[at]) > _DRAWN:
        return False
    entry = tokens.entries[label]
    return tokens.words[label].istitle() and entry.keys().isdisjoint(
        ("nouns", "count_nouns", "events", "hedges_before", "actors")
    )


def _is_a_bracketed_code(tokens: Tokens, at: int) -> bool:
    """``dans l'Hérault (34)``: two or three digits in brackets behind a name, where nothing near is counted."""
    if not 1 < at < len(tokens) - 1 or tokens.words[at - 1] != "(" or tokens.words[at + 1] != ")":
        return False
    if not 2 <= len(tokens.words[at]) <= 3 or tokens.kinds[at - 2] != WORD or not tokens.words[at - 2][0].isupper():
        return False
    first, end = tokens.sentence(at)
    near = range(max(first, at - _REACH), min(end, at + _REACH))
    return not any(tokens.means(i, _COUNTS) or _is_counted(tokens, i) for i in near)


def _is_alone_in_quotes(tokens: Tokens, at: int) -> bool:
    """``the song '40'``: a number and nothing else between quotation marks is a title."""
    if at < 1 or at + 1 >= len(tokens) or not tokens.glued(at) or not tokens.glued(at + 1):
        return False
    quoted = tokens.words[at - 1] in "\"'«„“‘»" and tokens.words[at + 1] in "\"'»“”’«"
    return quoted and not tokens.glued(at - 1) and not counts_something(tokens, at + 1)


def _is_a_resolution(tokens: Tokens, at: int) -> bool:
    """``in 4K``, ``4K TVs``: how sharp a picture is; ``$4K`` and ``4K followers`` are amounts."""
    after = at + 1
    if after >= len(tokens) or tokens.words[at] + tokens.words[after] not in _PICTURES or not tokens.glued(after):
        return False
    if at and ("currencies" in tokens.entries[at - 1] or any(tokens.endings("hedges_before", at, at - 3))):
        return False
    return not counts_something(tokens, after)


def _is_a_model(tokens: Tokens, at: int, earlier: Mapping[int, str]) -> bool:
    """``Ryzen 5 3600``: behind a product's number its model stands with nothing between."""
    beside = earlier.get(at - 1) in ("vehicle", "designation", "rank") and not tokens.glued(at - 1)
    return beside and len(tokens.words[at]) > _DRAWN and not counts_something(tokens, at)


def _is_a_version(tokens: Tokens, at: int) -> bool:
    """``Web 2.0 grew up``: one digit and a nought behind a name; ``2.0 percent`` is measured."""
    word = tokens.words[at]
    if len(word) != 3 or word[1:] != ".0" or not at or tokens.kinds[at - 1] != WORD or not tokens.words[at - 1][0].isupper():
        return False
    return at + 1 >= len(tokens) or (tokens.words[at + 1] not in _SIGNS and not counts_something(tokens, at))


def _is_a_listed_hour(tokens: Tokens, at: int) -> bool:
    """``ITV1, 10.30: Love Island``: an hour with its minutes before a colon, as in a guide to the programmes."""
    listed = tokens.words[at + 1 : at + 2] == [":"] and tokens.glued(at + 1) and not tokens.glued(at + 2)
    return listed and is_hour_with_minutes(tokens.words[at])


def _is_a_verse(tokens: Tokens, at: int) -> bool:
    """``8,28-30`` behind a book's name: what would be a decimal is followed by a whole number."""
    chapter, comma, verse = tokens.words[at].partition(",")
    if not comma or not verse.isdigit() or len(chapter) + len(verse) > 6 or not _is_behind_a_book(tokens, at):
        return False
    dash, end = at + 1, at + 2
    spanned = end < len(tokens) and tokens.words[dash] in HYPHENS and tokens.glued(dash) and tokens.glued(end)
    return spanned and tokens.words[end].isdigit() and int(tokens.words[end]) > int(verse) and not counts_something(tokens, end)


def _opens_verses(tokens: Tokens, at: int) -> bool:
    """``Lucas 15, 11-32``: a chapter, a comma and verses."""
    first, end = at + 2, at + 4
    if (
        end >= len(tokens)
        or tokens.words[at + 1] != ","
        or not tokens.words[first].isdigit()
        or not _is_behind_a_book(tokens, at)
    ):
        return False
    spanned = tokens.words[first + 1] in HYPHENS and tokens.glued(first + 1) and tokens.glued(end) and tokens.words[end].isdigit()
    return spanned and not counts_something(tokens, end)


def _is_behind_a_book(tokens: Tokens, at: int) -> bool:
    """Whether a capital name that counts nothing stands right before a number, a point of its abbreviation between."""
    before = at - 1
    if before > 0 and tokens.words[before] == "." and tokens.glued(before):
        before -= 1
    if before < 0 or tokens.kinds[before] == MARK or tokens.glued(at):
        return False
    return tokens.words[before][0].isupper() and tokens.entries[before].keys().isdisjoint(
        ("nouns", "actors", "events", "months", "weekdays", "count_nouns")
    )
