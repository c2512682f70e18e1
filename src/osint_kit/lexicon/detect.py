"""Which language a text is in, by the lexicons' own function words."""

from __future__ import annotations

import re
from functools import cache

from osint_kit.lexicon.model import available_languages, load_lexicon, normal

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*['’]?")
_LOOK_AT = 4000  # characters: enough to tell, and the cost does not grow with the text


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

    A word that several languages share counts a share for each; a tie goes to the language first in the alphabet.

    >>> detect_language("Die Zahl der Toten ist nach Angaben der Polizei auf 12 gestiegen.")
    'de'
    """
    owners = _function_words()
    votes: dict[str, float] = {}
    words = 0
    for found in _WORD.finditer(text, 0, _LOOK_AT):
        words += 1
        languages = owners.get(normal(found[0]), ())
        for language in languages:
            votes[language] = votes.get(language, 0.0) + 1 / len(languages)
    if not votes:
        return None
    best = max(sorted(votes), key=lambda language: votes[language])
    # A text in a language without a lexicon shares a stray word or two with one that has one.
    return best if votes[best] >= 0.08 * words else None
