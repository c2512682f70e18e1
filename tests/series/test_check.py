"""A series is checked: each trap of a real table is found, at its row, and an ordinary series gives no finding."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
import pytest

from osint_kit import check_series
from series.small_tables import days, oryx, rising, staff

Check = Callable[..., pd.DataFrame]


def evidence(found: pd.DataFrame) -> list[str]:
    return found["evidence"].tolist()


def test_an_ordinary_series_gives_no_finding(check: Check) -> None:
    assert check(staff({"tank": rising(80), "APC": rising(80, 2000, 13), "MRL": rising(80, 100, 3)})).empty


def test_texts_without_a_table_give_no_finding(check: Check) -> None:
    assert check({"note.txt": "At least 12 people were killed."}).empty


# -- levels -------------------------------------------------------------------------------------------------------------------


def test_a_cumulative_count_that_falls_is_found_at_both_its_rows(check: Check) -> None:
    (fall,) = check(staff({"tank": [100, 104, 103, 109, 112]})).to_dict("records")
    assert (fall["finding"], fall["day"], fall["evidence"]) == ("fall", "2024-03-03", "from 104 to 103")
    assert (fall["locator"], fall["other_locator"]) == ("row=3,column=tank", "row=2,column=tank")


def test_a_fall_says_where_the_source_corrected_itself(check: Check) -> None:
    correction = '[{"date": "2024-03-03", "day": 3, "tank": -5, "APC": 0, "personnel": 0}]'
    found = check({"losses.json": staff({"tank": [100, 104, 103, 109, 112]}), "correction.json": correction})
    assert evidence(found) == ["from 104 to 103; its source corrected it by -5"]


def test_a_stock_of_people_may_fall(check: Check) -> None:
    table = "year,coo_name,coa_name,refugees,asylum_seekers\n" + "".join(
        f"{2000 + at},Arland,Boria,{500 + at * (-1) ** at},0\n" for at in range(12)
    )
    assert check(table).empty


def test_a_standstill_far_longer_than_the_usual_pause(check: Check) -> None:
    moving = rising(60)
    (stall,) = check(staff({"tank": moving + [moving[-1]] * 50 + rising(40, 1700)}), "stall").to_dict("records")
    assert stall["evidence"] == "unchanged at 1592 for 51 days; 9 of 10 of its pauses are no longer than 1"


def test_a_row_that_repeats_the_day_before(check: Check) -> None:
    columns = {name: rising(80, 1000 * at) for at, name in enumerate(("tank", "APC", "MRL", "drone"), start=1)}
    for values in columns.values():
        values[40] = values[39]
    (row,) = check(staff(columns), "repeated_row").to_dict("records")
    assert (row["day"], row["evidence"]) == ("2024-04-10", "all 4 counts that usually move stand where they stood on 2024-04-09")


@pytest.mark.parametrize(
    ("wrong", "what"),
    [(1129, "a digit lost"), (112941, "a digit too many"), (12194, "two digits exchanged"), (21294, "one digit wrong")],
)
def test_a_jump_by_a_digit(check: Check, wrong: int, what: str) -> None:
    values = rising(40, 11000)
    values[29] = wrong
    found = check(staff({"tank": values}))
    assert found["finding"].tolist() == ["digit"], what
    assert found["locator"].tolist() == ["row=30,column=tank"]


def test_a_value_in_the_wrong_column(check: Check) -> None:
    armour, guns = rising(40, 16000), rising(40, 17000)
    armour[20] = guns[20] + 1
    (found,) = check(staff({"APC": armour, "field artillery": guns})).to_dict("records")
    assert (found["finding"], found["locator"], found["other_locator"]) == (
        "wrong_column", "row=21,column=APC", "row=21,column=field_artillery",
    )  # fmt: skip


def test_a_row_whose_numbers_belong_to_the_year_after(check: Check) -> None:
    columns = {name: rising(800, 1000 * at) for at, name in enumerate(("tank", "APC", "MRL", "drone"), start=1)}
    for values in columns.values():
        values[100] = values[465]
    (found,) = check(staff(columns)).to_dict("records")
    assert (found["finding"], found["day"]) == ("wrong_year", "2024-06-09")
    assert found["evidence"] == "4 of 4 numbers that do not fit 2024-06-09 fit 2025-06-09"


def test_a_date_written_a_year_off_in_a_table_that_runs_by_date(check: Check) -> None:
    written = days(20)
    written[12] = written[12].replace("2024", "2023")
    table = "date,category,claimed,confirmed\n" + "".join(f"{day},tanks,{100 + at},{50 + at}\n" for at, day in enumerate(written))
    (found,) = check(table, "wrong_year").to_dict("records")
    assert (found["locator"], found["evidence"]) == (
        "row=13,column=claimed", "the rows around it are of 2024-03-13; it says 2023-03-13",
    )  # fmt: skip


# -- silent changes -----------------------------------------------------------------------------------------------------------


def test_a_silent_change_between_two_snapshots_of_a_file(check: Check) -> None:
    before, after = rising(20), rising(22)
    after[7] = 1074
    found = check({"a/2024-03-20.json": staff({"tank": before}), "b/2024-03-22.json": staff({"tank": after})})
    (change,) = found.to_dict("records")
    assert (change["finding"], change["day"]) == ("silent_change", "2024-03-08")
    assert (change["other_value"], change["value"]) == (before[7], 1074)
    assert change["evidence"].endswith("b/2024-03-22.json")


def test_two_numbers_for_one_day_in_one_file(check: Check) -> None:
    rows = [(day, "Tanks", 100 + at, 5) for at, day in enumerate(days(8))]
    found = check(oryx([*rows[:5], ("2024-03-05", "Tanks", 107, 5), *rows[5:]]), "silent_change")
    assert evidence(found) == ["2024-03-05 first 109, then 112 in the same file"]


REVISIONS = "first_seen_in_snapshot,record_date,field,old_value,new_value\n"


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (["2024-09-29,2024-09-23,tank,1119,11199"], ["one digit"]),
        (["2024-08-25,2024-08-18,APC,17056,16480", "2024-08-25,2024-08-18,field artillery,16985,17056"],
         ["17056 belongs to field artillery: a value in the wrong column", "no reason is given"]),
        (["2024-08-25,2024-08-18,tank,5000,5031", "2024-08-27,2024-08-18,tank,5031,5000"],
         ["no reason is given", "an earlier change taken back"]),
        ([f"2026-03-07,2026-02-1{day},naval ship,28,29" for day in range(4, 8)], ["the same on 4 days"] * 4),
    ],
)  # fmt: skip
def test_a_list_of_revisions_says_what_each_looks_like(check: Check, rows: list[str], why: list[str]) -> None:
    found = check(REVISIONS + "\n".join(rows) + "\n", "silent_change")
    assert sorted(text.partition(": ")[2].partition("; seen")[0] for text in evidence(found)) == sorted(why)
    assert set(found["locator"]) == {f"row={row},column=new_value" for row in range(1, len(rows) + 1)}


def test_a_listed_revision_that_wrote_next_years_row(check: Check) -> None:
    columns = {name: rising(400, 1000 * at) for at, name in enumerate(("tank", "APC", "MRL"), start=1)}
    rows = [f"2025-03-02,2024-03-02,{name},{values[1]},{values[366]}" for name, values in columns.items()]
    found = check({"losses.json": staff(columns), "revisions.csv": REVISIONS + "\n".join(rows) + "\n"}, "silent_change")
    assert {text.partition(": ")[2] for text in evidence(found)} == {
        "the row of 2025-03-02 was written here, a year off; seen first on 2025-03-02"
    }


# -- categories ---------------------------------------------------------------------------------------------------------------


def snapshots(**types: Sequence[int | None]) -> str:
    rows = [
        (day, name.replace("_", " "), values[at], 0)
        for at, day in enumerate(days(12))
        for name, values in types.items()
        if values[at] is not None
    ]
    return oryx(rows)


STEADY = {"Tanks": list(range(100, 112)), "Radars": list(range(30, 42)), "Aircraft": list(range(50, 62))}


@pytest.mark.parametrize(
    ("types", "sort", "said"),
    [
        ({"Heavy Mortars": [*range(20, 26), *[None] * 6]}, "vanished", "not in the table after 2024-03-06, when it stood at 25"),
        ({"Naval Ships": [*range(70, 76), *[None] * 6], "Naval Ships and Submarines": [*[None] * 6, *range(77, 83)]},
         "renamed", "Naval Ships (75) ends, Naval Ships and Submarines (77) begins"),
        ({"Aerial Vehicles": [*range(140, 146), *[None] * 6], "Combat Aerial Vehicles": [*[None] * 6, *range(5, 11)],
          "Recon Aerial Vehicles": [*[None] * 6, *range(140, 146)]},
         "split", "Aerial Vehicles (145) ends, Combat Aerial Vehicles (5) and Recon Aerial Vehicles (140) begin"),
        ({"fuel trucks": [*range(70, 76), *[None] * 6], "trucks": [*range(900, 906), *[None] * 6],
          "trucks and tankers": [*[None] * 6, *range(985, 991)]},
         "merged", "fuel trucks (75) and trucks (905) end, trucks and tankers (985) begins"),
        ({"Jammers": [*range(20, 26), None, None, *range(26, 30)]}, "missing_category", "no such row from 2024-03-07 to 2024-03-08, 2 times"),
    ],
)  # fmt: skip
def test_categories_that_vanish_split_or_are_renamed(
    check: Check, types: dict[str, Sequence[int | None]], sort: str, said: str
) -> None:
    found = check(snapshots(**STEADY, **types))
    assert found[["finding", "evidence"]].values.tolist() == [[sort, said]]


def test_a_table_that_lists_only_what_changed_has_no_missing_categories(check: Check) -> None:
    rows = [
        (day, name, 100 + at, 0)
        for at, day in enumerate(days(30))
        for place, name in enumerate(("Tanks", "Radars"))
        if at % 3 == place
    ]
    assert check(oryx(rows)).empty


# -- sums and bounds ----------------------------------------------------------------------------------------------------------


def test_parts_of_a_row_that_miss_its_total(check: Check) -> None:
    rows: list[tuple[object, ...]] = [(day, "Tanks", 100 + at, 5) for at, day in enumerate(days(8))]
    rows[3] = (*rows[3], 118)
    (found,) = check(oryx(rows), "parts_miss_total").to_dict("records")
    assert (found["day"], found["evidence"]) == ("2024-03-04", "the parts of the row make 108, its total says 118")


def test_a_total_column_that_is_no_sum_is_left_alone(check: Check) -> None:
    rows = [(day, "Tanks", 100 + at, 5, 300 + at) for at, day in enumerate(days(8))]
    assert check(oryx(rows), "parts_miss_total").empty


def test_a_total_row_among_the_types_and_where_it_misses_them(check: Check) -> None:
    rows = []
    for at, day in enumerate(days(6)):
        rows += [(day, "Tanks", 100 + at, 0), (day, "Radars", 50, 0), (day, "Trucks", 70, 0)]
        rows += [
            (day, "All Types", 220 + at + (9 if at >= 4 else 0), 0),
            (day, f"Losses excluding Trucks - {150 + at}, of which destroyed: {150 + at}", 150 + at, 0),
        ]
    found = check(oryx(rows))
    assert found[["finding", "day", "evidence"]].values.tolist() == [
        ["parts_miss_total", "2024-03-05", "its 3 parts make 224, 9 less"],
        ["total_row", "2024-03-06", "it totals other rows of the table"],
        ["total_row", "2024-03-06", "it totals other rows of the table"],
    ]


def test_a_total_row_that_does_not_call_itself_one(check: Check) -> None:
    rows = []
    for at, day in enumerate(days(6)):
        rows += [
            (day, "Tanks", 100 + at, 0),
            (day, "Radars", 50 + at, 0),
            (day, "Trucks", 70, 0),
            (day, "Everything", 220 + 2 * at, 0),
        ]
    (found,) = check(oryx(rows), "total_row").to_dict("records")
    assert "Everything" in found["series"]
    assert found["evidence"] == "on 6 of 6 days it is the sum of all others"


def test_low_best_and_high_out_of_order(check: Check) -> None:
    table = "date,estimate,ci_lower,ci_upper,type\n2024-03-01,500,400,600,deaths\n2024-03-02,510,700,620,deaths\n"
    (found,) = check(table).to_dict("records")
    assert (found["finding"], found["evidence"], found["locator"]) == (
        "bounds_out_of_order", "low 700, best 510, high 620", "row=2,column=estimate",
    )  # fmt: skip


# -- one source under two names ----------------------------------------------------------------------------------------------


def test_two_series_that_add_the_same_each_month_are_one_source(check: Check) -> None:
    steps = [310, 520, 450, 700, 390, 610, 480, 530, 290]
    mine, theirs = [10_000], [14_500]
    for step in steps:
        mine.append(mine[-1] + step)
        theirs.append(theirs[-1] + step)
    other = [value + at * 37 for at, value in enumerate(mine)]
    rows = [
        f"2024-{month:02d}-28,{value},NA,NA,casualties,{source}\n"
        for source, values in (("Ministry", mine), ("Bulletin", theirs), ("Institute", other))
        for month, value in enumerate(values, start=1)
    ]
    found = check("date,estimate,low,high,type,source\n" + "".join(rows), "one_source")
    assert [text.partition(" · ")[0] for text in found["series"]] == ["Bulletin"]
    assert evidence(found)[0].startswith("both add the same in 9 of 9 months as Ministry")


# -- the real series ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def staff_findings(shared: Path) -> pd.DataFrame:
    return check_series(shared / "data" / "ukraine_general_staff")


def test_the_general_staffs_columns_fall_13_times_and_12_of_them_were_announced(staff_findings: pd.DataFrame) -> None:
    falls = staff_findings[staff_findings["finding"] == "fall"]
    assert len(falls) == 13
    assert falls["evidence"].str.contains("its source corrected it").sum() == 12


def test_the_list_of_revisions_holds_86_silent_changes(staff_findings: pd.DataFrame) -> None:
    changes = staff_findings.loc[staff_findings["finding"] == "silent_change", "evidence"]
    assert len(changes) == 86
    assert changes.str.contains("a year off").sum() == changes.str.contains("taken back").sum() == 13
    assert changes.str.contains("wrong column").sum() == 1


def test_two_categories_of_the_general_staff_became_one(staff_findings: pd.DataFrame) -> None:
    (merged,) = staff_findings.loc[staff_findings["finding"] == "merged", "evidence"]
    assert merged.endswith("vehicles and fuel tanks (1796) begins")


def test_oryx_tanks_fall_52_times(shared: Path) -> None:
    found = check_series(shared / "data" / "oryx_scarnecchia" / "totals_by_type_history.csv")
    falls = found[(found["finding"] == "fall") & found["series"].eq("Oryx · Russia · Tanks · total")]
    assert len(falls) == 52
    assert {"split", "renamed", "vanished", "silent_change", "total_row", "parts_miss_total"} <= set(found["finding"])
