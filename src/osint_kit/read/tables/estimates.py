"""Tables of estimates: a date, a best value between a low and a high, and mostly who estimated. NA is no value.

A long table, in which a column says whether a row is a low or a high, gives one cell a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from osint_kit.read.csv_rows import rows
from osint_kit.read.quantities import NO_VALUE, bounds, number, period, quantity
from osint_kit.read.records import Cell, Record, dataset, locator
from osint_kit.read.source import Source

NAME = "estimates"

_BEST = ("estimate", "best", "best_estimate", "central", "median")
_LOW = ("estimate_low", "low", "low_estimate", "ci_lower", "lower", "minimum")
_HIGH = ("estimate_high", "high", "high_estimate", "ci_upper", "upper", "maximum")
_DAY = ("date", "Date", "day")
_WHAT = ("type", "source_type", "quantity", "measure")
_SIDE = {"estimate_low": "at_least", "estimate_high": "up_to", "low": "at_least", "high": "up_to"}


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    if source.csv is None or _pick(source.csv.header, _DAY) is None or (best := _pick(source.csv.header, _BEST)) is None:
        return None
    low, high = _pick(source.csv.header, _LOW), _pick(source.csv.header, _HIGH)
    if low and high:
        return f"estimates: {low}, {best}, {high} a date"
    if source.csv.has("estimate_type", "source"):
        return f"estimates, one a row: {best}, estimate_type, source"
    return None


def _pick(header: tuple[str, ...], names: tuple[str, ...]) -> str | None:
    return next((name for name in names if name in header), None)


def read(source: Source) -> Iterator[Record]:
    """The records of the file."""
    yield dataset(source.stem)
    header = source.csv.header if source.csv else ()
    columns = {what: _pick(header, names) for what, names in (("best", _BEST), ("low", _LOW), ("high", _HIGH))}
    days = _pick(header, _DAY) or ""
    what = _pick(header, _WHAT)
    day_first = _day_first(source, days)
    for row_number, row in rows(source):
        cell = _cell(source, row_number, row, columns)
        if cell is None:
            continue
        measured = row.get(what or "") or ""
        known = quantity(measured)
        cell.kind, cell.item = known.kind, known.item or measured or None
        cell.definition = " ".join(filter(None, (measured, row.get("estimate_type")))) or None
        cell.as_of_start, cell.as_of_end = period(row[days], day_first=day_first)
        cell.source, cell.actor = row.get("source"), row.get("country")
        cell.url = row.get("source_url") or row.get("url")
        yield cell


def _cell(source: Source, row_number: int, row: Mapping[str, str], columns: Mapping[str, str | None]) -> Cell | None:
    written = {what: (row[name].strip() if name else "") for what, name in columns.items()}
    stated = {what: number(text) for what, text in written.items()}
    for what, text in written.items():
        if stated[what] is None and text.lower() not in NO_VALUE:
            source.problem(f"{columns[what]} is {text[:60]!r}, which is no number", f"row={row_number}", " ".join(row.values()))
            return None
    first = next((what for what in ("best", "low", "high") if stated[what] is not None), None)
    if first is None:
        return None
    side = _SIDE.get(row.get("estimate_type", ""))
    hedge, value, low, high = bounds(side, stated["low"], stated["best"], stated["high"])
    return Cell(locator(row_number, str(columns[first])), written[first], value=value, hedge=hedge, low=low, high=high)


def _day_first(source: Source, column: str) -> bool:
    """True unless a date's second number shows that the month comes first: dates with slashes do not say it themselves."""
    place = source.csv.header.index(column) if source.csv else 0
    dates = [row[place].split("/") for row in (source.csv.rows if source.csv else ()) if len(row) > place]
    return not any(len(parts) == 3 and parts[1].isdigit() and int(parts[1]) > 12 for parts in dates)
