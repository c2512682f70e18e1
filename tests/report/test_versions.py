"""The fingerprint sees all that goes in, and nothing else; versions appear whole, one after the other."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import osint_kit.project
from osint_kit.errors import InputError
from osint_kit.project import find_project, hash_code, hash_json
from osint_kit.report.run import prepare
from osint_kit.report.versions import alone, next_version, stored, versions


def fingerprint(project: Path, **parameters: Any) -> str:
    return hash_json(prepare(find_project(project), parameters).listing())


def change_cell(project: Path, name: str, **parts: Any) -> None:
    path = project / "notebooks" / name
    content = json.loads(path.read_text(encoding="utf-8"))
    content["cells"][-1] |= parts
    path.write_text(json.dumps(content), encoding="utf-8")


def test_the_same_ingredients_have_the_same_fingerprint(project: Path) -> None:
    assert fingerprint(project) == fingerprint(project)


@pytest.mark.parametrize(
    "path", ["data/raw/a.md", "data/raw/new.txt", "data/corrections.yaml", "data/names/places.yaml", "requirements.lock"]
)
def test_a_changed_or_new_file_changes_the_fingerprint(project: Path, path: str) -> None:
    before = fingerprint(project)
    file = project / path
    file.parent.mkdir(exist_ok=True)
    file.write_text((file.read_text(encoding="utf-8") if file.exists() else "") + "\n# more\n", encoding="utf-8")
    assert fingerprint(project) != before


def test_a_renamed_file_changes_the_fingerprint(project: Path) -> None:
    before = fingerprint(project)
    (project / "data/raw/a.md").rename(project / "data/raw/c.md")
    assert fingerprint(project) != before


def test_a_parameter_changes_the_fingerprint(project: Path) -> None:
    assert fingerprint(project, about="0.2") != fingerprint(project)


def test_a_notebooks_source_changes_the_fingerprint_and_its_outputs_do_not(project: Path) -> None:
    before = fingerprint(project)
    output = {"output_type": "stream", "name": "stdout", "text": "done"}
    change_cell(project, "00_first.ipynb", outputs=[output], execution_count=7)
    assert fingerprint(project) == before
    change_cell(project, "00_first.ipynb", source="1 + 1")
    assert fingerprint(project) != before


def test_the_fingerprint_names_every_source_file_and_the_python_version(project: Path) -> None:
    listing = prepare(find_project(project), {}).listing()
    paths = [file["path"] for file in listing["code"]]
    assert {"src/osint_kit/lexicon/de.yaml", "src/osint_kit/report/templates/style.css", "src/osint_kit/cli.py"} <= set(paths)
    assert not [path for path in paths if "__pycache__" in path]
    assert listing["python"].count(".") == 2
    assert "pandas" in listing["packages"]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the package that the fingerprint is taken of."""
    copy = shutil.copytree(osint_kit.project.PACKAGE, tmp_path / "osint_kit", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(osint_kit.project, "PACKAGE", copy)
    hash_code.cache_clear()
    yield copy
    hash_code.cache_clear()


@pytest.mark.parametrize(
    "file",
    [
        "lexicon/de.yaml", "clean/__init__.py", "report/kernels.py", "report/templates/page.html.j2", "report/templates/osint/index.html.j2",
        "report/templates/page.js", "accuracy.csv", "new_module.py",
    ],
)  # fmt: skip
def test_a_changed_or_new_lexicon_module_or_template_changes_the_fingerprint(project: Path, package: Path, file: str) -> None:
    before = fingerprint(project)
    path = package / file
    path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + "\n", encoding="utf-8")
    hash_code.cache_clear()
    assert fingerprint(project) != before


def test_another_python_changes_the_fingerprint(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(project)
    with monkeypatch.context() as other:
        other.setattr(sys, "version_info", (3, 99, 0))
        changed = fingerprint(project)
    assert changed != before == fingerprint(project)


def test_another_version_of_a_package_changes_the_fingerprint(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprint(project)
    (tmp_path / "packages" / "pandas-99.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    assert fingerprint(project) != before


def test_hidden_files_and_the_folder_the_project_lies_in_do_not_matter(project: Path) -> None:
    before = fingerprint(project)
    (project / "data/raw/.DS_Store").write_text("x", encoding="utf-8")
    moved = project.rename(project.with_name("elsewhere"))
    assert fingerprint(moved) == before


def test_material_outside_of_the_project_is_named_from_its_own_folder_on(project: Path, tmp_path: Path) -> None:
    (tmp_path / "digest").mkdir()
    (tmp_path / "digest" / "one.txt").write_text("12 dead", encoding="utf-8")
    listing = prepare(find_project(project), {"raw": "../digest"}).listing()
    assert [file["path"] for file in listing["inputs"]] == ["digest/one.txt"]
    assert listing["parameters"]["raw"] == "../digest"


@pytest.mark.parametrize(("raw", "said"), [("data/none", "no such file or folder"), ("data/empty", "no files found")])
def test_nothing_to_read_is_an_error(project: Path, raw: str, said: str) -> None:
    (project / "data/empty").mkdir()
    with pytest.raises(InputError, match=said):
        prepare(find_project(project), {"raw": raw})


def test_a_folder_that_is_no_project_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no project here or above"):
        find_project(tmp_path)


def test_inputs_code_and_notebooks_are_kept_by_their_sha256(project: Path) -> None:
    found = prepare(find_project(project), {})
    found.keep()
    listing = found.listing()
    for file in [*listing["inputs"], *listing["code"], *listing["notebooks"]]:
        assert stored(found.project.store, file["sha256"]).is_file(), file["path"]


def test_a_version_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    with next_version(tmp_path) as (folder, name):
        (folder / "manifest.json").write_text("{}", encoding="utf-8")
        assert (name, versions(tmp_path)) == ("v0001", [])
    assert [path.name for path in versions(tmp_path)] == ["v0001"]
    with pytest.raises(RuntimeError), next_version(tmp_path) as (folder, _):  # noqa: PT012
        (folder / "manifest.json").write_text("{}", encoding="utf-8")
        raise RuntimeError
    assert os.listdir(tmp_path) == ["v0001"]


def test_what_a_killed_run_left_behind_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".making-abc").mkdir()
    with next_version(tmp_path) as (folder, _):
        (folder / "manifest.json").write_text("{}", encoding="utf-8")
    assert os.listdir(tmp_path) == ["v0001"]


def test_a_second_run_waits_for_the_first(tmp_path: Path) -> None:
    order: list[str] = []

    def second() -> None:
        with alone(tmp_path / "main") as waited:
            order.append(f"second, waited: {waited}")

    with alone(tmp_path / "main"):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.2)
        order.append("first")
    thread.join()
    assert order == ["first", "second, waited: True"]
