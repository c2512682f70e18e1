"""Where a claim comes from: whoever said it first, however many say it after.

Explicit attribution first: one named voice giving one number is one statement, in whatever language and outlet it is repeated.
Then lineage: a copy, quote, forward or citation that gives the number of the text it repeats, unless it names somebody else for
it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from osint_kit import tables
from osint_kit.cross_reference.statements import ROUNDING, SAME_DAYS, Statement, by_topic, iso, same_number, same_report


class Origin(NamedTuple):
    """The root of a claim (the figure that said it first), what leads there and the evidence."""

    root: str
    basis: str
    evidence: str


def name_voices(items: Sequence[Statement]) -> list[Statement]:
    """Within a topic an office without a country is that of the only country whose office speaks there.

    Where "the general staff" and ``UA.general-staff`` speak on one topic, both are ``UA.general-staff``.
    """
    whole: dict[tuple[str, str], set[str]] = {}
    for item in items:
        if item.named and "." in item.voice:
            whole.setdefault((item.topic, item.voice.split(".", 1)[1]), set()).add(item.voice)
    done = []
    for item in items:
        known = whole.get((item.topic, item.voice), set()) if item.named else set()
        done.append(replace(item, voice=min(known)) if len(known) == 1 else item)
    return done


def find_origins(items: Sequence[Statement], lineages: pd.DataFrame, windows: Mapping[str, int]) -> dict[str, Origin]:
    """figure_id → its origin, for every statement."""
    edges = _edges(lineages)
    found: dict[str, Origin] = {}
    for item in items:
        if not item.topic:
            found[item.figure] = Origin(item.figure, "own", "no topic")
    depths = _depths(edges)
    for members in by_topic(items).values():
        found |= _of_topic(sorted(members, key=lambda item: _order(item, depths)), edges, windows)
    return found


def origins_table(items: Sequence[Statement], found: Mapping[str, Origin]) -> pd.DataFrame:
    """The table ``origins``, in the order of the claims."""
    return tables.frame(
        "origins",
        [
            {"figure_id": item.figure, "origin_id": found[item.figure].root, "basis": found[item.figure].basis,
             "evidence": found[item.figure].evidence}
            for item in items
        ],
    )  # fmt: skip


def _order(item: Statement, depths: Mapping[str, int]) -> tuple[int, int, int, str]:
    """By publication; of one day a text comes before what repeats it."""
    published = item.published if item.published is not None else 10**7
    return published, depths.get(item.document, 0), item.first if item.first is not None else 10**7, item.figure


def _depths(edges: Mapping[str, list[tuple[str, str, str]]]) -> dict[str, int]:
    """Document → how many steps of taking over lie behind it."""
    depths: dict[str, int] = {}
    for document in edges:
        path = [document]
        while path:
            here = path[-1]
            open_above = [
                above for above, _, _ in edges.get(here, ()) if above in edges and above not in depths and above not in path
            ]
            if open_above:
                path.append(open_above[0])
                continue
            depths[here] = 1 + max((depths.get(above, 0) for above, _, _ in edges.get(here, ())), default=-1)
            path.pop()
    return depths


def _edges(lineages: pd.DataFrame) -> dict[str, list[tuple[str, str, str]]]:
    """Document → what it takes from: (document, basis, evidence)."""
    edges: dict[str, list[tuple[str, str, str]]] = {}
    for row in lineages.to_dict("records"):
        if isinstance(row["of"], str):
            edges.setdefault(row["document_id"], []).append((row["of"], row["basis"], row["evidence"] or ""))
            if isinstance(row["lineage_id"], str) and row["lineage_id"] not in (row["of"], row["document_id"]):
                edges[row["document_id"]].append((row["lineage_id"], row["basis"], row["evidence"] or ""))
    return edges


def _of_topic(
    members: list[Statement], edges: Mapping[str, list[tuple[str, str, str]]], windows: Mapping[str, int]
) -> dict[str, Origin]:
    """Origins within one topic; the members stand in order of publication, so a root is always known before what repeats it."""
    origin: dict[str, Origin] = {}
    said_by: dict[str, _Sayings] = {}
    through_relay: dict[str, list[Statement]] = {}
    in_document: dict[str, list[Statement]] = {}
    voice_of_root: dict[str, Statement] = {}
    for item in members:
        window = windows[item.kind]
        said = said_by[item.voice].same(item, window) if item.named and item.voice in said_by else None
        passed = _passed_on(item, through_relay.get(item.relay, ()), origin, voice_of_root, window) if item.relay else None
        if said is not None:
            origin[item.figure] = Origin(
                origin[said.figure].root, "speaker", f"{item.voice} gave this number on {iso(said.published) or '?'}"
            )
        elif passed is not None:
            origin[item.figure] = Origin(origin[passed.figure].root, "relay", f"both have the number from {item.relay}")
        else:
            origin[item.figure] = _taken_over(item, edges.get(item.document, ()), in_document, origin, voice_of_root)
        root = origin[item.figure].root
        if root == item.figure or (item.named and not voice_of_root[root].named):
            voice_of_root[root] = item  # a copy may name whom the first text left out
        if item.named and said is None:
            said_by.setdefault(item.voice, _Sayings()).add(item)
        if item.relay:
            through_relay.setdefault(item.relay, []).append(item)
        in_document.setdefault(item.document, []).append(item)
    return origin


def _passed_on(
    item: Statement, earlier: Iterable[Statement], origin: Mapping[str, Origin], voices: Mapping[str, Statement], window: int
) -> Statement | None:
    """The same number through the same house (an agency, a paper) in the same days, unless two different voices are named for
    it.
    """
    for other in earlier:
        first = voices[origin[other.figure].root]
        contrary = item.named and first.named and item.voice != first.voice
        if (
            not contrary
            and item.stance != "denied" != other.stance
            and same_report(item, other)
            and _apart(item, other) <= window
        ):
            return other
    return None


class _Sayings:
    """What one voice has said on a topic, found again by the size of the number or by the day."""

    def __init__(self) -> None:
        self._by_size: dict[int, list[Statement]] = {}
        self._in_order: list[Statement] = []

    def add(self, item: Statement) -> None:
        """The items come in order of publication."""
        self._by_size.setdefault(_size(item), []).append(item)
        self._in_order.append(item)

    def same(self, item: Statement, window: int) -> Statement | None:
        """The first earlier statement that gives the same number for the same time.

        Two stated periods farther apart than the window are two statements, and a denial repeats only a denial.
        """
        size = _size(item)
        alike = [other for near in (size - 1, size, size + 1) for other in self._by_size.get(near, ())]
        for other in reversed(self._in_order):
            if item.published is None or other.published is None or item.published - other.published > SAME_DAYS:
                break
            alike.append(other)
        for other in sorted(alike, key=lambda other: (other.published or 0, other.figure)):
            if "denied" in (item.stance, other.stance) and item.stance != other.stance:
                continue
            if same_report(item, other) and not (item.dated and other.dated and _apart(item, other) > window):
                return other
        return None


def _size(item: Statement) -> int:
    """Numbers within ``ROUNDING`` of each other have the same size or neighbouring ones."""
    point = abs(item.point)
    return int(math.log(point) / math.log(1 + 1.5 * ROUNDING)) if 0 < point < math.inf else -(10**6)


def _apart(left: Statement, right: Statement) -> int:
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return 0
    return max(0, left.first - right.last, right.first - left.last)


def _taken_over(
    item: Statement, edges: Iterable[tuple[str, str, str]], in_document: Mapping[str, list[Statement]],
    origin: Mapping[str, Origin], voices: Mapping[str, Statement],
) -> Origin:  # fmt: skip
    for document, basis, evidence in edges:
        for other in in_document.get(document, ()):
            root = origin[other.figure].root
            contrary = item.named and voices[root].named and voices[root].voice != item.voice
            if same_number(item, other) and item.stance != "denied" and not contrary:
                return Origin(root, basis, evidence)
    return Origin(item.figure, "own", "says it first among the documents in hand")
