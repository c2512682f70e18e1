"""Whether a pronoun and a speaker go together."""

from __future__ import annotations

from osint_kit.extract.attribution.cues import Span
from osint_kit.extract.attribution.words import Script


def agrees(script: Script, pointer: str, source: Span) -> bool:
    """Whether a pronoun can stand for a speaker: "he" for no ministry, "it" for no man."""
    if pointer in ("any", "own"):
        return True
    codes: set[str] = set()
    for i in range(*source):
        for section in ("speaker_nouns", "speaker_names"):
            codes.update(code for code, _ in script.codes(section, i))
    if not codes:
        return True
    if pointer == "person":
        return "person" in codes
    return codes != {"person"}
