"""``osint-kit new``: a fresh project folder for a topic of one's own, in which ``osint-kit report`` works."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from osint_kit.errors import InputError
from osint_kit.project import PACKAGE
from osint_kit.report.parameters import declared
from osint_kit.report.versions import source_of

TEMPLATE = Path(__file__).with_name("templates") / "project"
_PLACES = {
    "README.md": "README.md",
    "Makefile": "Makefile",
    "gitignore": ".gitignore",
    "corrections.yaml": "data/corrections.yaml",
}


def new_project(folder: str | Path) -> Path:
    """Make a project folder: notebooks, names, parameters, and where the material goes.

    Raises:
        InputError: the folder exists and is not empty.
    """
    made = Path(folder)
    if made.exists() and (not made.is_dir() or any(made.iterdir())):
        raise InputError(f"{made}: there is something already", "name a folder that does not exist yet")
    for part in ("data/raw", "data/names", "notebooks"):
        (made / part).mkdir(parents=True, exist_ok=True)
    (made / "data" / "raw" / ".gitkeep").touch()
    for path in sorted(shipped("data/names").glob("*.yaml")):
        shutil.copyfile(path, made / "data" / "names" / path.name)
    for path in sorted(shipped("notebooks").glob("*.ipynb")):
        text = json.dumps(source_of(path), indent=1, ensure_ascii=False)
        (made / "notebooks" / path.name).write_text(text + "\n", encoding="utf-8")
    for name, place in _PLACES.items():
        text = (TEMPLATE / name).read_text(encoding="utf-8")
        (made / place).write_text(text.replace("# NAME", f"# {made.absolute().name}", 1), encoding="utf-8")
    (made / "parameters.yaml").write_text(_parameters(made), encoding="utf-8")
    return made


def shipped(part: str) -> Path:
    """A folder of the project that comes with the package: beside it in a clone, inside of it where it is installed.

    Raises:
        InputError: it is in neither place.
    """
    for folder in (PACKAGE / part, PACKAGE.parents[1] / part):
        if folder.is_dir():
            return folder
    raise InputError(f"{part}: not found beside the package", "install osint-kit anew")


def _parameters(project: Path) -> str:
    """All that can be set, each with what it means and its default."""
    lines = [
        "# What a report asks and by which rules. Take away the # of a name to set it: osint-kit report -f parameters.yaml",
        "",
    ]
    for name, one in declared(sorted((project / "notebooks").glob("*.ipynb"))).items():
        if name not in ("name", "raw", "sentence"):
            lines += [f"## {one.note} ({one.type})", f"# {name}: {_written(one.default)}", ""]
    return "\n".join(lines)


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
