"""Puts together what the readers found: a figure for each numeral of a document, and none for what only looks like one."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import Final

from osint_kit.extract.ahead import look_ahead, take_percent
from osint_kit.extract.counted.happenings import nearest
from osint_kit.extract.counted.hours import is_hour
from osint_kit.extract.counted.kinds import (
    is_age,
    is_day_of_war,
    is_delta,
    is_level_of_losses,
    is_under_losses,
    kind_of,
    rate,
)
from osint_kit.extract.counted.noun_phrases import PEOPLE
from osint_kit.extract.counted.things import Thing, read_thing
from osint_kit.extract.counted.titles import is_a_title
from osint_kit.extract.counted.told import OF_FATE, Happening, happenings
from osint_kit.extract.currencies import settle_currencies
from osint_kit.extract.figure import Figure
from osint_kit.extract.numbers.hedges import Hedge, read_hedge
from osint_kit.extract.numbers.numerals import Numeral, NumeralReader
from osint_kit.extract.shared import (
    comparable,
    counted_before,
    go_on_with,
    lean_on,
    share_verb,
    takes_measure,
)
from osint_kit.extract.sums import name_sums
from osint_kit.extract.tokens import WORD, Tokens
from osint_kit.lexicon.phrases import normal


def read_figures(tokens: Tokens, reader: NumeralReader) -> list[Figure]:
    """All figures of a document, in order. A sentence is looked at only where it holds a numeral."""
    figures: list[Figure] = []
    sentence: list[Numeral] = []
    bounds_of: tuple[int, int] = (0, 0)
    for numeral in reader.read():
        here = tokens.sentence(numeral.first)
        if sentence and here != bounds_of:
            figures += _sentence(tokens, sentence, *bounds_of, before=counted_before(tokens, figures, bounds_of[0]))
            sentence = []
        bounds_of = here
        sentence.append(numeral)
    if sentence:
        figures += _sentence(tokens, sentence, *bounds_of, before=counted_before(tokens, figures, bounds_of[0]))
    settle_currencies(tokens, figures)
    name_sums(tokens, figures)
    return figures


def _sentence(tokens: Tokens, numerals: list[Numeral], begin: int, end: int, before: tuple[str, Thing] | None) -> list[Figure]:
    figures: list[Figure] = []
    around = happenings(tokens, begin, end)
    positions = [happening.first for happening in around]
    for i, numeral in enumerate(numerals):
        after_last = numerals[i - 1].last if i else begin
        stop = numerals[i + 1].first if i + 1 < len(numerals) else end
        previous = figures[-1] if figures else None
        # "stieg um 12 Prozent auf 340": the noun stands before the change
        look_from = begin if previous and previous.thing.unit == "percent" and not previous.thing.own else after_last
        thing = read_thing(tokens, numeral, look_from, stop)
        hedge_begin = max(after_last, previous.thing.end if previous and previous.thing.own else begin)
        hedge = _hedge(tokens, numeral, thing, hedge_begin)
        near = _near(around, positions, numeral.first)
        figure = Figure(numeral, thing, hedge, begin, end)
        figure.happening = nearest(tokens, numeral, thing, near, numerals[max(0, i - 3) : i + 4])
        figure.kind = kind_of(thing, figure.happening, is_day_of_war(tokens, numeral, thing))
        if figure.kind == "personnel" and (is_under_losses(tokens, numeral.first) or is_level_of_losses(tokens, numeral.first)):
            figure.kind = "casualties"
        figure.per = None if figure.kind in ("day_number", "source_count") else rate(tokens, numeral, thing, after_last, stop)
        figure.delta = is_delta(tokens, numeral, hedge.first, thing, after_last)
        if previous is not None:
            share_verb(tokens, figure, previous)
        elif before is not None:
            go_on_with(tokens, figure, *before)
        if previous is not None and not takes_measure(tokens, figure, previous):
            lean_on(tokens, figure, comparable(tokens, figure, figures, stop), after_last, stop)
        figures.append(figure)
    figures = [
        figure
        for figure in figures
        if not _closes_a_name(tokens, figure)
        and not _is_a_mark(tokens, figure)
        and not is_a_title(tokens, figure.numeral, figure.thing)
        and not is_hour(tokens, figure.numeral, figure.thing, figure.hedge)
    ]
    look_ahead(tokens, figures)
    take_percent(tokens, figures)
    ages = _joined_ages(tokens, figures)
    return [
        figure
        for i, figure in enumerate(figures)
        if i not in ages and not _is_age_limit(tokens, figure) and not _is_age(tokens, figure)
    ]


def _joined_ages(tokens: Tokens, figures: list[Figure]) -> set[int]:
    """``una pareja de 35 y 26 años``, ``Hanno 17, 19 e 21 anni``: places of ages in a row, of which only the last has its years."""
    found: set[int] = set()
    row = 0  # the first figure of the row
    for i, (figure, following) in enumerate(pairwise(figures)):
        at = figure.numeral.last
        joined = following.numeral.first == at + 1 and (tokens.joins(at) or tokens.words[at] == ",")
        if not joined or figure.thing.unit not in (None, "year"):
            row = i + 1
        elif following.thing.unit == "year":
            first = figures[row].numeral.first
            if is_age(tokens, first, "year") or _stands_aside(tokens, following, first):
                found.update(range(row, i + 2))
    return found


def _near(around: list[Happening], positions: list[int], at: int) -> list[Happening]:
    """Only the happenings close by: keeps a sentence with thousands of numbers linear."""
    middle = bisect_right(positions, at)
    return around if len(around) <= 40 else around[max(0, middle - 6) : middle + 6]


def _hedge(tokens: Tokens, numeral: Numeral, thing: Thing, begin: int) -> Hedge:
    if numeral.shape in ("range", "vague"):
        return Hedge(numeral.shape, numeral.first, numeral.first)
    hedge = read_hedge(tokens, numeral, thing.end, begin, thing.unit)
    return Hedge(numeral.shape, hedge.first, hedge.last) if hedge.code == "exact" else hedge


def _is_a_mark(tokens: Tokens, figure: Figure) -> bool:
    """``order a 10``, ``a perfect 10``, ``scored an 8 on the test``: a size or a mark, by which nothing is counted."""
    numeral, at = figure.numeral, figure.numeral.first - 1
    if (
        not tokens.lexicon.right_headed
        or figure.thing.unit
        or figure.thing.own
        or numeral.scaled
        or numeral.share
        or at < figure.begin
    ):
        return False
    if figure.hedge.code != "exact" or numeral.last - numeral.first != 1 or not 0 < (numeral.value or 0) < 100:
        return False
    if tokens.kinds[at] == WORD and tokens.entries[at].keys().isdisjoint(("articles", "gap", "delta_words", "hedges_before")):
        at -= 1  # a perfect 10
    alone = numeral.last >= len(tokens) or tokens.words[numeral.last] not in "-–/%$€£"
    return alone and at >= figure.begin and "articles" in tokens.entries[at] and tokens.code("grammar", at) == "det"


_NO_MODELS: Final = ("nouns", "units", "currencies", "actors", "speaker_names", "speaker_nouns", "grammar", "events")


def _closes_a_name(tokens: Tokens, figure: Figure) -> bool:
    """``France 24 will carry the debate``: nothing is counted, and a name stands right before the number."""
    numeral, at = figure.numeral, figure.numeral.first - 1
    shouted = at >= 0 and tokens.words[at].isupper() and len(tokens.words[at]) > 1
    lettered = shouted and tokens.entries[at].keys().isdisjoint(_NO_MODELS)  # RTX 3060 crashes
    if (
        figure.kind != "other"
        or (figure.thing.own and not (lettered and figure.thing.noun is None))
        or figure.thing.unit
        or figure.hedge.code != "exact"
        or numeral.scaled
        or numeral.word
    ):
        return False
    if (
        at <= figure.begin
        or numeral.last - numeral.first != 1
        or numeral.value is None
        or numeral.value > 9999
        or tokens.kinds[at] != WORD
    ):
        return False
    known = not tokens.entries[at].keys().isdisjoint(("nouns", "events", "count_nouns", "units", "per", "gap"))
    known = known or normal(tokens.words[at]) in tokens.lexicon.function_words  # "Then 40 more went under"
    return tokens.words[at][0].isupper() and not known and figure.happening is None


def _is_age(tokens: Tokens, figure: Figure) -> bool:
    """``a man of 33 years``: how old, not how long."""
    if figure.thing.unit is None:
        return False
    first = min(figure.numeral.first, figure.hedge.first)
    return is_age(tokens, first, figure.thing.unit) or _stands_aside(tokens, figure)


def _stands_aside(tokens: Tokens, figure: Figure, first: int = -1) -> bool:
    """``the captain, 31 years, led``: years between two commas behind somebody are an age; ``first`` is the first of a row."""
    at, after = (figure.numeral.first if first < 0 else first) - 1, figure.thing.end
    if figure.thing.unit != "year" or figure.hedge.code != "exact" or not 0 < (figure.numeral.value or 0) < 120:
        return False
    if at <= figure.begin or tokens.words[at] not in ",(" or after >= len(tokens) or tokens.words[after] not in ",.;)":
        return False
    somebody = (
        tokens.words[at - 1][0].isupper()
        or tokens.code("nouns", at - 1) in PEOPLE
        or tokens.code("nouns", at - 1) in OF_FATE
        or "speaker_nouns" in tokens.entries[at - 1]
        or "singular" in tokens.entries[at - 2]  # l'ébéniste, 71 ans
    )
    called = (
        not somebody and tokens.code("grammar", at - 2) == "det" and "nouns" not in tokens.entries[at - 1]
    )  # Il libero, 31 anni,
    return (somebody or called) and at - 1 > figure.begin


def _is_age_limit(tokens: Tokens, figure: Figure) -> bool:
    """``children under five``, ``Männer über 60``: how old, not how many."""
    hedge, thing = figure.hedge, figure.thing
    if hedge.code == "range" and thing.unit == "year":
        return _is_age_group(tokens, figure.numeral.first - 1, thing.end)
    if (
        hedge.code not in ("less_than", "more_than", "up_to")
        or (hedge.code == "up_to" and thing.unit != "year")
        or hedge.last > figure.numeral.first
        or hedge.first <= figure.begin
    ):
        return False
    if figure.numeral.scaled or (figure.numeral.value or 0) > 110 or (thing.unit not in (None, "year")) or thing.money:
        return False
    if thing.unit == "year" and "age_groups" in tokens.entries[hedge.first - 1]:
        return True  # interdit aux moins de 18 ans
    counted_before = tokens.code("nouns", hedge.first - 1) in ("person", "soldier", "civilian")
    return counted_before and (thing.unit == "year" or not (thing.own and thing.noun is not None))


def _is_age_group(tokens: Tokens, at: int, after: int) -> bool:
    """``chez les 18-24 ans``: an article before a range of years that is not the length of anything."""
    if at < 1 or "age_groups" not in tokens.entries[at] or tokens.code("date_gap", at - 1) == "in":
        return False
    return after >= len(tokens) or tokens.code("grammar", after) != "of"
