"""What is there, file by file, without processing it further."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from osint_kit.lexicon.detect import detect_language
from osint_kit.read.reading import FileStart, Paths, steps
from osint_kit.read.records import Cell, Document, Problem, Volume

COLUMNS = (
    "path", "record", "format", "why", "records", "cells", "volumes", "first", "last", "languages", "channels", "quarantined", "reason",
    "mapping",
)  # fmt: skip
_GUESSES = 200


def inspect(paths: Paths, *, root: str | os.PathLike[str] | None = None) -> pd.DataFrame:
    """One row a file: what it is and why we think so, what it holds, and what could not be read.

    ``first`` and ``last`` span the days its records were published or stand for; ``languages`` are those stated, and for
    the first 200 texts that state none those that the lexicons tell from the words; ``reason`` is the first reason of quarantine,
    led by its place in the file; ``record`` names the file within an archive or the sheet of a workbook that the row is about;
    ``mapping`` proposes, for a table of unknown form, the file by which it can be read (see docs/formats.md).

    Raises:
        InputError: a path does not exist or a folder holds no file.
    """
    rows: list[dict[str, object]] = []
    row: dict[str, object] = {}
    languages: set[str] = set()
    channels: set[str] = set()
    days: set[str] = set()
    guessed = 0

    def close() -> None:
        if row:
            row["languages"], row["channels"] = " ".join(sorted(languages)), " ".join(sorted(channels))
            row["first"], row["last"] = min(days, default=None), max(days, default=None)
            rows.append(dict(row))
        for gathered in (languages, channels, days):
            gathered.clear()

    for step in steps(paths, root):
        if isinstance(step, FileStart):
            close()
            guessed = 0
            row = dict.fromkeys(("records", "cells", "volumes", "quarantined"), 0)
            row |= {"path": step.name, "record": step.inside, "format": step.format, "why": step.why, "reason": None}
            row["mapping"] = step.mapping
            continue
        record = step.record
        if isinstance(record, Problem):
            row["quarantined"] += 1  # type: ignore[operator]
            place = record.record if record.record != row["record"] else None
            row["reason"] = row["reason"] or (f"{place}: {record.reason}" if place else record.reason)
        elif isinstance(record, Document):
            row["records"] += 1  # type: ignore[operator]
            channels.add(record.channel)
            _span(days, record.published)
            if record.language:
                languages.add(record.language)
            elif record.text and guessed < _GUESSES:
                guessed += 1
                languages.update(filter(None, [detect_language(record.text)]))
        elif isinstance(record, Cell):
            row["cells"] += 1  # type: ignore[operator]
            _span(days, record.as_of_start, record.as_of_end)
        elif isinstance(record, Volume):
            row["volumes"] += 1  # type: ignore[operator]
            channels.update({record.channel} if record.channel else ())
            _span(days, record.period_start, record.period_end)
    close()
    return pd.DataFrame(rows, columns=list(COLUMNS))


def told(found: pd.DataFrame, width: int = 100) -> Iterator[str]:
    """An inspection as a person reads it: a few lines a file, and the sums below them.

    Args:
        found: what :func:`inspect` gave.
        width: columns of the screen. Names of files are never broken, so that they can be copied.
    """
    rows = found.astype(object).where(found.notna(), None).to_dict("records")
    for row in rows:
        yield _plain(" ".join(filter(None, [row["path"], row["record"]])))
        for line in _about(row):
            yield from textwrap.wrap(_plain(line), width, initial_indent="    ", subsequent_indent="        ")
        yield from (f"    {line}" for line in (row["mapping"] or "").splitlines())
    read = sum(row["format"] is not None for row in rows)
    yield ""
    yield f"{_counted(len(rows), 'file')}: {read} of a known format; {_counts({name: sum(row[name] for row in rows) for name in _COUNTED})}"


_COUNTED = {"records": "record", "cells": "cell", "volumes": "volume", "quarantined": "quarantined"}


def _about(row: Mapping[str, Any]) -> Iterator[str]:
    if row["format"]:
        yield f"{row['format']}: {row['why']}"
        days = row["first"] if row["first"] == row["last"] else f"{row['first']} to {row['last']}"
        facts = {"": days, "language ": row["languages"].replace(" ", ", "), "channel ": row["channels"].replace(" ", ", ")}
        yield "; ".join([_counts({**row, "quarantined": 0}), *(f"{name}{fact}" for name, fact in facts.items() if fact)])
    if row["quarantined"]:
        first = ", the first: " if row["quarantined"] > 1 else ": "
        yield f"{row['quarantined']:,} quarantined{first}{row['reason']}"


def _counts(row: Mapping[str, Any]) -> str:
    counts = [_counted(row[name], word) for name, word in _COUNTED.items() if row[name]]
    return ", ".join(counts) or "no records"


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word if count == 1 or word == 'quarantined' else word + 's'}"


def _plain(text: str) -> str:
    """A text without line breaks and what else a screen would obey."""
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in text)


def _span(days: set[str], *more: str | None) -> None:
    """Keep the first and the last day only."""
    days.update(day[:10] for day in more if day)
    if len(days) > 2:
        first, last = min(days), max(days)
        days.clear()
        days.update((first, last))
