"""Spreadsheets (.xlsx): each sheet is read as if it had been saved as CSV, so every table format is known there too."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import BinaryIO, cast

from osint_kit.errors import InputError
from osint_kit.read.packed import Guard
from osint_kit.read.source import Source

_MOST_CELLS = 50_000_000


def is_spreadsheet(inside: list[Source]) -> bool:
    """True for the files of an .xlsx workbook."""
    return any(member.member == "xl/workbook.xml" for member in inside)


def sheets(source: Source, inside: list[Source], folder: Path) -> Iterator[Source]:
    """The sheets that hold anything, written to ``folder`` as CSV one after the other. Values, not formulas.

    Raises:
        InputError: the workbook holds more cells than any table that people keep in one.
    """
    from openpyxl import load_workbook

    Guard(source.size).count(sum(member.size for member in inside))
    with source.open_raw() as stream:
        book = load_workbook(stream, read_only=True, data_only=True)
        cells = 0
        for position, name in enumerate(book.sheetnames):
            path = folder / f"{position}.csv"
            filled = 0
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                for row in book[name].iter_rows(values_only=True):
                    cells += len(row)
                    if cells > _MOST_CELLS:
                        raise InputError(f"the workbook holds more than {_MOST_CELLS:,} cells", "save its sheets as CSV")
                    written = [_written(value) for value in row]
                    filled += any(written)
                    writer.writerow(written)
            if filled > 1:
                yield Source(
                    source.path, source.name, sha256=source.sha256, size=path.stat().st_size, member=name, inside="sheet",
                    raw=lambda path=path: cast(BinaryIO, path.open("rb")),  # type: ignore[misc]
                )  # fmt: skip


def _written(value: object) -> str:
    """A cell's value as text: dates as ISO 8601, whole numbers without a point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
