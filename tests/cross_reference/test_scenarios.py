"""Whole scenarios, from figures that a reader marked to relations, origins and consensus."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from cross_reference.scenario import Scenario, load_scenario, score
from cross_reference.unmarked import run_unmarked
from osint_kit import tables
from osint_kit.clean import clean_claims
from osint_kit.cross_reference import CrossReference, cross_reference

HERE = Path(__file__).parent / "scenarios"
TUNED = sorted(path.stem for path in HERE.glob("*.yaml"))
UNMARKED = sorted(path.stem for path in (HERE / "unmarked").glob("*.yaml"))
KEPT_ASIDE = sorted(path.stem for path in (HERE / "kept_aside").glob("*.yaml"))


def _run(scenario: Scenario) -> CrossReference:
    claims = clean_claims(scenario.figures, scenario.documents)
    return cross_reference(claims, scenario.figures, scenario.documents, scenario.references)


@pytest.mark.parametrize("name", TUNED)
def test_a_scenario_comes_out_as_a_careful_reader_would_have_it(name: str) -> None:
    scenario = load_scenario(HERE / f"{name}.yaml")
    found = score(scenario, _run(scenario))
    assert found.share >= 0.95, found.misses


@pytest.mark.parametrize("name", KEPT_ASIDE)
def test_a_scenario_that_was_kept_aside_while_rules_were_tuned_comes_out_nearly_so(name: str) -> None:
    scenario = load_scenario(HERE / "kept_aside" / f"{name}.yaml")
    found = score(scenario, _run(scenario))
    assert found.share >= 0.85, found.misses


@pytest.mark.parametrize("name", UNMARKED)
def test_a_scenario_that_nobody_marked_comes_out_from_its_bare_texts(name: str) -> None:
    found = score(*run_unmarked(HERE / "unmarked" / f"{name}.yaml"))
    assert found.share >= 0.75, found.misses


def test_scenarios_kept_aside_come_out_from_their_bare_texts() -> None:
    found = [score(*run_unmarked(path)) for path in sorted((HERE / "unmarked" / "kept_aside").glob("*.yaml"))]
    assert sum(one.good for one in found) / sum(one.total for one in found) >= 0.85


def test_the_marked_floods_are_the_shared_floods(shared: Path) -> None:
    """The fixture and the evaluation's documents have the same texts, so that the one stands for the other."""
    lines = (shared / "eval" / "crossref" / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    texts = {record["id"]: record["text"] for record in map(json.loads, lines)}
    scenario = load_scenario(HERE / "floods.yaml")
    assert dict(zip(scenario.documents["external_id"], scenario.documents["text"], strict=True)) == texts


def test_the_order_of_the_claims_changes_nothing() -> None:
    scenario = load_scenario(HERE / "floods.yaml")
    turned = Scenario(
        scenario.name,
        scenario.documents,
        scenario.figures.iloc[::-1].reset_index(drop=True),
        scenario.references,
        {},
        scenario.ids,
    )
    for name, one, other in zip(CrossReference._fields, _run(scenario), _run(turned), strict=True):
        pd.testing.assert_frame_equal(tables.sort(name, one), tables.sort(name, other))
