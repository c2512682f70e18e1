"""Noun phrases: where a speaker's name begins and ends, found by the words around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from osint_kit.extract.attribution.names import ENDS, counts, full_stop, host_end, is_article, quoted_name
from osint_kit.extract.attribution.words import (
    ACRONYM,
    ADVERB,
    AND,
    BE,
    BUT,
    CAPITAL,
    CITING,
    COUNTED,
    DET,
    DOCUMENT,
    EVENT,
    GENITIVE,
    HAVE,
    HEDGE,
    KNOWN,
    LIKE,
    MOOD,
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
    STOP,
    SUBORDINATE,
    THAT,
    TIME,
    TITLE,
    VERBAL,
    Script,
)  # fmt: skip
from osint_kit.extract.quotes import is_quote_mark
from osint_kit.extract.tokens import MARK, NUMBER, WORD

_FAR: Final = 18  # tokens of a noun phrase
_ATTRIBUTE: Final = 9  # tokens between an article and the adjective that what follows it belongs to
BEGINS: Final = DET | OBLIQUE | GENITIVE | POSSESSIVE
_OPENS_NO_PHRASE: Final = ADVERB | LIKE | SUBORDINATE | THAT | BUT | BE | HAVE | MOOD | PRONOUN | NEGATION | RELATIVE


class Phrase(NamedTuple):
    """A noun phrase.

    start, end  its tokens
    core        all flags of its words before the first "of"
    opening     the flags of its first word
    name_like   it reads as a name although no list knows it
    """

    start: int
    end: int
    core: int
    opening: int
    name_like: bool

    @property
    def speaks(self) -> bool:
        """Whether it names somebody who can speak."""
        return self.name_like or bool(self.core & (SPEAKER | NAME | PLACE))

    @property
    def is_paper(self) -> bool:
        """Whether it names a statement or a document."""
        return bool(self.core & (STATEMENT | DOCUMENT))


def phrase_at(script: Script, at: int, limit: int) -> Phrase | None:
    """The noun phrase that begins at token ``at`` and ends before ``limit``, or None."""
    if at >= limit:
        return None
    return _Reader(script, at, min(limit, at + _FAR)).read()


class _Reader:
    """Walks over a noun phrase word by word; ``last`` is the token after the last noun."""

    __slots__ = (
        "adjective", "at", "capitals", "core", "field", "joined", "just_joined", "last", "limit", "script", "small", "start", "unknown",
    )  # fmt: skip

    def __init__(self, script: Script, at: int, limit: int) -> None:
        self.script, self.start, self.at, self.last, self.limit = script, at, at, at, limit
        self.joined = self.just_joined = self.field = False  # field: what a body is for
        self.adjective = True  # an adjective may stand here
        self.core = self.capitals = self.small = self.unknown = 0

    def read(self) -> Phrase | None:
        flags, kinds = self.script.flags, self.script.kinds
        while self.at < self.limit:
            if kinds[self.at] == WORD:
                going = self._word(flags[self.at])
            elif kinds[self.at] == MARK:
                going = self._mark()
            else:
                clock = self.at in self.script.tokens.masked  # "08:50 Islamabad claims"
                going = (self.at == self.start and not clock) or bool(flags[self.at - 1] & BEGINS)
                self.at += going
            if not going:
                break
        if self.last == self.start:
            return None
        return Phrase(self.start, self.last, self.core, flags[self.start], self._name_like())

    def _word(self, flag: int) -> bool:
        script = self.script
        if not flag & (BEGINS | OF | PREP | STOP | EVENT | SPEECH | VERBAL) or flag & (NOUN | TITLE):
            return self._content(flag)
        if flag & BEGINS and not (flag & OF and self.last > self.start):
            return self._opener(flag)
        if flag & (OF | PREP):
            return self._preposition(flag)
        if flag & AND:
            joins = self.last > self.start and not self._is_counted_apart()
            if joins and self.field and script.flags[self.at + 1] & CAPITAL and not script.flags[self.at + 1] & STOP:
                return self._join()  # das Amt für Umwelt und Verkehr
            return joins and _joins_speakers(script, self.at, self.limit, self.core) and self._join()
        if flag & QUANTITY and (self.at == self.start or script.flags[self.at - 1] & BEGINS):
            self.at += 1  # "two officials", "der drei Organisationen"
            return True
        if not script.capital_nouns or flag & (EVENT | SPEECH) or (self.at == self.start and flag & _OPENS_NO_PHRASE):
            return False
        return self._small_adjective()

    def _is_counted_apart(self) -> bool:
        """Whether "and the" leads from what was counted to somebody else: "40 soldados y el Gobierno dice que fueron 20"."""
        script, the = self.script, self.at + 1
        counted = NUMBER in script.kinds[max(0, self.start - 1) : self.start + 1] or script.flags[self.start] & QUANTITY
        return bool(counted and not self.core & (SPEAKER | NAME) and the < self.limit and script.flags[the] & DET)

    def _opener(self, flag: int) -> bool:
        if self.last > self.start and not self.just_joined:
            if not (flag & GENITIVE and self.script.capital_nouns):
                return False
            self.joined = True
        self.adjective = True
        self.at += 1
        return True

    def _preposition(self, flag: int) -> bool:
        opened = self.script.capital_nouns and self.script.flags[self.at - 1] & BEGINS  # des in der Provinz liegenden Ortes
        if self.last == self.start or opened:
            one_of = flag & OF or (self.script.tokens.lexicon.inversion and self.script.flags[self.start] & DET)
            if one_of and self.at == self.start + 1 and self._skip():
                return True  # one of the managers
            return self._attribute()
        if counts(self.script, self.at + 1):
            return False  # "hatte die Polizei von 30 Verletzten gesprochen"
        if flag & PREP and not flag & OF and not _holds_name(self.script, self.at + 1, self.limit):
            return False
        if flag & CITING and self.script.codes("citing", self.at):
            return False  # "berichtete Tass unter Berufung auf Ärzte"
        self.joined = True
        self.field = bool(flag & PREP and not flag & OF and self.script.capital_nouns)
        return self._join()

    def _skip(self) -> bool:
        if not self.script.flags[self.start] & QUANTITY:
            return False
        self.at += 1
        return True

    def _attribute(self) -> bool:
        """Past what stands between an article and its adjective: "die in London ansässige Beobachtungsstelle"."""
        script, flags, kinds = self.script, self.script.flags, self.script.kinds
        if not script.capital_nouns or self.at == self.start or not flags[self.at - 1] & BEGINS:
            return False
        for i in range(self.at + 1, min(self.at + _ATTRIBUTE, self.limit - 1)):
            if kinds[i] == MARK and script.words[i] != ".":
                return False
            small = kinds[i] == WORD and not flags[i] & (CAPITAL | STOP | PREP | OF | BEGINS)
            if small and kinds[i + 1] == WORD and flags[i + 1] & CAPITAL:
                self.at = i
                return True
        return False

    def _join(self) -> bool:
        self.just_joined = self.adjective = True
        self.at += 1
        return True

    def _small_adjective(self) -> bool:
        if not self.adjective or not _before_noun(self.script, self.at, self.limit):
            return False
        inflected = self.script.tokens.lexicon.endings.get("adjective")
        if self.at == self.start and inflected and not self.script.words[self.at].endswith(inflected):
            return False  # "… verdient Verdi zufolge"
        self.at += 1
        return True

    def _content(self, flag: int) -> bool:
        script = self.script
        host = host_end(script, self.at, self.limit)
        if host:
            self.core |= 0 if self.joined else CAPITAL
            self.capitals += 1
            self.unknown += 1
            self.at = self.last = host
            return True
        if script.capital_nouns:
            if not flag & CAPITAL:
                return self._small_adjective()
            if self.last == self.at and script.flags[self.at - 1] & ACRONYM and not flag & (SPEAKER | NAME):
                return False  # "erwartet die IADB Überweisungen": a name that is an acronym takes no noun after it
        if not self.joined:
            self.core |= flag
            if not flag & CAPITAL:
                self.small += 1
            elif not flag & TITLE:
                self.capitals += 1
                self.unknown += not flag & KNOWN
        self.adjective = not script.capital_nouns
        self.just_joined = False
        self.at += 1
        self.last = self.at
        return True

    def _mark(self) -> bool:
        """A mark inside a name: the dot of Gen., a quoted name, an acronym in brackets, a slash."""
        script, at = self.script, self.at
        word = script.words[at]
        if word == "@" and at == self.start:
            return self._handle()
        if word in "'’" and self.last == at > self.start and script.tokens.glued(at) and script.words[at - 1][-1:] in "sS":
            self.at = at + 1  # the organisers' count
            self.just_joined = True
            return True
        if is_quote_mark(word) or word == "'":
            return self._quoted()
        if word == "." and at > self.start and script.tokens.glued(at):
            found = full_stop(script, at, self.last == self.start)
            self.at += bool(found)
            self.last = at + 1 if found == ENDS else self.last
            return bool(found)
        if word == "-" and at > self.start and script.kinds[at - 1] == NUMBER and script.tokens.glued(at):
            self.at = at + 1  # des 34-Jährigen
            return True
        elif word == "(" and self.last == at and at + 2 < self.limit and script.words[at + 2] == ")":
            self.core |= 0 if self.joined else script.flags[at + 1]
            self.at = self.last = at + 3
            return True
        elif word in "/&-" and self.last == at > self.start and at + 1 < self.limit and script.kinds[at + 1] == WORD:
            if word == "-" and not script.tokens.glued(at) and not script.tokens.glued(at + 1):
                return False  # "the governor - Jan Kos - said"
            self.at = at + 1
            self.just_joined = True
            return True
        return False

    def _handle(self) -> bool:
        """@name_12: all that is written together."""
        end = self.at + 1
        while end < self.limit and self.script.tokens.glued(end) and self.script.words[end] not in ":,;!?.":
            end += 1
        if end == self.at + 1:
            return False
        self.core |= NAME
        self.capitals += 1
        self.unknown += 1
        self.at = self.last = end
        return True

    def _quoted(self) -> bool:
        close = quoted_name(self.script, self.at)
        if not close or close >= self.limit or (close == self.at + 2 and not self.script.flags[self.at + 1] & CAPITAL):
            return False  # als „extrem“ bezeichnet
        if not self.joined:
            for i in range(self.at + 1, close):
                self.core |= self.script.flags[i] & (NOUN | PLACE)
            self.core |= CAPITAL
            self.capitals += 1
            self.unknown += 1
        self.just_joined = self.adjective = False
        self.at = self.last = close + 1
        return True

    def _name_like(self) -> bool:
        script, opening = self.script, self.script.flags[self.start]
        if self.core & ACRONYM and not self.core & COUNTED:
            return True
        if opening & BEGINS and script.capital_nouns:
            return False
        if script.capital_nouns:
            small = script.kinds[self.start] == WORD and not opening & CAPITAL and not host_end(script, self.start, self.limit)
            return not small and 0 < self.unknown <= 4 and self.unknown == self.capitals
        if opening & BEGINS or not begins_sentence(script, self.start):
            return self.capitals > 0 and not self.core & (COUNTED | TIME)
        return self.capitals >= 2 and not (self.small and not self.core & TITLE)  # Gen. Edgardo de Leon


def begins_sentence(script: Script, at: int) -> bool:
    """Whether a token is the first of its sentence, so that its capital says nothing."""
    return script.tokens.sentence(at)[0] == at


def _holds_name(script: Script, at: int, limit: int) -> bool:
    """Whether a place or a body follows a preposition inside a name: officials in Kyiv."""
    flags, kinds = script.flags, script.kinds
    while at < limit and kinds[at] == WORD and flags[at] & BEGINS:
        at += 1
    if at >= limit or kinds[at] != WORD:
        return False
    flag = flags[at]
    if flag & (SPEAKER | NAME | PLACE):
        return True
    return bool(flag & CAPITAL) and not flag & (STOP | DOCUMENT | STATEMENT)


def _joins_speakers(script: Script, at: int, limit: int, core: int) -> bool:
    """Whether "and" joins a second speaker to the first: police and army."""
    flags, kinds, at = script.flags, script.kinds, at + 1
    while at < limit and kinds[at] == WORD and flags[at] & BEGINS:
        at += 1
    for i in range(at, min(at + 3, limit)):
        if kinds[i] != WORD or (flags[i] & (STOP | SPEECH | EVENT) and not flags[i] & NOUN):
            return False
        if flags[i] & (SPEAKER | NAME | PLACE):
            return True
        if flags[i] & CAPITAL and not script.capital_nouns:
            return bool(core & CAPITAL)
        if i + 1 < limit and flags[i] & flags[i + 1] & CAPITAL and not (flags[i] | flags[i + 1]) & (KNOWN | STOP):
            return bool(core & (SPEAKER | NAME))  # die Abgeordneten Ute Kern und Jan Rohde
    return False


def _before_noun(script: Script, at: int, limit: int) -> bool:
    """Whether a noun with a capital follows a small word, with only adjectives between."""
    flags, kinds = script.flags, script.kinds
    for i in range(at + 1, min(at + 4, limit)):
        if kinds[i] == MARK:
            return is_quote_mark(script.words[i])
        if kinds[i] != WORD:
            return False
        if flags[i] & CAPITAL:
            return not flags[i] & QUANTITY
        if flags[i] & (STOP | EVENT | SPEECH | PREP | OF) and not flags[i] & AND:
            return False
    return False


def phrases_between(script: Script, first: int, end: int, skips: Mapping[int, int]) -> list[tuple[Phrase, bool]]:
    """The noun phrases of a stretch, in order, each with whether a preposition governs it; ``skips`` leads past brackets."""
    found: list[tuple[Phrase, bool]] = []
    flags, kinds, at = script.flags, script.kinds, first
    while at < end:
        if at in skips:
            at = skips[at]
            continue
        if flags[at] & HEDGE and (hedge := script.tokens.match("hedges_before", at)) and hedge[1] > 1:
            at += hedge[1]
            continue
        governed = kinds[at] == WORD and bool(flags[at] & (PREP | OF)) and not flags[at] & NOUN
        if governed and (flags[at] & DET or is_article(script, at)) and not (found and found[-1][0].end == at):
            governed = False  # "Des responsables affirment": "of" only behind a noun, else an article
        phrase = phrase_at(script, at + governed, end)
        if phrase is None:
            at += 1
        else:
            found.append((phrase, governed))
            at = phrase.end
    return found


def phrase_ending(script: Script, low: int, end: int) -> Phrase | None:
    """The noun phrase that ends before token ``end``, from as far left as a phrase can reach and not before ``low``."""
    for start in range(max(low, end - _FAR), end):
        if start > low and not _may_begin(script, start):
            continue
        if (phrase := phrase_at(script, start, end)) is not None and phrase.end == end:
            return phrase
    return None


def _may_begin(script: Script, at: int) -> bool:
    """Whether a phrase can begin at a token: with an article, or after a word that is no article."""
    return bool(script.flags[at] & BEGINS) or script.kinds[at - 1] != WORD or not script.flags[at - 1] & BEGINS


def is_time(phrase: Phrase) -> bool:
    """Whether a phrase names a time: last week."""
    return bool(phrase.core & TIME) and not phrase.core & (SPEAKER | NAME)
