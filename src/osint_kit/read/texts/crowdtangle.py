"""CrowdTangle exports (CSV) of Facebook and Instagram posts. Their times end with a zone word."""

from __future__ import annotations

from collections.abc import Iterator

from osint_kit.read.csv_rows import rows
from osint_kit.read.records import Document
from osint_kit.read.source import Source
from osint_kit.read.times import utc

NAME = "crowdtangle"

_TEXTS = ("Message", "Description", "Image Text", "Link Text", "Title")


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    if source.csv and source.csv.has("User Name", "Post Created", "Total Interactions", "URL"):
        return "columns of a CrowdTangle export: User Name, Post Created, Total Interactions, URL"
    return None


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    for number, row in rows(source):
        text = next((row[name] for name in _TEXTS if row.get(name, "").strip()), None)
        if text is None:
            source.problem("the post has no text", f"row={number}", row["URL"])
            continue
        links = [row[name] for name in ("Link", "Final Link") if row.get(name) and row[name] != row["URL"]]
        yield Document(
            text=text,
            record=f"row={number}",
            external_id=row["URL"],
            channel="social",
            author=row["User Name"] or row.get("Page Name") or row.get("Account"),
            url=row["URL"],
            title=row.get("Link Text"),
            published=utc(row["Post Created"]),
            links=list(dict.fromkeys(links)),
        )
