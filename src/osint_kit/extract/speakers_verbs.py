"""Verbs of speech with their subjects: before the verb, after it, or in a clause of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from osint_kit.extract.quotes import is_quote_mark
from osint_kit.extract.speakers_cues import Cue, Span, closes, pronoun_code
from osint_kit.extract.speakers_phrases import BEGINS, Phrase, is_time, owner, phrase_at, phrase_ending, phrases_between
from osint_kit.extract.speakers_pieces import Pieces, content_follows
from osint_kit.extract.speakers_words import (
    ADVERB, AND, BE, BUT, BY, CAPITAL, DET, DOCUMENT, EVENT, GENITIVE, HAVE, KNOWN, LIKE, NAME, NEGATION, NOUN, OBLIQUE, OF, PLACE, POSSESSIVE,
    PREP, PRONOUN, QUANTITY, RELATIVE, SPEAKER, SPEECH, STATEMENT, SUBORDINATE, THAT, TIME, VERB, Script,
)  # fmt: skip
from osint_kit.extract.tokens import MARK, WORD

_PEOPLE: Final = ("person", "people", "body", "any")


@dataclass(slots=True)
class _Verb:
    """A verb of speech in its piece.

    at, end    its words
    low, high  its piece
    anchor     its finite part: the verb itself, or the auxiliary where that stands apart
    """

    pieces: Pieces
    kind: str
    at: int
    end: int
    low: int
    high: int
    anchor: int

    @property
    def script(self) -> Script:
        return self.pieces.script

    def cue(self, source: Span | None, start: int, stop: int = 0) -> Cue:
        return Cue(self.at, self.end, self.kind, source, start=min(start, self.at), stop=max(stop, self.end), shape=self.shape())

    def by_pronoun(self, at: int) -> Cue | None:
        code = pronoun_code(self.script, at)
        if code not in _PEOPLE:
            return None
        return replace(self.cue(None, at, at + 1), pointer=code, mention=(at, at + 1))

    def clausal(self) -> bool:
        """Whether a clause with "that" follows."""
        flags, high = self.script.flags, self.high
        return high + 1 < self.pieces.end and self.script.words[high] == "," and bool(flags[high + 1] & THAT) and not flags[high + 1] & RELATIVE

    def shape(self) -> str:
        """Where the content stands, seen from the verb."""
        pieces, script = self.pieces, self.script
        if self.low <= pieces.first or all(script.kinds[i] == MARK for i in range(pieces.first, self.low)):
            return "front"
        if script.words[self.low - 1] == ":" or script.flags[self.low] & (RELATIVE | THAT | SUBORDINATE):
            return "front"
        if content_follows(pieces, self.end, self.high):
            return "front"
        return "back" if self.high >= pieces.end - 1 else "both"


def verb_cue(pieces: Pieces, at: int, before: list[Cue]) -> Cue | None:
    """The cue that a verb of speech makes at a token, given the cues before it in the sentence."""
    script = pieces.script
    low, high = pieces.around(at)
    for code, count in script.codes("speech_verbs", at):
        code, _, done = code.partition(".")
        kind = _completed(script, code, at + count, low, high, pieces.end)
        if not kind or kind != "saying" and _reads_as_noun(script, at, at + count, low, high):
            continue
        verb = _Verb(pieces, kind, at, at + count, low, high, at)
        if done and _auxiliary(verb) is None:
            continue
        cue = _spoken(verb, before)
        if cue is not None:
            return cue
    return None


_APART: Final = 30  # tokens between the two parts of a verb


def _completed(script: Script, code: str, at: int, low: int, high: int, sentence_end: int) -> str:
    """The kind of a verb; empty where the word that completes it is missing.

    "say/mit": the word closes the clause (teilte … mit); "say+von": it stands anywhere in it (sprach … von).
    """
    for joint in "/+":
        kind, found, particle = code.partition(joint)
        if not found:
            continue
        begin, finish = (at, min(at + _APART, sentence_end)) if joint == "/" else (low, high)
        for i in range(begin, finish):
            if script.words[i].lower() == particle:
                after = i + 1
                if joint == "+" or after >= sentence_end or script.kinds[after] == MARK or script.flags[after] & (AND | THAT | LIKE):
                    return kind
            elif script.words[i] in ";:":
                break
        return ""
    return code


def _reads_as_noun(script: Script, at: int, stop: int, low: int, high: int) -> bool:
    """Whether the word is a noun here: "reports of", "the claim"."""
    flags = script.flags
    if script.capital_nouns or not flags[at] & (STATEMENT | DOCUMENT | CAPITAL):
        return False
    if at > low and script.kinds[at - 1] == WORD and flags[at - 1] & (BEGINS | OF | PREP) and not flags[at - 1] & NOUN:
        return True
    return stop < high and script.kinds[stop] == WORD and bool(flags[stop] & (OF | SPEECH))


def _spoken(verb: _Verb, before: list[Cue]) -> Cue | None:
    flags, low, at = verb.script.flags, verb.low, verb.at
    if verb.kind == "saying":
        if not any(flags[i] & BE for i in range(max(low, at - 3), at)):
            return _inherited(verb, before) or _participle(verb)
        verb.kind = "say"
    else:
        auxiliary = _auxiliary(verb)
        if auxiliary is not None and flags[auxiliary] & BE:
            return _passive(verb)
        if auxiliary is not None and verb.script.capital_nouns:
            verb.anchor = auxiliary
    if verb.kind == "impersonal":
        return _impersonal(verb)
    cue = _with_subject(verb)
    if cue is None and verb.kind not in ("state", "show") and _continues(verb):
        return _inherited(verb, before)
    return cue


def _continues(verb: _Verb) -> bool:
    """Whether a verb without a subject goes on after another: "… and said"."""
    at, flags = verb.anchor, verb.script.flags
    if at <= verb.pieces.first:
        return False
    return bool(flags[at - 1] & (AND | BUT)) or at == verb.low and not verb.script.capital_nouns


def _auxiliary(verb: _Verb) -> int | None:
    """The auxiliary of a verb: beside it or, where verbs stand last, anywhere in its piece."""
    script, flags, kinds = verb.script, verb.script.flags, verb.script.kinds
    if script.capital_nouns:
        if verb.end < verb.high and kinds[verb.end] == WORD and flags[verb.end] & (BE | HAVE):
            return verb.end
        for i in range(verb.at - 1, verb.low - 1, -1):
            if kinds[i] == WORD and flags[i] & (BE | HAVE):
                return i
            if flags[i] & AND and not flags[i + 1] & (NOUN | CAPITAL):
                return None
        return None
    for i in range(verb.at - 1, verb.low - 1, -1):
        if kinds[i] != WORD or not flags[i] & (BE | HAVE | ADVERB | NEGATION):
            return None
        if flags[i] & (BE | HAVE):
            return i
    return None


def _stands_last(verb: _Verb) -> bool:
    """Whether a verb closes its clause."""
    script = verb.script
    return verb.end >= verb.high or script.kinds[verb.end] == MARK or bool(script.flags[verb.end] & (HAVE | BE | AND | THAT))


def _passive(verb: _Verb) -> Cue | None:
    """"was confirmed by the ministry"; without a doer nobody speaks, and the verb's stance still holds."""
    script = verb.script
    stretches = [(verb.end, verb.high)]
    if script.capital_nouns:
        stretches.insert(0, (verb.low, verb.at))
    for begin, finish in stretches:
        for i in range(begin, finish):
            if script.flags[i] & BY and script.kinds[i] == WORD:
                phrase = phrase_at(script, i + 1, finish)
                if phrase is not None and (phrase.core & (SPEAKER | NAME) or phrase.name_like and not script.capital_nouns):
                    source, stop = owner(script, phrase, finish)
                    return Cue(verb.at, verb.end, verb.kind, source, start=min(i, verb.at), stop=max(stop, verb.end))
    if verb.kind not in ("say", "deny", "suspect"):
        return None
    return Cue(verb.at, verb.end, verb.kind, None, start=verb.at, stop=verb.end)


def _impersonal(verb: _Verb) -> Cue | None:
    """"hieß es aus dem Ministerium", "geht aus dem Bericht hervor"."""
    for begin, finish in ((verb.end, verb.high), (verb.low, verb.at)):
        for i in range(begin, finish):
            phrase = _introduced(verb, i, finish)
            if phrase is not None:
                source, stop = owner(verb.script, phrase, finish)
                return replace(verb.cue(source, i, stop), kind="say")
    return replace(verb.cue(None, verb.at), kind="say")


def _introduced(verb: _Verb, at: int, limit: int) -> Phrase | None:
    """The speaker in a prepositional phrase: "in der Erklärung", "aus dem Ministerium", "в полиции"."""
    for _, count in verb.script.codes("source_in", at):
        phrase = phrase_at(verb.script, at + count, limit)
        if phrase is not None and (phrase.core & (SPEAKER | NAME) or verb.kind == "impersonal" and (phrase.is_paper or phrase.speaks)):
            return phrase
    return None


def _inherited(verb: _Verb, before: list[Cue]) -> Cue | None:
    """The speaker of the verb before it."""
    for cue in reversed(before):
        if cue.kind not in ("by", "citing", "label", "carried") and (cue.source or cue.pointer):
            kind = "say" if verb.kind == "saying" else verb.kind
            return Cue(verb.at, verb.end, kind, cue.source, cue.pointer, cue.mention, verb.at, verb.end, "front")
    return None


def _participle(verb: _Verb) -> Cue | None:
    """"The minister left, saying that …": the subject of the clause before."""
    script = verb.script
    for phrase, governed in phrases_between(script, verb.pieces.first, verb.low, verb.pieces.skips):
        if not governed:
            if not phrase.speaks:
                return None
            source, _ = owner(script, phrase, verb.low)
            return Cue(verb.at, verb.end, "say", source, start=verb.at, stop=verb.end, shape="front")
    return None


def _with_subject(verb: _Verb) -> Cue | None:
    script, flags = verb.script, verb.script.flags
    begins = verb.low
    while begins < verb.anchor and flags[begins] & (AND | BUT) and not flags[begins] & (NOUN | SUBORDINATE):
        begins += 1
    opening = flags[begins] if begins < verb.anchor and script.kinds[begins] == WORD else 0
    if opening & PREP and begins + 1 < verb.anchor and begins > verb.pieces.first and flags[begins + 1] & RELATIVE:
        begins, opening = begins + 1, SUBORDINATE  # in dem er … angab
    if opening & LIKE or opening & (THAT | SUBORDINATE | RELATIVE) and script.capital_nouns and _stands_last(verb):
        return _in_clause(verb, begins, opening)
    begins = _after_joint(script, begins, verb.anchor)
    pronoun = _pronoun_before(verb, begins)
    if pronoun is not None:
        return verb.by_pronoun(pronoun)
    subject = _subject_before(verb.pieces, begins, verb.anchor)
    if subject is not None and _fits(script, verb.kind, subject, left=True, clausal=verb.clausal()):
        return _said_by(verb, subject, verb.anchor)
    if opening & RELATIVE and begins > verb.pieces.first:
        return _relative(verb)
    if subject is None and _reaches(verb.pieces, begins, verb.anchor):
        cue = _after_apposition(verb, begins)
        if cue is not None:
            return cue
    if begins == verb.anchor or subject is None or script.capital_nouns:
        return _inverted(verb)
    return None


def _after_apposition(verb: _Verb, begins: int) -> Cue | None:
    """The subject before a comma: "Budanov, the head of …, said"; "wie der Sprecher, Braun, in Brüssel mitteilte"."""
    script, pieces = verb.script, verb.pieces
    named = _before_comma(pieces, begins)
    if named is None or not _fits(script, verb.kind, named, left=True):
        return None
    low = pieces.around(named.start)[0]
    likened = any(script.flags[i] & LIKE for i in range(low, named.start))
    if begins < verb.anchor and not likened:
        return None
    source, _ = owner(script, named, verb.anchor)
    return Cue(verb.at, verb.end, verb.kind, source, start=named.start, stop=verb.end, shape="both" if likened else "front")


def _said_by(verb: _Verb, subject: Phrase, limit: int) -> Cue:
    source, _ = owner(verb.script, subject, limit)
    cue = verb.cue(source, subject.start)
    cue.refers_back = _refers_back(verb)
    return cue


def _after_joint(script: Script, begins: int, verb: int) -> int:
    """The place after the last "that" before a verb, where its own clause begins."""
    for i in range(verb - 1, begins - 1, -1):
        flag = script.flags[i]
        if script.kinds[i] == WORD and flag & (THAT | LIKE | SUBORDINATE) and not flag & (BEGINS | NOUN | PREP | ADVERB):
            return i + 1
    return begins


_SKIPPED: Final = ADVERB | HAVE | BE | NEGATION | TIME
_HINDERS: Final = VERB | SPEECH | THAT | RELATIVE | SUBORDINATE | EVENT


def _subject_before(pieces: Pieces, first: int, verb: int) -> Phrase | None:
    """The subject of a verb after it: the last phrase that no preposition governs, with nothing but adverbials between."""
    script = pieces.script
    subject: Phrase | None = None
    for phrase, governed in phrases_between(script, first, verb, pieces.skips):
        if not governed and not is_time(script, phrase):
            subject = phrase
    if subject is None or subject.opening & OBLIQUE and not subject.opening & DET:
        return None
    return subject if _reaches(pieces, subject.end, verb) else None


def _reaches(pieces: Pieces, at: int, verb: int) -> bool:
    script = pieces.script
    flags, kinds = script.flags, script.kinds
    while at < verb:
        flag = flags[at]
        if at in pieces.skips:
            at = pieces.skips[at]
            continue
        if kinds[at] == MARK:
            return False
        if kinds[at] == WORD and flag & PREP:
            phrase = phrase_at(script, at + 1, verb)
            at = phrase.end if phrase else at + 1
            continue
        if flag & _HINDERS and not flag & _SKIPPED:
            return False
        at += 1
    return True


def _in_clause(verb: _Verb, begins: int, opening: int) -> Cue | None:
    """A clause with its verb last, or after "as": "wie das Ministerium mitteilte", "die die Polizei nannte"."""
    script = verb.script
    likened = bool(opening & LIKE)
    shape = "both" if likened else "front"
    first = begins + (0 if opening & RELATIVE and not likened else 1)
    pronoun = _pronoun_after(verb, begins + 1)
    if pronoun is None:
        pronoun = _pronoun_before(verb, begins + 1)
    cue = verb.by_pronoun(pronoun) if pronoun is not None else None
    if cue is None:
        for phrase, governed in phrases_between(script, first, verb.at, verb.pieces.skips):
            if not governed and not (phrase.opening & OBLIQUE and not phrase.opening & DET) and _fits(script, verb.kind, phrase, left=True):
                source, _ = owner(script, phrase, verb.at)
                cue = verb.cue(source, verb.low, verb.high if likened else 0)
                break
    if cue is None and opening & RELATIVE and not likened:
        return _relative(verb)
    if cue is None:
        return _inverted(verb) if likened else None
    return replace(cue, start=verb.low, shape=shape)


def _relative(verb: _Verb) -> Cue | None:
    """"Budanov, who put it at 300": whoever stands before the comma."""
    if verb.low <= verb.pieces.first:
        return None
    named = _before_comma(verb.pieces, verb.low)
    if named is None or not named.speaks:
        return None
    source, _ = owner(verb.script, named, named.end)
    return Cue(verb.at, verb.end, verb.kind, source, start=verb.low, stop=verb.end, shape="front")


def _pronoun_after(verb: _Verb, at: int) -> int | None:
    """The pronoun that is the subject of a clause with its verb last: straight after the word that opens it."""
    flags, kinds = verb.script.flags, verb.script.kinds
    for i in range(at, min(at + 2, verb.at)):
        if kinds[i] == WORD and flags[i] & PRONOUN and not flags[i] & (NOUN | POSSESSIVE):
            return i
        if not flags[i] & ADVERB:
            return None
    return None


def _pronoun_before(verb: _Verb, begins: int) -> int | None:
    """The pronoun that is the verb's subject, with nothing but adverbs between."""
    flags, kinds = verb.script.flags, verb.script.kinds
    for i in range(verb.anchor - 1, begins - 1, -1):
        if kinds[i] == WORD and flags[i] & PRONOUN and not flags[i] & NOUN:
            return None if pronoun_code(verb.script, i) == "this" else i
        if kinds[i] != WORD or not flags[i] & (ADVERB | HAVE | NEGATION | TIME):
            return None
    return None


def _inverted(verb: _Verb) -> Cue | None:
    """The subject after the verb: "sagte der Minister", "teilte am Dienstag das Ministerium mit", "said X"."""
    script, flags, kinds = verb.script, verb.script.flags, verb.script.kinds
    apart = verb.anchor < verb.at  # hat das Ministerium mitgeteilt
    i, limit = (verb.anchor + 1, verb.at) if apart else (verb.end, verb.high)
    while i < limit:
        flag = flags[i]
        if flag & PRONOUN and not flag & NOUN:
            code = pronoun_code(script, i)
            if code in (*_PEOPLE, "self"):
                return verb.by_pronoun(i)
        elif kinds[i] == WORD and flag & PREP and not flag & NOUN:
            phrase = None if script.capital_nouns else _introduced(verb, i, limit)
            if phrase is not None:
                return _placed_after(verb, phrase, limit)
            phrase = phrase_at(script, i + 1, limit)
            i = phrase.end if phrase else i + 1
            continue
        elif not flag & (ADVERB | TIME) or flag & NOUN:
            break
        i += 1
    phrase = phrase_at(script, i, limit if apart else verb.pieces.end)
    if phrase is None or phrase.opening & OBLIQUE and not phrase.opening & DET or is_time(script, phrase):
        return None
    return _placed_after(verb, phrase, verb.pieces.end) if _fits(script, verb.kind, phrase, left=False, clausal=verb.clausal()) else None


def _placed_after(verb: _Verb, phrase: Phrase, end: int) -> Cue:
    source, stop = owner(verb.script, phrase, end)
    cue = verb.cue(source, verb.anchor, stop)
    if cue.shape == "front" and verb.anchor == verb.low > verb.pieces.first:
        cue.shape = "both"
    cue.refers_back = _refers_back(verb)
    return cue


def _before_comma(pieces: Pieces, at: int) -> Phrase | None:
    """The phrase before the comma before a token, past an apposition or a relative clause: "Budanov, the head of …, said"."""
    script = pieces.script
    comma = at - 1
    if comma <= pieces.first or script.words[comma] != ",":
        return None
    low = pieces.around(comma - 1)[0]
    opened = low - 1
    if opened > pieces.first and script.words[opened] == ",":
        named = phrase_ending(script, pieces.around(opened - 1)[0], opened)
        if named is not None and named.speaks:
            if script.flags[low] & RELATIVE and not script.flags[low] & DET:
                return named
            office = phrase_at(script, low, comma)
            if office is not None and office.end == comma and (office.core & SPEAKER or office.name_like):
                return named
            if script.flags[low] & RELATIVE:
                return named
    direct = phrase_ending(script, low, comma)
    if direct is not None and direct.speaks and not (direct.start > low and script.flags[direct.start - 1] & PREP):
        return direct
    named = phrase_at(script, pieces.first, comma)
    return named if named is not None and named.speaks and script.words[named.end] == "," else None


def _fits(script: Script, kind: str, phrase: Phrase, *, left: bool, clausal: bool = False) -> bool:
    """Whether a phrase can be the speaker of this kind of verb; what only counts or shows needs one that speaks by nature.

    With a clause of content ("rechnet damit, dass") any subject speaks.
    """
    named = bool(phrase.core & (SPEAKER | NAME | PLACE))
    if clausal and kind != "show":
        kind = "say"
    if phrase.opening & QUANTITY and not phrase.core & SPEAKER:
        return False
    if kind == "show":
        return phrase.is_paper or bool(phrase.core & (SPEAKER | NAME))
    if kind != "say" or named or phrase.name_like:
        return named or phrase.name_like or phrase.is_paper
    if phrase.is_paper:
        return True
    if script.capital_nouns:
        return left or bool(phrase.opening & (DET | GENITIVE))
    return left or bool(phrase.core & CAPITAL)


def _refers_back(verb: _Verb) -> bool:
    """"Das teilte die Polizei mit", "Об этом сообщил глава": what is said stands in the sentence before."""
    flags = verb.script.flags
    return any(flags[i] & PRONOUN and pronoun_code(verb.script, i) == "this" for i in range(verb.low, verb.anchor))


__all__ = ["verb_cue"]
_UNUSED = (closes, is_quote_mark, DOCUMENT, POSSESSIVE)
