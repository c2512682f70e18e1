"""The mapping that ``osint-kit inspect`` proposes for a table that no format knows: what each column seems to say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import yaml

from osint_kit.read.csv_fields import head_rows
from osint_kit.read.fields import data
from osint_kit.read.quantities import NO_VALUE, number, period, quantity, signed_number, singular
from osint_kit.read.source import Source
from osint_kit.vocabulary import KINDS

_TEXTS = ("source", "place", "actor", "event", "url", "publisher", "published", "hedge", "stance", "item")
_TIMES = ("date", "date_end", "month", "week", "year")
_TITLE_LINES = 6
_MOST_HEADERS = 3
_DOTTED, _SLASHED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}"), re.compile(r"(\d{1,2})[/-](\d{1,2})[/-]\d{4}")
_DECIMAL_COMMA = re.compile(r"[-+]?(?:\d{1,3}(?:\.\d{3})+|\d+),\d+|[-+]?\d{1,3}(?:\.\d{3}){2,}")
_POINT_GROUPS = re.compile(r"[-+]?\d{1,3}(?:\.\d{3})+")


class Layout(NamedTuple):
    """How a table lies in its file: rows above the header, rows that make up the header, the columns, the first rows of data."""

    delimiter: str
    skip: int
    header_rows: int
    columns: tuple[str, ...]
    rows: list[list[str]]


def propose(source: Source) -> str | None:
    """A mapping for a table that no format knows, as YAML to check, correct and save beside it; None for what is no table."""
    layout = find_layout(source.text) if source.csv is not None or "\n" in source.text else None
    if layout is None:
        return None
    mapping = _mapping(layout, source.csv.delimiter if source.csv else None, source.stem)
    if mapping is None:
        return None
    head = (
        f"# A proposal: check each line, correct it, and save it as {source.path.name}.mapping.yaml beside the table.\n"
        "# Leave out what is no amount. kind: one of " + ", ".join(KINDS) + ".\n"
    )
    return head + str(yaml.safe_dump(mapping, allow_unicode=True, sort_keys=False, width=120))


# -- where the table begins ---------------------------------------------------------------------------------------------------


def find_layout(
    text: str, delimiter: str | None = None, skip: int | None = None, header_rows: int | None = None
) -> Layout | None:
    """The layout of a delimited table; what is given is taken as it is.

    Lines above the table that fill only their first field are skipped. Several rows without a number above the data are a header of several rows.
    """
    found = max(_tables(text, delimiter), key=lambda table: len(table[1][-1]) if table[1] else 0, default=None)
    if found is None:
        return None
    mark, rows = found
    width = max(len(row) for row in rows)
    above = skip if skip is not None else next((at for at, row in enumerate(rows) if any(row[1:])), 0)
    if above > _TITLE_LINES or width < 2 or len(rows) <= above + 1:
        return None
    body = rows[above:]
    tall = header_rows or _height(body)
    return Layout(mark, above, tall, join_header(body[:tall], width), [row for row in body[tall:] if len(row) == width])


def is_table(text: str) -> bool:
    r"""Whether a text is a table below lines of title: at least three columns, and numbers in a third of its fields.

    >>> is_table("Losses in 2024\nDay;Killed;Wounded\n1 March;12;30\n2 March;14;33\n"), is_table("One, two, three.\nFour, five, six.")
    (True, False)
    """
    layout = find_layout(text)
    if layout is None or len(layout.columns) <= 2 or len(layout.rows) < 2:
        return False
    fields = [field for row in layout.rows for field in row]
    return 3 * sum(signed_number(field)[1] is not None for field in fields) >= len(fields)


def _tables(text: str, delimiter: str | None) -> Iterator[tuple[str, list[list[str]]]]:
    for mark in [delimiter] if delimiter else [";", "\t", "|", ","]:
        rows = head_rows(text, mark)
        wide = [row for row in rows if len(row) > 1]
        if len(wide) > 1 and len({len(row) for row in wide}) <= 2:
            yield mark, rows


def _height(rows: Sequence[Sequence[str]]) -> int:
    """How many rows the header has: more than one only where its first row has gaps, as merged cells leave them."""
    gaps = [not field for field in rows[0]]
    if sum(gaps) < 2 and not (gaps[0] and len(rows) > 2 and rows[1][0]):
        return 1
    for at, row in enumerate(rows[: _MOST_HEADERS + 1]):
        if at and any(number(field) is not None or number(field, decimal=",") is not None for field in row):
            return at
    return 1


def join_header(rows: Sequence[Sequence[str]], width: int) -> tuple[str, ...]:
    """The names of the columns; of several rows, each name stands over the empty fields to its right.

    >>> join_header([["", "Killed", ""], ["Day", "soldiers", "civilians"]], 3)
    ('Day', 'Killed soldiers', 'Killed civilians')
    """
    parts: list[list[str]] = [[] for _ in range(width)]
    for level, row in enumerate(rows):
        above = ""
        for at in range(width):
            field = " ".join(row[at].replace("\ufeff", "").split()) if at < len(row) else ""
            above = field or (above if level < len(rows) - 1 else "")
            if above and above not in parts[at]:
                parts[at].append(above)
    seen: dict[str, int] = {}
    names = []
    for name in (" ".join(part) for part in parts):
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}.{seen[name]}")
    return tuple(names)


# -- what the columns say -----------------------------------------------------------------------------------------------------


def _mapping(layout: Layout, seen_delimiter: str | None, stem: str) -> dict[str, Any] | None:
    cells = {name: [row[at].strip() for row in layout.rows] for at, name in enumerate(layout.columns) if name}
    comma = _decimal_comma(cells, layout.delimiter)
    numeric = [name for name, column in cells.items() if _numeric(column, comma)]
    mapping: dict[str, Any] = {}
    if layout.delimiter != seen_delimiter:
        mapping["delimiter"] = layout.delimiter
    mapping |= {
        name: value for name, value, usual in (("skip", layout.skip, 0), ("header_rows", layout.header_rows, 1)) if value != usual
    }
    if comma:
        mapping["decimal"] = ","
    names = _named(cells, numeric)
    mapping |= _times(names, cells)
    mapping |= {key: names[key] for key in _TEXTS if key in names}
    dated = [name for name in numeric if period(name)[0]]
    taken = {*names.values(), *dated}
    amounts = [
        name
        for name in numeric
        if name not in taken and _word(name) not in set(map(_word, data("mapping_words.yaml")["no_amount"]))
    ]
    if "item" not in names and (texts := _texts(cells, taken | set(numeric))):
        mapping["item"] = texts[0]
    if len(dated) > 1:
        mapping["dated_columns"] = {"definition": stem}
    mapping["values"] = _values(amounts)
    if not mapping["values"]:
        del mapping["values"]
    return mapping if amounts or len(dated) > 1 else None


def _named(cells: dict[str, list[str]], numeric: list[str]) -> dict[str, str]:
    """What a mapping names → the column of the table. Columns of numbers are times at most."""
    words = {_word(name): name for name in reversed(cells)}
    found: dict[str, str] = {}
    for key in (*_TIMES, *_TEXTS):
        for alias in data("mapping_words.yaml")[key]:
            name = words.get(_word(alias))
            if name and name not in found.values() and (key in _TIMES or name not in numeric):
                found[key] = name
                break
    if "date" in found and not any(period(text, day_first=True)[0] for text in cells[found["date"]]):
        del found["date"]
    if not {"date", "month", "week", "year"} & found.keys():
        dated = [name for name, column in cells.items() if name not in found.values() and _dates(column)]
        found |= {"date": dated[0]} if dated else {}
    return found


def _times(names: dict[str, str], cells: dict[str, list[str]]) -> dict[str, Any]:
    """The keys for dates; a month or a week beside a year is read together with it."""
    if "date" in names:
        day_first = _day_first(cells[names["date"]])
        times = {key: names[key] for key in ("date", "date_end") if key in names}
        return times | ({} if day_first is None else {"day_first": day_first})
    if "year" in names and "month" in names:
        return {"date": [names["month"], names["year"]]}
    if "year" in names and "week" in names:
        return {"date": names["year"], "week": names["week"]}
    alone = next((names[key] for key in ("month", "year") if key in names and _dates(cells[names[key]])), None)
    return {"date": alone} if alone else {}


def _dates(column: Sequence[str]) -> bool:
    written = [text for text in column if text]
    return bool(written) and all(period(text, day_first=True)[0] for text in written)


def _day_first(column: Sequence[str]) -> bool | None:
    """Whether the day comes first; None where the dates leave no doubt by themselves."""
    if any(_DOTTED.fullmatch(text) for text in column):
        return True
    slashed = [found for text in column if (found := _SLASHED.fullmatch(text))]
    return None if not slashed else not any(int(found[2]) > 12 for found in slashed)


def _texts(cells: dict[str, list[str]], taken: set[str]) -> list[str]:
    """Columns of words that tell the rows apart, the likeliest to name what is counted first."""
    free = [name for name, column in cells.items() if name not in taken and any(column) and not _dates(column)]
    return [name for name in free if all(len(text) <= 60 for text in cells[name])]


def _values(amounts: Sequence[str]) -> list[dict[str, Any]]:
    """The columns of amounts, each with the columns of its bounds."""
    sides = {key: data("mapping_words.yaml")[key] for key in ("low", "high")}
    bound: dict[str, tuple[str, str]] = {}
    for name in amounts:
        for key, words in sides.items():
            stem = next((_stem(name, word) for word in words if _stem(name, word) is not None), None)
            owner = next((one for one in amounts if one != name and stem is not None and _word(one) == stem), None)
            if owner:
                bound[name] = (owner, key)
    values: list[dict[str, Any]] = []
    for name in amounts:
        if name not in bound:
            sided = {key: column for column, (owner, key) in bound.items() if owner == name}
            values.append({"column": name, "kind": quantity(name).kind, **sided})
    return values


def _stem(name: str, side: str) -> str | None:
    """The name of a column without its word for a bound; None where it has none."""
    words = _word(name)
    if words.endswith(f"_{side}"):
        return words.removesuffix(f"_{side}")
    if words.startswith(f"{side}_"):
        return words.removeprefix(f"{side}_")
    glued = re.fullmatch(rf"(.*[a-z0-9A-Z])({side.capitalize()})", name)
    return _word(glued[1]) if glued else None


def _numeric(column: Sequence[str], comma: bool) -> bool:
    written = [text for text in column if text.lower() not in NO_VALUE]
    readable = sum(signed_number(text, "," if comma else ".")[1] is not None for text in written)
    return bool(written) and readable >= 0.8 * len(written)


def _decimal_comma(cells: dict[str, list[str]], delimiter: str) -> bool:
    """Whether numbers are written as ``1.234,5``: one shows it, or all points part thousands where semicolons part fields."""
    written = [text for column in cells.values() for text in column if re.fullmatch(r"[-+]?[\d.,]+", text)]
    if any(_DECIMAL_COMMA.fullmatch(text) and number(text) is None for text in written):
        return True
    pointed = [text for text in written if "." in text]
    return delimiter == ";" and bool(pointed) and all(_POINT_GROUPS.fullmatch(text) for text in pointed)


def _word(name: str) -> str:
    return "_".join(singular(word) if word.isascii() else word for word in re.split(r"[^\w]+|_", name.lower()) if word)
