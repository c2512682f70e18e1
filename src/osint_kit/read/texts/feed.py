"""RSS and Atom feeds: one entry a document, its title above its text. Feeds that break the rules are read as far as they go."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from osint_kit.read.fields import language_code
from osint_kit.read.records import Document
from osint_kit.read.source import Source
from osint_kit.read.texts.html import fragment_text, with_title
from osint_kit.read.times import utc

NAME = "feed"

_ROOTS = {"rss": "RSS", "feed": "Atom", "rdf:rdf": "RSS 1.0"}


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    kind = _ROOTS.get(source.xml_root or "")
    return f"{kind}: the outermost element is {source.xml_root}" if kind else None


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    import feedparser

    feed = feedparser.parse(io.BytesIO(source.read_whole()), sanitize_html=False, resolve_relative_uris=False)
    if feed.get("bozo") and not isinstance(feed.get("bozo_exception"), feedparser.CharacterEncodingOverride):
        what = " ".join(str(feed.get("bozo_exception")).split())
        source.problem(f"the feed breaks the rules of XML ({what}); its {len(feed.entries)} readable entries were kept")
    channel = feed.feed
    for number, entry in enumerate(feed.entries, start=1):
        place = f"entry={number}"
        title = fragment_text(entry.get("title", ""))
        body = fragment_text(_body(entry))
        if not title and not body:
            source.problem("the entry has neither title nor text", place, str(entry.get("id", "")))
            continue
        yield Document(
            text=with_title(title, body),
            record=place,
            external_id=entry.get("id"),
            language=language_code(entry.get("language") or channel.get("language")),
            publisher=fragment_text(channel.get("title", "")),
            author=entry.get("author"),
            url=link if (link := str(entry.get("link") or "")).startswith("http") else None,
            title=title,
            published=utc(entry.get("published")) or utc(entry.get("updated")),
            tags=[tag.get("term") for tag in entry.get("tags", []) if tag.get("term")],
        )


def _body(entry: Any) -> str:
    """The longest of an entry's contents, or its summary."""
    contents = [content.get("value", "") for content in entry.get("content", [])]
    return max([*contents, entry.get("summary", "")], key=len)
