"""The formats that are read, in the order in which they are tried. A new format is one module and one line here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from osint_kit.read.records import Record
from osint_kit.read.source import Source


class Format(Protocol):
    """A module that reads one format."""

    NAME: str

    def sniff(self, source: Source) -> str | None:
        """Why the content is of this format, in words; None where it is not."""

    def read(self, source: Source) -> Iterator[Record]:
        """The records. What cannot be read goes to ``source.problem``."""


MODULES = (
    # containers and binary formats
    "texts.wacz",
    "texts.warc",
    "texts.pdf",
    # a researcher's own word on a table goes first
    "tables.mapped",
    # exports whose keys tell them
    "texts.telegram_desktop",
    "texts.telethon",
    "texts.reddit",
    "texts.twarc",
    "texts.zeeschuimer",
    "texts.fourcat",
    "texts.crowdtangle",
    "texts.mediacloud",
    "texts.gdelt_articles",
    "texts.auto_archiver",
    # tables
    "tables.ledger",
    "tables.losses",
    "tables.general_staff",
    "tables.revisions",
    "tables.oryx",
    "tables.warspotting",
    "tables.acled",
    "tables.ucdp",
    "tables.gdelt",
    "tables.unhcr",
    "tables.casualty_series",
    "tables.geolocations",
    "tables.counts",
    "tables.estimates",
    # what researchers write themselves, and the web
    "texts.jsonl",
    "texts.csv_documents",
    "texts.feed",
    "texts.telegram_html",
    "texts.html",
    "texts.mhtml",
    "texts.digest",
    "texts.plain",
)
"""Plain text comes last: it takes what nothing else knows, if it is prose."""


@dataclass(frozen=True)
class Recognised:
    """A format and why the content is taken for it."""

    format: Format
    why: str


def recognise(source: Source) -> Recognised | None:
    """The first format that knows the content, and why."""
    for module in MODULES:
        reader: Format = import_module(f"osint_kit.read.{module}")
        if why := reader.sniff(source):
            return Recognised(reader, why)
    return None
