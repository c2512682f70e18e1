"""Which documents are copies of which: forwards, near copies, quotes, translations, citations, each with its evidence in words.

Every document has one row of its own (``own`` where nothing shows that it repeats another), and a further row for each document
that it cites. A document takes the lineage of what it repeats; but a weak edge is not followed further: a chain of weak edges
is no copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, Final, NamedTuple

import pandas as pd

from osint_kit import tables
from osint_kit.cross_reference import reuse
from osint_kit.cross_reference.rewrites import rewrites
from osint_kit.cross_reference.statements import day, flat
from osint_kit.cross_reference.translations import translations

_RANK: Final = {"forward": 0, "copy": 1, "quote": 2, "cites": 3}
_AFTER: Final = {"web": 0, "forum": 1, "social": 2}  # of texts of one day a post comes after the article
_SHORTEST: Final = 6  # words: below this a text is too short to be called a copy


class Document(NamedTuple):
    """What lineages need of a document; ``key`` orders documents by publication."""

    id: str
    external: str | None
    publisher: str | None
    language: str | None
    published: int | None
    url: str | None
    text: str
    links: tuple[str, ...]
    repeats: tuple[str, ...]
    key: tuple[int, str, str]


class Edge(NamedTuple):
    """``later`` takes from ``earlier`` (indexes); a strong edge may be followed further."""

    earlier: int
    later: int
    basis: str
    evidence: str
    strong: bool


def find_lineages(
    documents: pd.DataFrame, figures: pd.DataFrame | None = None, references: pd.DataFrame | None = None
) -> pd.DataFrame:
    """The table ``lineages`` for the documents in hand; tables (channel ``dataset``) stand alone.

    Args:
        figures: with it, "according to <outlet>" leads to that outlet's document that gives the same number.
        references: with it, a listed address leads to the document behind it.
    """
    items = sorted(_documents(documents), key=lambda item: item.key)
    texts = [reuse.text_of(item.id, item.text) for item in items]
    edges = [*_links(items, references), *_copies(texts), *_retold(items, texts), *_outlets(items, figures)]
    parents = _best(edges)
    roots = _roots(items, parents)
    rows = []
    for at, item in enumerate(items):
        parent = parents.get(at)
        if parent is not None and parent.basis != "cites":
            rows.append(_row(item, items[roots[at]].id, parent.basis, items[parent.earlier].id, parent.evidence))
        else:
            rows.append(_row(item, item.id, "own", None, None))
    for edge in sorted(
        {edge for edge in edges if edge.basis == "cites"}, key=lambda edge: (edge.later, edge.earlier, edge.evidence)
    ):
        parent = parents.get(edge.later)
        row = _row(items[edge.later], items[roots[edge.earlier]].id, "cites", items[edge.earlier].id, edge.evidence)
        if not any((other["document_id"], other["of"]) == (row["document_id"], row["of"]) for other in rows[len(items) :]) and (
            parent is None or parent.basis == "cites" or parent.earlier != edge.earlier
        ):
            rows.append(row)
    order = {document: at for at, document in enumerate(documents["document_id"].tolist())}
    rows += _alone(documents, items)
    rows.sort(key=lambda row: (order[row["document_id"]], row["basis"] == "cites", row["of"] or ""))
    return tables.frame("lineages", rows)


def _row(item: Document, lineage: str, basis: str, of: str | None, evidence: str | None) -> dict[str, Any]:
    return {"document_id": item.id, "lineage_id": lineage, "basis": basis, "of": of, "evidence": evidence}


def _alone(documents: pd.DataFrame, items: list[Document]) -> Iterator[dict[str, Any]]:
    texts = {item.id for item in items}
    for document in documents["document_id"].tolist():
        if document not in texts:
            yield {"document_id": document, "lineage_id": document, "basis": "own", "of": None, "evidence": None}


def _documents(frame: pd.DataFrame) -> Iterator[Document]:
    for row in frame.to_dict("records"):
        if row.get("channel") == "dataset":
            continue
        repeats = [row.get(name) for name in ("forward_of", "reshare_of")]
        published = day(row.get("published"))
        external, time = _text(row.get("external_id")), _text(row.get("published"))
        yield Document(
            id=row["document_id"],
            external=external,
            publisher=_text(row.get("publisher")),
            language=_text(row.get("language")),
            published=published,
            url=_text(row.get("url")),
            text=_text(row.get("text")) or "",
            links=tuple(_list(row.get("links"))),
            repeats=tuple(word for word in map(_text, repeats) if word),
            key=(
                published if published is not None else 10**7,
                f"{time or ''} {_AFTER.get(row.get('channel') or '', 0)}",
                f"{external or ''} {row['document_id']}",
            ),
        )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None


def _list(value: Any) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list | tuple) or hasattr(value, "tolist") else []


_ADDRESS: Final = re.compile(r"(?:https?://)?(?:www\.)?[\w.-]+\.[a-z]{2,}/[^\s\"'<>)\]]*", re.IGNORECASE)


def _plain(address: str) -> str:
    """An address without protocol, www, query, fragment and last slash, so that two ways to write it are one."""
    bare = re.sub(r"^(?:https?://)?(?:www\.|m\.)?", "", address.strip().lower())
    return bare.split("#", 1)[0].split("?", 1)[0].rstrip("/.,;:!")


def _links(items: list[Document], references: pd.DataFrame | None) -> Iterator[Edge]:
    """Forwards and reshares by their id; links and listed references that lead to a document in hand."""
    by_url = {_plain(item.url): at for at, item in reversed(list(enumerate(items))) if item.url and "/" in _plain(item.url)}
    by_id = {name: at for at, item in reversed(list(enumerate(items))) for name in (item.external, item.id) if name}
    listed: dict[str, list[str]] = {}
    if references is not None:
        for document, url in zip(references["document_id"].tolist(), references["url"].tolist(), strict=True):
            if isinstance(url, str):
                listed.setdefault(document, []).append(url)
    for later, item in enumerate(items):
        for name in item.repeats:
            earlier = by_id.get(name, by_url.get(_plain(name)))
            if earlier is not None and earlier != later:
                yield Edge(
                    earlier, later, "forward", f"forwards or reshares {items[earlier].external or items[earlier].id}", True
                )
        for address in dict.fromkeys([*item.links, *_ADDRESS.findall(item.text), *listed.get(item.id, ())]):
            earlier = by_url.get(_plain(address))
            if earlier is not None and earlier != later and items[earlier].key <= item.key:
                yield Edge(earlier, later, "cites", f"links to {_plain(address)}", False)


def _copies(texts: list[reuse.Text]) -> Iterator[Edge]:
    """Near copies and quotes: a copy is for the most part the earlier text, a quote has a run of it among other words."""
    for (earlier, later), found in reuse.overlaps(texts).items():
        short = min(len(texts[earlier].words), len(texts[later].words)) < _SHORTEST
        if short and texts[earlier].words != texts[later].words:
            continue
        whole = found.of_later >= reuse.EXCERPT or found.of_earlier >= reuse.COPY
        if whole and found.of_later >= reuse.COPY / 2:
            yield Edge(earlier, later, "copy", reuse.in_words(found), found.of_later >= reuse.STRONG)
        elif found.run >= reuse.QUOTE or found.of_later >= reuse.COPY:
            yield Edge(earlier, later, "quote", reuse.in_words(found), False)


def _retold(items: list[Document], texts: list[reuse.Text]) -> Iterator[Edge]:
    """Translations (the same numbers and names in another language) and rewrites (the same telling words in other
    sentences).
    """
    for earlier, later, evidence in rewrites(texts, [item.language for item in items], [item.published for item in items]):
        yield Edge(earlier, later, "copy", evidence, False)
    for earlier, later, evidence in translations([(item.id, item.language, item.published, item.text) for item in items]):
        yield Edge(earlier, later, "copy", evidence, False)


def _outlets(items: list[Document], figures: pd.DataFrame | None) -> Iterator[Edge]:
    """According to an outlet: the outlet's own earlier document with the same number."""
    if figures is None:
        return
    numbers: dict[str, set[float]] = {}
    for document, value in zip(figures["document_id"].tolist(), figures["value"].tolist(), strict=True):
        if value == value and value is not None:
            numbers.setdefault(document, set()).add(float(value))
    by_publisher: dict[str, list[int]] = {}
    for at, item in enumerate(items):
        if item.publisher:
            by_publisher.setdefault(flat(item.publisher), []).append(at)
    named = _named_houses(figures)
    for later, item in enumerate(items):
        own = flat(item.publisher or "")
        for phrase, publisher in product(sorted(named.get(item.id, ())), by_publisher):
            if publisher != own and f" {publisher} " in f" {phrase} ":
                yield from _named_outlet(items, later, by_publisher[publisher], numbers)


def _named_houses(figures: pd.DataFrame) -> dict[str, set[str]]:
    """Document → the sources and relays that its figures name."""
    named: dict[str, set[str]] = {}
    for role in ("source", "relay"):
        for document, phrase in zip(figures["document_id"].tolist(), figures[role].tolist(), strict=True):
            if _text(phrase):
                named.setdefault(document, set()).add(flat(phrase))
    return named


def _named_outlet(items: list[Document], later: int, holders: list[int], numbers: Mapping[str, set[float]]) -> Iterator[Edge]:
    own = numbers.get(items[later].id, set())
    for earlier in reversed([at for at in holders if items[at].key < items[later].key]):
        if shared := sorted(own & numbers.get(items[earlier].id, set())):
            evidence = f"names {items[earlier].publisher}, which gave {', '.join(f'{value:g}' for value in shared[:3])}"
            yield Edge(earlier, later, "cites", evidence, False)
            return


def _best(edges: list[Edge]) -> dict[int, Edge]:
    """The edge of each document that says most: a forward before a copy, the more of the wording first, then the earliest."""
    best: dict[int, Edge] = {}
    for edge in sorted(edges, key=lambda edge: (edge.later, _RANK[edge.basis], not edge.strong, edge.earlier, edge.evidence)):
        best.setdefault(edge.later, edge)
    return best


def _roots(items: list[Document], parents: Mapping[int, Edge]) -> dict[int, int]:
    """The first document of each one's lineage. Documents stand in order of publication, so a parent's root is known before."""
    roots: dict[int, int] = {}
    for at in range(len(items)):
        path = []
        here = at
        while here not in roots:
            edge = parents.get(here)
            path.append(here)
            if edge is None or edge.basis == "cites" or edge.earlier in path:
                roots[here] = here
                break
            above = parents.get(edge.earlier)
            top = above is None or above.basis == "cites"
            if not (edge.strong or top):
                roots[here] = edge.earlier  # a weak edge ends here: what its text belongs to is no evidence for this one
                break
            here = edge.earlier
        for step in reversed(path):
            if step not in roots:
                roots[step] = roots[parents[step].earlier]
    return roots
