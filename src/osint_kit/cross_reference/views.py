"""Further readings of what was cross-referenced: drift, failing arithmetic, grades, whose word a consensus hangs on."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from osint_kit.cross_reference.arithmetic import WAR_START, find_arithmetic
from osint_kit.cross_reference.consensus import leave_one_out, periods
from osint_kit.cross_reference.drift import find_drift
from osint_kit.cross_reference.grades import grade_voices, grades_frame
from osint_kit.cross_reference.origins import Origin, name_voices
from osint_kit.cross_reference.statements import Statement, by_topic, iso, statements, windows
from osint_kit.cross_reference.topics import assign_topics


def find_findings(
    claims: pd.DataFrame, figures: pd.DataFrame, documents: pd.DataFrame, lineages: pd.DataFrame, origins: pd.DataFrame,
    *, war_start: str = WAR_START,
) -> pd.DataFrame:  # fmt: skip
    """What changed on the way and what does not add up, over all documents.

    Returns:
        One row for each finding: figure_id, other (the figure it is held against), finding (hedge_changed, number_changed,
        source_dropped, source_changed, kind_changed, stale, parts_exceed_whole, parts_miss_total, share_misses_base,
        day_number), evidence in words.
    """
    items = _items(claims, documents, figures)
    found = [
        *find_drift(items, _origins(origins), figures, lineages),
        *find_arithmetic(items, figures, war_start=war_start),
    ]
    order = {item.figure: at for at, item in enumerate(items)}
    found.sort(key=lambda one: order[one.figure_id])
    return pd.DataFrame(found, columns=["figure_id", "other", "finding", "evidence"])


def grade_speakers(
    claims: pd.DataFrame, documents: pd.DataFrame, origins: pd.DataFrame, *, window: int | Mapping[str, int] | None = None
) -> pd.DataFrame:
    """The Admiralty letter of each named speaker: speaker, letter, held, judged, reason."""
    return grades_frame(grade_voices(_items(claims, documents), _origins(origins), windows(window)))


def leave_one_origin_out(
    claims: pd.DataFrame, documents: pd.DataFrame, origins: pd.DataFrame, topic: str,
    *, window: int | Mapping[str, int] | None = None, rule: str = "interval",
) -> pd.DataFrame:  # fmt: skip
    """The consensus on a topic without each of its origins in turn: period_start, left_out, low, high, verdict."""
    rows = []
    members = by_topic(_items(claims, documents)).get(topic, [])
    for period in periods(members, windows(window)[members[0].kind]) if members else ():
        start = iso(min((item.first for item in period if item.first is not None), default=None))
        for left_out, found in leave_one_out(period, _origins(origins), rule).items():
            rows.append(
                {"period_start": start, "left_out": left_out, "low": found.low, "high": found.high, "verdict": found.verdict}
            )
    return pd.DataFrame(rows, columns=["period_start", "left_out", "low", "high", "verdict"])


def _items(claims: pd.DataFrame, documents: pd.DataFrame, figures: pd.DataFrame | None = None) -> list[Statement]:
    return name_voices(statements(assign_topics(claims), documents, figures))


def _origins(table: pd.DataFrame) -> dict[str, Origin]:
    columns = (table[name].tolist() for name in ("figure_id", "origin_id", "basis", "evidence"))
    return {figure: Origin(root, basis, evidence or "") for figure, root, basis, evidence in zip(*columns, strict=True)}
