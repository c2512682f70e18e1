"""Sentences and charts come out of the tables; no number is typed."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pandas as pd
import pytest

from osint_kit.report import charts, findings, words
from osint_kit.report.labels import title_of
from osint_kit.report.presentation import Presentation, present
from osint_kit.tables import frame


def test_the_opening_counts_figures_documents_origins_and_verdicts(shown: Presentation) -> None:
    assert repr(words.opening(shown)) == (
        "2 figures stand in 1 document (1 social post). They come from 2 origins once copies, quotes and repeated statements are led back "
        "to where they began, and answer 1 question: 1 settled."
    )


def test_every_count_of_the_opening_leads_to_what_it_counts(shown: Presentation) -> None:
    links = dict(re.findall(r'<a href="#([^"]+)">([^<]+)</a>', words.opening(shown).html))
    assert links == {
        "figures:": "2 figures", "documents:": "1 document", "documents:channel=social": "1 social post", "figures:basis=own": "2 origins",
        "topics:": "1 question", "topics:verdict=settled": "1",
    }  # fmt: skip


def test_counts_in_a_table_lead_to_what_they_count() -> None:
    rows = pd.DataFrame({"kind": ["killed", "killed", "wounded"], "channel": ["web", "social", "web"]})
    html = words.tally(rows, "kind", "channel", caption="Figures")._repr_html_()
    assert '<a href="#figures:kind=wounded&amp;channel=web">1</a>' in html
    assert html.count("<a ") == 3
    most = words.tally(rows, "kind", caption="Figures", first=1)
    assert repr(most).split() == ["kind", "figures", "killed", "2"]


def test_a_text_is_shown_with_its_marks(shown: Presentation) -> None:
    said = words.marked_text(shown)
    assert '<a href="#figure-d1.0000027">1,200</a>' in said.html
    assert "speaker" in repr(said)
    assert repr(words.marked_text(shown, "d9")) == "There is no text here."


def test_error_rates_are_quoted_for_the_languages_at_hand(shown: Presentation, tables: dict[str, pd.DataFrame]) -> None:
    tables["documents"]["language"] = pd.array(["de"], dtype=tables["documents"]["language"].dtype)
    said = findings.error_rates(present(*tables.values())).html
    assert '<th scope="row">de</th>' in said
    assert re.search(r">\d+%<", said)
    assert '<th scope="row">en</th>' not in said
    assert "has not been measured" in findings.error_rates(shown).html


def test_a_settled_topic_is_told_with_its_interval_and_basis(shown: Presentation) -> None:
    said = words.verdicts(shown, "settled")
    assert repr(said) == "Killed: person, in velm: 40 2024-10-19. 2 independent origins in 1 document."
    assert re.search(r'<a href="#topic-[0-9a-f]{12}">40</a>', said.html)


def test_a_verdict_without_topics_says_so(shown: Presentation) -> None:
    assert repr(words.verdicts(shown, "denied")) == "There is none."


def test_several_verdicts_are_told_apart(shown: Presentation) -> None:
    assert repr(words.verdicts(shown)).startswith("Settled: independent origins agree: Killed")


def test_coverage_compares_claimed_listed_and_in_hand(tables: dict[str, pd.DataFrame]) -> None:
    tables["documents"].loc[0, "url"] = "https://wire.example/a"
    tables["references"] = frame(
        "references", [{"document_id": "d1", "host": host} for host in ("wire.example", "other.example")]
    )
    rows = words.coverage(present(*tables.values()))
    assert rows[["claimed", "listed", "in_hand"]].values.tolist() == [[211, 3, 1]]
    assert repr(words.coverage_said(rows)) == (
        "A post counts 211 sources (10 web, 139 social, 62 forum), lists 3 of them and 1 of the listed ones is in hand: 208 cannot be checked "
        "by anybody."
    )


def test_without_a_tally_there_is_no_coverage(tables: dict[str, pd.DataFrame]) -> None:
    tables["tallies"] = tables["tallies"].iloc[:0]
    rows = words.coverage(present(*tables.values()))
    assert repr(words.coverage_said(rows)) == "No document counts its own sources."


def test_findings_are_told_by_sort_with_both_figures(shown: Presentation) -> None:
    found = pd.DataFrame([
        {"figure_id": "d1.0000027", "other": "d1.0000105", "finding": "kind_changed", "evidence": "casualties become <dead>"},
        {"figure_id": None, "other": None, "finding": "day_number", "evidence": "it is day 7"},
    ])  # fmt: skip
    said = findings.told(found, shown)
    assert "What is counted changed on the way" in repr(said)
    assert "1,200 against 40: casualties become <dead>" in repr(said)
    assert "The document: it is day 7" in repr(said)
    assert 'href="#figure-d1.0000105"' in said.html
    assert "<dead>" not in said.html
    assert repr(findings.told(found.iloc[:0], shown)) == "Nothing of the kind was found."


def test_the_document_that_claims_the_most_sources_is_audited_first(shown: Presentation) -> None:
    assert findings.to_audit(shown) == "d1"
    audit = pd.DataFrame({"verdict": ["supported", "stale", "supported"]})
    assert repr(findings.audited(audit, "d1", shown)) == "A post: 1 stale and 2 supported."


def test_limits_count_what_they_name(shown: Presentation) -> None:
    said = repr(findings.limits(shown))
    assert "For none of 2 figures only the document itself speaks" in said
    assert "2 state no time they hold for" in said


def test_the_method_names_every_rule_with_its_value(shown: Presentation) -> None:
    said = repr(findings.method(shown, about=0.1, topic="", channels=["web", "forum"]))
    for part in ("about = 0.1", "topic = not set", "channels = web, forum", "as stated: 1 claim"):
        assert part in said


@pytest.mark.parametrize(
    ("topic", "title"),
    [
        ("killed person; in belmara; during flood", "Killed: person, in belmara, during flood"),
        ("share; as percent", "Share, as percent"),
        ("equipment gun.koksan; of KP", "Equipment: gun koksan, of North Korea"),
        ("= toll of the flood", "Toll of the flood"),
    ],
)
def test_a_topic_reads_as_a_heading(topic: str, title: str, monkeypatch: pytest.MonkeyPatch, root: object) -> None:
    monkeypatch.chdir(str(root))
    assert title_of(topic) == title


def test_the_bars_of_a_chart_lead_to_what_they_count(shown: Presentation) -> None:
    assert 'xlink:href="#topics:verdict=settled&amp;kind=killed"' in charts.verdicts(shown).svg
    assert charts.coverage(words.coverage(shown)).svg.count('xlink:href="#document-d1"') == 10


@pytest.mark.parametrize("draw", ["verdicts", "topics", "claims"])
def test_a_chart_is_svg_with_a_name_for_those_who_hear_it(shown: Presentation, draw: str) -> None:
    chart = charts.claims(shown, "killed person; in velm") if draw == "claims" else getattr(charts, draw)(shown)
    picture = ElementTree.fromstring(chart.svg)
    assert picture.get("aria-label") == chart.alt
    assert picture.get("viewBox")
    ids = re.findall(r' id="([^"]+)"', chart.svg)
    assert len(ids) == len(set(ids))
    assert all(name.startswith(chart.name) for name in ids)


def test_the_marks_of_a_chart_lead_to_their_figures(shown: Presentation) -> None:
    svg = charts.claims(shown, "killed person; in velm").svg
    assert "#figure-d1.0000027" in svg
    assert "#figure-d1.0000105" in svg


def test_the_same_tables_draw_the_same_bytes(shown: Presentation) -> None:
    assert charts.topics(shown).svg == charts.topics(shown).svg


def test_a_chart_is_kept_where_a_report_is_made(shown: Presentation, tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OSINT_KIT_CHARTS", str(tmp_path))
    charts.topics(shown)
    from pathlib import Path

    assert sorted(path.name for path in Path(str(tmp_path)).iterdir()) == ["topics.png", "topics.svg"]


def test_charts_of_nothing_are_drawn_all_the_same(tables: dict[str, pd.DataFrame]) -> None:
    for name in ("consensus", "claims", "figures", "tallies", "origins", "pairs"):
        tables[name] = tables[name].iloc[:0]
    shown = present(*tables.values())
    for chart in (charts.verdicts(shown), charts.topics(shown), charts.claims(shown, ""), charts.coverage(words.coverage(shown))):
        assert chart.svg.startswith("<svg")
