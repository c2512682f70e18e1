"""Scenarios whose texts nobody marked: what the whole pipeline, extraction included, makes of them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import yaml

import osint_kit
from cross_reference.scenario import Scenario
from osint_kit import tables
from osint_kit.cross_reference import CrossReference


class Found(dict[tuple[str, str], str]):
    """(document, words) → figure_id of the figure that shares most with the words; a key nobody else has where there is none."""

    def __init__(self, documents: pd.DataFrame, figures: pd.DataFrame) -> None:
        self.texts = {row.external_id: (row.document_id, row.text) for row in documents.itertuples()}
        self.spans: dict[str, list[tuple[int, int, str]]] = {}
        for row in figures.itertuples():
            self.spans.setdefault(row.document_id, []).append((int(row.start), int(row.end), row.figure_id))

    def __missing__(self, key: tuple[str, str]) -> str:
        document, text = self.texts[key[0]]
        start = text.find(key[1])
        if start < 0:
            raise ValueError(f"{key[0]} does not say {key[1]!r}")
        end = start + len(key[1])
        shared = [(min(end, e) - max(start, s), figure) for s, e, figure in self.spans.get(document, ())]
        best = max(shared, default=(0, ""))
        return best[1] if best[0] > 0 else f"no figure {key[1]} in {key[0]}"


def run_unmarked(path: Path) -> tuple[Scenario, CrossReference]:
    """Read a scenario and let the whole pipeline work on its bare texts."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    rows = [
        {
            **{name: entry.get(name) for name in ("language", "publisher", "title")},
            "document_id": f"{raw['name']}-{entry['id']}",
            "external_id": entry["id"],
            "path": path.name,
            "channel": entry.get("channel", "web"),
            "url": entry.get("url", f"https://{entry['publisher']}.example/{entry['id']}"),
            "published": str(entry["published"]),
            "text": entry["text"],
            "sha256": entry["id"],
        }
        for entry in raw["documents"]
    ]
    documents = tables.frame("documents", rows)
    found = osint_kit.extract_all(documents)
    claims = osint_kit.clean_claims(found.figures, documents)
    crossed = osint_kit.cross_reference(claims, found.figures, documents, found.references)
    ids = Found(documents, found.figures)
    return Scenario(raw["name"], documents, found.figures, found.references, raw["gold"], ids), crossed
