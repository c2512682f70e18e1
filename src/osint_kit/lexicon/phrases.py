"""The phrases that one word begins in one section, found by their second word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Final

Code = str | float
Phrase = tuple[tuple[str, ...], Code]
"""What follows the first word (further words; ``*`` ends a stem) and the code that the phrase stands for."""

_APOSTROPHES: Final = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "`": "'", "´": "'", "‑": "-", "\u00ad": "", "\u0301": ""})


@lru_cache(20_000)
def normal(word: str) -> str:
    """The form under which a word is looked up: composed, lower case, plain apostrophe and hyphen, no stress mark.

    >>> normal("П’ЯТЬ")
    "п'ять"
    """
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.translate(_APOSTROPHES)).lower().replace("ё", "е")


_NO_EXACT: Final[dict[str, list[tuple[int, Phrase]]]] = {}
_NO_STEMS: Final[dict[str, list[tuple[str, tuple[int, Phrase]]]]] = {}


class Phrases(tuple[Phrase, ...]):
    """Phrases with the same first word, longest first.

    ``alone`` is the code and length of the first phrase of one word, None where all go on; ``goes_on`` tells whether any does.

    >>> Phrases([(("than",), "more_than"), ((), "more")]).longest(["more", "men"], 0)
    ('more', 1)
    """

    alone: tuple[Code, int] | None
    goes_on: bool
    _exact: dict[str, list[tuple[int, Phrase]]]  # by the second word: place in the order, phrase
    _stems: dict[str, list[tuple[str, tuple[int, Phrase]]]]  # by the first letter of the second word: its stem, place, phrase

    def __new__(cls, phrases: Iterable[Phrase]) -> Phrases:
        found = super().__new__(cls, sorted(phrases, key=lambda phrase: -len(phrase[0])))
        found.alone = next(((code, 1) for rest, code in found if not rest), None)
        found._exact, found._stems = _NO_EXACT, _NO_STEMS
        found.goes_on = bool(found and found[0][0])
        if not found.goes_on:
            return found  # most words begin no longer phrase
        found._exact, found._stems = {}, {}
        for place, (rest, code) in enumerate(found):
            if rest and (stem := _stem_of(rest[0])) is not None:
                found._stems.setdefault(stem[:1], []).append((stem, (place, (rest, code))))
            elif rest:
                found._exact.setdefault(rest[0], []).append((place, (rest, code)))
        return found

    def longest(self, words: Sequence[str], at: int) -> tuple[Code, int] | None:
        """The longest of the phrases that stands at ``words[at]``: its code and how many words it takes."""
        if self.goes_on and at + 1 < len(words):
            following = normal(words[at + 1])
            candidates = self._exact.get(following, ())
            stems = self._stems.get(following[:1])
            if stems and (more := [phrase for stem, phrase in stems if following.startswith(stem)]):
                candidates = sorted((*candidates, *more))
            for _, (rest, code) in candidates:
                end = at + 1 + len(rest)
                if end <= len(words) and (len(rest) == 1 or all(map(_fits, rest[1:], words[at + 2 : end]))):
                    return code, end - at
        return self.alone

    def codes(self, words: Sequence[str], at: int, length: int) -> list[Code]:
        """Every code of the phrase of that many words, at least two, which stands at ``words[at]``: one word can have several."""
        following = normal(words[at + 1])
        behind = [normal(word) for word in words[at + 2 : at + length]]
        same = (phrase for _, phrase in self._exact.get(following, ()) if list(phrase[0][1:]) == behind)
        return [code for _, code in same]


@cache
def _stem_of(pattern: str) -> str | None:
    return pattern[:-1] if pattern.endswith("*") else None


def _fits(pattern: str, word: str) -> bool:
    stem = _stem_of(pattern)
    return normal(word).startswith(stem) if stem is not None else normal(word) == pattern
