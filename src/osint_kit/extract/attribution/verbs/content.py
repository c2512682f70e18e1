"""Where the content of a verb of speech begins behind its hearers and circumstances."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.attribution.cues.cue import Cue, Span
from osint_kit.extract.attribution.pieces import Pieces, in_date, is_reported
from osint_kit.extract.attribution.words import (
    ADVERB,
    AND,
    BE,
    BUT,
    DET,
    HAVE,
    HEDGE,
    OF,
    PREP,
    QUANTITY,
    RELATIVE,
    SUBORDINATE,
    THAT,
    TIME,
    VERB,
    Script,
)  # fmt: skip


def content_start(pieces: Pieces, cue: Cue, piece: Span) -> int:
    """Where the content begins that a "that" or a colon opens, or 0: before it are the verb's hearers and circumstances."""
    script = pieces.script
    told = _opens_infinitive(script, cue.stop, piece[1])  # "a annoncé avoir découvert 30 corps … qu'elle avait remorqués"
    for i in range(cue.stop, piece[1]):
        if script.flags[i] & THAT:
            if told and pieces.holds_number(cue.stop, i):
                break
            if script.flags[i - 1] & _GOES_ON and not script.flags[i - 1] & TIME and pieces.holds_number(cue.stop, i):
                break  # "says it has 1,500 and that 10,500 are to follow", "… 28 drones ainsi que deux missiles"
            if script.tokens.lexicon.right_headed and _states_already(pieces, cue.stop, i):
                break  # "said the toll had risen to 22 after a raid that hit the market"
            if script.flags[i] & RELATIVE and _is_of_amount(pieces, cue.stop, i):
                break  # "cifró en 4.500 los trabajadores que secundaron el paro"
            return i
    high = piece[1]
    if high < pieces.end and high == pieces.around(cue.at)[1]:
        after = script.flags[high + 1] if high + 1 < pieces.end else 0
        aside = script.flags[cue.stop] & PREP and not script.flags[cue.stop] & OF
        if aside and cue.kind == "say" and cue.end - cue.at == 1 and script.words[high] == "," and is_reported(pieces, high + 1):
            return high  # "sagte vor 300 Gästen, die Lage sei ernst"
        colon = script.words[high] == ":" and not pieces.holds_number(cue.stop, high)
        if colon or (script.words[high] == "," and after & THAT and not after & RELATIVE):
            return high
    return 0


def _opens_infinitive(script: Script, at: int, end: int) -> bool:
    """Whether an infinitive of "have" or "be" follows a verb, the time between: "a déclaré lundi avoir", "dijo haber"."""
    while at < end and script.flags[at] & (ADVERB | TIME | DET):
        at += 1
    endings = script.tokens.lexicon.endings.get("infinitive", ())
    return at < end and bool(script.flags[at] & (HAVE | BE)) and script.words[at].endswith(endings)


_GOES_ON: Final = AND | BUT | ADVERB | SUBORDINATE | PREP  # before a "that" that opens no content: ainsi que, tandis que


def _states_already(pieces: Pieces, at: int, that: int) -> bool:
    """Whether a statement with its verb and an amount stands before "that"."""
    verb = any(pieces.script.flags[i] & (BE | HAVE | VERB | SUBORDINATE) for i in range(at, that))
    return verb and pieces.holds_number(at, that)


_NEAR: Final = 4  # tokens of an amount and its noun before "that"


def _is_of_amount(pieces: Pieces, at: int, that: int) -> bool:
    """Whether "that" tells of an amount said before it, which "of" or nothing joins to the verb: "informó de 20 heridos que …"."""
    script, first = pieces.script, at
    if any(script.flags[i - 1] & OF and pieces.holds_number(i, i + 1) for i in range(max(at, that - _NEAR), that)):
        return True  # "informó sobre el traslado de 191 internos que cumplían condena"
    while at < that and script.flags[at] & (ADVERB | HEDGE | OF | PREP | DET) and not pieces.holds_number(at, at + 1):
        at += 1
    if at >= that or not pieces.holds_number(at, at + 1):
        while first < that and script.flags[first] & (ADVERB | TIME):
            first += 1
        return not (script.flags[first] & PREP and not script.flags[first] & OF) and any(
            pieces.holds_number(i, i + 1) and not in_date(script, i) for i in range(at, that)
        )  # "anunció una multa de 500 euros para quienes den datos que …"
    governed = script.flags[first] & PREP and not script.flags[first] & OF
    return not governed or any(script.flags[i] & DET and not script.flags[i] & QUANTITY for i in range(at + 1, min(at + 3, that)))
