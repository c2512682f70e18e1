"""Coverage, claimed against confirmed, and findings as pages show them: computed, in words, and linked to their rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from osint_kit import check_series, compare_series, extract_all, present, read_all
from osint_kit.report import coverage, series
from osint_kit.report.presentation import Presentation

LOSSES = "date,category,claimed,confirmed\n2024-03-01,tanks,100,50\n2024-03-02,tanks,120,40\n2024-03-03,tanks,90,45\n2024-03-03,radar vans,8,\n"
COUNTS = "date,count,total_count,ratio\n2024-03-01,4,400,0.01\n2024-03-02,9,300,0.03\n"
POSTS = '{"id": "a", "text": "One.", "published": "2024-03-05", "channel": "social", "publisher": "x.example"}\n{"id": "b", "text": "Two."}\n'


@pytest.fixture
def shown(tmp_path: Path) -> Presentation:
    for name, content in (("losses.csv", LOSSES), ("counts.csv", COUNTS), ("posts.jsonl", POSTS)):
        (tmp_path / name).write_text(content)
    reading = read_all(tmp_path)
    return present(reading, extract_all(reading.documents, reading.cells))


def test_documents_are_counted_by_month_channel_and_outlet(shown: Presentation) -> None:
    rows = coverage.over_time(shown)
    assert rows.values.tolist() == [["", "web", "(not stated)", 1], ["2024-03", "social", "x.example", 1]]
    assert coverage.over_time_chart(rows).alt == "Documents in hand by month and channel: social 1; 1 have no date."


def test_exported_counts_keep_their_denominator(shown: Presentation) -> None:
    (row,) = coverage.volumes(shown).to_dict("records")
    assert (row["channel"], row["count"], row["total"], row["periods"]) == ("web", 13, 700, 2)
    assert row["share"] == pytest.approx(100 * 13 / 700)
    assert "13 items</a> in web; all of them say out of how many" in coverage.volumes_said(coverage.volumes(shown)).html
    assert "as a share of all items in 2 periods" in coverage.volumes_chart(shown).alt  # type: ignore[union-attr]


def test_without_counts_the_page_says_so(tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl").write_text(POSTS)
    reading = read_all(tmp_path)
    none = present(reading, extract_all(reading.documents))
    assert repr(coverage.volumes_said(coverage.volumes(none))) == "No export of counts is among the material."
    assert repr(coverage.volumes_chart(none)) == "There is nothing to draw over time."


def test_ratios_lead_to_the_cells_of_both_sides(shown: Presentation) -> None:
    rows = series.latest(compare_series(shown.figures, shown.figures))
    assert rows[["category", "date", "ratio"]].values.tolist() == [["tanks", "2024-03-03", 2.0]]
    html = series.ratios(rows).html
    assert ">90</a>" in html
    assert html.count('href="#figure-') == 3
    assert "Claimed and confirmed: tanks 90 to 45." in series.beside_chart(rows).alt


def test_the_chart_of_ratios_tells_how_they_moved(shown: Presentation) -> None:
    chart = series.ratio_chart(compare_series(shown.figures, shown.figures))
    assert chart.alt == "Claimed for one confirmed loss from 2024-03-01 to 2024-03-03. tanks: 2 to 2."


def test_findings_are_told_by_sort_with_both_rows_linked(shown: Presentation, tmp_path: Path) -> None:
    (tmp_path / "staff.json").write_text(
        '[{"date": "2024-03-01", "day": 1, "tank": 5}, {"date": "2024-03-02", "day": 2, "tank": 7}, {"date": "2024-03-03", "day": 3, "tank": 6}]'
    )
    reading = read_all(tmp_path)
    made = present(reading, extract_all(reading.documents, reading.cells))
    found = check_series(made.figures, made.documents)
    told = series.checked(found, made).html
    assert "A cumulative count falls" in told
    assert told.count('href="#figure-') == 3 * len(found)
    assert series.kinds(found, made)[["table", "finding", "count"]].values.tolist() == [
        ["staff.json", "A cumulative count falls", 1]
    ]


def test_nothing_odd_is_said_to_be_nothing(shown: Presentation) -> None:
    assert repr(series.checked(check_series(shown.figures.head(0)), shown)) == "Nothing odd was found in any series or table."
