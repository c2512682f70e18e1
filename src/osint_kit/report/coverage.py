"""How much was said where and when: documents and exported counts over time, and mentions beside independent origins."""

from __future__ import annotations

from typing import Any

import pandas as pd

from osint_kit.report.charts import BLUE, GREEN, GREY, ORANGE, PINK, SKY, Chart, drawing
from osint_kit.report.labels import title_of
from osint_kit.report.presentation import Presentation, address, link, number, topic_key
from osint_kit.report.words import Prose, counted, listed

CHANNELS = {"web": GREEN, "social": BLUE, "forum": GREY, "dataset": "#c9c9c9"}
_LINES = (BLUE, ORANGE, GREEN, PINK, SKY, GREY)
SHOWN = 12


def over_time(shown: Presentation) -> pd.DataFrame:
    """The documents in hand by month, channel and publisher: month, channel, publisher, documents. Undated ones have no month."""
    rows = shown.documents[shown.documents["channel"] != "dataset"]
    rows = rows.assign(month=rows["published"].str[:7].fillna(""), publisher=rows["publisher"].fillna("(not stated)"))
    counts = rows.groupby(["month", "channel", "publisher"], sort=True).size()
    return counts.rename("documents").reset_index()


def over_time_chart(rows: pd.DataFrame) -> Chart:
    """Documents in hand by month, stacked by channel."""
    dated = rows[rows["month"] != ""]
    table = dated.pivot_table(index="month", columns="channel", values="documents", aggfunc="sum", fill_value=0)
    if len(table):
        months = pd.period_range(table.index[0], table.index[-1], freq="M").astype(str)
        table = table.reindex(months, fill_value=0)
    undated = int(rows.loc[rows["month"] == "", "documents"].sum())
    told = [f"{name} {number(int(table[name].sum()))}" for name in CHANNELS if name in table]
    alt = f"Documents in hand by month and channel: {', '.join(told) or 'none is dated'}" + (
        f"; {number(undated)} have no date." if undated else "."
    )
    with drawing("documents-over-time", alt, 2.6) as (axes, made):
        base = pd.Series(0, index=table.index)
        for name in [name for name in CHANNELS if name in table]:
            axes.bar(
                range(len(table)), table[name], bottom=base, color=CHANNELS[name], edgecolor="white", linewidth=0.6, label=name
            )
            base = base + table[name]
        step = max(1, len(table) // 12)
        axes.set_xticks(range(0, len(table), step), list(table.index[::step]), rotation=45, ha="right", fontsize=8)
        axes.set_xlim(-0.6, max(len(table), 6) - 0.4)
        axes.set_ylabel("documents")
        axes.grid(axis="y", color="#e5e5e5", linewidth=0.6)
        if len(table):
            axes.legend(fontsize=8)
    return made[0]


def volumes(shown: Presentation) -> pd.DataFrame:
    """The exported counts by table, channel, outlet and query.

    Returns:
        One row each: document_id, table, channel, outlet, query, first, last, periods, count, total (the denominator, where the
        export has one for every period), share (count of total, in percent), undated (items of no known period).
    """
    keys = ["document_id", "channel", "outlet", "query"]
    names = shown.documents.set_index("document_id")["title"]
    rows = []
    for key, part in shown.volumes.fillna(dict.fromkeys(keys[1:], "")).groupby(keys, sort=True):
        total = None if part["total"].isna().any() else int(part["total"].sum())
        count = int(part["count"].sum())
        undated = part["period_start"].isna()
        rows.append(
            {
                **{name: value or None for name, value in zip(keys, key, strict=True)}, "table": names.get(key[0]),
                "first": part["period_start"].min(), "last": part["period_end"].max(), "periods": int((~undated).sum()),
                "count": count, "total": total, "share": 100 * count / total if total else None,
                "undated": int(part.loc[undated, "count"].sum()),
            }
        )  # fmt: skip
    columns = ["document_id", "table", *keys[1:], "first", "last", "periods", "count", "total", "share", "undated"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(("periods", "count", "total", "undated"), "Int64"))


def volumes_said(rows: pd.DataFrame) -> Prose:
    """What the exported counts add up to, in a sentence."""
    if not len(rows):
        return Prose("<p>No export of counts is among the material.</p>")
    told = []
    for channel, part in rows.groupby(rows["channel"].fillna("a channel that is not stated"), sort=True):
        total = int(part["count"].sum())
        told.append(f"{link('document', part['document_id'].iloc[0], counted(total, 'item'))} in {channel}")
    known = rows["total"].notna()
    base = "all" if known.all() else "some" if known.any() else "none"
    return Prose(f"<p>Exports count {listed(told)}; {base} of them say out of how many.</p>")


def volumes_chart(shown: Presentation) -> Chart | Prose:
    """Exported counts by period, a line for each outlet or query; as a share of the denominator where there is one for all."""
    rows = shown.volumes[shown.volumes["period_start"].notna()].copy()
    if not len(rows):
        return Prose("<p>There is nothing to draw over time.</p>")
    rows["line"] = [_line(row) for row in rows.itertuples()]
    shares = bool(len(rows)) and bool(rows["total"].notna().all())
    lines = rows.groupby("line")["count"].sum().sort_values(ascending=False, kind="stable").index[: len(_LINES)]
    days = sorted(set(rows["period_start"]))
    alt = f"Exported counts{' as a share of all items' if shares else ''} in {counted(len(days), 'period')}"
    alt += f" from {days[0]} to {days[-1]}: {', '.join(lines)}." if days else ": none."
    with drawing("volumes", alt, 2.6) as (axes, made):
        for colour, line in zip(_LINES, lines, strict=False):
            part = rows[rows["line"] == line].groupby("period_start")[["count", "total"]].sum()
            values = 100 * part["count"] / part["total"] if shares else part["count"]
            axes.plot([days.index(day) for day in part.index], values.astype(float), "o-", color=colour, markersize=4, label=line)
        step = max(1, len(days) // 10)
        axes.set_xticks(range(0, len(days), step), [day[:10] for day in days[::step]], rotation=45, ha="right", fontsize=8)
        axes.set_ylabel("% of all items" if shares else "items")
        axes.set_ylim(bottom=0)
        axes.grid(axis="y", color="#e5e5e5", linewidth=0.6)
        if len(lines):
            axes.legend(fontsize=8)
    return made[0]


def _line(row: Any) -> str:
    return " · ".join(part for part in (row.channel, row.outlet, row.query) if isinstance(part, str)) or "items"


def mentions(shown: Presentation, first: int = SHOWN) -> Chart:
    """For the most mentioned topics how many documents of each channel mention them, and how many independent origins stand behind."""
    rows = shown.consensus.assign(mentions=shown.consensus[["web", "social", "forum"]].fillna(0).sum(axis=1))
    rows = rows[rows["mentions"] > 0].sort_values(
        ["mentions", "topic", "period_start"], ascending=[False, True, True], kind="stable"
    )
    rows = rows.head(first)[::-1]
    total, origins = int(rows["mentions"].sum()), int(rows["origins"].sum())
    alt = f"The {len(rows)} most mentioned topics: {number(total)} mentions go back to {counted(origins, 'independent origin')}."
    with drawing("mentions", alt, len(rows) * 0.36 + 1) as (axes, made):
        for at, row in enumerate(rows.itertuples()):
            url, left = "#" + address("topic", topic_key(row.topic, row.period_start, row.period_end)), 0
            for name in ("web", "social", "forum"):
                count = int(getattr(row, name) or 0)
                axes.barh(at, count, left=left, color=CHANNELS[name], edgecolor="white", linewidth=0.6, url=url)
                left += count
            axes.plot(row.origins, at, "D", color=ORANGE, markersize=7, markeredgecolor="white", url=url)
        axes.set_yticks(range(len(rows)), [_short(row) for row in rows.itertuples()], fontsize=8)
        axes.set_xlabel("documents; the diamond: independent origins")
        for name in ("web", "social", "forum"):
            axes.bar([0], [0], color=CHANNELS[name], label=name)
        axes.plot([], [], "D", color=ORANGE, label="independent origins")
        axes.grid(axis="x", color="#e5e5e5", linewidth=0.6)
        if len(rows):
            axes.legend(fontsize=8, loc="lower right")
    return made[0]


def _short(row: Any) -> str:
    title = title_of(row.topic)
    when = f" {row.period_end[:7]}" if isinstance(row.period_end, str) else ""
    return (title if len(title) < 46 else title[:44] + "…") + when
