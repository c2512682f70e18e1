"""The subject of a verb of speech: before it, after it, or in front of a comma."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from osint_kit.extract.attribution.cues.cue import Cue
from osint_kit.extract.attribution.cues.particles import pronoun_code
from osint_kit.extract.attribution.owners import owner
from osint_kit.extract.attribution.phrases import BEGINS, Phrase, is_time, phrase_at, phrase_ending, phrases_between
from osint_kit.extract.attribution.pieces import Pieces
from osint_kit.extract.attribution.verbs.asides import before_comma, cited_before, is_participle, told_of
from osint_kit.extract.attribution.verbs.cases import past_governed
from osint_kit.extract.attribution.verbs.clause import SUBJECTS, Verb, leads
from osint_kit.extract.attribution.verbs.fitting import fits, is_share
from osint_kit.extract.attribution.verbs.inversion import OPENERS, inverted
from osint_kit.extract.attribution.verbs.participles import of_amount, past_participle
from osint_kit.extract.attribution.words import (
    ADVERB,
    AND,
    BE,
    BUT,
    BY,
    CAPITAL,
    COUNTED,
    DET,
    DOCUMENT,
    EVENT,
    HAVE,
    INFINITIVE,
    LIKE,
    NAME,
    NEGATION,
    NOUN,
    OBLIQUE,
    OF,
    PLACE,
    POSSESSIVE,
    PREP,
    PRONOUN,
    QUANTITY,
    RELATIVE,
    SPEAKER,
    SPEECH,
    STATEMENT,
    SUBORDINATE,
    THAT,
    TIME,
    VERB,
    Script,
)  # fmt: skip
from osint_kit.extract.tokens import MARK, WORD


def subject_cue(verb: Verb) -> Cue | None:
    """The cue of a verb whose subject stands in the text."""
    script, flags = verb.script, verb.script.flags
    if script.tokens.lexicon.pro_drop and _is_aside(verb):
        return None  # "Los hospitales, añadió, …": whoever spoke before
    begins = verb.low
    while begins < verb.anchor and flags[begins] & (AND | BUT) and not flags[begins] & (NOUN | SUBORDINATE):
        begins += 1
    begins = _past_dateline(verb, begins) if begins == verb.pieces.first and script.capital_nouns else begins
    opening = flags[begins] if begins < verb.anchor and script.kinds[begins] == WORD else 0
    if script.capital_nouns and begins == verb.pieces.first and opening & DET:
        opening &= ~RELATIVE  # "Die Kommission – … – sagt, dass"
    if opening & (PREP | OF) and begins + 1 < verb.anchor and begins > verb.pieces.first and flags[begins + 1] & RELATIVE:
        begins, opening = begins + 1, SUBORDINATE  # in dem er … angab
    if opening & LIKE or (opening & (THAT | SUBORDINATE | RELATIVE) and script.capital_nouns and _stands_last(verb)):
        return _in_clause(verb, begins, opening)
    joint = _last_joint(script, begins, verb.anchor)
    return _past_relative(verb, joint) or _in_main_clause(verb, joint + 1 if joint >= 0 else begins, opening)


def _past_dateline(verb: Verb, at: int) -> int:
    """The token after a place and an agency in brackets: "Bern (sda) | Der Verband verlangt …"."""
    stop, flags = verb.pieces.skips.get(at + 1, verb.anchor), verb.script.flags
    return stop if stop < verb.anchor and flags[stop] & BEGINS and flags[stop] & CAPITAL else at


def _is_aside(verb: Verb) -> bool:
    """Whether a verb stands all by itself between two commas."""
    words, alone = verb.script.words, verb.at == verb.low and verb.end == verb.high
    if not alone or verb.low <= 0 or verb.high + 1 >= verb.pieces.end or verb.script.flags[verb.high + 1] & THAT:
        return False
    return words[verb.low - 1] == "," == words[verb.high]


def _in_main_clause(verb: Verb, begins: int, opening: int) -> Cue | None:
    pronoun = _pronoun_beside(verb)
    if pronoun is None:
        pronoun = _pronoun_before(verb, begins)
    if pronoun is not None:
        return verb.by_pronoun(pronoun)
    subject = past_governed(verb.pieces, begins, verb.anchor, _subject_before(verb.pieces, begins, verb.anchor))
    if subject is not None and is_share(verb.script, subject.start) and verb.kind == "say":
        return None  # "46 proc. Polaków źle ocenia pracę rządu"
    if subject is not None and fits(verb, subject, left=True):
        lexicon = verb.script.tokens.lexicon
        if not subject.speaks and (lexicon.capital_nouns or (lexicon.inversion and _may_be_object(verb.script, subject))):
            cue = inverted(verb)
            if cue is not None and cue.named and cue.source:
                held = not lexicon.capital_nouns and verb.pieces.holds_number(begins, verb.anchor)
                # "die Zahl der Toten bezifferte der Bürgermeister", "informację o 40 zabitych podała policja"
                return replace(cue, inner=begins) if held else cue
        cue = of_amount(verb, subject) or verb.said_by(subject, verb.anchor)
        if cue.shape == "object":
            return cue
        joined = begins > verb.low and _is_relative(verb.script, begins - 1)
        return _of_antecedent(verb, cue, begins - 1) if joined or (opening & RELATIVE and subject.start > verb.low) else cue
    if opening & RELATIVE and begins > verb.pieces.first and (not verb.script.capital_nouns or _stands_last(verb)):
        return _relative(verb)
    if subject is not None and (cue := _after_object(verb, begins)) is not None:
        return cue
    return _behind(verb, begins, subject)


def _behind(verb: Verb, begins: int, subject: Phrase | None) -> Cue | None:
    """The cue of a verb that has no speaker before it."""
    bare = subject is None and _reaches(verb.pieces, begins, verb.anchor)
    cue = _closing(verb) or _after_apposition(verb, begins, sure=True) if bare else None
    if cue is None and (subject is None or verb.script.capital_nouns):
        cue = inverted(verb)
        if cue is not None and cue.source and cue.named and cue.inner < 0 and _holds_object(verb, begins):
            cue.inner = begins
        if bare and begins < verb.anchor and (cue is None or not cue.named):
            cue = _located(verb, begins) or cue
    if cue is None and bare:
        cue = _after_apposition(verb, begins, sure=False)
    return cue or past_participle(verb, begins)


def _after_object(verb: Verb, begins: int) -> Cue | None:
    """The subject behind a verb whose object, with an amount, stands before it: "300 casos registra el Ministerio"."""
    if not verb.script.tokens.lexicon.pro_drop or not verb.pieces.holds_number(begins, verb.anchor):
        return None
    cue = inverted(verb)
    return replace(cue, inner=begins) if cue is not None and cue.named and cue.source else None


def _may_be_object(script: Script, subject: Phrase) -> bool:
    """Whether a phrase before a verb can be what is told: a paper, or what an amount counts."""
    before = subject.start - 1 - (script.words[subject.start - 1] == ".")  # "30 tys. chorych"
    return subject.is_paper or bool(script.flags[before] & QUANTITY and subject.core & COUNTED)


def _holds_object(verb: Verb, begins: int) -> bool:
    """Whether an object with an amount, which is then what is told, opens a clause: "Informację o 40 zabitych podał gubernator"."""
    object_first = verb.script.tokens.lexicon.inversion and begins < verb.anchor
    return bool(object_first) and verb.pieces.holds_number(begins, verb.anchor)


def _closing(verb: Verb) -> Cue | None:
    """A speaker behind the verb who closes the sentence after what is said: "… près de l'hôpital, le plus grand, a annoncé le maire"."""
    script, pieces = verb.script, verb.pieces
    if script.capital_nouns or verb.kind != "say" or not verb.after_content():
        return None
    if verb.anchor == verb.low and script.tokens.lexicon.right_headed:
        return None
    named = before_comma(pieces, verb.low, sure=True)
    if named is None or named.start < pieces.first + 3 or not pieces.holds_number(pieces.first, named.start):
        return None
    cue = inverted(verb)
    closes = cue is not None and (cue.stop >= pieces.end - 1 or script.words[cue.stop] in ",.")
    return cue if closes and cue is not None and cue.source and cue.named else None


def _is_relative(script: Script, joint: int) -> bool:
    """Whether the word that opens a clause stands for the thing before it: "the nine that rebels claim"."""
    flags = script.flags
    if flags[joint] & RELATIVE and not flags[joint] & THAT:
        return True
    before = flags[joint - 1]
    return bool(flags[joint] & THAT and before & (QUANTITY | COUNTED)) and not before & (SPEECH | DOCUMENT | STATEMENT)


def _of_antecedent(verb: Verb, cue: Cue, joint: int) -> Cue:
    """What is said stands before the clause: in its own piece, or in the one before the comma."""
    joint = max(joint, verb.low)
    reach = verb.low if joint > verb.low else verb.pieces.around(max(verb.pieces.first, verb.low - 2))[0]
    return replace(cue, shape="both", start=joint, reach=reach)


_JOINTS: Final = THAT | LIKE | SUBORDINATE | RELATIVE


def _last_joint(script: Script, begins: int, verb: int) -> int:
    """The last word before a verb that opens a clause within the piece, or -1."""
    for i in range(verb - 1, begins - 1, -1):
        flag = script.flags[i]
        if script.kinds[i] == WORD and flag & _JOINTS and not flag & (BEGINS | NOUN | PREP | ADVERB):
            return i
        if i == begins and flag & SUBORDINATE and script.tokens.lexicon.right_headed and not flag & (BEGINS | NOUN | ADVERB):
            return i  # "after a rights group put it at 160"
    return -1


def _past_relative(verb: Verb, joint: int) -> Cue | None:
    """The phrase before a clause that is part of it: "The group that monitors the war said"."""
    if joint <= verb.low or verb.script.capital_nouns:
        return None
    subject = _subject_before(verb.pieces, joint + 1, verb.anchor)
    if (subject is not None and subject.speaks) or _pronoun_before(verb, joint + 1) is not None:
        return None  # "the village that officials said was taken"
    named = phrase_ending(verb.script, verb.low, joint)
    return verb.said_by(named, joint) if named is not None and named.speaks else None


_SKIPPED: Final = ADVERB | HAVE | BE | NEGATION | TIME
_HINDERS: Final = VERB | SPEECH | THAT | RELATIVE | SUBORDINATE | EVENT


def _subject_before(pieces: Pieces, first: int, verb: int) -> Phrase | None:
    """The subject of a verb after it: the last phrase that no preposition governs, with nothing but adverbials between."""
    script = pieces.script
    subject: Phrase | None = None
    for phrase, governed in phrases_between(script, first, verb, pieces.skips):
        hidden = governed or _is_done_by(script, phrase, first)
        if not hidden and not is_time(phrase) and not _stands_for_what_is_said(script, phrase):
            subject = phrase  # not "los que lograron salvar [su vida] dijeron"
    if subject is None or (subject.opening & OBLIQUE and not subject.opening & DET):
        return None
    return subject if _reaches(pieces, subject.end, verb) else None


def _is_done_by(script: Script, phrase: Phrase, first: int) -> bool:
    """Whether a verb form stands where a subject could: "contrôlé par le Hamas", "avait [démarré]", "s'[exprimant]", "salvar [su vida]"."""
    flags, start, tokens = script.flags, phrase.start, script.tokens
    before = flags[start - 1] if start > first else 0
    if script.capital_nouns or (flags[start] | before) & INFINITIVE:
        return not script.capital_nouns
    if flags[start] & (BEGINS | CAPITAL) or phrase.core & (SPEAKER | NAME):
        return False
    elided = before & ADVERB and tokens.lexicon.elision and tokens.ends[start - 1] == tokens.starts[start]
    return bool(before & HAVE or elided) or any(flag & BY for flag in flags[start : phrase.end])


def _stands_for_what_is_said(script: Script, phrase: Phrase) -> bool:
    """Whether a phrase before the verb can only be its object, the subject behind it: "Taką liczbę podała policja"."""
    if not script.tokens.lexicon.inversion or phrase.speaks:
        return False
    starts = range(max(0, phrase.start - 1), phrase.start + 1)  # "[Подробности] произошедшего сообщил …"
    return any(
        code == "before" and count > 1 and at + count == phrase.end
        for at in starts
        for code, count in script.codes("carried", at)
    )


def _reaches(pieces: Pieces, at: int, verb: int) -> bool:
    script = pieces.script
    flags, kinds = script.flags, script.kinds
    while at < verb:
        flag = flags[at]
        if at in pieces.skips:
            at = pieces.skips[at]
            continue
        if kinds[at] == MARK and not _is_within(script, at):
            return False  # a comma within a piece only sets an adverb off: "El vocero, además, señaló"
        if kinds[at] == WORD and flag & PREP:
            phrase = phrase_at(script, at + 1, verb)
            at = phrase.end if phrase else at + 1
            continue
        joins = flag & (AND | BUT) and not flag & ADVERB and leads(script, at + 1, verb)
        if joins or (flag & _HINDERS and not flag & _SKIPPED and (script.capital_nouns or not is_participle(script, at))):
            return False  # but "el reporte [difundido hoy por la CNPC] contabilizaba"
        at += 1
    return True


def _is_within(script: Script, at: int) -> bool:
    """Whether a mark sets no clause off: the full stop of an abbreviation, a comma within a piece."""
    dotted = script.words[at] == "." and script.words[at - 1] in script.tokens.lexicon.abbreviations
    return dotted or script.words[at] == ","  # "Władze we wrześniu ub. roku podały"


def _stands_last(verb: Verb) -> bool:
    """Whether a verb closes its clause."""
    script = verb.script
    return verb.end >= verb.high or script.kinds[verb.end] == MARK or bool(script.flags[verb.end] & (HAVE | BE | AND | THAT))


def _in_clause(verb: Verb, begins: int, opening: int) -> Cue | None:
    """A clause with its verb last, or after "as": "wie das Ministerium mitteilte", "die die Polizei nannte"."""
    likened = bool(opening & LIKE)
    relative = bool(opening & RELATIVE) and not opening & SUBORDINATE
    cue = _clause_subject(verb, begins, opening)
    if cue is None:
        if relative:
            return _relative(verb)
        return inverted(verb) if likened else None
    if likened:
        return replace(cue, start=verb.low, stop=max(cue.stop, verb.high), shape="both", inner=-1)
    if relative:
        return replace(_of_antecedent(verb, cue, verb.low), start=verb.at, stop=verb.end, inner=verb.low)
    return replace(cue, start=verb.at, stop=verb.end, shape="front", inner=verb.low)


def _clause_subject(verb: Verb, begins: int, opening: int) -> Cue | None:
    script = verb.script
    pronoun = _pronoun_after(verb, begins + 1)
    if pronoun is None:
        pronoun = _pronoun_before(verb, begins + 1)
    if pronoun is not None:
        return verb.by_pronoun(pronoun)
    first = begins if opening & RELATIVE and not opening & LIKE else begins + 1
    for phrase, governed in phrases_between(script, first, verb.at, verb.pieces.skips):
        if not governed and not (phrase.opening & OBLIQUE and not phrase.opening & DET) and fits(verb, phrase, left=True):
            source, _ = owner(script, phrase, verb.at)
            return verb.cue(source, verb.low)
    return None


def _relative(verb: Verb) -> Cue | None:
    """Whoever stands before the comma: "Budanov, who put it at 300"."""
    if verb.low <= verb.pieces.first:
        return None
    cited = cited_before(verb.pieces, verb.low, verb.anchor)
    named = cited or before_comma(verb.pieces, verb.low) or (told_of(verb.pieces, verb.low) if verb.clausal() else None)
    if named is None or not (named.speaks or (cited is not None and named.is_paper)):
        return None
    source, _ = owner(verb.script, named, named.end)
    inner = verb.low if verb.script.capital_nouns else -1
    return Cue(verb.at, verb.end, verb.kind, source, start=verb.at, stop=verb.end, shape="front", inner=inner)


def _pronoun_after(verb: Verb, at: int) -> int | None:
    """The pronoun that is the subject of a clause with its verb last: straight after the word that opens it."""
    flags, kinds = verb.script.flags, verb.script.kinds
    for i in range(at, min(at + 2, verb.at)):
        if kinds[i] == WORD and flags[i] & PRONOUN and not flags[i] & (NOUN | POSSESSIVE):
            return i if pronoun_code(verb.script, i) in SUBJECTS else None
        if not flags[i] & ADVERB:
            return None
    return None


def _pronoun_beside(verb: Verb) -> int | None:
    """The pronoun straight after a verb, which is its subject: "erklärte er", "hat sie gesagt", "ajoute-t-il"."""
    if verb.script.flags[verb.at] & PRONOUN and pronoun_code(verb.script, verb.at) in SUBJECTS:
        return verb.at
    i = verb.anchor + 1 if verb.apart else verb.end
    script = verb.script
    if i < verb.pieces.end and script.kinds[i] == WORD and pronoun_code(script, i) in SUBJECTS and not script.flags[i] & BEGINS:
        if script.tokens.lexicon.right_headed and script.kinds[i + 1 : i + 2] == [WORD]:
            return None  # "The company, which runs 52 shops, said it would cut jobs"
        return i if script.capital_nouns or verb.after_content() else None
    return None


def _pronoun_before(verb: Verb, begins: int) -> int | None:
    """The pronoun that is the verb's subject, with nothing but adverbs between."""
    flags, kinds = verb.script.flags, verb.script.kinds
    for i in range(verb.anchor - 1, begins - 1, -1):
        if kinds[i] == WORD and flags[i] & PRONOUN and not flags[i] & NOUN:
            opens = i == begins or kinds[i - 1] != WORD or bool(flags[i - 1] & OPENERS) or verb.script.capital_nouns
            # "While his party conceded defeat in Mora it has claimed …"
            opens = opens or (verb.script.tokens.lexicon.right_headed and not flags[i - 1] & (PREP | SPEECH | VERB | BE | HAVE))
            return i if opens and pronoun_code(verb.script, i) in SUBJECTS else None
        if kinds[i] != WORD or not flags[i] & (ADVERB | HAVE | NEGATION | TIME):
            return None
    return None


def _located(verb: Verb, begins: int) -> Cue | None:
    """The place where it is said, which speaks, but no two letters (G7): "В Баку сообщили"."""
    script = verb.script
    if script.capital_nouns or verb.kind in ("find", "show"):
        return None  # "en Tulma hallaron 60"
    for _, count in script.codes("source_in", begins):
        phrase = phrase_at(script, begins + count, verb.anchor)
        known = phrase is not None and (
            phrase.core & (SPEAKER | NAME | PLACE) or (phrase.name_like and len(script.words[phrase.start]) > 2)
        )
        if phrase is not None and known and not is_time(phrase) and _reaches(verb.pieces, phrase.end, verb.anchor):
            source, _ = owner(script, phrase, verb.anchor)
            return verb.cue(source, begins)
    return None


def _after_apposition(verb: Verb, begins: int, *, sure: bool) -> Cue | None:
    """The subject before a comma: "Budanov, the head of …, said"; "wie der Sprecher, Braun, in Brüssel mitteilte"."""
    script, pieces = verb.script, verb.pieces
    named = before_comma(pieces, begins, sure=sure)
    if named is None or not fits(verb, named, left=True, anyone=True):
        return None
    low = pieces.around(named.start)[0]
    likened = any(script.flags[i] & LIKE for i in range(low, named.start))
    if not likened and any(script.flags[i] & PREP and not script.flags[i] & ADVERB for i in range(begins, verb.anchor)):
        return None
    opened = script.flags[low : named.start]
    whose = any(flag & RELATIVE and not flag & DET for flag in opened)  # whom the commander, X, claims
    source, _ = owner(script, named, verb.anchor)
    start = low if whose else named.start
    shape = "both" if likened or whose else replace(verb, low=low).shape()
    return Cue(verb.at, verb.end, verb.kind, source, start=start, stop=verb.end, shape=shape)
