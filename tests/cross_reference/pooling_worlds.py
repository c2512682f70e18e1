"""Invented worlds of sources that look for themselves, copy, cite and garble: each with its truth and its true origins.

A world is a frame with the columns that ``pool_claims`` reads, and beside them ``truth`` (of the question) and ``origin`` (the
source whose finding the post carries), which the program never sees.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

HIDDEN = ["truth", "origin"]


@dataclass(frozen=True)
class World:
    """How many there are, how well they see, how they copy. Rates are probabilities; lags are hours."""

    questions: int = 300
    originals: int = 50
    copiers: int = 120
    findings: tuple[int, int] = (1, 6)
    followers: tuple[int, int] = (0, 12)
    feeds: int = 2
    own_rate: float = 0.15
    chains: float = 0.0
    stated: float = 0.3
    garbled: float = 0.04
    rounded: float = 0.04
    hedge_lost: float = 0.2
    errors: tuple[float, ...] = (0.1, 0.3, 0.7)
    tails: float = 30.0
    lag: float = 9.0
    digits: tuple[float, ...] = (0.25, 0.5, 0.25)
    hedges: dict[str, float] = field(default_factory=lambda: {"exact": 0.6, "about": 0.3, "up_to": 0.1})


def significant(value: float, digits: int) -> float:
    return float(f"{value:.{digits - 1}e}")


def counts(world: World, seed: int) -> pd.DataFrame:
    """Posts that state how many: noisy findings of originals, rounded, followed by copiers who mostly follow their few feeds."""
    rng = np.random.default_rng(seed)
    error = rng.choice(len(world.errors), world.originals + world.copiers)
    grades = np.array(["A", "B", "C", "D", "E"])[np.arange(len(world.errors))]
    feeds = [rng.choice(world.originals, rng.integers(1, world.feeds + 1), replace=False) for _ in range(world.copiers)]
    rows: list[dict[str, object]] = []
    for question in range(world.questions):
        truth = float(np.exp(rng.normal(6, 1.6)))
        posts: list[dict[str, object]] = []

        def finding(source: int, hour: float, posts: list[dict[str, object]] = posts, truth: float = truth) -> None:
            noise = rng.standard_t(world.tails) * world.errors[error[source]]
            value = significant(truth * np.exp(noise), int(rng.choice(len(world.digits), p=world.digits)) + 1)
            hedge = str(rng.choice(list(world.hedges), p=list(world.hedges.values())))
            posts.append({"source": source, "value": value, "hedge": hedge, "hour": hour, "origin": source, "copied_from": None})

        finders = rng.choice(world.originals, rng.integers(world.findings[0], world.findings[1] + 1), replace=False)
        for source in finders:
            finding(int(source), float(rng.uniform(0, 24)))
        for copier in rng.permutation(world.copiers):
            if len(posts) >= len(finders) + rng.integers(world.followers[0], world.followers[1] + 1):
                break
            source = world.originals + int(copier)
            of = [post for post in posts if post["source"] in feeds[copier]]
            if rng.random() < world.own_rate:
                finding(source, float(rng.uniform(0, 40)))
            elif of:
                seen = of[rng.integers(len(of))]
                copies = [post for post in posts if post["origin"] == seen["origin"]]
                model = copies[rng.integers(len(copies))] if rng.random() < world.chains else seen
                posts.append(_copy(model, source, world, rng))
        rows += [post | {"object": f"q{question}", "truth": truth} for post in posts]
    frame = pd.DataFrame(rows)
    frame["grade"] = grades[error[frame["source"].to_numpy()]]
    return _finish(frame, rng).assign(attribute="count")


def _copy(model: dict[str, object], source: int, world: World, rng: np.random.Generator) -> dict[str, object]:
    value, luck = float(str(model["value"])), rng.random()
    if luck < world.garbled:
        value = significant(value * float(rng.choice([0.1, 10, np.exp(rng.normal(0, 0.5))])), 3)
    elif luck < world.garbled + world.rounded:
        value = significant(value, 1)
    return {
        "source": source, "value": value, "hedge": "exact" if rng.random() < world.hedge_lost else model["hedge"],
        "hour": float(str(model["hour"])) + rng.exponential(world.lag), "origin": model["origin"],
        "copied_from": model["source"] if rng.random() < world.stated else None,
    }  # fmt: skip


def timetable(seed: int, items: int = 400, groups: tuple[tuple[int, float], ...] = ((5, 0.6), (4, 0.65), (3, 0.6), (2, 0.9)),
              alone: int = 14, words: bool = False, coverage: tuple[float, float] = (0.4, 1.0)) -> pd.DataFrame:  # fmt: skip
    """A wide table without times: exact values (minutes, or words), most sources right, groups that copy one feed with its
    mistakes.
    """
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 1440, items)
    mistakes = (truth[:, None] + rng.choice([-45, -30, -20, -10, 5, 15, 25, 40, 60], (items, 3))) % 1440
    columns: list[np.ndarray] = []
    origins: list[np.ndarray] = []

    def look(accuracy: float) -> np.ndarray:
        wrong = np.where(rng.random(items) < 0.7, mistakes[np.arange(items), rng.choice(3, items, p=[0.6, 0.25, 0.15])],
                         (truth + rng.integers(-90, 90, items)) % 1440)  # fmt: skip
        return np.where(rng.random(items) < accuracy, truth, wrong)

    for accuracy in rng.uniform(0.6, 0.97, alone):
        columns.append(look(float(accuracy)))
        origins.append(np.full(items, len(columns) - 1))
    for size, accuracy in groups:
        feed, head = look(accuracy), len(columns)
        for member in range(size):
            copied = (rng.random(items) < 0.97) if member else np.zeros(items, bool)
            columns.append(feed if not member else np.where(copied, feed, look(0.8)))
            origins.append(np.where(copied | (member == 0), head, head + member))
    rows = []
    for source, (column, origin) in enumerate(zip(columns, origins, strict=True)):
        shown = np.flatnonzero(rng.random(items) < rng.uniform(*coverage))
        rows.append(pd.DataFrame({"source": source, "object": [f"f{item}" for item in shown], "value": column[shown],
                                  "truth": truth[shown], "origin": origin[shown]}))  # fmt: skip
    frame = pd.concat(rows, ignore_index=True)
    if words:
        for name in ("value", "truth"):
            frame[name] = ["gate " + chr(65 + number % 26) + str(number) for number in frame[name]]
    return _finish(frame, rng).assign(attribute="departure")


def _finish(frame: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Names that tell nothing, rows in no order."""
    number = frame[["source", "origin"]].max().max() + 1
    names = np.array([f"n{name:04d}" for name in rng.permutation(number)])
    frame["source"], frame["origin"] = names[frame["source"]], names[frame["origin"]]
    if "copied_from" in frame:
        known = frame["copied_from"].notna()
        frame["copied_from"] = pd.Series(names[frame["copied_from"].fillna(0).astype(int)]).where(known)
    return frame.iloc[rng.permutation(len(frame))].reset_index(drop=True)


def true_counts(frame: pd.DataFrame) -> pd.Series:
    """Independent origins by object."""
    return frame.groupby("object")["origin"].nunique()


def seen(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop(columns=HIDDEN)
