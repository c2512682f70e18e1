"""Figures, dates and tables on their way out of the package: JSONL, CSV or Parquet."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pandas as pd

from osint_kit import tables
from osint_kit.errors import InputError, ParameterError
from osint_kit.tables import FLAG, LIST, NUMBER, TABLES, TEXT, WHOLE

if TYPE_CHECKING:
    import pyarrow as pa

    from osint_kit.pipeline import Progress

FIGURE_COLUMNS = {"doc_id": TEXT, **TABLES["figures"].columns, "bounds_rule": TEXT}
DATE_COLUMNS = {
    "doc_id": TEXT,
    "document_id": TEXT,
    "start": WHOLE,
    "end": WHOLE,
    "quote": TEXT,
    "date_start": TEXT,
    "date_end": TEXT,
}

ENDINGS = (".jsonl", ".ndjson", ".json", ".csv", ".parquet")


def figure_rows(documents: pd.DataFrame, cells: pd.DataFrame | None = None) -> pd.DataFrame:
    """The figures of a batch with the bounds that cleaning gives them, and the id that the file gives each document."""
    from osint_kit.clean import clean_claims
    from osint_kit.clean.bounds import stated_bounds
    from osint_kit.extract import extract

    figures = extract(documents, cells).figures
    bounds = stated_bounds(figures, clean_claims(figures, documents))
    rows = figures.assign(doc_id=figures["document_id"].map(_doc_ids(documents)))
    for column in bounds.columns:
        rows[column] = bounds[column]
    return rows[list(FIGURE_COLUMNS)]


def date_rows(documents: pd.DataFrame) -> pd.DataFrame:
    """The dates that the texts of a batch name."""
    from osint_kit.extract import find_dates

    found = []
    ids = _doc_ids(documents)
    for document in documents.itertuples():
        dates = find_dates(document.text, _known(document.language), _known(document.published))
        found.append(dates.assign(doc_id=ids[document.document_id], document_id=document.document_id))
    rows = pd.concat(found, ignore_index=True) if found else pd.DataFrame()
    return rows.reindex(columns=list(DATE_COLUMNS))


def all_tables(paths: tuple[str, ...], progress: Progress) -> dict[str, pd.DataFrame]:
    """All stages over files and folders, nothing kept on disk: every table of the pipeline but cells."""
    from osint_kit import pipeline

    reading = pipeline.read_all(list(paths))
    progress("extract", len(reading.documents))
    found = pipeline.extract_all(reading.documents, reading.cells)
    progress("clean", len(found.figures))
    claims = pipeline.clean_claims(found.figures, reading.documents)
    progress("cross_reference", len(claims))
    crossed = pipeline.cross_reference(claims, found.figures, reading.documents, found.references)
    made = {**reading._asdict(), **found._asdict(), "claims": claims, **crossed._asdict()}
    del made["cells"]
    return made


def _doc_ids(documents: pd.DataFrame) -> dict[str, str]:
    external = documents["external_id"] if "external_id" in documents else documents["document_id"]
    return dict(zip(documents["document_id"], external.fillna(documents["document_id"]), strict=True))


def _known(value: Any) -> str | None:
    return value if isinstance(value, str) else None


@contextlib.contextmanager
def open_writer(out: Path | None) -> Iterator[Callable[[pd.DataFrame], None]]:
    """A function that appends rows to a file (JSONL, CSV or Parquet by its ending) or, as JSONL, to standard output.

    The file appears when all of it is written.

    Raises:
        InputError: the ending is none of the three.
    """
    if out is None:
        yield lambda rows: _write_jsonl(rows, sys.stdout.buffer)
        return
    ending = out.suffix.lower()
    if ending not in ENDINGS:
        raise InputError(f"{out}: what is written by this ending is not known", "use .jsonl, .csv or .parquet")
    out.parent.mkdir(parents=True, exist_ok=True)
    with _aside(out) as aside:
        opened = _parquet(aside) if ending == ".parquet" else _csv(aside) if ending == ".csv" else _jsonl(aside)
        with opened as write:
            yield write


@contextlib.contextmanager
def _aside(out: Path) -> Iterator[Path]:
    """A path to write to that becomes ``out`` when all is written."""
    aside = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        yield aside
        aside.replace(out)
    finally:
        aside.unlink(missing_ok=True)


@contextlib.contextmanager
def _jsonl(path: Path) -> Iterator[Callable[[pd.DataFrame], None]]:
    with path.open("wb") as file:
        yield lambda rows: _write_jsonl(rows, file)


@contextlib.contextmanager
def _csv(path: Path) -> Iterator[Callable[[pd.DataFrame], None]]:
    import csv

    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        head = True

        def write(rows: pd.DataFrame) -> None:
            nonlocal head
            if head:
                writer.writerow(rows.columns)
                head = False
            writer.writerows([tables.csv_cell(value) for value in row] for row in _plain_rows(rows))

        yield write


@contextlib.contextmanager
def _parquet(path: Path) -> Iterator[Callable[[pd.DataFrame], None]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with contextlib.ExitStack() as stack:
        writer: Any = None

        def write(rows: pd.DataFrame) -> None:
            nonlocal writer
            schema = _schema(list(rows.columns))
            if writer is None:
                writer = stack.enter_context(pq.ParquetWriter(path, schema))
            names = list(rows.columns)
            records = [dict(zip(names, row, strict=True)) for row in _plain_rows(rows)]
            writer.write_table(pa.Table.from_pylist(records, schema=schema))

        yield write


def read_table(path: Path) -> pd.DataFrame:
    """A researcher's own table, CSV or Parquet by its ending.

    Raises:
        InputError: it is not there, is neither, or cannot be read.
    """
    if not path.is_file():
        raise InputError(f"{path}: no such file")
    ending = path.suffix.lower()
    try:
        if ending == ".parquet":
            return pd.read_parquet(path)
        if ending == ".csv":
            return pd.read_csv(path, encoding="utf-8-sig", float_precision="round_trip")
    except (ValueError, OSError) as error:
        raise InputError(f"{path}: cannot be read ({' '.join(str(error).split())})") from None
    raise InputError(f"{path}: neither a .csv nor a .parquet file")


def width(text: str | None) -> float | str | None:
    """``5`` as a number, ``5%`` as it is.

    Raises:
        ParameterError: it is neither.
    """
    if text is None or text.strip().endswith("%"):
        return text
    try:
        return float(text)
    except ValueError:
        raise ParameterError(f"--agree-within is {text!r}", "it takes a number or a percentage, as 5 or 5%") from None


def write_table(rows: pd.DataFrame, out: Path) -> None:
    """Any table as CSV or Parquet by the ending.

    Raises:
        InputError: the ending is neither.
    """
    ending = out.suffix.lower()
    if ending not in (".csv", ".parquet"):
        raise InputError(f"{out}: neither .csv nor .parquet", "name the file with one of these endings")
    out.parent.mkdir(parents=True, exist_ok=True)
    with _aside(out) as aside:
        if ending == ".parquet":
            plain = (
                rows.assign(value=rows["value"].map(tables.csv_cell))
                if "value" in rows and rows["value"].dtype == object
                else rows
            )
            plain.to_parquet(aside, index=False)
        else:
            with _csv(aside) as write:
                write(rows)


def write_rows(rows: pd.DataFrame, out: Path | None) -> None:
    """Any table as CSV or Parquet by the ending, or as CSV to standard output.

    Raises:
        InputError: the ending is neither.
    """
    if out is not None:
        write_table(rows, out)
        return
    sys.stdout.write(tables.csv_line(rows.columns))
    sys.stdout.writelines(tables.csv_line(row) for row in _plain_rows(rows))


def _schema(columns: list[str]) -> pa.Schema:
    import pyarrow as pa

    kinds = {**FIGURE_COLUMNS, **DATE_COLUMNS}
    arrow = {TEXT: pa.string(), WHOLE: pa.int64(), NUMBER: pa.float64(), FLAG: pa.bool_(), LIST: pa.list_(pa.string())}
    return pa.schema([(column, arrow[kinds[column]]) for column in columns])


def _write_jsonl(rows: pd.DataFrame, file: IO[bytes]) -> None:
    import orjson

    names = list(rows.columns)
    for row in _plain_rows(rows):
        file.write(orjson.dumps(dict(zip(names, row, strict=True))) + b"\n")
    file.flush()


def _plain_rows(rows: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Rows as Python values with ``None`` for null."""
    columns = [rows[name].astype(object).where(rows[name].notna(), None).tolist() for name in rows.columns]
    return zip(*columns, strict=True)
