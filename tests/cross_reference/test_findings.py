"""What changes on the way, what does not add up, and the audit of a document."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from cross_reference.claims_table import claim, table
from osint_kit import tables
from osint_kit.cross_reference import audit_document, cross_reference, find_findings
from osint_kit.cross_reference.arithmetic import day_convention
from osint_kit.errors import InputError


def documents(*ids: str) -> pd.DataFrame:
    rows = [{**dict.fromkeys(("document_id", "external_id", "text", "sha256"), name), "path": f"{name}.txt"} for name in ids]
    return tables.frame("documents", [{**row, "channel": "web", "publisher": f"house {row['document_id']}"} for row in rows])


def figures(claims: pd.DataFrame, **hedges: tuple[str, str]) -> pd.DataFrame:
    same = ("figure_id", "document_id", "value", "kind", "stance")
    rows = []
    for n, row in enumerate(claims.to_dict("records")):
        hedge, words = hedges.get(row["figure_id"], ("exact", None))
        rest = {"quote": str(row["value"]), "hedge": hedge, "hedge_words": words, "start": 10 * n, "item": row["thing"]}
        rows.append({**{name: row[name] for name in same}, **rest})
    return tables.frame("figures", rows)


def findings(
    *rows: dict, parts: dict[str, str] | None = None, items: dict[str, str] | None = None, **hedges: Any
) -> list[tuple[str, str, str]]:
    claims = table(*rows)
    figured = figures(claims, **hedges)
    figured["part_of"] = [(parts or {}).get(figure) for figure in figured["figure_id"]]
    figured["item"] = [(items or {}).get(figure) for figure in figured["figure_id"]]
    known = documents(*dict.fromkeys(claims["document_id"]))
    crossed = cross_reference(claims, figured, known)
    found = find_findings(claims, figured, known, crossed.lineages, crossed.origins)
    return [tuple(row) for row in found[["figure_id", "finding", "evidence"]].values.tolist()]


def test_a_hedge_that_changed_on_the_way_is_shown() -> None:
    rows = (
        claim("a", 9900, 11000, "hur", value=11000.0, bounds_rule="almost −10 %…0", published="2024-10-18"),
        claim("b", 9900, 12100, "hur", value=11000.0, bounds_rule="about ±10 %", published="2024-10-19"),
    )
    found = findings(*rows, a=("almost", "almost"), b=("about", "about"))
    assert found == [("b", "hedge_changed", "almost (almost) 9900–11000 became about (about) 9900–12100")]


def test_casualties_that_became_dead_are_shown() -> None:
    rows = (
        claim("a", 4700, 4700, "nis", kind="casualties", topic="casualties; of KP"),
        claim("b", 4700, 4700, "nis", published="2024-08-08"),
    )
    assert findings(*rows) == [("b", "kind_changed", "4700 casualties became 4700 killed")]


def test_a_document_that_gives_both_numbers_confuses_nothing() -> None:
    rows = (
        claim("a", 300, 300, "nis", document_id="x"),
        claim("b", 300, 300, "nis", document_id="x", kind="wounded", topic="wounded person; in belmara"),
    )
    assert findings(*rows) == []


def test_a_repetition_printed_after_a_newer_number_is_stale() -> None:
    rows = (
        claim("a", 10, 10, "nis", published="2024-08-01"),
        claim("b", 30, 30, "nis", published="2024-08-05"),
        claim("c", 10, 10, "nis", published="2024-09-20"),
    )
    assert findings(*rows) == [("c", "stale", "nis had given 30 on 2024-08-05, before this was printed")]


def test_a_part_larger_than_its_whole_does_not_add_up() -> None:
    rows = (
        claim("a", 14, 14, "police", document_id="x"),
        claim("b", 20, 20, "police", document_id="x", topic="killed child", thing="person.child"),
    )
    assert findings(*rows, parts={"b": "a"}) == [("b", "parts_exceed_whole", "20 is more than its whole of 14")]


def test_killed_and_wounded_that_do_not_make_the_casualties() -> None:
    rows = [
        claim(kind, number, number, "nis", document_id="x", kind=kind, topic=f"{kind} soldier; of KP")
        for kind, number in (("killed", 600.0), ("wounded", 4100.0), ("casualties", 6000.0))
    ]
    assert findings(*rows) == [("casualties", "parts_miss_total", "600 killed and 4100 wounded do not make 6000 casualties")]


def test_a_share_that_does_not_fit_its_base() -> None:
    rows = (
        claim("whole", 300, 300, "police", document_id="x"),
        claim("part", 60, 60, "police", document_id="x", topic="killed woman", thing="person.woman"),
        claim("share", 50, 50, "police", document_id="x", kind="share", unit="percent", topic="share woman; as percent"),
    )
    found = findings(*rows, parts={"part": "whole", "share": "whole"}, items={"part": "women", "share": "women"})
    assert found == [("share", "share_misses_base", "60 of 300 is no 50 per cent")]


@pytest.mark.parametrize(("number", "fits"), [(1080, True), (1081, True), (1079, False), (1082, False)])
def test_the_day_of_a_war_has_two_conventions(number: float, fits: bool) -> None:
    assert day_convention(number, date(2025, 2, 8).toordinal())[0] is fits


# The audit


def audit(*rows: dict, **more: Any) -> list[tuple[str, str]]:
    claims = table(*rows)
    found = audit_document("mine", claims, figures(claims), documents(*dict.fromkeys(["mine", *claims["document_id"]])), **more)
    assert set(claims[claims["document_id"] == "mine"]["figure_id"]) <= set(found["figure_id"]), (
        "a figure without a word about it"
    )
    return [tuple(row) for row in found[["verdict", "evidence"]].values.tolist()]


def mine(low: float, high: float, speaker: str | None = None, **fields: Any) -> dict[str, Any]:
    return claim("m", low, high, speaker, **{"document_id": "mine", "published": "2024-08-10", **fields})


def test_a_figure_that_its_speaker_gave_elsewhere_is_supported() -> None:
    assert audit(mine(38, 38, "police"), claim("a", 38, 38, "police")) == [
        ("supported", "police gave 38 (killed person) on 2024-08-07")
    ]


def test_a_figure_given_to_nobody_is_traced_to_who_gave_it() -> None:
    assert [verdict for verdict, _ in audit(mine(38, 38), claim("a", 38, 38, "police"))] == ["unattributed"]


def test_a_figure_overtaken_before_it_was_printed_is_stale() -> None:
    rows = (
        mine(25, 25),
        claim("a", 25, 25, "police", published="2024-08-01"),
        claim("b", 38, 38, "police", published="2024-08-06"),
    )
    assert ("stale", "it dates from 2024-08-01; since then police gave 38 (killed person) on 2024-08-06") in audit(*rows)


def test_what_came_out_later_than_the_document_is_not_held_against_it() -> None:
    rows = (
        mine(25, 25),
        claim("a", 25, 25, "police", published="2024-08-01"),
        claim("b", 38, 38, "police", published="2024-08-20"),
    )
    assert [verdict for verdict, _ in audit(*rows)] == ["unattributed"]


def test_a_part_taken_for_the_whole_is_named() -> None:
    sent = {"kind": "personnel", "thing": "person.soldier", "actor": "KP"}
    rows = (
        mine(1350, 1650, value=1500.0, definition="personnel", topic="personnel soldier; of KP", **sent),
        claim("a", 1350, 1650, "nis", value=1500.0, definition="deployed.sent first-batch", topic="t", **sent),
    )
    assert "partial" in [verdict for verdict, _ in audit(*rows)]


def test_a_number_that_nobody_gives_and_others_exclude_is_contradicted() -> None:
    assert audit(mine(90, 90), claim("a", 38, 38, "police")) == [("contradicted", "police gave 38 (killed person) on 2024-08-07")]


def test_a_number_given_by_several_for_different_things_has_no_sure_origin() -> None:
    share = {"kind": "share", "unit": "percent", "definition": "share"}
    rows = (
        mine(50, 50, topic="share failure; as percent", thing="failure", **share),
        claim("a", 50, 50, "hur", topic="share shell.dud; as percent", thing="shell.dud", **share),
        claim("b", 50, 50, "prosecutor", topic="share missile; as percent", thing="missile", **share),
    )
    assert [verdict for verdict, _ in audit(*rows)] == ["several_candidates"]


def test_dead_that_were_casualties_with_their_source_are_named() -> None:
    rows = (
        mine(4700, 4700),
        claim("a", 4700, 4700, "nis", kind="casualties", definition="casualties", topic="casualties; of KP"),
    )
    assert [verdict for verdict, _ in audit(*rows)] == ["kind_changed"]


def test_a_wrong_class_is_named() -> None:
    found = audit(mine(20, 20, kind="equipment", thing="mrl.m1991", misnamed="called a missile system, but it is none"))
    assert found == [("wrong_class", "called a missile system, but it is none")]


def test_what_nothing_in_hand_answers_is_not_checkable() -> None:
    assert [verdict for verdict, _ in audit(mine(38, 38))] == ["not_checkable"]


def test_a_denied_number_says_so() -> None:
    found = audit(mine(38, 38), claim("a", 38, 38, "mayor"), claim("b", 38, 38, "police", stance="denied"))
    assert ("denied", "police denied it on 2024-08-07") in found


def test_sources_counted_and_not_listed_are_named() -> None:
    tallies = tables.frame(
        "tallies", [{"document_id": "mine", "web": 10, "social": 139, "forum": 62, "references": 3, "start": 5}]
    )
    found = audit(mine(38, 38), tallies=tallies, references=tables.empty("references"))
    assert ("counted_not_listed", "211 sources counted, 3 listed") in found


def test_a_document_that_is_not_there_is_an_error() -> None:
    with pytest.raises(InputError, match="no document is called 'nowhere'"):
        audit_document("nowhere", table(), tables.empty("figures"), documents("mine"))
