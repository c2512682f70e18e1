"""Codes and topics in words that a reader understands."""

from __future__ import annotations

import functools
from pathlib import Path

from osint_kit.errors import InputError
from osint_kit.project import find_project

_GROUPS = ("actors", "places", "events")


@functools.cache
def names_in_english(root: Path) -> dict[str, str]:
    """The first English label of every actor, place and event of a project."""
    found: dict[str, str] = {}
    for group in _GROUPS:
        for code, entry in _entries(root, group).items():
            labels = entry.get("labels", {}) if isinstance(entry, dict) else {}
            if written := labels.get("en"):
                found[str(code)] = (
                    str(written[0]).replace("*", "").title() if group != "events" else str(written[0]).replace("*", "")
                )
    return found


@functools.cache
def definitions(root: Path) -> frozenset[str]:
    """The codes of what exactly a figure may state: sent, present, planned …"""
    return frozenset(map(str, _entries(root, "definitions")))


def _entries(root: Path, group: str) -> dict[str, object]:
    import yaml

    path = root / "data" / "names" / f"{group}.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = path.read_text(encoding="utf-8") if path.is_file() else ""
    return yaml.load(content, Loader=loader) or {}  # noqa: S506 - a safe loader, the fast one where it is there


def _defined() -> frozenset[str]:
    try:
        return definitions(find_project().root)
    except InputError:
        return frozenset()


def _known() -> dict[str, str]:
    try:
        return names_in_english(find_project().root)
    except InputError:
        return {}


def title_of(topic: str) -> str:
    """A topic's key as a heading.

    >>> title_of("killed person; in belmara; per day")
    'Killed: person, in belmara, per day'
    >>> title_of("= toll of the Belmara floods")
    'Toll of the Belmara floods'
    """
    if topic.startswith("="):
        said = topic.removeprefix("=").strip()
        return said[:1].upper() + said[1:]
    names = _known()
    head, *rest = topic.split("; ")
    kind, _, what = head.partition(" ")
    first, _, thing = what.partition(" ")
    if first in _defined():
        kind, what = f"{kind}, {first.replace('.', ' and ')}", thing
    said = what.replace("-", " ").replace(".", " ")
    parts = [f"{kind.replace('_', ' ').capitalize()}: {said}" if what else kind.replace("_", " ").capitalize()]
    for part in rest:
        word, _, code = part.partition(" ")
        parts.append(f"{word} {names.get(code, code.replace('-', ' '))}")
    return ", ".join(parts)


def period_of(start: object, end: object) -> str:
    """A period in words; empty where none is stated."""
    first, last = (one[:10] if isinstance(one, str) else "" for one in (start, end))
    return first if first == last or not last else last if not first else f"{first} to {last}"
