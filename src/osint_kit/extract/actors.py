"""Whose people or things a figure counts, and where, as far as the text says it next to the figure."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.figure import Figure
from osint_kit.extract.tokens import MARK, WORD, Tokens
from osint_kit.lexicon.phrases import normal

_NEXT_TO: Final = 3  # words after the counted thing in which its owner may stand
_CLAUSE: Final = 25  # words on either side of a figure that may name its place
_NAME: Final = 4  # words of a place name
_NO_PLACE: Final = frozenset(
    ("nouns", "months", "weekdays", "events", "dates", "units", "war", "speaker_nouns", "count_nouns", "speech_nouns")
)


def actor_of(tokens: Tokens, figure: Figure) -> str | None:
    """The country or party whose soldiers, tanks … are counted: an adjective or a genitive at the counted thing."""
    thing = figure.thing
    if not thing.own or figure.kind in ("day_number", "source_count", "money", "share", "duration", "distance", "area"):
        return None
    end = min(thing.last + _NEXT_TO, figure.end)
    for at in range(figure.numeral.last, end):
        if tokens.kinds[at] == MARK and tokens.words[at] not in "-‑'’":
            break
        if at >= thing.last and "place_before" in tokens.entries[at] and "linkers" not in tokens.entries[at]:
            break  # soldiers in Russia are not Russia's
        if found := tokens.match("actors", at):
            return str(found[0])
    return None


def place_of(tokens: Tokens, figure: Figure) -> str | None:
    """The place that the figure's clause names, in the text's words; the one nearest after the figure first."""
    after = range(figure.thing.end, min(figure.end, figure.thing.end + _CLAUSE))
    before = range(figure.numeral.first - 1, max(figure.begin, figure.numeral.first - _CLAUSE) - 1, -1)
    for way in (after, before):
        for at in way:
            if tokens.words[at] in ";:":
                break
            entry = tokens.entries[at]
            if not entry:
                continue
            if "clause_breaks" in entry and tokens.match("clause_breaks", at):
                break
            found = tokens.match("place_before", at) if "place_before" in entry else None
            if found is not None and (name := _name(tokens, at + found[1], figure.end)):
                return name
    return None


def _name(tokens: Tokens, first: int, end: int) -> str | None:
    if first < end and normal(tokens.words[first]) in tokens.lexicon.function_words and not tokens.words[first][0].isupper():
        first += 1  # in the Kursk region, dans le Donetsk
    last = first
    while last < end and last - first < _NAME and _is_name(tokens, last):
        last += 1
    if last == first:
        return None
    return tokens.text[tokens.starts[first] : tokens.ends[last - 1]]


def _is_name(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    if tokens.kinds[at] != WORD or not word[0].isupper() or at in tokens.dated or not _NO_PLACE.isdisjoint(tokens.entries[at]):
        return False
    return normal(word) not in tokens.lexicon.function_words and not (tokens.lexicon.capital_nouns and _is_abstract(tokens, word))


def _is_abstract(tokens: Tokens, word: str) -> bool:
    """Where every noun is written large, an ending tells a thing from a name: in Gefangenschaft, in Verhandlungen."""
    return word.lower().endswith(tokens.lexicon.endings.get("abstract", ()))
