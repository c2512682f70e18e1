"""Whether a pronoun and a speaker go together."""

from __future__ import annotations

from osint_kit.extract.attribution.cues.cue import Cue, Span
from osint_kit.extract.attribution.pieces import Pieces
from osint_kit.extract.attribution.words import NOUN, OF, POSSESSIVE, PREP, Script


def agrees(script: Script, pointer: str, source: Span) -> bool:
    """Whether a pronoun can stand for a speaker: "he" for no ministry, "it" for no man."""
    if pointer in ("any", "own"):
        return True
    codes: set[str] = set()
    for i in range(*source):
        if i > source[0] and script.flags[i] & (OF | PREP) and not script.flags[i] & NOUN:
            break  # "Ann Lee of the Health Bureau" is "she"
        for section in ("speaker_nouns", "speaker_names"):
            codes.update(code for code, _ in script.codes(section, i))
    if not codes:
        return True
    if pointer == "person":
        return "person" in codes
    return codes != {"person"}


def is_their_own(pieces: Pieces, subject: Span, cue: Cue) -> bool:
    """Whether a possessive leads to the subject of its clause: "The army stands by its claim that …"."""
    if cue.kind != "by" or cue.mention is None or not pieces.script.flags[cue.mention[0]] & POSSESSIVE:
        return False
    return pieces.around(cue.start)[0] <= subject[0]


def tellers(script: Script, cues: list[Cue]) -> list[Cue]:
    """A sentence's cues, the last first; who passes on what another says comes after: "X dijo que …, reseñó Y"."""
    found = list(reversed(cues))
    said = script.tokens.lexicon.pro_drop and [(cue.kind, cue.shape) for cue in found[:2]] == [("say", "back"), ("say", "front")]
    return [found[1], found[0], *found[2:]] if said and found[1].source and found[1].stop <= found[0].start else found


def is_same(other: Cue, cue: Cue) -> bool:
    """Whether two cues of a sentence share one pronoun, or the first points at its own subject: "a-t-il ajouté, précisant que"."""
    return other.pointer == "own" or bool(other.pointer and other.mention is not None and other.mention == cue.mention)
