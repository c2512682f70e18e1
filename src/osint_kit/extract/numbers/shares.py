"""Parts of a whole and numbers that stay open: two thirds, one in ten, dozens, several hundred."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.numbers.scales import DASHES, Numeral
from osint_kit.extract.numbers.worded import WordReader
from osint_kit.extract.tokens import MARK, NUMBER, WORD
from osint_kit.lexicon.number_words import CARDINAL, SCALE

_OWNER: Final = 5  # tokens of whose a counted noun is: "de la fonction publique"


class ShareReader(WordReader):
    """Reads fractions in percent, and vague plurals as intervals."""

    def _out_of(self, part: Numeral | None) -> Numeral | None:
        """``one in ten`` as a share of the whole; anything else as it was."""
        if part is None or part.value is None or part.scaled or part.last >= len(self.tokens):
            return part
        near = self._one_in(part.last)
        whole = near or self._past_a_noun(part)
        if whole is None or not 0 < part.value < whole[0] or whole[0] > 100_000:
            return part
        link = part.last if near else self._link_behind(part.last)
        phrase = self.tokens.match("one_in", link)
        plain = phrase is not None and phrase[1] == 1
        worded = part.word and self.tokens.kinds[link + 1] != NUMBER
        even = whole[0] in (10, 100, 1000)
        round_whole = worded and (even or whole[0] == part.value + 1)  # seven in ten, four of five
        round_whole = round_whole or (link > part.last and whole[0] in (10, 100))  # 4 habitants sur 10
        behind = self._entry(whole[1])  # 6 in 10 voters
        tens = plain and whole[0] in (10, 100) and "linkers" not in self.tokens.entries[part.last]
        round_whole = round_whole or (tens and ("nouns" not in behind or self.tokens.code("nouns", whole[1]) == "person"))
        one = part.value == 1 and "linkers" not in self.tokens.entries[part.last]  # 1 in 5, but not "1 of 5"
        if plain and not round_whole and not one and not (part.word and part.value <= 3 and whole[0] <= 100):
            return part  # "12 in 20 villages" counts villages
        if plain and self.tokens.code("units", whole[1]) is not None if whole[1] < len(self.tokens) else False:
            return part  # "1 in 12 hours"
        if not part.word and not even and part.value > 3:
            return part  # "56 out of 108 drones"
        return Numeral(part.first, whole[1], 100 * part.value / whole[0], share=True, word=True)

    def _past_a_noun(self, part: Numeral) -> tuple[float, int] | None:
        """The whole in ``six habitants sur dix``: ten, a hundred or a thousand, or a small whole in words, of nothing else."""
        tokens = self.tokens
        if part.last + 2 >= len(tokens) or tokens.kinds[part.last] != WORD:
            return None
        known, link = "nouns" in tokens.entries[part.last], self._link_behind(part.last)
        if not known and (tokens.entries[part.last] or not tokens.words[part.last].islower()):
            return None
        whole = self._one_in(link) if "one_in" in tokens.entries[link] else None
        if whole is None or (whole[0] not in (10, 100, 1000) and (tokens.kinds[link + 1] == NUMBER or whole[0] > 5)):
            return None
        if not known and whole[0] not in (10, 100):
            return None
        counted = not self._entry(whole[1]).keys().isdisjoint(("nouns", "units", "currencies", "linkers"))
        return None if counted else whole

    def _link_behind(self, noun: int) -> int:
        """The word for "in" behind a noun and whose it is: ``salarié [de la SNCF] sur trois``; else the token after the noun."""
        tokens, entries, link = self.tokens, self.tokens.entries, noun + 1
        if link + 2 >= len(tokens) or tokens.code("grammar", link) != "of" or "one_in" in entries[link]:
            return link
        for at in range(link + 1, min(link + _OWNER, len(tokens) - 1)):
            if tokens.kinds[at] != WORD or tokens.joins(at):
                return link
            if "one_in" in entries[at]:
                return at
        return link

    def _one_out_of(self, at: int) -> Numeral | None:
        """``un habitant sur trois``, ``eine von zehn``: the article counts where a whole follows."""
        for link in (at + 1, self._link_behind(at + 1)):
            if link >= len(self.tokens) or self.tokens.kinds[link] == MARK:
                return None
            phrase, whole = self.tokens.match("one_in", link), self._one_in(link)
            if phrase is None or whole is None:
                continue
            if self.tokens.kinds[at] == NUMBER and (link == at + 1 or "units" in self._entry(whole[1])):
                return None  # 1 in 5 is read by itself; 1 killed in 3 days
            loose = "linkers" in self.tokens.entries[link] or "nouns" in self._entry(whole[1])
            if (whole[0] > 100 and link > at + 1) or whole[0] < 2 or (link > at + 1 and loose and phrase[1] == 1):
                return None
            return Numeral(at, whole[1], 100 / whole[0], share=True, word=True)
        return None

    def _fraction(self, at: int) -> Numeral | None:
        """``two thirds``, ``die Hälfte``, ``jeder zehnte`` in percent."""
        tokens = self.tokens
        if "each" in tokens.entries[at] and at + 1 < len(tokens) and (nth := self._role(at + 1, "ordinals")) and nth[0] > 1:
            return Numeral(at, at + 1 + nth[1], 100 / nth[0], share=True, word=True)
        longer = tokens.match("cardinals", at)
        if (found := tokens.match("fractions", at)) and not (longer and longer[1] > found[1]):  # half a dozen
            if at and not tokens.entries[at - 1].keys().isdisjoint(("ordinals", "date_ordinals")):
                return None  # в первой половине
            length = found[1]
            if self._role(at + 1, SCALE) or (
                at + 2 < len(tokens) and "articles" in self._entry(at + 1) and self._role(at + 2, SCALE)
            ):
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
        if after < len(tokens) and tokens.words[after] in DASHES and tokens.glued(after):
            after += 1
        under = self._role(after, "denominators")
        if under is None or not 0 < top < under[0]:
            return None
        ordinal = "ordinals" in self._entry(after) and (
            tokens.lexicon.lists("ordinals", tokens.words[after]) or not tokens.lexicon.lists("denominators", tokens.words[after])
        )
        part = at > 0 and "subset" in tokens.entries[at - 1]  # "dont un quart déposées par …"
        if top == 1 and ordinal and not (part or self._opens_a_whole(after + under[1]) or self._is_hedged(at)):
            return None  # "a third attack" is an ordinal
        return self._of_a_scale(at, after + under[1], top / under[0], ordinal and top == 1) or Numeral(
            at, after + under[1], 100 * top / under[0], share=True, word=True
        )

    def _of_a_scale(self, first: int, at: int, part: float, ordinal: bool) -> Numeral | None:
        """``a quarter of a million``, ``three quarters billion``: a part of a number that is named by itself."""
        tokens = self.tokens
        if not ordinal and (scale := self._role(at, SCALE)) is not None and scale[0] >= 1e6:
            return Numeral(first, at + scale[1], part * scale[0], bare=part, scaled=True, word=True)
        while (
            at < len(tokens) and not self._entry(at).keys().isdisjoint(("linkers", "articles")) and SCALE not in self._entry(at)
        ):
            at += 1
        scale = self._role(at, SCALE)
        if scale is None or scale[0] < 1e6 or tokens.kinds[at - 1] == MARK or "articles" not in self._entry(at - 1):
            return None
        return Numeral(first, at + scale[1], part * scale[0], bare=part, scaled=True, word=True)

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
                if (size := self._role(after, section)) is not None:
                    value, last = size[0], after + size[1]
                    if (power := self._role(last, SCALE)) is not None:
                        value, last = value * power[0], last + power[1]
                    return _some(at, last, value)
        return None

    def _is_hedged(self, at: int) -> bool:
        return any(code != "exact" for code, _ in self.tokens.endings("hedges_before", at, at - 3))


def _some(first: int, last: int, scale: float) -> Numeral:
    """A vague plural: from two of them to just under ten; dozens from 24 to 99."""
    if scale == 11:  # kilkanaście
        return Numeral(first, last, None, 11.0, 19.0, "vague", word=True)
    high = 99.0 if scale in (12, 20) else 10 * scale - 1  # dozens and scores are fewer than hundreds
    return Numeral(first, last, None, 2 * scale, high, "vague", word=True)
