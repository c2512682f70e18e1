"""Packed files as streams, under guard: gzip, zstd, bzip2, xz."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from typing import BinaryIO, cast

from osint_kit.errors import InputError

BOMB_BYTES, BOMB_RATIO = 1024**3, 200
"""A packed file may unpack to the first, and beyond it only up to the second times its size."""
_WINDOW = 2**31
_BUFFER = 1024 * 1024


def unpack(raw: BinaryIO, magic: bytes, size: int) -> BinaryIO:
    """The content of a stream of ``size`` packed bytes that begins with ``magic``; the stream itself where it is not packed.

    Raises:
        InputError: (while reading) it unpacks to far more than a real export would.
    """
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
    return Guard(size).watch(unpacked, raw)


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
