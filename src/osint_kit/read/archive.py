"""ZIP archives: their files as sources, with a common limit on what they may unpack to."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from osint_kit.errors import InputError
from osint_kit.read.packed import Guard
from osint_kit.read.source import Source

_MOST_FILES = 100_000


def is_zip(source: Source) -> bool:
    """True for a ZIP file, whatever its name."""
    return source.magic.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def office(inside: list[Source]) -> str | None:
    """What to say of a ZIP that is a document of an office program; None where it is not."""
    names = {member.member for member in inside}
    if "[Content_Types].xml" in names and "xl/workbook.xml" not in names:
        return "an Office document; save it as PDF, HTML or plain text"
    if "mimetype" in names:
        return "an OpenDocument or EPUB file; save it as PDF, HTML or plain text"
    return None


def members(source: Source) -> Iterator[Source]:
    """The files in a ZIP in order of name; folders, hidden files and what a system adds are left out. Nothing for other files.

    Raises:
        InputError: the archive is encrypted or holds more files than any export.
    """
    if not is_zip(source):
        return
    guard = Guard(source.size)
    with zipfile.ZipFile(source.path) as archive:
        listed = sorted(archive.infolist(), key=lambda entry: entry.filename)
    if len(listed) > _MOST_FILES:
        raise InputError(f"the archive holds {len(listed):,} files", "unpack it by hand if they are meant to be read")
    for entry in listed:
        parts = entry.filename.split("/")
        if entry.is_dir() or any(part.startswith(".") and part not in (".", "..") for part in parts) or parts[0] == "__MACOSX":
            continue
        if entry.flag_bits & 1:
            raise InputError("the archive asks for a password", "unpack it by hand")
        yield Source(
            source.path, source.name, sha256=source.sha256, size=entry.file_size, member=entry.filename,
            raw=_Opener(source, entry.filename, guard),
        )  # fmt: skip


class _Opener:
    """Opens one file of an archive, again and again, each time on its own handle."""

    def __init__(self, source: Source, name: str, guard: Guard) -> None:
        self._source, self._name, self._guard = source, name, guard

    def __call__(self) -> BinaryIO:
        archive = zipfile.ZipFile(self._source.path)
        return self._guard.watch(archive.open(self._name), archive)
