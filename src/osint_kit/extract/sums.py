"""Sums of money that are said without a currency: ``Le déficit atteindrait 41 milliards``."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.counted.nouns_before import measured_before
from osint_kit.extract.figure import Figure
from osint_kit.extract.tokens import WORD, Tokens

_BEFORE: Final = 12  # words before a bare number in which a word for a sum may stand
_AFTER: Final = 4


def name_sums(tokens: Tokens, figures: list[Figure]) -> None:
    """Make money of bare millions where the clause speaks of a budget, a debt, a cost; the currency is that of the sum before."""
    currency: str | None = None
    for figure in figures:
        thing = figure.thing
        if thing.money:
            currency = thing.unit or currency
        elif figure.numeral.scaled and figure.kind == "other" and thing.unit is None and _is_a_sum(tokens, figure):
            figure.kind, thing.money, thing.unit = "money", True, currency
            if not thing.named:
                measured_before(tokens, figure.numeral, thing)


def _is_a_sum(tokens: Tokens, figure: Figure) -> bool:
    """Whether nothing but money can be counted: the number has no known noun, and a word for a sum stands near."""
    thing, numeral = figure.thing, figure.numeral
    if thing.own:
        return thing.noun is None and any(_names_a_sum(tokens, at) for at in range(thing.first, thing.last))
    if thing.noun is not None:
        return False
    after = range(numeral.last, min(numeral.last + _AFTER, figure.end))
    for at in (*range(numeral.first - 1, max(figure.begin, numeral.first - _BEFORE) - 1, -1), *after):
        if tokens.words[at] in ";:" or (at > numeral.first and tokens.kinds[at] != WORD):
            return False
        if _names_a_sum(tokens, at):
            return True
    return False


def _names_a_sum(tokens: Tokens, at: int) -> bool:
    return "sums" in tokens.entries[at] and tokens.match("sums", at) is not None
