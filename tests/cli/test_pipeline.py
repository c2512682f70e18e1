"""The driver: the same tables in one batch or many, remembered by what went in, and computed anew when that changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import osint_kit
from osint_kit import pipeline, tables
from osint_kit.errors import InputError, ParameterError
from osint_kit.memory import Digest, digest
from osint_kit.project import Project

TEXTS = [
    "At least 300 soldiers were killed in Velm, the ministry said.",
    "About 40 tanks were destroyed, according to the army.",
    "The town was quiet.",
    "Zwischen 200 und 300 Menschen wurden verletzt, teilte die Polizei mit.",
    "Up to 1,200 soldiers were killed in Velm, the Red Cross said.",
]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    for folder in ("notebooks", "data/raw"):
        (tmp_path / folder).mkdir(parents=True)
    for number, text in enumerate(TEXTS):
        (tmp_path / f"data/raw/{number}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "data/raw/losses.csv").write_text(
        "date,item,claimed,source\n2024-01-01,tanks,120,General Staff\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    yield Project(tmp_path)
    pipeline.remember(None)


def all_tables(project: Project) -> dict[str, pd.DataFrame]:
    run = pipeline.run_stages(project, "data/raw")
    return {name: run.load(name) for name in run.folders}


def test_batches_of_any_size_give_the_same_tables(project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import osint_kit.read

    whole = all_tables(project)
    read_batches = osint_kit.read.read_batches
    monkeypatch.setattr(osint_kit.read, "read_batches", lambda paths, **given: read_batches(paths, batch_size=2, **given))
    monkeypatch.setattr(Project, "processed", tmp_path / "elsewhere")
    cut = all_tables(project)
    for name, rows in whole.items():
        pd.testing.assert_frame_equal(rows, cut[name], obj=name)
    assert len(list(tables.load_batches("documents", pipeline.run_stages(project, "data/raw").folders["documents"]))) > 1


def test_a_verb_finds_what_the_driver_made(project: Project) -> None:
    all_tables(project)
    before = {path.name: path.stat().st_mtime_ns for path in project.processed.iterdir()}
    osint_kit.open_project()
    reading = osint_kit.read_all("data/raw")
    found = osint_kit.extract_all(reading.documents, reading.cells)
    claims = osint_kit.clean_claims(found.figures, reading.documents)
    osint_kit.cross_reference(claims, found.figures, reading.documents, found.references)
    assert {path.name: path.stat().st_mtime_ns for path in project.processed.iterdir()} == before


def test_a_changed_step_is_computed_anew_with_all_that_follows(project: Project) -> None:
    osint_kit.open_project()
    reading = osint_kit.read_all("data/raw")
    figures = osint_kit.extract_figures(reading.documents)
    narrow = osint_kit.clean_claims(figures, reading.documents, about=0.05).set_index("figure_id")
    wide = osint_kit.clean_claims(figures, reading.documents, about=0.2).set_index("figure_id")
    about = figures.loc[figures["hedge"] == "about", "figure_id"]
    assert len(about) == 1
    assert (narrow.loc[about, "low"] > wide.loc[about, "low"]).all()
    fewer = osint_kit.clean_claims(figures.head(1), reading.documents)
    assert len(fewer) == 1


def test_results_are_the_same_with_and_without_memory(project: Project) -> None:
    kept = all_tables(project)
    reading = osint_kit.read_all("data/raw")
    found = osint_kit.extract_all(reading.documents, reading.cells)
    pd.testing.assert_frame_equal(found.figures, kept["figures"])
    pd.testing.assert_frame_equal(osint_kit.clean_claims(found.figures, reading.documents), kept["claims"])


def test_nothing_to_read_is_an_error_and_leaves_nothing(project: Project, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "odd.bin").write_bytes(bytes(range(256)) * 4)
    for read in (lambda: pipeline.run_stages(project, "empty"), lambda: osint_kit.read_all("empty")):
        with pytest.raises(InputError, match="no documents found"):
            read()
    assert not list(project.processed.glob("*"))


def test_an_unknown_rule_is_an_error_that_lists_the_known(project: Project) -> None:
    reading = osint_kit.read_all("data/raw")
    figures = osint_kit.extract_figures(reading.documents)
    with pytest.raises(ParameterError, match=r"clean_claims has no rule 'abuot'; it has .*about"):
        osint_kit.clean_claims(figures, abuot=0.2)


@pytest.mark.parametrize(
    ("chosen", "left"),
    [
        ({}, ["a", "b", "c"]),
        ({"topic": "velm killed"}, ["a", "b"]),
        ({"since": "2024-06-01"}, ["b", "c"]),
        ({"until": "2024-05-31"}, ["a", "c"]),
        ({"channels": ["forum"]}, ["b"]),
        ({"topic": "killed", "channels": ["web"]}, ["a"]),
    ],
)
def test_claims_are_chosen_by_topic_time_and_channel(chosen: dict[str, Any], left: list[str]) -> None:
    documents = tables.frame("documents", [
        {"document_id": "w", "path": "w", "channel": "web", "text": "", "sha256": ""},
        {"document_id": "f", "path": "f", "channel": "forum", "text": "", "sha256": ""},
    ])  # fmt: skip
    plain = {"kind": "killed", "stance": "asserted", "topic": "killed person; in velm", "document_id": "w"}
    claims = tables.frame("claims", [
        plain | {"figure_id": "a", "as_of_end": "2024-05-01"},
        plain | {"figure_id": "b", "document_id": "f", "published": "2024-07-01T10:00:00Z"},
        plain | {"figure_id": "c", "kind": "equipment", "topic": "equipment tank"},
    ])  # fmt: skip
    assert osint_kit.choose_claims(claims, documents, **chosen)["figure_id"].tolist() == left


def test_a_digest_sees_every_value_column_and_the_order() -> None:
    rows = pd.DataFrame({"a": ["x", None], "b": [[], ["y"]], "c": [1.0, float("nan")]})
    assert digest(rows) == Digest().add(rows[:1]).add(rows[1:]).hex()
    others = [
        rows[::-1],
        rows.rename(columns={"a": "d"}),
        rows.assign(a=["x", ""]),
        rows.assign(c=[1.0, 0.0]),
        rows.assign(b=[[], ["z"]]),
    ]
    assert len({digest(rows), *map(digest, others)}) == 6


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"channels": ["webb"]}, "parameter channels has 'webb'; there are web, social, forum, dataset"),
        ({"since": "yesterday"}, "parameter since is 'yesterday'; write a day as 2024-11-01"),
        ({"until": "20241101"}, "parameter until is '20241101'; write a day as 2024-11-01"),
    ],
)
def test_a_choice_that_cannot_be_meant_is_an_error(chosen: dict[str, Any], said: str) -> None:
    with pytest.raises(ParameterError, match=said):
        osint_kit.choose_claims(tables.empty("claims"), tables.empty("documents"), **chosen)
