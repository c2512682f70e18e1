"""Verbs of speech: which word is one, in which voice, and what it makes of its clause."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from osint_kit.extract.attribution.cues.cue import Cue, Span
from osint_kit.extract.attribution.owners import owner
from osint_kit.extract.attribution.phrases import BEGINS, phrase_at, phrase_ending, phrases_between
from osint_kit.extract.attribution.pieces import Pieces
from osint_kit.extract.attribution.stance.moods import is_claimed
from osint_kit.extract.attribution.verbs.attributes import is_attribute
from osint_kit.extract.attribution.verbs.clause import Verb
from osint_kit.extract.attribution.verbs.completed import OBJECT, bare_code, completed, is_led_away, rank
from osint_kit.extract.attribution.verbs.introduced import introduced, opening
from osint_kit.extract.attribution.verbs.participles import own_speaker, reduced_passive
from osint_kit.extract.attribution.verbs.subjects import subject_cue
from osint_kit.extract.attribution.words import (
    ADVERB,
    AND,
    BE,
    BUT,
    BY,
    CAPITAL,
    DET,
    DOCUMENT,
    HAVE,
    INFINITIVE,
    LIKE,
    NAME,
    NEGATION,
    NOUN,
    OF,
    PLACE,
    PREP,
    PRONOUN,
    QUANTITY,
    RELATIVE,
    SPEAKER,
    SPEECH,
    STATEMENT,
    THAT,
    TIME,
    TO,
    VERB,
    Script,
)  # fmt: skip
from osint_kit.extract.tokens import MARK, WORD

_ARTICLES: Final = ("articles", "date_gap")  # a, the: with nothing behind them no subject
_SETTING: Final = 6  # tokens between an auxiliary and its verb: "a, de son côté, évalué"
_ONLY_TOLD: Final = {"remark": "say", "assume": "suspect", "plan": "plan"}
_NO_VERBS: Final = ("by", "citing", "cited", "label", "signature", "tally", "carried", "perhaps")


def verb_cue(pieces: Pieces, at: int, before: list[Cue]) -> Cue | None:
    """The cue that a verb of speech makes at a token, given the cues before it in the sentence."""
    script, (low, high) = pieces.script, pieces.around(at)
    if at > pieces.first and (script.flags[at - 1] & TO or (script.capital_nouns and is_attribute(script, at, low))):
        return None
    infinitive = script.flags[at] & INFINITIVE and not script.capital_nouns
    if (infinitive and not script.tokens.lexicon.lists("speech_verbs", script.words[at])) or is_led_away(script, at, low):
        return None
    for code, count in sorted(script.codes("speech_verbs", at), key=rank):
        form = bare_code(script, code, at, count)
        if form is None:
            continue
        code, done, led = form
        kind = completed(pieces, code, at + count, low, high)
        if kind == "none":
            return None
        if not kind or (kind != "saying" and not led and _reads_as_noun(script, at, at + count, low, high, before)):
            continue
        verb = Verb(pieces, kind, at, at + count, low, high, at)
        auxiliary = _auxiliary(verb)
        if done and auxiliary is None:
            auxiliary = _auxiliary_before_aside(verb) if done == "done" else _auxiliary_to_be(verb)
            if auxiliary is None:
                continue
        if (kind in _ONLY_TOLD and not verb.told()) or _moves_nothing(verb):
            continue
        verb.kind = _ONLY_TOLD.get(kind, kind)
        cue = _spoken(verb, auxiliary, before)
        if cue is not None:
            return cue
    return None


_OBJECT: Final = 4  # tokens behind an amount within which what it counts stands


def _moves_nothing(verb: Verb) -> bool:
    """Whether no amount and what it counts follow a verb of raising: "la cifra subió a 246", not "subieron a 246 el número"."""
    flags, high = verb.script.flags, verb.high
    if verb.kind != "state" or verb.end - verb.at == 1 or not flags[verb.end - 1] & TO:
        return False
    amount = next((i for i in range(verb.end, min(verb.end + 3, high)) if verb.pieces.holds_number(i, i + 1)), high)
    return not any(flags[i] & DET and not flags[i] & (PREP | OF) for i in range(amount + 1, min(amount + _OBJECT, high)))


def claim_cue(pieces: Pieces, at: int) -> Cue | None:
    """The subject of "will" that tells what it has done: "Die Armee will 34 Drohnen abgeschossen haben"."""
    if not is_claimed(pieces, at):
        return None
    cue = subject_cue(Verb(pieces, "say", at, at + 1, *pieces.around(at), at))
    return cue if cue is not None and (cue.source or cue.pointer) else None


def _reads_as_noun(script: Script, at: int, stop: int, low: int, high: int, before: list[Cue]) -> bool:
    """Whether the word is a noun here: "reports of", "the claim"."""
    flags = script.flags
    if script.capital_nouns or (stop - at > 1 and flags[at] & PREP and script.tokens.lexicon.pro_drop):
        return False  # "A riferirlo è il prefetto"
    led = at > low and flags[at - 1] & PREP and not flags[at - 1] & ADVERB and script.tokens.lexicon.pro_drop
    if led and script.tokens.code("source_before", at - 1) is None:
        return True  # "teniendo en cuenta que", but "según informó"
    article = at > low and script.kinds[at - 1] == WORD and flags[at - 1] & DET
    if article and (stop >= high or script.kinds[stop] != WORD or flags[stop] & (OF | PREP)):
        return True  # "a la espera", "l'annonce de"
    if article and script.tokens.lexicon.right_headed and not script.tokens.entries[at - 1].keys().isdisjoint(_ARTICLES):
        return True  # "the alleged killing"
    if not flags[at] & (STATEMENT | DOCUMENT | CAPITAL):
        return False
    if at > low and script.kinds[at - 1] == WORD and flags[at - 1] & (BEGINS | OF | PREP) and not flags[at - 1] & NOUN:
        return True
    if before and before[-1].at >= low and before[-1].kind not in _NO_VERBS and not _joined(script, before[-1].at, at):
        return True  # "rejected as false reports that": one clause, one verb
    return stop < high and script.kinds[stop] == WORD and bool(flags[stop] & (OF | SPEECH))


def _joined(script: Script, first: int, end: int) -> bool:
    """Whether a word between two tokens opens a second clause."""
    return any(flag & (AND | BUT | THAT | RELATIVE) for flag in script.flags[first:end])


def _auxiliary(verb: Verb) -> int | None:
    """The auxiliary of a verb; sets the verb's anchor."""
    if not verb.script.capital_nouns:
        return _auxiliary_beside(verb)
    flags, kinds = verb.script.flags, verb.script.kinds
    if verb.end < verb.high and kinds[verb.end] == WORD and flags[verb.end] & (BE | HAVE):
        modal = next((i for i in range(verb.low, verb.at) if kinds[i] == WORD and flags[i] & VERB), None)
        if modal is not None:
            verb.anchor = modal  # will … gezählt haben
        elif verb.at == verb.low:
            verb.anchor = verb.end  # bestätigt hat das Ministerium
        return verb.end
    for i in range(verb.at - 1, verb.low - 1, -1):
        if kinds[i] == WORD and flags[i] & (BE | HAVE):
            verb.anchor = i
            return i
        if flags[i] & AND and not flags[i + 1] & (NOUN | CAPITAL | BEGINS | QUANTITY) and not flags[i + 2] & CAPITAL:
            return None
    return None


def _auxiliary_beside(verb: Verb) -> int | None:
    flags, kinds = verb.script.flags, verb.script.kinds
    for i in range(verb.at - 1, verb.low - 1, -1):
        if kinds[i] != WORD or not flags[i] & (BE | HAVE | ADVERB | NEGATION):
            return _auxiliary_before_setting(verb, i)
        if flags[i] & (BE | HAVE):
            return i
    return None


def _auxiliary_before_setting(verb: Verb, last: int) -> int | None:
    """The auxiliary before words that a clause may hold anywhere, the last of them given: "a de son côté évalué"."""
    script = verb.script
    for i in range(last - 1, max(verb.low, last - _SETTING) - 1, -1):
        if script.flags[i] & (BE | HAVE) and script.kinds[i] == WORD:
            found = script.tokens.match("speech_settings", i + 1)
            return i if found is not None and i + 1 + found[1] > last else None
    return None


def _auxiliary_before_aside(verb: Verb) -> int | None:
    """The auxiliary in an earlier piece, which is then the verb's: "hatte der Sprecher, Braun, gesagt"."""
    script, pieces, low = verb.script, verb.pieces, verb.low
    if verb.at != verb.low or not script.capital_nouns:
        return None
    for _ in range(2):
        if low <= pieces.first or script.words[low - 1] != ",":
            return None
        low = pieces.around(low - 2)[0]
        for i in range(low, verb.low):
            if script.kinds[i] == WORD and script.flags[i] & HAVE:
                verb.low, verb.anchor = low, i
                return i
    return None


def _auxiliary_to_be(verb: Verb) -> int | None:
    """The finite verb of a perfect with "to be": "Die Behörde war von 300 Toten ausgegangen"."""
    script = verb.script
    found = next((i for i in range(verb.low, verb.at) if script.kinds[i] == WORD and script.flags[i] & VERB), None)
    if found is not None:
        verb.anchor = found
    return found


def _spoken(verb: Verb, auxiliary: int | None, before: list[Cue]) -> Cue | None:
    flags, first = verb.script.flags, verb.anchor if auxiliary is None else min(verb.anchor, auxiliary)
    if verb.kind == "saying":
        if not any(flags[i] & BE for i in range(max(verb.low, verb.at - 3), verb.at)):
            return own_speaker(verb) or _inherited(verb, before, first) or _participle(verb)
        verb.kind = "say"
    elif auxiliary is not None and flags[auxiliary] & BE and not _is_progressive(verb):
        return _passive(verb)
    if verb.kind in ("impersonal", "added"):
        return _impersonal(verb)
    cue = _shared(verb, before, first) or (reduced_passive(verb) if auxiliary is None else None) or subject_cue(verb)
    told = verb.kind not in ("state", "show") or verb.script.flags[verb.end] & THAT  # "el informe cubre un año y documenta que"
    if cue is None and told and _continues(verb, first):
        cue = _inherited(verb, before, first)
    if cue is None and verb.kind == "confirm":
        cue = _confirmed(verb)
    return cue or _dropped(verb, first)


def _shared(verb: Verb, before: list[Cue], first: int) -> Cue | None:
    """The cue of a verb straight behind "and", whose subject stands before the first verb: "Sie zogen los und riefen Parolen"."""
    script = verb.script
    joined = first > verb.pieces.first and script.flags[first - 1] & AND
    if not joined or not script.capital_nouns or verb.kind in ("state", "show") or script.flags[first + 1] & (DET | PRONOUN):
        return None
    return _inherited(verb, before, first)


def _continues(verb: Verb, first: int) -> bool:
    """Whether a verb without a subject, whose first word is given, goes on after another: "… and said", "… and has said"."""
    at, flags = first, verb.script.flags
    if not verb.script.capital_nouns:
        while at > verb.low and flags[at - 1] & (ADVERB | NEGATION) and not flags[at - 1] & (AND | BUT):
            at -= 1  # "… et n'en reconnaît que 40"
    if at <= verb.pieces.first:
        return False
    return bool(flags[at - 1] & (AND | BUT)) or (at == verb.low and not verb.script.capital_nouns)


def _dropped(verb: Verb, first: int) -> Cue | None:
    """A verb that needs no pronoun for the last speaker: "Añadió que …", "…, додав", "Ha aggiunto che …"."""
    script = verb.script
    if not script.tokens.lexicon.pro_drop or verb.kind in ("state", "show") or script.closing(verb.low - 1) == verb.end:
        return None  # "The department “guesses” that …": only the verb is quoted
    opens = all(flag & LIKE for flag in script.flags[verb.low : first])  # "Jak dodał, …"
    opens = opens or (first == verb.low + 1 and ("sure", 1) in script.codes("source_before", verb.low))  # "Según añadió, …"
    if not opens and script.tokens.lexicon.endings.get("finite"):
        # "También ha añadido que …", "W poniedziałek podali, że …"
        opens = all(_is_small(script, i) for i in range(verb.low, first))
    likened = first > verb.low and all(flag & LIKE for flag in script.flags[verb.low : first])  # "Jak dodał oznacza to …"
    alone = likened or verb.end >= verb.high or script.kinds[verb.end] == MARK or _is_led(verb)
    if not opens or (not alone and not script.flags[verb.end] & THAT and not _tells_amount(verb)):
        return None
    return replace(verb.cue(None, verb.at), pointer="any", mention=(verb.at, verb.end))


def _is_small(script: Script, at: int) -> bool:
    """Whether a word before a verb is no subject: an adverb, an auxiliary, a time."""
    flag = script.flags[at]
    return bool(flag & (ADVERB | HAVE | TIME) or (flag & PREP and script.flags[at + 1] & TIME))


def _is_led(verb: Verb) -> bool:
    """Whether nothing but what prepositions lead stands before the clause that is told: "Podkreślił przy tym, że …"."""
    if not verb.clausal():
        return False
    first = verb.script.flags[verb.end]
    plain = first & (PREP | ADVERB | TIME) and not first & NOUN
    return bool(plain) and all(led for _, led in phrases_between(verb.script, verb.end, verb.high, verb.pieces.skips))


def _tells_amount(verb: Verb) -> bool:
    """Whether a sentence begins with a verb of speech and an amount is its object: "Cifró en 300 las bajas", "También proyectó …"."""
    script, high = verb.script, verb.high
    if verb.low != verb.pieces.first or not script.tokens.lexicon.endings.get("finite"):
        return False
    plain = not any(script.flags[i] & (CAPITAL | SPEAKER | AND | BUT) for i in range(verb.end, min(verb.end + OBJECT, high)))
    return plain and verb.pieces.holds_number(verb.end, high)


def _is_progressive(verb: Verb) -> bool:
    """Whether a form of "be" makes no passive: "is projecting"."""
    return verb.script.tokens.lexicon.right_headed and verb.script.words[verb.at].endswith("ing")


def _passive(verb: Verb) -> Cue | None:
    """The doer of a passive, "was confirmed by the ministry"; without one nobody speaks, and the verb's stance still holds."""
    script = verb.script
    stretches = [(verb.end, verb.high)]
    if script.capital_nouns:
        stretches.insert(0, (verb.low, verb.at))
    for begin, finish in stretches:
        for i in range(begin, finish):
            if script.flags[i] & BY and script.kinds[i] == WORD:
                phrase = phrase_at(script, i + 1, finish)
                if phrase is not None and (phrase.core & (SPEAKER | NAME) or (phrase.name_like and not script.capital_nouns)):
                    source, stop = owner(script, phrase, finish)
                    start = i if verb.pieces.holds_number(verb.end, i) else min(i, verb.at)  # put at 300 by the hospital
                    cue = Cue(verb.at, verb.end, verb.kind, source, start=start, stop=max(stop, verb.end))
                    cue.inner = verb.low if i < verb.at else -1  # "von der Gewerkschaft wurden 300 Kündigungen befürchtet"
                    cue.refers_back = verb.refers_back()
                    return cue
    if verb.kind == "confirm":
        return _confirmed(verb)
    if verb.kind not in ("say", "deny", "suspect"):
        return None
    told = _in_paper(verb) if script.capital_nouns else None
    if told is None and script.capital_nouns and not (verb.told() or verb.pieces.holds_number(verb.low, verb.high)):
        return None  # "was ihm vorgeworfen wird"
    return told or Cue(verb.at, verb.end, verb.kind, start=verb.at, stop=verb.end, shape="front")


def _confirmed(verb: Verb) -> Cue | None:
    """What is confirmed by nobody in particular and stands before the verb: "Im Labor wurden elf Fälle bestätigt"."""
    if not verb.script.capital_nouns or verb.end < verb.high or not verb.pieces.holds_number(verb.low, verb.at):
        return None
    return Cue(verb.at, verb.end, "confirm", start=verb.at, stop=verb.end, shape="front", inner=verb.low)


def _in_paper(verb: Verb) -> Cue | None:
    """The paper in which something is said in the passive: "In einem Schreiben des Verbands wird mitgeteilt, dass …"."""
    script = verb.script
    for begin, finish in ((verb.low, verb.at), (verb.end, verb.high)):
        for i in range(begin, finish):
            for _, count in script.codes("source_in", i) if script.flags[i] & PREP else ():
                phrase = phrase_at(script, i + count, finish)
                if phrase is not None and phrase.is_paper and not phrase.opening & QUANTITY:
                    source, stop = owner(script, phrase, finish)
                    return verb.cue(source, i, stop)
    return None


def _impersonal(verb: Verb) -> Cue | None:
    """A verb whose speaker comes with a preposition, "hieß es aus dem Ministerium"; without one who spoke last, if it tells that."""
    adds, verb.kind = verb.kind == "added", "impersonal"
    for begin, finish in ((verb.end, verb.high), (verb.low, verb.at)):
        for i in range(begin, finish):
            phrase = None if _is_attribute_of(verb, i, begin) else introduced(verb, i, finish)
            if phrase is not None:
                source, stop = owner(verb.script, phrase, finish)
                cue = replace(verb.cue(source, i, stop), kind="say")
                return replace(cue, inner=stop) if begin < verb.at and verb.pieces.holds_number(stop, verb.at) else cue
    if (opened := opening(verb)) is not None:
        return replace(verb.cue(owner(verb.script, opened, verb.low)[0], verb.at), kind="say")
    inner = verb.low if verb.pieces.holds_number(verb.low, verb.at) else -1  # "von 30 Tätern war die Rede"
    cue = replace(verb.cue(None, verb.at), kind="say", inner=inner)
    if paper := _of_relative(verb):
        return replace(cue, source=paper, shape="front")
    return replace(cue, pointer="any", mention=(verb.at, verb.end)) if adds else cue


def _is_attribute_of(verb: Verb, at: int, first: int) -> bool:
    """Whether a preposition joins what follows to a noun or an amount: "en memoria [del movimiento] se reportaron 14"."""
    script = verb.script
    if script.capital_nouns or at == first or script.kinds[at - 1] == MARK:
        return False
    joins = script.flags[at] & OF and (at < verb.at or not script.flags[at - 1] & (TIME | ADVERB))
    return bool(joins) or (at > verb.end and verb.pieces.holds_number(verb.end, at))


def _of_relative(verb: Verb) -> Span | None:
    """Whose paper a relative clause tells of: "eine Erklärung der Polizei, in der es heißt", else who put it out."""
    script, low = verb.script, verb.low
    if low - 1 <= verb.pieces.first or not (script.flags[low] & PREP and script.flags[low + 1] & RELATIVE):
        return None
    paper = phrase_ending(script, verb.pieces.first, low - 1)
    if paper is None or not paper.is_paper:
        return None
    source = owner(script, paper, low - 1)[0]
    named = source is not None and any(script.flags[i] & (SPEAKER | NAME | PLACE) for i in range(*source))
    return source if named else _first_speaker(verb) or source


def _inherited(verb: Verb, before: list[Cue], first: int) -> Cue | None:
    """The speaker of the verb before it, or the subject of the sentence so far: "The minister rose and said"."""
    kind = "say" if verb.kind == "saying" else verb.kind
    for cue in reversed(before):
        if cue.kind not in _NO_VERBS and (cue.source or cue.pointer):
            return Cue(verb.at, verb.end, kind, cue.source, cue.pointer, cue.mention, verb.at, verb.end, "front")
    source = _first_speaker(verb) if verb.script.flags[first - 1] & (AND | BUT) else None
    return Cue(verb.at, verb.end, kind, source, start=verb.at, stop=verb.end, shape="front") if source else None


def _first_speaker(verb: Verb) -> Span | None:
    """The first phrase of the sentence that no preposition governs, if it can speak."""
    low = verb.pieces.unit(verb.at)[0]
    for phrase, governed in phrases_between(verb.script, low, verb.at, verb.pieces.skips):
        if not governed:
            paper = phrase.is_paper and verb.script.tokens.lexicon.pro_drop
            return owner(verb.script, phrase, verb.at)[0] if phrase.speaks or paper else None
    return None


def _participle(verb: Verb) -> Cue | None:
    """The subject of the clause before: "The minister left, saying that …"."""
    source = _first_speaker(verb)
    return Cue(verb.at, verb.end, "say", source, start=verb.at, stop=verb.end, shape="front") if source else None
