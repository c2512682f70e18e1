"""The traps of real tables: what has bitten readers of these files, each as small as it can be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from osint_kit.read import Reading

Read = Callable[..., Reading]
ORYX = "country,equipment_type,destroyed,abandoned,captured,damaged,type_total\n"


def values(reading: Reading) -> dict[str, float]:
    return dict(zip(reading.cells["locator"], reading.cells["value"], strict=True))


def test_bare_nan_and_null_are_no_values(read: Read) -> None:
    reading = read("e.json", '[{"date": "2024-03-12", "day": 748, "tank": NaN, "drone": null, "APC": 5}]')
    assert values(reading) == {"row=1,column=APC": 5}
    assert reading.quarantine.empty


def test_keys_that_come_and_go(read: Read) -> None:
    rows = '[{"date": "2024-03-12", "day": 1, "tank": 5}, {"date": "2024-03-13", "day": 2, "tank": 6, "submarines": 1}]'
    assert values(read("e.json", rows)) == {"row=1,column=tank": 5, "row=2,column=tank": 6, "row=2,column=submarines": 1}


def test_a_series_that_holds_people_and_equipment_together_is_no_correction(read: Read) -> None:
    reading = read("e.json", '[{"date": "2024-03-12", "day": 1, "tank": 5, "personnel": 900}]')
    assert reading.cells["delta"].isna().all()


def test_a_sentence_in_the_column_of_categories(read: Read) -> None:
    table = ORYX + 'Arland,"Infantry Fighting Vehicles (1849, of which destroyed: 1159, cap",1159,81,569,40,1849\n'
    assert set(read("o.csv", table).cells["item"]) == {"Infantry Fighting Vehicles"}


def test_a_sentence_whose_total_the_row_does_not_have(read: Read) -> None:
    table = ORYX + 'Arland,"Losses excluding Trucks - 6189, of which: destroyed: 4468",4468,401,839,522,6230\n'
    cells = read("o.csv", table).cells.set_index("locator")
    assert cells.doubts["row=1,column=type_total"] == ["total_row", "heading=6189"]


def test_the_rest_of_a_sentence_that_was_cut_in_two_is_no_category(read: Read) -> None:
    reading = read("o.csv", ORYX + "Arland,tured: 569),0,0,0,0,0\nArland,Tanks,1,0,0,0,1\n")
    assert set(reading.cells["item"]) == {"Tanks"}
    assert reading.quarantine.reason.tolist() == ["the name is the rest of a sentence that was cut in two"]


@pytest.mark.parametrize(
    "name", ['"Surface-To-Air Missile Systems\n"', "Surface-To-Air\u00a0Missile Systems", '" Surface-To-Air  Missile Systems"']
)
def test_line_breaks_and_odd_blanks_inside_a_name(read: Read, name: str) -> None:
    assert set(read("o.csv", ORYX + f"Arland,{name},1,0,0,0,1\n").cells["item"]) == {"Surface-To-Air Missile Systems"}


def test_an_item_count_glued_to_the_name(read: Read) -> None:
    table = "country,origin,system,status,url,date_recorded\nArland,Boria,3 152mm M-5,captured,https://x.example/1,2024-03-14\n"
    assert set(read("o.csv", table).cells["item"]) == {"152mm M-5"}


def test_thousands_commas_beside_plain_numbers(read: Read) -> None:
    table = 'date,category,claimed,confirmed\n2025-02-08,tanks,"9,981",3737\n2025-02-09,tanks,9990,"3,740"\n'
    assert list(values(read("l.csv", table)).values()) == [9981, 3737, 9990, 3740]


def test_day_month_year(read: Read) -> None:
    table = "date,estimate_low,estimate_high,estimate,source\n16/01/2024,1,3,2,A\n04/02/2024,1,3,2,A\n"
    assert read("e.csv", table).cells["as_of_start"].tolist() == ["2024-01-16", "2024-02-04"]


def test_minus_one_for_unknown_is_no_value_and_a_change_below_zero_is(read: Read) -> None:
    assert values(read("o.csv", ORYX + "Arland,Tanks,5,-1,0,0,5\n")) == {
        "row=1,column=destroyed": 5, "row=1,column=captured": 0, "row=1,column=damaged": 0, "row=1,column=type_total": 5,
    }  # fmt: skip
    change = '[{"date": "2024-03-12", "day": 1, "tank": -1, "APC": 0, "personnel": 0}]'
    assert values(read("correction.json", change)) == {"row=1,column=tank": -1}


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b""])
def test_a_byte_order_mark_before_the_header(read: Read, mark: bytes) -> None:
    reading = read("l.csv", mark + b"date,category,claimed,confirmed\n2025-02-08,tanks,12,4\n")
    assert list(values(reading).values()) == [12, 4]


def test_a_header_of_an_index_without_a_name(read: Read) -> None:
    table = '"","country","equipment_type","destroyed","abandoned","captured","damaged","type_total","row_id","Date"\n'
    table += '"1","Russia","Tanks",15,1,3,1,20,1,"2025-02-07"\n'
    cells = read("o.csv", table).cells
    assert (cells["as_of_start"].unique().tolist(), len(cells)) == (["2025-02-07"], 5)


def test_the_day_counter_among_revisions_counts_days(read: Read) -> None:
    table = "first_seen_in_snapshot,record_date,field,old_value,new_value\n2023-12-15,2023-12-09,day,652,654\n2025-09-29,2025-09-23,tank,1119,11199\n"
    cells = read("r.csv", table).cells
    assert cells["kind"].tolist() == ["day_number", "day_number", "equipment", "equipment"]
    assert set(cells["doubts"].map(tuple)) == {("revision",)}
