r"""JSON text as such: values decoded one by one from a window on it, its outline, and the one escape that is mended.

The escape ``\x0B``, which Telegram Desktop writes and JSON does not know, is read as the character it means and noted.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from osint_kit.errors import InputError
from osint_kit.read.limits import LINE

Path = tuple[str | int, ...]

_DECODER = json.JSONDecoder(strict=False)
_SPACE = re.compile(r"[ \t\r\n]*")
BAD_ESCAPE = re.compile(r"\\x([0-9A-Fa-f]{2})")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|.)", re.DOTALL)
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class JsonShape:
    """The outline of a JSON file: its outermost keys, the plain values among them, and the first item of each list."""

    keys: tuple[str, ...]
    values: dict[str, Any]
    first: dict[str, Any]
    """List name → its first item; the name is empty for a file that is itself a list."""


def first_objects(lines: Iterator[tuple[int, bytes]], count: int = 5) -> list[dict[str, Any]]:
    """The first objects, if the first line that is not blank holds a whole one, or it is broken and several below it do."""
    objects: list[dict[str, Any]] = []
    broken = False
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


def item_place(step: str | int) -> str:
    """How a problem names an item: ``0`` → ``item=1``; a key as it stands."""
    return f"item={step + 1}" if isinstance(step, int) else str(step)


def mend(text: str) -> str:
    r"""A JSON text with each ``\x0B`` as ``\u000B``; an escaped backslash before an x stays as it is."""
    return _ESCAPE.sub(lambda found: f"\\u00{found[1]}" if found[1] else found[0], text)


def mended_note(escape: str) -> str:
    """What a problem says of an escape that was mended."""
    return f"the escape {escape} is not JSON; it was read as the character U+00{escape[2:].upper()} and the record was kept"


class BrokenError(Exception):
    """The text is no longer JSON here."""


class Text:
    """A window on a long JSON text: enough of it to decode one value."""

    def __init__(self, read: Callable[[int], bytes], problem: Callable[[str, str | None, str], None] | None) -> None:
        self._read, self._problem = read, problem
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
            raise BrokenError(self._where("breaks off" if found == "" else "is not JSON"))
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
                raise BrokenError(self._where("is nested too deep")) from None
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
                raise BrokenError(self._where(what)) from None
            if end == len(self.buffer) and isinstance(value, int | float):  # the number may go on beyond the window
                if self._more():
                    continue
                if inner:
                    raise BrokenError(self._where("breaks off"))
            self.at = end
            return value

    def _mend(self, position: int) -> bool:
        """Mend a bad escape at or just before ``position``, and at once all that follow in the window."""
        for at in (position, position - 1):
            if bad := BAD_ESCAPE.match(self.buffer, max(0, at)):
                break
        else:
            return False
        self.buffer = self.buffer[: bad.start()] + mend(self.buffer[bad.start() :])
        if self._problem and self._mended != self.last:  # once a record is enough
            self._mended = self.last
            around = self.buffer[max(0, bad.start() - 60) : bad.start() + 60]
            self._problem(mended_note(bad[0]), f"after {self.last}" if self.last else None, around)
        return True


def values_of(text: Text, path: Path, enter: Callable[[Path], bool]) -> Iterator[tuple[Path, Any]]:
    """The values from here on, each with its path; a list or object whose path ``enter`` accepts is walked into."""
    opening = text.peek()
    if opening not in ("{", "[") or not enter(path):
        yield path, text.value(inner=bool(path))
        text.last = (item_place(path[0]) if len(path) == 1 else ".".join(map(str, path))) or None
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
        yield from values_of(text, (*path, step), enter)
        index += 1
        if text.expect("," + closing) == closing:
            return


def json_shape(head: str) -> JsonShape | None:
    """The outline of a JSON value from its beginning; None where the text does not begin like one."""
    start = head.lstrip()[:1]
    if start not in ("{", "["):
        return None
    chunks = iter([head.encode("utf-8", "replace")])
    text = Text(lambda _: next(chunks, b""), None)
    values: dict[str, Any] = {}
    first: dict[str, Any] = {}
    keys: list[str] = []
    found = False

    def enter(path: Path) -> bool:
        if len(path) == 1 and isinstance(path[0], str) and path[0] not in keys:
            keys.append(path[0])
        return len(path) == 0 or (len(path) == 1 and path[0] != 0)

    try:
        for path, value in values_of(text, (), enter):
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
    except BrokenError:
        found = found or _opened(head)
    if start == "[" and not first and head.strip() != "[]" and not found:
        return None
    return JsonShape(tuple(keys), values, first) if found or first or head.strip() in ("{}", "[]") else None


def _opened(head: str) -> bool:
    """True where a text breaks off inside what began as JSON, rather than being prose in brackets."""
    return re.match(r'\s*(\{\s*"[^"\n]{0,200}"\s*:|\[\s*[\[{"])', head) is not None
