"""How two claims on one topic stand to each other: the first rule that fits, in words.

Intervals are compared, not points: "at least 25" and "90" do not exclude each other, "about 100" and "90" overlap.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

from osint_kit.cross_reference.statements import Statement, same_number

WIDE: Final = 2.0
"""An interval whose upper end is more than this many times the lower one confirms nothing."""


class Relation(NamedTuple):
    """A word of ``vocabulary.RELATIONS``, the distance of the two intervals, and the rule that fired."""

    relation: str
    gap: float
    reason: str


def relate(
    left: Statement, right: Statement, *, same_origin: bool, origin_reason: str, window: int, tolerance: float
) -> Relation:
    """The relation of two claims on one topic.

    Args:
        left, right: the claims, the earlier first.
        same_origin: whether both go back to one statement; ``origin_reason`` says why.
        window: days between their periods beyond which a difference is a change.
        tolerance: how far apart the ends of two overlapping intervals may be, as a share, and still agree.

    Returns:
        The relation, the distance between the two intervals (0 where they meet), and the rule that fired, in words.
    """
    gap = distance(left, right)
    if same_origin:
        return Relation("repeat", gap, f"one origin: {origin_reason}")
    if denial := _denial(left, right, gap):
        return denial
    if revision := _revision(left, right, gap):
        return revision
    days = days_apart(left, right)
    if days is not None and days > window:
        return Relation("change", gap, f"periods {days} days apart, more than the window of {window}")
    if gap > 0:
        return Relation(
            "conflict",
            gap,
            f"{written(left)} and {written(right)} exclude each other by {_number(gap)}{_share(gap, left, right)}",
        )
    return _overlapping(left, right, tolerance)


def distance(left: Statement, right: Statement) -> float:
    """How far two intervals are apart; 0 where they meet.

    >>> # [38, 38] and [90, 90] are 52 apart; [25, ∞) and [90, 90] meet
    """
    return max(0.0, left.lo - right.hi, right.lo - left.hi)


def days_apart(left: Statement, right: Statement) -> int | None:
    """Days between the periods of two claims, 0 where they overlap, null where one has no date at all."""
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return None
    return max(0, left.first - right.last, right.first - left.last)


def denies(denial: Statement, other: Statement) -> bool:
    """Whether a denied number is the other's. Who denies with a zero, or without a number, denies any number.

    "Not 90" denies 90, "more than 90" and "85 to 95", but not "at least 25", which 90 would only have borne out.
    """
    if denial.stance != "denied" or other.stance == "denied":
        return False
    if denial.value == 0 or not denial.numeric or same_number(denial, other):
        return True
    return denial.lo <= other.point <= denial.hi or (other.closed and distance(denial, other) == 0)


def _denial(left: Statement, right: Statement, gap: float) -> Relation | None:
    if "denied" not in (left.stance, right.stance):
        return None
    for denial, other in ((left, right), (right, left)):
        if denies(denial, other):
            return Relation("denial", gap, f"{denial.voice} denies what {other.voice} says: {written(other)}")
    if left.stance == right.stance:
        return Relation("compatible", gap, "both are denials")
    denial, other = (left, right) if left.stance == "denied" else (right, left)
    return Relation("compatible", gap, f"{denial.voice} denies {written(denial)}, which leaves {written(other)} standing")


def _revision(left: Statement, right: Statement, gap: float) -> Relation | None:
    if left.voice != right.voice or left.definition.endswith(" added"):
        return None
    if not _is_later(left, right) or same_number(left, right) or _two_periods(left, right):
        return None
    return Relation("revision", gap, f"{left.voice} later gives {written(right)} in place of {written(left)}")


def _is_later(left: Statement, right: Statement) -> bool:
    """Whether one of two statements of a voice is known to be the later one: by the end of its period, else by publication."""
    ends, published = (left.last, right.last), (left.published, right.published)
    return any(None not in (before, after) and before != after for before, after in (ends, published))


def _two_periods(left: Statement, right: Statement) -> bool:
    """Whether two claims state periods longer than a day that do not meet: the budget of 2023 does not revise that of 2025."""
    if not (left.dated and right.dated):
        return False
    long = all(item.first is not None and item.last is not None and item.last > item.first for item in (left, right))
    return long and bool(days_apart(left, right))


def _overlapping(left: Statement, right: Statement, tolerance: float) -> Relation:
    for item in (left, right):
        if not item.closed:
            return Relation("compatible", 0.0, f"{written(item)} is open on one side: neither excludes the other")
        if item.lo > 0 and item.hi > WIDE * item.lo and (left.lo, left.hi) != (right.lo, right.hi):
            return Relation("compatible", 0.0, f"{written(item)} is too wide to confirm the other")
    for inner, outer in ((left, right), (right, left)):
        if outer.lo <= inner.lo and inner.hi <= outer.hi:
            same = (inner.lo, inner.hi) == (outer.lo, outer.hi)
            return Relation(
                "agree", 0.0, f"both say {written(left)}" if same else f"{written(inner)} lies within {written(outer)}"
            )
    ends = max(_relative(left.lo, right.lo), _relative(left.hi, right.hi))
    if ends <= tolerance:
        return Relation("agree", 0.0, f"{written(left)} and {written(right)} differ by at most {ends:.1%} at their ends")
    return Relation("compatible", 0.0, f"{written(left)} and {written(right)} overlap, but neither confirms the other")


def _relative(a: float, b: float) -> float:
    return abs(a - b) / max(abs(a), abs(b)) if a != b else 0.0


def written(item: Statement) -> str:
    """A claim's interval in words.

    >>> # written(…) → "38", "35–40", "at least 25", "at most 1000"
    """
    if item.exact:
        return _number(item.lo)
    if math.isinf(item.hi):
        return f"at least {_number(item.lo)}" if math.isfinite(item.lo) and item.numeric else "no number"
    if not item.rule_is_two_sided and item.lo <= 0:
        return f"at most {_number(item.hi)}"
    return f"{_number(item.lo)}–{_number(item.hi)}"


def _number(value: float) -> str:
    return f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else f"{value:.6g}"


def _share(gap: float, left: Statement, right: Statement) -> str:
    larger = max(left.lo, right.lo)
    return f" ({gap / larger:.0%})" if math.isfinite(larger) and larger > 0 else ""
