"""What the digits and the signs at them show: identifiers, coordinates, versions, decimals that begin with a point."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.numbers.named import is_all_there_is
from osint_kit.extract.tokens import MARK, NUMBER, WORD, Tokens

_PAIR: Final = 5  # tokens between the two numbers of a place
_MEASURES: Final = ("units", "currencies", "scales")
_OPENERS: Final = "-−(~<>≈"  # may be glued before the point of a decimal


def by_its_digits(tokens: Tokens, at: int) -> str | None:
    """``0049`` and ``123456789012345`` are identifiers, ``48.8566, 2.3522`` a place."""
    word = tokens.words[at]
    if word.isdigit():
        if len(word) > 13:
            return "identifier"
        padded = word[0] == "0" and len(word) > 1 and not behind_a_point(tokens, at) and not _counts_padded(tokens, at)
        return "identifier" if padded else None
    placed = (
        (_has_long_decimals(word) and _is_one_of_a_pair(tokens, at)) or _are_degrees(tokens, at) or _are_degrees(tokens, at - 2)
    )
    return "coordinate" if placed else None


def _counts_padded(tokens: Tokens, at: int) -> bool:
    """``07 terroristes interpellés``: two digits, the first a nought, right before people or things."""
    word, after = tokens.words[at], at + 1
    if len(word) != 2 or word == "00" or after >= len(tokens) or tokens.kinds[after] != WORD or not tokens.words[after].islower():
        return False
    return "nouns" in tokens.entries[after] and tokens.match("nouns", after) is not None


def _has_long_decimals(word: str) -> bool:
    return word.count(".") == 1 and len(word.rpartition(".")[2]) > 3 and "," not in word


def _are_degrees(tokens: Tokens, at: int) -> bool:
    """``49.98, 36.25``: two numbers with two decimals or more, alone, of which the first is no more than 90."""
    if not 0 <= at < len(tokens) - 2 or tokens.words[at + 1] != "," or tokens.glued(at + 2):
        return False
    pair = tokens.words[at], tokens.words[at + 2]
    if not all(word.count(".") == 1 and "," not in word and len(word.rpartition(".")[2]) > 1 for word in pair):
        return False
    counted = at + 3 < len(tokens) and tokens.kinds[at + 3] != MARK
    signed = at > 0 and "currencies" in tokens.entries[at - 1]
    return not counted and not signed and float(pair[0]) <= 90 and float(pair[1]) <= 180


def _is_one_of_a_pair(tokens: Tokens, at: int) -> bool:
    """Coordinates come in twos; ``$1.0845`` is a rate and ``0.00012`` a measure."""
    near = (*range(max(0, at - _PAIR), at), *range(at + 1, min(at + _PAIR + 1, len(tokens))))
    paired = any(tokens.kinds[i] == NUMBER and _has_long_decimals(tokens.words[i]) for i in near)
    signed = at > 0 and "currencies" in tokens.entries[at - 1]
    measured = _is_measured(tokens, at) and tokens.code("units", at + 1) != "degree"
    long = len(tokens.words[at].partition(".")[0]) > 3 and not is_all_there_is(tokens, at)  # build 22621.2134
    return (paired or long) and not signed and not measured


def _is_measured(tokens: Tokens, at: int) -> bool:
    return at + 1 < len(tokens) and tokens.means(at + 1, _MEASURES)


def behind_a_point(tokens: Tokens, at: int) -> bool:
    """``.77``, ``,5 %``: digits behind a decimal sign to which nothing else is glued; what they measure stands behind them."""
    if not tokens.glued(at) or tokens.words[at - 1] not in (".", tokens.lexicon.decimal) or not tokens.words[at].isdigit():
        return False
    if at > 1 and tokens.glued(at - 1) and tokens.words[at - 2] not in _OPENERS:
        return False
    return is_all_there_is(tokens, at) or _is_measured(tokens, at)


def by_the_signs_around(tokens: Tokens, at: int) -> str | None:
    """``13.6 N``, ``5,45 × 39``, ``22.04`` where the point is no decimal sign."""
    word, after = tokens.words[at], at + 1
    following = tokens.words[after] if after < len(tokens) else ""
    pointed = "." in word or "," in word
    if pointed and len(following) == 1 and following in "NSEWO" and not tokens.glued(after):
        return "coordinate"
    if following == "(" and tokens.glued(after) and word.isdigit() and _is_an_issue(tokens, after):
        return "reference"
    if following == "×" or (at and tokens.words[at - 1] == "×"):
        return "calibre"
    if at > 1 and tokens.words[at - 1] == tokens.words[at - 2] == "*":
        return "identifier"  # **** 4417
    if word.count(".") == 1 and tokens.lexicon.decimal == "," and len(word.rpartition(".")[2]) < 3:
        measured = after < len(tokens) and not tokens.entries[after].keys().isdisjoint(
            ("scales", "short_scales", "units", "currencies", "nouns")
        )
        signed = at and "currencies" in tokens.entries[at - 1]
        return None if measured or signed or _is_an_amount(tokens, at) else "version"
    return None


def _is_an_issue(tokens: Tokens, opening: int) -> bool:
    """``41(3)``: the number of an issue in brackets right behind that of its volume."""
    inside = opening + 1
    return (
        tokens.kinds[inside : inside + 1] == [NUMBER] and tokens.glued(inside) and tokens.words[inside + 1 : inside + 2] == [")"]
    )


def _is_an_amount(tokens: Tokens, at: int) -> bool:
    """``0.77`` and ``1450.50`` where the point is no decimal sign: no day, no time, and no version behind a name."""
    whole = tokens.words[at].partition(".")[0]
    named = at > 0 and tokens.kinds[at - 1] == WORD and not (tokens.entries[at - 1] and tokens.words[at - 1].islower())
    return ((whole == "0" or len(whole) > 3) and not named) or is_all_there_is(tokens, at)


def is_short_code(word: str) -> bool:
    """``USD``, ``RM``, ``Rs``: the code of a currency that may be glued to its amount."""
    return (word.isupper() and len(word) in (2, 3)) or (len(word) == 2 and word.istitle())


def is_hour_with_minutes(word: str) -> bool:
    """Whether a number with a point can be a time of the day: ``7.42``, ``23.59``."""
    hour, _, minutes = word.partition(".")
    return len(minutes) == 2 and (hour + minutes).isdigit() and int(hour) < 24 and minutes < "60"
