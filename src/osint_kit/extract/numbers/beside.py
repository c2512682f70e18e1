"""Digits that say no how-many for the word that stands before or after them."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.numbers.named import (
    as_age,
    as_house_number,
    as_stated_age,
    as_telephone,
    calibre,
    closes_initials,
    counts_something,
    designator_ending,
    names_a_unit,
    opens_address,
)
from osint_kit.extract.numbers.ordered import as_day, as_postcode, is_clock
from osint_kit.extract.numbers.shapes import is_hour_with_minutes
from osint_kit.extract.tokens import MARK, NUMBER, WORD, Tokens

_COURSES: Final = ("m", "km", "mi")
_SPECIAL: Final = ("hour", "product", "form", "discipline", "round")
_ROUNDS: Final = frozenset(("4", "8", "16", "32", "64", "128"))  # so many are left in a cup


def _past_signs(tokens: Tokens, at: int) -> int:
    """The token before a number and the signs that join it to its name: ``nr. 5``, ``tel.: 112``, ``level -2``."""
    before = at - 1
    if at and tokens.words[before] in "-−" and tokens.glued(at) and not tokens.glued(before):
        before -= 1
    while before >= 0 and tokens.kinds[before] == MARK and tokens.words[before] in ".:(#°":
        before -= 1
    return before


def by_the_word_before(tokens: Tokens, at: int) -> str | None:
    """Why digits are no figure for the word before them: ``Artikel 5``, ``page 12``, ``Highway 61``."""
    before = _past_signs(tokens, at)
    if closes_initials(tokens, at):
        return "law"
    if before < tokens.sentence(at)[0] or tokens.kinds[before] == NUMBER:
        return None
    if tokens.glued(at) and "currencies" in tokens.entries[before] and not tokens.words[at].isdigit():
        return None  # PHP2.84 billion
    if _is_a_code(tokens, before, at):
        return "identifier"
    code = designator_ending(tokens, before)
    if code in (None, "age") and (stated := as_stated_age(tokens, at)):
        return stated
    if code is None:
        return (
            as_house_number(tokens, at)
            or as_telephone(tokens, at)
            or as_age(tokens, at)
            or as_day(tokens, at)
            or as_postcode(tokens, at)
        )
    if code == "clock" and any(
        hedge in ("more_than", "less_than", "at_least") for hedge, _ in tokens.endings("hedges_before", at, at - 4)
    ):
        return None  # "superan las 20 horas diarias"
    if code == "clock":
        return "clock" if _is_hour(tokens, at) else as_age(tokens, at)
    counted = (
        counts_something(tokens, at, linked=False) and not _opens_a_name(tokens, at) and not _heads_a_clause(tokens, before, at)
    )
    if code in _SPECIAL:
        return _by_a_special_word(tokens, at, before, code, counted)
    return _by_a_designator(tokens, at, before, code, counted)


def _is_a_code(tokens: Tokens, before: int, at: int) -> bool:
    """``the squawk code was 7700``, ``Bestellnummer: 88213``: a number that only names, told by a verb or a colon."""
    first = tokens.sentence(at)[0]
    ends = (before + 1, before) if tokens.code("grammar", before) in ("be", "verb") else (before + 1,)
    named = any(next(tokens.endings("identifiers", end, max(first, end - 4)), None) for end in ends)
    return named and tokens.words[at].isdigit() and not counts_something(tokens, at)


def _by_a_special_word(tokens: Tokens, at: int, before: int, code: str, counted: bool) -> str | None:
    """``o godz. 13``; ``Win 10`` and ``Years 7 to 9``, which are names only where they are written large."""
    if counted or code == "discipline":
        return None
    if code == "hour":
        return "clock" if len(tokens.words[at]) <= 5 else None
    if code == "round":
        return "rank" if tokens.words[at] in _ROUNDS and _closes_a_round(tokens, at + 1) else None
    longest = 4 if code == "product" else 2
    return "vehicle" if tokens.words[before][0].isupper() and len(tokens.words[at]) <= longest else None


def _closes_a_round(tokens: Tokens, at: int) -> bool:
    """``in the last 16 of the Cup``, ``reached the last 8.``: nothing is counted, and only a cup is named behind it."""
    if at >= len(tokens) or tokens.kinds[at] == MARK:
        return at >= len(tokens) or tokens.words[at] not in "-–%/$€£"
    code = tokens.code("grammar", at)
    if "range_to" in tokens.entries[at]:
        return False
    if code == "of":
        named = tokens.words[at + 1 : at + 3]
        return any(word[0].isupper() or word.isdigit() for word in named)
    return code in ("prep", "and", "be", "have", "verb", "that", "subordinate", "by", "but", "relative", "adverb")


def _by_a_designator(tokens: Tokens, at: int, before: int, code: str, counted: bool) -> str | None:
    colon = tokens.words[before + 1] == ":"
    if counted and (tokens.words[at - 1] == "(" or tokens.code("grammar", before - 1) in ("verb", "to")):
        return None  # "in five threads (1,276 sources)", "Russia can build 170 drones"
    if counted and code in ("law", "reference") and tokens.kinds[at - 1] == WORD and "scales" in tokens.entries[at + 1]:
        return None  # "laut Gesetz 11 Milliarden Euro": no article has such a number
    if counted and code == "rank" and len(tokens.words[at]) > 2 and not _is_a_magnitude(tokens.words[at]):
        return None  # "in zwölf Klassen 300 Schüler"
    if code == "law" and "events" in tokens.entries[before] and (counted or tokens.code("grammar", before - 1) in ("have", "be")):
        return None  # "La police a arrêté 60 émeutiers"
    if code in ("law", "reference", "telephone", "rank"):
        if code == "reference" and _is_grouped(tokens.words[at]) and (counted or "count_nouns" in tokens.entries[before]):
            return None  # "the port 12,000 people fled through", "they number 300,000"
        return None if colon and code == "reference" and (counted or "nouns" in tokens.entries[before]) else code
    if colon and code != "year":
        return None
    word = tokens.words[at]
    plain = (word.isdigit() and len(word) <= (5 if code == "unit" else 4)) or (
        word.count(".") + word.count(",") == 1 and len(word) <= 5 and code != "year"
    )
    return None if counted or not plain else code


def _is_a_magnitude(word: str) -> bool:
    """Whether digits are one whole number and one place behind the point: "a magnitude 7.6 quake"."""
    return len(word) == 3 and word[1] in ".,"


def _is_hour(tokens: Tokens, at: int) -> bool:
    """``a las 8``, ``las 8 y media``, ``las 9 horas``."""
    after = at + 1
    return is_clock(tokens, at) or (
        after < len(tokens) and (tokens.code("units", after) == "hour" or tokens.match("halves", after) is not None)
    )


def _opens_a_name(tokens: Tokens, at: int) -> bool:
    """``Canal 24 Horas``: within a sentence a known noun with a capital goes on with the name."""
    before, after = at - 1, at + 1
    if tokens.lexicon.capital_nouns or after >= len(tokens) or tokens.kinds[after] != WORD or tokens.kinds[before] != WORD:
        return False
    word = tokens.words[after]
    return word[0].isupper() and tokens.words[before][0].isupper() and not word.isupper() and len(word) > 3


def _heads_a_clause(tokens: Tokens, before: int, at: int) -> bool:
    """``Terminal 4 lost power``, ``Bus 280 stops outside``: a clause that begins with a name and its number tells of that."""
    plain = tokens.lexicon.right_headed and before == at - 1 and len(tokens.words[at]) <= 5 and tokens.words[before][0].isupper()
    return plain and (before == tokens.sentence(at)[0] or tokens.words[before - 1] in ";:–—" or tokens.joins(before - 1))


def _is_grouped(word: str) -> bool:
    """Whether digits stand in groups of three, as nothing but amounts do."""
    return not word.isdigit() and all(len(group) == 3 for group in word.replace(",", " ").replace(".", " ").split()[1:])


def by_the_word_after(tokens: Tokens, at: int) -> str | None:
    """Why digits are no figure for the word after them: ``15 Uhr``, ``47th Brigade``, ``152 mm howitzer``."""
    after = at + 1
    if after >= len(tokens):
        return None
    if tokens.words[after] == "." and tokens.glued(after) and tokens.lexicon.ordinal_dot and tokens.words[at].isdigit():
        # an ordinal: "die 95. Brigade"; at the end of a sentence the point is only a full stop
        here = tokens.sentence(at)
        if after + 1 < here[1] and tokens.kinds[after + 1] == WORD:
            return "ordinal"
    if _is_clock(tokens, at):
        return "clock"
    if (named := _by_its_name(tokens, at)) is not None:
        return named
    found = tokens.match("age", after)
    if found is not None:
        return "age"
    if names_a_unit(tokens, at):
        return "unit"
    if opens_address(tokens, at):
        return "place"
    unit = tokens.code("units", after)
    if unit in _COURSES and _is_a_discipline(tokens, at, after + 1):
        return "designation"
    if unit in ("mm", "cm", "in"):
        return calibre(tokens, at)
    return None


def _by_its_name(tokens: Tokens, at: int) -> str | None:
    """``47th Brigade``, ``15 Uhr``, ``1 Corinthians 13``, ``the 7.42 to Paddington``: what the words behind a number make of it."""
    found = tokens.match("designators_after", at + 1)
    code = None if found is None else str(found[0])
    word = tokens.words[at]
    if "." in word and _departs(tokens, at, code == "departure"):
        return "clock"
    if code == "book":
        return "reference" if _counts_a_book(tokens, at) else None
    if code in (None, "street", "discipline", "departure") or (code == "place" and len(word) > 4):
        return None
    return None if code == "year" and not (word.isdigit() and len(word) == 4) else code


def _counts_a_book(tokens: Tokens, at: int) -> bool:
    """``1 Corinthians 13``, ``2 Tim. 3,16``: a small number before the name of a book and a chapter."""
    name, chapter = at + 1, at + 2
    if chapter < len(tokens) and tokens.words[chapter] == ".":
        chapter += 1
    numbered = chapter < len(tokens) and tokens.kinds[chapter] == NUMBER
    return numbered and tokens.words[name][0].isupper() and tokens.words[at] in ("1", "2", "3", "4", "5")


def _departs(tokens: Tokens, at: int, told: bool) -> bool:
    """``the 7.42 to Paddington``, ``a 7.30 briefing``: an hour and its minutes behind an article, where a train or the like follows."""
    if not is_hour_with_minutes(tokens.words[at]):
        return False
    goes = at + 2 < len(tokens) and tokens.code("grammar", at + 1) in ("to", "prep") and tokens.words[at + 2][0].isupper()
    return (told or goes) and at > 0 and tokens.code("grammar", at - 1) in ("det", "possessive")


def _is_a_discipline(tokens: Tokens, at: int, after: int) -> bool:
    """``the 110m hurdles``, ``won the 100m``: a course that is run or swum, named by its length."""
    if after < len(tokens) and "designators_after" in tokens.entries[after]:
        found = tokens.match("designators_after", after)
        if found is not None and found[0] == "discipline":
            return True
    return designator_ending(tokens, at - 1) == "discipline" if at else False


def _is_clock(tokens: Tokens, at: int) -> bool:
    """``18 h 30``, ``9 a.m.``, the first of ``9 bis 15.30 Uhr``."""
    after = at + 1
    if tokens.words[after] == "h" and _is_minute(tokens, after + 1):
        return True
    if at > 1 and tokens.words[at - 1] == "h" and tokens.kinds[at - 2] == NUMBER and _is_minute(tokens, at):
        return True
    if tokens.words[after].lower() in ("a", "p") and tokens.words[after + 1 : after + 3] == [".", "m"]:
        return True
    if "range_to" in tokens.entries[after] and after + 2 < len(tokens) and tokens.kinds[after + 1] == NUMBER:
        clock = tokens.match("designators_after", after + 2)
        return clock is not None and clock[0] == "clock"
    return False


def _is_minute(tokens: Tokens, at: int) -> bool:
    return at < len(tokens) and tokens.words[at].isdigit() and len(tokens.words[at]) == 2 and int(tokens.words[at]) < 60
