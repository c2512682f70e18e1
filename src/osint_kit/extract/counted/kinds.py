"""What sort of thing a figure counts: kind, rate, change, subset."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.counted.happenings import OF_MORE_THAN_PEOPLE
from osint_kit.extract.counted.noun_phrases import FATES, PEOPLE
from osint_kit.extract.counted.things import Thing
from osint_kit.extract.counted.told import OF_FATE, Happening
from osint_kit.extract.numbers.numerals import Numeral
from osint_kit.extract.tokens import MARK, Tokens

_OF_UNIT: Final = {
    "percent": "share",
    **dict.fromkeys(("km", "m", "cm", "mm", "mi", "ft", "nmi", "in", "yd", "micron"), "distance"),
    **dict.fromkeys(("km2", "m2", "ha", "acre", "mi2", "ft2", "yd2", "dunam", "feddan"), "area"),
    **dict.fromkeys(("second", "minute", "hour", "day", "week", "month", "year", "decade"), "duration"),
}
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
_OF_POSTS: Final = ("captured", "destroyed", "damaged", "casualties", "deployed", "freed")  # 25 posts were captured
_OF_ESCAPE: Final = ("delivered", "displaced")  # prisoners who were handed over or fled are no longer held
_HEADING: Final = 20  # words of a heading before its colon
_LINES: Final = 12  # lines below a heading
_CLAUSE: Final = 40  # words on either side of a numeral in which its verb may stand
_RATE_AFTER: Final = 4
_HEAD: Final = 15  # tokens from a rate at the head of a sentence to the number
_RATE_BEFORE: Final = 5


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
        return "other" if event in _OF_POSTS else "source_count"
    if noun in OF_FATE:
        if noun in ("captive", "displaced", "missing") and (
            event == "freed" or (event == "spared" and noun != "displaced") or (noun == "captive" and event in _OF_ESCAPE)
        ):
            return "other"
        if noun in ("captive", "displaced") and event in ("killed", "wounded") and happening:
            far = happening.first < thing.first and happening.distance >= 3  # "14 i feriti, 4mila gli sfollati"
            return OF_FATE[noun] if far else event
        if noun in ("dead", "wounded") and event == "casualties" and happening and happening.first < thing.last < happening.last:
            return event  # "96 morts et blessés"
        if noun == "wounded" and event == "killed" and happening and happening.first >= thing.last and happening.distance < 3:
            return event  # "quatre des blessés sont morts"
        return OF_FATE[noun]
    if noun in _OF_THING:
        return _OF_THING[noun]
    return _kind_of_people(thing, event) if noun in PEOPLE or noun is None else "other"


def _kind_of_people(thing: Thing, event: str | None) -> str:
    """The kind of people, or of a number without a noun, from what happened to them."""
    noun = thing.noun
    if noun == "soldier" and event == "displaced":
        return "personnel"  # "ten soldiers crossed the border"
    if event in _OF_EVENT and not (
        noun is None and event in OF_MORE_THAN_PEOPLE and (thing.own or event in ("freed", "destroyed"))
    ):
        return _OF_EVENT[event]
    return "personnel" if noun == "soldier" or (thing.men and event == "deployed") else "other"


def is_level_of_losses(tokens: Tokens, first: int) -> bool:
    """``Las pérdidas han ascendido a unos 30.000 efectivos``: losses are the subject of a verb that leads to a level."""
    at = tokens.sentence(first)[0]
    until = min(at + 4, first)
    while at < until:
        noun = tokens.match("nouns", at)
        if noun is not None and noun[0] == "loss":
            between = range(at + noun[1], first)
            level = any("change_verbs" in tokens.entries[k] for k in between)
            return level and not any(tokens.words[k] in ",;:" for k in between)
        at += noun[1] if noun is not None else 1  # "la Cámara baja"
    return False


def is_under_losses(tokens: Tokens, first: int) -> bool:
    """``Straty wroga: stan osobowy – 937 240``: a list of losses, in the sentence of its heading or in the lines below it."""
    begin = tokens.sentence(first)[0]
    for _ in range(_LINES):
        colon = next((at for at in range(begin, min(begin + _HEADING, first)) if tokens.words[at] == ":"), None)
        if colon is not None:
            return any(tokens.code("nouns", at) == "loss" for at in range(begin, min(begin + 3, colon)))
        if begin < 2 or tokens.words[begin - 1][0] != "\n":
            return False
        begin = tokens.sentence(begin - 1)[0]
    return False


def is_day_of_war(tokens: Tokens, numeral: Numeral, thing: Thing) -> bool:
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
        counted = thing.own and thing.noun not in (None, "event", "thing")
        return (war or numeral.value > 366) and not counted  # "binnen eines Tages 1.340 Soldaten"
    if not ordinal:
        return war and _is_numbered(tokens, numeral)
    day = any(tokens.code("units", at) == "day" for at in range(numeral.last, min(numeral.last + 3, end)))
    return day and (war or numeral.value > 31)


def _is_numbered(tokens: Tokens, numeral: Numeral) -> bool:
    """``триває 280 доба``: a singular behind a number that cannot count it is numbered by it."""
    plural = (
        tokens.lexicon.inversion
        and numeral.value is not None
        and (numeral.value % 10 in (0, 5, 6, 7, 8, 9) or 10 < numeral.value % 100 < 15)
    )
    return (
        plural
        and numeral.last < len(tokens)
        and tokens.code("units", numeral.last) == "day" == tokens.code("date_periods", numeral.last)
    )


def rate(tokens: Tokens, numeral: Numeral, thing: Thing, begin: int, stop: int) -> str | None:
    """The denominator of a rate that stands next to the figure: ``a month``, ``täglich``, ``на добу``."""
    for at in range(numeral.last, min(thing.end + _RATE_AFTER, stop)):
        if tokens.words[at] in ",;":
            break
        if at not in tokens.dated and (found := tokens.match("per", at)):
            if at + found[1] - 1 in tokens.dated:
                break  # im Jahr 2031
            # "30,000 in a month": a length of time
            return (
                None if tokens.code("grammar", at - 1) in ("prep", "of") and "articles" in tokens.entries[at] else str(found[0])
            )
    if thing.unit in ("hour", "day", "week", "month", "year", "percent"):
        return None
    shared = begin > tokens.sentence(numeral.first)[0]  # what stands behind another number belongs to that one
    for at in range(numeral.first - 1, max(begin, numeral.first - (2 if shared else _RATE_BEFORE)) - 1, -1):
        if tokens.words[at] in ",;":
            break
        if at not in tokens.dated and (found := tokens.match("per", at)) and at + found[1] <= numeral.first:
            if found[0] == "second":
                continue  # "a second group of 300"
            after = at + found[1]  # "less than a month after 40,000 walked out"
            return None if after < numeral.first and tokens.match("clause_breaks", after) else str(found[0])
    return _at_the_head(tokens, numeral)


def _at_the_head(tokens: Tokens, numeral: Numeral) -> str | None:
    """``Every day the hospital treats up to 80``: a rate that opens the sentence holds for its first clause."""
    first = tokens.sentence(numeral.first)[0]
    found = tokens.match("per", first) if "per" in tokens.entries[first] and "articles" not in tokens.entries[first] else None
    if found is None or numeral.first - first > _HEAD or tokens.governs(first) or first in tokens.dated:
        return None
    return None if "," in tokens.words[first : numeral.first] else str(found[0])


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


_LIVING: Final = PEOPLE | FATES - {"loss"}
_YOUNG: Final = ("year", "month", "week")


def is_age(tokens: Tokens, first: int, unit: str | None) -> bool:
    """``un hombre de 33 años``, ``García, de 33 años``: a length of life behind somebody, with "of"."""
    if unit in _YOUNG and first == 1 and tokens.code("designators", 0) == "age":
        return True  # "Hanno 17 e 19 anni"
    if unit not in _YOUNG or first < 2:
        return False
    while first > 2 and "range_open" in tokens.entries[first - 1] and tokens.code("grammar", first - 1) != "of":
        first -= 1
    if "age" in (tokens.code("designators", first - 1), tokens.code("designators", first - 2)):
        return True  # âgés de 19 à 27 ans
    before = first
    while before > 1 and "gap" in tokens.entries[before - 1]:
        before -= 1
    if before < first and tokens.code("designators", before - 1) == "age":
        return True  # âgés d'à peine 10 ans
    if tokens.code("grammar", first - 1) != "of" or tokens.kinds[first - 1] == MARK:
        return False
    if tokens.lexicon.right_headed and "linkers" not in tokens.entries[first - 1]:
        return False  # jailed for 12 years
    at = first - 2
    if tokens.words[at] == "," and at > tokens.sentence(first)[0]:
        name = tokens.words[at - 1]
        unknown = not tokens.entries[at - 1] and tokens.code("grammar", at - 2) == "det"  # El pívot, de 31 años,
        return name[0].isupper() or unknown or tokens.code("nouns", at - 1) in _LIVING
    return any(tokens.code("nouns", i) in _LIVING for i in (at, at - 1) if i >= 0 and not _links(tokens, i, at))


def _links(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a word that joins two phrases, or a mark, stands between two tokens."""
    return any(
        tokens.kinds[i] == MARK or tokens.code("grammar", i) in ("of", "prep", "and", "det", "that")
        for i in range(first + 1, last + 1)
    )


def sets_against(tokens: Tokens, at: int) -> bool:
    """Whether a word sets two levels against each other: to, from, against, compared with."""
    return not tokens.entries[at].keys().isdisjoint(("change_to", "change_from")) or compares(tokens, at)


def compares(tokens: Tokens, at: int) -> bool:
    """Whether a word can only set a level against another, as "to" and "from" need not: against, compared with."""
    found = tokens.match("date_frames", at)
    return found is not None and found[0] == "compare"
