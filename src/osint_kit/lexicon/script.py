"""Words in plain Latin letters, so that a name keeps its identity across scripts."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_LATIN: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ж": "zh", "з": "z", "и": "i", "і": "i",
    "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "yu", "я": "ya", "ё": "e", "ы": "i",
    "э": "e", "ъ": "", "ł": "l", "ß": "ss", "ø": "o", "đ": "d",
}  # fmt: skip
_LETTERS: Final = str.maketrans(_LATIN)


@lru_cache(maxsize=100_000)
def latin(word: str) -> str:
    """A word in plain Latin letters, lower case, without marks. Ukrainian and Russian letters are written alike on purpose.

    >>> latin("Бельмарі"), latin("Überlingen"), latin("Łódź")
    ('belmari', 'uberlingen', 'lodz')
    """
    letters = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
