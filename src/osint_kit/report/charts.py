"""Charts with colours that colour-blind readers can tell apart, an alternative text, and a link from every mark to its evidence."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from osint_kit.report.labels import title_of
from osint_kit.report.presentation import Presentation, address, chosen, interval, number, topic_key

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

BLUE, ORANGE, GREEN, PINK, GREY, SKY = "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#6b6b6b", "#56b4e9"
STANCE = {
    "confirmed": (BLUE, "o"), "asserted": (SKY, "o"), "suspected": (ORANGE, "^"), "unverified": (GREY, "s"), "denied": (PINK, "X"), "planned": (GREEN, "D"),
}  # fmt: skip
VERDICT = {"settled": BLUE, "contested": ORANGE, "single_origin": GREY, "denied": PINK, "no_number": "#c9c9c9"}
_STYLE = {
    "svg.fonttype": "none", "svg.hashsalt": "osint-kit", "font.family": ["DejaVu Sans"], "font.size": 9, "text.hinting": "none",
    "axes.spines.top": False, "axes.spines.right": False, "axes.axisbelow": True, "figure.dpi": 100, "savefig.dpi": 110,
    "figure.facecolor": "white", "hatch.linewidth": 0.5, "axes.titlesize": 11, "axes.titlelocation": "left", "legend.frameon": False,
}  # fmt: skip
SHOWN_TOPICS, SHOWN_CLAIMS = 14, 40
_NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


@dataclass(frozen=True)
class Chart:
    """A chart as SVG with its alternative text. Where a report is made, it is kept as SVG and PNG too."""

    name: str
    alt: str
    svg: str

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"image/svg+xml": self.svg, "text/plain": self.alt}

    def __repr__(self) -> str:
        return self.alt


def verdicts(shown: Presentation) -> Chart:
    """How many topics of each kind are settled, contested, or rest on one origin."""
    kinds = shown.claims.dropna(subset=["topic"]).drop_duplicates("topic").set_index("topic")["kind"]
    rows = shown.consensus.assign(kind=shown.consensus["topic"].map(kinds).fillna("other"))
    counts = rows.groupby(["kind", "verdict"]).size().unstack(fill_value=0)
    counts = counts.loc[counts.sum(axis=1).sort_values(kind="stable").index]
    parts = [
        f"{number(int((rows['verdict'] == name).sum()))} {name.replace('_', ' ')}"
        for name in VERDICT
        if (rows["verdict"] == name).any()
    ]
    with drawing("verdicts", f"Topics by kind and verdict: {', '.join(parts)}.", max(len(counts), 1) * 0.32 + 1) as (axes, made):
        left = pd.Series(0, index=counts.index)
        for verdict in [name for name in VERDICT if name in counts]:
            bars = axes.barh(counts.index, counts[verdict], left=left, color=VERDICT[verdict], edgecolor="white", linewidth=0.6,
                             label=verdict.replace("_", " "))  # fmt: skip
            for bar, kind in zip(bars, counts.index, strict=True):
                if bar.get_width():
                    bar.set_url("#" + chosen("topics", verdict=verdict, kind=str(kind)))
            left = left + counts[verdict]
        axes.set_xlabel("topics in a period")
        axes.grid(axis="x", color="#e5e5e5", linewidth=0.6)
        if len(counts):
            axes.legend(loc="lower right", fontsize=8)
    return made[0]


def topics(shown: Presentation, first: int = SHOWN_TOPICS) -> Chart:
    """The interval of each of the most told topics, with all that was reported behind it (widths relative to its largest number)."""
    rows = shown.consensus[shown.consensus["high"].notna() & shown.consensus["low"].notna()]
    rows = rows.sort_values(
        ["origins", "claims", "topic", "period_start"], ascending=[False, False, True, True], kind="stable"
    ).head(first)[::-1]
    told = f"The {len(rows)} topics with the most origins; for each the interval that most origins support, within all that was reported."
    with drawing("topics", told, len(rows) * 0.42 + 1) as (axes, made):
        for at, row in enumerate(rows.itertuples()):
            top = max(value for value in (row.high, row.reported_high, row.low) if value == value) or 1
            url = "#" + address("topic", topic_key(row.topic, row.period_start, row.period_end))
            low, high = (
                (0 if row.reported_low != row.reported_low else row.reported_low),
                (top if row.reported_high != row.reported_high else row.reported_high),
            )
            axes.plot([low / top, high / top], [at, at], color="#d0d0d0", linewidth=9, solid_capstyle="butt", url=url)
            axes.plot(
                [row.low / top, row.high / top],
                [at, at],
                color=VERDICT[row.verdict],
                linewidth=5,
                solid_capstyle="butt",
                url=url,
            )
            if row.low == row.high:
                axes.plot(row.low / top, at, "o", color=VERDICT[row.verdict], markersize=6, url=url)
            axes.text(1.02, at, f"{interval(row.low, row.high)}  ({int(row.origins)} origins)", va="center", fontsize=8, url=url)
        axes.set_yticks(range(len(rows)), [_short(title_of(row.topic), row.period_end) for row in rows.itertuples()], fontsize=8)
        axes.set_xlim(0, 1.0)
        axes.set_xticks([0, 0.5, 1], ["0", "half", "largest reported"])
    return made[0]


def claims(shown: Presentation, topic: str, first: int = SHOWN_CLAIMS) -> Chart:
    """The claims on one topic in the order of their dates, each as its interval, with who says so."""
    told_of = shown.consensus.loc[shown.consensus["topic"] == topic, "figure_ids"]
    rows = shown.claims[shown.claims["figure_id"].isin({figure_id for ids in told_of for figure_id in ids})].copy()
    rows["when"] = rows["as_of_end"].fillna(rows["as_of_start"]).fillna(rows["published"]).str[:10].fillna("")
    rows = rows.merge(shown.figures[["figure_id", "source"]], on="figure_id", how="left")
    rows = rows.sort_values(["when", "figure_id"], kind="stable").head(first)[::-1]
    known = rows[["low", "high", "value"]].stack()
    span = f" from {number(float(known.min()))} to {number(float(known.max()))}" if len(known) else ""
    name = "claims-" + re.sub(r"[^a-z0-9]+", "-", topic.lower()).strip("-")[:50]
    told = f"{title_of(topic)}: {len(rows)} claims in the order of their dates{span}."
    with drawing(name, told, len(rows) * 0.3 + 1) as (axes, made):
        edge = float(known.max()) * 1.08 if len(known) else 1.0
        for at, row in enumerate(rows.itertuples()):
            colour, marker = STANCE[row.stance]
            url = "#" + address("figure", row.figure_id)
            low, high = (0.0 if pd.isna(row.low) else row.low), (edge if pd.isna(row.high) else row.high)
            if not (pd.isna(row.low) and pd.isna(row.high)):
                style = "-" if not (pd.isna(row.low) or pd.isna(row.high)) else ":"
                axes.plot([low, high], [at, at], style, color=colour, linewidth=3, solid_capstyle="butt", url=url)
            if not pd.isna(row.value):
                axes.plot(
                    row.value, at, marker, color=colour, markersize=6, markeredgecolor="white", markeredgewidth=0.6, url=url
                )
        axes.set_yticks(range(len(rows)), [_who(row) for row in rows.itertuples()], fontsize=8)
        axes.set_xlim(0, edge)
        axes.xaxis.set_major_formatter(lambda value, _: number(float(round(value, 6))))
        axes.grid(axis="x", color="#e5e5e5", linewidth=0.6)
        for stance in [name for name in STANCE if (rows["stance"] == name).any()]:
            axes.plot([], [], STANCE[stance][1], color=STANCE[stance][0], label=stance)
        if len(rows):
            axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.12 if len(rows) > 8 else -0.25), ncols=6, fontsize=8)
    return made[0]


def coverage(rows: pd.DataFrame) -> Chart:
    """How many sources documents claim, list, and how many of those are in hand, on a scale that shows both tens and hundreds."""
    total = {name: int(rows[name].fillna(0).sum()) for name in ("web", "social", "forum", "listed", "in_hand")}
    names = {
        "web": "web, claimed",
        "social": "social, claimed",
        "forum": "forum, claimed",
        "listed": "listed",
        "in_hand": "in hand",
    }
    told = (
        f"Sources of {len(rows)} documents: " + ", ".join(f"{names[name]} {number(count)}" for name, count in total.items()) + "."
    )
    with drawing("coverage", told, 2.4) as (axes, made):
        labels = [names[name] for name in total][::-1]
        counts = list(total.values())[::-1]
        bars = axes.barh(labels, counts, color=[GREEN, BLUE, GREY, GREY, GREY], edgecolor="white")
        texts = axes.bar_label(bars, [number(count) for count in counts], padding=3, fontsize=8)
        of_one = address("document", rows["document_id"].iloc[0]) if len(rows) == 1 else chosen("documents")
        for mark in (*bars, *texts):
            mark.set_url(f"#{of_one}")
        axes.set_xscale("symlog", linthresh=10)
        axes.set_xlim(0, max([10, *counts]) * 2)
        axes.set_xticks([])
        axes.spines["bottom"].set_visible(False)
    return made[0]


def _who(row: Any) -> str:
    said = row.source if isinstance(row.source, str) else "the document"
    return f"{said if len(said) < 38 else said[:36] + '…'}  {row.when}"


def _short(title: str, period: Any) -> str:
    when = f" {period[:7]}" if isinstance(period, str) else ""
    return (title if len(title) < 52 else title[:50] + "…") + when


@contextmanager
def drawing(name: str, alt: str, height: float) -> Iterator[tuple[Axes, list[Chart]]]:
    """Axes to draw on; when they are done, the list holds the chart."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure as NewFigure

    made: list[Chart] = []
    with rc_context(_STYLE):  # type: ignore[arg-type]
        figure = NewFigure(figsize=(7.6, min(max(height, 1.8), 12)), layout="constrained")
        yield figure.subplots(), made
        made.append(Chart(name, alt, _svg(figure, name, alt)))
        _keep(figure, made[0])


def _svg(figure: Figure, name: str, alt: str) -> str:
    """The drawing as SVG whose size follows the page, with a name for those who hear it."""
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    text = file.getvalue()
    text = re.sub(r"<\?xml.*?(?=<svg)", "", text, flags=re.DOTALL)
    text = re.sub(r"\s*<metadata>.*?</metadata>", "", text, flags=re.DOTALL)
    own = set(re.findall(r'id="([^"]+)"', text))
    text = re.sub(r'(id="|#)([^"#)]+)(?=["\)])', lambda m: f"{m[1]}{name}-{m[2]}" if m[2] in own else m[0], text)
    text = re.sub(
        r'<svg[^>]*?viewBox="([^"]*)"[^>]*>',
        rf'<svg {_NAMES} viewBox="\1" role="graphics-document" aria-label="{escape(alt)}">',
        text,
        count=1,
    )
    return text.replace(' target="_blank"', "").strip() + "\n"


def _keep(figure: Figure, chart: Chart) -> None:
    """Write the chart as SVG and PNG where a report is made; a picture of few colours is a third as large with a palette."""
    folder = os.environ.get("OSINT_KIT_CHARTS")
    if not folder:
        return
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    Path(folder, f"{chart.name}.svg").write_text(chart.svg, encoding="utf-8")
    figure.set_layout_engine("none")  # as laid out for the SVG
    drawn = io.BytesIO()
    figure.savefig(drawn, format="png", metadata={"Software": None})
    said = PngInfo()
    said.add_text("Description", chart.alt)
    Image.open(drawn).convert("RGB").quantize(64, dither=Image.Dither.NONE).save(Path(folder, f"{chart.name}.png"), pnginfo=said)
