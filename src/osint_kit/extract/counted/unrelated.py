"""What stands near a number and tells of others: of a whole, of an aside, of people that a preposition governs."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.counted.noun_phrases import PEOPLE
from osint_kit.extract.numbers.named import says
from osint_kit.extract.numbers.numerals import Numeral
from osint_kit.extract.tokens import MARK, WORD, Tokens
from osint_kit.lexicon.phrases import normal

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


_ILL: Final = 30  # tokens before a hospital in which an illness may be named
_VERBS: Final = ("events", "speech_verbs", "grammar", "change_verbs", "stances", "hedges_before", "speaker_nouns")


def in_hospital(tokens: Tokens, at: int) -> str:
    """What became of people who are in hospital: nothing of the kinds where an illness is spoken of, else they are wounded."""
    begin, end = tokens.sentence(at)
    hurt = any("civil" in tokens.entries[i] or tokens.code("events", i) == "wounded" for i in range(begin, end))  # in a crash
    first = begin if hurt else max(0, begin - _ILL)
    return "spared" if any("illness" in tokens.entries[i] for i in range(first, end)) else "wounded"


def lives_there(tokens: Tokens, first: int) -> bool:
    """``captured Orlivka, a town of 27,000 people``, ``a city, home to 400``: how many live in a place, whatever befell it."""
    at = first - 1
    while at > 0 and "hedges_before" in tokens.entries[at] and "linkers" not in tokens.entries[at]:
        at -= 1
    if at > 0 and "linkers" in tokens.entries[at]:
        at -= 1
    elif tokens.code("grammar", at) != "to":
        return False
    return any(code == "live" for code, _ in tokens.endings("heads", at + 1, at - 1))


def says_which(tokens: Tokens, at: int) -> bool:
    """``the IDP site``, ``a refugee camp``: a noun in the singular right before another only says which."""
    after = at + 1
    if not tokens.lexicon.right_headed or after >= len(tokens) or tokens.words[at].endswith("s") or tokens.kinds[after] != WORD:
        return False
    free = after not in tokens.dated and normal(tokens.words[after]) not in tokens.lexicon.function_words
    return free and tokens.entries[after].keys().isdisjoint(_VERBS)


def is_where_from(tokens: Tokens, first: int) -> bool:
    """``17 people from three families were killed``: people behind "from" and other people are theirs, and none of the dead."""
    before = first - 1
    return before > 0 and "change_from" in tokens.entries[before] and tokens.code("nouns", before - 1) in PEOPLE


def only_tells(tokens: Tokens, at: int) -> bool:
    """``Two officials said 40 had died``: whether people are the subject of a verb of saying right behind them."""
    return says(tokens, at) and "given" not in tokens.entries[at]


def is_told_by(tokens: Tokens, left: int, right: int) -> bool:
    """``the Unit for IDPs reported that 750 families …``: what stands before "that" is who tells it."""
    return any(tokens.code("grammar", at) == "that" for at in range(left, right))


def is_of_part(tokens: Tokens, left: int, right: int) -> bool:
    """``300 osób, z których 22 zmarły``: whether a clause about a part begins between a number and what happened."""
    for at in range(left, right - 2):
        if tokens.words[at] == "," and (part := tokens.match("subset", at + 1)) and part[1] > 1:
            last = at + part[1]
            return last + 1 < right and tokens.code("grammar", last) == "relative" and "," not in tokens.words[last:right]
    return False


def is_part(tokens: Tokens, other: Numeral) -> bool:
    """Whether a number is a part of the one before: ``dont deux grièvement``, ``darunter 12 Tote``."""
    return any(True for _ in tokens.endings("subset", other.first, max(0, other.first - 3)))


def objects_between(tokens: Tokens, left: int, right: int, others: set[int]) -> int:
    """How many words between a verb and a number could be what the verb is about: no place behind a preposition, nothing counted."""
    function_words = tokens.lexicon.function_words
    found, counted = 0, False
    for at in range(left, right):
        counted = at in others or (counted and tokens.kinds[at] != MARK and not tokens.joins(at))
        found += (
            not counted
            and tokens.kinds[at] == WORD
            and not tokens.entries[at]
            and at not in tokens.dated
            and tokens.words[at].lower() not in function_words
            and not (at > left and tokens.governs(at - 1))
        )
    return found


def is_denied(tokens: Tokens, at: int, begin: int) -> bool:
    """``no injuries among the 24 crew``, ``were not hurt``: what a word right before it says did not happen."""
    return at > begin and "negations" in tokens.entries[at - 1] and tokens.code("negations", at - 1) == "not"
