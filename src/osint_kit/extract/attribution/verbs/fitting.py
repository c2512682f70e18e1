"""Whether somebody can be the speaker of a verb."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.attribution.cues.openers import closes
from osint_kit.extract.attribution.cues.particles import pronoun_phrase
from osint_kit.extract.attribution.phrases import Phrase
from osint_kit.extract.attribution.verbs.clause import Verb
from osint_kit.extract.attribution.words import (
    ADVERB,
    AND,
    BE,
    CAPITAL,
    COUNTED,
    DET,
    GENITIVE,
    NAME,
    NEGATION,
    OF,
    PLACE,
    POSSESSIVE,
    QUANTITY,
    SPEAKER,
    THAT,
    Script,
)  # fmt: skip

_UNHEARD: Final = frozenset(
    ("dead", "wounded", "missing", "displaced", "loss", "event", "building", "munition", "equipment", "thing")
)


def _is_counted(script: Script, phrase: Phrase) -> bool:
    """Whether a phrase that closes with what figures count, no people, stands for nobody."""
    if not script.tokens.lexicon.right_headed or phrase.core & (SPEAKER | NAME | PLACE) or phrase.is_paper:
        return False
    head = next((i for i in range(phrase.start + 1, phrase.end) if script.flags[i] & OF), phrase.end) - 1
    if "count_nouns" in script.tokens.entries[head]:
        return True
    return not script.flags[head] & CAPITAL and script.tokens.code("nouns", head) in _UNHEARD


_EVENTS: Final = frozenset(("event", "building", "munition", "equipment", "thing"))


def _is_event(verb: Verb, phrase: Phrase) -> bool:
    """Whether what happened, and nobody, stands before a verb that tells nothing of it: "La marcha concluyó con 47 detenidos"."""
    script = verb.script
    if verb.kind not in ("say", "state", "show") or script.capital_nouns or script.tokens.lexicon.right_headed:
        return False
    if phrase.core & (SPEAKER | NAME | PLACE | CAPITAL) or phrase.is_paper:
        return False
    head = next((i for i in range(phrase.start, phrase.end) if script.flags[i] & COUNTED), phrase.end)
    if head == phrase.end or script.flags[head] & CAPITAL or script.tokens.code("nouns", head) not in _EVENTS:
        return False
    return not script.flags[verb.end] & THAT


_MINDS: Final = ("suspect", "promise", "expect", "plan")


def is_share(script: Script, at: int) -> bool:
    """Whether a percentage, perhaps in brackets, stands right before a token: "(52%) українців відкидають"."""
    before = at - 1 - (at > 1 and script.words[at - 1] in ").")
    if before < script.tokens.sentence(at)[0]:
        return False
    return script.tokens.code("units", before) == "percent"


def _asks_a_share(verb: Verb, phrase: Phrase) -> bool:
    """Whether a percentage, which is then the subject, follows a verb behind a mere noun: "na pytanie odpowiedziało 57 proc."."""
    script, at = verb.script, verb.end
    while at < verb.high and script.flags[at] & ADVERB and not script.flags[at] & QUANTITY:
        at += 1
    if not script.tokens.lexicon.inversion or phrase.core & (SPEAKER | NAME | PLACE) or not script.flags[at] & QUANTITY:
        return False
    return any(script.tokens.code("units", i) == "percent" for i in range(at + 1, min(at + 3, verb.high)))


def _is_bare(script: Script, phrase: Phrase) -> bool:
    """Whether a phrase has neither article nor name, so that it is no subject behind its verb: "…, agreed to pay 40 dollars"."""
    return script.tokens.lexicon.right_headed and not phrase.opening & (DET | POSSESSIVE | CAPITAL)


def fits(verb: Verb, phrase: Phrase, *, left: bool, anyone: bool = False) -> bool:
    """Whether a phrase can be the speaker of a verb.

    Of a verb that only speaks anybody can be, and so of any verb with a clause of content ("rechnet damit, dass") or after its
    content ("…, schätzt der Versicherer"); what only counts or shows needs somebody who speaks by nature.
    """
    return bool(pronoun_phrase(verb.script, phrase)) or _fits(verb, phrase, left=left, anyone=anyone)


def _fits(verb: Verb, phrase: Phrase, *, left: bool, anyone: bool) -> bool:
    script, kind = verb.script, verb.kind
    if (phrase.opening & QUANTITY and not phrase.core & SPEAKER) or phrase.opening & NEGATION:
        return False  # "no independent source has confirmed"
    if is_share(script, phrase.start) or (left and _asks_a_share(verb, phrase)):
        return False  # "4% українців очікують, …": a share of people tells nothing
    if (
        _is_counted(script, phrase)
        or (left and _is_event(verb, phrase))
        or (_closes_a_list(verb, phrase) if left else not _agrees(verb, phrase))
    ):
        return False  # "the number of cases reported since May is 310"
    own = phrase.opening & POSSESSIVE and not phrase.core & (SPEAKER | NAME | PLACE) and not phrase.is_paper
    if own and kind != "say" and script.tokens.lexicon.right_headed:
        return False  # "cut its growth forecast"
    if own and not left and not script.capital_nouns and not phrase.core & (COUNTED | CAPITAL):
        return False  # "…, poursuit sa baisse", but "…, raconte son mari"
    place = bool(phrase.core & PLACE) and not phrase.core & (SPEAKER | NAME)
    if kind == "show" or (kind == "state" and place and not verb.clausal()):
        return phrase.is_paper or bool(phrase.core & (SPEAKER | NAME))
    if kind == "find":
        return phrase.is_paper
    if phrase.core & (SPEAKER | NAME | PLACE) or phrase.name_like or (phrase.is_paper and (left or kind not in _MINDS)):
        return True
    told = (
        not left
        and verb.after_content()
        and not _is_bare(script, phrase)
        and (kind == "say" or closes(script, phrase.end, verb.pieces.end))
    )
    foreseen = kind == "plan" and not script.tokens.lexicon.pro_drop
    if (kind == "state" or foreseen) and not (anyone or told or verb.clausal()):
        return False
    if kind in _MINDS and not (left or anyone or told or verb.apart or verb.clausal()):
        return False
    if script.capital_nouns:
        return left or bool(phrase.opening & (DET | GENITIVE | POSSESSIVE))
    return left or told or bool(phrase.core & CAPITAL)


def _closes_a_list(verb: Verb, phrase: Phrase) -> bool:
    """Whether a phrase is the last of a list before a participle: "wurden in Latium, Umbrien und Marke registriert"."""
    flags, low, first = verb.script.flags, verb.low, verb.pieces.first
    if not verb.script.capital_nouns or verb.apart or verb.end < verb.high or phrase.start - 1 <= low <= first:
        return False
    listed = flags[phrase.start - 1] & AND and verb.script.words[low - 1] == ","
    return bool(listed) and any(flags[i] & BE for i in range(first, low - 1))


def _agrees(verb: Verb, phrase: Phrase) -> bool:
    """Whether one unknown word behind a verb can be its subject: no name is, of a verb in the plural, "300 beantragten Asyl"."""
    script, word = verb.script, verb.script.words[verb.anchor]
    if (
        not script.capital_nouns
        or phrase.core & (SPEAKER | NAME | PLACE)
        or phrase.end - phrase.start > 1
        or verb.after_content()
    ):
        return True
    return not (word.islower() and word.endswith("en"))
