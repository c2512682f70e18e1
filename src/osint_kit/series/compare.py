"""What one side claims beside what another could confirm, category by category."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from osint_kit.errors import InputError
from osint_kit.series.points import Series, iso

COLUMNS = (
    "date", "actor", "category", "claimed", "confirmed", "ratio", "match", "note", "claimed_source", "confirmed_source",
    "claimed_ids", "confirmed_ids",
)  # fmt: skip
STANDS = 7
"""Days after the last day of its table for which a count still stands."""


@dataclass(frozen=True)
class Line:
    """One category: on each side names that are added up, in the forms it has had over time."""

    category: str
    claimed: tuple[tuple[str, ...], ...]
    confirmed: tuple[tuple[str, ...], ...]
    weak: bool
    note: str

    def names(self, side: str) -> set[str]:
        """All names of a side, as :func:`plain` writes them."""
        return {plain(name) for form in getattr(self, side) for name in form}


class Amount(NamedTuple):
    """What a side says of a category on a day."""

    value: float
    day: int
    """The newest day among its parts."""
    figures: tuple[str, ...]
    missing: tuple[str, ...]


def plain(name: str) -> str:
    """A category's name without capitals and punctuation.

    >>> plain("Trucks, Vehicles & Jeeps")
    'trucks vehicles and jeeps'
    """
    return " ".join(re.findall(r"\w+", name.casefold().replace("&", " and ")))


@cache
def _own() -> tuple[Line, ...]:
    return _lines(yaml.safe_load(files("osint_kit.series.data").joinpath("categories.yaml").read_text(encoding="utf-8")), "")


def load_lines(path: str | Path | None) -> tuple[Line, ...]:
    """The lines of a file of categories; the package's own where none is named.

    Raises:
        InputError: it is not there, is no YAML, or a line lacks its category or a side.
    """
    if path is None:
        return _own()
    try:
        given = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{path}: cannot be read as YAML ({' '.join(str(error).split())[:120]})") from None
    return _lines(given, f"{path}: ")


def _lines(given: Any, where: str) -> tuple[Line, ...]:
    lines = []
    for number, entry in enumerate(given if isinstance(given, list) else [given], start=1):
        if not isinstance(entry, dict) or not {"category", "claimed", "confirmed"} <= entry.keys():
            raise InputError(f"{where}line {number} lacks category, claimed or confirmed", "docs/series.md shows one")
        name = str(entry["category"])
        sides = [_forms(entry[side], name) for side in ("claimed", "confirmed")]
        lines.append(Line(name, sides[0], sides[1], bool(entry.get("weak")), str(entry.get("note") or "")))
    return tuple(lines)


def _forms(entries: Iterable[str], category: str) -> tuple[tuple[str, ...], ...]:
    """The parts of each form; a table may also use the category's own name."""
    forms = tuple(tuple(part.strip() for part in form.split(" + ")) for form in entries)
    return forms if any(form == (category,) for form in forms) else (*forms, (category,))


class Side:
    """The counts of one source on one actor, by the plain names of their categories."""

    def __init__(self, series: Iterable[Series]) -> None:
        self.items: dict[str, list[Series]] = {}
        self.names: dict[str, str] = {}
        reach: dict[str, int] = {}
        for one in series:
            self.items.setdefault(plain(one.item), []).append(one)
            self.names.setdefault(plain(one.item), one.item)
            reach[one.collection] = max(reach.get(one.collection, 0), one.days[-1])
        self._reach = reach

    def days(self) -> set[int]:
        """The days for which it gives any number."""
        return {day for members in self.items.values() for one in members for day in one.days}

    def at(self, name: str, day: int) -> tuple[int, float, str] | None:
        """(day, value, figure) of the newest number of a category up to a day."""
        found = []
        for one in self.items.get(plain(name), ()):
            place = bisect_right(one.days, day) - 1
            if place >= 0 and day <= self._reach[one.collection] + STANDS:
                found.append((one.days[place], len(one.days), one.values[place], one.figures[place]))
        newest = max(found, default=None)
        return (newest[0], newest[2], newest[3]) if newest else None

    def amount(self, forms: Sequence[Sequence[str]], day: int) -> Amount | None:
        """What the newest of several forms of a category adds up to; the earlier one in the list where two are equally new."""
        best: Amount | None = None
        for form in forms:
            known = {name: found for name in form if (found := self.at(name, day))}
            if known:
                newest = max(found[0] for found in known.values())
                missing = tuple(name for name in form if name not in known)
                added = sum(found[1] for found in known.values())
                amount = Amount(added, newest, tuple(found[2] for found in known.values()), missing)
                if best is None or (amount.day, -len(amount.missing)) > (best.day, -len(best.missing)):
                    best = amount
        return best


def compare_on(day: int, claimed: Side, confirmed: Side, lines: Sequence[Line], *, unmatched: bool) -> Iterator[dict[str, Any]]:
    """The rows of one day: each category that both sides count; with ``unmatched`` those that only one side counts too."""
    listed = [*lines, *_equal_names(claimed, confirmed, lines)]
    for line in listed:
        left, right = claimed.amount(line.claimed, day), confirmed.amount(line.confirmed, day)
        if (left and right) or (unmatched and (left or right)):
            yield _row(day, line.category, left, right, line)
    if unmatched:
        for at, side in ((0, claimed), (1, confirmed)):
            taken = {name for line in listed for name in line.names("confirmed" if at else "claimed")}
            for name in sorted(side.items.keys() - taken):
                if amount := side.amount([[name]], day):
                    yield _row(day, side.names[name], None if at else amount, amount if at else None, None)


def _equal_names(claimed: Side, confirmed: Side, lines: Sequence[Line]) -> list[Line]:
    """A category that no line names and that both sides call the same."""
    taken = {name for line in lines for side in ("claimed", "confirmed") for name in line.names(side)}
    both = sorted((claimed.items.keys() & confirmed.items.keys()) - taken)
    return [Line(claimed.names[name], ((name,),), ((name,),), False, "") for name in both]


def _row(day: int, category: str, left: Amount | None, right: Amount | None, line: Line | None) -> dict[str, Any]:
    ratio = left.value / right.value if left and right and right.value else None
    match = "unmatched" if not (left and right) else "weak" if line and line.weak else "exact"
    notes = [line.note if line else "no line of the file of categories names it"]
    for amount, what in ((left, "claimed"), (right, "confirmed")):
        if amount and amount.day != day:
            notes.append(f"{what} number of {iso(amount.day)}")
        if amount and amount.missing and right:
            notes.append(f"{what} without {', '.join(amount.missing)}, not in its table")
    return {
        "date": iso(day), "category": category, "claimed": left.value if left else None, "confirmed": right.value if right else None,
        "ratio": ratio, "match": match, "note": "; ".join(filter(None, notes)),
        "claimed_ids": list(left.figures) if left else [], "confirmed_ids": list(right.figures) if right else [],
    }  # fmt: skip


def sides(series: Iterable[Series], figures_of: Mapping[str, str], wanted: str) -> dict[tuple[str, str], Side]:
    """(source, actor) → its counts. ``figures_of`` gives the stance of a figure; ``wanted`` is claimed or confirmed."""
    found: dict[tuple[str, str], list[Series]] = {}
    for one in series:
        confirms = figures_of[one.figures[0]] == "confirmed"
        if one.chief and not one.whole and confirms == (wanted == "confirmed"):
            found.setdefault((one.source, one.actor.casefold()), []).append(one)
    return {key: Side(members) for key, members in sorted(found.items())}
