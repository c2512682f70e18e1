"""Which francs, dollars or pesos: those that the text names elsewhere, or those of the country it tells of."""

from __future__ import annotations

from collections import Counter
from typing import Final

from osint_kit.extract.figure import Figure
from osint_kit.extract.tokens import Tokens

_BARE: Final = ("XXX", "USD")  # what a currency word without its country is read as
_NEAR: Final = 3  # tokens between a number and its currency


def settle_currencies(tokens: Tokens, figures: list[Figure]) -> None:
    """Give sums in bare francs or dollars the currency of the text; nothing where no country is named."""
    bare = [(figure, codes) for figure in figures if figure.thing.unit in _BARE and (codes := _candidates(tokens, figure))]
    if not bare:
        return
    said = {figure.thing.unit for figure in figures}
    places = [(at, str(found[0])) for at in _mentions(tokens) if (found := tokens.match("currency_places", at))]
    for figure, codes in bare:
        own = figure.thing.unit or ""
        named = codes & said
        if named and own == "USD":
            continue  # "12 millions de dollars, soit 16 millions de dollars canadiens"
        here = Counter(code for at, code in places if figure.begin <= at < figure.end)
        votes = here or Counter(code for _, code in places)
        best = min(named or codes, key=lambda code: (-votes[code], code))
        if named or votes[best] > votes[own]:
            figure.thing.unit = best


def _mentions(tokens: Tokens) -> list[int]:
    return [at for at, entry in enumerate(tokens.entries) if "currency_places" in entry]


def _candidates(tokens: Tokens, figure: Figure) -> set[str]:
    """The currencies whose full name begins with the word that stands alone beside a number: francs [suisses], dollars [canadiens]."""
    numeral = figure.numeral
    for at in (*range(numeral.last, min(numeral.last + _NEAR, len(tokens))), numeral.first - 1):
        if at >= 0 and "currencies" in tokens.entries[at]:
            found = tokens.match("currencies", at)
            if found is None or found[1] > 1:
                return set()
            return {str(code) for rest, code in tokens.entries[at]["currencies"] if rest} - {str(found[0])}
    return set()
