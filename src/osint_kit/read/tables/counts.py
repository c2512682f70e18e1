"""Exports of counts: how many items a query found in a period, an outlet or a language. They are volumes, not figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from osint_kit.read.csv_rows import rows
from osint_kit.read.json_walk import json_lines, walk
from osint_kit.read.quantities import number, period
from osint_kit.read.records import Record, Volume, dataset, locator
from osint_kit.read.source import Source
from osint_kit.read.times import utc

NAME = "counts"


class _Layout(NamedTuple):
    name: str
    columns: tuple[str, ...]
    counted: str
    channel: str | None
    total: str | None = None
    outlet: str | None = None
    query: str | None = None


_LAYOUTS = (
    _Layout("Media Cloud, by day", ("date", "count", "total_count"), "count", "web", total="total_count"),
    _Layout("Media Cloud, by source", ("source", "count", "ratio"), "count", "web", outlet="source"),
    _Layout("Media Cloud, by language", ("language", "count", "ratio"), "count", "web", query="language"),
    _Layout("4CAT, by period", ("date", "item", "value"), "value", None, query="item"),
    _Layout("Media Cloud, by day", ("date", "count"), "count", "web"),
)


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    if layout := _layout(source):
        return f"a table of counts: {layout.name}"
    if source.jsonl and {"data", "meta"} <= source.jsonl[0].keys() and "total_tweet_count" in str(source.jsonl[0]["meta"]):
        return "twarc's counts of tweets"
    first = source.json.first.get("timeline") if source.json else None
    if isinstance(first, dict) and {"series", "data"} <= first.keys():
        return f"a GDELT timeline: {first['series']}"
    return None


def _layout(source: Source) -> _Layout | None:
    if source.csv is None:
        return None
    header = set(source.csv.header)
    for layout in _LAYOUTS:
        if set(layout.columns) <= header and len(header) <= len(layout.columns) + 1:
            return layout
    return None


def read(source: Source) -> Iterator[Record]:
    """The records of the file."""
    yield dataset(source.stem)
    if layout := _layout(source):
        yield from _table(source, layout)
    elif source.json and "timeline" in source.json.keys:
        yield from _timeline(source)
    else:
        yield from _tweets(source)


def _table(source: Source, layout: _Layout) -> Iterator[Volume]:
    for row_number, row in rows(source):
        count = number(row[layout.counted])
        if count is None:
            source.problem(
                f"{layout.counted} is {row[layout.counted]!r}, which is no number", f"row={row_number}", " ".join(row.values())
            )
            continue
        start, end = period(row.get("date"))
        if row.get("date") and start is None:
            source.problem(
                f"the period {row['date']!r} is no date; its count was kept without one", f"row={row_number}", row["date"]
            )
        total = number(row.get(layout.total or "", ""))
        query = f"{layout.query}={row[layout.query]}" if layout.query else None
        yield Volume(
            locator(row_number, layout.counted), int(count), channel=layout.channel, outlet=row.get(layout.outlet or "") or None,
            query=query, period_start=start, period_end=end, total=None if total is None else int(total),
        )  # fmt: skip


def _timeline(source: Source) -> Iterator[Volume]:
    """GDELT's timelines. ``norm`` is the number of all articles; a timeline of shares has no counts and is not read."""
    query: str | None = None
    for path, value in walk(source, lambda path: path in ((), ("timeline",), ("query_details",))):
        if path == ("query_details", "title"):
            query = str(value)
        if len(path) != 2 or path[0] != "timeline" or not isinstance(value, dict):
            continue
        for position, point in enumerate(value.get("data") or [], start=1):
            place = f"series={int(path[1]) + 1} row={position}"
            count = point.get("value") if isinstance(point, dict) else None
            if not isinstance(count, int | float) or count != int(count):
                source.problem("the point is a share, not a count", place, str(point))
                continue
            day = (utc(point.get("date")) or "")[:10] or None
            norm: Any = point.get("norm")
            yield Volume(
                locator(position, f"{value.get('series')}.value"), int(count), channel="web", query=query,
                period_start=day, period_end=day, total=int(norm) if isinstance(norm, int | float) else None,
            )  # fmt: skip


def _tweets(source: Source) -> Iterator[Volume]:
    for line_number, page in json_lines(source):
        url = str((page.get("__twarc") or {}).get("url") or "")
        query = next(iter(parse_qs(urlsplit(url).query).get("query", [])), None)
        for position, one in enumerate(page.get("data") or [], start=1):
            count = one.get("tweet_count") if isinstance(one, dict) else None
            if not isinstance(count, int):
                source.problem("the period has no count", f"line={line_number} item={position}", str(one))
                continue
            start, end = _days(one.get("start"), one.get("end"))
            yield Volume(
                f"line={line_number},item={position},column=tweet_count", count, channel="social", query=query,
                period_start=start, period_end=end,
            )  # fmt: skip


def _days(start: Any, end: Any) -> tuple[str | None, str | None]:
    """Whole days for a period from midnight to midnight, whose end is not part of it; else the times as they are."""
    first, after = utc(start), utc(end)
    if first and after and first.endswith("T00:00:00Z") and after.endswith("T00:00:00Z"):
        return first[:10], (date.fromisoformat(after[:10]) - timedelta(days=1)).isoformat()
    return first, after
