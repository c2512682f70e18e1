"""Digits that say no how-many: years, times, designations, addresses … each with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from osint_kit.extract.numbers.bare import by_its_place
from osint_kit.extract.numbers.beside import by_the_word_after, by_the_word_before
from osint_kit.extract.numbers.glued import by_what_is_glued_after, by_what_is_glued_before
from osint_kit.extract.numbers.named import (
    HYPHENS,
    after_a_named_one,
    as_part_of_a_name,
    before_a_designation,
    counts_something,
    is_flat,
)
from osint_kit.extract.numbers.ordered import as_list_number, as_telephone_groups
from osint_kit.extract.numbers.shapes import by_its_digits, by_the_signs_around
from osint_kit.extract.numbers.years import as_year, counts_days_of_war
from osint_kit.extract.tokens import NUMBER, Tokens

_PARTS: Final = ("reference", "rank", "list")
_NAMED: Final = ("law", "reference", "place", "rank", "unit", "vehicle", "designation", "age", "telephone")


def mask_reason(tokens: Tokens, at: int, earlier: Mapping[int, str] = MappingProxyType({})) -> str | None:
    """Why the digits at token ``at`` are no figure, or None where they may be one; ``earlier`` holds the reasons found so far.

    The reason is a word such as ``designation``, ``year``, ``clock``, ``law``, ``address``.
    """
    reason = (
        by_its_digits(tokens, at)
        or by_the_signs_around(tokens, at)
        or by_what_is_glued_before(tokens, at)
        or by_what_is_glued_after(tokens, at)
        or _as_sequel(tokens, at, earlier)
        or by_the_word_before(tokens, at)
        or as_part_of_a_name(tokens, at)
        or by_the_word_after(tokens, at)
        or as_list_number(tokens, at)
        or as_year(tokens, at)
        or by_its_place(tokens, at, earlier)
    )
    return None if reason == "ordinal" and counts_days_of_war(tokens, at) else reason


def _as_sequel(tokens: Tokens, at: int, earlier: Mapping[int, str]) -> str | None:
    """A number that goes on with a masked one: ``01 99 00``, ``ISSN 1234-5679``, ``wards 4 and 9``, ``Landsat 9 and Cosmos 2576``."""
    if found := as_telephone_groups(tokens, at) or after_a_named_one(tokens, at, earlier):
        return found
    beside = earlier.get(at - 1)
    if beside in ("telephone", "identifier") or (beside == "reference" and not counts_something(tokens, at)):
        return "telephone"  # "pod numerem 22 19 115"
    if at > 2 and earlier.get(at - 3) in ("place", "ratio") and is_flat(tokens, at):
        return "place"
    reason, link = earlier.get(at - 2), tokens.words[at - 1]
    if reason == "score" and _goes_on_scoring(tokens, at):
        return reason  # 25-21, 19-25
    if reason is None or reason in ("date", "year", "list", "score"):
        return None
    if link in HYPHENS and tokens.glued(at):
        return reason  # 9:30-12, Mk 5:3–12
    if link == "(" and tokens.words[at + 1 : at + 2] == [")"] and reason in ("reference", "telephone"):
        return reason  # no. 26 (8551), +7 (495) 000
    if reason == "clock":
        ends = "range_to" in tokens.entries[at - 1] and tokens.words[at].isdigit() and len(tokens.words[at]) <= 2
        return "clock" if ends and not counts_something(tokens, at) else None
    if reason in ("telephone", "identifier") and (link == "/" or (link == ")" and reason == "telephone")):
        return "telephone"  # (22) 603 71 01, 0341 / 22 45 60
    if reason in _PARTS and tokens.code("grammar", at - 1) == "of" and not counts_something(tokens, at):
        return reason  # page 1 of 6
    listed = (
        link in (",", "/", "–")
        or tokens.joins(at - 1)
        or not tokens.entries[at - 1].keys().isdisjoint(("range_and", "range_to", "date_to"))
        or (reason in ("rank", "reference") and "one_in" in tokens.entries[at - 1])  # Warnstufe 2 von 4
    )
    named = reason in _NAMED or (reason == "ordinal" and at > 2 and "singular" in tokens.entries[at - 3])
    alike = tokens.words[at].isdigit() and (len(tokens.words[at]) <= 4 or len(tokens.words[at]) == len(tokens.words[at - 2]))
    counts = counts_something(tokens, at) or before_a_designation(tokens, at)
    if reason == "law" and at + 1 < len(tokens) and tokens.words[at + 1][0].isupper() and not tokens.lexicon.capital_nouns:
        counts = False  # articles 390 and 388 of the Civil Code
    return reason if listed and named and alike and not counts else None


def _goes_on_scoring(tokens: Tokens, at: int) -> bool:
    """Whether a number is the second of a pair, or the first of the next pair of a list."""
    if tokens.words[at - 1] in HYPHENS and tokens.glued(at):
        return True
    pair = at + 2 < len(tokens) and tokens.words[at + 1] in HYPHENS and tokens.kinds[at + 2] == NUMBER and tokens.glued(at + 2)
    return pair and tokens.words[at - 1] in ",;"
