"""Sentences that are computed from the tables, so that no number in a report is typed by hand; each number leads to its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape, unescape
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from osint_kit.report.labels import period_of, title_of
from osint_kit.report.marks import labelled
from osint_kit.report.presentation import Presentation, interval, link, list_link, number, tally, topic_key

__all__ = ["FIRMNESS", "Prose", "counted", "coverage", "coverage_said", "listed", "marked_text", "opening", "tally", "verdicts"]

FIRMNESS = {
    "settled": "Settled: independent origins agree",
    "contested": "Contested: origins exclude each other",
    "single_origin": "One origin only",
    "denied": "Denied",
    "no_number": "No number to hold on to",
}


@dataclass(frozen=True)
class Prose:
    """HTML that a notebook shows as text."""

    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        """The words alone, an item a line."""
        lines = re.split(r"</li>|</p>|<br>", self.html)
        return "\n".join(
            text for line in lines if (text := " ".join(unescape(re.sub(r"<[^>]+>", "", line.replace("</span>", ": "))).split()))
        )


def counted(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun.

    >>> counted(1, "document"), counted(1200, "document"), counted(0, "reply", "replies")
    ('1 document', '1,200 documents', 'no replies')
    """
    noun = one if count == 1 else many or f"{one}s"
    return f"{number(count) if count else 'no'} {noun}"


def listed(words: Iterable[str]) -> str:
    """Words in a row: ``a, b and c``."""
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else "nothing"


def opening(shown: Presentation) -> Prose:
    """What the report rests on, in one paragraph; every count leads to what it counts."""
    channels = shown.documents["channel"].value_counts()
    kinds = [
        _linked(int(channels[name]), "documents", what, many, channel=name)
        for name, what, many in _CHANNELS
        if channels.get(name, 0)
    ]
    verdicts = shown.consensus["verdict"].value_counts()
    split = [
        f"{list_link('topics', number(int(verdicts[name])), verdict=name)} {escape(said)}"
        for name, said in _VERDICTS.items()
        if verdicts.get(name, 0)
    ]
    return Prose(
        f"<p>{_linked(len(shown.figures), 'figures', 'figure')} stand in {_linked(len(shown.documents), 'documents', 'document')}"
        f" ({listed(kinds)}). They come from {_linked(shown.origins['origin_id'].nunique(), 'figures', 'origin', basis='own')} once copies,"
        " quotes and repeated statements are led back to where they began, and answer"
        f" {_linked(len(shown.consensus), 'topics', 'question')}: {listed(split)}.</p>"
    )


def _linked(count: int, what: str, one: str, many: str | None = None, **where: str) -> str:
    """A count with its noun, leading to the list of what is counted."""
    said = counted(count, one, many)
    return list_link(what, said, **where) if count else escape(said)


def marked_text(shown: Presentation, document: str = "") -> Prose:
    """A text as it is read: every figure with its hedge, speaker, cue, stance and date marked and named.

    Args:
        shown: what ``present`` gave.
        document: a document_id; where none is given, the short text with the most kinds of marks.
    """
    figures = {key: list(rows.itertuples()) for key, rows in shown.figures.groupby("document_id", sort=True)}
    texts = dict(zip(shown.documents["document_id"], shown.documents["text"], strict=True))
    if not document:
        short = [key for key in figures if isinstance(texts[key], str) and len(texts[key]) <= SHORT]
        document = max(short or figures, key=lambda key: (_variety(figures[key]), key), default="")
    text = texts.get(document)
    if not isinstance(text, str):
        return Prose("<p>There is no text here.</p>")
    return Prose(f'<div class="document"><p class="text">{labelled(text, figures.get(document, []))}</p></div>')


SHORT = 1_500
"""Characters up to which a text serves as an example."""


def _variety(figures: list[Any]) -> int:
    marks = ("hedge_words", "source", "cue", "stance_words", "as_of_words")
    return sum(any(isinstance(getattr(one, name), str) for one in figures) for name in marks) * 100 + min(len(figures), 5)


_CHANNELS = (
    ("web", "web page", None), ("social", "social post", None), ("forum", "forum entry", "forum entries"), ("dataset", "table", None),
)  # fmt: skip
_VERDICTS = {
    "settled": "settled", "contested": "contested", "single_origin": "resting on one origin", "denied": "denied", "no_number": "without a number",
}  # fmt: skip


def verdicts(shown: Presentation, *wanted: str, first: int = 12) -> Prose:
    """What may be said and how firmly: a sentence for each topic of these verdicts, those with the most origins first.

    Args:
        shown: what ``present`` gave.
        wanted: verdicts; all where none are given.
        first: how many topics of each verdict are told; where there are more, a count leads to all.
    """
    told = []
    for verdict in wanted or tuple(FIRMNESS):
        rows = shown.consensus[shown.consensus["verdict"] == verdict]
        ranked = rows.sort_values(
            ["origins", "claims", "topic", "period_start"], ascending=[False, False, True, True], kind="stable"
        )
        told += [f'<li class="{verdict}">{_told(row, len(wanted) != 1)}</li>' for row in ranked.head(first).itertuples()]
        if len(rows) > first:
            every = list_link("topics", number(len(rows)), verdict=verdict)
            told.append(f'<li class="{verdict}">{every} are {escape(_VERDICTS[verdict])}; these are the first.</li>')
    return Prose(f'<ul class="verdicts">{"".join(told)}</ul>' if told else "<p>There is none.</p>")


def _told(row: Any, with_verdict: bool) -> str:
    """One answer: what, when, how much, on what it rests and what stands against it; each number leads to the sentences."""
    key = topic_key(row.topic, row.period_start, row.period_end)
    said = link("topic", key, interval(row.low, row.high, _unit(row.topic)) or "no common interval")
    when = period_of(row.period_start, row.period_end)
    basis = link("topic", key, f"{counted(int(row.origins), 'independent origin')} in {counted(int(row.documents), 'document')}")
    reported = interval(row.reported_low, row.reported_high, _unit(row.topic))
    spread = f" All that was reported spans {link('topic', key, reported)}." if reported and row.verdict == "contested" else ""
    opposed = f" {link('topic', key, counted(len(row.opposing), 'claim'))} against it." if row.opposing else ""
    firmness = f'<span class="firmness">{escape(FIRMNESS[row.verdict])}</span>' if with_verdict else ""
    dated = f" <small>{escape(when)}</small>" if when else ""
    return f"{firmness}<strong>{escape(title_of(row.topic))}: {said}</strong>{dated}. {basis}.{opposed}{spread}"


def _unit(topic: str) -> str | None:
    return next((part.removeprefix("as ") for part in topic.split("; ") if part.startswith("as ")), None)


def coverage(shown: Presentation) -> pd.DataFrame:
    """For each document that counts its own sources: how many it claims, how many it lists, how many of those are in hand.

    Returns:
        One row a tally: document_id, title, web, social, forum, claimed, listed, in_hand.
    """
    documents = shown.documents.set_index("document_id")
    addresses = set(documents["url"].dropna())
    hosts = {_host(url) for url in addresses}
    rows = []
    for told in shown.tallies.to_dict("records"):
        own = shown.references[shown.references["document_id"] == told["document_id"]]
        at_hand = {
            row.url if isinstance(row.url, str) else row.host
            for row in own.itertuples()
            if (isinstance(row.url, str) and row.url in addresses) or (not isinstance(row.url, str) and row.host in hosts)
        }
        claimed = sum(int(told[name]) for name in ("web", "social", "forum") if not pd.isna(told[name]))
        document = documents.loc[told["document_id"]]
        rows.append(
            {
                "document_id": told["document_id"],
                "title": document["title"] if isinstance(document["title"], str) else document["external_id"],
                **{name: told[name] for name in ("web", "social", "forum")},
                "claimed": claimed, "listed": told["references"], "in_hand": len(at_hand),
            }
        )  # fmt: skip
    columns = ["document_id", "title", "web", "social", "forum", "claimed", "listed", "in_hand"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[2:], "Int64"))


def coverage_said(rows: pd.DataFrame) -> Prose:
    """The coverage in a sentence a document; each number leads to that document."""
    told = []
    for row in rows.itertuples():
        counts = {
            name: link("document", row.document_id, number(getattr(row, name)) or "?") for name in ("web", "social", "forum")
        }
        lists = number(_count(row.listed)) if _count(row.listed) else "none"
        in_hand = (
            f"{number(row.in_hand) if row.in_hand else 'none'} of the listed ones {'is' if row.in_hand < 2 else 'are'} in hand"
        )
        unchecked = number(max(0, row.claimed - _count(row.listed)))
        told.append(
            f"<li>{link('document', row.document_id, str(row.title))} counts"
            f" {link('document', row.document_id, counted(row.claimed, 'source'))} ({counts['web']} web, {counts['social']} social,"
            f" {counts['forum']} forum), lists {link('document', row.document_id, lists)} of them and"
            f" {link('document', row.document_id, in_hand)}: {link('document', row.document_id, unchecked)} cannot be checked by anybody.</li>"
        )
    return Prose(f'<ul class="verdicts">{"".join(told)}</ul>' if told else "<p>No document counts its own sources.</p>")


def _count(value: Any) -> int:
    return 0 if pd.isna(value) else int(value)


def _host(url: Any) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.") if isinstance(url, str) else ""
    except ValueError:
        return ""
