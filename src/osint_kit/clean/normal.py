"""How a name that no file lists is written, so that it stays itself across case, article, script and inflection."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

from osint_kit.clean.names import words_of

_CYRILLIC: Final = dict(
    zip(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяёыэъ",
        "a b v g g d e ye zh z i i i i k l m n o p r s t u f kh ts ch sh shch * yu ya e i e *".replace("*", "-").split(),
        strict=True,
    )
)
_LETTERS: Final = {ord(letter): "" if latin == "-" else latin for letter, latin in _CYRILLIC.items()}


@cache
def latin(word: str) -> str:
    """A word in plain Latin letters, lower case, without marks.

    >>> latin("Бельмарі"), latin("Überlingen"), latin("Łódź")
    ('belmari', 'uberlingen', 'lodz')
    """
    lowered = word.lower().translate(_LETTERS).replace("ł", "l").replace("ß", "ss").replace("ø", "o").replace("đ", "d")
    return "".join(letter for letter in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(letter))


def phrase(text: str, articles: frozenset[str] = frozenset()) -> str:
    """A phrase without article and case, its words joined by hyphens.

    >>> phrase("Der Hafenbehörde", frozenset({"der"})), phrase("Port Authority's")
    ('hafenbehorde', 'port-authority')
    """
    kept = [latin(word.form) for word in words_of(text) if word.form not in articles]
    return "-".join(part for part in kept if part) or latin(text.strip())
