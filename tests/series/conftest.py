"""Small tables, written and read as a user would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
import pytest

from osint_kit import check_series, pipeline


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., pd.DataFrame]:
    """Write files and check them: ``check(losses=text)`` or ``check({"a/b.json": text})``."""

    def write_and_check(files: str | Mapping[str, str], sort: str | None = None) -> pd.DataFrame:
        given = {"table.json" if files.lstrip()[:1] == "[" else "table.csv": files} if isinstance(files, str) else files
        for name, content in given.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        reading = pipeline.read_all(tmp_path)
        figures = pipeline.extract_figures(reading.documents, reading.cells)
        found = check_series(figures, reading.documents)
        return found if sort is None else found[found["finding"] == sort].reset_index(drop=True)

    return write_and_check
