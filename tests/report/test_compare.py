"""CHANGES name the figures that appeared, vanished or moved, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from osint_kit.errors import ReportError
from osint_kit.report.compare import Changes, compare_reports
from osint_kit.tables import TABLES, empty, frame, write_csv

BASIS = {
    "lock": "l", "python": "3.11.7", "packages": {"pandas": "3.1"}, "judgement": [], "notebooks": [], "code": [{"path": "src/a.py", "sha256": "1"}],
    "inputs": [{"path": "data/raw/a.md", "sha256": "1"}], "parameters": {"about": 0.1},
}  # fmt: skip


def version(folder: Path, documents: list[dict[str, Any]], figures: list[dict[str, Any]], **manifest: Any) -> Path:
    """A version's tables and manifest; a figure is (document_id, start, quote, value, more)."""
    for name in TABLES:
        write_csv(name, empty(name), folder / "tables")
    plain = {"path": "data/raw/a.md", "channel": "web", "text": "x", "sha256": "1", "title": "A page"}
    write_csv("documents", frame("documents", [plain | row for row in documents]), folder / "tables")
    rows, claims = [], []
    for row in figures:
        key = f"{row['document_id']}.{row['start']}"
        figure = {"figure_id": key, "hedge": "exact", "kind": "killed", "stance": "asserted", "end": row["start"] + 1} | row
        rows.append({name: value for name, value in figure.items() if name != "topic"})
        claims.append(
            {name: figure.get(name) for name in ("figure_id", "document_id", "kind", "stance", "value", "topic")}
            | {"low": row["value"], "high": row["value"]}
        )
    write_csv("figures", frame("figures", rows), folder / "tables")
    write_csv("claims", frame("claims", claims), folder / "tables")
    content = BASIS | {"version": folder.name, "rows": {"documents": len(documents), "figures": len(figures)}} | manifest
    (folder / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    return folder


def compared(tmp_path: Path, old: tuple[list[Any], list[Any]], new: tuple[list[Any], list[Any]], **manifest: Any) -> Changes:
    return compare_reports(version(tmp_path / "v0001", *old), version(tmp_path / "v0002", *new, **manifest))


ONE = {"document_id": "d1"}


def said(document_id: str, start: int, quote: str, item: str = "soldiers", **more: Any) -> dict[str, Any]:
    return {
        "document_id": document_id,
        "start": start,
        "quote": quote,
        "value": float(quote.replace(",", "")),
        "item": item,
    } | more


def test_nothing_different_is_no_change(tmp_path: Path) -> None:
    same = ([ONE], [said("d1", 5, "300")])
    found = compared(tmp_path, same, same)
    assert (found.appeared, found.vanished, found.moved, found.ingredients) == ([], [], [], [])


def test_a_figure_of_a_new_document_appeared_from_a_new_source(tmp_path: Path) -> None:
    more = {"document_id": "d2", "path": "data/raw/b.md", "title": "Another"}
    found = compared(tmp_path, ([ONE], []), ([ONE, more], [said("d2", 3, "40", source="NIS")]))
    assert found.appeared == ["“40 soldiers”, NIS (Another): new source"]


def test_figures_of_a_document_that_is_gone_vanished(tmp_path: Path) -> None:
    found = compared(tmp_path, ([ONE], [said("d1", 5, "300")]), ([], []))
    assert found.vanished == ["“300 soldiers” (A page): source gone"]


def test_in_a_revised_document_a_changed_figure_moved_and_the_rest_stayed(tmp_path: Path) -> None:
    old = ([ONE], [said("d1", 5, "300"), said("d1", 40, "12", "tanks")])
    new = ([{"document_id": "d9"}], [said("d9", 5, "600"), said("d9", 48, "12", "tanks"), said("d9", 80, "7", "guns")])
    found = compared(tmp_path, old, new)
    assert found.moved == ["“600 soldiers” (A page): value 300 → 600, low 300 → 600, high 300 → 600: source revised"]
    assert found.appeared == ["“7 guns” (A page): source revised"]
    assert found.vanished == []


def test_a_revised_page_at_the_same_address_is_the_same_document(tmp_path: Path) -> None:
    old = ([{"document_id": "d1", "path": "a.html", "url": "https://wire.example/a"}], [said("d1", 5, "300")])
    new = ([{"document_id": "d9", "path": "b.html", "url": "https://wire.example/a"}], [said("d9", 5, "600")])
    assert len(compared(tmp_path, old, new).moved) == 1


@pytest.mark.parametrize(
    ("manifest", "why"),
    [({"parameters": {"about": 0.2}}, "rule changed"), ({"code": [{"path": "src/a.py", "sha256": "2"}]}, "code changed")],
)
def test_a_figure_that_reads_differently_in_the_same_text_names_rule_or_code(
    tmp_path: Path, manifest: dict[str, Any], why: str
) -> None:
    found = compared(tmp_path, ([ONE], [said("d1", 5, "300")]), ([ONE], [said("d1", 5, "300", kind="casualties")]), **manifest)
    assert found.moved == [f"“300 soldiers” (A page): kind killed → casualties: {why}"]


def test_what_went_in_is_named(tmp_path: Path) -> None:
    manifest = {
        "inputs": [{"path": "data/raw/b.md", "sha256": "2"}], "parameters": {"about": 0.2}, "code": [{"path": "src/a.py", "sha256": "2"}],
        "packages": {"pandas": "3.2"}, "python": "3.11.8", "lock": "m",
    }  # fmt: skip
    assert compared(tmp_path, ([], []), ([], []), **manifest).ingredients == [
        "input gone: `data/raw/a.md`", "input new: `data/raw/b.md`", "code changed: `src/a.py`", "parameter about: 0.1 → 0.2",
        "lock changed: `requirements.lock`", "Python: 3.11.7 → 3.11.8", "package pandas: 3.1 → 3.2",
    ]  # fmt: skip


def test_words_of_strangers_cannot_become_markup(tmp_path: Path) -> None:
    more = {"document_id": "d2", "path": "b", "title": "<b>*x*</b>"}
    text = compared(tmp_path, ([], []), ([more], [said("d2", 3, "40", "[a](b)")])).markdown()
    assert r"“40 \[a\](b)” (\<b\>\*x\*\</b\>)" in text


def test_a_folder_that_is_no_version_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="no version of a report"):
        compare_reports(tmp_path, tmp_path)
