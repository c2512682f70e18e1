"""What is there, file by file, without processing it further."""

from __future__ import annotations

import os

import pandas as pd

from osint_kit.lexicon.detect import detect_language
from osint_kit.read.reading import FileStart, Paths, steps
from osint_kit.read.records import Cell, Document, Problem, Volume

COLUMNS = (
    "path", "format", "why", "records", "cells", "volumes", "first", "last", "languages", "channels", "quarantined", "reason",
    "mapping",
)  # fmt: skip
_GUESSES = 200


def inspect(paths: Paths, *, root: str | os.PathLike[str] | None = None) -> pd.DataFrame:
    """One row a file: what it is and why we think so, what it holds, and what could not be read.

    ``first`` and ``last`` span the days its records were published or stand for; ``languages`` are those stated, and for
    the first 200 texts that state none those that the lexicons tell from the words; ``reason`` is the first reason of quarantine;
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
            row |= {"path": step.name, "format": step.format, "why": step.why, "reason": None, "mapping": step.mapping}
            continue
        record = step.record
        if isinstance(record, Problem):
            row["quarantined"] += 1  # type: ignore[operator]
            row["reason"] = row["reason"] or record.reason
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


def _span(days: set[str], *more: str | None) -> None:
    """Keep the first and the last day only."""
    days.update(day[:10] for day in more if day)
    if len(days) > 2:
        first, last = min(days), max(days)
        days.clear()
        days.update((first, last))
