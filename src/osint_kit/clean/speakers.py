"""Who speaks: one code for one voice, in whatever language and form it was named.

A voice is a role of a country (``KR.intelligence``: NIS, Seoul's spy agency, der südkoreanische Geheimdienst), a named body or
person (``un``, ``volodymyr-zelensky``), or, where no file knows it, the phrase itself without article and case. A spokesman
speaks for his house. The kind of a voice that is nobody in particular begins with ``anonymous``: two such phrases are never
taken for one voice.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from osint_kit.clean.index import Index, Match, Word, words_of
from osint_kit.clean.names import Names
from osint_kit.clean.normal import phrase


class Speaker(NamedTuple):
    """The code of a voice, what sort of voice it is (null: not known), and whether a name file knew it."""

    code: str | None
    kind: str | None
    known: bool


def speaker(text: str | None, names: Names, language: str | None = None) -> Speaker:
    """The voice behind a source phrase.

    >>> speaker("südkoreanischen Geheimdienst", load_names())           # doctest: +SKIP
    Speaker(code='KR.intelligence', kind='intelligence', known=True)
    """
    if not text or not text.strip():
        return Speaker(None, None, True)
    words = words_of(text)
    found = names.speakers.find_words(words, language)
    country = _country(text, names, found, language)
    best = _most_telling(found, names.speakers)
    if best is None:
        if country is not None and _is_all(country, words, text):
            return Speaker(f"{country.code}.government", "government", True)
        return Speaker(phrase(text, names.articles), None, False)
    code = str(names.speakers.get(best, "speaks_for", best))
    kind = names.speakers.get(code, "kind", names.speakers.get(best, "kind"))
    if country is not None and names.speakers.get(code, "role"):
        code = f"{country.code}.{code}"
        code = str(names.speakers.get(code, "speaks_for", code))
        kind = names.speakers.get(code, "kind", kind)
    elif names.speakers.get(code, "transparent") and not names.speakers.get(code, "anonymous"):
        # "its director" of a house that no file knows: the phrase says more than the bare role
        rest = phrase(text, names.articles)
        if country is None and rest != code and len(words) > 2:
            return Speaker(rest, kind, False)
    if names.speakers.get(best, "anonymous"):
        kind = "anonymous" if kind == "anonymous" else f"anonymous {kind}"
    return Speaker(code, kind, True)


def _most_telling(found: list[Match], index: Index) -> str | None:
    """A house or person goes before a role, a role before a mere spokesman; of equals the first named."""
    ranked = [
        (bool(index.get(match.code, "transparent")), bool(index.get(match.code, "role")), match.start, match.code)
        for match in found
    ]
    return min(ranked)[3] if ranked else None


def _country(text: str, names: Names, speakers: list[Match], language: str | None) -> Match | None:
    """The first country or alliance named in the phrase, outside the name of a known house."""
    taken = [(match.start, match.end) for match in speakers if not names.speakers.get(match.code, "role")]
    for match in names.actors.find(text, language):
        if not any(start <= match.start < end for start, end in taken):
            return match
    return None


def _is_all(country: Match, words: Sequence[Word], text: str) -> bool:
    """Whether the phrase names the country and nothing else that tells: Moscow, the Ukrainian side, Kiewer Darstellung."""
    telling = [word for word in words if len(word.form) > 3 and not country.start <= word.start < country.end]
    return len(telling) <= 1 and len(text) < 60
