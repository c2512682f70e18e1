"""What changed between two versions: what went in, which figures appeared, vanished or moved, and why; which topics read differently."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from osint_kit.report.presentation import interval, number
from osint_kit.report.versions import manifest_of

LISTED = 200
"""Lines of each kind that are written out; the rest is counted."""

_COMPARED = ("value", "low", "high", "hedge", "unit", "per", "kind", "stance", "source", "topic", "as_of_start", "as_of_end")


@dataclass
class Changes:
    """The differences between two versions of a report."""

    old: str
    new: str
    ingredients: list[str] = field(default_factory=list)
    appeared: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    counts: list[str] = field(default_factory=list)

    def markdown(self) -> str:
        """The changes as a page."""
        lines = [f"# Changes from {self.old} to {self.new}", "", "## What went in", ""]
        lines += [f"- {line}" for line in self.ingredients] or ["Nothing is different."]
        lines += ["", "## Rows", "", *(f"- {line}" for line in self.counts)]
        for title, found in (
            ("Figures that appeared", self.appeared), ("Figures that vanished", self.vanished), ("Figures that moved", self.moved),
            ("Topics that read differently", self.topics),
        ):  # fmt: skip
            lines += ["", f"## {title} ({len(found)})", ""]
            lines += [f"- {line}" for line in found[:LISTED]] or ["None."]
            lines += [f"- and {len(found) - LISTED} more"] if len(found) > LISTED else []
        return "\n".join(lines) + "\n"


def compare_reports(old: str | Path, new: str | Path) -> Changes:
    """Compare two versions of a report, figure by figure.

    Args:
        old: the folder of a version, as ``reports/main/v0001``.
        new: the folder of a later one.

    Raises:
        ReportError: a folder is no version.
    """
    return _compare(Path(old), manifest_of(Path(old)), Path(new), manifest_of(Path(new)))


def changes(before: Path | None, folder: Path) -> str:
    """The text of ``CHANGES.md`` for a version that lies in a folder."""
    manifest = manifest_of(folder)
    if before is None:
        rows = manifest["rows"]
        return f"# {manifest['version']}\n\nThe first version: {rows['figures']} figures in {rows['documents']} documents.\n"
    return _compare(before, manifest_of(before), folder, manifest).markdown()


def _compare(old: Path, before: Mapping[str, Any], new: Path, after: Mapping[str, Any]) -> Changes:
    found = Changes(before["version"], after["version"], list(_ingredients(before, after)))
    for name, rows in after["rows"].items():
        then = before["rows"].get(name)
        if then != rows:
            found.counts.append(f"{name}: {'none' if then is None else number(then)} → {number(rows)}")
    rule = "rule changed" if any(before[one] != after[one] for one in ("parameters", "judgement")) else "code changed"
    _Figures(old, new, rule).into(found)
    found.topics += _topics(old, new)
    return found


def _ingredients(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for group, said in (("inputs", "input"), ("judgement", "names or corrections"), ("notebooks", "notebook"), ("code", "code")):
        then, now = ({file["path"]: file["sha256"] for file in one[group]} for one in (before, after))
        for path in sorted(then.keys() | now.keys()):
            if then.get(path) != now.get(path):
                what = "new" if path not in then else "gone" if path not in now else "changed"
                yield f"{said} {what}: `{path}`"
    for name in sorted(before["parameters"].keys() | after["parameters"].keys()):
        then, now = before["parameters"].get(name), after["parameters"].get(name)
        if then != now:
            yield f"parameter {name}: {then!r} → {now!r}"
    if before["lock"] != after["lock"]:
        yield "lock changed: `requirements.lock`"
    if before["python"] != after["python"]:
        yield f"Python: {before['python']} → {after['python']}"
    for name in sorted(before["packages"].keys() | after["packages"].keys()):
        then, now = before["packages"].get(name), after["packages"].get(name)
        if then != now:
            yield f"package {name}: {then or 'none'} → {now or 'none'}"


class _Figures:
    """Pairs the figures of two versions: by document and place, and in a revised document by what they say."""

    def __init__(self, old: Path, new: Path, rule: str) -> None:
        self.rule = rule
        self.documents = [{row["document_id"]: row for row in _rows("documents", one)} for one in (old, new)]
        self.figures = [_figures(one) for one in (old, new)]

    def into(self, found: Changes) -> None:
        old, new = ({row["figure_id"]: row for row in rows} for rows in self.figures)
        successor = self._successors()
        left = [row for key, row in old.items() if key not in new]
        fresh = defaultdict(list)
        for key, row in new.items():
            if key in old:
                self._moved(found, old[key], row, self.rule)
            else:
                fresh[row["document_id"]].append(row)
        gone = defaultdict(list)
        for row in left:
            gone[successor.get(row["document_id"], row["document_id"])].append(row)
        for document_id in dict.fromkeys([*gone, *fresh]):
            revised = document_id in successor.values()
            pairs, vanished, appeared = _pair(gone[document_id], fresh[document_id])
            for before, after in pairs:
                self._moved(found, before, after, "source revised")
            present = document_id in self.documents[1]
            why_gone = "source revised" if revised else self.rule if present else "source gone"
            why_new = "source revised" if revised else self.rule if document_id in self.documents[0] else "new source"
            found.vanished += [f"{self._said(row, 0)}: {why_gone}" for row in vanished]
            found.appeared += [f"{self._said(row, 1)}: {why_new}" for row in appeared]

    def _successors(self) -> dict[str, str]:
        """Documents of the old version whose text changed: the same file and record, or the same address or name, now another text."""
        old, new = self.documents
        gone, fresh = [old[key] for key in old if key not in new], [new[key] for key in new if key not in old]
        found: dict[str, str] = {}
        for columns in (["path", "record"], ["url"], ["publisher", "external_id"]):
            known = {key: one for one, key in _keys(fresh, columns) if one not in found.values()}
            for one, key in _keys(gone, columns):
                if one not in found and key in known:
                    found[one] = known.pop(key)
        return found

    def _moved(self, found: Changes, before: Mapping[str, Any], after: Mapping[str, Any], why: str) -> None:
        parts = [
            f"{name} {_plain(_word(before[name]))} → {_plain(_word(after[name]))}"
            for name in _COMPARED
            if before[name] != after[name]
        ]
        if parts:
            found.moved.append(f"{self._said(after, 1)}: {', '.join(parts)}: {why}")

    def _said(self, row: Mapping[str, Any], side: int) -> str:
        document = self.documents[side][row["document_id"]]
        name = document["title"] or document["external_id"] or document["path"]
        what = f"{row['quote']} {row['item'] or row['kind']}"
        by = f", {row['source']}" if row["source"] else ""
        return f"“{_plain(what)}”{_plain(by)} ({_plain(name)})"


def _rows(table: str, version: Path) -> list[dict[str, str]]:
    """A table of a version, every cell as it is written; an empty one is null."""
    with (version / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _figures(version: Path) -> list[dict[str, str]]:
    claims = {row["figure_id"]: row for row in _rows("claims", version)}
    return [
        row | {column: claims[row["figure_id"]][column] for column in ("low", "high", "topic")}
        for row in _rows("figures", version)
    ]


def _keys(documents: list[dict[str, str]], columns: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for row in documents:
        key = tuple(row[column] for column in columns)
        if key[-1] or columns[-1] == "record":
            yield row["document_id"], key


def _pair(
    gone: list[dict[str, str]], fresh: list[dict[str, str]]
) -> tuple[list[tuple[dict[str, str], dict[str, str]]], list[dict[str, str]], list[dict[str, str]]]:
    """Figures of a revised text: the same words first, then the same thing counted, each in order."""
    pairs = []
    for columns in (("quote", "kind", "item", "source"), ("quote", "kind"), ("kind", "item", "source"), ("kind", "item")):
        waiting = defaultdict(list)
        for row in fresh:
            waiting[tuple(row[column] for column in columns)].append(row)
        rest = []
        for row in gone:
            among = waiting[tuple(row[column] for column in columns)]
            if among:
                pairs.append((row, among.pop(0)))
            else:
                rest.append(row)
        gone, taken = rest, {after["figure_id"] for _, after in pairs}
        fresh = [row for row in fresh if row["figure_id"] not in taken]
    return pairs, gone, fresh


def _topics(old: Path, new: Path) -> Iterator[str]:
    then, now = (
        {(row["topic"], row["period_start"], row["period_end"]): row for row in _rows("consensus", one)} for one in (old, new)
    )
    for key in sorted(then.keys() | now.keys()):
        was, became = (_reading(rows.get(key)) for rows in (then, now))
        if was != became:
            yield f"{_plain(' '.join(part for part in key if part))}: {was} → {became}"


def _reading(row: Mapping[str, str] | None) -> str:
    if row is None:
        return "none"
    low, high = (float(row[one]) if row[one] else None for one in ("low", "high"))
    return f"{interval(low, high)} {row['verdict']} ({row['origins']} origins)".strip()


def _word(text: str) -> str:
    """A cell in words; amounts as people write them."""
    try:
        return number(float(text)) if text else "none"
    except ValueError:
        return text


def _plain(text: str) -> str:
    """Text without what Markdown or HTML would take for a sign."""
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|" else c for c in " ".join(text.split()))
