"""CSV of documents: one row a document, with a column of texts."""

from __future__ import annotations

from collections.abc import Iterator

from osint_kit.read.csv_rows import rows
from osint_kit.read.fields import columns_for, document
from osint_kit.read.records import Document
from osint_kit.read.source import Source

NAME = "csv"


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    if source.csv is None:
        return None
    columns = columns_for(source.csv.header)
    if "text" not in columns or not {"external_id", "title", "url", "published", "author", "publisher"} & columns.keys():
        return None
    return f"a table with a column {columns['text']!r} of texts beside {', '.join(sorted(columns.keys() - {'text'}))}"


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    columns: dict[str, str] = {}
    for number, row in rows(source):
        columns = columns or columns_for(row)
        if row[columns["text"]].strip():
            yield document(row, columns, f"row={number}", text=row[columns["text"]])
        else:
            source.problem("the row's text is empty", f"row={number}", " ".join(filter(None, row.values())))
