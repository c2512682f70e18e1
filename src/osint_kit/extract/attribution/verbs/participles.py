"""The subject of a verb past a participle that describes it: "A statement received by AFP said"."""

from __future__ import annotations

from osint_kit.extract.attribution.cues.cue import Cue
from osint_kit.extract.attribution.owners import owner
from osint_kit.extract.attribution.phrases import Phrase, phrase_at, phrase_ending
from osint_kit.extract.attribution.verbs.clause import Verb
from osint_kit.extract.attribution.verbs.fitting import fits
from osint_kit.extract.attribution.words import (
    ADVERB,
    AND,
    BE,
    BY,
    COUNTED,
    DET,
    HAVE,
    LIKE,
    NAME,
    OF,
    PREP,
    QUANTITY,
    RELATIVE,
    SPEAKER,
    THAT,
    VERB,
)  # fmt: skip
from osint_kit.extract.tokens import MARK


def own_speaker(verb: Verb) -> Cue | None:
    """The speaker straight before a participle: "with organisers saying 20,000", "AP has police putting it at 3,000"."""
    script = verb.script
    if not script.tokens.lexicon.right_headed or not script.flags[verb.at - 1] & (SPEAKER | NAME):
        return None
    phrase = phrase_ending(script, verb.low, verb.at)
    if phrase is None or phrase.start <= verb.low:
        return None
    before = script.flags[phrase.start - 1]
    if not (before & HAVE or (before & PREP and not before & OF and not phrase.opening & DET)):
        return None
    source = owner(script, phrase, verb.at)[0]
    return Cue(verb.at, verb.end, "say", source, start=phrase.start, stop=verb.end, shape="front")


def amount_before(verb: Verb, at: int) -> int:
    """The first token of the amount that ends, with what it counts, before a token, or -1."""
    script, flags = verb.script, verb.script.flags
    while at > verb.low and flags[at - 1] & (COUNTED | ADVERB) and not flags[at - 1] & QUANTITY:
        at -= 1
    first = at
    while first > verb.low and (flags[first - 1] & QUANTITY or "currencies" in script.tokens.entries[first - 1]):
        first -= 1
    return first if first < at and verb.pieces.holds_number(first, at) else -1


def of_amount(verb: Verb, subject: Phrase) -> Cue | None:
    """The speaker of a clause that only tells of an amount before it: "well above the 40.2 billion analysts had predicted"."""
    script = verb.script
    closes = verb.end >= verb.high or script.kinds[verb.end] == MARK
    if "scales" in script.tokens.entries[subject.start]:  # billion analysts
        subject = subject._replace(start=subject.start + 1, opening=script.flags[subject.start + 1])
    if not script.tokens.lexicon.right_headed or not closes or subject.opening & QUANTITY or not subject.speaks:
        return None
    first = amount_before(verb, subject.start)
    if first <= verb.low:
        return None
    source = owner(script, subject, verb.anchor)[0]
    return Cue(verb.at, verb.end, verb.kind, source, start=subject.start, stop=verb.end, shape="object", reach=first)


def reduced_passive(verb: Verb) -> Cue | None:
    """The doer behind a participle that tells of what stands before it: "the 841 earlier reported by the ferry's owner"."""
    script, stop = verb.script, verb.end
    if not script.tokens.lexicon.right_headed or not script.flags[stop] & BY or not script.words[verb.at].endswith("ed"):
        return None
    phrase = phrase_at(script, stop + 1, verb.pieces.end)
    if phrase is None or not (phrase.core & (SPEAKER | NAME) or phrase.name_like):
        return None
    source, stop = owner(script, phrase, verb.pieces.end)
    if verb.at > verb.low and script.flags[verb.at - 1] & LIKE:
        return Cue(verb.at, verb.end, verb.kind, source, start=verb.at - 1, stop=stop)  # as confirmed by the ministry
    first = amount_before(verb, verb.at)
    return Cue(
        verb.at, verb.end, verb.kind, source, start=verb.at, stop=stop, shape="object", reach=first if first >= 0 else verb.at
    )


def _ends_at(verb: Verb, at: int) -> bool:
    """Whether one phrase, a name in brackets behind it, reaches from a token to the verb: "issued by the Centre for Peace and War (CPW) said"."""
    phrase = phrase_at(verb.script, at, verb.anchor)
    return phrase is not None and verb.pieces.skips.get(phrase.end, phrase.end) == verb.anchor


def _past_places(verb: Verb, at: int) -> int:
    """The token after the prepositions that follow a noun with what they govern: "letter [from the gang] received by"."""
    while at < verb.anchor and verb.script.flags[at] & PREP:
        governed = phrase_at(verb.script, at + 1, verb.anchor)
        at = governed.end if governed else at + 1
    return at


def past_participle(verb: Verb, begins: int) -> Cue | None:
    """The subject before words that describe it and hold no finite verb: "A caller claiming to speak for them told AFP"."""
    script = verb.script
    subject = phrase_at(script, begins, verb.anchor) if script.tokens.lexicon.right_headed else None
    if subject is None or not (subject.speaks or subject.opening & DET):
        return None
    at = _past_places(verb, subject.end)
    if at >= verb.anchor:
        return None
    word, between = script.words[at], script.flags[at : verb.anchor]
    described = (
        bool(script.flags[at + 1] & PREP) and (not any(flag & AND for flag in between) or _ends_at(verb, at + 2))
        if word.endswith("ed")  # "A statement received by AFP said"
        else word.endswith("ing") and script.codes("speech_verbs", at)
    )
    if not described or any(flag & (BE | HAVE | VERB | THAT | RELATIVE | QUANTITY) and not flag & DET for flag in between[1:]):
        return None
    return verb.said_by(subject, verb.anchor) if fits(verb, subject, left=True) else None
