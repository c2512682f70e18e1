"""Pages that show every figure in its sentence and its document, and every topic with the sentences it rests on."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from osint_kit.report.labels import period_of, title_of
from osint_kit.report.lists import lists
from osint_kit.report.marks import LEGEND, cell, marked, sentence
from osint_kit.report.pages import TEMPLATES
from osint_kit.report.presentation import Presentation, address, anchor, interval, number, topic_key

PAGE_SIZE = 150_000
"""Characters after which a new page begins."""

RELATIONS_SHOWN = 8

Section = tuple[str, list[str]]
"""HTML and the anchors in it."""


@dataclass
class Evidence:
    """Pages by file name, and where each anchor stands."""

    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Title and body by file name."""
    where: dict[str, str] = field(default_factory=dict)
    """File name by anchor."""

    def add(self, kind: str, title: str, sections: Iterable[Section]) -> None:
        """Lay sections on pages, in order."""
        bodies: list[list[str]] = []
        size = PAGE_SIZE
        for html, anchors in sections:
            if size >= PAGE_SIZE:
                bodies.append([])
                size = 0
            bodies[-1].append(html)
            size += len(html)
            self.where.update(dict.fromkeys(anchors, _page(kind, len(bodies))))
        for count, body in enumerate(bodies, start=1):
            part = f" ({count} of {len(bodies)})" if len(bodies) > 1 else ""
            self.pages[_page(kind, count)] = (f"{title}{part}", "\n".join(body))


def _page(kind: str, count: int) -> str:
    return f"{kind}-{count:03d}.html"


def lay_out(shown: Presentation) -> Evidence:
    """Evidence pages for all documents and for all topics of the consensus, and lists of what stands on them."""
    evidence, facts = Evidence(), _Facts(shown)
    evidence.add("documents", "Documents", facts.documents())
    evidence.add("topics", "Topics", facts.topics())
    for name, title, body in lists(shown):
        evidence.pages[f"{name}.html"] = (title, body)
        evidence.where[name] = f"{name}.html"
    return evidence


@functools.cache
def _macros() -> Any:
    import jinja2
    from markupsafe import Markup

    environment = jinja2.Environment(autoescape=True)
    environment.globals |= {"address": address, "legend": Markup(LEGEND)}
    return environment.from_string((TEMPLATES / "evidence.html.j2").read_text(encoding="utf-8")).module


class _Facts:
    """What the tables say about a figure, looked up by key."""

    def __init__(self, shown: Presentation) -> None:
        self.shown = shown
        self.document = {row.document_id: row for row in shown.documents.itertuples()}
        self.figure = {row.figure_id: row for row in shown.figures.itertuples()}
        self.claim = {row.figure_id: row for row in shown.claims.itertuples()}
        self.origin = {row.figure_id: row for row in shown.origins.itertuples()}
        self.figures_of: dict[str, list[Any]] = {}
        for figure in self.figure.values():
            self.figures_of.setdefault(figure.document_id, []).append(figure)
        self.lineages_of: dict[str, list[Any]] = {}
        for row in shown.lineages.itertuples():
            self.lineages_of.setdefault(row.document_id, []).append(row)
        self.relations: dict[str, list[tuple[str, str, str, str]]] = {}
        for pair in shown.pairs.itertuples():
            for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
                self.relations.setdefault(one, []).append((pair.relation, other, self.figure[other].quote, pair.reason))
        self.topic = {
            figure_id: (topic_key(row.topic, row.period_start, row.period_end), row.topic)
            for row in shown.consensus.itertuples()
            for figure_id in row.figure_ids
        }

    def documents(self) -> Iterator[Section]:
        from markupsafe import Markup

        for row in self.shown.documents.itertuples():
            figures = sorted(self.figures_of.get(row.document_id, []), key=lambda one: (_place(one), one.figure_id))
            facts = {
                "publisher": row.publisher, "author": row.author, "channel": row.channel, "published": row.published,
                "language": row.language, "address": row.url, "archived": row.archive_url, "file": row.path, "record": row.record,
                "sha256 of the file": row.sha256,
            }  # fmt: skip
            lineage = [
                (one.basis, one.of, _heading(self.document[one.of]))
                for one in self.lineages_of.get(row.document_id, [])
                if one.basis != "own" and one.of in self.document
            ]
            name = anchor("document", row.document_id)
            html = _macros().document(
                {
                    "anchor": name, "heading": _heading(row), "facts": [(key, value) for key, value in facts.items() if _said(value)],
                    "lineage": lineage, "paraphrase": not pd.isna(row.paraphrase) and bool(row.paraphrase), "language": _said(row.language) or "und",
                    "text": Markup(marked(row.text, figures)) if _said(row.text) else "", "figures": [self._card(one) for one in figures],
                }
            )  # fmt: skip
            yield str(html), [name, *(anchor("figure", one.figure_id) for one in figures)]  # the cards stand beside them

    def _card(self, figure: Any) -> dict[str, Any]:
        from markupsafe import Markup

        key = figure.figure_id
        claim, origin, relations = self.claim.get(key), self.origin.get(key), self.relations.get(key, [])
        topic_id, topic = self.topic.get(key, ("", _said(claim.topic) if claim else ""))
        first = self.figure.get(origin.origin_id) if origin else None
        in_text = not pd.isna(figure.start)
        return {
            "id": key, "anchor": anchor("figure", key), "card": anchor("card", key), "quote": figure.quote,
            "in_text": in_text, "cell": "" if in_text else Markup(cell(figure, anchor("figure", key))),
            "span": f"{int(figure.start)}–{int(figure.end)}" if in_text else "", "publisher": _said(figure.publisher), "url": _said(figure.url),
            "interval": interval(claim.low, claim.high, claim.unit) if claim else "", "rule": _said(claim.bounds_rule) if claim else "",
            "hedge": figure.hedge, "hedge_words": _said(figure.hedge_words), "kind": figure.kind, "item": _said(figure.item),
            "topic": title_of(topic) if topic else "", "topic_key": topic_id, "source": _said(figure.source), "relay": _said(figure.relay),
            "cue": _said(figure.cue), "stance": figure.stance, "stance_words": _said(figure.stance_words),
            "as_of_words": _said(figure.as_of_words), "as_of": period_of(figure.as_of_start, figure.as_of_end),
            "origin": origin.origin_id if origin else "", "origin_quote": first.quote if first else "", "basis": origin.basis if origin else "",
            "relations": relations[:RELATIONS_SHOWN], "more": max(0, len(relations) - RELATIONS_SHOWN),
            "doubts": ", ".join(figure.doubts), "correction": _said(claim.correction) if claim else "",
        }  # fmt: skip

    def topics(self) -> Iterator[Section]:
        from markupsafe import Markup

        for row in self.shown.consensus.itertuples():
            name = anchor("topic", topic_key(row.topic, row.period_start, row.period_end))
            said = []
            for figure in (self.figure[key] for key in row.figure_ids):
                document = self.document[figure.document_id]
                role = (
                    "supports" if figure.figure_id in row.supporting else "is against" if figure.figure_id in row.opposing else ""
                )
                by = (figure.source, document.publisher, _said(document.published)[:10], figure.stance, role)
                said.append(
                    {
                        "id": figure.figure_id,
                        "sentence": Markup(sentence(_said(document.text), figure)),
                        "by": " · ".join(filter(None, map(_said, by))),
                    }
                )
            basis = f"{_counted(row.claims, 'claim')} in {_counted(row.documents, 'document')}, {_counted(row.origins, 'independent origin')}."
            html = _macros().topic(
                {
                    "anchor": name, "title": title_of(row.topic), "period": period_of(row.period_start, row.period_end),
                    "verdict": row.verdict.replace("_", " "), "interval": interval(row.low, row.high), "basis": basis,
                    "reason": _said(row.reason), "said": said,
                }
            )  # fmt: skip
            yield str(html), [name]


def _counted(count: int, noun: str) -> str:
    return f"{number(int(count))} {noun}{'' if count == 1 else 's'}"


def _heading(row: Any) -> str:
    return next((one for one in (row.title, row.external_id, row.path) if _said(one).strip()), row.document_id)


def _said(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _place(figure: Any) -> int:
    return -1 if pd.isna(figure.start) else int(figure.start)
