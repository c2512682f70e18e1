"""Speakers behind a preposition: "in der Erklärung hieß es", "сообщили в полиции", "…, добавили в Сеуле"."""

from __future__ import annotations

from osint_kit.extract.attribution.clause import Verb
from osint_kit.extract.attribution.phrases import Phrase, phrase_at
from osint_kit.extract.attribution.words import COUNTED, NAME, SPEAKER, TIME
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
        said = verb.kind == "impersonal" and (verb.clausal() or verb.after_content())
        if phrase.speaks and (said or _closes_content(verb, phrase)):
            return phrase  # a place says it only where something is said: "W Baku podano, że …", "…, уточнили в Сеуле"
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
