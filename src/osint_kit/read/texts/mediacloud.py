"""Media Cloud story lists (CSV or one JSON object a line). They hold headlines, so the headline is the text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from osint_kit.read.csv_rows import rows
from osint_kit.read.fields import language_code
from osint_kit.read.json_walk import json_lines
from osint_kit.read.records import Document
from osint_kit.read.source import Source
from osint_kit.read.times import utc

NAME = "mediacloud"

_KEYS = ("id", "media_name", "publish_date", "title", "url", "indexed_date")


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    if source.csv and source.csv.has(*_KEYS):
        return "columns of a Media Cloud story list: media_name, publish_date, title, indexed_date"
    if source.jsonl and set(_KEYS) <= source.jsonl[0].keys() and "text" not in source.jsonl[0]:
        return "one Media Cloud story a line: media_name, publish_date, title, indexed_date"
    return None


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    stories: Iterator[tuple[str, Mapping[str, Any]]] = (
        ((f"line={number}", story) for number, story in json_lines(source))
        if source.jsonl
        else ((f"row={number}", row) for number, row in rows(source))
    )
    for place, story in stories:
        title = str(story.get("title") or "").strip()
        if not title:
            source.problem("the story has no title", place, str(story.get("url")))
            continue
        yield Document(
            text=title,
            record=place,
            external_id=str(story.get("id") or ""),
            language=language_code(story.get("language")),
            publisher=story.get("media_name"),
            url=story.get("url"),
            title=title,
            published=utc(story.get("publish_date")),
            retrieved=utc(story.get("indexed_date"), zone="UTC"),
        )
