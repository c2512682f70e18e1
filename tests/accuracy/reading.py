"""Scores the reading of figures against marked cases, by the rules of docs/figures.md.

A case marks each numeral in its text by ``[[ ]]``; the figures follow in the order of the marks and state only what differs
from the defaults. A read figure belongs to a marked one where their spans overlap, one to one, the largest overlap first.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from osint_kit.clean import clean_claims
from osint_kit.clean.bounds import stated_bounds
from osint_kit.extract import extract_figures

CASES = Path(__file__).parent.parent / "cases"
_DEFAULTS: dict[str, Any] = {
    "hedge": "exact", "unit": None, "per": None, "kind": "other", "stance": "asserted", "as_of": None, "value": None,
}  # fmt: skip
_ONE_SIDED = {"at_least": "low", "more_than": "low", "up_to": "high", "less_than": "high"}
_LOOSE = ("about", "almost")
MEASURES = ("value", "bounds", "hedge", "unit", "kind", "item", "source", "stance", "as_of", "complete", "attributed")


@dataclass
class Case:
    """One marked text: figures carry start and end as code points of the text without its marks."""

    id: str
    language: str
    text: str
    published: str | None
    channel: str
    figures: list[dict[str, Any]]


@dataclass
class Score:
    """Counts over a set of cases; the rates are F1 over all figures, so that a miss and a spurious figure both cost."""

    marked: int = 0
    read: int = 0
    found: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MEASURES, 0))

    def rate(self, measure: str = "") -> float:
        both = self.marked + self.read
        hits = self.right[measure] if measure else self.found
        return 2 * hits / both if both else 1.0

    @property
    def precision(self) -> float:
        return self.found / self.read if self.read else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.marked if self.marked else 1.0


def parse_case(raw: dict[str, Any], language: str) -> Case:
    pieces = re.split(r"\[\[(.*?)\]\]", raw["text"])
    text, spans = "", []
    for i, piece in enumerate(pieces):
        if i % 2:
            spans.append((len(text), len(text) + len(piece)))
        text += piece
    figures = [
        _DEFAULTS | figure | {"start": start, "end": end}
        for (start, end), figure in zip(spans, raw.get("figures") or [], strict=True)
    ]
    for figure in figures:
        value, side = figure["value"], _ONE_SIDED.get(figure["hedge"])
        if figure["hedge"] not in ("range", "vague"):
            figure["low"] = value if side in (None, "low") else None
            figure["high"] = value if side in (None, "high") else None
    published = raw.get("published")
    return Case(
        raw["id"], raw.get("lang", language), text, str(published) if published else None, raw.get("channel", "web"), figures
    )


def load_cases(path: Path) -> list[Case]:
    return [parse_case(raw, path.stem) for raw in yaml.safe_load(path.read_text(encoding="utf-8"))]


def digest(path: Path) -> str:
    """The hash by which floors are pinned to the cases they were measured on."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def read_cases(cases: list[Case]) -> dict[str, list[dict[str, Any]]]:
    """What the program reads in the cases: figures with the claims' bounds, by case."""
    documents = pd.DataFrame(
        {
            "document_id": [case.id for case in cases],
            "text": [case.text for case in cases],
            "language": [case.language for case in cases],
            "published": [case.published for case in cases],
            "channel": [case.channel for case in cases],
        }
    )
    figures = extract_figures(documents)
    figures = figures.assign(**stated_bounds(figures, clean_claims(figures, documents))[["low", "high"]])
    by_case: dict[str, list[dict[str, Any]]] = {case.id: [] for case in cases}
    for row in figures.to_dict("records"):
        by_case[row["document_id"]].append({key: _plain(value) for key, value in row.items()})
    return by_case


def _plain(value: Any) -> Any:
    return None if not isinstance(value, list) and pd.isna(value) else value


def score(cases: Iterable[Case], read: dict[str, list[dict[str, Any]]], kind: str | None = None) -> Score:
    """Score what was read; ``kind`` counts only figures marked or read as that kind."""
    total = Score()
    for case in cases:
        for marked, got in pairs(case, read[case.id]):
            if kind is not None and kind not in ((marked or {}).get("kind"), (got or {}).get("kind") if marked is None else None):
                continue
            total.marked += marked is not None
            total.read += got is not None
            if marked is None or got is None:
                continue
            total.found += 1
            for measure, right in judge(marked, got).items():
                total.right[measure] += right
    return total


def pairs(case: Case, read: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    """Marked and read figures side by side; None where the other has no partner."""
    overlaps = sorted(
        (-(min(marked["end"], got["end"]) - max(marked["start"], got["start"])), i, k)
        for i, marked in enumerate(case.figures)
        for k, got in enumerate(read)
    )
    left, right = set(range(len(case.figures))), set(range(len(read)))
    for shared, i, k in overlaps:
        if shared < 0 and i in left and k in right:
            left.remove(i)
            right.remove(k)
            yield case.figures[i], read[k]
    yield from ((case.figures[i], None) for i in sorted(left))
    yield from ((None, read[k]) for k in sorted(right))


def judge(marked: dict[str, Any], got: dict[str, Any]) -> dict[str, bool]:
    """Which statements of a read figure are right."""
    right = {
        "value": marked["hedge"] == "vague" or _close(marked["value"], got["value"]),
        "bounds": _bounds_hold(marked, got),
        "hedge": marked["hedge"] == got["hedge"],
        "unit": marked["unit"] == got["unit"] and marked["per"] == got["per"],
        "kind": marked["kind"] == got["kind"],
        "item": marked.get("item") is None or _mentions(marked["item"], got["item"], inside=True),
        "source": _mentions(marked.get("source") or [], got["source"]),
        "stance": marked["stance"] == got["stance"],
        "as_of": list(marked["as_of"] or (None, None)) == [got["as_of_start"], got["as_of_end"]],
    }
    right["complete"] = all(right[measure] for measure in ("value", "bounds", "hedge", "unit", "kind"))
    right["attributed"] = right["complete"] and right["source"] and right["stance"]
    return right


def _bounds_hold(marked: dict[str, Any], got: dict[str, Any]) -> bool:
    low, high = got["low"], got["high"]
    if marked["hedge"] not in _LOOSE:
        return _close(marked["low"], low) and _close(marked["high"], high)
    value = marked["value"]  # the width is a convention, but the interval must hold the value
    holds = low is not None and high is not None and low < high and low <= value * (1 + 1e-9) and high >= value * (1 - 1e-9)
    return holds and (marked["hedge"] != "almost" or high <= value * (1 + 1e-9))


def _close(left: float | None, right: float | None) -> bool:
    if left is None or right is None:
        return left is right
    return math.isclose(left, right, rel_tol=1e-6, abs_tol=1e-9)


def _mentions(accepted: str | list[str], phrase: str | None, inside: bool = False) -> bool:
    """Whether one of the accepted word stems begins a word of the phrase; "" accepts an empty answer."""
    words = [accepted] if isinstance(accepted, str) else list(accepted)
    said = (phrase or "").casefold()
    if not words or len(said) > 120:
        return not said
    return any(
        said == "" if not word else bool(re.search(r"(?<!\w)" + re.escape(word.casefold()), said))
        or (inside and len(word) >= 5 and word.casefold() in said)
        for word in words
    )  # fmt: skip
