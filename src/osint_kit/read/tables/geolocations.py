"""Collections of geolocated events: GeoConfirmed placemarks, the events of a timemap, and GeoJSON of the same.

They hold words, not amounts: each event's description is a document with the addresses of its sources. The date is the event's,
not the description's, so it is no date of publication; in some exports the field holds the number of a post instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from osint_kit.read.fields import data, words_of
from osint_kit.read.json_walk import objects, walk
from osint_kit.read.records import Document, Record
from osint_kit.read.source import Source
from osint_kit.read.texts.html import with_title

NAME = "geolocations"


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    for first in source.objects:
        if {"id", "description", "coordinates"} <= first.keys() and {"originalSource", "geolocation"} & first.keys():
            return "placemarks: description, coordinates, originalSource"
        if {"id", "description", "latitude", "longitude", "sources"} <= first.keys():
            return "events of a timemap: description, latitude, longitude, sources"
    feature = source.json.first.get("features") if source.json else None
    if isinstance(feature, dict) and isinstance(feature.get("properties"), dict) and "description" in feature["properties"]:
        return "GeoJSON features with a description"
    return None


def read(source: Source) -> Iterator[Record]:
    """The records of the file."""
    for place, event in _events(source):
        text = with_title(_word(event.get("name") or event.get("title")), _word(event.get("description")))
        if not text:
            source.problem("the event has no description", place, str(event))
            continue
        sources = event.get("sources")
        paths = [one.get("path") for one in sources if isinstance(one, dict)] if isinstance(sources, list) else []
        links = [*paths, event.get("originalSource"), event.get("geolocation"), *words_of(event.get("links"))]
        known = data("datasets.yaml").get(
            "geoconfirmed" if "originalSource" in event else "timemap" if "filters" in event else "", {}
        )
        yield Document(
            text=text,
            record=place,
            external_id=_word(event.get("id")),
            publisher=known.get("publisher") or _word(event.get("source")),
            title=_word(event.get("name") or event.get("title")),
            links=[str(link) for link in links if isinstance(link, str) and link.startswith("http")],
        )


def _events(source: Source) -> Iterator[tuple[str, dict[str, Any]]]:
    if source.text.lstrip()[:1] == "[":
        yield from objects(source)
        return
    for path, feature in walk(source, lambda path: path in ((), ("features",))):
        if len(path) == 2 and isinstance(feature, dict):
            yield f"item={int(path[1]) + 1}", {"id": feature.get("id"), **(feature.get("properties") or {})}


def _word(value: Any) -> str | None:
    return str(value) if isinstance(value, str | int) and value != "" else None
