"""Reading never falls below what was measured, on cases that are pinned by their hash."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from accuracy.reading import CASES, digest, load_cases, read_cases, score

FLOORS = yaml.safe_load((Path(__file__).parent / "floors.yaml").read_text(encoding="utf-8"))
LANGUAGES = [name for name in FLOORS if name != "designations"]
DESIGNATIONS = load_cases(CASES / "designations.yaml")


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_cases_are_those_that_were_measured(name: str) -> None:
    assert digest(CASES / f"{name}.yaml") == FLOORS[name]["sha256"], (
        "cases changed: run `make accuracy ARGS=--pin` and look at the rates"
    )


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_language_is_read_no_worse_than_its_floor(name: str) -> None:
    cases = load_cases(CASES / f"{name}.yaml")
    total = score(cases, read_cases(cases))
    rates = {"f1": total.rate(), "complete": total.rate("complete"), "attributed": total.rate("attributed")}
    assert {measure: rate >= FLOORS[name][measure] for measure, rate in rates.items()} == dict.fromkeys(rates, True), rates


def test_designations_are_no_figures_and_numbers_before_them_are() -> None:
    read = read_cases(DESIGNATIONS)
    wrong = [case.id for case in DESIGNATIONS if _values(read[case.id]) != [figure["value"] for figure in case.figures]]
    assert len(wrong) <= FLOORS["designations"]["wrong"], wrong


def _values(figures: list[dict]) -> list[float]:
    return [figure["value"] for figure in figures]
