"""What the charts and lists of notebook 04 say."""

from __future__ import annotations

from pathlib import Path

import pytest

import osint_kit
from osint_kit.report import crossing, threads
from osint_kit.report.presentation import Presentation

TEXTS = """\
{"id": "a", "lang": "en", "published": "2024-08-05", "publisher": "coast", "text": "At least 25 people died in the floods in Belmara, the police said."}
{"id": "b", "lang": "en", "published": "2024-08-06", "publisher": "echo", "text": "Sad. At least 25 people died in the floods in Belmara, the police said."}
{"id": "c", "lang": "en", "published": "2024-08-07", "publisher": "coast", "text": "The police put the death toll of the Belmara floods at 38."}
{"id": "d", "lang": "en", "published": "2024-08-08", "publisher": "vale", "text": "The mayor of Belmara spoke of 90 dead in the floods."}
"""


@pytest.fixture(scope="module")
def floods(tmp_path_factory: pytest.TempPathFactory) -> Presentation:
    path: Path = tmp_path_factory.mktemp("floods") / "floods.jsonl"
    path.write_text(TEXTS, encoding="utf-8")
    reading = osint_kit.read_all(path)
    found = osint_kit.extract_all(reading.documents, reading.cells)
    claims = osint_kit.clean_claims(found.figures, reading.documents)
    crossed = osint_kit.cross_reference(claims, found.figures, reading.documents, found.references)
    return osint_kit.present(reading, found, claims, crossed)


@pytest.fixture(scope="module")
def topic(floods: Presentation) -> str:
    return crossing.most_repeated(floods)


def test_the_matrix_counts_relations_between_origins(floods: Presentation, topic: str) -> None:
    told = crossing.matrix(floods, topic).alt
    assert "how 3 origins stand to one another" in told
    assert "1 revision" in told
    assert "1 conflict" in told


def test_the_forest_plot_says_hull_and_support(floods: Presentation, topic: str) -> None:
    told = crossing.forest(floods, topic).alt
    assert "25 to 90 reported" in told or "38 to 90 reported" in told
    assert "2 independent voices (contested)" in told


def test_the_timeline_counts_who_revised(floods: Presentation, topic: str) -> None:
    assert crossing.most_revised(floods) == topic
    assert "1 voice gave more than one number" in crossing.timeline(floods, topic).alt


def test_the_tree_shows_the_words_of_the_copy(floods: Presentation, topic: str) -> None:
    assert "At least 25 people died in the floods in Belmara" in repr(threads.origin_tree(floods, topic))


def test_dissent_names_who_says_otherwise(floods: Presentation) -> None:
    assert "90 (mayor of Belmara; vale, 2024-08-08)" in repr(threads.dissent(floods))


def test_a_topic_that_nobody_speaks_of_gives_an_empty_chart(floods: Presentation) -> None:
    assert crossing.forest(floods, "nothing").alt == "Nothing: nothing to show."
    assert "nothing to compare" in crossing.matrix(floods, "nothing").alt
    assert "no statements" in crossing.timeline(floods, "nothing").alt
