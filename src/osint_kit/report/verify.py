"""Make a version again from its manifest in a clean place, and compare byte for byte (pictures pixel for pixel)."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from osint_kit.errors import ReportError
from osint_kit.project import PACKAGE, Project, canonical, environment, find_project
from osint_kit.report.versions import manifest_of, stored, without_outputs


@dataclass
class Verified:
    """What a second making of a version showed."""

    version: Path
    files: int = 0
    different: list[str] = field(default_factory=list)

    @property
    def same(self) -> bool:
        return not self.different

    def lines(self) -> Iterator[str]:
        if self.same:
            yield f"{self.version}: identical, {self.files} files"
        else:
            yield f"{self.version}: {len(self.different)} of {self.files} files differ"
            yield from self.different


def _mute(line: str) -> None:
    """Nobody is told."""


def verify_report(version: str | Path, *, say: Callable[[str], None] = _mute) -> Verified:
    """Make a version again in a clean place and compare.

    Args:
        version: the folder of a version, as ``reports/main/v0001``.
        say: told line by line how far it is.

    Raises:
        ReportError: the folder is no version, or its inputs, code or packages are no longer at hand (the message names them).
    """
    folder = Path(version).absolute()
    manifest = manifest_of(folder)
    project = find_project(folder)
    _same_environment(manifest, project)
    with tempfile.TemporaryDirectory(prefix="osint-kit-verify-") as place:
        again = _rebuild(manifest, project, Path(place))
        made = again / "reports" / manifest["report"]
        made.mkdir(parents=True)
        _stand_in(folder, manifest, made)
        _run(again, manifest, say)
        return _compare(folder, made / manifest["version"])


def _same_environment(manifest: Mapping[str, Any], project: Project) -> None:
    here = environment(project.lock)
    if here["python"] != manifest["python"]:
        raise ReportError(
            f"Python {manifest['python']} made this version, here is {here['python']}", "verify it with the same Python"
        )
    for name, version in manifest["packages"].items():
        if here["packages"].get(name) != version:
            found = here["packages"].get(name, "none")
            raise ReportError(f"{name} {version} made this version, here is {found}", "install the version's requirements.lock")


def _rebuild(manifest: Mapping[str, Any], project: Project, place: Path) -> Path:
    """The project as it was: inputs, code, notebooks and hand judgement, each found by its sha256."""
    raw = manifest["parameters"]["raw"]
    depth = Path(raw).parts.count("..")
    again = place.joinpath(*(f"above-{n}" for n in range(depth)), "project")
    base = again if not depth else (again / raw).parent
    wanted = [(base / file["path"], file) for file in manifest["inputs"]]
    wanted += [(again / file["path"], file) for group in ("judgement", "notebooks", "code") for file in manifest[group]]
    if manifest["lock"]:
        wanted.append((again / "requirements.lock", {"path": "requirements.lock", "sha256": manifest["lock"]}))
    for folder in ("notebooks", "data/processed"):
        (again / folder).mkdir(parents=True, exist_ok=True)
    raw_base = project.base(project.resolve(raw))
    for target, file in wanted:
        lies = (
            [project.root, PACKAGE.parent.parent, raw_base]
            if file in manifest["inputs"]
            else [project.root, PACKAGE.parent.parent]
        )
        content = _find(project, file, manifest, lies)
        target = Path(os.path.normpath(target))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return again


def _find(project: Project, file: Mapping[str, Any], manifest: Mapping[str, Any], lies: list[Path]) -> bytes:
    """A file's content: from the store, as it lies there now, or from the commit."""
    places = [stored(project.store, file["sha256"]), *(folder / file["path"] for folder in lies)]
    for place in places:
        if place.is_file() and (content := _as_hashed(place.read_bytes(), file)) is not None:
            return content
    commit = manifest["commit"]
    if commit:
        call = ["git", "-C", str(project.root), "show", f"{commit}:./{file['path']}"]
        done = subprocess.run(call, capture_output=True, check=False)
        if done.returncode == 0 and (content := _as_hashed(done.stdout, file)) is not None:
            return content
    raise ReportError(
        f"{file['path']} is no longer at hand: no content has sha256 {file['sha256']}"
        + (f", nor has commit {commit}" if commit else ""),
        "put the file back and verify again",
    )


def _as_hashed(content: bytes, file: Mapping[str, Any]) -> bytes | None:
    """The content whose hash the manifest has, else None. A notebook is hashed, and run, without what it last showed."""
    if hashlib.sha256(content).hexdigest() == file["sha256"]:
        return content
    if file["path"].endswith(".ipynb"):
        with suppress(ValueError, KeyError):
            source = canonical(without_outputs(content))
            return source if hashlib.sha256(source).hexdigest() == file["sha256"] else None
    return None


def _stand_in(folder: Path, manifest: Mapping[str, Any], made: Path) -> None:
    """The version before this one, which ``CHANGES.md`` speaks of; without it there is nothing to number from."""
    before = manifest["previous"]
    if before is None:
        return
    if not (folder.parent / before).is_dir():
        raise ReportError(f"{folder.parent / before} is no longer at hand", "CHANGES.md compares with it")
    shutil.copytree(folder.parent / before, made / before)


def _run(again: Path, manifest: Mapping[str, Any], say: Callable[[str], None]) -> None:
    parameters = again / "parameters.json"
    parameters.write_text(json.dumps({"parameters": manifest["parameters"], "commit": manifest["commit"]}), encoding="utf-8")
    call = [sys.executable, "-c", _AGAIN, str(again), str(parameters)]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    environment_ = kept | {"PYTHONPATH": str(again / "src"), "PYTHONHASHSEED": "0"}
    with subprocess.Popen(call, cwd=again, env=environment_, stderr=subprocess.PIPE, text=True) as run:
        said = ""
        for line in run.stderr or ():
            said = line.rstrip()
            say(said)
    if run.returncode:
        raise ReportError(f"the version could not be made again: {said}")


_AGAIN = """\
import json, sys
from osint_kit.errors import OsintKitError
from osint_kit.report import versions
from osint_kit.report.run import run_report
with open(sys.argv[2], encoding="utf-8") as file:
    given = json.load(file)
try:
    run_report(given["parameters"], project=sys.argv[1], commit=given["commit"], say=lambda line: print(line, file=sys.stderr))
except OsintKitError as error:
    sys.exit(str(error))
"""


def _compare(old: Path, new: Path) -> Verified:
    names = sorted({path.relative_to(root).as_posix() for root in (old, new) for path in root.rglob("*") if path.is_file()})
    result = Verified(old, len(names))
    for name in names:
        if not (old / name).is_file():
            result.different.append(f"{name}: missing in the version")
        elif not (new / name).is_file():
            result.different.append(f"{name}: not made again")
        elif difference := _difference(old / name, new / name):
            result.different.append(f"{name}: {difference}")
    return result


def _difference(old: Path, new: Path) -> str:
    """The first difference in words, empty where there is none."""
    before, after = old.read_bytes(), new.read_bytes()
    if before == after or (old.suffix == ".png" and _same_pixels(old, new)):
        return ""
    at = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after)))
    if old.suffix == ".png":
        return "the pixels differ"
    line = before.count(b"\n", 0, at) + 1
    return f"line {line}: {_around(before, at)} instead of {_around(after, at)}"


def _around(content: bytes, at: int) -> str:
    return repr(content[max(0, at - 20) : at + 20].decode("utf-8", "replace"))


def _same_pixels(old: Path, new: Path) -> bool:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(old) as one, Image.open(new) as other:
            return one.size == other.size and one.convert("RGBA").tobytes() == other.convert("RGBA").tobytes()
    except (UnidentifiedImageError, OSError):
        return False
