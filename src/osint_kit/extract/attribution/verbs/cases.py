"""Subjects without an article that only the case of their noun tells from what a preposition governs: "Po spotkaniu | minister podał"."""

from __future__ import annotations

from osint_kit.extract.attribution.phrases import Phrase, begins_sentence, phrase_at, phrases_between
from osint_kit.extract.attribution.pieces import Pieces
from osint_kit.extract.attribution.words import ADVERB, CAPITAL, NAME, NOUN, PLACE, PREP, SPEAKER, TIME, Script
from osint_kit.extract.tokens import WORD


def past_governed(pieces: Pieces, first: int, verb: int, subject: Phrase | None) -> Phrase | None:
    """The subject that stands without an article behind a phrase that a preposition governs, where nouns tell their case.

    "Po spotkaniu | minister podał", "Obecni na miejscu | lekarze mówią"; else the ``subject`` that was found.
    """
    script = pieces.script
    if "oblique" not in script.tokens.lexicon.endings or (subject is not None and not _only_opens(script, subject)):
        return subject
    end = verb
    while end > first and script.flags[end - 1] & (ADVERB | TIME) and not script.flags[end - 1] & NOUN:
        end -= 1
    governed = phrases_between(script, first, end, pieces.skips)[-1:]
    if not governed or not governed[0][1] or governed[0][0].end != end:
        return subject
    at = subject_within(script, governed[0][0].start + 1, end, verb)
    behind = phrase_at(script, at, end) if at else None
    return behind if behind is not None and behind.end == end else subject


def subject_within(script: Script, low: int, end: int, verb: int) -> int:
    """Where the subject of a verb begins in what reads as one phrase with a noun before it: "w rozmowie z PAP | wojewoda", or 0."""
    endings = script.tokens.lexicon.endings
    if "oblique" not in endings:
        return 0
    plural = script.words[verb].endswith(endings["plural"])
    for i in range(low, end):
        flag = script.flags[i]
        if flag & CAPITAL and script.flags[i - 1] & NAME and i == low and not flag & PLACE:
            return i
        if flag & SPEAKER and not flag & CAPITAL and _is_nominative(script, i, plural):
            return i
    return 0


def _only_opens(script: Script, subject: Phrase) -> bool:
    """Whether a phrase is one word that no list knows, with a preposition behind it: "[Mieszkający] w pobliżu świadkowie"."""
    alone = subject.end - subject.start == 1 and not subject.core & (SPEAKER | NAME | PLACE)
    large = subject.opening & CAPITAL and not begins_sentence(script, subject.start)
    return bool(alone and not large and script.flags[subject.end] & PREP)


def _is_nominative(script: Script, at: int, plural: bool) -> bool:
    """Whether a noun can be the subject of a verb in that number, by its ending."""
    endings, word = script.tokens.lexicon.endings, script.words[at]
    if script.kinds[at] != WORD or word.endswith(endings["oblique"]):
        return False
    if plural:
        return word.endswith(endings["plural_noun"])
    if word.endswith(endings["plural_noun"]):
        return False
    owned = word.endswith(endings["owned"]) and not word.endswith(endings["not_owned"])
    return not (owned and "speaker_nouns" in script.tokens.lexicon.entry(word[:-1]))
