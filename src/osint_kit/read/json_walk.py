"""JSON without holding the whole file: one object a line, or a large value walked item by item.

A file that is cut off gives all items before the cut.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import orjson

from osint_kit.read.json_text import BAD_ESCAPE, BrokenError, Path, Text, item_place, mend, mended_note, values_of
from osint_kit.read.source import Source

__all__ = ["Path", "json_lines", "objects", "parse_line", "walk", "whole"]


def json_lines(source: Source) -> Iterator[tuple[int, dict[str, Any]]]:
    """Numbered objects of a file with one JSON object a line; what is not one is a problem of its line."""
    for number, line in source.lines():
        value = parse_line(source, number, line)
        if isinstance(value, dict):
            yield number, value
        elif value is not None:
            source.problem("the line is JSON but not an object with keys", f"line={number}", line)


def objects(source: Source, within: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a file with one JSON object a line, or of a JSON list, each with its place (``line=3``, ``item=3``).

    The list may stand ``within`` a key of one object.
    """
    if source.jsonl and not within:
        for number, value in json_lines(source):
            yield f"line={number}", value
        return
    above: Path = (within,) if within else ()
    for path, value in walk(source, lambda path: path in ((), above)):
        if len(path) != len(above) + 1 or path[:-1] != above:
            continue
        place = item_place(path[-1])
        if isinstance(value, dict):
            yield place, value
        else:
            source.problem("the item is not an object with keys", place, str(value))


def whole(source: Source) -> dict[str, Any] | None:
    """The only object of a file that is one; None, and a problem, where it is cut off."""
    return next((value for _, value in walk(source, lambda _: False) if isinstance(value, dict)), None)


def parse_line(source: Source, number: int, line: bytes) -> Any:
    """One line's JSON value; None, and a problem, where it is not JSON."""
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        pass
    try:  # the standard parser also takes NaN, lone surrogates and control characters, which real exports hold
        return json.loads(line, strict=False)
    except UnicodeDecodeError as error:
        source.problem(f"the line is not UTF-8 (byte {error.start + 1})", f"line={number}", line)
    except RecursionError:
        source.problem("the line's JSON is nested too deep", f"line={number}", line)
    except ValueError as error:
        text = line.decode("utf-8", "replace")
        mended = mend(text)
        if bad := BAD_ESCAPE.search(text) if mended != text else None:
            try:
                value = json.loads(mended, strict=False)
            except (ValueError, RecursionError):
                pass
            else:
                source.problem(mended_note(bad[0]), f"line={number}", line)
                return value
        cut = isinstance(error, json.JSONDecodeError) and error.pos >= len(error.doc.rstrip()) - 1
        cut = cut or (isinstance(error, json.JSONDecodeError) and error.msg.startswith("Unterminated"))
        what = "the line is cut off: its JSON does not end" if cut else f"the line is not JSON ({error})"
        source.problem(what, f"line={number}", line)
    return None


def walk(source: Source, enter: Callable[[Path], bool]) -> Iterator[tuple[Path, Any]]:
    """The values of a JSON file, each with its path. A list or object whose path ``enter`` accepts is walked into, not held.

    Where the file breaks off or is not JSON, the walk ends with a problem that says where.
    """
    with source.open_utf8() as stream:
        text = Text(stream.read, source.problem)
        try:
            yield from values_of(text, (), enter)
        except BrokenError as broken:
            source.problem(str(broken), text.last, text.around())
