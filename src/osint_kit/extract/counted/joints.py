"""What joins a number to a happening, or parts it from one: "and" with a verb of its own, a preposition, a purpose."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.counted.noun_phrases import PEOPLE
from osint_kit.extract.counted.things import Thing
from osint_kit.extract.numbers.numerals import Numeral
from osint_kit.extract.tokens import MARK, WORD, Tokens

_ASIDE: Final = 14  # words of an aside between commas


def opens_its_own_clause(tokens: Tokens, numeral: Numeral, thing: Thing) -> bool:
    """Whether "and" and an auxiliary stand on either side of a number: "six were dead and 129 passengers had been saved"."""
    at = numeral.first - 1
    while at > 0 and "hedges_before" in tokens.entries[at]:
        at -= 1
    if at < 1 or not (tokens.joins(at) or tokens.match("clause_breaks", at)):
        return False
    for after in range(thing.end, min(thing.end + 4, len(tokens))):
        if tokens.code("grammar", after) in ("be", "have"):
            return True
        if tokens.kinds[after] != WORD:
            return False
    return False


def in_another_clause(tokens: Tokens, left: int, right: int) -> bool:
    """``the 28 missing from a ferry that carried 964 people``: a verb right before a number, in a clause that opens behind what happened."""
    at = right - 1
    while at > left and "hedges_before" in tokens.entries[at]:
        at -= 1
    if at - 1 <= left or tokens.code("grammar", at) != "verb" or tokens.code("events", at) is not None:
        return False
    return any(tokens.code("grammar", i) in ("relative", "that") for i in range(max(left, at - 2), at))


def is_governed(tokens: Tokens, left: int, right: int) -> bool:
    """Whether a preposition stands right before a number and its hedge: ``captured Goma with some 3,000 troops``."""
    at = right - 1
    while at > left and "hedges_before" in tokens.entries[at] and tokens.code("grammar", at) != "prep":
        at -= 1
    return at >= left and tokens.governs(at)


def is_meant_for(tokens: Tokens, left: int, right: int) -> bool:
    """``holds food for 1,200 people``: what the verb is about stands before "for"."""
    return any(
        "purpose" in tokens.entries[at] and tokens.code("grammar", at) == "of" and tokens.code("linkers", at) is None
        for at in range(left, right)
    )


def goes_on_otherwise(tokens: Tokens, left: int, right: int) -> bool:
    """Whether "and" and another verb stand between a happening and a number: "12 dead and left 300 homes dark"."""
    joined = False
    for at in range(left, right):
        joined = (joined and tokens.kinds[at] != MARK) or tokens.code("grammar", at) == "and"
        if joined and tokens.code("grammar", at) == "verb":
            return True
    return False


def past_saying(tokens: Tokens, left: int, right: int) -> int:
    """Where the clause goes on after the words for its speaker: ``Russia lost, as the ministry puts it, 17,000 men``."""
    if left >= right or tokens.words[left] != ",":
        return left
    said = False
    for at in range(left + 1, min(right, left + _ASIDE)):
        said = said or "speech_verbs" in tokens.entries[at]
        if tokens.words[at] == ",":
            return at + 1 if said else left
    return left


_OTHER_CLAUSES: Final = ((((), "prep"), ((), "subordinate")), (((), "that"),))  # um, dass


def opens_other_clause(tokens: Tokens, left: int, right: int) -> bool:
    """``1900 Polizisten wurden abgestellt, um nach Verletzten zu suchen``: whether a clause of purpose, or of content, opens between."""
    return tokens.lexicon.verb_final and any(
        tokens.words[at] == "," and tokens.entries[at + 1].get("grammar", ()) in _OTHER_CLAUSES for at in range(left, right - 1)
    )


def past_joined(tokens: Tokens, left: int, right: int) -> int:
    """Where the clause goes on behind a second noun: ``441 policiers [et gendarmes] blessés``."""
    second = left + 1
    joined = second < right and tokens.joins(left) and tokens.code("nouns", second) in PEOPLE
    return second + 1 if joined else left
