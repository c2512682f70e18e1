"""Oryx lists of visually confirmed losses, in the layouts in which they are passed on (CSV).

Totals by type (with or without a date), by model, and daily counts give a cell for each state (destroyed, damaged, abandoned,
captured) and one for their total. Lists of single losses give one cell a row: its value is 1, its quote is the state.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from osint_kit.read.csv_rows import rows
from osint_kit.read.fields import data
from osint_kit.read.python_literal import parse
from osint_kit.read.quantities import amount, period
from osint_kit.read.records import Cell, Record, dataset, locator
from osint_kit.read.source import Source

NAME = "oryx"

_STATES = ("destroyed", "abandoned", "captured", "damaged")
_TOTALS = ("type_total", "total")
_DAYS = ("date_recorded", "snapshot_date", "Date")
_GLUED = re.compile(r"\d{1,4} (?!mm\b|cm\b)(?=\S)")
_TOTAL_ROW = re.compile(r"(?:all types\b|losses (?:excluding|of|including)\b|total\b)", re.IGNORECASE)
_LONG_TITLE = re.compile(r"\s(?:-\s|\()(\d[\d,]*), of which.*", re.IGNORECASE | re.DOTALL)
_CUT = re.compile(r"[^(]*: \d[\d,]*\)\s*")


class _List(NamedTuple):
    """A list of single losses: which columns it has, and which of them say what."""

    columns: tuple[str, ...]
    item: str
    state: str
    day: str | None
    url: str


_LISTS = (
    _List(("country", "origin", "system", "status", "date_recorded"), "system", "status", None, "url"),
    _List(("equipment_type", "category", "loss_type", "link", "date"), "equipment_type", "loss_type", "date", "link"),
    _List(("country", "category", "model", "status", "evidence_url"), "model", "status", None, "evidence_url"),
)


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    if source.csv is None:
        return None
    if source.csv.has("country", *_STATES) and {"equipment_type", "system"} & set(source.csv.header):
        return f"counts of losses by state: {', '.join(_STATES)}"
    if layout := _list(source):
        return f"a list of single losses: {', '.join(layout.columns)}"
    return None


def _list(source: Source) -> _List | None:
    return next((layout for layout in _LISTS if source.csv and source.csv.has(*layout.columns)), None)


def read(source: Source) -> Iterator[Record]:
    """The records of the file."""
    yield dataset(source.stem)
    layout = _list(source)
    for number, row in rows(source):
        if layout:
            yield from _single(source, number, row, layout)
        else:
            yield from _counts(source, number, row)


def _counts(source: Source, number: int, row: Mapping[str, str]) -> Iterator[Cell]:
    written = row.get("equipment_type") or row.get("system") or ""
    if _CUT.fullmatch(written):
        source.problem("the name is the rest of a sentence that was cut in two", f"row={number}", " ".join(row.values()))
        return
    name, whole = item_name(written)
    heading = _LONG_TITLE.search(" ".join(written.split()))
    day = next((row[column] for column in _DAYS if row.get(column)), "")
    start, end = period(day)
    for column in (*_STATES, *_TOTALS):
        cell = amount(
            source, f"row={number}", column, row.get(column),
            kind="equipment", item=name, actor=row["country"] or None, as_of_start=start, as_of_end=end,
            definition="total" if column in _TOTALS else column, doubts=["total_row"] if whole else [],
            **data("datasets.yaml")["oryx"],
        )  # fmt: skip
        if cell:
            if column in _TOTALS and heading and _plain(heading[1]) != cell.value:
                cell.doubts = [*cell.doubts, f"heading={_plain(heading[1])}"]
            yield cell


def _plain(digits: str) -> int:
    return int(digits.replace(",", ""))


def _single(source: Source, number: int, row: Mapping[str, str], layout: _List) -> Iterator[Cell]:
    state = row[layout.state].strip()
    name, _ = item_name(row[layout.item])
    if not state or not name:
        source.problem("the row names no item or no state", f"row={number}", " ".join(row.values()))
        return
    start, end = period(row[layout.day], day_first=True) if layout.day else (None, None)
    yield Cell(
        locator(number, layout.state), state, value=1.0, low=1.0, high=1.0,
        kind="equipment", item=name, delta=True, actor=row.get("country"),
        as_of_start=start, as_of_end=end, definition=_states(state),
        published=period(row.get("date_recorded"))[0], url=row[layout.url], **data("datasets.yaml")["oryx"],
    )  # fmt: skip


def _states(text: str) -> str:
    """``['captured']`` and ``damaged and abandoned`` as words."""
    if text.startswith("["):
        try:
            return " and ".join(map(str, parse(text)))
        except ValueError:
            return text
    return text


def item_name(text: str) -> tuple[str, bool]:
    r"""A category's or a model's name, and whether the row is a total over others.

    Counts glued to the front, blanks of other kinds, and the sentence that Oryx puts behind a heading are left out. Where the
    sentence states another total than the row, the total carries the doubt ``heading=…``.

    >>> item_name("1 170mm\xa0M-3 Exa (Example):")
    ('170mm M-3 Exa (Example)', False)
    >>> item_name("Losses excluding Recon Drones and Trucks - 175, of which: destroyed: 134")
    ('Losses excluding Recon Drones and Trucks', True)
    """
    name = " ".join(text.split())
    whole = _TOTAL_ROW.match(name) is not None
    name = _LONG_TITLE.sub("", name)
    glued = _GLUED.match(name)
    return (name[glued.end() :] if glued else name).rstrip(": "), whole
