"""A fresh project folder holds all that a report needs but the material."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from osint_kit.errors import InputError
from osint_kit.project import find_project
from osint_kit.report.parameters import declared, settle
from osint_kit.report.run import prepare
from osint_kit.report.start import new_project, shipped


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    return new_project(tmp_path / "my topic")


def test_it_holds_notebooks_without_outputs_names_parameters_and_a_place_for_the_material(fresh: Path) -> None:
    books = sorted((fresh / "notebooks").glob("*.ipynb"))
    assert [book.name for book in books] == sorted(path.name for path in shipped("notebooks").glob("*.ipynb"))
    assert len(books) > 5
    assert not any(cell.get("outputs") for book in books for cell in json.loads(book.read_text(encoding="utf-8"))["cells"])
    assert (fresh / "data" / "names" / "things.yaml").is_file()
    assert yaml.safe_load((fresh / "data" / "corrections.yaml").read_text(encoding="utf-8")) == []
    assert (fresh / "README.md").read_text(encoding="utf-8").startswith("# my topic\n")


def test_without_material_a_report_says_what_to_do(fresh: Path) -> None:
    with pytest.raises(InputError, match="data/raw: no files found; put texts or tables there"):
        prepare(find_project(fresh), {})


def test_with_material_everything_for_a_report_is_there(fresh: Path) -> None:
    (fresh / "data" / "raw" / "one.txt").write_text("At least 300 soldiers were killed.", encoding="utf-8")
    listing = prepare(find_project(fresh), {"topic": "killed"}).listing()
    assert [file["path"] for file in listing["inputs"]] == ["data/raw/one.txt"]
    assert "data/names/things.yaml" in [file["path"] for file in listing["judgement"]]


def test_every_parameter_of_the_file_can_be_set_as_it_stands_there(fresh: Path) -> None:
    file = fresh / "parameters.yaml"
    known = declared(sorted((fresh / "notebooks").glob("*.ipynb")))
    assert settle(known, {}, file) == settle(known, {})
    file.write_text(re.sub(r"^# (\w+: )", r"\1", file.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8")
    assert set(yaml.safe_load(file.read_text(encoding="utf-8"))) == known.keys() - {"name", "raw", "sentence"}
    assert settle(known, {}, file) == settle(known, {})


def test_a_folder_with_something_in_it_is_left_alone(fresh: Path) -> None:
    call = [sys.executable, "-m", "osint_kit.cli", "new", str(fresh)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        2,
        f"osint-kit: {fresh}: there is something already; name a folder that does not exist yet\n",
    )
