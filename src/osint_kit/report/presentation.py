"""The door to a report: tables with pseudonyms, and a view of rows in which every number leads to the sentence it came from."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

import pandas as pd

from osint_kit import tables
from osint_kit.errors import TableError
from osint_kit.report.pseudonyms import pseudonymise


@dataclass(frozen=True)
class Presentation(Mapping[str, pd.DataFrame]):
    """Tables by name, sorted by key, with pseudonyms for authors and handles: ``shown.claims`` or ``shown["claims"]``."""

    made: Mapping[str, pd.DataFrame]

    def __getitem__(self, name: str) -> pd.DataFrame:
        try:
            return self.made[name]
        except KeyError:
            raise TableError(f"no table {name!r} was presented", f"there are {', '.join(self.made)}") from None

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_") or name not in tables.TABLES:
            raise AttributeError(name)
        return self[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.made)

    def __len__(self) -> int:
        return len(self.made)


def present(*results: Any, keep_names: bool = False) -> Presentation:
    """Tables as a report may show them: authors and handles as author-001, author-002, …, sorted by key.

    Args:
        results: what ``read_all``, ``extract_all`` and ``cross_reference`` gave, and the table of ``clean_claims``.
        keep_names: leave authors and handles as they stand.

    Raises:
        TableError: a frame is none of the tables, or ``documents`` is not among them.
    """
    found: dict[str, pd.DataFrame] = {}
    for result in results:
        found |= result._asdict() if hasattr(result, "_asdict") else {_name_of(result): result}
    if "documents" not in found:
        raise TableError("present() was given no documents", "give it what read_all() gave")
    shown = found if keep_names else pseudonymise(found)
    return Presentation({name: tables.sort(name, rows) for name, rows in shown.items()})


def _name_of(rows: pd.DataFrame) -> str:
    for name, table in tables.TABLES.items():
        if list(rows.columns) == list(table.columns):
            return name
    raise TableError(f"a frame with columns {', '.join(map(str, rows.columns))} is none of the tables")


# Numbers and addresses inside a report


def number(value: Any) -> str:
    """An amount as people write it.

    >>> number(12000.0), number(33.3333), number(None)
    ('12,000', '33.3', '')
    """
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.1f}" if abs(value) >= 1 else f"{value:.3g}"
    return f"{int(value):,}"


_TIMES = frozenset({"hour", "day", "week", "month", "year"})
_SYMBOLS = {"percent": " %", "USD": " USD", "EUR": " EUR"}


def interval(low: Any, high: Any, unit: Any = None) -> str:
    """Two bounds in words; a missing one is open.

    >>> interval(9900.0, 11000.0), interval(300.0, None), interval(5.0, 5.0, "km"), interval(2.0, 3.0, "day")
    ('9,900–11,000', 'at least 300', '5 km', '2–3 days')
    """
    below, above = number(low), number(high)
    tail = _SYMBOLS.get(unit, f" {unit}") if isinstance(unit, str) else ""
    tail += "s" if unit in _TIMES and (below, above) != ("1", "1") else ""
    if not below and not above:
        return ""
    if not above:
        return f"at least {below}{tail}"
    if not below:
        return f"up to {above}{tail}"
    return f"{below}{tail}" if below == above else f"{below}–{above}{tail}"


def anchor(what: str, key: str) -> str:
    """The name under which a report keeps the evidence for a figure, a topic or a document."""
    return f"{what}-{key}"


def topic_key(topic: str, period_start: Any, period_end: Any) -> str:
    """A short name for one row of the consensus."""
    said = "\n".join(str(part) if isinstance(part, str) else "" for part in (topic, period_start, period_end))
    return hashlib.sha256(said.encode()).hexdigest()[:12]


def address(what: str, key: str) -> str:
    """An anchor as it stands after the ``#`` of a link."""
    return quote(anchor(what, key), safe="=,.-_")


def link(what: str, key: str, text: str) -> str:
    """Text that leads to the evidence; the page that holds it is filled in when the report is written."""
    return f'<a href="#{address(what, key)}">{escape(text)}</a>'


def list_link(what: str, text: str, **where: str) -> str:
    """Text that leads to a list of the evidence, or to those of its rows that have some words in a column.

    Args:
        what: ``figures``, ``documents``, ``topics``, ``pairs`` or ``quarantine``.
        text: what is shown; nothing is linked where it is empty.
        where: for a column (an underscore stands for a blank) the words that its cell has; ``""`` an empty cell, ``"*"`` any other.

    >>> list_link("figures", "33", kind="killed", speaker="")
    '<a href="#figures:kind=killed&amp;speaker=">33</a>'
    """
    return f'<a href="#{escape(chosen(what, **where))}">{escape(text)}</a>' if text else ""


def chosen(what: str, **where: str) -> str:
    """A list with chosen rows as it stands after the ``#`` of a link; see :func:`list_link`."""
    return f"{what}:" + "&".join(f"{name.replace('_', '%20')}={quote(words, safe='*')}" for name, words in where.items())


# A view of rows


_NUMBERS = frozenset(
    {"value", "low", "high", "quote", "interval", "stated", "reported", "gap", "figure", "amount", "evidence", "reason"}
)
_LISTS = (
    ("figure_id", "figures"),
    ("verdict", "topics"),
    ("left", "pairs"),
    ("document_id", "documents"),
    ("stage", "quarantine"),
    ("speaker", "figures"),
)
"""By a column of theirs, the list of the evidence that has all rows of a kind."""


@dataclass(frozen=True)
class View:
    """Rows as a page shows them: numbers with separators, each leading to its evidence."""

    rows: pd.DataFrame
    columns: tuple[str, ...]
    caption: str
    left_out: int = 0

    def __repr__(self) -> str:
        text = pd.DataFrame({name: [_plain(value) for value in self.rows[name]] for name in self.columns})
        return text.to_string(index=False) if len(text) else f"{self.caption or 'no rows'}: none"

    def _caption(self) -> str:
        """What a row is, and where the rows are that are not shown."""
        if not self.left_out:
            return f"<caption>{escape(self.caption)}</caption>" if self.caption else ""
        shown, everything = number(len(self.rows)), number(len(self.rows) + self.left_out)
        where = next((name for column, name in _LISTS if column in self.rows), "")
        told = f"the first {shown} of {everything}"
        return f"<caption>{escape(self.caption)} ({list_link(where, told) if where else told})</caption>"

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{escape(_label(name))}</th>' for name in self.columns)
        body = "".join(f"<tr>{''.join(self._cells(row))}</tr>" for row in self.rows.to_dict("records"))
        if not len(self.rows):
            body = f'<tr><td colspan="{len(self.columns)}">none</td></tr>'
        return f"<table>{self._caption()}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    def _cells(self, row: dict[str, Any]) -> Iterator[str]:
        evidence = _evidence(row)
        for name in self.columns:
            value = row[name]
            text = _plain(value)
            numeric = isinstance(value, int | float) and not isinstance(value, bool)
            shown = escape(text)
            if text and name in _SIDES and isinstance(row.get(_SIDES[name]), str):
                shown = link("figure", row[_SIDES[name]], text)
            elif text and name in ("document_id", "of"):
                shown = link("document", str(value), text)
            elif text and name in ("title", "document") and isinstance(row.get("document_id"), str):
                shown = link("document", row["document_id"], text)
            elif (
                text and evidence and (numeric or name in _NUMBERS or (name not in _CODES and _DIGIT.search(_DAY.sub("", text))))
            ):
                shown = f'<a href="#{escape(evidence)}">{escape(text)}</a>'
                shown = f'<span class="reason">{shown}</span>' if name in _REASONS else shown
            elif text and name == "topic" and "verdict" in row:
                shown = f'<a href="#{escape(evidence)}">{escape(text)}</a>' if evidence else shown
            elif text and name in _CODES:
                shown = f"<code>{shown}</code>"
            yield f'<td class="number">{shown}</td>' if numeric else f"<td>{shown}</td>"


_DIGIT, _DAY = re.compile(r"\d"), re.compile(r"\d{4}-\d\d-\d\d")
_REASONS = frozenset({"evidence", "reason"})
_SIDES = {"left": "left", "right": "right", "one": "left", "other": "right"}
"""Columns that show one claim of a pair, and where its figure_id stands."""

_CODES = frozenset({"sha256", "path", "record", "locator", "bounds_rule", "credibility"})


def _evidence(row: Mapping[str, Any]) -> str:
    """What a row's numbers rest on, as it stands after the ``#`` of a link: its figure, topic, pair, document, or the figures of its voice."""
    if isinstance(row.get("figure_id"), str):
        return address("figure", row["figure_id"])
    if "verdict" in row and isinstance(row.get("topic"), str):
        ids = row.get("figure_ids")
        if isinstance(ids, list) and len(ids) == 1:
            return address("figure", ids[0])
        return address("topic", topic_key(row["topic"], row.get("period_start"), row.get("period_end")))
    for column, what in (("left", "figure"), ("document_id", "document")):
        if isinstance(row.get(column), str):
            return address(what, row[column])
    voice = next((row[name] for name in ("left_out", "speaker") if isinstance(row.get(name), str)), "")
    return chosen("figures", voice=voice) if voice else ""


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return number(value) if isinstance(value, int | float) else str(value)


def _label(name: str) -> str:
    return name.replace("_", " ")


def show(rows: pd.DataFrame, columns: str | Sequence[str] | None = None, *, caption: str = "", first: int | None = None) -> View:
    """Rows for a page: the chosen columns, every amount leading to its sentence.

    Args:
        rows: any rows that keep ``figure_id`` (or, for a consensus, ``topic``, ``period_start``, ``period_end``, ``figure_ids``).
        columns: names, also as one text with blanks between; all where none are given.
        caption: what a row is.
        first: show so many rows only; the caption says how many there are and leads to all of them.

    Raises:
        TableError: a column is not there.
    """
    wanted: Iterable[str] = columns.split() if isinstance(columns, str) else (columns or rows.columns)
    columns_ = tuple(wanted)
    if missing := [name for name in columns_ if name not in rows.columns]:
        raise TableError(f"no column {missing[0]!r}", f"there are {', '.join(rows.columns)}")
    left_out = max(0, len(rows) - first) if first is not None else 0
    return View(rows.head(len(rows) - left_out).reset_index(drop=True), columns_, caption, left_out)


@dataclass(frozen=True)
class Tally:
    """Counts of rows; each count leads to the rows it counts."""

    counts: pd.DataFrame
    what: str
    caption: str

    def __repr__(self) -> str:
        return self.counts.reset_index().to_string(index=False)

    def _repr_html_(self) -> str:
        by, across = str(self.counts.index.name), self.counts.columns.name
        head = "".join(f'<th scope="col">{escape(_label(str(name)))}</th>' for name in (by, *self.counts.columns))
        body = []
        for key, counts in zip(self.counts.index, self.counts.to_numpy().tolist(), strict=True):
            said = escape(str(key)) or "none"
            cells = [f'<th scope="row">{f"<code>{said}</code>" if by in _CODES else said}</th>']
            for name, count in zip(self.counts.columns, counts, strict=True):
                where = {by: str(key)} | ({str(across): str(name)} if across else {})
                shown = list_link(self.what, number(int(count)), **where) if count else number(int(count))
                cells.append(f'<td class="number">{shown}</td>')
            body.append(f"<tr>{''.join(cells)}</tr>")
        return f"<table><caption>{escape(self.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def tally(
    rows: pd.DataFrame, by: str, across: str | None = None, *, caption: str, what: str = "figures", first: int | None = None
) -> Tally:
    """Count rows by one or two columns; each count leads to the list of what it counts.

    Args:
        rows: rows with these columns; null counts as an empty word.
        by: a column of the list, its values one a line.
        across: another one, its values side by side.
        caption: what is counted.
        what: the list: ``figures``, ``documents``, ``topics``, ``pairs`` or ``quarantine``.
        first: only so many lines, the largest counts first.
    """
    words = {name: rows[name].astype(object).where(rows[name].notna(), "").astype(str) for name in (by, across) if name}
    counts = (pd.DataFrame(words) if across else words[by]).value_counts(sort=False).sort_index()
    table = counts.unstack(fill_value=0) if across else counts.to_frame(what)
    if first is not None:
        table = table.loc[table.sum(axis=1).sort_values(ascending=False, kind="stable").index[:first]]
    return Tally(table.rename_axis(index=by, columns=across), what, caption)
