"""A researcher's own ledger: one row an attributed figure with low, best, high, hedge, source and stance.

Its judgements about other rows (``relation``, ``related_claim``) are never read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from osint_kit.read.csv_rows import rows
from osint_kit.read.fields import plain
from osint_kit.read.quantities import bounds, hedge_of, number, period, quantity, rate_in, stance_of, unit
from osint_kit.read.records import Cell, Record, dataset, locator
from osint_kit.read.source import Source
from osint_kit.read.times import utc

NAME = "ledger"

# What each part may be called, without capitals, blanks and underscores; the first that the table has counts.
_NAMES = {
    "quantity": ("quantity", "attribute", "measure", "topic"),
    "best": ("best", "value"),
    "low": ("low",),
    "high": ("high",),
    "source": ("sourceactor", "source"),
    "relay": ("via", "relay"),
    "item": ("item", "object"),
    "as_of": ("asof", "asofstart", "date"),
}
_TELLING = {"hedge", "stance", "unit"}


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    if source.csv is None:
        return None
    columns = _columns(source.csv.header)
    if {"quantity", "best", "source"} <= columns.keys() and _TELLING & {plain(name) for name in source.csv.header}:
        return f"a ledger of figures: columns {', '.join(columns[name] for name in ('quantity', 'best', 'source'))}"
    return None


def _columns(header: Iterable[str]) -> dict[str, str]:
    """Part → the table's own name for it."""
    known = {plain(name): name for name in reversed(list(header))}
    return {part: known[name] for part, names in _NAMES.items() for name in reversed(names) if name in known}


def read(source: Source) -> Iterator[Record]:
    """The records of the file."""
    yield dataset(source.stem)
    columns: dict[str, str] = {}
    for row_number, row in rows(source):
        columns = columns or _columns(row)
        written = {plain(name): value.strip() for name, value in row.items()}
        written |= {part: row[name].strip() for part, name in columns.items()}
        cell = _cell(source, row_number, written, columns)
        if cell is not None:
            yield cell


def _cell(source: Source, row_number: int, row: Mapping[str, str], columns: Mapping[str, str]) -> Cell | None:
    """The figure of one row; None where it states no amount."""
    place = f"row={row_number}"
    stated = {}
    for name in ("low", "best", "high"):
        stated[name] = number(row.get(name))
        if row.get(name) and stated[name] is None:
            source.problem(f"{columns[name]} is {row[name][:60]!r}, which is no number", place, " ".join(row.values()))
            return None
    if all(value is None for value in stated.values()):
        return None
    hedge_words, stance_words = row.get("hedge") or None, row.get("stance") or None
    known, stance = hedge_of(hedge_words), stance_of(stance_words)
    for name, word, meaning in (("hedge", hedge_words, known), ("stance", stance_words, stance)):
        if word and meaning is None:
            source.problem(f"the {name} {word!r} is not known; the row was read without it", place, " ".join(row.values()))
    hedge, value, low, high = bounds(known, stated["low"], stated["best"], stated["high"])
    column = next(name for name in ("best", "low", "high") if stated[name] is not None)
    name = row.get("quantity", "")
    what, measure = quantity(name), unit(row.get("unit"))
    start, end = period(row.get("as_of"))
    return Cell(
        locator=locator(row_number, columns[column]),
        quote=row[column],
        value=value, hedge=hedge, hedge_words=hedge_words, low=low, high=high,
        unit=measure.unit,
        per=measure.per or rate_in(name),
        kind=measure.kind or what.kind,
        item=row.get("item") or what.item or measure.item or name.replace("_", " ") or None,
        event=row.get("event"), actor=row.get("actor"), place=row.get("place"),
        source=row.get("source"), relay=row.get("relay"),
        stance=stance or "asserted", stance_words=stance_words,
        as_of_start=start, as_of_end=period(row.get("asofend"))[1] or end,
        definition=name or None,
        published=utc(row.get("published")), publisher=row.get("publisher"), url=row.get("url"),
    )  # fmt: skip
