"""Sentences that say of the one before that nobody could check it."""

from __future__ import annotations

from osint_kit.extract.attribution.pieces import Pieces
from osint_kit.extract.attribution.stance.markers import Marker, Stances
from osint_kit.extract.attribution.words import DET, DOCUMENT, GENITIVE, NEGATION, OF, PRONOUN, SPEECH, STATEMENT, Script


def refers_to_before(stances: Stances) -> Marker | None:
    """The marker of a sentence that says of the one before that nobody could check it: "The claim could not be verified"."""
    pieces = stances.pieces
    script = pieces.script
    for marker in stances.markers:
        low, high = pieces.unit(marker.first)
        none = _none_of(script, marker)
        if marker.stance != "unverified" or (not none and pieces.holds_number(pieces.first, high)):
            continue
        if none or any(script.flags[i] & (STATEMENT | DOCUMENT | PRONOUN | SPEECH) for i in range(low, high)):
            return marker
    return None


def refers_farther(stances: Stances, before: Pieces) -> Marker | None:
    """The marker of a sentence that says so of more than the sentence ``before``: "None of these numbers", "these figures".

    Where that sentence tells no number, "the number" alone is one told earlier.
    """
    script, first, end = stances.pieces.script, stances.pieces.first, stances.pieces.end
    if (marker := refers_to_before(stances)) is None:
        return None
    if any(script.flags[i] & STATEMENT for i in range(first, end)) and not before.holds_number(before.first, before.end):
        return marker
    plural = "s" if script.tokens.lexicon.right_headed else "n" if script.capital_nouns else None
    several = plural is not None and any(
        script.flags[i] & STATEMENT and script.flags[i - 1] & DET and script.words[i].endswith(plural)
        for i in range(first + 1, end)
    )
    return marker if several or _none_of(script, marker) else None


def _none_of(script: Script, marker: Marker) -> bool:
    """Whether more than the last claim is meant: "none of the claims", "neither number"."""
    return any(
        script.flags[i] & NEGATION
        and (script.flags[i + 1] & (OF | GENITIVE | STATEMENT) or "count_nouns" in script.tokens.entries[i + 1])
        for i in range(marker.first, min(marker.end, len(script.words) - 1))
    )
