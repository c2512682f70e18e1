"""The samples' ground truth: figures of the digest, what must not be read as one, and posts that are copies of each other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from osint_kit.extract import extract
from osint_kit.read import Reading, read_all

# The ground truth's words for kinds and hedges are older than the vocabulary.
KINDS = {
    "killed": "killed", "injured": "wounded", "equipment_delivered": "equipment",
    "troops": "personnel", "troops_training": "personnel",
    "pay_per_month": "money", "mentions_web": "source_count", "mentions_social": "source_count", "mentions_forum": "source_count",
}  # fmt: skip
HEDGES = {None: "exact", "up to": "up_to", "nearly": "almost", "about": "about"}
FOLDER = Path(__file__).parents[1] / "fixtures" / "formats"
TRUTH = json.loads((FOLDER / "ground_truth.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def samples() -> Reading:
    return read_all(FOLDER)


@pytest.fixture(scope="module")
def digest() -> pd.DataFrame:
    return extract(read_all(FOLDER / "digest").documents).figures


@pytest.mark.parametrize("claim", TRUTH["claims"], ids=lambda claim: claim["quote"])
def test_each_figure_of_the_ground_truth_is_found(digest: pd.DataFrame, claim: dict[str, Any]) -> None:
    start, end = claim["span"]
    (figure,) = digest[(digest.start < end) & (digest.end > start)].to_dict("records")
    assert figure["value"] == claim["value"]
    assert figure["hedge"] == HEDGES[claim["hedge"]]
    assert figure["kind"] == KINDS[claim["kind"]]
    if claim["hedge"] in (None, "up to"):
        assert [None if pd.isna(figure[side]) else figure[side] for side in ("low", "high")] == [claim["low"], claim["high"]]


def test_the_day_number_is_1080_in_both_spellings_and_designations_are_no_figures(digest: pd.DataFrame) -> None:
    days = digest[digest.kind == "day_number"]
    assert days.quote.tolist() == ["1.080.", "1,080."]
    assert days.value.tolist() == [1080, 1080]
    assert not digest.quote.isin(["3", "5"]).any()


def test_members_of_a_lineage_of_posts_carry_the_same_words(samples: Reading) -> None:
    documents = samples.documents
    posts = documents[documents.external_id.isin(["arland_news-101", "velm_chat-777", "1001-101", "1003-777"])]
    assert len(posts) == 6  # 4CAT twice, Telethon twice, Telegram Desktop's two exports
    assert posts.text.nunique() == 1


def test_a_denial_that_was_forwarded_keeps_its_origin(samples: Reading) -> None:
    forwarded = samples.documents[samples.documents.external_id == "1001-103"]
    assert set(forwarded.forward_of) == {"Boria MoD"}
    assert forwarded.text.str.contains("no Borian forces operated").all()


def test_a_revision_of_an_event_is_told_by_its_time(samples: Reading) -> None:
    events = samples.cells[samples.cells.event == "ARL101"].sort_values("published")
    assert events.value.tolist() == [12, 18]
