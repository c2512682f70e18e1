"""Plain text and Markdown, with a head of YAML between lines of three hyphens where the author wrote one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from osint_kit.read.front_matter import HEAD, overlay, split
from osint_kit.read.records import Document
from osint_kit.read.source import Source
from osint_kit.read.tables.proposal import is_table

NAME = "text"

_CODE = re.compile(
    r"^(?:import \w+$|from [\w.]+ import |def \w+\(|class \w+[(:]|#include |(?:const|let|var) \w+ = |function \w+\()",
    re.MULTILINE,
)
_HEADING = re.compile(r"#[ \t]+(\S[^\r\n]*)")


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    text = source.text
    if source.encoding is None or not text.strip():
        return None
    if source.jsonl or source.xml_root or source.json:
        return None
    if _looks_tabular(source) or is_table(text):
        return None
    if text.startswith("#!") or len(_CODE.findall(text[:20_000])) > 2:
        return None
    odd = sum(1 for character in text[:4000] if character < " " and character not in "\t\n\r\f\x0b")
    if odd > 0.01 * min(len(text), 4000):
        return None
    return "text with a YAML head" if HEAD.match(text) else "text that no other format claims"


def _looks_tabular(source: Source) -> bool:
    """A header of short names over rows of as many fields is a table, not prose with commas."""
    shape = source.csv
    if shape is None or len(shape.header) < 2 or not shape.rows:
        return False
    if any(len(name) > 60 or name.endswith((".", "!", "?")) for name in shape.header):
        return False
    same = sum(len(row) == len(shape.header) for row in shape.rows)
    return same >= 0.9 * len(shape.rows) and (len(shape.header) > 2 or len(shape.rows) > 1)


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    head, body, place = split(source.read_text(), source)
    if not body.strip():
        source.problem("there is no text below the head", None, source.text)
        return
    found = Document(text=body, record=place, external_id=source.stem)
    if heading := _HEADING.match(body.lstrip()):
        found.title = heading[1].rstrip("# ")
    overlay(found, head)
    yield found
