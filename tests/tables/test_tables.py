"""The tables in which the stages meet: what they let in, and what comes back after saving."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osint_kit import tables
from osint_kit.errors import TableError
from osint_kit.tables import FLAG, LIST, NUMBER, TABLES, TEXT, WHOLE

CONTRACT = {
    "documents": (
        "document_id external_id path record format language channel publisher author url title published retrieved text sha256"
    ),
    "references": "document_id start end host url",
    "tallies": "document_id web social forum references start end",
    "volumes": "document_id locator channel outlet query period_start period_end count total",
    "figures": (
        "figure_id document_id start end quote locator value hedge hedge_words low high unit per kind item"
        " event delta part_of actor place source source_start source_end relay relay_start relay_end stance"
        " stance_words as_of_start as_of_end as_of_words sentence_start sentence_end doubts"
    ),
    "claims": (
        "figure_id document_id topic kind definition thing event actor place unit per value low high"
        " bounds_rule as_of_start as_of_end published speaker speaker_kind stance correction"
    ),
    "lineages": "document_id lineage_id basis of evidence",
    "origins": "figure_id origin_id basis evidence",
    "pairs": "left right topic relation gap same_origin reason",
    "consensus": (
        "topic period_start period_end claims documents origins value low high reported_low reported_high"
        " supporting opposing credibility verdict figure_ids"
    ),
    "quarantine": "path record stage reason excerpt",
}
"""The columns that other programs read. More may follow; none of these may go."""

SAMPLE = tables.Table(
    name="sample",
    grain="one of each type",
    columns={"key": TEXT, "text": TEXT, "whole": WHOLE, "number": NUMBER, "flag": FLAG, "list": LIST},
    key=("key", "text"),
    required=("key",),
)

# Text as it is met: any script and sign, but no half of a surrogate pair, which UTF-8 cannot hold.
words = st.text(st.characters(codec="utf-8"), min_size=1, max_size=8)
names = words.filter(lambda text: " " not in text)
rows_of_each_type = st.lists(
    st.fixed_dictionaries({
        "key": words,
        "text": st.none() | words,
        "whole": st.none() | st.integers(-(2**53), 2**53),
        "number": st.none() | st.floats(allow_nan=False),
        "flag": st.none() | st.booleans(),
        "list": st.lists(names, max_size=3),
    }),
    max_size=4,
    unique_by=lambda row: (row["key"], row["text"]),
)  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def sample() -> Iterator[None]:
    """A table with a column of each type, for what holds for every table."""
    TABLES["sample"] = SAMPLE
    yield
    del TABLES["sample"]


def a_document(**columns: Any) -> dict[str, Any]:
    return {"document_id": "d1", "path": "a.txt", "channel": "web", "text": "Rund 50 Panzer.", "sha256": "0" * 64, **columns}


@pytest.mark.parametrize("name", CONTRACT)
def test_the_columns_of_the_contract_stand_first_or_in_their_order(name: str) -> None:
    agreed = CONTRACT[name].split()
    assert [column for column in TABLES[name].columns if column in agreed] == agreed


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_a_table_says_what_a_row_is_and_names_only_its_own_columns(table: tables.Table) -> None:
    assert table.grain
    assert {*table.key, *table.required, *dict(table.closed)} <= set(table.columns)


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_has_all_columns_and_survives_saving(name: str, tmp_path: Path) -> None:
    tables.save(name, tables.empty(name), tmp_path)
    back = tables.load(name, tmp_path)
    assert list(back.columns) == list(TABLES[name].columns)
    assert len(back) == 0


def test_a_column_that_a_row_leaves_out_is_null() -> None:
    row = tables.frame("documents", [a_document()]).iloc[0]
    assert pd.isna(row["author"])
    assert pd.isna(row["paraphrase"])
    assert row["links"] == []


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (a_document(colour="red"), "table documents: unknown column 'colour'; it has document_id"),
        (a_document(channel="radio"), "table documents: channel is 'radio' in row 0; use one of web, social, forum, dataset"),
        (a_document(text=None), "table documents: text is null in row 0"),
        (a_document(title=7), r"table documents: column title \(str\): 7 is not text"),
        (a_document(paraphrase="perhaps"), r"table documents: column paraphrase \(boolean\)"),
    ],
)
def test_what_breaks_a_table_is_named_with_its_place(row: dict[str, Any], says: str) -> None:
    with pytest.raises(TableError, match=says):
        tables.frame("documents", [row])


def test_a_key_may_not_stand_twice() -> None:
    with pytest.raises(TableError, match="document_id 'd1' stands twice"):
        tables.frame("documents", [a_document(), a_document(path="b.txt")])


def test_a_needed_column_may_not_be_missing() -> None:
    with pytest.raises(TableError, match="column 'channel' is missing"):
        tables.check("documents", pd.DataFrame([a_document()]).drop(columns="channel"))


def test_an_unknown_table_lists_the_known() -> None:
    with pytest.raises(TableError, match="no table is called 'figure'; there are documents"):
        tables.empty("figure")


def test_a_table_that_was_never_saved_says_so(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"figures\.parquet is not there; run the pipeline first"):
        tables.load("figures", tmp_path)


def test_a_checked_table_stays_as_it_is() -> None:
    once = tables.frame("documents", [a_document(links=["x", "y"], paraphrase=True)])
    pd.testing.assert_frame_equal(tables.check("documents", once), once)


def test_batches_come_back_as_they_were_appended(tmp_path: Path) -> None:
    batches = [tables.frame("documents", [a_document(document_id=f"d{i}{j}") for j in range(2)]) for i in range(3)]
    with tables.Writer("documents", tmp_path) as writer:
        for batch in batches:
            writer.append(batch)
    assert writer.rows == 6
    for back, batch in zip(tables.load_batches("documents", tmp_path), batches, strict=True):
        pd.testing.assert_frame_equal(back, batch)


def test_csv_is_sorted_with_empty_nulls_floats_as_written_and_lists_with_blanks(tmp_path: Path) -> None:
    figures: list[dict[str, Any]] = [
        {"figure_id": "d2.0000000", "document_id": "d2", "quote": "50", "hedge": "exact", "kind": "other", "stance": "asserted"},
        {
            "figure_id": "d1.0000005", "document_id": "d1", "start": 5, "end": 8, "quote": "0,1", "value": 0.1, "hedge": "about",
            "low": 1e22, "delta": True, "kind": "share", "stance": "denied", "doubts": ["separator=1", "language"],
        },
    ]  # fmt: skip
    path = tables.write_csv("figures", tables.frame("figures", figures), tmp_path)
    lines = path.read_bytes().decode("utf-8").split("\n")
    cells = dict(zip(lines[0].split(","), lines[1].replace('"0,1"', "0.1").split(","), strict=True))
    assert [line.partition(",")[0] for line in lines] == ["figure_id", "d1.0000005", "d2.0000000", ""]
    assert (cells["start"], cells["value"], cells["low"], cells["high"]) == ("5", "0.1", "1e+22", "")
    assert (cells["delta"], cells["doubts"], cells["part_of"]) == ("true", "separator=1 language", "")


@given(rows=rows_of_each_type)
def test_whatever_a_table_holds_comes_back_from_parquet(
    rows: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = tables.frame("sample", rows)
    folder = tmp_path_factory.getbasetemp()
    tables.save("sample", made, folder)
    pd.testing.assert_frame_equal(tables.load("sample", folder), made)


@given(rows=rows_of_each_type)
def test_whatever_a_table_holds_comes_back_from_csv(rows: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> None:
    made = tables.frame("sample", rows)
    folder = tmp_path_factory.getbasetemp()
    tables.write_csv("sample", made, folder)
    pd.testing.assert_frame_equal(tables.read_csv("sample", folder), tables.sort("sample", made))


@given(rows=rows_of_each_type, random=st.randoms())
def test_the_bytes_of_a_csv_do_not_depend_on_the_order_of_rows(
    rows: list[dict[str, Any]], random: Random, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    first = tables.write_csv("sample", tables.frame("sample", rows), folder).read_bytes()
    random.shuffle(rows)
    assert tables.write_csv("sample", tables.frame("sample", rows), folder).read_bytes() == first
