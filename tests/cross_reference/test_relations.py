"""How two claims on one topic stand to each other: the first rule that fits, its words, and the gap."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cross_reference.claims_table import claim, table
from osint_kit.cross_reference import cross_reference
from osint_kit.vocabulary import RELATIONS


def relation(*rows: dict, **rules: object) -> tuple[str, float, str]:
    pairs = cross_reference(table(*rows), **rules).pairs  # type: ignore[arg-type]
    assert len(pairs) == 1
    return tuple(pairs.loc[0, ["relation", "gap", "reason"]])


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (claim("a", 38, 38, "police"), claim("b", 38, 38, "police", published="2024-08-08"), "repeat"),
        (claim("a", 90, 90, "mayor"), claim("b", 90, 90, "police", stance="denied"), "denial"),
        (claim("a", 25, None, "police"), claim("b", 38, 38, "police", published="2024-08-09"), "revision"),
        (claim("a", 38, 38, "police"), claim("b", 60, 60, "mayor", published="2024-09-30"), "change"),
        (claim("a", 38, 38, "police"), claim("b", 90, 90, "mayor"), "conflict"),
        (claim("a", 38, 38, "police"), claim("b", 35, 40, "mayor"), "agree"),
        (claim("a", 38, 38, "police"), claim("b", 38, 38, "mayor"), "agree"),
        (claim("a", 100, 120, "police"), claim("b", 102, 125, "mayor"), "agree"),
        (claim("a", 100, 120, "police"), claim("b", 115, 150, "mayor"), "compatible"),
        (claim("a", 25, None, "police"), claim("b", 90, 90, "mayor"), "compatible"),
        (claim("a", None, 1000, "police"), claim("b", 800, 800, "mayor"), "compatible"),
        (claim("a", 200, 999, "police"), claim("b", 300, 300, "mayor"), "compatible"),
    ],
)
def test_each_relation_of_the_vocabulary(left: dict, right: dict, expected: str) -> None:
    assert relation(left, right)[0] == expected


def test_intervals_are_compared_and_the_gap_is_the_distance_of_their_ends() -> None:
    assert relation(claim("a", 10, 20, "police"), claim("b", 25, 30, "mayor"))[:2] == ("conflict", 5.0)
    assert relation(claim("a", None, 20, "police"), claim("b", 25, None, "mayor"))[:2] == ("conflict", 5.0)
    assert relation(claim("a", 10, 20, "police"), claim("b", 15, 30, "mayor"))[1] == 0.0


def test_the_reason_says_in_words_which_rule_fired() -> None:
    assert relation(claim("a", 38, 38, "police"), claim("b", 90, 90, "mayor"))[2] == "38 and 90 exclude each other by 52 (58%)"
    assert relation(claim("a", 38, 38, "police"), claim("b", 35, 40, "mayor"))[2] == "38 lies within 35–40"


def test_without_an_as_of_date_publication_stands_in_and_a_few_days_are_no_change() -> None:
    left, right = claim("a", 38, 38, "police"), claim("b", 90, 90, "mayor", published="2024-08-15")
    assert relation(left, right)[0] == "conflict"
    assert relation(left, right, window=5)[0] == "change"
    assert relation(left, right, window={"killed": 5})[0] == "change"


def test_a_stated_period_counts_before_publication() -> None:
    left = claim("a", 38, 38, "police", as_of_start="2024-01-01", as_of_end="2024-01-31")
    right = claim("b", 90, 90, "mayor", as_of_start="2024-06-01", as_of_end="2024-06-30")
    assert relation(left, right)[0] == "change"


def test_a_later_number_for_another_year_is_a_change_and_no_revision() -> None:
    before, after = (
        claim(
            name, number, number, "police", as_of_start=f"{year}-01-01", as_of_end=f"{year}-12-31", published=f"{year + 1}-02-01"
        )
        for name, number, year in (("a", 38, 2022), ("b", 90, 2024))
    )
    assert relation(before, after)[0] == "change"


def test_a_number_told_less_exactly_the_same_day_is_a_repetition() -> None:
    rough = claim("b", 1000, None, "police", bounds_rule="more_than: from the value up")
    assert relation(claim("a", 990, 1210, "police", value=1100.0, bounds_rule="about ±10 %"), rough)[0] == "repeat"


def test_two_exact_numbers_of_one_voice_are_never_one_rounded() -> None:
    assert relation(claim("a", 100, 100, "police"), claim("b", 101, 101, "police", published="2024-08-08"))[0] == "revision"


def test_a_denial_of_another_number_leaves_a_claim_standing() -> None:
    assert relation(claim("a", 38, 38, "mayor"), claim("b", 90, 90, "police", stance="denied"))[0] == "compatible"


def test_who_denies_with_a_zero_denies_every_number() -> None:
    assert relation(claim("a", 38, 38, "mayor"), claim("b", 0, 0, "police", stance="denied"))[0] == "denial"


def test_an_anonymous_voice_is_never_the_same_voice_twice() -> None:
    nobody = {"speaker_kind": "anonymous official"}
    left, right = claim("a", 38, 38, "officials", **nobody), claim("b", 38, 38, "officials", **nobody)
    assert relation(left, right)[0] == "agree"


def test_an_office_without_a_country_is_that_of_the_only_country_that_speaks() -> None:
    left, right = claim("a", 38, 38, "UA.general-staff"), claim("b", 38, 38, "general-staff")
    assert relation(left, right)[0] == "repeat"


@given(
    st.lists(
        st.tuples(st.integers(0, 50), st.integers(0, 50), st.sampled_from("abc"), st.integers(1, 28)), min_size=2, max_size=8
    )
)
def test_every_pair_has_one_relation_and_no_pair_stands_twice(rows: list[tuple[int, int, str, int]]) -> None:
    claims = table(*(
        claim(f"f{n}", float(min(low, high)), float(max(low, high)), voice, published=f"2024-01-{day:02d}")
        for n, (low, high, voice, day) in enumerate(rows)
    ))  # fmt: skip
    pairs = cross_reference(claims).pairs
    assert pairs["relation"].isin(RELATIONS).all()
    assert (
        not pd.Series([frozenset(pair) for pair in zip(pairs["left"], pairs["right"], strict=True)], dtype=object)
        .duplicated()
        .any()
    )


def test_a_dated_series_is_compared_along_its_neighbours() -> None:
    days = pd.date_range("2022-02-24", periods=1600).strftime("%Y-%m-%d")
    rows = [
        claim(f"{source}{n:05d}", float(n), float(n), source, document_id=source, as_of_start=day, as_of_end=day, published=day)
        for source in ("staff", "oryx")
        for n, day in enumerate(days)
    ]
    pairs = cross_reference(table(*rows)).pairs
    assert len(pairs) < 4 * len(rows)
    same_day = pairs[pairs["left"].str[-5:] == pairs["right"].str[-5:]]
    assert len(same_day) == len(days)


def test_a_crowded_topic_is_represented_by_its_origins() -> None:
    rows = [claim(f"f{n:05d}", 38.0, 38.0, "police", published="2024-08-07") for n in range(2100)]
    rows += [claim("other", 90.0, 90.0, "mayor")]
    pairs = cross_reference(table(*rows)).pairs
    assert pairs[["left", "right", "relation"]].values.tolist() == [["f00000", "other", "conflict"]]
