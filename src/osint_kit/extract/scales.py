"""A numeral, and the scale words that multiply it: Mio., тысяч, mil millones, bn."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from osint_kit.extract.digits import read_digits
from osint_kit.extract.tokens import NUMBER, WORD, Tokens
from osint_kit.lexicon import Entry

DASHES: Final = frozenset("-‑–—−")
_NOTHING: Final[Entry] = {}


@dataclass(slots=True)
class Numeral:
    """One numeral: tokens ``first`` to ``last`` (exclusive) and what they say by themselves.

    ``shape`` is exact, about (une centaine, 11k), range or vague; ``share`` marks a fraction of a whole, in percent.
    """

    first: int
    last: int
    value: float | None
    low: float | None = None
    high: float | None = None
    shape: str = "exact"
    share: bool = False
    currency: str | None = None
    scaled: bool = False
    bare: float = 0.0  # the value before its scale word
    word: bool = False
    doubts: list[str] = field(default_factory=list)


class ScaleReader:
    """Looks words up by their role in a number and multiplies by scale words."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens

    def _role(self, at: int, role: str) -> tuple[float, int] | None:
        if at >= len(self.tokens):
            return None
        found = self.tokens.match(role, at)
        return None if found is None else (0.0 if isinstance(found[0], str) else found[0], found[1])

    def _entry(self, at: int) -> Entry:
        return self.tokens.entries[at] if at < len(self.tokens) else _NOTHING

    def _scale_at(self, at: int) -> tuple[float, int] | None:
        """The scale word at ``at``: its value and the number of tokens, a full stop of its abbreviation included."""
        tokens = self.tokens
        if at >= len(tokens):
            return None
        found = tokens.match("scales", at)
        glued = tokens.glued(at)
        if found is None and tokens.kinds[at] == WORD and (short := tokens.match("short_scales", at)):
            money_or_people = glued or "currencies" in self._entry(at + 1)
            metres = tokens.code("units", at) is not None
            if money_or_people and (not metres or self._is_money_or_people(at)):
                found = short
        if found is None:
            return None
        length = found[1]
        dot = at + length
        if (
            dot < len(tokens)
            and tokens.words[dot] == "."
            and tokens.glued(dot)
            and tokens.words[dot - 1].lower() in tokens.lexicon.abbreviations
        ):
            length += 1
        return float(found[0]), length

    def _is_money_or_people(self, at: int) -> bool:
        """``$500m`` and ``2m people`` are millions, ``500m`` alone is a length."""
        tokens = self.tokens
        if at >= 2 and "currencies" in tokens.entries[at - 2]:
            return True
        return any(not self._entry(near).keys().isdisjoint(("nouns", "currencies")) for near in (at + 1, at + 2))

    def _scale(self, numeral: Numeral) -> None:
        """Multiply by the scale words that follow: ``1,5 Mio.``, ``3 mil millones``, ``11k``, ``2 млн 300 тыс.``."""
        tokens = self.tokens
        if numeral.value is None:
            return
        at = numeral.last
        if (
            tokens.glued(at)
            and at + 1 < len(tokens)
            and tokens.words[at] in DASHES
            and tokens.glued(at + 1)
            and "scales" in self._entry(at + 1)
        ):
            at += 1  # 12-тысячный
        total, value, smallest = 0.0, numeral.value, float("inf")
        if (loose := tokens.match("hedges_after", at) if at < len(tokens) else None) and self._scale_at(
            at + loose[1]
        ) is not None:
            numeral.shape, at = str(loose[0]), at + loose[1]  # 20 с лишним тысяч
        while (found := self._scale_at(at)) is not None:
            scale, length = found
            if numeral.scaled and scale < smallest and value < 1000:
                break
            value *= scale
            smallest = scale
            if scale == 1000 and "short_scales" in self._entry(at) and "scales" not in self._entry(at):
                numeral.shape = "about"
            at += length
            numeral.scaled, numeral.last = True, at
            more = self._more_below(at, scale)
            if more is not None:
                total, value, at = total + value, more, at + 1
                numeral.last = at
        numeral.value = total + value

    def _more_below(self, at: int, scale: float) -> float | None:
        """The digits of ``300 тыс.`` in ``2 млн 300 тыс.``: a smaller part that goes on with the number."""
        tokens = self.tokens
        if scale < 1e6 or at >= len(tokens) or tokens.kinds[at] != NUMBER:
            return None
        following = self._scale_at(at + 1)
        if following is None or following[0] >= scale:
            return None
        reading = read_digits(tokens.words[at], tokens.lexicon.decimal)
        return reading.value if reading and reading.value < 1000 else None
