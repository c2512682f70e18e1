"""Cross-reference: the same question? the same origin? agree, revise, conflict? What do independent origins say together?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from osint_kit import tables
from osint_kit.cross_reference.audit import audit_document
from osint_kit.cross_reference.consensus import find_consensus
from osint_kit.cross_reference.grades import grade_voices, likelihood
from osint_kit.cross_reference.lineages import find_lineages
from osint_kit.cross_reference.origins import find_origins, name_voices, origins_table
from osint_kit.cross_reference.pairs import find_pairs
from osint_kit.cross_reference.statements import statements, windows
from osint_kit.cross_reference.topics import assign_topics
from osint_kit.cross_reference.views import find_findings, grade_speakers, leave_one_origin_out
from osint_kit.errors import ParameterError

__all__ = [
    "CrossReference", "assign_topics", "audit_document", "cross_reference", "find_findings", "find_lineages", "grade_speakers",
    "leave_one_origin_out", "likelihood",
]  # fmt: skip


class CrossReference(NamedTuple):
    """The four tables of cross-referencing, as DESIGN describes them."""

    lineages: pd.DataFrame
    origins: pd.DataFrame
    pairs: pd.DataFrame
    consensus: pd.DataFrame


def cross_reference(
    claims: pd.DataFrame, figures: pd.DataFrame | None = None, documents: pd.DataFrame | None = None,
    references: pd.DataFrame | None = None, *,
    window: int | Mapping[str, int] | None = None, tolerance: float = 0.05, rule: str = "interval",
) -> CrossReference:  # fmt: skip
    """Compare claims: which text copies which, which claims go back to one statement, how each two relate, what most origins
    support.

    Args:
        claims: the table ``claims`` (run :func:`assign_topics` on it first to store the completed topics; it is run here in any
            case). figures, documents, references: the tables of those names; without documents there are no lineages and only
            speakers make origins. window: days between the periods of two claims beyond which a difference is a change: one
            number, or by kind (default: ``statements.WINDOWS``).
        tolerance: how far apart the ends of two overlapping intervals may be, as a share, and still agree.
        rule: how a consensus is made: ``interval`` (what most independent origins support), ``lowest``, or ``ucdp`` (low, best,
            high).

    Raises:
        ParameterError: an unknown kind or rule, or a negative window or tolerance.
    """
    if tolerance < 0:
        raise ParameterError(f"tolerance is {tolerance}", "it is a share, 0 or more")
    days = windows(window)
    lineages = find_lineages(documents, figures, references) if documents is not None else tables.empty("lineages")
    items = name_voices(statements(assign_topics(claims), documents, figures))
    origins = find_origins(items, lineages, days)
    channels = {}
    if documents is not None:
        channels = dict(zip(documents["document_id"].tolist(), documents["channel"].tolist(), strict=True))
    letters = {voice: grade.letter for voice, grade in grade_voices(items, origins, days).items()}
    return CrossReference(
        lineages,
        origins_table(items, origins),
        find_pairs(items, origins, days, tolerance),
        find_consensus(items, origins, days, channels=channels, grades=letters, rule=rule),
    )
