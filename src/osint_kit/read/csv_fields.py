"""Delimited text as such: its fields, and how it is laid out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

DELIMITERS = ",;\t|"
SEPARATOR = re.compile("sep=.", re.IGNORECASE)
"""What Excel may write above the header to name the delimiter."""


@dataclass(frozen=True)
class CsvShape:
    """How a delimited file is laid out, as its head shows it."""

    delimiter: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The first rows after the header, at most 20."""

    def has(self, *columns: str) -> bool:
        """True where the header names all of them."""
        return set(columns) <= set(self.header)


def csv_shape(head: str, *, whole: bool) -> CsvShape | None:
    """Delimiter, header and first rows of a text that looks delimited, else None."""
    lines = [line for line in head.splitlines()[:200] if line.strip()]
    if lines and SEPARATOR.fullmatch(lines[0].strip()):
        lines.pop(0)
    if not whole and len(lines) > 1:
        lines.pop()
    if not lines:
        return None
    best: CsvShape | None = None
    for delimiter in DELIMITERS:
        if delimiter not in lines[0]:
            continue
        rows = [tuple(fields) for fields in _parse_all(lines, delimiter)][:21]
        if len(rows[0]) > 1 and (best is None or len(rows[0]) > len(best.header)):
            best = CsvShape(delimiter, tuple(clean_name(name) for name in rows[0]), tuple(rows[1:]))
    return best


def head_rows(text: str, delimiter: str, first: int = 30) -> list[list[str]]:
    """The first records of a text as they stand, a header among them."""
    lines = [line for line in text.splitlines()[: 10 * first] if line.strip()]
    return [[field.strip() for field in fields] for fields in _parse_all(lines, delimiter)][:first]


def clean_name(name: str) -> str:
    """A column's name without the byte-order mark and with single spaces."""
    return " ".join(name.replace("\ufeff", "").split())


def _parse_all(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    parser = Fields(delimiter)
    for line in lines:
        if not parser.feed(line + "\n"):
            yield parser.fields
            parser = Fields(delimiter)
    if parser.fields:
        yield parser.fields


class Fields:
    """Fields of one record, fed line by line. A quote ends a field only before a delimiter or the line's end; others are text."""

    def __init__(self, delimiter: str) -> None:
        self.fields: list[str] = []
        self._delimiter = delimiter
        self._open: list[str] | None = None
        self._continued = False
        self.broken = False
        """Another field opened where the quote of an earlier line should have closed: it never does."""

    def feed(self, line: str) -> bool:
        """Take one line with its end; True while a quoted field is still open."""
        body = line.rstrip("\r\n")
        ending = line[len(body) :]
        if self._open is None and '"' not in body:
            self.fields.extend(body.split(self._delimiter))
            return False
        self._continued = self._open is not None
        at, length = 0, len(body)
        while True:
            if self._open is None:
                if at < length and body[at] == '"':
                    self._open, at = [], at + 1
                else:
                    end = body.find(self._delimiter, at)
                    self.fields.append(body[at:] if end < 0 else body[at:end])
                    if end < 0:
                        return False
                    at = end + 1
                    continue
            quote = body.find('"', at)
            if quote < 0:
                self._open.append(body[at:] + ending)
                return True
            self._open.append(body[at:quote])
            after = body[quote + 1 : quote + 2]
            if after == '"':
                self._open.append('"')
                at = quote + 2
            elif after in ("", self._delimiter):
                self.fields.append("".join(self._open))
                self._open, self._continued = None, False
                if not after:
                    return False
                at = quote + 2
            elif self._continued and body[quote - 1 : quote] in ("", self._delimiter):
                self.broken = True
                return True
            else:
                self._open.append('"')
                at = quote + 1
