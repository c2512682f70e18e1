"""A researcher's own ledger: each row with an amount is a cell that says who said it, how, and for when."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from osint_kit.read import Reading, read_all

LEDGER = (
    "claim_id,quantity,unit,low,best,high,hedge,source_actor,stance,as_of,published,publisher,url,via,relation,related_claim\n"
)


def cells(read_back: Reading) -> list[dict[str, Any]]:
    return [
        {key: None if pd.isna(value) else value for key, value in row.items() if key != "doubts"}
        for row in read_back.cells.to_dict("records")
    ]


def ledger(read: Callable[..., Reading], row: str) -> dict[str, Any]:
    (cell,) = cells(read("ledger.csv", LEDGER + row + "\n"))
    return cell


def test_a_row_of_a_ledger_says_who_said_what_for_when(read: Callable[..., Reading]) -> None:
    cell = ledger(
        read,
        "A1,troops_planned,persons,,12000,12000,at_most,The ministry,projects,2024-11,2024-11-17,Post,https://p.example,Wire,,",
    )
    assert (cell["kind"], cell["item"], cell["definition"]) == ("personnel", "soldiers", "troops_planned")
    assert (cell["source"], cell["relay"], cell["stance"], cell["publisher"]) == ("The ministry", "Wire", "planned", "Post")
    assert (cell["as_of_start"], cell["as_of_end"], cell["published"]) == ("2024-11-01", "2024-11-30", "2024-11-17")
    assert (cell["locator"], cell["quote"]) == ("row=1,column=best", "12000")


@pytest.mark.parametrize(
    ("low", "best", "high", "word", "expected"),
    [
        ("", "11000", "", "approx", ("about", 11000, None, None)),
        ("", "11000", "11000", "almost", ("almost", 11000, None, None)),
        ("2000", "2000", "2300", "approx", ("about", 2000, None, 2300)),
        ("", "8000", "8000", "at_most", ("up_to", 8000, None, 8000)),
        ("10000", "10000", "", "at_least", ("at_least", 10000, 10000, None)),
        ("10000", "", "", "at_least", ("at_least", 10000, 10000, None)),
        ("11000", "", "12000", "range", ("range", None, 11000, 12000)),
        ("200", "", "999", "vague", ("vague", None, 200, 999)),
        ("", "11000", "", "exact", ("exact", 11000, 11000, 11000)),
        ("", "0", "", "exact", ("exact", 0, 0, 0)),
        ("", "5", "", "more_than", ("more_than", 5, 5, None)),
        ("10", "12", "15", "", ("about", 12, 10, 15)),
        ("", "12", "", "", ("exact", 12, 12, 12)),
        ("10", "", "15", "", ("range", None, 10, 15)),
        ("", "", "15", "", ("up_to", 15, None, 15)),
    ],
)
def test_low_best_and_high_are_kept_and_the_word_settles_the_rest(
    read: Callable[..., Reading], low: str, best: str, high: str, word: str, expected: tuple[Any, ...]
) -> None:
    cell = ledger(read, f"A1,killed,persons,{low},{best},{high},{word},S,asserts,2024-11-01,,,,,,")
    assert (cell["hedge"], cell["value"], cell["low"], cell["high"]) == expected


@pytest.mark.parametrize(
    ("quantity", "unit", "kind", "our_unit", "per"),
    [
        ("killed", "persons", "killed", None, None),
        ("russian_casualties_per_day", "persons/day", "casualties", None, "day"),
        ("casualties_per_week", "persons", "casualties", None, "week"),
        ("dud_share", "percent", "share", "percent", None),
        ("casualty_rate", "percent", "share", "percent", None),
        ("pay_per_soldier", "USD/month", "money", "USD", "month"),
        ("shells_per_year", "rounds/year", "munitions", None, "year"),
        ("howitzers_170mm", "pieces", "equipment", None, None),
        ("ballistic_missiles", "pieces", "munitions", None, None),
        ("prisoners", "persons", "captured", None, None),
        ("front_absence", "weeks", "duration", "week", None),
        ("voyages", "voyages", "other", None, None),
        ("Pferde", "", "other", None, None),
    ],
)
def test_quantity_and_unit_give_kind_unit_and_rate(
    read: Callable[..., Reading], quantity: str, unit: str, kind: str, our_unit: str | None, per: str | None
) -> None:
    cell = ledger(read, f"A1,{quantity},{unit},,7,,exact,S,asserts,2024-11-01,,,,,,")
    assert (cell["kind"], cell["unit"], cell["per"]) == (kind, our_unit, per)


def test_a_ledgers_judgement_of_other_rows_is_not_read(read: Callable[..., Reading]) -> None:
    plain = ledger(read, "A1,killed,persons,,7,,exact,S,asserts,2024-11-01,,,,,,")
    judged = ledger(read, "A1,killed,persons,,7,,exact,S,asserts,2024-11-01,,,,,contradicts,A2")
    assert {key: value for key, value in plain.items() if key != "document_id"} == {
        key: value for key, value in judged.items() if key != "document_id"
    }


def test_a_word_that_a_ledger_uses_and_we_do_not_know_is_named(read: Callable[..., Reading]) -> None:
    reading = read("ledger.csv", LEDGER + "A1,killed,persons,,7,,mayhaps,S,asserts,2024-11-01,,,,,,\n")
    assert reading.cells.hedge.tolist() == ["exact"]
    assert reading.quarantine.reason.tolist() == ["the hedge 'mayhaps' is not known; the row was read without it"]


def test_a_row_without_an_amount_is_no_figure_and_a_word_for_a_number_is_named(read: Callable[..., Reading]) -> None:
    reading = read(
        "ledger.csv", LEDGER + "A1,killed,persons,,,,vague,S,declines,,,,,,,\nA2,killed,persons,,many,,exact,S,asserts,,,,,,,\n"
    )
    assert reading.cells.empty
    assert reading.quarantine[["record", "reason"]].values.tolist() == [["row=2", "best is 'many', which is no number"]]


def test_the_real_ledger_is_read_to_the_last_amount(shared: Path) -> None:
    table = pd.read_csv(shared / "data/nk_figures.csv", dtype=str, keep_default_na=False)
    amounts = (table[["low", "best", "high"]] != "").any(axis=1).sum()
    reading = read_all(shared / "data/nk_figures.csv")
    assert len(reading.cells) == amounts
    assert reading.quarantine.empty


def test_a_table_of_facts_under_other_names_is_a_ledger_too(read: Callable[..., Reading]) -> None:
    (cell,) = cells(
        read(
            "facts.csv", "fact_id,topic,Value,unit,date,source,url\nF1,killed,12,persons,2024-03-12,Ministry,https://m.example\n"
        )
    )
    assert (cell["locator"], cell["kind"], cell["source"], cell["as_of_start"]) == (
        "row=1,column=Value",
        "killed",
        "Ministry",
        "2024-03-12",
    )
