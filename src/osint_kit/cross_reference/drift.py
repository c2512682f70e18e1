"""What got lost on the way: a hedge, a kind, a speaker; and what was no longer the latest word when it was printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from osint_kit.cross_reference.origins import Origin
from osint_kit.cross_reference.relations import written
from osint_kit.cross_reference.statements import HARM, SAME_DAYS, Statement, by_topic, iso, same_number


class Finding(NamedTuple):
    """One thing that does not fit: the figure, the figure it is held against, what is found, and the evidence in words."""

    figure_id: str
    other: str | None
    finding: str
    evidence: str


def find_drift(
    items: Sequence[Statement], origins: Mapping[str, Origin], figures: pd.DataFrame, lineages: pd.DataFrame
) -> list[Finding]:
    """Drift between a statement and what repeats it: ``hedge_changed``, ``number_changed``, ``source_dropped``,
    ``source_changed``, ``kind_changed`` and ``stale``, in the order of the figures.
    """
    hedges = {
        figure: (hedge, words if isinstance(words, str) else "")
        for figure, hedge, words in zip(
            figures["figure_id"].tolist(), figures["hedge"].tolist(), figures["hedge_words"].tolist(), strict=True
        )
    }
    found = [
        *_from_roots(items, origins, hedges),
        *_other_kinds(items),
        *_other_sources(items, lineages),
        *_stale(items, origins),
    ]
    order = {item.figure: at for at, item in enumerate(items)}
    return sorted(set(found), key=lambda one: (order[one.figure_id], one.finding, order.get(one.other or "", -1)))


def _from_roots(
    items: Sequence[Statement], origins: Mapping[str, Origin], hedges: Mapping[str, tuple[str, str]]
) -> Iterator[Finding]:
    by_figure = {item.figure: item for item in items}
    for item in items:
        root = by_figure.get(origins[item.figure].root, item)
        if root is item:
            continue
        (before, was), (after, now) = hedges.get(root.figure, ("", "")), hedges.get(item.figure, ("", ""))
        if before != after:
            evidence = f"{_said(before, was)} {written(root)} became {_said(after, now)} {written(item)}"
            yield Finding(item.figure, root.figure, "hedge_changed", evidence)
        elif item.point != root.point:
            yield Finding(item.figure, root.figure, "number_changed", f"{written(root)} became {written(item)}")
        if root.named and not item.named:
            yield Finding(item.figure, root.figure, "source_dropped", f"{root.voice} said it; here nobody does")


def _said(hedge: str, words: str) -> str:
    return f"{hedge} ({words})" if words else hedge


def _other_kinds(items: Sequence[Statement]) -> Iterator[Finding]:
    """One voice's number under two kinds within days, in different documents of which none gives both."""
    groups: dict[tuple[str, float], list[Statement]] = {}
    for item in items:
        if item.named and item.kind in HARM and item.value is not None and item.value >= 10 and item.stance != "denied":
            groups.setdefault((item.voice, item.value), []).append(item)
    for members in groups.values():
        if len({item.kind for item in members}) < 2:
            continue
        kinds: dict[str, set[str]] = {}
        for item in members:
            kinds.setdefault(item.document, set()).add(item.kind)
        members.sort(key=lambda item: (item.published or 0, item.figure))
        for later in members:
            for first in members:
                if first is later:
                    break
                near = first.published is None or later.published is None or later.published - first.published <= 7 * SAME_DAYS
                if first.kind != later.kind and near and len(kinds[first.document] | kinds[later.document]) == 2 and (
                    len(kinds[first.document]) == len(kinds[later.document]) == 1
                ):  # fmt: skip
                    yield Finding(
                        later.figure,
                        first.figure,
                        "kind_changed",
                        f"{written(first)} {first.kind} became {written(later)} {later.kind}",
                    )
                    break


def _other_sources(items: Sequence[Statement], lineages: pd.DataFrame) -> Iterator[Finding]:
    """A copy that gives the number of the text it repeats to somebody else."""
    by_document: dict[str, list[Statement]] = {}
    for item in items:
        by_document.setdefault(item.document, []).append(item)
    for row in lineages.to_dict("records"):
        if not isinstance(row["of"], str):
            continue
        for later in by_document.get(row["document_id"], ()):
            for first in by_document.get(row["of"], ()):
                changed = later.named and first.named and later.voice != first.voice
                if changed and later.topic == first.topic and later.topic and same_number(later, first):
                    yield Finding(
                        later.figure, first.figure, "source_changed", f"{first.voice} said it; here it is given to {later.voice}"
                    )


def _stale(items: Sequence[Statement], origins: Mapping[str, Origin]) -> Iterator[Finding]:
    """A repetition printed after the same voice had given another number for a later time."""
    for members in by_topic(items).values():
        spoken: dict[str, list[Statement]] = {}
        for item in sorted(members, key=lambda item: (item.published or 0, item.last or 0, item.figure)):
            if item.named and item.stance != "denied":
                for newer in reversed(spoken.get(item.voice, [])):
                    root = origins[item.figure].root
                    if root != item.figure and newer.figure != root and _replaces(newer, item, root, members):
                        evidence = f"{item.voice} had given {written(newer)} on {iso(newer.published)}"
                        yield Finding(item.figure, newer.figure, "stale", f"{evidence}, before this was printed")
                        break
                if origins[item.figure].root == item.figure:
                    spoken.setdefault(item.voice, []).append(item)


def _replaces(newer: Statement, item: Statement, root: str, members: Sequence[Statement]) -> bool:
    first = next((other for other in members if other.figure == root), item)
    later = (newer.published or 0) > (first.published or 0)
    printed_before = newer.published is not None and item.published is not None and newer.published + SAME_DAYS < item.published
    return later and printed_before and not same_number(newer, item)
