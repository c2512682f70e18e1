"""Digits that say no how-many for what is written onto them: letters, hyphens, slashes, brackets, signs."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.numbers.beside import by_the_word_before
from osint_kit.extract.numbers.named import (
    HYPHENS,
    calibre,
    counts_something,
)
from osint_kit.extract.numbers.ordered import is_town
from osint_kit.extract.numbers.shapes import behind_a_point, is_short_code
from osint_kit.extract.tokens import NUMBER, WORD, Tokens
from osint_kit.lexicon.model import Entry
from osint_kit.lexicon.phrases import normal

_AGE_LIMITS: Final = frozenset(("12", "13", "14", "15", "16", "17", "18", "21"))
_ENDS: Final = frozenset(",.;:!?")
_HEAT: Final = 2  # digits of a temperature
_COINS: Final = 2  # digits of an amount in coins
_COUNTERS: Final = frozenset(("web", "social", "forum", "sources"))  # may be glued to their number: Web10


def by_what_is_glued_before(tokens: Tokens, at: int) -> str | None:
    """Why digits are no figure for the sign or letter right before them: ``T-72``, ``@user12``, ``+49``."""
    if not tokens.glued(at):
        return None
    before = tokens.words[at - 1]
    further = at - 2 if at > 1 and tokens.glued(at - 1) else None  # the token to which the sign itself is glued
    if tokens.kinds[at - 1] == WORD:
        money = "currencies" in tokens.entries[at - 1] and is_short_code(before)
        money = money or ("currency_letters" in tokens.entries[at - 1] and before.isupper() and _is_a_large_sum(tokens, at))
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
    if before == "[" and _is_a_footnote(tokens, at):
        return "reference"
    if before == "(":
        return _in_brackets(tokens, at, tokens.words[further] if further is not None else "")
    if behind_a_point(tokens, at):
        return None
    if before == "." and further is None:
        return "calibre" if not counts_something(tokens, at) else None  # .338 Lapua
    return _by_a_joint(tokens, at, before, further)


def _is_a_large_sum(tokens: Tokens, at: int) -> bool:
    """``P2.7 billion``, ``R12,500,000``: what only money is that a capital letter stands before."""
    scaled = at + 1 < len(tokens) and "scales" in tokens.entries[at + 1] and not tokens.glued(at + 1)
    return scaled or "," in tokens.words[at]


def mask_of_pair(tokens: Tokens, left: int, right: int) -> str | None:
    """Two numbers joined by a hyphen: a range where they rise, else a score, a telephone number or a file number."""
    first, second = tokens.words[left], tokens.words[right]
    if by_the_word_before(tokens, left):
        return "reference"
    if first.isdigit() and second.isdigit():
        if second[0] == "0" or len(second) > 6 or (tokens.words[right + 1 : right + 2] == ["-"] and tokens.glued(right + 1)):
            return "identifier"
        if len(first) == 4 and len(second) == 2 and 1800 <= int(first) <= 2100:
            return "year"
        if len(second) == 4 and len(first) > 2 and left and tokens.kinds[left - 1] == NUMBER and len(tokens.words[left - 1]) < 4:
            return "telephone"  # 11 4382-7790
        if int(first) >= int(second):
            return "score"
        if (len(first), len(second)) == (2, 3) and is_town(tokens, right + 1):
            return "place"  # 31-603 Kraków
    return None


def _by_a_joint(tokens: Tokens, at: int, joint: str, further: int | None) -> str | None:
    """A number joined by a sign to what stands before it: ``M-1989``, ``10-12``, ``9:30``, ``12/24``, ``page=3``."""
    if joint == "=":
        return "address"
    if further is None:
        return None
    kind = tokens.kinds[further]
    if joint in HYPHENS:
        if kind == WORD:
            return _by_a_hyphen(tokens, further)
        return mask_of_pair(tokens, further, at) if kind == NUMBER else None
    if joint == ":":
        return "clock" if kind == NUMBER else None
    if joint == "/":
        return "ratio" if kind == NUMBER else "address"
    if joint == "." and "currencies" in tokens.entries[further] and is_short_code(tokens.words[further]):
        return None  # Rs.20
    if joint == "." and "hedges_before" in tokens.entries[further]:
        return None  # ca.300
    named = joint == "." and kind == WORD and "designators" not in tokens.entries[further]
    return "address" if named else None


def _by_a_hyphen(tokens: Tokens, before: int) -> str | None:
    """``M-1989`` is a name; of ``500 mln–1 mld`` the second number is none."""
    measure = not tokens.entries[before].keys().isdisjoint(("scales", "short_scales", "units", "currencies"))
    number = before + 2
    letter = len(tokens.words[before]) == 1 and tokens.words[before].isalpha()
    if letter:  # $5b-6b has its letter twice; verses 33b-37 have it once
        measure = measure and tokens.glued(before) and tokens.words[number + 1 : number + 2] == [tokens.words[before]]
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


def _is_a_footnote(tokens: Tokens, at: int) -> bool:
    """``as shown [3, 4]``: a number in square brackets, unless it counts what follows: ``the [40] men``."""
    close = at + 1
    while close < len(tokens) and (tokens.kinds[close] == NUMBER or tokens.words[close] in ",;-–"):
        close += 1
    if tokens.words[close : close + 1] != ["]"] or not tokens.words[at].isdigit():
        return False
    return close + 1 >= len(tokens) or {"nouns", "units", "scales"}.isdisjoint(tokens.entries[close + 1])


def _digits_follow(tokens: Tokens, at: int) -> bool:
    return (at + 1 < len(tokens) and tokens.kinds[at + 1] == NUMBER) or (at + 2 < len(tokens) and tokens.kinds[at + 2] == NUMBER)


def by_what_is_glued_after(tokens: Tokens, at: int) -> str | None:
    """Why digits are no figure for the sign or letter right after them: ``2S19``, ``47th``, ``12:30``."""
    words, kinds = tokens.words, tokens.kinds
    after = at + 1
    if not tokens.glued(after):
        return None
    word = words[after]
    if kinds[after] == WORD:
        return _glued_word(tokens, at, word)
    if word in HYPHENS and tokens.glued(after + 1):
        return _hyphened(tokens, at)
    if word in ":/" and tokens.glued(after + 1) and kinds[after + 1] == NUMBER:
        return "clock" if word == ":" else "ratio"
    bracketed = at and words[at - 1] == "(" and words[after + 1 : after + 2] == [")"]
    if word in "’'" and len(words[at]) < 4 and (bracketed or not tokens.glued(after + 1)):
        return "clock"  # scored in the 21', Diaz (34')
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
    named = len(word) > 1 and word.istitle() and tokens.lexicon.right_headed  # 2Go, 3Com
    if (
        named
        and tokens.code("nouns", after) not in _COUNTERS
        and entry.keys().isdisjoint(("units", "scales", "short_scales", "currencies", "designators_after"))
    ):
        return "designation"
    if len(word) == 1 and (sort := _by_one_letter(tokens, at, word, entry)):
        return sort
    more_digits = tokens.glued(after + 1) and tokens.kinds[after + 1] == NUMBER
    if more_digits:
        return "clock" if normal(word) == "h" else "designation"
    if entry.keys() & {"short_scales", "scales", "units", "currencies", "coins", "nouns", "events", "designators_after"}:
        return "clock" if "designators_after" in entry and tokens.match("designators_after", after) else None
    return "designation"


def _by_one_letter(tokens: Tokens, at: int, letter: str, entry: Entry) -> str | None:
    """``Mavic 3T``, ``5G``, ``1080p``: a letter that is a unit or a coin elsewhere; not so ``45C`` and ``85p``."""
    if letter.isupper() and "units" in entry:
        if _closes_a_capital_name(tokens, at) or letter == "G":
            return "designation"
        return "designation" if letter == "C" and len(tokens.words[at]) != _HEAT else None
    return "designation" if "coins" in entry and len(tokens.words[at]) > _COINS else None


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
    if "range_to" in entry and _is_a_ratio(tokens, at, after + 2):
        return "ratio"
    if "months" in entry and word[0].isupper():
        return "date"  # rue du 8-Mai-1945
    if "ordinal_endings" in entry:
        return None if _ends_a_cardinal(tokens, at, after) else "ordinal"
    if "age" in entry:
        return "age"
    if tokens.code("designators", after) == "rank":
        return "rank"  # a 6.2-magnitude quake
    head = tokens.lexicon.entry(word.split("-", 1)[0]) if "-" in word else entry
    unit = head.get("units", ((None, None),))[0][1]
    if unit in ("mm", "cm", "in") or ("-" in word and unit == "kg"):
        return calibre(tokens, at) if unit == "in" else "calibre"  # 11-inch guns, but a 14-inch pan
    if tokens.lexicon.compounds and _names_a_sort(word, head):
        return "designation"
    if (len(word) <= 2 and word.isupper()) or (tokens.glued(after + 1) and tokens.kinds[after + 1] == NUMBER):
        return "designation"
    return None


def _is_a_ratio(tokens: Tokens, at: int, second: int) -> bool:
    """Whether hyphens join a lesser number to the first: ``a 3-to-1 ratio``."""
    if second >= len(tokens) or tokens.words[second - 1] not in HYPHENS or not tokens.glued(second - 1):
        return False
    first, last = tokens.words[at], tokens.words[second]
    return first.isdigit() and last.isdigit() and int(first) > int(last)


_TIMES: Final = frozenset(("minute", "hour", "day", "week", "month", "year"))


def _names_a_sort(word: str, head: Entry) -> bool:
    """Whether a number only says which sort of thing is named: 5-Liter-Flasche, 79-kWh-Batterie; not so 2-Milliarden-Paket."""
    last = word.rsplit("-", 1)[-1]
    if "-" not in word or not last[:1].isupper() or "scales" in head:
        return False
    if any(code in ("soldier", "person") for _, code in head.get("nouns", ())):
        return False  # 20-Mann-Truppe
    return head.get("units", ((None, None),))[0][1] not in _TIMES


def _ends_a_cardinal(tokens: Tokens, at: int, ending: int) -> bool:
    """``4-х человек`` are four; ``90-х`` are the nineties."""
    digits = tokens.words[at]
    teen = len(digits) > 1 and digits[-2] == "1"
    return not teen and any(str(int(code)) == digits[-1] for _, code in tokens.entries[ending].get("cardinal_endings", ()))
