"""Claims made by hand for the tests of cross-referencing."""

from __future__ import annotations

from typing import Any

import pandas as pd

from osint_kit import tables

TOPIC = "killed person; in belmara"


def claim(figure: str, low: float | None, high: float | None = None, speaker: str | None = None, **fields: Any) -> dict[str, Any]:
    """One claim: ``claim("a", 38, 38, "police", published="2024-08-07")``; the document is named as the figure."""
    value = fields.pop("value", low if low == high else (low if high is None else high if low is None else None))
    rule = (
        "as stated"
        if low is not None and high is not None
        else "at_least: from the value up"
        if high is None
        else "up_to: the value and below"
    )
    base = {
        "figure_id": figure,
        "document_id": f"doc-{figure}",
        "topic": TOPIC,
        "kind": "killed",
        "definition": "killed",
        "thing": "person",
        "place": "belmara",
        "value": value,
        "low": low,
        "high": high,
        "bounds_rule": rule,
        "published": "2024-08-07",
        "speaker": speaker,
        "speaker_kind": "official" if speaker else None,
        "stance": "asserted",
    }
    return {**base, **fields}


def table(*rows: dict[str, Any]) -> pd.DataFrame:
    return tables.frame("claims", rows)
