"""Figures of tables as dated series: one row is one number of one series on one day, with the figure it stands for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise

import pandas as pd
import yaml

_SAME = ("source", "actor", "place", "event", "unit", "per")
_STOCKS = frozenset({"displaced", "personnel", "share", "distance", "area", "duration", "day_number", "money"})
"""Kinds that rise and fall by nature: they add up only where their table says so."""
_MOST_FALLS = 0.25
_FEWEST = 3


@dataclass(frozen=True)
class Series:
    """One count over time, in order of its days.

    ``days`` are ordinals of ``datetime.date``; ``figures`` leads each value to its figure. ``chief`` is False for the parts of a
    total that the same table states (destroyed beside total), ``whole`` True for a row that totals other categories.
    """

    collection: str
    name: str
    item: str
    definition: str
    chief: bool
    whole: bool
    cumulative: bool
    source: str
    actor: str
    days: Sequence[int]
    values: Sequence[float]
    figures: Sequence[str]
    group: tuple[str, ...]
    """What the categories of one table share: collection, definition, source, actor and the like."""


def iso(day: int) -> str:
    """The day of an ordinal.

    >>> iso(738000)
    '2021-07-29'
    """
    return date.fromordinal(day).isoformat()


def points(figures: pd.DataFrame, documents: pd.DataFrame | None = None) -> pd.DataFrame:
    """The levels among the figures of tables.

    Changes (``delta``), single losses and revisions are no levels. The days of several files of one folder and format that hold
    one day each are one collection.

    Returns:
        One row a figure, sorted by collection, day and row: figure_id, document_id, collection, row (Int64), column, day (ordinal;
        0 where it has none), value, kind, item, definition, whole (it totals other rows), chief (it totals the other numbers of its row),
        and source, actor, place, event, unit, per (empty text where null).
    """
    cells = figures[figures["locator"].notna() & figures["value"].notna()]
    cells = cells[~cells["delta"].fillna(False).astype(bool)]
    cells = cells[~doubted(cells, "revision")]
    place = cells["locator"].str.extract(r"^row=(\d+),column=(.*)$")
    rows = cells[["figure_id", "document_id", "value"]].copy()
    rows["row"] = place[0].astype("Int64")
    rows["column"] = place[1].fillna("")
    rows["day"] = [_ordinal(text) for text in cells["as_of_end"]]
    rows["kind"] = cells["kind"]
    rows["item"] = cells["item"].fillna(rows["column"])
    rows["definition"] = cells["definition"].fillna("")
    rows["chief"] = [is_total(text) for text in rows["definition"]]
    rows["whole"] = doubted(cells, "total_row")
    for name in _SAME:
        rows[name] = cells[name].fillna("")
    rows = rows[rows["row"].notna()]
    rows["collection"] = _collections(rows, documents)
    return rows.sort_values(["collection", "day", "document_id", "row"], kind="stable", ignore_index=True)


def doubted(figures: pd.DataFrame, doubt: str) -> pd.Series:
    """Which figures carry a doubt, with or without a value behind it."""
    marks = [any(found.partition("=")[0] == doubt for found in doubts) for doubts in figures["doubts"]]
    return pd.Series(marks, index=figures.index, dtype=bool)


@cache
def is_total(definition: str) -> bool:
    """Whether a column's name says that it sums the others.

    >>> is_total("Insgesamt"), is_total("total killed")
    (True, False)
    """
    return " ".join(definition.lower().replace("_", " ").split()) in _totals()


@cache
def _totals() -> frozenset[str]:
    return frozenset(yaml.safe_load(files("osint_kit.series.data").joinpath("totals.yaml").read_text(encoding="utf-8")))


def _ordinal(text: object) -> int:
    if not isinstance(text, str):
        return 0
    try:
        return date.fromisoformat(text[:10]).toordinal()
    except ValueError:
        return 0


def _collections(rows: pd.DataFrame, documents: pd.DataFrame | None) -> pd.Series:
    """A document is a collection of its own; files of one folder and format that hold one day each are one together."""
    if documents is None or not len(rows):
        return rows["document_id"]
    single = rows.groupby("document_id")["day"].nunique()
    known = documents.drop_duplicates("document_id").set_index("document_id")
    together = {}
    for name in single[single == 1].index:
        if name in known.index:
            folder = str(known.at[name, "path"]).rpartition("/")[0]
            together[name] = f"{folder}/ ({known.at[name, 'format']})"
    counts = pd.Series(together, dtype=object).value_counts()
    shared = {name: label for name, label in together.items() if counts[label] > 1}
    return rows["document_id"].map(lambda name: shared.get(name, name))


def find_series(rows: pd.DataFrame) -> list[Series]:
    """The series among points, sorted by collection and name. Of several numbers for one day the last one in the file counts."""
    keys = ["collection", *_SAME, "item", "definition"]
    dated = rows[rows["day"] > 0].drop_duplicates([*keys, "day"], keep="last")
    members: dict[tuple[str, ...], list[tuple[int, float, str, str, bool]]] = defaultdict(list)
    columns = (dated[name].tolist() for name in ("day", "value", "figure_id", "kind", "whole"))
    for key, point in zip(zip(*(dated[name].tolist() for name in keys), strict=True), zip(*columns, strict=True), strict=True):
        members[key].append(point)
    has_total = {key[:-1] for key in members if is_total(key[-1])}
    return [_series(key, members[key], is_total(key[-1]) or key[:-1] not in has_total) for key in sorted(members)]


def _series(key: tuple[str, ...], members: Sequence[tuple[int, float, str, str, bool]], chief: bool) -> Series:
    days, values, figures, kinds, wholes = zip(*members, strict=True)
    collection, source, actor, place, *_, item, definition = key
    name = " · ".join(dict.fromkeys(filter(None, (source, actor, place, item, definition))))
    cumulative = _cumulative(values, definition, kinds[0])
    return Series(
        collection, name, item, definition, chief, wholes[0], cumulative, source, actor, days, values, figures, (*key[:-2], definition)
    )  # fmt: skip


def _cumulative(values: Sequence[float], definition: str, kind: str) -> bool:
    """A count that is said to add up, or that rises far more often than it falls."""
    if len(values) < _FEWEST:
        return False
    if "cumulative" in definition.lower():
        return True
    if kind in _STOCKS:
        return False
    steps = [after - before for before, after in pairwise(values) if after != before]
    falls = sum(step < 0 for step in steps)
    return bool(steps) and values[-1] > values[0] and falls <= _MOST_FALLS * len(steps)
