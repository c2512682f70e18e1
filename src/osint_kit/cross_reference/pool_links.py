"""Which post can have copied which: the candidate links of a pool, and what is plain to see about each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from osint_kit.cross_reference.pool_posts import DIGITS, Flags, Floats, Ints

MOST_LINKS = 1_500_000
"""Beyond this many, a source keeps only the parents it agrees with most beyond what is usual."""
PARENTS_KEPT = 8
LARGE = 300
"""In a question with more posts, a post is compared with the nearest ones and the first and last of each that says the same."""
NEAREST = 40


@dataclass(frozen=True)
class Links:
    """One entry a pair of posts on one question, ``parent`` before ``child``; codes count from 0.

    ``pair`` is a code of the two sources in their roles; ``of_child`` and ``of_parent`` are the sources of each such pair.
    ``gap`` is the difference of the two numbers on the working scale (0 where one has none), ``lag`` a code of the time between.
    """

    child: Ints
    parent: Ints
    same: Flags
    rounded: Flags
    gap: Floats
    lag: Ints
    pair: Ints
    of_child: Ints
    of_parent: Ints

    def __len__(self) -> int:
        return len(self.child)


def possible_links(posts: pd.DataFrame) -> Links:
    """All links that the order of the posts allows, between different sources, from the last word of a source backwards."""
    child, parent = _pairs(posts)
    source, label = posts["source"].to_numpy(), posts["label"].to_numpy()
    code = source[child] * (source.max(initial=0) + 1) + source[parent]
    codes, pair = np.unique(code, return_inverse=True)
    number = posts["number"].to_numpy()
    gap = np.nan_to_num(number[child] - number[parent])
    same = label[child] == label[parent]
    return Links(
        child, parent, same, _rounded(posts, child, parent) & ~same, gap, _lags(posts["time"].to_numpy(), child, parent), pair,
        codes // (source.max(initial=0) + 1), codes % (source.max(initial=0) + 1),
    )  # fmt: skip


def _pairs(posts: pd.DataFrame) -> tuple[Ints, Ints]:
    question, source = posts["question"].to_numpy(), posts["source"].to_numpy()
    label, latest = posts["label"].to_numpy(), posts["latest"].to_numpy()
    first = np.searchsorted(question, question)
    before = np.arange(len(posts)) - first
    large = before >= LARGE
    chunks = _chunks(np.where(large, 0, before))
    wide = sum(before[~large]) > MOST_LINKS
    trusted = _likely_parents(first, before, large, chunks, source, label) if wide else None
    found = []
    for start, stop in chunks:
        child, parent = _earlier(first, np.where(large, 0, before), start, stop)
        keep = (source[child] != source[parent]) & latest[child]
        if trusted is not None:
            keep &= np.isin(source[child] * (source.max() + 1) + source[parent], trusted)
        found.append((child[keep], parent[keep]))
    if large.any():
        found.append(_pairs_of_large_questions(first, np.flatnonzero(large & latest), source, label))
    child, parent = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((parent, child))
    return child[order], parent[order]


def _chunks(before: Ints) -> list[tuple[int, int]]:
    """Stretches of posts with about a million pairs each."""
    ends = np.searchsorted(np.cumsum(before), np.arange(1_000_000, before.sum() + 1_000_000, 1_000_000))
    stops = np.unique(np.r_[np.minimum(ends + 1, len(before)), len(before)])
    return list(zip(np.r_[0, stops[:-1]].tolist(), stops.tolist(), strict=True))


def _earlier(first: Ints, before: Ints, start: int, stop: int) -> tuple[Ints, Ints]:
    """Each post of a stretch with each earlier one of its question."""
    count = before[start:stop]
    child = np.repeat(np.arange(start, stop), count)
    within = np.arange(len(child)) - np.repeat(np.cumsum(count) - count, count)
    return child, np.repeat(first[start:stop], count) + within


def _likely_parents(first: Ints, before: Ints, large: Flags, chunks: list[tuple[int, int]], source: Ints, label: Ints) -> Ints:
    """Codes of the source pairs that agree most beyond the usual: some for each source."""
    size = source.max() + 1
    tables = []
    for start, stop in chunks:
        child, parent = _earlier(first, np.where(large, 0, before), start, stop)
        codes, place = np.unique(source[child] * size + source[parent], return_inverse=True)
        same = np.bincount(place, weights=label[child] == label[parent])
        tables.append(pd.DataFrame({"code": codes, "n": np.bincount(place), "same": same}))
    pairs = pd.concat(tables).groupby("code").sum().reset_index()
    usual = pairs["same"].sum() / pairs["n"].sum()
    excess = (pairs["same"] - usual * pairs["n"]) / np.sqrt(pairs["n"] * usual * (1 - usual) + 1)
    ranked = pairs.assign(excess=-excess, child=pairs["code"] // size).sort_values(["child", "excess", "code"])
    return ranked.groupby("child").head(PARENTS_KEPT)["code"].to_numpy()


def _pairs_of_large_questions(first: Ints, children: Ints, source: Ints, label: Ints) -> tuple[Ints, Ints]:
    pairs: list[tuple[int, int]] = []
    said: dict[int, list[int]] = {}
    reached = -1
    for child in children.tolist():
        if reached < first[child]:
            said, reached = {}, int(first[child])
        while reached < child:
            said.setdefault(int(label[reached]), []).append(reached)
            reached += 1
        alike = said.get(int(label[child]), [])
        parents = {*alike[:NEAREST], *alike[-NEAREST:], *range(max(child - NEAREST, int(first[child])), child)}
        pairs += [(child, parent) for parent in sorted(parents) if source[parent] != source[child]]
    found = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]


def _rounded(posts: pd.DataFrame, child: Ints, parent: Ints) -> Flags:
    """Where the child's number is the parent's, rounded to fewer digits."""
    logarithmic, digits = posts["logarithmic"].to_numpy(), posts["digits"].to_numpy()
    with np.errstate(over="ignore"):
        plain = np.where(logarithmic, np.exp(posts["number"]), posts["number"])
    unit = posts["step"].to_numpy() * np.where(logarithmic, plain, 1.0) * 10.0 ** (DIGITS - digits)
    shorter = digits[child] < digits[parent]
    with np.errstate(invalid="ignore", divide="ignore"):
        nearest = np.round(plain[parent] / unit[child]) * unit[child]
        return shorter & (np.abs(nearest - plain[child]) < 1e-6 * np.abs(plain[child]))


def _lags(time: Floats, child: Ints, parent: Ints) -> Ints:
    """0 unknown, 1 at the same time, then a dozen steps of equal number."""
    lag = time[child] - time[parent]
    later = lag[lag > 0]
    steps = np.unique(np.quantile(later, np.linspace(0, 1, 12))) if len(later) else np.zeros(1)
    return np.where(np.isnan(lag), 0, np.where(lag <= 0, 1, 1 + np.searchsorted(steps, lag, side="right")))
