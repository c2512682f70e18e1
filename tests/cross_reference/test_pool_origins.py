"""Origins where nobody states them: worlds with known truth, some of them kept aside while the method was made."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cross_reference.pooling_worlds import World, counts, seen, timetable, true_counts
from osint_kit.cross_reference.pool import pool_claims, trace_origins

ASIDE = {
    "agencies": World(questions=350, originals=30, copiers=90, findings=(1, 7), followers=(2, 16), feeds=3, own_rate=0.25,
                      chains=0.3, stated=0.15, garbled=0.07, lag=30, errors=(0.08, 0.2, 0.5, 1.0), tails=5),
    "village": World(questions=120, originals=12, copiers=20, findings=(1, 4), followers=(0, 6), stated=0.6,
                     digits=(0.4, 0.4, 0.2)),
    "silent": World(questions=400, originals=60, copiers=60, followers=(1, 9), stated=0.0, hedge_lost=0.6, lag=2),
}  # fmt: skip


def exactly_counted(pooled: pd.DataFrame, world: pd.DataFrame) -> float:
    truth = true_counts(world).reindex(pooled["object"]).to_numpy()
    return float((pooled["n_origins"].to_numpy() == truth).mean())


def one_vote_a_value(world: pd.DataFrame) -> float:
    """What is right when stated copies are dropped and equal values counted once."""
    kept = world[world["copied_from"].isna()] if "copied_from" in world else world
    return float((kept.groupby("object")["value"].nunique() == true_counts(world)).mean())


def coverage(pooled: pd.DataFrame, world: pd.DataFrame) -> float:
    truth = world.groupby("object")["truth"].first().reindex(pooled["object"]).to_numpy()
    return float(((pooled["low"] <= truth) & (truth <= pooled["high"])).mean())


@pytest.mark.parametrize("name", ASIDE)
def test_origins_in_worlds_kept_aside_are_counted_better_than_by_equal_values(name: str) -> None:
    world = counts(ASIDE[name], seed=2024)
    pooled = pool_claims(seen(world))
    assert exactly_counted(pooled, world) >= max(0.75, one_vote_a_value(world))
    assert 0.84 <= coverage(pooled, world) <= 0.97


def test_without_times_statements_or_hedges_pairs_of_sources_still_show_it() -> None:
    world = counts(World(questions=400), seed=77)[["source", "object", "value", "truth", "origin"]]
    assert exactly_counted(pool_claims(seen(world)), world) >= one_vote_a_value(world) + 0.05


def test_where_nobody_copies_nobody_is_called_a_copier() -> None:
    world = counts(World(copiers=0, originals=40, findings=(4, 14)), seed=31)
    assert exactly_counted(pool_claims(seen(world)), world) >= 0.98


def test_sources_that_are_right_together_are_no_copiers() -> None:
    world = timetable(seed=41, groups=())
    assert exactly_counted(pool_claims(seen(world), agree_within=0), world) >= 0.98


@pytest.mark.parametrize("words", [False, True], ids=["numbers", "words"])
def test_groups_that_copy_mistakes_are_seen_without_times_and_lose_the_vote(words: bool) -> None:
    world = timetable(seed=52, groups=((8, 0.5), (6, 0.55), (4, 0.6)), alone=8, words=words)
    pooled = pool_claims(seen(world), agree_within=None if words else 0).set_index("object")
    truth = world.groupby("object")["truth"].first().reindex(pooled.index)
    majority = world.groupby("object")["value"].agg(lambda values: values.mode().iloc[0]).reindex(pooled.index)
    assert (pooled["value"] == truth).mean() >= (majority == truth).mean() + 0.05
    assert exactly_counted(pooled.reset_index(), world) >= 0.7


def test_exact_numbers_are_known_without_being_told() -> None:
    world = timetable(seed=61)
    told, untold = (pool_claims(seen(world), agree_within=tolerance) for tolerance in (0, None))
    pd.testing.assert_frame_equal(told, untold)


def test_neither_names_nor_grades_are_evidence_of_copying() -> None:
    world = counts(World(questions=150), seed=5)
    renamed = seen(world)
    names = {name: f"somebody {number}" for number, name in enumerate(sorted(set(world["source"]), key=lambda name: name[::-1]))}
    for column in ("source", "copied_from"):
        renamed[column] = renamed[column].map(names)
    before, after = trace_origins(seen(world)), trace_origins(renamed.assign(grade="C"))
    assert list(before["origin"].map(names)) == list(after["origin"])
    assert np.array_equal(before["own"], after["own"])
    assert list(pool_claims(seen(world))["n_origins"]) == list(pool_claims(renamed.assign(grade="C"))["n_origins"])


def test_the_order_of_the_rows_tells_nothing() -> None:
    world = seen(counts(World(questions=100), seed=6))
    pooled, turned = pool_claims(world), pool_claims(world.iloc[::-1])
    assert list(pooled["n_origins"]) == list(turned["n_origins"])
    assert np.allclose(pooled[["value", "low", "high"]], turned[["value", "low", "high"]], rtol=1e-6)


def test_the_same_table_gives_the_same_bytes() -> None:
    world = seen(counts(World(questions=60), seed=7))
    assert pool_claims(world).to_csv() == pool_claims(world.copy()).to_csv()


def test_grades_narrow_the_interval_because_their_errors_are_learned() -> None:
    world = counts(World(errors=(0.05, 0.8), stated=1.0), seed=8)
    graded, plain = (pool_claims(table) for table in (seen(world), seen(world).drop(columns="grade")))
    assert np.log(graded["high"] / graded["low"]).mean() < np.log(plain["high"] / plain["low"]).mean()
    assert 0.84 <= coverage(graded, world) <= 0.97


def test_a_hundred_thousand_rows_take_seconds() -> None:
    world = timetable(seed=9, items=5000)
    start = time.process_time()
    pooled = pool_claims(seen(world), agree_within=0)
    assert time.process_time() - start < 60
    assert exactly_counted(pooled, world) >= 0.8


def test_one_question_with_thousands_of_posts_is_pooled() -> None:
    busy = World(questions=1, originals=100, copiers=4000, findings=(20, 20), followers=(3000, 3001), feeds=40)
    pooled = pool_claims(seen(counts(busy, seed=10)))
    assert len(pooled) == 1
    assert pooled["low"][0] < pooled["high"][0]


@pytest.mark.shared
def test_circular_reporting_reaches_its_bars(shared: Path, tmp_path: Path) -> None:
    folder, out = shared / "eval" / "pooling", tmp_path / "pooled.csv"
    pool_claims(pd.read_csv(folder / "claims.csv")).to_csv(out, index=False)

    def score(*words: str) -> dict[str, float]:
        call = [sys.executable, str(folder / "score.py"), *words]
        return json.loads(subprocess.run(call, capture_output=True, text=True, check=True).stdout)

    interval = score("interval", str(folder / "truth.csv"), str(out), "--log")
    assert 0.87 <= interval["coverage"] <= 0.95
    assert interval["interval_score"] <= 0.85
    assert score("origins", str(folder / "origins.csv"), str(out))["exact"] >= 0.95


@pytest.mark.shared
def test_circular_reporting_is_seen_through_without_grades_and_statements(shared: Path) -> None:
    folder = shared / "eval" / "pooling"
    claims = pd.read_csv(folder / "claims.csv").drop(columns=["copied_from", "grade"])
    origins = pd.read_csv(folder / "origins.csv").groupby("object")["origin"].nunique()
    pooled = pool_claims(claims).set_index("object")
    assert (pooled["n_origins"] == origins.reindex(pooled.index)).mean() >= 0.92
