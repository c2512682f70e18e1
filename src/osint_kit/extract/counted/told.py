"""What happened in a sentence, by its verbs and its nouns alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from osint_kit.extract.counted.unrelated import in_hospital, is_denied, says_which
from osint_kit.extract.tokens import MARK, Tokens

OF_FATE: Final = {
    "dead": "killed", "wounded": "wounded", "captive": "captured", "missing": "missing", "displaced": "displaced", "loss": "casualties",
}  # fmt: skip
_FATES: Final = frozenset(("killed", "wounded", "captured", "missing"))
_REACH: Final = 16  # words between the halves of a verb


@dataclass(frozen=True, slots=True)
class Happening:
    """A word that says what happened, and where it stands."""

    code: str
    first: int
    last: int
    distance: float = 0.0


def happenings(tokens: Tokens, begin: int, end: int) -> list[Happening]:
    """The events that the words between two tokens name, verbs and nouns alike, in order."""
    found: list[Happening] = []
    at = begin
    entries = tokens.entries
    while at < end:
        entry = entries[at]
        if "events" not in entry and "nouns" not in entry:
            at += 1
            continue
        if "events" in entry and (event := _split_verb(tokens, at, end) or tokens.match("events", at)):
            office = tokens.match("speaker_nouns", at) if "speaker_nouns" in entry else None
            if office and office[1] > event[1]:  # "the rescue chief": nobody was rescued
                at += office[1]
                continue
            named = tokens.match("nouns", at) if "nouns" in entry else None
            if named and named[1] > event[1] and named[0] not in OF_FATE:  # "bajas incentivadas" are nobody's death
                at += named[1]
                continue
            if not is_denied(tokens, at, begin):
                found.append(Happening(in_hospital(tokens, at) if event[0] == "hospital" else str(event[0]), at, at + event[1]))
            at += event[1]
            continue
        noun = tokens.match("nouns", at)
        # a body may be an office
        if (
            noun
            and noun[0] in OF_FATE
            and "speaker_nouns" not in entry
            and not _is_cited(tokens, at)
            and not says_which(tokens, at)
            and not is_denied(tokens, at, begin)
        ):
            found.append(Happening(OF_FATE[str(noun[0])], at, at + noun[1]))
        at += noun[1] if noun and noun[0] not in OF_FATE else 1  # "death row" names no death
    return _told_together(tokens, found) if len(found) > 1 else found


def _told_together(tokens: Tokens, found: list[Happening]) -> list[Happening]:
    """``tuées, blessées ou enlevées``: fates that an "and" or an "or" joins are told of all, and not apart."""
    merged: list[Happening] = []
    at = 0
    while at < len(found):
        end, joined = at + 1, False
        counted = found[at].first > 0 and tokens.is_number(found[at].first - 1)  # "three lives and injured 12"
        while end < len(found) and found[end].first - found[end - 1].last == 1 and found[end].code in _FATES:
            link = found[end].first - 1
            apart = found[end].last - found[end].first > 1 and tokens.lexicon.pro_drop  # "16 muertos y siguen buscando"
            if (
                joined
                or apart
                or (counted and tokens.is_number(found[end].last))
                or (not tokens.joins(link) and tokens.words[link] != ",")
            ):
                break
            joined, end = tokens.joins(link), end + 1
        codes = {happening.code for happening in found[at:end]}
        if joined and len(codes) > 1 and "killed" in codes and found[at].code in ("killed", "wounded"):
            merged.append(Happening("casualties", found[at].first, found[end - 1].last))
            at = end
        else:
            merged.append(found[at])
            at += 1
    return merged


def _is_cited(tokens: Tokens, at: int) -> bool:
    """``seven arrests, according to a first toll``: the toll is who says it, and tells of no dead."""
    return "speech_nouns" in tokens.entries[at] and any(
        "source_before" in tokens.entries[i] and tokens.code("grammar", i) != "of" for i in range(max(0, at - 3), at)
    )


def _split_verb(tokens: Tokens, at: int, end: int) -> tuple[str | float, int] | None:
    """``fielen … aus``: a verb whose other half closes the clause."""
    for rest, code in tokens.entries[at]["events"]:
        if len(rest) == 2 and rest[0] == "…":
            for last in range(at + 1, min(end, at + _REACH)):
                closes = last + 1 >= end or tokens.kinds[last + 1] == MARK
                if closes and tokens.words[last] == rest[1]:
                    return code, 1
    return None
