"""CSV of documents: one row a document, with a column of texts, or a list of headlines with their addresses and dates."""

from __future__ import annotations

from collections.abc import Iterator

from osint_kit.read.csv_rows import rows
from osint_kit.read.fields import columns_for, document, has_text, text_in
from osint_kit.read.hosts import channel
from osint_kit.read.records import Document
from osint_kit.read.source import Source

NAME = "csv"


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    if source.csv is None:
        return None
    columns = columns_for(source.csv.header)
    if not has_text(columns) or not {"external_id", "title", "url", "published", "author", "publisher"} & columns.keys():
        return None
    if "text" not in columns and _counts(source, set(columns.values())):
        return None
    named = next(columns[name] for name in ("text", "title", "summary") if name in columns)
    return f"a table with a column {named!r} of texts beside {', '.join(sorted(columns.keys() - {'text'}))}"


def _counts(source: Source, known: set[str]) -> bool:
    """Whether a table has a column of numbers that no document has: then its rows are no mere headlines."""
    assert source.csv is not None
    numbers = (
        [row[at].strip() for row in source.csv.rows if at < len(row) and row[at].strip()]
        for at, name in enumerate(source.csv.header)
        if name not in known
    )
    return any(cells and all(cell.replace(",", "").replace(".", "").isdigit() for cell in cells) for cells in numbers)


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    columns: dict[str, str] = {}
    for number, row in rows(source):
        columns = columns or columns_for(row)
        text = text_in(row, columns) or ""
        if text.strip():
            found = document(row, columns, f"row={number}", source, text=text)
            if "channel" not in columns:
                found.channel = channel(found.url)
            yield found
        else:
            source.problem("the row's text is empty", f"row={number}", " ".join(filter(None, row.values())))
