"""A run makes the next version if anything changed, the same bytes anywhere, whole or not at all."""

from __future__ import annotations

import filecmp
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from osint_kit.errors import InputError, ParameterError, ReportError
from osint_kit.report.run import run_report
from osint_kit.report.verify import verify_report
from osint_kit.report.versions import manifest_of, stored

pytestmark = pytest.mark.kernel


def command(project: Path, *given: str, one_core: bool = False, **environment: str) -> subprocess.Popen[str]:
    call = [sys.executable, "-m", "osint_kit.cli", "report", *given]
    if one_core and shutil.which("taskset"):
        call = ["taskset", "--cpu-list", str(min(os.sched_getaffinity(0))), *call]
    return subprocess.Popen(
        call, cwd=project, env=os.environ | environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def difference(one: Path, other: Path) -> list[str]:
    names = files(one)
    assert names == files(other)
    return filecmp.cmpfiles(one, other, names, shallow=False)[1]


def test_a_version_holds_notebooks_pages_tables_evidence_manifest_and_changes(made: Path) -> None:
    project, version = made, made / "reports" / "main" / "v0001"
    held = files(version)
    for name in (
        "index.html", "notebooks/00_first.ipynb", "notebooks/00_first.html", "notebooks/01_last.ipynb", "tables/figures.csv", "tables/consensus.csv",
        "evidence/documents-001.html", "evidence/figures.html", "evidence/topics.html", "manifest.json", "CHANGES.md", "changes.html",
    ):  # fmt: skip
        assert name in held
    index = (version / "index.html").read_text(encoding="utf-8")
    assert ">300</a>" in index
    assert "defence ministry" in index
    assert manifest_of(version)["rows"]["figures"] == 2
    assert "v0001" in (project / "reports" / "index.html").read_text(encoding="utf-8")
    text = "".join((version / name).read_text(encoding="utf-8") for name in held if not name.endswith(".png"))
    assert "belmara_watch" not in text
    assert "velm_eye" not in text
    assert str(project) not in text

    again = run_report(project=project)
    assert (again.new, again.version.name) == (False, "v0001")

    source = project / "data" / "raw" / "a.md"
    source.write_text(source.read_text(encoding="utf-8").replace("300", "420"), encoding="utf-8")
    changed = run_report(project=project)
    assert (changed.new, changed.version.name) == (True, "v0002")
    said = (changed.version / "CHANGES.md").read_text(encoding="utf-8")
    assert "input changed: `data/raw/a.md`" in said
    assert "value 300 → 420" in said
    assert verify_report(version).same
    assert verify_report(changed.version).same


def test_names_are_kept_only_when_asked_and_the_report_says_so(made: Path) -> None:
    project, plain = made, run_report(project=made)
    assert not plain.new
    kept = run_report({"keep_names": "true"}, project=project)
    assert kept.new
    assert kept.fingerprint != plain.fingerprint
    assert [manifest_of(made.version)["parameters"]["keep_names"] for made in (plain, kept)] == [False, True]
    pages = [(made.version / "evidence" / "documents-001.html").read_text(encoding="utf-8") for made in (plain, kept)]
    assert ["velm_eye" in page for page in pages] == [False, True]
    assert ["Names are kept" in page for page in pages] == [False, True]


def test_a_handle_in_a_files_name_is_told_before_the_report_is_passed_on(project: Path) -> None:
    (project / "data" / "raw" / "b.md").rename(project / "data" / "raw" / "posts_belmara_watch.md")
    said: list[str] = []
    made = run_report(project=project, say=said.append)
    assert [line for line in said if "holds a handle" in line and line.startswith("data/raw/posts_belmara_watch.md: ")]
    assert "belmara_watch" not in (made.version / "tables" / "documents.csv").read_text(encoding="utf-8")


def exit_of_verify(version: Path) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "osint_kit.cli", "verify", str(version)], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + (done.stderr if done.returncode == 2 else "")


def test_verify_ends_with_0_where_nothing_differs_1_where_bytes_do_and_2_where_something_is_missing(made: Path) -> None:
    version = made / "reports" / "main" / "v0001"
    source = made / "data" / "raw" / "a.md"
    source.write_text("The inputs have moved on.\n", encoding="utf-8")
    (made / "data" / "raw" / "b.md").unlink()
    assert exit_of_verify(version) == (0, f"{version}: identical, {len(files(version))} files\n")

    table = version / "tables" / "figures.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("300", "301"), encoding="utf-8")
    (version / "index.html").unlink()
    code, said = exit_of_verify(version)
    assert code == 1
    assert f"2 of {len(files(version)) + 1} files differ" in said
    assert re.search(r"^tables/figures\.csv: line 2: '.*301.*' instead of '.*300.*'$", said, re.MULTILINE)
    assert "index.html: missing in the version" in said

    sha256 = next(file["sha256"] for file in manifest_of(version)["inputs"] if file["path"] == "data/raw/a.md")
    stored(made / "data" / "store", sha256).unlink()
    code, said = exit_of_verify(version)
    assert code == 2
    assert f"data/raw/a.md is no longer at hand: no content has sha256 {sha256}" in said


def test_a_version_is_verified_without_its_store_where_its_files_lie_in_the_project(made: Path) -> None:
    shutil.rmtree(made / "data" / "store")
    shown = made / "notebooks" / "00_first.ipynb"
    notebook = json.loads(shown.read_text(encoding="utf-8"))
    next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")["execution_count"] = 7
    shown.write_text(json.dumps(notebook), encoding="utf-8")
    version = made / "reports" / "main" / "v0001"
    assert exit_of_verify(version) == (0, f"{version}: identical, {len(files(version))} files\n")


def test_verify_names_the_commit_that_code_is_no_longer_found_in(made: Path) -> None:
    version = made / "reports" / "main" / "v0001"
    manifest = manifest_of(version)
    manifest["commit"] = "c" * 40
    manifest["code"][0]["sha256"] = "0" * 64
    (version / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ReportError, match=f"no content has sha256 {'0' * 64}, nor has commit {'c' * 40}"):
        verify_report(version)


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [("python", "3.99.0", "Python 3.99.0 made this version"), ("packages", {"pandas": "99.0"}, "pandas 99.0 made this version")],
)
def test_verify_names_the_python_or_the_package_that_is_another_one(made: Path, key: str, value: object, said: str) -> None:
    version = made / "reports" / "main" / "v0001"
    (version / "manifest.json").write_text(json.dumps(manifest_of(version) | {key: value}), encoding="utf-8")
    with pytest.raises(ReportError, match=said):
        verify_report(version)


def test_two_runs_in_two_folders_give_the_same_bytes(project: Path, tmp_path: Path) -> None:
    other = tmp_path / "deeper" / "other"
    shutil.copytree(project, other)
    first = command(project, PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C", MPLBACKEND="svg")
    assert first.wait() == 0, first.communicate()[0]
    second = command(other, one_core=True, PYTHONHASHSEED="2", TZ="America/New_York", LC_ALL="C.UTF-8", COLUMNS="40")
    assert second.wait() == 0, second.communicate()[0]
    assert difference(project / "reports", other / "reports") == []
    (other / "reports" / "main" / "v0001").rename(tmp_path / "cold")
    warm = command(other)
    assert warm.wait() == 0, warm.communicate()[0]
    assert difference(tmp_path / "cold", other / "reports" / "main" / "v0001") == []


def test_two_runs_at_once_make_one_version(project: Path) -> None:
    runs = [command(project) for _ in range(2)]
    said = [run.communicate()[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0], said
    assert sorted(path.name for path in (project / "reports" / "main").iterdir()) == ["v0001"]
    assert sum("is up to date" in text for text in said) == 1


@pytest.mark.slow
def test_a_run_that_is_killed_at_any_point_leaves_no_version_or_a_whole_one(project: Path) -> None:
    started = time.monotonic()
    whole = run_report(project=project).version
    length, held = time.monotonic() - started, files(whole)
    shutil.move(whole, project / "whole")
    points = random.Random(8)
    for _ in range(int(os.environ.get("OSINT_KIT_KILLS", "4"))):
        for left in (project / "data" / "processed").glob("*"):
            shutil.rmtree(left)
        run = command(project)
        time.sleep(points.uniform(0, length))
        run.send_signal(signal.SIGKILL)
        run.communicate()
        for version in (project / "reports" / "main").glob("v*"):
            assert files(version) == held
            shutil.rmtree(version)
    last = run_report(project=project)
    assert difference(project / "whole", last.version) == []
    assert sorted(path.name for path in last.version.parent.iterdir()) == [last.version.name]


@pytest.mark.usefixtures("warm")
def test_a_failing_cell_names_notebook_cell_and_error_and_leaves_nothing(
    put_notebook: Callable[..., None], project: Path
) -> None:
    put_notebook("00_first", "1 / 0")
    with pytest.raises(ReportError, match="00_first, cell 3: ZeroDivisionError: division by zero"):
        run_report(project=project)
    assert not (project / "reports").exists()


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("object()", "a memory address"),
        ("import pathlib; print(pathlib.Path.cwd())", "a path of this machine"),
        ("import tempfile; print(tempfile.gettempdir() + '/x')", "a temporary path"),
        ("print('12.3it/s')", "a rate of progress"),
        ("print('seen by @velm_eye')", "names '@velm_eye'"),
    ],
)
def test_an_output_that_would_differ_or_names_an_author_is_an_error(
    put_notebook: Callable[..., None], project: Path, cell: str, said: str
) -> None:
    put_notebook("00_first", cell)
    with pytest.raises(ReportError, match=f"00_first, cell 4: the output .*{said}"):
        run_report(project=project)


@pytest.mark.usefixtures("warm")
def test_parameters_reach_the_notebooks_and_the_manifest(project: Path) -> None:
    made = run_report({"about": "0.2", "name": "wide"}, project=project)
    assert made.version.parent.name == "wide"
    assert manifest_of(made.version)["parameters"]["about"] == 0.2
    assert ">420</a>" in (made.version / "index.html").read_text(encoding="utf-8")


def test_an_unknown_parameter_an_empty_folder_and_unreadable_material_are_errors(project: Path) -> None:
    with pytest.raises(ParameterError, match="unknown parameter 'nothing'"):
        run_report({"nothing": "1"}, project=project)
    (project / "data" / "none").mkdir()
    with pytest.raises(InputError, match="no files found"):
        run_report({"raw": "data/none"}, project=project)
    (project / "data" / "none" / "x.bin").write_bytes(bytes(range(256)))
    with pytest.raises(InputError, match="no documents found"):
        run_report({"raw": "data/none"}, project=project)
    assert not (project / "reports").exists()
