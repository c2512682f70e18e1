"""``make report``: the next version of a report, if anything that goes into it has changed. Only a change loads more than the standard library."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from osint_kit.errors import ReportError
from osint_kit.project import Project, find_project, hash_json
from osint_kit.report.parameters import declared, settle
from osint_kit.report.versions import Ingredients, alone, gather, manifest_of, next_version, versions


@dataclass(frozen=True)
class Made:
    """One run: the version that stands for it, and whether it is new."""

    version: Path
    new: bool
    fingerprint: str
    quarantined: int

    def line(self) -> str:
        place = f"{self.version.parent.parent.name}/{self.version.parent.name}/{self.version.name}"
        odd = f"; {self.quarantined} could not be read, see its quarantine" if self.quarantined else ""
        if not self.new:
            return f"{place} is up to date: nothing that goes into it has changed (fingerprint {self.fingerprint[:12]}){odd}"
        return f"{place} is new: open {self.version / 'index.html'}{odd}"


def _mute(line: str) -> None:
    """Nobody is told."""


def run_report(
    parameters: Mapping[str, Any] | None = None,
    *,
    file: str | Path | None = None,
    out: str | Path | None = None,
    project: str | Path | None = None,
    commit: str | None = None,
    say: Any = _mute,
) -> Made:
    """Run the project's notebooks over its material into the next version of a report, if anything changed since the last one.

    Args:
        parameters: values by name, ``raw`` and ``name`` among them; the rest have the defaults of the notebooks.
        file: a YAML file of parameters.
        out: where reports are kept (default: ``reports/`` of the project).
        project: a folder of the project (default: the working directory).
        commit: the commit to name in the manifest (default: the one of the work tree).
        say: told line by line how far the run is.

    Raises:
        ParameterError: a parameter is unknown or has a wrong value.
        InputError: there is no project here, or nothing to read.
        ReportError: a notebook failed; no version appears.
    """
    here = find_project(project)
    ingredients = prepare(here, parameters or {}, Path(file) if file else None)
    reports = Path(out).absolute() if out else here.root / "reports"
    report = reports / ingredients.parameters["name"]
    listing = ingredients.listing()
    fingerprint = hash_json(listing)
    try:
        with alone(report) as waited:
            if waited:
                say(f"{report.name}: another run has just ended")
            last = versions(report)[-1:]
            known = manifest_of(last[0]) if last else {}
            if known.get("fingerprint") == fingerprint:
                return Made(last[0], False, fingerprint, known["rows"]["quarantine"])
            from osint_kit.report.make import make_version

            with next_version(report) as (folder, name):
                rows = make_version(ingredients, listing, fingerprint, folder, name, last[0] if last else None, commit, say)
            ingredients.keep()
    finally:
        with contextlib.suppress(OSError):
            report.rmdir()
        with contextlib.suppress(OSError):
            reports.rmdir()
    from osint_kit.report.shelf import write_shelf

    write_shelf(reports)
    return Made(report / name, True, fingerprint, rows["quarantine"])


def prepare(project: Project, given: Mapping[str, Any], file: Path | None = None) -> Ingredients:
    """The notebooks, the parameters and the hashed material of a report."""
    notebooks = sorted(project.notebooks.glob("*.ipynb"))
    if not notebooks:
        raise ReportError(f"{project.notebooks}: no notebooks", "a report is made of the notebooks there")
    return gather(project, notebooks, settle(declared(notebooks), given, file))
