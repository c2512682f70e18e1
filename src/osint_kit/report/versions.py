"""What goes into a report, its fingerprint, and versions that appear whole or not at all. Standard library only."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from osint_kit.errors import InputError, ReportError
from osint_kit.project import (
    File,
    Project,
    canonical,
    code_files,
    environment,
    hash_code,
    hash_file,
    hash_inputs,
    hash_json,
)

MANIFEST = "manifest.json"
_KERNEL = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


@dataclass(frozen=True)
class Ingredients:
    """All that a version is made of. Two runs with the same ingredients have the same fingerprint and make the same bytes."""

    project: Project
    inputs: tuple[File, ...]
    notebooks: tuple[Path, ...]
    parameters: Mapping[str, Any]

    def listing(self) -> dict[str, Any]:
        """The ingredients as they stand in a manifest."""
        lock = self.project.lock
        return {
            "parameters": dict(self.parameters),
            "inputs": [file.entry() for file in self.inputs],
            "judgement": [{"path": name, "sha256": hash_file(path)} for name, path in self.project.judgement().items()],
            "notebooks": [{"path": f"notebooks/{path.name}", "sha256": hash_json(source_of(path))} for path in self.notebooks],
            "code": [{"path": f"src/osint_kit/{path}", "sha256": sha256} for path, sha256 in hash_code()],
            "lock": hash_file(lock) if lock.is_file() else None,
            **environment(lock),
        }

    def keep(self) -> None:
        """Copy inputs, code, notebooks, judgement and lock into the store, each once, under its sha256."""
        for file in self.inputs:
            keep_file(self.project.store, file.path, file.sha256)
        for path in [
            *self.project.judgement().values(),
            *([self.project.lock] if self.project.lock.is_file() else []),
            *code_files(),
        ]:
            keep_file(self.project.store, path, hash_file(path))
        for path in self.notebooks:
            source = source_of(path)
            keep_bytes(self.project.store, canonical(source), hash_json(source))


def gather(project: Project, notebooks: list[Path], parameters: Mapping[str, Any]) -> Ingredients:
    """Hash everything that goes into a report.

    Raises:
        InputError: there is nothing to read.
    """
    raw = project.resolve(parameters["raw"])
    if not raw.exists():
        raise InputError(f"{parameters['raw']}: no such file or folder in {project.root}", "name the material with raw")
    inputs = hash_inputs(project, raw)
    if not inputs:
        raise InputError(f"{parameters['raw']}: no files found", "put texts or tables there, or name another folder")
    return Ingredients(
        project, tuple(inputs), tuple(notebooks), {**parameters, "raw": Path(os.path.relpath(raw, project.root)).as_posix()}
    )


def source_of(notebook: Path) -> dict[str, Any]:
    """A notebook's cells without outputs, counts and editors' metadata: what enters the fingerprint and what is run."""
    return without_outputs(notebook.read_bytes())


def without_outputs(notebook: bytes) -> dict[str, Any]:
    """As ``source_of``, of a notebook's bytes.

    Raises:
        ValueError, KeyError: they are no notebook.
    """
    cells = []
    for index, cell in enumerate(json.loads(notebook)["cells"]):
        tags = {"tags": cell["metadata"]["tags"]} if cell["metadata"].get("tags") else {}
        plain = {"id": f"cell-{index:03d}", "cell_type": cell["cell_type"], "metadata": tags, "source": "".join(cell["source"])}
        cells.append(plain | ({"outputs": [], "execution_count": None} if cell["cell_type"] == "code" else {}))
    return {"cells": cells, "metadata": _KERNEL, "nbformat": 4, "nbformat_minor": 5}


def commit_of(project: Project) -> str | None:
    """The commit that the project's work tree was taken from; null outside of git."""
    call = ["git", "-C", str(project.root), "rev-parse", "HEAD"]
    try:
        done = subprocess.run(call, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout.strip() or None if done.returncode == 0 else None


# The store


def stored(store: Path, sha256: str) -> Path:
    """Where the store keeps the content with this sha256."""
    return store / sha256[:2] / sha256


def keep_file(store: Path, path: Path, sha256: str) -> None:
    """Copy a file into the store unless it is there."""
    place = stored(store, sha256)
    if not place.exists():
        _appear(place, lambda aside: shutil.copyfile(path, aside))


def keep_bytes(store: Path, content: bytes, sha256: str) -> None:
    """Write bytes into the store unless they are there."""
    place = stored(store, sha256)
    if not place.exists():
        _appear(place, lambda aside: aside.write_bytes(content))


def _appear(place: Path, write: Any) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    ignore = place.parent.parent / ".gitignore"
    if not ignore.exists():
        ignore.write_text("*\n", encoding="utf-8")
    handle, name = tempfile.mkstemp(prefix=".", dir=place.parent)
    os.close(handle)
    try:
        write(Path(name))
        os.replace(name, place)
    finally:
        Path(name).unlink(missing_ok=True)


# Versions


def versions(report: Path) -> list[Path]:
    """The versions of a report, oldest first."""
    if not report.is_dir():
        return []
    found = [
        path for path in report.iterdir() if path.name[:1] == "v" and path.name[1:].isdigit() and (path / MANIFEST).is_file()
    ]
    return sorted(found, key=lambda path: int(path.name[1:]))


def manifest_of(version: Path) -> dict[str, Any]:
    """A version's manifest.

    Raises:
        ReportError: the folder is no version of a report.
    """
    try:
        return dict(json.loads((version / MANIFEST).read_text(encoding="utf-8")))
    except FileNotFoundError:
        raise ReportError(f"{version}: no version of a report", f"it has no {MANIFEST}") from None
    except (ValueError, NotADirectoryError) as error:
        raise ReportError(f"{version}/{MANIFEST}: cannot be read ({error})") from None


@contextlib.contextmanager
def alone(report: Path) -> Iterator[bool]:
    """Only one run at a time works on a report: a second one waits. Tells whether it had to wait. A killed run holds nothing up."""
    waited = False
    while True:
        report.mkdir(parents=True, exist_ok=True)
        handle = os.open(report, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waited = True
            fcntl.flock(handle, fcntl.LOCK_EX)
        if report.is_dir() and os.path.samestat(os.fstat(handle), os.stat(report)):
            break
        os.close(handle)  # the run before made nothing and took the empty folder away
    try:
        yield waited
    finally:
        os.close(handle)


@contextlib.contextmanager
def next_version(report: Path) -> Iterator[tuple[Path, str]]:
    """A folder to write the next version into, and its name; it gets the name when all of it is written, else it goes away."""
    for left in report.glob(".making-*"):
        shutil.rmtree(left, ignore_errors=True)
    name = next_name(report)
    aside = Path(tempfile.mkdtemp(prefix=".making-", dir=report))
    try:
        yield aside, name
        aside.chmod(0o755)
        aside.rename(report / name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def next_name(report: Path) -> str:
    """The name of the version after the last one: ``v0001``, ``v0002`` …"""
    taken = [int(path.name[1:]) for path in report.iterdir() if path.name[:1] == "v" and path.name[1:].isdigit()]
    return f"v{max(taken, default=0) + 1:04d}"
