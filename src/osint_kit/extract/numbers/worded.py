"""Numbers in words: two hundred and five, двадцять п'ять тисяч, ein Dutzend, half a million."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.numbers.digits import read_digits
from osint_kit.extract.numbers.masks import mask_reason
from osint_kit.extract.numbers.named import before_a_designation, says
from osint_kit.extract.numbers.scales import DASHES, Numeral, ScaleReader
from osint_kit.extract.tokens import MARK, NUMBER, WORD
from osint_kit.lexicon.number_words import CARDINAL, HALF, JOINER, SCALE, Sum

_RANGE: Final = 9  # words between the word that opens a range and its second number


class WordReader(ScaleReader):
    """Adds number words up, as far as they belong together."""

    def _words(self, at: int) -> Numeral | None:
        """Number words: ``two hundred and five``, ``двадцать пять тысяч``, ``ein Dutzend``, ``half a million``."""
        if (length := self._half_a_unit(at)) is not None:
            return length
        number, (end, article, half) = Sum(), self._before_number(at)
        if article and self._is_one_and_more(at):
            article = not number.add(CARDINAL, 1.0)  # un et demi, una coma cinco
        end = self._add_up(number, end)
        if half is not None:
            return self._halved(at, end, number, half)
        if article and number.started and "scales" not in self.tokens.entries[at + 1]:
            return None  # "a five": the article is no part of it; the word is read by itself
        return self._group(at, end, number) or (self._summed(at, end, number, article) if number.started else None)

    def _summed(self, at: int, end: int, number: Sum, article: bool) -> Numeral | None:
        numeral = Numeral(at, end, number.value, bare=number.value, word=True)
        if self._decimals(numeral):
            self._scale(numeral)
            return numeral
        if not self._stands_alone(at, end, article):
            return None
        if number.group > 1 and (halves := self._role(end, HALF)) and halves[1] == 1:
            numeral.value, numeral.last = number.value * halves[0], end + 1  # zwei halbe Tage
        numeral.scaled = number.scale != float("inf")
        if numeral.scaled and not number.group:
            numeral.bare = number.value / number.scale
        if not numeral.scaled:
            self._scale(numeral)
        elif number.scale == 1000 and not number.group and (more := self._more_below(end, 1000)) is not None:
            numeral.value, numeral.last = number.value + more[0], more[1]  # "tres mil 412"
            self._scale(numeral)
        return numeral

    def _half_a_unit(self, at: int) -> Numeral | None:
        """``eine halbe Stunde``, ``pół roku``: half of what one measures by; behind an article, where the language has any."""
        led = "halves" in self.tokens.entries[at] and (
            self.tokens.lexicon.inversion or self.tokens.lexicon.pro_drop or (at > 0 and "articles" in self._entry(at - 1))
        )
        found = self._role(at, HALF) if led and at + 1 < len(self.tokens) else None
        if found is None or found[1] > 1 or not self.tokens.means(at + 1, ("units",)):
            return None
        return Numeral(at, at + 1, found[0], bare=found[0], word=True)

    def _before_number(self, at: int) -> tuple[int, bool, float | None]:
        """Where the number itself begins, whether an article stands before it, and a half: ``half a million``."""
        article = "articles" in self.tokens.entries[at] and CARDINAL not in self.tokens.entries[at]
        end = at + article
        found = self._role(end, HALF)
        if found and found[1] == 1 and any(self._role(end + found[1], role) for role in (SCALE, "collectives", "approximates")):
            return end + found[1], article, found[0]
        return end, article, None

    def _add_up(self, number: Sum, at: int) -> int:
        """Add the words from ``at`` on to the number, as far as they belong together; the token after them."""
        while at < len(self.tokens) and (step := self._step(number, at)) is not None:
            at += step
        return at - number.joined

    def _halved(self, at: int, end: int, number: Sum, half: float) -> Numeral | None:
        """``half a million``, ``half a dozen``."""
        if number.started:
            return Numeral(at, end, half * number.value, bare=half, scaled=True, word=True)
        many = self._group(at, end, number)
        if many is not None and many.value is not None:
            many.value *= half
        return many

    def _is_one_and_more(self, at: int) -> bool:
        """Whether an article is the number one here: a half or a decimal sign stands behind it."""
        after = at + 1
        if after >= len(self.tokens) or "parts" not in self.tokens.entries[at]:
            return False
        half = self._role(after, HALF)
        pointed = "decimal_words" in self.tokens.entries[after] and not self._names_a_place(after, after + 1)
        return pointed or (half is not None and half[1] > 1)

    def _names_a_place(self, point: int, at: int) -> bool:
        """``en un punto 5 kilómetros al este``: behind a word, digits do not go on with a point that is a noun too."""
        kinds = self.tokens.kinds
        digits = at < len(kinds) and kinds[at] == NUMBER != kinds[point - 1]
        return digits and "designators" in self.tokens.entries[point]

    def _words_below(self, at: int, scale: float) -> tuple[float, int] | None:
        """``6 crore and two hundred``: number words that go on below a scale."""
        number = Sum()
        end = self._add_up(number, at)
        fits = number.started and not number.joined and 0 < number.value < scale
        return (number.value, end) if fits and (scale == 100 or number.value >= 100) else None

    def _decimals(self, numeral: Numeral) -> bool:
        """Take in what stands behind a spoken decimal sign: ``deux virgule cinq``, ``one point three``."""
        tokens = self.tokens
        point = tokens.match("decimal_words", numeral.last) if numeral.last < len(tokens) else None
        if point is None or numeral.value is None or numeral.value != int(numeral.value):
            return False
        at = first = numeral.last + point[1]
        if self._names_a_place(numeral.last, at):
            return False
        if at < len(tokens) and tokens.kinds[at] == NUMBER:
            digits, at = tokens.words[at] if tokens.words[at].isdigit() else "", at + 1
        else:
            digits, number = "", Sum()
            while at < len(tokens) and (digit := self._role(at, CARDINAL) or self._role(at, "parts")) and digit[0] < 10:
                digits, at = f"{digits}{digit[0]:.0f}", at + digit[1]
            if not digits:
                at = self._add_up(number, at)
                digits = f"{number.value:.0f}" if at > first else ""
        if not digits:
            return False
        under = self._role(at, "denominators")
        if under is not None and under[0] in (10, 100, 1000):  # пять целых три десятых
            numeral.value, at = numeral.value + int(digits) / under[0], at + under[1]
        else:
            numeral.value = float(f"{numeral.value:.0f}.{digits}")
        numeral.bare, numeral.last = numeral.value, at
        return True

    def _step(self, number: Sum, at: int) -> int | None:
        """Take the next word into the number; how many tokens it took, or None."""
        tokens = self.tokens
        if tokens.kinds[at] == MARK:
            hyphen = tokens.words[at] in DASHES and tokens.glued(at) and tokens.glued(at + 1) and number.started
            return 1 if hyphen and self._role(at + 1, CARDINAL) else None
        roles = (SCALE, CARDINAL, HALF, JOINER) if number.started else (CARDINAL, SCALE)
        for role in roles:
            found = self._role(at, role)
            if found is None or (role == HALF and found[1] == 1):
                continue  # "drei halbe" are no three and a half
            if role == HALF and (below := self._part_of_a_scale(number, at + found[1])) is not None:
                number.total += found[0] * below[0]  # one billion and a half million
                number.scale = below[0]
                return found[1] + below[1]
            if role == JOINER and not self._joins(number, at, at + found[1]):
                continue
            if role == SCALE and not number.started and self._role(at, CARDINAL) is None:
                article = at and not tokens.entries[at - 1].keys().isdisjoint(("articles", HALF))
                if not article and not self._is_hedged_whole(at) and not self._is_scaled_again(at + found[1], found[0]):
                    continue
            if number.joined and role == SCALE:
                continue
            if number.add(role, found[0]):
                return found[1] + (role == SCALE and self._has_stop(at + found[1]))
        if number.joined and (one := self._role(at, "parts")) and number.add(CARDINAL, one[0]):
            return one[1]  # setenta y un, vingt et une
        return None

    def _is_hedged_whole(self, at: int) -> bool:
        """``superan el millón``, ``cerca del millón``: an article of the singular and a hedge before a scale word make it one."""
        tokens = self.tokens
        if at < 2 or "singular" not in tokens.entries[at - 1]:
            return False
        return any(next(tokens.endings("hedges_before", end, max(0, end - 4)), None) for end in (at, at - 1))

    def _part_of_a_scale(self, number: Sum, at: int) -> tuple[float, int] | None:
        below = self._role(at, SCALE)
        return below if below is not None and not number.group and below[0] < number.scale else None

    def _joins(self, number: Sum, at: int, after: int) -> bool:
        """``two hundred and five`` and ``treinta y cinco mil`` go on, ``forty and fifty`` does not."""
        found = self._role(after, CARDINAL) or self._role(after, "parts")
        if found is None or not number.group:
            if found is None or not 0 < found[0] < number.scale or self._is_tens(at):
                return False
            return self._closes(after + found[1]) or self._goes_on_below(after + found[1], number.scale)
        if self._is_tens(at):
            return 20 <= number.last < 100 and 0 < found[0] < (20 if number.last in (60, 80) else 10)
        room = 100 if number.last >= 100 else 10 if number.last >= 20 else 0
        closes = self._closes(after + found[1]) or (room == 100 and self._goes_on_below(after + found[1], number.scale))
        return 0 < found[0] < room and closes

    def _is_tens(self, at: int) -> bool:
        """Whether the joiner stands before a last digit only, as in ``treinta y cinco``."""
        return self.tokens.code(JOINER, at) == "tens"

    def _goes_on_below(self, at: int, scale: float) -> bool:
        """``two hundred and two thousand``, but not where a range is opened: between two hundred and two thousand."""
        tokens = self.tokens
        following = self._role(at, SCALE)
        if following is None or not following[0] < scale:
            return False
        begin = max(tokens.sentence(at)[0], at - _RANGE)
        return not any("range_open" in tokens.entries[i] for i in range(begin, at))

    def _is_scaled_again(self, at: int, scale: float) -> bool:
        """``hundred thousand dollars``: two scale words make a number where one alone is only a word."""
        higher = self._role(at, SCALE)
        return higher is not None and higher[0] >= max(scale, 1000)

    def _closes(self, at: int) -> bool:
        return self._role(at, SCALE) is None

    def _group(self, at: int, end: int, number: Sum) -> Numeral | None:
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
            if self._only_speaks(end):
                return False
            near = [self._entry(i) for i in range(end, min(end + 3, len(tokens))) if tokens.kinds[end] == WORD]
            counted = any(not entry.keys().isdisjoint(("nouns", "units", "currencies", "events")) for entry in near)
            hedged = (
                at > 0
                and not self._entry(at - 1).keys().isdisjoint(("hedges_before", "gap"))
                and tokens.kinds[end : end + 1] == [WORD]
            )
            if any(code == "at_least" for code, _ in tokens.endings("hedges_before", at, at - 3)):
                return True  # "wounding at least one."
            return (
                counted
                or before_a_designation(tokens, end - 1)
                or self._is_one_in(end)
                or (hedged and tokens.words[end].lower() not in tokens.lexicon.function_words)
                or self._goes_on_counting(at, end)
            )
        return True

    def _only_speaks(self, at: int) -> bool:
        """``one protester said``: who speaks is not counted."""
        return says(self.tokens, at + 1) and self.tokens.code("nouns", at) in ("person", "soldier", "responder")

    def _goes_on_counting(self, at: int, end: int) -> bool:
        """``17 человек утонули, один — погиб``: a dash for what was counted before in the sentence."""
        tokens = self.tokens
        if end + 1 >= len(tokens) or tokens.words[end] not in DASHES or tokens.glued(end) or tokens.glued(end + 1):
            return False
        return any(tokens.kinds[i] == NUMBER or CARDINAL in tokens.entries[i] for i in range(tokens.sentence(at)[0], at))

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
        number = Sum()
        end = self._add_up(number, whole)
        if number.started and not number.joined:
            return number.value, end
        scale = self._role(whole, SCALE)
        return (scale[0], whole + scale[1]) if scale else None
