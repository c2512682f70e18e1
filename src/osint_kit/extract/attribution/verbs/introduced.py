"""Speakers behind a preposition: "in der Erklärung hieß es", "сообщили в полиции", "…, добавили в Сеуле"."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.attribution.phrases import Phrase, phrase_at
from osint_kit.extract.attribution.verbs.clause import Verb
from osint_kit.extract.attribution.words import ADVERB, CAPITAL, COUNTED, NAME, PREP, QUANTITY, SPEAKER, TIME
from osint_kit.extract.quotes import is_quote_mark
from osint_kit.extract.tokens import MARK


def introduced(verb: Verb, at: int, limit: int) -> Phrase | None:
    """The speaker in a prepositional phrase: "in der Erklärung", "aus dem Ministerium", "в полиции"."""
    for _, count in verb.script.codes("source_in", at):
        phrase = phrase_at(verb.script, at + count, limit)
        if phrase is None:
            continue
        if phrase.core & (SPEAKER | NAME) or (verb.kind == "impersonal" and (phrase.is_paper or _is_titled(verb, phrase))):
            return phrase
        if verb.kind == "impersonal" and (paper := _behind_participle(verb, phrase, limit)):
            return paper
        said = verb.kind == "impersonal" and (verb.clausal() or verb.after_content())
        if phrase.speaks and (said or _closes_content(verb, phrase)):
            return phrase  # a place says it only where something is said: "W Baku podano, że …", "…, уточнили в Сеуле"
    return None


def opening(verb: Verb) -> Phrase | None:
    """The speaker whose place opens the sentence before the verb's piece: "Au ministère, on table sur 300 lits"."""
    first, comma = verb.pieces.first, verb.low - 1
    if first >= comma or verb.script.words[comma] != "," or verb.pieces.around(first)[1] != comma:
        return None
    phrase = introduced(verb, first, comma)
    return phrase if phrase is not None and phrase.end == comma and phrase.core & (SPEAKER | NAME) else None


_ATTRIBUTE: Final = 6  # tokens between a participle and the paper that it describes


def _behind_participle(verb: Verb, phrase: Phrase, limit: int) -> Phrase | None:
    """The paper behind a participle and when it was given: "wynika z [ogłoszonego w sobotę wieczorem] raportu WHO"."""
    script, at = verb.script, phrase.end
    if not script.tokens.lexicon.inversion or phrase.end - phrase.start > 1 or phrase.core & (CAPITAL | COUNTED):
        return None
    for i in range(at, min(at + _ATTRIBUTE, limit)):
        if not script.flags[i] & (PREP | TIME | ADVERB) and (behind := phrase_at(script, i, limit)) is not None:
            return behind if i > at and behind.is_paper else None
    return None


def _is_titled(verb: Verb, phrase: Phrase) -> bool:
    """Whether a paper is named by its title: "aus dem «Preisbarometer» geht hervor"."""
    return any(is_quote_mark(word) for word in verb.script.words[phrase.start : phrase.end])


def _closes_content(verb: Verb, phrase: Phrase) -> bool:
    """Whether nothing but a verb and a phrase stand behind what is said, of a kind whose place speaks: "…, добавили в Сеуле"."""
    script = verb.script
    if not script.tokens.lexicon.inversion or not verb.after_content() or phrase.core & (TIME | COUNTED):
        return False
    return (
        (phrase.end >= verb.high or script.kinds[phrase.end] == MARK)
        and verb.kind in ("say", "confirm", "deny")
        and not script.tokens.match("speech_settings", verb.end)
    )


def past_attribute(verb: Verb, phrase: Phrase | None) -> Phrase | None:
    """The speaker behind a participle and its circumstance: "przekazała [działająca tam] organizacja", "заявил [находящийся в Риме] посол"."""
    script = verb.script
    if phrase is None or not script.tokens.lexicon.inversion or phrase.end - phrase.start > 1:
        return None
    at, flags = phrase.end, script.flags
    if phrase.core & (SPEAKER | NAME | CAPITAL | COUNTED | QUANTITY) or at >= verb.high:
        return None
    if flags[at] & PREP:
        place = phrase_at(script, at + 1, at + 2)  # one word, or the speaker would be read with it
        at = place.end if place is not None else at
    elif flags[at] & ADVERB:
        at += 1
    if at == phrase.end:
        return None
    behind = phrase_at(script, at, verb.pieces.end)
    return behind if behind is not None and behind.core & (SPEAKER | NAME) and not behind.opening & QUANTITY else None
