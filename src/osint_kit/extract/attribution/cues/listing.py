"""Where a clause goes on over commas because it lists: "12 Panzer, 30 Drohnen und 5 Geschütze"."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.attribution.cues.cue import Span
from osint_kit.extract.attribution.pieces import Pieces
from osint_kit.extract.attribution.words import (
    ADVERB,
    BE,
    CONDITIONAL,
    COUNTED,
    DET,
    EVENT,
    FUTURE,
    HAVE,
    HEDGE,
    MOOD,
    OF,
    PREP,
    QUANTITY,
    RELATIVE,
    SPEECH,
    SUBORDINATE,
    THAT,
    VERB,
    Script,
)  # fmt: skip
from osint_kit.extract.tokens import WORD

_JOINTS: Final = RELATIVE | SUBORDINATE | THAT
VERBS: Final = BE | HAVE | VERB | EVENT | SPEECH | MOOD | FUTURE | CONDITIONAL


def clause(pieces: Pieces, at: int) -> Span:
    """The piece of a token with the pieces that go on listing: "12 Panzer, 30 Drohnen und 5 Geschütze"."""
    low, high = pieces.around(at)
    while low - 2 >= pieces.first and _lists(pieces.script, low):
        before = pieces.around(low - 2)[0]
        if pieces.script.flags[before] & (OF | PREP):
            break  # "of 61 samples, 18 are …"
        if any(
            pieces.script.flags[i] & VERBS and not pieces.script.flags[i] & (ADVERB | COUNTED) for i in range(before, low - 1)
        ):
            break  # a clause with a verb of its own
        low = before
    while high + 1 < pieces.end and _lists(pieces.script, high + 1) and not states(pieces, high + 1):
        high = pieces.around(high + 1)[1]
    return low, high


_PARTS: Final = ("fractions", "denominators")


def _lists(script: Script, at: int) -> bool:
    """Whether a piece goes on with the list of the one before: it begins with an amount, or with what is a part of it."""
    if script.words[at - 1] not in ",(–—-":
        return False
    if restated := script.tokens.match("restates", at):
        at += restated[1]
    hedge = script.tokens.match("hedges_before", at) if script.flags[at] & HEDGE else None
    amount = at + hedge[1] if hedge else at
    entries = script.tokens.entries
    part = not entries[at].keys().isdisjoint(("subset", "fractions"))
    part = part or bool(restated and at + 1 < len(entries) and not entries[at + 1].keys().isdisjoint(_PARTS))  # soit un tiers
    return bool(script.flags[amount] & QUANTITY) or part


def states(pieces: Pieces, at: int) -> bool:
    """Whether a piece that begins with an amount has a finite verb of its own: "…, vier Helfer kamen ins Krankenhaus"."""
    script, (low, high) = pieces.script, pieces.around(at)
    if not script.capital_nouns:
        return False
    last = next((i for i in range(high - 1, low, -1) if script.kinds[i] == WORD), low)
    return not script.flags[last] & (MOOD | BE) and any(flag & (VERB | HAVE | BE) for flag in script.flags[low:last])


def same_clause(pieces: Pieces, verb: int, at: int) -> bool:
    """Whether no clause begins between a verb and a token."""
    low, high, script = min(verb, at), max(verb, at), pieces.script
    if low == verb and states(pieces, at) and pieces.around(verb) != pieces.around(at):
        return False
    return not any(script.flags[i + 1] & _JOINTS and not _goes_on(pieces, i + 1) for i in pieces.breaks if low < i < high)


def _goes_on(pieces: Pieces, at: int) -> bool:
    """Whether an article that could open a clause only goes on with a list: "Die Grünen kämen auf 17 Prozent, die übrigen auf 9"."""
    flags = pieces.script.flags
    return bool(flags[at] & DET) and not any(flag & (VERB | HAVE | BE | MOOD) for flag in flags[slice(*pieces.around(at))])
