"""Files to tables, batch by batch: recognise, read, number, and quarantine what cannot be read."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from osint_kit import tables
from osint_kit.errors import InputError, OsintKitError
from osint_kit.read.archive import is_zip, members, office
from osint_kit.read.discovery import STDIN, Found, find
from osint_kit.read.formats import recognise
from osint_kit.read.front_matter import overlay, sidecar
from osint_kit.read.records import Cell, Document, Problem, Record, Volume
from osint_kit.read.source import Source
from osint_kit.read.spreadsheet import is_spreadsheet, sheets
from osint_kit.read.tables.proposal import propose
from osint_kit.read.unknown import describe

Paths = str | os.PathLike[str] | Iterable[str | os.PathLike[str]]

BATCH_CHARACTERS = 8_000_000
BATCH_CELLS = 50_000
"""A batch also ends here, so that long documents and long tables stay within memory."""


class Reading(NamedTuple):
    """What was read: four tables. The cells and volumes of a long table may go on in the following batches."""

    documents: pd.DataFrame
    cells: pd.DataFrame
    volumes: pd.DataFrame
    quarantine: pd.DataFrame


class FileStart(NamedTuple):
    """A file is about to be read: its name, its format and why it was recognised (both null where it was not).

    ``mapping`` is a proposal for a table of unknown form.
    """

    name: str
    format: str | None
    why: str | None
    mapping: str | None = None
    inside: str | None = None
    """The file within an archive, or the sheet of a workbook, that is meant."""


class Step(NamedTuple):
    """One record of a file, with what is known of the file."""

    name: str
    format: str | None
    sha256: str
    record: Record


def read_batches(paths: Paths, *, root: str | os.PathLike[str] | None = None, batch_size: int = 2000) -> Iterator[Reading]:
    """Read files and folders in batches of at most ``batch_size`` documents.

    Args:
        paths: a file, a folder, ``-`` for JSONL on standard input, or several of them.
        root: the folder that ``documents.path`` is relative to.

    Raises:
        InputError: a path does not exist or a folder holds no file. A file that cannot be read goes to quarantine instead.
    """
    batch = _Batch()
    for step in steps(paths, root):
        if isinstance(step, Step):
            batch.add(step)
            if batch.full(batch_size):
                yield batch.reading()
                batch = _Batch(batch.dataset)
    if not batch.empty():
        yield batch.reading()


def read_all(paths: Paths, *, root: str | os.PathLike[str] | None = None) -> Reading:
    """Read files and folders at once. Use :func:`read_batches` for what may not fit into memory."""
    readings = list(read_batches(paths, root=root)) or [_Batch().reading()]
    if len(readings) == 1:
        return readings[0]
    names = ("documents", "cells", "volumes", "quarantine")
    return Reading(
        *(
            tables.check(name, pd.concat(parts, ignore_index=True))
            for name, parts in zip(names, zip(*readings, strict=True), strict=True)
        )
    )


def read_documents(paths: Paths, *, root: str | os.PathLike[str] | None = None) -> pd.DataFrame:
    """The table ``documents`` of files and folders: one row is one document as read.

    >>> read_documents("examples/")[["external_id", "format", "channel"]]      # doctest: +SKIP
      external_id    format channel
    0     note-12     plain     web
    """
    return read_all(paths, root=root).documents


def steps(paths: Paths, root: str | os.PathLike[str] | None = None) -> Iterator[FileStart | Step]:
    """Every file and its records, in a fixed order."""
    seen: dict[str, str] = {}
    for found in find(paths, root):
        try:
            yield from _file(found, seen)
        except OSError as error:
            reason = f"the file cannot be opened ({error.strerror or error})"
            yield FileStart(found.name, None, None)
            yield Step(found.name, None, "", Problem(reason))


def _file(found: Found, seen: dict[str, str]) -> Iterator[FileStart | Step]:
    if found.problem:
        yield FileStart(found.name, None, None)
        yield Step(found.name, None, "", Problem(found.problem))
        return
    with _OnDisk(found) as path:
        before = path.stat()
        sha256 = _sha256(path)
        if sha256 in seen:
            yield FileStart(found.name, None, None)
            yield Step(found.name, None, sha256, Problem(f"the same content as {seen[sha256]}, which was read already"))
            return
        seen[sha256] = found.name
        yield from _sources(Source(path, found.name, sha256=sha256, size=before.st_size))
        after = path.stat()
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            yield Step(found.name, None, sha256, Problem("the file changed while it was read; read it again when it is complete"))


def _sources(source: Source) -> Iterator[FileStart | Step]:
    """A file's records; a ZIP or a spreadsheet that is no format of its own gives those of each file or sheet in it."""
    inside: list[Source] = []
    try:
        if is_zip(source) and recognise(source) is None:
            inside = list(members(source))
            if (kind := office(inside)) is not None or not inside:
                raise InputError(kind or "the archive is empty")
    except Exception as error:  # see below
        yield FileStart(source.name, None, None)
        yield Step(source.name, None, source.sha256, Problem(_reason(error)))
        return
    if is_spreadsheet(inside):
        yield from _sheets(source, inside)
    else:
        for one in inside or [source]:
            yield from read_source(one)


def _sheets(source: Source, inside: list[Source]) -> Iterator[FileStart | Step]:
    with tempfile.TemporaryDirectory(prefix="osint-kit-") as folder:
        found = sheets(source, inside, Path(folder))
        while True:
            try:
                sheet = next(found, None)
            except Exception as error:  # see below
                yield FileStart(source.name, None, None)
                yield Step(source.name, None, source.sha256, Problem(_reason(error)))
                return
            if sheet is None:
                return
            yield from read_source(sheet)


def read_source(source: Source) -> Iterator[FileStart | Step]:
    """Recognise one source and give its records."""
    recognised = reason = mapping = None
    if source.size == 0:
        reason = "the file is empty"
    else:
        try:
            recognised = recognise(source)
            if recognised is None:
                reason, mapping = describe(source), propose(source)
        except Exception as error:  # a damaged file may fail anywhere in a parser that is not ours
            reason = _reason(error)
    name = recognised.format.NAME if recognised else None
    yield FileStart(source.name, name, recognised.why if recognised else None, mapping, _record(source, None))
    for problem in source.take_problems():
        yield Step(source.name, name, source.sha256, problem)
    if recognised is None:
        yield Step(source.name, None, source.sha256, Problem(reason or "not a format that is known here", _record(source, None)))
        return
    count = 0
    beside = sidecar(source)
    records = iter(recognised.format.read(source))
    while True:
        failure = record = None
        try:
            record = next(records, None)
        except Exception as error:  # see above
            failure = Problem(_reason(error))
        for problem in chain(source.take_problems(), [failure] if failure else []):
            count += 1
            problem.record = _record(source, problem.record)
            yield Step(source.name, name, source.sha256, problem)
        if record is None:
            break
        count += 1
        if isinstance(record, Document):
            record.record = _record(source, record.record)
            overlay(record, beside)
        yield Step(source.name, name, source.sha256, record)
    if not count:
        yield Step(source.name, name, source.sha256, Problem("nothing to read in it", _record(source, None)))


def _record(source: Source, record: str | None) -> str | None:
    """A record's place, led by its file's name where that file lies in an archive."""
    parts = [f"{source.inside}={source.member}" if source.member else None, record]
    return " ".join(part for part in parts if part) or None


def _reason(error: Exception) -> str:
    """A sentence for quarantine."""
    if isinstance(error, OsintKitError):
        return str(error)
    kind = type(error).__name__
    if isinstance(error, EOFError) or kind in (
        "BadGzipFile",
        "LZMAError",
        "ZstdError",
        "BadZipFile",
        "error",
        "ArchiveLoadFailed",
    ):
        return f"the file is cut off or damaged ({' '.join(str(error).split()) or kind})"
    if isinstance(error, MemoryError | RecursionError):
        return f"the file asks for more memory than is allowed ({kind})"
    if isinstance(error, OSError):
        return f"the file could not be read on ({error.strerror or error})"
    return f"the file could not be read ({kind}: {' '.join(str(error).split())[:160]})"


class _OnDisk:
    """A found file as a path; standard input is kept in a temporary file, for it is read twice."""

    def __init__(self, found: Found) -> None:
        self._found = found
        self._temporary: str | None = None

    def __enter__(self) -> Path:
        if self._found.name != STDIN:
            return self._found.path
        handle, self._temporary = tempfile.mkstemp(prefix="osint-kit-")
        with os.fdopen(handle, "wb") as file:
            shutil.copyfileobj(sys.stdin.buffer, file)
        return Path(self._temporary)

    def __exit__(self, *_: object) -> None:
        if self._temporary:
            os.unlink(self._temporary)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def document_id(sha256: str, record: str | None) -> str:
    """The name of a document: ``d`` and twelve hexadecimal digits from its file's content and its place in it."""
    return "d" + hashlib.sha256(f"{sha256}{record or ''}".encode()).hexdigest()[:12]


_FIELDS = {kind: tuple(field.name for field in dataclasses.fields(kind)) for kind in (Document, Cell, Volume)}


class _Batch:
    """Rows of the four tables until they make a batch."""

    def __init__(self, dataset: str | None = None) -> None:
        self.dataset = dataset
        self.rows: dict[str, list[dict[str, Any]]] = {"documents": [], "cells": [], "volumes": [], "quarantine": []}
        self.characters = 0

    def add(self, step: Step) -> None:
        record = step.record
        if isinstance(record, Problem):
            row = {
                "path": step.name,
                "record": record.record,
                "stage": "read",
                "reason": record.reason,
                "excerpt": record.excerpt,
            }
            self.rows["quarantine"].append({key: _unicode(value) for key, value in row.items()})
            return
        row = {name: _tidy(value) for name in _FIELDS[type(record)] if (value := getattr(record, name)) is not None}
        if isinstance(record, Document):
            name = document_id(step.sha256, record.record)
            if record.channel == "dataset":
                self.dataset = name
            row |= {"document_id": name, "path": step.name, "format": step.format, "sha256": step.sha256}
            row["text"] = _unicode(record.text)
            self.characters += len(record.text)
            self.rows["documents"].append(row)
        else:
            row["document_id"] = self.dataset
            self.rows["cells" if isinstance(record, Cell) else "volumes"].append(row)

    def full(self, size: int) -> bool:
        long = len(self.rows["cells"]) + len(self.rows["volumes"]) + len(self.rows["quarantine"]) >= BATCH_CELLS
        return long or len(self.rows["documents"]) >= size or self.characters >= BATCH_CHARACTERS

    def empty(self) -> bool:
        return not any(self.rows.values())

    def reading(self) -> Reading:
        return Reading(*(tables.frame(name, rows) for name, rows in self.rows.items()))


def _tidy(value: Any) -> Any:
    """Empty text is null: the source does not say."""
    if isinstance(value, str):
        return _unicode(value.strip()) or None
    if isinstance(value, list):
        return [_unicode(str(item)) for item in value if item]
    return value


def _unicode(value: Any) -> Any:
    """Half a surrogate pair, which JSON can hold and no file can, becomes the mark U+FFFD."""
    if isinstance(value, str) and not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value
