"""A small project with two notebooks and three documents, in a folder of its own, and the tables of a small report."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from osint_kit.report.presentation import Presentation, present
from osint_kit.report.run import run_report
from osint_kit.tables import empty, frame

TEXTS = {
    "a.md": "---\npublisher: Northern Wire\npublished: '2024-10-18'\nlanguage: en\nchannel: web\n---\n"
    "At least 300 soldiers were killed in Belmara, the defence ministry said on Thursday.\n",
    "b.md": "---\npublisher: social.example\nauthor: '@belmara_watch'\npublished: '2024-10-19'\nlanguage: en\nchannel: social\n---\n"
    "About 350 soldiers were killed in Belmara, the Red Cross said. Seen by @velm_eye as well.\n",
}


def notebook(*cells: str, parameters: str = 'raw = "data/raw"') -> dict[str, Any]:
    """A notebook of code cells; text that begins with ``#`` and a blank is prose."""
    made: list[dict[str, Any]] = []
    for source in ("# Is it there?", parameters, *cells):
        prose = source.startswith("# ")
        tags = {"tags": ["parameters"]} if source == parameters else {}
        cell = {"cell_type": "markdown" if prose else "code", "id": f"cell-{len(made)}", "metadata": tags, "source": source}
        made.append(cell if prose else cell | {"outputs": [], "execution_count": None})
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return {"cells": made, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}


FIRST = notebook(
    "import os\nfrom osint_kit import open_project, read_all, present, show\nopen_project()",
    "shown = present(read_all(raw))",
    'show(shown.documents, "publisher author channel")',
)
LAST = notebook(
    "from osint_kit import clean_claims, cross_reference, extract_all, open_project, present, read_all, show\nopen_project()",
    "reading = read_all(raw)\nfound = extract_all(reading.documents, reading.cells)",
    "claims = clean_claims(found.figures, reading.documents, about=about)",
    "crossed = cross_reference(claims, found.figures, reading.documents, found.references)",
    "shown = present(reading, found, claims, crossed)",
    'show(shown.figures, "quote kind source")',
    'show(shown.consensus, "topic low high verdict")',
    parameters='raw = "data/raw"\nabout = 0.1  # how wide "about" is',
)


def lay_out_project(folder: Path) -> Path:
    """Two notebooks and two documents."""
    (folder / "data" / "raw").mkdir(parents=True)
    (folder / "notebooks").mkdir()
    for name, text in TEXTS.items():
        (folder / "data" / "raw" / name).write_text(text, encoding="utf-8")
    write_notebook(folder, "00_first", FIRST)
    write_notebook(folder, "01_last", LAST)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two notebooks and two documents, in which nothing has run."""
    return lay_out_project(tmp_path / "a project")


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Such a project with its first version; not to be changed."""
    folder = lay_out_project(tmp_path_factory.mktemp("once") / "a project")
    run_report(project=folder)
    return folder


@pytest.fixture
def made(made_once: Path, tmp_path: Path) -> Path:
    """A copy of that project, with its version, store and cache."""
    return shutil.copytree(made_once, tmp_path / "a made project")


@pytest.fixture
def warm(made_once: Path, project: Path) -> Path:
    """The project with what its stages found, so that a test of notebooks waits for notebooks alone."""
    shutil.copytree(made_once / "data" / "processed", project / "data" / "processed")
    return project


def write_notebook(folder: Path, name: str, content: dict[str, Any]) -> None:
    (folder / "notebooks" / f"{name}.ipynb").write_text(json.dumps(content), encoding="utf-8")


@pytest.fixture
def put_notebook(project: Path) -> Callable[..., None]:
    """Writes a notebook of code cells into the project."""
    return lambda name, *cells, **given: write_notebook(project, name, notebook(*cells, **given))


TEXT = "Yesterday was quiet. Up to 1,200 soldiers were killed near Velm, the ministry said. @velm_eye doubts it: 40 were."


def figure(quote: str, figure_id: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {
        "figure_id": figure_id, "document_id": "d1", "start": start, "end": start + len(quote), "quote": quote, "hedge": "exact",
        "kind": "killed", "stance": "asserted", "doubts": [],
    } | more  # fmt: skip


@pytest.fixture
def tables() -> dict[str, pd.DataFrame]:
    """The tables of one post with two figures that exclude each other."""
    sentence = (TEXT.index("Up to"), TEXT.index(" @velm_eye"))
    source = TEXT.index("the ministry")
    made = {
        "documents": [
            {"document_id": "d1", "path": "data/raw/post.md", "channel": "social", "author": "@belmara_watch", "text": TEXT, "sha256": "0" * 64,
             "title": "A post", "url": "https://social.example/@belmara_watch/7", "publisher": "social.example", "published": "2024-10-19"}
        ],
        "figures": [
            figure("1,200", "d1.0000027", value=1200.0, hedge="up_to", hedge_words="Up to", high=1200.0, item="soldiers", source="the ministry",
                   source_start=source, source_end=source + 12, sentence_start=sentence[0], sentence_end=sentence[1]),
            figure("40", "d1.0000105", value=40.0, low=40.0, high=40.0, source="@velm_eye", source_start=TEXT.index("@velm"),
                   source_end=TEXT.index("@velm") + 9, sentence_start=TEXT.index("@velm"), sentence_end=len(TEXT)),
        ],
        "claims": [
            {"figure_id": "d1.0000027", "document_id": "d1", "topic": "killed person; in velm", "kind": "killed", "stance": "asserted", "value": 1200.0,
             "high": 1200.0, "bounds_rule": "up_to: the value and below", "published": "2024-10-19"},
            {"figure_id": "d1.0000105", "document_id": "d1", "topic": "killed person; in velm", "kind": "killed", "stance": "asserted", "value": 40.0,
             "low": 40.0, "high": 40.0, "bounds_rule": "as stated", "published": "2024-10-19"},
        ],
        "origins": [
            {"figure_id": "d1.0000027", "origin_id": "d1.0000027", "basis": "own"},
            {"figure_id": "d1.0000105", "origin_id": "d1.0000105", "basis": "own"},
        ],
        "pairs": [
            {"left": "d1.0000027", "right": "d1.0000105", "topic": "killed person; in velm", "relation": "compatible", "reason": "wide", "same_origin": False}
        ],
        "consensus": [
            {"topic": "killed person; in velm", "period_start": "2024-10-19", "period_end": "2024-10-19", "claims": 2, "documents": 1, "origins": 2,
             "low": 40.0, "high": 40.0, "reported_low": 40.0, "reported_high": 1200.0, "verdict": "settled", "supporting": ["d1.0000105"],
             "opposing": [], "figure_ids": ["d1.0000027", "d1.0000105"], "reason": "2 of 2 origins support it"}
        ],
        "tallies": [{"document_id": "d1", "web": 10, "social": 139, "forum": 62, "references": 3}],
        "references": [{"document_id": "d1", "host": "www.wire.example"}],
    }  # fmt: skip
    rest = {name: empty(name) for name in ("lineages", "volumes", "quarantine")}
    return {name: frame(name, rows) for name, rows in made.items()} | rest


@pytest.fixture
def shown(tables: dict[str, pd.DataFrame]) -> Presentation:
    return present(*tables.values())
