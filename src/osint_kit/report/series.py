"""Claimed against confirmed and the checks of series as a report shows them: sentences, tables and charts that lead to the rows."""

from __future__ import annotations

from html import escape
from typing import Any

import pandas as pd

from osint_kit.report.charts import BLUE, GREY, ORANGE, Chart, drawing
from osint_kit.report.presentation import Presentation, address, link, number
from osint_kit.report.words import Prose, listed

SAID = {
    "fall": "A cumulative count falls",
    "stall": "A count stands still far longer than usual",
    "repeated_row": "A row repeats the day before",
    "digit": "A number is one digit off",
    "wrong_column": "A number belongs to another column",
    "wrong_year": "A date is written a year off",
    "silent_change": "A number was changed without a word",
    "missing_category": "A category is missing for a while",
    "vanished": "A category vanishes",
    "renamed": "A category is renamed",
    "split": "A category is split",
    "merged": "Categories become one",
    "parts_miss_total": "Parts do not add up to their total",
    "bounds_out_of_order": "Low, best and high are out of order",
    "total_row": "A row totals the other rows of its table",
    "one_source": "Two series are one source",
}
"""The findings of :func:`osint_kit.check_series` in words."""


def checked(found: pd.DataFrame, shown: Presentation, first: int = 4) -> Prose:
    """The findings by sort, each with its number by table and some examples; both rows of an example are linked."""
    if not len(found):
        return Prose("<p>Nothing odd was found in any series or table.</p>")
    names, parts = _tables(shown), []
    for sort in [name for name in SAID if (found["finding"] == name).any()]:
        rows = found[found["finding"] == sort]
        where = rows["document_id"].value_counts().sort_index()
        tables = listed(link("document", str(key), f"{number(int(count))} in {names[str(key)]}") for key, count in where.items())
        items = "".join(f"<li>{_example(row)}</li>" for row in rows.head(first).itertuples())
        parts.append(f"<h3>{SAID[sort]}</h3><p>{tables}{', for example' if len(rows) > first else ''}:</p><ul>{items}</ul>")
    return Prose("".join(parts))


def _example(row: Any) -> str:
    value = link("figure", row.figure_id, number(row.value) or "the row")
    before = f", against {link('figure', row.other, number(row.other_value))}" if isinstance(row.other, str) else ""
    when = f"{row.day}, " if isinstance(row.day, str) else ""
    return f"{when}{escape(row.series)}: {value}{before}: {link('figure', row.figure_id, row.evidence)}."


def kinds(found: pd.DataFrame, shown: Presentation) -> pd.DataFrame:
    """How many findings of each sort each table has: document_id, table, finding (in words), count."""
    rows = found.assign(table=found["document_id"].map(_tables(shown)), order=found["finding"].map(list(SAID).index))
    counts = rows.groupby(["table", "document_id", "order"], sort=True).size().rename("count").reset_index()
    counts["finding"] = [list(SAID.values())[at] for at in counts["order"]]
    return counts[["document_id", "table", "finding", "count"]]


def _tables(shown: Presentation) -> dict[str, str]:
    paths = shown.documents.set_index("document_id")["path"]
    return {name: str(path).rpartition("/")[2] for name, path in paths.items()}


# -- claimed against confirmed ------------------------------------------------------------------------------------------------


_MONTHS = 3
"""A chart that spans no more of them names days."""


def latest(rows: pd.DataFrame) -> pd.DataFrame:
    """Each category on the last day on which both sides count it, the largest ratio first."""
    both = rows[rows["ratio"].notna()]
    last = both.sort_values("date", kind="stable").drop_duplicates(["actor", "category"], keep="last")
    return last.sort_values(["ratio", "category"], ascending=[False, True], kind="stable", ignore_index=True)


def ratios_said(rows: pd.DataFrame) -> Prose:
    """How far claims and confirmations lie apart, in a sentence."""
    last = latest(rows)
    if not len(last):
        return Prose("<p>The material holds no two series of which one claims what the other could confirm.</p>")
    firm = last[last["match"] == "exact"]
    chosen = firm if len(firm) else last
    least, most = chosen.iloc[-1], chosen.iloc[0]
    weak = last.loc[last["match"] == "weak", "category"]
    text = (
        f"The last day that can be compared is {last['date'].max()}. For each confirmed loss between {_ratio(least)} ({escape(least['category'])}) "
        f"and {_ratio(most)} ({escape(most['category'])}) are claimed"
    )
    text += f"; only weakly do {escape(listed(weak))} answer each other" if len(weak) else ""
    return Prose(
        f"<p>{text}. A ratio is no measure of lying: what nobody photographed cannot be confirmed, and the two sides count by their own rules.</p>"
    )


def _ratio(row: Any) -> str:
    return link("figure", row["claimed_ids"][0], number(float(row["ratio"])))


def ratios(rows: pd.DataFrame) -> Prose:
    """Claimed beside confirmed as a table; each number leads to the rows of the tables that it comes from."""
    lines = []
    for row in rows.itertuples():
        cells = [
            f"<td>{escape(str(row.category))}</td>", f'<td class="number">{row.date}</td>',
            f'<td class="number">{_linked(row.claimed, row.claimed_ids)}</td>', f'<td class="number">{_linked(row.confirmed, row.confirmed_ids)}</td>',
            f'<td class="number">{_linked(row.ratio, row.claimed_ids[:1])}</td>', f"<td>{row.match}</td>", f"<td>{escape(row.note)}</td>",
        ]  # fmt: skip
        lines.append(f"<tr>{''.join(cells)}</tr>")
    head = "".join(
        f'<th scope="col">{name}</th>' for name in ("category", "day", "claimed", "confirmed", "ratio", "match", "note")
    )
    body = "".join(lines) or '<tr><td colspan="7">none</td></tr>'
    return Prose(f"<table><caption>One row is one category</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>")


def _linked(value: float, figures: list[str]) -> str:
    """A number that leads to its figure; behind a sum its other parts are linked one by one."""
    if value != value or value is None:
        return ""
    parts = " ".join(link("figure", figure, f"+{at}") for at, figure in enumerate(figures[1:], start=1))
    return link("figure", figures[0], number(value)) + (f" <small>{parts}</small>" if parts else "")


def beside_chart(rows: pd.DataFrame) -> Chart:
    """Claimed and confirmed of each category side by side on a logarithmic scale, with their ratio."""
    last = latest(rows)[::-1]
    told = [f"{row.category} {number(row.claimed)} to {number(row.confirmed)}" for row in last[::-1].itertuples()]
    with drawing("claimed-confirmed", f"Claimed and confirmed: {'; '.join(told) or 'none'}.", len(last) * 0.4 + 1) as (
        axes,
        made,
    ):
        for at, row in enumerate(last.itertuples()):
            style = ":" if row.match == "weak" else "-"
            axes.plot([max(row.confirmed, 0.5), max(row.claimed, 0.5)], [at, at], style, color="#c9c9c9", linewidth=3)
            axes.plot(
                max(row.confirmed, 0.5), at, "o", color=BLUE, markersize=7, url="#" + address("figure", row.confirmed_ids[0])
            )
            axes.plot(max(row.claimed, 0.5), at, "D", color=ORANGE, markersize=6, url="#" + address("figure", row.claimed_ids[0]))
            axes.text(1.01, at, f"× {number(float(row.ratio))}", transform=axes.get_yaxis_transform(), va="center", fontsize=8)
        axes.set_yticks(
            range(len(last)),
            [f"{row.category}{' (weak)' if row.match == 'weak' else ''}" for row in last.itertuples()],
            fontsize=8,
        )
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter(lambda value, _: number(float(value)))
        axes.plot([], [], "o", color=BLUE, label="confirmed")
        axes.plot([], [], "D", color=ORANGE, label="claimed")
        axes.grid(axis="x", color="#e5e5e5", linewidth=0.6)
        axes.legend(fontsize=8, loc="upper center", bbox_to_anchor=(0.5, -0.12), ncols=2)
    return made[0]


def ratio_chart(rows: pd.DataFrame) -> Chart:
    """The ratio of claimed to confirmed over time, a line a category; dashed where the two do not count the same."""
    both = rows[rows["ratio"].notna()]
    last = latest(rows)
    days = sorted(set(both["date"]))
    told = f"Claimed for one confirmed loss from {days[0]} to {days[-1]}" if days else "No ratios"
    moves = [f"{name}: {number(float(part['ratio'].iloc[0]))} to {number(float(part['ratio'].iloc[-1]))}"
             for name, part in both.sort_values("date", kind="stable").groupby("category", sort=True)]  # fmt: skip
    from matplotlib.dates import AutoDateLocator, DateFormatter
    from matplotlib.ticker import LogLocator, NullFormatter

    colours = [BLUE, ORANGE, "#009e73", "#cc79a7", "#56b4e9", "#e69f00", GREY, "#000000"]
    with drawing("ratios", f"{told}. {'; '.join(moves)}.", 3.6) as (axes, made):
        for at, category in enumerate(last["category"]):
            part = both[both["category"] == category].sort_values("date", kind="stable")
            where = pd.to_datetime(part["date"])
            weak = bool((part["match"] == "weak").all())
            mark = "o" if len(part) <= 40 else None
            axes.plot(where, part["ratio"], "--" if weak else "-", marker=mark, markersize=3, color=colours[at % len(colours)],
                      linewidth=1.6 if at < len(colours) else 0.9, label=category)  # fmt: skip
        axes.set_yscale("log")
        axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axes.yaxis.set_major_formatter(lambda value, _: number(float(round(value, 2))))
        axes.yaxis.set_minor_formatter(NullFormatter())
        axes.xaxis.set_major_locator(AutoDateLocator(maxticks=8))
        axes.xaxis.set_major_formatter(DateFormatter("%Y-%m" if len({day[:7] for day in days}) > _MONTHS else "%Y-%m-%d"))
        axes.set_ylabel("claimed for one confirmed")
        axes.axhline(1, color="#999999", linewidth=0.8)
        axes.grid(color="#e5e5e5", linewidth=0.6)
        axes.tick_params(labelsize=8)
        if len(last):
            axes.legend(fontsize=8, loc="center left", bbox_to_anchor=(1.0, 0.5))
    return made[0]
