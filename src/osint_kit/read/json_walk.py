r"""JSON without holding the whole file: one object a line, or a large value walked item by item.

A file that is cut off gives all items before the cut. The escape ``\x0B``, which Telegram Desktop writes and JSON does
not know, is read as the character it means and noted.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from osint_kit.errors import InputError
from osint_kit.read.source import LINE, Source

Path = tuple[str | int, ...]

_DECODER = json.JSONDecoder(strict=False)
_SPACE = re.compile(r"[ \t\r\n]*")
_BAD_ESCAPE = re.compile(r"\\x([0-9A-Fa-f]{2})")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|.)", re.DOTALL)
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class JsonShape:
    """The outline of a JSON file: its outermost keys, the plain values among them, and the first item of each list."""

    keys: tuple[str, ...]
    values: dict[str, Any]
    first: dict[str, Any]
    """List name → its first item; the name is empty for a file that is itself a list."""


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
        place = _item(path[-1])
        if isinstance(value, dict):
            yield place, value
        else:
            source.problem("the item is not an object with keys", place, str(value))


def whole(source: Source) -> dict[str, Any] | None:
    """The only object of a file that is one; None, and a problem, where it is cut off."""
    return next((value for _, value in walk(source, lambda _: False) if isinstance(value, dict)), None)


def _item(step: str | int) -> str:
    return f"item={step + 1}" if isinstance(step, int) else str(step)


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
        if bad := _BAD_ESCAPE.search(text) if mended != text else None:
            try:
                value = json.loads(mended, strict=False)
            except (ValueError, RecursionError):
                pass
            else:
                source.problem(_mended(bad[0]), f"line={number}", line)
                return value
        cut = isinstance(error, json.JSONDecodeError) and error.pos >= len(error.doc.rstrip()) - 1
        cut = cut or (isinstance(error, json.JSONDecodeError) and error.msg.startswith("Unterminated"))
        what = "the line is cut off: its JSON does not end" if cut else f"the line is not JSON ({error})"
        source.problem(what, f"line={number}", line)
    return None


def mend(text: str) -> str:
    r"""A JSON text with each ``\x0B`` as ``\u000B``; an escaped backslash before an x stays as it is."""
    return _ESCAPE.sub(lambda found: f"\\u00{found[1]}" if found[1] else found[0], text)


def _mended(escape: str) -> str:
    return f"the escape {escape} is not JSON; it was read as the character U+00{escape[2:].upper()} and the record was kept"


def first_lines(source: Source, count: int = 5) -> list[dict[str, Any]]:
    """The first objects, if the first line that is not blank holds a whole one, or it is broken and several below it do."""
    if source.text.lstrip()[:1] != "{":
        return []
    objects: list[dict[str, Any]] = []
    broken = False
    quiet = Source(source.path, source.name, sha256=source.sha256, size=source.size, member=source.member, raw=source.open_raw)
    lines = quiet.lines()
    for seen in range(count):
        try:
            line = next(lines, None)
        except InputError:
            raise
        except Exception:  # a damaged place is named when the content is read
            break
        value = _parsed(line[1]) if line else None
        if isinstance(value, dict):
            objects.append(value)
        elif line is None:
            break
        broken = broken or (seen == 0 and not objects)
    return objects if not broken or len(objects) > 1 else []


def _parsed(line: bytes) -> Any:
    try:
        return json.loads(line, strict=False)
    except (ValueError, RecursionError):
        return None


def walk(source: Source, enter: Callable[[Path], bool]) -> Iterator[tuple[Path, Any]]:
    """The values of a JSON file, each with its path. A list or object whose path ``enter`` accepts is walked into, not held.

    Where the file breaks off or is not JSON, the walk ends with a problem that says where.
    """
    with source.open_utf8() as stream:
        text = _Text(stream.read, source)
        try:
            yield from _values(text, (), enter)
        except _BrokenError as broken:
            source.problem(str(broken), text.last, text.around())


class _BrokenError(Exception):
    """The text is no longer JSON here."""


class _Text:
    """A window on a long JSON text: enough of it to decode one value."""

    def __init__(self, read: Callable[[int], bytes], source: Source | None) -> None:
        self._read, self.source = read, source
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.buffer, self.at, self._before, self._ended = "", 0, 0, False
        self.last: str | None = None
        self._mended: str | None = ""

    def _more(self, size: int = _CHUNK) -> bool:
        if self._ended:
            return False
        data = self._read(size)
        self._ended = not data
        self._before += self.at
        self.buffer = self.buffer[self.at :] + self._decoder.decode(data, final=self._ended)
        self.at = 0
        return True

    def around(self) -> str:
        return self.buffer[max(0, self.at - 20) : self.at + 400]

    def peek(self) -> str:
        """The next character that is not white space; empty at the end."""
        while True:
            self.at = _SPACE.match(self.buffer, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.buffer):
                return self.buffer[self.at]
            if not self._more():
                return ""

    def expect(self, wanted: str) -> str:
        found = self.peek()
        if found == "" or found not in wanted:
            raise _BrokenError(self._where("breaks off" if found == "" else "is not JSON"))
        self.at += 1
        return found

    def _where(self, what: str) -> str:
        after = f" after {self.last}" if self.last else ""
        return f"the file {what}{after} (character {self._before + self.at:,}); what stands before that was read"

    def value(self, *, inner: bool = True) -> Any:
        """Decode the value that begins here; an ``inner`` one has something after it in any whole file."""
        self.peek()
        size = _CHUNK
        while True:
            try:
                value, end = _DECODER.raw_decode(self.buffer, self.at)
            except RecursionError:
                raise _BrokenError(self._where("is nested too deep")) from None
            except ValueError as error:
                position = getattr(error, "pos", self.at)
                if self._mend(position):
                    continue
                whole = position < len(self.buffer) - 64 and "Unterminated" not in str(error)
                if not whole and len(self.buffer) - self.at <= LINE and self._more(size):
                    size *= 2
                    continue
                what = (
                    "is not JSON" if whole else "breaks off" if self._ended else f"holds a value longer than {LINE:,} characters"
                )
                raise _BrokenError(self._where(what)) from None
            if end == len(self.buffer) and isinstance(value, int | float):  # the number may go on beyond the window
                if self._more():
                    continue
                if inner:
                    raise _BrokenError(self._where("breaks off"))
            self.at = end
            return value

    def _mend(self, position: int) -> bool:
        """Mend a bad escape at or just before ``position``, and at once all that follow in the window."""
        for at in (position, position - 1):
            if bad := _BAD_ESCAPE.match(self.buffer, max(0, at)):
                break
        else:
            return False
        self.buffer = self.buffer[: bad.start()] + mend(self.buffer[bad.start() :])
        if self.source and self._mended != self.last:  # once a record is enough
            self._mended = self.last
            around = self.buffer[max(0, bad.start() - 60) : bad.start() + 60]
            self.source.problem(_mended(bad[0]), f"after {self.last}" if self.last else None, around)
        return True


def _values(text: _Text, path: Path, enter: Callable[[Path], bool]) -> Iterator[tuple[Path, Any]]:
    opening = text.peek()
    if opening not in ("{", "[") or not enter(path):
        yield path, text.value(inner=bool(path))
        text.last = (_item(path[0]) if len(path) == 1 else ".".join(map(str, path))) or None
        return
    text.expect("{[")
    closing, index = ("}", 0) if opening == "{" else ("]", 0)
    if text.peek() == closing:
        text.at += 1
        return
    while True:
        step: str | int = index
        if opening == "{":
            if text.peek() != '"':
                text.expect('"')
            step = text.value()
            text.expect(":")
        yield from _values(text, (*path, step), enter)
        index += 1
        if text.expect("," + closing) == closing:
            return


def shape(head: str) -> JsonShape | None:
    """The outline of a JSON value from its beginning; None where the text does not begin like one."""
    start = head.lstrip()[:1]
    if start not in ("{", "["):
        return None
    chunks = iter([head.encode("utf-8", "replace")])
    text = _Text(lambda _: next(chunks, b""), None)
    values: dict[str, Any] = {}
    first: dict[str, Any] = {}
    keys: list[str] = []
    found = False

    def enter(path: Path) -> bool:
        if len(path) == 1 and isinstance(path[0], str) and path[0] not in keys:
            keys.append(path[0])
        return len(path) == 0 or (len(path) == 1 and path[0] != 0)

    try:
        for path, value in _values(text, (), enter):
            found = True
            if start == "[":
                first.setdefault("", value)
                break
            key = str(path[0])
            if key not in keys:
                keys.append(key)
            if len(path) == 1:
                values[key] = value
            elif isinstance(path[1], int):
                first.setdefault(key, value)
            if len(keys) > 200:
                break
    except _BrokenError:
        found = found or _opened(head)
    if start == "[" and not first and head.strip() != "[]" and not found:
        return None
    return JsonShape(tuple(keys), values, first) if found or first or head.strip() in ("{}", "[]") else None


def _opened(head: str) -> bool:
    """True where a text breaks off inside what began as JSON, rather than being prose in brackets."""
    return re.match(r'\s*(\{\s*"[^"\n]{0,200}"\s*:|\[\s*[\[{"])', head) is not None
