"""Who says a figure, and how firmly."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from osint_kit.extract.speakers_cues import Cue
from osint_kit.extract.speakers_phrases import phrases_between, trimmed
from osint_kit.extract.speakers_scope import Sentence, read_sentence
from osint_kit.extract.speakers_words import MOOD, NAME, SPEAKER, Script, read_script
from osint_kit.extract.tokens import Tokens

_LOOK_BACK = 8  # sentences


@dataclass(frozen=True)
class Attribution:
    """Who stands behind a figure; spans are code points of the text, None where the text says nothing.

    source, relay   text[start:end] of the speaker, and of who passes the speaker's words on
    stance          one of vocabulary.STANCES, with the words that make it
    cue_start, cue_end   the words that attribute: laut, said, zufolge
    mention_start, mention_end  the pronoun or adverb that stands for a carried speaker in the figure's own sentence
    doubts          carried_speaker where the speaker was named in another sentence
    """

    source: str | None = None
    source_start: int | None = None
    source_end: int | None = None
    relay: str | None = None
    relay_start: int | None = None
    relay_end: int | None = None
    stance: str = "asserted"
    stance_words: str | None = None
    stance_start: int | None = None
    stance_end: int | None = None
    cue: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    mention_start: int | None = None
    mention_end: int | None = None
    doubts: tuple[str, ...] = ()


@dataclass
class Attributions:
    """The speakers of one document, worked out where they are asked for."""

    script: Script
    _sentences: dict[int, Sentence] = field(default_factory=dict)

    def at(self, start: int, end: int) -> Attribution:
        """Who stands behind the figure at text[start:end]."""
        tokens = self.script.tokens
        at = max(0, bisect_right(tokens.starts, start) - 1)
        number = max(0, bisect_right(tokens.sentences, at) - 1)
        sentence = self._sentence(number)
        numbers = sentence.covering(at)
        cue: Cue | None = None
        source: tuple[int, int] | None = None
        doubts: tuple[str, ...] = ()
        mention = None
        relay = None
        if numbers:
            cue = sentence.cues[numbers[0]]
            source = cue.source
            if source is None and cue.pointer:
                source = self._carried(number, cue)
                mention = cue.mention
                if source:
                    doubts = ("carried_speaker",)
            for other in numbers[1:]:
                outer = sentence.cues[other]
                if outer.source and outer.source != source:
                    if any(begin <= cue.at < finish for begin, finish in sentence.scopes[other]):
                        relay = outer.source
                        break
        else:
            found = self._from_quotation(at, number)
            if found is None and self._reported(sentence, at):
                found = self._speaker_before(number)
            if found is None and number + 1 < len(tokens.sentences) - 1:
                following = self._sentence(number + 1)
                for later in following.cues:
                    if later.refers_back and later.source:
                        found = later.source
            if found:
                source, doubts = found, ("carried_speaker",)
        return self._attribution(source, relay, cue, mention, doubts)

    def _attribution(self, source, relay, cue, mention, doubts) -> Attribution:  # type: ignore[no-untyped-def]
        text = self.script.tokens.text
        values: dict[str, object] = {"doubts": doubts}
        for name, tokens in (("source", source), ("relay", relay), ("cue", (cue.at, cue.end) if cue else None)):
            if tokens:
                begin, finish = self.script.span(*tokens)
                values |= {name: text[begin:finish], f"{name}_start": begin, f"{name}_end": finish}
        if mention:
            values["mention_start"], values["mention_end"] = self.script.span(*mention)
        return Attribution(**values)  # type: ignore[arg-type]

    def _sentence(self, number: int) -> Sentence:
        found = self._sentences.get(number)
        if found is None:
            bounds = self.script.tokens.sentences
            found = self._sentences[number] = read_sentence(self.script, bounds[number], bounds[number + 1])
        return found

    def _carried(self, number: int, cue: Cue) -> tuple[int, int] | None:
        """The speaker that a pronoun stands for."""
        for other in reversed(self._sentence(number).cues):
            if other.at < cue.at and other.source:
                return other.source
        return self._speaker_before(number) or self._subject_before(number)

    def _speaker_before(self, number: int) -> tuple[int, int] | None:
        for earlier in range(number - 1, max(-1, number - 1 - _LOOK_BACK), -1):
            sentence = self._sentence(earlier)
            for cue in reversed(sentence.cues):
                if cue.source:
                    return cue.source
            if sentence.cues and any(cue.pointer for cue in sentence.cues):
                continue
            if not self._reported(sentence, sentence.pieces.first) and earlier < number - 1:
                return None
        return None

    def _subject_before(self, number: int) -> tuple[int, int] | None:
        if number == 0:
            return None
        sentence = self._sentence(number - 1)
        for phrase, governed in phrases_between(self.script, sentence.pieces.first, sentence.pieces.end):
            if not governed and (phrase.core & (SPEAKER | NAME) or phrase.speaks):
                return trimmed(self.script, phrase)
        return None

    def _reported(self, sentence: Sentence, at: int) -> bool:
        """Whether a sentence stands in the mood of reported speech."""
        for i in range(sentence.pieces.first, sentence.pieces.end):
            if self.script.flags[i] & MOOD:
                code = self.script.tokens.code("moods", i)
                if code in ("reported", "reported_weak"):
                    return True
        return False

    def _from_quotation(self, at: int, number: int) -> tuple[int, int] | None:
        script = self.script
        for opening, close in script.quotes:
            if opening > at:
                return None
            if opening < at < close:
                bounds = script.tokens.sentences
                for place in (close, opening):
                    if place >= len(script.words):
                        continue
                    there = max(0, bisect_right(bounds, place) - 1)
                    for candidate in ({there, min(there + 1, len(bounds) - 2)} if place == close else {there}):
                        for cue in self._sentence(candidate).cues:
                            if not opening < cue.at < close and cue.kind not in ("by",) and abs(cue.at - place) < 25:
                                if cue.source:
                                    return cue.source
                                if cue.pointer:
                                    return self._carried(candidate, cue)
                return None
        return None


def read_attributions(tokens: Tokens) -> Attributions:
    """The speakers of a document; the work is done when a figure is asked for, and once a sentence."""
    return Attributions(read_script(tokens))
