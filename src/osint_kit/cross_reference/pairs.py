"""Which claims of a topic are compared, and the table of their relations.

All pairs inside a window are compared; farther apart, each claim meets its neighbours in time and the last statement of its own
voice. A series (one voice with many dates, or many undated rows, from one document) is compared along its neighbours only. Above 2,000 claims a
topic is represented by its origins, and the driver is told so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pandas as pd

from osint_kit import tables
from osint_kit.cross_reference.origins import Origin
from osint_kit.cross_reference.relations import relate
from osint_kit.cross_reference.statements import Statement, by_topic

MOST: Final = 2000
_SERIES: Final = 20  # days or undated rows that make a voice's claims from one document a series


def find_pairs(
    items: Sequence[Statement], origins: Mapping[str, Origin], windows: Mapping[str, int], tolerance: float
) -> pd.DataFrame:
    """The table ``pairs``: every compared pair, the earlier claim on the left."""
    rows = []
    for topic, members in by_topic(items).items():
        chosen = [item for item in members if item.numeric or item.stance == "denied"]
        if len(chosen) > MOST:
            chosen = [item for item in chosen if origins[item.figure].root == item.figure]
        for left, right in _compared(sorted(chosen, key=_order), origins, windows):
            same = origins[left.figure].root == origins[right.figure].root
            reason = _origin_reason(left, right, origins) if same else ""
            found = relate(left, right, same_origin=same, origin_reason=reason, window=windows[left.kind], tolerance=tolerance)
            rows.append(
                {
                    "left": left.figure,
                    "right": right.figure,
                    "topic": topic,
                    "relation": found.relation,
                    "gap": _finite(found.gap),
                    "same_origin": same,
                    "reason": found.reason,
                }
            )
    return tables.sort("pairs", tables.frame("pairs", rows))


def _finite(gap: float) -> float | None:
    return gap if gap < float("inf") else None


def _order(item: Statement) -> tuple[int, int, str]:
    day = item.last if item.last is not None else 10**7
    return day, item.published if item.published is not None else 10**7, item.figure


def _origin_reason(left: Statement, right: Statement, origins: Mapping[str, Origin]) -> str:
    for item in (right, left):
        if origins[item.figure].root != item.figure:
            return f"{origins[item.figure].basis}: {origins[item.figure].evidence}"
    return "one statement"


def _compared(
    members: Sequence[Statement], origins: Mapping[str, Origin], windows: Mapping[str, int]
) -> Iterator[tuple[Statement, Statement]]:
    """The pairs to compare, each once; ``members`` stand in order of time.

    Beyond the window a claim meets the origin last heard of before it, the last other origin of its own voice, and the origin
    it repeats.
    """
    series = _series(members)
    seen: set[tuple[int, int]] = set()
    position = {item.figure: at for at, item in enumerate(members)}
    of_voice: dict[str, list[int]] = {}
    of_series: dict[tuple[str, str], int] = {}
    roots: list[int] = []
    start = 0
    for at, item in enumerate(members):
        mine, root = (item.voice, item.document), position.get(origins[item.figure].root, at)
        partners = [root] if root < at else []
        if mine in series:
            partners += [of_series[mine]] if mine in of_series else []
            of_series[mine] = at
        else:
            partners += [other for other in of_voice.get(item.voice, ()) if other != root][-1:]
            if root == at:
                of_voice.setdefault(item.voice, []).append(at)
        partners += [other for other in roots[-2:] if other != root][-1:]
        if root == at:
            roots.append(at)
        window = windows[item.kind]
        while start < at and item.last is not None and _before(members[start], item.last - window):
            start += 1
        for other in range(start, at):
            partner = (members[other].voice, members[other].document)
            if mine in series and partner in series and (partner == mine or members[other].last != item.last):
                continue
            partners.append(other)
        for other in sorted(set(partners)):
            if (other, at) not in seen:
                seen.add((other, at))
                yield members[other], item


def _before(item: Statement, day: int) -> bool:
    return item.last is not None and item.last < day


def _series(members: Sequence[Statement]) -> set[tuple[str, str]]:
    """(voice, document) of every dated series, and of every long list whose rows have no date (the models of one type)."""
    days: dict[tuple[str, str], set[int | str]] = {}
    for item in members:
        days.setdefault((item.voice, item.document), set()).add(item.figure if item.last is None else item.last)
    return {key for key, found in days.items() if len(found) >= _SERIES}
