"""Verb forms that make a stance by what stands at the end of their clause: soll … getötet haben, wird … liefern."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.attribution.pieces import Pieces, in_date
from osint_kit.extract.attribution.words import (
    ADVERB,
    BE,
    CAPITAL,
    INFINITIVE,
    MOOD,
    QUANTITY,
    RELATIVE,
    SPEECH,
    TIME,
    VERB,
    Script,
)
from osint_kit.extract.tokens import NUMBER, WORD

_SUPPOSED: Final = {"supposed", "ought"}
_FINITE: Final = {"reported", "reported_weak", "supposed", "ought", "intent", "perfect", "passive"}
_SOON: Final = 6  # tokens between a verb and its infinitive


def mood_stance(pieces: Pieces, at: int) -> str | None:
    """The stance that the finite verb at a token makes, or None.

    supposed, ought (soll, sollte): planned with an infinitive of doing (kommen, geliefert werden) or with a time to come, suspected
        with one of the past or of a state (verloren haben, betragen)
    future (wird): planned with an infinitive or a time to come, nothing in the passive (wird vermutet)
    would (würde): planned with a time to come
    intent (will): planned with an infinitive, nothing in the perfect (will gezählt haben)
    hearsay (miał): suspected with an infinitive (miał zginąć), nothing where it only means to have
    """
    script = pieces.script
    moods = _codes(script, at)
    last = _last_verb(pieces, at)
    if last == at > pieces.first and moods & _SUPPOSED and _is_infinitive(script, at - 1):
        last = at - 1  # "die in Bayern wegfallen sollen"
    ends = _codes(script, last) if last != at else set()
    if moods & _SUPPOSED:
        if "perfect" in ends:
            return "suspected"
        doing = last != at and "state" not in ends and _is_bare(script, last)
        return "planned" if "passive" in ends or doing or _to_come(pieces, at) else "suspected"
    bare = last != at and _is_bare(script, last)
    if "future" in moods and not _is_passive_with_modal(pieces, at):
        before = last == at > pieces.first and bool(script.flags[at - 1] & INFINITIVE)  # dass sie eintreffen werden
        return "planned" if bare or before or ends & {"passive", "perfect"} or _to_come(pieces, at) else None
    if "would" in moods:
        return "planned" if _to_come(pieces, at) else None
    if "hearsay" in moods:
        return "suspected" if _leads_to_infinitive(pieces, at) else None
    if "intent" in moods and not script.capital_nouns:
        soon = range(at + 1, min(at + _SOON, pieces.around(at)[1]))
        if any("state" in _codes(script, i) for i in soon):
            return "suspected"  # "ma obecnie przebywać w Rosji": others say so
        return "planned" if _leads_to_infinitive(pieces, at) else None
    if "intent" in moods:
        return "planned" if bare or "passive" in ends else None
    return None


def is_hearsay(pieces: Pieces, at: int) -> bool:
    """Whether "soll" tells what others say: with an infinitive of the past or of a state, "soll 300 Mann verloren haben"."""
    script, last = pieces.script, _last_verb(pieces, at)
    if last == at > pieces.first and script.capital_nouns:
        last = at - 1  # "die 20 Schüsse abgegeben haben sollen"
    if last == at or not _codes(script, last) & {"perfect", "state"}:
        return False
    if "state" in _codes(script, last):
        return not _to_come(pieces, at)
    before = script.flags[last - 1]
    return not before & (CAPITAL | INFINITIVE | TIME) or bool(before & (BE | MOOD))  # not "sollen Kinder sein"


def is_planned_done(pieces: Pieces, at: int) -> bool:
    """Whether "soll" sets what is to be done, in the passive or without an infinitive: "130 Wagen sollen umgerüstet werden"."""
    last = _last_verb(pieces, at)
    ends = _codes(pieces.script, last if last != at else at - 1)  # "die umgerüstet werden sollen"
    return "passive" in ends or (last == at and "perfect" not in ends)


def is_claimed(pieces: Pieces, at: int) -> bool:
    """Whether "will" tells what its subject says of itself: with a participle, "will 34 Drohnen abgeschossen haben"."""
    script = pieces.script
    if not script.capital_nouns or "intent" not in _codes(script, at):
        return False
    last = _last_verb(pieces, at)
    if last == at:
        last = at - 1  # "die sie abgeschossen haben will"
    done = script.flags[last - 1] if last - 1 > pieces.first and "perfect" in _codes(script, last) else CAPITAL
    return script.kinds[last - 1] == WORD and not done & (CAPITAL | QUANTITY | INFINITIVE | ADVERB)


_KNOWN: Final = VERB | MOOD


def _is_passive_with_modal(pieces: Pieces, at: int) -> bool:
    """Whether "werden" closes a clause before its modal: "dass 300 Stellen geschaffen werden müssen" is a need, no future."""
    script, high = pieces.script, pieces.around(at)[1]
    if "passive" not in _codes(script, at) or not script.flags[at + 1] & VERB or _last_word(script, at, high) != at + 1:
        return False
    return at > pieces.first and script.kinds[at - 1] == WORD and not script.flags[at - 1] & CAPITAL


def _is_bare(script: Script, at: int) -> bool:
    """Whether a word can be an infinitive, also one that the lexicon knows as a verb: liefern, kommen, betragen."""
    flag = script.flags[at]
    if flag & INFINITIVE or not flag & _KNOWN:
        return bool(flag & INFINITIVE)
    return script.words[at].endswith(script.tokens.lexicon.endings.get("infinitive", ())) and not _codes(script, at) & _FINITE


def _leads_to_infinitive(pieces: Pieces, at: int) -> bool:
    """Whether an infinitive stands right before a verb or soon after it, in its own piece."""
    if at > pieces.first and pieces.script.flags[at - 1] & INFINITIVE:
        return True
    return any(pieces.script.flags[i] & INFINITIVE for i in range(at + 1, min(at + _SOON, pieces.around(at)[1])))


def _codes(script: Script, at: int) -> set[str]:
    return {code for code, _ in script.codes("moods", at)} if script.flags[at] & MOOD else set()


def _last_verb(pieces: Pieces, at: int) -> int:
    """The last word of the clause, where the infinitive stands; past lists and asides that break the clause."""
    script = pieces.script
    high = pieces.around(at)[1]
    last = _last_word(script, at, high)
    while (
        not _is_infinitive(script, last)
        and not script.flags[last] & SPEECH
        and high + 1 < pieces.end
        and script.flags[high + 1] & (QUANTITY | RELATIVE)
    ):
        high = pieces.around(high + 1)[1]
        end = _last_word(script, at, high)
        if _is_infinitive(script, end):
            return end
    return last


def _last_word(script: Script, at: int, high: int) -> int:
    last = high - 1
    while last > at and script.kinds[last] != WORD:
        last -= 1
    return last


def _is_infinitive(script: Script, at: int) -> bool:
    return bool(script.flags[at] & INFINITIVE) or bool(_codes(script, at) & {"passive", "perfect"})


def _to_come(pieces: Pieces, at: int) -> bool:
    """Whether the clause names a time to come: künftig, bis Freitag, 2030."""
    script = pieces.script
    low, high = pieces.around(at)
    supposed = bool(_SUPPOSED & _codes(script, at))
    for i in range(low, high):
        codes = _codes(script, i)
        if "to_come" in codes or ("until" in codes and _is_dated(script, i + 1, min(i + 4, high))):
            return True
        if supposed and script.kinds[i] == NUMBER and len(script.words[i]) == 4 and in_date(script, i):
            return True
    return False


def _is_dated(script: Script, first: int, end: int) -> bool:
    return any(script.flags[i] & TIME or in_date(script, i) for i in range(first, end))
