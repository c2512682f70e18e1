"""A news digest: country tags that run together, title, lead, body, numbered references and self-declared source counters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from osint_kit.read.country_tags import split_tags
from osint_kit.read.fields import data
from osint_kit.read.front_matter import overlay, split
from osint_kit.read.records import Document
from osint_kit.read.source import Source

NAME = "digest"

_LEAD_DATE = 20
"""A date that opens the lead within so many characters is the digest's own."""


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    text = source.text
    for language, (reference, total, counters) in _footers().items():
        found = counters.search(text)
        if found and (total.search(text) or reference.search(text)):
            return f"source counters {found[0].strip()!r} below numbered references ({language})"
    return None


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    head, text, place = split(source.read_text(), source)
    language = next((code for code, (_, _, counters) in _footers().items() if counters.search(text)), None)
    blocks = [block.strip() for block in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n")) if block.strip()]
    tags = split_tags(blocks[0]) if len(blocks) > 1 and "\n" not in blocks[0] else []
    rest = blocks[1:] if tags else blocks
    title = rest[0] if rest and "\n" not in rest[0] and len(rest[0]) <= 300 and len(rest) > 1 else None
    lead = rest[1] if title else rest[0] if rest else ""
    found = Document(
        text=text,
        record=place,
        external_id=source.stem,
        language=language,
        title=title,
        tags=tags,
        published=lead_date(lead, language),
    )
    overlay(found, head)
    yield found


@cache
def _footers() -> dict[str, tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]]:
    """Language → what its references, its heading of counters and its counters look like."""
    patterns = {}
    for language, words in data("digest.yaml").items():
        either = {name: "|".join(map(re.escape, listed)) for name, listed in words.items()}
        patterns[language] = (
            re.compile(rf"^[ \t]*(?:{either['reference']})[ \t]{{0,3}}\d{{1,3}}[ \t]*\r?$", re.MULTILINE),
            re.compile(rf"^[ \t]*(?:{either['total']})[ \t:]*\r?$", re.MULTILINE),
            re.compile(
                rf"(?:{either['web']}):\s{{0,3}}[\d.,]+\s{{0,3}}(?:{either['social']}):\s{{0,3}}[\d.,]+\s{{0,3}}(?:{either['forum']}):\s{{0,3}}\d+"
            ),
        )
    return patterns


def lead_date(lead: str, language: str | None) -> str | None:
    """The date that opens a digest's lead (``Am 8. Februar 2025, dem …``); None where the lead opens otherwise."""
    months = _months(language or "en")
    either = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    day_first = (
        rf"(?P<day>\d{{1,2}})(?:\.|er|st|nd|rd|th|º)?\s(?:de\s|of\s)?(?P<month>{either})\.?,?\s(?:de\s|del\s)?(?P<year>\d{{4}})"
    )
    month_first = rf"(?P<month>{either})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>\d{{4}})"
    for pattern in (day_first, month_first):
        found = re.search(pattern, lead[: _LEAD_DATE + 40], re.IGNORECASE)
        if found and found.start() <= _LEAD_DATE and not re.search(r"\d", lead[: found.start()]):
            day, month = int(found["day"]), months[found["month"].lower()]
            return f"{found['year']}-{month:02d}-{day:02d}" if 1 <= day <= 31 else None
    return None


@cache
def _months(language: str) -> dict[str, int]:
    from babel import Locale

    names: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for number, name in Locale(language).months[context]["wide"].items():
            names[name.lower()] = number
    return names
