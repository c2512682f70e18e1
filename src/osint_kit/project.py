"""A project folder: where its parts lie, and the hashes of what goes into a report. Standard library only, so that it starts at once."""

from __future__ import annotations

import functools
import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from osint_kit.errors import InputError

PACKAGE = Path(__file__).resolve().parent
_TOOLS = frozenset({"pip", "setuptools", "wheel", "uv"})


@dataclass(frozen=True)
class Project:
    """The folder that holds ``notebooks/`` and ``data/``; every path of a report is relative to it."""

    root: Path

    @property
    def notebooks(self) -> Path:
        return self.root / "notebooks"

    @property
    def processed(self) -> Path:
        return self.root / "data" / "processed"

    @property
    def store(self) -> Path:
        """Inputs and code of past versions, by sha256 (git-ignored)."""
        return self.root / "data" / "store"

    @property
    def lock(self) -> Path:
        return self.root / "requirements.lock"

    def judgement(self) -> dict[str, Path]:
        """The files of hand judgement, names and corrections, by their place in a project; a project without names uses the package's."""
        corrections = self.root / "data" / "corrections.yaml"
        folders = (self.root / "data" / "names", PACKAGE / "data" / "names", PACKAGE.parents[1] / "data" / "names")
        names = next((folder for folder in folders if folder.is_dir()), folders[0])
        found = {f"data/names/{path.name}": path for path in sorted(names.glob("*.yaml"))}
        return found | ({"data/corrections.yaml": corrections} if corrections.is_file() else {})

    def rule_files(self) -> dict[str, Path]:
        """Where cleaning finds this project's names, topics and corrections, as far as they are there."""
        names = self.root / "data" / "names"
        places = {"names": names, "topics": names / "topics.yaml", "corrections": self.root / "data" / "corrections.yaml"}
        return {name: path for name, path in places.items() if path.exists()}

    def resolve(self, path: str | Path) -> Path:
        """A path as it is meant in a report: relative to the root, never to the working directory."""
        return Path(os.path.normpath(self.root / path))

    def base(self, raw: Path) -> Path:
        """The folder to which the paths of the documents in ``raw`` are relative."""
        return self.root if raw.is_relative_to(self.root) else raw.parent


def find_project(start: str | Path | None = None) -> Project:
    """The project around a folder (default: the working directory), looked for upwards.

    Raises:
        InputError: neither the folder nor one above it holds ``notebooks/`` and ``data/``.
    """
    here = Path(start or ".").absolute()
    for folder in (here, *here.parents):
        if (folder / "notebooks").is_dir() and (folder / "data").is_dir():
            return Project(folder)
    raise InputError(
        f"{here}: no project here or above", "go to a folder with notebooks/ and data/, or make one with `osint-kit new`"
    )


@dataclass(frozen=True)
class File:
    """One file that goes into a report."""

    label: str
    path: Path
    sha256: str
    size: int

    def entry(self) -> dict[str, Any]:
        return {"path": self.label, "sha256": self.sha256, "bytes": self.size}


def list_files(raw: Path) -> list[Path]:
    """All files of a folder, or the one file, sorted by path; hidden ones are left out.

    Raises:
        InputError: there is no such path.
    """
    if raw.is_file():
        return [raw]
    if not raw.is_dir():
        raise InputError(f"{raw}: no such file or folder")
    found = []
    for folder, folders, names in os.walk(raw):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(folder, name) for name in names if not name.startswith(".")]
    return sorted(found, key=lambda path: path.relative_to(raw).as_posix())


def hash_file(path: Path) -> str:
    """The sha256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_json(value: Any) -> str:
    """The sha256 of a value in canonical JSON."""
    return hashlib.sha256(canonical(value)).hexdigest()


def canonical(value: Any) -> bytes:
    """A value as JSON with one spelling: sorted keys, no blanks, UTF-8."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def hash_inputs(project: Project, raw: Path) -> list[File]:
    """The files below a folder (or the one file) with sha256 and size, in order of their paths."""
    base = project.base(raw)
    files = [path for path in list_files(raw) if path.is_file()]
    return [File(path.relative_to(base).as_posix(), path, hash_file(path), path.stat().st_size) for path in files]


@functools.cache
def hash_code(*parts: str) -> tuple[tuple[str, str], ...]:
    """Path and sha256 of the package's files, all of them or those below some parts (``"extract"``, ``"tables.py"``)."""
    return tuple((path.relative_to(PACKAGE).as_posix(), hash_file(path)) for path in code_files(parts))


def code_files(parts: Iterable[str] = ()) -> Iterator[Path]:
    """The package's files, all of them or those below some parts, in order of their paths."""
    chosen = [PACKAGE / part for part in parts] or [PACKAGE]
    found = {path for part in chosen for path in ([part] if part.is_file() else part.rglob("*")) if path.is_file()}
    yield from sorted(path for path in found if "__pycache__" not in path.parts and path.suffix != ".pyc")


def environment(lock: Path) -> dict[str, Any]:
    """The Python version and the installed version of every package that the lock names (all packages where there is no lock)."""
    wanted = None
    if lock.is_file():
        lines = lock.read_text(encoding="utf-8").splitlines()
        wanted = {_plain(line.split("==")[0]) for line in lines if "==" in line and not line[:1].isspace()}
    packages = {}
    for folder in reversed(sys.path):
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            if name.endswith(".dist-info"):
                package, _, version = name.removesuffix(".dist-info").partition("-")
                packages[_plain(package)] = version
    chosen = {name: version for name, version in packages.items() if name not in _TOOLS and (wanted is None or name in wanted)}
    return {"python": ".".join(map(str, sys.version_info[:3])), "packages": dict(sorted(chosen.items()))}


def _plain(package: str) -> str:
    return package.strip().lower().replace("_", "-").replace(".", "-")
