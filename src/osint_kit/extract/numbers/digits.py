"""A run of digits with its separators: which sign groups, which is the decimal point, and what else it could mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_SPACES: Final = "    "
_APOSTROPHES: Final = "'’٬"
_TRANSLATE: Final = str.maketrans({**dict.fromkeys(_SPACES, " "), **dict.fromkeys(_APOSTROPHES, "'"), "·": "."})


@dataclass(frozen=True, slots=True)
class Reading:
    """A value, and the other value that the same digits would have if the separator meant the other thing."""

    value: float
    other: float | None = None


def read_digits(raw: str, decimal: str, measured: bool = False, decimals_seen: frozenset[str] = frozenset()) -> Reading | None:
    """The value of digits as written, or None where they are no number (a version, a date, an identifier).

    ``decimal`` is the language's decimal sign; ``measured`` is true where fractions are to be expected (before a scale word,
    a unit or a percent sign); ``decimals_seen`` holds the signs that other numbers of the document use as decimal signs.

    >>> read_digits("1.080", ",").value, read_digits("1,080", ",").other, read_digits("2,5", ",").value
    (1080.0, 1.08, 2.5)
    >>> read_digits("12,34,567", ".").value, read_digits("1.2.3", ".") is None
    (1234567.0, True)
    """
    text = raw.translate(_TRANSLATE)
    signs = [sign for sign in text if not sign.isdigit()]
    if not signs:
        return None if len(text) > 13 or (len(text) > 2 and text[0] == "0") else Reading(float(text))  # 07 blessés, not 007
    kinds = set(signs)
    if len(kinds) == 1:
        return _one_sign(text, signs[0], len(signs), decimal, measured, decimals_seen)
    if len(kinds) == 2 and signs.count(signs[-1]) == 1 and signs[-1] in ".,":
        whole, _, fraction = text.rpartition(signs[-1])
        if _grouped(whole.split(signs[0])):
            return Reading(_number(whole.replace(signs[0], ""), fraction))
    return None


def _one_sign(text: str, sign: str, count: int, decimal: str, measured: bool, decimals_seen: frozenset[str]) -> Reading | None:
    groups = text.split(sign)
    if sign in " '" or count > 1:
        return Reading(float("".join(groups))) if _grouped(groups) else None
    whole, fraction = groups
    if len(fraction) != 3 or len(whole) > 3 or whole[0] == "0":
        if len(whole) > 1 and whole[0] == "0":
            return None
        return Reading(_number(whole, fraction))
    grouped, split = float(whole + fraction), _number(whole, fraction)
    other = "." if sign == "," else ","
    if measured and sign == decimal and (fraction == "000" or (other in decimals_seen and sign not in decimals_seen)):
        return Reading(grouped, split)  # $34,000 millones, beside 4.3 millones
    if sign == decimal and measured:
        return Reading(split, grouped)
    if sign in decimals_seen and measured:
        return Reading(split, grouped)
    if sign == decimal or sign in decimals_seen:
        return Reading(grouped, split)  # people and tanks come whole; the other reading stays a doubt
    return Reading(grouped)


def _grouped(groups: list[str]) -> bool:
    """Thousands in threes, or the Indian way: twos and a last three."""
    first, *rest = groups
    if not first or len(first) > 3 or (first[0] == "0" and len(rest) > 0) or not rest:
        return bool(first) and not rest
    threes = all(len(group) == 3 for group in rest)
    indian = len(first) <= 2 and len(rest) > 1 and len(rest[-1]) == 3 and all(len(group) == 2 for group in rest[:-1])
    return threes or indian


def _number(whole: str, fraction: str) -> float:
    return float(f"{whole}.{fraction}")


def decimal_signs(numbers: Iterable[str]) -> frozenset[str]:
    """The signs that numbers of a document use as decimal signs beyond doubt: ``3,5`` and ``1.234,5`` show a comma."""
    seen = set()
    for raw in numbers:
        for sign in ".,":
            whole, found, fraction = raw.rpartition(sign)
            if found and sign not in whole and fraction.isdigit() and len(fraction) != 3 and whole[-1:].isdigit():
                seen.add(sign)
    return frozenset(seen)


def both_signs_group(numbers: Iterable[str]) -> bool:
    """True where a document groups thousands now with a point, now with a comma: ``1.080`` and ``1,080``."""
    signs = {raw[-4] for raw in numbers if len(raw) > 4 and raw[-4] in ".," and raw[-3:].isdigit()}
    return len(signs) == 2
