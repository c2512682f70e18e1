"""Figures to claims: every assumption that makes two figures comparable is made here, by a named rule or a data file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import yaml

from osint_kit import tables
from osint_kit.clean.bounds import bounds
from osint_kit.clean.corrections import apply_corrections, load_corrections
from osint_kit.clean.definitions import Stated, definition, stated
from osint_kit.clean.names import Names, load_names
from osint_kit.clean.parties import parties
from osint_kit.clean.setting import Span, is_place, place_code, sentences_before, settings_in
from osint_kit.clean.speakers import Speaker, speaker
from osint_kit.clean.things import GOODS, HARM, PEOPLE, Thing, thing
from osint_kit.clean.topics import load_overrules, topic_key
from osint_kit.clean.units import convert

_NO_SETTING = ("day_number", "source_count")
_PASSES_ON = ("delivered", "planned")
_SAID_BY_KIND = {"displaced": "person.displaced", "captured": "person.prisoner"}


class _Document(NamedTuple):
    text: str
    language: str | None
    title: str
    published: str | None
    name: str


def clean_claims(
    figures: pd.DataFrame, documents: pd.DataFrame | None = None, *,
    names: str | Path | Names | None = None, corrections: str | Path | None = None, topics: str | Path | None = None,
    about: float = 0.10, almost: float = 0.10,
) -> pd.DataFrame:  # fmt: skip
    """Make figures comparable: names under one code, units converted, hedges as bounds, one question per topic.

    Args:
        figures: the table ``figures``, one row a figure.
        documents: the table ``documents``; with it the sentence and the headline help to tell place, event and definition.
        names: a folder of name files (default: ``data/names``); corrections, topics: files (default: those of the project).
        about: width of "about" to each side, as a share of the value. almost: how far below the value "almost" reaches.

    Returns:
        The table ``claims``, one row a figure, in the order of ``figures``. Nothing is dropped: what no file knows keeps its
        own name.

    Raises:
        CorrectionError: a correction's source no longer says what the correction expects.
        ParameterError: a width is not between 0 and 1.

    Before: ``value=1500 hedge=about item='nordkoreanische Soldaten' source='dem südkoreanischen Geheimdienst'``; after:
    ``low=1350 high=1650 bounds_rule='about ±10 %' thing=person.soldier actor=KP speaker=KR.intelligence``.
    """
    known = load_names(names)
    texts = _texts(documents)
    rows = [_claim(row, texts, known, about, almost) for row in figures.to_dict("records")]
    _join_echoes(rows, {row.figure_id for row in figures.itertuples() if row.kind == "other" and _null(row.item) is None})
    quotes = {row["figure_id"]: (row["quote"], _null(row.get("locator"))) for row in figures.to_dict("records")}
    apply_corrections(rows, quotes, _aliases(figures, documents), load_corrections(corrections))
    overrules = load_overrules(topics)
    for row in rows:
        key = row.get("topic") or topic_key(row)
        row["topic"] = overrules.get(row["figure_id"], overrules.get(key or "", key))
    return tables.frame("claims", rows)


def _claim(row: Mapping[str, Any], texts: Mapping[str, _Document], names: Names, about: float, almost: float) -> dict[str, Any]:
    row = {column: _null(value) for column, value in row.items()}
    document = texts.get(row["document_id"])
    sentence, near, hidden = _sentence(row, document)
    kind, stance = row["kind"], row["stance"]
    if row.get("item") and row["item"] in (row.get("source") or ""):
        row["item"] = None  # who speaks is not what is counted
    language = document.language if document else None
    voice: Speaker = speaker(row.get("source"), names, language)
    said = stated(row["definition"], kind, names) if row.get("definition") else None
    counted: Thing = thing(row.get("item") or _group(kind, sentence[near:], names, language), kind, names, language)
    place, event = _setting(row, document, sentence, near, hidden, names)
    code = definition(kind, row.get("event"), stance, bool(row.get("delta")), said, sentence, near, names, language)
    actor = _actor(row, sentence, near, names)
    if document is not None and said is None and (kind == "money" or (kind in GOODS and code.split(" ")[0] in _PASSES_ON)):
        passed = parties(sentence, names, language, hidden)
        if kind != "money" or passed.receiver:
            actor, place = actor or passed.giver, passed.receiver or place
    bound = bounds(row.get("value"), row["hedge"], row.get("low"), row.get("high"), about=about, almost=almost)
    unit, amounts = convert(row.get("unit"), row.get("value"), bound.low, bound.high)
    return {
        "figure_id": row["figure_id"],
        "document_id": row["document_id"],
        "kind": kind,
        "definition": code,
        "thing": _thing_asked(_part(counted, row), kind, event, said),
        "event": event,
        "actor": actor or (said.actor if said else None) or _of_table(row, document, names),
        "place": place or (said.place if said else None),
        "unit": unit,
        "per": row.get("per"),
        "value": amounts[0],
        "low": amounts[1],
        "high": amounts[2],
        "bounds_rule": bound.rule,
        "as_of_start": row.get("as_of_start"),
        "as_of_end": row.get("as_of_end"),
        "published": row.get("published") or (document.published if document else None),
        "speaker": voice.code,
        "speaker_kind": voice.kind,
        "stance": stance,
        "misnamed": _misnamed(counted, names),
    }


def _group(kind: str, rest: str, names: Names, language: str | None) -> str | None:
    """The group of people harmed that the words after the number name, where extraction read none: "a 34 la cifra de soldados"."""
    if kind not in HARM:
        return None
    found = [match for match in names.things.find(rest[:60], language) if match.code.startswith("person.")]
    return rest[found[0].start : found[0].end] if found else None


_ASKED = ("kind", "definition", "thing", "event", "actor", "place", "unit", "per", "speaker", "speaker_kind")


def _join_echoes(rows: list[dict[str, Any]], bare: set[str]) -> None:
    """A bare number ("430!!") asks what the only other figure of its document with that value asks, in place.

    ``bare``: the figures of kind other that name nothing counted.
    """
    named: dict[tuple[str, float], list[dict[str, Any]]] = {}
    for row in rows:
        if row["kind"] != "other" and row["value"] is not None:
            named.setdefault((row["document_id"], row["value"]), []).append(row)
    for row in rows:
        if row["figure_id"] in bare and row["unit"] is None and row["value"] is not None:
            meant = named.get((row["document_id"], row["value"]), [])
            if len({topic_key(other) for other in meant}) == 1:
                row.update({column: meant[0][column] for column in _ASKED})


def _misnamed(counted: Thing, names: Names) -> str | None:
    """A class that the text gives to a thing of another class, in words."""
    if counted.other is None or counted.code is None:
        return None
    calibre = names.things.get(counted.code, "calibre_mm")
    rest = f" of {calibre} mm" if calibre else ""
    said, really = (names.things.get(code, "class") for code in (counted.other, counted.code))
    return f"called a {said}, but {counted.code} is a {really}{rest}"


def _setting(
    row: Mapping[str, Any], document: _Document | None, sentence: str, near: int, hidden: tuple[Span, ...], names: Names
) -> tuple[str | None, str | None]:
    """Place and event: the row's own, else of its sentence, else of the headline or the sentences before it, the nearest
    first.
    """
    if row["kind"] in _NO_SETTING:
        return None, None
    place = place_code(row.get("place"), names)
    event = next((match.code for match in names.events.find(row.get("event") or "")), None)
    if document is None:
        return place, event
    if row.get("start") is not None:
        here = settings_in(sentence, names, document.language, near, hidden, read=row.get("place"))
        place, event = here.place, event or here.event
    said = row.get("place")
    if said and row.get("start") is not None and not is_place(said, names, document.language):
        said = None
    place = place or place_code(said, names) or _seat(row.get("source"), document.language, names)
    start = row.get("sentence_start")
    if (place is None or event is None) and start is not None:
        for before in [
            *(document.text[span.start : span.end] for span in sentences_before(document.text, int(start))),
            document.title,
        ]:
            there = settings_in(before, names, document.language, len(before))
            place, event = place or there.place, event or there.event
            if place is not None and event is not None:
                break
    return place, event


def _seat(source: str | None, language: str | None, names: Names) -> str | None:
    """The town of a local speaker: the mayor of X speaks of X. A ministry's country or seat is no place of the event."""
    if not source or not any(names.speakers.get(match.code, "local") for match in names.speakers.find(source, language)):
        return None
    return settings_in(source, names, language, 0).place


def _actor(row: Mapping[str, Any], sentence: str, near: int, names: Names) -> str | None:
    """Whose people or things they are: the adjective of the thing or the one before it in the sentence, else the row's own word.

    In running text the row's word is taken for people only: of guns it may be who sent them, who has them, or who lost them.
    """
    kind = row["kind"]
    if found := names.peoples.find(row.get("item") or ""):
        return found[0].code
    if kind in (*PEOPLE, "equipment", "munitions"):
        matches = [match for match in names.peoples.find(sentence[near : near + 60]) if match.start < 30]
        if matches:
            return matches[0].code
    actor = row.get("actor")
    if actor is None or (row.get("start") is not None and kind not in PEOPLE):
        return None
    if actor in names.actors.entries:
        return str(actor)
    found = names.actors.find(actor)
    return found[0].code if found else None


def _part(counted: Thing, row: Mapping[str, Any]) -> str | None:
    """A part of a whole is a group of its own, even where no file lists it: "31 killed, nine of them miners"."""
    part = row["kind"] in HARM and not counted.known and row.get("part_of")
    return f"person.{counted.code}" if part and counted.code else counted.code


def _thing_asked(code: str | None, kind: str, event: str | None, said: Stated | None) -> str | None:
    """The thing of the question: the more exact of the item and of what a table's own word names.

    What the kind already says adds nothing: "people killed" in a table, "displaced people" of the displaced, "prisoners" of the
    captured.
    """
    if code == "person" and kind == "other" and event == "protest":
        return "person.protester"
    if code is not None and code == _SAID_BY_KIND.get(kind):
        code = "person"
    if said is None:
        return code
    if said.thing not in (None, "person") and (
        code is None or said.thing.startswith(code) or said.thing.count(".") > code.count(".")
    ):
        return said.thing
    return None if code == "person" else code


def _of_table(row: Mapping[str, Any], document: _Document | None, names: Names) -> str | None:
    """A table's name is its headline: whom a table without a column for it is about (north_korea_ledger.csv)."""
    if document is None or not row.get("locator") or row["kind"] not in (*PEOPLE, "equipment", "munitions"):
        return None
    found = names.actors.find(document.name.replace("_", " ").replace("-", " "))
    return found[0].code if found else None


def _sentence(row: Mapping[str, Any], document: _Document | None) -> tuple[str, int, tuple[Span, ...]]:
    """The figure's sentence, where the figure stands in it, and the stretches that name a speaker (their names are no
    setting).
    """
    start, end, at = row.get("sentence_start"), row.get("sentence_end"), row.get("start")
    if document is None or start is None or end is None or at is None:
        words = " ".join(str(row[column]) for column in ("item", "event") if row.get(column))
        return words, 0, ()
    start = int(start)
    hidden = [
        Span(int(row[f"{role}_start"]) - start, int(row[f"{role}_end"]) - start)
        for role in ("source", "relay")
        if row.get(f"{role}_start") is not None and row.get(f"{role}_end") is not None
    ]
    return document.text[start : int(end)], int(at) - start, tuple(hidden)


def _texts(documents: pd.DataFrame | None) -> dict[str, _Document]:
    if documents is None:
        return {}
    return {
        row["document_id"]: _Document(
            text=_null(row.get("text")) or "",
            language=(_null(row.get("language")) or "")[:2].lower() or None,
            title=_null(row.get("title")) or "",
            published=_null(row.get("published")),
            name=_null(row.get("external_id")) or "",
        )
        for row in documents.to_dict("records")
    }


def _aliases(figures: pd.DataFrame, documents: pd.DataFrame | None) -> dict[str, str]:
    found = {document: document for document in figures["document_id"].tolist()}
    if documents is not None:
        for column in ("path", "external_id"):
            if column in documents:
                pairs = zip(documents[column].tolist(), documents["document_id"].tolist(), strict=True)
                found |= {str(name): document for name, document in pairs if _null(name) is not None and document in found}
    return found


def _null(value: Any) -> Any:
    return None if value is None or value is pd.NA or value != value else value


def unnamed(figures: pd.DataFrame, *, names: str | Path | Names | None = None) -> str:
    """What no name file knows, as YAML ready to paste, the most frequent first.

    A block for each file; the code is a proposal, the comment says how often the words stand in the figures.
    """
    known = load_names(names)
    counts: dict[tuple[str, str, str], int] = {}
    for row in figures.to_dict("records"):
        for group, code, text in _unknown(row, known):
            counts[group, code, text] = counts.get((group, code, text), 0) + 1
    blocks = []
    for group in ("things", "actors", "places", "speakers"):
        entries: dict[str, dict[str, int]] = {}
        for (where, code, text), count in counts.items():
            if where == group:
                entries.setdefault(code, {})[text.lower()] = entries.get(code, {}).get(text.lower(), 0) + count
        lines = [
            f"{yaml.safe_dump(code, default_flow_style=True).splitlines()[0]}:  # {sum(labels.values())} figures\n"
            f"  labels: {{und: {_flow(sorted(labels))}}}"
            for code, labels in sorted(entries.items(), key=lambda entry: (-sum(entry[1].values()), entry[0]))
        ]
        if lines:
            blocks.append(f"# data/names/{group}.yaml\n" + "\n".join(lines))
    return "\n\n".join(blocks) + ("\n" if blocks else "")


def _flow(words: list[str]) -> str:
    return yaml.safe_dump(words, default_flow_style=True, allow_unicode=True, width=10**6).strip()


def _unknown(row: Mapping[str, Any], names: Names) -> Iterable[tuple[str, str, str]]:
    row = {column: _null(value) for column, value in row.items()}
    item, source, place, actor = (row.get(column) for column in ("item", "source", "place", "actor"))
    counted = thing(item, row["kind"], names)
    if item and not counted.known and counted.code:
        yield "things", counted.code, item
    voice = speaker(source, names)
    if source and not voice.known and voice.code:
        yield "speakers", voice.code, source
    if place and not (names.places.find(place) or names.actors.find(place) or place in names.places.entries):
        yield "places", place_code(place, names) or place, place
    if actor and actor not in names.actors.entries and not names.actors.find(actor):
        yield "actors", "-".join(actor.lower().split()), actor
