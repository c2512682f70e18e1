"""A numeral, and the scale words that multiply it: Mio., тысяч, mil millones, bn."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from osint_kit.extract.numbers.digits import read_digits
from osint_kit.extract.numbers.masks import mask_reason
from osint_kit.extract.tokens import MARK, NUMBER, WORD, Tokens
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
            money_or_people = glued or "currencies" in self._entry(at + 1) or self._is_a_letter_apart(at)
            metres = tokens.code("units", at) is not None
            if money_or_people and (not metres or self._is_money_or_people(at)):
                found = short
        if found is None:
            return None
        return float(found[0]), found[1] + self._has_stop(at + found[1])

    def _has_stop(self, at: int) -> bool:
        """Whether the full stop of an abbreviation stands at ``at``: ``Mio.``, ``тыс.``."""
        tokens = self.tokens
        stop = at < len(tokens) and tokens.words[at] == "." and tokens.glued(at)
        return stop and tokens.words[at - 1].lower() in tokens.lexicon.abbreviations

    def _is_a_letter_apart(self, at: int) -> bool:
        """``2,33 k``, ``3 M de personnes``: a letter that is no word and no initial of a name."""
        tokens, after = self.tokens, at + 1
        if tokens.words[at] not in ("k", "M") or not (tokens.kinds[at - 1] == NUMBER or "scales" in tokens.entries[at - 1]):
            return False
        if after < len(tokens) and (tokens.words[after] in (".", "-", "/", "&") or tokens.words[after][0].isupper()):
            return False
        return after >= len(tokens) or tokens.kinds[after] != NUMBER

    def _is_money_or_people(self, at: int) -> bool:
        """``$500m``, ``2m people`` and ``3M`` are millions, ``500m`` alone is a length."""
        tokens = self.tokens
        if at >= 2 and "currencies" in tokens.entries[at - 2]:
            return True
        if tokens.words[at].isupper() and tokens.glued(at) and not (tokens.glued(at + 1) and tokens.kinds[at + 1] != MARK):
            return True
        if any(not self._entry(near).keys().isdisjoint(("nouns", "currencies")) for near in (at + 1, at + 2)):
            return True
        return tokens.glued(at) and self._counts_millions and not self._is_a_length(at)

    @cached_property
    def _counts_millions(self) -> bool:
        """Whether the document writes a million of anything out."""
        return any(code == 1e6 for entry in self.tokens.entries for _, code in entry.get("scales", ()))

    def _is_a_length(self, at: int) -> bool:
        """Whether words of the sentence tell of lengths: another length unit, "high", "away"."""
        tokens = self.tokens
        begin, end = tokens.sentence(at)
        near = range(max(begin, at - 8), min(end, at + 5))
        return any(tokens.code("units", i) in ("km", "m", "cm", "ft") for i in near if i != at) or any(
            "lengths" in tokens.entries[i] for i in near
        )

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
        if (loose := tokens.match("hedges_after", at) if at < len(tokens) else None) and self._scale_at(
            at + loose[1]
        ) is not None:
            numeral.shape, at = str(loose[0]), at + loose[1]  # 20 с лишним тысяч
        elif not numeral.word and (half := self._half_after(at)) is not None and numeral.value == int(numeral.value):
            numeral.value, at = numeral.value + half[0], at + half[1]  # 2 and a half million
            numeral.bare, numeral.last = numeral.value, at
        total, part = 0.0, numeral.value
        while (found := self._scale_at(at)) is not None and not self._is_coin(at, found[0]):
            scale, at = found[0], at + found[1]
            if scale == 1000 and self._is_short(at - found[1]):
                numeral.shape = "about"
            while (higher := self._scale_at(at)) is not None and higher[0] >= scale:
                scale, at = scale * higher[0], at + higher[1]  # mil millones
            whole = total + part if 0 < total < scale else part  # 4 mil 120 millones
            total, numeral.scaled, numeral.last = total - (whole - part) + whole * scale, True, at
            if (half := self._half_after(at)) is not None:
                size, taken = self._size_of_half(at + half[1], scale)
                total, numeral.last, part = total + half[0] * size, at + half[1] + taken, 0.0
                break
            more = self._more_below(at, scale) or self._more_joined(numeral.first, at, scale)
            part = more[0] if more is not None else 0.0
            if more is None:
                break
            at = numeral.last = more[1]
        if not numeral.scaled and not numeral.word and (group := self._group_after(at, numeral.value)) is not None:
            part, numeral.last, numeral.scaled = part * group[0], at + group[1], True
        numeral.value = total + part

    def _group_after(self, at: int, count: float) -> tuple[float, int] | None:
        """``3 docenas``, ``2 milliers``; not ``in 2022 thousands``."""
        if at >= len(self.tokens) or 1900 < count < 2100:
            return None
        found = self._role(at, "collectives")
        loose = None if found else self._role(at, "approximates")
        return found or (loose if loose is not None and loose[0] >= 100 else None)

    def _is_coin(self, at: int, scale: float) -> bool:
        """``12 cents``: behind digits a coin, no hundreds."""
        return scale == 100 and "currencies" in self._entry(at)

    def _is_short(self, at: int) -> bool:
        entry = self._entry(at)
        return "short_scales" in entry and "scales" not in entry

    def _half_after(self, at: int) -> tuple[float, int] | None:
        """``y medio``, ``et demi``, ``and a half``: more than one word, so that no other half is meant."""
        found = self.tokens.match("halves", at) if at < len(self.tokens) else None
        if not found or found[1] == 1 or "linkers" in self._entry(at + found[1]):
            return None  # "two died and a quarter of …"
        return float(found[0]), found[1]

    def _size_of_half(self, at: int, scale: float) -> tuple[float, int]:
        """What a half behind a scale word is half of: ``one billion and a half`` of the scale, ``and a half million`` of the next."""
        below = self._scale_at(at)
        return (below[0], below[1]) if below is not None and below[0] < scale else (scale, 0)

    def _more_below(self, at: int, scale: float) -> tuple[float, int] | None:
        """The digits that go on with a number below its scale, and the token after them: ``2 млн 300 тыс.``, ``15 mil 240``."""
        tokens = self.tokens
        if scale < 1000 or at >= len(tokens) or tokens.kinds[at] != NUMBER:
            return None
        reading = read_digits(tokens.words[at], tokens.lexicon.decimal)
        if reading is None or not 0 < reading.value < scale:
            return None
        following = self._scale_at(at + 1)
        if following is not None:
            higher = following[0] > scale == 1000 and len(tokens.words[at]) == 3
            return (reading.value, at + 1) if reading.value < 1000 and (following[0] < scale or higher) else None
        written_out = len(tokens.words[at]) == (3 if scale == 1000 else 7)
        if scale == 1000 and not written_out and tokens.words[at].isdigit() and tokens.lexicon.inversion:
            written_out = "nouns" in self._entry(at + 1)  # 2 тисячі 84 людини
        return (reading.value, at + 1) if written_out and not mask_reason(tokens, at) else None

    def _more_joined(self, first: int, at: int, scale: float) -> tuple[float, int] | None:
        """What goes on behind an "and": ``3 hundred and 21``, ``6 crore and 20 lakh``; not ``between 2 thousand and 300``."""
        tokens, after = self.tokens, at + 1
        joined = after < len(tokens) and "joiners" in tokens.entries[at]
        if not joined or any("range_open" in self._entry(i) for i in range(max(0, first - 3), first)):
            return None
        if tokens.kinds[after] != NUMBER:
            return self._words_below(after, scale)
        digits = tokens.words[after]
        if not digits.isdigit() or digits[0] == "0" or mask_reason(tokens, after):
            return None
        following = self._scale_at(after + 1)
        if following is not None:
            return (float(digits), after + 1) if len(digits) <= 3 and following[0] < scale else None
        return (float(digits), after + 1) if scale == 100 and len(digits) <= 2 else None

    def _words_below(self, at: int, scale: float) -> tuple[float, int] | None:
        """Number words smaller than a scale; read where words are known."""
        raise NotImplementedError
