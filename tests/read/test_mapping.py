"""Tables that no format knows: what inspect proposes reads them, whatever their delimiter, decimals, header rows and dates."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest
import yaml

from osint_kit.read import inspect, read_all


class Case(NamedTuple):
    """A table, what the proposal must say of it, and a cell that must then be read."""

    table: str
    proposal: dict[str, Any]
    locator: str
    cell: dict[str, Any]


CASES = {
    "semicolons and German decimals": Case(
        "Stichtag;Gebiet;Quelle;Getötete;Verletzte;Anteil\n08.02.2025;Velm;Ministerium;1.200;ca. 350;7,25\n15.02.2025;Nord;Ministerium;1.350;~400;8\n",
        {"decimal": ",", "date": "Stichtag", "day_first": True, "place": "Gebiet", "source": "Quelle"},
        "row=1,column=Verletzte",
        {"value": 350, "hedge": "about", "kind": "wounded", "place": "Velm", "source": "Ministerium", "as_of_start": "2025-02-08"},
    ),
    "points part thousands where semicolons part fields": Case(
        "Region;Tote\nVelm;1.204\nNord;300\n", {"decimal": ","}, "row=1,column=Tote", {"value": 1204, "kind": "killed", "place": "Velm"},
    ),
    "a title and two rows of header": Case(
        "Losses in Arland\n,,Killed,,Captured,\nDate,Region,Soldiers,Civilians,Soldiers,Vehicles\n2024-03-01,Velm,12,3,5,2\n2024-03-02,North,14,4,6,\n",
        {"skip": 1, "header_rows": 2, "date": "Date", "place": "Region"},
        "row=2,column=Captured_Soldiers",
        {"value": 6, "kind": "captured", "as_of_start": "2024-03-02", "place": "North"},
    ),
    "a column a year": Case(
        "Region,2021,2022\nVelm,1204,12500\nNorth,300,\n", {"place": "Region", "dated_columns": {"definition": "table"}},
        "row=1,column=2022", {"value": 12500, "as_of_start": "2022-01-01", "as_of_end": "2022-12-31", "place": "Velm"},
    ),
    "a column a month, a sign for more than, -1 for unknown": Case(
        'Category,Jan 2024,Feb 2024\nTanks,100,>120\nTrucks,"1,200",-1\n', {"item": "Category"},
        "row=1,column=Feb_2024", {"value": 120, "hedge": "more_than", "high": None, "item": "Tanks", "kind": "equipment"},
    ),
    "month and year apart": Case(
        "Monat\tJahr\tTote\tVermisste\nMärz\t2024\t120\t14\nApril\t2024\t98\t7\n", {"date": ["Monat", "Jahr"]},
        "row=1,column=Vermisste", {"value": 14, "kind": "missing", "as_of_start": "2024-03-01", "as_of_end": "2024-03-31"},
    ),
    "weeks of a year, bounds glued to the name": Case(
        "Year,Week,Deaths,DeathsLow,DeathsHigh\n2022,8,427,388,460\n2022,9,619,572,650\n", {"date": "Year", "week": "Week"},
        "row=1,column=Deaths", {"value": 427, "low": 388, "high": 460, "as_of_start": "2022-02-21", "as_of_end": "2022-02-27"},
    ),
    "Ukrainian names, thousands parted by blanks": Case(
        "дата;область;загиблі;поранені\n08.02.2025;Велм;12;40\n09.02.2025;Північ;1 200;3 100\n", {"date": "дата", "place": "область"},
        "row=2,column=поранені", {"value": 3100, "kind": "wounded", "as_of_start": "2025-02-09"},
    ),
    "months of a series with counters beside": Case(
        "month,year,casualties in month,days in month,cumulative casualties,source\nmarch,2022,11966,31,11966,MoD\napril,2022,5790,30,17756,MoD\n",
        {"date": ["month", "year"], "source": "source"},
        "row=2,column=cumulative_casualties", {"value": 17756, "kind": "casualties", "as_of_end": "2022-04-30", "source": "MoD"},
    ),
}  # fmt: skip


def accept(path: Path) -> dict[str, Any]:
    """Save what inspect proposes beside the table, as a user would."""
    (proposal,) = inspect(path)["mapping"]
    path.with_name(f"{path.name}.mapping.yaml").write_text(proposal, encoding="utf-8")
    mapping: dict[str, Any] = yaml.safe_load(proposal)
    return mapping


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_the_proposal_reads_the_table(tmp_path: Path, case: Case) -> None:
    path = tmp_path / "table.csv"
    path.write_text(case.table, encoding="utf-8")
    mapping = accept(path)
    assert {key: mapping.get(key) for key in case.proposal} == case.proposal
    reading = read_all(path)
    assert reading.quarantine.empty
    cell = reading.cells.set_index("locator").loc[case.locator]
    assert {name: None if pd.isna(cell[name]) else cell[name] for name in case.cell} == case.cell


def test_columns_that_count_no_losses_are_not_proposed(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(CASES["months of a series with counters beside"].table)
    assert [value["column"] for value in accept(path)["values"]] == ["casualties in month", "cumulative casualties"]


def test_an_unknown_value_of_minus_one_is_no_cell(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text(CASES["a column a month, a sign for more than, -1 for unknown"].table)
    accept(path)
    assert "row=2,column=Feb_2024" not in set(read_all(path).cells["locator"])


def test_a_sheet_with_merged_headers_is_proposed_and_read(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["Losses by region"],
        [None, "Killed", None],
        ["Region", "soldiers", "civilians"],
        ["Velm", 12, 3],
        ["North", 4, 5],
    ):
        sheet.append(row)
    sheet.merge_cells("B2:C2")
    book.save(tmp_path / "book.xlsx")
    accept(tmp_path / "book.xlsx")
    cells = read_all(tmp_path / "book.xlsx").cells
    assert cells[["locator", "value", "place"]].values.tolist()[1] == ["row=1,column=Killed_civilians", 3, "Velm"]


def test_prose_with_commas_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text("On Monday, rain fell, and 12 people died.\nOn Tuesday, sun shone, and 14 people came.\n" * 3)
    assert inspect(path)["format"].tolist() == ["text"]


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        ("dated_columns: {kin: x}", "the key 'kin' is not known"),
        (
            "skip: 1\nheader_rows: 2\nvalues: [{column: Killed}]",
            "names the column 'Killed', which the table does not have; it has Date,",
        ),
    ],
)
def test_a_mapping_that_does_not_fit_names_what_the_table_has(tmp_path: Path, mapping: str, reason: str) -> None:
    path = tmp_path / "table.csv"
    path.write_text(CASES["a title and two rows of header"].table)
    path.with_name("table.csv.mapping.yaml").write_text(mapping)
    assert reason in read_all(path).quarantine.reason[0]
