"""Telegram Desktop's export as pages (``messages.html``, ``messages2.html``, …): one message a document.

The pages do not know the chat's number: messages are called by the chat's name and their own number. A message that follows
another of the same account (``joined``) has no name of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from osint_kit.read.records import Document
from osint_kit.read.source import Source
from osint_kit.read.texts.html import fragment_text
from osint_kit.read.times import utc

NAME = "telegram-html"

_MESSAGE = '<div class="message '
_NUMBER = re.compile(r'[^>]{0,200}?id="message(\d+)"')
_DATE = re.compile(r'class="[^"]{0,60}date details"\s[^>]{0,60}?title="([^"]{4,60})"')
_REPLY = re.compile(r'class="reply_to details">.{0,200}?(?:GoToMessage\(|#go_to_message)(\d+)', re.DOTALL)
_LINK = re.compile(r'href="(https?://[^"]{4,2000})"')
_FORWARDED = '<div class="forwarded body">'
_TITLE = re.compile(r'class="page_header">.{0,2000}?class="text bold">(.{1,300}?)</div>', re.DOTALL)


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    if source.xml_root == "html" and f"{_MESSAGE}default clearfix" in source.text:
        return "a page of Telegram Desktop's export: messages with the classes default and clearfix"
    return None


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    head, *messages = source.read_text().split(_MESSAGE)
    title = _TITLE.search(head)
    chat = fragment_text(title[1]) if title else source.stem
    author: str | None = None
    for message in messages:
        number = _NUMBER.match(message)
        if message.startswith("service") or number is None:
            continue
        above, forwarded, below = message.partition(_FORWARDED)
        author = _inner(above, "from_name") or author
        written = _inner(below if forwarded else above, "text") or ""
        text = fragment_text(written)
        if not text:
            continue  # a picture or a file without words
        date, reply = _DATE.search(above), _REPLY.search(above)
        yield Document(
            text=text,
            record=f"message={number[1]}",
            external_id=f"{chat}-{number[1]}",
            channel="social",
            author=author,
            published=utc(date[1]) if date else None,
            forward_of=_inner(below, "from_name") if forwarded else None,
            reply_to=f"{chat}-{reply[1]}" if reply else None,
            links=list(dict.fromkeys(unescape(link) for link in _LINK.findall(written))),
        )


def _inner(message: str, kind: str) -> str | None:
    """What stands in the first division of a class: the words of a name, the HTML of a text."""
    opening = f'<div class="{kind}">'
    start = message.find(opening)
    if start < 0:
        return None
    inner = message[start + len(opening) : max(0, message.find("</div>", start))]
    return inner if kind == "text" else fragment_text(inner.partition("<span")[0]) or None
