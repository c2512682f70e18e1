"""What a numeral counts: unit, denominator, noun, and the words of the noun phrase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from osint_kit.extract.numerals import Numeral
from osint_kit.extract.tokens import MARK, NUMBER, WORD, Tokens
from osint_kit.lexicon.model import normal

_LOOK_BACK: Final = 40  # words before a numeral that may name what it counts
_PHRASE: Final = 7  # words between a numeral and its noun
_LABELS: Final = frozenset(("web", "social", "forum", "sources"))
_FATES: Final = frozenset(("dead", "wounded", "captive", "missing", "displaced", "loss"))
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
_INSIDE: Final = frozenset("-‑/\"'«»„“”‘’")


@dataclass(slots=True)
class Thing:
    """The counted thing of one numeral. Token positions are half open; ``noun`` is the lexicon's class of the head."""

    unit: str | None = None
    money: bool = False
    noun: str | None = None
    first: int = 0  # of the noun phrase
    last: int = 0
    end: int = 0  # after numeral, unit and noun phrase
    own: bool = False  # the noun stands at this numeral, not borrowed from another
    label: bool = False

    @property
    def named(self) -> bool:
        return self.last > self.first


def read_thing(tokens: Tokens, numeral: Numeral, begin: int, stop: int) -> Thing:
    """Unit and noun phrase of a numeral between the tokens ``begin`` (after the numeral before) and ``stop`` (the next one)."""
    thing = Thing(end=numeral.last)
    at = _unit(tokens, numeral, thing, stop)
    if tokens.lexicon.inversion and numeral.shape == "exact" and thing.unit is None and _inverted(tokens, numeral, thing, begin):
        return thing
    if label := _label(tokens, numeral, begin):
        thing.noun, thing.first, thing.last, thing.own, thing.label = label, *_label_span(tokens, numeral), True, True
        return thing
    _noun_after(tokens, thing, at, stop)
    if not thing.named:
        _noun_before(tokens, numeral, thing, begin)
    return thing


def _unit(tokens: Tokens, numeral: Numeral, thing: Thing, stop: int) -> int:
    """Read unit or currency after the numeral; the token after it."""
    at = numeral.last
    thing.money = numeral.currency is not None
    if numeral.share:
        thing.unit = "percent"
        return at
    if at < stop and tokens.words[at] in "-‑" and tokens.glued(at) and tokens.glued(at + 1):
        return _glued_unit(tokens, thing, at + 1)
    for near in (at, at + 1):
        if near >= stop:
            break
        if found := tokens.match("currencies", near):
            thing.money, thing.unit, thing.end = True, str(found[0]), near + found[1]
            return thing.end
        if (found := tokens.match("units", near)) and not _opens_designation(tokens, near):
            thing.unit, thing.end = str(found[0]), near + found[1]
            return thing.end
        if "linkers" not in tokens.entries[near]:
            break
    if thing.money:
        thing.unit = numeral.currency
    return at


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
    else:
        thing.end = at + 1
    return thing.end


# ---- the noun after the numeral ----


def _noun_after(tokens: Tokens, thing: Thing, at: int, stop: int) -> None:
    words, kinds, entries = tokens.words, tokens.kinds, tokens.entries
    first = at
    limit = min(stop, at + _PHRASE, len(tokens))
    function_words = tokens.lexicon.function_words
    content, last_noun, capital_nouns = 0, at, tokens.lexicon.capital_nouns
    while at < limit:
        entry = entries[at]
        if kinds[at] == MARK:
            if words[at] not in _INSIDE or (at == first and words[at] in "-‑/"):
                break
        elif (found := _noun_at(tokens, at)) and not (
            capital_nouns and words[at][0].islower() and _capital_follows(tokens, at + 1, limit)
        ):
            thing.noun, thing.first, thing.own = found[0], _without_links(tokens, first, at), True
            thing.last = _through_compound(tokens, thing, at + found[1], limit)
            if (
                thing.noun in _FATES
                and thing.last < limit
                and (whom := _noun_at(tokens, thing.last))
                and whom[0] in ("person", "soldier")
            ):
                thing.last += whom[1]  # 20 поранених солдатів
            thing.last = _with_designation(tokens, thing.last)
            thing.end = thing.last
            return
        elif content == 0 and (designation := _designation_end(tokens, at)) > at:
            if thing.noun is None and not _noun_within(tokens, designation, limit):
                thing.noun, thing.first, thing.last, thing.own = "equipment", _without_links(tokens, first, at), designation, True
                thing.end = designation
                return
            at = designation
            continue
        elif (
            kinds[at] == WORD
            and normal(words[at]) in function_words
            and not {"linkers", "delta_words"} & entry.keys()
            and not (thing.money and at == first and "purpose" in entry)
        ):
            break
        elif "clause_breaks" in entry or "range_to" in entry or (content and "purpose" in entry):
            break
        elif "speech_verbs" in entry and not _noun_within(tokens, at + 1, min(limit, at + 2)):
            break
        elif at in tokens.dated or ("events" in entry and not _noun_within(tokens, at + 1, min(limit, at + 3))):
            break
        elif kinds[at] == WORD:
            if _is_finite(tokens, words[at]):
                break
            if content and capital_nouns and words[at][0].islower():
                break  # the head was an unknown noun; what follows says more about it
            if words[at][0].isupper() or not capital_nouns:
                content, last_noun = content + 1, at + 1
        elif "linkers" in entry and content and not tokens.lexicon.right_headed and not capital_nouns:
            break
        at += 1
    if content:
        start = _without_links(tokens, first, last_noun)
        if start < last_noun and not _is_adverb(tokens, start, last_noun):
            thing.first, thing.last, thing.own, thing.end = start, last_noun, True, last_noun


def _noun_at(tokens: Tokens, at: int) -> tuple[str, int] | None:
    found = tokens.match("nouns", at)
    return None if found is None else (str(found[0]), found[1])


def _is_finite(tokens: Tokens, word: str) -> bool:
    """Whether an unknown word ends like a verb of a statement: ``трое считаются пропавшими``."""
    endings = tokens.lexicon.endings.get("finite")
    return bool(endings) and normal(word).endswith(endings) and normal(word) not in tokens.lexicon.endings.get("not_finite", ())


def _capital_follows(tokens: Tokens, at: int, limit: int) -> bool:
    """``gefallenen russischen Soldaten``: where nouns are written large, a small word before one is an adjective."""
    while at < limit and tokens.kinds[at] == WORD and normal(tokens.words[at]) not in tokens.lexicon.function_words:
        if tokens.words[at][0].isupper():
            return True
        at += 1
    return False


def _noun_within(tokens: Tokens, at: int, limit: int) -> bool:
    function_words = tokens.lexicon.function_words
    for near in range(at, limit):
        if tokens.kinds[near] == MARK and tokens.words[near] not in _INSIDE:
            return False
        if "nouns" in tokens.entries[near]:
            return True
        if normal(tokens.words[near]) in function_words:
            return False
    return False


def _through_compound(tokens: Tokens, thing: Thing, last: int, limit: int) -> int:
    """In ``20 drone strikes`` the last noun is the head; ``300 soldiers killed`` is what it says."""
    if not tokens.lexicon.right_headed:
        return last
    while last < limit and tokens.kinds[last] == WORD and (found := _noun_at(tokens, last)) is not None:
        if "events" in tokens.entries[last] and found[0] in _FATES:
            break
        thing.noun, last = found[0], last + found[1]
    return last


def _without_links(tokens: Tokens, first: int, last: int) -> int:
    while first < last and (
        not tokens.entries[first].keys().isdisjoint(("linkers", "delta_words", "purpose")) or _is_filler(tokens, first)
    ):
        first += 1
    return first


def _is_filler(tokens: Tokens, at: int) -> bool:
    small = "gap" in tokens.entries[at] and normal(tokens.words[at]) in tokens.lexicon.function_words
    return tokens.kinds[at] == MARK or small


def _is_adverb(tokens: Tokens, first: int, last: int) -> bool:
    """Nothing but dates and rates stands there: no thing."""
    return all(
        not tokens.entries[at].keys().isdisjoint(("months", "weekdays", "dates", "per", "events", "stances"))
        for at in range(first, last)
    )


def _designation_end(tokens: Tokens, at: int) -> int:
    """The token after a designation such as ``M-1989`` or ``BMP-2`` or ``T72`` at ``at``; ``at`` where there is none."""
    words, kinds = tokens.words, tokens.kinds
    if kinds[at] != WORD and kinds[at] != NUMBER:
        return at
    end, digits, letters = at + 1, kinds[at] == NUMBER, kinds[at] == WORD
    while end < len(tokens) and tokens.glued(end) and (kinds[end] != MARK or words[end] in "-‑/"):
        digits |= kinds[end] == NUMBER
        letters |= kinds[end] == WORD
        end += 1
    if kinds[end - 1] == MARK:
        end -= 1
    return end if digits and letters and end - at > 1 else at


def _with_designation(tokens: Tokens, last: int) -> int:
    """Take a designation that follows the noun into the phrase: ``howitzers M-1989``."""
    while (
        last < len(tokens)
        and tokens.glued(last)
        and (tokens.kinds[last] != MARK or (tokens.words[last] in "-‑" and tokens.glued(last + 1)))
    ):
        last += 1
    return _designation_end(tokens, last) if last < len(tokens) else last


# ---- the noun before the numeral ----


def _inverted(tokens: Tokens, numeral: Numeral, thing: Thing, begin: int) -> bool:
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
    if at < begin or tokens.kinds[at] != WORD:
        return False
    noun, unit = tokens.code("nouns", at), tokens.code("units", at)
    if unit is None and noun != "person":
        return False
    if numeral.word:
        numeral.shape = "about"
    thing.unit, thing.noun = (str(unit), None) if unit else (None, "person")
    thing.first, thing.last, thing.own, thing.end = at, at + 1 if unit is None else at, True, numeral.last
    return True


def _label(tokens: Tokens, numeral: Numeral, begin: int) -> str | None:
    """The kind of source that a tally names right before its number: ``Web: 10``, ``Social 139``."""
    at = numeral.first - 1
    if at >= begin and tokens.words[at] in ":=":
        at -= 1
    if at < begin:
        return None
    begin = max(begin, at - 2)
    found = next(
        (found for first in range(begin, at + 1) if (found := _noun_at(tokens, first)) and first + found[1] == at + 1), None
    )
    code = found[0] if found else None
    colon = tokens.words[at + 1] in ":="
    if code not in _LABELS or not (colon or tokens.words[at][0].isupper()):
        return None
    if colon or code != "sources":
        return str(code)
    return None


def _label_span(tokens: Tokens, numeral: Numeral) -> tuple[int, int]:
    at = numeral.first - 1
    if tokens.words[at] in ":=":
        at -= 1
    return at, at + 1


def _noun_before(tokens: Tokens, numeral: Numeral, thing: Thing, begin: int) -> None:
    """``Die Zahl der Angriffe stieg auf 340``, ``Tote: 12``, ``the death toll stood at 38``."""
    begin = max(begin, numeral.first - _LOOK_BACK)
    for at in range(numeral.first - 1, begin - 1, -1):
        entry = tokens.entries[at]
        if "clause_breaks" in entry or tokens.words[at] in ";!?" or tokens.words[at][0] == "\n":
            break
        if "nouns" not in entry:
            continue
        found = _noun_at(tokens, at)
        if found is None:
            continue
        sign = tokens.words[at + found[1] : at + found[1] + 1]
        labelled = sign in ([":"], ["–"], ["—"], ["‒"], ["-"]) and numeral.first - at - found[1] <= 3
        count = next((near for near in range(at - 1, max(begin, at - 8) - 1, -1) if "count_nouns" in tokens.entries[near]), None)
        counted = count is not None
        if count is not None:  # of "the number of attacks on ships" attacks are counted
            at = next(near for near in range(count + 1, at + 1) if "nouns" in tokens.entries[near])
            found = _noun_at(tokens, at) or found
        if labelled or counted or found[0] in _FATES or thing.money:
            thing.noun, thing.first, thing.last = found[0], at, at + found[1]
            return
    for at in range(numeral.first - 1, begin - 1, -1):
        if "count_nouns" in tokens.entries[at] and "linkers" in tokens.entries[at + 1]:
            _counted_after(tokens, thing, at + 1, numeral.first)
            return
    if thing.money or thing.unit is not None or _is_level(tokens, numeral, begin):
        _measured_before(tokens, numeral, thing)


def _is_level(tokens: Tokens, numeral: Numeral, begin: int) -> bool:
    """``rose from 300 to 500``: a number that a change leads to or from."""
    at = numeral.first - 1
    while at > begin and "hedges_before" in tokens.entries[at]:
        at -= 1
    if at < begin or tokens.entries[at].keys().isdisjoint(("change_to", "change_from", "change_by")):
        return False
    return any("change_verbs" in tokens.entries[near] for near in range(max(begin, at - _LOOK_BACK), at))


def _measured_before(tokens: Tokens, numeral: Numeral, thing: Thing) -> None:
    """What a sum, a share or a level is of, where it stands before it: "einer Ausfallrate von 50 %", "the package is worth $500m"."""
    begin = max(tokens.sentence(numeral.first)[0], numeral.first - _LOOK_BACK)
    end = numeral.first
    while end > begin and not _is_content(tokens, end - 1):
        dash = tokens.words[end - 1] in "–—‒-" and not tokens.glued(end) and not tokens.glued(end - 1)  # stands for "is"
        if tokens.kinds[end - 1] == MARK and tokens.words[end - 1] in ";:.–—\n" and not dash:
            return
        end -= 1
    start = end
    while start > begin and end - start < 4 and (_is_content(tokens, start - 1) or "linkers" in tokens.entries[start - 1]):
        start -= 1
    thing.first, thing.last = _without_links(tokens, start, end), end


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
