"""Claimed against confirmed: categories one to many, weak ones marked, unmatched ones listed, and the rows they stand on."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from osint_kit import compare_series, pipeline
from osint_kit.errors import InputError
from series.small_tables import days, oryx, staff

LOSSES = {"tank": [100, 110, 120], "APC": [300, 310, 330], "drone": [50, 60, 70], "personnel": [9000, 9100, 9200]}
TYPES = ("Tanks", "Armoured Fighting Vehicles", "Infantry Fighting Vehicles", "Unmanned Combat Aerial Vehicles", "Radars")


@pytest.fixture
def claimed(tmp_path: Path) -> Path:
    path = tmp_path / "claimed.json"
    path.write_text(staff(LOSSES))
    return path


@pytest.fixture
def confirmed(tmp_path: Path) -> Path:
    path = tmp_path / "confirmed.csv"
    rows = [(day, name, 20 + 10 * place + at, at) for at, day in enumerate(days(3)) for place, name in enumerate(TYPES)]
    path.write_text(oryx(rows, "Russia") + oryx(rows, "Arland").partition("\n")[2])
    return path


def by_category(rows: pd.DataFrame) -> dict[str, Any]:
    columns = [[None if value != value else value for value in rows[name].tolist()] for name in ("claimed", "confirmed", "ratio")]
    return dict(zip(rows["category"], zip(*columns, strict=True), strict=True))


def test_a_category_is_set_beside_the_sum_of_its_counterparts(claimed: Path, confirmed: Path) -> None:
    found = by_category(compare_series(claimed, confirmed, "2024-03-03"))
    assert found["tanks"] == (120, 24, 5)
    assert found["armoured combat vehicles"] == (330, 34 + 44, 330 / 78)


def test_only_the_losses_of_the_same_actor_are_compared(claimed: Path, confirmed: Path) -> None:
    assert set(compare_series(claimed, confirmed, "2024-03-03")["actor"]) == {"Russia"}


def test_weak_matches_are_marked_and_missing_parts_named(claimed: Path, confirmed: Path) -> None:
    rows = compare_series(claimed, confirmed, "2024-03-03").set_index("category")
    assert (rows.match["tanks"], rows.match["drones"]) == ("exact", "weak")
    assert rows.note["drones"].endswith("confirmed without Reconnaissance Unmanned Aerial Vehicles, not in its table")


def test_what_only_one_side_counts_is_listed_without_a_ratio(claimed: Path, confirmed: Path) -> None:
    rows = compare_series(claimed, confirmed, "2024-03-03")
    alone = rows[rows["match"] == "unmatched"]
    assert by_category(alone) == {"personnel": (9200, None, None), "Radars": (None, 64, None)}


def test_every_number_leads_to_its_figures(claimed: Path, confirmed: Path) -> None:
    rows = compare_series(claimed, confirmed, "2024-03-03").set_index("category")
    (claim,) = rows.claimed_ids["armoured combat vehicles"]
    assert claim.endswith(".row=3,column=APC")
    assert len(rows.confirmed_ids["armoured combat vehicles"]) == 2


def test_without_a_date_every_day_of_the_confirmed_side_is_compared(claimed: Path, confirmed: Path) -> None:
    rows = compare_series(claimed, confirmed)
    assert rows.loc[rows["category"] == "tanks", ["date", "ratio"]].values.tolist() == [
        ["2024-03-01", 5.0], ["2024-03-02", 5.0], ["2024-03-03", 5.0],
    ]  # fmt: skip
    assert (rows["category"] == "personnel").sum() == 1


def test_a_count_stands_a_week_beyond_its_table_and_says_so(claimed: Path, confirmed: Path) -> None:
    later = compare_series(claimed, confirmed, "2024-03-08").set_index("category")
    assert later.note["tanks"] == "claimed number of 2024-03-03; confirmed number of 2024-03-03"
    assert compare_series(claimed, confirmed, "2024-04-08").empty


def test_figures_are_taken_as_well_as_paths(claimed: Path, confirmed: Path) -> None:
    reading = pipeline.read_all([claimed, confirmed])
    figures = pipeline.extract_figures(reading.documents, reading.cells)
    columns = ["date", "category", "claimed", "confirmed"]
    pd.testing.assert_frame_equal(compare_series(figures, figures)[columns], compare_series(claimed, confirmed)[columns])


def test_both_sides_may_stand_in_one_table_under_equal_names(tmp_path: Path) -> None:
    path = tmp_path / "both.csv"
    path.write_text("date,category,claimed,confirmed\n2024-03-01,radar vans,12,4\n2024-03-01,tanks,30,10\n")
    assert by_category(compare_series(path, path)) == {"tanks": (30, 10, 3), "radar vans": (12, 4, 3)}


def test_a_renamed_category_goes_on_and_is_not_counted_twice(tmp_path: Path) -> None:
    (tmp_path / "claimed.json").write_text(staff({"MRL": [200, 210], "tank": [1, 2]}))
    first, second = days(2)
    rows = [(first, "Multiple Rocket Launchers", 98, 2), (second, "Rocket and Missile Artillery", 103, 2)]
    (tmp_path / "confirmed.csv").write_text(oryx(rows, "Russia"))
    found = compare_series(tmp_path / "claimed.json", tmp_path / "confirmed.csv")
    assert found.loc[found["category"] == "multiple rocket launchers", "confirmed"].tolist() == [100, 105]


def test_a_researcher_may_bring_categories_of_their_own(tmp_path: Path, claimed: Path, confirmed: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text("- {category: armour, claimed: [tank + APC], confirmed: [Tanks + Radars], weak: true, note: a test}\n")
    rows = compare_series(claimed, confirmed, "2024-03-03", categories=own)
    assert rows[["category", "claimed", "confirmed", "match", "note"]].values.tolist()[0] == ["armour", 450, 88, "weak", "a test"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- {category: tanks, claimed: [tank]}", "line 1 lacks category, claimed or confirmed"),
        ("- {a: [", "cannot be read as YAML"),
    ],
)
def test_a_file_of_categories_that_is_wrong_says_so(tmp_path: Path, claimed: Path, text: str, reason: str) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(text)
    with pytest.raises(InputError, match=reason):
        compare_series(claimed, claimed, categories=own)


def test_a_day_that_is_none_is_refused(claimed: Path) -> None:
    with pytest.raises(InputError, match="'8 February' is no day; write it as 2025-02-08"):
        compare_series(claimed, claimed, "8 February")


def test_the_ten_ratios_of_8_february_2025(shared: Path) -> None:
    data = shared / "data"
    with (data / "xref_gs_vs_oryx_2025-02-08.csv").open(encoding="utf-8") as file:
        wanted = [row for row in csv.DictReader(file) if row["ratio_gs_over_oryx"]]
    found = compare_series(data / "ukraine_general_staff", data / "leedrake5_oryx_bytype", "2025-02-08")
    found = found[found["ratio"].notna() & (found["actor"] == "Russia")]
    assert len(wanted) == len(found) == 10
    assert found["claimed"].tolist() == [float(row["gs_claimed"]) for row in wanted]
    assert found["confirmed"].tolist() == [float(row["oryx_total"]) for row in wanted]
    assert found["ratio"].round(2).tolist() == [float(row["ratio_gs_over_oryx"]) for row in wanted]
    assert found.loc[found["match"] == "weak", "category"].tolist() == ["drones"]
