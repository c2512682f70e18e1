"""What a report finds beyond the tables: contested topics, figures that changed on their way, limits, the rules that were used."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from osint_kit.report.present import Presentation, link, number
from osint_kit.report.words import Prose, counted


def most_contested(shown: Presentation) -> str:
    """The topic to look at first: contested with the most origins, else told by the most origins; empty where there is none."""
    rows = shown.consensus.assign(contested=shown.consensus["verdict"] == "contested")
    ranked = rows.sort_values(["contested", "origins", "claims", "topic"], ascending=[False, False, False, True], kind="stable")
    return str(ranked["topic"].iloc[0]) if len(ranked) else ""


DRIFT = ("figure_id", "figure", "was", "hedge", "was_hedge", "kind", "was_kind", "title", "copied_from", "origin_figure_id")


def drift(shown: Presentation) -> pd.DataFrame:
    """Figures that a copy states with another hedge or as another kind than the document it goes back to.

    Returns:
        One row a figure: figure_id, figure, was, hedge, was_hedge, kind, was_kind, title, copied_from, origin_figure_id.
    """
    titles = shown.documents.set_index("document_id")["title"]
    known = {document_id: rows for document_id, rows in shown.figures.groupby("document_id", sort=True)}
    found = []
    copies = shown.lineages[(shown.lineages["basis"] != "own") & shown.lineages["of"].notna()]
    for copy in copies.drop_duplicates(["document_id", "of"]).itertuples():
        before = {_amount(row): row for row in _rows(known.get(copy.of))[::-1]}
        for row in _rows(known.get(copy.document_id)):
            was = before.get(_amount(row))
            if was is not None and (was["hedge"], was["kind"]) != (row["hedge"], row["kind"]):
                found.append(
                    {
                        "figure_id": row["figure_id"], "figure": row["quote"], "was": was["quote"], "hedge": row["hedge"],
                        "was_hedge": was["hedge"], "kind": row["kind"], "was_kind": was["kind"], "title": titles.get(copy.document_id),
                        "copied_from": titles.get(copy.of), "origin_figure_id": was["figure_id"],
                    }
                )  # fmt: skip
    return pd.DataFrame(found, columns=list(DRIFT))


def drift_said(rows: pd.DataFrame) -> Prose:
    """The drift in sentences."""
    told = []
    for row in rows.itertuples():
        changes = [
            f"{one} becomes {other}" for one, other in ((row.was_hedge, row.hedge), (row.was_kind, row.kind)) if one != other
        ]
        told.append(
            f"<li>{link('figure', row.origin_figure_id, row.was)} in “{escape(str(row.copied_from))}” → {link('figure', row.figure_id, row.figure)} "
            f"in “{escape(str(row.title))}”: {escape(', '.join(changes).replace('_', ' '))}.</li>"
        )
    return Prose(f'<ul class="verdicts">{"".join(told)}</ul>' if told else "<p>No copy in hand changes a hedge or a kind.</p>")


def _rows(rows: pd.DataFrame | None) -> list[dict[str, Any]]:
    return [] if rows is None else rows.to_dict("records")


def _amount(row: dict[str, Any]) -> tuple[str, str]:
    """The number itself, whatever hedges it."""
    if not pd.isna(row["value"]):
        return number(row["value"]), row["unit"] if isinstance(row["unit"], str) else ""
    return f"{number(row['low'])}–{number(row['high'])}", row["unit"] if isinstance(row["unit"], str) else ""


def limits(shown: Presentation) -> Prose:
    """What the report cannot say, with the counts that show how far that reaches."""
    figures, claims = shown.figures, shown.claims
    alone = int(figures["source"].isna().sum())
    undated = int((figures["as_of_start"].isna() & figures["as_of_end"].isna()).sum())
    doubted = int((figures["doubts"].str.len() > 0).sum())
    no_topic = int(claims["topic"].isna().sum())
    single = int((shown.consensus["verdict"] == "single_origin").sum())
    items = [
        "Statements without a figure (“the town was taken”) are not looked at.",
        f"For {number(alone) if alone else 'none'} of {counted(len(figures), 'figure')} only the document itself speaks: nobody is named in the text.",
        f"{number(undated) if undated else 'None'} state no time they hold for; the date of publication stands in.",
        f"{number(doubted) if doubted else 'None'} can be read in more than one way; the other reading is kept as a doubt.",
        f"{number(no_topic) if no_topic else 'None'} answer no question that another source could answer (counts of their own sources).",
        f"{number(single) if single else 'None'} of {counted(len(shown.consensus), 'answer')} rest on one origin: nothing here confirms them.",
        f"{counted(len(shown.quarantine), 'thing')} could not be read and stand in no count above." if len(shown.quarantine) else
        "Everything in the folder could be read.",
        "Names, topics and dates are read by rules and word lists, not by people. How often they err is measured in the project's "
        "docs/accuracy.md; whoever rests something on a number should read its sentence, one click away.",
    ]  # fmt: skip
    return Prose(f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>")


def method(shown: Presentation, **rules: Any) -> Prose:
    """How the report was made: the stages, and every rule with its value."""
    stages = (
        "Files are read into documents; figures are read out of their text and tables as they stand, with hedge, speaker, stance and date; "
        "cleaning makes them comparable under the rules below; cross-referencing leads copies and repeated statements back to their origins "
        "and asks what most independent origins support. Two origins that exclude each other make a topic contested."
    )
    used = shown.claims["bounds_rule"].dropna().value_counts().sort_index()
    widths = "".join(f"<li>{escape(rule)}: {counted(int(count), 'claim')}</li>" for rule, count in used.items())
    chosen = "".join(f"<li><code>{escape(name)}</code> {escape(_value(value))}</li>" for name, value in rules.items())
    return Prose(
        f"<p>{stages}</p><p>Rules of this report:</p><ul>{chosen}</ul><p>Where the intervals come from:</p><ul>{widths}</ul>"
    )


def _value(value: Any) -> str:
    if value in (None, "", []):
        return "not set"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
