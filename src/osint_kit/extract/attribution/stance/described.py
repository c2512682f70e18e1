"""Words of doubt that only describe a noun: 22 suspected gunmen, 99,700 suspected cases."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.attribution.cues.cue import Span
from osint_kit.extract.attribution.pieces import Pieces
from osint_kit.extract.attribution.words import (
    ADVERB,
    AND,
    BE,
    COUNTED,
    EVENT,
    HAVE,
    OF,
    PREP,
    QUANTITY,
    SPEECH,
    STATEMENT,
    THAT,
    VERB,
    Script,
)  # fmt: skip
from osint_kit.extract.tokens import WORD

_PEOPLE: Final = ("soldier", "person", "civilian", "captive")
_THINGS: Final = (None, "thing", "money", "building", "equipment", "munition")
_NO_THING: Final = AND | ADVERB | BE | HAVE | VERB | PREP | OF | SPEECH | EVENT | THAT | STATEMENT


def described(script: Script, at: int, count: int) -> Span | None:
    """What a word of doubt that only describes a counted noun holds for: "99,700 suspected cases and 2,470 deaths"."""
    noun = _noun_behind(script, at + count)
    return (max(0, at - 2), noun + 1) if noun and _is_counted(script, at) else None


def describes_people(script: Script, at: int, count: int) -> bool:
    """Whether only who they are is in doubt: 22 suspected gunmen were arrested, the alleged killers."""
    if _is_said_of_people_before(script, at, at + count):
        return True
    noun = _noun_behind(script, at + count)
    if not noun or script.tokens.code("nouns", noun) not in _PEOPLE:
        return False
    doubted = at and script.flags[at - 1] & (BE | HAVE | ADVERB | THAT) and not script.flags[at - 1] & QUANTITY
    return _is_counted(script, at) or (script.tokens.lexicon.right_headed and not doubted)


def _is_said_of_people_before(script: Script, at: int, behind: int) -> bool:
    """Whether a word of doubt stands behind the people it describes: "des jihadistes présumés", but not "des civils présumés morts"."""
    lexicon = script.tokens.lexicon
    if at < 1 or lexicon.right_headed or lexicon.capital_nouns or script.tokens.code("nouns", at - 1) not in _PEOPLE:
        return False
    return not script.flags[at] & (BE | HAVE | VERB) and not script.flags[behind] & (EVENT | COUNTED | ADVERB | PREP)


def describes_things(script: Script, at: int, count: int) -> bool:
    """Whether what is counted is forged, not the count: 350 fake tickets, 20 billetes falsos."""
    flags, behind = script.flags, at + count
    if at < 2 or script.words[at].isupper():
        return False
    if flags[at - 1] & QUANTITY:
        return behind < len(script.words) and script.kinds[behind] == WORD and not flags[behind] & _NO_THING
    beside = flags[at - 2] & QUANTITY or (script.tokens.lexicon.inversion and at > 2 and flags[at - 3] & QUANTITY)
    if script.tokens.lexicon.right_headed or not beside:
        return False  # "196 to alarmy fałszywe"
    thing = script.kinds[at - 1] == WORD and not flags[at - 1] & _NO_THING
    return thing and script.tokens.code("nouns", at - 1) in _THINGS


_SOON: Final = 4  # tokens between an adjective and the amount that its noun has: "la presunta muerte de 30 civiles"


def doubts_amount(pieces: Pieces, at: int, count: int) -> bool:
    """Whether an adjective stands beside an amount: "presuntos 30 muertos", not "un presunto cártel atacó: 30 muertos"."""
    script, behind = pieces.script, at + count
    if described(script, at, count) or pieces.holds_number(behind, behind + 1) or script.flags[at - 1] & (BE | HAVE):
        return True
    high = min(behind + _SOON, pieces.around(at)[1])
    return any(script.flags[i] & OF and pieces.holds_number(i + 1, min(i + 3, high)) for i in range(behind, high))


def _noun_behind(script: Script, at: int) -> int:
    """The counted noun at a token or at the one after, or 0."""
    flags = script.flags
    for i in range(at, min(at + 2, len(script.words))):
        if flags[i] & COUNTED and not flags[i] & QUANTITY:
            return i
        if script.kinds[i] != WORD or flags[i] & (AND | BE | HAVE | VERB | PREP | OF | SPEECH | EVENT | QUANTITY):
            return 0
    return 0


def _is_counted(script: Script, at: int) -> bool:
    """Whether a number stands before a word that describes: "99,700 suspected cases", "12 more suspected cases"."""
    flags = script.flags
    if at < 1 or not (flags[at - 1] & QUANTITY or (at > 1 and flags[at - 2] & QUANTITY and script.kinds[at - 1] == WORD)):
        return False
    return not flags[at - 1] & (BE | HAVE | VERB | EVENT | COUNTED | SPEECH | PREP | AND)
