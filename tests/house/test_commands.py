"""Every command is explained, and every command that is explained exists."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE)
DOCS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
WORDS = "\n".join(file.read_text("utf-8") for file in DOCS)


def commands() -> set[str]:
    """The commands of ``osint-kit``."""
    if not (ROOT / "src" / "osint_kit" / "cli.py").is_file():
        pytest.skip("there is no command line yet")
    from osint_kit import cli

    return set(cli.commands.commands)


def make(*words: str) -> str:
    return subprocess.run(["make", "--no-print-directory", *words], cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_make_alone_lists_every_target_with_what_it_does() -> None:
    listed = dict(re.findall(r"^  ([a-z]+) +(\S.*)$", make(), re.MULTILINE))
    assert sorted(listed) == sorted(TARGETS)
    assert all(len(what) > 10 for what in listed.values())


def test_every_target_is_no_file() -> None:
    declared = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert declared
    assert sorted(declared[1].split()) == sorted(TARGETS)


def test_every_program_that_make_starts_is_there() -> None:
    programs = re.findall(r"^\t\.venv/bin/python ([\w./]+)", MAKEFILE, re.MULTILINE)
    assert len(programs) >= 2
    assert [name for name in programs if not (ROOT / name).exists()] == []


def test_a_folder_with_a_blank_reaches_the_report_whole() -> None:
    assert '"$RAW"' in make("--dry-run", "report", "RAW=my folder")


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_is_explained(target: str) -> None:
    assert f"make {target}" in WORDS


def test_every_target_that_is_explained_exists() -> None:
    # A command stands in a code span or at the start of a line of a code block.
    assert set(re.findall(r"(?:`|^ *)make ([a-z]+)", WORDS, re.MULTILINE)) <= set(TARGETS)


def test_every_command_is_explained() -> None:
    assert {name for name in commands() if f"osint-kit {name}" not in WORDS} == set()


def test_every_command_that_is_explained_exists() -> None:
    assert set(re.findall(r"(?:`|^ *)osint-kit ([a-z]+)", WORDS, re.MULTILINE)) <= commands()
