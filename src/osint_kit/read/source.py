"""One file to read: its head to recognise it by, and its content as a stream, unpacked and in UTF-8.

Nothing here holds more of a file than a head, a line or, for formats that are read whole, ``WHOLE`` bytes.
"""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from osint_kit.errors import InputError
from osint_kit.read.records import Problem, excerpt

if TYPE_CHECKING:
    from osint_kit.read.csv_rows import CsvShape
    from osint_kit.read.json_walk import JsonShape

HEAD = 256 * 1024
LINE = 16 * 1024 * 1024
"""Bytes of the longest line, row or JSON value that is read; a longer one goes to quarantine."""
WHOLE = 64 * 1024 * 1024
"""Bytes of the largest file of a format that is read whole (plain text, HTML, PDF, feeds)."""
BOMB_BYTES, BOMB_RATIO = 1024**3, 200
"""A packed file may unpack to the first, and beyond it only up to the second times its size."""
_LOOK_FOR_LETTERS = 64 * 1024 * 1024
_WINDOW = 2**31
_BUFFER = 1024 * 1024

PLAUSIBLE = (
    "cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "mac_cyrillic", "cp1252", "cp1250", "cp1254", "cp1253",
    "cp1256", "cp1255", "cp1257", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
)  # fmt: skip
"""Encodings that texts about conflicts are found in when they are not Unicode."""

_FOREIGN = re.compile(rb"[A-Za-z]{0,40}[\x80-\xff][A-Za-z\x80-\xff]{0,200}")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


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
        self._problems: list[Problem] = []

    @property
    def stem(self) -> str:
        """The file's name without its ending: the external_id of a file that is one document."""
        return self.member if self.member and self.inside == "sheet" else Path(self.member or self.name).stem

    # -- what could not be read ----------------------------------------------------------------------------------------

    def problem(self, reason: str, record: str | None = None, content: str | bytes = "") -> None:
        """Note what could not be read; it goes to quarantine."""
        self._problems.append(Problem(reason, record, excerpt(content) or None))

    def take_problems(self) -> list[Problem]:
        taken, self._problems = self._problems, []
        return taken

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
        raw, magic = self._raw(), self.magic
        if magic.startswith(b"\x1f\x8b"):
            unpacked: object = gzip.GzipFile(fileobj=raw)
        elif magic.startswith(b"\x28\xb5\x2f\xfd") or (magic[1:4] == b"\x2a\x4d\x18" and magic[0] & 0xF0 == 0x50):
            import zstandard

            unpacked = zstandard.ZstdDecompressor(max_window_size=_WINDOW).stream_reader(raw, read_across_frames=True)
        elif magic.startswith(b"BZh"):
            unpacked = bz2.BZ2File(raw)
        elif magic.startswith(b"\xfd7zXZ\x00"):
            unpacked = lzma.LZMAFile(raw)  # noqa: SIM115 (the guard closes it)
        else:
            return raw
        return Guard(self.size).watch(unpacked, raw)

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
            return _without_mark(data.decode(encoding))
        except UnicodeDecodeError as error:
            self.problem(
                f"byte {error.start} and perhaps others are not {encoding}; they were read as the mark U+FFFD",
                None, data[error.start : error.start + 40],
            )  # fmt: skip
            return _without_mark(data.decode(encoding, "replace"))

    def open_utf8(self) -> BinaryIO:
        """The text as UTF-8 bytes without a byte-order mark, whatever encoding the file has."""
        stream = self.open()
        if self.encoding is None or self.encoding == "utf-8":
            return stream
        if self.encoding == "utf-8-sig":
            stream.read(len(codecs.BOM_UTF8))
            return stream
        return cast(BinaryIO, io.BufferedReader(_Transcoded(stream, self.encoding), _BUFFER))

    def lines(self, *, strip: bool = True) -> Iterator[tuple[int, bytes]]:
        """Numbered lines in UTF-8, without the white space around them and without blank ones unless ``strip`` is off.

        A line longer than ``LINE`` bytes is a problem and is passed over.
        """
        with self.open_utf8() as stream:
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
        from osint_kit.read.csv_rows import shape

        return shape(self.text, whole=len(self.head) < HEAD)

    @cached_property
    def jsonl(self) -> list[dict[str, object]]:
        """The first objects of a file with one JSON object a line; empty for other files."""
        from osint_kit.read.json_walk import first_lines

        return first_lines(self)

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
        from osint_kit.read.json_walk import shape

        return shape(self.text)

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


def guess_encoding(data: bytes, *, whole: bool, inside: bool = False) -> str | None:
    """The encoding of the beginning of a text: a byte-order mark, ASCII, UTF-8, UTF-16 by its zeros, else by its letters.

    Returns None for bytes that are no text. ``inside`` is for a piece cut out of the middle of a file.
    """
    if not inside:
        for mark, encoding in _BOMS:
            if data.startswith(mark):
                return encoding
    if b"\x00" in data:
        return _utf16(data)
    if data.isascii():
        return "ascii"
    if inside:
        data = data[next((at for at, byte in enumerate(data[:4]) if byte & 0xC0 != 0x80), 0) :]
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data, final=whole)
        return "utf-8"
    except UnicodeDecodeError as error:
        # A stray byte in a text that is otherwise UTF-8 does not make it Cyrillic.
        if sum(byte >= 0x80 for byte in data[: error.start]) > 20:
            return "utf-8"
    from charset_normalizer import from_bytes

    # Keys, tags and numbers are ASCII in any encoding: only words with other letters tell.
    telling = b" ".join(_FOREIGN.findall(data[: 256 * 1024]))[: 64 * 1024]
    best = from_bytes(telling, cp_isolation=list(PLAUSIBLE)).best()
    return best.encoding if best else None


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: one of each two bytes names the script, and a text has few of them."""
    sample = data[: min(len(data), 4000) // 2 * 2]
    for encoding, lane in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        scripts = Counter(lane).most_common(2)
        if scripts and all(byte < 0x31 for byte, _ in scripts) and sum(count for _, count in scripts) > 0.9 * len(lane):
            try:
                text = sample.decode(encoding)
            except UnicodeDecodeError:
                continue
            if sum(character.isprintable() or character.isspace() for character in text) > 0.98 * len(text):
                return encoding
    return None


def _without_mark(text: str) -> str:
    return text.removeprefix("\ufeff")


class Guard:
    """Counts what a packed file unpacks to, and stops where a real export would have ended long ago."""

    def __init__(self, size: int) -> None:
        self._size, self._count = size, 0

    def watch(self, stream: object, *also_close: object) -> BinaryIO:
        """The same stream, counted; ``also_close`` is closed with it."""
        return cast(BinaryIO, io.BufferedReader(_Watched(cast(BinaryIO, stream), also_close, self), _BUFFER))

    def count(self, number: int) -> None:
        """Count unpacked bytes.

        Raises:
            InputError: they are too many for a file of this size.
        """
        self._count += number
        if self._count > BOMB_BYTES and self._count > BOMB_RATIO * self._size:
            raise InputError(f"unpacks to more than {BOMB_RATIO} times its size", "unpack it by hand if it is meant to be read")


class _Watched(io.RawIOBase):
    """An unpacked stream under guard."""

    def __init__(self, inner: BinaryIO, also_close: tuple[object, ...], guard: Guard) -> None:
        self._inner, self._also, self._guard = inner, also_close, guard

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        data = cast(io.BufferedIOBase, self._inner).read1(len(view))  # what lies before a damaged place is not lost
        view[: len(data)] = data
        self._guard.count(len(data))
        return len(data)

    def close(self) -> None:
        if not self.closed:
            for stream in (self._inner, *self._also):
                cast(BinaryIO, stream).close()
        super().close()


class _Transcoded(io.RawIOBase):
    """Another encoding's stream as UTF-8."""

    def __init__(self, inner: BinaryIO, encoding: str) -> None:
        self._inner = inner
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._pending = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        while not self._pending:
            data = self._inner.read(1024 * 1024)
            self._pending = self._decoder.decode(data, final=not data).encode("utf-8", "replace")
            if not data:
                break
        out, self._pending = self._pending[: len(view)], self._pending[len(view) :]
        view[: len(out)] = out
        return len(out)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
        super().close()
