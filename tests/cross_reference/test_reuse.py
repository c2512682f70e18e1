"""Copies are found however they were made, and two reports of one event are no copies."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from cross_reference.reuse_corpus import Corpus, build
from osint_kit import tables
from osint_kit.cross_reference import find_lineages

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return build(HERE / "reuse_texts.yaml")


@pytest.fixture(scope="module")
def lineages(corpus: Corpus) -> dict[str, dict[str, str]]:
    found = find_lineages(corpus.documents)
    return {row["document_id"]: row for row in found.to_dict("records") if row["basis"] != "cites"}


@pytest.mark.parametrize("way", ["copy", "light", "cut", "heavy", "quote", "translation"])
def test_a_text_reused_in_any_way_is_traced_to_its_first_text(corpus: Corpus, lineages: dict, way: str) -> None:
    made = [later for (later, _), how in corpus.reuse.items() if how == way]
    missed = [later for later in made if lineages[later]["basis"] not in ("copy", "quote")]
    assert made
    assert missed == []


def test_an_independent_report_of_the_same_event_stands_alone(corpus: Corpus, lineages: dict) -> None:
    assert [later for later, _ in sorted(corpus.independent) if lineages[later]["basis"] != "own"] == []


def test_the_evidence_is_the_shared_words(lineages: dict) -> None:
    assert "Agency" not in lineages["dam-copy"]["evidence"]
    assert "Engineers opened all" in lineages["dam-copy"]["evidence"]
    assert "words in a row" in lineages["dam-copy"]["evidence"]


def _document(name: str, text: str, published: str, **more: str) -> dict[str, str]:
    same = dict.fromkeys(("document_id", "external_id", "path", "sha256"), name)
    return {**same, "channel": "web", "language": "en", "text": text, "published": published, **more}


def test_a_chain_of_weak_edges_is_no_copy() -> None:
    """Each text shares a sentence with the next; the last shares nothing with the first and is not of its lineage."""
    words = [" ".join(f"w{chapter}x{at}" for at in range(24)) for chapter in range(5)]
    texts = [f"{words[n]} {words[n + 1][: len(words[n + 1]) // 2]}" for n in range(4)]
    documents = tables.frame("documents", [_document(f"t{n}", text, f"2024-01-0{n + 1}") for n, text in enumerate(texts)])
    found = find_lineages(documents).set_index("document_id")
    assert found.loc["t3", "lineage_id"] != "t0"


def test_a_link_to_a_document_in_hand_is_a_citation_and_no_copy() -> None:
    documents = tables.frame("documents", [
        _document("a", "The bridge at Marn is closed until further notice.", "2024-01-01", url="https://www.marn-post.example/bridge/"),
        _document("b", "Bad news for commuters today: see http://marn-post.example/bridge?utm=x", "2024-01-02"),
    ])  # fmt: skip
    found = find_lineages(documents)
    assert found[["document_id", "basis", "of"]].fillna("").values.tolist() == [
        ["a", "own", ""],
        ["b", "own", ""],
        ["b", "cites", "a"],
    ]


def test_a_forward_takes_the_lineage_of_what_it_forwards() -> None:
    documents = tables.frame("documents", [
        _document("a", "Water is back.", "2024-01-01"),
        _document("b", "Water is back.", "2024-01-02", forward_of="a"),
        _document("c", "look", "2024-01-03", reshare_of="b"),
    ])  # fmt: skip
    found = find_lineages(documents).set_index("document_id")
    assert found["lineage_id"].tolist() == ["a", "a", "a"]
    assert found["basis"].tolist() == ["own", "forward", "forward"]


def test_a_post_of_the_same_day_follows_the_article_whatever_their_names() -> None:
    text = "The council of Marn has voted to close the old bridge for all lorries from the first of May."
    documents = tables.frame("documents", [
        _document("a-post", f"wow: {text}", "2024-01-01", channel="social"),
        _document("z-article", text, "2024-01-01"),
    ])  # fmt: skip
    found = find_lineages(documents).set_index("document_id")
    assert found.loc["a-post", "of"] == "z-article"
    assert found.loc["z-article", "basis"] == "own"


def test_every_document_has_just_one_row_of_its_own(corpus: Corpus) -> None:
    found = find_lineages(corpus.documents)
    own = found[found["basis"] != "cites"]["document_id"]
    assert sorted(own) == sorted(corpus.documents["document_id"])


def test_the_order_of_the_documents_changes_nothing(corpus: Corpus) -> None:
    turned = find_lineages(corpus.documents.iloc[::-1].reset_index(drop=True))
    pd.testing.assert_frame_equal(tables.sort("lineages", turned), tables.sort("lineages", find_lineages(corpus.documents)))
