"""What a table's words for quantity, unit, hedge and stance mean, and its cells as numbers."""

from __future__ import annotations

import calendar
import math
import re
from functools import cache
from typing import Any, NamedTuple

from osint_kit.lexicon import available_languages
from osint_kit.read.fields import data
from osint_kit.read.records import Cell, locator
from osint_kit.read.source import Source
from osint_kit.read.times import utc

_NUMBER = re.compile(r"[-+]?\d{1,15}(?:\.\d{0,20})?(?:[eE][-+]?\d{1,2})?")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:[,\u00a0\u202f' ]\d{3})+(?:\.\d+)?")
UNKNOWN = -1.0
_POINTED = re.compile(r"[-+]?(?:\d{1,3}(?:[.\u00a0\u202f' ]\d{3})+|\d{1,15})(?:,\d{0,20})?")
NO_VALUE = frozenset({"", "na", "n/a", "nan", "null", "none", "-", "–", "—", "unknown", "?", "."})


class Quantity(NamedTuple):
    """What a table's word for a quantity counts."""

    kind: str
    item: str | None


class Unit(NamedTuple):
    """Our unit for a table's word, with what else the word says."""

    unit: str | None
    per: str | None
    kind: str | None
    item: str | None


def number(text: str | None, decimal: str = ".") -> float | None:
    """A cell as a number: ``1200``, ``1,139``, ``7.5e-05``, ``12 000``; None for an empty cell and for what is no number.

    A comma counts as a thousands mark where groups of three follow it. ``1,5`` is no number here: nothing says which it is,
    unless ``decimal`` says that a comma begins the decimals; then points part the thousands.

    >>> number("1.234,5", decimal=","), number("1.234", decimal=","), number("1.5", decimal=",")
    (1234.5, 1234.0, None)
    """
    text = (text or "").strip().replace("−", "-")
    if text.lower() in NO_VALUE:
        return None
    if decimal == ",":
        if not _POINTED.fullmatch(text):
            return None
        text = re.sub(r"[.\u00a0\u202f' ]", "", text).replace(",", ".")
    if _GROUPED.fullmatch(text):
        text = re.sub(r"[,\u00a0\u202f' ]", "", text)
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def quantity(name: str) -> Quantity:
    """Kind and item of a quantity's name.

    >>> quantity("troops_sent_total")
    Quantity(kind='personnel', item='soldiers')
    """
    whole = "_".join(re.split(r"[^\w%$€]+", name.lower().strip()))
    words = {singular(word) for word in whole.split("_")} | {whole}
    for line in data("quantities.yaml"):
        if words & {singular(word) for word in line["words"]}:
            return Quantity(line["kind"], line.get("item"))
    return Quantity("other", None)


def equipment(category: str) -> str:
    """The kind of a category in a table of losses of equipment: munitions, people, or else equipment."""
    kind = quantity(category).kind
    if kind == "casualties" and "casualt" not in category.lower():
        kind = "equipment"  # "losses of …" are losses of things here
    return kind if kind in _LOST else "equipment"


_LOST = frozenset({"munitions", "personnel", "killed", "wounded", "captured", "missing", "casualties"})


def rate_in(name: str) -> str | None:
    """The denominator that a quantity's name states: ``casualties_per_week`` → ``week``."""
    found = re.search(
        r"(?:^|_|\b)(?:per|a)_(hour|day|week|month|year)(?:_|\b|$)|(?:^|_)(daily|weekly|monthly|yearly|annual)(?:_|$)",
        name.lower(),
    )
    if not found:
        return None
    return found[1] or {"daily": "day", "weekly": "week", "monthly": "month"}.get(found[2], "year")


def unit(text: str | None) -> Unit:
    """Unit, denominator, and the kind and item that a unit's word settles.

    >>> unit("rounds/year")
    Unit(unit=None, per='year', kind=None, item='rounds')
    """
    whole, _, per = (text or "").strip().partition("/")
    if not per and " per " in whole:
        whole, _, per = whole.partition(" per ")
    word = singular(whole.strip().lower())
    for line in data("units.yaml"):
        if word in {singular(known) for known in line["words"]}:
            item = whole.strip() if line["unit"] is None and word not in _COUNTING else None
            return Unit(line["unit"], per.strip().lower() or None, line.get("kind"), item or None)
    return Unit(None, per.strip().lower() or None, None, whole.strip() or None)


_COUNTING = frozenset({"", "piece", "unit", "item", "person", "people", "statement", "count", "number", "event"})


def hedge_of(text: str | None) -> str | None:
    """Our hedge for a ledger's word; None where it gives none or one we do not know."""
    return _meanings("hedge").get(_word(text))


def stance_of(text: str | None) -> str | None:
    """Our stance for a ledger's word; None where it gives none or one we do not know."""
    return _meanings("stance").get(_word(text))


@cache
def _meanings(part: str) -> dict[str, str]:
    return {word: meaning for meaning, words in data("ledger_words.yaml")[part].items() for word in words}


def _word(text: str | None) -> str:
    return "_".join((text or "").strip().lower().replace("-", " ").rstrip(".").split())


def singular(word: str) -> str:
    """An English word without its plural ending, well enough to compare two spellings."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        return word[:-1]
    return word


def bounds(
    hedge: str | None, low: float | None, best: float | None, high: float | None
) -> tuple[str, float | None, float | None, float | None]:
    """(hedge, value, low, high) of what a row states as low, best and high under a word for its hedge.

    Bounds are kept as stated. Where the word itself fixes a bound and the row leaves it empty, the value stands there.
    With ``about`` and ``almost`` a bound that only repeats the value says nothing and is left open.
    """
    if hedge is None:
        if best is not None:
            hedge = "exact" if (low is None or low == best) and (high is None or high == best) else "about"
        elif low is not None and high is not None:
            hedge = "range"
        else:
            hedge = "at_least" if low is not None else "up_to"
    if best is None and hedge in ("at_least", "more_than", "up_to", "less_than"):
        best = low if hedge in ("at_least", "more_than") else high
    if best is None and hedge in ("exact", "about", "almost") and (low is not None) != (high is not None):
        best = low if low is not None else high
    if hedge == "exact":
        low = best if low is None else low
        high = best if high is None else high
    elif hedge in ("at_least", "more_than"):
        low = best if low is None else low
    elif hedge in ("up_to", "less_than"):
        high = best if high is None else high
    elif hedge in ("about", "almost"):
        low = None if low == best else low
        high = None if high == best else high
    else:
        best = None
    return hedge, best, low, high


def amount(origin: Source, row: str, column: str, quote: str | None, /, **about: Any) -> Cell | None:
    """The cell of a column that states one exact number; None where it is empty, and a problem where it is no number.

    A level of -1 stands for "unknown" in many exports and is no value; a change (``delta``) may be below zero.
    ``about`` sets the other columns of the cell; a hedge in it decides which bounds the number fixes.
    """
    quote = (quote or "").strip()
    value = number(quote)
    if value is None:
        if quote.lower() not in NO_VALUE:
            origin.problem(f"{column} is {quote[:60]!r}, which is no number", row, quote)
        return None
    if value == UNKNOWN and not about.get("delta"):
        return None
    hedge, value, low, high = bounds(about.pop("hedge", "exact"), about.pop("low", None), value, about.pop("high", None))
    return Cell(locator(int(row.partition("=")[2]), column), quote, value=value, hedge=hedge, low=low, high=high, **about)


_SIGNED = re.compile(r"(?P<before>[^\d+-]*?)\s*(?P<number>[-+]?\d[\d.,\u00a0\u202f' ]*)(?P<more>\+?)")


def signed_number(written: str, decimal: str = ".") -> tuple[str | None, float | None]:
    """(words of a hedge, number) of a cell; the number is None where it is none.

    >>> signed_number("~300"), signed_number("ca. 1.200", ","), signed_number("200+"), signed_number("T-72")
    (('~', 300.0), ('ca.', 1200.0), ('at_least', 200.0), (None, None))
    """
    plain = number(written, decimal)
    if plain is not None:
        return None, plain
    found = _SIGNED.fullmatch(written)
    words = "at_least" if found and found["more"] else found["before"].strip() if found else ""
    if found is None or hedge_of(words) is None or (found["more"] and found["before"].strip()):
        return None, None
    return words, number(found["number"].strip(), decimal)


def period(text: str | None, *, day_first: bool = False) -> tuple[str | None, str | None]:
    """First and last day of a date, a month or a year as a table writes it; both None for anything else.

    Dates with slashes, dots or hyphens that begin with the day or the month are read by ``day_first``.

    >>> period("2024-11"), period("März 2024"), period("8 лютого 2025")
    (('2024-11-01', '2024-11-30'), ('2024-03-01', '2024-03-31'), ('2025-02-08', '2025-02-08'))
    """
    text = " ".join((text or "").split())
    if re.fullmatch(r"\d{4}(?:\.0)?", text):
        return f"{text[:4]}-01-01", f"{text[:4]}-12-31"
    if found := re.fullmatch(r"(?:(\d{4})-)?(\d{1,2}|[^\W\d]{3,12})\.?(?:[ /.-](\d{4}))?", text):
        year, month = int(found[1] or found[3] or 0), int(found[2]) if found[2].isdigit() else month_of(found[2])
        if not year or (found[1] and found[3]) or not 1 <= month <= 12:
            return None, None
        return f"{year}-{month:02d}-01", f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"
    if found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
        days, months = (found[1], found[2]) if day_first else (found[2], found[1])
        text = f"{found[3]}-{months}-{days}"
    elif found := re.fullmatch(r"(\d{1,2})\.? ([^\W\d]{3,12})\.? (\d{4})", text):
        text = f"{found[3]}-{month_of(found[2])}-{found[1]}"
    moment = utc(text)
    return (moment[:10], moment[:10]) if moment and len(moment) >= 10 else (None, None)


def month_of(name: str) -> int:
    """The number of a month's name, whole or cut short, in the languages that are read; 0 for another word.

    >>> month_of("Mar"), month_of("März"), month_of("лютого"), month_of("mayor")
    (3, 3, 2, 0)
    """
    return _month_names().get(name.casefold().rstrip("."), 0)


@cache
def _month_names() -> dict[str, int]:
    from babel.dates import get_month_names

    names: dict[str, int] = {}
    for language in available_languages():
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    names.setdefault(name.casefold().rstrip("."), number)
    return names
