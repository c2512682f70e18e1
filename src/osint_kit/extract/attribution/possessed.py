"""Statements that belong to somebody: "the ministry's count", "the organisers' estimate of 300"."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.attribution.phrases import Phrase
from osint_kit.extract.attribution.pieces import Pieces, is_content
from osint_kit.extract.attribution.words import (
    ADVERB,
    BE,
    CAPITAL,
    COUNTED,
    DET,
    HAVE,
    NAME,
    NOUN,
    OF,
    PLACE,
    PREP,
    PRONOUN,
    RELATIVE,
    SPEAKER,
    THAT,
    TIME,
    VERB,
    Script,
)  # fmt: skip
from osint_kit.extract.tokens import MARK

_APOSTROPHES: Final = "'’"


def past_preposition(script: Script, phrase: Phrase) -> Phrase:
    """The part of a phrase behind its last preposition: "quarrel with [the organisers' count]"."""
    inner = (i + 1 for i in range(phrase.start, phrase.end) if script.flags[i] & PREP and not script.flags[i] & OF)
    return phrase._replace(start=max(inner, default=phrase.start))


def says_of_before(script: Script, at: int, first: int) -> bool:
    """Whether "that is" stands before a phrase: "Forty dead: that is the governor's latest count"."""
    flags = script.flags
    if (
        at > first
        and script.tokens.lexicon.inversion
        and flags[at - 1] & PRONOUN
        and ("before", 1) in script.codes("carried", at - 1)
    ):
        return at - 1 == first or script.kinds[at - 2] == MARK  # "To dane policji", "Это данные полиции"
    return (
        at - 2 >= first
        and bool(flags[at - 1] & BE)
        and bool(flags[at - 2] & (THAT | DET | PRONOUN))
        and flags[at - 2] & NOUN == 0
    )


def tells(pieces: Pieces, comma: int) -> bool:
    """Whether a clause tells what a noun of saying names: "die Forderung des Verbands, 300 Stellen zu streichen"."""
    if comma + 1 >= pieces.end or pieces.script.words[comma] != ",":
        return False
    after = pieces.script.flags[comma + 1]
    return bool(after & THAT and not after & RELATIVE) or is_content(pieces, comma + 1)


_SOON: Final = 7  # tokens between a tally and its verb


def leads_to_verb(script: Script, at: int, end: int) -> bool:
    """Whether a verb follows, with nothing but the time between: "Seoul's figure in October had been 500"."""
    for i in range(at, min(at + _SOON, end)):
        if script.flags[i] & (BE | VERB | HAVE):
            return True
        if i not in script.tokens.dated and not script.flags[i] & (TIME | ADVERB | PREP):
            return False
    return False


def possesses(script: Script, at: int, noun: int) -> bool:
    """Whether a speaker in the possessive stands at a token: "the ministry's count"; a place's toll is nobody's word."""
    word, flag = script.words[at], script.flags[at]
    if word.endswith(("'s", "’s")):
        known = script.tokens.lexicon.entry(word[:-2])
        codes = [code for section in ("speaker_nouns", "speaker_names") for rest, code in known.get(section, ()) if not rest]
        if any(code != "place" for code in codes):
            return True
        return bool(flag & (CAPITAL | SPEAKER | NAME | PLACE)) and not script.flags[noun] & COUNTED
    return bool(flag & (SPEAKER | NAME | PLACE)) and script.words[at + 1] in _APOSTROPHES
