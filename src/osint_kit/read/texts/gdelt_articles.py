"""GDELT DOC API article lists (JSON). They hold headlines; ``seendate`` is when GDELT saw the page, not when it was published."""

from __future__ import annotations

from collections.abc import Iterator

from osint_kit.read.fields import language_code
from osint_kit.read.json_walk import walk
from osint_kit.read.records import Document
from osint_kit.read.source import Source
from osint_kit.read.times import utc

NAME = "gdelt-articles"


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    first = source.json.first.get("articles") if source.json else None
    if isinstance(first, dict) and {"url", "title", "seendate"} <= first.keys():
        return "JSON with articles: url, title, seendate"
    return None


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    for path, article in walk(source, lambda path: path in ((), ("articles",))):
        if len(path) != 2 or not isinstance(article, dict):
            continue
        place = f"article={int(path[1]) + 1}"
        title = str(article.get("title") or "").strip()
        if not title:
            source.problem("the article has no title", place, str(article.get("url")))
            continue
        yield Document(
            text=title,
            record=place,
            external_id=article.get("url"),
            language=language_code(article.get("language")),
            publisher=article.get("domain"),
            url=article.get("url"),
            title=title,
            retrieved=utc(article.get("seendate")),
        )
