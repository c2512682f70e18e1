"""JSONL of documents: one JSON object a line with at least a text. Its other keys may have any of their usual names."""

from __future__ import annotations

from collections.abc import Iterator

from osint_kit.read.fields import columns_for, document
from osint_kit.read.json_walk import json_lines
from osint_kit.read.records import Document
from osint_kit.read.source import Source

NAME = "jsonl"


def sniff(source: Source) -> str | None:
    for line in source.jsonl:
        columns = columns_for(line)
        if isinstance(line.get(columns.get("text", "")), str):
            return f"one JSON object a line with {', '.join(repr(columns[name]) for name in ('external_id', 'text') if name in columns)}"
    return None


def read(source: Source) -> Iterator[Document]:
    keys: tuple[str, ...] = ()
    columns: dict[str, str] = {}
    for number, line in json_lines(source):
        if tuple(line) != keys:
            keys = tuple(line)
            columns = columns_for(keys)
        place = f"line={number}"
        text = line.get(columns.get("text", ""))
        if not isinstance(text, str):
            source.problem("the record has no text", place, str(line))
        elif not text.strip():
            source.problem("the record's text is empty", place, str(line))
        else:
            yield document(line, columns, place, text=text)
