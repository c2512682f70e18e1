"""Numerals: digits, scale words, number words, fractions, vague plurals and ranges, each with its span and value."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from osint_kit.extract.numbers.digits import both_signs_group, decimal_signs, read_digits
from osint_kit.extract.numbers.masks import mask_reason
from osint_kit.extract.numbers.named import is_named_by
from osint_kit.extract.numbers.ordered import is_clock, is_decade, titles
from osint_kit.extract.numbers.scales import DASHES, Numeral
from osint_kit.extract.numbers.shares import ShareReader
from osint_kit.extract.quotes import is_quote_mark
from osint_kit.extract.tokens import MARK, NUMBER, WORD, Tokens

__all__ = ["Numeral", "NumeralReader"]

_GOALS: Final = 20  # more no side scores
_STARTS: Final = frozenset(
    (
        "cardinals",
        "scales",
        "collectives",
        "approximates",
        "plurals",
        "quantifiers",
        "articles",
        "fractions",
        "each",
        "halves",
        "pairs",
    )
)


class NumeralReader(ShareReader):
    """Reads the numerals of one document, left to right, each token once."""

    def __init__(self, tokens: Tokens, masked: Callable[[int], str | None] | None = None) -> None:
        super().__init__(tokens)
        self.masked = masked or (lambda _: None)
        self.masks: dict[int, str] = {}
        self._numbers = [word for word, kind in zip(tokens.words, tokens.kinds, strict=True) if kind == NUMBER]
        self._evidence: tuple[frozenset[str], bool] | None = None

    def read(self) -> list[Numeral]:
        """All numerals in the order of the text."""
        tokens, found = self.tokens, []
        kinds, entries = tokens.kinds, tokens.entries
        skip = 0
        names = self._names()
        for at in range(len(tokens)):
            if at < skip or not (kinds[at] == NUMBER or (entries[at] and not _STARTS.isdisjoint(entries[at]))):
                continue
            if at in names:
                skip = names[at]
                continue
            numeral = self._at(at)
            if numeral is None:
                continue
            if score := self._as_score(numeral):
                skip = score
                continue
            self._doubled(numeral)
            numeral = self._as_range(numeral) or numeral
            self._money_before(numeral)
            found.append(numeral)
            skip = numeral.last
            if skip < len(tokens) and (unit := tokens.match("units", skip)) and unit[0] == "percent":
                skip += unit[1]  # the hundred of "por ciento" is no number
        return found

    def _names(self) -> dict[int, int]:
        """For each token of a quoted title the token after the title."""
        if NUMBER not in self.tokens.kinds and not any(_STARTS & entry.keys() for entry in self.tokens.entries):
            return {}
        return {at: close + 1 for opening, close in titles(self.tokens) for at in range(opening, close)}

    def _as_score(self, left: Numeral) -> int:
        """The token after ``cuatro a cero``, ``2 a 1``: small bare numbers that do not rise; 0 where there is no score."""
        tokens, link = self.tokens, left.last
        if left.value is None or left.scaled or left.share or not left.value <= _GOALS or link + 1 >= len(tokens):
            return 0
        entry = tokens.entries[link]
        if tokens.kinds[link] != WORD or "range_to" not in entry or "change_to" not in entry:
            return 0
        if left.first and not self._entry(left.first - 1).keys().isdisjoint(("change_from", "range_open", "linkers")):
            return 0
        right = self._digits(link + 1) if tokens.kinds[link + 1] == NUMBER else self._goals(link + 1)
        if right is None or right.value is None or right.scaled or right.value > left.value:
            return 0
        after = self._entry(right.last)
        counted = not after.keys().isdisjoint(("nouns", "units", "currencies", "linkers")) and after.keys().isdisjoint(
            ("singular",)
        )
        return 0 if counted else right.last

    def _goals(self, at: int) -> Numeral | None:
        """A number word, none and one included, which count nothing by themselves."""
        found = self._role(at, "cardinals") or self._role(at, "articles")
        return Numeral(at, at + found[1], found[0] or float(self.tokens.code("cardinals", at) != 0)) if found else None

    def _doubled(self, numeral: Numeral) -> None:
        """``quince (15) ambulancias``: the same number in brackets belongs to the numeral."""
        tokens, at = self.tokens, numeral.last
        if tokens.words[at : at + 1] != ["("] or at + 2 >= len(tokens):
            return
        again = self._digits(at + 1) if tokens.kinds[at + 1] == NUMBER else self._words(at + 1)
        if again is not None and again.value == numeral.value and tokens.words[again.last : again.last + 1] == [")"]:
            numeral.last = again.last + 1

    def _at(self, at: int) -> Numeral | None:
        if reason := self.masked(at):
            if self.tokens.kinds[at] == NUMBER:
                self.masks[at] = reason
            return None
        if self.tokens.kinds[at] == NUMBER:
            if reason := mask_reason(self.tokens, at, self.masks):
                self.masks[at] = reason
                return None
            return self._out_of(self._digits(at))
        if "articles" in self.tokens.entries[at] and (share := self._one_out_of(at)):
            return share
        if self._is_no_numeral(at) and not self._is_one_in(at + 1):
            return None
        if is_named_by(self.tokens, at) or is_clock(self.tokens, at) or is_decade(self.tokens, at):
            return None
        if self._is_in_a_name(at):
            return None
        return self._fraction(at) or self._vague(at) or self._out_of(self._words(at))

    def _is_no_numeral(self, at: int) -> bool:
        """``one of the``, ``no one``: a phrase in which the word counts nothing."""
        match = self.tokens.match
        return any((found := match("not_numerals", first)) and first + found[1] > at for first in range(max(0, at - 2), at + 1))

    def _is_in_a_name(self, at: int) -> bool:
        """``Сто чорних``: a number word written large within a sentence, where nouns are not, belongs to a name."""
        tokens = self.tokens
        if not tokens.words[at][0].isupper() or tokens.words[at].isupper():
            return False
        first = tokens.sentence(at)[0]
        if at + 1 < len(tokens) and at > first and is_quote_mark(tokens.words[at - 1]) and is_quote_mark(tokens.words[at + 1]):
            return True
        if tokens.lexicon.capital_nouns:
            return False
        if at > first and tokens.words[at - 1] == ",":
            return True  # "…, Seven Samurai"
        return at > first and tokens.kinds[at - 1] == WORD and any(tokens.kinds[i] == WORD for i in range(max(first, at - 3), at))

    def _digits(self, at: int) -> Numeral | None:
        tokens = self.tokens
        after = at + 1
        scaled = after < len(tokens) and self._scale_at(after) is not None
        measured = scaled or (
            after < len(tokens) and ("units" in tokens.entries[after] or ("currencies" in tokens.entries[after] and scaled))
        )
        if self._evidence is None:
            self._evidence = decimal_signs(self._numbers), both_signs_group(self._numbers)
        reading = read_digits(tokens.words[at], tokens.lexicon.decimal, measured, self._evidence[0])
        if reading is None:
            self.masks[at] = "identifier"
            return None
        value = -reading.value if self._is_negative(at) else reading.value
        numeral = Numeral(at, after, value, bare=value)
        if reading.other is not None:
            numeral.doubts.append(f"separator={reading.other:g}")
        elif self._evidence[1] and len(tokens.words[at]) > 4 and tokens.words[at][-4] in ".,":
            numeral.doubts.append(f"separator={reading.value / 1000:g}")
        self._scale(numeral)
        return numeral

    def _is_negative(self, at: int) -> bool:
        tokens = self.tokens
        if at and tokens.words[at - 1] in ("-", "−") and tokens.glued(at):
            return at == 1 or not tokens.glued(at - 1)
        return at > 0 and "minus" in tokens.entries[at - 1]

    def _as_range(self, left: Numeral) -> Numeral | None:
        """``10.000 bis 12.000``, ``10–12 тыс.``, ``between 40 and 50``: both ends, with a shared scale."""
        tokens, at = self.tokens, left.last
        if left.value is None or at + 1 >= len(tokens):
            return None
        opened = left.first > 0 and any("range_open" in self._entry(i) for i in range(max(0, left.first - 3), left.first))
        percent = tokens.code("units", at) == "percent" and "%" in tokens.words[at]
        suspended = left.word and tokens.words[at] in "-‑" and tokens.glued(at) and not tokens.glued(at + 1)
        link = at + 1 if percent or suspended or ("currencies" in tokens.entries[at] and tokens.kinds[at] == MARK) else at
        if link >= len(tokens) - 1:
            return None
        length = self._range_link(link, opened)
        if not length:
            return None
        start = link + length
        while (
            start < len(tokens) - 1
            and ("currencies" in tokens.entries[start] or "gap" in tokens.entries[start])
            and tokens.kinds[start] != NUMBER
        ):
            start += 1
        right = self._range_end(start)
        if right is None or right.value is None or right.share != left.share:
            return None
        if percent and (right.last >= len(tokens) or tokens.code("units", right.last) != "percent"):
            return None
        if tokens.words[link] == "-" and not tokens.glued(link) and right.value > 10 * left.value:
            return None
        low = left.value
        if right.scaled and not left.scaled and left.value < right.bare:
            low = left.value * right.value / right.bare if right.bare else left.value
        if suspended and not left.scaled:
            size = next(
                (size for size in (1e9, 1e6, 1e3, 1e2) if right.value % size == 0 and left.value * size < right.value), 1.0
            )
            low = left.value * size  # fünf- bis sechshundert
        if not low < right.value or self._from_to(left.first, link, opened):
            return None
        doubts = [*left.doubts, *right.doubts]
        return Numeral(
            left.first,
            right.last,
            None,
            low,
            right.value,
            "range",
            left.share,
            scaled=right.scaled,
            word=left.word,
            doubts=doubts,
        )

    def _range_end(self, at: int) -> Numeral | None:
        tokens = self.tokens
        if at >= len(tokens):
            return None
        if tokens.kinds[at] == NUMBER:
            return None if self.masked(at) or (mask_reason(tokens, at) not in (None, "score")) else self._digits(at)
        return self._fraction(at) or self._words(at) if tokens.entries[at] else None

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

    def _from_to(self, first: int, link: int, opened: bool) -> bool:
        """``rose from 300 to 500`` is a change between two levels, not a range."""
        tokens = self.tokens
        if "change_to" not in tokens.entries[link] and not opened:
            return False
        begin = max(tokens.sentence(first)[0], first - 40)
        from_before = any("change_from" in self._entry(i) for i in range(max(begin, first - 2), first))
        return from_before and any("change_verbs" in tokens.entries[i] for i in range(begin, first))

    def _money_before(self, numeral: Numeral) -> None:
        """Take a currency sign or code that stands right before the numeral into its span: ``$500m``."""
        tokens, at = self.tokens, numeral.first - 1
        if at < 0 or "currencies" not in tokens.entries[at]:
            return
        code = tokens.code("currencies", at)
        sign = tokens.kinds[at] == MARK or tokens.words[at].isupper()
        if code is None or not sign:
            return
        first = at
        if (
            at
            and tokens.kinds[at] == MARK
            and tokens.glued(at)
            and (whole := tokens.lexicon.code("currencies", tokens.words[at - 1] + tokens.words[at]))
        ):
            first, code = at - 1, whole
        numeral.first, numeral.currency = first, str(code)
