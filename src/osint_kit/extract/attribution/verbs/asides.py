"""The speaker before a comma, past what stands between two commas: "Budanov, the head of …, said"."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.attribution.cues.cue import Cue
from osint_kit.extract.attribution.phrases import Phrase, phrase_at, phrase_ending
from osint_kit.extract.attribution.pieces import Pieces
from osint_kit.extract.attribution.words import (
    ADVERB,
    BE,
    BEFORE,
    CITING,
    COUNTED,
    DET,
    EVENT,
    HAVE,
    NAME,
    OF,
    PREP,
    PRONOUN,
    QUANTITY,
    RELATIVE,
    SPEAKER,
    SPEECH,
    SUBORDINATE,
    THAT,
    TIME,
    VERB,
    Script,
)  # fmt: skip


def before_comma(pieces: Pieces, at: int, *, sure: bool = False) -> Phrase | None:
    """The phrase before the comma before a token, past an apposition or a relative clause: "Budanov, the head of …, said".

    Where it need not be ``sure``, also a speaker straight before the comma, or one with which the sentence begins.
    """
    script, comma = pieces.script, at - 1
    if comma <= pieces.first or script.words[comma] != ",":
        return None
    low = pieces.around(comma - 1)[0]
    named = _past_aside(pieces, low, comma)
    if named is not None or sure:
        return named
    direct = phrase_ending(script, low, comma)
    if direct is not None and direct.speaks and not (direct.start > low and script.flags[direct.start - 1] & PREP):
        return direct
    named = phrase_at(script, pieces.first, comma)
    return named if named is not None and named.speaks and script.words[named.end] == "," else None


def cited_before(pieces: Pieces, at: int, verb: int) -> Phrase | None:
    """Whoever is cited straight before the comma before a relative clause: "según el último balance, que sitúa en 200 los muertos"."""
    script, comma = pieces.script, at - 1
    if not all(flag & (ADVERB | HAVE | BE | TIME | DET) for flag in script.flags[at + 1 : verb]):
        return None  # "by the police, which nobody believed"
    low = pieces.around(comma - 1)[0]
    named = phrase_ending(script, low, comma)
    if named is None or named.start == low:
        return None
    cited = script.flags[named.start - 1] & BEFORE
    return named if cited or (named.is_paper and script.tokens.lexicon.pro_drop) else None


def told_of(pieces: Pieces, at: int) -> Phrase | None:
    """A speaker straight before the comma whom a preposition leads: "Doszło do starć z policją, która podaje, że …"."""
    script, comma = pieces.script, at - 1
    if script.capital_nouns or script.words[comma] != ",":
        return None
    low = pieces.around(comma - 1)[0]
    last = next((i for i in range(comma - 1, low - 1, -1) if script.flags[i] & PREP), low - 1)
    named = phrase_at(script, last + 1, comma)
    speaks = named is not None and named.end == comma and named.core & (SPEAKER | NAME) and not named.core & COUNTED
    return named if speaks else None


def _is_a_place(script: Script, at: int) -> bool:
    """Whether a preposition before a name makes it a place and no speaker: "334 morts à Sète, où …, a dit X"."""
    return bool(script.flags[at] & PREP) and not script.flags[at] & OF


def _whose_place(script: Script, begin: int, named: Phrase) -> Phrase:
    """Whoever holds an office at the place before the comma: "the police spokesman in the state, Ali Musa, said"."""
    if script.capital_nouns or named.start - 1 <= begin or not _is_a_place(script, named.start - 1):
        return named
    holder = phrase_ending(script, begin, named.start - 1)
    return holder if holder is not None and holder.core & SPEAKER else named


_ASIDE: Final = 9  # words that describe a speaker between two commas
_DESCRIBES: Final = PREP | DET
_BREAKS_ASIDE: Final = SPEECH | EVENT | BE | HAVE | VERB | QUANTITY | THAT | RELATIVE | SUBORDINATE | CITING


def is_participle(script: Script, at: int) -> bool:
    """Whether a word can only describe where no auxiliary stands before it: "le communiqué, publié lundi, précise"."""
    codes = script.codes("speech_verbs", at) if script.flags[at] & SPEECH else ()
    return bool(codes) and all(code.partition(">")[0].endswith(".done") for code, _ in codes)


def _past_aside(pieces: Pieces, low: int, comma: int) -> Phrase | None:
    """The phrase that an apposition or a relative clause between two commas belongs to."""
    script, opened = pieces.script, low - 1
    if opened <= pieces.first or script.words[opened] != ",":
        return None
    begin = pieces.around(opened - 1)[0]
    named = phrase_ending(script, begin, opened)
    if named is None or (named.start > begin and script.flags[low] & RELATIVE and _is_a_place(script, named.start - 1)):
        return None
    if comma - low == 1 and low in script.tokens.masked and named.start == begin:
        return named._replace(name_like=True)  # "Dalgaard, 43, said"
    named = _whose_place(script, begin, named)
    if (
        not script.capital_nouns
        and not named.core & (SPEAKER | NAME)
        and named.start > begin
        and script.flags[named.start - 1] & OF
    ):
        return None  # "en las provincias de Oro y Azuay, las más afectadas, informó la Presidencia"
    if named.end - named.start == 1 and script.titled(script.words[named.start]) >= 0:
        named = named._replace(name_like=True)  # "Patiño, en rueda de prensa, dijo", whose office is told elsewhere
    low += bool(script.flags[low] & BE and script.flags[low + 1] & SPEAKER)  # były minister
    aside = script.flags[low + is_participle(script, low) : comma] or script.flags[low:comma]
    placed = named.start > begin and not named.core & (SPEAKER | NAME) and _is_a_place(script, named.start - 1)
    if aside[0] & PREP and placed:
        return None  # "à Yamoussoukro, dans le centre du pays, a annoncé le Groupement"
    finite = not aside[0] & RELATIVE and any(flag & (BE | HAVE | VERB) for flag in aside[1:])
    if named.speaks and ((aside[0] & (CITING | PREP | HAVE) and not finite) or all(flag & (PRONOUN | ADVERB) for flag in aside)):
        return named  # "Reuters, citing …, said", "la préfecture, elle, …"
    if (
        (named.speaks or named.is_paper)
        and not script.capital_nouns
        and comma - low <= _ASIDE
        and all(flag & _DESCRIBES or not flag & _BREAKS_ASIDE for flag in aside)
    ):
        return named  # "le Jnim, lié à Al-Qaïda, revendique"
    office = phrase_at(script, low, comma)
    if office is not None and office.end == comma and (office.name_like or (office.core & SPEAKER and named.speaks)):
        return named
    relative = script.flags[low] & RELATIVE and not script.flags[low] & THAT
    known = named.speaks or (script.tokens.lexicon.right_headed and not named.opening & (PREP | QUANTITY))
    return named if known and relative else None  # "Volvo, which employs 5,200 people, said"


def past_description(pieces: Pieces, cue: Cue, end: int) -> int:
    """Where what is said goes on behind a speaker who is told of first: "…," said Ann Lee, a lawyer for the 30 owners."""
    script, comma = pieces.script, cue.stop
    behind = cue.source is not None and cue.source[0] >= cue.end and comma + 1 < end and script.words[comma] == ","
    if not behind or cue.inner >= 0 or script.flags[comma + 1] & QUANTITY:
        return comma
    assert cue.source is not None
    if any(script.words[i] == "," for i in range(*cue.source)) and script.flags[comma + 1] & RELATIVE:
        return script.next_quotation(comma, end)  # an office, and what is told of it
    office = phrase_at(script, comma + 1, end)
    if office is None or not office.core & SPEAKER:
        return comma
    return script.next_quotation(comma, end)
