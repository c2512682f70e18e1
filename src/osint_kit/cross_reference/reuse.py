"""Text reuse: which earlier document another one repeats, and the words that show it.

Candidates come from an index of shared word runs (shingles): each document meets only the few earliest documents that hold one
of its runs, so that the work grows with the text and not with the square of the corpus. What decides is how much of the later
text stands in the earlier one and how long the longest shared run is; runs that many documents of many publishers share (a
boilerplate line) prove nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b
from typing import Final, NamedTuple

from osint_kit.lexicon.phrases import normal

RUN: Final = 4  # words in a shingle
COPY: Final = 0.45  # share of the earlier text's wording that makes a copy
STRONG: Final = 0.75  # share from which a copy may be copied further and still belong to the first text
EXCERPT: Final = 0.9  # share of the later text that is the earlier one's: nothing but an excerpt of it
QUOTE: Final = 9  # words in one run that make a quote
_EARLIEST: Final = 4  # candidates taken from one shared run
_COMMON: Final = 60  # a run in more documents than this leads to its earliest holder only
_URL: Final = re.compile(r"(?:https?://|www\.)\S+")
_WORD: Final = re.compile(r"\w+(?:['’-]\w+)*")


class Text(NamedTuple):
    """A document as reuse sees it: its words as they stand and as they are compared, and its shingles as numbers."""

    document: str
    shown: Sequence[str]
    words: Sequence[str]
    grams: Sequence[int]
    known: frozenset[int]


class Overlap(NamedTuple):
    """What two texts share: the share of each one's wording, the longest run (in words) and its words."""

    of_later: float
    of_earlier: float
    run: int
    phrase: str


def text_of(document: str, text: str) -> Text:
    """A text cut into words, addresses left out."""
    shown = _WORD.findall(_URL.sub(" ", text))
    words = [normal(word) for word in shown]
    grams = _grams(words)
    return Text(document, shown, words, grams, frozenset(grams))


def overlaps(texts: Sequence[Text]) -> dict[tuple[int, int], Overlap]:
    """(earlier, later) → what they share, for every pair that shares something worth looking at.

    Args:
        texts: in the order in which they were published.
    """
    holders: dict[int, list[int]] = {}
    counts: dict[int, int] = {}
    pairs: dict[tuple[int, int], int] = {}
    for later, text in enumerate(texts):
        met: dict[int, int] = {}
        for gram in dict.fromkeys(text.grams):
            seen = holders.setdefault(gram, [])
            counts[gram] = counts.get(gram, 0) + 1
            for earlier in seen[:1] if counts[gram] > _COMMON else seen:
                met[earlier] = met.get(earlier, 0) + 1
            if len(seen) < _EARLIEST:
                seen.append(later)
        for earlier, shared in met.items():
            if shared >= QUOTE - RUN + 1 or shared >= 0.3 * min(len(text.known), len(texts[earlier].known)):
                pairs[earlier, later] = shared
    return {pair: overlap(texts[pair[0]], texts[pair[1]]) for pair in sorted(pairs)}


def overlap(earlier: Text, later: Text) -> Overlap:
    """What the later text shares with the earlier one."""
    if not earlier.grams or not later.grams:
        return Overlap(0.0, 0.0, 0, "")
    hits = [gram in earlier.known for gram in later.grams]
    shared = earlier.known & later.known
    start, length = _longest(hits)
    run = length + RUN - 1 if length else 0
    return Overlap(
        len(shared) / len(later.known),
        len(shared) / len(earlier.known),
        run,
        " ".join(later.shown[start : start + run]) if run else "",
    )


def _grams(words: Sequence[str]) -> list[int]:
    """The shingles of a text as numbers; the same words give the same number in each run of the program."""
    runs = (" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    return [int.from_bytes(blake2b(run.encode(), digest_size=8).digest(), "big") for run in runs]


def _longest(hits: Sequence[bool]) -> tuple[int, int]:
    best_start = best = length = 0
    for at, hit in enumerate(hits):
        length = length + 1 if hit else 0
        if length > best:
            best_start, best = at - length + 1, length
    return best_start, best


def in_words(found: Overlap, most: int = 18) -> str:
    """The evidence: the shared words (cut where they are many) and how much of the text they are.

    >>> in_words(Overlap(0.8, 0.7, 3, "the dam broke"))
    'shares "the dam broke" (3 words in a row; 80 % of its wording)'
    """
    words = found.phrase.split()
    cut = " ".join(words[:most]) + (" …" if len(words) > most else "")
    return f'shares "{cut}" ({found.run} words in a row; {round(100 * found.of_later)} % of its wording)'
