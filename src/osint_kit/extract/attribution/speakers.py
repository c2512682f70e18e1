"""Who says a figure, and how firmly."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from osint_kit.extract.attribution.carried.discourse import Discourse
from osint_kit.extract.attribution.cues.cue import Cue, Span
from osint_kit.extract.attribution.scope import Sentence, is_anonymous
from osint_kit.extract.attribution.stance.markers import ORDER, cue_stance, is_withheld
from osint_kit.extract.attribution.stance.negated import denied_by_negation
from osint_kit.extract.attribution.words import Script, read_script
from osint_kit.extract.tokens import Tokens


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

    discourse: Discourse

    @property
    def script(self) -> Script:
        """The document's words."""
        return self.discourse.script

    def at(self, start: int, end: int) -> Attribution:
        """Who stands behind the figure at text[start:end].

        Raises:
            ValueError: the span is empty or outside the text.
        """
        if not 0 <= start < end <= len(self.script.tokens.text):
            raise ValueError(f"no figure stands at {start}:{end} of a text of {len(self.script.tokens.text)} characters")
        discourse = self.discourse
        at = max(0, bisect_right(self.script.tokens.starts, start) - 1)
        number = discourse.number(at)
        sentence = discourse.sentence(number)
        covering = sentence.covering(at)
        cues = [sentence.cues[i] for i in covering]
        if any(cue.kind != "deny" and cue.source for cue in cues):
            cues = [cue for cue in cues if cue.kind != "deny" or cue.at < at]  # "the army says 300 died, which they deny"
        found: dict[str, Any] = {}
        if cues:
            cue = next((other for other in cues if not is_withheld(sentence.pieces, other)), cues[0])
            if cue.shape in ("given", "object"):  # "The minister rejects the figure of 40 given by the opposition"
                cue = next((other for other in cues if other.kind == "deny" and other.source), cue)
            source = cue.source or (discourse.of_cue(number, cue) if cue.pointer else None)
            if is_anonymous(self.script, cue) or not (cue.source or cue.pointer):
                source = self._teller(number, at) or source
            if is_withheld(sentence.pieces, cue):
                source = None  # "did not confirm"
            elif source is None and not cue.pointer and self._is_reported_itself(number, at, cue):
                source = discourse.of_mood(number, at)
                found["doubts"] = ("carried_speaker",) if source else ()
            found |= self._named("source", source) | self._named("cue", (cue.at, cue.end))
            found |= self._named("relay", self._relay(sentence, covering, source))
            if cue.kind == "perhaps" and source is None:
                found = {}  # "danach" in time
            elif cue.pointer:
                found |= self._named("mention", cue.mention, text=False)
                found["doubts"] = ("carried_speaker",) if source else ()
        else:
            source = discourse.of_quotation(at) or discourse.of_mood(number, at)
            told = None if source else discourse.of_following(number)
            source = source or (told.source if told else discourse.of_heading(number) or discourse.of_source_line(number))
            if told is not None and told.kind == "confirm":
                cues = [told]
            if source:
                found = self._named("source", source) | {"doubts": ("carried_speaker",)}
                found |= self._named("relay", told.relay if told else None)
            else:
                found = self._named("cue", discourse.mood_word(number, at))
        others = [cue for cue in cues if not _is_of_another(sentence, cue, cues[0], at)]
        return Attribution(**found | self._stance(number, at, others))

    def _teller(self, number: int, at: int) -> Span | None:
        """Who is told to have said what a sentence states, beside it: by the quotation's verb, or by the sentence after it."""
        told = self.discourse.of_following(number)
        return self.discourse.of_quotation(at) or (told.source if told else None)

    def _is_reported_itself(self, number: int, at: int, cue: Cue) -> bool:
        """Whether somebody tells what nobody in particular said: "…, sagte er. Zwei Fälle seien gemeldet worden"."""
        word, pieces = self.discourse.mood_word(number, at), self.discourse.pieces(number)
        return word is not None and pieces.around(at) == pieces.around(cue.at)

    def _stance(self, number: int, at: int, cues: list[Cue]) -> dict[str, Any]:
        """The stance of the figure at a token, with the words that make it."""
        stances = self.discourse.stances(number)
        pieces = stances.pieces
        found = list(stances.at(at))
        others = [*(cue_stance(pieces, cue, at) for cue in cues), denied_by_negation(pieces, at)]
        found += [marker for marker in others if marker is not None]
        if (later := self.discourse.unverified_after(number)) and not any(marker.stance == "denied" for marker in found):
            found.append(later)  # what a speaker denies is not the number that could not be checked
        if not found:
            return {}
        if any(marker.stance == "planned" for marker in found):  # "assumes that it will be 300" is about the future
            found = [marker for marker in found if marker.stance != "suspected" or marker.scope != (at, at + 1)]
        first = min(found, key=lambda marker: (ORDER.index(marker.stance), abs(marker.first - at)))
        start, end = self.script.span(first.first, first.end)
        return {
            "stance": first.stance,
            "stance_words": self.script.tokens.text[start:end],
            "stance_start": start,
            "stance_end": end,
        }

    def _relay(self, sentence: Sentence, covering: list[int], source: Span | None) -> Span | None:
        """Who passes the source's words on: the next cue outward that governs the inner one, too."""
        inner, *outer = covering
        said = sentence.cues[inner]
        for number in outer:
            cue = sentence.cues[number]
            if not cue.source or cue.source == source:
                continue
            if said.kind == "citing" or any(low <= said.at < high for low, high in sentence.scopes[number]):
                return cue.source
        return None

    def _named(self, name: str, tokens: Span | None, *, text: bool = True) -> dict[str, Any]:
        if tokens is None:
            return {}
        start, end = self.script.span(*tokens)
        found: dict[str, Any] = {f"{name}_start": start, f"{name}_end": end}
        if text:
            found[name] = self.script.tokens.text[start:end]
        return found


def _is_of_another(sentence: Sentence, cue: Cue, first: Cue, at: int) -> bool:
    """Whether a denial or a belief is another speaker's: "A insists that 90 percent hit, a claim rejected by B".

    A belief is not, where the speaker tells of it: "A believes that 600 came, B said", but "A believes …, half of which, B says, …".
    """
    if cue.kind not in ("deny", "suspect") or not (cue.source and first.source) or cue.source == first.source:
        return False
    if cue.kind == "deny":
        low = sentence.pieces.around(at)[0]  # "Kinshasa a démenti toute perte, Goma parle de 17 morts"
        return cue.at > at or cue.at < low <= first.at < at
    scope = sentence.scopes[sentence.cues.index(first)]
    return not any(low <= cue.at < high for low, high in scope)


def read_attributions(tokens: Tokens) -> Attributions:
    """The speakers of a document; the work is done when a figure is asked for, and once a sentence."""
    return Attributions(Discourse(read_script(tokens)))
