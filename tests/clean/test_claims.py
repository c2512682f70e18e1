"""Figures become claims: nothing is dropped, every assumption is named."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from osint_kit import tables
from osint_kit.clean import clean_claims, unnamed
from osint_kit.errors import CorrectionError, InputError


def figure(number: int = 1, **fields: Any) -> dict[str, Any]:
    base = {"figure_id": f"d1.{number:07d}", "document_id": "d1", "quote": "25", "value": 25.0, "low": 25.0, "high": 25.0,
            "hedge": "exact", "kind": "killed", "stance": "asserted"}  # fmt: skip
    return {**base, **fields}


def figures(*rows: dict[str, Any]) -> pd.DataFrame:
    return tables.frame("figures", rows)


def document(text: str, language: str = "en", **more: Any) -> pd.DataFrame:
    return tables.frame(
        "documents",
        [{"document_id": "d1", "path": "d1.txt", "channel": "web", "text": text, "sha256": "0", "language": language, **more}],
    )


def in_text(text: str, quote: str, number: int = 1, **fields: Any) -> dict[str, Any]:
    start = text.index(quote)
    left, right = text.rfind(". ", 0, start) + 1, text.find(". ", start)
    return figure(
        number, start=start, end=start + len(quote), quote=quote, sentence_start=left + (left > 0),
        sentence_end=len(text) if right < 0 else right + 1, **fields,
    )  # fmt: skip


def claim(text: str, quote: str, language: str = "en", **fields: Any) -> dict[str, Any]:
    return clean_claims(figures(in_text(text, quote, **fields)), document(text, language)).to_dict("records")[0]


def test_every_figure_becomes_one_claim_in_order() -> None:
    rows = [figure(3), figure(1, hedge="vague", value=None, low=None, high=None), figure(2, kind="other", item="blue things")]
    assert clean_claims(figures(*rows))["figure_id"].tolist() == ["d1.0000003", "d1.0000001", "d1.0000002"]


def test_no_figures_make_no_claims() -> None:
    assert len(clean_claims(tables.empty("figures"))) == 0


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("en", "At least 25 people have died in the floods in Belmara.", "25"),
        ("de", "Bei dem Hochwasser in Belmara starben 25 Menschen.", "25"),
        ("es", "Las inundaciones de Belmara dejaron 25 muertos.", "25"),
        ("en", "The death toll of the Belmara floods stands at 25.", "25"),
    ],
)
def test_one_question_has_one_topic_in_every_language_although_no_file_lists_the_town(
    language: str, text: str, quote: str
) -> None:
    assert claim(text, quote, language, item="people")["topic"] == "killed person; in belmara; during flood"


def test_a_group_of_people_that_no_file_lists_asks_for_people_unless_it_is_a_part() -> None:
    miners, part = figure(1, item="górników"), figure(2, item="miners", part_of="d1.0000001")
    assert clean_claims(figures(miners, part))["topic"].tolist() == ["killed person", "killed miners"]


def test_place_and_event_of_the_headline_count_where_the_sentence_names_none() -> None:
    text = "An earthquake shook Quilmara province on Sunday. The toll rose to 25, the mayor said."
    assert claim(text, "25")["topic"] == "killed person; in quilmara; during earthquake"


def test_the_seat_of_a_ministry_is_no_place_of_the_event_but_the_mayors_town_is() -> None:
    text = "The interior ministry in Kyiv put the number at 25."
    at = text.index("The interior ministry in Kyiv")
    found = claim(text, "25", source="The interior ministry in Kyiv", source_start=at, source_end=at + 29)
    assert pd.isna(found["place"])
    text = "Der Bürgermeister von Orvane sprach von 25 Toten."
    found = claim(text, "25", "de", source="Der Bürgermeister von Orvane", source_start=0, source_end=28)
    assert found["place"] == "orvane"


def test_planned_sent_and_present_are_three_questions() -> None:
    topics = {
        claim(f"North Korea {verb}.", "800", kind="personnel", item="soldiers", value=800.0, stance=stance)["definition"]
        for verb, stance in (
            ("will send 800 soldiers to Russia", "planned"),
            ("has sent 800 soldiers to Russia", "asserted"),
            ("says that 800 soldiers are in Russia", "asserted"),
        )
    }
    assert topics == {"planned", "deployed.sent", "deployed.present"}


def test_a_change_is_another_question_than_a_level() -> None:
    assert claim("Another 25 died in Belmara.", "25", delta=True)["topic"] != claim("In all 25 died in Belmara.", "25")["topic"]


@pytest.mark.parametrize(
    ("word", "kind", "item", "topic"),
    [
        ("troops_in_kursk", "personnel", "soldiers", "personnel deployed.present soldier; in kursk"),
        ("troops_sent_total", "personnel", "soldiers", "personnel deployed.sent soldier"),
        ("troops_sent_first_batch", "personnel", "soldiers", "personnel deployed.sent first-batch soldier"),
        ("howitzers_170mm", "equipment", "howitzers", "equipment gun.koksan"),
        ("claimed", "equipment", "tanks", "equipment claimed tank"),
        ("killed", "killed", "people killed", "killed"),
    ],
)
def test_a_tables_own_word_for_a_quantity_is_taken_apart(word: str, kind: str, item: str, topic: str) -> None:
    row = figure(kind=kind, item=item, definition=word, locator="row=1,column=best")
    assert clean_claims(figures(row))["topic"].tolist() == [topic]


def test_a_misnamed_class_is_said_in_words() -> None:
    row = figure(kind="equipment", item="M-1991 Kurzstreckenraketensysteme")
    words = clean_claims(figures(row))["misnamed"].tolist()
    assert words == ["called a missile system, but mrl.m1991 is a multiple rocket launcher of 240 mm"]


def test_the_publication_of_the_row_goes_before_that_of_the_document() -> None:
    text = "25 died."
    rows = [in_text(text, "25"), in_text(text, "25", 2, published="2023-01-01")]
    assert clean_claims(figures(*rows), document(text, published="2024-05-05"))["published"].tolist() == [
        "2024-05-05",
        "2023-01-01",
    ]


def test_units_are_converted_with_their_bounds() -> None:
    row = figure(kind="other", item="rice", unit="kg", value=2000.0, low=None, high=None, hedge="about")
    assert clean_claims(figures(row))[["unit", "value", "low", "high"]].values.tolist() == [["t", 2.0, 1.8, 2.2]]


# What no file knows


def test_what_no_file_knows_is_listed_as_yaml_ready_to_paste() -> None:
    rows = [figure(n, kind="other", item="Wetterballons", source="the balloon office") for n in range(3)]
    text = unnamed(figures(*rows))
    blocks = text.split("\n\n")
    assert blocks[0].startswith("# data/names/things.yaml\nwetterballons:  # 3 figures\n")
    loaded = yaml.safe_load(text)
    assert loaded["wetterballons"] == {"labels": {"und": ["wetterballons"]}}
    assert loaded["office-balloon"]["labels"]["und"] == ["the balloon office"]


def test_where_all_is_known_nothing_is_listed() -> None:
    assert unnamed(figures(figure(item="people", source="the police"))) == ""


# Corrections


def corrections(folder: Path, **changes: Any) -> Path:
    entry = {"document": "d1.txt", "quote": "25", "expect": {"kind": "killed", "value": 25}, "set": {"kind": "casualties"},
             "reason": "The agency counts the wounded too."}  # fmt: skip
    path = folder / "corrections.yaml"
    path.write_text(yaml.safe_dump([{**entry, **changes}]), encoding="utf-8")
    return path


def test_a_correction_changes_the_claim_and_its_topic_and_leaves_its_reason(tmp_path: Path) -> None:
    found = clean_claims(figures(figure(definition="killed")), document("25"), corrections=corrections(tmp_path)).to_dict(
        "records"
    )[0]
    assert (found["kind"], found["correction"]) == ("casualties", "The agency counts the wounded too.")
    assert found["topic"].startswith("casualties")


def test_a_correction_fails_loudly_when_its_source_has_changed(tmp_path: Path) -> None:
    changed = figures(figure(kind="wounded"))
    with pytest.raises(CorrectionError, match=r"correction 1: expected kind 'killed', d1\.txt now says 'wounded'"):
        clean_claims(changed, document("25"), corrections=corrections(tmp_path))


def test_a_correction_fails_loudly_when_its_figure_has_gone(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match="has no figure '31'"):
        clean_claims(figures(figure()), document("25"), corrections=corrections(tmp_path, quote="31"))


def test_a_correction_that_fits_two_figures_asks_for_a_locator(tmp_path: Path) -> None:
    rows = [figure(1, locator="row=1,column=best"), figure(2, locator="row=2,column=best")]
    with pytest.raises(CorrectionError, match="has 2 figures '25'; name its locator"):
        clean_claims(figures(*rows), document("25"), corrections=corrections(tmp_path))
    found = clean_claims(figures(*rows), document("25"), corrections=corrections(tmp_path, locator="row=2,column=best"))
    assert found["kind"].tolist() == ["killed", "casualties"]


def test_a_correction_of_another_document_waits_for_it(tmp_path: Path) -> None:
    found = clean_claims(figures(figure()), document("25"), corrections=corrections(tmp_path, document="elsewhere.csv"))
    assert found["correction"].isna().all()


def test_a_correction_without_a_reason_or_of_an_unknown_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="correction 1: reason is missing"):
        clean_claims(figures(figure()), corrections=corrections(tmp_path, reason=""))
    with pytest.raises(InputError, match="'colour' is no column that can be corrected"):
        clean_claims(figures(figure()), corrections=corrections(tmp_path, set={"colour": "red"}))


def test_a_researcher_may_overrule_a_topic(tmp_path: Path) -> None:
    rules = tmp_path / "topics.yaml"
    rules.write_text('- {topic: "killed person", is: "toll of the flood", reason: "all of these are"}\n', encoding="utf-8")
    found = clean_claims(figures(figure(item="people")), topics=rules)
    assert found["topic"].tolist() == ["= toll of the flood"]
