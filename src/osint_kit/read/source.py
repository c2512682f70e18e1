"""One file to read: its head to recognise it by, and its content as a stream, unpacked and in UTF-8.

Nothing here holds more of a file than a head, a line or, for formats that are read whole, ``WHOLE`` bytes.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, cast

from osint_kit.errors import InputError
from osint_kit.read.csv_fields import CsvShape, csv_shape
from osint_kit.read.encodings import Transcoded, guess_encoding, without_mark
from osint_kit.read.json_text import JsonShape, first_objects, json_shape
from osint_kit.read.limits import HEAD, LINE, WHOLE
from osint_kit.read.packed import unpack
from osint_kit.read.records import Problem, excerpt
from osint_kit.read.waiting import Waiting

_LOOK_FOR_LETTERS = 64 * 1024 * 1024
_BUFFER = 1024 * 1024


class Source:
    """A file, or a file inside an archive. Readers take their content from it and tell it what they could not read."""

    def __init__(
        self,
        path: Path,
        name: str,
        *,
        sha256: str,
        size: int,
        member: str | None = None,
        inside: str = "member",
        raw: Callable[[], BinaryIO] | None = None,
    ) -> None:
        self.path, self.name, self.sha256, self.size = path, name, sha256, size
        self.member, self.inside = member, inside if member else None
        self._raw = raw or (lambda: cast(BinaryIO, path.open("rb")))
        self._problems = Waiting()
        self._said: set[str] = set()

    @property
    def stem(self) -> str:
        """The file's name without its ending: the external_id of a file that is one document."""
        return self.member if self.member and self.inside == "sheet" else Path(self.member or self.name).stem

    # -- what could not be read ----------------------------------------------------------------------------------------

    def problem(self, reason: str, record: str | None = None, content: str | bytes = "") -> None:
        """Note what could not be read; it goes to quarantine."""
        self._problems.add(Problem(reason, record, excerpt(content) or None))

    def once(self, what: str, reason: str, record: str | None = None, content: str | bytes = "") -> None:
        """Note what many records of a file have in common, at the first of them only."""
        if what not in self._said:
            self._said.add(what)
            self.problem(f"{reason}; it may be so in other records of this file, which are not named", record, content)

    def take_problems(self) -> Iterator[Problem]:
        """What was noted since the last time."""
        return self._problems.take()

    # -- bytes -----------------------------------------------------------------------------------------------------------

    @cached_property
    def magic(self) -> bytes:
        """The first bytes on disk, before anything is unpacked."""
        with self._raw() as stream:
            return stream.read(64)

    def open_raw(self) -> BinaryIO:
        """The bytes as they lie on disk."""
        return self._raw()

    def open(self) -> BinaryIO:
        """The bytes, unpacked where the file is gzip, zstd, bzip2 or xz.

        Raises:
            InputError: (while reading) the file unpacks to far more than a real export would.
        """
        return unpack(self._raw(), self.magic, self.size)

    def read_whole(self) -> bytes:
        """All bytes of a file of a format that is read whole.

        Raises:
            InputError: it is larger than any one document.
        """
        with self.open() as stream:
            data = stream.read(WHOLE + 1)
        if len(data) > WHOLE:
            raise InputError(f"larger than {WHOLE // 1024**2} MB, which no single document is", "split it")
        return data

    @cached_property
    def head(self) -> bytes:
        """The first bytes, unpacked; of a damaged file those before the damage."""
        pieces: list[bytes] = []
        with self.open() as stream:
            while (missing := HEAD - sum(map(len, pieces))) > 0:
                try:
                    piece = stream.read1(missing) if isinstance(stream, io.BufferedReader) else stream.read(missing)
                except InputError:
                    raise
                except Exception:
                    if pieces:
                        break
                    raise
                if not piece:
                    break
                pieces.append(piece)
        return b"".join(pieces)

    # -- text ------------------------------------------------------------------------------------------------------------

    @cached_property
    def encoding(self) -> str | None:
        """How the text is encoded; None where the file is not text."""
        if (found := guess_encoding(self.head, whole=len(self.head) < HEAD)) != "ascii":
            return found
        return self._late_letters() or "utf-8"

    def _late_letters(self) -> str | None:
        """The encoding of the first letters that are not ASCII, where the head has none."""
        with self.open() as stream:
            for _ in range(_LOOK_FOR_LETTERS // HEAD):
                try:
                    chunk = stream.read(HEAD)
                except InputError:
                    raise
                except Exception:  # a damaged place is named when the content is read
                    return None
                if not chunk.isascii():
                    return guess_encoding(chunk, whole=False, inside=True)
                if not chunk:
                    return None
        return None

    @cached_property
    def text(self) -> str:
        """The head as text; empty where the file is not text."""
        if self.encoding is None:
            return ""
        return codecs.getincrementaldecoder(self.encoding)("replace").decode(self.head, final=len(self.head) < HEAD)

    def read_text(self) -> str:
        """The whole text without its byte-order mark. Bytes that the encoding does not know become U+FFFD and a problem."""
        data, encoding = self.read_whole(), self.encoding or "utf-8"
        try:
            return without_mark(data.decode(encoding))
        except UnicodeDecodeError as error:
            self.problem(
                f"byte {error.start} and perhaps others are not {encoding}; they were read as the mark U+FFFD",
                None, data[error.start : error.start + 40],
            )  # fmt: skip
            return without_mark(data.decode(encoding, "replace"))

    def open_utf8(self) -> BinaryIO:
        """The text as UTF-8 bytes without a byte-order mark, whatever encoding the file has."""
        stream = self.open()
        if self.encoding is None or self.encoding == "utf-8":
            return stream
        if self.encoding == "utf-8-sig":
            stream.read(len(codecs.BOM_UTF8))
            return stream
        return cast(BinaryIO, io.BufferedReader(Transcoded(stream, self.encoding), _BUFFER))

    def _lines_utf8(self) -> BinaryIO:
        """As ``open_utf8``; the line ends of old Macs, a carriage return alone, become line feeds."""
        stream = self.open_utf8()
        if b"\r" in self.head and b"\n" not in self.head and self.encoding and not self.encoding.startswith("utf-16"):
            return cast(BinaryIO, io.BufferedReader(Transcoded(stream, "utf-8", ("\r", "\n")), _BUFFER))
        return stream

    def lines(self, *, strip: bool = True) -> Iterator[tuple[int, bytes]]:
        """Numbered lines in UTF-8, without the white space around them and without blank ones unless ``strip`` is off.

        A line longer than ``LINE`` bytes is a problem and is passed over.
        """
        with self._lines_utf8() as stream:
            number = 0
            while line := stream.readline(LINE + 1):
                number += 1
                if len(line) > LINE and not line.endswith(b"\n"):
                    start, length = line, len(line)
                    while (rest := stream.readline(1024 * 1024)) and not rest.endswith(b"\n"):
                        length += len(rest)
                    length += len(rest)
                    self.problem(
                        f"the line is {length:,} bytes long; lines up to {LINE:,} are read", f"line={number}", start[:800]
                    )
                elif not strip or (line := line.strip()):
                    yield number, line

    # -- what the head shows -----------------------------------------------------------------------------------------------

    @cached_property
    def csv(self) -> CsvShape | None:
        """Delimiter, header and first rows, where the file looks like delimited text."""
        return csv_shape(self.text, whole=len(self.head) < HEAD)

    @cached_property
    def jsonl(self) -> list[dict[str, object]]:
        """The first objects of a file with one JSON object a line; empty for other files."""
        if self.text.lstrip()[:1] != "{":
            return []
        quiet = Source(self.path, self.name, sha256=self.sha256, size=self.size, member=self.member, raw=self.open_raw)
        return first_objects(quiet.lines())

    @cached_property
    def objects(self) -> list[dict[str, object]]:
        """The first objects of a file with one JSON object a line, or of a JSON list of objects."""
        if self.jsonl:
            return self.jsonl
        first = self.json.first.get("") if self.json else None
        return [first] if isinstance(first, dict) else []

    @cached_property
    def json(self) -> JsonShape | None:
        """The outline of a file that is one JSON value."""
        return json_shape(self.text)

    @cached_property
    def xml_root(self) -> str | None:
        """The name of the outermost element, in small letters, where the file is XML or HTML."""
        text = self.text.lstrip()
        while text.startswith(("<?", "<!")):
            end = text.find("-->") + 2 if text.startswith("<!--") else text.find(">")
            if end < 1:
                return None
            text = text[end + 1 :].lstrip()
        found = re.match(r"<([A-Za-z][\w:.-]{0,60})[\s/>]", text)
        return found[1].lower() if found else None
