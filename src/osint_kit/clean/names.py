"""Names as data: the files ``data/names/*.yaml``, read and checked.

A file maps a code to its ``labels`` (language → words, see :mod:`osint_kit.clean.index`) and to whatever else is known of it
(class, calibre, of, wikidata …).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from osint_kit.clean.index import Index, form_of
from osint_kit.errors import InputError

GROUPS: Final = ("things", "actors", "places", "speakers", "bodies", "events", "definitions")
_GRAMMAR: Final = ("articles", "place_words", "not_places", "place_nouns", "from_words", "to_words", "receives")


@dataclass
class Names:
    """All name files of a folder, one :class:`Index` a group.

    ``actors`` finds a country or party by its name and by its adjective, ``countries`` by its name alone, ``peoples`` by its
    adjective alone.
    """

    things: Index
    actors: Index
    countries: Index
    peoples: Index
    places: Index
    speakers: Index
    bodies: Index
    events: Index
    definitions: Index
    capitals: frozenset[str]
    articles: frozenset[str]
    place_words: Mapping[str, frozenset[str]]
    not_places: frozenset[str]
    place_nouns: frozenset[str]
    from_words: Mapping[str, frozenset[str]]
    to_words: Mapping[str, frozenset[str]]
    receives: Mapping[str, frozenset[str]]

    @property
    def every_place_word(self) -> frozenset[str]:
        """The words before a place in any language, for a text whose language is not known."""
        return frozenset().union(*self.place_words.values())

    def indexes(self) -> Iterator[Index]:
        for group in GROUPS:
            yield getattr(self, group)


def default_folder() -> Path:
    """Where the names lie: beside the installed package, or ``data/names`` of the project it was installed from."""
    package = Path(__file__).resolve().parents[1]
    shipped = package / "data" / "names"
    return shipped if shipped.is_dir() else package.parents[1] / "data" / "names"


def load_names(folder: str | Path | Names | None = None) -> Names:
    """Read the name files of a folder (default: those of the project).

    Raises:
        InputError: the folder is not there, or a file is not of the form above; the message names file and code.
    """
    if isinstance(folder, Names):
        return folder
    path = Path(folder) if folder is not None else default_folder()
    if not path.is_dir():
        raise InputError(f"{path}: no folder of names", "name a folder with things.yaml, actors.yaml, places.yaml, speakers.yaml")
    stamp = tuple((file.name, file.stat().st_mtime_ns) for file in sorted(path.glob("*.yaml")))
    return _load(path, stamp)


@cache
def _load(path: Path, _stamp: tuple[tuple[str, int], ...]) -> Names:
    if unknown := [name for name, _ in _stamp if name.removesuffix(".yaml") not in (*GROUPS, "topics", "grammar")]:
        raise InputError(f"{path / unknown[0]}: no such group of names", f"the files are {', '.join(GROUPS)}, topics and grammar")
    raw = {group: _read_table(path / f"{group}.yaml") for group in (*GROUPS, "grammar")}
    actors = str(path / "actors.yaml")
    indexes = {group: _index(group, raw[group], str(path / f"{group}.yaml")) for group in GROUPS}
    grammar = _grammar(raw["grammar"], str(path / "grammar.yaml"))
    capitals = set()
    for entry in indexes["actors"].entries.values():
        for language, written in (entry.get("capital") or {}).items():  # as a speaker it is its government, as a place itself
            code = next(iter(entry["capital"].values()))[0]
            capitals.add(code)
            for label in written:
                indexes["places"].add(code, str(label), actors, language)
    return Names(
        **indexes,
        countries=_index("countries", raw["actors"], actors, ("labels",)),
        peoples=_index("peoples", raw["actors"], actors, ("adjectives",)),
        capitals=frozenset(capitals),
        articles=frozenset().union(*grammar["articles"].values()),
        place_words=grammar["place_words"],
        not_places=frozenset().union(*grammar["not_places"].values()),
        place_nouns=frozenset().union(*grammar["place_nouns"].values()),
        from_words=grammar["from_words"],
        to_words=grammar["to_words"],
        receives=grammar["receives"],
    )


def _grammar(raw: Mapping[str, Any], where: str) -> dict[str, dict[str, frozenset[str]]]:
    """The small words by section and language."""
    if unknown := [section for section in raw if section not in _GRAMMAR]:
        raise InputError(f"{where}: unknown section {unknown[0]!r}", f"the sections are {', '.join(_GRAMMAR)}")
    return {
        section: {language: frozenset(map(form_of, map(str, words))) for language, words in (raw.get(section) or {}).items()}
        for section in _GRAMMAR
    }


def _index(group: str, raw: Mapping[str, Any], where: str, keys: tuple[str, ...] = ("labels", "adjectives", "capital")) -> Index:
    """One name file as an index over the labels under ``keys``."""
    index = Index(group, {})
    for code, entry in raw.items():
        if not isinstance(entry, dict) or not isinstance(entry.get("labels"), dict):
            raise InputError(f"{where}: {code}: has no labels by language", "write labels: {en: [...]}")
        index.entries[str(code)] = entry
        for language, written in ((tongue, labels) for key in keys for tongue, labels in (entry.get(key) or {}).items()):
            if not isinstance(written, list):
                raise InputError(f"{where}: {code}: labels of {language} are not a list")
            for label in written:
                index.add(str(code), str(label), where, language)
    return index


def _read_table(path: Path) -> dict[str, Any]:
    """A YAML file as a table; a file that is not there is empty."""
    if not path.is_file():
        return {}
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=loader) or {}  # noqa: S506 - a safe loader either way
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: {str(error).splitlines()[0]}", "write code: {labels: {en: [...]}}") from None
    if not isinstance(raw, dict):
        raise InputError(f"{path}: not a table of codes", "write code: {labels: {en: [...]}}")
    return raw
