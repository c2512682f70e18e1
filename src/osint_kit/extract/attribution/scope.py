"""Which cue governs which figure of a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from osint_kit.extract.attribution.cues.cue import Cue, Span
from osint_kit.extract.attribution.cues.gapped import add_gapped
from osint_kit.extract.attribution.cues.given import given_cue, relative_cue
from osint_kit.extract.attribution.cues.labels import bracketed, label, polled
from osint_kit.extract.attribution.cues.openers import is_sure
from osint_kit.extract.attribution.cues.particles import particle_cue
from osint_kit.extract.attribution.pieces import Pieces, in_date, is_reported
from osint_kit.extract.attribution.verbs.asides import past_description
from osint_kit.extract.attribution.verbs.content import content_start
from osint_kit.extract.attribution.verbs.speech import claim_cue, verb_cue
from osint_kit.extract.attribution.words import (
    ACRONYM,
    AND,
    BE,
    BUT,
    CAPITAL,
    COUNTED,
    CUE,
    DOCUMENT,
    GIVEN,
    HAVE,
    LIKE,
    MOOD,
    NAME,
    OF,
    PLACE,
    PREP,
    QUANTITY,
    RELATIVE,
    SPEAKER,
    SPEECH,
    STATEMENT,
    SUBORDINATE,
    THAT,
    VERB,
    Script,
)  # fmt: skip
from osint_kit.extract.tokens import NUMBER


@dataclass(slots=True)
class Sentence:
    """A sentence with its cues and the stretches of tokens that each governs."""

    pieces: Pieces
    cues: list[Cue] = field(default_factory=list)
    scopes: list[list[Span]] = field(default_factory=list)

    def covering(self, at: int) -> list[int]:
        """The cues that govern a token, as places in ``cues``, the innermost first."""
        found: list[tuple[bool, bool, bool, bool, int, int, int]] = []
        denied = any(cue.kind == "deny" for cue in self.cues)  # "denied that …, as the office had reported"
        for number, (cue, scope) in enumerate(zip(self.cues, self.scopes, strict=True)):
            if cue.source and self._counted_from(cue.source[0]) <= at < cue.source[1]:
                continue  # "300 Experten warnten"
            if any(begin <= at < finish for begin, finish in scope):
                size = sum(max(0, finish - begin) for begin, finish in scope)
                nobody = (cue.source is None and not cue.pointer) or is_anonymous(self.pieces.script, cue)
                likened = bool(self.pieces.script.flags[cue.start] & LIKE) and cue.start != cue.at
                first = (nobody, cue.kind in ("cited", "plan", "promise"), likened and denied, cue.kind != "citing")
                found.append((*first, size, abs(cue.at - at), number))
        ordered = [number for *_, number in sorted(found)]
        if len(ordered) > 1 and (nearer := self._beside(ordered, at)) is not None:
            ordered.sort(key=lambda number: number != nearer)
        return ordered

    def _beside(self, ordered: list[int], at: int) -> int | None:
        """The cue of a token's own piece that goes before one of another: "la mairie annonce 90 sinistrés, l'eau a monté selon X"."""
        low, high = self.pieces.around(at)
        first = self.cues[ordered[0]]
        if low <= first.at < high:
            return None
        apart = first.kind == "by" and self.pieces.holds_number(*self.pieces.around(first.at))
        own = (
            i for i in ordered if low <= self.cues[i].at < high and (self.cues[i].kind == "by" or (apart and self.cues[i].source))
        )
        return next(own, None)

    def _counted_from(self, at: int) -> int:
        """The first token of the amount before a speaker."""
        while at > self.pieces.first and self.pieces.script.flags[at - 1] & QUANTITY:
            at -= 1
        return at


def is_anonymous(script: Script, cue: Cue) -> bool:
    """Whether a cue names only what was said, and nobody: "according to preliminary data"."""
    if cue.kind != "by" or cue.source is None:
        return False
    flags = script.flags[cue.source[0] : cue.source[1]]
    return bool(flags[-1] & STATEMENT) and not any(flag & _SOMEBODY for flag in flags)


_SOMEBODY: Final = SPEAKER | NAME | PLACE | DOCUMENT | CAPITAL


def read_sentence(pieces: Pieces) -> Sentence:
    """A sentence's cues with their scopes; cheap where no word can be a cue."""
    script, sentence = pieces.script, Sentence(pieces)
    flags = script.flags
    labelled = label(pieces)
    if labelled is not None:
        sentence.cues.append(labelled)
    elif (poll := polled(pieces)) is not None:
        sentence.cues.append(poll)
    if pieces.brackets:
        known = labelled.at if labelled is not None else -1
        sentence.cues += [cue for cue in bracketed(pieces) if cue.at != known]
    at = pieces.first
    while at < pieces.end:
        if flags[at] & (CUE | MOOD):
            cue = _cue_at(pieces, at, sentence.cues)
            if cue is not None:
                sentence.cues.append(cue)
                at = max(at + 1, cue.end)
                continue
        at += 1
    sentence.cues.sort(key=lambda cue: cue.at)
    sentence.cues = [cue for cue in sentence.cues if not _is_only_where(script, cue, sentence.cues)]
    while add_gapped(pieces, sentence.cues):
        pass  # each may lead to another: "the army 12, the navy 3 and the coast guard 1"
    sentence.scopes = [_scope(pieces, cue, sentence.cues) for cue in sentence.cues]
    return sentence


def _cue_at(pieces: Pieces, at: int, before: list[Cue]) -> Cue | None:
    flag = pieces.script.flags[at]
    cue = particle_cue(pieces, at) if flag & CUE else None
    if cue is None and flag & GIVEN:
        cue = given_cue(pieces, at)
    if cue is None and flag & SPEECH:
        cue = relative_cue(pieces, at) or verb_cue(pieces, at, before)
    return claim_cue(pieces, at) if cue is None and flag & MOOD else cue


def _is_only_where(script: Script, cue: Cue, cues: list[Cue]) -> bool:
    """Whether a paper is only where a speaker says it: "said in a statement", "wrote in a post on X"."""
    if cue.kind != "by" or cue.source is None:
        return False
    for i in range(*cue.source):
        if script.flags[i] & PREP and i > cue.source[0]:
            break  # "podała policja w komunikacie dla mediów"
        if script.flags[i] & (SPEAKER | NAME | PLACE | ACRONYM):
            return False
    if script.capital_nouns or not script.flags[cue.at] & PREP:
        return False
    return any(
        (other.source or other.pointer) and other.kind not in ("by", "citing", "cited", "label") and 0 <= cue.at - other.end <= 1
        for other in cues
    )


def _scope(pieces: Pieces, cue: Cue, cues: list[Cue]) -> list[Span]:
    low, high = pieces.unit(cue.at)
    aside = pieces.aside(cue.at)
    masked = pieces.script.tokens.masked
    if aside is not None and any(
        pieces.script.flags[i] & QUANTITY and not in_date(pieces.script, i) and i not in masked for i in range(*aside)
    ):
        low, high = aside
    elif aside is not None and cue.kind not in ("by", "citing", "cited", "signature"):
        # "(the agency reported)" in the middle of something else, but "Three died – as the agency reported – on Sunday"
        return [(low, aside[0]), (aside[1], high)] if _is_all_of(pieces.script, cue, aside) else []
    others = [other for other in cues if other is not cue and low <= other.at < high]
    piece = pieces.around(cue.at)
    if cue.refers_back and low > pieces.first:
        low = pieces.first  # "…; das teilte die Polizei mit"
    low = max(low, cue.reach, _after_colon(pieces, cue))
    if cue.kind == "label":
        return [(cue.stop, high)]
    if cue.kind == "by":
        return _around(pieces, cue, others, low, high)
    if cue.shape in ("object", "given"):
        return [(cue.reach, cue.start) if cue.shape == "object" else (cue.stop, cue.reach)]
    if cue.shape == "claim":
        return [(cue.stop, pieces.around(cue.stop + 1)[1])]
    if cue.shape == "back":
        set_off = pieces.script.words[cue.start - 1] in "–—-" and not any(other.at < low for other in cues)
        low = pieces.first if set_off and cue.reach < 0 else low  # "12 dead; 30 are hurt – said the governor"
        return [(low, cue.start), (cue.stop, min(piece[1], high))]
    right = (cue.stop, min(_right_end(pieces, cue, others, high), _clause_end(pieces, cue, piece, high)))
    if cue.shape == "both":
        low = max(low, _of_part(pieces, piece[0]))
        right = (past_description(pieces, cue, right[1]), right[1])
        return [(low, cue.start if cue.inner < 0 else cue.at), right]
    content = content_start(pieces, cue, (piece[0], min(piece[1], right[1])))
    if content:
        return [(content, right[1])]
    if cue.inner < 0 and _opens_with_object(pieces.script, cue, piece[0]):
        return [(piece[0], cue.at), right]
    return [(cue.inner, cue.at), right] if cue.inner >= 0 else [right]


def _opens_with_object(script: Script, cue: Cue, first: int) -> bool:
    """Whether a clause begins with the preposition that the verb asks for: "Von 300 Toten spricht die Polizei"."""
    if not script.flags[first] & (PREP | OF) or cue.source is None or cue.source[0] < cue.end:
        return False
    word = script.words[first].lower()
    return any(code.partition("+")[2] == word for code, _ in script.codes("speech_verbs", cue.at))


def _of_part(pieces: Pieces, at: int) -> int:
    """Where a part begins that the clause before a token is about: "400 launchers, a third of which, says X, were hit"; or 0."""
    script = pieces.script
    if at < pieces.first + 2 or script.words[at - 1] != ",":
        return 0
    begin, end = pieces.around(at - 2)
    if begin == pieces.first or not any(script.flags[i] & OF and script.flags[i + 1] & RELATIVE for i in range(begin, end)):
        return 0
    return begin


def _after_colon(pieces: Pieces, cue: Cue) -> int:
    """Where the quotation begins that a verb follows, if a colon opens it: "Der Trainer war froh: „Ein Sieg“, sagte er"; or -1."""
    script, close = pieces.script, cue.start - 1
    while close > pieces.first and script.words[close] == ",":
        close -= 1
    opening, end = script.quotation(close) or (-1, -1)
    return opening if end == close and opening > pieces.first and script.words[opening - 1] == ":" else -1


def _clause_end(pieces: Pieces, cue: Cue, piece: Span, high: int) -> int:
    """Where the speech of a subordinate clause ends: the main clause after it is not said by its speaker."""
    flags = pieces.script.flags
    opening = flags[piece[0]]
    if _tells_of_before(pieces, piece, cue):
        return piece[1]
    if (
        cue.refers_back
        or (piece[0] <= pieces.first and not opening & SUBORDINATE)
        or not opening & (SUBORDINATE | RELATIVE)
        or piece[1] + 1 >= high
    ):
        return high
    after = flags[piece[1] + 1]
    if (after & THAT and not after & RELATIVE) or pieces.script.words[piece[1]] == ":":
        return high
    bare = cue.end >= piece[1] and not any(
        flags[i] & COUNTED or pieces.script.kinds[i] == NUMBER for i in range(piece[0], cue.at)
    )
    if (opening & SUBORDINATE and not (bare and cue.pointer)) or after & (BE | HAVE | VERB | SPEECH):
        return _past_parts(pieces, piece[1], high)
    return high


def _tells_of_before(pieces: Pieces, piece: Span, cue: Cue) -> bool:
    """Whether only the time of saying follows a verb that has its object: "Sie äußerten Sorge, nachdem 12 Menschen starben"."""
    script, after = pieces.script, piece[1] + 1
    if not script.capital_nouns or after >= pieces.end or not script.flags[after] & SUBORDINATE or cue.refers_back:
        return False
    opens = "clause_breaks" in script.tokens.entries[after] and script.words[piece[1]] == ","
    return opens and not pieces.holds_number(cue.stop, piece[1]) and not is_reported(pieces, after)


def _past_parts(pieces: Pieces, end: int, high: int) -> int:
    """Where a clause ends with the parts of its amount: "mientras el juzgado contó 24 detenidos, tres de ellos menores"."""
    tokens, flags = pieces.script.tokens, pieces.script.flags
    while end + 1 < high and tokens.words[end] == ",":
        stop = pieces.around(end + 1)[1]
        part = any("subset" in tokens.entries[i] for i in range(end + 1, min(end + 3, stop)))
        if not part or any(flags[i] & (BE | HAVE | VERB | SPEECH) for i in range(end + 1, stop)):
            break
        end = stop
    return end


def _right_end(pieces: Pieces, cue: Cue, others: list[Cue], high: int) -> int:
    """A verb's content ends where another cue begins a clause of its own."""
    flags = pieces.script.flags
    if cue.kind in ("citing", "cited"):
        return high
    for other in others:
        if other.at < cue.at:
            continue
        begin = pieces.around(other.at)[0]
        if other.kind == "by":
            if begin > cue.stop and flags[begin] & (BUT | AND) and _states(pieces, other):
                return begin
        elif _tells_of_it(cue, other, begin):
            high = min(high, other.start)  # "HRW confirmed 300 deaths, said Bell"
        elif other.kind not in ("citing", "cited", "carried", "perhaps") and other.shape == "front":
            if begin <= cue.at and not (other.source or other.pointer or pieces.script.capital_nouns):
                continue  # "Explicó que en el estado se contabilizan 40 municipios"
            begin = other.start if begin <= cue.at else min(begin, other.start)
            if begin > cue.at and not _nested(pieces.script, begin, other):
                high = min(high, max(cue.stop, begin))
                break
        elif other.shape == "back" and other.source and begin > cue.stop + 1 and _is_passed(pieces, cue, begin):
            high = min(high, begin)  # "X said that 300 died, Y reports"
    return _contrast(pieces, cue, high)


def _is_passed(pieces: Pieces, cue: Cue, begin: int) -> bool:
    """Whether what is said ends before a clause that tells who reports it: "…, dijo, ante la prensa, que hubo 30, según señaló Efe"."""
    script = pieces.script
    if script.flags[cue.stop + 1] & THAT:
        return True
    likened = script.flags[begin] & LIKE or is_sure(script, begin)
    return bool(likened) and cue.kind == "say" and not script.capital_nouns and pieces.holds_number(cue.stop, begin)


def _tells_of_it(cue: Cue, other: Cue, begin: int) -> bool:
    """Whether a speaker behind a comma tells what another has found or confirmed."""
    found = cue.kind in ("confirm", "state", "show", "find") and other.shape == "back" and other.source is not None
    return found and cue.stop < other.start == begin and other.source is not None and other.source[0] >= other.end


def _contrast(pieces: Pieces, cue: Cue, high: int) -> int:
    """Where another speaker is set against this one: "…, whereas Yerevan insists on 200"."""
    flags = pieces.script.flags
    for i in pieces.breaks:
        if cue.stop < i < high - 1 and flags[i + 1] & BUT:
            for k in range(i + 2, min(i + 4, high)):
                if flags[k] & (SPEAKER | NAME | PLACE) and not flags[k - 1] & PREP and not _has_or_is(flags, k):
                    return i
    return high


def _has_or_is(flags: list[int], at: int) -> bool:
    """Whether a place only is, has or does something, which tells nothing: "…, mientras que Ucrania tenía 100.000"."""
    return bool(flags[at] & PLACE and flags[at + 1] & (BE | VERB) and not flags[at + 1] & SPEECH)


def _nested(script: Script, begin: int, other: Cue) -> bool:
    """Whether a clause is the content of the one before: it opens with "that" or "as"."""
    opening = script.flags[begin]
    return bool(opening & (THAT | LIKE)) or (not opening & (BUT | SUBORDINATE) and bool(script.flags[other.start - 1] & THAT))


def _states(pieces: Pieces, cue: Cue) -> bool:
    """Whether a cue's own piece holds an amount, so that it speaks of that."""
    low, high = pieces.around(cue.at)
    return pieces.holds_number(low, cue.start) or pieces.holds_number(cue.stop, high)


def _is_all_of(script: Script, cue: Cue, aside: Span) -> bool:
    """Whether a pair of dashes sets off nothing but who says it."""
    dashes = aside[0] > 0 and script.words[aside[0] - 1] in "–—-"
    opened = all(flag & (LIKE | HAVE) for flag in script.flags[aside[0] : cue.start])  # "– ha detto il prefetto –"
    return dashes and bool(cue.source or cue.pointer) and opened and aside[1] - cue.stop <= _REST


_REST: Final = 4  # tokens behind a speaker that tell where it was said


def _around(pieces: Pieces, cue: Cue, others: list[Cue], low: int, high: int) -> list[Span]:
    """How far "laut X" reaches: over its unit, or its own clause if that is a lesser one, up to the next such cue's clause."""
    flags = pieces.script.flags
    begin, finish = low, high
    piece = pieces.around(cue.at)
    opening = flags[piece[0] + 1] if flags[piece[0]] & PREP and pieces.script.capital_nouns else flags[piece[0]]
    if piece[0] > low and opening & (RELATIVE | SUBORDINATE | THAT) and _states(pieces, cue):
        begin = piece[0]
    elif piece[0] > low and pieces.script.capital_nouns and opening & RELATIVE and not opening & LIKE and cue.start > piece[0]:
        begin = piece[0]  # "der Verein, der nach seinen Angaben …"
    for other in others:
        other_piece = pieces.around(other.at)
        if _is_within_speech(pieces, cue, other, high) or _is_passed_on(pieces, cue, other):
            begin = max(begin, cue.start)
        if other_piece == piece:
            continue
        if other.kind not in ("by", "label", "signature"):
            speaks = other.source or other.pointer or pieces.script.capital_nouns
            if other.shape == "front" and other.at > cue.at and speaks and not _nested(pieces.script, other_piece[0], other):
                finish = min(finish, max(cue.stop, other_piece[0]))
        elif other.at > cue.at:
            postposed = not _states(pieces, other) and not _states(pieces, cue) and cue.start > low
            finish = min(finish, cue.stop if postposed else other_piece[0])
        else:
            begin = max(begin, piece[0] if _states(pieces, cue) else other.stop)
    return [(begin, cue.start), (cue.stop, finish)]


def _is_passed_on(pieces: Pieces, cue: Cue, other: Cue) -> bool:
    """Whether another only passes on what a cue tells straight behind it: "Как сообщает X, по оценкам Y, погибли 87"."""
    likened = (
        (pieces.script.flags[other.start] | pieces.script.flags[other.start - 1]) & LIKE and other.kind == "say" and other.source
    )
    return bool(likened) and other.stop + 1 == cue.start and not pieces.holds_number(pieces.first, other.start)


def _is_within_speech(pieces: Pieces, cue: Cue, other: Cue, high: int) -> bool:
    """Whether somebody tells what another says: "The rebels claimed the raid in which, according to the army, three died"."""
    tells = other.kind == "say" and other.shape == "front" and other.stop <= cue.start
    opened = tells and any(flag & (THAT | RELATIVE) for flag in pieces.script.flags[other.stop : cue.start])
    return opened and not pieces.script.capital_nouns and pieces.holds_number(cue.stop, high)
