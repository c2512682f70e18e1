"""What the claims on a topic in one period say together: one vote for each independent voice.

The rule by default is the interval that most voices support. What the speaker himself has replaced or taken back no longer
votes but stays listed; another party's denial never removes a claim, it stands as opposition. The reported minimum and maximum
are given beside it and are no measure of uncertainty.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import pandas as pd

from osint_kit import tables
from osint_kit.cross_reference.estimate import COVERAGE, pool
from osint_kit.cross_reference.intervals import most_supported
from osint_kit.cross_reference.origins import Origin
from osint_kit.cross_reference.relations import denies
from osint_kit.cross_reference.statements import Statement, by_topic, iso
from osint_kit.errors import ParameterError

RULES: Final = ("interval", "lowest", "ucdp")
"""``interval``: what most independent origins support; ``lowest``: the lowest number reported; ``ucdp``: low, best and high of
those reported."""


class Votes(NamedTuple):
    """The live claims of a period (one for each voice), and those that deny."""

    live: list[Statement]
    denials: list[Statement]
    replaced: list[Statement]


class Verdict(NamedTuple):
    """A consensus: the number and interval, who supports it and who does not, and why the verdict is what it is."""

    value: float | None
    low: float | None
    high: float | None
    supporting: list[Statement]
    opposing: list[Statement]
    verdict: str
    reason: str


def find_consensus(
    items: Sequence[Statement], origins: Mapping[str, Origin], windows: Mapping[str, int], *,
    channels: Mapping[str, str] | None = None, grades: Mapping[str, str] | None = None, rule: str = "interval",
) -> pd.DataFrame:  # fmt: skip
    """The table ``consensus``: one row for each topic and period.

    Args:
        channels: document_id → channel, to count mentions on the web, in social media and forums.
        grades: voice → letter of reliability, for the pooled estimate.
        rule: one of ``RULES``.
    """
    if rule not in RULES:
        raise ParameterError(f"rule is {rule!r}", f"use one of {', '.join(RULES)}")
    rows = []
    for topic, members in by_topic(items).items():
        for period in periods(members, windows[members[0].kind]):
            rows.append({"topic": topic, **_row(period, origins, channels or {}, grades or {}, rule)})
    return tables.frame("consensus", rows)


def periods(members: Sequence[Statement], window: int) -> Iterator[list[Statement]]:
    """The claims of a topic cut into periods no longer than the window; claims without any date form one of their own."""
    dated = sorted(
        (item for item in members if item.last is not None), key=lambda item: (item.last or 0, item.published or 0, item.figure)
    )
    current: list[Statement] = []
    for item in dated:
        if current and (item.last or 0) - (current[0].last or 0) > window:
            yield current
            current = []
        current.append(item)
    if current:
        yield current
    if undated := sorted((item for item in members if item.last is None), key=lambda item: item.figure):
        yield undated


def _row(
    period: list[Statement], origins: Mapping[str, Origin], channels: Mapping[str, str], grades: Mapping[str, str], rule: str
) -> dict[str, Any]:
    votes = cast_votes(period, origins)
    found = judge(votes, rule)
    closed = [item for item in votes.live if item.closed]
    pooled = pool([(item.lo, item.hi) for item in closed], [grades.get(item.voice, "F") for item in closed])
    ends = [end for item in votes.live for end in (item.lo, item.hi) if math.isfinite(end) and (end > 0 or item.exact)]
    documents = {item.document for item in period}
    mentions = [channels.get(document) for document in sorted(documents)]
    days = [day for item in period for day in (item.first, item.last) if day is not None]
    return {
        "period_start": iso(min(days, default=None)),
        "period_end": iso(max(days, default=None)),
        "claims": len(period),
        "documents": len(documents),
        "origins": len(votes.live),
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "reported_low": min(ends, default=None),
        "reported_high": max(ends, default=None),
        "supporting": _everybody(found.supporting, period, origins),
        "opposing": _everybody(found.opposing, period, origins),
        "credibility": credibility(found),
        "verdict": found.verdict,
        "figure_ids": [item.figure for item in period],
        "web": mentions.count("web"),
        "social": mentions.count("social"),
        "forum": mentions.count("forum"),
        "pooled_value": pooled.value if pooled else None,
        "pooled_low": pooled.low if pooled else None,
        "pooled_high": pooled.high if pooled else None,
        "rule": rule,
        "reason": found.reason + (f"; pooled {COVERAGE:.0%}, Birge {pooled.birge:.2f}" if pooled else ""),
    }


def _everybody(chosen: Sequence[Statement], period: Sequence[Statement], origins: Mapping[str, Origin]) -> list[str]:
    """The chosen claims with everything that repeats them."""
    roots = {origins[item.figure].root for item in chosen}
    return [item.figure for item in period if origins[item.figure].root in roots or item in chosen]


def cast_votes(period: Sequence[Statement], origins: Mapping[str, Origin]) -> Votes:
    """One live claim for each voice: its latest, and of several on one day the one repeated most, then the most exact."""
    denials = [item for item in period if item.stance == "denied"]
    by_voice: dict[str, list[Statement]] = {}
    voices = _voice_of_origin(period, origins)
    for item in period:
        if item.stance != "denied" and item.numeric:
            by_voice.setdefault(voices[origins[item.figure].root], []).append(item)
    live, replaced = [], []
    for voice in sorted(by_voice):
        said = by_voice[voice]
        repeated = {
            root: sum(origins[item.figure].root == root for item in said) for root in {origins[item.figure].root for item in said}
        }
        roots = {origins[item.figure].root: item for item in reversed(said)}
        order = sorted(
            roots.values(),
            key=lambda item: (
                -(item.last or 0),
                -(item.published or 0),
                -repeated[origins[item.figure].root],
                item.hi - item.lo,
                item.figure,
            ),
        )
        latest = [item for item in order if not _taken_back(item, voice, denials)]
        live += latest[:1]
        kept = {origins[item.figure].root for item in latest[:1]}
        replaced += [item for item in said if origins[item.figure].root not in kept]
    return Votes(live, denials, replaced)


def _voice_of_origin(period: Sequence[Statement], origins: Mapping[str, Origin]) -> dict[str, str]:
    """Origin → the voice that votes for it: the named speaker of any of its claims, else that of its first text."""
    voices: dict[str, str] = {}
    for item in sorted(period, key=lambda item: (not item.named, item.figure != origins[item.figure].root, item.figure)):
        voices.setdefault(origins[item.figure].root, item.voice)
    return voices


def _taken_back(item: Statement, voice: str, denials: Sequence[Statement]) -> bool:
    return any(denial.voice == voice and denies(denial, item) and (denial.last or 0) >= (item.last or 0) for denial in denials)


def judge(votes: Votes, rule: str = "interval") -> Verdict:
    """The consensus of the live claims under a rule, who supports it, who does not, and the verdict."""
    live = votes.live
    if not live:
        return Verdict(None, None, None, [], votes.denials, "no_number", "nobody gives a number")
    low, high = _by_rule(live, rule)
    supporting = [item for item in live if item.lo <= low and high <= item.hi] or [
        item for item in live if item.lo <= high and low <= item.hi
    ]
    disjoint = [item for item in live if item.lo > high or item.hi < low]
    denied = [
        denial for denial in votes.denials if any(denies(denial, item) and denial.voice != item.voice for item in supporting)
    ]
    opposing = [*disjoint, *denied]
    if len(live) == 1:
        verdict = "denied" if denied else "single_origin"
        reason = f"{live[0].voice} alone says so" + (f", {denied[0].voice} denies it" if denied else "")
    elif denied and len(supporting) == 1 and not disjoint:
        verdict, reason = "denied", f"{supporting[0].voice} alone says so, {denied[0].voice} denies it"
    elif opposing:
        verdict = "contested"
        against = sorted({item.voice for item in opposing})
        reason = f"{len(supporting)} of {len(live)} origins support it; against it: {', '.join(against)}"
    else:
        verdict, reason = "settled", f"{len(supporting)} of {len(live)} origins support it, none is against it"
    return Verdict(_value(supporting, low, high), _end(low), _end(high), supporting, opposing, verdict, reason)


def _by_rule(live: Sequence[Statement], rule: str) -> tuple[float, float]:
    if rule == "interval":
        found = most_supported([(item.lo, item.hi) for item in live])
        return found.low, found.high
    points = sorted(item.point for item in live)
    if rule == "lowest":
        return points[0], points[0]
    return points[0], points[-1]


def _value(supporting: Sequence[Statement], low: float, high: float) -> float | None:
    """The middle one of the numbers that the supporters state, inside the interval."""
    if low == high:
        return low
    points = sorted(item.point for item in supporting if low <= item.point <= high)
    return points[(len(points) - 1) // 2] if points else None


def _end(end: float) -> float | None:
    return end if math.isfinite(end) else None


def credibility(found: Verdict) -> str:
    """The Admiralty digit of a consensus: independent confirmation, and nothing else, makes it better.

    1 three independent origins with two-sided numbers and nobody against; 2 two; 3 more for than against, or agreement of open
    bounds only; 4 no majority; 5 denied; 6 cannot be judged: one origin alone, or no number.
    """
    if found.verdict in ("single_origin", "no_number"):
        return "6"
    if found.verdict == "denied":
        return "5"
    if found.verdict == "contested":
        return "3" if len(found.supporting) > len(found.opposing) and len(found.supporting) > 1 else "4"
    confirming = sum(item.closed for item in found.supporting)
    return "1" if confirming >= 3 else "2" if confirming == 2 else "3"


def leave_one_out(period: Sequence[Statement], origins: Mapping[str, Origin], rule: str = "interval") -> dict[str, Verdict]:
    """Voice → the consensus without it: whose word the result hangs on."""
    votes = cast_votes(period, origins)
    return {
        left_out.voice: judge(votes._replace(live=[item for item in votes.live if item is not left_out]), rule)
        for left_out in votes.live
    }
