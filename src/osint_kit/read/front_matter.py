"""What an author wrote about a text: a head of YAML between lines of three hyphens, or a file beside it (``note.txt.yaml``).

Keys are the columns of documents under any of their usual names: title, publisher, url, published, retrieved, channel,
language, author, forward_of, reply_to, reshare_of, paraphrase, tags, cites (a list; each entry's address becomes a link).
"""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import yaml

from osint_kit.read.fields import columns_for, document
from osint_kit.read.records import Document
from osint_kit.read.source import Source

HEAD = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_LONGEST = 64 * 1024
_NOT_HERE = ("text", "record")


def split(whole: str, source: Source) -> tuple[dict[str, Any], str, str | None]:
    """(head, text below it, where the text begins in the file: ``char=120``).

    A head that is not YAML is a problem and stays in the text.
    """
    found = HEAD.match(whole, 0, _LONGEST) if whole.startswith("---") else None
    if not found:
        return {}, whole, None
    head = _load(found[1], source, "the head between --- lines")
    if not head:
        return {}, whole, None
    start = found.end()
    while start < len(whole) and whole[start] in "\r\n":
        start += 1
    return head, whole[start:], f"char={start}"


def sidecar(source: Source) -> dict[str, Any]:
    """What the file beside a source says of it."""
    beside = source.path.with_name(source.path.name + ".yaml")
    if source.member or not beside.is_file() or beside.stat().st_size > _LONGEST:
        return {}
    return _load(Path(beside).read_text(encoding="utf-8-sig", errors="replace"), source, f"{beside.name} beside the file")


def overlay(found: Document, head: dict[str, Any]) -> None:
    """Set the document's columns that the head states; the others stay as they were read."""
    if not head:
        return
    columns = {column: key for column, key in columns_for(head).items() if column not in _NOT_HERE}
    stated = document(head, columns, None)
    if found.channel == "dataset":
        columns.pop("channel", None)  # a table stays one
    for field in fields(Document):
        if field.name in (*columns, "url") and (value := getattr(stated, field.name)) not in (None, []):
            setattr(found, field.name, value)


def _load(text: str, source: Source, what: str) -> dict[str, Any]:
    try:
        head = yaml.load(text, _Plain)  # noqa: S506 (a safe loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: {getattr(error, 'problem', '')}" if mark else " ".join(str(error).split())[:100]
        source.problem(f"{what} is not YAML ({where}); it was not used", None, text)
        return {}
    if not isinstance(head, dict):
        return {}
    return {str(key): value for key, value in head.items()}


class _Plain(yaml.SafeLoader):
    """Aliases can make a few lines stand for gigabytes, and a head needs none. Dates stay as they are written."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("aliases are not allowed here")
        return super().compose_node(parent, index)


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
