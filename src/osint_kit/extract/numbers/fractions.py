"""Fractions in digits: 3/4 of the seats, 2 1/4 percent, 2½ years, and what only looks like one: 24/7, 9/11, thread counters."""

from __future__ import annotations

import math
from typing import Final

from osint_kit.extract.numbers.named import counts_something, designator_ending
from osint_kit.extract.numbers.scales import DASHES, Numeral
from osint_kit.extract.numbers.shares import ShareReader
from osint_kit.extract.tokens import MARK, NUMBER, WORD
from osint_kit.lexicon.number_words import HALF

_UNDER: Final = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 100))  # what amounts are divided by; not 11 or 24
_VERB: Final = 8  # words in which the verb before a change may stand
_MEASURES: Final = ("units", "currencies")


class FractionReader(ShareReader):
    """Reads a numerator, a slash and a denominator, and a whole number with a fraction behind it."""

    def _mixed(self, at: int) -> Numeral | None:
        """``2 1/4`` and ``2½``: a whole number and a fraction, which is no share."""
        tokens, after = self.tokens, at + 1
        if after >= len(tokens) or not tokens.words[at].isdigit() or len(tokens.words[at]) > 4:
            return None
        if tokens.kinds[after] == NUMBER:
            part = None if self._is_dated(after) else self._slashed(after)
            last = after + 3
        else:
            part, last = self._sign_of_a_fraction(after), after + 1
        if part is None or (tokens.glued(last) and tokens.kinds[last] != MARK and not self._is_measure(last)):
            return None
        value = int(tokens.words[at]) + part
        return Numeral(at, last, value, bare=value)

    def _half_behind(self, numeral: Numeral) -> int:
        """Add the half that stands behind a number's unit, ``deux heures et demie``, ``two years and a half``; the token after it, or 0."""
        half = self._half_after_unit(numeral.last)
        if half is None or numeral.value is None or numeral.share or numeral.scaled or numeral.value != int(numeral.value):
            return 0
        numeral.value += half[0]
        numeral.bare = numeral.value
        return half[1]

    def _half_after_unit(self, at: int) -> tuple[float, int] | None:
        """The half in ``hours and a half``, and the token after it."""
        unit = self.tokens.match("units", at) if at < len(self.tokens) and "units" in self.tokens.entries[at] else None
        half = self._role(at + unit[1], HALF) if unit is not None else None
        return (half[0], at + unit[1] + half[1]) if unit is not None and half is not None and half[1] > 1 else None

    def _one_and_a_half(self, at: int) -> Numeral | None:
        """The article of ``un an et demi``, ``an hour and a half``: it is the number one there."""
        found = self._half_after_unit(at + 1)
        return Numeral(at, at + 1, 1.0, bare=1.0, word=True) if found is not None else None

    def _sign_of_a_fraction(self, at: int) -> float | None:
        word = self.tokens.words[at]
        found = self.tokens.code("fractions", at) if len(word) == 1 and not word.isalpha() else None
        return float(found) if found is not None else None

    def _slashed(self, at: int) -> float | None:
        """The value of a proper fraction in lowest terms that begins at ``at``."""
        tokens, last = self.tokens, at + 3
        if last > len(tokens) or tokens.words[at + 1] != "/" or not (tokens.glued(at + 1) and tokens.glued(at + 2)):
            return None
        top, under = tokens.words[at], tokens.words[at + 2]
        if not (top.isdigit() and under.isdigit()) or len(top) > 2 or int(under) not in _UNDER or top[0] == "0":
            return None
        joined = tokens.glued(last) and (tokens.kinds[last] == NUMBER or tokens.words[last] in "/_'’")
        if joined or not 0 < int(top) < int(under) or math.gcd(int(top), int(under)) > 1:
            return None
        return int(top) / int(under)

    def _ratio(self, at: int) -> Numeral | None:
        """``3/4 of the seats`` as a share of the whole, ``3/4 mile`` and ``1/2 million`` as amounts."""
        tokens, last = self.tokens, at + 3
        part = self._slashed(at)
        if part is None or self._is_dated(at) or self._is_dated(at + 2) or not self._begins_free(at):
            return None
        if (scale := self._scale_at(last)) is not None:
            return Numeral(at, last + scale[1], part * scale[0], bare=part, scaled=True)
        if self._is_measure(last):
            return Numeral(at, last, part, bare=part)
        if tokens.glued(last) and tokens.kinds[last] == WORD:
            return None  # 1/2h2024, 3/4k
        return Numeral(at, last, 100 * part, share=True) if self._has_a_whole(at, last) else None

    def _begins_free(self, at: int) -> bool:
        """Nothing is glued to the fraction but a sign, and no word before it makes it a number of a house or a page."""
        tokens, before = self.tokens, at - 1
        if at == 0:
            return True
        if tokens.glued(at) and tokens.words[before] not in '(„“"«-−~<>≈≤≥':
            return False
        if tokens.glued(at) and tokens.words[before] in DASHES and tokens.glued(before):
            return False
        if before < tokens.sentence(at)[0]:
            return True
        return designator_ending(tokens, before) is None and not self._leads_to_a_date(before)

    def _leads_to_a_date(self, at: int) -> bool:
        """``am 3/4``, ``on 3/4``: a preposition of dates, unless numbers are changed by what follows it."""
        tokens = self.tokens
        return tokens.is_a(at, "prep") and tokens.code("date_gap", at) == "gap" and "change_by" not in tokens.entries[at]

    def _is_dated(self, at: int) -> bool:
        return at in self.tokens.dated

    def _is_measure(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens.means(at, _MEASURES)

    def _has_a_whole(self, at: int, last: int) -> bool:
        """Whether the words around say of what: ``of the seats``, a counted noun, a hedge; or the fraction stands all alone."""
        tokens = self.tokens
        begin, end = tokens.sentence(at)
        if last >= end or tokens.kinds[last] == MARK:
            alone = all(tokens.kinds[i] == MARK for i in (*range(begin, at), *range(last, end)))
            return (alone and (begin, end) == (0, len(tokens))) or self._is_cut_by(at, begin)
        if tokens.match("designators_after", last) is not None or self._is_dated(last + 1):
            return False  # 1/8 finału is a round of a cup, el 7/10 de 2023 a day
        linked = "linkers" in tokens.entries[last] or counts_something(tokens, at + 2)
        return linked or self._is_cut_by(at, begin)

    def _is_cut_by(self, at: int, begin: int) -> bool:
        """``about 2/3``, ``fell by 1/3``: only amounts are hedged, and only amounts are changed by."""
        tokens = self.tokens
        if at == begin:
            return False
        changed = "change_by" in tokens.entries[at - 1] and any(
            "change_verbs" in tokens.entries[i] for i in range(max(begin, at - _VERB), at)
        )
        return changed or self._is_hedged(at)
