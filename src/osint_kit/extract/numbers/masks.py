"""Digits that say no how-many: years, times, designations, addresses … each with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from osint_kit.extract.numbers.named import (
    after_a_named_one,
    as_age,
    as_house_number,
    as_part_of_a_name,
    as_stated_age,
    as_telephone,
    before_a_designation,
    calibre,
    closes_initials,
    counts_something,
    designator_ending,
    is_flat,
    names_a_unit,
    opens_address,
)
from osint_kit.extract.numbers.ordered import as_day, as_list_number, as_postcode, as_telephone_groups, is_clock, is_town
from osint_kit.extract.numbers.shapes import behind_a_point, by_its_digits, by_the_signs_around, is_short_code
from osint_kit.extract.numbers.years import as_year, counts_days_of_war
from osint_kit.extract.tokens import MARK, NUMBER, WORD, Tokens
from osint_kit.lexicon.model import normal

_HYPHENS: Final = frozenset("-‑–")
_AGE_LIMITS: Final = frozenset(("12", "13", "14", "15", "16", "17", "18", "21"))
_ENDS: Final = frozenset(",.;:!?")
_COUNTERS: Final = frozenset(("web", "social", "forum", "sources"))  # may be glued to their number: Web10


def mask_reason(tokens: Tokens, at: int, earlier: Mapping[int, str] = MappingProxyType({})) -> str | None:
    """Why the digits at token ``at`` are no figure, or None where they may be one; ``earlier`` holds the reasons found so far.

    The reason is a word such as ``designation``, ``year``, ``clock``, ``law``, ``address``.
    """
    reason = (
        by_its_digits(tokens, at)
        or by_the_signs_around(tokens, at)
        or _by_what_is_glued_before(tokens, at)
        or _by_what_is_glued_after(tokens, at)
        or _as_sequel(tokens, at, earlier)
        or _by_the_word_before(tokens, at)
        or as_part_of_a_name(tokens, at)
        or _by_the_word_after(tokens, at)
        or as_list_number(tokens, at)
        or as_year(tokens, at)
    )
    return None if reason == "ordinal" and counts_days_of_war(tokens, at) else reason


def _as_sequel(tokens: Tokens, at: int, earlier: Mapping[int, str]) -> str | None:
    """A number that goes on with a masked one: ``01 99 00``, ``ISSN 1234-5679``, ``wards 4 and 9``, ``Landsat 9 and Cosmos 2576``."""
    if found := as_telephone_groups(tokens, at) or after_a_named_one(tokens, at, earlier):
        return found
    if earlier.get(at - 1) in ("telephone", "identifier"):
        return "telephone"
    if at > 2 and earlier.get(at - 3) in ("place", "ratio") and is_flat(tokens, at):
        return "place"
    reason, link = earlier.get(at - 2), tokens.words[at - 1]
    if reason == "score" and _goes_on_scoring(tokens, at):
        return reason  # 25-21, 19-25
    if reason is None or reason in ("date", "year", "list", "score"):
        return None
    if link in _HYPHENS and tokens.glued(at):
        return reason  # 9:30-12, Mk 5:3–12
    if link == "(" and tokens.words[at + 1 : at + 2] == [")"] and reason in ("reference", "telephone"):
        return reason  # no. 26 (8551), +7 (495) 000
    if reason == "clock":
        ends = "range_to" in tokens.entries[at - 1] and tokens.words[at].isdigit() and len(tokens.words[at]) <= 2
        return "clock" if ends and not counts_something(tokens, at) else None
    if reason == "telephone" and link == ")":
        return reason  # (22) 603 71 01
    listed = (
        link in (",", "/", "–")
        or tokens.joins(at - 1)
        or not tokens.entries[at - 1].keys().isdisjoint(("range_and", "range_to", "date_to"))
    )
    named = reason in ("law", "reference", "place", "rank", "unit", "vehicle", "designation", "age") or (
        reason == "ordinal" and at > 2 and "singular" in tokens.entries[at - 3]
    )
    alike = tokens.words[at].isdigit() and (len(tokens.words[at]) <= 4 or len(tokens.words[at]) == len(tokens.words[at - 2]))
    counts = counts_something(tokens, at) or before_a_designation(tokens, at)
    if reason == "law" and at + 1 < len(tokens) and tokens.words[at + 1][0].isupper() and not tokens.lexicon.capital_nouns:
        counts = False  # articles 390 and 388 of the Civil Code
    return reason if listed and named and alike and not counts else None


def _goes_on_scoring(tokens: Tokens, at: int) -> bool:
    """Whether a number is the second of a pair, or the first of the next pair of a list."""
    if tokens.words[at - 1] in _HYPHENS and tokens.glued(at):
        return True
    pair = at + 2 < len(tokens) and tokens.words[at + 1] in _HYPHENS and tokens.kinds[at + 2] == NUMBER and tokens.glued(at + 2)
    return pair and tokens.words[at - 1] in ",;"


def _by_what_is_glued_before(tokens: Tokens, at: int) -> str | None:
    if not tokens.glued(at):
        return None
    before = tokens.words[at - 1]
    further = at - 2 if at > 1 and tokens.glued(at - 1) else None  # the token to which the sign itself is glued
    if tokens.kinds[at - 1] == WORD:
        money = "currencies" in tokens.entries[at - 1] and is_short_code(before)
        counter = tokens.code("nouns", at - 1) in _COUNTERS
        return None if money or counter else "designation"
    if before in "@_":
        return "address"
    if before == "#":
        return "reference"
    if before in "'’‘" and further is None and len(tokens.words[at]) == 2 and not counts_something(tokens, at):
        return None if tokens.words[at + 1 : at + 2] == [before] else "year"  # the class of '92
    if before == "+":
        return _by_a_plus(tokens, at, further)
    if before == "(":
        return _in_brackets(tokens, at, tokens.words[further] if further is not None else "")
    if behind_a_point(tokens, at):
        return None
    if before == "." and further is None:
        return "calibre" if not counts_something(tokens, at) else None  # .338 Lapua
    return _by_a_joint(tokens, at, before, further)


def _by_a_joint(tokens: Tokens, at: int, joint: str, further: int | None) -> str | None:
    """A number joined by a sign to what stands before it: ``M-1989``, ``10-12``, ``9:30``, ``12/24``, ``page=3``."""
    if joint == "=":
        return "address"
    if further is None:
        return None
    kind = tokens.kinds[further]
    if joint in _HYPHENS:
        if kind == WORD:
            return _by_a_hyphen(tokens, further)
        return mask_of_pair(tokens, further, at) if kind == NUMBER else None
    if joint == ":":
        return "clock" if kind == NUMBER else None
    if joint == "/":
        return "ratio" if kind == NUMBER else "address"
    if joint == "." and "currencies" in tokens.entries[further] and is_short_code(tokens.words[further]):
        return None  # Rs.20
    named = joint == "." and kind == WORD and "designators" not in tokens.entries[further]
    return "address" if named else None


def _by_a_hyphen(tokens: Tokens, before: int) -> str | None:
    """``M-1989`` is a name; of ``500 mln–1 mld`` the second number is none."""
    measure = not tokens.entries[before].keys().isdisjoint(("scales", "short_scales", "units", "currencies"))
    measure = measure and (len(tokens.words[before]) > 1 or tokens.glued(before))
    return None if measure and before > 0 and tokens.kinds[before - 1] == NUMBER else "designation"


def _by_a_plus(tokens: Tokens, at: int, further: int | None) -> str | None:
    """``10+2`` is a ratio and ``+49 30 …`` a telephone number; ``+12 000`` counts."""
    words = tokens.words
    if further is not None and (tokens.kinds[further] == NUMBER or "ordinal_endings" in tokens.entries[further]):
        return "ratio"
    if " " not in words[at] and not _digits_follow(tokens, at):
        return None
    closes = words[at + 1 : at + 2] == [")"] or counts_something(tokens, at)
    return None if " " in words[at] and closes else "telephone"


def _in_brackets(tokens: Tokens, at: int, further: str) -> str | None:
    """``Rule 11(b)(2)``, ``(+44)``: a number in brackets that are glued to what stands before."""
    if further == "+":
        return "telephone"
    closed = tokens.words[at + 1 : at + 2] == [")"] and tokens.words[at].isdigit()
    return "reference" if closed and further and (further == ")" or tokens.kinds[at - 2] == NUMBER) else None


def mask_of_pair(tokens: Tokens, left: int, right: int) -> str | None:
    """Two numbers joined by a hyphen: a range where they rise, else a score, a telephone number or a file number."""
    first, second = tokens.words[left], tokens.words[right]
    if _by_the_word_before(tokens, left):
        return "reference"
    if first.isdigit() and second.isdigit():
        if second[0] == "0" or len(second) > 6 or (tokens.words[right + 1 : right + 2] == ["-"] and tokens.glued(right + 1)):
            return "identifier"
        if len(first) == 4 and len(second) == 2 and 1800 <= int(first) <= 2100:
            return "year"
        if int(first) >= int(second):
            return "score"
        if (len(first), len(second)) == (2, 3) and is_town(tokens, right + 1):
            return "place"  # 31-603 Kraków
    return None


def _digits_follow(tokens: Tokens, at: int) -> bool:
    return (at + 1 < len(tokens) and tokens.kinds[at + 1] == NUMBER) or (at + 2 < len(tokens) and tokens.kinds[at + 2] == NUMBER)


def _by_what_is_glued_after(tokens: Tokens, at: int) -> str | None:
    words, kinds = tokens.words, tokens.kinds
    after = at + 1
    if not tokens.glued(after):
        return None
    word = words[after]
    if kinds[after] == WORD:
        return _glued_word(tokens, at, word)
    if word in _HYPHENS and tokens.glued(after + 1):
        return _hyphened(tokens, at)
    if word in ":/" and tokens.glued(after + 1) and kinds[after + 1] == NUMBER:
        return "clock" if word == ":" else "ratio"
    if word in "’'" and len(words[at]) < 4 and not tokens.glued(after + 1):
        return "clock"  # scored in the 21'
    if word in "′″" or (word == "°" and not (tokens.glued(after + 1) and words[after + 1] in ("C", "F"))):
        return "coordinate"
    if word == "_":
        return "address"
    if word == "+" and tokens.glued(after + 1) and kinds[after + 1] == NUMBER:
        return "ratio"
    if word == "+" and words[after + 1 : after + 2] == [")"] and at and words[at - 1] == "(":
        return "age"
    if word == "+" and words[at] in _AGE_LIMITS and (after + 1 >= len(words) or words[after + 1] in _ENDS):
        counted = any(not tokens.entries[i].keys().isdisjoint(("events", "count_nouns")) for i in range(max(0, at - 4), at))
        return None if counted else "age"  # rated 18+
    if word == "." and tokens.glued(after + 1) and "ordinal_endings" in tokens.entries[after + 1]:
        return "ordinal"
    return None


def _glued_word(tokens: Tokens, at: int, word: str) -> str | None:
    after = at + 1
    entry = tokens.entries[after]
    if len(word) == 1 and "fractions" in entry:
        return None  # 2½
    if "ordinal_endings" in entry and entry.keys().isdisjoint(("units", "scales", "short_scales")):
        if word == "s" and tokens.words[at].isdigit() and len(tokens.words[at]) == 4:
            return "year"
        return "ordinal" if word != "s" else "designation"
    if len(word) == 1 and word.isupper() and "units" in entry and _closes_a_capital_name(tokens, at):
        return "designation"  # Mavic 3T
    more_digits = tokens.glued(after + 1) and tokens.kinds[after + 1] == NUMBER
    if more_digits:
        return "clock" if normal(word) == "h" else "designation"
    if entry.keys() & {"short_scales", "scales", "units", "currencies", "nouns", "events", "designators_after"}:
        return "clock" if "designators_after" in entry else None
    return "designation"


def _closes_a_capital_name(tokens: Tokens, at: int) -> bool:
    """Whether one or two digits stand right behind a name that is not the first word of its sentence."""
    before = at - 1
    if before < 0 or len(tokens.words[at]) > 2 or tokens.kinds[before] != WORD or tokens.glued(at):
        return False
    return tokens.words[before][0].isupper() and not tokens.entries[before] and before > tokens.sentence(at)[0]


def _hyphened(tokens: Tokens, at: int) -> str | None:
    """``155-mm`` and ``5-ї`` are names; ``12.000-köpfig``, ``24-hour`` and ``10-12`` are numbers."""
    after = at + 2
    if tokens.kinds[after] == NUMBER:
        return mask_of_pair(tokens, at, after)
    if tokens.kinds[after] != WORD:
        return None
    word, entry = tokens.words[after], tokens.entries[after]
    if "months" in entry and word[0].isupper():
        return "date"  # rue du 8-Mai-1945
    if "ordinal_endings" in entry:
        return None if _ends_a_cardinal(tokens, at, after) else "ordinal"
    if "age" in entry:
        return "age"
    if tokens.code("designators", after) == "rank":
        return "rank"  # a 6.2-magnitude quake
    head = tokens.lexicon.entry(word.split("-", 1)[0]) if "-" in word else entry
    if head.get("units", ((None, None),))[0][1] in ("mm", "cm"):
        return "calibre"
    if "-" in word and head.get("units", ((None, None),))[0][1] == "kg":
        return "calibre"
    if (len(word) <= 2 and word.isupper()) or (tokens.glued(after + 1) and tokens.kinds[after + 1] == NUMBER):
        return "designation"
    return None


def _ends_a_cardinal(tokens: Tokens, at: int, ending: int) -> bool:
    """``4-х человек`` are four; ``90-х`` are the nineties."""
    digits = tokens.words[at]
    teen = len(digits) > 1 and digits[-2] == "1"
    return not teen and any(str(int(code)) == digits[-1] for _, code in tokens.entries[ending].get("cardinal_endings", ()))


def _past_signs(tokens: Tokens, at: int) -> int:
    """The token before a number and the signs that join it to its name: ``nr. 5``, ``tel.: 112``, ``level -2``."""
    before = at - 1
    if at and tokens.words[before] in "-−" and tokens.glued(at) and not tokens.glued(before):
        before -= 1
    while before >= 0 and tokens.kinds[before] == MARK and tokens.words[before] in ".:(#°":
        before -= 1
    return before


def _by_the_word_before(tokens: Tokens, at: int) -> str | None:
    before = _past_signs(tokens, at)
    if closes_initials(tokens, at):
        return "law"
    if before < tokens.sentence(at)[0] or tokens.kinds[before] == NUMBER:
        return None
    code = designator_ending(tokens, before)
    if code in (None, "age") and (stated := as_stated_age(tokens, at)):
        return stated
    if code is None:
        return (
            as_house_number(tokens, at)
            or as_telephone(tokens, at)
            or as_age(tokens, at)
            or as_day(tokens, at)
            or as_postcode(tokens, at)
        )
    colon = tokens.words[before + 1] == ":"
    if code == "clock":
        return "clock" if _is_hour(tokens, at) else as_age(tokens, at)
    counted = counts_something(tokens, at, linked=False) and not _opens_a_name(tokens, at)
    if code == "hour":
        return "clock" if not counted and len(tokens.words[at]) <= 5 else None  # o godz. 13
    if counted and (tokens.words[at - 1] == "(" or tokens.code("grammar", before - 1) in ("verb", "to")):
        return None  # "in five threads (1,276 sources)", "Russia can build 170 drones"
    if code in ("law", "reference", "telephone", "rank"):
        if code == "reference" and _is_grouped(tokens.words[at]) and (counted or "count_nouns" in tokens.entries[before]):
            return None  # "the port 12,000 people fled through", "they number 300,000"
        return None if colon and code == "reference" and (counted or "nouns" in tokens.entries[before]) else str(code)
    if colon and code != "year":
        return None
    word = tokens.words[at]
    plain = (word.isdigit() and len(word) <= (5 if code == "unit" else 4)) or (
        word.count(".") + word.count(",") == 1 and len(word) <= 5 and code != "year"
    )
    return None if counted or not plain else str(code)


def _is_hour(tokens: Tokens, at: int) -> bool:
    """``a las 8``, ``las 8 y media``, ``las 9 horas``."""
    after = at + 1
    return is_clock(tokens, at) or (
        after < len(tokens) and (tokens.code("units", after) == "hour" or tokens.match("halves", after) is not None)
    )


def _opens_a_name(tokens: Tokens, at: int) -> bool:
    """``Canal 24 Horas``: within a sentence a known noun with a capital goes on with the name."""
    before, after = at - 1, at + 1
    if tokens.lexicon.capital_nouns or after >= len(tokens) or tokens.kinds[after] != WORD or tokens.kinds[before] != WORD:
        return False
    word = tokens.words[after]
    return word[0].isupper() and tokens.words[before][0].isupper() and not word.isupper() and len(word) > 3


def _is_grouped(word: str) -> bool:
    """Whether digits stand in groups of three, as nothing but amounts do."""
    return not word.isdigit() and all(len(group) == 3 for group in word.replace(",", " ").replace(".", " ").split()[1:])


def _by_the_word_after(tokens: Tokens, at: int) -> str | None:
    after = at + 1
    if after >= len(tokens):
        return None
    if tokens.words[after] == "." and tokens.glued(after) and tokens.lexicon.ordinal_dot and tokens.words[at].isdigit():
        # an ordinal: "die 95. Brigade"; at the end of a sentence the point is only a full stop
        here = tokens.sentence(at)
        if after + 1 < here[1] and tokens.kinds[after + 1] == WORD:
            return "ordinal"
    if _is_clock(tokens, at):
        return "clock"
    found = tokens.match("designators_after", after)
    if (
        found is not None
        and found[0] != "street"
        and (found[0] != "place" or len(tokens.words[at]) < 5)
        and (found[0] != "year" or (tokens.words[at].isdigit() and len(tokens.words[at]) == 4))
    ):
        return str(found[0])
    found = tokens.match("age", after)
    if found is not None:
        return "age"
    if names_a_unit(tokens, at):
        return "unit"
    if opens_address(tokens, at):
        return "place"
    unit = tokens.code("units", after)
    if unit in ("mm", "cm"):
        return calibre(tokens, at)
    return None


def _is_clock(tokens: Tokens, at: int) -> bool:
    """``18 h 30``, ``9 a.m.``, the first of ``9 bis 15.30 Uhr``."""
    after = at + 1
    if tokens.words[after] == "h" and _is_minute(tokens, after + 1):
        return True
    if at > 1 and tokens.words[at - 1] == "h" and tokens.kinds[at - 2] == NUMBER and _is_minute(tokens, at):
        return True
    if tokens.words[after].lower() in ("a", "p") and tokens.words[after + 1 : after + 3] == [".", "m"]:
        return True
    if "range_to" in tokens.entries[after] and after + 2 < len(tokens) and tokens.kinds[after + 1] == NUMBER:
        clock = tokens.match("designators_after", after + 2)
        return clock is not None and clock[0] == "clock"
    return False


def _is_minute(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens.words[at].isdigit() and len(tokens.words[at]) == 2 and int(tokens.words[at]) < 60
