"""What a numeral counts where its noun stands before it: labels, levels, sums, inverted numbers."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.counted.noun_phrases import FATES, Thing, is_finite, noun_at, without_links
from osint_kit.extract.numbers.scales import Numeral
from osint_kit.extract.tokens import MARK, NUMBER, WORD, Tokens
from osint_kit.lexicon.phrases import normal

_LOOK_BACK: Final = 40  # words before a numeral that may name what it counts
_LABEL: Final = 9  # tokens of a label before its colon
_TOLD: Final = (
    "speech_verbs",
    "count_nouns",
    "change_verbs",
    "cardinals",
    "months",
    "date_words",
)  # what makes a line more than a label
_LABELS: Final = frozenset(("web", "social", "forum", "sources"))
_NO_NOUNS: Final = frozenset(
    (
        "speech_verbs",
        "events",
        "change_verbs",
        "hedges_before",
        "units",
        "currencies",
        "scales",
        "cardinals",
        "per",
        "stances",
        "purpose",
    )
)


def inverted(tokens: Tokens, numeral: Numeral, thing: Thing, begin: int) -> bool:
    """``человек пять``, ``минут через десять``: the counted word before the numeral says about that many."""
    if (
        numeral.last < len(tokens)
        and tokens.kinds[numeral.last] == WORD
        and not tokens.entries[numeral.last].keys().isdisjoint(("nouns", "units"))
    ):
        return False
    at = numeral.first - 1
    if at > begin and tokens.kinds[at] == WORD and "gap" in tokens.entries[at]:
        at -= 1
    if at < begin or tokens.kinds[at] != WORD or _is_counted(tokens, at):
        return False
    noun, unit = tokens.code("nouns", at), tokens.code("units", at)
    if unit is None and noun != "person":
        return False
    if numeral.word:
        numeral.shape = "about"
    thing.unit, thing.noun = (str(unit), None) if unit else (None, "person")
    thing.first, thing.last, thing.own, thing.end = at, at + 1 if unit is None else at, True, numeral.last
    return True


def _is_counted(tokens: Tokens, at: int) -> bool:
    """Whether a word has its own number before it: "за три дня два балкера"."""
    return at > 0 and (tokens.kinds[at - 1] == NUMBER or not tokens.entries[at - 1].keys().isdisjoint(("cardinals", "scales")))


def label_of(tokens: Tokens, numeral: Numeral, begin: int) -> str | None:
    """The kind of source that a tally names right before its number: ``Web: 10``, ``Social 139``."""
    at = numeral.first - 1
    if at >= begin and tokens.words[at] in ":=":
        at -= 1
    if at < begin:
        return None
    found = next(tokens.endings("nouns", at + 1, max(begin, at - 2)), None)
    code = found[0] if found else None
    colon = tokens.words[at + 1] in ":="
    if found is None or code not in _LABELS:
        return None
    if not (colon or tokens.words[at][0].isupper() or _stands_apart(tokens, found[1], numeral.last)):
        return None
    if colon or code != "sources":
        return str(code)
    return None


def _stands_apart(tokens: Tokens, first: int, end: int) -> bool:
    """``web 31 / social media 204``: whether signs, or the ends of the sentence, stand on both sides of a label and its number."""
    opens = first == 0 or tokens.kinds[first - 1] == MARK
    return opens and (end >= len(tokens) or tokens.kinds[end] == MARK)


def label_span(tokens: Tokens, numeral: Numeral) -> tuple[int, int]:
    """The tokens of the label that :func:`label_of` found."""
    at = numeral.first - 1
    if tokens.words[at] in ":=":
        at -= 1
    return at, at + 1


def noun_before(tokens: Tokens, numeral: Numeral, thing: Thing, begin: int) -> None:
    """``Die Zahl der Angriffe stieg auf 340``, ``Tote: 12``, ``the death toll stood at 38``."""
    if (found := _labelled(tokens, numeral, begin)) is not None:
        thing.noun, thing.first, thing.last = found
        return
    begin = max(begin, numeral.first - _LOOK_BACK)
    fated = _has_fate_after(tokens, numeral)
    for at in range(numeral.first - 1, begin - 1, -1):
        dated = at + 1 in tokens.dated  # since 7 October
        if (not dated and tokens.match("clause_breaks", at)) or tokens.words[at] in ";!?" or tokens.words[at][0] == "\n":
            break
        if at == numeral.first - 1 and tokens.lexicon.pro_drop and "subset" in tokens.entries[at] and tokens.match("subset", at):
            break  # "bajas, entre muertos y heridos, incluyendo 1.060"
        if "nouns" in tokens.entries[at] and (found := _counted_noun(tokens, numeral, at, begin, thing.money, fated)):
            thing.noun, thing.first, thing.last = found
            return
    if _is_level(tokens, numeral, begin) and (toll := _toll_at_the_head(tokens, begin, numeral.first)):
        thing.noun, thing.first, thing.last = toll
        return
    for at in range(numeral.first - 1, begin - 1, -1):
        if "count_nouns" in tokens.entries[at] and "linkers" in tokens.entries[at + 1]:
            _counted_after(tokens, thing, at + 1, numeral.first)
            return
    if thing.money or thing.unit is not None or _is_level(tokens, numeral, begin):
        measured_before(tokens, numeral, thing)


def _toll_at_the_head(tokens: Tokens, begin: int, number: int) -> tuple[str, int, int] | None:
    """``The death toll since the truce took effect has risen to 236``: the toll before a clause that stands between."""
    first = tokens.sentence(number)[0]
    for at in range(max(begin, first), min(first + 3, number)):
        if "count_nouns" in tokens.entries[at] and (found := noun_at(tokens, at)) and found[0] in FATES:
            return found[0], at, at + found[1]
    return None


def _labelled(tokens: Tokens, numeral: Numeral, begin: int) -> tuple[str | None, int, int] | None:
    """The noun at the head of a line that a colon closes before its number: ``- grain ships out of Odesa: 12``; None for an unknown one."""
    first, close = tokens.sentence(numeral.first)[0], numeral.first - 1
    if first < begin or close - first > _LABEL or close < first or tokens.words[close] != ":":
        return None
    while first < close and tokens.kinds[first] == MARK:
        first += 1
    at = next((i for i in range(first, close) if "nouns" in tokens.entries[i] or tokens.governs(i)), close)
    found = noun_at(tokens, at) if at < close and "nouns" in tokens.entries[at] else None
    while found and tokens.lexicon.right_headed and (head := noun_at(tokens, at + found[1])) and at + found[1] < close:
        at, found = at + found[1], head
    end = at + found[1] if found else at
    told = any(
        tokens.kinds[i] != WORD or any(section in tokens.entries[i] and tokens.match(section, i) for section in _TOLD)
        for i in (*range(first, at), *range(end, close))
    )
    if told or end >= close or end == first:
        return None  # "Tote: 12" is read as any noun right before its number
    return (found[0], at, end) if found else (None, first, end)


def _has_fate_after(tokens: Tokens, numeral: Numeral) -> bool:
    """``only four were hurt``: what befell these stands behind the number."""
    for at in range(numeral.last, min(numeral.last + 4, tokens.sentence(numeral.first)[1])):
        if tokens.kinds[at] != WORD:
            return False
        if tokens.match("events", at):
            return True
    return False


def _counted_noun(tokens: Tokens, numeral: Numeral, at: int, begin: int, money: bool, fated: bool) -> tuple[str, int, int] | None:
    """The noun at a token, its first token and the one after its last, if the number after it counts it."""
    found = noun_at(tokens, at)
    if found is None:
        return None
    if _is_label(tokens, at + found[1], numeral.first) or _is_listed(tokens, numeral, at, at + found[1], found[0]):
        lost = found[0] == "soldier" and any(
            tokens.code("nouns", i) == "loss" for i in range(max(tokens.sentence(at)[0], at - _LOOK_BACK), at)
        )
        return "loss" if lost else found[0], at, at + found[1]  # "losses: personnel 754,050 (+1,490)"
    count = next((near for near in range(at - 1, max(begin, at - 8) - 1, -1) if "count_nouns" in tokens.entries[near]), None)
    if count is not None:  # of "the number of attacks on ships" attacks are counted
        whole = noun_at(tokens, count)
        if whole is not None and whole[0] in FATES:
            return whole[0], count, count + whole[1]  # the toll of the storm
        if whole is not None and count + whole[1] > at:
            return None  # el número oficial
        at = next(near for near in range(count + 1, at + 1) if "nouns" in tokens.entries[near])
        found = noun_at(tokens, at) or found
        while tokens.lexicon.right_headed and (head := noun_at(tokens, at + found[1])) and at + found[1] < numeral.first:
            at, found = at + found[1], head  # the number of Rwandan soldiers
        if not tokens.lexicon.right_headed and (fate := noun_at(tokens, at + found[1])) and fate[0] in FATES:
            return fate[0], at, at + found[1]  # el número de soldados muertos
    elif not (
        money
        or (found[0] in FATES and not fated and "speaker_nouns" not in tokens.entries[at])
        or _numbers(tokens, at + found[1], numeral.first)
    ):
        return None
    return found[0], at, at + found[1]


def _is_label(tokens: Tokens, sign: int, number: int) -> bool:
    """Whether a colon or a dash at token ``sign`` sets a noun before its number: ``Tote: 12``."""
    return tokens.words[sign] in (":", "–", "—", "‒", "-") and number - sign <= 3


def _is_listed(tokens: Tokens, numeral: Numeral, at: int, end: int, noun: str) -> bool:
    """``tanks 9,532 (+5), artillery systems 21,107``: a list that sets each number behind its thing."""
    after = numeral.last
    signed = tokens.words[after : after + 1] == ["("] and tokens.words[after + 1 : after + 2] in (["+"], ["-"], ["−"])
    if not signed and (noun not in ("equipment", "munition") or (after < len(tokens) and tokens.kinds[after] != MARK)):
        return False
    if numeral.first - end > 2 or not all("hedges_before" in tokens.entries[i] for i in range(end, numeral.first)):
        return False
    return at == tokens.sentence(at)[0] or any(tokens.kinds[i] == MARK for i in range(max(0, at - 2), at))


def _numbers(tokens: Tokens, at: int, number: int) -> bool:
    """``rebels, who number about 4,000``, ``troops numbering 300``: a verb of counting right behind the noun."""
    small = 0
    while (
        at < number
        and small < 3
        and (tokens.words[at] == "," or _is_small(tokens, at))
        and "count_nouns" not in tokens.entries[at]
    ):
        at, small = at + 1, small + 1
    if (
        at >= number
        or "count_nouns" not in tokens.entries[at]
        or "speech_verbs" in tokens.entries[at]
        or tokens.words[at - 1].lower() == tokens.words[at].lower()
    ):
        return False
    article = "gap" in tokens.entries[at - 1] and small > 0
    return not article and all(_is_small(tokens, near) for near in range(at + 1, number))


def _is_level(tokens: Tokens, numeral: Numeral, begin: int) -> bool:
    """``rose from 300 to 500``: a number that a change leads to or from."""
    at = numeral.first - 1
    while at > begin and "hedges_before" in tokens.entries[at]:
        at -= 1
    if at < begin or tokens.entries[at].keys().isdisjoint(("change_to", "change_from", "change_by")):
        return False
    return any("change_verbs" in tokens.entries[near] for near in range(max(begin, at - _LOOK_BACK), at))


def measured_before(tokens: Tokens, numeral: Numeral, thing: Thing) -> None:
    """What a sum, a share or a level is of, where it stands before it: "einer Ausfallrate von 50 %"."""
    begin = max(tokens.sentence(numeral.first)[0], numeral.first - _LOOK_BACK)
    end = numeral.first
    while end > begin and (not _is_content(tokens, end - 1) or _is_verb_form(tokens, end - 1)):
        dash = tokens.words[end - 1] in "–—‒-" and not tokens.glued(end) and not tokens.glued(end - 1)  # stands for "is"
        if tokens.kinds[end - 1] == MARK and tokens.words[end - 1] in ";:.–—\n" and not dash:
            return
        end -= 1
    start = end
    while start > begin and end - start < 4 and (_is_content(tokens, start - 1) or "linkers" in tokens.entries[start - 1]):
        start -= 1
    thing.first, thing.last = without_links(tokens, start, end), end


def _is_verb_form(tokens: Tokens, at: int) -> bool:
    """A verb such as "va", or a participle or infinitive right behind its auxiliary: "l'eau est montée de 2 mètres", "devraient durer six semaines"."""
    if at == 0 or tokens.lexicon.capital_nouns or "nouns" in tokens.entries[at]:
        return False
    code, infinitive = tokens.code("grammar", at - 1), tokens.lexicon.endings.get("infinitive")
    if code in ("be", "have") or tokens.code("grammar", at) == "verb" or is_finite(tokens, tokens.words[at]):
        return True
    return code == "verb" and infinitive is not None and normal(tokens.words[at]).endswith(infinitive)


def level_after(tokens: Tokens, numeral: Numeral, thing: Thing) -> bool:
    """What a level counts where its verb stands behind it: ``do 76 wzrosła liczba ofiar``."""
    stop = tokens.sentence(numeral.first)[1]
    for at in range(numeral.last + 1, min(numeral.last + 4, stop - 1)):
        if "count_nouns" in tokens.entries[at]:
            _counted_after(tokens, thing, at + 1, stop)
            found = noun_at(tokens, thing.first)
            if found is not None and thing.named:
                thing.noun, thing.last, thing.own, thing.end = found[0], max(thing.first + found[1], thing.last), True, thing.last
            return thing.named
    return False


def _is_small(tokens: Tokens, at: int) -> bool:
    """A hedge, an article, a preposition: a word between a noun and its number."""
    entry = tokens.entries[at]
    return (
        not entry.keys().isdisjoint(("hedges_before", "linkers", "gap", "range_open"))
        or normal(tokens.words[at]) in tokens.lexicon.function_words
    )


def _is_content(tokens: Tokens, at: int) -> bool:
    word, entry = tokens.words[at], tokens.entries[at]
    if tokens.kinds[at] != WORD or at in tokens.dated or normal(word) in tokens.lexicon.function_words:
        return False
    if not entry.keys().isdisjoint(_NO_NOUNS):
        return "nouns" in entry
    return word[0].isupper() or not tokens.lexicon.capital_nouns


def _counted_after(tokens: Tokens, thing: Thing, at: int, stop: int) -> None:
    """The words after "the number of" up to the verb or the next sign."""
    while at < stop and "linkers" in tokens.entries[at]:
        at += 1
    end = at
    while (
        end < stop
        and tokens.kinds[end] == WORD
        and normal(tokens.words[end]) not in tokens.lexicon.function_words
        and end - at < 3
    ):
        if "change_verbs" in tokens.entries[end]:
            break
        end += 1
    thing.first, thing.last = at, end
