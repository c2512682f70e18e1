"""Speakers named in another sentence than the figure: by a pronoun, the mood of reported speech, a quotation that runs on."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import Final

from osint_kit.extract.attribution.carried.beside import VOICES, belongs, beside, is_name_within
from osint_kit.extract.attribution.carried.dialogue import speeches
from osint_kit.extract.attribution.cues.agreement import agrees, is_same, is_their_own, tellers
from osint_kit.extract.attribution.cues.cue import Cue, Span
from osint_kit.extract.attribution.cues.listing import same_clause
from osint_kit.extract.attribution.cues.particles import pronoun_code
from osint_kit.extract.attribution.names import quoted_name
from osint_kit.extract.attribution.owners import owner
from osint_kit.extract.attribution.phrases import BEGINS, phrase_at, phrases_between
from osint_kit.extract.attribution.pieces import Pieces, cut, is_headline
from osint_kit.extract.attribution.scope import Sentence, is_anonymous, read_sentence
from osint_kit.extract.attribution.stance.markers import Marker, Stances, is_withheld, read_stances
from osint_kit.extract.attribution.stance.moods import is_hearsay, is_planned_done
from osint_kit.extract.attribution.stance.referring import refers_farther, refers_to_before
from osint_kit.extract.attribution.words import (
    LABEL,
    LIKE,
    MOOD,
    NAME,
    POSSESSIVE,
    PREP,
    PRONOUN,
    QUANTITY,
    SPEAKER,
    STATEMENT,
    Script,
)  # fmt: skip
from osint_kit.extract.tokens import MARK

_PRONOUN_FAR: Final = 3  # sentences that a pronoun looks back
_MOOD_FAR: Final = {"reported": 8, "reported_weak": 1, "hearsay": 5, "supposed": 2}  # sentences that reported speech runs on
_LINES: Final = 15  # lines below a heading
_MOOD_NEAR: Final = 5  # sentences of the writer's own between a speaker and what is reported
_PARAGRAPHS: Final = 8  # quotations that go on without a speaker of their own


@dataclass
class Discourse:
    """A document's sentences, each read when it is first needed."""

    script: Script
    _pieces: dict[int, Pieces] = field(default_factory=dict)
    _sentences: dict[int, Sentence] = field(default_factory=dict)
    _stances: dict[int, Stances] = field(default_factory=dict)
    _carried: dict[tuple[int, int], Span | None] = field(default_factory=dict)
    _moods: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    _labels: list[int] | None = None  # sentences that begin with "Source:"
    _headings: set[int] | None = None  # sentences with a colon at the end of a line
    _speeches: list[tuple[int, int]] | None = None  # what dashes set off as spoken
    _spoken_by: list[Span | None] = field(default_factory=list)  # who says the first of these

    def __len__(self) -> int:
        return len(self.script.tokens.sentences) - 1

    def number(self, at: int) -> int:
        """The number of the sentence that holds a token."""
        return min(max(0, bisect_right(self.script.tokens.sentences, at) - 1), max(0, len(self) - 1))

    def pieces(self, number: int) -> Pieces:
        """A sentence cut at its breaks; all that its stances need."""
        found = self._pieces.get(number)
        if found is None:
            bounds = self.script.tokens.sentences
            found = self._pieces[number] = cut(self.script, bounds[number], bounds[number + 1])
        return found

    def sentence(self, number: int) -> Sentence:
        """A sentence with its cues."""
        found = self._sentences.get(number)
        if found is None:
            found = self._sentences[number] = read_sentence(self.pieces(number))
        return found

    def stances(self, number: int) -> Stances:
        """The words of a sentence that make a stance."""
        found = self._stances.get(number)
        if found is None:
            found = self._stances[number] = read_stances(self.pieces(number))
        return found

    def unverified_after(self, number: int) -> Marker | None:
        """What the next sentence, or the one after it, says of this one: that nobody could check it."""
        if number + 1 >= len(self):
            return None
        next_one = refers_to_before(self.stances(number + 1))
        if next_one is not None or number + 2 >= len(self):
            return next_one
        return refers_farther(self.stances(number + 2), self.pieces(number + 1))

    def of_cue(self, number: int, cue: Cue) -> Span | None:
        """Whom the pronoun of a cue stands for: the last speaker before it, else the subject of the sentence before."""
        key = number, cue.at
        if key not in self._carried:
            self._carried[key] = None  # a chain of pronouns that bites its tail leads nowhere
            found = self._antecedent(number, cue)
            if found is None and cue.kind == "carried" and cue.pointer == "person":
                found = self._antecedent(number, replace(cue, pointer="any"))  # "по его словам", where no person spoke
            self._carried[key] = found or self._statement(cue) or self._of_main_clause(number, cue)
        return self._carried[key]

    def _antecedent(self, number: int, cue: Cue) -> Span | None:
        if cue.pointer == "own":
            return self._subject(number, cue)
        place = min(cue.start, cue.mention[0]) if cue.mention else cue.start  # "It said that …, adding that": where "it" stands
        for other in reversed(self.sentence(number).cues):
            if other.at >= cue.at or other.kind == "cited" or is_anonymous(self.script, other):
                continue
            source = other.source or (self.of_cue(number, other) if is_same(other, cue) else None)
            if source and agrees(self.script, cue.pointer, source):
                return source
        subject = self._subject(number)
        own = subject is not None and is_their_own(self.pieces(number), subject, cue)
        told = own or (subject is not None and (cue.shape == "front" or self._before_colon(number, subject[1], cue.start)))
        if subject is not None and told and subject[1] <= place and agrees(self.script, cue.pointer, subject):
            return subject
        far = 1 if cue.kind == "perhaps" else _PRONOUN_FAR
        for earlier in range(number - 1, max(-1, number - 1 - far), -1):
            for other in tellers(self.script, self.sentence(earlier).cues):
                if other.kind == "cited" or is_anonymous(self.script, other):
                    continue
                source = other.source or (self.of_cue(earlier, other) if other.pointer else None)
                if source and agrees(self.script, cue.pointer, source):
                    return source
            subject = (
                self._subject(earlier, papers=cue.kind == "carried") if earlier == number - 1 and cue.kind != "perhaps" else None
            )
            if subject and agrees(self.script, cue.pointer, subject):
                return subject
        return self._own_subject(number, cue)

    def _own_subject(self, number: int, cue: Cue) -> Span | None:
        """The subject of the cue's own sentence, where nobody spoke before: "The airline will cut 300 jobs, it said"."""
        spoken = cue.pointer in ("person", "any") and cue.shape == "back" and not self.script.capital_nouns
        subject = self._subject(number) if cue.pointer == "body" or spoken else None
        if subject is None or subject[1] > cue.start or not agrees(self.script, cue.pointer, subject):
            return None
        return subject if any(self.script.flags[i] & (SPEAKER | NAME) for i in range(*subject)) else None

    def _statement(self, cue: Cue) -> Span | None:
        """The statement itself where nobody before can have made it: "den Angaben zufolge"."""
        if cue.kind != "by" or cue.mention is None or cue.mention[1] - cue.mention[0] != 2:
            return None
        first, end = cue.mention
        told = self.script.flags[first] & BEGINS and self.script.flags[first + 1] & STATEMENT
        return (first + 1, end) if told and not self.script.flags[first] & POSSESSIVE else None

    def _of_main_clause(self, number: int, cue: Cue) -> Span | None:
        """The subject of the clause that a pronoun tells of: "Die Bank hat 3 Millionen verdient, wie sie berichtete"."""
        if not self.script.capital_nouns or not self.script.flags[cue.start] & LIKE:
            return None
        subject = self._subject(number)
        return subject if subject and subject[1] <= cue.start and agrees(self.script, cue.pointer, subject) else None

    def _before_colon(self, number: int, first: int, end: int) -> bool:
        """Whether a colon stands between two tokens: "His guest was frank: four brigades, he said"."""
        pieces = self.pieces(number)
        return any(first <= i < end and self.script.words[i] == ":" for i in pieces.breaks)

    def of_mood(self, number: int, at: int) -> Span | None:
        """Whose speech a sentence in the mood of reported speech goes on with."""
        mood = self._mood(number, at)
        if mood is None or self._leads(number, at):
            return None
        if mood == "reported":
            for cue in reversed(self.sentence(number).cues):
                if cue.at < at and (cue.source or cue.pointer):
                    return None if self._is_where(number, cue, at) else cue.source or self.of_cue(number, cue)
        if mood == "supposed" and self.mood_word(number, at):
            mood = "hearsay"
        for earlier in range(number - 1, max(-1, number - 1 - _MOOD_FAR[mood]), -1):
            for cue in reversed(self.sentence(earlier).cues):
                if cue.source:
                    return cue.source
                if cue.pointer:
                    return self.of_cue(earlier, cue)
            if number - earlier >= _MOOD_NEAR and self._mood(earlier, -1) is None:
                return None
        return None

    def _is_where(self, number: int, cue: Cue, at: int) -> bool:
        """Whether a token only tells where something is said: "Er sagte vor 300 Gästen, die Lage sei ernst"."""
        script, pieces = self.script, self.pieces(number)
        if not script.capital_nouns or not script.flags[cue.stop] & PREP or pieces.around(cue.at) != pieces.around(at):
            return False
        return not any("+" in code for code, _ in script.codes("speech_verbs", cue.at))  # verwies auf

    def _leads(self, number: int, at: int) -> bool:
        """Whether a token stands before a verb of speech whose content follows: "X, mit 300 Mitgliedern, sagte, man sei …"."""
        moods = [i for i, mood in self._moods.get(number, ()) if mood == "reported"]
        return any(
            at < cue.at
            and cue.kind not in ("by", "citing")
            and (cue.source or cue.pointer)
            and (cue.shape == "front" or (self.script.capital_nouns and moods and min(moods) > cue.at))
            for cue in self.sentence(number).cues
        )

    def mood_word(self, number: int, at: int) -> Span | None:
        """The verb that tells by its form that a token is others' speech, whoever they are: seien, soll … haben."""
        mood = self._mood(number, at)
        if mood not in ("reported", "supposed") or self._leads(number, at):
            return None
        pieces = self.pieces(number)
        low, high = pieces.around(at)
        for i, code in self._moods[number]:
            if code == mood and (low <= i < high if mood == "reported" else is_hearsay(pieces, i)):
                return i, i + 1
        return None

    def _mood(self, number: int, at: int) -> str | None:
        """The mood in which a token is reported, the surest first; of a whole sentence where ``at`` is -1."""
        pieces = self.pieces(number)
        verbs = self._moods.get(number)
        if verbs is None:
            script = self.script
            verbs = self._moods[number] = [
                (i, str(script.tokens.code("moods", i))) for i in range(pieces.first, pieces.end) if script.flags[i] & MOOD
            ]
            verbs[:] = [(i, mood) for i, mood in verbs if mood != "supposed" or not is_planned_done(pieces, i)]
            if any(pronoun_code(script, i) == "self" for i in range(pieces.first, pieces.end) if script.flags[i] & PRONOUN):
                verbs[:] = [(i, mood) for i, mood in verbs if mood != "reported"]  # "ich habe" looks the same
        low, high = pieces.unit(at) if at >= 0 and verbs else (0, 0)
        found = {
            mood
            for i, mood in verbs
            if at < 0
            or (mood == "reported" and low <= i < high)
            or (mood in ("supposed", "reported_weak") and same_clause(pieces, i, at))
        }
        return next((mood for mood in ("reported", "reported_weak", "supposed") if mood in found), None)

    def of_following(self, number: int) -> Cue | None:
        """The cue that tells a sentence's speaker in the one after it, or behind one more that nobody says: "Das teilte die Polizei mit"."""
        for later in range(number + 1, min(number + 3, len(self))):
            following = self.sentence(later)
            for cue in following.cues:
                if cue.refers_back and cue.source and cue.kind != "deny" and not is_withheld(following.pieces, cue):
                    cited = next((other.source for other in following.cues if other.kind == "citing" and other.at > cue.at), None)
                    return replace(cue, source=cited, relay=cue.source) if cited else cue
            if any(cue.source or cue.pointer for cue in following.cues) or self.of_quotation(following.pieces.first):
                break
            if is_headline(self.script, number):
                break
        return None

    def of_heading(self, number: int) -> Span | None:
        """Who is named by the heading over a list of lines: "Losses according to the General Staff:"."""
        words, bounds = self.script.words, self.script.tokens.sentences
        if self._headings is None:
            colons = (i for i, word in enumerate(words) if word == ":" and i + 1 < len(words) and words[i + 1][0] == "\n")
            self._headings = {bisect_right(bounds, i) - 1 for i in colons}
        for earlier in range(number - 1, max(-1, number - 1 - _LINES), -1) if self._headings else ():
            if words[bounds[earlier + 1] - 1][0] != "\n":
                return None
            if earlier in self._headings:
                cues = self.sentence(earlier).cues
                return next((cue.source for cue in cues if cue.kind not in ("cited", "deny") and cue.source), None)
        return None

    def of_source_line(self, number: int) -> Span | None:
        """Who is named by the line after a text that tells its source: "Source: OCHA"."""
        words, flags, bounds = self.script.words, self.script.flags, self.script.tokens.sentences
        if self._labels is None:
            labels = ((n, self._first_word(n)) for n in range(len(self)))
            self._labels = [n for n, first in labels if flags[first] & LABEL and words[first + 1 : first + 2] == [":"]]
        for i in range(bisect_right(self._labels, number), len(self._labels)):
            later = self._labels[i]
            phrase = phrase_at(self.script, self._first_word(later) + 2, bounds[later + 1])
            if phrase is not None and phrase.speaks and not phrase.opening & QUANTITY:
                return owner(self.script, phrase, bounds[later + 1])[0]
        return None

    def _first_word(self, number: int) -> int:
        """The first token of a sentence that is no sign."""
        at, end = self.script.tokens.sentences[number], self.script.tokens.sentences[number + 1]
        while at < end and self.script.kinds[at] == MARK:
            at += 1
        return at

    def of_quotation(self, at: int) -> Span | None:
        """Who is quoted at a token, where the verb stands beyond the quotation's marks, perhaps in another sentence."""
        quoted = self.script.quotation(at)
        if quoted is None or at >= quoted[1]:
            return self._of_speech(at)
        return None if is_name_within(self.script, quoted) else self._quoted_by(*quoted)

    def _of_speech(self, at: int) -> Span | None:
        """Who says what dashes set off: whoever is named behind the next dash, else who spoke before in the paragraph."""
        if self._speeches is None:
            self._speeches = speeches(self.script)
        found = bisect_right(self._speeches, at, key=lambda speech: speech[0]) - 1
        if found < 0 or at >= self._speeches[found][1]:
            return None
        while len(self._spoken_by) <= found:
            self._spoken_by.append(self._speaker_of(self._speeches, len(self._spoken_by)))
        return self._spoken_by[found]

    def _speaker_of(self, spoken: list[tuple[int, int]], i: int) -> Span | None:
        """Who says one of the stretches, given who said the ones before it."""
        opening, close = spoken[i]
        ended = spoken[i - 1][1] if i else 0
        parted = any(word[0] == "\n" for word in self.script.words[ended:opening])
        return self._named_after(close) or (self._spoken_by[i - 1] if i and not parted else None)

    def _named_after(self, close: int) -> Span | None:
        """The speaker in the rest of a sentence behind a dash."""
        if close >= len(self.script.words) or self.script.words[close][0] == "\n":
            return None
        number = self.number(close)
        for cue in self.sentence(number).cues:
            if cue.at > close and (cue.source or cue.pointer):
                return cue.source or self.of_cue(number, cue)
        return None

    def _quoted_by(self, opening: int, close: int) -> Span | None:
        named = self._named_beside(opening, close) or self._led_by(opening)
        return named or self._spoken_before(opening) or self._goes_on(close)

    def _led_by(self, opening: int) -> Span | None:
        """The subject of the sentence that leads to a quotation with a colon: 'El fiscal fue claro: «Son 40»'."""
        led = opening > 0 and self.script.words[opening - 1] == ":" and not self.script.capital_nouns
        subject = self._subject(self.number(opening)) if led else None
        return subject if subject is not None and subject[1] < opening else None

    def _goes_on(self, close: int) -> Span | None:
        """Who is named in the paragraph after a quotation that nothing closes, if that one goes on with it."""
        broken = self.script.words[close : close + 1] != [] and self.script.words[close][0] == "\n"
        ahead = self.script.quotation(close + 1) if broken else None
        return self._named_beside(*ahead) if ahead is not None and ahead[0] == close + 1 else None

    def _named_beside(self, opening: int, close: int) -> Span | None:
        places = [self.number(min(close, len(self.script.words) - 1)), self.number(opening)]
        after = places[0] + 1
        if after < len(self) and self.script.words[self.script.tokens.sentences[after] - 1][0] != "\n":
            places.insert(1, after)  # not in another paragraph
        for number in places:
            for cue in self.sentence(number).cues:
                if not belongs(cue, opening, close, self.script.words):
                    continue
                source = cue.source or (self.of_cue(number, cue) if cue.pointer else None)
                if source:
                    return source
        return beside(self.pieces(self.number(close)), close)

    def _spoken_before(self, opening: int) -> Span | None:
        """Who spoke last before a quotation that opens its sentence and names nobody: 'Bell said it was bad. "We lost 15 homes."'."""
        key = -1, opening
        if key not in self._carried:
            self._carried[key] = self._last_speaker(opening)
        return self._carried[key]

    def _last_speaker(self, opening: int) -> Span | None:
        number = self.number(opening)
        if self._first_word(number) != opening + 1 or quoted_name(self.script, opening):
            return None
        for _ in range(_PARAGRAPHS):
            number -= 1
            if number < 0:
                return None
            for cue in reversed(self.sentence(number).cues):
                if (cue.kind in VOICES or (cue.kind == "by" and cue.pointer)) and (cue.source or cue.pointer):
                    return cue.source or self.of_cue(number, cue)
            first = self._first_word(number)
            around = self.script.quotation(first)
            if around is None or first == around[1]:
                return None
            if named := self._named_beside(*around):
                return named
            number = self.number(around[0])
        return None

    def _subject(self, number: int, cue: Cue | None = None, *, papers: bool = False) -> Span | None:
        """The first phrase of a sentence that can speak; of a cue with "own" the subject of its sentence, whatever it is.

        With ``papers`` also a paper: "Eine Mitteilung der Polizei zeichnet ein anderes Bild. Demnach …".
        """
        pieces = self.pieces(number)
        for phrase, governed in phrases_between(self.script, pieces.first, pieces.end, pieces.skips):
            if governed or (cue is not None and cue.start <= phrase.start < cue.stop) or self.script.quotation(phrase.start):
                continue  # not "trece atenciones médicas", dijo
            if (
                phrase.core & (SPEAKER | NAME)
                or (cue is not None and not phrase.opening & QUANTITY)
                or (papers and phrase.is_paper)
            ):
                return owner(self.script, phrase, pieces.end)[0]
        return None
