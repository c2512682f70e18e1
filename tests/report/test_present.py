"""What a notebook shows: tables with pseudonyms in which every amount leads to its evidence."""

from __future__ import annotations

import pandas as pd
import pytest

from osint_kit.errors import TableError
from osint_kit.report.presentation import Presentation, interval, number, present, show, topic_key


def test_tables_come_sorted_and_with_pseudonyms(shown: Presentation) -> None:
    assert shown.documents["author"].tolist() == ["author-001"]
    assert shown.documents["url"].tolist() == ["https://social.example/"]
    assert shown["figures"]["figure_id"].is_monotonic_increasing


def test_a_table_that_was_not_presented_is_an_error_that_lists_the_others(tables: dict[str, pd.DataFrame]) -> None:
    with pytest.raises(TableError, match="no table 'claims' was presented; there are documents"):
        present(tables["documents"]).claims  # noqa: B018 - the access fails


def test_a_frame_that_is_no_table_and_a_call_without_documents_are_errors(tables: dict[str, pd.DataFrame]) -> None:
    with pytest.raises(TableError, match="none of the tables"):
        present(pd.DataFrame({"a": [1]}))
    with pytest.raises(TableError, match="no documents"):
        present(tables["claims"])


def test_an_amount_leads_to_its_figure_and_a_consensus_to_its_topic(shown: Presentation) -> None:
    assert '<a href="#figure-d1.0000027">1,200</a>' in show(shown.figures, "quote kind")._repr_html_()
    key = topic_key("killed person; in velm", "2024-10-19", "2024-10-19")
    assert f'<td class="number"><a href="#topic-{key}">40</a></td>' in show(shown.consensus, "topic low")._repr_html_()


def test_texts_from_documents_are_escaped() -> None:
    rows = pd.DataFrame({"figure_id": ["a&b"], "quote": ["<b>12</b>"]})
    html = show(rows, "quote", caption="<i>")._repr_html_()
    assert "<b>" not in html
    assert "<i>" not in html
    assert 'href="#figure-a%26b"' in html


def test_a_long_table_says_how_many_rows_it_has() -> None:
    view = show(pd.DataFrame({"a": range(1000)}), first=5, caption="One row is one number")
    assert "One row is one number (the first 5 of 1,000)" in view._repr_html_()
    assert view._repr_html_().count("<tr>") == 6


def test_an_empty_table_says_none_and_an_unknown_column_is_an_error() -> None:
    assert "none" in show(pd.DataFrame({"a": []}))._repr_html_()
    with pytest.raises(TableError, match="no column 'b'; there are a"):
        show(pd.DataFrame({"a": [1]}), "b")


@pytest.mark.parametrize(
    ("value", "said"), [(12000.0, "12,000"), (33.333, "33.3"), (0.05, "0.05"), (None, ""), (float("nan"), ""), (pd.NA, "")]
)
def test_numbers_are_written_as_people_write_them(value: object, said: str) -> None:
    assert number(value) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(1.0, 2.0, "1–2 km"), (1.0, None, "at least 1 km"), (None, 2.0, "up to 2 km"), (2.0, 2.0, "2 km"), (None, None, "")],
)
def test_an_interval_in_words(low: float | None, high: float | None, said: str) -> None:
    assert interval(low, high, "km") == said
