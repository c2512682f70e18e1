"""Tables become cells that quote themselves: value, bounds, hedge, and who said it for when."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from osint_kit.read import Reading, inspect, read_all, read_batches, reading


def cells(read_back: Reading) -> list[dict[str, Any]]:
    return [
        {key: None if pd.isna(value) else value for key, value in row.items() if key != "doubts"}
        for row in read_back.cells.to_dict("records")
    ]


def by_locator(read_back: Reading) -> dict[str, dict[str, Any]]:
    return {cell["locator"]: cell for cell in cells(read_back)}


# -- claimed and confirmed ----------------------------------------------------------------------------------------------------


def test_claimed_and_confirmed_stand_side_by_side(read: Callable[..., Reading]) -> None:
    table = "date,category,claimed,confirmed,claimed_source,confirmed_source\n"
    table += '2025-02-08,tanks,"9,981",3737,Staff,Oryx\n2025-02-08,boats,3,,Staff,\n'
    found = by_locator(read("losses.csv", table))
    assert found["row=1,column=claimed"]["value"] == 9981
    assert (found["row=1,column=confirmed"]["stance"], found["row=1,column=confirmed"]["source"]) == ("confirmed", "Oryx")
    assert "row=2,column=confirmed" not in found


def test_the_general_staffs_hedge_column_is_the_hedge(sample: Callable[[str], Reading]) -> None:
    found = by_locator(sample("kaggle_losses/personnel.json"))
    assert (found["row=1,column=personnel"]["hedge"], found["row=1,column=personnel"]["low"]) == ("about", None)
    assert (found["row=2,column=personnel"]["hedge"], found["row=2,column=personnel"]["low"]) == ("more_than", 3000)
    assert found["row=1,column=POW"]["kind"] == "captured"


def test_keys_that_come_and_go_and_a_correction_below_zero(sample: Callable[[str], Reading]) -> None:
    found = by_locator(sample("kaggle_losses/equipment.json"))
    assert "row=1,column=fuel_tank" in found
    assert "row=2,column=fuel_tank" not in found
    assert found["row=2,column=cruise_missiles"]["kind"] == "munitions"
    assert not any("day" in locator or "direction" in locator for locator in found)
    (correction,) = cells(sample("kaggle_losses/equipment_correction.json"))
    assert (correction["value"], correction["delta"], correction["definition"]) == (-1, True, "correction")


def test_bare_nan_is_no_value(read: Callable[..., Reading]) -> None:
    assert list(by_locator(read("e.json", '[{"date": "2024-03-12", "day": 748, "tank": NaN, "APC": 5}]'))) == ["row=1,column=APC"]


def test_a_total_row_is_no_type_of_equipment(sample: Callable[[str], Reading]) -> None:
    found = sample("oryx/scarnecchia_totals_by_type.csv").cells
    totals = found[found.doubts.map(lambda doubts: "total_row" in doubts)]
    assert set(totals.item) == {"Losses excluding Recon Drones and Trucks"}
    assert set(found.drop(totals.index).item) == {"Tanks"}
    assert set(found.kind) == {"equipment"}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("1 170mm M-3 Exa (Example)", "170mm M-3 Exa (Example)"),
        ("152mm 2A36 Giatsint-B:", "152mm 2A36 Giatsint-B"),
        ("152 mm gun", "152 mm gun"),
        ("T-72B3\u00a0Obr. 2016", "T-72B3 Obr. 2016"),
        ("Surface-To-Air Missile Systems\n", "Surface-To-Air Missile Systems"),
    ],
)
def test_names_of_equipment_lose_what_is_glued_to_them(written: str, name: str) -> None:
    from osint_kit.read.tables.oryx import item_name

    assert item_name(written) == (name, False)


def test_lists_of_single_losses(sample: Callable[[str], Reading]) -> None:
    (glued,) = cells(sample("oryx/scarnecchia_event_destroyed.csv"))
    assert (glued["item"], glued["quote"], glued["value"]) == ("170mm M-3 Exa (Example)", "destroyed", 1)
    dated, undated = cells(sample("oryx/klaaswie_losses_with_dates.csv"))
    assert (dated["as_of_start"], undated["as_of_start"]) == ("2024-03-13", None)
    (listed,) = cells(sample("oryx/borderlands_style.csv"))
    assert listed["definition"] == "captured"


@pytest.mark.parametrize("file", ["warspotting_losses.csv", "api_losses_day.json"])
def test_warspotting(sample: Callable[[str], Reading], file: str) -> None:
    (loss,) = cells(sample(f"warspotting/{file}"))
    assert (loss["item"], loss["actor"], loss["place"], loss["as_of_start"]) == ("M-3 Exa", "Boria", "Velm, North", "2024-03-13")
    assert loss["url"] == "https://t.me/arland_news/101"


@pytest.mark.parametrize(("file", "value", "day"), [("acled_export", 12, "2024-03-19"), ("acled_api", 18, "2024-03-26")])
def test_acled_in_both_styles_of_date(sample: Callable[[str], Reading], file: str, value: int, day: str) -> None:
    (event,) = cells(sample(f"acled/{file}.csv"))
    assert (event["event"], event["value"], event["as_of_start"], event["published"][:10]) == ("ARL101", value, "2024-03-12", day)


def test_acleds_note_is_a_text_to_read(sample: Callable[[str], Reading]) -> None:
    table, note = sample("acled/acled_export.csv").documents.to_dict("records")
    assert (table["channel"], table["text"]) == ("dataset", "")
    assert note["text"].endswith("Sources differ: 12 or 15 killed, 40 to 60 injured. Fatalities coded as 12.")


def test_ucdp_reads_the_same_with_and_without_a_header(sample: Callable[[str], Reading]) -> None:
    columns = ["locator", "quote", "value", "low", "high", "kind", "event", "as_of_start", "source"]
    with_header, without = (sample(f"ucdp/{name}").cells[columns] for name in ("GEDEvent_v24_0_3.csv", "GEDEvent_noheader.csv"))
    assert with_header.equals(without)
    assert without.iloc[0].tolist() == [
        "row=1,column=best",
        "12",
        12,
        12,
        15,
        "killed",
        "500001",
        "2024-03-12",
        "Arland Interior Ministry",
    ]


def test_gdelt_files_are_tab_separated_whatever_their_ending(sample: Callable[[str], Reading]) -> None:
    (event,) = sample("gdelt/20240312211500.export.CSV").volumes.to_dict("records")
    assert (event["count"], event["period_start"]) == (10, "2024-03-12")
    mentions = sample("gdelt/20240312211500.mentions.CSV").volumes
    assert mentions.outlet.tolist() == ["nordwire.example", "velmcourier.example"]


def test_gdelts_counts_and_amounts_are_cells_that_quote_their_entry(sample: Callable[[str], Reading]) -> None:
    found = by_locator(sample("gdelt/20240312211500.gkg.csv"))
    assert (found["row=1,column=Counts.1"]["kind"], found["row=1,column=Counts.1"]["value"]) == ("killed", 12)
    assert (found["row=1,column=Amounts.2"]["quote"], found["row=1,column=Amounts.2"]["kind"]) == ("40,injured,62", "wounded")


def test_gdelts_quotations_are_documents(sample: Callable[[str], Reading], read: Callable[..., Reading], root: Path) -> None:
    row = (root / "tests/fixtures/formats/gdelt/20240312211500.gkg.csv").read_text(encoding="utf-8").rstrip("\n").split("\t")
    row[22] = "10|30|said|twelve people are dead#50|20||we do not know"
    documents = read("a.gkg.csv", "\t".join(row) + "\n").documents
    assert documents.text.tolist() == ["", "twelve people are dead", "we do not know"]
    assert documents.publisher[1] == "nordwire.example"


def test_a_filled_in_value_is_told_from_a_reported_one(sample: Callable[[str], Reading]) -> None:
    found = sample("casualty_series/palestine_datasets_style_daily.json").cells.set_index("locator")
    assert found.doubts["row=1,column=killed"] == []
    assert found.doubts["row=2,column=ext_killed"] == ["filled_in"]
    assert "row=1,column=ext_killed" not in found.index  # it repeats what was reported
    assert found.source["row=1,column=killed"] == "ministry"
    assert pd.isna(found.source["row=2,column=ext_killed"])  # "missing" is no source


def test_estimates_keep_low_and_high_and_leave_na_out(read: Callable[..., Reading]) -> None:
    table = "date,estimate,ci_lower,ci_upper,type,country\n"
    table += "2024-01-02,NA,NA,NA,deaths,russia\n2024-01-01,500.5,400,600,deaths,russia\n"
    (cell,) = cells(read("e.csv", table))
    assert (cell["locator"], cell["value"], cell["low"], cell["high"], cell["kind"]) == (
        "row=2,column=estimate",
        500.5,
        400,
        600,
        "killed",
    )


@pytest.mark.parametrize(
    ("first", "second", "day"), [("01/04/2022", "16/01/2024", "2022-04-01"), ("01/04/2022", "01/16/2024", "2022-01-04")]
)
def test_the_other_dates_of_a_column_tell_whether_the_day_comes_first(
    read: Callable[..., Reading], first: str, second: str, day: str
) -> None:
    reading = read("e.csv", f"date,estimate_low,estimate_high,estimate,source\n{first},1,3,2,A\n{second},1,3,2,A\n")
    assert reading.cells.as_of_start[0] == day


def test_unhcr_counts_people_by_year_origin_and_asylum(read: Callable[..., Reading]) -> None:
    found = by_locator(read("u.csv", "year,coo_name,coa_name,refugees,asylum_seekers,oip\n2023.0,Ukraine,Poland,968.0,5.0,\n"))
    refugees = found["row=1,column=refugees"]
    assert (refugees["value"], refugees["kind"], refugees["place"], refugees["as_of_end"]) == (
        968,
        "displaced",
        "Poland",
        "2023-12-31",
    )
    assert "row=1,column=oip" not in found


def test_geolocations_are_texts_with_the_addresses_of_their_sources(sample: Callable[[str], Reading]) -> None:
    (place,) = sample("geo/geoconfirmed_placemarks.json").documents.to_dict("records")
    assert place["links"] == ["https://t.me/arland_news/101", "https://x.com/obs_a/status/1767000000000000001"]
    assert pd.isna(place["published"])  # the date is the event's
    for file in ("osint_geo_extractor.geojson", "ukraine_timemap_events.json"):
        (event,) = sample(f"geo/{file}").documents.to_dict("records")
        assert (event["external_id"], event["links"]) == ("CIV0001", ["https://t.me/arland_news/101"])


# -- counts -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "count", "total", "channel"),
    [
        ("mediacloud/mc-onlinenews-mediacloud-20240315100000-counts.csv", 4, 52110, "web"),
        ("gdelt/doc_timelinevolraw.json", 4, 52110, "web"),
        ("twarc/counts.jsonl", 139, None, "social"),
        ("4cat/count_posts.csv", 61, None, None),
    ],
)
def test_exports_of_counts_are_volumes(
    sample: Callable[[str], Reading], file: str, count: int, total: int | None, channel: str | None
) -> None:
    first = sample(file).volumes.iloc[0]
    assert (first["count"], first.period_start, first.period_end) == (count, "2024-03-12", "2024-03-12")
    assert (None if pd.isna(first.total) else first.total) == total
    assert (None if pd.isna(first.channel) else first.channel) == channel


def test_a_count_of_an_unknown_date_is_kept_without_one(sample: Callable[[str], Reading]) -> None:
    reading = sample("4cat/count_posts.csv")
    assert reading.volumes["count"].tolist() == [61, 78, 2]
    assert pd.isna(reading.volumes.period_start[2])
    assert reading.quarantine.reason.tolist() == ["the period 'unknown_date' is no date; its count was kept without one"]


# -- any table ----------------------------------------------------------------------------------------------------------------

TABLE = 'Day,Reported by,Killed,Killed_min,Killed_max,lat\n08/02/2025,Staff,12,10,15,50.1\n09/02/2025,Staff,"1,200",,,50.2\n'


def test_inspect_proposes_a_mapping_by_which_the_table_can_then_be_read(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(TABLE)
    (proposal,) = inspect(path).mapping
    path.with_name("own.csv.mapping.yaml").write_text(proposal)
    first, second = cells(read_all(path))
    assert (first["value"], first["low"], first["high"], first["kind"], first["as_of_start"]) == (
        12,
        10,
        15,
        "killed",
        "2025-02-08",
    )
    assert (first["source"], second["value"], second["hedge"]) == ("Staff", 1200, "exact")


def test_the_mapping_file_itself_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text(TABLE)
    (tmp_path / "own.csv.mapping.yaml").write_text("values: [{column: Killed}]\n")
    assert read_all(tmp_path).documents.external_id.tolist() == ["own"]


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        ("values: [{column: Dead}]", "own.csv.mapping.yaml names the column 'Dead', which the table does not have; it has Day,"),
        ("values: [{column: Killed, kin: x}]", "own.csv.mapping.yaml: the key 'kin' is not known; use as_of, column,"),
        ("values: [{column: Killed, kind: dead}]", "own.csv.mapping.yaml: 'dead' is no kind; use one of personnel,"),
        ("date: Day", "own.csv.mapping.yaml names no values; list the columns"),
        ("a: [", "own.csv.mapping.yaml is not YAML"),
    ],
)
def test_a_mapping_that_does_not_fit_says_how_to_mend_it(tmp_path: Path, mapping: str, reason: str) -> None:
    (tmp_path / "own.csv").write_text(TABLE)
    (tmp_path / "own.csv.mapping.yaml").write_text(mapping)
    assert read_all(tmp_path).quarantine.reason[0].startswith(reason)


def test_the_sheets_of_a_workbook_are_read_like_tables(tmp_path: Path) -> None:
    from datetime import datetime

    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    losses = book.create_sheet("Losses")
    losses.append(["date", "category", "claimed", "confirmed"])
    losses.append([datetime(2025, 2, 8), "tanks", 9981, 3737.0])  # noqa: DTZ001
    posts = book.create_sheet("Posts")
    posts.append(["id", "text"])
    posts.append(["p1", "Twelve people were killed."])
    book.create_sheet("Empty")
    book.save(tmp_path / "book.xlsx")
    reading = read_all(tmp_path / "book.xlsx")
    assert reading.documents.record.tolist() == ["sheet=Losses", "sheet=Posts row=1"]
    assert reading.cells[["quote", "as_of_start"]].values.tolist() == [["9981", "2025-02-08"], ["3737", "2025-02-08"]]
    assert reading.quarantine.empty


def test_a_document_of_an_office_program_is_named(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w/>")
    assert read_all(tmp_path / "a.docx").quarantine.reason.tolist() == ["an Office document; save it as PDF, HTML or plain text"]


# -- cells and batches ----------------------------------------------------------------------------------------------------------


def test_every_cell_quotes_what_stands_at_its_locator(sample: Callable[[str], Reading], root: Path) -> None:
    from osint_kit.read.csv_rows import rows
    from osint_kit.read.source import Source

    path = root / "data/raw/north_korea_ledger.csv"
    table = dict(rows(Source(path, path.name, sha256="", size=path.stat().st_size)))
    found = read_all(path).cells
    assert len(found) > 100
    for locator, quote in zip(found.locator, found.quote, strict=True):
        row, column = (part.partition("=")[2] for part in locator.split(","))
        assert table[int(row)][column] == quote


def test_the_cells_of_a_long_table_go_on_in_the_next_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "BATCH_CELLS", 3)
    (tmp_path / "e.csv").write_text("date,estimate_low,estimate_high,estimate\n" + "2024-01-01,1,3,2\n" * 7)
    batches = list(read_batches(tmp_path))
    assert [len(batch.cells) for batch in batches] == [3, 3, 1]
    assert [len(batch.documents) for batch in batches] == [1, 0, 0]
    assert len(set(pd.concat([batch.cells for batch in batches]).document_id)) == 1
