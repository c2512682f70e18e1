"""Lists of all figures, documents, topics and pairs, which a count in the report leads to; a link may choose some of the rows."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import pandas as pd

from osint_kit.report.labels import period_of, title_of
from osint_kit.report.presentation import Presentation, interval, link, number, topic_key

LONGEST = 4_000
"""Rows that a list shows; the tables of the version hold all."""


_TABLES = {"topics": "consensus"}


def lists(shown: Presentation) -> Iterator[tuple[str, str, str]]:
    """Name, title and HTML of each list."""
    made = {
        "figures": ("All figures", _figures(shown)), "topics": ("All topics", _topics(shown)), "documents": ("All documents", _documents(shown)),
        "pairs": ("All pairs of claims", _pairs(shown)), "quarantine": ("All that could not be read", _quarantine(shown)),
    }  # fmt: skip
    for name, (title, (columns, rows)) in made.items():
        yield name, title, _table(name, columns, rows)


Rows = tuple[str, list[list[str]]]
"""The columns, with commas between them, and the cells as HTML."""


def _figures(shown: Presentation) -> Rows:
    documents = {row.document_id: row for row in shown.documents.itertuples()}
    claims = {row.figure_id: row for row in shown.claims.itertuples()}
    origins = {row.figure_id: row for row in shown.origins.itertuples()}
    rows = []
    for one in shown.figures.head(LONGEST).itertuples():
        document, claim, origin = documents[one.document_id], claims.get(one.figure_id), origins.get(one.figure_id)
        spoken = "named" if isinstance(one.source, str) else "the document alone"
        plain = (
            one.kind, one.item, one.hedge, one.stance, spoken, one.source, claim and _voice(claim, document),
            period_of(one.as_of_start, one.as_of_end), document.channel,
            claim and claim.topic, claim and claim.bounds_rule, " ".join(one.doubts), origin and origin.basis,
        )  # fmt: skip
        rows.append(
            [link("figure", one.figure_id, one.quote), *map(_cell, plain), link("document", one.document_id, _name(document))]
        )
    columns = "figure,kind,item,hedge,stance,spoken by,speaker,voice,as of,channel,topic,bounds rule,doubts,basis,document"
    return columns, rows


def _voice(claim: Any, document: Any) -> str:
    """Who stands behind a claim as cross-referencing names it: where nobody is named, the publisher."""
    if isinstance(claim.speaker, str):
        anonymous = isinstance(claim.speaker_kind, str) and claim.speaker_kind.startswith("anonymous")
        return f"{claim.speaker} in {claim.document_id}" if anonymous else claim.speaker
    return f"publisher {document.publisher}" if isinstance(document.publisher, str) else str(claim.document_id)


def _topics(shown: Presentation) -> Rows:
    kinds = dict(zip(shown.claims["topic"], shown.claims["kind"], strict=True))
    rows = []
    for row in shown.consensus.head(LONGEST).itertuples():
        key = topic_key(row.topic, row.period_start, row.period_end)
        said = interval(row.low, row.high) or "none"
        counts = [link("topic", key, number(int(count))) for count in (row.claims, row.documents, row.origins)]
        rows.append([
            link("topic", key, title_of(row.topic)), _cell(kinds.get(row.topic)), _cell(period_of(row.period_start, row.period_end)),
            link("topic", key, said), *counts, _cell(row.verdict), _cell(row.topic),
        ])  # fmt: skip
    return "question,kind,period,interval,claims,documents,origins,verdict,topic", rows


def _documents(shown: Presentation) -> Rows:
    figures = shown.figures["document_id"].value_counts()
    hosts = shown.references.groupby("document_id")["host"].agg(lambda found: " ".join(sorted(set(found.dropna()))))
    rows = []
    for one in shown.documents.head(LONGEST).itertuples():
        key, count = one.document_id, int(figures.get(one.document_id, 0))
        plain = (one.publisher, one.author, one.channel, one.language, one.published, one.format)
        rows.append([
            link("document", key, _name(one)), *map(_cell, plain), link("document", key, number(count)), _cell(hosts.get(key)),
            f"<code>{escape(one.path)}</code>",
        ])  # fmt: skip
    return "document,publisher,author,channel,language,published,format,figures,host,file", rows


def _pairs(shown: Presentation) -> Rows:
    quotes = dict(zip(shown.figures["figure_id"], shown.figures["quote"], strict=True))
    rows = [
        [
            _cell(one.relation), link("figure", one.left, quotes[one.left]), link("figure", one.right, quotes[one.right]), _cell(one.topic),
            link("figure", one.left, one.reason if isinstance(one.reason, str) else ""),
        ]
        for one in shown.pairs.head(LONGEST).itertuples()
    ]  # fmt: skip
    return "relation,one,other,topic,reason", rows


def _quarantine(shown: Presentation) -> Rows:
    rows = [
        [f"<code>{escape(one.path)}</code>", *map(_cell, (one.record, one.stage, one.reason, one.excerpt))]
        for one in shown.quarantine.head(LONGEST).itertuples()
    ]
    return "path,record,stage,reason,excerpt", rows


def _table(name: str, columns: str, rows: list[list[str]]) -> str:
    head = "".join(f'<th scope="col">{column}</th>' for column in columns.split(","))
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    note = (
        f"<p>The first {number(LONGEST)}; <code>tables/{_TABLES.get(name, name)}.csv</code> holds all.</p>"
        if len(rows) == LONGEST
        else ""
    )
    return (
        f'{note}<p class="chosen" role="status" hidden></p><div class="scroll" role="region" tabindex="0" aria-label="{escape(name)}">'
        f'<table id="{name}" class="list"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def _cell(value: Any) -> str:
    return (
        escape(value)
        if isinstance(value, str)
        else ""
        if value is None or value is pd.NA or value != value
        else escape(str(value))
    )


def _name(row: Any) -> str:
    return next(name for name in (row.title, row.external_id, row.path) if isinstance(name, str) and name.strip())
