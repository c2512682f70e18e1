"""Who speaks for himself and who copies: rates learned from the table by expectation and maximisation.

Each post either speaks for itself or copies one earlier post. What decides is how likely it says what it says in either case
(the same value, its rounding, a slip; the hedge; the time that passed) and what its source does elsewhere: a pair of sources is
linked when copying explains their posts on all other questions better than chance does. A post never testifies for its own
case. Names and grades play no part.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from osint_kit.cross_reference.pool_chance import Scatter, Votes, total
from osint_kit.cross_reference.pool_links import Links
from osint_kit.cross_reference.pool_posts import Flags, Floats, Ints, without_circles

ROUNDS = 40
SETTLED = 0.005
RATES = np.array([0.25, 0.5, 0.75, 0.95])
"""How often a linked source follows the other, tried side by side. The plainest links come first, one more rate each stage:
once copies no longer vote, it shows which values are right, and sources that are merely right together are not taken for
copiers.
"""
STAGE = 6
LEAST_WHERE_EXACT = 2
"""Where values are right or wrong only the two highest rates are tried: good sources agree too often to tell a rare copier."""
FIRST_LINKED = 0.3
LINKED_WEIGHT = 10.0
"""Before anything is counted, this share of ten pairs of sources is held to be linked."""
STRONGEST = 1000.0
GAP_STEP = 0.01
SILENT = 0.001


@dataclass(frozen=True)
class Origins:
    """For each post: the probability that it speaks for itself, the place of the post it goes back to, and the votes where
    there are any.
    """

    own: Floats
    root: Ints
    votes: Votes | None


def trace_posts(posts: pd.DataFrame, links: Links, exact: Flags) -> Origins:
    """Trace each post to its origin. ``exact`` marks the posts whose attribute has values that are right or wrong."""
    settled, copied = _settled(posts)
    model = _Model(posts, links, exact, settled, copied)
    for round_ in range(ROUNDS):
        if model.step(round_) < SETTLED and round_ > STAGE * (len(RATES) - model.least_rate):
            break
    root = _roots(model, copied)
    return Origins(_spoken_for(posts["question"].to_numpy(), model.own, root), root, model.votes)


def _settled(posts: pd.DataFrame) -> tuple[Floats, Ints]:
    """What the posts themselves settle: 0 for a stated copy or a superseded post, 1 for the first that relays an outside
    source, else NaN.
    """
    copied = posts["copied"].to_numpy().copy()
    relays = posts["outside"].notna().to_numpy() & (copied < 0)
    code = pd.factorize(pd.MultiIndex.from_arrays([posts["question"], posts["outside"].fillna("")]))[0]
    firsts = pd.Series(np.arange(len(posts))).where(relays).groupby(code).transform("min").to_numpy()
    follows = relays & (firsts < np.arange(len(posts)))
    copied[follows] = firsts[follows].astype(int)
    settled = np.where(copied >= 0, 0.0, np.where(relays, 1.0, np.nan))
    return np.where(posts["latest"], settled, 0.0), copied


class _Model:
    """The state of the learning: ``own`` by post, ``copies`` by link, ``linked`` by pair of sources; all are probabilities."""

    def __init__(self, posts: pd.DataFrame, links: Links, exact: Flags, settled: Floats, copied: Ints) -> None:
        self.links, self.exact, self.settled = links, exact, settled
        self.source, self.hedge, self.shape = (posts[name].to_numpy() for name in ("source", "hedge", "shape"))
        self.latest = posts["latest"].to_numpy().astype(float)
        self.stated = copied >= 0
        self.field = posts["field"].to_numpy()
        self.scatter, self.votes = Scatter(posts, exact), Votes(posts)
        self.named = copied[links.child] == links.parent
        self.certain = ~np.isnan(settled[links.child])
        self.pairs, self.sources = len(links.of_child), int(self.source.max()) + 1
        both = self.scatter.plain[links.child] & self.scatter.plain[links.parent]
        gap = np.where(both, links.gap / self.scatter.scale[self.field[links.child]], 0.0)
        self.both, self.gap = both, gap
        self.gap_code = np.unique(np.round(gap / GAP_STEP), return_inverse=True)[1]
        self.other = ~links.same & ~links.rounded
        self.own = np.where(np.isnan(settled), 1.0, settled)
        self.copies = np.where(self.certain, self.named.astype(float), 0.0)
        self.linked = np.full(self.pairs, FIRST_LINKED)
        self.least_rate = LEAST_WHERE_EXACT if exact.mean() > 0.5 else 0

    def step(self, round_: int) -> float:
        """One round of learning; returns by how much the most uncertain post has moved."""
        child, posts = self.links.child, len(self.own)
        if not len(child):
            return 0.0
        alone = self._alone()
        following = self._following()
        ratio = np.where(self.certain, np.where(self.named, STRONGEST, 0.0), np.minimum(following / alone[child], STRONGEST))
        rate = self._rate(self._link(ratio, round_), round_)
        weight = rate * following * (1 - self._habit_of_naming()[child])
        for_itself = self._prior_of_own() * alone
        whole = total(child, weight, posts) + for_itself
        own = np.where(np.isnan(self.settled), for_itself / whole, self.settled)
        self.copies = np.where(self.certain, self.named.astype(float), weight / whole[child])
        moved = float(np.abs(own - self.own).max())
        self.own = own
        return moved

    def _alone(self) -> Floats:
        """The likelihood of each post if it speaks for itself."""
        self.scatter.update(self.own)
        chance = self.scatter.chance()
        if not self.scatter.plain.all():
            chance = np.where(self.scatter.plain, chance, self.votes.chance(self.own, self.links, self.linked))
        hedges = total(self.hedge, self.own, self.hedge.max() + 1) + 0.5
        shapes = total(self.shape, self.own, self.shape.max() + 1) + 0.1
        self.usual_hedge = hedges / hedges.sum()
        self.usual_shape = np.minimum(shapes[self.shape] / hedges[self.hedge], 1.0)
        return chance * self.usual_hedge[self.hedge] * self.usual_shape

    def _following(self) -> Floats:
        """The likelihood of each link's child if it copies the parent: value, hedge and bounds, and time."""
        return self._value_kept() * self._hedge_kept() * self._time_passed()

    def _value_kept(self) -> Floats:
        links, copies, scatter = self.links, self.copies, self.scatter
        whole = copies.sum() + 3
        same, rounded, other = ((copies[kind].sum() + weight) / whole
                                for kind, weight in ((links.same, 2.8), (links.rounded, 0.1), (self.other, 0.1)))  # fmt: skip
        strayed = np.where(self.other, copies, 0.0)
        seen = total(self.gap_code, strayed, int(self.gap_code.max()) + 1)[self.gap_code] - strayed
        share = (seen + 2 * scatter.at(self.gap) * GAP_STEP) / (strayed.sum() + 2)
        there = share * np.minimum(1.0, scatter.step_of[links.child] / GAP_STEP)
        anywhere = self.votes.rare[links.child]
        return np.where(links.same, same, np.where(links.rounded, rounded / 2, other * np.where(self.both, there, anywhere)))

    def _hedge_kept(self) -> Floats:
        before, after = self.hedge[self.links.parent], self.hedge[self.links.child]
        size = len(self.usual_hedge)
        change = total(before * size + after, self.copies, size * size).reshape(size, size) + np.eye(size) + self.usual_hedge
        change /= change.sum(axis=1, keepdims=True)
        alike, bounds = before == after, self.shape[self.links.parent] == self.shape[self.links.child]
        kept = (self.copies[alike & bounds & self.links.same].sum() + 2.8) / (self.copies[alike & self.links.same].sum() + 3)
        usual = self.usual_shape[self.links.child]
        return change[before, after] * np.where(alike, np.where(bounds, kept, (1 - kept) * usual), usual)

    def _time_passed(self) -> Floats:
        steps = int(self.links.lag.max()) + 1
        copied, others = (total(self.links.lag, weight, steps) + 0.5 for weight in (self.copies, 1 - self.copies))
        return (copied / copied.sum() / (others / others.sum()))[self.links.lag]

    def _link(self, ratio: Floats, round_: int) -> Floats:
        """Set ``linked``; returns for each link how probably its two sources are linked by their posts on all other questions."""
        pair, child, parent = self.links.pair, self.links.of_child, self.links.of_parent
        usual = (self.linked.sum() + FIRST_LINKED * LINKED_WEIGHT) / (self.pairs + LINKED_WEIGHT)
        follows, followed = ((total(role, self.linked, self.sources)[role] - self.linked + 2 * usual)
                             / (np.bincount(role, minlength=self.sources)[role] + 1) for role in (child, parent))  # fmt: skip
        before = np.clip(follows * followed / usual, 1e-5, 0.9)
        rates = RATES[max(len(RATES) - 1 - round_ // STAGE, self.least_rate) :]
        factors = [1 + rate * (ratio - 1) for rate in rates]
        sums = np.stack([total(pair, np.log(factor), self.pairs) for factor in factors])
        top = sums.max(axis=0)
        share = np.exp(sums - top) / len(rates)
        others = [part[pair] / factor for part, factor in zip(share, factors, strict=True)]
        without = top[pair] + np.log(sum(others))
        self.typical_rate = sum(rate * part for rate, part in zip(rates, others, strict=True)) / sum(others)
        odds = before / (1 - before)
        linked = odds * np.exp(np.minimum(top + np.log(share.sum(axis=0)), 30))
        elsewhere = odds[pair] * np.exp(np.minimum(without, 30))
        self.linked = linked / (1 + linked)
        return elsewhere / (1 + elsewhere)

    def _rate(self, elsewhere: Floats, round_: int) -> Floats:
        """How often each link's child follows that parent, by the other questions; remembers which posts had somebody to
        follow.
        """
        pair = self.links.pair
        shared = np.bincount(pair, minlength=self.pairs)
        followed = total(pair, self.copies, self.pairs)
        usual = np.clip(followed.sum() / max((self.linked * shared).sum(), 1e-9), 0.02, 0.95)
        self.model_there = np.zeros(len(self.own))
        np.maximum.at(self.model_there, self.links.child, elsewhere)
        self.model_there = np.where(self.stated, 1.0, self.model_there) * self.latest
        if round_ == 0:  # nothing is counted yet
            return elsewhere * self.typical_rate
        return elsewhere * (followed[pair] - self.copies + usual) / shared[pair]

    def _prior_of_own(self) -> Floats:
        """How often a source speaks for itself where there is somebody it follows."""
        there = self.model_there
        own, all_ = total(self.source, self.own * there, self.sources), total(self.source, there, self.sources)
        usual = (own.sum() + 0.5) / (all_.sum() + 1)
        habit = (own[self.source] - self.own * there + usual) / (all_[self.source] - there + 1)
        return 1 - there * (1 - habit)

    def _habit_of_naming(self) -> Floats:
        """How often a source says whom it copies, when it does."""
        copies = total(self.source, (1 - self.own) * self.latest, self.sources)
        named = total(self.source, self.stated.astype(float), self.sources)
        usual = named.sum() / max(copies.sum(), 1e-9)
        habit = (named[self.source] + 4 * usual) / (copies[self.source] - (1 - self.own) * self.latest + 4)
        return np.clip(habit, 0.0, 0.98)


def _roots(model: _Model, copied: Ints) -> Ints:
    """The post that each goes back to: itself, or where its likeliest parent goes back to."""
    links, root = model.links, np.arange(len(model.own))
    order = np.lexsort((links.parent, model.copies, links.child))
    last = np.r_[links.child[order][1:] != links.child[order][:-1], True] if len(order) else np.zeros(0, bool)
    best = np.full(len(root), -1)
    best[links.child[order][last]] = links.parent[order][last]
    best = np.where(copied >= 0, copied, best)
    parent = without_circles(np.where(model.own <= 0.5, best, -1))
    root = np.where(parent >= 0, parent, root)
    while not np.array_equal(root, root[root]):
        root = root[root]
    return root


def _spoken_for(question: Ints, own: Floats, root: Ints) -> Floats:
    """Lets the first root speak where all posts of a question are copies or superseded, as when two sources copied each other."""
    most = np.zeros(int(question.max()) + 1)
    np.maximum.at(most, question, own)
    asked, first = np.unique(question, return_index=True)  # a question whose rows state nothing has no post here
    silent = root[first[most[asked] < SILENT]]
    return np.where(np.isin(np.arange(len(own)), silent), 1.0, own)


def count_origins(question: Ints, own: Floats, questions: int) -> Ints:
    """For each question the likeliest number of posts that speak for themselves; at least one where there is a post."""
    sure = own > 0.99
    counts = np.bincount(question[sure], minlength=questions)
    rest = ~sure & (own > 0.01)
    asked, probability = question[rest], own[rest]
    starts = np.flatnonzero(np.r_[True, asked[1:] != asked[:-1]]) if len(asked) else np.zeros(0, np.int64)
    for start, stop in zip(starts, [*starts[1:], len(asked)], strict=False):
        spread = np.ones(1)
        for chance in probability[start:stop]:
            spread = np.append(spread * (1 - chance), 0.0) + np.append(0.0, spread * chance)
        counts[asked[start]] += int(np.argmax(spread))
    posted = np.bincount(question, minlength=questions) > 0
    return np.maximum(counts, posted)
