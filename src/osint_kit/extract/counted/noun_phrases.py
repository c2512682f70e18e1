"""The noun phrase after a numeral: its head, what the lexicon knows of it, and designations such as M-1989."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from osint_kit.extract.tokens import MARK, NUMBER, WORD, Tokens
from osint_kit.lexicon.phrases import normal

PEOPLE: Final = frozenset(("soldier", "person", "civilian", "responder"))
FATES: Final = frozenset(("dead", "wounded", "captive", "missing", "displaced", "loss"))
_PHRASE: Final = 7  # words between a numeral and its noun
_BEFORE_DESIGNATION: Final = 2  # words the lexicon does not know that may stand before one: 32 used F-16s
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
    lives: bool = False  # so many live in a place that is named: a town of 27,000
    men: bool = False  # the noun is "men" or the like: soldiers, where they were called up

    @property
    def named(self) -> bool:
        return self.last > self.first


def noun_after(tokens: Tokens, thing: Thing, at: int, stop: int) -> None:
    """Read the noun phrase that begins at token ``at`` into the thing: a known noun, a designation, or unknown words of content."""
    first, limit = at, min(stop, at + _PHRASE, len(tokens))
    content, last_noun = 0, at
    while at < limit:
        if tokens.kinds[at] == MARK:
            if tokens.words[at] not in _INSIDE or (at == first and tokens.words[at] in "-‑/"):
                break
        elif found := _head_at(tokens, at, limit):
            _take_noun(tokens, thing, first, at, found, limit)
            return
        elif content <= _BEFORE_DESIGNATION and (designation := _designation_end(tokens, at)) > at:
            if thing.noun is None and not _noun_within(tokens, designation, limit):
                thing.noun = "equipment"
                _take_words(thing, without_links(tokens, first, at), designation)
                return
            at = designation
            continue
        elif _ends_phrase(tokens, thing, at, first, (stop, limit), content) or _says_more(tokens, at, content):
            break
        elif tokens.kinds[at] == WORD and (tokens.words[at][0].isupper() or not tokens.lexicon.capital_nouns):
            content, last_noun = content + 1, at + 1
        at += 1
    start = without_links(tokens, first, last_noun)
    if content and start < last_noun and not _is_adverb(tokens, start, last_noun):
        _take_words(thing, start, last_noun)


def _head_at(tokens: Tokens, at: int, limit: int) -> tuple[str, int] | None:
    """A noun of the lexicon at ``at``, unless it is an adjective before another noun."""
    found = noun_at(tokens, at)
    if found and tokens.lexicon.capital_nouns and tokens.words[at][0].islower() and _capital_follows(tokens, at + 1, limit):
        return None
    return found


def _take_noun(tokens: Tokens, thing: Thing, first: int, at: int, found: tuple[str, int], limit: int) -> None:
    """Make the known noun at ``at`` the head of the thing, with what belongs to it on its right."""
    head = _head_of_people(tokens, at, limit)
    if head and (whose := noun_at(tokens, head)):
        at, found = head, whose
    thing.noun = found[0]
    last = _through_compound(tokens, thing, at + found[1], limit)
    whom = noun_at(tokens, last) if thing.noun in FATES and last < limit else None
    if whom and whom[0] in ("person", "soldier"):
        last += whom[1]  # 20 поранених солдатів
    _take_words(thing, without_links(tokens, first, at), _with_designation(tokens, last))


def _take_words(thing: Thing, first: int, last: int) -> None:
    """Make the words from ``first`` to ``last`` the numeral's own noun phrase."""
    thing.first, thing.last, thing.end, thing.own = first, last, last, True


def _says_more(tokens: Tokens, at: int, content: int) -> bool:
    """Whether the word at ``at`` is a verb, or says more of an unknown noun that came before it."""
    if tokens.kinds[at] == WORD:
        lower = tokens.lexicon.capital_nouns and tokens.words[at][0].islower()
        return is_finite(tokens, tokens.words[at]) or bool(content and lower)
    links = "linkers" in tokens.entries[at] and not tokens.lexicon.right_headed and not tokens.lexicon.capital_nouns
    return bool(content and links)


def _ends_phrase(tokens: Tokens, thing: Thing, at: int, first: int, ends: tuple[int, int], content: int) -> bool:
    """Whether the word at ``at`` cannot belong to the noun phrase: a function word, a verb, a date, the end of the clause."""
    entry, (stop, limit) = tokens.entries[at], ends
    if at in tokens.dated or tokens.match("clause_breaks", at) or "range_to" in entry or (content and "purpose" in entry):
        return True
    if "hedges_before" in entry and (hedge := tokens.match("hedges_before", at)) and at + hedge[1] == stop:
        return True  # "611 of its more than 10,000 staff"
    if "source_before" in entry and (said := tokens.match("source_before", at)) and said[1] > 1:
        return True  # "45 according to the hospital"
    if tokens.kinds[at] == WORD and is_function_word(tokens, at):
        what_for = thing.money and at == first and "purpose" in entry
        if not what_for and not {"linkers", "delta_words"} & entry.keys():
            return True
    if not tokens.lexicon.capital_nouns and tokens.code("grammar", at) == "verb":
        return _designation_end(tokens, at + 1) == at + 1  # 1.400 siguen presos, but 32 used F-16s
    if tokens.match("speech_verbs", at) and not _noun_within(tokens, at + 1, min(limit, at + 2)):
        return True
    event = tokens.match("events", at)
    past = at + (event[1] if event else 1)  # the noun of "taken hostage" is not what is counted
    if not _opens_event(tokens, at) or _noun_within(tokens, past, min(limit, past + 2)):
        return False
    return at + 1 >= limit or _designation_end(tokens, at + 1) == at + 1  # two destroyed Ka-52


def _opens_event(tokens: Tokens, at: int) -> bool:
    """Whether a word tells what happened, or begins to; of a small word ("de" of "de rehén") only the whole phrase does."""
    if "events" not in tokens.entries[at]:
        return False
    small = normal(tokens.words[at]) in tokens.lexicon.function_words
    return not small or tokens.match("events", at) is not None


def noun_at(tokens: Tokens, at: int) -> tuple[str, int] | None:
    """The lexicon's class of the noun at a token, and how many words it takes."""
    found = tokens.match("nouns", at)
    return None if found is None else (str(found[0]), found[1])


def _head_of_people(tokens: Tokens, at: int, limit: int) -> int:
    """The noun that the name of a people only describes: 22 Chinese military aircraft; 0 where it is the head itself."""
    word, after = tokens.words[at], at + 1
    if not tokens.lexicon.right_headed or "actors" not in tokens.entries[at] or word.endswith("s") or after + 1 >= limit:
        return 0
    small = tokens.kinds[after] == WORD and not tokens.words[after].endswith(("ing", "ed"))
    free = small and after not in tokens.dated and not tokens.entries[after].keys() & {"events", "speech_verbs", "grammar"}
    if not free or normal(tokens.words[after]) in tokens.lexicon.function_words or noun_at(tokens, after):
        return 0
    return after + 1 if noun_at(tokens, after + 1) else 0


def is_finite(tokens: Tokens, word: str) -> bool:
    """Whether an unknown word ends like a verb of a statement: ``трое считаются пропавшими``."""
    endings = tokens.lexicon.endings.get("finite")
    return (
        endings is not None
        and normal(word).endswith(endings)
        and normal(word) not in tokens.lexicon.endings.get("not_finite", ())
    )


def _capital_follows(tokens: Tokens, at: int, limit: int) -> bool:
    """``gefallenen russischen Soldaten``: where nouns are written large, a small word before one is an adjective."""
    while at < limit and tokens.kinds[at] == WORD and normal(tokens.words[at]) not in tokens.lexicon.function_words:
        if tokens.words[at][0].isupper():
            return True
        at += 1
    return False


def _noun_within(tokens: Tokens, at: int, limit: int) -> bool:
    for near in range(at, limit):
        if tokens.kinds[near] == MARK and tokens.words[near] not in _INSIDE:
            return False
        if "nouns" in tokens.entries[near]:
            return True
        if is_function_word(tokens, near):
            return False
    return False


def is_function_word(tokens: Tokens, at: int) -> bool:
    """Whether a word is a small one of the language: who, but not WHO."""
    word = tokens.words[at]
    return normal(word) in tokens.lexicon.function_words and not (len(word) > 1 and word.isupper())


def _through_compound(tokens: Tokens, thing: Thing, last: int, limit: int) -> int:
    """In ``20 drone strikes`` the last noun is the head; ``300 soldiers killed`` is what it says."""
    if not tokens.lexicon.right_headed:
        return last
    while last < limit and tokens.kinds[last] == WORD and (found := noun_at(tokens, last)) is not None:
        if "events" in tokens.entries[last] and found[0] in FATES:
            break
        if found[0] == "event" and tokens.words[last - 1].endswith("s") and not tokens.words[last + found[1] - 1].endswith("s"):
            break  # "eighty marines patrol the river": what many are is a plural
        thing.noun, last = found[0], last + found[1]
    return last


def without_links(tokens: Tokens, first: int, last: int) -> int:
    """The first token of a phrase that is more than "of", "another" or an article."""
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
    if at >= len(tokens) or (kinds[at] != WORD and kinds[at] != NUMBER):
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


def is_only_a_manner(tokens: Tokens, thing: Thing) -> bool:
    """``15,664 suspected and 2,863 confirmed cases``: the first number's own words are no noun."""
    return thing.noun is None and all(
        not tokens.entries[at].keys().isdisjoint(("stances", "speech_verbs", "events")) for at in range(thing.first, thing.last)
    )
