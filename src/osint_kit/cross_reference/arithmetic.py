"""Numbers that do not fit each other: parts and their whole, a share and its base, the day of a war and its date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

import pandas as pd

from osint_kit.cross_reference.drift import Finding
from osint_kit.cross_reference.relations import written
from osint_kit.cross_reference.statements import Statement, iso

WAR_START: Final = "2022-02-24"
"""Day 0 of the elapsed count, day 1 of the inclusive count, of the war whose days texts of our example number."""
_SHARE_SLACK: Final = 2.0  # percentage points: shares are rounded


def find_arithmetic(items: Sequence[Statement], figures: pd.DataFrame, *, war_start: str = WAR_START) -> list[Finding]:
    """``parts_exceed_whole``, ``parts_miss_total``, ``share_misses_base`` and ``day_number``, in the order of the figures."""
    by_figure = {item.figure: item for item in items}
    rows = figures.to_dict("records")
    found = [*_parts(rows, by_figure), *_harm_totals(items), *_shares(rows, by_figure), *_days(items, war_start)]
    order = {item.figure: at for at, item in enumerate(items)}
    return sorted(set(found), key=lambda one: (order[one.figure_id], one.finding))


def _parts(rows: Sequence[Mapping[str, Any]], by_figure: Mapping[str, Statement]) -> Iterator[Finding]:
    """Parts that say of which whole they are, together more than it."""
    children: dict[str, list[Statement]] = {}
    for row in rows:
        whole = row["part_of"]
        if isinstance(whole, str) and whole in by_figure and row["figure_id"] in by_figure:
            part = by_figure[row["figure_id"]]
            if part.kind == by_figure[whole].kind and part.kind != "share":
                children.setdefault(whole, []).append(part)
    for whole_id, parts in children.items():
        whole = by_figure[whole_id]
        least = max(
            part.lo for part in parts
        )  # parts may overlap ("two children, three women"): no single one may exceed the whole
        if least > whole.hi:
            worst = max(parts, key=lambda part: part.lo)
            yield Finding(
                worst.figure, whole_id, "parts_exceed_whole", f"{written(worst)} is more than its whole of {written(whole)}"
            )


def _harm_totals(items: Sequence[Statement]) -> Iterator[Finding]:
    """Killed and wounded of one voice in one document against the casualties it gives there."""
    groups: dict[tuple[str, str, str], dict[str, Statement]] = {}
    for item in items:
        if item.kind in ("killed", "wounded", "casualties") and item.stance != "denied" and item.numeric:
            rest = item.topic.split("; ", 1)[1] if "; " in item.topic else ""
            groups.setdefault((item.document, item.voice, rest), {}).setdefault(item.kind, item)
    for group in groups.values():
        if len(group) == 3:
            killed, wounded, total = group["killed"], group["wounded"], group["casualties"]
            if killed.lo + wounded.lo > total.hi or killed.hi + wounded.hi < total.lo:
                evidence = f"{written(killed)} killed and {written(wounded)} wounded do not make {written(total)} casualties"
                yield Finding(total.figure, killed.figure, "parts_miss_total", evidence)


def _shares(rows: Sequence[Mapping[str, Any]], by_figure: Mapping[str, Statement]) -> Iterator[Finding]:
    """A share of a whole beside the number of the same part of the same whole."""
    shares = [row for row in rows if row["kind"] == "share" and isinstance(row["part_of"], str)]
    counts = [row for row in rows if row["kind"] != "share" and isinstance(row["part_of"], str)]
    for share in shares:
        for count in counts:
            if count["part_of"] != share["part_of"] or count["item"] != share["item"] or share["part_of"] not in by_figure:
                continue
            whole, part, said = by_figure[share["part_of"]], by_figure[count["figure_id"]], by_figure[share["figure_id"]]
            if whole.lo > 0 and part.hi < float("inf") and whole.hi < float("inf"):
                least, most = 100 * part.lo / whole.hi - _SHARE_SLACK, 100 * part.hi / whole.lo + _SHARE_SLACK
                if said.hi < least or said.lo > most:
                    evidence = f"{written(part)} of {written(whole)} is no {written(said)} per cent"
                    yield Finding(said.figure, part.figure, "share_misses_base", evidence)


def _days(items: Sequence[Statement], war_start: str) -> Iterator[Finding]:
    for item in items:
        if item.kind == "day_number" and item.value is not None:
            fits, words = day_convention(item.value, item.last, war_start)
            if not fits:
                yield Finding(item.figure, None, "day_number", words)


def day_convention(number: float, on: int | None, war_start: str = WAR_START) -> tuple[bool, str]:
    """Whether the number of a war's day fits a date, and by which convention.

    >>> day_convention(1080, date(2025, 2, 8).toordinal())
    (True, 'day 1080 fits 2025-02-08 by the elapsed count from 2022-02-24 (inclusive count: 1081)')
    """
    if on is None:
        return True, f"day {number:g} has no date to be held against"
    elapsed = on - date.fromisoformat(war_start).toordinal()
    for name, count, other in (("elapsed", elapsed, "inclusive"), ("inclusive", elapsed + 1, "elapsed")):
        if number == count:
            rest = elapsed + 1 if other == "inclusive" else elapsed
            return True, f"day {number:g} fits {iso(on)} by the {name} count from {war_start} ({other} count: {rest})"
    return (
        False,
        f"day {number:g} does not fit {iso(on)}: from {war_start} it is day {elapsed} (elapsed) or {elapsed + 1} (inclusive)",
    )
