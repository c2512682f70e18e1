"""Any table, read by a small mapping file beside it: ``losses.csv`` by ``losses.csv.mapping.yaml``.

``osint-kit inspect`` proposes the mapping of a table that no format knows. A mapping names columns by what they say::

    date: Day                # a date, a month or a year a row
    day_first: true          # 08/02/2025 is the 8th of February
    source: Reported by      # columns of text: source, relay, item, place, actor, event, hedge, stance, published, publisher, url
    fixed: {actor: Arland}   # the same for all rows
    values:                  # the columns that state amounts
      - {column: Killed, low: Killed_min, high: Killed_max, kind: killed, item: soldiers, hedge: about, unit: persons}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from osint_kit.errors import InputError
from osint_kit.read.csv_rows import rows
from osint_kit.read.quantities import NO_VALUE, bounds, hedge_of, number, period, quantity, stance_of, unit
from osint_kit.read.records import Cell, Record, dataset, locator
from osint_kit.read.source import Source
from osint_kit.read.times import utc
from osint_kit.vocabulary import KINDS

NAME = "mapped"

_TEXTS = ("source", "relay", "item", "place", "actor", "event", "url", "publisher")
_ROW = (*_TEXTS, "date", "date_end", "hedge", "stance", "published")
_KEYS = {*_ROW, "day_first", "fixed", "values", "columns", "delimiter"}
_VALUE = {"column", "low", "high", "kind", "item", "hedge", "unit", "per", "definition", "stance"}
_LONGEST = 64 * 1024


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    path = source.path.with_name(source.path.name + ".mapping.yaml")
    return f"{path.name} beside it says how to read it" if source.csv and path.is_file() and source.inside != "member" else None


def read(source: Source) -> Iterator[Record]:
    """The records of the file."""
    yield dataset(source.stem)
    mapping = _mapping(source)
    for row_number, row in rows(source, header=mapping.get("columns"), delimiter=mapping.get("delimiter")):
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
    if not isinstance(mapping, dict) or not isinstance(mapping.get("values"), list) or not mapping["values"]:
        raise InputError(f"{path.name} names no values", "list the columns that state amounts under values")
    header = mapping.get("columns") or (source.csv.header if source.csv else ())
    used = [mapping[key] for key in _ROW if mapping.get(key)]
    for value in mapping["values"]:
        if not isinstance(value, dict) or "column" not in value:
            raise InputError(f"{path.name}: a value names no column")
        _known(path.name, value, _VALUE)
        if value.get("kind") not in (None, *KINDS):
            raise InputError(f"{path.name}: {value['kind']!r} is no kind", f"use one of {', '.join(KINDS)}")
        used += [value[key] for key in ("column", "low", "high") if value.get(key)]
    _known(path.name, mapping, _KEYS)
    if missing := [name for name in used if name not in header]:
        raise InputError(
            f"{path.name} names the column {missing[0]!r}, which the table does not have", f"it has {', '.join(header)}"[:300]
        )
    return mapping


def _known(name: str, given: Mapping[str, Any], known: set[str]) -> None:
    if unknown := sorted(str(key) for key in given if key not in known):
        raise InputError(f"{name}: the key {unknown[0]!r} is not known", f"use {', '.join(sorted(known))}")


def _cell(
    source: Source, row_number: int, row: Mapping[str, str], mapping: Mapping[str, Any], value: Mapping[str, Any]
) -> Cell | None:
    fixed = mapping.get("fixed") or {}
    stated = {}
    for bound in ("low", "column", "high"):
        written = row[value[bound]].strip() if value.get(bound) else ""
        stated[bound] = number(written)
        if stated[bound] is None and written.lower() not in NO_VALUE:
            source.problem(f"{value[bound]} is {written[:60]!r}, which is no number", f"row={row_number}", written)
            return None
    column = next((bound for bound in ("column", "low", "high") if stated[bound] is not None), None)
    if column is None:
        return None
    said = {key: row[mapping[key]].strip() or None if mapping.get(key) else fixed.get(key) for key in _ROW}
    words = said["hedge"] or value.get("hedge")
    hedge, best, low, high = bounds(hedge_of(words), stated["low"], stated["column"], stated["high"])
    what, measure = quantity(value["column"]), unit(value.get("unit"))
    start, end = period(said["date"], day_first=bool(mapping.get("day_first")))
    return Cell(
        locator(row_number, value[column]), row[value[column]].strip(), value=best, hedge=hedge, hedge_words=said["hedge"],
        low=low, high=high, unit=measure.unit, per=value.get("per") or measure.per,
        kind=value.get("kind") or measure.kind or what.kind,
        stance=stance_of(said["stance"]) or value.get("stance") or "asserted", stance_words=said["stance"],
        as_of_start=start, as_of_end=period(said["date_end"], day_first=bool(mapping.get("day_first")))[1] or end,
        definition=value.get("definition") or value["column"], published=utc(said["published"]),
        item=said["item"] or value.get("item") or what.item, source=said["source"], relay=said["relay"], place=said["place"],
        actor=said["actor"], event=said["event"], url=said["url"], publisher=said["publisher"],
    )  # fmt: skip


_ALIASES = {
    "source": ("source", "source_actor", "reported_by", "agency"),
    "item": ("item", "category", "type", "equipment_type", "model"),
    "place": ("place", "location", "region", "admin1"), "actor": ("actor", "country", "side", "belligerent"),
    "event": ("event", "event_id"), "url": ("url", "source_url", "link", "evidence_url"), "publisher": ("publisher", "outlet"),
    "published": ("published", "publication_date"), "hedge": ("hedge",), "stance": ("stance",),
    "date": ("date", "day", "month", "week", "year", "as_of"),
}  # fmt: skip
_LOW = ("_low", "_lower", "_min", "low", "lower")
_HIGH = ("_high", "_upper", "_max", "high", "upper")
_NO_AMOUNT = ("id", "latitude", "longitude", "lat", "lon", "year", "day", "week", "month", "row_id", "")


def propose(source: Source) -> str | None:
    """A mapping for a table that no format knows, as YAML to check, correct and save beside it; None for what is no table."""
    shape = source.csv
    if shape is None or not shape.rows:
        return None
    names = [name for name in shape.header if name]
    numeric = [name for place, name in enumerate(shape.header) if name and _numeric(shape.rows, place)]
    values = [name for name in numeric if name.lower() not in _NO_AMOUNT]
    if not values:
        return None
    mapping: dict[str, Any] = {}
    for key, aliases in _ALIASES.items():
        if found := next((name for alias in aliases for name in names if name.lower().replace(" ", "_") == alias), None):
            mapping[key] = found
    taken = set(mapping.values())
    if "date" in mapping:
        mapping["day_first"] = True
    mapping["values"] = [
        _value(name, values) for name in values if name not in taken and not name.lower().endswith((*_LOW, *_HIGH))
    ]
    if not mapping["values"]:
        mapping["values"] = [{"column": name} for name in values if name not in taken]
    head = (
        f"# A proposal: check each line, correct it, and save it as {source.path.name}.mapping.yaml beside the table.\n"
        "# Leave out what is no amount. kind: one of " + ", ".join(KINDS) + ".\n"
    )
    return head + str(yaml.safe_dump(mapping, allow_unicode=True, sort_keys=False, width=120))


def _value(name: str, values: Sequence[str]) -> dict[str, Any]:
    value: dict[str, Any] = {"column": name, "kind": quantity(name).kind}
    for key, endings in (("low", _LOW), ("high", _HIGH)):
        other = next((one for one in values for ending in endings if one.lower() == f"{name.lower()}{ending}"), None)
        if other:
            value[key] = other
    return value


def _numeric(table: Sequence[Sequence[str]], place: int) -> bool:
    written = [row[place].strip() for row in table if len(row) > place and row[place].strip().lower() not in NO_VALUE]
    return bool(written) and all(number(text) is not None for text in written)
