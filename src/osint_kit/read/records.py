"""What a format's reader yields: documents, the cells and counts of the document before them, and problems."""

from __future__ import annotations

from dataclasses import dataclass, field

EXCERPT = 200
"""Characters of a bad record that quarantine shows."""


@dataclass(slots=True)
class Document:
    """One document as the file gives it. ``record`` leads to it inside the file; null for a file that is one document."""

    text: str
    record: str | None = None
    external_id: str | None = None
    language: str | None = None
    channel: str = "web"
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    retrieved: str | None = None
    tags: list[str] = field(default_factory=list)
    forward_of: str | None = None
    reply_to: str | None = None
    reshare_of: str | None = None
    archive_url: str | None = None
    archive_hash: str | None = None
    links: list[str] = field(default_factory=list)
    paraphrase: bool | None = None


@dataclass(slots=True)
class Cell:
    """One cell of a table that states an amount. It belongs to the last document of channel dataset before it."""

    locator: str
    quote: str
    value: float | None = None
    hedge: str = "exact"
    hedge_words: str | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    per: str | None = None
    kind: str = "other"
    item: str | None = None
    event: str | None = None
    delta: bool | None = None
    actor: str | None = None
    place: str | None = None
    source: str | None = None
    relay: str | None = None
    stance: str = "asserted"
    stance_words: str | None = None
    as_of_start: str | None = None
    as_of_end: str | None = None
    definition: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    doubts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Volume:
    """One count of items in a period. It belongs to the last document of channel dataset before it."""

    locator: str
    count: int
    channel: str | None = None
    outlet: str | None = None
    query: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    total: int | None = None


@dataclass(slots=True)
class Problem:
    """Something that could not be read, in a sentence that a person understands."""

    reason: str
    record: str | None = None
    excerpt: str | None = None


Record = Document | Cell | Volume | Problem


def dataset(name: str) -> Document:
    """The document that stands for a whole table: its cells belong to it, and it has no running text."""
    return Document(text="", channel="dataset", external_id=name, title=name)


def locator(row: int, column: str) -> str:
    """Where a cell stands: ``row=3,column=best``. Rows count from 1 below the header; blanks in a column's name become ``_``."""
    return f"row={row},column={'_'.join(column.split())}"


def excerpt(raw: str | bytes) -> str:
    """The first characters of a bad record on one line."""
    text = raw[: 4 * EXCERPT].decode("utf-8", "replace") if isinstance(raw, bytes) else raw[: 4 * EXCERPT]
    return " ".join(text.split())[:EXCERPT]
