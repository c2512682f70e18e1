"""What a numeral counts: unit or currency, and the noun phrase after or before it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import takewhile
from typing import Final

from osint_kit.extract.counted.noun_phrases import PEOPLE, Thing, noun_after
from osint_kit.extract.counted.nouns_before import inverted, label_of, label_span, level_after, noun_before
from osint_kit.extract.counted.unrelated import lives_there
from osint_kit.extract.numbers.hedges import changes_to
from osint_kit.extract.numbers.numerals import Numeral
from osint_kit.extract.tokens import NUMBER, WORD, Tokens
from osint_kit.lexicon.phrases import normal

__all__ = ["Thing", "read_thing"]


def read_thing(tokens: Tokens, numeral: Numeral, begin: int, stop: int) -> Thing:
    """Unit and noun phrase of a numeral between the tokens ``begin`` (after the numeral before) and ``stop`` (the next one)."""
    thing = Thing(end=numeral.last)
    at = _unit(tokens, numeral, thing, stop)
    if tokens.lexicon.inversion and numeral.shape == "exact" and thing.unit is None and inverted(tokens, numeral, thing, begin):
        return thing
    if label := label_of(tokens, numeral, begin):
        thing.noun, thing.first, thing.last, thing.own, thing.label = label, *label_span(tokens, numeral), True, True
        return thing
    if (changes_to(tokens, numeral) or _sets_a_level(tokens, numeral)) and level_after(tokens, numeral, thing):
        return thing
    change = past_change(tokens, at)
    noun_after(tokens, thing, change or _past_hedge(tokens, at, stop), len(tokens) if change else stop)
    if not thing.named:
        noun_before(tokens, numeral, thing, begin)
    if thing.noun in (None, "person", "soldier") and thing.unit is None and not thing.money:
        thing.noun = _fate_of_heading(tokens, numeral) or thing.noun
    if thing.noun in (None, "person") and thing.unit is None and not thing.money and lives_there(tokens, numeral.first):
        thing.lives = thing.own = True
    if thing.noun == "craft":
        thing.noun = "event" if _is_civil(tokens, numeral.first) else "equipment"
    elif thing.noun == "crew":
        thing.noun = "person" if _is_civil(tokens, numeral.first) else "soldier"
    elif thing.noun in _LOOSE and thing.unit is None and not thing.money and _forms_a_body(tokens, numeral, thing):
        thing.noun = "soldier"
    if thing.noun == "person" and thing.own and tokens.code("heads", thing.last - 1) == "men":
        thing.men = True
        if (numeral.value or numeral.low or 0) >= _AN_ARMY and not _are_set_beside(tokens, thing.end):
            thing.noun = "soldier"
    return thing


def _are_set_beside(tokens: Tokens, at: int) -> bool:
    """``837 men and 95 women``: people who are counted beside others are no army."""
    near = range(at, min(at + 5, len(tokens)))
    joined = next((i for i in near if tokens.joins(i) or tokens.words[i] == ","), None)
    if joined is None:
        return False
    return any(tokens.code("nouns", i) == "person" and tokens.code("heads", i) != "men" for i in near if i > joined + 1)


def _fate_of_heading(tokens: Tokens, numeral: Numeral) -> str | None:
    """``Deaths: seven directly due to the fire``, ``Evacuees: 4,403 people``: what the word before the colon says of all its numbers."""
    head = tokens.sentence(numeral.first)[0]
    while head < numeral.first and tokens.kinds[head] != WORD:
        head += 1
    if tokens.words[head + 1] != ":" if head + 1 < numeral.first else True:
        return None
    found = tokens.code("nouns", head)
    told = found in _OF_HEADING and tokens.entries[head].keys().isdisjoint(("count_nouns", "speech_nouns"))  # Bilan : 21 morts, …
    return str(found) if told else None


_OF_HEADING: Final = ("dead", "wounded", "missing", "displaced")
_LOOSE: Final = (None, "person", "thing", "event")  # nouns of what can be a body of troops
_AN_ARMY: Final = 500  # so many "men" together are soldiers
_HOLDER: Final = 5  # words before "has" in which the body stands that has the people
_ALIKE: Final = 2  # sentences before a craft in which a word can say that it is a civil one


def _is_civil(tokens: Tokens, at: int) -> bool:
    """``153 vessels`` where merchants are spoken of, ``12 vehicles`` that burned in a street: no military craft."""
    number = bisect_right(tokens.sentences, at) - 1
    first, end = tokens.sentences[number], tokens.sentences[number + 1]
    if _speaks_of_civil(tokens, first, end):
        return True
    arms = (tokens.match("civil", i) for i in range(first, end) if "civil" in tokens.entries[i])
    armed = any(found is not None and found[0] == "arms" for found in arms)
    return not armed and _speaks_of_civil(tokens, tokens.sentences[max(0, number - _ALIKE)], first)


def _speaks_of_civil(tokens: Tokens, first: int, end: int) -> bool:
    for at in range(first, end):
        found = tokens.match("civil", at) if "civil" in tokens.entries[at] else None
        if found is not None and found[0] == "civil" and not _is_military(tokens, at):
            return True
    return False


def _is_military(tokens: Tokens, at: int) -> bool:
    """``carros de combate``: several words for arms, of which the first alone would be civil."""
    found = tokens.match("nouns", at) if "nouns" in tokens.entries[at] else None
    if found is not None and found[0] == "equipment" and found[1] > 1:
        return True
    return any(code == "equipment" and first < at for code, first in tokens.endings("nouns", at + 1, at - 1))  # armoured cars


def _forms_a_body(tokens: Tokens, numeral: Numeral, thing: Thing) -> bool:
    """``an advance party of 2,300 men``: soldiers, whatever they are called."""
    if _is_strong(tokens, numeral, thing):
        return True
    if thing.noun not in (None, "person"):
        return False
    if thing.own and (thing.noun is None or tokens.code("heads", thing.last - 1) not in ("head", "men")):
        return False
    at = numeral.first - 1
    while at > 0 and not {"gap", "hedges_before"}.isdisjoint(tokens.entries[at]) and "linkers" not in tokens.entries[at]:
        at -= 1
    if at < 1:
        return False
    linked = thing.own and "count_nouns" in tokens.entries[at]  # "группировка численностью 2000 человек"
    if linked or tokens.code("grammar", at) == "of" or (thing.own and "linkers" in tokens.entries[at]):
        return any(code == "body" for code, _ in tokens.endings("heads", at, at - 2))
    return thing.own and _has(tokens, at)


def _is_strong(tokens: Tokens, numeral: Numeral, thing: Thing) -> bool:
    """``the garrison is 4,000 strong``, ``a militia, 900 strong``, ``a 300-strong garrison``: a body of troops and its strength."""
    strong = numeral.last
    if strong + 1 < len(tokens) and tokens.words[strong] in "-‑":
        strong += 1
    if strong >= len(tokens) or tokens.code("heads", strong) != "head" or "nouns" in tokens.entries[strong]:
        return False
    at = numeral.first - 1
    if strong > numeral.last:
        return any(tokens.code("heads", i) == "body" for i in range(strong + 1, thing.end))
    while at > 0 and not {"gap", "hedges_before"}.isdisjoint(tokens.entries[at]):
        at -= 1
    return (tokens.code("grammar", at) == "be" or tokens.words[at] == ",") and any(
        code == "body" for code, _ in tokens.endings("heads", at, at - 2)
    )


def _has(tokens: Tokens, at: int) -> bool:
    """``the clan has 7,500 members``: a body of troops before a verb of having and its preposition."""
    first = tokens.sentence(at)[0]
    if tokens.code("grammar", at) == "prep":
        at -= 1
    if tokens.code("grammar", at) != "verb":
        return False
    near = range(at - 1, max(first, at - _HOLDER) - 1, -1)
    return any(tokens.code("heads", i) == "body" for i in takewhile(lambda i: tokens.kinds[i] == WORD, near))


def past_change(tokens: Tokens, at: int) -> int:
    """The token after a change in brackets: ``10 941 (+6) tanks``; 0 where there is none."""
    words = tokens.words
    if words[at : at + 1] == [")"]:
        return at + 1 if at > 2 and words[at - 2] in "+-−" and words[at - 3] == "(" else 0
    signed = words[at : at + 1] == ["("] and len(words) > at + 3 and words[at + 1] in "+-−" and tokens.kinds[at + 2] == NUMBER
    return at + 4 if signed and words[at + 3] == ")" else 0


def _sets_a_level(tokens: Tokens, numeral: Numeral) -> bool:
    """``porte à 2 300 le nombre de soldats``: the number of what stands straight behind its level."""
    after = numeral.last
    if after + 2 >= len(tokens) or tokens.code("grammar", after) != "det" or "count_nouns" not in tokens.entries[after + 1]:
        return False
    before = range(max(0, numeral.first - _LEVEL), numeral.first)
    return "linkers" in tokens.entries[after + 2] and any("change_to" in tokens.entries[at] for at in before)


_LEVEL: Final = 4  # tokens between "to" and its number, with a hedge


_DATED: Final = frozenset(("last", "last_few", "next", "next_few", "past", "coming"))


def _may_stand_before_unit(tokens: Tokens, at: int) -> bool:
    """``ten of the hours``, ``three more weeks``, ``five full days``."""
    entry = tokens.entries[at]
    if "linkers" in entry:
        return True
    known = "gap" in entry or "delta_words" in entry or tokens.code("date_which", at) in _DATED
    return known and normal(tokens.words[at]) not in tokens.lexicon.function_words and "per" not in entry


def _past_hedge(tokens: Tokens, at: int, stop: int) -> int:
    """The token after a hedge between a number and its noun: ``20+ wounded``, ``300 or more soldiers``."""
    found = tokens.match("hedges_after", at) if at < stop else None
    return at if found is None or at + found[1] >= stop else at + found[1]


def _unit(tokens: Tokens, numeral: Numeral, thing: Thing, stop: int) -> int:
    """Read unit or currency after the numeral; the token after it."""
    at = numeral.last
    thing.money = numeral.currency is not None
    if numeral.share:
        return _measure_of_half(tokens, numeral, thing, stop)
    if at < stop and tokens.words[at] in "-‑" and tokens.glued(at) and tokens.glued(at + 1):
        return _glued_unit(tokens, thing, at + 1)
    dated = tokens.dated if at < stop and "linkers" in tokens.entries[at] else ()  # "537 del año pasado"
    for near in (at, at + 1):
        if near >= stop:
            break
        if (found := tokens.match("currencies", near)) and not _is_weighed(tokens, numeral, near, found[1]):
            thing.money, thing.unit, thing.end = True, str(found[0]), near + found[1]
            return _past_full_stop(tokens, thing.end, stop)
        if "coins" in tokens.entries[near] and (end := _coin(tokens, numeral, thing, near)):
            return end
        if (found := tokens.match("units", near)) and not (_is_a_name(tokens, near, found[1]) or (near > at and near in dated)):
            thing.unit, thing.end = str(found[0]), near + found[1]
            return _past_full_stop(tokens, thing.end, stop)
        if not _may_stand_before_unit(tokens, near) or (near + 1 in tokens.dated and numeral.first not in tokens.dated):
            break  # "12 points from 16 last week", but not "ces dix derniers jours"
    if thing.money:
        thing.unit = numeral.currency
    return at


def _measure_of_half(tokens: Tokens, numeral: Numeral, thing: Thing, stop: int) -> int:
    """``half a mile``, ``a quarter of an hour``: a part of one measure is an amount of it, where any other part is a share."""
    at = numeral.last
    thing.unit = "percent"
    if at < stop and "linkers" in tokens.entries[at] and "articles" not in tokens.entries[at]:
        at += 1
    if at < stop and "articles" in tokens.entries[at]:
        at += 1
    one = at > numeral.first and "articles" in tokens.entries[at - 1]
    found = tokens.match("units", at) if one and at < stop and "units" in tokens.entries[at] else None
    if found is None or found[0] == "percent" or numeral.value is None:
        return numeral.last
    numeral.value, numeral.share = numeral.value / 100, False
    numeral.bare = numeral.value
    thing.unit, thing.end = str(found[0]), at + found[1]
    return thing.end


def _is_weighed(tokens: Tokens, numeral: Numeral, at: int, words: int) -> bool:
    """``1,540 pounds of cocaine``: a measure whose name is that of a currency, too; not so ``2 million pounds of aid``."""
    unit = tokens.match("units", at) if "units" in tokens.entries[at] and not numeral.scaled else None
    return unit is not None and unit[1] > words and numeral.currency is None


def _coin(tokens: Tokens, numeral: Numeral, thing: Thing, at: int) -> int:
    """Read ``5 cents`` and ``85p`` as hundredths of their currency; the token after them, or 0."""
    found = tokens.match("coins", at)
    ends = numeral.value, numeral.low, numeral.high
    if found is None or numeral.scaled or thing.money or not any(ends):
        return 0
    if tokens.words[at].istitle() or (len(tokens.words[at]) == 1 and not tokens.glued(at)):
        return 0  # the singer 50 Cent
    numeral.value, numeral.low, numeral.high = (None if end is None else end / 100 for end in ends)
    thing.money, thing.unit, thing.end = True, str(found[0]), at + found[1]
    return thing.end


def _is_a_name(tokens: Tokens, at: int, words: int) -> bool:
    """Whether a unit is only the beginning of a designation or of a longer noun, ``47 foot soldiers``, or means a weapon."""
    if (words == 1 and _opens_designation(tokens, at)) or _are_mines(tokens, at):
        return True
    letter = tokens.words[at]
    if len(letter) == 1 and letter.isalpha() and tokens.code("units", at) == "degree":
        return not (tokens.glued(at) and letter.isupper())  # 3 c. flour
    noun = tokens.match("nouns", at) if "nouns" in tokens.entries[at] else None
    longer = noun is not None and noun[1] > words and tokens.code("grammar", at + noun[1] - 1) != "of"  # hours of talks
    return longer and noun is not None and noun[0] in (*PEOPLE, "event")


_OF_MINES: Final = frozenset(("destroyed", "damaged", "delivered"))


def _are_mines(tokens: Tokens, at: int) -> bool:
    """``обезвредили 48 мин``: a unit that is also the name of a weapon, where weapons are laid, found or destroyed."""
    if tokens.code("nouns", at) != "munition" or (at > 1 and tokens.governs(at - 2)):
        return False  # "через 20 мин после взрыва"
    return any(
        tokens.code("events", i) in _OF_MINES or (i != at and tokens.code("nouns", i) in ("munition", "soldier"))
        for i in range(*tokens.sentence(at))
    )


def _past_full_stop(tokens: Tokens, at: int, stop: int) -> int:
    """The token after the full stop of a short unit: ``46 proc. Polaków``."""
    if at + 1 >= stop or tokens.words[at] != "." or tokens.words[at - 1].lower() not in tokens.lexicon.abbreviations:
        return at
    return at + 1 if tokens.words[at + 1].islower() or "nouns" in tokens.entries[at + 1] else at


def _opens_designation(tokens: Tokens, at: int) -> bool:
    """``T-90`` is no ton and ``M-1991`` no metre."""
    if not tokens.glued(at + 1):
        return False
    return tokens.kinds[at + 1] == NUMBER or (
        tokens.words[at + 1] in "-‑" and tokens.glued(at + 2) and tokens.kinds[at + 2] == NUMBER
    )


def _glued_unit(tokens: Tokens, thing: Thing, at: int) -> int:
    """``24-hour``, ``12.000-köpfig``, ``40-Milliarden-Paket``: the word after the hyphen is unit or adjective."""
    if found := tokens.match("units", at):
        thing.unit, thing.end = str(found[0]), at + found[1]
        return thing.end
    thing.end = at + 1
    head, hyphen, _ = tokens.words[at].partition("-")
    for rest, code in tokens.lexicon.entry(head).get("units", ()) if hyphen and tokens.lexicon.right_headed else ():
        if not rest:
            thing.unit = str(code)  # a 20-month-long war
    return thing.end
