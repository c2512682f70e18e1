"""A cue: one place where the text says who speaks."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]


@dataclass(slots=True)
class Cue:
    """One place where the text says who speaks.

    at, end      its words
    kind         by (laut X), citing, cited (quoted by X), label (X: …), signature (… – X), tally (their toll is …), carried (demnach),
                 perhaps (danach), or the kind of its verb
    source       the speaker's tokens; None where nobody is named, or where ``pointer`` leads to one
    pointer      the code of the pronoun that stands for the speaker: person, people, body, any; else empty
    mention      the pronoun's tokens
    start, stop  the cue with its speaker: no content stands between
    shape        where the content is: front (it follows), back (it stands before), both, object (the amount before it, from ``reach``),
                 given (the amount behind it, up to ``reach``)
    inner        first token of content that stands before the verb in its own piece, or -1
    reach        how far to the left the content can stand, or -1: as far as the semicolon before; with "given" how far to the right
    named        the speaker is known for one, or has a name
    refers_back  what is said is the sentence before: "Das teilte X mit"
    relay        who only passes on what the source said, where one cue tells both: "Das teilte die Agentur unter Berufung auf Ärzte mit"
    """

    at: int
    end: int
    kind: str
    source: Span | None = None
    pointer: str = ""
    mention: Span | None = None
    start: int = 0
    stop: int = 0
    shape: str = "both"
    refers_back: bool = False
    inner: int = -1
    reach: int = -1
    named: bool = True
    relay: Span | None = None
