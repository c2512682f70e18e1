"""Pages that show every figure in its sentence and its document, and every topic with the sentences it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any

import pandas as pd

from osint_kit.report.present import Presentation, anchor, interval, link, number, topic_key

PAGE_SIZE = 150_000
"""Characters after which a new page begins."""

WINDOW = 1_500
"""Characters of a very long text that are shown around a figure."""

LONG = 30_000


@dataclass
class Evidence:
    """Pages by file name, and where each anchor stands."""

    pages: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Title and body by file name."""
    where: dict[str, str] = field(default_factory=dict)
    """File name by anchor."""

    def add(self, kind: str, title: str, sections: Iterable[tuple[str, list[str]]]) -> None:
        """Lay sections (HTML and the anchors in it) on pages, in order."""
        body: list[str] = []
        size = count = 0
        for html, anchors in sections:
            if not body or size > PAGE_SIZE:
                count += 1
                name, body, size = f"{kind}-{count:03d}.html", [], 0
                self.pages[name] = (f"{title} {count}", "")
            body.append(html)
            size += len(html)
            self.pages[name] = (self.pages[name][0], "\n".join(body))
            self.where.update(dict.fromkeys(anchors, name))


def lay_out(shown: Presentation) -> Evidence:
    """Evidence pages for all documents with figures and all topics of the consensus."""
    evidence = Evidence()
    facts = _Facts(shown)
    evidence.add("documents", "Documents", (facts.document(row) for row in shown.documents.itertuples()))
    evidence.add("topics", "Topics", (facts.topic(row) for row in shown.consensus.itertuples()))
    return evidence


class _Facts:
    """What the tables say about a figure, looked up by key."""

    def __init__(self, shown: Presentation) -> None:
        self.documents = {row.document_id: row for row in shown.documents.itertuples()}
        self.figures = {row.figure_id: row for row in shown.figures.itertuples()}
        self.claims = {row.figure_id: row for row in shown.claims.itertuples()}
        self.origins = {row.figure_id: row for row in shown.origins.itertuples()}
        self.of_document: dict[str, list[Any]] = {}
        for figure in self.figures.values():
            self.of_document.setdefault(figure.document_id, []).append(figure)
        self.pairs: dict[str, list[tuple[str, str, str]]] = {}
        for pair in shown.pairs.itertuples():
            for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
                self.pairs.setdefault(one, []).append((pair.relation, other, pair.reason))
        self.lineages: dict[str, list[Any]] = {}
        for row in shown.lineages.itertuples():
            self.lineages.setdefault(row.document_id, []).append(row)
        self.topics = {
            figure_id: (row.topic, topic_key(row.topic, row.period_start, row.period_end))
            for row in shown.consensus.itertuples()
            for figure_id in row.figure_ids
        }

    def document(self, row: Any) -> tuple[str, list[str]]:
        figures = sorted(self.of_document.get(row.document_id, []), key=lambda one: (_int(one.start), one.figure_id))
        name = anchor("document", row.document_id)
        text = (
            f'<div class="text" lang="{escape(_or(row.language, "und"))}" dir="auto">{_marked(row.text, figures)}</div>'
            if row.text
            else ""
        )
        note = '<p class="note">This document is a paraphrase written for this project.</p>' if _yes(row.paraphrase) else ""
        cards = "".join(self._card(figure) for figure in figures)
        table = (
            '<div class="scroll" role="region" tabindex="0" aria-label="Figures of this document"><table><thead><tr>'
            + "".join(f'<th scope="col">{head}</th>' for head in _CARD)
            + f"</tr></thead><tbody>{cards}</tbody></table></div>"
            if figures
            else "<p>No figure was found in this document.</p>"
        )
        html = f'<section class="document" id="{escape(name)}"><h2>{escape(_heading(row))}</h2>{self._origin_of(row)}{note}{text}{table}</section>'
        return html, [name, *(anchor("figure", figure.figure_id) for figure in figures)]

    def _origin_of(self, row: Any) -> str:
        lines = {
            "publisher": _text(row.publisher), "author": _text(row.author), "channel": _text(row.channel),
            "published": _text(row.published), "language": _text(row.language), "address": _address(row.url),
            "archived": _address(row.archive_url), "file": _text(row.path), "record": _text(row.record),
            "sha256 of the file": f"<code>{escape(row.sha256)}</code>",
        }  # fmt: skip
        for lineage in self.lineages.get(row.document_id, []):
            if lineage.basis != "own" and isinstance(lineage.of, str):
                lines[f"{lineage.basis} of"] = (
                    link("document", lineage.of, _heading(self.documents[lineage.of])) if lineage.of in self.documents else ""
                )
        return "<dl>" + "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in lines.items() if value) + "</dl>"

    def _card(self, figure: Any) -> str:
        claim, origin = self.claims.get(figure.figure_id), self.origins.get(figure.figure_id)
        bounds = interval(claim.low, claim.high, claim.unit) if claim else ""
        rule = f" <small>({escape(claim.bounds_rule)})</small>" if claim and isinstance(claim.bounds_rule, str) else ""
        relations = self.pairs.get(figure.figure_id, [])
        told = "".join(
            f"<li>{escape(relation)} {link('figure', other, self.figures[other].quote)} <small>{escape(reason)}</small></li>"
            for relation, other, reason in relations[:8]
            if other in self.figures
        )
        more = f"<li>and {len(relations) - 8} more in tables/pairs.csv</li>" if len(relations) > 8 else ""
        topic = link("topic", self.topics[figure.figure_id][1], self.topics[figure.figure_id][0]) if figure.figure_id in self.topics else (
            escape(_or(claim.topic, "")) if claim else ""
        )  # fmt: skip
        where = f"<small>{escape(figure.locator)}</small>" if isinstance(figure.locator, str) else ""
        own = anchor("figure", figure.figure_id)
        place = (
            f'<mark id="{escape(own)}">{escape(figure.quote)}</mark>'
            if pd.isna(figure.start)
            else link("figure", figure.figure_id, figure.quote)
        )
        cells = [
            f"{place} {where}{_address_tail(figure)}",
            f"{escape(bounds)}{rule}",
            escape(" ".join(_some(figure.hedge, figure.hedge_words and f"“{figure.hedge_words}”" if isinstance(figure.hedge_words, str) else None))),
            f"{escape(figure.kind)}: {escape(_or(figure.item, '—'))}<br>{topic}",
            escape(_or(figure.source, "the document itself")) + (f" <small>via {escape(figure.relay)}</small>" if isinstance(figure.relay, str) else ""),
            escape(figure.stance),
            escape(_period(figure.as_of_start, figure.as_of_end)),
            escape(f"{origin.origin_id} ({origin.basis})") if origin else "",
            f"<ul>{told}{more}</ul>" if told else "",
            escape(", ".join(figure.doubts)) + (f"<br>corrected: {escape(claim.correction)}" if claim and isinstance(claim.correction, str) else ""),
        ]  # fmt: skip
        return f'<tr id="{escape(anchor("card", figure.figure_id))}">' + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"

    def topic(self, row: Any) -> tuple[str, list[str]]:
        name = anchor("topic", topic_key(row.topic, row.period_start, row.period_end))
        figures = [self.figures[figure_id] for figure_id in row.figure_ids if figure_id in self.figures]
        said = "".join(f"<li>{self._quoted(figure, row)}</li>" for figure in figures)
        verdict = (
            f"<p><strong>{escape(row.verdict)}</strong> {escape(interval(row.low, row.high))}. {escape(_or(row.reason, ''))}</p>"
        )
        counts = f"<p>{number(row.claims)} claims in {number(row.documents)} documents of {number(row.origins)} independent origins.</p>"
        period = _period(row.period_start, row.period_end)
        html = f'<section class="topic" id="{name}"><h2>{escape(row.topic)} <small>{escape(period)}</small></h2>{verdict}{counts}<ul class="said">{said}</ul></section>'
        return html, [name]

    def _quoted(self, figure: Any, row: Any) -> str:
        document = self.documents[figure.document_id]
        role = "supports" if figure.figure_id in row.supporting else "opposes" if figure.figure_id in row.opposing else "counts"
        by = " · ".join(_some(figure.source, document.publisher, _or(document.published, "")[:10], figure.stance, role))
        return f"{sentence(document.text, figure)}<br><small>{escape(by)} · {link('figure', figure.figure_id, 'in its document')}</small>"


def sentence(text: str, figure: Any) -> str:
    """A figure's sentence with the figure marked; for a cell the cell."""
    if pd.isna(figure.start) or not text:
        return f"<mark>{escape(figure.quote)}</mark> {escape(_or(figure.item, figure.kind))} <small>({escape(_or(figure.locator, ''))})</small>"
    start, end = int(figure.start), int(figure.end)
    first = start if pd.isna(figure.sentence_start) else min(int(figure.sentence_start), start)
    last = end if pd.isna(figure.sentence_end) else max(int(figure.sentence_end), end)
    return f"{escape(text[first:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:last])}"


_CARD = ("Figure", "Interval", "Hedge", "What", "Who says so", "Stance", "As of", "Origin", "Relations", "Doubts")


# A text with its marks


def _marked(text: str, figures: list[Any]) -> str:
    """A text as HTML: each sentence with a figure in a span, each figure marked, its hedge, speaker, stance and date underlined."""
    placed = [figure for figure in figures if not pd.isna(figure.start)]
    roles = sorted({role for figure in placed for role in _roles(text, figure)})
    sentences = _apart(sorted({(int(f.sentence_start), int(f.sentence_end)) for f in placed if not pd.isna(f.sentence_start)}))
    marks = {int(figure.start): figure for figure in reversed(placed)}
    pieces, at = [], 0
    for start, end in _shown(text, placed):
        if start > at:
            pieces.append(f'<p class="note">… {start - at:,} characters …</p>')
        for first, last, is_sentence in _cut(start, end, sentences):
            inner = _spans(text, first, last, marks, roles)
            pieces.append(f'<span class="sentence">{inner}</span>' if is_sentence else inner)
        at = end
    if at < len(text):
        pieces.append(f'<p class="note">… {len(text) - at:,} characters …</p>')
    return "".join(pieces)


def _shown(text: str, figures: list[Any]) -> list[tuple[int, int]]:
    """The parts of a text that are shown: all of it, or the surroundings of the figures where it is very long."""
    if len(text) <= LONG:
        return [(0, len(text))]
    parts: list[tuple[int, int]] = []
    for figure in figures:
        start, end = max(0, int(figure.start) - WINDOW), min(len(text), int(figure.end) + WINDOW)
        if parts and start <= parts[-1][1]:
            parts[-1] = (parts[-1][0], max(end, parts[-1][1]))
        else:
            parts.append((start, end))
    return parts or [(0, WINDOW)]


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans that do not overlap: one that begins inside another is part of it."""
    apart: list[tuple[int, int]] = []
    for start, end in spans:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], end))
        elif start < end:
            apart.append((start, end))
    return apart


def _cut(start: int, end: int, sentences: list[tuple[int, int]]) -> Iterator[tuple[int, int, bool]]:
    at = start
    for first, last in sentences:
        first, last = max(first, start), min(last, end)
        if first >= last:
            continue
        if at < first:
            yield at, first, False
        yield first, last, True
        at = last
    if at < end:
        yield at, end, False


def _spans(text: str, start: int, end: int, marks: dict[int, Any], roles: list[tuple[int, int, str]]) -> str:
    """A stretch of text with its marks; a figure that begins here is closed here."""
    inside = [(first, last, role) for first, last, role in roles if first < end and last > start]
    figures = [(at, min(int(figure.end), end), figure) for at, figure in marks.items() if start <= at < end]
    cuts = sorted({start, end, *(at for first, last, _ in inside for at in (first, last) if start < at < end),
                   *(at for first, last, _ in figures for at in (first, last))})  # fmt: skip
    opens = {first: figure for first, _, figure in figures}
    pieces, closing = [], -1
    for first, last in zip(cuts, cuts[1:], strict=False):
        if first in opens and first >= closing:
            figure = opens[first]
            closing = min(int(figure.end), end)
            card = anchor("card", figure.figure_id)
            pieces.append(f'<mark id="{escape(anchor("figure", figure.figure_id))}"><a href="#{escape(card)}">')
        classes = " ".join(sorted({role for begin, stop, role in inside if begin <= first and last <= stop}))
        piece = escape(text[first:last]).replace("\n", "<br>")
        pieces.append(f'<span class="{classes}">{piece}</span>' if classes else piece)
        if last == closing:
            pieces.append("</a></mark>")
    return "".join(pieces)


def _roles(text: str, figure: Any) -> Iterator[tuple[int, int, str]]:
    for start, end, role in (
        (figure.source_start, figure.source_end, "speaker"),
        (figure.relay_start, figure.relay_end, "speaker"),
    ):
        if not pd.isna(start):
            yield int(start), int(end), role
    if pd.isna(figure.sentence_start):
        return
    first, last = int(figure.sentence_start), int(figure.sentence_end)
    for words, role in ((figure.hedge_words, "hedge"), (figure.stance_words, "stance"), (figure.as_of_words, "date")):
        if isinstance(words, str) and words:
            near = [m.start() + first for m in re.finditer(re.escape(words), text[first:last])]
            if near:
                at = min(near, key=lambda place: abs(place - int(figure.start)))
                yield at, at + len(words), role


# Small things


def _heading(row: Any) -> str:
    return next((one for one in (row.title, row.external_id, row.path) if isinstance(one, str) and one.strip()), row.document_id)


def _address(url: Any) -> str:
    if not isinstance(url, str) or not url:
        return ""
    if not url.startswith(("http://", "https://")):
        return escape(url)
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{escape(url)}</a>'


def _address_tail(figure: Any) -> str:
    parts = [escape(figure.publisher)] if isinstance(figure.publisher, str) else []
    parts += [_address(figure.url)] if isinstance(figure.url, str) else []
    return f"<br><small>{' '.join(parts)}</small>" if parts else ""


def _period(start: Any, end: Any) -> str:
    first, last = _or(start, ""), _or(end, "")
    return first if first == last or not last else f"{first} … {last}".strip()


def _text(value: Any) -> str:
    return escape(value) if isinstance(value, str) else ""


def _or(value: Any, other: str) -> str:
    return value if isinstance(value, str) and value else other


def _some(*values: Any) -> list[str]:
    return [value for value in values if isinstance(value, str) and value]


def _yes(value: Any) -> bool:
    return value is True or (value is not None and value is not pd.NA and bool(value) and value == 1)


def _int(value: Any) -> int:
    return -1 if pd.isna(value) else int(value)
