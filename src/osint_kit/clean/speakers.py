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
from osint_kit.lexicon.script import latin


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
    composed, told = _body(words, names, country, language)
    if best is None:
        if not composed and _is_event(words, names, language):
            return Speaker(None, None, True)  # "the blast raised the toll": what happened is no voice
        if country is not None and _is_all(country, words, text):
            return Speaker(f"{country.code}.government", "government", True)
        return Speaker(composed or phrase(text, names.articles), None, False)
    if composed and told >= max(match.words for match in found) + 2 and not _is_listed(best, names.speakers):
        return Speaker(composed, names.speakers.get(best, "kind"), False)
    code = str(names.speakers.get(best, "speaks_for", best))
    kind = names.speakers.get(code, "kind", names.speakers.get(best, "kind"))
    if country is not None and names.speakers.get(code, "role"):
        code = f"{country.code}.{code}"
        code = str(names.speakers.get(code, "speaks_for", code))
        kind = names.speakers.get(code, "kind", kind)
    elif names.speakers.get(code, "transparent") and not names.speakers.get(code, "anonymous"):
        # "its director" of a house that no file knows: the phrase says more than the bare role
        if composed and "-" in composed:
            return Speaker(composed, kind, False)
        rest = composed or phrase(text, names.articles)
        if country is None and rest != code and len(words) > 2:
            return Speaker(rest, kind, False)
    if names.speakers.get(best, "anonymous"):
        kind = "anonymous" if kind == "anonymous" else f"anonymous {kind}"
    return Speaker(code, kind, True)


def _body(words: Sequence[Word], names: Names, country: Match | None, language: str | None) -> tuple[str | None, int]:
    """An institution that no file lists, by what its words mean: National Mining Agency, Agencia Nacional de Minería.

    The meanings in alphabetical order, then what no file knows (beside two meanings only names); null where no word says what kind
    of body it is. With it the number of meanings.
    """
    found = names.bodies.find_words(words, language)
    compound = {word.start: _compound(word.form, names) for word in words} if language in ("de", None) else {}
    compound = {start: halves for start, halves in compound.items() if halves[0]}
    meanings = {match.code for match in found if match.start not in compound}
    meanings |= {code for codes, _ in compound.values() for code in codes}
    if not any(names.bodies.get(code, "head") for code in meanings):
        return None, 0
    taken = [(match.start, match.end) for match in (*found, *([country] if country else []))]
    taken += [(start, start + 1) for start in compound]
    rest = [first for _, first in compound.values() if first]
    rest += [
        latin(word.form)
        for word in words
        if word.form not in names.articles
        and len(word.form) > 1
        and (len(meanings) == 1 or word.text[:1].isupper() or word.text[:1].isdigit())
        and not any(start <= word.start < end for start, end in taken)
        and not names.speakers.find_words([word], language)
    ]
    code = "-".join([*sorted(meanings), *rest])
    return (f"{country.code}.{code}" if country else code), len(meanings)


def _is_event(words: Sequence[Word], names: Names, language: str | None) -> bool:
    """Whether the phrase names an event and nothing besides."""
    found = names.events.find_words(words, language)
    return bool(found) and not any(
        len(word.form) > 3 and not any(match.start <= word.start < match.end for match in found) for word in words
    )


def _compound(form: str, names: Names) -> tuple[tuple[str, ...], str]:
    """What the two halves of a German word mean (Bergbau|agentur), or the last half and the first as it stands (Hafen|behörde)."""
    half: tuple[tuple[str, ...], str] = ((), "")
    for cut in range(4, len(form) - 3):
        first, last = names.bodies.find(form[:cut].removesuffix("s"), "de"), names.bodies.find(form[cut:], "de")
        if first and last:
            return (first[0].code, last[0].code), ""
        if last:
            half = ((last[0].code,), latin(form[:cut]))
    return half


def _is_listed(code: str, index: Index) -> bool:
    """A house or person of its own, which no composed name replaces."""
    return not (index.get(code, "role") or index.get(code, "transparent"))


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
    telling = [
        word
        for word in words
        if (len(word.form) > 3 or (len(word.form) > 1 and word.text.isupper())) and not country.start <= word.start < country.end
    ]
    if any(word.text.isupper() and len(word.form) > 1 for word in telling):
        return False  # Russia's FSB is not Russia
    return len(telling) <= 1 and len(text) < 60
