"""Small tables in the layouts of real ones."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

FIRST = date(2024, 3, 1)


def days(count: int, first: date = FIRST) -> list[str]:
    """So many days in a row."""
    return [(first + timedelta(at)).isoformat() for at in range(count)]


def rising(count: int, start: int = 1000, step: int = 10) -> list[int]:
    """A count that rises a little unevenly."""
    return [start + step * at + at % 3 for at in range(count)]


def staff(columns: Mapping[str, Sequence[Any]], first: date = FIRST) -> str:
    """A daily series in the layout of the General Staff's: a category with its values, None where a day has no such key."""
    length = max(map(len, columns.values()))
    rows = [
        {"date": day, "day": at + 1} | {name: values[at] for name, values in columns.items() if values[at] is not None}
        for at, day in enumerate(days(length, first))
    ]
    return json.dumps(rows)


def oryx(rows: Sequence[tuple[Any, ...]], country: str = "Arland") -> str:
    """(day, type, destroyed, captured) rows in the layout of the history of Oryx lists; a fifth value overrules the total."""
    head = "snapshot_date,country,equipment_type,destroyed,abandoned,captured,damaged,type_total\n"
    lines = []
    for day, item, gone, taken, *total in rows:
        lines.append(f'{day},{country},"{item}",{gone},0,{taken},0,{(total or [gone + taken])[0]}\n')
    return head + "".join(lines)
