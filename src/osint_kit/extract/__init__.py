"""Text and table cells to figures: what the sources say, with words and spans, and nothing assumed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from osint_kit import tables
from osint_kit.extract.cells import figures_of_cells
from osint_kit.extract.document import Reading, read_text
from osint_kit.extract.tallies import read_references

__all__ = ["Extraction", "extract", "extract_figures", "find_dates", "show_masks"]


class Extraction(NamedTuple):
    """The tables that extraction fills."""

    figures: pd.DataFrame
    references: pd.DataFrame
    tallies: pd.DataFrame


def extract(documents: pd.DataFrame, cells: pd.DataFrame | None = None) -> Extraction:
    """Every figure, reference and tally of a batch of documents, in the documents' order.

    Args:
        documents: at least document_id and text; language, channel, published and links are used where they stand.
        cells: the table ``cells`` of the same batch.

    Returns:
        the tables figures, references and tallies, checked.

    >>> documents = pd.DataFrame({"document_id": ["d1"], "text": ["Mindestens 12 Menschen starben."], "language": ["de"]})
    >>> extract(documents).figures[["quote", "hedge", "kind", "low"]].values.tolist()
    [['12', 'at_least', 'killed', 12.0]]
    """
    figures: list[dict[str, Any]] = []
    references: list[dict[str, Any]] = []
    tallies: list[dict[str, Any]] = []
    for document in _records(documents):
        if document.get("channel") == "dataset":
            continue  # a table's cells come by the other door; its text is only kept to be shown
        key, text = document["document_id"], document["text"]
        reading = read_text(text, document.get("language"), document.get("published"))
        figures += _rows(key, reading)
        named = read_references(text)
        linked = _links(document.get("links"), named)
        references += [{"document_id": key, **row} for row in (*named, *linked)]
        if reading.tally is not None:
            listed = len({row["host"] for row in named})
            tallies.append({"document_id": key, **reading.tally, "references": listed})
    of_text = tables.frame("figures", figures)
    if cells is not None and len(cells):
        of_text = tables.check("figures", pd.concat([of_text, figures_of_cells(cells)], ignore_index=True))
    return Extraction(of_text, tables.frame("references", references), tables.frame("tallies", tallies))


def extract_figures(documents: pd.DataFrame, cells: pd.DataFrame | None = None) -> pd.DataFrame:
    """The table ``figures`` of a batch of documents; see :func:`extract`."""
    return extract(documents, cells).figures


def find_dates(text: str, language: str | None = None, published: str | None = None) -> pd.DataFrame:
    """Every date of a text: start, end, quote, date_start, date_end (ISO 8601; null where it cannot be resolved).

    Args:
        text: the text as it stands.
        language: its code; detected where it is not given.
        published: ISO date of publication, against which relative dates are resolved.
    """
    return pd.DataFrame(
        [date.as_row(text) for date in read_text(text, language, published).dates],
        columns=["start", "end", "quote", "date_start", "date_end"],
    )


def show_masks(text: str, language: str | None = None) -> pd.DataFrame:
    """The digits of a text that are no figures: start, end, quote, reason."""
    return pd.DataFrame(read_text(text, language, None).masks, columns=["start", "end", "quote", "reason"])


def _records(documents: pd.DataFrame) -> Iterable[dict[str, Any]]:
    wanted = [
        column for column in ("document_id", "text", "language", "channel", "published", "links") if column in documents.columns
    ]
    for values in zip(*(documents[column].tolist() for column in wanted), strict=True):
        yield {
            column: None if isinstance(value, float) or value is pd.NA else value
            for column, value in zip(wanted, values, strict=True)
        }


def _rows(document_id: str, reading: Reading) -> list[dict[str, Any]]:
    for row in reading.figures:
        row["document_id"] = document_id
        row["figure_id"] = f"{document_id}.{row['start']:07d}"
        if row["part_of"] is not None:
            row["part_of"] = f"{document_id}.{row['part_of']:07d}"
    return reading.figures


def _links(links: Any, named: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Links that the reader found behind a page's words and that the text itself does not spell out."""
    if not isinstance(links, Iterable) or isinstance(links, str):
        return []
    known = {row["url"] for row in named}
    rows = []
    for link in dict.fromkeys(links):
        host = read_references(link)
        if link not in known and host:
            rows.append({"start": None, "end": None, "host": host[0]["host"], "url": link})
    return rows
