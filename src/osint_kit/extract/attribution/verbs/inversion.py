"""The subject after a verb of speech: "sagte der Minister", "dijo el alcalde", "a dit à l'AFP le gouverneur"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from osint_kit.extract.attribution.cues.cue import Cue
from osint_kit.extract.attribution.cues.particles import pronoun_code, pronoun_phrase
from osint_kit.extract.attribution.owners import owner
from osint_kit.extract.attribution.phrases import BEGINS, Phrase, is_time, phrase_at
from osint_kit.extract.attribution.verbs.cases import subject_within
from osint_kit.extract.attribution.verbs.clause import SUBJECTS, Verb, skipped
from osint_kit.extract.attribution.verbs.fitting import fits
from osint_kit.extract.attribution.verbs.introduced import introduced, past_attribute
from osint_kit.extract.attribution.words import (
    ACRONYM,
    ADVERB,
    AND,
    BE,
    BUT,
    DET,
    FUNCTION,
    HAVE,
    LIKE,
    NAME,
    NOUN,
    OBLIQUE,
    POSSESSIVE,
    PREP,
    PRONOUN,
    QUANTITY,
    RELATIVE,
    SPEAKER,
    SUBORDINATE,
    THAT,
    TIME,
    VERB,
    Script,
)  # fmt: skip
from osint_kit.extract.quotes import is_quote_mark
from osint_kit.extract.tokens import WORD

OPENERS: Final = AND | BUT | THAT | SUBORDINATE | RELATIVE | LIKE | ADVERB | FUNCTION | TIME


def inverted(verb: Verb) -> Cue | None:
    """The subject after the verb: "sagte der Minister", "teilte am Dienstag das Ministerium mit", "said X"."""
    script, flags, kinds = verb.script, verb.script.flags, verb.script.kinds
    if script.tokens.lexicon.right_headed and (
        not all(flags[k] & OPENERS for k in range(verb.low, verb.anchor)) or _only_names(verb)
    ):
        return None  # "a caller who would not be named told AFP": the English verb stands first where its subject follows
    i, limit = (verb.anchor + 1, verb.at) if verb.apart else (max(verb.end, verb.anchor + 1), verb.high)
    while i < limit:
        flag = flags[i]
        if past := skipped(script, i, limit) or verb.pieces.skips.get(i, i) - i:  # "podała w czwartek (23.06) straż"
            i += past
            continue
        if flag & PRONOUN and not flag & (NOUN | BEGINS):
            if pronoun_code(script, i) in SUBJECTS:
                return verb.by_pronoun(i)
        elif kinds[i] == WORD and flag & PREP and not flag & NOUN:
            phrase = None if script.capital_nouns else introduced(verb, i, limit)
            if phrase is not None and not _is_told(verb, phrase):
                return _placed_after(verb, phrase, limit)
            phrase = phrase or phrase_at(script, i + 1, limit)
            i = (subject_within(script, phrase.start + 1, phrase.end, verb.anchor) or phrase.end) if phrase else i + 1
            continue
        elif not flag & (ADVERB | TIME | (BE if verb.is_cleft() else 0)) or flag & NOUN:
            break
        i += 1
    phrase = phrase_at(script, i, limit if verb.apart else verb.pieces.end)
    phrase = past_attribute(verb, phrase) or phrase
    likened = script.tokens.lexicon.inversion and flags[verb.low] & LIKE  # "Jak podaje PAP stanowi to …"
    if (
        phrase is not None
        and not (script.capital_nouns or likened)
        and flags[phrase.end] & _no_speaker(script)
        and kinds[phrase.end] == WORD
    ):
        return None  # "said Iran had sent": the subject of what is said
    if phrase is None or _is_no_subject(script, phrase):
        return None
    if code := pronoun_phrase(script, phrase):
        return replace(verb.cue(None, verb.anchor, phrase.end), pointer=code, mention=(phrase.start, phrase.end))
    fit = fits(verb, phrase, left=False) and not _is_object(verb, phrase) and not _is_a_count(verb, phrase, i)
    return _placed_after(verb, phrase, verb.pieces.end) if fit else None


def _is_a_count(verb: Verb, phrase: Phrase, at: int) -> bool:
    """Whether the number of something, and nobody, stands behind the verb: "…, put the number of troops at"."""
    counts = any("count_nouns" in verb.script.tokens.entries[k] for k in range(at, phrase.end))
    return counts and not (phrase.speaks or verb.kind == "show")


def _is_no_subject(script: Script, phrase: Phrase) -> bool:
    """Whether a phrase is an object, a time, or an amount before what it counts: "elevó a [2.400 los vecinos] desalojados"."""
    opening = phrase.opening
    amount = opening & QUANTITY and script.flags[phrase.start + 1] & DET and script.tokens.lexicon.pro_drop
    return bool(amount or (opening & OBLIQUE and not opening & DET)) or is_time(phrase)


def _is_object(verb: Verb, phrase: Phrase) -> bool:
    """Whether a paper behind "and" and its verb is what is told: "La Justicia cerró y comunicó al Congreso el escrutinio"."""
    script, at = verb.script, verb.anchor - 1
    told = phrase.is_paper and not phrase.speaks and script.tokens.lexicon.pro_drop
    return bool(told and script.flags[at] & AND) and script.kinds[at - 1] == WORD


def _is_told(verb: Verb, phrase: Phrase) -> bool:
    """Whether the subject follows who is told: "a indiqué à l'AFP le gouverneur", "… à Reuters Ali Dupont"."""
    flags, at = verb.script.flags, phrase.end
    while flags[at] & (ADVERB | TIME) and not flags[at] & BEGINS:
        at += 1
    subject = phrase_at(verb.script, at, verb.pieces.end)
    if subject is None or subject.opening & QUANTITY or is_time(subject):
        return False
    anyone = verb.after_content() and subject.start not in verb.script.tokens.dated  # "…", a dit à Reuters la jeune femme
    named = bool(subject.opening & (DET | POSSESSIVE) and (anyone or subject.core & SPEAKER)) or (
        subject.name_like and not subject.core & ACRONYM
    )
    return named and fits(verb, subject, left=False)


def _placed_after(verb: Verb, phrase: Phrase, end: int) -> Cue:
    source, stop = owner(verb.script, phrase, end)
    cue = verb.cue(source, verb.at if verb.apart else verb.anchor, stop)
    cue.named = bool(phrase.core & (SPEAKER | NAME)) or phrase.name_like
    return cue


def _only_names(verb: Verb) -> bool:
    """Whether a participle behind a comma only names: "The ship, called the Star, carried 40 men"."""
    script, low = verb.script, verb.low
    bare = script.tokens.lexicon.right_headed and verb.kind == "state" and verb.after_content()
    return bare and not is_quote_mark(script.words[low - 1])


def _no_speaker(script: Script) -> int:
    """What stands behind a phrase that only looks like the subject: "said Iran had sent", "told reporters that"."""
    return HAVE | BE | VERB | (THAT if script.tokens.lexicon.right_headed else 0)
