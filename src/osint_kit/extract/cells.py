"""The second door: cells of tables, which say by their row and column what a sentence says in words."""

from __future__ import annotations

import pandas as pd

from osint_kit import tables

_SAME = (
    "document_id", "quote", "locator", "value", "hedge", "hedge_words", "low", "high", "unit", "per", "kind", "item", "event", "delta",
    "actor", "place", "source", "relay", "stance", "stance_words", "as_of_start", "as_of_end", "definition", "published", "publisher",
    "url", "doubts",
)  # fmt: skip


def figures_of_cells(cells: pd.DataFrame) -> pd.DataFrame:
    """One figure for each cell. ``start`` and ``end`` are null: ``locator`` leads to the cell that equals ``quote``.

    A cell without a stated hedge, kind or stance is exact, other and asserted. For exact cells without bounds the value is both bounds.

    Args:
        cells: the table ``cells``.

    Returns:
        the table ``figures``.
    """
    figures = cells.loc[:, list(_SAME)].copy()
    figures["figure_id"] = cells["document_id"] + "." + cells["locator"]
    for column, default in (("hedge", "exact"), ("kind", "other"), ("stance", "asserted")):
        figures[column] = figures[column].fillna(default)
    exact = figures["hedge"].eq("exact") & figures["low"].isna() & figures["high"].isna()
    for column, hedges in (("low", ("at_least", "more_than")), ("high", ("up_to", "less_than"))):
        closed = exact | (figures["hedge"].isin(hedges) & figures[column].isna())
        figures[column] = figures[column].where(~closed, figures["value"])
    return tables.check("figures", figures)
