"""The commands on series write what the verbs give."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from osint_kit.cli import commands
from series.small_tables import staff

TABLE = "date,category,claimed,confirmed\n2024-03-01,tanks,100,50\n2024-03-02,tanks,120,40\n"


def run(*words: str) -> str:
    result = CliRunner().invoke(commands, list(words), catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_check_writes_the_findings_with_their_cells(tmp_path: Path) -> None:
    (tmp_path / "losses.json").write_text(staff({"tank": [100, 104, 103, 109]}))
    head, row = run("check", str(tmp_path)).splitlines()
    assert head.startswith("finding,day,series,value,other_value,figure_id,other,evidence,document_id,locator")
    assert row.startswith("fall,2024-03-03,")
    assert "row=3,column=tank" in row


def test_compare_series_writes_the_ratios_of_a_day(tmp_path: Path) -> None:
    path = tmp_path / "both.csv"
    path.write_text(TABLE)
    out = tmp_path / "ratios.csv"
    run("compare-series", str(path), str(path), "--date", "2024-03-02", "--out", str(out))
    assert out.read_text().splitlines()[1].startswith("2024-03-02,,tanks,120.0,40.0,3.0,exact,")
