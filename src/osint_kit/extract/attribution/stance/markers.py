"""How firmly a figure is stated: the words and verb forms that make it confirmed, denied, suspected, unverified or planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from osint_kit.extract.attribution.cues.cue import Cue, Span
from osint_kit.extract.attribution.cues.listing import VERBS, clause
from osint_kit.extract.attribution.pieces import Pieces
from osint_kit.extract.attribution.stance.described import described, describes_people, describes_things, doubts_amount
from osint_kit.extract.attribution.stance.moods import mood_stance
from osint_kit.extract.attribution.words import (
    ADVERB,
    AND,
    BE,
    BUT,
    CAPITAL,
    CHECK,
    CONDITIONAL,
    COUNTED,
    DET,
    EVENT,
    FUTURE,
    HAVE,
    HEDGE,
    LIKE,
    MOOD,
    NEGATION,
    OF,
    POSSESSIVE,
    PREP,
    QUANTITY,
    RELATIVE,
    SPEECH,
    STANCE,
    STATEMENT,
    SUBORDINATE,
    THAT,
    Script,
)  # fmt: skip
from osint_kit.extract.tokens import WORD

ORDER: Final = ("unverified", "denied", "suspected", "planned", "confirmed")
"""Which stance goes before which where a figure has several."""

_OF_KIND: Final = {
    "deny": "denied",
    "suspect": "suspected",
    "expect": "planned",
    "promise": "planned",
    "plan": "planned",
    "confirm": "confirmed",
}
_DESCRIBES: Final = {"suspected": describes_people, "alleged": describes_people, "denied": describes_things}
_MEANT: Final = {"told": "planned", "alleged": "suspected"}
NOT: Final = ("not", "unable")
NEAR: Final = 4  # tokens between a negation and what it denies
_CHECK_FAR: Final = 10  # tokens between a negation and the verb of checking


class Marker(NamedTuple):
    """Words that make a stance, and the tokens over which they hold."""

    stance: str
    first: int
    end: int
    scope: Span


@dataclass(slots=True)
class Stances:
    """The markers of one sentence."""

    pieces: Pieces
    markers: list[Marker] = field(default_factory=list)

    def at(self, at: int) -> Iterator[Marker]:
        """The markers that hold for a token."""
        for marker in self.markers:
            if not marker.scope[0] <= at < marker.scope[1]:
                continue
            if marker.stance == "unverified":
                if not _in_relative(self.pieces, at, marker):
                    yield marker
            elif not _in_other_clause(self.pieces, at, marker) and not (
                marker.stance == "planned" and (_is_past(self.pieces, at) or _changes_to(self.pieces, at))
            ):
                yield marker


def _is_past(pieces: Pieces, at: int) -> bool:
    """Whether a figure is only what another is compared with, or a part of: "up from 514,000", "contre 182 000", "70 de ses 190"."""
    script, entries = pieces.script, pieces.script.tokens.entries
    flags = script.flags
    if at > pieces.first + 2 and flags[at - 1] & POSSESSIVE and flags[at - 2] & OF and flags[at - 3] & QUANTITY:
        return True
    tokens, low = script.tokens, max(pieces.first, at - NEAR)
    first = next((begin for _, begin in tokens.endings("hedges_before", at, low)), at)
    if not script.capital_nouns and any(code == "compare" for code, _ in tokens.endings("date_frames", first, low)):
        return True
    while at > pieces.first and not entries[at - 1].keys().isdisjoint(("hedges_before", "gap")):
        if "change_from" in entries[at - 1]:
            break
        at -= 1
    return at > pieces.first + 1 and "change_from" in entries[at - 1] and "change_verbs" in entries[at - 2]


_CHANGED: Final = 6  # tokens between what something changes from and what to


def _changes_to(pieces: Pieces, at: int) -> bool:
    """Whether the amount to which something changes stands near the one from which: "z 35 do 85 mld", "do 45 mld z 38 mld"."""
    entries, flags = pieces.script.tokens.entries, pieces.script.flags
    if at <= pieces.first or "change_from" not in entries[at - 1]:
        return False
    low, high = pieces.around(at)
    if pieces.script.words[low - 1] == "," and at - low < 2:
        low = pieces.around(low - 2)[0] if low - 2 >= pieces.first else low  # "wzrośnie do 45 mld, z 38 mld w tym roku"
    near = range(max(low, at - _CHANGED), min(high - 1, at + _CHANGED))
    changes = any("change_verbs" in entries[i] for i in range(low, high))
    return changes and any("change_to" in entries[i] and flags[i + 1] & QUANTITY for i in near)


def _in_relative(pieces: Pieces, at: int, marker: Marker) -> bool:
    """Whether a token stands in a relative clause after the marker: what it tells of is not what could not be checked."""
    first, flags = pieces.around(at)[0], pieces.script.flags
    if first <= marker.end:
        return False
    opening = flags[first + 1] if flags[first] & PREP else flags[first]
    return bool(opening & RELATIVE) and not opening & (THAT | QUANTITY)


def read_stances(pieces: Pieces) -> Stances:
    """The markers of a sentence; cheap where no word can be one."""
    script, found = pieces.script, Stances(pieces)
    at = pieces.first
    while at < pieces.end:
        flag = script.flags[at]
        if flag & (STANCE | MOOD | CHECK | FUTURE | CONDITIONAL | NEGATION):
            marker = _marker(pieces, at)
            if marker is not None:
                found.markers.append(marker)
                at = max(at + 1, marker.end)
                continue
        at += 1
    return found


def _marker(pieces: Pieces, at: int) -> Marker | None:
    script, flag = pieces.script, pieces.script.flags[at]
    if flag & CHECK and script.tokens.match("checks", at):
        negation = _negation_of(pieces, at)
        if negation is not None and not _is_silence(pieces, negation, at):
            return Marker("unverified", min(negation, at), max(negation, at) + 1, _checked(pieces, at))
    if flag & STANCE and _is_word(script, at, pieces.first):
        for code, count in script.codes("stances", at):
            if _says_nothing(pieces, at, count, code):
                continue
            if code == "asserted":
                return Marker(code, at, at + count, (at, at))  # "a statement in which it is said": nothing is doubted
            code = _MEANT.get(code, code)
            if code == "confirmed" and (negation := _withheld(pieces, at)) is not None:
                return Marker("unverified", min(negation, at), max(negation + 1, at + count), _checked(pieces, at))
            if not _negated(script, at, pieces.first):
                return Marker(code, at, at + count, described(script, at, count) or _scope(pieces, at, at + count, code))
    if flag & MOOD:
        stance = mood_stance(pieces, at)
        if stance:
            return Marker(stance, at, at + 1, clause(pieces, at))
    if flag & (FUTURE | CONDITIONAL) and not (flag & CAPITAL and _is_inside(script, at, pieces.first)):
        planned = flag & FUTURE or (not flag & (BE | HAVE) and _is_told(pieces, at, both=True))
        return Marker("planned" if planned else "suspected", at, at + 1, _told_clause(pieces, at))
    return None


def _says_nothing(pieces: Pieces, at: int, count: int, code: str) -> bool:
    """Whether a word that can make a stance makes none here."""
    script = pieces.script
    return (
        (code != "planned" and _is_hedge(script, at, count))
        or (code in _DESCRIBES and _DESCRIBES[code](script, at, count))
        or (code == "told" and not _is_told(pieces, at))
        or (code == "denied" and at > pieces.first and bool(script.flags[at] & SPEECH and script.flags[at - 1] & HAVE))
        or (code == "alleged" and not doubts_amount(pieces, at, count))
    )


def _told_clause(pieces: Pieces, at: int) -> Span:
    """The clause of a verb, which begins with the "that" behind a verb of speech: "El 67% dice [que votará]"."""
    low, high = clause(pieces, at)
    flags = pieces.script.flags
    that = next((i for i in range(at - 1, low, -1) if flags[i] & THAT and flags[i - 1] & SPEECH), low)
    return that, high


def _is_inside(script: Script, at: int, first: int) -> bool:
    """Whether a word's capital means a name: it opens neither the sentence nor a quotation."""
    return at > first and script.kinds[at - 1] == WORD


def _is_told(pieces: Pieces, at: int, *, both: bool = False) -> bool:
    """Whether a verb of speech or (``both``: and) a "that" stands before a word of the future seen from the past: "said it would cut"."""
    flags = pieces.script.flags
    before = flags[pieces.around(at)[0] : at]
    told, that = any(flag & SPEECH for flag in before), any(flag & THAT for flag in before)
    return told and that if both else told or that


def _withheld(pieces: Pieces, at: int) -> int | None:
    """The negation of "confirmed", unless it only says that there are none: "No deaths had been confirmed"."""
    negation = _negation_of(pieces, at)
    if negation is None or _is_silence(pieces, negation, at):
        return None
    none = pieces.script.flags[negation] & DET and not pieces.script.flags[negation + 1] & STATEMENT
    return None if none else negation


def _is_hedge(script: Script, at: int, count: int) -> bool:
    """Whether a word stands right before a number and only loosens it: "perhaps 150"."""
    hedge = script.tokens.match("hedges_before", at) if script.flags[at] & HEDGE else None
    return hedge is not None and hedge[1] == count and bool(script.flags[at + count] & QUANTITY)


def _is_word(script: Script, at: int, first: int) -> bool:
    """Not a name that looks like one: May, Will."""
    return script.capital_nouns or at == first or not script.flags[at] & CAPITAL or script.words[at].isupper()


def _negated(script: Script, at: int, first: int) -> bool:
    return any(_negates(script, i) and not script.flags[i] & PREP for i in range(max(first, at - 2), at))


def _negates(script: Script, at: int) -> bool:
    """Whether a negation begins at a token, not only a word that can begin one: could not, failed to."""
    return bool(script.flags[at] & NEGATION) and script.tokens.match("negations", at) is not None


def _negation_of(pieces: Pieces, at: int) -> int | None:
    """The negation of a verb of checking, in its own piece."""
    low, high = pieces.around(at)
    for i in range(at - 1, max(low, at - _CHECK_FAR) - 1, -1):
        if _negates(pieces.script, i):
            return i
    return next((i for i in range(at + 1, min(high, at + _CHECK_FAR)) if _negates(pieces.script, i)), None)


def _is_silence(pieces: Pieces, negation: int, at: int) -> bool:
    """Whether somebody only keeps silent on another's number: "the army would not confirm it", not "could not confirm"."""
    script = pieces.script
    if script.tokens.code("checks", at) != "tell" or negation > at or pieces.holds_number(at, pieces.around(at)[1]):
        return False
    before = range(max(pieces.first, negation - 1), at)
    unable = any((script.tokens.match("negations", i) or ("", 0))[0] == "unable" for i in before)
    return not unable and not any(script.flags[i] & (BE | CHECK) for i in before)


def _checked(pieces: Pieces, at: int) -> Span:
    """What could not be checked: what stands between the semicolons, or, where no amount does, all of the sentence before it."""
    low, high = pieces.unit(at)
    colon = next((i for i in pieces.breaks if at < i < high and pieces.script.words[i] == ":"), high)
    return (low, colon) if pieces.holds_number(low, colon) else (pieces.first, colon)


def _scope(pieces: Pieces, first: int, end: int, stance: str) -> Span:
    """A marker holds for its clause; one set off by itself ("как полагают", "reportedly") for all between semicolons."""
    low, high = pieces.around(first)
    script = pieces.script
    if stance in ("unverified", "denied") and not pieces.holds_number(low, high):
        return _checked(pieces, first)
    if stance == "planned" and script.flags[end - 1] & OF and end - first > 1:
        return first, min(high, end + NEAR)  # "short of its target of 203,000"
    by_itself = low == first > pieces.first and high <= end  # "3.740 Panzer, visuell bestätigt"
    if stance == "confirmed" and not by_itself:
        subject = _before_aside(pieces, low)
        return subject if subject < low else max(low, first - NEAR), min(high, end + NEAR)
    alone = not any(script.flags[i] & (QUANTITY | EVENT | COUNTED) for i in range(low, high) if not first <= i < end)
    if alone and high - low <= end - first + 3 and (low > pieces.first or high < pieces.end - 1):
        begin, finish = pieces.unit(first)
        joined = low - 2 >= begin and script.flags[low - 2] & (AND | BUT)  # "and, presumably, 120 more"
        return (first, finish) if joined else (begin, finish)
    begin, finish = clause(pieces, first)
    if finish < pieces.end - 1 and script.flags[finish + 1] & THAT and not script.flags[finish + 1] & RELATIVE:
        finish = clause(pieces, finish + 1)[1]  # "es wird vermutet, dass …"
    return begin, finish


def _before_aside(pieces: Pieces, low: int) -> int:
    """Where the subject begins that an aside parts from its verb: "Six people, two of them boys, were confirmed dead"."""
    script = pieces.script
    if low < pieces.first + 4 or not script.flags[low] & (BE | HAVE) or script.words[low - 1] != ",":
        return low
    aside = pieces.around(low - 2)[0]
    return pieces.around(aside - 2)[0] if aside > pieces.first + 1 and script.words[aside - 1] == "," else low


def _in_other_clause(pieces: Pieces, at: int, marker: Marker) -> bool:
    """Whether "and" or "but" sets a token's clause, which has its own verb, apart from the marker's."""
    script = pieces.script
    if marker.first <= at < marker.end:
        return False
    low, high = (at, marker.first) if at < marker.first else (marker.end, at)
    if marker.stance == "suspected" and at > marker.first and _is_circumstance(script, low, high):
        return True
    if marker.stance == "planned" and script.tokens.lexicon.pro_drop and at > marker.first and _is_set(script.flags, low, high):
        return True
    joints = [i for i in range(low, high) if script.flags[i] & (AND | BUT) and not script.flags[i] & SUBORDINATE]
    if not joints:
        return False
    if marker.stance == "confirmed" and not any(script.flags[i] & BE for i in range(max(0, marker.first - 2), marker.end)):
        return True  # "300 confirmed cases and 12 deaths"
    end = pieces.around(at)[1] if marker.stance == "confirmed" else marker.scope[1]
    own = range(marker.scope[0], joints[0]) if at < marker.first else range(joints[-1] + 1, end)
    return any(script.flags[i] & VERBS and not script.flags[i] & (ADVERB | COUNTED) for i in own)


def _is_circumstance(script: Script, low: int, high: int) -> bool:
    """Whether a clause of circumstance opens between two tokens: "are feared dead after a boat with 95 people sank"."""
    flags = script.flags
    opens = (
        (flags[i] & SUBORDINATE and not flags[i] & (LIKE | THAT | RELATIVE | HEDGE))
        or (flags[i] & THAT and flags[i - 1] & COUNTED)  # "possibly in the ship that sank at 33 metres"
        for i in range(low, high)
    )
    lexicon = script.tokens.lexicon
    return (lexicon.right_headed and any(opens)) or (lexicon.pro_drop and _is_described(flags, low, high))


def _is_set(flags: list[int], low: int, high: int) -> bool:
    """Whether "in which" opens a clause between two tokens: "lo iban a hacer en una barca en la que viajaban otros 69"."""
    return any(flags[i] & RELATIVE and flags[i - 1] & DET and flags[i - 2] & PREP for i in range(low + 1, high))


def _is_described(flags: list[int], low: int, high: int) -> bool:
    """Whether a clause that describes a noun opens between two tokens: "puede haber muerto en el choque que dejó 40 bajas"."""
    return any(
        flags[i] & RELATIVE and (flags[i - 1] & COUNTED or (flags[i - 1] & DET and flags[i - 2] & PREP))
        for i in range(low + 1, high)
    )


def cue_stance(pieces: Pieces, cue: Cue, at: int) -> Marker | None:
    """The stance that a cue's verb gives to a figure it governs."""
    after = pieces.script.flags[cue.end : min(cue.end + 2, pieces.end)]
    if cue.kind == "deny" and len(after) > 1 and after[0] & AND and after[1] & SPEECH:
        return None  # "deny it and say that 300 died"
    stance = _OF_KIND.get(cue.kind)
    negation = _negation_near(pieces, cue)
    if negation is not None:
        if cue.kind == "confirm":
            return Marker("unverified", min(negation, cue.at), max(negation + 1, cue.end), (at, at + 1))
        return None
    if stance is None or (cue.kind == "confirm" and not _is_object(pieces, cue, at)):
        return None
    if (stance == "planned" and _is_past(pieces, at)) or (stance == "denied" and _answers(pieces, cue, at)):
        return None
    if stance == "suspected" and not cue.source and _is_circumstance(pieces.script, cue.end, at):
        return None
    return Marker(stance, cue.at, cue.end, (at, at + 1))


def _answers(pieces: Pieces, cue: Cue, at: int) -> bool:
    """Whether a figure is what somebody sets against what they deny: "Die Armee widersprach: Es seien nur 20 gewesen"."""
    high = pieces.around(cue.at)[1]
    answered = cue.at < high < at and pieces.script.words[high] == ":"
    return answered and not any(flag & NEGATION for flag in pieces.script.flags[high:at])


def is_withheld(pieces: Pieces, cue: Cue) -> bool:
    """Whether a speaker does not say it: "did not confirm", "would not say that"."""
    return cue.kind in ("confirm", "say", "state", "show") and _negation_near(pieces, cue) is not None


def _negation_near(pieces: Pieces, cue: Cue) -> int | None:
    flags = pieces.script.flags
    low, high = pieces.around(cue.at)
    for i in range(max(low, cue.at - 3), cue.at):
        if flags[i] & NEGATION and pieces.script.tokens.code("negations", i) in NOT:
            return i
    if not pieces.script.capital_nouns or pieces.holds_number(cue.end, high):
        return None
    return next((i for i in range(cue.end, min(high, cue.end + NEAR)) if flags[i] & NEGATION), None)


def _is_object(pieces: Pieces, cue: Cue, at: int) -> bool:
    """Whether a figure is what the verb confirms, not what is added after a comma: "1,078 cases, down from 1,300"."""
    low, high = pieces.around(cue.at)
    if at < cue.at:
        beside = any(pieces.script.flags[i] & BE for i in range(max(low, cue.at - 2), cue.at))
        return at >= low or not (beside and pieces.holds_number(low, cue.at))  # "14 cases, of which nine were confirmed by tests"
    if at < high:
        return True
    script = pieces.script
    if high + 1 < pieces.end and script.words[high] == ":":
        return at < pieces.unit(high + 1)[1] and not _is_past(pieces, at)  # "The governor confirmed: 20 are dead"
    if high + 1 < pieces.end and script.flags[high + 1] & THAT:
        return at < clause(pieces, high + 1)[1]
    return at < clause(pieces, cue.at)[1]
