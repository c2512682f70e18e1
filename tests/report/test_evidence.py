"""Every number leads to its sentence: marked in its document, with hedge, speaker, stance and date, and with its relations."""

from __future__ import annotations

import re
from html import unescape

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from osint_kit.report.evidence import lay_out
from osint_kit.report.marks import LONG, labelled, marked, sentence
from osint_kit.report.presentation import Presentation
from osint_kit.tables import frame


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]+>", "", html))


def rows(*figures: dict[str, object]) -> list[object]:
    basis = {"document_id": "d", "hedge": "exact", "kind": "other", "stance": "asserted"}
    made = frame("figures", [basis | {"figure_id": f"d.{n}", "quote": "x"} | row for n, row in enumerate(figures)])
    return list(made.itertuples())


def test_the_document_stands_around_the_marked_figure(shown: Presentation) -> None:
    evidence = lay_out(shown)
    page = evidence.pages[evidence.where["figure-d1.0000027"]][1]
    mark = re.search(r'<span class="sentence">(.*?)</span>\s*<', page, re.DOTALL)
    assert '<mark id="figure-d1.0000027"><a href="#card-d1.0000027">1,200</a></mark>' in page
    assert '<span class="hedge">Up to</span>' in page
    assert '<span class="speaker">the ministry</span>' in page
    assert mark
    assert plain(page).count("Yesterday was quiet.") == 1


def test_a_figure_shows_interval_rule_origin_relation_file_and_sha256(shown: Presentation) -> None:
    page = lay_out(shown).pages["documents-001.html"][1]
    row = page.split('<tr id="card-d1.0000027">')[1].split("</tr>")[0]
    for said in ("up to 1,200", "up_to: the value and below", "the ministry", "asserted", "itself", "compatible", "wide"):
        assert said in plain(row), said
    for said in ("data/raw/post.md", "0" * 64, "social.example", "author-001"):
        assert said in page, said
    assert "belmara_watch" not in page


def test_a_topic_shows_the_sentences_it_rests_on(shown: Presentation) -> None:
    evidence = lay_out(shown)
    page = plain(evidence.pages["topics-001.html"][1])
    assert "Killed: person, in velm" in page
    assert "settled: 40. 2 claims in 1 document, 2 independent origins." in page
    assert "Up to 1,200 soldiers were killed near Velm, the ministry said." in page
    assert "supports" in page


def test_long_material_is_laid_on_several_pages(tables: dict[str, pd.DataFrame]) -> None:
    from osint_kit.report.presentation import present

    one = tables["documents"].iloc[0].to_dict() | {"text": "word " * 20_000}
    many = [one | {"document_id": f"d{n}", "tags": [], "links": []} for n in range(1, 9)]
    more = [row | {"text": tables["documents"]["text"][0]} if row["document_id"] == "d1" else row for row in many]
    shown = present(*(tables | {"documents": frame("documents", [_known(row) for row in more])}).values())
    evidence = lay_out(shown)
    assert set(evidence.where.values()) == set(evidence.pages)
    assert all(f'id="{key}"' in evidence.pages[name][1] for key, name in evidence.where.items())


def _known(row: dict[str, object]) -> dict[str, object]:
    return {name: None if isinstance(value, float) or value is pd.NA else value for name, value in row.items()}


def test_hostile_texts_are_shown_as_text(tables: dict[str, pd.DataFrame]) -> None:
    from osint_kit.report.presentation import present

    hostile = '<script>alert(1)</script><img src=x onerror=alert(1)> 40 "quoted" & more'
    tables["documents"].loc[0, ["text", "title", "url"]] = [hostile, hostile, "javascript:alert(1)"]
    start = hostile.index("40")
    tables["figures"] = frame("figures", [
        {"figure_id": "d1.0000027", "document_id": "d1", "start": start, "end": start + 2, "quote": "40", "hedge": "exact", "kind": "killed",
         "stance": "asserted", "source": hostile, "item": hostile, "sentence_start": 0, "sentence_end": len(hostile)}
    ])  # fmt: skip
    for name in ("claims", "origins", "pairs", "consensus"):
        tables[name] = tables[name].iloc[:0]
    page = lay_out(present(*tables.values())).pages["documents-001.html"][1]
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page


@given(
    st.text(alphabet="ab <>&\n1", min_size=1, max_size=60), st.lists(st.tuples(st.integers(0, 59), st.integers(1, 9)), max_size=6)
)
def test_marks_change_no_character_and_each_figure_gets_one_anchor(text: str, places: list[tuple[int, int]]) -> None:
    apart: list[tuple[int, int]] = []
    for start, length in sorted(places):
        if start < len(text) and (not apart or start >= apart[-1][1]):
            apart.append((start, min(start + length, len(text))))
    figures = rows(
        *(
            dict[str, object]({"start": s, "end": e, "sentence_start": max(0, s - 3), "sentence_end": min(len(text), e + 4)})
            for s, e in apart
        )
    )
    html = marked(text, figures)
    assert plain(html.replace("<br>\n", "\n")) == text
    assert [int(n) for n in re.findall(r'id="figure-d\.(\d+)"', html)] == list(range(len(apart)))
    assert html.count("<mark") == html.count("</mark>")


def test_of_a_very_long_text_the_surroundings_of_the_figures_are_shown() -> None:
    text = "a" * LONG + "1200" + "b" * LONG
    html = marked(text, rows({"start": LONG, "end": LONG + 4}))
    assert ">1200</a>" in html
    assert len(html) < 5_000
    assert "characters" in html


def test_a_cell_is_shown_with_what_its_row_says_each_part_marked_as_in_a_text() -> None:
    (cell,) = rows({
        "quote": "12", "item": "tanks", "locator": "row=3,column=best", "hedge": "about", "hedge_words": "approx", "source": "General Staff",
        "stance_words": "claims", "as_of_start": "2024-11-01", "as_of_end": "2024-11-02",
    })  # fmt: skip
    html = sentence("", cell)
    assert plain(html) == "approx 12 tanks · General Staff · claims · 2024-11-01 – 2024-11-02 row=3,column=best"
    for role, words in {
        "hedge": "approx",
        "speaker": "General Staff",
        "stance": "claims",
        "date": "2024-11-01 – 2024-11-02",
    }.items():
        assert f'<span class="{role}">{words}</span>' in html
    assert "<mark>12</mark>" in html


SAID = "Rund 300 Soldaten, sagte die Behörde am Freitag, sollen getötet worden sein."
ROLES = {"hedge": "Rund", "cue": "sagte", "speaker": "die Behörde", "date": "am Freitag", "stance": "sollen"}


def said() -> list[object]:
    places = {name: (SAID.index(words), SAID.index(words) + len(words)) for name, words in ROLES.items()}
    return rows({
        "start": 5, "end": 8, "quote": "300", "sentence_start": 0, "sentence_end": len(SAID), "hedge": "about", "kind": "killed",
        "source": ROLES["speaker"], "source_start": places["speaker"][0], "source_end": places["speaker"][1],
        "cue": "sagte", "cue_start": places["cue"][0], "cue_end": places["cue"][1],
        "hedge_words": "Rund", "stance_words": "sollen", "as_of_words": "am Freitag",
    })  # fmt: skip


def test_figure_hedge_speaker_cue_stance_and_date_are_each_marked() -> None:
    for html in (marked(SAID, said()), sentence(SAID, said()[0])):
        assert plain(html) == SAID
        assert ">300</" in html
        for role, words in ROLES.items():
            assert f'<span class="{role}">{words}</span>' in html, role


def test_where_no_style_sheet_is_at_hand_a_word_behind_each_mark_says_what_it_is() -> None:
    html = labelled(SAID, said())
    assert re.sub(r"<sub.*?</sub>", "", html).count("<mark>") == 1
    for role, words in ROLES.items():
        assert f'{words}</span><sub class="{role}">{role}</sub>' in html, role
    assert '<mark><a href="#figure-d.0">300</a></mark><sub>killed</sub>' in html
