"""MHTML: a page as a browser saves it in one file, with its pictures packed like the parts of a mail."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message

from osint_kit.read.hosts import channel
from osint_kit.read.records import Document
from osint_kit.read.source import Source
from osint_kit.read.texts.html import article, page_text
from osint_kit.read.times import utc

NAME = "mhtml"

_HEAD = 4000


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    head = source.text[:_HEAD].lower()
    if "mime-version:" in head and "multipart/related" in head and "text/html" in head:
        return "the head of a saved page: MIME-Version, multipart/related, text/html"
    return None


def read(source: Source) -> Iterator[Document]:
    """The page of the file."""
    saved = message_from_bytes(source.read_whole())
    part = next((part for part in saved.walk() if part.get_content_type() == "text/html"), None)
    found = _page(saved, part) if part is not None else None
    if found is None:
        source.problem("no article text was found in the saved page", None, source.text)
        return
    found.external_id = source.stem
    yield found


def _page(saved: Message, part: Message) -> Document | None:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return None
    address = str(saved.get("Snapshot-Content-Location") or part.get("Content-Location") or "") or None
    found = article(page_text(raw, declared=part.get_content_charset()), address)
    if found is not None:
        found.url = address or found.url
        found.channel = channel(found.url)
        found.retrieved = utc(saved.get("Date"))
    return found
