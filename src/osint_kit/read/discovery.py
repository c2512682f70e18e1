"""Paths to files: folders are searched in a fixed order; links, devices and other oddities are named, never followed."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from osint_kit.errors import InputError

STDIN = "-"

PASSED_OVER = ("Thumbs.db", "desktop.ini")
"""Files that a system leaves in folders. They, and names that begin with a dot, hold no documents and are passed over."""

MAPPING = ".mapping.yaml"
"""Ending of a file that says how a table beside it is read; it is no document."""

SIDECAR = ".yaml"
"""Ending of a file that says what is known of the file beside it (``note.txt.yaml`` of ``note.txt``); it is no document."""


@dataclass(frozen=True, slots=True)
class Found:
    """One file, the name that tables show for it, and why it cannot be read, if so."""

    path: Path
    name: str
    problem: str | None = None


def find(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], root: str | os.PathLike[str] | None = None
) -> Iterator[Found]:
    """Every file below the paths, sorted by name within each path.

    Names are relative to ``root``; a path outside it is named from its own last part on, so that no name depends on
    the folders above it.

    Raises:
        InputError: a path does not exist, or a folder holds no file.
    """
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    if not given:
        raise InputError("no path given", "name a file, a folder, or - for JSONL on standard input")
    for one in given:
        if str(one) == STDIN:
            yield Found(Path(STDIN), STDIN)
            continue
        path = Path(one)
        if not path.exists():
            raise InputError(f"{one}: no such file or folder")
        shown = _shown(path, root)
        if path.is_dir():
            found = sorted(_walk(path, shown), key=lambda file: file.name)
            if not found:
                raise InputError(f"{one}: no files found", "put texts or tables there, or name another folder")
            yield from found
        else:
            yield Found(path, shown, _oddity(path, path.resolve().parent))


def _shown(path: Path, root: str | os.PathLike[str] | None) -> str:
    if root is not None:
        try:
            return _name(path.resolve().relative_to(Path(root).resolve()))
        except ValueError:
            pass
    if path.is_absolute() or ".." in path.parts:
        return _name(PurePosixPath(path.resolve().name))
    return _name(path)


def _name(path: os.PathLike[str]) -> str:
    """The same spelling of accents on every system."""
    name = unicodedata.normalize("NFC", PurePosixPath(path).as_posix())
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _walk(folder: Path, shown: str) -> Iterator[Found]:
    """The folder's files. A name that is not UTF-8 is shown with a mark and read all the same."""
    top = folder.resolve()

    def fail(error: OSError) -> None:
        unreadable.append(error)

    unreadable: list[OSError] = []
    for where, folders, files in os.walk(folder, onerror=fail):
        folders[:] = [name for name in folders if not name.startswith(".")]
        linked = [name for name in folders if Path(where, name).is_symlink()]
        beside = set(files)
        for name in [*files, *linked]:
            if name.startswith(".") or name in PASSED_OVER or name.endswith(MAPPING):
                continue
            if name.endswith(SIDECAR) and name.removesuffix(SIDECAR) in beside:
                continue
            path = Path(where, name)
            yield Found(path, _name(PurePosixPath(shown) / path.relative_to(folder).as_posix()), _oddity(path, top))
    for error in unreadable:
        path = Path(error.filename)
        inner = PurePosixPath(shown) / path.relative_to(folder).as_posix()
        yield Found(path, _name(inner), f"the folder cannot be opened ({error.strerror})")


def _oddity(path: Path, top: Path) -> str | None:
    """Why a path is no file to read."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "a link that leads nowhere" if path.is_symlink() else "the file has gone or cannot be reached"
    if path.is_symlink() and not target.is_relative_to(top):
        return "a link that leaves the folder; copy the file here instead"
    if target.is_dir():
        return "a link to a folder that is read in its own place"
    if not stat.S_ISREG(target.stat().st_mode):
        return "not a regular file (a device, a pipe or a socket)"
    return None
