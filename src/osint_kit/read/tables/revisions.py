"""Lists of silent changes between snapshots of a table: which field of which day said what before, and what it says now."""

from __future__ import annotations

from collections.abc import Iterator

from osint_kit.read.csv_rows import rows
from osint_kit.read.quantities import amount, equipment, period
from osint_kit.read.records import Record, dataset
from osint_kit.read.source import Source

NAME = "revisions"

_KEYS = ("record_date", "field", "old_value", "new_value")


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    if source.csv and source.csv.has(*_KEYS):
        return f"columns of a list of revisions: {', '.join(_KEYS)}"
    return None


def read(source: Source) -> Iterator[Record]:
    """The records of the file."""
    yield dataset(source.stem)
    for row_number, row in rows(source):
        field = row["field"]
        start, end = period(row["record_date"])
        for column in ("old_value", "new_value"):
            cell = amount(
                source, f"row={row_number}", column, row[column],
                kind="day_number" if field == "day" else equipment(field), item=field, as_of_start=start, as_of_end=end,
                definition=column.replace("_", " "), doubts=["revision"],
                published=period(row.get("first_seen_in_snapshot"))[0] if column == "new_value" else None,
            )  # fmt: skip
            if cell:
                yield cell
