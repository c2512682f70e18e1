"""PDF: the text of its pages, one document a file. Scanned pages hold pictures, not text, and are not read."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import Any

from osint_kit.read.limits import WHOLE
from osint_kit.read.records import Document
from osint_kit.read.source import Source

NAME = "pdf"


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    return "it begins with %PDF-" if b"%PDF-" in source.head[:1024] else None


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    found = page_texts(source.read_whole(), source)
    if found is not None:
        found.external_id = source.stem
        yield found


def page_texts(data: bytes, source: Source, place: str | None = None) -> Document | None:
    """The document of a PDF's bytes; None, and a problem, where it holds no text. Pages are parted by a form feed."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it complains of comes back as problems
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            source.problem("the PDF asks for a password", place)
            return None
        count = len(reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        source.problem(f"the PDF is damaged ({' '.join(str(error).split())[:120] or type(error).__name__})", place)
        return None
    pages: list[str] = []
    for number in range(count):
        try:
            pages.append(reader.pages[number].extract_text().strip())
        except Exception as error:  # a page may be damaged in ways that pypdf does not foresee
            source.problem(
                f"page {number + 1} is damaged ({type(error).__name__})", " ".join(filter(None, (place, f"page={number + 1}")))
            )
        if sum(map(len, pages)) > WHOLE:
            source.problem(f"the PDF holds more text than any document; read up to page {number + 1}", place)
            break
    text = "\f".join(pages)
    if not text.strip("\f"):
        source.problem(
            f"the PDF holds no text on its {count} page{'s' * (count != 1)}, only pictures; run a text recognition first", place
        )
        return None
    return Document(text=text, record=place, title=_stated(reader, "title"), author=_stated(reader, "author"))


def _stated(reader: Any, name: str) -> str | None:
    """Title or author as the file states them. Its date is when the file was made, not when it was published."""
    try:
        stated = getattr(reader.metadata, name, None)
        return str(stated) if stated else None
    except Exception:  # the information of a damaged file may be anything
        return None
