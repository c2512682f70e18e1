"""Scenarios: short texts with their figures marked inline, and what a careful reader concludes from them.

A text marks a figure as ``[at least|25|kind=killed; hedge=at_least; item=people; source=the police]``: words before the number
may stand first and belong to the text. Everything else follows the table ``figures``; the value is read from the number unless
``value=`` is given.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from osint_kit import tables

_MARK = re.compile(r"\[([^\[\]|]*)\|([^\[\]]*)\]")


@dataclass(frozen=True)
class Scenario:
    name: str
    documents: pd.DataFrame
    figures: pd.DataFrame
    references: pd.DataFrame
    gold: dict[str, Any]
    ids: dict[tuple[str, str], str]

    def figure(self, document: str, quote: str) -> str:
        """The figure_id of a quote in a document."""
        return self.ids[document, quote]


def load_scenario(path: Path) -> Scenario:
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    documents: list[dict[str, Any]] = []
    figures: list[dict[str, Any]] = []
    references: list[dict[str, Any]] = []
    ids: dict[tuple[str, str], str] = {}
    for entry in raw["documents"]:
        text, marks = _unmark(entry["text"].strip())
        document = "d" + hashlib.sha256(entry["id"].encode()).hexdigest()[:12]
        documents.append(
            {
                "document_id": document,
                "external_id": entry["id"],
                "path": f"{raw['name']}.jsonl",
                "channel": entry.get("channel", "web"),
                "language": entry["language"],
                "publisher": entry.get("publisher"),
                "url": entry.get("url", f"https://{entry.get('publisher', 'nobody')}.example/{entry['id']}"),
                "title": entry.get("title"),
                "published": str(entry["published"]),
                "text": text,
                "sha256": hashlib.sha256(text.encode()).hexdigest(),
                "forward_of": entry.get("forward_of"),
            }
        )
        for host in entry.get("references", ()):
            references.append(
                {"document_id": document, "start": None, "end": None, "host": host.split("/")[0], "url": f"https://{host}"}
            )
        for start, end, words in marks:
            figure = _figure(document, text, start, end, words)
            figures.append(figure)
            ids[entry["id"], figure["quote"]] = figure["figure_id"]
    return Scenario(
        raw["name"],
        tables.frame("documents", documents),
        tables.frame("figures", figures),
        tables.frame("references", references),
        raw["gold"],
        ids,
    )


def _unmark(marked: str) -> tuple[str, list[tuple[int, int, dict[str, str]]]]:
    text, marks, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        marks.append(
            (len(text), len(text) + len(match[1]), dict(part.split("=", 1) for part in re.split(r";\s*", match[2]) if part))
        )
        text += match[1]
        at = match.end()
    return text + marked[at:], marks


def _figure(document: str, text: str, start: int, end: int, words: dict[str, str]) -> dict[str, Any]:
    quote, hedge = text[start:end], words.get("hedge", "exact")
    value = float(words["value"]) if "value" in words else None
    low, high = (float(words[name]) if name in words else None for name in ("low", "high"))
    if value is None and hedge not in ("range", "vague"):
        value = float(re.sub(r"[^\d]", "", quote))
    if value is not None:
        low = value if hedge in ("exact", "at_least", "more_than") and low is None else low
        high = value if hedge in ("exact", "almost", "up_to", "less_than") and hedge != "almost" and high is None else high
    sentence_start = max(text.rfind(stop, 0, start) for stop in (". ", "\n", "! ", "? ")) + 1
    ends = [position for stop in (". ", "\n", "! ", "? ") if (position := text.find(stop, end)) >= 0]
    source = words.get("source")
    source_start = text.find(source) if source else -1
    return {
        "figure_id": f"{document}.{start:07d}",
        "document_id": document,
        "start": start,
        "end": end,
        "quote": quote,
        "value": value,
        "hedge": hedge,
        "low": low,
        "high": high,
        "unit": words.get("unit"),
        "per": words.get("per"),
        "kind": words["kind"],
        "item": words.get("item"),
        "event": words.get("event"),
        "actor": words.get("actor"),
        "place": words.get("place"),
        "delta": words.get("delta") == "yes",
        "source": source,
        "source_start": source_start if source_start >= 0 else None,
        "source_end": source_start + len(source or "") if source_start >= 0 else None,
        "relay": words.get("relay"),
        "stance": words.get("stance", "asserted"),
        "as_of_start": words.get("as_of_start", words.get("as_of")),
        "as_of_end": words.get("as_of_end", words.get("as_of")),
        "sentence_start": sentence_start + (len(text[sentence_start:]) - len(text[sentence_start:].lstrip())),
        "sentence_end": min(ends, default=len(text)),
    }


@dataclass(frozen=True)
class Score:
    good: int
    total: int
    misses: list[str]

    @property
    def share(self) -> float:
        return self.good / self.total


def score(scenario: Scenario, result: Any) -> Score:
    """How many of a scenario's expected relations, separations, origins and verdicts the tables show."""
    relation = {frozenset((row["left"], row["right"])): row["relation"] for row in result.pairs.to_dict("records")}
    origin = dict(zip(result.origins["figure_id"], result.origins["origin_id"], strict=True))
    basis = {row["document_id"]: row for row in result.lineages.to_dict("records") if row["basis"] != "cites"}
    consensus = result.consensus.to_dict("records")
    name = dict(zip(scenario.documents["external_id"], scenario.documents["document_id"], strict=True))
    good, misses = 0, []

    def count(fine: bool, words: str) -> None:
        nonlocal good
        good += fine
        if not fine:
            misses.append(words)

    gold, total = scenario.gold, 0
    for a, qa, b, qb, want in gold.get("pairs", ()):
        got = relation.get(frozenset((scenario.figure(a, str(qa)), scenario.figure(b, str(qb)))))
        total += 1
        count(got == want, f"pair {a} {qa} / {b} {qb}: want {want}, got {got}")
    for a, qa, b, qb in gold.get("unrelated", ()):
        got = relation.get(frozenset((scenario.figure(a, str(qa)), scenario.figure(b, str(qb)))))
        total += 1
        count(got in (None, "change"), f"unrelated {a} {qa} / {b} {qb}: got {got}")
    groups = [
        {origin.get(figure, figure) for figure in (scenario.figure(d, str(q)) for d, q in group)}
        for group in gold.get("origins", ())
    ]
    for want, got_ids in zip(gold.get("origins", ()), groups, strict=True):
        total += 1
        alone = sum(bool(got_ids & other) for other in groups) == 1
        count(len(got_ids) == 1 and alone, f"origin of {want}: {len(got_ids)} origins, apart from the others: {alone}")
    for want in gold.get("consensus", ()):
        figure = scenario.figure(want["holds"][0], str(want["holds"][1]))
        hits = [row for row in consensus if figure in row["figure_ids"]]
        keys = [key for key in ("low", "high", "origins", "verdict", "web", "social", "forum") if key in want]
        fine = any(all(_same(row[key], want[key]) for key in keys) for row in hits)
        total += 1
        count(fine, f"consensus on {want}: {[{key: row[key] for key in keys} for row in hits]}")
    for document, want, of in gold.get("lineages", ()):
        row = basis[name[document]]
        fine = row["basis"] == want and (of is None or row["of"] == name[of])
        total += 1
        count(fine, f"lineage of {document}: want {want} of {of}, got {row['basis']} of {row['of']}: {row['evidence']}")
    return Score(good, total, misses)


def _same(got: Any, want: Any) -> bool:
    if want is None or got is None or got != got:
        return want is None and (got is None or got != got)
    return got == want if isinstance(want, str) else abs(float(got) - float(want)) < 1e-6 * max(1.0, abs(float(want)))
