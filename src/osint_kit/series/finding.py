"""What a check of series finds."""

from __future__ import annotations

from typing import NamedTuple

SORTS = (
    "fall", "stall", "repeated_row", "digit", "wrong_column", "wrong_year", "silent_change", "missing_category", "vanished",
    "renamed", "split", "merged", "parts_miss_total", "bounds_out_of_order", "total_row", "one_source",
)  # fmt: skip
"""All that can be found, in the order in which it is told."""


class Finding(NamedTuple):
    """One finding, with the figure it stands at and the one it is held against."""

    finding: str
    day: str | None
    series: str
    value: float | None
    other_value: float | None
    figure_id: str
    other: str | None
    evidence: str


def said(value: float) -> str:
    """A number as a sentence writes it.

    >>> said(12000.0), said(0.25)
    ('12000', '0.25')
    """
    return str(int(value)) if value == int(value) else f"{value:g}"
