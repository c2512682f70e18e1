"""Translations: two texts in different languages that carry the same numbers and the same names within a few days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from osint_kit.lexicon.script import latin

_DAYS: Final = 4
_LATEST: Final = 50  # latest holders of one number that are looked at, for each language
_ENOUGH: Final = ((3, 2), (2, 3))  # distinct numbers and names that two texts must share, one pair or the other
_ALIKE: Final = 0.6  # share of the numbers of either text
_NUMBER: Final = re.compile(r"\b\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
_NAME: Final = re.compile(r"\b[^\W\d_a-zа-яіїєґё][\w’'-]{3,}")
_URL: Final = re.compile(r"(?:https?://|www\.)\S+")


def translations(texts: Sequence[tuple[str, str | None, int | None, str]]) -> Iterator[tuple[int, int, str]]:
    """(earlier, later, evidence) for the texts (id, language, day, text), which stand in order of publication."""
    seen: dict[str, dict[str, list[int]]] = {}
    marks = [_marks(text) for _, _, _, text in texts]
    for later, (_, language, published, _) in enumerate(texts):
        if language is None:
            continue
        numbers, names = marks[later]
        met: dict[int, int] = {}
        for number in numbers:
            holders = seen.setdefault(number, {})
            for other, found in holders.items():
                for earlier in found[-_LATEST:] if other != language else ():
                    met[earlier] = met.get(earlier, 0) + 1
            holders.setdefault(language, []).append(later)
        for earlier, shared in sorted(met.items()):
            before = texts[earlier][2]
            if shared < 2:
                continue
            if published is not None and before is not None and abs(published - before) > _DAYS:
                continue
            common = sorted(numbers & marks[earlier][0])
            alike = sorted(names & marks[earlier][1])
            if len(common) >= _ALIKE * max(len(numbers), len(marks[earlier][0])) and any(
                len(common) >= numbers_needed and len(alike) >= names_needed for numbers_needed, names_needed in _ENOUGH
            ):
                yield (
                    earlier,
                    later,
                    f"same numbers ({', '.join(common[:5])}) and names ({', '.join(alike[:5])}) in another language",
                )


def _marks(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The numbers of a text without separators (single digits say nothing), and its names in Latin letters, cut to five."""
    bare = _URL.sub(" ", text)
    digits = {"".join(filter(str.isdigit, number)) for number in _NUMBER.findall(bare)}
    names = {_sound(name) for name in _NAME.findall(bare)}
    return frozenset(number for number in digits if len(number) > 1), frozenset(name for name in names if len(name) > 3)


def _sound(name: str) -> str:
    """The beginning of a name as it sounds, so that Wolkow, Volkov and Волков are one."""
    return latin(name).replace("w", "v").replace("kh", "h").replace("ch", "h").replace("sh", "s").replace("ts", "s")[:5]
