"""The house rules of notebooks: thin stories that ask, call the face, and run alone."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from osint_kit.report.parameters import OF_THE_RUN, declared

BOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
every_book = pytest.mark.parametrize("book", BOOKS, ids=lambda path: path.stem)


def cells(book: Path, kind: str) -> list[dict[str, Any]]:
    return [cell for cell in json.loads(book.read_text(encoding="utf-8"))["cells"] if cell["cell_type"] == kind]


def source(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def test_they_stand_in_pipeline_order() -> None:
    assert [book.stem for book in BOOKS] == [
        "00_tour",
        "01_sources",
        "02_figures",
        "03_claims",
        "04_cross_reference",
        "04_series",
        "05_report",
    ]


@every_book
def test_a_code_cell_has_at_most_six_lines_and_defines_nothing(book: Path) -> None:
    for cell in cells(book, "code"):
        if "parameters" in cell["metadata"].get("tags", []):
            continue
        assert len(source(cell).splitlines()) <= 6, source(cell)
        assert not [
            node for node in ast.walk(ast.parse(source(cell))) if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)
        ]


@every_book
def test_exactly_one_cell_is_tagged_parameters_and_each_has_a_note(book: Path) -> None:
    assert sum("parameters" in cell["metadata"].get("tags", []) for cell in cells(book, "code")) == 1
    for name, parameter in declared([book]).items():
        assert name == name.lower()
        assert parameter.note or parameter in OF_THE_RUN, name


def test_all_notebooks_agree_on_the_defaults() -> None:
    assert {"raw", "topic", "since", "until", "channels", "about", "almost", "window", "tolerance"} <= declared(BOOKS).keys()


@every_book
def test_every_heading_asks(book: Path) -> None:
    headings = [line for cell in cells(book, "markdown") for line in source(cell).splitlines() if line.startswith("#")]
    assert headings[0].startswith("# ")
    assert [line for line in headings if not line.endswith("?")] == []


@every_book
def test_prose_types_no_result(book: Path) -> None:
    """A number in prose comes out of a cell; ordinals of the notebooks and the pseudonyms are no results."""
    for cell in cells(book, "markdown"):
        plain = re.sub(r"`[^`]*`|author-\d+", "", source(cell))
        assert not re.search(r"\d", plain), source(cell)


@every_book
def test_it_calls_the_face_or_a_stages_own_door_and_no_inner_module(book: Path) -> None:
    code = "\n".join(source(cell) for cell in cells(book, "code"))
    modules = {node.module for node in ast.walk(ast.parse(code)) if isinstance(node, ast.ImportFrom)}
    names = {alias.name for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Import) for alias in node.names}
    assert modules <= {"osint_kit", "osint_kit.report", "osint_kit.cross_reference"}
    assert names <= {"pandas"}
    assert "open_project()" in code


@every_book
def test_it_is_committed_with_outputs_and_without_traces_of_a_machine(book: Path) -> None:
    run = [cell for cell in cells(book, "code") if cell["execution_count"]]
    assert len(run) == len(cells(book, "code"))
    assert any(cell["outputs"] for cell in run)
    text = book.read_text(encoding="utf-8")
    assert not re.search(r"/home/|/tmp/|/Users/|site-packages|\b0x[0-9a-f]{6,}", text)
