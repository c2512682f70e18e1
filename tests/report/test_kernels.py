"""Kernels forked from one process show what kernels of their own show, share nothing but libraries, and leave nothing behind."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest

from osint_kit.errors import ReportError
from osint_kit.report import kernels
from osint_kit.report.execute import Kitchen, run_notebooks
from osint_kit.report.kernels import Nursery

pytestmark = [pytest.mark.kernel, pytest.mark.skipif(not kernels.FORKS, reason="kernels are not forked here")]


def notebook(*cells: str) -> dict[str, Any]:
    made: list[dict[str, Any]] = [
        {"cell_type": "code", "id": f"c{n}", "metadata": {}, "source": source, "outputs": [], "execution_count": None}
        for n, source in enumerate(cells)
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return {"cells": made, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}


BOOKS = {
    "one": notebook(
        "import os, sys, pandas as pd\nhidden = 7\nos.environ['SEEN'] = 'yes'\nos.getcwd() == os.path.realpath(os.getcwd())",
        "pd.DataFrame({'a': [1.5, None]})",
        "print(sorted({'b', 'a'}), hash('osint'), flush=True)",
        "%matplotlib inline\nimport matplotlib\nmatplotlib.rcParams['svg.hashsalt']",
    ),
    "other": notebook(
        "import os\n'hidden' in globals(), os.environ.get('SEEN'), __name__", "import warnings\nwarnings.warn('told')"
    ),
}


def run(folder: Path, forks: bool) -> dict[str, str]:
    folder.mkdir()
    kitchen = Kitchen(folder, folder / "settings", folder)
    said: list[str] = []
    with kitchen.open(forks=forks) as nursery:
        run_notebooks(BOOKS, {name: {} for name in BOOKS}, folder / "out", kitchen, nursery, said.append)
    return {path.name: path.read_text(encoding="utf-8") for path in (folder / "out").iterdir()}


def test_a_forked_kernel_shows_what_a_kernel_of_its_own_shows(tmp_path: Path) -> None:
    forked = run(tmp_path / "forked", True)
    assert forked == run(tmp_path / "alone", False)
    assert "(False, None, '__main__')" in forked["other.ipynb"]
    assert "UserWarning: told" in forked["other.ipynb"]


def test_a_kernel_that_is_missing_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "ipykernel").mkdir()
    (tmp_path / "ipykernel" / "__init__.py").write_text("raise ImportError('No module named ipykernel')", encoding="utf-8")
    source = Path(kernels.__file__).parents[2]
    nursery = Nursery(os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{source}"}, tmp_path)
    with pytest.raises(ReportError, match="no notebook can be run: No module named ipykernel; make the environment anew"):
        nursery.start([])
    nursery.close()


def test_kernels_end_when_the_run_is_gone(tmp_path: Path) -> None:
    kitchen = Kitchen(tmp_path, tmp_path / "settings", tmp_path)
    with kitchen.open() as nursery:
        assert nursery
        kernel = nursery.start(["-f", str(tmp_path / "kernel.json"), "--HistoryManager.enabled=False"])
        assert kernel.poll() is None
    for _ in range(100):
        if kernel.poll() is not None:
            break
        time.sleep(0.1)
    assert kernel.poll() == 0
