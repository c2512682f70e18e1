"""Authors and handles become author-001, author-002, … on the way into a report, the same in every clone and without a secret.

The numbers follow the first appearance by ``document_id``. Spans are moved with the text; addresses that hold a handle are cut to the host.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from osint_kit.tables import LIST, TABLES, TEXT

HANDLE = re.compile(r"(?<![\w@./])@\w{2,}(?:[.-]\w+)*(?:@\w+(?:[.-]\w+)*)?")
"""``@name``, ``@name.example``, ``@name@host.example``; not the second half of a mail address."""

_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"https?://[^\s<>\"'»«()\[\]]+")
_PERSONAL_PATH = re.compile(r"^/(?:@|u/|user/|users/|profile/)", re.IGNORECASE)
_ADDRESSES = frozenset({"url", "archive_url", "links", "forward_of", "reply_to", "reshare_of"})
_KEPT = frozenset(
    {
        "document_id",
        "figure_id",
        "path",
        "record",
        "locator",
        "sha256",
        "archive_hash",
        "lineage_id",
        "of",
        "host",
        "left",
        "right",
    }
)
_SPANS = {
    "figures": (
        ("start", "end"),
        ("source_start", "source_end"),
        ("relay_start", "relay_end"),
        ("sentence_start", "sentence_end"),
    ),
    "references": (("start", "end"),),
    "tallies": (("start", "end"),),
}


@dataclass
class Pseudonyms:
    """The pseudonym of every author and handle, and what stands for them in a text."""

    names: dict[str, str] = field(default_factory=dict)
    _spelled_out: dict[str, list[str]] = field(default_factory=dict)
    """Authors' names that are distinctive enough to be looked for in running text, by their first word."""

    @classmethod
    def of(cls, documents: pd.DataFrame) -> Pseudonyms:
        """Number authors and handles by their first appearance."""
        made = cls()
        outlets = {_key(publisher) for publisher in documents["publisher"].dropna()}
        spelled_out: set[str] = set()
        for row in documents.sort_values("document_id").itertuples():
            if isinstance(row.author, str) and _key(row.author):
                made._number(row.author)
                if _telling(row.author) and _key(row.author) not in outlets:
                    spelled_out.add(_key(row.author))
            for text in (row.title, row.text):
                if isinstance(text, str) and "@" in text:
                    for match in HANDLE.finditer(text):
                        made._number(match.group())
        for name in sorted(spelled_out, key=lambda name: (-len(name), name)):
            made._spelled_out.setdefault(_WORD.search(name).group(), []).append(name)  # type: ignore[union-attr]
        return made

    def _number(self, name: str) -> None:
        self.names.setdefault(_key(name), f"author-{len(self.names) + 1:03d}")

    def author(self, name: object) -> object:
        return self.names.get(_key(name), name) if isinstance(name, str) else name

    def replacements(self, text: str) -> list[tuple[int, int, str]]:
        """Start, end and pseudonym of every author and handle in a text; addresses are cut whole."""
        if not self.names:
            return []
        found = [(m.start(), m.end(), cut) for m in _ADDRESS.finditer(text) if (cut := self.address(m.group())) != m.group()]
        settled: list[tuple[int, int, str]] = []
        hits = [(m.start(), m.end()) for m in HANDLE.finditer(text)] + list(self._spelled(text))
        last = 0
        for start, end, cut in sorted([*found, *((start, end, "") for start, end in hits)]):
            name = cut or self.names.get(_key(text[start:end]), "")
            if start >= last and name:
                settled.append((start, end, name))
                last = end
        return settled

    def _spelled(self, text: str) -> Iterator[tuple[int, int]]:
        """Where authors' names stand in a text, as whole words."""
        if not self._spelled_out:
            return
        for word in _WORD.finditer(text):
            for name in self._spelled_out.get(word.group().casefold(), ()):
                end = word.start() + len(name)
                if text[word.start() : end].casefold() == name and not text[end : end + 1].isalnum():
                    yield word.start(), end
                    break

    def text(self, text: object) -> object:
        return _rewrite(text, self.replacements(text)) if isinstance(text, str) else text

    def address(self, address: str) -> str:
        """An address without the handle in it: cut to the host if it holds one.

        >>> Pseudonyms({"velmwatch": "author-001"}).address("https://social.example/velmwatch/12")
        'https://social.example/'
        """
        try:
            parts = urlsplit(address)
            host = parts.hostname or ""
        except ValueError:
            return address
        if not parts.scheme.startswith("http") or not host:
            return address
        pieces = {_key(piece) for piece in re.split(r"[/?&=#]", parts.path + "?" + parts.query + "#" + parts.fragment) if piece}
        if _PERSONAL_PATH.match(parts.path) or any(_handle_like(piece) and piece in self.names for piece in pieces):
            return f"{parts.scheme}://{host}/"
        return address

    def shown_in(self, text: str) -> str | None:
        """A handle or telling author's name that stands in a text, if any."""
        return next((text[start:end] for start, end, _ in self.replacements(text)), None)


def _key(name: str) -> str:
    return name.strip().lstrip("@").casefold()


def _telling(name: str) -> bool:
    """Whether a name is distinctive enough to be looked for in running text: it has a blank, digit or underscore, and a letter."""
    plain = name.strip().lstrip("@")
    return len(plain) >= 5 and any(c.isalpha() for c in plain) and any(c.isspace() or c.isdigit() or c == "_" for c in plain)


def _handle_like(piece: str) -> bool:
    return len(piece) >= 3 and any(c.isalpha() for c in piece)


def _rewrite(text: str, replacements: list[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, name in replacements:
        pieces += [text[at:start], name]
        at = end
    return "".join(pieces) + text[at:]


class _Shift:
    """Moves positions in a text to where they are after its replacements."""

    def __init__(self, replacements: list[tuple[int, int, str]]) -> None:
        self._replacements = replacements
        self._starts = [start for start, _, _ in replacements]
        self._before = [0]
        for start, end, name in replacements:
            self._before.append(self._before[-1] + len(name) - (end - start))

    def __call__(self, position: int, is_end: bool) -> int:
        index = bisect_right(self._starts, position - is_end) - 1
        if index < 0:
            return position
        start, end, name = self._replacements[index]
        if position < end or (is_end and position == end):
            inside = start + self._before[index]
            return inside + len(name) if is_end else inside
        return position + self._before[index + 1]


def pseudonymise(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The same tables with pseudonyms for authors and handles, and spans that fit the changed texts.

    Args:
        tables: tables by name; ``documents`` must be among them.

    >>> from osint_kit.tables import frame
    >>> one = {"document_id": "d1", "path": "a", "channel": "social", "text": "@velmwatch: 12 dead", "sha256": "0"}
    >>> pseudonymise({"documents": frame("documents", [one])})["documents"]["text"].tolist()
    ['author-001: 12 dead']
    """
    made = Pseudonyms.of(tables["documents"])
    return dict(_pseudonymised(made, tables))


def _pseudonymised(made: Pseudonyms, tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, pd.DataFrame]]:
    documents = tables["documents"]
    replaced = {row.document_id: made.replacements(row.text) for row in documents.itertuples() if isinstance(row.text, str)}
    shifts = {document_id: _Shift(found) for document_id, found in replaced.items() if found}
    for name, rows in tables.items():
        changed = rows.copy()
        for start, end in _SPANS.get(name, ()):
            for column, is_end in ((start, False), (end, True)):
                moved = [
                    shifts[document_id](int(position), is_end) if document_id in shifts and pd.notna(position) else position
                    for document_id, position in zip(rows["document_id"], rows[column], strict=True)
                ]
                changed[column] = pd.array(moved, dtype="Int64")
        for column, kind in TABLES[name].columns.items():
            if column in _KEPT or kind not in (TEXT, LIST):
                continue
            values: list[Any]
            if name == "documents" and column == "text":
                values = [_rewrite(text, replaced[one]) for one, text in zip(rows["document_id"], rows["text"], strict=True)]
            elif name == "documents" and column == "author":
                values = [made.author(author) for author in rows[column]]
            elif kind == LIST:
                values = [[_either(made, column, item) for item in items] for items in rows[column]]
            else:
                values = [_either(made, column, value) for value in rows[column]]
            changed[column] = pd.Series(values, index=rows.index, dtype=rows[column].dtype)
        yield name, changed


def _either(made: Pseudonyms, column: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    if column in _ADDRESSES and value.startswith("http"):
        return made.address(value)
    return made.text(made.author(value) if column in _ADDRESSES else value)
