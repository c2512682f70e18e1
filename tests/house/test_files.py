"""What is committed: small files, of this project alone, that say nothing about the place where they were written."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> dict[str, str]:
    """Each tracked text file with its content; files with a null byte are no text."""
    contents = {name: (ROOT / name).read_bytes() for name in tracked()}
    return {name: content.decode("utf-8", "replace") for name, content in contents.items() if b"\0" not in content}


def places() -> set[str]:
    """Folders of the machine that the tests run on, long enough to be no ordinary word."""
    folders = {ROOT, ROOT.parent, Path.home(), Path(sys.base_prefix)}
    return {f"{folder}/" for folder in folders if len(folder.parts) > 1} - {"/usr/", f"{tempfile.gettempdir()}/"}


def test_no_source_file_is_longer_than_400_lines() -> None:
    long = {name: text.count("\n") for name, text in texts().items() if name.endswith(".py") and text.count("\n") >= 400}
    assert not long


def test_no_file_names_a_folder_of_a_machine() -> None:
    folder = re.compile("|".join([*map(re.escape, sorted(places())), r"(?<![\w.])/(?:home|Users)/\w"]))
    found = {name: match[0] for name, text in texts().items() if (match := folder.search(text))}
    assert not found


def test_no_file_names_a_package_index() -> None:
    hosts = re.compile(r"\bpypi\.org|pythonhosted\.|registry\.np[m]|deb\.debia[n]|--(?:index-ur[l]|find-link[s])")
    found = {name: match[0] for name, text in texts().items() if (match := hosts.search(text))}
    assert not found


def test_no_committed_notebook_shows_what_changes_from_run_to_run() -> None:
    trace = re.compile(r"ipykernel_\d|site-packages|\bat 0x[0-9a-f]{6,}")
    found = {name: match[0] for name, text in texts().items() if name.endswith(".ipynb") and (match := trace.search(text))}
    assert not found


def test_text_files_end_with_one_line_break_and_use_no_carriage_return() -> None:
    own = (".py", ".md", ".toml", ".yaml", ".cff", ".lock", "Makefile", ".ci/run", ".gitignore")
    written = {
        name: text for name, text in texts().items() if name.endswith(own) and not name.startswith(("data/raw/", "tests/"))
    }
    assert [
        name for name, text in written.items() if text and ("\r" in text or not text.endswith("\n") or text.endswith("\n\n"))
    ] == []


def test_the_version_is_the_same_everywhere() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\n## {version}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
