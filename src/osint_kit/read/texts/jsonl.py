"""JSON of documents: one object a line, a list of objects (also within a key, as APIs answer), or one object, with at least a text.

The other keys may have any of their usual names (``data/columns.yaml``); keys that are not known are passed over. Where records
hold no text but a title or a summary, an address and a date, they are headlines, and the headline is the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from osint_kit.read.fields import columns_for, document, has_text, text_in
from osint_kit.read.hosts import channel
from osint_kit.read.json_walk import objects, whole
from osint_kit.read.records import Document
from osint_kit.read.source import Source

NAME = "jsonl"


class _Layout(NamedTuple):
    words: str
    first: Mapping[str, Any]
    within: str = ""
    """The key that holds the list of documents."""
    alone: bool = False
    """The file is one document."""


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    layout = _layout(source)
    if layout is None:
        return None
    columns = columns_for(layout.first)
    named = [repr(columns[name]) for name in ("external_id", "text", "title", "published", "url") if name in columns]
    return f"{layout.words} with {', '.join(named)}"


def _layout(source: Source) -> _Layout | None:
    known = "one JSON object a line" if source.jsonl else "a JSON list of objects"
    if first := next((first for first in source.objects if _holds_text(first)), None):
        return _Layout(known, first)
    if len(source.jsonl) > 1 or source.json is None:
        return None
    for key, first in source.json.first.items():
        if key and isinstance(first, dict) and _holds_text(first):
            return _Layout(f"a JSON list of objects within {key!r}", first, within=key)
    return _Layout("one JSON object", source.json.values, alone=True) if _holds_text(source.json.values) else None


def _holds_text(record: Mapping[str, Any]) -> bool:
    columns = columns_for(record)
    return has_text(columns) and text_in(record, columns) is not None


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    layout = _layout(source)
    if layout is None:
        return
    keys: tuple[str, ...] = ()
    columns: dict[str, str] = {}
    for place, record in _records(source, layout):
        if tuple(record) != keys:
            keys = tuple(record)
            columns = columns_for(keys)
        text = text_in(record, columns)
        if text is None:
            source.problem("the record has no text", place, str(record))
        elif not text.strip():
            source.problem("the record's text is empty", place, str(record))
        else:
            found = document(record, columns, place, source, text=text)
            if "channel" not in columns:
                found.channel = channel(found.url)
            if layout.alone and not found.external_id:
                found.external_id = source.stem
            yield found


def _records(source: Source, layout: _Layout) -> Iterator[tuple[str | None, dict[str, Any]]]:
    if not layout.alone:
        yield from objects(source, layout.within)
    elif (record := whole(source)) is not None:
        yield None, record
