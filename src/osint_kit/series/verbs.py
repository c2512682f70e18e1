"""The verbs on series: each takes a path (read through the pipeline) or the table ``figures``."""

from __future__ import annotations

import datetime
import os
from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, groupby
from pathlib import Path
from typing import TypeAlias

import pandas as pd

from osint_kit.errors import InputError
from osint_kit.series import categories as names
from osint_kit.series import compare, levels, one_source, snapshots, sums
from osint_kit.series.finding import SORTS, Finding
from osint_kit.series.points import find_series, points

Given: TypeAlias = str | os.PathLike[str] | Iterable[str | os.PathLike[str]] | pd.DataFrame
FINDING_COLUMNS = (*Finding._fields, "document_id", "locator", "other_document_id", "other_locator")


def read_given(given: Given) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    """Figures and documents of files and folders; a frame is taken for the figures."""
    if isinstance(given, pd.DataFrame):
        return given, None
    from osint_kit import pipeline

    reading = pipeline.read_all(given)
    return pipeline.extract_all(reading.documents, reading.cells).figures, reading.documents


def check_series(figures: Given, documents: pd.DataFrame | None = None) -> pd.DataFrame:
    """What is odd in the series and tables of numbers: falls, stalls, slips, silent changes, categories, sums, common sources.

    Args:
        figures: the table ``figures``, or a path that is read.
        documents: the table ``documents``: with it, files of one day each make one series, and evidence names files.

    Returns:
        One row a finding: finding, day, series, value, other_value, figure_id, other (the figure it is held against), evidence,
        and document_id and locator of both. docs/series.md says what each finding means.

    >>> import pandas as pd, osint_kit
    >>> rows = [("2024-05-01", 100), ("2024-05-02", 104), ("2024-05-03", 103), ("2024-05-04", 109), ("2024-05-05", 110)]
    >>> cells = pd.DataFrame({"document_id": "d", "locator": [f"row={row},column=tanks" for row in range(1, 6)], "item": "tanks",
    ...                       "quote": [str(value) for _, value in rows], "value": [float(value) for _, value in rows],
    ...                       "as_of_end": [day for day, _ in rows]})
    >>> nothing = pd.DataFrame({"document_id": [], "text": []}, dtype=str)
    >>> figures = osint_kit.extract_figures(nothing, osint_kit.tables.check("cells", cells))
    >>> osint_kit.check_series(figures)[["finding", "day", "evidence", "locator"]].values.tolist()
    [['fall', '2024-05-03', 'from 104 to 103', 'row=3,column=tanks']]
    """
    given, known = read_given(figures)
    documents = known if documents is None else documents
    rows = points(given, documents)
    series = find_series(rows)
    paths = {} if documents is None else dict(zip(documents["document_id"], documents["path"], strict=True))
    corrections = _corrections(given)
    chief = frozenset(figure for one in series if one.chief for figure in one.figures)
    found: list[Finding] = []
    misdated = _misdated(rows)
    found += misdated
    for _, members in groupby(series, key=lambda one: one.collection):
        listed = list(members)
        found += levels.check_levels(listed, corrections)
        found += names.check_categories(listed)
        found += sums.check_wholes(listed)
    found += chain(
        snapshots.changes_within(rows, chief), snapshots.changes_between(series, paths), snapshots.listed_changes(given, series),
        sums.check_rows(rows), sums.check_bounds(given), sums.check_headings(given), one_source.check_sources(series),
    )  # fmt: skip
    return _frame(found, given)


def compare_series(
    claimed: Given, confirmed: Given, date: str | None = None, *, categories: str | os.PathLike[str] | None = None
) -> pd.DataFrame:
    """What tables claim beside what others confirm, category by category.

    Args:
        claimed: a path or the table ``figures``; of it the series that are not stated as confirmed.
        confirmed: a path or the table ``figures``; of it the series that are stated as confirmed, all where none is.
        date: an ISO day. A count stands until its table gives a new one, and a week beyond the table's last day.
            None: every day for which the confirmed side gives a number.
        categories: a file that says which categories answer each other (docs/series.md); the package's own where none is named.

    Returns:
        One row a category and day, sorted: date, actor, category, claimed, confirmed, ratio (claimed over confirmed), match
        (exact, weak, unmatched), note, claimed_source, confirmed_source, claimed_ids and confirmed_ids (lists of figure_id).
        Categories that only one side counts stand once, for the last day.

    Raises:
        InputError: a path does not exist, the day is no day, or the two have no source and actor in common.
    """
    lines = compare.load_lines(Path(categories) if categories is not None else None)
    left, right = (_sides(given, wanted) for given, wanted in ((claimed, "claimed"), (confirmed, "confirmed")))
    rows = []
    for (source, actor), one in left.items():
        for (other_source, other_actor), other in right.items():
            if actor and other_actor and actor != other_actor:
                continue
            days = [_day(date)] if date else sorted(other.days())
            found = [row for day in days for row in compare.compare_on(day, one, other, lines, unmatched=day == days[-1])]
            if any(row["ratio"] is not None for row in found):
                named = {
                    "actor": actor.title() or other_actor.title() or None,
                    "claimed_source": source,
                    "confirmed_source": other_source,
                }
                rows += [row | named for row in found]
    table = pd.DataFrame(rows, columns=list(compare.COLUMNS))
    return table.sort_values(["actor", "date"], kind="stable", ignore_index=True)


def _sides(given: Given, wanted: str) -> dict[tuple[str, str], compare.Side]:
    figures, documents = read_given(given)
    series = find_series(points(figures, documents))
    stances = dict(zip(figures["figure_id"], figures["stance"], strict=True))
    found = compare.sides(series, stances, wanted)
    return found or (compare.sides(series, dict.fromkeys(stances, "confirmed"), wanted) if wanted == "confirmed" else {})


def _day(text: str) -> int:
    try:
        return datetime.date.fromisoformat(text).toordinal()
    except ValueError:
        raise InputError(f"{text!r} is no day", "write it as 2025-02-08") from None


def _corrections(figures: pd.DataFrame) -> dict[tuple[str, str], list[tuple[int, float]]]:
    """(source, item) → (day, change) of what sources corrected themselves."""
    listed = figures[figures["definition"].eq("correction") & figures["as_of_end"].notna()]
    found: dict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
    for row in listed.itertuples():
        found[str(row.source), str(row.item)].append((pd.Timestamp(str(row.as_of_end)).toordinal(), float(str(row.value))))
    return found


def _misdated(rows: pd.DataFrame) -> list[Finding]:
    found = []
    for _, table in rows[rows["day"] > 0].groupby("document_id", sort=True):
        first = table.drop_duplicates("row").sort_values("row")
        listed = zip(first["row"].tolist(), first["day"].tolist(), first["figure_id"].tolist(), strict=True)
        named = first.set_index("figure_id")
        for figure, day, meant in levels.misdated_rows(listed):
            row = named.loc[figure]
            evidence = f"the rows around it are of {levels.iso(meant)}; it says {levels.iso(day)}"
            name = " · ".join(filter(None, (row["source"], row["actor"])))
            found.append(Finding("wrong_year", levels.iso(day), name, row["value"], None, figure, None, evidence))
    return found


def _frame(found: list[Finding], figures: pd.DataFrame) -> pd.DataFrame:
    order = {name: at for at, name in enumerate(SORTS)}
    rows = pd.DataFrame(found, columns=list(Finding._fields))
    rows = rows.assign(order=rows["finding"].map(order)).sort_values(["order", "series", "day", "figure_id"], kind="stable")
    rows = rows.drop_duplicates(["finding", "figure_id", "other", "evidence"]).drop(columns="order").reset_index(drop=True)
    known = figures.drop_duplicates("figure_id").set_index("figure_id")
    for prefix, column in (("", "figure_id"), ("other_", "other")):
        for name in ("document_id", "locator"):
            rows[f"{prefix}{name}"] = rows[column].map(known[name])
    return rows[list(FINDING_COLUMNS)]
