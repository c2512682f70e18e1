"""How likely a post says what it says when it speaks for itself."""

from __future__ import annotations

import numpy as np
import pandas as pd

from osint_kit.cross_reference.pool_links import Links
from osint_kit.cross_reference.pool_posts import DIGITS, Flags, Floats, Ints

PAIRS_A_BIN = 25
MOST_BINS = 24
MOST_VALUES = 400
"""Different values of one question that are compared with one another; beyond, an even selection of them."""
FIRST_ACCURACY = 0.8
ACCURACY_WEIGHT = 8.0
"""A source's accuracy starts at that of all and counts as much as this many posts of its own."""
STRONGEST_VOTE = 8.0
LEAST_VARIETY = 10
"""An attribute could have at least so many values, even if fewer are stated."""


def total(codes: Ints, weights: Floats, size: int) -> Floats:
    """Sums by code."""
    return np.bincount(codes, weights=weights, minlength=size).astype(float)


class Scatter:
    """Numbers that scatter around a truth: the density of the others' numbers around one, times the step to which it is rounded.

    How far independent findings lie apart and how finely they are rounded is counted in the table itself, by the weight
    with which each post speaks for itself.
    """

    def __init__(self, posts: pd.DataFrame, exact: Flags) -> None:
        self.question, self.digits = posts["question"].to_numpy(), posts["digits"].to_numpy()
        number, field = posts["number"].to_numpy(), posts["field"].to_numpy()
        self.plain = ~np.isnan(number) & ~exact
        _, self.value = np.unique(posts["label"].to_numpy(), return_inverse=True)
        self.values, self.questions = int(self.value.max()) + 1, int(self.question.max()) + 1
        of_value = np.full(self.values, np.nan)
        of_value[self.value[self.plain]] = number[self.plain]
        question, field_of = np.zeros(self.values, np.int64), np.zeros(self.values, np.int64)
        question[self.value], field_of[self.value] = self.question, field
        self.left, self.right = _value_pairs(question, of_value)
        gap = np.abs(of_value[self.left] - of_value[self.right])
        self.scale = np.ones(int(field.max()) + 1)
        for code in np.unique(field[self.plain & ~posts["logarithmic"].to_numpy()]):
            self.scale[code] = np.median(gap[field_of[self.left] == code]) if (field_of[self.left] == code).any() else 1.0
        self.step = posts["step"].to_numpy() / self.scale[field]
        gap = gap / self.scale[field_of[self.left]]
        bins = min(MOST_BINS, max(1, len(gap) // PAIRS_A_BIN))
        self.edges = (
            np.unique(np.r_[0.0, np.quantile(gap, np.linspace(0, 1, bins + 1)[1:]) + 1e-12]) if len(gap) else np.array([0.0, 1.0])
        )
        self.bin = self._bins(gap)
        self.anywhere = _spread_of_all(number / self.scale[field], field, self.plain)
        self.density = np.zeros(len(self.edges) - 1)

    def _bins(self, gap: Floats) -> Ints:
        return np.clip(np.searchsorted(self.edges, gap, side="right") - 1, 0, len(self.edges) - 2)

    def update(self, own: Floats) -> None:
        """Count anew how far independent findings lie apart and how finely they are rounded."""
        self.own = own
        self.weight = total(self.value, own, self.values)
        count = total(self.bin, self.weight[self.left] * self.weight[self.right], len(self.edges) - 1) + 0.5
        self.density = count / count.sum() / np.diff(self.edges) / 2
        fine = total(self.digits - 1, own * self.plain, DIGITS) + 0.5
        steps = fine / fine.sum() * 10.0 ** (DIGITS - np.arange(1, DIGITS + 1))
        self.step_of = self.step * np.cumsum(steps[::-1])[::-1][self.digits - 1]

    def chance(self) -> Floats:
        """The chance of each number, given the others of its question; the post itself does not count."""
        near = self.density[self.bin]
        around = total(self.left, near * self.weight[self.right], self.values) + total(
            self.right, near * self.weight[self.left], self.values
        )
        same = self.weight[self.value] - self.own
        others = total(self.question, self.own, self.questions)[self.question] - self.own
        density = (around[self.value] + self.density[0] * same + 0.5 * self.anywhere) / (others + 0.5)
        return np.minimum(density * self.step_of, 0.9)

    def at(self, gap: Floats) -> Floats:
        """The density of a difference between independent findings."""
        return self.density[self._bins(np.abs(gap))]


def _value_pairs(question: Ints, number: Floats) -> tuple[Ints, Ints]:
    """The pairs of different numbers within a question."""
    order = np.lexsort((number, question))[: np.count_nonzero(~np.isnan(number)) + np.count_nonzero(np.isnan(number))]
    order = order[~np.isnan(number[order])]
    sizes = np.bincount(question[order]) if len(order) else np.zeros(0, np.int64)
    keep = np.ones(len(order), bool)
    for code in np.flatnonzero(sizes > MOST_VALUES):
        places = np.flatnonzero(question[order] == code)
        keep[places] = False
        keep[places[np.unique(np.linspace(0, len(places) - 1, MOST_VALUES).astype(int))]] = True
    order = order[keep]
    asked = question[order]
    first = np.searchsorted(asked, asked)
    count = np.arange(len(order)) - first
    left = np.repeat(np.arange(len(order)), count)
    right = np.arange(len(left)) - np.repeat(np.cumsum(count) - count, count) + np.repeat(first, count)
    return order[left], order[right]


def _spread_of_all(number: Floats, field: Ints, plain: Flags) -> Floats:
    """A wide normal density over all numbers of an attribute: what is known where a question has no other number."""
    density = np.zeros(len(number))
    for code in np.unique(field[plain]):
        here = plain & (field == code)
        wide = max(float(np.std(number[here])), 1e-6)
        density[here] = np.exp(-0.5 * ((number[here] - np.median(number[here])) / wide) ** 2) / wide / np.sqrt(2 * np.pi)
    return density


class Votes:
    """Values of which one is right: how probable each is, how accurate each source, and how often mistakes coincide.

    In the manner of Dong, Berti-Équille and Srivastava (VLDB 2009): agreement on what is right is no sign of copying, agreement
    on what few others say is. Here mistakes may coincide without copying, as often as sources that are not linked show.
    """

    def __init__(self, posts: pd.DataFrame) -> None:
        self.question, self.source, self.field = (posts[name].to_numpy() for name in ("question", "source", "field"))
        self.latest = posts["latest"].to_numpy()
        _, self.value = np.unique(posts["label"].to_numpy(), return_inverse=True)
        self.values, self.questions = int(self.value.max()) + 1, int(self.question.max()) + 1
        self.sources, self.fields = int(self.source.max()) + 1, int(self.field.max()) + 1
        self.of_question, of_field = np.zeros(self.values, np.int64), np.zeros(self.values, np.int64)
        self.of_question[self.value], of_field[self.value] = self.question, self.field
        self.rare = 1 / np.maximum(np.bincount(of_field, minlength=self.fields), LEAST_VARIETY)[self.field]
        self.accuracy = np.full(len(posts), FIRST_ACCURACY)
        self.right: Floats | None = None

    def chance(self, own: Floats, links: Links, linked: Floats) -> Floats:
        """The chance of each value, given the others of its question; learns accuracies on the way."""
        weight, everyone = total(self.value, own, self.values), total(self.question, own, self.questions)
        if self.right is None:
            self.right = weight[self.value] / (everyone[self.question] + 0.5)
        amiss = own * (1 - self.right)
        same = total(self.value, amiss, self.values)[self.value] - amiss
        others = total(self.question, amiss, self.questions)[self.question] - amiss
        often = self._coincidence(links, linked)[self.field]
        mistake = often * (same + self.rare) / (others + 1) + (1 - often) * self.rare
        alone = self._weigh(own, mistake)
        hit = self.accuracy * alone / (self.accuracy * alone + (1 - self.accuracy) * mistake)
        chance = np.minimum(self.accuracy * alone + (1 - self.accuracy) * mistake, 1.0)
        self._learn(own * self.latest, hit)
        return chance

    def _coincidence(self, links: Links, linked: Floats) -> Floats:
        """By attribute, how often two sources that do not copy make the same mistake."""
        assert self.right is not None
        amiss = (1 - self.right) * self.latest
        weight = (1 - linked[links.pair]) * amiss[links.child] * amiss[links.parent]
        field = self.field[links.child]
        together = total(field, weight * links.same, self.fields) + 0.1
        return np.clip(together / (total(field, weight, self.fields) + 1), 0, 0.9)

    def _weigh(self, own: Floats, mistake: Floats) -> Floats:
        """Set ``right``, how probable each post's value is; returns the same as it is without the post's own vote."""
        vote = own * np.clip(np.log(self.accuracy / ((1 - self.accuracy) * mistake)), -STRONGEST_VOTE, STRONGEST_VOTE)
        score = total(self.value, vote, self.values)
        top = np.zeros(self.questions)
        np.maximum.at(top, self.of_question, score)
        odds = np.exp(score - top[self.of_question])
        all_odds = total(self.of_question, odds, self.questions) + np.exp(-top)
        self.right = (odds / all_odds[self.of_question])[self.value]
        alone = np.exp(np.minimum(score[self.value] - vote - top[self.question], 50))
        return alone / np.maximum(all_odds[self.question] - odds[self.value] + alone, 1e-300)

    def _learn(self, own: Floats, hit: Floats) -> None:
        usual = (total(self.field, own * hit, self.fields) + 0.5) / (total(self.field, own, self.fields) + 1)
        hits = total(self.source, own * hit, self.sources)[self.source] - own * hit
        posts = total(self.source, own, self.sources)[self.source] - own
        self.accuracy = np.clip((hits + ACCURACY_WEIGHT * usual[self.field]) / (posts + ACCURACY_WEIGHT), 0.001, 0.99)
