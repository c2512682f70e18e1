"""What happened to the people and things of a sentence, and which of it a number is about."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.counted.joints import (
    goes_on_otherwise,
    in_another_clause,
    is_governed,
    is_meant_for,
    opens_its_own_clause,
    opens_other_clause,
    past_joined,
    past_saying,
)
from osint_kit.extract.counted.noun_phrases import Thing
from osint_kit.extract.counted.told import OF_FATE, Happening
from osint_kit.extract.counted.unrelated import (
    is_base,
    is_in_brackets,
    is_next_count,
    is_of_another,
    is_of_part,
    is_part,
    is_said_of_other_people,
    is_told_by,
    is_where_from,
    objects_between,
    only_tells,
)
from osint_kit.extract.numbers.numerals import Numeral
from osint_kit.extract.tokens import MARK, NUMBER, WORD, Tokens

OF_MORE_THAN_PEOPLE: Final = ("casualties", "captured", "destroyed", "freed")  # villages are captured and tanks lost, too
_NEAR: Final = 6  # words within which a happening is taken to be about an unknown thing
_REACH: Final = 16  # words between a numeral and the verb that says what happened
_SENT: Final = ("delivered", "deployed")  # people who are sent, and may die there
_MAY_END: Final = ("captured", "displaced", "wounded")  # states in which people may be killed, or freed
_ENDS: Final = ("freed", "killed")
_HOW_THEY_ARE: Final = 5  # words within which a verb says more of people than what they are called
_MAY_END_NEAR: Final = 3  # words within which the verb for that stands
_HEDGED: Final = 3  # words of a hedge
_CLAUSE: Final = 8  # words that a clause counts for which begins between what happened and a number
_ASIDE: Final = 14  # words of an aside between commas
_ASIDE_SIGNS: Final = (",", "—", "–", "--")


def nearest(tokens: Tokens, numeral: Numeral, thing: Thing, around: list[Happening], others: list[Numeral]) -> Happening | None:
    """The happening that governs a numeral: the nearest one, where commas, clause breaks and other numerals count as distance."""
    best: Happening | None = None
    if thing.lives or (thing.own and thing.noun == "person" and is_where_from(tokens, numeral.first)):
        return None
    others = [other for other in others if other is not numeral]
    for happening in around:
        if _is_the_thing(tokens, thing, happening) or _is_counted_by(tokens, thing, happening, others):
            continue
        named = thing.own and "events" not in tokens.entries[happening.first]
        if named and (thing.noun == "wounded" or (thing.noun in OF_FATE and "speech_nouns" in tokens.entries[happening.first])):
            continue  # "143 blessés, c'est le bilan"
        if happening.first >= numeral.last:
            distance = _distance_after(tokens, numeral, thing, happening, others)
        elif happening.last <= numeral.first:
            if thing.own and thing.noun == "captive" and "," in tokens.words[happening.last : numeral.first]:
                continue  # "presos que luego fueron liberados, calcula en 5.300 las detenciones"
            distance = _distance_before(tokens, numeral, thing, happening, others)
        else:
            continue
        if distance is not None and happening.code in _MAY_END and _is_named(thing, happening):
            distance += _MAY_END_NEAR  # "seven détenus died": what follows at once says more than the noun
        if distance is not None and happening.code == "spared" and thing.own and thing.first <= happening.first < thing.last - 1:
            distance += _HOW_THEY_ARE  # "5,000 hungry villagers were fleeing"
        if distance is None or distance > (_NEAR if _is_stranger(thing) else _REACH):
            continue
        found = Happening(happening.code, happening.first, happening.last, distance)
        if best is None or _goes_before(thing, found, best):
            best = found
    return _in_the_end(tokens, numeral, thing, best, around)


def _in_the_end(
    tokens: Tokens, numeral: Numeral, thing: Thing, best: Happening | None, around: list[Happening]
) -> Happening | None:
    """What became of people: what they had when they were treated, what the main verb says behind a relative clause."""
    if best is not None and best.code == "spared" and thing.own:
        hurt = [one for one in around if one.code in ("wounded", "killed") and _is_of_the_spared(tokens, thing, one)]
        best = hurt[0] if hurt else best
    if tokens.lexicon.right_headed and (late := _behind_a_relative(tokens, thing, best, around)):
        return late
    return _finite(tokens, numeral, best, around) if best is not None else None


def _is_of_the_spared(tokens: Tokens, thing: Thing, fate: Happening) -> bool:
    """``treated 16 injured people``, ``treated 16 people for gunshot wounds``: what people had before they were treated."""
    if fate.first < thing.last:
        return thing.first <= fate.first < thing.last - 1
    between = range(thing.last, fate.first)
    return fate.code == "wounded" and len(between) == 1 and tokens.code("grammar", thing.last) in ("of", "prep")


def _behind_a_relative(tokens: Tokens, thing: Thing, best: Happening | None, around: list[Happening]) -> Happening | None:
    """``14 workers who were trapped when a mine collapsed had died``: the verb of the main clause, an auxiliary before it."""
    end = thing.end
    if not thing.own or end >= len(tokens) or tokens.code("grammar", end) != "relative":
        return None
    if best is not None and (best.first < end or best.code not in (*_MAY_END, "missing", "spared")):
        return None
    last = best.last if best is not None else end + 1
    for fate in around:
        if fate.code not in (*_ENDS, "spared") or not last < fate.first <= last + _ASIDE or not _is_finite(tokens, fate.first):
            continue
        before = fate.first - 1
        while tokens.code("grammar", before) in ("be", "have"):
            before -= 1
        whole = last <= before and not any(tokens.kinds[i] == MARK or tokens.joins(i) for i in range(last, fate.first))
        bare = "nouns" not in tokens.entries[before] and tokens.code("grammar", before - 1) != "det"
        return Happening(fate.code, fate.first, fate.last, _NEAR) if whole and bare else None
    return None


def _finite(tokens: Tokens, numeral: Numeral, best: Happening, around: list[Happening]) -> Happening:
    """What became of people in the end: of "three men kidnapped in May have been freed" it is the verb with its auxiliary."""
    sent = best.code in _SENT and not tokens.lexicon.capital_nouns
    if (
        not (sent or (best.code in _MAY_END and tokens.lexicon.right_headed))
        or best.first < numeral.last
        or _is_finite(tokens, best.first)
    ):
        return best
    ends = (*_ENDS, "wounded", "casualties") if sent else _ENDS
    for happening in around:
        between = range(best.last, happening.first)
        if happening.code in ends and 0 < len(between) <= _ASIDE and _is_finite(tokens, happening.first):
            plain = not any(
                tokens.kinds[at] == MARK or tokens.joins(at) or tokens.code("grammar", at) == "relative" for at in between
            )
            return Happening(happening.code, happening.first, happening.last, best.distance) if plain else best
    return best


def _is_finite(tokens: Tokens, at: int) -> bool:
    """Whether an auxiliary stands before a participle."""
    return tokens.code("grammar", at - 1) in ("be", "have")


def _goes_before(thing: Thing, found: Happening, best: Happening) -> bool:
    """Whether a happening says more of a number than the best so far: of "freed 12 detainees" it is not the noun."""
    for one, other, answer in ((found, best, True), (best, found, False)):
        if one.code == "freed" and thing.own and thing.first <= other.first < thing.last:
            return answer
        if one.code == "freed" and other.code == "captured" and one.first < thing.first <= other.first and one.distance < 3:
            return answer  # "la libération de quatre otages détenus depuis mai"
    return found.distance < best.distance


def _is_the_thing(tokens: Tokens, thing: Thing, happening: Happening) -> bool:
    """Whether a happening is only the counted noun itself: 12 prisoners."""
    within = thing.own and thing.first <= happening.first < thing.last
    if within and happening.code == "deployed" and happening.last == thing.last and thing.noun == "soldier":
        return True  # 40 recruits
    inside = within and thing.noun in OF_FATE
    return inside and (tokens.code("events", happening.first) is None or happening.last < thing.last)


def _is_counted_by(tokens: Tokens, thing: Thing, happening: Happening, others: list[Numeral]) -> bool:
    """Whether a happening is only what another number counts: ``1.200 muertos y unos 240 rehenes``."""
    return (
        thing.own
        and thing.noun in OF_FATE
        and "nouns" in tokens.entries[happening.first]
        and not tokens.lexicon.capital_nouns
        and any(other.last == happening.first for other in others)
    )


def _is_named(thing: Thing, happening: Happening) -> bool:
    """Whether the counted noun and what happened are one word: 12 détenus."""
    return (
        thing.own
        and thing.noun in OF_FATE
        and OF_FATE[thing.noun] == happening.code
        and thing.first <= happening.first < thing.last
    )


def _is_stranger(thing: Thing) -> bool:
    """A noun that the lexicon does not know: perhaps no people at all."""
    return thing.own and thing.noun is None


def _distance_after(tokens: Tokens, numeral: Numeral, thing: Thing, happening: Happening, others: list[Numeral]) -> float | None:
    """How far a happening stands behind a numeral; None where it says nothing of it."""
    left = past_joined(tokens, max(thing.end, numeral.last), happening.first)
    if (
        happening.code == "casualties"
        and not tokens.lexicon.verb_final
        and "nouns" not in tokens.entries[happening.first]
        and happening.last - happening.first == 1
    ):
        return None  # "33,000 households lost power": they are not what was lost
    if is_base(tokens, numeral, left, happening.first, others) or is_in_brackets(tokens, numeral, left, others):
        return None
    if thing.own and only_tells(tokens, left):
        return None
    behind = left
    left = _past_aside(tokens, left, happening.first)
    if is_of_part(tokens, left, happening.first) or is_said_of_other_people(tokens, left, happening.first):
        return None
    if is_next_count(tokens, left, happening.first) or opens_other_clause(tokens, left, happening.first):
        return None
    distance = max(0, happening.first - left) + _barriers(tokens, left, happening.first) + (left > behind)
    distance += 10 * is_of_another(tokens, left, happening.first)
    distance += 6 * sum(left <= other.first < happening.first for other in others)
    joined = tokens.joins(happening.first - 1) or tokens.words[happening.first - 1] == ","
    if joined and any(_follows(tokens, happening.last, other.first) for other in others):
        return None  # "fired at several hundred people and arrested 17"
    named = "nouns" in tokens.entries[happening.first]
    if named and happening.code == "casualties" and tokens.joins(happening.first - 1):
        return None  # "800 damnificados y pérdidas por 30 millones"
    if (
        named
        and happening.first > left + 1
        and any(other.last == happening.first and not is_part(tokens, other) for other in others)
    ):
        distance += _REACH  # "101 personas detectadas y 163 fallecidas"
    return distance + 12 * any(_is_object(tokens, happening, other) or _is_its_own(tokens, happening, other) for other in others)


def _follows(tokens: Tokens, last: int, number: int) -> bool:
    """Whether nothing but a hedge stands between a happening and a number: ``killing at least 26``."""
    return last <= number <= last + _HEDGED and all("hedges_before" in tokens.entries[at] for at in range(last, number - 1))


def _past_aside(tokens: Tokens, left: int, right: int) -> int:
    """Where the clause goes on after an aside: ``two men, one of them a boy, were shot``, ``two men — one a boy — were``."""
    if left + 1 < right and tokens.words[left + 1] in _ASIDE_SIGNS[1:]:
        left += 1  # of the 475 people aboard — many of them students — 290 …
    if left >= right or tokens.words[left] not in _ASIDE_SIGNS:
        return left
    for at in range(left + 1, min(right, left + _ASIDE)):
        if tokens.words[at] == tokens.words[left] and at + 1 < right + 1:
            opens_verb = any(tokens.match("clause_breaks", i) or tokens.joins(i) for i in range(at + 1, right))
            return left if opens_verb or right - at > 4 else at + 1
    return left


def _distance_before(tokens: Tokens, numeral: Numeral, thing: Thing, happening: Happening, others: list[Numeral]) -> float | None:
    """How far a happening stands before a numeral; None where it says nothing of it."""
    left, right = past_saying(tokens, happening.last, numeral.first), numeral.first
    verb = "events" in tokens.entries[happening.first]
    if (not verb and thing.own and is_told_by(tokens, left, right)) or in_another_clause(tokens, left, right):
        return None
    if _is_stranger(thing) and not verb and not _only_links(tokens, left, right):
        return None  # "541 deaths across 12 nations"
    distance = max(0, right - left) + 0.5 + _barriers(tokens, left, right) - _asides(tokens, left, right, others)
    if not tokens.lexicon.capital_nouns:
        distance += 6 * goes_on_otherwise(tokens, left, right)
    if happening.code == "captured" and tokens.lexicon.right_headed and is_meant_for(tokens, left, right):
        return None
    distance += _CLAUSE * any(_breaks(tokens, at) for at in range(left, right))
    distance += 6 * opens_its_own_clause(tokens, numeral, thing)
    if verb:
        objects = objects_between(tokens, left, right, {other.first for other in others})
        distance += 4 * objects
        if (
            happening.code in OF_MORE_THAN_PEOPLE
            and tokens.code("nouns", happening.first) != "loss"
            and distance > _NEAR
            and (objects or is_governed(tokens, left, right))
            and happening.last - happening.first == 1
            and not tokens.lexicon.verb_final
        ):
            return None  # "captured Goma with 3,000 troops"
    return distance + 4 * sum(left <= other.first < right for other in others)


def _asides(tokens: Tokens, left: int, right: int, others: list[Numeral]) -> float:
    """How much of the way from a happening to a number is an aside between commas: ``detained, probably, thousands``."""
    commas = [at for at in range(left, min(right, left + _ASIDE + 4)) if tokens.words[at] == ","]
    if len(commas) != 2 or commas[1] - commas[0] > _ASIDE:
        return 0.0
    inside = range(commas[0] + 1, commas[1])
    told = any(tokens.match("events", at) or tokens.kinds[at] == NUMBER or tokens.joins(at) for at in inside)
    if told or any(other.first in inside for other in others):
        return 0.0
    return max(0.0, len(inside) + 2 + _barriers(tokens, commas[0], commas[1] + 1) - 2)


def _only_links(tokens: Tokens, left: int, right: int) -> bool:
    """Whether nothing but "of", articles and hedges stands between a fate and its number: the death of at least 12 …"""
    return all(
        not tokens.entries[at].keys().isdisjoint(("linkers", "gap", "hedges_before", "delta_words")) for at in range(left, right)
    )


def _is_object(tokens: Tokens, happening: Happening, other: Numeral) -> bool:
    """Whether another numeral follows the verb as its object: ``… had lost a third of its strength``."""
    between = range(happening.last, other.first)
    if len(between) > 2 or other.first < happening.last:
        return False
    if between and any(tokens.governs(at) and tokens.match("hedges_before", at) is None for at in between):
        return False  # "were killed in three raids"
    return not any(tokens.kinds[at] == MARK or tokens.joins(at) for at in between)


def _is_its_own(tokens: Tokens, happening: Happening, other: Numeral) -> bool:
    """Whether another numeral opens its own clause right before the verb: ``thousands marched, dozens were held``, ``leaving 14 dead``."""
    if other.last != happening.first or other.first < 1:
        return False
    at = other.first - 1
    return tokens.words[at] == "," or (
        tokens.lexicon.right_headed and tokens.code("grammar", at) != "and" and tokens.kinds[at] == WORD
    )


def _breaks(tokens: Tokens, at: int) -> bool:
    """Whether a clause of its own begins at a token, and no list goes on: "а також"."""
    if "clause_breaks" not in tokens.entries[at] or tokens.match("clause_breaks", at) is None:
        return False
    listed = tokens.match("gap", at)
    return listed is None or listed[1] < 2


def _barriers(tokens: Tokens, left: int, right: int) -> float:
    cost = 0.0
    for at in range(left, right):
        if tokens.kinds[at] == MARK:
            cost += 30 if tokens.words[at] in ";:" or tokens.words[at][0] == "\n" else 1.5
        elif tokens.entries[at]:
            if _breaks(tokens, at):
                cost += 4
            elif tokens.joins(at):
                cost += 2
    return cost
