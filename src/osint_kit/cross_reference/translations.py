"""Translations: two texts in different languages that carry the same numbers and the same names within a few days."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

_DAYS: Final = 4
_NUMBERS: Final = 3  # distinct numbers that two texts must share
_NAMES: Final = 2  # distinct names that two texts must share
_ALIKE: Final = 0.6  # share of the numbers of either text
_NUMBER: Final = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_NAME: Final = re.compile(r"\b[^\W\d_a-zа-яіїєґё][\w’'-]{3,}")
_URL: Final = re.compile(r"(?:https?://|www\.)\S+")
_CYRILLIC: Final = str.maketrans(
    dict(
        zip(
            "абвгґдеєжзиіїйклмнопрстуфхцчшщьюяёыэъ",
            [
                "a",
                "b",
                "v",
                "g",
                "g",
                "d",
                "e",
                "e",
                "z",
                "z",
                "i",
                "i",
                "i",
                "i",
                "k",
                "l",
                "m",
                "n",
                "o",
                "p",
                "r",
                "s",
                "t",
                "u",
                "f",
                "h",
                "c",
                "c",
                "s",
                "s",
                "",
                "u",
                "a",
                "e",
                "i",
                "e",
                "",
            ],
            strict=True,
        )
    )
)


def translations(texts: Sequence[tuple[str, str | None, int | None, str]]) -> Iterator[tuple[int, int, str]]:
    """(earlier, later, evidence) for the texts (id, language, day, text), which stand in order of publication."""
    seen: dict[str, list[int]] = {}
    marks = [_marks(text) for _, _, _, text in texts]
    for later, (_, language, published, _) in enumerate(texts):
        numbers, names = marks[later]
        met: dict[int, int] = {}
        for number in numbers:
            for earlier in seen.get(number, ())[:50]:
                met[earlier] = met.get(earlier, 0) + 1
            seen.setdefault(number, []).append(later)
        for earlier, shared in sorted(met.items()):
            _, other, before, _ = texts[earlier]
            if shared < _NUMBERS or language is None or other is None or language == other:
                continue
            if published is not None and before is not None and abs(published - before) > _DAYS:
                continue
            common = sorted(numbers & marks[earlier][0])
            alike = sorted(names & marks[earlier][1])
            if len(common) >= _ALIKE * max(len(numbers), len(marks[earlier][0])) and len(alike) >= _NAMES:
                yield (
                    earlier,
                    later,
                    f"same numbers ({', '.join(common[:5])}) and names ({', '.join(alike[:5])}) in another language",
                )


def _marks(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The numbers of a text without separators (single digits say nothing), and its names in Latin letters, cut to six."""
    bare = _URL.sub(" ", text)
    digits = {re.sub(r"\D", "", number) for number in _NUMBER.findall(bare)}
    names = {_latin(name)[:5] for name in _NAME.findall(bare)}
    return frozenset(number for number in digits if len(number) > 1), frozenset(name for name in names if len(name) >= 4)


def _latin(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower().translate(_CYRILLIC))
    return (
        "".join(letter for letter in plain if not unicodedata.combining(letter))
        .replace("w", "v")
        .replace("kh", "h")
        .replace("ch", "c")
    )
