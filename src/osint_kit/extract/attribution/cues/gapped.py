"""Speakers who share the verb of the one before: "Police spoke of 8,000 protesters, organisers of 25,000"."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.attribution.cues.cue import Cue
from osint_kit.extract.attribution.owners import owner
from osint_kit.extract.attribution.phrases import phrase_at
from osint_kit.extract.attribution.pieces import Pieces, in_date
from osint_kit.extract.attribution.words import (
    ADVERB,
    AND,
    BE,
    BUT,
    COUNTED,
    DET,
    HAVE,
    HEDGE,
    MOOD,
    NAME,
    OF,
    PLACE,
    PREP,
    QUANTITY,
    RELATIVE,
    SPEAKER,
    SPEECH,
    SUBORDINATE,
    THAT,
    VERB,
    Script,
)  # fmt: skip
from osint_kit.extract.tokens import MARK, NUMBER, WORD

_GAP: Final = 7  # tokens between a speaker without a verb and its amount


def add_gapped(pieces: Pieces, cues: list[Cue]) -> bool:
    """Adds the speakers who share the verb of the first: "Police spoke of 8,000 protesters, organisers of 25,000"."""
    script = pieces.script
    verbs = [cue for cue in cues if cue.kind in ("say", "state", "expect", "suspect", "confirm") and cue.source]
    if not verbs:
        return False
    count = len(cues)
    for i in sorted((*pieces.breaks, *_bare_joints(pieces, verbs))):
        if i < verbs[0].end or any(cue.start <= i + 1 < cue.stop or _is_described(script, cue, i) for cue in cues):
            continue
        begin = i + 1
        while begin < pieces.end and script.flags[begin] & (AND | BUT) and not script.flags[begin] & SUBORDINATE:
            begin += 1
        if begin >= pieces.end - 1:
            break
        if any(cue.start <= begin < cue.stop for cue in cues):
            continue  # added before
        located = _located(script, begin)
        phrase = phrase_at(script, begin + located, pieces.end)
        speaks = NAME | PLACE if located and script.tokens.lexicon.pro_drop else SPEAKER | NAME | PLACE
        if phrase is None or phrase.opening & QUANTITY or not phrase.core & speaks:
            continue  # "en el departamento de Guariva, a 330 kilómetros"
        if not (
            _leads_to_amount(pieces, phrase.end) or _is_bare_amount(pieces, phrase.end) or _adds_amount(pieces, phrase.end, verbs)
        ):
            continue
        source, stop = owner(script, phrase, pieces.end)
        before = [cue for cue in verbs if cue.at < begin]
        if located and not phrase.core & (SPEAKER | NAME) and not _is_a_place(script, before[-1]):
            continue  # "the guards said 18,000 left Ukraine, and from Poland – 21,000"
        cues.append(Cue(begin, stop, before[-1].kind, source, start=begin, stop=stop, shape="front"))
        cues.sort(key=lambda cue: cue.at)
    return len(cues) > count


def _is_described(script: Script, cue: Cue, comma: int) -> bool:
    """Whether a comma stands straight behind a speaker who follows the verb: "said Ann Lee, a spokeswoman for …, which has 300 members"."""
    behind = cue.source is not None and cue.source[1] == comma and cue.source[0] >= cue.end
    return behind and comma + 1 < len(script.words) and "articles" in script.tokens.entries[comma + 1]


def _is_a_place(script: Script, cue: Cue) -> bool:
    """Whether only a place stands for the speaker of a cue."""
    return cue.source is not None and all(
        script.flags[i] & PLACE or not script.flags[i] & (SPEAKER | NAME) for i in range(*cue.source)
    )


def _bare_joints(pieces: Pieces, verbs: list[Cue]) -> list[int]:
    """Each "and" after a verb whose object is an amount: "Police counted 31 dead and the governor's office 19"."""
    script = pieces.script
    found: list[int] = []
    for cue in verbs:
        high = pieces.around(cue.at)[1]
        if cue.stop >= high or not pieces.holds_number(cue.stop, min(cue.stop + 3, high)):
            continue
        for i in range(cue.stop + 1, high):
            if script.flags[i] & (VERB | HAVE | BE | THAT | SPEECH) and not script.flags[i] & COUNTED:
                break
            if script.flags[i] & AND and script.kinds[i] == WORD:
                found.append(i)
    return found


def _is_bare_amount(pieces: Pieces, at: int) -> bool:
    """Whether an amount stands at a token, perhaps behind a hedge, with nothing counted by it after it."""
    script = pieces.script
    at += (
        script.tokens.lexicon.pro_drop and at < pieces.end and script.words[at] == ","
    )  # "la guerrilla admite 12 bajas y el Ejército, 4"
    while at < pieces.end and script.flags[at] & (ADVERB | HEDGE) and not script.flags[at] & DET:
        at += 1
    if at >= pieces.end or not pieces.holds_number(at, at + 1):
        return False
    after = at + 1
    return after >= pieces.end or script.kinds[after] == MARK or bool(script.flags[after] & (AND | BUT | PREP))


def _adds_amount(pieces: Pieces, at: int, verbs: list[Cue]) -> bool:
    """Whether an amount is all that is left of a piece, and the verb before had one, too: "Die GEW meldet 300, der Verband 200 Streikende"."""
    flags, high = pieces.script.flags, pieces.around(at)[1]
    verb = next((cue for cue in reversed(verbs) if cue.at < at), None)
    if (
        verb is None
        or not pieces.holds_number(verb.stop, min(verb.stop + 3, at))
        or not pieces.holds_number(at, min(at + 2, high))
    ):
        return False
    return not any(flags[i] & (VERB | HAVE | BE | SPEECH | MOOD | RELATIVE) for i in range(at, high))


def _located(script: Script, at: int) -> int:
    """How many words open a place that speaks: "в Москве — больше шести тысяч"."""
    return max((count for _, count in script.codes("source_in", at)), default=0) if script.flags[at] & PREP else 0


def _leads_to_amount(pieces: Pieces, at: int) -> bool:
    """Whether only adverbs, a preposition, a hedge and a break stand between a speaker and an amount."""
    script, joined = pieces.script, False
    for i in range(at, min(at + _GAP, pieces.end)):
        flag = script.flags[i]
        if script.kinds[i] == NUMBER or (flag & QUANTITY and not flag & HEDGE):
            return joined and not in_date(script, i)
        if script.kinds[i] == MARK:
            if script.words[i] not in ",–—-":
                return False
        elif not flag & (ADVERB | PREP | OF | HEDGE | THAT) and not (flag & (BE | VERB) and script.flags[i - 1] & THAT):
            return False
        joined = joined or bool(flag & (PREP | OF | BE | VERB)) or script.words[i] in "–—-"  # "el sindicato, que eran 32"
    return False
