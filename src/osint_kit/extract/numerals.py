"""Numerals: digits, scale words, number words, fractions, vague plurals and ranges, each with its span and value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from osint_kit.extract.digits import both_signs_group, decimal_signs, read_digits
from osint_kit.extract.masks import mask_reason
from osint_kit.extract.tokens import MARK, NUMBER, WORD, Tokens
from osint_kit.lexicon.number_words import CARDINAL, HALF, JOINER, SCALE, Sum

_STARTS: Final = frozenset(
    ("cardinals", "scales", "collectives", "approximates", "plurals", "quantifiers", "articles", "fractions", "each", "halves", "pairs")
)
_DASHES: Final = frozenset("-‑–—−")


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


class NumeralReader:
    """Reads the numerals of one document, left to right, each token once."""

    def __init__(self, tokens: Tokens, masked: Callable[[int], str | None] | None = None) -> None:
        self.tokens = tokens
        self.masked = masked or (lambda at: None)
        self.masks: dict[int, str] = {}
        self._numbers = [word for word, kind in zip(tokens.words, tokens.kinds, strict=True) if kind == NUMBER]
        self._evidence: tuple[frozenset[str], bool] | None = None

    def read(self) -> list[Numeral]:
        """All numerals in the order of the text."""
        tokens, found = self.tokens, []
        kinds, entries = tokens.kinds, tokens.entries
        skip = 0
        for at in range(len(tokens)):
            if at < skip or not (kinds[at] == NUMBER or (entries[at] and not _STARTS.isdisjoint(entries[at]))):
                continue
            numeral = self._at(at)
            if numeral is None:
                continue
            numeral = self._as_range(numeral) or numeral
            self._money_before(numeral)
            found.append(numeral)
            skip = numeral.last
            if skip < len(tokens) and (unit := tokens.match("units", skip)) and unit[0] == "percent":
                skip += unit[1]  # the hundred of "por ciento" is no number
        return found

    # ---- one numeral ----

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
        if self.tokens.match("not_numerals", at) and not self._is_one_in(at + 1):
            return None
        if self._is_in_a_name(at):
            return None
        return self._fraction(at) or self._vague(at) or self._out_of(self._words(at))

    def _is_in_a_name(self, at: int) -> bool:
        """``Сто чорних``: a number word written large within a sentence, where nouns are not, belongs to a name."""
        tokens = self.tokens
        if tokens.lexicon.capital_nouns or not tokens.words[at][0].isupper() or tokens.words[at].isupper():
            return False
        first = tokens.sentence(at)[0]
        return at > first and tokens.kinds[at - 1] == WORD and any(tokens.kinds[i] == WORD for i in range(max(first, at - 3), at))

    def _digits(self, at: int) -> Numeral | None:
        tokens = self.tokens
        after = at + 1
        scaled = after < len(tokens) and self._scale_at(after) is not None
        measured = scaled or (after < len(tokens) and ("units" in tokens.entries[after] or "currencies" in tokens.entries[after] and scaled))
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
        if dot < len(tokens) and tokens.words[dot] == "." and tokens.glued(dot) and tokens.words[dot - 1].lower() in tokens.lexicon.abbreviations:
            length += 1
        return float(found[0]), length

    def _is_money_or_people(self, at: int) -> bool:
        """``$500m`` and ``2m people`` are millions, ``500m`` alone is a length."""
        tokens = self.tokens
        if at >= 2 and "currencies" in tokens.entries[at - 2]:
            return True
        return any(not self._entry(near).keys().isdisjoint(("nouns", "currencies")) for near in (at + 1, at + 2))

    def _entry(self, at: int) -> dict:  # type: ignore[type-arg]
        return self.tokens.entries[at] if at < len(self.tokens) else {}

    def _scale(self, numeral: Numeral) -> None:
        """Multiply by the scale words that follow: ``1,5 Mio.``, ``3 mil millones``, ``11k``, ``2 млн 300 тыс.``."""
        tokens = self.tokens
        if numeral.value is None:
            return
        at = numeral.last
        if tokens.glued(at) and at + 1 < len(tokens) and tokens.words[at] in _DASHES and tokens.glued(at + 1) and "scales" in self._entry(at + 1):
            at += 1  # 12-тысячный
        total, value, smallest = 0.0, numeral.value, float("inf")
        if (loose := tokens.match("hedges_after", at) if at < len(tokens) else None) and self._scale_at(at + loose[1]) is not None:
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

    def _words(self, at: int) -> Numeral | None:
        """Number words: ``two hundred and five``, ``двадцать пять тысяч``, ``ein Dutzend``, ``half a million``."""
        tokens, number = self.tokens, Sum()
        end, article, half = at, False, None
        if "articles" in tokens.entries[at] and CARDINAL not in tokens.entries[at]:
            article, end = True, at + 1
        if (found := self._role(end, HALF)) and any(self._role(end + found[1], role) for role in (SCALE, "collectives", "approximates")):
            half, end = found[0], end + found[1]
        while end < len(tokens):
            step = self._step(number, end)
            if step is None:
                break
            end += step
        if number.joined:
            end -= 1
        if half is not None:
            if number.started:
                return Numeral(at, end, half * number.value, bare=half, scaled=True, word=True)
            many = self._group(at, end, number, article)
            if many is not None and many.value is not None:
                many.value *= half
            return many
        if article and number.started and "scales" not in tokens.entries[at + 1]:
            return None  # "a five": the article is no part of it; the word is read by itself
        group = self._group(at, end, number, article)
        if group is not None:
            return group
        if not number.started or not self._stands_alone(at, end, article):
            return None
        numeral = Numeral(at, end, number.value, bare=number.value, word=True)
        numeral.scaled = number.scale != float("inf")
        if numeral.scaled and not number.group:
            numeral.bare = number.value / number.scale
        if not numeral.scaled:
            self._scale(numeral)
        return numeral

    def _role(self, at: int, role: str) -> tuple[float, int] | None:
        if at >= len(self.tokens):
            return None
        found = self.tokens.match(role, at)
        return None if found is None else (0.0 if isinstance(found[0], str) else found[0], found[1])

    def _step(self, number: Sum, at: int) -> int | None:
        """Take the next word into the number; how many tokens it took, or None."""
        tokens = self.tokens
        if tokens.kinds[at] == MARK:
            hyphen = tokens.words[at] in _DASHES and tokens.glued(at) and tokens.glued(at + 1) and number.started
            return 1 if hyphen and self._role(at + 1, CARDINAL) and Sum() else None
        roles = (SCALE, CARDINAL, HALF, JOINER) if number.started else (CARDINAL, SCALE)
        for role in roles:
            found = self._role(at, role)
            if found is None:
                continue
            if role == JOINER and not self._joins(number, at + found[1]):
                continue
            if role == SCALE and not number.started and self._role(at, CARDINAL) is None:
                article = at and not tokens.entries[at - 1].keys().isdisjoint(("articles", HALF))
                if not article:
                    continue
            if number.joined and role == SCALE:
                continue
            if number.add(role, found[0]):
                dot = at + found[1]
                abbreviated = role == SCALE and dot < len(tokens) and tokens.words[dot] == "." and tokens.glued(dot)
                return found[1] + (1 if abbreviated and tokens.words[dot - 1].lower() in tokens.lexicon.abbreviations else 0)
        if number.joined and (one := self._role(at, "parts")) and number.add(CARDINAL, one[0]):
            return one[1]  # setenta y un, vingt et une
        return None

    def _joins(self, number: Sum, after: int) -> bool:
        """``two hundred and five`` goes on, ``forty and fifty`` does not."""
        found = self._role(after, CARDINAL) or self._role(after, "parts")
        if found is None:
            return False
        room = number.last if number.group else number.scale
        if number.group and number.last >= 100:
            room = 100
        elif number.group and number.last >= 20:
            room = 20 if number.last in (60, 80) else 10
        elif number.group:
            return False
        return 0 < found[0] < room and self._role(after + found[1], SCALE) is None

    def _group(self, at: int, end: int, number: Sum, article: bool) -> Numeral | None:
        """``three dozen``, ``ein Dutzend``, ``une centaine``."""
        for section, shape in (("collectives", "exact"), ("approximates", "about")):
            found = self._role(end, section)
            if found is None:
                continue
            count = number.value if number.started else 1.0
            last = end + found[1]
            scale = self._role(last, SCALE)
            value = count * found[0]
            if scale is not None:
                value, last = value * scale[0], last + scale[1]
            return Numeral(at, last, value, shape=shape, bare=value, word=True)
        return None

    def _stands_alone(self, at: int, end: int, article: bool) -> bool:
        """``one`` needs something counted beside it; an article counts only with a scale."""
        tokens = self.tokens
        if article:
            return True
        if end - at == 1 and tokens.code(CARDINAL, at) in (0.0, 1.0):
            near = [self._entry(i) for i in range(end, min(end + 3, len(tokens))) if tokens.kinds[end] == WORD]
            counted = any(not entry.keys().isdisjoint(("nouns", "units", "currencies", "events")) for entry in near)
            hedged = at > 0 and not self._entry(at - 1).keys().isdisjoint(("hedges_before", "gap")) and tokens.kinds[end : end + 1] == [WORD]
            return counted or self._is_one_in(end) or (hedged and tokens.words[end].lower() not in tokens.lexicon.function_words)
        return True

    # ---- parts of a whole ----

    def _is_one_in(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens.match("one_in", at) is not None and self._one_in(at) is not None

    def _one_in(self, at: int) -> tuple[float, int] | None:
        """What follows ``one`` in ``one in ten``: the number and the token after it."""
        found = self.tokens.match("one_in", at)
        if found is None or at + found[1] >= len(self.tokens):
            return None
        whole = at + found[1]
        if self.tokens.kinds[whole] == NUMBER:
            reading = read_digits(self.tokens.words[whole], self.tokens.lexicon.decimal)
            return (reading.value, whole + 1) if reading and not mask_reason(self.tokens, whole) else None
        cardinal = self._role(whole, CARDINAL) or self._role(whole, "scales")
        return (cardinal[0], whole + cardinal[1]) if cardinal else None

    def _one_out_of(self, at: int) -> Numeral | None:
        """``un habitant sur trois``, ``eine von zehn``: the article counts where a whole follows."""
        for link in (at + 1, at + 2):
            if link >= len(self.tokens) or self.tokens.kinds[link] == MARK:
                return None
            phrase, whole = self.tokens.match("one_in", link), self._one_in(link)
            if phrase is None or whole is None:
                continue
            loose = "linkers" in self.tokens.entries[link] or "nouns" in self._entry(whole[1])
            if whole[0] > 100 or whole[0] < 2 or (link > at + 1 and loose and phrase[1] == 1):
                return None
            return Numeral(at, whole[1], 100 / whole[0], share=True, word=True)
        return None

    def _out_of(self, part: Numeral | None) -> Numeral | None:
        """``one in ten`` as a share of the whole; anything else as it was."""
        if part is None or part.value is None or part.scaled or part.last >= len(self.tokens):
            return part
        whole = self._one_in(part.last)
        if whole is None or not 0 < part.value < whole[0] or whole[0] > 100_000:
            return part
        phrase = self.tokens.match("one_in", part.last)
        plain = phrase is not None and phrase[1] == 1
        if plain and not (part.word and part.value <= 3 and whole[0] <= 100):
            return part  # "12 in 20 villages" counts villages
        return Numeral(part.first, whole[1], 100 * part.value / whole[0], share=True, word=True)

    def _fraction(self, at: int) -> Numeral | None:
        """``two thirds``, ``die Hälfte``, ``jeder zehnte`` in percent."""
        tokens = self.tokens
        if "each" in tokens.entries[at] and at + 1 < len(tokens) and (nth := self._role(at + 1, "ordinals")) and nth[0] > 1:
            return Numeral(at, at + 1 + nth[1], 100 / nth[0], share=True, word=True)
        if found := tokens.match("fractions", at):
            if at and "ordinals" in tokens.entries[at - 1]:
                return None  # в первой половине
            length = found[1]
            if self._role(at + 1, SCALE) or (at + 2 < len(tokens) and "articles" in self._entry(at + 1) and self._role(at + 2, SCALE)):
                scale_at = at + 1 if self._role(at + 1, SCALE) else at + 2
                scale = self._role(scale_at, SCALE)
                assert scale is not None
                return Numeral(at, scale_at + scale[1], float(found[0]) * scale[0], bare=float(found[0]), scaled=True, word=True)
            ambiguous = not {"ordinals", "units"}.isdisjoint(tokens.entries[at])  # четверть часа, a quarter final
            whole = length > 1 or not ambiguous or self._opens_a_whole(at + length)
            span = 1 if length > 1 and CARDINAL not in tokens.entries[at] else length
            return Numeral(at, at + span, 100 * float(found[0]), share=True, word=True) if whole else None
        top, after = 1.0, at + 1
        if "articles" not in tokens.entries[at]:
            cardinal = self._role(at, CARDINAL)
            if cardinal is None:
                return None
            top, after = cardinal[0], at + cardinal[1]
        if after < len(tokens) and tokens.words[after] in _DASHES and tokens.glued(after):
            after += 1
        under = self._role(after, "denominators")
        if under is None or not 0 < top < under[0]:
            return None
        if top == 1 and "ordinals" in self._entry(after) and not self._opens_a_whole(after + under[1]):
            return None  # "a third attack" is an ordinal
        return Numeral(at, after + under[1], 100 * top / under[0], share=True, word=True)

    def _opens_a_whole(self, at: int) -> bool:
        """After a fraction: its whole, a verb or the end, but not the noun that an ordinal would number."""
        tokens = self.tokens
        if at >= len(tokens) or tokens.kinds[at] == MARK:
            return True
        known = not tokens.entries[at].keys().isdisjoint(("linkers", "subset", "dates"))
        return known or tokens.words[at].lower() in tokens.lexicon.function_words

    def _vague(self, at: int) -> Numeral | None:
        """``Dutzende``, ``tens of thousands``, ``several hundred``."""
        tokens = self.tokens
        if pair := tokens.entries[at].get("pairs"):
            scale = self._role(at + 1, SCALE) or self._role(at + 1, "collectives") or (1.0, 0)
            low, high = (float(code) * scale[0] for _, code in pair)
            return Numeral(at, at + 1 + scale[1], None, low, high, "range", word=True)
        if found := tokens.match("plurals", at):
            single = not {CARDINAL, "collectives"}.isdisjoint(tokens.entries[at])
            if single and self._is_hedged(at):
                return None  # "около тысячи" is one thousand
            if further := self._role(at + found[1], SCALE):
                return _some(at, at + found[1] + further[1], float(found[0]) * further[0])
            span = found[1] - (1 if found[1] > 1 and "linkers" in self._entry(at + found[1] - 1) else 0)
            return _some(at, at + span, float(found[0]))
        if found := tokens.match("quantifiers", at):
            after = at + found[1]
            for section in ("collectives", "scales", "plurals"):
                if scale := self._role(after, section):
                    value, last = scale[0], after + scale[1]
                    if further := self._role(last, SCALE):
                        value, last = value * further[0], last + further[1]
                    return _some(at, last, value)
        return None

    def _is_hedged(self, at: int) -> bool:
        tokens = self.tokens
        for first in range(max(0, at - 3), at):
            found = tokens.match("hedges_before", first)
            if found is not None and found[0] != "exact" and first + found[1] == at:
                return True
        return False

    # ---- ranges and money ----

    def _as_range(self, left: Numeral) -> Numeral | None:
        """``10.000 bis 12.000``, ``10–12 тыс.``, ``between 40 and 50``: both ends, with a shared scale."""
        tokens, at = self.tokens, left.last
        if left.value is None or at + 1 >= len(tokens):
            return None
        opened = left.first > 0 and any("range_open" in self._entry(i) for i in range(max(0, left.first - 3), left.first))
        percent = tokens.code("units", at) == "percent" and "%" in tokens.words[at]
        link = at + 1 if percent or "currencies" in tokens.entries[at] and tokens.kinds[at] == MARK else at
        if link >= len(tokens) - 1:
            return None
        length = self._range_link(link, opened)
        if not length:
            return None
        start = link + length
        while start < len(tokens) - 1 and ("currencies" in tokens.entries[start] or "gap" in tokens.entries[start]) and tokens.kinds[start] != NUMBER:
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
        if not low < right.value or self._from_to(left.first, link, opened):
            return None
        doubts = [*left.doubts, *right.doubts]
        return Numeral(left.first, right.last, None, low, right.value, "range", left.share, scaled=right.scaled, word=left.word, doubts=doubts)

    def _range_end(self, at: int) -> Numeral | None:
        tokens = self.tokens
        if at >= len(tokens):
            return None
        if tokens.kinds[at] == NUMBER:
            return None if self.masked(at) or (mask_reason(tokens, at) not in (None, "score")) else self._digits(at)
        return self._fraction(at) or self._words(at) if tokens.entries[at] else None

    def _range_link(self, at: int, opened: bool) -> int:
        tokens = self.tokens
        if tokens.words[at] in _DASHES:
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
        if at and tokens.kinds[at] == MARK and tokens.glued(at) and (whole := tokens.lexicon.code("currencies", tokens.words[at - 1] + tokens.words[at])):
            first, code = at - 1, whole
        numeral.first, numeral.currency = first, str(code)


def _some(first: int, last: int, scale: float) -> Numeral:
    """A vague plural: from two of them to just under ten; dozens from 24 to 99."""
    if scale == 11:  # kilkanaście
        return Numeral(first, last, None, 11.0, 19.0, "vague", word=True)
    high = 99.0 if scale == 12 else 10 * scale - 1
    return Numeral(first, last, None, 2 * scale, high, "vague", word=True)
