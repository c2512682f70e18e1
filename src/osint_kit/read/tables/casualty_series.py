"""Daily casualty series with filled-in columns: ``killed`` is reported, ``killed_cum`` its running total, ``ext_…`` filled in.

A filled-in value is read only where nothing was reported, and carries the doubt ``filled_in``. Values below ``verified`` are
confirmed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from osint_kit.read.json_walk import objects
from osint_kit.read.quantities import amount, period, quantity
from osint_kit.read.records import Cell, Record, dataset
from osint_kit.read.source import Source

NAME = "casualty-series"

_NOT_AMOUNTS = ("report_date", "report_source", "report_period", "flash_source")
_MISSING = ("missing", "")


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    for first in source.objects:
        keys = set(first)
        if "report_date" in keys and any(key.endswith(("killed", "killed_cum", "injured_cum")) for key in keys):
            return "one object a day with report_date, killed and filled-in columns ext_…"
        if "report_date" in keys and isinstance(first.get("verified"), dict):
            return "one object a day with report_date and verified"
    return None


def read(source: Source) -> Iterator[Record]:
    """The records of the file."""
    yield dataset(source.stem)
    for place, day in objects(source):
        place = f"row={place.partition('=')[2]}"
        start, end = period(str(day.get("report_date")))
        if start is None:
            source.problem("the row has no date", place, str(day))
            continue
        reporter = str(day.get("report_source") or day.get("flash_source") or "")
        for column, value, stance in _values(day):
            name = column.rpartition(".")[2]
            filled = name.startswith("ext_")
            if value is None or (filled and day.get(name.removeprefix("ext_")) is not None):
                continue
            cell = _cell(source, place, column, value)
            if cell:
                cell.source = None if reporter in _MISSING else reporter
                cell.stance = stance
                cell.as_of_start, cell.as_of_end = start, end
                cell.doubts = ["filled_in"] if filled else []
                yield cell


def _values(day: dict[str, Any]) -> Iterator[tuple[str, Any, str]]:
    """(column, value, stance), also of the values below ``verified``."""
    for column, value in day.items():
        if column in _NOT_AMOUNTS:
            continue
        if isinstance(value, dict):
            yield from (
                (f"{column}.{inner}", amount, "confirmed" if column == "verified" else "asserted")
                for inner, amount in value.items()
            )
        else:
            yield column, value, "asserted"


def _cell(source: Source, place: str, column: str, value: Any) -> Cell | None:
    if not isinstance(value, int | float):
        return None
    name = column.rpartition(".")[2].removeprefix("ext_")
    running = name.endswith("_cum")
    what = quantity(name.removesuffix("_cum"))
    return amount(
        source, place, column, "" if value != value else str(value),
        kind=what.kind, item=name.removesuffix("_cum").replace("_", " "), delta=not running,
        definition="cumulative" if running else "of the day",
    )  # fmt: skip
