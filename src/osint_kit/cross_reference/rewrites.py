"""Rewrites: a text told anew in its own language, in other sentences but with the same telling words, names and numbers.

No run of words survives a thorough rewrite; what survives is its vocabulary. Two independent reports of one event share names
and a few words, a rewrite shares most of the words that carry the content.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from osint_kit.cross_reference.reuse import Text
from osint_kit.lexicon import available_languages, load_lexicon

SHARED: Final = 0.5  # share of the smaller text's telling words that makes a rewrite
_LEAST: Final = 14  # telling words that must be shared
_SIZE: Final = 0.5  # a rewrite tells about as much as its text
_DAYS: Final = 14
_LONG: Final = 5  # letters: shorter words tell little
_STEM: Final = 6  # letters that are compared, so that an ending does not count
_LATEST: Final = 12  # latest holders of a word that are looked at
_COMMON: Final = 0.2  # share of all texts above which a word tells nothing (in corpora of some size)


def rewrites(
    texts: Sequence[Text], languages: Sequence[str | None], days: Sequence[int | None]
) -> Iterator[tuple[int, int, str]]:
    """(earlier, later, evidence) for texts in order of publication; languages and days (of publication) stand beside them."""
    telling = [_telling(text) for text in texts]
    counts: dict[str, int] = {}
    for words in telling:
        for word in words:
            counts[word] = counts.get(word, 0) + 1
    most = max(20, int(_COMMON * len(texts)))
    holders: dict[str, list[int]] = {}
    for later, words in enumerate(telling):
        met: dict[int, int] = {}
        for word in words:
            if counts[word] <= most:
                found = holders.setdefault(word, [])
                for earlier in found[-_LATEST:]:
                    met[earlier] = met.get(earlier, 0) + 1
                found.append(later)
        for earlier, shared in sorted(met.items()):
            if shared < _LEAST // 2 or languages[earlier] != languages[later] or _far(days[earlier], days[later]):
                continue
            common = words.keys() & telling[earlier].keys()
            share = len(common) / min(len(words), len(telling[earlier]))
            alike = min(len(words), len(telling[earlier])) >= _SIZE * max(len(words), len(telling[earlier]))
            if alike and len(common) >= _LEAST and share >= SHARED:
                longest = sorted(common, key=lambda word: (-len(words[word]), word))[:6]
                yield (
                    earlier,
                    later,
                    f"{share:.0%} of its telling words, among them {', '.join(sorted(words[word] for word in longest))}",
                )


def _far(first: int | None, second: int | None) -> bool:
    return first is not None and second is not None and abs(first - second) > _DAYS


def _telling(text: Text) -> dict[str, str]:
    """The beginnings of a text's long words that are no function words, each with the word itself; and its numbers."""
    small = _function_words()
    return {
        word[:_STEM]: shown
        for word, shown in zip(text.words, text.shown, strict=True)
        if (len(word) >= _LONG and word not in small) or (len(word) > 1 and word.isdigit())
    }


@cache
def _function_words() -> frozenset[str]:
    return frozenset().union(*(load_lexicon(language).function_words for language in available_languages()))
