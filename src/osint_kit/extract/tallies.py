"""How many web, social and forum sources a document says it rests on, and which ones it lists."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlsplit

from osint_kit.extract.figure import Figure
from osint_kit.extract.tokens import Tokens

_CHANNELS: Final = ("web", "social", "forum")
# An address begins at its scheme, at www. or stands alone on a line; what it may hold ends at a blank or a bracket.
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'«»“”„)\]]{1,2000}|\bwww\.[^\s<>\"'«»“”„)\]]{1,2000}")
_BARE_HOST: Final = re.compile(r"(?m)^[ \t]{0,8}([a-z0-9](?:[a-z0-9-]{0,62}\.)[a-z0-9.-]{1,180}[a-z])(/[^\s]{0,500})?[ \t]{0,8}$")
_TRAILING: Final = ".,;:!?…"


def read_tally(tokens: Tokens, figures: Iterable[Figure]) -> dict[str, Any] | None:
    """The counters of a digest's footer (``Web: 10Social: 139Foren: 62``), or None where a text declares none.

    A tally names at least two of the three channels, or one of them twice is no tally; start and end span the counters.
    """
    found: dict[str, Figure] = {}
    for figure in figures:
        if (
            figure.kind == "source_count"
            and figure.thing.label
            and figure.thing.noun in _CHANNELS
            and figure.numeral.value is not None
        ):
            found.setdefault(figure.thing.noun, figure)
    if len(found) < 2:
        return None
    first = min(figure.thing.first for figure in found.values())
    last = max(figure.numeral.last for figure in found.values())
    counts = {channel: int(figure.numeral.value or 0) for channel, figure in found.items()}
    return {**counts, "start": tokens.starts[first], "end": tokens.ends[last - 1]}


def read_references(text: str) -> list[dict[str, Any]]:
    r"""The outside sources that a text names by address: span, host and, where it is whole, the url.

    >>> [(row["host"], row["url"]) for row in read_references("Referenz 1\nwww.example.org")]
    [('www.example.org', None)]
    """
    rows: dict[int, dict[str, Any]] = {}
    if "://" in text or "www." in text:
        for found in _ADDRESS.finditer(text):
            address = found[0].rstrip(_TRAILING)
            whole = address if "://" in address else f"//{address}"
            host = _host(whole)
            if host:
                url = address if "://" in address else None
                rows[found.start()] = {"start": found.start(), "end": found.start() + len(address), "host": host, "url": url}
    for found in _BARE_HOST.finditer(text):
        if found.start(1) not in rows:
            end = found.end(2) if found[2] else found.end(1)
            rows[found.start(1)] = {"start": found.start(1), "end": end, "host": found[1], "url": None}
    return [rows[start] for start in sorted(rows)]


def _host(address: str) -> str | None:
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None
