"""The tables in which the stages meet: grain, columns and types; check, save, load.

Every table is a pandas frame whose columns stand in the order below. Text columns hold ``str`` or null,
whole numbers ``Int64``, amounts ``float64``, yes/no ``boolean``, lists of words Python lists. Null means that the source does
not say. Dates are ISO 8601 text; times are UTC text ending in ``Z``. Spans are code points into ``documents.text``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from osint_kit import vocabulary as words
from osint_kit.errors import TableError

TEXT, WHOLE, NUMBER, FLAG, LIST = "str", "Int64", "float64", "boolean", "list"
_NEEDS_QUOTES = re.compile(r'[",\r\n]').search
_ARROW = {TEXT: pa.string(), WHOLE: pa.int64(), NUMBER: pa.float64(), FLAG: pa.bool_(), LIST: pa.list_(pa.string())}


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its columns with their types, the columns that identify a row, and its closed words."""

    name: str
    grain: str
    columns: Mapping[str, str]
    key: tuple[str, ...]
    required: tuple[str, ...] = ()
    closed: Mapping[str, tuple[str, ...]] = ()  # type: ignore[assignment]

    @property
    def schema(self) -> pa.Schema:
        return pa.schema([(column, _ARROW[kind]) for column, kind in self.columns.items()])


def _columns(text: str) -> dict[str, str]:
    """``"a b:int c:float"`` to column types; a name without a type is text."""
    kinds = {"": TEXT, "int": WHOLE, "float": NUMBER, "flag": FLAG, "list": LIST}
    return {name: kinds[kind] for name, _, kind in (item.partition(":") for item in text.split())}


_HEDGED = {"hedge": words.HEDGES, "kind": words.KINDS, "stance": words.STANCES}

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "documents", "one document as read",
            _columns(
                "document_id external_id path record format language channel publisher author url title published retrieved"
                " text sha256 tags:list forward_of reply_to reshare_of archive_url archive_hash links:list paraphrase:flag"
            ),
            ("document_id",), ("document_id", "path", "channel", "text", "sha256"), {"channel": words.CHANNELS},
        ),
        Table(
            "cells", "one cell of a table that states an amount, with what its row and column say about it",
            _columns(
                "document_id locator quote value:float hedge hedge_words low:float high:float unit per kind item event"
                " delta:flag actor place source relay stance stance_words as_of_start as_of_end definition published"
                " publisher url doubts:list"
            ),
            ("document_id", "locator"), ("document_id", "locator", "quote"), _HEDGED,
        ),
        Table(
            "references", "one outside source that a document names",
            _columns("document_id start:int end:int host url"),
            ("document_id", "start", "end", "host"), ("document_id", "host"),
        ),
        Table(
            "tallies", "one self-declared source count of a document",
            _columns("document_id web:int social:int forum:int references:int start:int end:int"),
            ("document_id", "start"), ("document_id",),
        ),
        Table(
            "volumes", "one count of items in a period, from an export of counts",
            _columns("document_id locator channel outlet query period_start period_end count:int total:int"),
            ("document_id", "locator"), ("document_id", "locator", "count"), {"channel": words.CHANNELS},
        ),
        Table(
            "figures", "one amount as it stands in a document",
            _columns(
                "figure_id document_id start:int end:int quote locator value:float hedge hedge_words low:float high:float"
                " unit per kind item event delta:flag part_of actor place source source_start:int source_end:int relay"
                " relay_start:int relay_end:int cue cue_start:int cue_end:int stance stance_words as_of_start as_of_end as_of_words sentence_start:int"
                " sentence_end:int doubts:list definition published publisher url"
            ),
            ("figure_id",), ("figure_id", "document_id", "quote", "hedge", "kind", "stance"), _HEDGED,
        ),
        Table(
            "claims", "one figure made comparable",
            _columns(
                "figure_id document_id topic kind definition thing event actor place unit per value:float low:float high:float"
                " bounds_rule as_of_start as_of_end published speaker speaker_kind stance correction misnamed"
            ),
            ("figure_id",), ("figure_id", "document_id", "kind", "stance"), {"kind": words.KINDS, "stance": words.STANCES},
        ),
        Table(
            "lineages", "one document's place among copies of a text",
            _columns("document_id lineage_id basis of evidence"),
            ("document_id", "lineage_id", "of"), ("document_id", "lineage_id", "basis"), {"basis": words.LINEAGE_BASES},
        ),
        Table(
            "origins", "one claim's ultimate source",
            _columns("figure_id origin_id basis evidence"),
            ("figure_id",), ("figure_id", "origin_id", "basis"),
        ),
        Table(
            "pairs", "two claims on one topic",
            _columns("left right topic relation gap:float same_origin:flag reason"),
            ("left", "right"), ("left", "right", "topic", "relation", "reason"), {"relation": words.RELATIONS},
        ),
        Table(
            "consensus", "one topic in one period",
            _columns(
                "topic period_start period_end claims:int documents:int origins:int value:float low:float high:float"
                " reported_low:float reported_high:float supporting:list opposing:list credibility verdict figure_ids:list"
                " web:int social:int forum:int pooled_value:float pooled_low:float pooled_high:float rule reason"
            ),
            ("topic", "period_start", "period_end"), ("topic", "verdict", "figure_ids"),
            {"verdict": words.VERDICTS, "credibility": words.CREDIBILITY},
        ),
        Table(
            "quarantine", "one thing that could not be read",
            _columns("path record stage reason excerpt"),
            ("path", "record", "reason"), ("path", "stage", "reason"), {"stage": words.STAGES},
        ),
    )
}  # fmt: skip


def _table(name: str) -> Table:
    try:
        return TABLES[name]
    except KeyError:
        raise TableError(f"no table is called {name!r}", f"there are {', '.join(TABLES)}") from None


def empty(name: str) -> pd.DataFrame:
    """A table without rows, with all its columns and types."""
    return frame(name, [])


def frame(name: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as dictionaries to a checked table. A column that a row leaves out is null.

    Raises:
        TableError: a row has a column the table does not know, or a value of the wrong type.
    """
    table = _table(name)
    rows = list(rows)
    for row in rows:
        if unknown := row.keys() - table.columns.keys():
            raise TableError(f"table {name}: unknown column {min(unknown)!r}", f"it has {', '.join(table.columns)}")
    data = {column: [row.get(column) for row in rows] for column in table.columns}
    return check(name, pd.DataFrame(data))


def check(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows with the table's columns, in order and of their types; nothing is dropped in silence.

    Raises:
        TableError: a column is missing or unknown, a value has the wrong type, a needed value is null,
            a word is outside the closed vocabulary, or a key stands twice. The message names table, column and row.
    """
    table = _table(name)
    if unknown := [column for column in rows.columns if column not in table.columns]:
        raise TableError(f"table {name}: unknown column {unknown[0]!r}", f"it has {', '.join(table.columns)}")
    if missing := [column for column in table.required if column not in rows.columns]:
        raise TableError(f"table {name}: column {missing[0]!r} is missing")
    typed = {column: _typed(name, column, kind, rows) for column, kind in table.columns.items()}
    checked = pd.DataFrame(typed, columns=list(table.columns), index=pd.RangeIndex(len(rows)))
    for column in table.required:
        if (null := checked[column].isna()).any():
            raise TableError(f"table {name}: {column} is null in row {int(null.idxmax())}")
    for column, allowed in dict(table.closed).items():
        bad = checked[column].notna() & ~checked[column].isin(allowed)
        if bad.any():
            word = checked[column][bad.idxmax()]
            raise TableError(f"table {name}: {column} is {word!r} in row {int(bad.idxmax())}", f"use one of {', '.join(allowed)}")
    if len(table.key) == 1 and (twice := checked.duplicated(list(table.key))).any():
        row = int(twice.idxmax())
        raise TableError(f"table {name}: {table.key[0]} {checked[table.key[0]][row]!r} stands twice (row {row})")
    return checked


def _typed(name: str, column: str, kind: str, rows: pd.DataFrame) -> pd.Series:
    index = pd.RangeIndex(len(rows))
    if column not in rows.columns:
        values: list[Any] = [[] if kind == LIST else None] * len(rows)
    else:
        values = rows[column].tolist()
    if kind == LIST:
        return pd.Series([_list(value) for value in values], dtype=object, index=index)
    try:
        if kind == TEXT:
            values = [None if value is None or value is pd.NA or value != value else value for value in values]
            if wrong := [value for value in values if value is not None and not isinstance(value, str)]:
                raise TypeError(f"{wrong[0]!r} is not text")
        return pd.Series(values, dtype=kind, index=index)
    except (TypeError, ValueError) as error:
        raise TableError(f"table {name}: column {column} ({kind}): {error}") from None


def _list(value: Any) -> list[str]:
    if value is None or isinstance(value, float):
        return []
    return [str(item) for item in value]


def sort(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows in the order of the table's key, the same for any order they came in."""
    return rows.sort_values(list(_table(name).key), kind="stable", na_position="first", ignore_index=True)


def save(name: str, rows: pd.DataFrame, folder: str | Path) -> Path:
    """Write ``folder/<name>.parquet`` (checked)."""
    with Writer(name, folder) as writer:
        writer.append(rows)
    return writer.path


class Writer:
    """Appends checked batches to one Parquet file as row groups, so that a table larger than memory can be written."""

    def __init__(self, name: str, folder: str | Path) -> None:
        self.name = name
        self.path = Path(folder) / f"{name}.parquet"
        self.rows = 0
        self._schema = _table(name).schema

    def __enter__(self) -> Writer:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = pq.ParquetWriter(self.path, self._schema)
        return self

    def append(self, rows: pd.DataFrame) -> None:
        checked = check(self.name, rows)
        self.rows += len(checked)
        if len(checked):
            self._file.write_table(pa.Table.from_pandas(checked, schema=self._schema, preserve_index=False))

    def __exit__(self, *_: object) -> None:
        self._file.close()


def load(name: str, folder: str | Path) -> pd.DataFrame:
    """Read ``folder/<name>.parquet`` and check it.

    Raises:
        TableError: the file is not there.
    """
    return check(name, _open(name, folder).read().to_pandas())


def load_batches(name: str, folder: str | Path) -> Iterator[pd.DataFrame]:
    """The row groups of ``folder/<name>.parquet``, one checked frame each."""
    file = _open(name, folder)
    for group in range(file.num_row_groups):
        yield check(name, file.read_row_group(group).to_pandas())


def _open(name: str, folder: str | Path) -> pq.ParquetFile:
    path = Path(folder) / f"{_table(name).name}.parquet"
    if not path.is_file():
        raise TableError(f"{path} is not there", "run the pipeline first")
    return pq.ParquetFile(path)


def write_csv(name: str, rows: pd.DataFrame, folder: str | Path) -> Path:
    """Write ``folder/<name>.csv``: UTF-8, LF, sorted by key, null an empty field, floats by ``repr``, lists with one space."""
    path = Path(folder) / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    table, ordered = _table(name), sort(name, check(name, rows))
    rows_of_values = zip(*(ordered[column].tolist() for column in table.columns), strict=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(csv_line(table.columns))
        file.writelines(csv_line(values) for values in rows_of_values)
    return path


def read_csv(name: str, folder: str | Path) -> pd.DataFrame:
    """Read what :func:`write_csv` wrote."""
    table = _table(name)
    raw = pd.read_csv(Path(folder) / f"{name}.csv", dtype=str, keep_default_na=False, na_values=[""], encoding="utf-8")
    for column, kind in table.columns.items():
        if kind == LIST:
            raw[column] = [[] if not isinstance(value, str) else value.split(" ") for value in raw[column]]
        elif kind in (WHOLE, NUMBER):
            raw[column] = pd.to_numeric(raw[column])
        elif kind == FLAG:
            raw[column] = raw[column].map({"true": True, "false": False})
    return check(name, raw)


def csv_line(values: Iterable[Any]) -> str:
    r"""One row of a CSV file, with quotes where they are needed.

    The standard library's writer leaves a lone carriage return without quotes, and a reader then sees two rows.

    >>> csv_line(["rund 50", 1.0, None, ["a", "b"], "12,000"])
    'rund 50,1.0,,a b,"12,000"\n'
    """
    cells = [csv_cell(value) for value in values]
    quoted = ['"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES(cell) else cell for cell in cells]
    return ",".join(quoted) + "\n"


def csv_cell(value: Any) -> str:
    """One value as it stands in a CSV file: null empty, floats by ``repr``, lists separated by one space."""
    if isinstance(value, list):
        return " ".join(value)
    if value is None or value is pd.NA or value != value:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(float(value))
    return str(value)
