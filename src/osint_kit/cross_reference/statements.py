"""The claims as cross-referencing sees them: one small record each, with effective ends, days and a voice."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from osint_kit.errors import ParameterError
from osint_kit.lexicon.phrases import normal

WINDOWS: Final[dict[str, int]] = {
    "personnel": 21, "killed": 10, "wounded": 10, "captured": 14, "missing": 10, "casualties": 14, "displaced": 30,
    "equipment": 30, "munitions": 60, "money": 90, "share": 30, "distance": 14, "area": 14, "duration": 14,
    "day_number": 0, "source_count": 0, "other": 30,
}  # fmt: skip
"""Days between the periods of two claims beyond which a difference is a change of the world, not a disagreement."""

HARM: Final = ("killed", "wounded", "captured", "missing", "casualties", "displaced")

ROUNDING: Final = 0.05
"""How far two hedged numbers of one voice may be apart and still be one number, rounded."""

SAME_DAYS: Final = 3
"""Days within which two reports of one voice may be of one utterance."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim. ``lo`` and ``hi`` are the ends with open sides filled (0 below for amounts, infinity above)."""

    figure: str
    document: str
    topic: str
    kind: str
    definition: str
    value: float | None
    lo: float
    hi: float
    first: int | None
    last: int | None
    dated: bool
    published: int | None
    voice: str
    named: bool
    relay: str
    stance: str
    rule: str

    @property
    def numeric(self) -> bool:
        """Whether the claim bounds anything at all."""
        return self.lo > -math.inf or self.hi < math.inf

    @property
    def closed(self) -> bool:
        return math.isfinite(self.hi) and self.rule_is_two_sided

    @property
    def rule_is_two_sided(self) -> bool:
        return not self.rule.startswith(("up_to", "less_than", "at_least", "more_than"))

    @property
    def exact(self) -> bool:
        return self.lo == self.hi

    @property
    def point(self) -> float:
        """The number that stands for the claim: as stated, else the middle of the range, else the end that is fixed."""
        if self.value is not None:
            return self.value
        if math.isfinite(self.lo) and math.isfinite(self.hi):
            return math.sqrt(self.lo * self.hi) if self.lo > 0 else (self.lo + self.hi) / 2
        return self.lo if math.isfinite(self.lo) else self.hi


def statements(
    claims: pd.DataFrame, documents: pd.DataFrame | None = None, figures: pd.DataFrame | None = None
) -> list[Statement]:
    """One record for each claim, in the order of the table; ``figures`` tell through whom a claim was passed on.

    A claim without a speaker is its publisher's word; without a publisher, its document's.
    """
    publishers = _publishers(documents)
    relays = {}
    if figures is not None:
        pairs = zip(figures["figure_id"].tolist(), figures["relay"].tolist(), strict=True)
        relays = {figure: flat(relay) for figure, relay in pairs if isinstance(relay, str)}
    return [_statement(row, publishers, relays) for row in claims.to_dict("records")]


def flat(name: str) -> str:
    """A name in small letters, its words divided by one blank."""
    return " ".join(re.findall(r"\w+", normal(name)))


def _statement(row: Mapping[str, Any], publishers: Mapping[str, str], relays: Mapping[str, str]) -> Statement:
    value, low, high = (
        None if row[name] is None or row[name] != row[name] else float(row[name]) for name in ("value", "low", "high")
    )
    nothing = low is None and high is None
    floor = -math.inf if nothing or (high is not None and high < 0) else 0.0
    starts, ends, published = day(row["as_of_start"]), day(row["as_of_end"]), day(row["published"])
    speaker = row["speaker"] if isinstance(row["speaker"], str) else None
    kind = row["speaker_kind"] if isinstance(row["speaker_kind"], str) else ""
    named = speaker is not None and not kind.startswith("anonymous")  # two anonymous phrases are never one voice
    voice = speaker if named else publishers.get(row["document_id"], row["document_id"])
    if speaker is not None and not named:
        voice = f"{speaker} in {row['document_id']}"
    return Statement(
        figure=row["figure_id"],
        document=row["document_id"],
        topic=row["topic"] if isinstance(row["topic"], str) else "",
        kind=row["kind"],
        definition=row["definition"] if isinstance(row["definition"], str) else "",
        value=value,
        lo=floor if low is None else low,
        hi=math.inf if high is None else high,
        first=starts if starts is not None else published,
        last=ends if ends is not None else (starts if starts is not None else published),
        dated=starts is not None or ends is not None,
        published=published,
        voice=str(voice),
        named=named,
        relay=relays.get(row["figure_id"], ""),
        stance=row["stance"],
        rule=row["bounds_rule"] if isinstance(row["bounds_rule"], str) else "",
    )


def _publishers(documents: pd.DataFrame | None) -> dict[str, str]:
    if documents is None or "publisher" not in documents:
        return {}
    pairs = zip(documents["document_id"].tolist(), documents["publisher"].tolist(), strict=True)
    return {document: f"publisher {publisher}" for document, publisher in pairs if isinstance(publisher, str) and publisher}


def day(text: Any) -> int | None:
    """An ISO date or time as a day number; null and what is no date stay null."""
    if not isinstance(text, str) or len(text) < 4:
        return None
    padded = text[:10] if len(text) >= 10 else text + "-01-01"[len(text) - 4 :]
    try:
        return date.fromisoformat(padded).toordinal()
    except ValueError:
        return None


def iso(number: int | None) -> str | None:
    """A day number as an ISO date."""
    return None if number is None else date.fromordinal(number).isoformat()


def windows(window: int | Mapping[str, int] | None) -> dict[str, int]:
    """The window of each kind: the defaults, one number for all kinds, or some kinds overruled."""
    if window is None:
        return dict(WINDOWS)
    chosen = dict.fromkeys(WINDOWS, window) if isinstance(window, int) else {**WINDOWS, **window}
    if unknown := [kind for kind in chosen if kind not in WINDOWS]:
        raise ParameterError(f"window: no kind is called {unknown[0]!r}", f"the kinds are {', '.join(WINDOWS)}")
    if bad := [kind for kind, days in chosen.items() if days < 0]:
        raise ParameterError(f"window of {bad[0]} is {chosen[bad[0]]}", "it is a number of days, 0 or more")
    return chosen


def same_number(left: Statement, right: Statement) -> bool:
    """Whether two claims give one number: equal, or one the rounding of the other where at least one is hedged."""
    a, b = left.point, right.point
    if a == b or (left.lo, left.hi) == (right.lo, right.hi):
        return True
    if not (math.isfinite(a) and math.isfinite(b)) or (left.exact and right.exact):
        return False
    return abs(a - b) <= ROUNDING * max(abs(a), abs(b)) and left.lo <= right.hi and right.lo <= left.hi


def same_report(left: Statement, right: Statement) -> bool:
    """Whether two reports of one voice from the same days may be of one utterance, told more and less exactly.

    "More than 1,000" tells 1,100 less exactly; "5.5 billion" tells "1.7 to 5.5 billion" in part.
    """
    if same_number(left, right):
        return True
    if left.published is None or right.published is None or abs(left.published - right.published) > SAME_DAYS:
        return False
    for rough, fine in ((left, right), (right, left)):
        if rough.rule != "as stated" and not rough.exact and rough.point in _roundings(fine.point):
            return True
        if not fine.exact and fine.rule == "as stated" and fine.value is None and rough.value in (fine.lo, fine.hi):
            return True
    return False


def _roundings(number: float) -> set[float]:
    """A number rounded down, up and to the nearest at one and two digits."""
    if not math.isfinite(number) or number <= 0:
        return set()
    found: set[float] = set()
    for digits in (1, 2):
        step = 10.0 ** (math.floor(math.log10(number)) - digits + 1)
        found |= {math.floor(number / step) * step, math.ceil(number / step) * step, round(number / step) * step}
    return found


def by_topic(items: Iterable[Statement]) -> dict[str, list[Statement]]:
    """The statements of each topic, topics in alphabetical order; what has no topic is left out."""
    groups: dict[str, list[Statement]] = {}
    for item in items:
        if item.topic:
            groups.setdefault(item.topic, []).append(item)
    return {topic: groups[topic] for topic in sorted(groups)}
