"""What a number takes over from the one before it: the noun, the fate, the measure that it leaves out."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.counted.kinds import compares, kind_of, sets_against, whole_of
from osint_kit.extract.counted.noun_phrases import FATES, PEOPLE
from osint_kit.extract.counted.things import Thing
from osint_kit.extract.counted.told import happenings
from osint_kit.extract.figure import Figure
from osint_kit.extract.tokens import MARK, WORD, Tokens

_BESIDE: Final = 8  # words between two amounts of the same measure
_FARTHER: Final = 24  # words between them where one is set against the other: "… 24 milliards d'euros l'an prochain, contre 17"
_AGAIN: Final = 12  # words between two amounts in millions, of which only the first names its currency
_CLAUSE: Final = 40  # words between two figures in which a semicolon may stand
_THEM: Final = 5  # tokens before a number in which "of them" may stand
_RECENT: Final = 4  # figures of the sentence before that the next one may go on with
_GOES_ON: Final = frozenset(
    ("killed", "wounded", "captured", "missing", "displaced", "casualties", "personnel", "equipment", "munitions")
)
_MEASURED: Final = frozenset(("money", "area"))
_MATERIAL: Final = frozenset(("equipment", "munitions"))
_OF_MATERIAL: Final = frozenset(("destroyed", "damaged", "delivered", "deployed"))


def counted_before(tokens: Tokens, figures: list[Figure], begin: int) -> tuple[str, Thing] | None:
    """What the sentence before counts, or asks for: kind and thing; None where it counts nothing to go on with."""
    for figure in reversed(figures[-_RECENT:]):
        if figure.end != begin:
            break
        if figure.kind == "source_count":
            return figure.kind, figure.thing
        if figure.kind in _GOES_ON and figure.thing.unit is None:
            first = _main(figure, figures)
            return first.kind, first.thing
        if figure.kind in _MEASURED and figure.numeral.scaled:
            return figure.kind, figure.thing
    if begin and (farther := _counted_farther(tokens, figures, begin)):
        return farther
    if begin < 2 or (tokens.words[begin - 1] != "?" and tokens.words[begin - 2] != "?"):
        return None
    asked = happenings(tokens, tokens.sentence(begin - 1)[0], begin)  # "How many were killed? At least 200, …"
    kind = kind_of(Thing(), asked[-1], is_day_of_war=False) if asked else "other"
    return (kind, Thing()) if kind in _GOES_ON else None


def _counted_farther(tokens: Tokens, figures: list[Figure], begin: int) -> tuple[str, Thing] | None:
    """What the sentence before the last one counts, where this one takes it up: "The UN expects it to rise to 500"."""
    earlier = tokens.sentence(begin - 1)[0]
    last = next((figure for figure in reversed(figures[-_RECENT:]) if figure.end <= earlier), None)
    if last is None or last.end != earlier or last.kind not in _GOES_ON or last.thing.unit is not None:
        return None
    taken_up = any(
        tokens.code("pronouns", at) in ("body", "any") or "count_nouns" in tokens.entries[at]
        for at in range(begin, tokens.sentence(begin)[1])
    )
    return (_main(last, figures).kind, _main(last, figures).thing) if taken_up else None


def _main(figure: Figure, figures: list[Figure]) -> Figure:
    """Of the dead and the wounded of one sentence the dead, who are meant where a later number says only how many."""
    if figure.kind != "wounded":
        return figure
    dead = (other for other in figures[-_RECENT:] if other.end == figure.end and other.kind == "killed" and other.whole is None)
    return next(dead, figure)


def go_on_with(tokens: Tokens, figure: Figure, kind: str, counted: Thing) -> None:
    """``Zwölf Tote. Zuvor war von fünfzehn die Rede``: a bare number goes on with what the sentence before counted."""
    thing, after = figure.thing, figure.numeral.last
    if kind == "source_count" and tokens.words[figure.numeral.first - 1] != ":":
        return  # only a sum goes on with a tally: "Web 31, forums 12. Total: 43"
    if kind in _MEASURED:
        if figure.numeral.scaled and figure.kind == "other" and thing.unit is None and not thing.own and not thing.named:
            figure.kind, thing.unit, thing.money = kind, counted.unit, counted.money  # $2bn. Critics put it at 3 billion
        return
    if figure.kind == "other" and thing.noun in PEOPLE and thing.unit is None and _is_part(tokens, figure):
        figure.kind = kind  # "Acht Menschen starben. Unter den Opfern sind zwei Kinder"
        return
    shot = (
        kind in _MATERIAL and figure.kind == "killed" and _is_of_them(tokens, figure)
    )  # "97 drones. Kiev dit en avoir abattu 57"
    bare = (shot or figure.kind == "other") and not thing.named and thing.noun is None and thing.unit is None and not thing.money
    fate = figure.happening
    if not bare or (fate is not None and not shot and not (kind in _MATERIAL and fate.code in _OF_MATERIAL)):
        return
    if _is_of_a_thing(tokens, figure) or _is_of_its_subject(tokens, figure):
        return
    more = after
    while more < figure.end and "delta_words" in tokens.entries[more]:
        more += 1
    if more > after and tokens.lexicon.capital_nouns and more < figure.end and tokens.words[more][0].islower():
        after = figure.end  # "Zwei weitere wurden zerstört"
    closes = after >= figure.end or tokens.kinds[after] != WORD or tokens.words[after].lower() in tokens.lexicon.function_words
    closes = closes or _is_last_verb(tokens, after, figure.end)
    if after + 1 < figure.end and tokens.joins(after) and tokens.is_number(after + 1):
        return  # "peines de 12 et 15 ans"
    if closes or after in tokens.dated or "per" in tokens.entries[after]:
        figure.kind = kind
        if kind == "source_count":
            return
        thing.noun = counted.noun
        thing.first, thing.last = counted.first, counted.last


def _is_of_a_thing(tokens: Tokens, figure: Figure) -> bool:
    """``heard at several bases, including two in Ouro``: a part of something that the same sentence names."""
    first = figure.numeral.first
    opened = next((at for at in range(max(figure.begin, first - 3), first) if tokens.match("subset", at)), None)
    return opened is not None and any("nouns" in tokens.entries[at] for at in range(max(figure.begin, opened - 4), opened))


_SAME: Final = frozenset(
    ("count_nouns", "delta_words", "speech_nouns", "speaker_nouns", "pronouns", "carried", "speech_verbs", "cardinals")
)
_BEFORE_BE: Final = 6  # tokens of a subject before "be"


def _is_of_its_subject(tokens: Tokens, figure: Figure) -> bool:
    """``Le strade chiuse sono 500``: a number of what the sentence itself names before "be", though no list knows the noun."""
    begin, first = figure.begin, figure.numeral.first
    if tokens.lexicon.capital_nouns or not tokens.is_a(begin, "det"):
        return False
    be = next((at for at in range(begin + 2, min(begin + _BEFORE_BE, first)) if tokens.is_a(at, "be")), -1)
    named = tokens.entries[begin + 1 : be] if be > 0 and first - be <= 2 else []
    return any(not entry for entry in named) and not any(entry.keys() & _SAME for entry in named)


def _is_last_verb(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a verb of speech closes the clause behind a number: "Amnesty hatte 21 gezählt"."""
    closes = at + 1 >= end or tokens.kinds[at + 1] == MARK
    return tokens.lexicon.verb_final and closes and "speech_verbs" in tokens.entries[at]


def _is_part(tokens: Tokens, figure: Figure) -> bool:
    """Whether the first people that a sentence counts are part of those before it: "darunter", "zwei der Opfer"."""
    fate = figure.happening
    if fate is not None and not (figure.thing.first <= fate.first < figure.thing.last):
        return False
    if any(tokens.match("subset", at) for at in range(figure.begin, figure.numeral.first)):
        return True
    behind = range(figure.numeral.last, min(figure.thing.end + 1, figure.end))
    # "161 personnes, dont 11 …" opens the next part
    return any((part := tokens.match("subset", at)) and not tokens.is_number(at + part[1]) for at in behind)


def comparable(tokens: Tokens, figure: Figure, earlier: list[Figure], stop: int) -> Figure:
    """The nearest figure before this one that counts in the same way; else the nearest.

    A part belongs to people or arms, if any are counted: ``158 drones over 15 regions, two of them near Moscow``.
    """
    plain = figure.thing.unit is None and not figure.thing.money
    near = [other for other in earlier[-4:] if other.thing.unit is None and not other.thing.money] if plain else []
    if not near:
        return earlier[-1]
    other = near[-1]
    places = len(near) > 1 and near[-2].kind in _GOES_ON and other.kind == "other" and other.thing.noun in ("event", "building")
    if places and whole_of(tokens, figure.numeral, figure.thing, earlier[-1].numeral.last, stop):
        return near[-2]
    anew = ";" in tokens.words[max(other.numeral.last, figure.numeral.first - _CLAUSE) : figure.numeral.first]
    return _main(other, earlier) if anew else other


def takes_measure(tokens: Tokens, figure: Figure, previous: Figure) -> bool:
    """``$2bn, of which 835 million``, ``13 trillion against 10``: a bare number in millions takes the currency before it."""
    thing, before = figure.thing, previous.thing
    if thing.unit is not None or thing.money or (thing.own and thing.noun is not None):
        return False
    if _is_a_change_in_brackets(tokens, figure, previous):
        thing.unit, figure.kind = before.unit, previous.kind
        thing.first, thing.last = before.first, before.last
        return True
    if not before.money:
        return before.unit is not None and (_takes_unit if before.unit != "percent" else _takes_percent)(tokens, figure, previous)
    if figure.numeral.scaled != previous.numeral.scaled or figure.numeral.share:
        return False
    between = range(max(before.end if before.own else previous.numeral.last, previous.numeral.last), figure.numeral.first)
    against = figure.numeral.scaled and any(compares(tokens, at) for at in between[-2:])
    again = (
        figure.numeral.scaled and not thing.own and figure.happening is None
    )  # 14 Milliarden Euro, von denen 10 Milliarden fehlen
    if len(between) > (_FARTHER if against else _AGAIN if again else _BESIDE) or any(tokens.words[at] in ";:" for at in between):
        return False
    behind = (figure.numeral.last,) if figure.numeral.last < figure.end else ()
    part = figure.numeral.scaled and any(tokens.match("subset", at) for at in (*between, *behind))  # 244 Millionen davon
    if not part and not again and not any(sets_against(tokens, at) for at in between):
        return False
    thing.unit, thing.money = before.unit, before.money
    figure.kind = kind_of(thing, figure.happening, False)
    if part:
        figure.whole = previous
    if not thing.named:
        thing.first, thing.last = before.first, before.last
    return True


def _is_a_change_in_brackets(tokens: Tokens, figure: Figure, previous: Figure) -> bool:
    """``LAB 33% (+1)``: a number with its sign in brackets behind an amount is in the same measure."""
    opening = previous.thing.end
    between = tokens.words[opening : figure.numeral.first + 1]
    if previous.thing.unit is None or figure.numeral.scaled or between[:1] != ["("] or len(between) > 3:
        return False
    return between[1] in "+-−" and tokens.words[figure.numeral.last : figure.numeral.last + 1] == [")"]


def _takes_percent(tokens: Tokens, figure: Figure, previous: Figure) -> bool:
    """``3 percent in May and 5 in June``: a second share behind "and", with the same preposition behind it."""
    thing, numeral, before, after = figure.thing, figure.numeral, previous.thing.end, figure.numeral.last
    if numeral.share or numeral.scaled or numeral.word or not 0 <= (numeral.value or 0) <= 100 or after >= figure.end:
        return False
    first = min(numeral.first, figure.hedge.first) - 1
    against = not thing.own and thing.unit is None and _is_compared_with(tokens, figure)  # 12 %, contre 9 un an plus tôt
    joined = first > before and (tokens.joins(first) or tokens.words[first] == ",") and first - before <= _BESIDE
    alike = joined and tokens.governs(after) and tokens.words[before].lower() == tokens.words[after].lower()
    if not alike and not against:
        return False
    thing.unit, figure.kind, thing.own = "percent", "share", False
    thing.first, thing.last = previous.thing.first, previous.thing.last
    return True


def _is_set_against(tokens: Tokens, figure: Figure) -> bool:
    """``44 tonnes, contre 116 en 2023``, ``en compte 4``: a bare number beside an amount of the same measure."""
    return _is_compared_with(tokens, figure) or _is_of_them(tokens, figure)


def _is_compared_with(tokens: Tokens, figure: Figure) -> bool:
    first = min(figure.numeral.first, figure.hedge.first)
    return any(code == "compare" for code, _ in tokens.endings("date_frames", first, first - 3))


def _is_of_them(tokens: Tokens, figure: Figure) -> bool:
    """``Kiev dit en avoir abattu 57``: a number of what was counted last, by a small word before the verb."""
    return any(
        "of_them" in tokens.entries[at]
        and not tokens.entries[at + 1].keys().isdisjoint(("date_tense", "speech_verbs", "level_words", "grammar"))
        and not tokens.governs(at + 1)
        for at in range(max(figure.begin, figure.numeral.first - _THEM), figure.numeral.first - 1)
    )


def _takes_unit(tokens: Tokens, figure: Figure, previous: Figure) -> bool:
    """``300 hectares, dont 120 de forêt``, ``quatre ans de prison, dont deux avec sursis``: a part in the unit of its whole."""
    thing, at = figure.thing, figure.numeral.last
    begin = max(previous.thing.end, previous.numeral.last)
    if figure.numeral.share or (thing.own and "linkers" not in tokens.entries[at]):
        return False
    part = figure.numeral.first - begin <= _BESIDE and any(tokens.match("subset", i) for i in range(begin, figure.numeral.first))
    if not part and (thing.own or not _is_set_against(tokens, figure)):
        return False
    thing.unit, figure.whole = previous.thing.unit, previous
    figure.kind = kind_of(thing, None, False)
    if not thing.named:
        thing.first, thing.last = previous.thing.first, previous.thing.last
    return True


def lean_on(tokens: Tokens, figure: Figure, previous: Figure, begin: int, stop: int) -> None:
    """A part, or a number without a noun of its own, takes from the figure before it what it leaves out."""
    thing, before = figure.thing, previous.thing
    if whole_of(tokens, figure.numeral, thing, begin, stop) or _spells_out(tokens, figure, previous):
        figure.whole = previous.whole if previous.whole is not None and previous.kind != "share" else previous
        if not thing.own and tokens.words[thing.last : thing.last + 1] == [":"]:  # "nine died in the storms: five in Lugo"
            thing.first, thing.last, thing.noun = figure.whole.thing.first, figure.whole.thing.last, figure.whole.thing.noun
        counts_people = (
            thing.noun in (None, "person", "soldier", "civilian", "responder") and thing.unit is None and not thing.money
        )
        own_fate = (
            figure.happening is not None and figure.happening.first > figure.numeral.first and figure.happening.distance < 6
        )
        if not thing.own and thing.unit == "percent":
            thing.first, thing.last = figure.whole.thing.first, figure.whole.thing.last
        if counts_people and not own_fate and figure.whole.kind not in ("share", "money", "duration", "source_count"):
            figure.kind = figure.whole.kind
            figure.happening = figure.happening or figure.whole.happening
    if thing.unit is None and not thing.money and not thing.own and not thing.named and figure.kind != "day_number":
        if before.money and tokens.words[begin : begin + 1] and figure.numeral.currency is None:
            return
        other_fate = figure.happening is not None and figure.happening.code in ("freed", "registered", "protested", "spared")
        figure.per = figure.per or (previous.per if _is_compared(tokens, figure) else None)
        if (
            figure.kind == "other"
            and not other_fate
            and before.unit is None
            and previous.kind not in ("day_number", "source_count")
        ) or (
            previous.kind in _MATERIAL
            and figure.kind == "killed"
            and (_is_out_of(tokens, figure, previous) or _is_of_them(tokens, figure))
        ):
            figure.kind, thing.noun = previous.kind, before.noun
        if before.unit is None or figure.kind == previous.kind:
            thing.first, thing.last = before.first, before.last


def _is_out_of(tokens: Tokens, figure: Figure, previous: Figure) -> bool:
    """``54 drones sur 71``, ``Sur 71 drones, 54 ont été abattus``: a part and its whole, which are one thing."""
    for first in (figure.numeral.first, previous.numeral.first):
        at = first - 1
        while at > figure.begin and "gap" in tokens.entries[at] and "one_in" not in tokens.entries[at]:
            at -= 1
        if at >= figure.begin and "one_in" in tokens.entries[at]:
            return True
    return False


def _spells_out(tokens: Tokens, figure: Figure, previous: Figure) -> bool:
    """``602 people were killed: 299 rebels, 199 soldiers and 104 civilians``: the parts of a whole behind its colon."""
    whole = previous.whole or previous
    begin = max(whole.thing.end, whole.numeral.last)
    counted = whole.thing.noun in PEOPLE or whole.thing.noun in FATES
    placed = (
        not figure.thing.own and figure.numeral.last < figure.end and tokens.governs(figure.numeral.last)
    )  # five dead: three in Bakhmut, two in Izium
    if not counted or not (figure.thing.noun in PEOPLE or placed):
        return False
    colon = next((at for at in range(begin, min(begin + _BESIDE, figure.numeral.first)) if tokens.words[at] == ":"), None)
    if colon is None:
        return False
    if previous is whole:
        return figure.numeral.first - colon <= 3 and not any(
            tokens.kinds[at] == MARK for at in range(colon + 1, figure.numeral.first)
        )
    joint = range(max(previous.thing.end, previous.numeral.last), figure.numeral.first)
    listed = any(tokens.words[at] == "," or tokens.joins(at) for at in joint)
    return listed and len(joint) <= _BESIDE and not any(tokens.words[at] in ";:." for at in joint)


def share_verb(tokens: Tokens, figure: Figure, previous: Figure) -> None:
    """``captured 40 officers and 150 privates``: both are objects of the verb before them."""
    fate = previous.happening
    if (
        figure.happening is not None
        or fate is None
        or fate.last > previous.numeral.first
        or not _is_coordinated(tokens, figure, previous)
    ):
        return
    if figure.thing.noun in PEOPLE and (previous.thing.noun in PEOPLE or fate.code == "killed"):
        figure.happening = fate
        figure.kind = kind_of(figure.thing, fate, False)


def _is_coordinated(tokens: Tokens, figure: Figure, previous: Figure) -> bool:
    """Whether only "and", a comma and a hedge stand between two counted things."""
    begin = max(previous.thing.end, previous.numeral.last)
    between = range(
        begin, min(figure.numeral.first, figure.hedge.first if figure.hedge.last <= figure.numeral.first else begin + 9)
    )
    joined = any(tokens.joins(at) or tokens.words[at] == "," for at in between)
    return joined and all(tokens.joins(at) or "gap" in tokens.entries[at] or tokens.words[at] == "," for at in between)


def _is_compared(tokens: Tokens, figure: Figure) -> bool:
    """``200,000 meals a day, up from 34,000``: the same quantity at another time."""
    at = figure.numeral.first - 1
    while at > figure.begin and "gap" in tokens.entries[at]:
        at -= 1
    return "change_from" in tokens.entries[at]
