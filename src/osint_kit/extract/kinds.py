"""What sort of thing a figure counts, and what happened to it: kind, event, rate, change, subset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from osint_kit.extract.numerals import Numeral
from osint_kit.extract.things import Thing
from osint_kit.extract.tokens import MARK, WORD, Tokens

_OF_UNIT: Final = {
    "percent": "share",
    **dict.fromkeys(("km", "m", "cm", "mm", "mi", "ft", "nmi"), "distance"),
    **dict.fromkeys(("km2", "m2", "ha", "acre", "mi2"), "area"),
    **dict.fromkeys(("second", "minute", "hour", "day", "week", "month", "year", "decade"), "duration"),
}
_OF_FATE: Final = {
    "dead": "killed", "wounded": "wounded", "captive": "captured", "missing": "missing", "displaced": "displaced", "loss": "casualties",
}  # fmt: skip
_OF_THING: Final = {
    "equipment": "equipment",
    "munition": "munitions",
    "building": "other",
    "event": "other",
    "thing": "other",
    "money": "money",
}
_OF_LABEL: Final = frozenset(("web", "social", "forum", "sources"))
_OF_EVENT: Final = {
    "killed": "killed", "wounded": "wounded", "captured": "captured", "missing": "missing", "casualties": "casualties",
    "displaced": "displaced", "freed": "other", "destroyed": "killed",
}  # fmt: skip
_OF_MORE_THAN_PEOPLE: Final = ("casualties", "captured", "destroyed", "freed")  # villages are captured and tanks lost, too
_PEOPLE: Final = frozenset(("soldier", "person", "civilian", "responder"))
_CLAUSE: Final = 40  # words on either side of a numeral in which its verb may stand
_NEAR: Final = 6  # words within which a happening is taken to be about an unknown thing
_REACH: Final = 16  # words between a numeral and the verb that says what happened
_RATE_AFTER: Final = 4
_RATE_BEFORE: Final = 5


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
    while at < end:
        entry = tokens.entries[at]
        if entry:
            if "events" in entry and (event := _split_verb(tokens, at, end) or tokens.match("events", at)):
                found.append(Happening(str(event[0]), at, at + event[1]))
                at += event[1]
                continue
            if (noun := tokens.match("nouns", at)) and noun[0] in _OF_FATE:
                found.append(Happening(_OF_FATE[str(noun[0])], at, at + noun[1]))
        at += 1
    return found


def _split_verb(tokens: Tokens, at: int, end: int) -> tuple[str | float, int] | None:
    """``fielen … aus``: a verb whose other half closes the clause."""
    for rest, code in tokens.entries[at]["events"]:
        if len(rest) == 2 and rest[0] == "…":
            for last in range(at + 1, min(end, at + _REACH)):
                closes = last + 1 >= end or tokens.kinds[last + 1] == MARK
                if closes and tokens.words[last] == rest[1]:
                    return code, 1
    return None


def nearest(tokens: Tokens, numeral: Numeral, thing: Thing, around: list[Happening], others: list[Numeral]) -> Happening | None:
    """The happening that governs a numeral: the nearest one, where commas, clause breaks and other numerals count as distance."""
    best: Happening | None = None
    for happening in around:
        if (
            thing.noun in _OF_FATE
            and thing.own
            and thing.first <= happening.first < thing.last
            and tokens.code("events", happening.first) is None
        ):
            continue
        if happening.first >= numeral.last:
            left, right, penalty = max(thing.end, numeral.last), happening.first, 0.0
        elif happening.last <= numeral.first:
            left, right, penalty = happening.last, numeral.first, 0.5
        else:
            continue
        verb = "events" in tokens.entries[happening.first]
        stranger = thing.own and thing.noun is None  # a noun the lexicon does not know: perhaps no people at all
        if stranger and not verb and penalty and not _only_links(tokens, left, right):
            continue  # "541 deaths across 12 nations"
        distance = max(0, right - left) + penalty + _barriers(tokens, left, right)
        if penalty and verb:
            distance += 4 * _objects(tokens, left, right)
            if (
                happening.code in _OF_MORE_THAN_PEOPLE
                and distance > _NEAR
                and happening.last - happening.first == 1
                and not tokens.lexicon.verb_final
            ):
                continue  # "captured Goma with 3,000 troops"
        if stranger and distance > _NEAR:
            continue
        distance += 4 * sum(left <= other.first < right for other in others if other is not numeral)
        if happening.first >= numeral.last:
            if (
                happening.code == "casualties"
                and not tokens.lexicon.verb_final
                and "nouns" not in tokens.entries[happening.first]
                and happening.last - happening.first == 1
            ):
                continue  # "33,000 households lost power": they are not what was lost
            distance += 8 * any(_is_object(tokens, happening, other) for other in others if other is not numeral)
        if distance <= _REACH and (best is None or distance < best.distance):
            best = Happening(happening.code, happening.first, happening.last, distance)
    return best


def _only_links(tokens: Tokens, left: int, right: int) -> bool:
    """Whether nothing but "of", articles and hedges stands between a fate and its number: the death of at least 12 …"""
    return all(
        not tokens.entries[at].keys().isdisjoint(("linkers", "gap", "hedges_before", "delta_words")) for at in range(left, right)
    )


def _objects(tokens: Tokens, left: int, right: int) -> int:
    """How many words between a verb and a number could be what the verb is about."""
    function_words = tokens.lexicon.function_words
    return sum(
        tokens.kinds[at] == WORD
        and not tokens.entries[at]
        and at not in tokens.dated
        and tokens.words[at].lower() not in function_words
        for at in range(left, right)
    )


def _is_object(tokens: Tokens, happening: Happening, other: Numeral) -> bool:
    """Whether another numeral follows the verb as its object: ``… had lost a third of its strength``."""
    between = range(happening.last, other.first)
    if len(between) > 2 or other.first < happening.last:
        return False
    return not any(tokens.kinds[at] == MARK or tokens.joins(at) for at in between)


def _barriers(tokens: Tokens, left: int, right: int) -> float:
    cost = 0.0
    for at in range(left, right):
        if tokens.kinds[at] == MARK:
            cost += 30 if tokens.words[at] in ";:" or tokens.words[at][0] == "\n" else 1.5
        elif tokens.entries[at]:
            if "clause_breaks" in tokens.entries[at]:
                cost += 4
            elif tokens.joins(at):
                cost += 2
    return cost


def kind_of(thing: Thing, happening: Happening | None, is_day_of_war: bool) -> str:
    """The kind of a figure from its unit, its noun and what happened, in this order."""
    if is_day_of_war:
        return "day_number"
    if thing.money:
        return "money"
    if thing.unit in _OF_UNIT:
        return _OF_UNIT[thing.unit]
    if thing.unit is not None:
        return "munitions" if thing.noun == "munition" else "other"
    noun, event = thing.noun, happening.code if happening else None
    if noun in _OF_LABEL:
        return "source_count"
    if noun in _OF_FATE:
        if noun in ("captive", "displaced", "missing") and event == "freed":
            return "other"
        if noun in ("captive", "displaced") and event in ("killed", "wounded"):
            return event
        return _OF_FATE[noun]
    if noun in _OF_THING:
        return _OF_THING[noun]
    if noun in _PEOPLE or noun is None:
        if event in _OF_EVENT and not (
            noun is None and event in _OF_MORE_THAN_PEOPLE and (thing.own or event in ("freed", "destroyed"))
        ):
            return _OF_EVENT[event]
        return "personnel" if noun == "soldier" else "other"
    return "other"


def is_day_of_war(tokens: Tokens, numeral: Numeral) -> bool:
    """``1.080. Tag des Krieges``, ``day 1,080 of the war``, ``1 080-й день войны``."""
    if numeral.value is None or numeral.value != int(numeral.value):
        return False
    begin, end = tokens.sentence(numeral.first)
    day_before = numeral.first > begin and tokens.code("units", numeral.first - 1) == "day"
    ordinal = numeral.last < len(tokens) and (
        (tokens.words[numeral.last] == "." and tokens.lexicon.ordinal_dot)
        or "ordinal_endings" in tokens.entries[numeral.last]
        or (tokens.words[numeral.last] in "-‑" and tokens.glued(numeral.last) and numeral.last + 1 < len(tokens)
            and "ordinal_endings" in tokens.entries[numeral.last + 1])
    )  # fmt: skip
    near = range(numeral.last, min(numeral.last + 9, end))
    war = any("war" in tokens.entries[at] for at in near)
    if day_before:
        return war or numeral.value > 366
    if not ordinal:
        return False
    day = any(tokens.code("units", at) == "day" for at in range(numeral.last, min(numeral.last + 3, end)))
    return day and (war or numeral.value > 31)


def rate(tokens: Tokens, numeral: Numeral, thing: Thing, begin: int, stop: int) -> str | None:
    """The denominator of a rate that stands next to the figure: ``a month``, ``täglich``, ``на добу``."""
    for at in range(numeral.last, min(thing.end + _RATE_AFTER, stop)):
        if tokens.words[at] in ",;":
            break
        if at not in tokens.dated and (found := tokens.match("per", at)):
            return str(found[0])
    if thing.unit in ("hour", "day", "week", "month", "year"):
        return None
    for at in range(numeral.first - 1, max(begin, numeral.first - _RATE_BEFORE) - 1, -1):
        if tokens.words[at] in ",;":
            break
        if at not in tokens.dated and (found := tokens.match("per", at)) and at + found[1] <= numeral.first:
            return str(found[0])
    return None


def is_delta(tokens: Tokens, numeral: Numeral, hedge_first: int, thing: Thing, begin: int) -> bool:
    """Whether the number is a change: ``weitere 40``, ``rose by 12 percent``, ``300 more``."""
    before = min(numeral.first, hedge_first)
    for at in range(before - 1, max(begin, before - 3) - 1, -1):
        entry = tokens.entries[at]
        if tokens.match("delta_words", at):
            return True
        if "change_by" in entry:
            first, last = tokens.sentence(numeral.first)
            clause = range(max(first, numeral.first - _CLAUSE), min(last, numeral.first + _CLAUSE))
            return any("change_verbs" in tokens.entries[near] for near in clause)
        if "gap" not in entry and "hedges_before" not in entry:
            break
    if numeral.first and tokens.words[numeral.first - 1] == "+":
        return True
    after = max(numeral.last, thing.end if thing.unit or thing.end <= numeral.last + 2 else numeral.last)
    return any(tokens.match("delta_words", at) for at in range(numeral.last, min(after + 1, len(tokens))))


def whole_of(tokens: Tokens, numeral: Numeral, thing: Thing, begin: int, stop: int) -> bool:
    """Whether the numeral names a part of the one before it: ``darunter acht Kinder``, ``two of them``."""
    opened = False
    begin = max(begin, numeral.first - _CLAUSE)
    for at in range(begin, numeral.first):
        opened = opened or tokens.kinds[at] == MARK
        if tokens.words[at] == ";":
            opened = False
            begin = at + 1
        # "five of them were wounded; two …": words right after the number before belong to that one
        if (
            (at > begin or opened)
            and tokens.match("subset", at)
            and not any(tokens.words[near] == ";" for near in range(at, numeral.first))
        ):
            return True
    for at in range(numeral.last, min(thing.end + 2, stop)):
        if tokens.match("subset", at):
            # "300 Tote, darunter 12 Kinder": the words open the next part, not this one
            return not any(tokens.kinds[near] == MARK and tokens.words[near] != "%" for near in range(numeral.last, at))
    return False
