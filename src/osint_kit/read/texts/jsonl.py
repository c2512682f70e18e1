"""JSONL of documents: one JSON object a line (or a JSON list of objects) with at least a text.

The other keys may have any of their usual names (``data/columns.yaml``); keys that are not known are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from osint_kit.read.fields import columns_for, document
from osint_kit.read.json_walk import objects
from osint_kit.read.records import Document
from osint_kit.read.source import Source

NAME = "jsonl"


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    for first in source.objects:
        columns = columns_for(first)
        if isinstance(first.get(columns.get("text", "")), str):
            layout = "one JSON object a line" if source.jsonl else "a JSON list of objects"
            named = [repr(columns[name]) for name in ("external_id", "text", "published", "url") if name in columns]
            return f"{layout} with {', '.join(named)}"
    return None


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    keys: tuple[str, ...] = ()
    columns: dict[str, str] = {}
    for place, record in objects(source):
        if tuple(record) != keys:
            keys = tuple(record)
            columns = columns_for(keys)
        text = record.get(columns.get("text", ""))
        if not isinstance(text, str):
            source.problem("the record has no text", place, str(record))
        elif not text.strip():
            source.problem("the record's text is empty", place, str(record))
        else:
            yield document(record, columns, place, text=text)
