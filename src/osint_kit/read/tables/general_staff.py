"""Daily losses in the layout of the Ukrainian General Staff's series: one JSON object a day, one key a category.

Keys come and go over the years. ``personnel*`` says how ``personnel`` is meant. The correction file holds differences, not
levels. ``day`` counts the days of the war and ``greatest losses direction`` names a place; neither is an amount of losses.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from osint_kit.read.fields import data
from osint_kit.read.json_walk import objects
from osint_kit.read.quantities import amount, equipment, hedge_of, period
from osint_kit.read.records import Cell, Record, dataset
from osint_kit.read.source import Source

NAME = "general-staff"

_NOT_AMOUNTS = {"date", "day", "greatest losses direction", "personnel*"}
_PEOPLE = {"personnel": "casualties", "POW": "captured"}


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    for first in source.objects:
        if {"date", "day"} <= first.keys() and {"personnel", "tank", "APC"} & first.keys():
            return "one object a day with date, day and categories of losses"
        if {"equipment_oryx", "equipment_ua", "losses_total"} <= first.keys():
            return "models of lost equipment: equipment_oryx, model, losses_total"
    return None


def read(source: Source) -> Iterator[Record]:
    """The records of the file."""
    yield dataset(source.stem)
    correction: bool | None = None
    for place, day in objects(source):
        place = f"row={place.partition('=')[2]}"
        if "losses_total" in day:
            yield from _model(source, place, day)
            continue
        if correction is None:
            correction = _is_correction(day)
        yield from _day(source, place, day, correction)


def _is_correction(day: dict[str, Any]) -> bool:
    """A correction lists every category, most of them with zero and some below it; a level never does."""
    changes = [value for key, value in day.items() if key not in _NOT_AMOUNTS and isinstance(value, int | float)]
    return "personnel*" not in day and (any(value < 0 for value in changes) or day.get("personnel") == 0)


def _day(source: Source, place: str, day: dict[str, Any], correction: bool) -> Iterator[Cell]:
    start, end = period(str(day.get("date")))
    if start is None:
        source.problem("the row has no date", place, str(day))
        return
    for category, value in day.items():
        if category in _NOT_AMOUNTS or value is None or (correction and value == 0):
            continue
        words = day.get(f"{category}*")
        cell = amount(
            source, place, category, _written(value),
            hedge=hedge_of(words) or "exact", hedge_words=words,
            kind=_PEOPLE.get(category) or equipment(category), item=category, delta=correction or None,
            as_of_start=start, as_of_end=end, definition="correction" if correction else "claimed, cumulative",
            **data("datasets.yaml")["general_staff"],
        )  # fmt: skip
        if cell:
            yield cell


def _model(source: Source, place: str, row: dict[str, Any]) -> Iterator[Cell]:
    cell = amount(
        source, place, "losses_total", _written(row.get("losses_total")),
        kind="equipment", item=row.get("model"), definition=f"total, {row.get('equipment_oryx')}",
        **data("datasets.yaml")["oryx"],
    )  # fmt: skip
    if cell:
        yield cell


def _written(value: Any) -> str:
    """A JSON number as it is written; NaN, which some exports hold, is no number."""
    return "" if value is None or value != value else str(value)
