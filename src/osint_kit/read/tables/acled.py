"""ACLED: one row an event, with its fatalities and a note in words.

The fatalities are a cell; the note, which often says what sources differ about, is a document of its own. The same event
(``event_id_cnty``) with another number is a revision: its timestamp says when ACLED published it.
"""

from __future__ import annotations

from collections.abc import Iterator

from osint_kit.read.csv_rows import rows
from osint_kit.read.fields import data
from osint_kit.read.quantities import amount, period
from osint_kit.read.records import Document, Record, dataset
from osint_kit.read.source import Source
from osint_kit.read.times import unix

NAME = "acled"


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    if source.csv and source.csv.has("event_id_cnty", "event_date", "fatalities", "source"):
        return "columns of ACLED: event_id_cnty, event_date, fatalities, source"
    return None


def read(source: Source) -> Iterator[Record]:
    """The records of the file."""
    yield dataset(source.stem)
    publisher = data("datasets.yaml")["acled"]["publisher"]
    for number, row in rows(source):
        place = f"row={number}"
        start, end = period(row["event_date"])
        where = ", ".join(filter(None, (row.get("location"), row.get("admin1"), row.get("country")))) or None
        published = unix(row.get("timestamp"))
        cell = amount(
            source, place, "fatalities", row["fatalities"],
            kind="killed", item="fatalities", event=row["event_id_cnty"], place=where, source=row["source"] or None,
            as_of_start=start, as_of_end=end, definition="fatalities as coded", published=published, publisher=publisher,
        )  # fmt: skip
        if cell:
            yield cell
        if row.get("notes", "").strip():
            yield Document(
                text=row["notes"], record=place, external_id=row["event_id_cnty"], language="en", publisher=publisher,
                title=" ".join(filter(None, (row.get("sub_event_type"), where))), published=published,
            )  # fmt: skip
