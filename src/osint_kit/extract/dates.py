"""Dates in a text as intervals of days: absolute, relative to the publication, relative to another date."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from osint_kit.extract.tokens import Tokens


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date expression: tokens ``first`` to ``last`` (exclusive) and the interval of days it names, if it can be resolved."""

    first: int
    last: int
    start: int
    end: int
    date_start: str | None
    date_end: str | None
    relative: bool = False
    doubts: tuple[str, ...] = field(default=())

    def as_row(self, text: str) -> dict[str, Any]:
        return {
            "start": self.start,
            "end": self.end,
            "quote": text[self.start : self.end],
            "date_start": self.date_start,
            "date_end": self.date_end,
        }


def read_dates(tokens: Tokens, published: str | None) -> list[DateMention]:
    """Every date expression of a document, in order."""
    return []
