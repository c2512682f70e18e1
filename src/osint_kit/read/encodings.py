"""How a text is encoded: by its byte-order mark, as ASCII or UTF-8, else by its letters; and other encodings as UTF-8."""

from __future__ import annotations

import codecs
import io
import re
from collections import Counter
from typing import BinaryIO, cast

PLAUSIBLE = (
    "cp1251", "koi8_r", "koi8_u", "iso8859_5", "cp866", "mac_cyrillic", "cp1252", "cp1250", "cp1254", "cp1253",
    "cp1256", "cp1255", "cp1257", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
)  # fmt: skip
"""Encodings that texts about conflicts are found in when they are not Unicode."""

_FOREIGN = re.compile(rb"[A-Za-z]{0,40}[\x80-\xff][A-Za-z\x80-\xff]{0,200}")

_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f\x81\x8d\x8f\x90\x9d]")
"""Bytes that no text in Western European letters holds."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


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
    if best:
        return best.encoding
    # A few accents tell no encoding apart: a text in Latin letters without control characters is taken for Western European.
    foreign = sum(byte >= 0x80 for byte in data)
    return "cp1252" if foreign < 0.2 * len(data) and not _CONTROL.search(data) else None


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


def without_mark(text: str) -> str:
    """The text without a byte-order mark."""
    return text.removeprefix("\ufeff")


class Transcoded(io.RawIOBase):
    """Another encoding's stream as UTF-8, with one character exchanged for another where that is asked for."""

    def __init__(self, inner: BinaryIO, encoding: str, exchange: tuple[str, str] = ("", "")) -> None:
        self._inner, self._exchange = inner, exchange
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._pending = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast(bytearray, buffer))
        while not self._pending:
            data = self._inner.read(1024 * 1024)
            text = self._decoder.decode(data, final=not data)
            self._pending = (text.replace(*self._exchange) if self._exchange[0] else text).encode("utf-8", "replace")
            if not data:
                break
        out, self._pending = self._pending[: len(view)], self._pending[len(view) :]
        view[: len(out)] = out
        return len(out)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
        super().close()
