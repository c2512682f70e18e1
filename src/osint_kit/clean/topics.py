"""The question that a claim answers, as a key that a person can read.

A topic is kind + definition + thing + actor + place + event, with the denominator of a rate and the unit where there is one::

    killed person; in belmara; during flood
    personnel deployed.sent soldier; of KP; in RU

What a text leaves open is left out of the key: ``killed person; in belmara`` says less than the first key above, and
cross-referencing lets it answer that question where there is only one such question. A researcher overrules the key in
``data/names/topics.yaml``::

    - topic: killed person; in belmara
      is: toll of the Belmara floods
      reason: Every text of the corpus means the flood.

An overruled topic begins with ``=`` and is never changed again.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from osint_kit.clean.names import default_folder
from osint_kit.clean.things import HARM
from osint_kit.errors import InputError


def topic_key(row: dict[str, Any]) -> str | None:
    """The topic of a claim; null for a count of sources, which no other source answers."""
    if row["kind"] == "source_count":
        return None
    head = [row["kind"]]
    if row["definition"] != row["kind"]:
        head.append(row["definition"].removeprefix(f"{row['kind']} ") if row["definition"] else "")
    if thing := _asked(row["kind"], row["thing"]):
        head.append(thing.removeprefix("person."))
    parts = [" ".join(part for part in head if part)]
    for word, column in (("of", "actor"), ("in", "place"), ("during", "event"), ("per", "per"), ("as", "unit")):
        if row.get(column):
            parts.append(f"{word} {row[column]}")
    return "; ".join(parts)


def _asked(kind: str, thing: str | None) -> str | None:
    """Of people harmed, a group that no file lists (miners, górników) asks for people: its word says nothing across languages."""
    return "person" if thing and kind in HARM and not thing.startswith("person") else thing


def load_overrules(path: str | Path | None = None) -> dict[str, str]:
    """Topic or figure_id → the topic that a researcher gave it (with its leading ``=``)."""
    file = Path(path) if path is not None else default_folder() / "topics.yaml"
    if not file.is_file():
        return {}
    raw = yaml.safe_load(file.read_text(encoding="utf-8")) or []
    rules: dict[str, str] = {}
    for number, entry in enumerate(raw, start=1):
        named = [entry.get(key) for key in ("topic", "figure") if isinstance(entry, dict) and entry.get(key)]
        if len(named) != 1 or not entry.get("is") or not entry.get("reason"):
            raise InputError(f"{file}: rule {number}: needs topic or figure, is, and reason")
        rules[str(named[0])] = f"= {entry['is']}"
    return rules
