"""Adds number words up: how cardinals, scales and joiners make one number in any of the languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_LONGEST = 80  # letters of a number word
CARDINAL, SCALE, JOINER, HALF = "cardinals", "scales", "joiners", "halves"


@dataclass(slots=True)
class Sum:
    """A number that grows word by word; ``add`` refuses a word that cannot belong to it.

    >>> number = Sum()
    >>> [number.add(*part) for part in [("cardinals", 2), ("scales", 100), ("joiners", 0), ("cardinals", 5), ("cardinals", 7)]]
    [True, True, True, True, False]
    >>> number.value
    205.0
    """

    total: float = 0.0  # what is closed by a scale of a thousand or more
    above: float = 0.0  # the part of it that an earlier and larger scale closed: tres billones, before "mil … millones"
    group: float = 0.0  # what is still open below it
    last: float = 0.0  # the word added last
    scale: float = float("inf")  # the scale that closed the total
    joined: bool = False
    started: bool = False

    @property
    def value(self) -> float:
        return self.total + self.group

    def add(self, role: str, value: float) -> bool:
        if role == JOINER:
            if not self.started or self.joined:
                return False
            self.joined = True
            return True
        if role == CARDINAL and value >= 1000 and not self.started:
            role = SCALE  # mil quinientos
        added = self._scale(value) if role == SCALE else self._half(value) if role == HALF else self._cardinal(value)
        if added:
            self.started, self.joined = True, False
        return added

    def _cardinal(self, value: float) -> bool:
        if not self.group:
            if self.started and value >= self.scale:
                return False
            self.group = self.last = value
            return True
        if self.last >= 1000 and value < 1000:  # тысяча сто: a thousand that stands for itself
            self.total, self.scale = self.total + self.group, self.last
            self.group = self.last = value
            return True
        tens = 20 <= self.last < 100 and self.last % 10 == 0
        if (value < 10 <= self.last and (tens or self.last >= 100)) or (
            self.last >= 100 and value < 100 and self.last % 100 == 0
        ):
            pass  # twenty-five, two hundred and forty
        elif self.last in (60, 80) and value < 20:
            pass  # soixante-quinze, quatre-vingt-dix
        elif self.joined and self.last < 10 and 20 <= value < 100:
            pass  # fünfundzwanzig
        else:
            return False
        self.group += value
        self.last = value if value < 100 else self.last
        return True

    def _scale(self, value: float) -> bool:
        if self.joined:
            return False
        if value == 100 and self.group:
            if not 1 <= self.group < 100:
                return False
            self.group, self.last = self.group * 100, 100
            return True
        if self.group:
            if value > self.scale:
                self.group += self.total - self.above
                self.total, self.above = self.above, 0.0
            elif value < self.scale:
                self.above = self.total
            self.total += self.group * value
        elif self.started:
            if value < self.scale:
                return False
            self.total = self.above + (self.total - self.above) * value  # mil millones
        elif value == 100:
            self.group = self.last = 100.0
            return True
        else:
            self.total = value
        self.group, self.last, self.scale = 0.0, 0.0, value
        return True

    def _half(self, value: float) -> bool:
        if not self.started or self.value != int(self.value):
            return False
        if self.group:
            self.group += value  # dreieinhalb; "two and a half" before its scale
            self.last = value
        else:
            self.total += value * (self.scale if self.scale < float("inf") else 1)  # un milliard et demi
        return True


def compose(word: str, parts: Mapping[str, tuple[str, float]]) -> float | None:
    """The value of a number word written as one word or with hyphens, or None.

    ``parts`` maps each number word to its role and value. The longest part that leads to an end is taken.

    >>> parts = {"zwei": ("cardinals", 2.0), "hundert": ("scales", 100.0), "fünf": ("cardinals", 5.0), "und": ("joiners", 0.0),
    ...          "zwanzig": ("cardinals", 20.0)}
    >>> compose("zweihundertfünfundzwanzig", parts)
    225.0
    """
    if len(word) > _LONGEST:
        return None
    longest = max(map(len, parts), default=0)
    cuts = _cut(word, parts, longest)
    if cuts is None or len(cuts) < 2:
        return None
    number = Sum()
    if not all(number.add(*parts[cut]) for cut in cuts) or number.joined:
        return None
    return number.value


def _cut(word: str, parts: Mapping[str, tuple[str, float]], longest: int) -> list[str] | None:
    """The word as a row of known parts, the longest first from the left; hyphens are gaps."""
    ways: list[list[str] | None] = [None] * len(word) + [[]]
    for at in range(len(word) - 1, -1, -1):
        if word[at] == "-" and 0 < at < len(word) - 1:
            ways[at] = ways[at + 1]
            continue
        for end in range(min(len(word), at + longest), at, -1):
            rest = ways[end]
            if rest is not None and word[at:end] in parts:
                ways[at] = [word[at:end], *rest]
                break
    return ways[0]
