"""The audit of one document: for each of its figures, what the rest of the corpus knows about it.

A figure is held against every claim of the other documents that was published no later and counts the same sort of thing.
What is found is said with its evidence; what cannot be held against anything is said to be not checkable. Nothing is guessed:
where several origins come into question for a number that the document gives to nobody, all are named and none is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from osint_kit.cross_reference.arithmetic import WAR_START, day_convention, find_arithmetic
from osint_kit.cross_reference.relations import distance, written
from osint_kit.cross_reference.statements import HARM, Statement, iso, same_number, statements, windows
from osint_kit.errors import InputError

VERDICTS: Final = (
    "supported", "stale", "partial", "unattributed", "several_candidates", "wrong_class", "kind_changed", "contradicted",
    "denied", "arithmetic", "day_number", "counted_not_listed", "not_checkable",
)  # fmt: skip
COLUMNS: Final = ("figure_id", "start", "quote", "verdict", "evidence", "related")
_OFFICIAL: Final = ("government", "military", "intelligence", "international organisation", "official", "document")


@dataclass(frozen=True)
class _Claim:
    """A claim with what a comparison across questions needs."""

    said: Statement
    row: Mapping[str, Any]

    def word(self, column: str) -> str:
        value = self.row[column]
        return value if isinstance(value, str) else ""


def audit_document(
    document: str, claims: pd.DataFrame, figures: pd.DataFrame, documents: pd.DataFrame, tallies: pd.DataFrame | None = None,
    references: pd.DataFrame | None = None, *, war_start: str = WAR_START, window: int | Mapping[str, int] | None = None,
) -> pd.DataFrame:  # fmt: skip
    """Hold each figure of a document against the rest of the corpus (ledger and documents).

    Args:
        document: its document_id, external id or path.
        claims, figures, documents, tallies, references: the tables of those names, with the document and the rest of the
        corpus. war_start: the first day of the war whose days the document may number. window: days within which a different
        number is a contradiction, by kind; beyond it the figure is stale.

    Returns:
        A frame with one row for each finding: figure_id (null where it concerns the whole document), start, quote, verdict
        (one of ``VERDICTS``), evidence in words, related (the figure_ids that show it). Every figure has at least one row.

    Raises:
        InputError: there is no such document.
    """
    row = _document(document, documents)
    days = windows(window)
    said = statements(claims, documents, figures)
    everything = [_Claim(item, claim) for item, claim in zip(said, claims.to_dict("records"), strict=True)]
    own = [claim for claim in everything if claim.said.document == row["document_id"]]
    places = dict(
        zip(figures["figure_id"].tolist(), zip(figures["start"].tolist(), figures["quote"].tolist(), strict=True), strict=True)
    )
    rest = _by_kind([claim for claim in everything if claim.said.document != row["document_id"]])
    found = [
        _finding(claim.said.figure, places, verdict, evidence, related)
        for claim in own
        for verdict, evidence, related in _findings(claim, rest, days, war_start)
    ]
    mine = figures[figures["document_id"] == row["document_id"]]
    found += [
        _finding(one.figure_id, places, "arithmetic", one.evidence, [one.other] if one.other else [])
        for one in find_arithmetic([claim.said for claim in own], mine, war_start=war_start)
        if one.finding != "day_number"  # said above, with the convention that fits
    ]
    found += _counted(row["document_id"], tallies, references)
    found.sort(key=_place)
    return pd.DataFrame(found, columns=list(COLUMNS))


def _finding(
    figure: str, places: Mapping[str, tuple[Any, Any]], verdict: str, evidence: str, related: list[str]
) -> dict[str, Any]:
    start, quote = places.get(figure, (None, ""))
    return {"figure_id": figure, "start": start, "quote": quote, "verdict": verdict, "evidence": evidence, "related": related}


def _place(finding: Mapping[str, Any]) -> tuple[bool, int, str, int]:
    """In the order of the text, of one figure in the order of ``VERDICTS``, and what concerns the whole document last."""
    start = finding["start"]
    at = 0 if start is None or pd.isna(start) else int(start)
    return finding["figure_id"] is None, at, finding["figure_id"] or "", VERDICTS.index(finding["verdict"])


def _document(name: str, documents: pd.DataFrame) -> dict[str, Any]:
    for column in ("document_id", "external_id", "path"):
        if column in documents:
            hits = documents[documents[column] == name]
            if len(hits) == 1:
                return dict(hits.iloc[0])
    raise InputError(f"no document is called {name!r}", "name a document_id, an external id or a path of the table documents")


def _by_kind(claims: Sequence[_Claim]) -> dict[str, list[_Claim]]:
    groups: dict[str, list[_Claim]] = {}
    for claim in claims:
        groups.setdefault(claim.said.kind, []).append(claim)
    return groups


def _findings(
    claim: _Claim, rest: Mapping[str, list[_Claim]], days: Mapping[str, int], war_start: str
) -> list[tuple[str, str, list[str]]]:
    """(verdict, evidence, related figure_ids) for one figure; never empty."""
    item = claim.said
    if item.kind == "source_count":
        return [("not_checkable", "a count that the document makes of its own sources", [])]
    if item.kind == "day_number" and item.value is not None:
        fits, words = day_convention(item.value, item.last, war_start)
        return [("supported" if fits else "day_number", words, [])]
    found: list[tuple[str, str, list[str]]] = []
    if claim.word("misnamed"):
        found.append(("wrong_class", claim.word("misnamed"), []))
    comparable = [other for other in rest.get(item.kind, ()) if _comparable(claim, other)]
    known = sorted((other for other in comparable if _gives_it(item, other.said)), key=lambda other: _rank(claim, other))
    denied = [
        other for other in comparable if other.said.stance == "denied" and other.said.numeric and distance(item, other.said) == 0
    ]
    if known:
        found += _known(claim, known, comparable, days)
    else:
        found += _against(claim, comparable, days)
        found += _another_kind(claim, rest)
    if denied:
        found.append(
            (
                "denied",
                f"{denied[0].said.voice} denied it on {iso(denied[0].said.published)}",
                [one.said.figure for one in denied],
            )
        )
    return found or [("not_checkable", "no other document in hand answers this question", [])]


def _comparable(claim: _Claim, other: _Claim) -> bool:
    """Whether another claim could answer for a figure: same unit and rate, no other actor, related things, published no
    later.
    """
    mine, theirs = claim.said, other.said
    if any(claim.word(column) != other.word(column) for column in ("unit", "per")):
        return False
    if claim.word("actor") and other.word("actor") and claim.word("actor") != other.word("actor"):
        return False
    if claim.word("definition").endswith(" added") != other.word("definition").endswith(" added"):
        return False
    if mine.published is not None and (theirs.published is None or theirs.published > mine.published):
        return False
    return mine.kind == "share" or _related(claim.word("thing"), other.word("thing"))


def _related(mine: str, theirs: str) -> bool:
    """Whether two things are one, or one a kind of the other; a thing that is not said may be any."""
    return not mine or not theirs or mine == theirs or mine.startswith(theirs + ".") or theirs.startswith(mine + ".")


def _gives_it(item: Statement, other: Statement) -> bool:
    return other.stance != "denied" and item.numeric and other.numeric and same_number(item, other)


def _rank(claim: _Claim, other: _Claim) -> tuple[Any, ...]:
    """The likeliest origin first: a named voice, the same question, the same number, an institution before a paper, the
    earliest.
    """
    return (
        not other.said.named,
        -_likeness(claim, other),
        other.said.point != claim.said.point,
        not other.word("speaker_kind").startswith(_OFFICIAL),
        other.said.published or 0,
        other.said.figure,
    )


def _likeness(claim: _Claim, other: _Claim) -> int:
    """How many parts of the question two claims share."""
    same = sum(
        bool(claim.word(column)) and claim.word(column) == other.word(column)
        for column in ("thing", "actor", "place", "event", "definition")
    )
    mine, theirs = claim.said, other.said
    dated = mine.dated and mine.first is not None and theirs.first is not None and theirs.last is not None
    near = dated and max(mine.first - theirs.last, theirs.first - (mine.last or mine.first), 0) <= 31  # type: ignore[operator]
    return same + near


def _known(
    claim: _Claim, known: list[_Claim], comparable: list[_Claim], days: Mapping[str, int]
) -> list[tuple[str, str, list[str]]]:
    item = claim.said
    best = [other for other in known if _rank(claim, other)[:2] == _rank(claim, known[0])[:2]]
    voices = list(dict.fromkeys(other.said.voice for other in best))
    things = {(other.word("thing"), other.word("definition")) for other in best}
    evidence = "; ".join(_words(other) for other in _one_each(best))
    related = [other.said.figure for other in best]
    found: list[tuple[str, str, list[str]]] = []
    if item.named:
        same_voice = [other for other in known if other.said.voice == item.voice]
        if same_voice:
            found.append(
                ("supported", "; ".join(_words(other) for other in same_voice[:2]), [other.said.figure for other in same_voice])
            )
        else:
            found.append(("supported", f"not found with {item.voice}, but {evidence}", related))
    elif len(voices) == 1 or _institution(best) or len(things) == 1:
        found.append(("unattributed", f"given to nobody here, known from {evidence}", related))
    else:
        found.append(("several_candidates", f"given to nobody here; it may come from {evidence}; none is sure", related))
    qualified = [other for other in best if " " in other.word("definition") and " " not in claim.word("definition")]
    if qualified:
        part = qualified[0].word("definition").split(" ", 1)[1]
        found.append(
            ("partial", f"the number is of {part} only: {_words(qualified[0])}", [other.said.figure for other in qualified])
        )
    newer = _newer(claim, best, comparable, days)
    if newer:
        found.append(("stale", f"it dates from {_since(best)}; since then {'; '.join(_words(other) for other in newer[:4])}", [
            other.said.figure for other in newer]))  # fmt: skip
    return found


def _institution(best: Sequence[_Claim]) -> bool:
    """Whether only one institution is among the candidates, so that papers beside it are its echo."""
    return len({other.said.voice for other in best if other.word("speaker_kind").startswith(_OFFICIAL)}) == 1 and (
        len({other.word("thing") for other in best}) == 1
    )


def _one_each(claims: Sequence[_Claim]) -> list[_Claim]:
    """The first claim of each voice and question, at most four."""
    seen: dict[tuple[str, str, str], _Claim] = {}
    for claim in claims:
        seen.setdefault((claim.said.voice, claim.word("thing"), claim.word("definition")), claim)
    return list(seen.values())[:4]


def _newer(claim: _Claim, best: Sequence[_Claim], comparable: Sequence[_Claim], days: Mapping[str, int]) -> list[_Claim]:
    """Later statements with another number that were out when the document was: the same voice's first, then the latest of
    others.
    """
    item = claim.said
    first = min((other.said.last or 0 for other in best), default=0)
    voices = {other.said.voice for other in best}
    later = [
        other
        for other in comparable
        if other.said.numeric
        and (other.said.named or other.said.voice in voices)
        and other.said.stance != "denied"
        and not _gives_it(item, other.said)
        and _same_question(claim, best, other)
        and (other.said.last or 0) > first
        and (other.said.voice in voices or (other.said.last or 0) - first > days[item.kind])
        and other.said.point > 0
    ]
    later.sort(key=lambda other: (other.said.voice not in voices, -(other.said.last or 0), other.said.figure))
    own = [other for other in later if other.said.voice in voices][:2]
    return own + _one_each([other for other in later if other.said.voice not in voices])[:2]


def _same_question(claim: _Claim, best: Sequence[_Claim], other: _Claim) -> bool:
    """A plan answers no question about what is there, and a qualified part none about the whole."""
    planned = {one.word("definition") == "planned" for one in best} | {claim.word("definition") == "planned"}
    things = {claim.word("thing"), *(one.word("thing") for one in best)}  # "M-1989 Koksan" known as a Koksan is stale as a Koksan
    exact = other.word("thing") in things or claim.said.kind in HARM or claim.said.kind == "personnel"
    return " " not in other.word("definition") and exact and (other.word("definition") == "planned") in planned


def _since(best: Sequence[_Claim]) -> str:
    days = [other.said.last or other.said.published for other in best]
    return iso(min((day for day in days if day is not None), default=None)) or "an unknown day"


def _against(claim: _Claim, comparable: Sequence[_Claim], days: Mapping[str, int]) -> list[tuple[str, str, list[str]]]:
    """Nobody gives this number: do those who answer the same question exclude it?"""
    item = claim.said
    near = [
        other
        for other in comparable
        if other.said.topic == item.topic and item.topic and other.said.numeric and other.said.stance != "denied" and item.numeric
        and (other.said.last is None or item.last is None or abs(other.said.last - item.last) <= days[item.kind])
    ]  # fmt: skip
    inside = [other for other in near if distance(item, other.said) == 0]
    outside = [other for other in near if distance(item, other.said) > 0]
    found: list[tuple[str, str, list[str]]] = []
    if inside:
        found.append(
            (
                "supported",
                f"in line with {'; '.join(_words(other) for other in _one_each(inside))}",
                [o.said.figure for o in inside],
            )
        )
    if outside:
        found.append(
            ("contradicted", "; ".join(_words(other) for other in _one_each(outside)), [other.said.figure for other in outside])
        )
    return found


def _another_kind(claim: _Claim, rest: Mapping[str, list[_Claim]]) -> list[tuple[str, str, list[str]]]:
    """The same number of people under another kind: casualties that became dead."""
    item = claim.said
    if item.kind not in HARM or item.value is None or item.value < 10:
        return []
    others = [
        other
        for kind in HARM
        if kind != item.kind
        for other in rest.get(kind, ())
        if other.said.point == item.point and _comparable(claim, other) and other.word("actor") == claim.word("actor")
    ]
    if not others:
        return []
    words = "; ".join(f"{_words(other)} {other.said.kind}" for other in _one_each(others)[:2])
    return [("kind_changed", f"here {item.kind}, but {words}", [other.said.figure for other in others])]


def _words(claim: _Claim) -> str:
    """A claim as evidence: who said what of what, when."""
    said = claim.said
    what = " ".join(part for part in (claim.word("definition"), claim.word("thing")) if part)
    return f"{said.voice} gave {written(said)} ({what}) on {iso(said.published) or iso(said.last) or 'an unknown day'}"


def _counted(document: str, tallies: pd.DataFrame | None, references: pd.DataFrame | None) -> list[dict[str, Any]]:
    """How many sources the document counts and how many it names."""
    if tallies is None or not len(mine := tallies[tallies["document_id"] == document]):
        return []
    row = mine.iloc[0]
    counted = sum(int(row[name]) for name in ("web", "social", "forum") if not pd.isna(row[name]))
    named = len(references[references["document_id"] == document]) if references is not None else 0
    listed = int(row["references"]) if not pd.isna(row["references"]) else named
    if counted <= listed:
        return []
    evidence = f"{counted} sources counted, {listed} listed"
    return [
        {
            "figure_id": None,
            "start": row["start"],
            "quote": None,
            "verdict": "counted_not_listed",
            "evidence": evidence,
            "related": [],
        }
    ]
