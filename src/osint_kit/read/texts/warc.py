"""WARC web archives: each saved page, text or PDF is a document, with the time it was saved and its digest."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from osint_kit.read.encodings import guess_encoding
from osint_kit.read.hosts import channel
from osint_kit.read.limits import WHOLE
from osint_kit.read.records import Document
from osint_kit.read.source import Source
from osint_kit.read.texts.html import article, page_text
from osint_kit.read.texts.pdf import page_texts
from osint_kit.read.times import utc

NAME = "warc"

_PAGES = ("text/html", "application/xhtml+xml")
_KINDS = ("response", "resource", "conversion")


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    return f"it begins with {source.head[:8].decode()}" if source.head.startswith(b"WARC/") else None


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    with source.open() as stream:
        yield from archived(stream, source)


def archived(stream: BinaryIO, source: Source, prefix: str = "") -> Iterator[Document]:
    """The documents of a WARC stream. Pictures, scripts, redirects and error pages are no documents."""
    from warcio.archiveiterator import ArchiveIterator

    whole = _Whole(stream)
    for number, record in enumerate(ArchiveIterator(whole), start=1):
        if record.rec_type not in _KINDS:
            continue
        status = record.http_headers.get_statuscode() if record.http_headers else "200"
        if status != "200":
            continue
        place = f"{prefix}record={number}"
        kind = (record.http_headers or record.rec_headers).get_header("Content-Type") or ""
        found = _document(record, kind.lower(), place, source)
        if found is not None:
            headers = record.rec_headers
            found.record, found.external_id = place, headers.get_header("WARC-Record-ID")
            found.url = headers.get_header("WARC-Target-URI") or found.url
            found.channel = channel(found.url)
            found.retrieved = utc(headers.get_header("WARC-Date"))
            found.archive_hash = headers.get_header("WARC-Payload-Digest")
            yield found
        if getattr(record.raw_stream, "limit", 0) > 0 and whole.ended:
            source.problem("the archive breaks off in this record; what was there of it was read", place)
    if whole.failure is not None:
        raise whole.failure


class _Whole:
    """A stream that gives what it has, piece by piece, and remembers why it ended: warcio takes any end for the last one."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._at = stream, 0
        self.failure: Exception | None = None
        self.ended = False

    def read(self, size: int = -1) -> bytes:
        try:
            piece = self._stream.read1(size) if isinstance(self._stream, io.BufferedReader) else self._stream.read(size)
        except Exception as error:  # raised again when the records before it are read
            self.failure, piece = error, b""
        self.ended = self.ended or not piece
        self._at += len(piece)
        return piece

    def tell(self) -> int:
        return self._at


def _content(record: Any) -> bytes:
    """What was saved, unpacked; no more than one byte beyond the largest page."""
    stream, data = record.content_stream(), bytearray()
    while len(data) <= WHOLE and (piece := stream.read(WHOLE + 1 - len(data))):
        data += piece
    return bytes(data)


def _document(record: Any, kind: str, place: str, source: Source) -> Document | None:
    mime, _, rest = kind.partition(";")
    mime = mime.strip()
    if mime not in (*_PAGES, "text/plain", "application/pdf", ""):
        return None
    packed = record.http_headers.get_header("Content-Encoding") if record.http_headers else None
    if packed in ("br", "zstd"):
        source.problem(
            f"the page was saved packed in a way that is not read ({packed})",
            place,
            record.rec_headers.get_header("WARC-Target-URI") or "",
        )
        return None
    data = _content(record)
    if not mime and not data[:2000].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return None
    if len(data) > WHOLE:
        source.problem(f"the saved page is larger than {WHOLE // 1024**2} MB", place)
        return None
    if mime == "application/pdf":
        return page_texts(data, source, place)
    charset = rest.partition("charset=")[2].split(";")[0].strip(" \"'") or None
    text = page_text(data, charset or guess_encoding(data[:65536], whole=False), charset)
    if mime == "text/plain":
        return Document(text=text) if text.strip() else None
    found = article(text, record.rec_headers.get_header("WARC-Target-URI"))
    if found is None:
        source.problem("no article text was found in the saved page", place, text)
    return found
