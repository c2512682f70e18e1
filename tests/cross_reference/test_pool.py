"""Pooling a researcher's own table: values, intervals, origins and verdicts."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osint_kit.cross_reference.pool import pool_claims, trace_origins
from osint_kit.errors import InputError, ParameterError, TableError

COLUMNS = ["object", "attribute", "value", "low", "high", "n_origins", "verdict"]


def posts(*values: object, **columns: object) -> pd.DataFrame:
    """One question, one source a value: a, b, c …"""
    named = [chr(97 + number) for number in range(len(values))]
    return pd.DataFrame({"source": named, "object": "bridge", "attribute": "length", "value": list(values)} | columns)


def only(table: pd.DataFrame, **options: object) -> pd.Series:
    pooled = pool_claims(table, **options)  # type: ignore[arg-type]
    assert len(pooled) == 1
    return pooled.iloc[0]


def test_one_row_a_question_sorted_with_the_promised_columns() -> None:
    table = pd.DataFrame({"source": ["a", "a", "b"], "object": ["z", "c", "z"], "attribute": "n", "value": [4, 5, 6]})
    pooled = pool_claims(table)
    assert list(pooled.columns) == COLUMNS
    assert list(pooled["object"]) == ["c", "z"]


def test_the_interval_holds_the_value_and_widens_with_the_level() -> None:
    narrow, wide = (only(posts(410, 440, 395), level=level) for level in (0.5, 0.95))
    assert wide["low"] < narrow["low"] < narrow["value"] < narrow["high"] < wide["high"]


def test_more_origins_make_a_narrower_interval() -> None:
    few, many = only(posts(410, 433)), only(posts(410, 433, 421, 408, 437, 419))
    assert many["high"] - many["low"] < few["high"] - few["low"]


def test_a_stated_copy_adds_no_origin_and_no_certainty() -> None:
    alone = only(posts(410, 433))
    copied = only(posts(410, 433, 410, 410, copied_from=[None, None, "a", "a"]))
    assert copied["n_origins"] == alone["n_origins"] == 2
    assert copied["high"] - copied["low"] == pytest.approx(alone["high"] - alone["low"], rel=0.02)


def test_an_origin_outside_the_table_counts_once() -> None:
    assert only(posts(410, 410, 433, copied_from=["Wire", "Wire", None]))["n_origins"] == 2
    assert list(trace_origins(posts(410, 410, 433, copied_from=["Wire", "Wire", None]))["origin"]) == ["Wire", "Wire", "c"]


def test_posts_that_name_each_other_have_one_origin() -> None:
    assert only(posts(410, 410, copied_from=["b", "a"], hour=[1, 2]))["n_origins"] == 1


def test_a_source_that_corrects_itself_speaks_once_with_its_last_word() -> None:
    table = pd.DataFrame({"source": ["a", "a"], "object": "x", "value": [100, 120], "date": ["2025-01-05", "2025-01-02"]})
    pooled = only(table)
    assert pooled["n_origins"] == 1
    assert pooled["value"] == pytest.approx(100)
    assert list(trace_origins(table)["basis"]) == ["own", "superseded"]


def test_who_copied_the_first_word_goes_back_to_the_source_that_corrected_it() -> None:
    table = pd.DataFrame({"source": ["a", "b", "a"], "object": "x", "value": [100, 100, 120], "hour": [1, 2, 3],
                          "copied_from": [None, "a", None]})  # fmt: skip
    assert only(table)["n_origins"] == 1


def test_words_are_voted_on_and_have_no_interval() -> None:
    pooled = only(posts("Kursk", "kursk ", "Sumy"))
    assert (pooled["value"], pooled["verdict"]) == ("Kursk", "contested")
    assert pd.isna(pooled["low"])
    assert pd.isna(pooled["high"])


def test_numbers_that_agree_within_the_tolerance_are_one_value() -> None:
    assert only(posts(600, 604, 597, 650), agree_within=5)["verdict"] == "contested"
    pooled = only(posts(600, 604, 597, 603), agree_within="1%")
    assert (pooled["verdict"], pooled["low"], pooled["high"]) == ("settled", 597, 604)


def test_a_question_whose_rows_state_nothing_has_no_number_and_disturbs_no_other() -> None:
    table = pd.DataFrame({"source": ["a", "a"], "object": ["x", "y"], "value": [None, 5]})
    assert pool_claims(table)["verdict"].tolist() == ["no_number", "single_origin"]


@pytest.mark.parametrize(
    ("columns", "words"),
    [({"value": [5, 6], "low": [9, None], "high": [3, None]}, "row 1 of the claims: low 9.0 is above high 3.0"),
     ({"value": [5, 6], "hour": ["1", "noon"]}, "row 2 of the claims: hour 'noon'")],
)  # fmt: skip
def test_what_cannot_be_read_is_named_with_its_row(columns: dict, words: str) -> None:
    with pytest.raises(TableError, match=words):
        pool_claims(pd.DataFrame({"source": ["a", "b"], "object": "x", **columns}))


def test_grouped_thousands_are_numbers_and_true_and_false_are_words() -> None:
    assert only(posts("1,000", "1,100", "1 050"))["value"] == pytest.approx(1050, rel=0.03)
    assert bool(only(posts(True, True, False))["value"])


def test_a_bound_without_a_number_is_used_as_a_bound() -> None:
    free = only(posts(100, 120))
    table = posts(100, 120, None, low=[None, None, 115], hedge=["exact", "exact", "at_least"])
    bounded = only(table)
    assert bounded["n_origins"] == 3
    assert bounded["value"] > free["value"]


def test_a_range_without_a_number_stands_around_its_middle() -> None:
    pooled = only(posts(None, low=[90], high=[110], hedge=["range"]))
    assert pooled["low"] < 90 < pooled["value"] < 110 < pooled["high"]


@pytest.mark.parametrize(
    ("table", "verdict"),
    [
        (posts(100, 104, 98), "settled"),
        (posts(100), "single_origin"),
        (posts(None, None), "no_number"),
        (posts(100, stance=["denied"]), "denied"),
        (posts(100, 100, stance=["asserted", "denied"]), "denied"),
        (posts(100, 104, 98, 100, stance=["asserted", "asserted", "asserted", "denied"]), "settled"),
    ],
    ids=["agreement", "one source", "nothing stated", "only a denial", "one against one", "one denial among many"],
)
def test_verdicts(table: pd.DataFrame, verdict: str) -> None:
    assert only(table)["verdict"] == verdict


def test_findings_that_exclude_each_other_are_contested() -> None:
    quiet = [pd.DataFrame({"source": ["a", "b", "c"], "object": f"q{n}", "value": [100 + n, 103 + n, 98 + n]}) for n in range(40)]
    loud = pd.DataFrame({"source": ["a", "b", "c"], "object": "loud", "value": [100, 103, 900]})
    verdicts = pool_claims(pd.concat([*quiet, loud])).set_index("object")["verdict"]
    assert verdicts["loud"] == "contested"
    assert (verdicts.drop("loud") == "settled").all()


def test_zero_and_numbers_below_zero_have_their_place() -> None:
    assert only(posts(0, 0, 0))["value"] == 0
    pooled = only(posts(-4.0, -4.2, -3.9))
    assert pooled["low"] < -4 < pooled["high"]


def test_each_attribute_is_read_for_itself() -> None:
    table = pd.DataFrame({"source": ["a", "b"] * 2, "object": "raid", "attribute": ["dead", "dead", "place", "place"],
                          "value": [10, 12, "Kursk", "Kursk"]})  # fmt: skip
    pooled = pool_claims(table).set_index("attribute")
    assert 10 < pooled.loc["dead", "value"] < 12
    assert pooled.loc["place", "value"] == "Kursk"


@pytest.mark.parametrize(
    ("table", "options", "error", "words"),
    [
        (pd.DataFrame({"source": ["a"], "value": [1]}), {}, TableError, "no column 'object'"),
        (posts(1, 2).assign(source=["a", None]), {}, TableError, "row 2 of the claims has no source"),
        (posts(*range(1, 12), "ten"), {}, TableError, "row 12 of the claims: value 'ten'"),
        (posts(1, 2, low=[None, "few"]), {}, TableError, "row 2 of the claims: low 'few'"),
        (posts(1, hour=["soon"]), {}, TableError, "hour 'soon'"),
        (posts(1).iloc[:0], {}, InputError, "no rows"),
        (posts(1), {"agree_within": "wide"}, ParameterError, "agree_within"),
        (posts(1), {"agree_within": -1}, ParameterError, "agree_within"),
        (posts(1), {"level": 90}, ParameterError, "level"),
        (posts(-1), {"scale": "log"}, ParameterError, "scale log"),
        (posts(1), {"scale": "square"}, ParameterError, "scale"),
    ],
)
def test_what_cannot_be_pooled_is_named_in_one_line(
    table: pd.DataFrame, options: dict[str, object], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words) as caught:
        pool_claims(table, **options)  # type: ignore[arg-type]
    assert "\n" not in str(caught.value)


claim = st.fixed_dictionaries({
    "source": st.sampled_from("abcdef"), "object": st.sampled_from(["x", "y"]), "value": st.none() | st.integers(0, 2000),
    "hedge": st.sampled_from(["exact", "about", "at_least", "up_to", ""]), "hour": st.none() | st.integers(0, 50),
    "copied_from": st.none() | st.sampled_from("abcdeZ"), "grade": st.sampled_from(["A", "E", "F", None]),
})  # fmt: skip


@given(st.lists(claim, min_size=1, max_size=25))
def test_any_table_gives_ordered_intervals_and_no_more_origins_than_sources(rows: list[dict[str, object]]) -> None:
    table = pd.DataFrame(rows)
    pooled = pool_claims(table)
    stated = table[table["value"].notna()]
    sources = stated.groupby("object")["source"].nunique().reindex(pooled["object"]).fillna(0).to_numpy()
    assert (pooled["n_origins"] <= sources).all()
    assert ((pooled["n_origins"] > 0) == (sources > 0)).all()
    said = pooled[pooled["verdict"] != "no_number"]
    assert (said["low"].astype(float) <= said["value"].astype(float) + 1e-9).all()
    assert (said["value"].astype(float) <= said["high"].astype(float) + 1e-9).all()
    assert set(pooled["verdict"]) <= {"settled", "contested", "single_origin", "denied", "no_number"}


@given(st.lists(claim, min_size=1, max_size=25))
def test_stated_copies_always_lead_to_one_of_the_origins(rows: list[dict[str, object]]) -> None:
    traced = trace_origins(pd.DataFrame(rows))
    spoken = traced[traced["origin"].notna()]
    assert spoken["own"].between(0, 1).all()
    assert len(traced) == len(rows)
    named = {str(row["source"]) for row in rows} | {"Z", *"abcde"}
    assert set(spoken["origin"]) <= named
