"""What a number takes over from the one behind it: the noun, the fate, the measure that it leaves out."""

from __future__ import annotations

from osint_kit.extract.counted.kinds import kind_of
from osint_kit.extract.counted.noun_phrases import PEOPLE, is_only_a_manner
from osint_kit.extract.figure import Figure
from osint_kit.extract.numbers.hedges import Hedge
from osint_kit.extract.tokens import Tokens


def look_ahead(tokens: Tokens, figures: list[Figure]) -> None:
    """``300 of the 500 soldiers``, ``90 per cent of 120 Shaheds``: the noun stands at the next numeral."""
    for figure, following in zip(reversed(figures[:-1]), reversed(figures[1:]), strict=True):
        thing = figure.thing
        if _shares_measure(tokens, figure, following) or _lists_measure(tokens, figure, following):
            continue
        _take_fate_of(tokens, figure, following)
        if (
            (thing.own and not is_only_a_manner(tokens, thing) and not _says_of_what(tokens, figure, following))
            or following.thing.money
            or following.thing.unit is not None
            or not following.thing.own
        ):
            continue
        between = range(thing.end, following.numeral.first)
        if len(between) > 3 or any(tokens.words[at] in ",.;:" for at in between):
            continue
        linked = len(between) == 0 or any("linkers" in tokens.entries[at] for at in between)
        coordinated = any(tokens.joins(at) or "range_to" in tokens.entries[at] for at in between)
        coordinated = coordinated and thing.unit is None and not any(tokens.match("events", at) for at in between)
        coordinated = coordinated and not (any(map(tokens.joins, between)) and _has_article(tokens, following.numeral.last))
        if linked or coordinated:
            thing.first, thing.last = following.thing.first, following.thing.last
            if thing.unit is None and not thing.money and figure.kind != "day_number":
                thing.noun = following.thing.noun
                handed = bool(linked and between) and _hand_back(figure, following)
                borrowed = figure.kind == "other" and not handed
                figure.kind = following.kind if borrowed else kind_of(thing, figure.happening, False)


def _has_article(tokens: Tokens, at: int) -> bool:
    """``Le vittime sono 41 e 180 i feriti``: a noun with an article behind its number is that number's own."""
    return at < len(tokens) and tokens.is_a(at, "det")


def take_percent(tokens: Tokens, figures: list[Figure]) -> None:
    """``22 %, une chute de trois points``: points beside a percentage are percent, or beside a word for a poll."""
    for figure in figures:
        if figure.thing.noun == "points" and any("polls" in tokens.entries[at] for at in range(figure.begin, figure.end)):
            figure.thing.noun, figure.thing.unit, figure.kind = None, "percent", "share"
    points = [figure for figure in figures if figure.thing.noun == "share_of" and figure.thing.own]
    if points and any(figure.thing.unit == "percent" for figure in figures):
        for figure in points:
            figure.thing.unit, figure.kind = "percent", "share"


def _shares_measure(tokens: Tokens, figure: Figure, following: Figure) -> bool:
    """``from 35 to 85 billion crowns``: the first number takes the measure of the second, and its scale where it is the smaller."""
    thing, numeral, after = figure.thing, figure.numeral, following.numeral
    between = range(numeral.last, after.first)
    measured = following.thing.money or following.thing.unit == "percent"
    if not measured or thing.money or thing.unit is not None or thing.own or numeral.value is None:
        return False
    if not 1 <= len(between) <= 3 or not any("change_to" in tokens.entries[at] for at in between):
        return False
    if not following.thing.money:  # pasa del 1,8 al 2,4 por ciento
        if "change_from" not in tokens.entries[numeral.first - 1] and figure.hedge.last != numeral.first:
            return False
        if "change_verbs" in tokens.entries[figure.hedge.first]:
            figure.hedge = Hedge("exact", numeral.first, numeral.first)
        thing.unit, figure.kind = "percent", "share"
        thing.first, thing.last = following.thing.first, following.thing.last
        return True
    if after.scaled and not numeral.scaled and after.value and after.bare:
        numeral.value *= after.value / after.bare
    thing.unit, thing.money, figure.kind = following.thing.unit, True, "money"
    return True


def _lists_measure(tokens: Tokens, figure: Figure, following: Figure) -> bool:
    """``75 and 45 metres``, ``12, 15 and 18 percent``: numbers that an "and" or a comma lists take the measure of the last."""
    thing, numeral, after, link = figure.thing, figure.numeral, following.numeral, figure.numeral.last
    if figure.kind != "other" or thing.own or thing.noun is not None or thing.unit is not None or thing.money:
        return False
    if numeral.value is None or after.value is None:
        return False
    if following.thing.unit is None or after.first != link + 1 or numeral.scaled != after.scaled:
        return False
    if not (tokens.joins(link) or (tokens.words[link] == "," and not following.thing.own)):
        return False
    thing.unit, thing.first, thing.last, thing.own = following.thing.unit, following.thing.first, following.thing.last, False
    thing.money = following.thing.money
    figure.kind, numeral.share = following.kind, after.share
    return True


def _hand_back(part: Figure, whole: Figure) -> bool:
    """``179 of the 181 people aboard died``: what the verb says, behind both or before them, is said of the part; whether it is."""
    fate = whole.happening
    if fate is None or whole.thing.noun not in PEOPLE:
        return False
    if fate.last <= part.numeral.first and part.happening is not None and part.happening.first == fate.first:
        whole.happening, whole.kind = None, kind_of(whole.thing, None, is_day_of_war=False)
        return True
    if fate.first < whole.numeral.last or fate.first <= whole.thing.end:
        return False
    if part.happening is None or part.happening == fate or part.happening.first == fate.first:
        part.happening, whole.happening = fate, None
        whole.kind = kind_of(whole.thing, None, False)
        return True
    return False


def _take_fate_of(tokens: Tokens, part: Figure, whole: Figure) -> None:
    """``four of the 12 died``: of two bare numbers the first is a part, of which the verb tells."""
    between = range(part.numeral.last, whole.numeral.first)
    bare = not part.thing.own and not whole.thing.own and part.thing.unit is None and whole.thing.unit is None
    if not bare or whole.happening is None or not 1 <= len(between) <= 2 or tokens.code("grammar", between[0]) != "of":
        return
    if part.thing.money or whole.thing.money or whole.happening.first < whole.numeral.last:
        return
    part.kind, part.happening = whole.kind, whole.happening
    whole.kind, whole.happening = "other", None


def _says_of_what(tokens: Tokens, figure: Figure, following: Figure) -> bool:
    """``3 missile and 57 air strikes``: arms in the singular behind a plural number say what the strikes are of."""
    thing = figure.thing
    if thing.noun != "munition" or following.thing.noun != "event" or (figure.numeral.value or 0) < 2:
        return False
    return tokens.lexicon.right_headed and not tokens.words[thing.last - 1].endswith("s") and tokens.joins(thing.last)
