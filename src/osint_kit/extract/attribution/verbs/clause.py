"""A verb of speech in its clause, and the cue it makes once its speaker is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from osint_kit.extract.attribution.cues.cue import Cue, Span
from osint_kit.extract.attribution.cues.particles import pronoun_code, pronoun_phrase
from osint_kit.extract.attribution.owners import owner
from osint_kit.extract.attribution.phrases import BEGINS, Phrase, is_time, phrase_at
from osint_kit.extract.attribution.pieces import Pieces, content_follows, is_content
from osint_kit.extract.attribution.words import (
    ADVERB,
    AND,
    BE,
    BUT,
    CAPITAL,
    CARRIED,
    DET,
    HAVE,
    LIKE,
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
    STOP,
    SUBORDINATE,
    THAT,
    TIME,
    Script,
)  # fmt: skip
from osint_kit.extract.quotes import is_quote_mark
from osint_kit.extract.tokens import MARK, NUMBER, WORD

PEOPLE: Final = ("person", "people", "body", "any")
SUBJECTS: Final = (*PEOPLE, "self")


@dataclass(slots=True)
class Verb:
    """A verb of speech.

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
        """The document's words."""
        return self.pieces.script

    @property
    def apart(self) -> bool:
        """Whether objects can stand between the auxiliary and the verb: hat 300 Tote gemeldet."""
        return self.anchor < self.at and self.script.capital_nouns

    def cue(self, source: Span | None, start: int, stop: int = 0) -> Cue:
        """The cue with its speaker, who stands from ``start`` or up to ``stop``."""
        made = Cue(self.at, self.end, self.kind, source, start=min(start, self.at), stop=max(stop, self.end))
        made.shape = self.shape(stop)
        made.refers_back = self.refers_back()
        if self.apart and made.shape == "front":
            made.inner = self.anchor + 1
        elif self.script.flags[self.low] & QUANTITY or self._object_first(stop):
            made.inner = self.low  # "300 Tote meldete die Polizei", "Die Zahl von 300 Toten nannte die Polizei falsch"
        return made

    def _object_first(self, stop: int) -> bool:
        """Whether the verb's object stands before it, with an amount, and its subject, which ends at ``stop``, behind it."""
        opening = self.script.flags[self.low]
        if not self.script.capital_nouns or stop <= self.anchor or not opening & BEGINS or opening & PREP:
            return False
        return self.pieces.holds_number(self.low, self.anchor)

    def said_by(self, subject: Phrase, limit: int) -> Cue:
        """The cue of a subject that stands before the verb; also of several words that stand for somebody: "este último"."""
        if code := pronoun_phrase(self.script, subject):
            return replace(self.cue(None, subject.start), pointer=code, mention=(subject.start, subject.end))
        source, _ = owner(self.script, subject, limit)
        return self.cue(source, subject.start)

    def by_pronoun(self, at: int) -> Cue | None:
        """The cue of a pronoun; none of the first person, who is not named."""
        code = pronoun_code(self.script, at)
        if code not in PEOPLE:
            return None
        return replace(self.cue(None, at, at + 1), pointer=code, mention=(at, at + 1))

    def clausal(self) -> bool:
        """Whether a clause with "that" follows."""
        script, high = self.script, self.high
        if high + 1 >= self.pieces.end or script.words[high] != ",":
            return False
        return bool(script.flags[high + 1] & THAT) and not script.flags[high + 1] & RELATIVE

    def after_content(self) -> bool:
        """Whether the verb stands straight after a break, as after what is said: „…“, sagte …"""
        if self.low <= self.pieces.first or self.script.capital_nouns:
            return self.anchor == self.low > self.pieces.first
        return all(flag & _AUXILIARY for flag in self.script.flags[self.low : self.anchor])  # "…", a déclaré …

    def told(self) -> bool:
        """Whether what is said stands beside the verb: "„…“, spottete X", "X jubelte: …", "X entschied, dass …"."""
        pieces, script, high = self.pieces, self.script, self.high
        flags = script.flags
        likened = flags[self.low] & LIKE or ("sure", 1) in script.codes("source_before", self.low)  # "según cuentan los vecinos"
        if likened or (self.after_content() and not flags[pieces.first] & SUBORDINATE):
            return True
        if (self.end < high and flags[self.end] & THAT) or (self.kind == "plan" and script.tokens.lexicon.pro_drop):
            return True  # "celebró que": no comma before the clause
        if high + 1 >= pieces.end:
            return False
        if script.words[high] != ",":
            return script.words[high] == ":" or is_quote_mark(script.words[high])
        return self.clausal() or is_content(pieces, high + 1)

    def shape(self, stop: int = 0) -> str:
        """Where the content stands, seen from the verb, or from the subject after it, which ends at ``stop``."""
        pieces, script = self.pieces, self.script
        if self.low <= pieces.first or all(script.kinds[i] == MARK for i in range(pieces.first, self.low)):
            return "front"
        opening = script.flags[self.low]
        if opening & (AND | BUT) and not opening & (CARRIED | NOUN | ADVERB) and not script.capital_nouns:
            return "front"  # "300 died, the army says, and it fears for the rest"
        if (script.words[self.low - 1] == ":" and not self.refers_back()) or (
            opening & (RELATIVE | THAT | SUBORDINATE) and not opening & CARRIED
        ):
            return "front"
        after = max(self.high, stop)
        colon = after < pieces.end and script.words[after] == ":"
        if colon and self.after_content() and script.words[self.low - 1] == ",":
            return "both"  # "…, sagt die Ministerin: …"
        follows = content_follows(pieces, self.anchor + 1 if self.apart else max(self.end, stop), max(self.high, stop))
        if follows and not (stop > self.end and self._relates(stop)):
            return "both" if self._closes_what_is_said(stop) else "front"
        return "back" if max(self.high, stop) >= pieces.end - 1 else "both"

    def _relates(self, stop: int) -> bool:
        """Whether "that" behind a subject tells of it, as the amount said stands before: "300 muertos, dijo X, que …"."""
        pieces, script = self.pieces, self.script
        at = stop + (script.words[stop] == ",") if stop < pieces.end else stop
        if script.capital_nouns or at >= pieces.end or not script.flags[at] & THAT or script.words[self.low - 1] != ",":
            return False
        return pieces.holds_number(*pieces.around(max(pieces.first, self.low - 2)))

    def _closes_what_is_said(self, stop: int) -> bool:
        """Whether an amount stands before the comma, and the speaker behind the verb: "…, révèle une enquête auprès de 900 personnes"."""
        pieces, script = self.pieces, self.script
        if script.capital_nouns or stop <= self.end or not self.after_content() or script.words[self.low - 1] != ",":
            return False
        before = pieces.around(self.low - 2)[0]
        that = next((i for i in range(stop, max(self.high, stop)) if script.flags[i] & THAT), 0)
        opened = that and not any(flag & SPEECH for flag in script.flags[stop:that])  # "…, précise le site ajoutant que"
        return not opened and pieces.holds_number(before, self.low - 1)

    def refers_back(self) -> bool:
        """Whether what is said stands in the sentence before: "Das teilte die Polizei mit", "Об этом сообщил глава"."""
        flags = self.script.flags
        if flags[self.low] & LIKE and self.pieces.holds_number(self.end, self.high):
            return False  # "Jak podaje PAP stanowi to 3 proc."
        if self.is_cleft():
            return True
        for i in range(self.low, self.high):
            for code, count in self.script.codes("carried", i) if flags[i] & CARRIED else ():
                if code != "before":
                    continue
                if count > 1 and flags[i] & BEGINS:
                    return i + count == self.anchor or bool(flags[i + count] & (ADVERB | HAVE | BE))  # ces chiffres émanent de
                return not flags[i] & BEGINS or i + 1 == self.anchor or self._stands_alone(i)  # not "das Amt"
        return False

    def is_cleft(self) -> bool:
        """Whether an infinitive with its object makes the subject stand behind "be": "Ad annunciarlo è stato il sindaco"."""
        lexicon = self.script.tokens.lexicon
        return self.end - self.at > 1 and lexicon.elision and lexicon.pro_drop and bool(self.script.flags[self.at] & PREP)

    def _stands_alone(self, at: int) -> bool:
        """Whether a word for what was said opens no phrase: "das gestern …", but not "das finanziell angeschlagene Land"."""
        flags, behind = self.script.flags, at + 1
        if not flags[behind] & (ADVERB | HAVE | BE):
            return False
        while flags[behind] & ADVERB:
            behind += 1
        small = self.script.capital_nouns and not flags[behind] & (CAPITAL | STOP | PREP | SPEECH)
        return not (small and flags[behind + 1] & CAPITAL)


_AUXILIARY: Final = BE | HAVE | ADVERB | NEGATION
_SMALL: Final = ADVERB | NEGATION | PRONOUN | HAVE | BE


def leads(script: Script, at: int, verb: int) -> bool:
    """Whether only small words stand before a verb: "… et n'en admet que 40"."""
    flags = script.flags
    return all(flags[i] & _SMALL and not flags[i] & (NOUN | BEGINS) for i in range(at, verb))


def skipped(script: Script, at: int, limit: int) -> int:
    """How many tokens between a verb and its subject tell neither: "08:40", "Poinformował [o tym] gubernator"."""
    kinds = script.kinds
    if at + 2 < limit and kinds[at] == NUMBER == kinds[at + 2] and script.words[at + 1] in ":.":
        return 3
    if at in script.tokens.dated and not script.flags[at] & (NOUN | BEGINS | PREP):
        return 1  # "a annoncé mercredi 4 décembre le ministre"
    told = max((count for code, count in script.codes("carried", at) if code == "before"), default=0)
    setting = script.tokens.match("speech_settings", at) if told < 2 else None
    if not script.flags[at] & PREP:
        heard = _hearer(script, at, limit) if script.tokens.lexicon.inversion and not setting else 0
        return told or (setting[1] if setting else heard or _day(script, at, limit))
    if setting:
        told = setting[1]
        told += _hearer(script, at + told, limit) or max(1, _to_subject(script, at + told - 1, limit)) - 1
    return told if told > 1 else _to_subject(script, at, limit)


_NAME: Final = 6  # tokens of a medium's name in quotation marks


def _day(script: Script, at: int, limit: int) -> int:
    """How many tokens a day takes between a verb and its subject: "informó [el lunes] la Policía", "dijo [el 3 de mayo] el juez"."""
    flags, dated, end, last = script.flags, script.tokens.dated, at, at
    if not flags[at] & DET:
        return 0
    while end < limit:
        told = end in dated or flags[end] & TIME or "date_which" in script.tokens.entries[end]
        if told and end > at:
            last = end + 1  # "la noche del pasado lunes"
        elif not told and not (flags[end] & (DET | OF) and (end == at or last == end)):
            break
        end += 1
    if last > at:
        return last - at
    phrase = phrase_at(script, at, limit)
    return phrase.end - at if phrase is not None and is_time(phrase) else 0


def _hearer(script: Script, at: int, limit: int) -> int:
    """How many tokens a known medium takes before a subject of its own: "powiedział [PAP] Jan Nowak", "na antenie [TVN24] premier"."""
    if at + 1 >= limit or script.flags[at] & SPEAKER:
        return 0
    quoted = script.closing(at)
    medium = quoted + 1 - at if 0 < quoted <= at + _NAME else 0
    medium = medium or max((count for code, count in script.codes("speaker_names", at) if code == "body"), default=0)
    while medium and at + medium + 1 < limit and _is_when(script, at + medium):
        medium += 1  # "poinformował [PAP we wtorek rano] rzecznik"
    if not medium or at + medium >= limit:
        return 0
    after = script.flags[at + medium]
    titled = script.tokens.code("grammar", at + medium) == "title"
    subject = script.kinds[at + medium] == WORD and (
        titled or (after & (SPEAKER | CAPITAL) and not after & (PLACE | PREP | THAT))
    )
    return medium if subject else 0


def _is_when(script: Script, at: int) -> bool:
    """Whether a token tells when something is said, or leads to what does: "we wtorek", "rano"."""
    flag, dated = script.flags[at], script.tokens.dated
    if flag & (NOUN | BEGINS):
        return False
    when = flag & (ADVERB | TIME) or at in dated
    return bool(when or (flag & PREP and (script.flags[at + 1] & TIME or at + 1 in dated)))


def _to_subject(script: Script, at: int, limit: int) -> int:
    """How many tokens a preposition and its name take before an office in small letters: "[w rozmowie z PAP] rzecznik policji"."""
    lexicon = script.tokens.lexicon
    named = at + 1 + bool(script.flags[at + 1] & DET and lexicon.pro_drop)
    if known := _hearer(script, named, limit) if lexicon.inversion or lexicon.pro_drop else 0:
        return named - at + known  # "dijo [a la AFP] Ali Rahman"
    if not lexicon.inversion:
        return 0
    governed = phrase_at(script, at + 1, limit)
    for i in range(at + 2, min(governed.end + 1, limit) if governed else 0):
        named = script.flags[i - 1] & CAPITAL or script.kinds[i - 1] == NUMBER
        if named and script.flags[i] & SPEAKER and not script.flags[i] & CAPITAL:
            return i - at
    return 0
