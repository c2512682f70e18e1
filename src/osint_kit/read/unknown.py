"""What to say of a file that no format knows."""

from __future__ import annotations

from osint_kit.read.source import Source
from osint_kit.read.tables.proposal import find_layout, is_table

_MAGIC = (
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "sound or film (RIFF)"),
    (b"ID3", "sound (MP3)"),
    (b"OggS", "sound or film (Ogg)"),
    (b"\x1aE\xdf\xa3", "a film (Matroska)"),
    (b"SQLite format 3", "an SQLite data base"),
    (b"\xd0\xcf\x11\xe0", "an old Office file; save it as .docx, .xlsx, PDF or text"),
    (b"7z\xbc\xaf", "a 7-Zip archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"PAR1", "a Parquet file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"{\\rtf", "an RTF text; save it as plain text, HTML or PDF"),
)


def describe(source: Source) -> str:
    """Why the file is not read, in a sentence."""
    if (what := _by_first_bytes(source)) is not None:
        return what
    if source.encoding is None:
        return _of_bytes(source)
    if not source.text.strip():
        return "the file holds only white space"
    if len(source.jsonl) > 1:
        return f"JSON lines of a kind that is not known here (keys {_some(list(source.jsonl[0]))}); documents need a key text"
    if source.json:
        keys = list(source.json.keys) or sorted(next((item for item in source.json.first.values() if isinstance(item, dict)), {}))
        if not keys and not source.json.first:
            return "JSON that holds nothing"
        return f"JSON of a kind that is not known here (keys {_some(keys)})"
    if source.xml_root:
        return f"XML of a kind that is not known here (outermost element {source.xml_root})"
    layout = find_layout(source.text) if source.csv or is_table(source.text) else None
    if layout:
        return (
            f"a table of a kind that is not known here (columns {_some(list(layout.columns))});"
            " inspect proposes a mapping file by which it can be read"
        )  # fmt: skip
    return "not a format that is known here, nor prose"


def _by_first_bytes(source: Source) -> str | None:
    """What a file is that begins as pictures, sound, films and archives do."""
    for magic, what in _MAGIC:
        if source.magic.startswith(magic):
            return f"not read: {what}"
    if source.magic[4:8] == b"ftyp":
        return "not read: a film (MP4)"
    if source.magic.startswith(b"PK\x03\x04"):
        return "an archive inside an archive; unpack it first"
    if source.head[257:262] == b"ustar":
        return "not read: a tar archive; unpack it first"
    return None


def _of_bytes(source: Source) -> str:
    """What to say of bytes that are no text: a text with a stray zero byte, or nothing that is known."""
    if b"\0" in source.head and source.head.replace(b"\0", b"").isascii() and source.head.count(0) < 20:
        return f"not text: a zero byte stands at {source.head.index(0) + 1}; save it as UTF-8 text"
    return f"not text, and no format that is known here (it begins with {source.magic[:8].hex(' ')})"


def _some(names: list[str]) -> str:
    shown = ", ".join(name[:40] for name in names[:8])
    return shown + (", …" if len(names) > 8 else "")
