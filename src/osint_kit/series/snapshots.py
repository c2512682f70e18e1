"""Silent changes: a number for one day that another snapshot of the same table, or a later row, gives differently."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise

import pandas as pd

from osint_kit.series.finding import Finding, said
from osint_kit.series.levels import one_digit_away, year_off
from osint_kit.series.points import Series, doubted, iso

_SHARED_DAYS = 5
_ALIKE = 0.5
_ROWS = 3
_MORE = 10

Change = tuple[str, str, float, float, str, str]
"""(item, day, before, after, figure before, figure after) of one listed revision."""


def changes_within(rows: pd.DataFrame, chief: Set[str]) -> Iterator[Finding]:
    """Days for which one table gives one count several times, differently (several snapshots in one file).

    ``chief`` are the figures of series that are no part of another.
    """
    keys = ["collection", "source", "actor", "place", "event", "unit", "per", "item", "definition", "day"]
    dated = rows[rows["day"].gt(0)]
    days = dated.groupby(keys[:-1], sort=False)["day"].transform("nunique")
    twice = dated[dated.duplicated(keys, keep=False) & days.ge(_SHARED_DAYS)]
    for key, part in twice.groupby(keys, sort=True):
        if part["figure_id"].iloc[-1] not in chief:
            continue
        values, figures = part["value"].tolist(), part["figure_id"].tolist()
        name = " · ".join(dict.fromkeys(filter(None, (key[1], key[2], key[3], key[7], key[8]))))
        for at in range(1, len(values)):
            if values[at] != values[at - 1]:
                evidence = f"{iso(key[9])} first {said(values[at - 1])}, then {said(values[at])} in the same file"
                yield Finding(
                    "silent_change", iso(key[9]), name, values[at], values[at - 1], figures[at], figures[at - 1], evidence
                )


def changes_between(series: Sequence[Series], paths: Mapping[str, str]) -> Iterator[Finding]:
    """Days that two tables of one kind give differently, where most of the days they share are equal.

    The table that reaches farther is the newer one; where both end on one day, the order of their paths decides.
    """
    same: dict[tuple[str, ...], list[Series]] = defaultdict(list)
    for one in series:
        if one.chief:
            same[(*one.group[1:], one.item)].append(one)
    for _, members in sorted(same.items()):
        ordered = sorted(members, key=lambda one: (one.days[-1], paths.get(one.collection, one.collection)))
        for older, newer in pairwise(ordered):
            yield from _differences(older, newer, paths)


def _differences(older: Series, newer: Series, paths: Mapping[str, str]) -> Iterator[Finding]:
    known = dict(zip(newer.days, range(len(newer.days)), strict=True))
    shared = [(at, known[day]) for at, day in enumerate(older.days) if day in known]
    changed = [(at, there) for at, there in shared if older.values[at] != newer.values[there]]
    if len(shared) < _SHARED_DAYS or len(changed) > (1 - _ALIKE) * len(shared):
        return
    for at, there in changed:
        before, after = older.values[at], newer.values[there]
        evidence = f"{said(before)} in {paths.get(older.collection, '')}, {said(after)} in {paths.get(newer.collection, '')}"
        yield Finding(
            "silent_change", iso(older.days[at]), newer.name, after, before, newer.figures[there], older.figures[at], evidence
        )


def listed_changes(figures: pd.DataFrame, series: Sequence[Series]) -> Iterator[Finding]:
    """The revisions that a list of them names, each with what it looks like."""
    listed = figures[doubted(figures, "revision")]
    place = listed["locator"].str.extract(r"^row=(\d+),column=(.*)$")
    listed = listed.assign(row=place[0].astype("Int64"), column=place[1])
    for _, part in listed.groupby("document_id", sort=True):
        changes: list[Change] = []
        for _, pair in part.groupby("row", sort=True):
            sides = pair.set_index("column").to_dict("index")
            if {"old_value", "new_value"} <= sides.keys():
                old, new = sides["old_value"], sides["new_value"]
                when = (new["published"] or "")[:10] if isinstance(new["published"], str) else ""
                dated = f"{new['as_of_end']}|{when}"
                changes.append((str(new["item"]), dated, old["value"], new["value"], old["figure_id"], new["figure_id"]))
        yield from _told(changes, series)


def _told(changes: Sequence[Change], series: Sequence[Series]) -> Iterator[Finding]:
    rows: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        rows[change[1]].append(change)
    levels = {one.item: dict(zip(one.days, one.values, strict=True)) for one in series if one.chief}
    alike = Counter((item, before, after, when.partition("|")[2]) for item, when, before, after, _, _ in changes)
    seen: set[tuple[str, str, float, float]] = set()
    for when, together in rows.items():
        day, _, first_seen = when.partition("|")
        year = _year_taken(together, day, levels)
        for item, _, before, after, old, new in together:
            taken_back = (item, day, after, before) in seen
            seen.add((item, day, before, after))
            days = alike[item, before, after, first_seen]
            again = f"the same on {days} days" if days >= _ROWS else ""
            why = "an earlier change taken back" if taken_back else year or again or _why(item, before, after, together)
            since = f"; seen first on {first_seen}" if first_seen else ""
            yield Finding(
                "silent_change", day, item, after, before, new, old, f"{said(before)} became {said(after)}: {why}{since}"
            )


def _year_taken(together: Sequence[Change], day: str, levels: Mapping[str, Mapping[int, float]]) -> str:
    """Where most numbers of a changed row are those of the same day a year later or earlier: a date written a year off."""
    ordinal = pd.Timestamp(day).toordinal()
    for years in (1, -1):
        there = year_off(ordinal, years)
        known = [(after, levels[item][there]) for item, _, _, after, _, _ in together if there in levels.get(item, {})]
        if len(known) >= _ROWS and sum(abs(after - level) <= 0.01 * level for after, level in known) >= 0.6 * len(known):
            return f"the row of {iso(there)} was written here, a year off"
    return ""


def _why(item: str, before: float, after: float, together: Sequence[Change]) -> str:
    for other, _, _, new, _, _ in together:
        if other != item and new == before:
            return f"{said(before)} belongs to {other}: a value in the wrong column"
    if abs(after - before) >= _MORE and int(after) in one_digit_away(str(int(before))):
        return "one digit"
    return "no reason is given"
