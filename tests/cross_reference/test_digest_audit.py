"""The audit of a real digest against the shipped ledger finds what a careful person found, and what that person could not settle."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import osint_kit

LEDGER = Path(__file__).resolve().parents[2] / "data" / "raw" / "north_korea_ledger.csv"


@pytest.fixture(scope="module")
def audit(shared: Path) -> pd.DataFrame:
    digest = shared / "eval" / "digest" / "digest-2025-02-08.txt"
    reading = osint_kit.read_all([digest, LEDGER])
    found = osint_kit.extract_all(reading.documents, reading.cells)
    claims = osint_kit.clean_claims(found.figures, reading.documents)
    return osint_kit.audit_document(
        digest.stem, claims, found.figures, reading.documents, found.tallies, found.references
    )  # fmt: skip


@pytest.mark.parametrize(
    ("quote", "verdict", "words"),
    [
        ("12.000", "stale", "2024-10-18"),
        ("1.500", "partial", "first-batch"),
        ("50", "stale", "UA.military-intelligence gave 108–132 (equipment gun.koksan) on 2025-01-23"),
        ("50", "unattributed", "UA.intelligence"),
        ("20", "wrong_class", "multiple rocket launcher of 240 mm"),
        ("20", "stale", "2025-01-23"),
        ("2.000", "unattributed", "KR.intelligence"),
        ("50%", "several_candidates", "none is sure"),
        ("1.080.", "supported", "inclusive count: 1081"),
        (None, "counted_not_listed", "211 sources counted, 3 listed"),
    ],
)
def test_the_audit_of_the_digest_finds(audit: pd.DataFrame, quote: str | None, verdict: str, words: str) -> None:
    of_figure = audit["quote"].isna() if quote is None else audit["quote"] == quote
    evidence = audit.loc[of_figure & (audit["verdict"] == verdict), "evidence"].tolist()
    assert any(words in said for said in evidence), audit.loc[of_figure, ["verdict", "evidence"]].values.tolist()


def test_every_figure_of_the_digest_has_a_finding(audit: pd.DataFrame) -> None:
    assert audit.loc[audit["figure_id"].notna(), "figure_id"].nunique() == 11
