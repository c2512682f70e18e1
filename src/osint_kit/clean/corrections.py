"""Hand corrections: what a person set right, why, and what the source said when they did.

``data/corrections.yaml`` is a list::

    - document: nk_figures.csv        # path, external id or document_id
      quote: "12 000"                 # the figure as it stands there
      locator: row=5,column=best      # only where the quote stands more than once
      expect: {value: 12000, kind: killed}
      set: {kind: casualties}
      reason: The agency speaks of killed and wounded in the sentence before.

A correction applies only where ``expect`` still holds. If the document is there and the figure is not, or says something else
by now, the correction fails loudly: the source was fixed, or it changed, and a person has to look again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from osint_kit.errors import CorrectionError, InputError

SETTABLE: Final = (
    "kind", "definition", "thing", "event", "actor", "place", "unit", "per", "value", "low", "high",
    "as_of_start", "as_of_end", "published", "speaker", "speaker_kind", "stance", "topic",
)  # fmt: skip
_KEYS: Final = ("document", "quote", "locator", "expect", "set", "reason", "source")


@dataclass(frozen=True)
class Correction:
    """One correction and where it is written."""

    where: str
    document: str
    quote: str
    locator: str | None
    expect: Mapping[str, Any]
    set: Mapping[str, Any]
    reason: str


def default_file() -> Path:
    """``data/corrections.yaml`` of the project."""
    return Path(__file__).resolve().parents[3] / "data" / "corrections.yaml"


def load_corrections(path: str | Path | None = None) -> list[Correction]:
    """Read a file of corrections; without one there are none.

    Raises:
        InputError: a correction lacks a part or sets a column that cannot be set; the message names its number.
    """
    file = Path(path) if path is not None else default_file()
    if not file.is_file():
        if path is not None:
            raise InputError(f"{file}: no such file of corrections")
        return []
    raw = yaml.safe_load(file.read_text(encoding="utf-8")) or []
    if not isinstance(raw, list):
        raise InputError(f"{file}: not a list of corrections", "begin each with '- document:'")
    return [_correction(entry, f"{file.name}, correction {number}") for number, entry in enumerate(raw, start=1)]


def _correction(entry: Any, where: str) -> Correction:
    if not isinstance(entry, dict):
        raise InputError(f"{where}: not a table", f"it has {', '.join(_KEYS)}")
    for key in ("document", "quote", "expect", "set", "reason"):
        if not entry.get(key):
            raise InputError(f"{where}: {key} is missing", f"it has {', '.join(_KEYS)}")
    if unknown := [key for key in entry if key not in _KEYS]:
        raise InputError(f"{where}: unknown key {unknown[0]!r}", f"it has {', '.join(_KEYS)}")
    for key in ("expect", "set"):
        if wrong := [column for column in entry[key] if column not in SETTABLE]:
            raise InputError(
                f"{where}: {key}: {wrong[0]!r} is no column that can be corrected", f"there are {', '.join(SETTABLE)}"
            )
    return Correction(
        where,
        str(entry["document"]),
        str(entry["quote"]),
        entry.get("locator"),
        entry["expect"],
        entry["set"],
        str(entry["reason"]),
    )


def apply_corrections(
    rows: list[dict[str, Any]],
    quotes: Mapping[str, tuple[str, str | None]],
    aliases: Mapping[str, str],
    corrections: list[Correction],
) -> None:
    """Set right the rows that corrections name, in place.

    Args:
        rows: claims as dictionaries, before their topic is built.
        quotes: figure_id → its quote and locator.
        aliases: path, external id and document_id of every document in hand → document_id.

    Raises:
        CorrectionError: the document is in hand, but the figure is not or no longer says what the correction expects.
    """
    for correction in corrections:
        document = aliases.get(correction.document)
        if document is None:
            continue  # about a document of another folder or batch
        hits = [row for row in rows if row["document_id"] == document and _is_meant(correction, *quotes[row["figure_id"]])]
        if len(hits) != 1:
            found = "no figure" if not hits else f"{len(hits)} figures"
            mend = "look at the document again" if not hits else "name its locator"
            raise CorrectionError(f"{correction.where}: {correction.document} has {found} {correction.quote!r}", mend)
        row = hits[0]
        for column, expected in correction.expect.items():
            if _text(row.get(column)) != _text(expected):
                raise CorrectionError(
                    f"{correction.where}: expected {column} {expected!r}, {correction.document} now says {row.get(column)!r}",
                    "the source has changed: check the correction, then update or delete it",
                )
        row.update({column: _typed(column, value) for column, value in correction.set.items()})
        row["correction"] = correction.reason


def _is_meant(correction: Correction, quote: str, locator: str | None) -> bool:
    return quote == correction.quote and correction.locator in (None, locator)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return f"{float(value):g}" if isinstance(value, int | float) else str(value)


def _typed(column: str, value: Any) -> Any:
    return float(value) if column in ("value", "low", "high") and value is not None else None if value is None else str(value)
