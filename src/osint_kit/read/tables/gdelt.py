"""GDELT 2 files: tab-separated, without header, whatever their ending.

Events and mentions are counts of articles (volumes). The Global Knowledge Graph gives counts and amounts as cells and
quotations as documents; it read them by machine, and no speaker is known for its counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from osint_kit.read.csv_rows import rows
from osint_kit.read.fields import data
from osint_kit.read.quantities import number, quantity
from osint_kit.read.records import Cell, Document, Record, Volume, dataset, locator
from osint_kit.read.source import Source
from osint_kit.read.times import utc

NAME = "gdelt"

_TABLES = ("events", "mentions", "gkg")


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    table = _table(source)
    return (
        f"{data('gdelt_columns.yaml')[table]['columns']} tab-separated columns of GDELT {table}, without header"
        if table
        else None
    )


def _table(source: Source) -> str | None:
    first = source.text.split("\n", 1)[0].rstrip("\r").split("\t")
    for table in _TABLES:
        if len(first) == data("gdelt_columns.yaml")[table]["columns"]:
            if table == "gkg" and first[0].split("-")[0].isdigit() and utc(first[1]):
                return table
            if table != "gkg" and first[0].isdigit() and utc(first[1]):
                return table
    return None


def read(source: Source) -> Iterator[Record]:
    """The records of the file."""
    yield dataset(source.stem)
    table = _table(source) or "events"
    layout = data("gdelt_columns.yaml")[table]
    names = {place: name for name, place in layout.items() if name != "columns"}
    header = [names.get(place, f"_{place}") for place in range(layout["columns"])]
    for row_number, row in rows(source, header=header, delimiter="\t"):
        yield from _READERS[table](source, row_number, row)


def _events(source: Source, row_number: int, row: dict[str, str]) -> Iterator[Record]:
    day = (utc(row["SQLDATE"]) or "")[:10] or None
    count = number(row["NumArticles"])
    if count is None:
        source.problem("the event has no number of articles", f"row={row_number}", " ".join(filter(None, row.values())))
        return
    yield Volume(
        locator(row_number, "NumArticles"), int(count), channel="web", query=f"event {row['GLOBALEVENTID']}",
        period_start=day, period_end=day,
    )  # fmt: skip


def _mentions(_: Source, row_number: int, row: dict[str, str]) -> Iterator[Record]:
    day = (utc(row["MentionTimeDate"]) or "")[:10] or None
    yield Volume(
        locator(row_number, "MentionIdentifier"), 1, channel="web", outlet=row["MentionSourceName"],
        query=f"event {row['GLOBALEVENTID']}", period_start=day, period_end=day,
    )  # fmt: skip


def _gkg(source: Source, row_number: int, row: dict[str, str]) -> Iterator[Record]:
    seen = utc(row["DATE"], zone="UTC")
    about: dict[str, Any] = {"published": seen, "publisher": row["SourceCommonName"], "url": row["DocumentIdentifier"]}
    for position, entry in enumerate(filter(None, row["Counts"].split(";")), start=1):
        parts = entry.split("#")
        if len(parts) < 5 or (value := number(parts[1])) is None:
            source.problem("the count is not in GDELT's form", f"row={row_number} count={position}", entry)
            continue
        kind = data("gdelt_columns.yaml")["counts"].get(parts[0].rpartition("_")[2] or parts[0], "other")
        yield Cell(
            locator(row_number, f"Counts.{position}"), entry, value=value, low=value, high=value, kind=kind,
            item=parts[2] or parts[0].lower(), place=parts[4] or None, definition=parts[0], **about,
        )  # fmt: skip
    for position, entry in enumerate(filter(None, row["Amounts"].split(";")), start=1):
        amount, _, rest = entry.partition(",")
        thing = rest.rpartition(",")[0]
        if (value := number(amount)) is None:
            source.problem("the amount is not in GDELT's form", f"row={row_number} amount={position}", entry)
            continue
        yield Cell(
            locator(row_number, f"Amounts.{position}"), entry, value=value, low=value, high=value,
            kind=quantity(thing).kind, item=thing.strip() or None, definition="amount", **about,
        )  # fmt: skip
    for position, entry in enumerate(filter(None, row["Quotations"].split("#")), start=1):
        words = entry.split("|", 3)[-1].strip()
        if words:
            yield Document(
                text=words,
                record=f"row={row_number} quotation={position}",
                external_id=f"{row['GKGRECORDID']}.{position}",
                **about,
            )


_READERS = {"events": _events, "mentions": _mentions, "gkg": _gkg}
