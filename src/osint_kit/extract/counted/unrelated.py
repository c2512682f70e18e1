"""What stands near a number and tells of others: of a whole, of an aside, of people that a preposition governs."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.counted.noun_phrases import PEOPLE
from osint_kit.extract.numbers.numerals import Numeral
from osint_kit.extract.tokens import Tokens

_LISTED: Final = 4  # words between a number and the first of its parts in brackets


def is_base(tokens: Tokens, numeral: Numeral, left: int, right: int, others: list[Numeral]) -> bool:
    """``Sur 4 116 malades, 290 sont morts``: of so many another number tells what became of them."""
    at = numeral.first - 1
    if at < 0 or "one_in" not in tokens.entries[at] or "," not in tokens.words[left:right]:
        return False
    return any(left <= other.first < right for other in others)


def is_in_brackets(tokens: Tokens, numeral: Numeral, left: int, others: list[Numeral]) -> bool:
    """``the town (1,300 inhabitants) was evacuated``: an aside on a noun, not the parts of a number before it."""
    if tokens.words[left : left + 1] != [")"]:
        return False
    return not any(numeral.first - _LISTED <= other.last < numeral.first for other in others)


def is_next_count(tokens: Tokens, left: int, at: int) -> bool:
    """``64 ocupantes, y el número de desaparecidos asciende a 36``: the count of a clause of its own."""
    counted = at - 2 > left and "linkers" in tokens.entries[at - 1] and "count_nouns" in tokens.entries[at - 2]
    return counted and tokens.lexicon.pro_drop and "," in tokens.words[left : at - 2]


def is_said_of_other_people(tokens: Tokens, left: int, at: int) -> bool:
    """``500 manifestants en soutien aux personnes blessées``: the participle of a noun that a preposition governs."""
    lexicon, noun = tokens.lexicon, at - 1
    if noun - 1 <= left or lexicon.right_headed or lexicon.capital_nouns or tokens.code("nouns", noun) not in PEOPLE:
        return False
    return tokens.governs(noun - 1) and not tokens.joins(noun - 2)


def is_of_another(tokens: Tokens, left: int, right: int) -> bool:
    """``234 contacts of the nurse who died``: whether a clause about one other person stands between."""
    for at in range(left + 3, right):
        if tokens.code("grammar", at) != "relative":
            continue
        one = not tokens.words[at - 1].endswith("s") and tokens.code("speaker_nouns", at - 1) == "person"
        return one and tokens.code("grammar", at - 2) == "det" and "linkers" in tokens.entries[at - 3]
    return False
