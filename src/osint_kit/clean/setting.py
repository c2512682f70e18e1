"""What a figure is about when its own row does not say: the place, the event and the actor that its sentence or headline names.

The nearest name in the figure's own sentence counts first, then the four sentences before it, last one first, the document's
first sentence and its headline. A name that no file lists is taken as a place only where the text marks it as one: after a
preposition of place and with a capital, or beside the word for an event ("the Belmara floods").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from osint_kit.clean.index import Word, words_of
from osint_kit.clean.names import Names
from osint_kit.lexicon.script import latin

_REACH: Final = 1500  # code points: what stands farther before a figure sets no scene for it
_SENTENCES: Final = 4
_SENTENCE_END: Final = re.compile(r"[.!?…\n]+[\s\"»”’]*")


class Setting(NamedTuple):
    """A place and an event, under their codes."""

    place: str | None
    event: str | None


class Span(NamedTuple):
    """A stretch of text, in code points."""

    start: int
    end: int


def place_code(text: str | None, names: Names) -> str | None:
    """A place under its code, or as a bare word in Latin letters where no file lists it."""
    if not text or not text.strip():
        return None
    if text in names.places.entries or text in names.actors.entries:
        return text
    for index in (names.places, names.actors):
        if found := index.find(text.title() if text.islower() else text):
            return max(found, key=lambda match: (match.words, match.end - match.start)).code
    return unlisted(text)


def unlisted(text: str) -> str:
    """A place that no file lists: its words without prepositions, articles and words in small letters."""
    kept = [word for word in words_of(text) if word.text[:1].isupper()] or words_of(text)
    return "-".join(latin(word.form) for word in kept)


class _Found(NamedTuple):
    """A place or event found in a text; a country that may be the one who acts is no ``sure`` place."""

    start: int
    code: str
    sure: bool = True


def settings_in(
    text: str, names: Names, language: str | None, near: int, hidden: tuple[Span, ...] = (), read: str | None = None
) -> Setting:
    """The place and the event that a stretch of text names nearest to position ``near``; names inside ``hidden`` do not count.

    ``read`` is a place that extraction read in the text: it counts where it stands, unless it is the word for something else.
    """
    words = [word for word in words_of(text) if not any(span.start <= word.start < span.end for span in hidden)]
    voices = [Span(match.start, match.end) for match in names.speakers.find_words(words, language)]
    events = [
        _Found(match.start, match.code)
        for match in names.events.find_words(words, language)
        if not names.events.get(match.code, "general")
        and not any(span.start <= match.start < span.end for span in voices)  # the fire service is no fire
    ]
    places = [*_listed(words, names, language), *_marked(words, names, language), *_read(read, text, names, language)]
    return Setting(_nearest(places, near), _nearest(events, near))


def _nearest(found: list[_Found], near: int) -> str | None:
    return min(found, key=lambda one: (not one.sure, abs(one.start - near), one.start)).code if found else None


def _listed(words: Sequence[Word], names: Names, language: str | None) -> Iterator[_Found]:
    """Known places, and countries named as such: an adjective ("Ukrainian soldiers") names no place.

    A country or capital without a word of place before it may be who acts or speaks: it is not sure.
    """
    at = {word.start: number for number, word in enumerate(words)}
    prepositions = names.place_words.get(language or "", names.every_place_word)
    for index in (names.places, names.countries):
        for match in index.find_words(words, language):
            number = at[match.start]
            before = [word.form for word in words[max(0, number - 2) : number]]
            led = bool(before) and (before[-1] in prepositions or (before[-1] in names.articles and before[0] in prepositions))
            yield _Found(match.start, match.code, led or not (index.group == "countries" or match.code in names.capitals))


def _read(place: str | None, text: str, names: Names, language: str | None) -> Iterator[_Found]:
    if place and (start := text.find(place)) >= 0 and is_place(place, names, language):
        code = place_code(place, names)
        if code is not None:
            yield _Found(start, code)


def is_place(text: str, names: Names, language: str | None) -> bool:
    """Whether no word of it is the word for something else: "bei einem Busunglück", "in der Nacht" name no place."""
    return not any(word.form in names.not_places or _known_otherwise(word, names, language) for word in words_of(text))


def _marked(words: Sequence[Word], names: Names, language: str | None) -> Iterator[_Found]:
    """Names that no file lists but the text marks as places: "in Belmara", "the Orvane district", "the Belmara floods"."""
    prepositions = names.place_words.get(language or "", names.every_place_word)
    taken = -1
    for at, word in enumerate(words):
        if at <= taken or not _may_be_place(word, names, language):
            continue
        last = at
        while (
            language != "de"
            and last + 1 < len(words)
            and last < at + 2
            and _goes_on(words[last], words[last + 1], names, language)
        ):
            last += 1
        before = words[at - 1] if at else None
        after = words[last + 1] if last + 1 < len(words) else None
        in_place = before is not None and before.form in prepositions
        beside_noun = after is not None and after.form in names.place_nouns and after.text.islower()
        behind_noun = before is not None and (
            before.form in names.place_nouns
            or (at > 1 and before.form in names.articles and words[at - 2].form in names.place_nouns)
        )
        beside_event = language == "en" and at > 0 and after is not None and bool(names.events.find_words([after], language))
        if in_place or beside_noun or behind_noun or beside_event:
            taken = last
            yield _Found(word.start, "-".join(latin(part.form) for part in words[at : last + 1]))


def _goes_on(word: Word, after: Word, names: Names, language: str | None) -> bool:
    """Whether a name of several words goes on: a capital, straight after one blank."""
    return after.start == word.end + 1 and _may_be_place(after, names, language)


def _may_be_place(word: Word, names: Names, language: str | None) -> bool:
    return (
        word.text[:1].isupper()
        and len(word.form) > 2
        and word.form not in names.not_places
        and word.form not in names.place_nouns
        and not any(map(str.isdigit, word.form))
        and not _known_otherwise(word, names, language)
    )


def _known_otherwise(word: Word, names: Names, language: str | None) -> bool:
    return any(index.find_words([word], language) for index in (names.things, names.speakers, names.events, names.definitions))


def sentences_before(text: str, start: int) -> Iterator[Span]:
    """The few sentences of a text that end before position ``start``, the nearest first, and last the one it begins with."""
    reach = max(0, start - _REACH)
    ends = [match.end() for match in _SENTENCE_END.finditer(text, reach, start)]
    spans = [Span(left, right) for left, right in zip([reach, *ends[:-1]], ends, strict=False) if text[left:right].strip()]
    yield from reversed(spans[-_SENTENCES:])
    first = _SENTENCE_END.search(text, 0, min(start, _REACH))
    if first is not None and (not spans or spans[max(0, len(spans) - _SENTENCES)].start > 0):
        yield Span(0, first.end())
