"""A corpus of reused texts, made from our own: copies, rewrites, quotes in posts, translations, and independent texts."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import yaml

from osint_kit import tables

_LIGHT = {
    "said": "stated", "told": "informed", "after": "following", "demanded": "asked for", "because": "as", "sagte": "erklärte",
    "was": "had been", "kept": "held", "carrying": "with", "another": "a further", "within": "in", "around": "about",
    "hat": "habe",
}  # fmt: skip


@dataclass(frozen=True)
class Corpus:
    """Documents, and the pairs (later, earlier) that are reuse, by the way they were made."""

    documents: pd.DataFrame
    reuse: dict[tuple[str, str], str]
    independent: set[tuple[str, str]]


def build(path: Path) -> Corpus:
    rows: list[dict[str, object]] = []
    reuse: dict[tuple[str, str], str] = {}
    independent: set[tuple[str, str]] = set()
    for base in yaml.safe_load(path.read_text(encoding="utf-8")):
        name, text, language = base["name"], base["text"].strip(), base["language"]
        chance = random.Random(name)
        rows.append(_row(name, text, language, "2024-03-01", "web"))
        made = {
            "copy": (f"Agency report. {text} (End)", language, "web"),
            "light": (_light(text, chance), language, "web"),
            "cut": (" ".join(text.split()[: len(text.split()) // 2]), language, "web"),
            "heavy": (base["rewrite"].strip(), language, "web"),
            "quote": (_quote(text), language, "social"),
            **{f"translation-{other}": (translated.strip(), other, "web") for other, translated in base["translations"].items()},
        }
        for way, (made_text, made_language, channel) in made.items():
            rows.append(_row(f"{name}-{way}", made_text, made_language, "2024-03-02", channel))
            reuse[f"{name}-{way}", name] = way.split("-")[0]
        rows.append(_row(f"{name}-independent", base["independent"].strip(), language, "2024-03-02", "web"))
        independent.add((f"{name}-independent", name))
    return Corpus(tables.frame("documents", rows), reuse, independent)


def _row(name: str, text: str, language: str, published: str, channel: str) -> dict[str, object]:
    return {
        "document_id": name, "external_id": name, "path": name, "channel": channel, "language": language, "published": published,
        "publisher": f"house of {name}", "text": text, "sha256": name,
    }  # fmt: skip


def _light(text: str, chance: random.Random) -> str:
    """Some words replaced, some left out, as a hurried editor does."""
    return " ".join(_LIGHT.get(word, word) for word in text.split() if chance.random() > 0.06)


def _quote(text: str) -> str:
    """One sentence of the text inside a post."""
    sentence = max(text.split(". ")[:2], key=len)
    return f"Look at this: “{sentence}” Unbelievable, who is responsible here? #outrage"
