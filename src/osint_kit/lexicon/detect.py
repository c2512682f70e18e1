"""Which language a text is in, by the lexicons' own function words."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from osint_kit.lexicon.model import available_languages, load_lexicon, normal

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*['’]?")
_LOOK_AT = 4000  # characters: enough to tell, and the cost does not grow with the text
_ENOUGH = 0.08  # of the words are function words of the language
_ENOUGH_KNOWN = 0.25  # of the words are known to its lexicon


@cache
def _function_words() -> dict[str, tuple[str, ...]]:
    """Word → the languages in which it is a function word."""
    owners: dict[str, tuple[str, ...]] = {}
    for language in available_languages():
        for word in load_lexicon(language).function_words:
            owners[word] = (*owners.get(word, ()), language)
    return owners


def detect_language(text: str) -> str | None:
    """The language whose function words carry the text, or None where no lexicon fits it.

    A word that several languages share counts a share for each; a tie goes to the language first in the alphabet. Where
    function words are too few (a headline, a post), every word that a lexicon knows counts.

    >>> detect_language("Die Zahl der Toten ist nach Angaben der Polizei auf 12 gestiegen.")
    'de'
    >>> detect_language("Velm: 12 dead, 30 wounded")
    'en'
    """
    words = [found[0] for found in _WORD.finditer(text, 0, _LOOK_AT)]
    owners = _function_words()
    strange = {
        language: sum(not letters.issuperset(word.lower()) for word in words) for language, letters in _alphabets().items()
    }
    best = _most_votes([owners.get(normal(word), ()) for word in words], strange, _ENOUGH)
    return best or _most_votes([_who_knows(word) for word in words], strange, _ENOUGH_KNOWN)


def _most_votes(voters: list[tuple[str, ...]], strange: dict[str, int], enough: float) -> str | None:
    """The language that most words vote for, less the words with letters it does not write, if that is enough of all words."""
    votes: dict[str, float] = {}
    for languages in voters:
        for language in languages:
            votes[language] = votes.get(language, -float(strange[language])) + 1 / len(languages)
    if not votes:
        return None
    best = max(sorted(votes), key=lambda language: votes[language])
    # A text in a language without a lexicon shares a stray word or two with one that has one.
    return best if votes[best] >= enough * len(voters) else None


@cache
def _alphabets() -> dict[str, frozenset[str]]:
    """The letters that the words of each lexicon are written with, and the marks inside words."""
    found = {}
    for language in available_languages():
        lexicon = load_lexicon(language)
        found[language] = frozenset("".join((*lexicon.function_words, *lexicon.words()))) | frozenset("'’ʼ")
    return found


@lru_cache(100_000)
def _who_knows(word: str) -> tuple[str, ...]:
    """The languages whose lexicon has a meaning for a word, or holds it for a function word."""
    function = _function_words().get(normal(word), ())
    return function or tuple(language for language in available_languages() if load_lexicon(language).entry(word))
