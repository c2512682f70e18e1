"""Fields of a record under any of their usual names, and the small readings that all formats share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from osint_kit.read.records import Document
from osint_kit.read.source import Source
from osint_kit.read.times import unix, utc
from osint_kit.vocabulary import CHANNELS


@cache
def data(name: str) -> Any:
    """A data file of this package, as YAML gives it."""
    return yaml.safe_load(files("osint_kit.read.data").joinpath(name).read_text(encoding="utf-8"))


def plain(name: str) -> str:
    """A column's name without capitals, blanks, hyphens and underscores."""
    return "".join(character for character in name.lower() if character.isalnum())


def columns_for(names: Iterable[str]) -> dict[str, str]:
    """Which of a file's names gives which column of documents."""
    known = {plain(name): name for name in reversed(list(names))}
    found = {}
    for column, aliases in data("columns.yaml").items():
        for alias in aliases:
            if alias in known:
                found[column] = known[alias]
                break
    return found


def has_text(columns: Mapping[str, str]) -> bool:
    """Whether records with these columns are documents: a text, or a title or summary with address and date."""
    return "text" in columns or ({"url", "published"} <= columns.keys() and bool({"title", "summary"} & columns.keys()))


def text_in(record: Mapping[str, Any], columns: Mapping[str, str]) -> str | None:
    """A record's text; where its file has none, its title above its summary. None where the record lacks it."""
    if "text" in columns:
        text = record.get(columns["text"])
        return text if isinstance(text, str) else None
    parts = [record.get(columns[name]) for name in ("title", "summary") if name in columns]
    said = [part.strip() for part in parts if isinstance(part, str) and part.strip()]
    return "\n\n".join(dict.fromkeys(said)) if said else None


def text_of(value: Any) -> str | None:
    """A value as text; null stays null, lists of words are joined, of an account or an outlet with several keys its name is taken."""
    if isinstance(value, dict):
        return next((value[key] for key in _NAMES if isinstance(value.get(key), str)), None)
    if value is None:
        return None
    if isinstance(value, list):
        return ", ".join(str(item) for item in value if item is not None and not isinstance(item, dict | list)) or None
    return str(value)


_NAMES = ("username", "screen_name", "name", "title")


def words_of(value: Any) -> list[str]:
    """A list of words; text is one word, or several between semicolons or line breaks."""
    if value is None:
        return []
    if isinstance(value, str):
        return [word.strip() for word in value.replace("\n", ";").split(";") if word.strip()]
    if isinstance(value, dict):
        return [str(value[key]) for key in ("url", "source", "href") if value.get(key)][:1]
    if isinstance(value, list):
        return [word for item in value for word in (words_of(item) if isinstance(item, dict) else [str(item)])]
    return [str(value)]


def when(value: Any) -> str | None:
    """A time given as text, or as seconds since 1970."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float) or (isinstance(value, str) and value.strip().isdigit() and len(value.strip()) in (10, 13)):
        return unix(value)
    return utc(value)


def language_code(value: Any) -> str | None:
    """``en`` for ``en``, ``en-GB``, ``EN``, ``eng`` or ``English``; None for ``und`` and what is no language."""
    text = str(value or "").strip()
    if not text:
        return None
    head = text.replace("_", "-").split("-")[0].lower()
    if len(head) == 2 and head.isalpha():
        return head
    return _language_names().get(text.lower()) or _language_names().get(head)


@cache
def _language_names() -> dict[str, str]:
    """English and own names, and three-letter codes, of the languages that have a two-letter code."""
    from babel import Locale
    from babel.core import get_global

    names = {}
    for code, name in Locale("en").languages.items():
        if len(code) == 2:
            names[name.lower()] = code
            own = Locale(code).get_display_name(code) if code in _BABEL else None
            if own:
                names.setdefault(own.lower(), code)
    for long, code in get_global("language_aliases").items():
        if len(long) == 3 and len(code) == 2:
            names.setdefault(long, code)
    return names


_BABEL = ("de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr", "uk", "ar", "he", "fa", "zh", "ja", "ko")


def document(
    record: Mapping[str, Any], columns: Mapping[str, str], place: str | None, source: Source | None = None, **known: Any
) -> Document:
    """A document from a record whose keys ``columns`` names. ``known`` are columns that the format itself settles.

    ``source`` is told of a date that cannot be read.
    """
    values = {column: record.get(key) for column, key in columns.items()}
    channel = str(values.get("channel") or "").strip().lower()
    fields: dict[str, Any] = {
        name: text_of(values.get(name))
        for name in (
            "external_id",
            "title",
            "url",
            "publisher",
            "author",
            "forward_of",
            "reply_to",
            "reshare_of",
            "archive_url",
            "archive_hash",
        )
    }
    fields |= {
        "text": text_of(values.get("text")) or "",
        "record": place,
        "channel": channel if channel in CHANNELS else "web",
        "language": language_code(values.get("language")),
        "published": when(values.get("published")),
        "retrieved": when(values.get("retrieved")),
        "links": words_of(values.get("links")),
        "tags": words_of(values.get("tags")),
        "paraphrase": _yes(values.get("paraphrase")),
    }
    said = text_of(values.get("published")) or ""
    if source is not None and said.strip() and fields["published"] is None:
        source.once(
            "published", f"{columns['published']} {said[:40]!r} cannot be read as a date for sure; the document has none", place
        )
    if (fields["publisher"] or "").startswith(("http://", "https://")):
        fields["url"], fields["publisher"] = fields["url"] or fields["publisher"], None
    return Document(**(fields | known))


def _yes(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(str(value or "").strip().lower())
