"""One vote for each independent origin; what disagrees is listed and never averaged away."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cross_reference.claims_table import TOPIC, claim, table
from osint_kit import tables
from osint_kit.cross_reference import cross_reference, grade_speakers, leave_one_origin_out, likelihood
from osint_kit.cross_reference.estimate import pool
from osint_kit.cross_reference.intervals import most_supported
from osint_kit.errors import ParameterError


def consensus(*rows: dict, **rules: Any) -> dict[str, Any]:
    found = cross_reference(table(*rows), **rules).consensus
    assert len(found) == 1
    return found.to_dict("records")[0]


def test_the_interval_that_most_origins_support_wins_and_the_others_are_listed() -> None:
    found = consensus(claim("a", 38, 38, "police"), claim("b", 35, 40, "red-cross"), claim("c", 90, 90, "mayor"))
    assert (found["low"], found["high"], found["origins"], found["verdict"]) == (38, 38, 3, "contested")
    assert (found["supporting"], found["opposing"]) == (["a", "b"], ["c"])


def test_a_hundred_copies_have_one_vote() -> None:
    copies = [claim(f"p{n:03d}", 90, 90, "mayor") for n in range(100)]
    found = consensus(claim("a", 38, 38, "police"), claim("b", 38, 38, "red-cross"), *copies)
    assert (found["low"], found["origins"], found["claims"]) == (38, 3, 102)


def test_a_revision_takes_the_older_number_out_but_keeps_it_in_sight() -> None:
    found = consensus(
        claim("a", 25, 25, "police", published="2024-08-05"), claim("b", 38, 38, "police"), claim("c", 37, 39, "mayor")
    )
    assert (found["low"], found["high"], found["origins"]) == (38, 38, 2)
    assert "a" in found["figure_ids"]
    assert "a" not in found["supporting"]


def test_another_partys_denial_is_opposition_and_no_deletion() -> None:
    found = consensus(claim("a", 90, 90, "mayor"), claim("b", 90, 90, "hospital"), claim("c", 90, 90, "police", stance="denied"))
    assert (found["low"], found["origins"], found["verdict"], found["opposing"]) == (90, 2, "contested", ["c"])


def test_a_retraction_by_the_speaker_himself_is_a_deletion() -> None:
    found = consensus(
        claim("a", 90, 90, "mayor"),
        claim("b", 90, 90, "mayor", stance="denied", published="2024-08-09"),
        claim("c", 38, 38, "police"),
    )
    assert (found["low"], found["origins"], found["verdict"]) == (38, 1, "single_origin")


@pytest.mark.parametrize(
    ("rows", "verdict", "credibility"),
    [
        ([claim("a", 38, 38, "police")], "single_origin", "6"),
        ([claim("a", 38, 38, "police"), claim("b", 38, 38, "mayor")], "settled", "2"),
        ([claim("a", 38, 38, "police"), claim("b", 38, 38, "mayor"), claim("c", 30, 40, "red-cross")], "settled", "1"),
        ([claim("a", 25, None, "police"), claim("b", 38, 38, "mayor")], "settled", "3"),
        ([claim("a", 38, 38, "police"), claim("b", 90, 90, "mayor")], "contested", "4"),
        ([claim("a", 38, 38, "police"), claim("b", 38, 38, "x"), claim("c", 90, 90, "mayor")], "contested", "3"),
        ([claim("a", 38, 38, "mayor"), claim("b", 38, 38, "police", stance="denied")], "denied", "5"),
        ([claim("a", None, None, "police", value=None)], "no_number", "6"),
    ],
)  # fmt: skip
def test_each_verdict_with_its_admiralty_digit(rows: list[dict], verdict: str, credibility: str) -> None:
    found = consensus(*rows)
    assert (found["verdict"], found["credibility"]) == (verdict, credibility)


def test_open_bounds_stay_open() -> None:
    found = consensus(claim("a", 25, None, "police"), claim("b", 30, None, "mayor"))
    assert found["low"] == 30
    assert math.isnan(found["high"])


def test_the_reported_extremes_stand_beside_the_consensus() -> None:
    found = consensus(claim("a", 38, 38, "police"), claim("b", 35, 40, "red-cross"), claim("c", 90, 90, "mayor"))
    assert (found["reported_low"], found["reported_high"]) == (35, 90)


@pytest.mark.parametrize(("rule", "low", "high"), [("lowest", 20, 20), ("ucdp", 20, 60)])
def test_other_rules_may_be_chosen_by_name_and_are_named(rule: str, low: float, high: float) -> None:
    found = consensus(claim("a", 20, 20, "police"), claim("b", 40, 40, "mayor"), claim("c", 60, 60, "red-cross"), rule=rule)
    assert (found["low"], found["high"], found["rule"]) == (low, high, rule)


def test_an_unknown_rule_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ParameterError, match="use one of interval, lowest, ucdp"):
        consensus(claim("a", 1, 1, "police"), rule="mean")


def test_far_apart_periods_have_a_consensus_each() -> None:
    found = cross_reference(table(claim("a", 38, 38, "police"), claim("b", 90, 90, "mayor", published="2024-12-01"))).consensus
    assert found[["low", "verdict"]].values.tolist() == [[38, "single_origin"], [90, "single_origin"]]


def test_mentions_by_channel_stand_beside_the_origins_behind_them() -> None:
    rows = [claim(f"f{n}", 38, 38, "police") for n in range(4)]
    channels = ["web", "social", "social", "forum"]
    base = {"path": "x", "sha256": "0"}
    documents = tables.frame(
        "documents",
        [{**base, "document_id": f"doc-f{n}", "channel": channel, "text": f"text {n}"} for n, channel in enumerate(channels)],
    )
    found = cross_reference(table(*rows), documents=documents).consensus.to_dict("records")[0]
    assert (found["web"], found["social"], found["forum"], found["origins"]) == (1, 2, 1, 1)


def test_leaving_out_one_origin_shows_whose_word_the_result_hangs_on() -> None:
    rows = table(claim("a", 38, 38, "police"), claim("b", 35, 40, "red-cross"), claim("c", 90, 90, "mayor"))
    found = leave_one_origin_out(rows, tables.empty("documents"), cross_reference(rows).origins, TOPIC)
    assert found[["left_out", "low", "verdict"]].values.tolist() == [
        ["mayor", 38, "settled"], ["police", 90, "contested"], ["red-cross", 38, "contested"],
    ]  # fmt: skip


# Grades


def test_a_voice_is_f_until_enough_of_its_claims_could_be_judged_and_then_its_record_speaks() -> None:
    rows = []
    for n in range(6):
        place = {"topic": f"killed person; in town{n}", "place": f"town{n}"}
        rows += [claim(f"a{n}", 10, 10, "police", **place), claim(f"b{n}", 10, 10, "mayor", **place),
                 claim(f"c{n}", 10, 10, "red-cross", **place), claim(f"d{n}", 50, 50, "boaster", **place)]  # fmt: skip
    rows.append(claim("e", 10, 10, "newcomer", topic="killed person; in town0", place="town0"))
    claims = table(*rows)
    found = grade_speakers(claims, tables.empty("documents"), cross_reference(claims).origins).set_index("speaker")["letter"]
    assert found.to_dict() == {"boaster": "E", "mayor": "A", "newcomer": "F", "police": "A", "red-cross": "A"}


@pytest.mark.parametrize(
    ("probability", "word"), [(0.0, "almost no chance"), (0.5, "roughly even chance"), (0.7, "likely"), (1.0, "almost certain")]
)
def test_likelihood_has_the_words_of_icd_203(probability: float, word: str) -> None:
    assert likelihood(probability) == word


# The arithmetic beneath

finite = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(lambda ends: (float(min(ends)), float(max(ends))))


@given(st.lists(finite, min_size=1, max_size=8))
def test_no_point_lies_in_more_intervals_than_the_most_supported_one(intervals: list[tuple[float, float]]) -> None:
    found = most_supported(intervals)
    assert found.votes == max(sum(low <= point <= high for low, high in intervals) for point in range(101))
    assert sum(low <= found.low and found.high <= high for low, high in intervals) == found.votes


@given(st.lists(finite, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_intervals_does_not_matter(intervals: list[tuple[float, float]], chance: Any) -> None:
    shuffled = intervals[:]
    chance.shuffle(shuffled)
    assert most_supported(shuffled) == most_supported(intervals)


def test_ties_go_to_the_narrower_interval() -> None:
    assert most_supported([(10.0, 20.0), (30.0, 31.0)])[:2] == (30.0, 31.0)


def test_origins_that_scatter_widen_the_pooled_estimate() -> None:
    close, far = pool([(95.0, 105.0), (96.0, 106.0)]), pool([(95.0, 105.0), (960.0, 1060.0)])
    assert close is not None
    assert far is not None
    assert close.birge == 1.0
    assert far.birge > 3
    assert far.high / far.low > close.high / close.low


def test_one_origin_is_not_pooled_and_open_bounds_are_left_out() -> None:
    assert pool([(95.0, 105.0)]) is None
    assert pool([(95.0, 105.0), (90.0, math.inf)]) is None


def test_a_better_grade_weighs_more() -> None:
    found = pool([(100.0, 100.0), (200.0, 200.0)], ["A", "E"])
    assert found is not None
    assert found.value < 110
