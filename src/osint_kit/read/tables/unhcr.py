"""UNHCR population figures: a year, a country of origin, a country of asylum, and a column for each group of people."""

from __future__ import annotations

from collections.abc import Iterator

from osint_kit.read.csv_rows import rows
from osint_kit.read.fields import data
from osint_kit.read.quantities import amount, period
from osint_kit.read.records import Record, dataset
from osint_kit.read.source import Source

NAME = "unhcr"

_GROUPS = {
    "refugees": "displaced", "asylum_seekers": "displaced", "idps": "displaced", "oip": "displaced", "returned_refugees": "other",
    "returned_idps": "other", "stateless": "other", "ooc": "other", "hst": "other",
}  # fmt: skip
_NAMES = {"ooc": "others of concern", "oip": "other people in need of international protection", "hst": "host community"}


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    if source.csv and source.csv.has("year", "coo_name", "coa_name", "refugees"):
        return "columns of UNHCR's population figures: year, coo_name, coa_name, refugees"
    return None


def read(source: Source) -> Iterator[Record]:
    """The records of the file."""
    yield dataset(source.stem)
    for row_number, row in rows(source):
        start, end = period(row["year"])
        for column, kind in _GROUPS.items():
            cell = amount(
                source, f"row={row_number}", column, row.get(column),
                kind=kind, item=_NAMES.get(column, column.replace("_", " ")), actor=row["coo_name"] or None,
                place=row["coa_name"] or None, as_of_start=start, as_of_end=end, definition=f"{column} at the end of the year",
                **data("datasets.yaml")["unhcr"],
            )  # fmt: skip
            if cell:
                yield cell
