"""Grades by the Admiralty code: how reliable a voice has been, judged apart from how credible one piece of news is.

The letter is a track record: how often a voice's numbers held against what others, without it, came to agree on. Below
``ENOUGH`` judged claims the letter is F (cannot be judged), whatever the name. The digit is the consensus's ``credibility``:
independent confirmation. F and 6 mean "not known"; they are never averaged into anything.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import pandas as pd

from osint_kit.cross_reference.consensus import cast_votes, judge, periods
from osint_kit.cross_reference.origins import Origin
from osint_kit.cross_reference.statements import Statement, by_topic
from osint_kit.errors import ParameterError

ENOUGH: Final = 5
_LETTERS: Final = ((0.95, "A"), (0.80, "B"), (0.60, "C"), (0.40, "D"), (0.0, "E"))
_LIKELIHOOD: Final = (
    (0.05, "almost no chance"), (0.20, "very unlikely"), (0.45, "unlikely"), (0.55, "roughly even chance"),
    (0.80, "likely"), (0.95, "very likely"), (1.0, "almost certain"),
)  # fmt: skip


class Grade(NamedTuple):
    """A letter with the record behind it."""

    letter: str
    held: int
    judged: int
    reason: str


def grade_voices(items: Sequence[Statement], origins: Mapping[str, Origin], windows: Mapping[str, int]) -> dict[str, Grade]:
    """Voice → its grade, for every named voice.

    A claim is judged where at least two other voices agree on the same question in the same period without it; it held where
    its interval meets theirs.
    """
    held: dict[str, int] = {}
    judged: dict[str, int] = {}
    for members in by_topic(items).values():
        for period in periods(members, windows[members[0].kind]):
            votes = cast_votes(period, origins)
            for item in votes.live:
                others = judge(votes._replace(live=[other for other in votes.live if other is not item]))
                if len(others.supporting) < 2 or others.low is None or others.high is None:
                    continue
                judged[item.voice] = judged.get(item.voice, 0) + 1
                held[item.voice] = held.get(item.voice, 0) + (item.lo <= others.high and others.low <= item.hi)
    voices = sorted({item.voice for item in items if item.named})
    return {voice: _grade(held.get(voice, 0), judged.get(voice, 0)) for voice in voices}


def _grade(held: int, judged: int) -> Grade:
    if judged < ENOUGH:
        return Grade("F", held, judged, f"{judged} claims could be judged, fewer than {ENOUGH}")
    share = held / judged
    letter = next(letter for least, letter in _LETTERS if share >= least)
    return Grade(letter, held, judged, f"{held} of {judged} claims held against what others agreed on")


def grades_frame(grades: Mapping[str, Grade]) -> pd.DataFrame:
    """The grades as a frame: speaker, letter, held, judged, reason."""
    return pd.DataFrame(
        [{"speaker": voice, **grade._asdict()} for voice, grade in sorted(grades.items())],
        columns=["speaker", "letter", "held", "judged", "reason"],
    )


def likelihood(probability: float) -> str:
    """The word of ICD 203 for a probability. It speaks of the event; how sure the analyst is stands in another sentence.

    >>> likelihood(0.7)
    'likely'
    """
    if not 0 <= probability <= 1:
        raise ParameterError(f"probability is {probability}", "it lies between 0 and 1")
    return next(word for most, word in _LIKELIHOOD if probability <= most)
