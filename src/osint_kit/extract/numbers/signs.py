"""The sign of a number: -12 °C, minus five percent, мінус 3 градуси; and dashes and words that only look like one."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.tokens import MARK, NUMBER, WORD, Tokens

_SIGNS: Final = frozenset("-−–")
_BRACKETS: Final = frozenset('([«"„“')
_HEDGE: Final = 3  # words of a hedge that may end with a word for minus: au moins, más o menos


def sign_before(tokens: Tokens, first: int, last: int) -> int | None:
    """The token with the sign of the numeral from ``first`` to ``last``, or None where it has none.

    A dash that opens a line before counted people or things is a bullet, and people are never fewer than none.
    """
    before = first - 1
    if before < 0:
        return None
    if tokens.words[before] in _SIGNS:
        if tokens.kinds[first] == WORD and not _is_measured(tokens, first) and not _is_measured(tokens, last):
            return None  # "-dos electrocutados y un ahogado-"
        return before if tokens.glued(first) and _is_a_sign(tokens, before, last) else None
    if "minus" not in tokens.entries[before] or _ends_a_hedge(tokens, before, first) or _counts_things(tokens, last):
        return None
    subtracts = before > 0 and (tokens.kinds[before - 1] == NUMBER or not _SUBTRAHENDS.isdisjoint(tokens.entries[before - 1]))
    return None if subtracts else before


_SUBTRAHENDS: Final = frozenset(("cardinals", "units"))  # las ocho menos diez


_PEOPLE: Final = frozenset(("person", "civilian", "soldier", "responder", "dead", "wounded", "captive", "missing", "displaced"))


def _is_a_sign(tokens: Tokens, at: int, last: int) -> bool:
    if tokens.words[at] == "–" and not _is_measured(tokens, last):
        return False  # a dash of the text, set without its spaces
    opens = at == 0 or tokens.words[at - 1][0] == "\n"
    if opens:
        return not _counts_things(tokens, last)
    if tokens.words[at] == "-" and last < len(tokens) and tokens.code("nouns", last) in _PEOPLE:
        return False  # "110 muertos -46 civiles y 64 soldados-"
    return not tokens.glued(at) or tokens.words[at - 1] in _BRACKETS


def _is_measured(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens.means(at, ("units", "currencies"))


def _counts_things(tokens: Tokens, at: int) -> bool:
    """Whether people or things, and no measure, stand right behind a numeral."""
    if at >= len(tokens) or tokens.kinds[at] == MARK or _is_measured(tokens, at):
        return False
    return tokens.means(at, ("nouns", "events"))


def _ends_a_hedge(tokens: Tokens, word: int, end: int) -> bool:
    for first in range(max(0, word - _HEDGE), word):
        found = tokens.match("hedges_before", first)
        if found is not None and first + found[1] >= end:
            return True
    return False
