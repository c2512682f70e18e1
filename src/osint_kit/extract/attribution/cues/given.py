"""Who gave a number that a participle describes: "40 morts avancés par la préfecture", "die von der Polizei gemeldeten 30 Fälle"."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.attribution.cues.cue import Cue
from osint_kit.extract.attribution.owners import owner
from osint_kit.extract.attribution.phrases import BEGINS, Phrase, phrase_at
from osint_kit.extract.attribution.pieces import Pieces
from osint_kit.extract.attribution.words import (
    ADVERB,
    BE,
    BY,
    HAVE,
    MOOD,
    NAME,
    OF,
    PLACE,
    PREP,
    RELATIVE,
    SPEAKER,
    SPEECH,
    STATEMENT,
    TIME,
    VERB,
)
from osint_kit.extract.tokens import MARK, WORD

_FAR: Final = 9  # tokens between the amount and its participle, or between the participle and its doer
_SOON: Final = 6  # tokens from the participle to the amount behind it
_FINITE: Final = VERB | BE | HAVE | MOOD | SPEECH


def given_cue(pieces: Pieces, at: int) -> Cue | None:
    """The doer of a participle of giving, behind it or before it, where an amount is what was given."""
    script = pieces.script
    for _, count in script.codes("given", at):
        stop = at + count
        return _doer_behind(pieces, at, stop) or (_doer_before(pieces, at, stop) if script.capital_nouns else None)
    return None


def _doer_behind(pieces: Pieces, at: int, stop: int) -> Cue | None:
    script, flags = pieces.script, pieces.script.flags
    by = stop
    while by < pieces.end and flags[by] & (ADVERB | TIME) and not flags[by] & BY:
        by += 1
    bare = not script.tokens.lexicon.elision and not flags[by] & BY  # названная полицией цифра
    first = by + (not bare)
    near, entries = range(first, min(first + _SOON, pieces.end)), script.tokens.entries
    end = next((i for i in near if flags[i] & STATEMENT or "count_nouns" in entries[i]), pieces.end)
    phrase = phrase_at(script, first, end)
    if not (flags[by] & BY or bare) or phrase is None or not (_speaks(phrase) and (not bare or phrase.opening & SPEAKER)):
        return None
    source, after = owner(script, phrase, end)
    amount = _amount_before(pieces, at)
    if amount >= 0 and not bare:
        return Cue(at, stop, "state", source, start=at, stop=after, shape="object", reach=amount)
    return _leading(pieces, Cue(at, stop, "state", source, start=at, stop=after)) if script.tokens.lexicon.inversion else None


def _doer_before(pieces: Pieces, at: int, stop: int) -> Cue | None:
    """The doer between an article and its participle."""
    script, flags = pieces.script, pieces.script.flags
    for i in range(at - 1, max(pieces.first, at - _FAR) - 1, -1):
        if script.kinds[i] == MARK:
            return None
        if flags[i] & BY and i > pieces.first and flags[i - 1] & BEGINS:
            phrase = phrase_at(script, i + 1, at)
            if phrase is None or phrase.end < at - 1 or not _speaks(phrase):
                return None
            source = owner(script, phrase, at)[0]
            return _leading(pieces, Cue(at, stop, "state", source, start=i, stop=stop))
    return None


def relative_cue(pieces: Pieces, at: int) -> Cue | None:
    """The subject behind the verb of a clause about the amount before it: "Los 23 secuestros que denunció la policía"."""
    script, flags = pieces.script, pieces.script.flags
    if script.capital_nouns or script.tokens.lexicon.right_headed or at <= pieces.first + 1 or not flags[at - 1] & RELATIVE:
        return None
    amount = _amount_before(pieces, at - 1)
    for code, count in script.codes("speech_verbs", at) if amount >= 0 else ():
        phrase = phrase_at(script, at + count, pieces.end)
        if code in ("say", "state", "remark", "find", "show") and phrase is not None and phrase.core & (SPEAKER | NAME):
            source, stop = owner(script, phrase, pieces.end)
            return Cue(at, at + count, "state", source, start=at - 1, stop=stop, shape="object", reach=amount)
    return None


def _speaks(phrase: Phrase) -> bool:
    return bool(phrase.core & (SPEAKER | NAME | PLACE)) or phrase.name_like


def _amount_before(pieces: Pieces, at: int) -> int:
    """The first token of the noun phrase with an amount that a participle at ``at`` describes, or -1."""
    script, flags = pieces.script, pieces.script.flags
    low = max(pieces.around(at)[0], at - _FAR)
    for i in range(at - 1, low - 1, -1):
        if "units" in script.tokens.entries[i] and script.kinds[i] == MARK:
            continue  # un taux de 40 % annoncé par
        if script.kinds[i] == MARK or (flags[i] & (_FINITE | PREP) and not flags[i] & OF and not pieces.holds_number(i, i + 1)):
            return -1
        if pieces.holds_number(i, i + 1):
            while i > low and script.kinds[i - 1] == WORD and not flags[i - 1] & _FINITE:
                i -= 1
            return i
    return -1


def _leading(pieces: Pieces, cue: Cue) -> Cue | None:
    """The cue as one of the amount behind it, up to the verb of the clause; None where no amount follows."""
    flags = pieces.script.flags
    number = next((i for i in range(cue.stop, min(cue.stop + _SOON, pieces.end)) if pieces.holds_number(i, i + 1)), -1)
    if number < 0 or any(flags[i] & _FINITE for i in range(cue.stop, number)):
        return None
    high = pieces.around(number)[1]
    cue.shape, cue.reach = "given", next((i for i in range(number + 1, high) if flags[i] & _FINITE), high)
    return cue
