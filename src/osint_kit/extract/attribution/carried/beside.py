"""The speaker beside a quotation."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.attribution.cues.cue import Cue, Span
from osint_kit.extract.attribution.names import quoted_name
from osint_kit.extract.attribution.owners import owner
from osint_kit.extract.attribution.phrases import phrases_between
from osint_kit.extract.attribution.pieces import Pieces, is_within
from osint_kit.extract.attribution.words import NAME, SPEAKER, Script

VOICES: Final = frozenset(("say", "confirm", "deny", "suspect", "expect", "promise"))  # verbs after which a quotation can go on
_QUOTE_FAR: Final = 25  # tokens between a quotation's mark and the verb that belongs to it
_BESIDE: Final = 8  # tokens after a quotation in which its speaker can stand


def beside(pieces: Pieces, close: int) -> Span | None:
    """The speaker beside a quotation whose verb no list knows: « … », a soufflé le commandant."""
    script, first = pieces.script, close + 1
    while first < pieces.end and script.words[first] in ",–—-":
        first += 1
    if first >= pieces.end:
        return None
    if script.capital_nouns and script.words[first - 1] != "," and script.words[close - 1] not in ",!?":
        return None  # was mit „…“ weitergeht
    for phrase, governed in phrases_between(script, first, min(pieces.around(first)[1], first + _BESIDE), pieces.skips):
        if phrase.core & (SPEAKER | NAME) or (phrase.name_like and not script.capital_nouns):
            return None if governed else owner(script, phrase, pieces.end)[0]
    return None


def is_name_within(script: Script, quoted: Span) -> bool:
    """Whether a quotation is a name, or one word held at arm's length, in a sentence of the writer's: die „Operation Nordwind“."""
    return script.capital_nouns and bool(quoted_name(script, quoted[0])) and is_within(script, *quoted)


def belongs(cue: Cue, opening: int, close: int, words: list[str]) -> bool:
    """Whether a cue can name the speaker of a quotation: beside it or within its dashes, and no "laut" that stands by itself."""
    if opening < cue.start < close and words[cue.start - 1] in "—–" and cue.kind in (*VOICES, "state"):
        return True  # «Fueron muchas —recordó Morales—; al menos 30»
    if opening < cue.at < close or (cue.kind == "label" and cue.at > close) or (cue.kind == "by" and not 0 < cue.at - close <= 2):
        return False
    return min(abs(cue.at - opening), abs(cue.at - close)) <= _QUOTE_FAR
