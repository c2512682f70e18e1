"""The words that say how a number is meant: before it, after it, at a distance, doubled, negated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from osint_kit.extract.numbers.numerals import Numeral
from osint_kit.extract.tokens import MARK, NUMBER, WORD, Tokens

_STRENGTH: Final = ("exact", "about", "almost", "less_than", "up_to", "more_than", "at_least")
_TIMES: Final = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "decade"))
_NUMBERS: Final = ("cardinals", "each", "fractions", "plurals", "quantifiers")
_LONGEST: Final = 6  # words of a hedge
_GAPS: Final = 3  # words that may stand between hedge and number
_CLAUSE: Final = 40  # words in which the verb before a hedge may stand
_NEGATION: Final = 4  # words from a negation to the hedge behind its verb
_ASIDE: Final = 8  # words of an aside between commas


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge and the tokens of its words; ``first == last`` where nothing hedges."""

    code: str
    first: int
    last: int


def read_hedge(tokens: Tokens, numeral: Numeral, after: int, begin: int, unit: str | None) -> Hedge:
    """The hedge of a numeral; ``after`` is the token after the counted thing, ``begin`` the first token that may belong to it.

    Where two hedges meet ("almost up to"), the one that closes a side wins over the one that only loosens.
    """
    found = [hedge for hedge in _before(tokens, numeral, begin) if not _is_other_word(tokens, hedge, numeral, unit)]
    if not any(hedge.code != "exact" for hedge in found):
        found += _after(tokens, numeral.last, after)
    if not found:
        return Hedge("exact", numeral.first, numeral.first)
    hedge = max(found, key=lambda hedge: _STRENGTH.index(hedge.code))
    return replace(hedge, code=_TURNED[hedge.code]) if hedge.code in _TURNED and _is_negated(tokens, hedge.first) else hedge


_TURNED: Final = {"more_than": "up_to", "less_than": "at_least"}


def _is_negated(tokens: Tokens, first: int) -> bool:
    """``no vio más de 300``, ``did not lose more than 12``: a negation before the verb that leads to a comparison turns it round."""
    for at in range(first - 2, max(tokens.sentence(first)[0], first - _NEGATION) - 1, -1):
        entry = tokens.entries[at + 1]
        if tokens.kinds[at + 1] != WORD or "gap" in entry or tokens.code("grammar", at + 1) in ("that", "prep", "of", "and"):
            return False
        if tokens.code("negations", at) in ("not", "unable"):
            return True
    return False


def _before(tokens: Tokens, numeral: Numeral, begin: int) -> list[Hedge]:
    found: list[Hedge] = []
    at, gaps = numeral.first, 0
    while at > begin:
        hedge = _ending_at(tokens, at, begin)
        if hedge is not None and not (_compares(tokens, hedge, numeral.first) and not numeral.share):
            found.append(hedge)
            at = hedge.first
            continue
        word = tokens.words[at - 1]
        if word == "." and tokens.glued(at - 1) and tokens.words[at - 2].lower() in tokens.lexicon.abbreviations:
            at -= 1  # "ca. 500"
        elif word in "(\"'«„“”‘»" or (gaps < _GAPS and "gap" in tokens.entries[at - 1]):
            at -= 1
            gaps += 1
        elif word == "," and not found and (alone := _between_commas(tokens, at - 1, begin)) is not None:
            return [alone]  # "un total de, al menos, 400"
        elif word == "," and not found and (aside := _comma_before(tokens, at - 1, begin)) is not None:
            hedge = _ending_at(tokens, aside, begin)  # "at least, officials say, 300"
            return [hedge] if hedge is not None else found
        else:
            break
    return found


def _compares(tokens: Tokens, hedge: Hedge, number: int) -> bool:
    """``fewer than the 1,311 of the night before``: a number that is known already, and compared with."""
    if hedge.last >= number or hedge.code not in ("more_than", "less_than"):
        return False
    last, article = tokens.entries[hedge.last - 1], tokens.entries[hedge.last]
    if hedge.last - hedge.first == 1 and tokens.lexicon.capital_nouns and "articles" not in article:
        codes = {code for _, code in article.get("grammar", ())}
        if codes & {"det", "oblique"} and tokens.words[hedge.first].lower() in tokens.lexicon.function_words:
            return True  # unter den zehn Toten
    return "linkers" in tokens.entries[hedge.last] and ("change_from" in last or "linkers" in last)


def _ending_at(tokens: Tokens, end: int, begin: int) -> Hedge | None:
    found = next(tokens.endings("hedges_before", end, max(begin, end - _LONGEST)), None)
    return Hedge(str(found[0]), found[1], end) if found else None


def _between_commas(tokens: Tokens, comma: int, begin: int) -> Hedge | None:
    """The hedge that stands all by itself before a comma, behind another."""
    hedge = _ending_at(tokens, comma, begin)
    return hedge if hedge is not None and hedge.first > 0 and tokens.words[hedge.first - 1] == "," else None


def _comma_before(tokens: Tokens, comma: int, begin: int) -> int | None:
    for at in range(comma - 1, max(begin, comma - _ASIDE) - 1, -1):
        if tokens.words[at] == ",":
            return at
    return None


def _is_other_word(tokens: Tokens, hedge: Hedge, numeral: Numeral, unit: str | None) -> bool:
    """A preposition that only looks like a hedge: over three weeks, Berichte über 700 Tote, stieg auf bis 300."""
    length = hedge.last - hedge.first
    level = tokens.match("change_to", hedge.first) if length > 1 else None  # hasta los
    known = length == 1 or (level is not None and level[1] == length)
    if not known or tokens.words[hedge.first].lower() not in tokens.lexicon.function_words:
        return False
    before = hedge.first - 1
    if before >= 0 and (verb := tokens.match("events", before)) and verb[1] == 2:
        return True  # handed over 1,000 bodies
    if before >= 0 and "topic_before" in tokens.entries[before]:
        return True
    if hedge.code == "more_than" and unit in _TIMES:
        return before < 0 or "year_before" not in tokens.entries[before]
    follows = tokens.entries[numeral.last] if numeral.last < len(tokens) else {}
    if hedge.code == "about" and "change_from" in tokens.entries[hedge.first] and "change_to" in follows:
        return True  # ze 114 do 188
    if hedge.code == "about" and "linkers" in tokens.entries[hedge.first]:
        return before >= 0 and (tokens.kinds[before] == NUMBER or not tokens.entries[before].keys().isdisjoint(_NUMBERS))
    if "change_to" in tokens.entries[hedge.first]:
        begin = max(tokens.sentence(numeral.first)[0], hedge.first - _CLAUSE)
        near = (*range(begin, hedge.first), *_behind(tokens, numeral))
        return changes_to(tokens, numeral) or any("change_verbs" in tokens.entries[at] for at in near)
    return False


def _behind(tokens: Tokens, numeral: Numeral) -> range:
    """The words behind a level in which its verb can stand: "з 38% до 47% зросла частка"."""
    return range(numeral.last, min(numeral.last + 2, len(tokens))) if tokens.lexicon.inversion else range(0)


def changes_to(tokens: Tokens, numeral: Numeral) -> bool:
    """``Do 76 wzrosła liczba ofiar``: the level stands before the verb of its change."""
    before = numeral.first - 1
    if before < 0 or "change_to" not in tokens.entries[before] or numeral.last >= len(tokens):
        return False
    opens = before == tokens.sentence(before)[0] or tokens.kinds[before - 1] == MARK or tokens.joins(before - 1)
    after = numeral.last
    while (
        after + 1 < len(tokens) and tokens.lexicon.inversion and tokens.kinds[after] == WORD and "nouns" in tokens.entries[after]
    ):
        after += 1  # "До трьох людей зросла кількість загиблих"
    return opens and "change_verbs" in tokens.entries[after]


def _after(tokens: Tokens, end: int, after: int) -> list[Hedge]:
    """``300 or more``, ``300+``, ``300 soldiers at least``."""
    if end + 1 < len(tokens) and tokens.words[end] == "-" and tokens.glued(end) and tokens.glued(end + 1):
        end += 1  # 60-odd
    for at in dict.fromkeys((end, after, after + 1)):
        if at >= len(tokens) or (at == after + 1 and tokens.words[after] != ","):
            continue
        found = tokens.match("hedges_after", at)
        if found is None or tokens.words[at : at + 2] == ["+", "+"]:
            continue  # "steigt um 1,4 % +++" parts the entries of a ticker
        last = at + found[1]
        near = range(last, min(last + 2, len(tokens)))
        number_follows = any(tokens.kinds[i] == NUMBER or not tokens.entries[i].keys().isdisjoint(_NUMBERS) for i in near)
        closes = last >= len(tokens) or (tokens.kinds[last] == MARK and "currencies" not in tokens.entries[last])
        if closes or (
            not number_follows and (at == end or (at == after and found[1] > 1) or (found[0] == "about" and found[1] == 1))
        ):
            return [Hedge(str(found[0]), at, last)]
    return []


def bounds(numeral: Numeral, hedge: str) -> tuple[float | None, float | None]:
    """The interval that the words fix: null on an open side, and both null for about and almost."""
    value = numeral.value
    if hedge in ("range", "vague"):
        return numeral.low, numeral.high
    return {
        "exact": (value, value),
        "up_to": (None, value),
        "less_than": (None, value),
        "at_least": (value, None),
        "more_than": (value, None),
    }.get(hedge, (None, None))
