"""WACZ: a ZIP that holds WARC web archives. Its pages.jsonl is not needed and may be missing."""

from __future__ import annotations

from collections.abc import Iterator

from osint_kit.read.archive import members
from osint_kit.read.records import Document
from osint_kit.read.source import Source
from osint_kit.read.texts.warc import archived

NAME = "wacz"


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    names = [member.member or "" for member in members(source)]
    if "datapackage.json" in names and any(name.startswith("archive/") for name in names):
        return "a ZIP with datapackage.json and a folder archive"
    return None


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    for member in members(source):
        if (member.member or "").startswith("archive/") and member.head.startswith(b"WARC/"):
            with member.open() as stream:
                yield from archived(stream, source, prefix=f"member={member.member} ")
