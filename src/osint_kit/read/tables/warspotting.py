"""WarSpotting: single losses of equipment, as its API gives a day or as CSV. Each is one cell of value 1, quoted by its state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from osint_kit.read.csv_rows import rows
from osint_kit.read.fields import data, words_of
from osint_kit.read.json_walk import walk
from osint_kit.read.quantities import equipment, period
from osint_kit.read.records import Cell, Record, dataset, locator
from osint_kit.read.source import Source

NAME = "warspotting"

_KEYS = {"id", "date", "type", "model", "status", "lost_by"}


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    if source.csv and source.csv.has(*_KEYS):
        return "columns of WarSpotting: type, model, status, lost_by"
    first = source.json.first.get("losses") if source.json else None
    if isinstance(first, dict) and first.keys() >= _KEYS:
        return "JSON with losses: type, model, status, lost_by"
    return None


def read(source: Source) -> Iterator[Record]:
    """The records of the file."""
    yield dataset(source.stem)
    for number, loss in _losses(source):
        state = str(loss.get("status") or "").strip()
        if not state:
            source.problem("the row says no state", f"row={number}", str(loss))
            continue
        start, end = period(loss.get("date"))
        yield Cell(
            locator(number, "status"), state, value=1.0, low=1.0, high=1.0,
            kind=equipment(str(loss.get("type"))), item=loss.get("model") or loss.get("type"), delta=True,
            actor=loss.get("lost_by"), place=loss.get("nearest_location"), as_of_start=start, as_of_end=end,
            definition=state.lower(), url=next(iter(words_of(loss.get("sources"))), None),
            **data("datasets.yaml")["warspotting"],
        )  # fmt: skip


def _losses(source: Source) -> Iterator[tuple[int, Mapping[str, Any]]]:
    if source.json is None:
        yield from rows(source)
        return
    for path, loss in walk(source, lambda path: path in ((), ("losses",))):
        if len(path) == 2 and isinstance(loss, dict):
            yield int(path[1]) + 1, loss
