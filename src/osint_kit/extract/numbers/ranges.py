"""Numbers in digits with their scale and sign, and ranges of two of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from osint_kit.extract.numbers.digits import Reading, both_signs_group, decimal_signs, read_digits
from osint_kit.extract.numbers.fractions import FractionReader
from osint_kit.extract.numbers.masks import mask_reason
from osint_kit.extract.numbers.scales import DASHES, Numeral
from osint_kit.extract.numbers.shapes import behind_a_point
from osint_kit.extract.numbers.signs import sign_before
from osint_kit.extract.tokens import MARK, NUMBER, WORD, Tokens

_FEW: Final = 12  # "from one to twelve" counts; a word for one before a greater number is an article


class RangeReader(FractionReader):
    """Reads digits, and joins two numbers to a range."""

    def __init__(self, tokens: Tokens, masked: Callable[[int], str | None] | None = None) -> None:
        super().__init__(tokens)
        self.masked = masked or (lambda _: None)
        self.masks: dict[int, str] = {}
        self._numbers = [word for word, kind in zip(tokens.words, tokens.kinds, strict=True) if kind == NUMBER]
        self._evidence: tuple[frozenset[str], bool] | None = None

    def _digits(self, at: int) -> Numeral | None:
        tokens = self.tokens
        after = at + 1
        scaled = after < len(tokens) and self._scale_at(after) is not None
        measured = scaled or (
            after < len(tokens) and ("units" in tokens.entries[after] or ("currencies" in tokens.entries[after] and scaled))
        )
        if self._evidence is None:
            self._evidence = decimal_signs(self._numbers), both_signs_group(self._numbers)
        pointed = behind_a_point(tokens, at)
        reading = (
            Reading(float(f"0.{tokens.words[at]}"))
            if pointed
            else read_digits(tokens.words[at], tokens.lexicon.decimal, measured, self._evidence[0])
        )
        if reading is None:
            self.masks[at] = "identifier"
            return None
        numeral = Numeral(at - pointed, after, reading.value, bare=reading.value)
        if reading.other is not None:
            numeral.doubts.append(f"separator={reading.other:g}")
        elif self._evidence[1] and len(tokens.words[at]) > 4 and tokens.words[at][-4] in ".,":
            numeral.doubts.append(f"separator={reading.value / 1000:g}")
        if after < len(tokens) and "decimal_words" in tokens.entries[after] and self._decimals(numeral):
            numeral.word = True  # 1 point 1, 2 virgule 5
        self._scale(numeral)
        return numeral

    def _sign(self, numeral: Numeral) -> None:
        """Take the sign before a numeral into it: ``-12``, ``minus five percent``, ``−$1.2bn``."""
        if numeral.value is None or numeral.value <= 0:
            return
        first = sign_before(self.tokens, numeral.first, numeral.last)
        if first is not None:
            numeral.first, numeral.value, numeral.bare = first, -numeral.value, -numeral.bare

    def _as_range(self, left: Numeral) -> Numeral | None:
        """``10.000 bis 12.000``, ``10–12 тыс.``, ``between 40 and 50``: both ends, with a shared scale."""
        tokens, at = self.tokens, left.last
        if left.value is None or at + 1 >= len(tokens):
            return None
        opened = left.first > 0 and self._is_opened(left.first)
        suspended = left.word and tokens.words[at] in "-‑" and tokens.glued(at) and not tokens.glued(at + 1)
        link = at + 1 if suspended or self._is_a_sign_of_measure(at) else self._past_measure(left.first, at) if opened else at
        if link >= len(tokens) - 1:
            return None
        length = self._range_link(link, opened)
        if not length:
            return None
        right = self._range_end(self._after_gap(link + length), tokens.words[link] in DASHES)
        if right is None or right.value is None or right.share != left.share or not self._fits(left, link, right):
            return None
        low, high = self._low_end(left, right, suspended), right.value
        if low > high and max(low, high) < 0:
            low, high = high, low  # from -5 to -10 degrees
        if not low < high or self._from_to(left.first, link, right.last, opened):
            return None
        return Numeral(
            left.first,
            right.last,
            None,
            low,
            high,
            "range",
            left.share,
            scaled=right.scaled,
            word=left.word,
            doubts=[*left.doubts, *right.doubts],
        )

    def _from_one(self, at: int) -> Numeral | None:
        """``ein bis zwei Stunden``, ``une ou deux``: an article that opens a range of small numbers is one of them."""
        if at + 2 >= len(self.tokens) or "range_to" not in self.tokens.entries[at + 1]:
            return None
        found = self._as_range(Numeral(at, at + 1, 1.0, bare=1.0, word=True))
        return found if found is not None and found.high is not None and found.high <= _FEW else None

    def _is_opened(self, first: int) -> bool:
        """Whether a word opens a range before a number, with nothing but known words and signs between: "entre unos 40 y 50"."""
        tokens = self.tokens
        for i in range(first - 1, max(0, first - 3) - 1, -1):
            if "range_open" in tokens.entries[i]:
                return True
            if tokens.kinds[i] == WORD and not tokens.entries[i]:
                return False  # "de malaria contra 15 y 24"
        return False

    def _is_percent_sign(self, at: int) -> bool:
        return self.tokens.code("units", at) == "percent" and "%" in self.tokens.words[at]

    def _is_a_sign_of_measure(self, at: int) -> bool:
        """``10% – 15%``, ``10€–20€``: the sign may stand at both ends."""
        tokens = self.tokens
        return self._is_percent_sign(at) or ("currencies" in tokens.entries[at] and tokens.kinds[at] == MARK)

    def _past_measure(self, first: int, at: int) -> int:
        """``between 5 percent and 6 percent``: the measure may stand at both ends of what can be no change from the one to the other."""
        entries = self.tokens.entries
        if "units" not in entries[at] or any("change_from" in entries[i] for i in range(max(0, first - 3), first)):
            return at
        found = self.tokens.match("units", at)
        return at + found[1] if found else at

    def _after_gap(self, at: int) -> int:
        tokens, last = self.tokens, len(self.tokens) - 1
        while at < last and tokens.kinds[at] != NUMBER and not tokens.entries[at].keys().isdisjoint(("currencies", "gap")):
            at += 1
        return at

    def _fits(self, left: Numeral, link: int, right: Numeral) -> bool:
        """Both ends in percent where the first is, and a dash that stands apart only between numbers of one size."""
        tokens = self.tokens
        if self._is_percent_sign(left.last) and (right.last >= len(tokens) or tokens.code("units", right.last) != "percent"):
            return False
        apart = tokens.words[link] == "-" and not tokens.glued(link)
        return not apart or (right.value or 0.0) <= 10 * (left.value or 0.0)

    @staticmethod
    def _low_end(left: Numeral, right: Numeral, suspended: bool) -> float:
        """The first number in the scale of the second: ``10–12 тыс.``, ``fünf- bis sechshundert``."""
        low, high = left.value or 0.0, right.value or 0.0
        if left.scaled:
            return low
        if suspended:
            return low * next((size for size in (1e9, 1e6, 1e3, 1e2) if high % size == 0 and low * size < high), 1.0)
        return low * high / right.bare if right.scaled and low < right.bare and right.bare else low

    def _range_end(self, at: int, dashed: bool) -> Numeral | None:
        tokens = self.tokens
        signed = not dashed and at + 1 < len(tokens) and (tokens.words[at] in DASHES or "minus" in tokens.entries[at])
        at += signed
        if at >= len(tokens):
            return None
        if tokens.kinds[at] == NUMBER:
            masked = self.masked(at) or (mask_reason(tokens, at) not in (None, "score"))
            found = None if masked else self._digits(at)
        else:
            found = self._fraction(at) or self._words(at) if tokens.entries[at] else None
        if found is not None and signed:
            self._sign(found)
        return found

    def _range_link(self, at: int, opened: bool) -> int:
        tokens = self.tokens
        if tokens.words[at] in DASHES:
            glued = tokens.glued(at) and tokens.glued(at + 1)
            return 1 if glued or tokens.words[at] in "–-" else 0
        if found := tokens.match("range_to", at):
            return found[1]
        if opened and (found := tokens.match("range_and", at)):
            return found[1]
        return 0

    def _from_to(self, first: int, link: int, end: int, opened: bool) -> bool:
        """``rose from 300 to 500`` is a change between two levels, not a range; so is ``з 44% до 79% зросла частка``."""
        tokens = self.tokens
        if "change_to" not in tokens.entries[link] and not opened:
            return False
        begin = max(tokens.sentence(first)[0], first - 40)
        from_before = any("change_from" in self._entry(i) for i in range(max(begin, first - 2), first))
        behind = range(end, min(end + 2, len(tokens))) if tokens.lexicon.inversion else ()
        near = (*range(begin, first), *behind)
        return from_before and any("change_verbs" in tokens.entries[i] for i in near)
