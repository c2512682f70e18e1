"""auto-archiver: the sheet in which researchers collect addresses, and its CSV data base, whose cells are Python values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from osint_kit.read.csv_rows import rows
from osint_kit.read.fields import plain
from osint_kit.read.hosts import channel
from osint_kit.read.python_literal import parse
from osint_kit.read.records import Document
from osint_kit.read.source import Source
from osint_kit.read.texts.html import with_title
from osint_kit.read.times import utc

NAME = "auto-archiver"

# The sheet's columns are the researcher's to rename; what each may be called, without capitals and blanks.
_NAMES = {
    "url": ("link", "url", "sourceurl"),
    "status": ("archivestatus", "status"),
    "location": ("archivelocation", "archiveurl", "archivelink"),
    "archived": ("archivedate", "archivedon", "archivedat"),
    "published": ("uploadtimestamp", "uploaddate", "timestamp"),
    "title": ("uploadtitle", "title"),
    "text": ("textcontent", "content", "text"),
    "hash": ("hash", "sha256", "sha512"),
}


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    if source.csv is None:
        return None
    if source.csv.header == ("status", "metadata", "media"):
        return "columns status, metadata, media of auto-archiver's CSV"
    columns = _columns(source.csv.header)
    if {"url", "status", "location"} <= columns.keys() and {"archived", "hash"} & columns.keys():
        return f"columns of an auto-archiver sheet: {', '.join(columns[name] for name in ('url', 'status', 'location'))}"
    return None


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    database = source.csv is not None and source.csv.header == ("status", "metadata", "media")
    columns: dict[str, str] = {}
    for number, row in rows(source):
        columns = columns or _columns(row)
        place = f"row={number}"
        found = _from_database(row, source, place) if database else _from_sheet(row, columns)
        if found is None:
            continue
        if not found.text:
            status = row["status" if database else columns["status"]]
            source.problem(f"no text was archived (status: {status or 'empty'})", place, found.url or "")
            continue
        found.record = place
        found.channel = channel(found.url)
        yield found


def _columns(header: Any) -> dict[str, str]:
    known = {plain(name): name for name in header}
    return {what: known[name] for what, names in _NAMES.items() for name in reversed(names) if name in known}


def _from_sheet(row: Mapping[str, str], columns: Mapping[str, str]) -> Document:
    cell = {what: row[name].strip() for what, name in columns.items()}
    return Document(
        text=with_title(cell.get("title"), cell.get("text")) if cell.get("text") else cell.get("title", ""),
        external_id=cell["url"],
        url=cell["url"],
        title=cell.get("title"),
        published=utc(cell.get("published")),
        retrieved=utc(cell.get("archived")),
        archive_url=cell["location"],
        archive_hash=cell.get("hash"),
    )


def _from_database(row: Mapping[str, str], source: Source, place: str) -> Document | None:
    try:
        known, media = parse(row["metadata"] or "{}"), parse(row["media"] or "[]")
    except ValueError as error:
        source.problem(f"the cell is not what auto-archiver writes: {error}", place, row["metadata"])
        return None
    if not isinstance(known, dict):
        source.problem("the cell metadata holds no names and values", place, row["metadata"])
        return None
    first = next((one for one in media if isinstance(one, dict)), {}) if isinstance(media, list) else {}
    properties = first.get("properties")
    urls = first.get("urls")
    title, content = str(known.get("title") or ""), str(known.get("content") or "")
    return Document(
        text=with_title(title, content),
        external_id=known.get("url"),
        url=known.get("url"),
        title=title,
        published=utc(known.get("timestamp")),
        retrieved=utc(known.get("_processed_at")),
        archive_url=str(urls[0]) if isinstance(urls, list) and urls else None,
        archive_hash=str(properties["hash"]) if isinstance(properties, dict) and properties.get("hash") else None,
    )
