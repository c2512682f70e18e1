"""UCDP GED: one row an event with low, best and high estimates of deaths, and who died. Some releases have no header."""

from __future__ import annotations

from collections.abc import Iterator

from osint_kit.read.csv_rows import rows
from osint_kit.read.fields import data
from osint_kit.read.quantities import amount, number, period
from osint_kit.read.records import Record, dataset
from osint_kit.read.source import Source

NAME = "ucdp"


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    if source.csv is None:
        return None
    if source.csv.has("best", "high", "low", "deaths_a", "date_start"):
        return "columns of UCDP GED: date_start, deaths_a, best, high, low"
    header = data("ucdp_columns.yaml")
    first = source.csv.header
    if len(first) == len(header) and first[header.index("geom_wkt")].startswith("POINT") and first[0].isdigit():
        return f"{len(header)} columns of UCDP GED without a header"
    return None


def read(source: Source) -> Iterator[Record]:
    """The records of the file."""
    yield dataset(source.stem)
    publisher = data("datasets.yaml")["ucdp"]["publisher"]
    headed = source.csv is not None and source.csv.has("best", "date_start")
    for row_number, row in rows(source, header=None if headed else data("ucdp_columns.yaml")):
        place = f"row={row_number}"
        start, end = period(row["date_start"])[0], period(row["date_end"])[1]
        about = {
            "kind": "killed", "event": row["id"], "as_of_start": start, "as_of_end": end, "publisher": publisher,
            "place": ", ".join(filter(None, (row.get("where_description"), row.get("adm_1"), row.get("country")))) or None,
            "source": row.get("source_original"), "relay": row.get("source_office"),
        }  # fmt: skip
        low, best, high = (number(row[name]) for name in ("low", "best", "high"))
        exact = low == best == high
        cell = amount(
            source, place, "best", row["best"], hedge="exact" if exact else "about", low=low, high=high,
            item="deaths", definition="best estimate", **about,
        )  # fmt: skip
        if cell:
            cell.low, cell.high = low, high  # as stated, also where a bound repeats the best estimate
            yield cell
        for column, who in (("deaths_a", "side_a"), ("deaths_b", "side_b"), ("deaths_civilians", None), ("deaths_unknown", None)):
            if not number(row[column]):
                continue  # nobody of this group is counted
            item = column.replace("deaths_", "") if who is None else None
            part = amount(
                source, place, column, row[column], item=f"deaths, {item or row[who or '']}",
                actor=row[who] if who else None, definition="part of the best estimate", **about,
            )  # fmt: skip
            if part:
                yield part
