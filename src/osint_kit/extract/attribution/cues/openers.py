"""Speakers after a word that often means for: "Para los rectores, …", "80mila per la questura, 200mila per gli organizzatori"."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.attribution.cues.cue import Cue
from osint_kit.extract.attribution.owners import owner
from osint_kit.extract.attribution.phrases import Phrase, phrase_at
from osint_kit.extract.attribution.pieces import Pieces
from osint_kit.extract.attribution.words import (
    ADVERB,
    AND,
    BE,
    BEFORE,
    COUNTED,
    CUE,
    HAVE,
    NAME,
    NEGATION,
    PLACE,
    PREP,
    QUANTITY,
    RELATIVE,
    SPEAKER,
    TIME,
    VERB,
    Script,
)  # fmt: skip
from osint_kit.extract.counted.noun_phrases import FATES
from osint_kit.extract.tokens import MARK


def opener(pieces: Pieces, at: int, count: int, code: str) -> Cue | None:
    """A speaker at the head of a statement, or behind an amount of people, after a word that often means for.

    "Para los rectores, la marcha reunió a 800.000", "Pour le maire, …", "80mila per la questura, 200mila per gli organizzatori".
    """
    script, end = pieces.script, pieces.end
    phrase = phrase_at(script, at + count, end)
    if phrase is None or phrase.opening & QUANTITY or not phrase.core & (SPEAKER | NAME | PLACE):
        return None
    source, stop = owner(script, phrase, end)
    if at == pieces.first or script.words[at - 1] == ";":
        states = stop + 1 < end and (script.words[stop] == "," or bool(script.flags[stop] & NEGATION))
        if not states or (script.flags[stop + 1] & QUANTITY and not _is_one_person(script, phrase)):
            return None  # "Para el hospital, 300 camas"
        if any(script.flags[i] & BEFORE and is_sure(script, i) for i in range(stop, end)):
            return None  # "Du côté des enseignants, on compte 14 % de grévistes, selon le ministère"
    elif code == "side" and script.tokens.code("nouns", at - 1) in FATES:
        return None  # "17 blessés du côté des forces de l'ordre"
    elif (
        not phrase.core & (SPEAKER | NAME)
        or not (closes(script, stop, end) or script.flags[stop] & AND)
        or not (_counts_otherwise(pieces, at) or _is_paired(pieces, at, phrase))
    ):
        return None
    return Cue(at, at + count, "by", source, start=at, stop=stop)


def is_sure(script: Script, at: int) -> bool:
    """Whether a word or phrase that can only lead to a speaker begins at a token: laut, según, according to."""
    return any(code == "sure" for code, _ in script.codes("source_before", at))


def _is_one_person(script: Script, phrase: Phrase) -> bool:
    """Whether a phrase names somebody by office: "le maire", to whom 200 flats are hardly given."""
    return any(script.tokens.code("speaker_nouns", i) == "person" for i in range(phrase.start, phrase.end))


def _counts_otherwise(pieces: Pieces, at: int) -> bool:
    """Whether only an amount stands before a token, and another speaker before that: "12 000 selon la CGT, 4 000 pour la police"."""
    script = pieces.script
    low = pieces.around(at)[0]
    if _amount_before(pieces, at) < 0 or low == pieces.first:
        return False
    return any(script.codes("speech_verbs", i) or is_sure(script, i) for i in range(pieces.first, low) if script.flags[i] & CUE)


def _is_paired(pieces: Pieces, at: int, phrase: Phrase) -> bool:
    """Whether those who called people out and somebody else count the same: "80mila per la questura, 200mila per gli organizzatori"."""
    script, code = pieces.script, pieces.script.tokens.code
    if not _counts_people(pieces, at) or any("sums" in script.tokens.entries[i] for i in range(pieces.first, at)):
        return False
    kinds = {code("speaker_nouns", i) for i in range(phrase.start, phrase.end)}
    low = pieces.around(at)[0]
    if "people" in kinds and low > pieces.first + 1 and code("nouns", low - 2) == "person":
        return all(flag & QUANTITY for flag in script.flags[low:at])  # "I manifestanti, 80mila per gli organizzatori, …"
    for i in range(pieces.first + 1, pieces.end - 1):
        if i != at and script.flags[i] & BEFORE and _counts_people(pieces, i):
            other = (
                phrase_at(script, i + 1, pieces.end) if any(c == "opener" for c, _ in script.codes("source_before", i)) else None
            )
            if other is not None and other.core & SPEAKER:
                kinds |= {code("speaker_nouns", k) for k in range(other.start, other.end)}
                return {"people", "body"} <= kinds
    return False


def _counts_people(pieces: Pieces, at: int) -> bool:
    """Whether an amount of people, or of nothing named, stands before a token."""
    amount, code = _amount_before(pieces, at), pieces.script.tokens.code
    return amount >= 0 and (amount == at - 1 or code("nouns", at - 1) == "person")


def _amount_before(pieces: Pieces, at: int) -> int:
    """The amount straight before a token, or before one noun there; -1 without one."""
    script, low = pieces.script, pieces.around(at)[0]
    counted = at - 1 > low and script.flags[at - 1] & COUNTED and not script.flags[at - 1] & QUANTITY
    amount = at - 1 - bool(counted)
    return amount if amount >= low and pieces.holds_number(amount, amount + 1) else -1


_CLOSING: Final = ADVERB | TIME | PREP | RELATIVE | VERB | BE | HAVE | NEGATION


def closes(script: Script, at: int, end: int) -> bool:
    """Whether a name can be over before a token."""
    return at >= end or script.kinds[at] == MARK or bool(script.flags[at] & _CLOSING)
