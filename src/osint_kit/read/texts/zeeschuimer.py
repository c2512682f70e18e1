"""Zeeschuimer NDJSON: what a browser collected from a platform, one item a line, in the platform's own shape."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from osint_kit.read.fields import data, language_code, when
from osint_kit.read.json_walk import json_lines
from osint_kit.read.records import Document
from osint_kit.read.source import Source
from osint_kit.read.texts.html import fragment_text
from osint_kit.read.times import tweet_time, unix

NAME = "zeeschuimer"

_KEYS = {"item_id", "source_platform", "timestamp_collected", "data"}
_FORUMS = {"9gag.com", "imgur.com"}


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    if source.jsonl and source.jsonl[0].keys() >= _KEYS:
        return f"one JSON object a line with the keys {', '.join(sorted(_KEYS))}"
    return None


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    places = data("zeeschuimer.yaml")
    for number, item in json_lines(source):
        place = f"line={number}"
        found = {name: _value(item.get("data"), paths) for name, paths in places.items()}
        text = found["text"]
        if not isinstance(text, str) or not text.strip():
            source.problem(f"no text was found in the item of {item.get('source_platform')}", place, str(item.get("data")))
            continue
        yield Document(
            text=fragment_text(text) if text.lstrip().startswith("<") else text,
            record=place,
            external_id=str(item.get("item_id") or found["external_id"] or ""),
            language=language_code(found["language"]),
            channel="forum" if item.get("source_platform") in _FORUMS else "social",
            author=_word(found["author"]),
            url=_word(found["url"]),
            published=when(found["published"]) or tweet_time(found["published"]),
            retrieved=unix(item.get("timestamp_collected")),
        )


def _value(record: Any, paths: list[str]) -> Any:
    for path in paths:
        value = record
        for step in path.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        if value not in (None, "", {}, []):
            return value
    return None


def _word(value: Any) -> str | None:
    return value if isinstance(value, str) else None
