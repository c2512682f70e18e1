"""Rows of delimited text: quotes that were never escaped or closed cost their own row, not the file."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from osint_kit.read.csv_fields import SEPARATOR, Fields, clean_name
from osint_kit.read.limits import LINE
from osint_kit.read.source import Source

_LINES_IN_A_ROW = 2000
"""More line breaks inside one quoted field than any post has: the quote was never closed."""


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
            columns = _unique(clean_name(name) for name in fields)
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


def _records(source: Source, delimiter: str, columns: Sequence[str] | None) -> Iterator[tuple[int, list[str], str]]:
    """(first line's number, fields, text) of each record."""
    lines = _Lines(source)
    width = len(columns) if columns is not None else None
    while (first := lines.take()) is not None:
        number, text = first
        parser = Fields(delimiter)
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
                if number > 1 or not SEPARATOR.fullmatch(text.strip()):
                    yield number, text
            except UnicodeDecodeError as error:
                self._source.problem(f"the line is not UTF-8 (byte {error.start + 1})", f"line={number}", line)

    def take(self) -> tuple[int, str] | None:
        if self._back:
            return self._back.popleft()
        return next(self._iterator, None)

    def give_back(self, lines: list[tuple[int, str]]) -> None:
        self._back.extendleft(reversed(lines))
