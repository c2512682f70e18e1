"""Numbers that stand beside each other: parts and their total, low and best and high, totals among the categories."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from statistics import median

import pandas as pd

from osint_kit.series.finding import Finding, said
from osint_kit.series.points import Series, doubted, iso

_HOLDS = 0.01
"""The middle difference, as a share of the total, up to which parts are taken to be the parts of a total."""
_PARTS = 2
_OTHERS = 3
_SHARE = 0.9


def check_rows(rows: pd.DataFrame) -> Iterator[Finding]:
    """Rows whose total is not the sum of the other numbers of the row, in tables where most are.

    Args:
        rows: what :func:`osint_kit.series.points.points` gives.
    """
    for _, table in rows.groupby("document_id", sort=True):
        totals = table[table["chief"]].drop_duplicates("row", keep=False)
        if not len(totals):
            continue
        parts = table[~table["chief"]].groupby("row")["value"].agg(["sum", "size"])
        beside = totals.join(parts, on="row")
        beside = beside[beside["size"].ge(_PARTS)]
        missed = beside["value"] - beside["sum"]
        if not len(beside) or (missed.abs() / beside["value"].clip(lower=1)).median() > _HOLDS:
            continue
        for row in beside[missed != 0].itertuples():
            evidence = f"the parts of the row make {said(row.sum)}, its total says {said(row.value)}"
            day = iso(row.day) if row.day else None
            yield Finding("parts_miss_total", day, _name(row), row.value, row.sum, row.figure_id, None, evidence)


def _name(row: object) -> str:
    parts = (getattr(row, name) for name in ("source", "actor", "place", "item", "definition"))
    return " · ".join(dict.fromkeys(part for part in parts if part))


def check_wholes(series: Sequence[Series]) -> Iterator[Finding]:
    """Rows that total the other categories of their table: that they are there, and where they miss the sum.

    A difference that stays the same is told once.
    """
    tables: dict[tuple[str, ...], list[Series]] = defaultdict(list)
    for one in series:
        if one.chief:
            tables[one.group].append(one)
    for _, members in sorted(tables.items()):
        parts = [one for one in members if not one.whole]
        levels = {one.item: dict(zip(one.days, one.values, strict=True)) for one in parts}
        for whole in [one for one in members if one.whole]:
            yield _total_row(whole, "it totals other rows of the table")
            yield from _misses(whole, {item: levels[item] for item in parts_of(whole.item, [one.item for one in parts])})
        yield from _unnamed_totals(parts, levels)


def parts_of(whole: str, categories: Sequence[str]) -> list[str]:
    """The categories that a row named as a total sums: those in its brackets, all but those it excludes, or all.

    >>> parts_of("Losses of Armour [Tanks, AFVs, and MRAPs]", ["Tanks", "Armoured Fighting Vehicles", "Mine-Resistant Ambush Protected", "Radars"])
    ['Tanks', 'Armoured Fighting Vehicles', 'Mine-Resistant Ambush Protected']
    >>> parts_of("Losses excluding Recon Drones and Trucks", ["Tanks", "Trucks, Vehicles and Jeeps"])
    ['Tanks']
    """
    if bracket := re.search(r"\[([^\]]+)\]", whole):
        named = {word.lower().removesuffix("s") for word in re.findall(r"\w+", bracket[1])}
        return [name for name in categories if name.lower().removesuffix("s") in named or _initials(name) in named]
    if excluded := re.search(r"\b(?:excluding|without|except|ohne)\b(.*)", whole, re.IGNORECASE):
        left_out = {word[:5].lower() for word in re.findall(r"[^\W\d_]{4,}", excluded[1])}
        return [name for name in categories if not left_out & {word[:5].lower() for word in re.findall(r"\w+", name)}]
    return list(categories)


def _initials(name: str) -> str:
    return "".join(word[0].lower() for word in re.findall(r"\w+", name))


def _misses(whole: Series, levels: dict[str, dict[int, float]]) -> Iterator[Finding]:
    differences = []
    spans = [(min(values), max(values), values) for values in levels.values()]
    for at, day in enumerate(whole.days):
        alive = [values for first, last, values in spans if first <= day <= last]
        stated = [values[day] for values in alive if day in values]
        if len(stated) == len(alive) >= _PARTS:
            differences.append((at, sum(stated), len(stated)))
    if (
        not differences
        or median(abs(whole.values[at] - total) / max(whole.values[at], 1) for at, total, _ in differences) > _HOLDS
    ):
        return
    before = 0.0
    for at, total, count in differences:
        missed = whole.values[at] - total
        if missed not in (0, before):
            evidence = f"its {count} parts make {said(total)}, {said(abs(missed))} {'less' if missed > 0 else 'more'}"
            yield Finding(
                "parts_miss_total", iso(whole.days[at]), whole.name, whole.values[at], total, whole.figures[at], None, evidence
            )
        before = missed


def _unnamed_totals(parts: Sequence[Series], levels: dict[str, dict[int, float]]) -> Iterator[Finding]:
    """A category that is, day for day, the sum of all others."""
    if len(parts) <= _OTHERS:
        return
    sums: dict[int, float] = defaultdict(float)
    for values in levels.values():
        for day, value in values.items():
            sums[day] += value
    for one in parts:
        moving = [at for at in range(len(one.days)) if one.values[at]]
        equal = sum(2 * one.values[at] == sums[one.days[at]] for at in moving)
        if moving and equal >= _SHARE * len(moving):
            yield _total_row(one, f"on {equal} of {len(moving)} days it is the sum of all others")


def _total_row(one: Series, evidence: str) -> Finding:
    return Finding("total_row", iso(one.days[-1]), one.name, one.values[-1], None, one.figures[-1], None, evidence)


def check_headings(figures: pd.DataFrame) -> Iterator[Finding]:
    """Totals that the sentence in their own row states differently."""
    for row in figures[doubted(figures, "heading")].itertuples():
        stated = float(next(doubt for doubt in row.doubts if doubt.startswith("heading=")).partition("=")[2])
        name = " · ".join(text for text in (row.source, row.actor, row.item, row.definition) if isinstance(text, str))
        day = row.as_of_end if isinstance(row.as_of_end, str) else None
        evidence = f"the sentence in the row says {said(stated)}, its total {said(row.value)}"
        yield Finding("parts_miss_total", day, name, row.value, stated, row.figure_id, None, evidence)


def check_bounds(figures: pd.DataFrame) -> Iterator[Finding]:
    """Cells whose low, best and high do not stand in this order."""
    cells = figures[figures["locator"].notna()]
    wrong = cells[(cells["low"] > cells["high"]) | (cells["value"] < cells["low"]) | (cells["value"] > cells["high"])]
    for row in wrong.itertuples():
        stated = [
            f"{name} {said(value)}"
            for name, value in (("low", row.low), ("best", row.value), ("high", row.high))
            if value == value
        ]
        name = " · ".join(text for text in (row.source, row.item, row.definition) if isinstance(text, str))
        day = row.as_of_end if isinstance(row.as_of_end, str) else None
        yield Finding("bounds_out_of_order", day, name, row.value, None, row.figure_id, None, ", ".join(stated))
