"""Authors and handles become author-001, author-002, …; spans move with the text; addresses with a handle are cut to the host."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osint_kit.report.pseudonyms import Pseudonyms, pseudonymise
from osint_kit.tables import frame


def documents(*rows: dict[str, object]) -> pd.DataFrame:
    plain = {"path": "a", "channel": "social", "text": "", "sha256": "0"}
    return frame("documents", [plain | {"document_id": f"d{n}"} | row for n, row in enumerate(rows)])


def text_of(*rows: dict[str, object]) -> list[str]:
    return pseudonymise({"documents": documents(*rows)})["documents"]["text"].tolist()


def test_numbers_follow_the_first_appearance_by_document_id() -> None:
    made = pseudonymise({"documents": documents({"author": "zoe", "text": "by @adam"}, {"author": "Adam"}, {"author": "@Zoe"})})[
        "documents"
    ]
    assert made["author"].tolist() == ["author-001", "author-002", "author-001"]
    assert made["text"][0] == "by author-002"


def test_the_order_of_the_rows_does_not_matter() -> None:
    rows = documents({"author": "zoe"}, {"author": "adam"}, {"author": "mia"})
    one, other = Pseudonyms.of(rows), Pseudonyms.of(rows[::-1])
    assert one.names == other.names


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("says @obs_a.", "says author-002."),
        ("says @obs_a@social.example, twice", "says author-002, twice"),
        ("write to desk@paper.example", "write to desk@paper.example"),
        ("seen by Mila Novak there", "seen by author-001 there"),
        ("seen by Mila Novakova there", "seen by Mila Novakova there"),
        (
            "see https://social.example/@mila/12 and https://paper.example/a",
            "see https://social.example/ and https://paper.example/a",
        ),
    ],
)
def test_handles_and_telling_names_are_replaced_in_texts(text: str, shown: str) -> None:
    assert text_of({"author": "Mila Novak", "text": text}) == [shown]


def test_a_plain_word_or_an_outlet_is_not_looked_for_in_texts() -> None:
    rows: tuple[dict[str, object], ...] = (
        {"author": "Anna", "text": "Anna met the Kyiv Wire"},
        {"author": "Kyiv Wire", "publisher": "Kyiv Wire"},
    )
    assert text_of(*rows)[0] == "Anna met the Kyiv Wire"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://social.example/obs_a/status/7", "https://social.example/"),
        ("https://social.example/u/somebody/7", "https://social.example/"),
        ("https://paper.example/2024/10/obs-area", "https://paper.example/2024/10/obs-area"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_an_address_that_holds_a_handle_is_cut_to_the_host(address: str, shown: str) -> None:
    made = pseudonymise({"documents": documents({"author": "obs_a", "url": address})})["documents"]
    assert made["url"].tolist() == [shown]


PIECES = st.lists(
    st.sampled_from(["@obs_a", "@velm.eye", "Mila Novak", "12 dead", " ", "https://social.example/@x/1", ", ", "ü", "40"]),
    max_size=12,
)


@given(PIECES)
def test_every_figure_keeps_its_words_whatever_stands_around_it(pieces: list[str]) -> None:
    text, spans = "", []
    for piece in pieces:
        if piece[0].isdigit():
            spans.append((len(text), len(text) + len(piece), piece))
        text += piece
        text += " "
    rows = documents({"author": "Mila Novak", "text": text})
    figures = frame("figures", [
        {"figure_id": f"d0.{start}", "document_id": "d0", "start": start, "end": end, "quote": quote, "hedge": "exact", "kind": "killed",
         "stance": "asserted", "sentence_start": 0, "sentence_end": len(text)} for start, end, quote in spans
    ])  # fmt: skip
    made = pseudonymise({"documents": rows, "figures": figures})
    shown = made["documents"]["text"][0]
    for row in made["figures"].itertuples():
        assert shown[row.start : row.end] == row.quote
        assert (row.sentence_start, row.sentence_end) == (0, len(shown))
    assert "@" not in shown
    assert "Novak" not in shown


def test_a_speaker_that_is_a_handle_moves_with_its_pseudonym(tables: dict[str, pd.DataFrame]) -> None:
    made = pseudonymise(tables)
    text, row = made["documents"]["text"][0], made["figures"].iloc[1]
    assert row["source"] == text[row["source_start"] : row["source_end"]] == "author-002"
    assert text[row["start"] : row["end"]] == "40"
