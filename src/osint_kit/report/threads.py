"""Who repeats whom, with the words that show it, and who dissents: lists in which every number leads to its sentence."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from osint_kit.report.labels import period_of, title_of
from osint_kit.report.presentation import Presentation, interval, link, list_link, number, topic_key
from osint_kit.report.words import Prose, counted

_BASIS = {
    "copy": "copies it", "quote": "quotes it", "forward": "passes it on", "cites": "cites it", "speaker": "the same speaker’s statement",
    "relay": "has it through the same house",
}  # fmt: skip
SHOWN_ORIGINS, SHOWN_REPEATS, SHOWN_DISSENT = 6, 12, 12


def origin_tree(shown: Presentation, topic: str, first: int = SHOWN_ORIGINS) -> Prose:
    """The origins of a topic, those repeated most first; under each what goes back to it, why, and the words that show it."""
    rows = _claims(shown)
    rows = rows[rows["topic"] == topic]
    repeats = rows[rows["figure_id"] != rows["origin_id"]]
    counts = repeats["origin_id"].value_counts()
    roots = sorted(counts.index, key=lambda root: (-counts[root], root))
    by_id = rows.set_index("figure_id")
    copied = shown.lineages[shown.lineages["basis"] != "own"].drop_duplicates("document_id").set_index("document_id")["evidence"]
    items = []
    for root in [root for root in roots if root in by_id.index][:first]:
        under = repeats[repeats["origin_id"] == root].sort_values(["published", "figure_id"], kind="stable")
        lines = "".join(
            f"<li>{_said(row)}: {escape(_BASIS.get(row.basis, row.basis))}."
            f" <small>{link('figure', row.figure_id, _words(copied.get(row.document_id, row.evidence)))}</small></li>"
            for row in under.head(SHOWN_REPEATS).itertuples()
        )
        more = (
            f"<li>and {link('figure', root, f'{number(len(under) - SHOWN_REPEATS)} more')}</li>"
            if len(under) > SHOWN_REPEATS
            else ""
        )
        head = _said(next(rows[rows["figure_id"] == root].itertuples()))
        repeated = link("figure", root, f"repeated {counted(len(under), 'time')}")
        items.append(f"<li>{head}, {repeated}<ul>{lines}{more}</ul></li>")
    alone = len(rows[(rows["figure_id"] == rows["origin_id"]) & ~rows["figure_id"].isin(counts.index)])
    items += (
        [f"<li>{list_link('figures', counted(alone, 'statement'), topic=topic, basis='own')} that nothing here repeats</li>"]
        if alone
        else []
    )
    return Prose(
        f"<p>{escape(title_of(topic))}</p><ul>{''.join(items)}</ul>" if items else "<p>Nothing repeats anything here.</p>"
    )


def dissent(shown: Presentation, first: int = SHOWN_DISSENT) -> Prose:
    """Each contested or denied answer with who is against it and what they say instead; the best supported answers first."""
    rows = shown.consensus[shown.consensus["verdict"].isin(("contested", "denied"))]
    rows = rows.sort_values(["origins", "claims", "topic"], ascending=[False, False, True], kind="stable")
    claims = _claims(shown)
    items = []
    for row in rows.head(first).itertuples():
        against = claims[claims["figure_id"].isin(row.opposing)]
        against = against[~against.duplicated("origin_id")].sort_values(["published", "figure_id"], kind="stable")
        answer = interval(row.low, row.high) or "no number"
        lead = link("topic", topic_key(row.topic, row.period_start, row.period_end), answer)
        said = "".join(f"<li>{_said(one)}{' denies it' if one.stance == 'denied' else ''}</li>" for one in against.itertuples())
        when = period_of(row.period_start, row.period_end)
        items.append(f"<li>{escape(title_of(row.topic))}, {escape(when)}: {lead}. Against it:<ul>{said}</ul></li>")
    every = list_link("topics", f"and {number(len(rows) - first)} more", verdict="contested")
    more = f"<p>{every}</p>" if len(rows) > first else ""
    return Prose(f"<ul>{''.join(items)}</ul>{more}" if items else "<p>Nobody is against any answer.</p>")


def _claims(shown: Presentation) -> pd.DataFrame:
    rows = shown.claims.merge(shown.origins, on="figure_id")
    rows = rows.merge(shown.figures[["figure_id", "quote", "source"]], on="figure_id")
    return rows.merge(shown.documents[["document_id", "publisher", "channel"]], on="document_id")


def _said(row: Any) -> str:
    """Who said what, where and when, the amount as a link."""
    who = row.source if isinstance(row.source, str) else "nobody named"
    house = row.publisher if isinstance(row.publisher, str) else row.channel
    day = f", {row.published[:10]}" if isinstance(row.published, str) else ""
    return f"{link('figure', row.figure_id, row.quote)} ({escape(who)}; {escape(str(house))}{day})"


def _words(evidence: Any) -> str:
    text = evidence if isinstance(evidence, str) else ""
    return text if len(text) <= 180 else text[:179] + "…"
