"""Cues: the words that say that somebody says something, and who it is. Here all but the verbs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from osint_kit.extract.attribution.cues.cue import Cue, Span
from osint_kit.extract.attribution.cues.openers import closes, opener
from osint_kit.extract.attribution.owners import complement, owner, trimmed
from osint_kit.extract.attribution.phrases import BEGINS, Phrase, begins_sentence, phrase_at, phrase_ending
from osint_kit.extract.attribution.pieces import Pieces
from osint_kit.extract.attribution.possessed import leads_to_verb, past_preposition, possesses, says_of_before, tells
from osint_kit.extract.attribution.words import (
    AFTER,
    AND,
    BEFORE,
    BY,
    CAPITAL,
    CARRIED,
    CITING,
    COUNTED,
    DOCUMENT,
    EVENT,
    GIVEN,
    HEDGE,
    INFINITIVE,
    NAME,
    NOUN,
    OF,
    OWN,
    PLACE,
    POSSESSIVE,
    PREP,
    PRONOUN,
    QUANTITY,
    SPEAKER,
    SPEECH,
    STATEMENT,
    STOP,
    TIME,
    VERB,
    Script,
)  # fmt: skip
from osint_kit.extract.quotes import is_quote_mark
from osint_kit.extract.tokens import MARK, WORD

_BEFORE_TALLY: Final = 6  # tokens before a tally in which a verb of speech would govern it
_APOSTROPHES: Final = "'’"


def particle_cue(pieces: Pieces, at: int) -> Cue | None:
    """The cue that begins at a token and is no verb: laut X, X zufolge, citing X, demnach."""
    flag = pieces.script.flags[at]
    for bit, finder in _FINDERS:
        if flag & bit:
            cue = finder(pieces, at)
            if cue is not None:
                return cue
    return None


def _citing(pieces: Pieces, at: int) -> Cue | None:
    for code, count in pieces.script.codes("citing", at):
        found = _speaker_after(pieces.script, at + count, pieces.end, "sure")
        if found and not _is_a_reason(pieces.script, at + count, pieces.end):
            source, stop, pointer = found
            return Cue(at, at + count, code, source, pointer, start=at, stop=stop)
    return None


def _is_a_reason(script: Script, at: int, end: int) -> bool:
    """Whether what is cited can say nothing: "residents objected, citing a range of concerns"."""
    phrase = phrase_at(script, at, end) if script.tokens.lexicon.right_headed else None
    return phrase is not None and not (phrase.speaks or phrase.is_paper or phrase.opening & PRONOUN)


def _carried(pieces: Pieces, at: int) -> Cue | None:
    for code, count in pieces.script.codes("carried", at):
        if code in ("back", "him") or (code == "weak" and at <= pieces.first + 1):
            kind, pointer = "perhaps" if code == "weak" else "carried", "person" if code == "him" else "any"
            return Cue(at, at + count, kind, None, pointer, (at, at + count), at, at + count)
    return None


def _preposition(pieces: Pieces, at: int) -> Cue | None:
    script, end = pieces.script, pieces.end
    for code, count in script.codes("source_before", at):
        if code == "none":
            return None
        if code in ("aside", "opener", "side"):
            cue = _aside(pieces, at, count) if code == "aside" else opener(pieces, at, count, code)
            if cue is not None:
                return cue
            continue
        found = _told_by(script, at + count, end) or _speaker_after(script, at + count, end, code)
        if found:
            source, stop, pointer = found
            mention = (at + count, stop) if pointer else None
            return Cue(at, at + count, "by", source, pointer, mention, at, stop)
    return None


_LATER: Final = 5  # tokens between a participle and its doer


def _told_by(script: Script, at: int, end: int) -> tuple[Span | None, int, str] | None:
    """The doer of a participle behind a pronoun: "secondo quanto reso noto ieri dalla polizia", "según lo informado por X"."""
    flags = script.flags
    if at + 3 >= end or not flags[at + 1] & GIVEN or flags[at] & (NOUN | COUNTED | CAPITAL | STATEMENT | DOCUMENT):
        return None
    after = at + 1 + max((count for _, count in script.codes("given", at + 1)), default=0)
    for i in range(after, min(after + _LATER, end - 1)):
        if script.kinds[i] == MARK:
            return None
        if flags[i] & BY:
            phrase = phrase_at(script, i + 1, end)
            if phrase is not None and (phrase.core & (SPEAKER | NAME | PLACE) or phrase.is_paper):
                source, stop = owner(script, phrase, end)
                return source, stop, ""
    return None


def _aside(pieces: Pieces, at: int, count: int) -> Cue | None:
    """A speaker after a break, with nothing else before the next one: ", so der Minister"."""
    script, end = pieces.script, pieces.end
    if at > pieces.first and script.kinds[at - 1] != MARK:
        return None
    phrase = phrase_at(script, at + count, end)
    if phrase is None:
        return None
    if at == pieces.first:
        if script.capital_nouns or not phrase.is_paper:
            return None
    elif script.words[at - 1] not in ",–—-(.!?…" and not is_quote_mark(script.words[at - 1]):
        return None
    elif script.flags[at - 2] & QUANTITY and is_quote_mark(script.words[at - 1]):
        return None  # « des dizaines » d'assaillants
    if phrase.opening & QUANTITY or not (phrase.speaks or phrase.is_paper or (phrase.opening & BEGINS and script.capital_nouns)):
        return None
    source, stop = owner(script, phrase, end)
    if stop < end and script.flags[stop] & AND and source:
        joined = phrase_at(script, stop + 1, end)  # das Bundesamt für Migration und Flüchtlinge
        if joined is not None and closes(script, joined.end, end):
            source, stop = (source[0], joined.end), joined.end
    if not closes(script, stop, end):
        return None
    return Cue(at, at + count, "by", source, start=at, stop=stop)


def _speaker_after(script: Script, at: int, end: int, code: str) -> tuple[Span | None, int, str] | None:
    """The speaker after a preposition: tokens, the token after them, and a pronoun's code where only that stands there."""
    if at >= end:
        return None
    flags = script.flags
    at += bool(flags[at] & TIME and flags[at + 1] & (STATEMENT | DOCUMENT))  # według niedzielnych danych
    if flags[at] & PRONOUN and not flags[at] & (BEGINS | NOUN):
        pointer = pronoun_code(script, at)
        if code != "sure" or pointer == "self":
            return None
        return None, at + 1, "any" if pointer == "object" else pointer
    phrase = phrase_at(script, at, end)
    if phrase is None:
        return None
    noun = _speech_noun(script, at, end)
    if noun is None and phrase.is_paper and not phrase.speaks and script.capital_nouns and flags[at] & BEGINS:
        return (at + 1, phrase.end), phrase.end, ""  # nach einer vom Verband veröffentlichten Erklärung
    if noun is None:
        if code == "speaker" and _is_a_rate(script, phrase):
            return None
        if code == "paper" or (not phrase.speaks and (code == "speaker" or phrase.opening & QUANTITY)):
            return None
    elif _is_theirs(script, at, noun):
        own = any(flags[i] & OWN for i in range(at, noun))
        author = complement(script, noun + 1, end)
        if own or author is None or not author.speaks:
            return None, noun + 1, "own" if own else "any"
    elif noun == at + 1 and _is_known(script, phrase) and complement(script, noun + 1, end) is None:
        return None, noun + 1, "any"
    source, stop = owner(script, phrase, end)
    return source, stop, ""


def _is_a_rate(script: Script, phrase: Phrase) -> bool:
    """Whether a phrase is one person without an article or a name: "a bonus of 1,000 per worker"."""
    bare = phrase.end - phrase.start == 1 and not phrase.opening & CAPITAL and not script.capital_nouns
    return bare and script.tokens.code("speaker_nouns", phrase.start) == "person"


def _is_theirs(script: Script, at: int, noun: int) -> bool:
    """Whether a statement is made by whoever was named before: "eigene Angaben", but not "the police's own count"."""
    flags = [script.flags[i] for i in range(at, noun)]
    named = any(flag & (SPEAKER | NAME) for flag in flags) or any(possesses(script, i, noun) for i in range(at, noun))
    return any(flag & (POSSESSIVE | OWN) for flag in flags) and not named


def _speech_noun(script: Script, at: int, end: int) -> int | None:
    """The place of Angaben in "(nach) ersten offiziellen Angaben"."""
    flags, kinds = script.flags, script.kinds
    other = NOUN if script.capital_nouns else COUNTED | EVENT | TIME | INFINITIVE | SPEECH
    for i in range(at, min(at + 5, end)):
        flag = flags[i]
        if kinds[i] != WORD:
            if script.words[i] in _APOSTROPHES:
                continue
            return None
        if flag & (STATEMENT | DOCUMENT):
            return i
        if script.words[i].endswith(("'s", "’s")):
            continue  # by the hospital's reckoning
        if flag & other:
            return None
        if not flag & NOUN and flag & (STOP | PREP | OF) and not flag & BEGINS:
            return None
    return None


def _tally(pieces: Pieces, at: int) -> Cue | None:
    """Whose figures they are: "The junta's own toll is 145", "die Zahlen des Ministeriums liegen bei …"."""
    script, end = pieces.script, pieces.end
    low = pieces.around(at)[0]
    stop = at + 1
    phrase = phrase_ending(script, low, stop)
    author = complement(script, stop, end)
    apart = stop + 2 < end and script.words[stop] == "," and bool(script.codes("source_in", stop + 1))
    if author is None and apart and script.flags[at] & COUNTED:
        author = phrase_at(script, stop + 2, end)  # "An earlier toll, from the state agency, was 151"
    if author is not None and script.flags[stop + 1] & (QUANTITY | HEDGE):
        author = None  # "un total de 84 médicos": they are counted, and tell nothing
    if author is not None and author.core & (SPEAKER | NAME | PLACE):
        source: Span | None
        source, stop = owner(script, author, end)
        stop += apart and stop < end and script.words[stop] == ","
    elif phrase is not None and any(possesses(script, i, at) for i in range(phrase.start, at)):
        source = trimmed(script, past_preposition(script, phrase))
    elif phrase is not None and phrase.opening & POSSESSIVE:
        source = None  # its latest toll
    else:
        return None
    if phrase is not None and says_of_before(script, phrase.start, pieces.first):
        return Cue(at, at + 1, "tally", source, start=low, stop=stop, shape="back", refers_back=True) if source else None
    told = phrase is None or any(script.flags[i] & SPEECH for i in range(max(low, phrase.start - _BEFORE_TALLY), phrase.start))
    if source and script.flags[stop] & OF and not told and pieces.holds_number(stop, stop + 4):
        return Cue(at, at + 1, "tally", source, start=low, stop=stop, shape="front")  # the army's claim of 300 dead
    if script.capital_nouns and source and tells(pieces, stop):
        return Cue(at, at + 1, "tally", source, start=low, stop=stop, shape="claim")
    labelled = author is None and script.words[stop] == ":" if stop < end else False
    if not (labelled or leads_to_verb(script, stop, end)) or (script.flags[at - 1] & PREP and at > low):
        return None
    pointer, mention = ("", None) if source or phrase is None else ("any", (phrase.start, at + 1))
    return Cue(at, at + 1, "tally", source, pointer, mention, low, stop, "front")


def _postposition(pieces: Pieces, at: int) -> Cue | None:
    script = pieces.script
    low = pieces.around(at)[0]
    for code, count in script.codes("source_after", at):
        before = at - 1
        if before < low:
            continue
        flag = script.flags[before]
        if code == "sure" and flag & PRONOUN and not flag & NOUN:
            return Cue(at, at + count, "by", None, "any", (before, before + 1), before, at + count)
        named_to = next((opened for opened, stop in pieces.skips.items() if stop == at and opened > low), at)
        phrase = _statement_ending(script, low, at) or phrase_ending(script, low, named_to)  # Anna Stolz (Grüne) zufolge
        if phrase is None or (code == "paper" and not (phrase.is_paper and _is_over(script, at + count, pieces.end))):
            continue
        if phrase.is_paper and any(script.flags[i] & POSSESSIVE for i in range(phrase.start, phrase.end)):
            return Cue(at, at + count, "by", None, "any", (phrase.start, phrase.end), phrase.start, at + count)
        if _is_known(script, phrase):
            return Cue(at, at + count, "by", None, "any", (phrase.end - 2, phrase.end), phrase.end - 2, at + count)
        source, _ = owner(script, phrase, at)
        return Cue(at, at + count, "by", source, start=phrase.start, stop=at + count)
    return None


def _is_known(script: Script, phrase: Phrase) -> bool:
    """Whether a statement is one told of before, by its article and nothing else: "den Angaben zufolge", but not "dem Bericht"."""
    noun = phrase.end - 1
    bare = script.capital_nouns and noun - phrase.start < 2 and script.flags[noun - 1] & BEGINS
    return bool(bare and script.flags[noun] & STATEMENT and not script.flags[noun] & DOCUMENT)


def _is_over(script: Script, at: int, end: int) -> bool:
    """Whether nothing follows that a preposition could govern: "den Angaben nach", but not "Ergebnisse nach dem Absturz"."""
    return closes(script, at, end) and not (at < end and script.flags[at] & BEGINS)


def _statement_ending(script: Script, low: int, end: int) -> Phrase | None:
    """The statement that ends before a token, with its own adjectives only: "die Organisation | neuen Schätzungen | zufolge"."""
    flags = script.flags
    noun = end - 1
    if not flags[noun] & (STATEMENT | DOCUMENT) or not script.capital_nouns:
        return None
    start = noun
    while start > low and script.kinds[start - 1] == WORD and not flags[start - 1] & (STOP | PREP | OF | VERB):
        if flags[start - 1] & CAPITAL and not begins_sentence(script, start - 1):
            break
        start -= 1
        if flags[start] & BEGINS:
            break
    return phrase_at(script, start, end)


def pronoun_code(script: Script, at: int) -> str:
    """What a pronoun stands for: person, people, body, any, object, self; empty where the token is none."""
    codes = script.codes("pronouns", at)
    return codes[0][0] if codes else ""


def pronoun_phrase(script: Script, phrase: Phrase) -> str:
    """What several words that end with a phrase stand for, as of a pronoun: "este último", "la même [source]"; empty where they do not."""
    for at in range(phrase.start, max(-1, phrase.start - 3), -1):
        for code, count in script.codes("pronouns", at):
            if count > 1 and at + count == phrase.end:
                return code
    return ""


_FINDERS: Final[tuple[tuple[int, Callable[[Pieces, int], Cue | None]], ...]] = (
    (CITING, _citing), (CARRIED, _carried), (BEFORE, _preposition), (AFTER, _postposition), (STATEMENT, _tally),
)  # fmt: skip
