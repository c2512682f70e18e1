"""Charts of what cross-referencing found on one topic: how its claims relate, where they lie, how they were revised.

Every state has a colour that colour-blind readers can tell apart and a letter or a mark besides; every mark leads to its figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

from osint_kit.report.charts import BLUE, GREEN, GREY, ORANGE, PINK, SKY, Chart, drawing
from osint_kit.report.labels import title_of
from osint_kit.report.presentation import Presentation, address, interval, number
from osint_kit.report.words import counted

RELATION: Final = {
    "repeat": ("R", "#c9c9c9"), "agree": ("A", BLUE), "compatible": ("c", SKY), "revision": ("V", GREEN),
    "change": ("t", "#efefef"), "conflict": ("X", ORANGE), "denial": ("D", PINK),
}  # fmt: skip
"""Relation → its letter and colour in the matrix."""
STANDING: Final = {"supports": (BLUE, "o"), "against": (ORANGE, "X"), "replaced": (GREY, "s"), "denies": (PINK, "P")}
SHOWN_IN_MATRIX, SHOWN_IN_FOREST, SHOWN_VOICES = 18, 24, 6


def most_revised(shown: Presentation) -> str:
    """The topic on which the most speakers revised themselves; empty where nobody did."""
    revised = shown.pairs[shown.pairs["relation"] == "revision"]
    voices = revised.assign(voice=revised["right"].map(shown.claims.set_index("figure_id")["speaker"]))
    counts = voices.groupby("topic").agg(voices=("voice", "nunique"), pairs=("voice", "size")).reset_index()
    counts = counts.sort_values(["voices", "pairs", "topic"], ascending=[False, False, True], kind="stable")
    return str(counts["topic"].iloc[0]) if len(counts) else ""


def most_repeated(shown: Presentation) -> str:
    """The topic in which the most claims stand in texts that repeat another text, else go back to another claim; empty where none."""
    taken = shown.origins[shown.origins["figure_id"] != shown.origins["origin_id"]]
    rows = shown.claims.merge(taken[["figure_id"]], on="figure_id").dropna(subset=["topic"])
    copies = set(shown.lineages.loc[shown.lineages["basis"] != "own", "document_id"])
    counts = rows.assign(copied=rows["document_id"].isin(copies)).groupby("topic")["copied"].agg(["sum", "size"]).reset_index()
    counts = counts.sort_values(["sum", "size", "topic"], ascending=[False, False, True], kind="stable")
    return str(counts["topic"].iloc[0]) if len(counts) else ""


def matrix(shown: Presentation, topic: str, first: int = SHOWN_IN_MATRIX) -> Chart:
    """How each claim on a topic stands to each other one; of one origin's claims the first is shown."""
    rows = _told(shown, topic)
    rows = rows[rows["figure_id"] == rows["origin_id"]]
    kept = rows.head(first).reset_index(drop=True)
    place = {figure: at for at, figure in enumerate(kept["figure_id"])}
    pairs = shown.pairs[shown.pairs["left"].isin(place) & shown.pairs["right"].isin(place)]
    counts = pairs["relation"].value_counts()
    parts = ", ".join(f"{number(int(counts[name]))} {name}" for name in RELATION if name in counts)
    of = "origins" if len(kept) == len(rows) else f"first origins of {len(rows)}"
    told = f"{title_of(topic)}: how {len(kept)} {of} stand to one another: {parts or 'nothing to compare'}."
    with drawing(f"matrix-{_name(topic)}", told, len(kept) * 0.34 + 1.6) as (axes, made):
        for pair in pairs.itertuples():
            low, high = sorted((place[pair.left], place[pair.right]))
            letter, colour = RELATION[pair.relation]
            url = "#" + address("figure", kept["figure_id"][high])
            axes.barh(high, 1, left=low - 0.5, height=1, color=colour, edgecolor="white", url=url)
            ink = "black" if pair.relation in ("repeat", "change", "compatible") else "white"
            axes.text(low, high, letter, ha="center", va="center", fontsize=8, color=ink)
        for at in range(len(kept)):
            axes.text(at, at, str(at + 1), ha="center", va="center", fontsize=8, color=GREY)
        axes.set_yticks(
            range(len(kept)), [f"{row.who}  {row.said}  {at + 1}" for at, row in enumerate(kept.itertuples())], fontsize=8
        )
        axes.set_xticks([])
        axes.set_xlim(-0.5, max(len(kept), 4) - 0.5)
        axes.set_ylim(max(len(kept), 1) - 0.5, -0.5)
        axes.spines[["left", "bottom"]].set_visible(False)
        axes.tick_params(length=0)
        _legend(axes, ((f"{RELATION[name][0]}  {name}", RELATION[name][1], "s") for name in RELATION if name in counts))
    return made[0]


def forest(shown: Presentation, topic: str, first: int = SHOWN_IN_FOREST) -> Chart:
    """Each origin's interval on a topic, in the period that most origins speak of: the hull of all that was reported in grey,
    the consensus in blue, below them the pooled estimate.
    """
    answers = shown.consensus[shown.consensus["topic"] == topic]
    answers = answers.sort_values(["origins", "claims", "period_end"], ascending=[False, False, False], kind="stable")
    name = f"forest-{_name(topic)}"
    if not len(answers):
        with drawing(name, f"{title_of(topic)}: nothing to show.", 1.8) as (_, made):
            pass
        return made[0]
    answer = answers.iloc[0]
    rows = _told(shown, topic, answer["figure_ids"])
    mentions = rows.groupby("origin_id")["document_id"].nunique()
    rows = rows[~rows.duplicated("origin_id")].head(first).iloc[::-1].reset_index(drop=True)
    hull = f"{number(answer['reported_low'])} to {number(answer['reported_high'])} reported"
    told = (
        f"{title_of(topic)}, {_period(answer)}: {len(rows)} statements; {hull}; {interval(answer['low'], answer['high']) or 'no number'} "
        f"supported by most of {int(answer['origins'])} independent voices ({answer['verdict'].replace('_', ' ')})"
    )
    pooled = not pd.isna(answer["pooled_value"])
    told += (
        f"; pooled {number(answer['pooled_value'])} ({interval(answer['pooled_low'], answer['pooled_high'])})." if pooled else "."
    )
    with drawing(name, told, (len(rows) + 2) * 0.32 + 1.4) as (axes, made):
        ends = [float(end) for end in rows[["low", "high", "value"]].stack()]
        left, right = (
            min([*ends, 0.0]) if min(ends, default=0) < 0.5 * max(ends, default=1) else min(ends),
            max(ends, default=1.0),
        )
        pad = (right - left or right or 1) * 0.06
        left, right = (left - pad if left > 0 else left), right + pad
        _band(axes, answer["reported_low"], answer["reported_high"], "#eeeeee")
        _band(axes, answer["low"], answer["high"], "#b9d7ea")
        for at, row in enumerate(rows.itertuples(), start=2):
            colour, marker = STANDING[_standing(row, answer)]
            url = "#" + address("figure", row.figure_id)
            _bar(axes, at, row.low, row.high, (left, right), colour, url)
            if not pd.isna(row.value):
                axes.plot(
                    row.value, at, marker, color=colour, markersize=6, markeredgecolor="white", markeredgewidth=0.5, url=url
                )
        _bar(axes, 1, answer["low"], answer["high"], (left, right), "black", "")
        if not pd.isna(answer["value"]):
            axes.plot(answer["value"], 1, "d", color="black", markersize=6)
        if pooled:
            _bar(axes, 0, answer["pooled_low"], answer["pooled_high"], (left, right), GREEN, "")
            axes.plot(answer["pooled_value"], 0, "D", color=GREEN, markersize=6)
        labels = [f"{row.who}{_times(int(mentions[row.origin_id]))}  {row.said}  {row.when}" for row in rows.itertuples()]
        below = f"pooled, 90 %: {interval(answer['pooled_low'], answer['pooled_high'])}" if pooled else ""
        supported = f"most voices support {interval(answer['low'], answer['high'])}"
        axes.set_yticks(range(len(rows) + 2), [below, supported, *labels], fontsize=8)
        axes.set_xlim(left, right)
        axes.xaxis.set_major_formatter(lambda value, _: number(float(round(value, 6))))
        seen = {_standing(row, answer) for row in rows.itertuples()}
        marks = [(word, *STANDING[word]) for word in STANDING if word in seen]
        _legend(axes, [*marks, ("all reported", "#dddddd", "s"), ("supported", "#b9d7ea", "s")])
    return made[0]


def timeline(shown: Presentation, topic: str, first: int = SHOWN_VOICES) -> Chart:
    """What each speaker of a topic said when: those who gave more than one number as lines, the rest as grey dots."""
    rows = _told(shown, topic)
    rows = rows[rows["when"].str.len() == 10].copy()
    rows["day"] = pd.to_datetime(rows["when"])
    rows["point"] = rows["value"].fillna(rows[["low", "high"]].mean(axis=1))
    rows = rows[rows["point"].notna() & (rows["stance"] != "denied")]
    firsts = rows[rows["figure_id"] == rows["origin_id"]]
    changed = firsts[firsts["speaker"].notna()].groupby("speaker")["point"].nunique()
    revised = (
        changed[changed > 1].sort_index(kind="stable").sort_values(ascending=False, kind="stable").head(first).index.tolist()
    )
    told = f"{title_of(topic)} over time: {counted(len(firsts), 'statement')}, {counted(len(revised), 'voice')} gave more than one number."
    with drawing(f"timeline-{_name(topic)}", told, 3.6) as (axes, made):
        rest = firsts[~firsts["speaker"].isin(revised)]
        axes.plot(rest["day"], rest["point"], ".", color="#9a9a9a", markersize=7, label="said once")
        for at, voice in enumerate(revised):
            said = firsts[firsts["speaker"] == voice].sort_values(["day", "figure_id"], kind="stable")
            colour, marker = _VOICES[at]
            axes.step(said["day"], said["point"], where="post", color=colour, linewidth=1.2, alpha=0.7)
            for row in said.itertuples():
                url = "#" + address("figure", row.figure_id)
                axes.plot(
                    row.day, row.point, marker, color=colour, markersize=6, markeredgecolor="white", markeredgewidth=0.5, url=url
                )
            axes.plot([], [], marker, color=colour, label=_shorter(voice, 34))
        axes.set_ylim(bottom=0)
        axes.yaxis.set_major_formatter(lambda value, _: number(float(round(value, 6))))
        axes.grid(axis="y", color="#e5e5e5", linewidth=0.6)
        axes.tick_params(axis="x", labelsize=8)
        if len(firsts):
            axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=3, fontsize=8)
    return made[0]


_VOICES: Final = ((BLUE, "o"), (ORANGE, "s"), (GREEN, "^"), (PINK, "D"), (SKY, "v"), ("black", "P"))


def _told(shown: Presentation, topic: str, only: Iterable[str] | None = None) -> pd.DataFrame:
    """The claims on a topic in the order of their dates, with their origin, who says so, what, and when."""
    rows = shown.claims
    ids = shown.consensus.loc[shown.consensus["topic"] == topic, "figure_ids"] if only is None else [only]
    rows = rows[rows["figure_id"].isin({figure for some in ids for figure in some})]
    rows = rows.merge(shown.origins[["figure_id", "origin_id"]], on="figure_id")
    rows = rows.merge(shown.figures[["figure_id", "source", "quote"]], on="figure_id")
    rows = rows.merge(shown.documents[["document_id", "publisher", "external_id"]], on="document_id")
    whole = rows["published"].where(rows["published"].str.len() >= 10)  # a month or a year is no day to stand on
    rows["when"] = whole.fillna(rows["as_of_end"]).fillna(rows["published"]).fillna("").str[:10]
    rows["who"] = [
        _shorter(next((name for name in names if isinstance(name, str)), "the document"), 34)
        for names in zip(rows["source"], rows["publisher"], rows["external_id"], strict=True)
    ]
    rows["said"] = [interval(low, high) or "no number" for low, high in zip(rows["low"], rows["high"], strict=True)]
    rows["root"] = rows["figure_id"] != rows["origin_id"]
    return rows.sort_values(["when", "root", "figure_id"], kind="stable").reset_index(drop=True)


def _standing(row: Any, answer: Any) -> str:
    if row.stance == "denied":
        return "denies"
    if row.figure_id in answer["supporting"]:
        return "supports"
    return "against" if row.figure_id in answer["opposing"] else "replaced"


def _bar(axes: Any, at: float, low: float, high: float, ends: tuple[float, float], colour: str, url: str) -> None:
    """An interval; an open side runs dotted to the edge."""
    if pd.isna(low) and pd.isna(high):
        return
    whole = not (pd.isna(low) or pd.isna(high))
    reach = [ends[0] if pd.isna(low) else low, ends[1] if pd.isna(high) else high]
    axes.plot(reach, [at, at], "-" if whole else ":", color=colour, linewidth=2.5, solid_capstyle="butt", url=url or None)


def _band(axes: Any, low: float, high: float, colour: str) -> None:
    if pd.isna(low) or pd.isna(high):
        return
    axes.axvspan(low, high, color=colour, linewidth=0)
    if low == high:
        axes.axvline(low, color=colour, linewidth=3)


def _legend(axes: Any, entries: Iterable[tuple[str, str, str]]) -> None:
    named = list(entries)
    for word, colour, marker in named:
        axes.plot([], [], marker, color=colour, label=word)
    if named:
        axes.figure.legend(loc="outside lower center", ncols=min(len(named), 7), fontsize=8)


def _times(documents: int) -> str:
    return f" ({documents} documents)" if documents > 1 else ""


def _period(answer: Any) -> str:
    start, end = (str(answer[name] or "")[:10] for name in ("period_start", "period_end"))
    return start if start == end else f"{start} to {end}"


def _name(topic: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", topic.lower()).strip("-")[:44]


def _shorter(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
