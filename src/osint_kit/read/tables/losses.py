"""A small table of losses: one row a day and a category, with what one side claims and what another could confirm."""

from __future__ import annotations

from collections.abc import Iterator

from osint_kit.read.csv_rows import rows
from osint_kit.read.quantities import amount, equipment, period
from osint_kit.read.records import Record, dataset
from osint_kit.read.source import Source

NAME = "claimed-confirmed"

_SIDES = (("claimed", "asserted"), ("confirmed", "confirmed"))


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    if source.csv and source.csv.has("date", "category", "claimed", "confirmed"):
        return "columns date, category, claimed and confirmed"
    return None


def read(source: Source) -> Iterator[Record]:
    """The records of the file."""
    yield dataset(source.stem)
    for number, row in rows(source):
        start, end = period(row["date"])
        category = " ".join(row["category"].split())
        for column, stance in _SIDES:
            cell = amount(
                source, f"row={number}", column, row[column],
                kind=equipment(category), item=category or None, source=row.get(f"{column}_source"),
                stance=stance, stance_words=column, as_of_start=start, as_of_end=end, definition=column,
                url=row.get(f"{column}_url"),
            )  # fmt: skip
            if cell:
                yield cell
