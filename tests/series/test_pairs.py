"""A series or a long list does not become a pair for each two of its rows: the work grows with the rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from osint_kit import pipeline
from series.small_tables import rising, staff

MODELS = "country,system,destroyed,abandoned,captured,damaged,total\n" + "".join(
    f"Russia,T-72B tank of batch {at},{at},0,0,0,{at}\n" for at in range(1, 251)
)


@pytest.mark.parametrize(
    ("name", "table"), [("days.json", staff({"tank": rising(500), "APC": rising(500, 3000)})), ("models.csv", MODELS)]
)
def test_neighbours_only(tmp_path: Path, name: str, table: str) -> None:
    (tmp_path / name).write_text(table)
    reading = pipeline.read_all(tmp_path)
    figures = pipeline.extract_figures(reading.documents, reading.cells)
    claims = pipeline.clean_claims(figures, reading.documents)
    pairs = pipeline.cross_reference(claims, figures, reading.documents).pairs
    assert 0 < len(pairs) <= 4 * len(claims)
