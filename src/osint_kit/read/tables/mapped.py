"""Any table, read by a small mapping file beside it: ``losses.csv`` by ``losses.csv.mapping.yaml``.

``osint-kit inspect`` proposes the mapping of a table that no format knows. A mapping names columns by what they say::

    date: Day                # a date, a month or a year a row; [Month, Year] where it stands in two columns
    day_first: true          # 08/02/2025 is the 8th of February
    source: Reported by      # columns of text: source, relay, item, place, actor, event, hedge, stance, published, publisher, url
    fixed: {actor: Arland}   # the same for all rows
    values:                  # the columns that state amounts
      - {column: Killed, low: Killed_min, high: Killed_max, kind: killed, item: soldiers, hedge: about, unit: persons}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import yaml

from osint_kit.errors import InputError
from osint_kit.read.csv_rows import rows
from osint_kit.read.quantities import (
    NO_VALUE,
    UNKNOWN,
    bounds,
    hedge_of,
    period,
    quantity,
    signed_number,
    stance_of,
    unit,
)
from osint_kit.read.records import Cell, Record, dataset, locator
from osint_kit.read.source import Source
from osint_kit.read.tables.proposal import find_layout
from osint_kit.read.times import utc
from osint_kit.vocabulary import KINDS

NAME = "mapped"

_TEXTS = ("source", "relay", "item", "place", "actor", "event", "url", "publisher")
_ROW = (*_TEXTS, "date", "date_end", "week", "hedge", "stance", "published")
_KEYS = {*_ROW, "day_first", "decimal", "fixed", "values", "dated_columns", "columns", "delimiter", "skip", "header_rows"}
_VALUE = {"column", "as_of", "low", "high", "kind", "item", "hedge", "unit", "per", "definition", "stance"}
_LONGEST = 64 * 1024


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    path = source.path.with_name(source.path.name + ".mapping.yaml")
    return (
        f"{path.name} beside it says how to read it" if path.is_file() and source.encoding and source.inside != "member" else None
    )


def read(source: Source) -> Iterator[Record]:
    """The records of the file."""
    yield dataset(source.stem)
    mapping = _mapping(source)
    above = mapping["skip"] + (0 if mapping["headless"] else mapping["header_rows"])
    for row_number, row in rows(source, header=mapping["columns"], delimiter=mapping["delimiter"], skip=above):
        for value in mapping["values"]:
            cell = _cell(source, row_number, row, mapping, value)
            if cell:
                yield cell


def _mapping(source: Source) -> dict[str, Any]:
    """The mapping, checked against the table.

    Raises:
        InputError: it is no YAML, has a key that is not known, or names a column that the table does not have.
    """
    path = source.path.with_name(source.path.name + ".mapping.yaml")
    try:
        mapping = yaml.safe_load(path.read_text(encoding="utf-8-sig")) if path.stat().st_size <= _LONGEST else None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{path.name} is not YAML ({' '.join(str(error).split())[:120]})") from None
    if not isinstance(mapping, dict) or not (mapping.get("values") or isinstance(mapping.get("dated_columns"), dict)):
        raise InputError(f"{path.name} names no values", "list the columns that state amounts under values")
    _known(path.name, mapping, _KEYS)
    mapping = _laid_out(source, mapping, path.name)
    header = mapping["columns"]
    used = [name for key in _ROW if mapping.get(key) for name in _columns(mapping[key])]
    for value in mapping["values"]:
        if not isinstance(value, dict) or "column" not in value:
            raise InputError(f"{path.name}: a value names no column")
        _known(path.name, value, _VALUE)
        if value.get("kind") not in (None, *KINDS):
            raise InputError(f"{path.name}: {value['kind']!r} is no kind", f"use one of {', '.join(KINDS)}")
        used += [value[key] for key in ("column", "low", "high") if value.get(key)]
    if missing := [name for name in used if name not in header]:
        raise InputError(
            f"{path.name} names the column {missing[0]!r}, which the table does not have", f"it has {', '.join(header)}"[:300]
        )
    return mapping


def _laid_out(source: Source, mapping: dict[str, Any], name: str) -> dict[str, Any]:
    """The mapping with the table's columns, and a value for each column whose name is a date.

    Raises:
        InputError: the file is no table.
    """
    headless = bool(mapping.get("columns"))
    layout = find_layout(source.text, mapping.get("delimiter"), mapping.get("skip", 0), mapping.get("header_rows", 1))
    if layout is None and not headless:
        raise InputError(f"{name}: the file beside it is no table with columns", "name its delimiter, or the lines to skip")
    columns = tuple(map(str, mapping.get("columns") or (layout.columns if layout else ())))
    delimiter = layout.delimiter if layout else mapping.get("delimiter")
    values = list(mapping.get("values") or [])
    if isinstance(dated := mapping.get("dated_columns"), dict):
        _known(name, dated, _VALUE)
        day_first = bool(mapping.get("day_first"))
        values += [{**dated, "column": column, "as_of": column} for column in columns if period(column, day_first=day_first)[0]]
    return {
        "skip": 0,
        "header_rows": 1,
        **mapping,
        "columns": columns,
        "delimiter": delimiter,
        "values": values,
        "headless": headless,
    }


def _columns(named: Any) -> list[str]:
    return [str(name) for name in named] if isinstance(named, list) else [str(named)]


def _known(name: str, given: Mapping[str, Any], known: set[str]) -> None:
    if unknown := sorted(str(key) for key in given if key not in known):
        raise InputError(f"{name}: the key {unknown[0]!r} is not known", f"use {', '.join(sorted(known))}")


def _cell(
    source: Source, row_number: int, row: Mapping[str, str], mapping: Mapping[str, Any], value: Mapping[str, Any]
) -> Cell | None:
    fixed = mapping.get("fixed") or {}
    stated: dict[str, float | None] = {}
    sign = None
    for bound in ("low", "column", "high"):
        written = row[value[bound]].strip() if value.get(bound) else ""
        sign_here, amount = signed_number(written, mapping.get("decimal", "."))
        sign = sign_here or sign
        stated[bound] = None if amount == UNKNOWN else amount
        if amount is None and written.lower() not in NO_VALUE:
            source.problem(f"{value[bound]} is {written[:60]!r}, which is no number", f"row={row_number}", written)
            return None
    column = next((bound for bound in ("column", "low", "high") if stated[bound] is not None), None)
    if column is None:
        return None
    said = {key: _said(row, mapping[key]) if mapping.get(key) else fixed.get(key) for key in _ROW}
    words = sign or said["hedge"] or value.get("hedge")
    hedge, best, low, high = bounds(hedge_of(words), stated["low"], stated["column"], stated["high"])
    what, measure = quantity(str(value.get("definition") or value["column"])), unit(value.get("unit"))
    start, end = _when(said, value, bool(mapping.get("day_first")))
    return Cell(
        locator(row_number, value[column]), row[value[column]].strip(), value=best, hedge=hedge, hedge_words=sign or said["hedge"],
        low=low, high=high, unit=measure.unit, per=value.get("per") or measure.per,
        kind=value.get("kind") or measure.kind or (what if what.kind != "other" else quantity(said["item"] or "")).kind,
        stance=stance_of(said["stance"]) or value.get("stance") or "asserted", stance_words=said["stance"],
        as_of_start=start, as_of_end=period(said["date_end"], day_first=bool(mapping.get("day_first")))[1] or end,
        definition=value.get("definition") or (None if value.get("as_of") else value["column"]), published=utc(said["published"]),
        item=said["item"] or value.get("item") or what.item, source=said["source"], relay=said["relay"], place=said["place"],
        actor=said["actor"], event=said["event"], url=said["url"], publisher=said["publisher"],
    )  # fmt: skip


def _said(row: Mapping[str, str], named: Any) -> str | None:
    """What a row says in a column, or in several together."""
    return " ".join(filter(None, (row[name].strip() for name in _columns(named)))) or None


def _when(said: Mapping[str, str | None], value: Mapping[str, Any], day_first: bool) -> tuple[str | None, str | None]:
    """First and last day that a value stands for: its own, a week of a year, or the row's date."""
    if value.get("as_of"):
        return period(str(value["as_of"]), day_first=day_first)
    year, week = said["date"] or "", said["week"] or ""
    if week.isdigit() and year[:4].isdigit():
        try:
            return tuple(date.fromisocalendar(int(year[:4]), int(week), day).isoformat() for day in (1, 7))  # type: ignore[return-value]
        except ValueError:
            return None, None
    return period(said["date"], day_first=day_first)
