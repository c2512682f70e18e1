"""Numerals: digits, scale words, number words, fractions, vague plurals and ranges, each with its span and value."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from osint_kit.extract.numbers.masks import mask_reason
from osint_kit.extract.numbers.named import is_named_by
from osint_kit.extract.numbers.ordered import is_clock, is_decade, titles
from osint_kit.extract.numbers.ranges import RangeReader
from osint_kit.extract.numbers.scales import Numeral
from osint_kit.extract.numbers.shapes import is_short_code
from osint_kit.extract.quotes import is_quoted_alone
from osint_kit.extract.tokens import MARK, NUMBER, WORD

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


_ARTICLE: Final = frozenset(("articles",))
_AFTER_ARTICLE: Final = _STARTS | {"denominators", "joiners", "decimal_words", "one_in", "range_to"}


class NumeralReader(RangeReader):
    """Reads the numerals of one document, left to right, each token once."""

    def read(self) -> list[Numeral]:
        """All numerals in the order of the text."""
        tokens, found = self.tokens, []
        kinds, entries = tokens.kinds, tokens.entries
        skip = 0
        for at in range(len(tokens)):
            if at < skip or not (kinds[at] == NUMBER or (entries[at] and not _STARTS.isdisjoint(entries[at]))):
                continue
            if at in self._names:
                skip = self._names[at]
                continue
            numeral = self._at(at)
            if numeral is None:
                continue
            if score := self._as_score(numeral):
                skip = score
                continue
            self._doubled(numeral)
            self._sign(numeral)
            numeral = self._as_range(numeral) or numeral
            if self._money_before(numeral):
                self._sign(numeral)  # −$500m
            found.append(numeral)
            skip = self._half_behind(numeral) or numeral.last
            if skip < len(tokens) and (unit := tokens.match("units", skip)) and unit[0] == "percent":
                skip += unit[1]  # the hundred of "por ciento" is no number
        return found

    @cached_property
    def _names(self) -> dict[int, int]:
        """For each token of a quoted title the token after the title."""
        return {at: close + 1 for opening, close in titles(self.tokens) for at in range(opening, close)}

    def _as_score(self, left: Numeral) -> int:
        """The token after ``cuatro a cero``, ``2 a 1``: small bare numbers that do not rise; 0 where there is no score."""
        tokens, link = self.tokens, left.last
        if left.value is None or left.scaled or left.share or not left.value <= _GOALS or link + 1 >= len(tokens):
            return 0
        entry = tokens.entries[link]
        if tokens.kinds[link] != WORD or "range_to" not in entry or "change_to" not in entry:
            return 0
        named = left.first > 1 and tokens.code("designators", left.first - 2) == "score"  # le score de 3 à 1
        if left.first and not named and not self._entry(left.first - 1).keys().isdisjoint(("change_from", "range_open")):
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

    def _is_mere_article(self, at: int) -> bool:
        """Whether a word is an article and nothing else, before words that make no number of it: most are, in French or Spanish."""
        entries, kinds = self.tokens.entries, self.tokens.kinds
        if _STARTS & entries[at].keys() != _ARTICLE:
            return False
        if at + 1 == len(entries):
            return True
        follows = kinds[at + 1] == MARK or not _AFTER_ARTICLE.isdisjoint(entries[at + 1])
        if follows or at + 2 == len(entries):
            return not follows
        owned = "linkers" in entries[at + 2] and any(
            "one_in" in entry for entry in entries[at + 3 : at + 7]
        )  # un élève du lycée sur
        return not owned and entries[at + 2].keys().isdisjoint(("one_in", "halves"))

    def _at(self, at: int) -> Numeral | None:
        if self._is_mere_article(at):
            return None
        if reason := self.masked(at):
            if self.tokens.kinds[at] == NUMBER:
                self.masks[at] = reason
            return None
        if self.tokens.kinds[at] == NUMBER:
            return self._in_digits(at)
        if "articles" in self.tokens.entries[at] and (
            one := self._one_out_of(at) or self._one_and_a_half(at) or self._from_one(at)
        ):
            return one
        if self._is_no_numeral(at) and not self._is_one_in(at + 1):
            return self._fraction(at) if at + 1 < len(self.tokens) and "denominators" in self._entry(at + 1) else None
        if is_named_by(self.tokens, at) or is_clock(self.tokens, at) or is_decade(self.tokens, at):
            return None
        if self._is_in_a_name(at):
            return None
        return self._fraction(at) or self._vague(at) or self._out_of(self._words(at))

    def _in_digits(self, at: int) -> Numeral | None:
        after = at + 1
        following = self.tokens.words[after] if after < len(self.tokens) else ""
        if following == "/" and (ratio := self._ratio(at)) is not None:
            return ratio
        if reason := mask_reason(self.tokens, at, self.masks):
            self.masks[at] = reason
            return None
        if (following.isdigit() or len(following) == 1) and (mixed := self._mixed(at)) is not None:
            self._scale(mixed)
            return mixed
        if self.tokens.words[at] == "1" and (share := self._one_out_of(at)) is not None:
            return share  # 1 enfant sur 5
        return self._out_of(self._digits(at))

    def _is_no_numeral(self, at: int) -> bool:
        """``one of the``, ``no one``: a phrase in which the word counts nothing."""
        tokens = self.tokens
        for first in range(max(0, at - 5), at + 1):
            found = tokens.match("not_numerals", first) if "not_numerals" in tokens.entries[first] else None
            if found and first + found[1] > at:
                if "range_open" in tokens.entries[first] and self._range_link(at + 1, True) and self._range_end(at + 2, False):
                    return False  # "entre mille et 1500", not one "entre mille"
                # "said that one vessel …": before a noun the last word of such a phrase counts it
                return first == at or first + found[1] != at + 1 or "nouns" not in self._entry(at + 1)
        return False

    def _is_in_a_name(self, at: int) -> bool:
        """``Сто чорних``: a number word written large within a sentence, where nouns are not, belongs to a name."""
        tokens = self.tokens
        if not tokens.words[at][0].isupper() or tokens.words[at].isupper():
            return False
        first = tokens.sentence(at)[0]
        if at > first and is_quoted_alone(tokens, at):
            return True
        if tokens.lexicon.capital_nouns:
            return False
        if at > first and tokens.words[at - 1] == ",":
            return True  # "…, Seven Samurai"
        return at > first and tokens.kinds[at - 1] == WORD and any(tokens.kinds[i] == WORD for i in range(max(first, at - 3), at))

    def _money_before(self, numeral: Numeral) -> bool:
        """Take a currency sign or code that stands right before the numeral into its span: ``$500m``, ``Rs. 20``."""
        tokens, at = self.tokens, numeral.first - 1
        if at > 0 and tokens.words[at] == "." and tokens.glued(at):
            at -= 1
        if at < 0 or "currencies" not in tokens.entries[at]:
            lettered = at >= 0 and tokens.glued(numeral.first) and "currency_letters" in tokens.entries[at]
            if lettered:
                numeral.first, numeral.currency = at, str(tokens.code("currency_letters", at))
            return lettered
        code = tokens.code("currencies", at)
        word = tokens.words[at]
        short = word.isupper() or is_short_code(word)
        if code is None or not (short if at < numeral.first - 1 else short or tokens.kinds[at] == MARK):
            return False
        numeral.first, numeral.currency = at, str(code)
        if at and tokens.kinds[at] == MARK and tokens.glued(at):
            longer = tokens.lexicon.code("currencies", tokens.words[at - 1] + word)
            if longer:
                numeral.first, numeral.currency = at - 1, str(longer)
        return True
