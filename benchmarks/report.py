"""How long a report takes beside the same number of notebooks that only import pandas and pyplot and plot once, in the same run.

Those run the best way that was found for notebooks without anything of this project: one process, papermill as a library, two kernels at
a time that end at once, each page made by a light template. Every line is the least of some rounds, taken in turns. The project is
copied aside with an empty cache; the reading itself (all stages, in a process of their own) is measured too.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 2

EMPTY = """\
import sys, tempfile
from pathlib import Path
from concurrent.futures import ThreadPoolExecutor
from osint_kit.report.execute import Kitchen, run_notebooks
from osint_kit.report.pages import Frame, render_notebook
cells = [{"cell_type": "code", "id": "a", "metadata": {"tags": ["parameters"]}, "source": "n = 3", "outputs": [], "execution_count": None},
         {"cell_type": "code", "id": "b", "metadata": {}, "outputs": [], "execution_count": None,
          "source": "%matplotlib inline\\nimport pandas as pd\\nimport matplotlib.pyplot as plt\\npd.Series(range(n)).plot()"}]
kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
books = {f"{n:02d}": {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5} for n in range(int(sys.argv[1]))}
with tempfile.TemporaryDirectory() as folder:
    place = Path(folder)
    kitchen = Kitchen(place, place / "settings", place)
    with kitchen.open(forks=False) as nursery, ThreadPoolExecutor(1) as beside:
        running = beside.submit(run_notebooks, books, {name: {} for name in books}, place / "out", kitchen, nursery, lambda line: None)
        import nbconvert.exporters.templateexporter
        for name, book in running.result().items():
            (place / f"{name}.html").write_text(Frame((), "", "").page(name, render_notebook(book, {})), encoding="utf-8")
"""
READING = """\
import sys
from osint_kit.pipeline import run_stages
from osint_kit.project import Project
from pathlib import Path
run_stages(Project(Path(sys.argv[1])), str(Path(sys.argv[1], "data", "raw")))
"""


Cost = tuple[float, float]
"""Seconds by the clock, and of processor time in all processes together, which a busy machine changes less."""


def seconds(*call: str | Path) -> Cost:
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *map(str, call)], check=True, capture_output=True)
    took, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def copy_project(into: Path) -> Path:
    """The project without what was computed from it."""
    for part in ("notebooks", "data/raw", "data/names"):
        shutil.copytree(ROOT / part, into / part, ignore=shutil.ignore_patterns(".*"))
    shutil.copy(ROOT / "data" / "corrections.yaml", into / "data")
    shutil.copy(ROOT / "requirements.lock", into)
    return into


def forget(project: Path) -> None:
    shutil.rmtree(project / "data" / "processed", ignore_errors=True)
    shutil.rmtree(project / "reports", ignore_errors=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = copy_project(Path(folder) / "a project")
        count = len(list((project / "notebooks").glob("*.ipynb")))

        def report() -> Cost:
            return seconds("-c", f"import os; os.chdir({str(project)!r}); from osint_kit.cli import main; main()", "report")

        def anew(measure: Callable[[], Cost]) -> Cost:
            forget(project)
            return measure()

        rows: dict[str, list[Cost]] = {}
        for _ in range(ROUNDS):
            for name, measure in (
                (f"{count} notebooks that import pandas and pyplot and plot once", lambda: seconds("-c", EMPTY, str(count))),
                ("the reading itself: all stages", lambda: anew(lambda: seconds("-c", READING, project))),
                (f"the whole report: stages, {count} notebooks, pages", lambda: anew(report)),
                ("the report again, nothing changed", report),
            ):
                rows.setdefault(name, []).append(measure())
        size = sum(path.stat().st_size for path in (project / "reports" / "main" / "v0001").rglob("*") if path.is_file())
    least = {name: tuple(map(min, zip(*costs, strict=True))) for name, costs in rows.items()}
    print("| what | seconds | seconds of processor time |\n| --- | --- | --- |")
    for name, (clock, processor) in least.items():
        print(f"| {name} | {clock:.2f} | {processor:.2f} |")
    empty, reading, whole, _ = least.values()
    for unit, allowed, taken in zip(("s", "s of processor time"), zip(empty, reading, strict=True), whole, strict=True):
        print(
            f"Allowed: {1.5 * allowed[0] + allowed[1]:.2f} {unit} (1.5 times the empty notebooks, and the reading); taken: {taken:.2f} {unit}."
        )
    print(f"A version: {size / 1e6:.1f} MB.")


if __name__ == "__main__":
    main()
