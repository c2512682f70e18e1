"""What a report finds beyond the tables: contested topics, figures that changed on their way, limits, the rules that were used."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from osint_kit.report.presentation import Presentation, link, list_link, number
from osint_kit.report.words import Prose, counted, listed


def most_contested(shown: Presentation) -> str:
    """The topic to look at first: contested with the most origins, else told by the most origins; empty where there is none."""
    rows = shown.consensus.assign(contested=shown.consensus["verdict"] == "contested")
    ranked = rows.sort_values(["contested", "origins", "claims", "topic"], ascending=[False, False, False, True], kind="stable")
    return str(ranked["topic"].iloc[0]) if len(ranked) else ""


SAID = {
    "hedge_changed": "A hedge changed on the way",
    "number_changed": "A number changed on the way",
    "kind_changed": "What is counted changed on the way",
    "source_dropped": "The speaker got lost on the way",
    "source_changed": "Another speaker is named than at the origin",
    "stale": "An older figure is repeated though a newer one was out",
    "parts_exceed_whole": "Parts add up to more than their whole",
    "parts_miss_total": "Parts do not add up to their total",
    "share_misses_base": "A share does not fit its base",
    "day_number": "The number of the day does not fit the date",
}
"""The findings of :func:`osint_kit.find_findings` in words."""


def told(found: pd.DataFrame, shown: Presentation, first: int = 6) -> Prose:
    """Findings in sentences, by sort; each leads to its figure and to the one it is held against.

    Args:
        found: what ``find_findings`` gave for the presented tables.
        shown: the presented tables.
        first: how many of each sort are told; the rest is counted.
    """
    quotes = dict(zip(shown.figures["figure_id"], shown.figures["quote"], strict=True))
    items = []
    for sort in [name for name in SAID if (found["finding"] == name).any()]:
        lines = [_line(row, quotes) for row in found[found["finding"] == sort].itertuples()]
        rest = lines[first:]
        more = f"<details><summary>{number(len(rest))} more</summary><ul>{''.join(rest)}</ul></details>" if rest else ""
        items.append(f"<h3>{escape(SAID[sort])}</h3><ul>{''.join(lines[:first])}</ul>{more}")
    return Prose("".join(items) or "<p>Nothing of the kind was found.</p>")


def _line(row: Any, quotes: dict[str, str]) -> str:
    """A finding: its figure, what it is held against, and what shows it."""
    against = f" against {_figure(row.other, quotes, row.other)}" if row.other in quotes else ""
    shows = str(row.evidence)
    return f"<li>{_figure(row.figure_id, quotes, 'The document')}{against}: {_figure(row.figure_id, {row.figure_id: shows}, shows)}</li>"


def _figure(figure_id: object, words: dict[str, str], otherwise: str) -> str:
    """Words that lead to a figure, or others where there is none."""
    known = isinstance(figure_id, str) and figure_id in words
    return link("figure", str(figure_id), words[str(figure_id)]) if known else escape(otherwise)


def to_audit(shown: Presentation) -> str:
    """The document to audit first: the one that claims the most sources, else the text with the most figures."""
    texts = shown.documents[shown.documents["channel"] != "dataset"]
    documents = texts if len(texts) else shown.documents
    claimed = shown.tallies.set_index("document_id")[["web", "social", "forum"]].sum(axis=1)
    figures = shown.figures["document_id"].value_counts()
    ranked = documents.assign(
        claimed=documents["document_id"].map(claimed).fillna(0), figures=documents["document_id"].map(figures).fillna(0)
    )
    return str(
        ranked.sort_values(["claimed", "figures", "document_id"], ascending=[False, False, True], kind="stable")[
            "document_id"
        ].iloc[0]
    )


def audited(audit: pd.DataFrame, document_id: str, shown: Presentation) -> Prose:
    """The audit of a document in one paragraph: how many of its figures the rest supports, and what it finds against the others."""
    row = shown.documents.set_index("document_id").loc[document_id]
    name = row["title"] if isinstance(row["title"], str) else row["external_id"]
    counts = audit["verdict"].value_counts().sort_index()
    parts = listed(
        link("document", document_id, f"{number(int(count))} {verdict.replace('_', ' ')}") for verdict, count in counts.items()
    )
    return Prose(f"<p>{link('document', document_id, str(name))}: {parts}.</p>")


def limits(shown: Presentation) -> Prose:
    """What the report cannot say, with the counts that show how far that reaches; each leads to what it counts."""
    figures, claims = shown.figures, shown.claims
    alone, every = int(figures["source"].isna().sum()), len(figures)
    undated = int((figures["as_of_start"].isna() & figures["as_of_end"].isna()).sum())
    doubted = int((figures["doubts"].str.len() > 0).sum())
    no_topic = int(claims["topic"].isna().sum())
    single = int((shown.consensus["verdict"] == "single_origin").sum())
    odd = list_link("quarantine", counted(len(shown.quarantine), "thing"))
    items = [
        escape("Statements without a figure (“the town was taken”) are not looked at."),
        f"For {_some(alone, spoken_by='the document alone')} of {list_link('figures', counted(every, 'figure'))} only the document itself speaks: nobody is"
        " named in the text.",
        f"{_some(undated, as_of='', none='None')} state no time they hold for; the date of publication stands in.",
        f"{_some(doubted, doubts='*', none='None')} can be read in more than one way; the other reading is kept as a doubt.",
        f"{_some(no_topic, topic='', none='None')} answer no question that another source could answer (counts of their own sources).",
        f"{_some(single, 'topics', verdict='single_origin', none='None')} of {list_link('topics', counted(len(shown.consensus), 'answer'))} rest on one origin:"
        " nothing here confirms them.",
        f"{odd} could not be read and stand in no count above." if len(shown.quarantine) else "Everything in the folder could be read.",
        "Names, topics and dates are read by rules and word lists, not by people. Whoever rests something on a number should read its"
        " sentence, one click away.",
    ]  # fmt: skip
    return Prose(f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>")


def _some(count: int, what: str = "figures", none: str = "none", **where: str) -> str:
    return list_link(what, number(count), **where) if count else none


def error_rates(shown: Presentation) -> Prose:
    """How often the reading errs, measured on marked texts that were kept out of sight, for the languages of this report."""
    from osint_kit.project import PACKAGE

    file = PACKAGE / "accuracy.csv"
    rates = pd.read_csv(file) if file.is_file() else pd.DataFrame(columns=["set", "language"])
    spoken = set(shown.documents["language"].dropna().str[:2])
    rows = rates[(rates["set"] == "aside") & rates["language"].isin(spoken)]
    if rows.empty:
        return Prose("<p>How often the reading errs in these languages has not been measured.</p>")
    head = "".join(f'<th scope="col">{name}</th>' for name in ("language", "figures marked", *(said for _, said in _RATES)))
    body = "".join(
        f'<tr><th scope="row">{escape(row["language"])}</th><td class="number">{number(int(row["figures"]))}</td>'
        + "".join(f'<td class="number">{row[name]:.0%}</td>' for name, _ in _RATES) + "</tr>"
        for row in rows.to_dict("records")
    )  # fmt: skip
    unmeasured = sorted(spoken - set(rows["language"]))
    rest = f"<p>Not measured: {escape(listed(unmeasured))}.</p>" if unmeasured else ""
    caption = "Measured on marked texts that the rules were not made with; figures of this report are read by the same rules"
    return Prose(
        f'<table class="measured"><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}'
    )


_RATES = (
    ("recall", "figures found"), ("precision", "of what is read, a figure"), ("complete", "number, hedge, unit and kind right"),
    ("attributed", "speaker and stance right too"),
)  # fmt: skip


def method(shown: Presentation, **rules: Any) -> Prose:
    """How the report was made: the stages, and every rule with its value."""
    stages = (
        "Files are read into documents; figures are read out of their text and tables as they stand, with hedge, speaker, stance and date; "
        "cleaning makes them comparable under the rules below; cross-referencing leads copies and repeated statements back to their origins "
        "and asks what most independent origins support. Two origins that exclude each other make a topic contested."
    )
    used = shown.claims["bounds_rule"].dropna().value_counts().sort_index()
    widths = "".join(
        f"<li><code>{escape(rule)}</code>: {list_link('figures', counted(int(count), 'claim'), bounds_rule=rule)}</li>"
        for rule, count in used.items()
    )
    chosen = "".join(f"<li><code>{escape(name)} = {escape(_value(value))}</code></li>" for name, value in rules.items())
    return Prose(
        f"<p>{stages}</p><p>Rules of this report:</p><ul>{chosen}</ul><p>Where the intervals come from:</p><ul>{widths}</ul>"
    )


def _value(value: Any) -> str:
    if value in (None, "", []):
        return "not set"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
