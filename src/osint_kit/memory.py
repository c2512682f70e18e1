"""Results of stages on disk, found again by the hash of all that went into them."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from osint_kit import tables
from osint_kit.project import Project, environment, hash_code, hash_json

_SHARED_CODE = ("tables.py", "vocabulary.py", "errors.py", "lexicon", "pipeline.py", "memory.py")


@dataclass(frozen=True)
class Memory:
    """Results of stages on disk. A result appears whole or not at all, also when two processes make it at once."""

    project: Project

    def stage(self, stage: str, goes_in: Mapping[str, Any], write: Callable[[Path], None]) -> Path:
        """The folder with the stage's tables; ``write`` fills it if nobody has made it before."""
        key = {
            "stage": stage, "in": goes_in, "code": hash_code(stage, *_SHARED_CODE), "environment": environment(self.project.lock),
        }  # fmt: skip
        folder = self.project.processed / f"{stage}-{hash_json(key)[:16]}"
        if folder.is_dir():
            return folder
        self.project.processed.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{stage}-", dir=self.project.processed))
        try:
            write(aside)
            aside.chmod(0o755)
            aside.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise
        finally:
            shutil.rmtree(aside, ignore_errors=True)
        return folder


class Digest:
    """Hashes a table's content row by row: the same for any cut into batches, another for any other value, column or order.

    >>> one, two = Digest(), Digest()
    >>> rows = pd.DataFrame({"document_id": ["a", "b"], "value": [1.0, None]})
    >>> one.add(rows).hex() == two.add(rows[:1]).add(rows[1:]).hex()
    True
    """

    def __init__(self) -> None:
        self._columns: dict[str, Any] = {}
        self._rows = 0

    def add(self, rows: pd.DataFrame) -> Digest:
        import orjson

        for name in rows.columns:
            column = rows[name].astype(object)
            values = column.where(column.notna(), None).tolist()
            content = orjson.dumps(values, default=str)[1:-1]
            self._columns.setdefault(name, hashlib.sha256()).update(content + b"," if values else b"")
        self._rows += len(rows)
        return self

    def hex(self) -> str:
        return hash_json([self._rows, [[name, column.hexdigest()] for name, column in self._columns.items()]])


def digest(rows: pd.DataFrame | None) -> str | None:
    """The hash of a whole table; null for no table."""
    return None if rows is None else Digest().add(rows).hex()


class Output:
    """Writes batches of several tables into one folder and notes the digest of each."""

    def __init__(self, folder: Path, names: Iterable[str]) -> None:
        self._folder = folder
        self._writers = {name: tables.Writer(name, folder) for name in names}
        self._digests = {name: Digest().add(tables.empty(name)) for name in self._writers}

    def __enter__(self) -> Output:
        for writer in self._writers.values():
            writer.__enter__()
        return self

    def append(self, batch: Iterable[pd.DataFrame]) -> None:
        for (name, writer), rows in zip(self._writers.items(), batch, strict=True):
            checked = tables.check(name, rows)
            writer.append(checked)
            self._digests[name].add(checked)

    def __exit__(self, *_: object) -> None:
        for writer in self._writers.values():
            writer.__exit__()
        digests = {name: one.hex() for name, one in self._digests.items()}
        (self._folder / "digests.json").write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")


def digests(folder: Path) -> dict[str, str]:
    """The hash of each table's content in a folder of results."""
    return dict(json.loads((folder / "digests.json").read_text(encoding="utf-8")))
