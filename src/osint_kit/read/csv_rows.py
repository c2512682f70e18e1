"""Rows of delimited text: quotes that were never escaped or closed cost their own row, not the file."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from osint_kit.read.source import LINE, Source

DELIMITERS = ",;\t|"
_SEPARATOR = re.compile("sep=.", re.IGNORECASE)
"""What Excel may write above the header to name the delimiter."""
_LINES_IN_A_ROW = 2000
"""More line breaks inside one quoted field than any post has: the quote was never closed."""


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


def shape(head: str, *, whole: bool) -> CsvShape | None:
    """Delimiter, header and first rows of a text that looks delimited, else None."""
    lines = [line for line in head.splitlines()[:200] if line.strip()]
    if lines and _SEPARATOR.fullmatch(lines[0].strip()):
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
            best = CsvShape(delimiter, tuple(_clean(name) for name in rows[0]), tuple(rows[1:]))
    return best


def head_rows(text: str, delimiter: str, first: int = 30) -> list[list[str]]:
    """The first records of a text as they stand, a header among them."""
    lines = [line for line in text.splitlines()[: 10 * first] if line.strip()]
    return [[field.strip() for field in fields] for fields in _parse_all(lines, delimiter)][:first]


def rows(
    source: Source, header: Sequence[str] | None = None, delimiter: str | None = None, skip: int = 0
) -> Iterator[tuple[int, dict[str, str]]]:
    """Numbered data rows as dictionaries. The first row names the columns unless ``header`` does. ``skip`` rows are passed over.

    A row with another number of fields than the header is a problem of its own; empty rows are passed over.
    """
    delimiter = delimiter or (source.csv.delimiter if source.csv else ",")
    columns = tuple(header) if header is not None else None
    number = 0
    for line, fields, raw in _records(source, delimiter, None if skip else columns):
        if skip:
            skip -= 1
            continue
        if columns is None:
            columns = _unique(_clean(name) for name in fields)
            continue
        number += 1
        if len(fields) != len(columns):
            if len(fields) > len(columns) and not any(fields[len(columns) :]):
                fields = fields[: len(columns)]
            elif len(fields) < len(columns) and len(fields) > 1 and raw.count('"') % 2 == 0 and _trailing(fields, columns):
                fields = [*fields, *[""] * (len(columns) - len(fields))]
            else:
                source.problem(
                    f"the row has {len(fields)} fields where the header has {len(columns)}", f"row={number} line={line}", raw
                )
                continue
        yield number, dict(zip(columns, fields, strict=True))


def _trailing(fields: Sequence[str], columns: Sequence[str]) -> bool:
    """Some writers leave out empty fields at a row's end; more than a few missing ones mean a broken row."""
    return len(columns) - len(fields) <= max(1, len(columns) // 10)


def _unique(names: Iterator[str]) -> tuple[str, ...]:
    seen: dict[str, int] = {}
    out = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        out.append(name if seen[name] == 1 else f"{name}.{seen[name]}")
    return tuple(out)


def _clean(name: str) -> str:
    return " ".join(name.replace("\ufeff", "").split())


def _records(source: Source, delimiter: str, columns: Sequence[str] | None) -> Iterator[tuple[int, list[str], str]]:
    """(first line's number, fields, text) of each record."""
    lines = _Lines(source)
    width = len(columns) if columns is not None else None
    while (first := lines.take()) is not None:
        number, text = first
        parser = _Fields(delimiter)
        open_quote = parser.feed(text)
        taken: list[tuple[int, str]] = []
        size = len(text)
        while open_quote and not parser.broken and len(taken) < _LINES_IN_A_ROW and size < LINE:
            following = lines.take()
            if following is None:
                break
            taken.append(following)
            size += len(following[1])
            open_quote = parser.feed(following[1])
        if open_quote or (taken and width is not None and len(parser.fields) != width):
            # The quote that opened here swallows other rows: this line is bad, the next ones are read on their own.
            lines.give_back(taken)
            source.problem("a quote opens in this row and is never closed", f"line={number}", text)
            continue
        raw = text if not taken else text + "".join(line for _, line in taken)
        if any(parser.fields):
            width = width or len(parser.fields)
            yield number, parser.fields, raw


def _parse_all(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    parser = _Fields(delimiter)
    for line in lines:
        if not parser.feed(line + "\n"):
            yield parser.fields
            parser = _Fields(delimiter)
    if parser.fields:
        yield parser.fields


class _Lines:
    """Decoded lines of a source that can be given back. Blank lines are kept: they may stand inside a field."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._iterator = self._decoded()
        self._back: deque[tuple[int, str]] = deque()

    def _decoded(self) -> Iterator[tuple[int, str]]:
        for number, line in self._source.lines(strip=False):
            try:
                text = line.decode("utf-8")
                if number > 1 or not _SEPARATOR.fullmatch(text.strip()):
                    yield number, text
            except UnicodeDecodeError as error:
                self._source.problem(f"the line is not UTF-8 (byte {error.start + 1})", f"line={number}", line)

    def take(self) -> tuple[int, str] | None:
        if self._back:
            return self._back.popleft()
        return next(self._iterator, None)

    def give_back(self, lines: list[tuple[int, str]]) -> None:
        self._back.extendleft(reversed(lines))


class _Fields:
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
