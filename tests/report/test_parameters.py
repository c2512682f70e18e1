"""Parameters are what the notebooks declare: typed, and an unknown one is an error that lists the known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from osint_kit.errors import ParameterError, ReportError
from osint_kit.report.parameters import declared, settle


def of(project: Path) -> list[Path]:
    return sorted((project / "notebooks").glob("*.ipynb"))


def test_a_cell_tagged_parameters_declares_names_defaults_and_notes(project: Path) -> None:
    about = declared(of(project))["about"]
    assert (about.default, about.note, about.notebooks) == (0.1, 'how wide "about" is', ("01_last",))


def test_an_unknown_parameter_is_an_error_that_lists_the_known(project: Path) -> None:
    with pytest.raises(ParameterError, match="unknown parameter 'abuot'; there are about, keep_names, name, raw"):
        settle(declared(of(project)), {"abuot": "0.2"})


@pytest.mark.parametrize(
    ("cell", "typed", "read"),
    [
        ('code = ""', "007", "007"),
        ('since = ""', "2024-11-01", "2024-11-01"),
        ("share = 0.1", "0.25", 0.25),
        ("days = 30", "14", 14),
        ("strict = False", "yes", True),
        ("channels = []", "web, social", ["web", "social"]),
        ("window = None", "14", 14),
        ("window = None", "none", None),
    ],
)
def test_a_value_is_read_as_the_type_of_its_default(
    put_notebook: Callable[..., None], project: Path, cell: str, typed: str, read: object
) -> None:
    put_notebook("02_more", parameters=cell)
    name = cell.split(" = ")[0]
    assert settle(declared(of(project)), {name: typed})[name] == read


@pytest.mark.parametrize(
    ("cell", "typed"), [("share = 0.1", "wide"), ("share = 0.1", "nan"), ("days = 30", "1.5"), ("strict = False", "maybe")]
)
def test_a_value_of_another_type_is_an_error_that_shows_the_default(
    put_notebook: Callable[..., None], project: Path, cell: str, typed: str
) -> None:
    put_notebook("02_more", parameters=cell)
    name, _, default = cell.partition(" = ")
    with pytest.raises(ParameterError, match=f"parameter {name} is '{typed}'; it takes .*{default}"):
        settle(declared(of(project)), {name: typed})


def test_what_is_named_wins_over_the_file_and_the_file_over_the_default(
    put_notebook: Callable[..., None], project: Path, tmp_path: Path
) -> None:
    put_notebook("02_more", parameters='since = ""\nuntil = ""\ntopic = ""')
    file = tmp_path / "chosen.yaml"
    file.write_text("since: 2024-11-01\nuntil: 2024-12-01\n", encoding="utf-8")
    settled = settle(declared(of(project)), {"until": "2025-01-01"}, file)
    assert (settled["since"], settled["until"], settled["topic"]) == ("2024-11-01", "2025-01-01", "")


@pytest.mark.parametrize("content", ["- a\n- b\n", "a: [1\n", "just words\n"])
def test_a_file_without_names_and_values_is_an_error_that_names_it(project: Path, tmp_path: Path, content: str) -> None:
    file = tmp_path / "chosen.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ParameterError, match=r"chosen\.yaml"):
        settle(declared(of(project)), {}, file)


@pytest.mark.parametrize("name", ["", "../other", "a/b", ".hidden"])
def test_a_report_is_named_by_a_plain_name(project: Path, name: str) -> None:
    with pytest.raises(ParameterError, match="becomes a folder"):
        settle(declared(of(project)), {"name": name})


def test_two_notebooks_that_disagree_on_a_default_are_an_error(put_notebook: Callable[..., None], project: Path) -> None:
    put_notebook("02_more", parameters="about = 0.3")
    with pytest.raises(ReportError, match=r"02_more\.ipynb: parameter about is 0\.3, in 01_last it is 0\.1"):
        declared(of(project))


@pytest.mark.parametrize("cell", ["x = 1\nprint(x)", "x = open('a')"])
def test_a_parameters_cell_holds_plain_values_only(put_notebook: Callable[..., None], project: Path, cell: str) -> None:
    put_notebook("02_more", parameters=cell)
    with pytest.raises(ReportError, match=r"02_more\.ipynb"):
        declared(of(project))
