"""Intervals for numbers that scatter around a truth: what the independent findings say together, and how surely.

A finding errs normally on the working scale, now and then wildly. How far, is learned from how far the findings lie apart: for
all, by grade, and by source, each shrunk to the one before. A one-sided hedge (at least, up to …) is taken at its word as a
bound as often as the table shows that such bounds hold, and as a number that scatters otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from osint_kit.cross_reference.pool_chance import total
from osint_kit.cross_reference.pool_posts import Flags, Floats, Ints

ROUNDS, SETTLED = 25, 0.002
GRID = 121
LEARN_FROM = 2000
"""Questions from which errors are learned; in a larger table an even selection of them."""
USUAL_LOG_ERROR, USUAL_LINEAR_ERROR = 0.35, 0.1
"""The standard error of a finding before anything is learned: a third; on a linear scale a tenth of the spread of all numbers."""
WILD, FIRST_WILD = 4.0, 0.02
"""A wild finding errs this many times as far. How many are wild is learned, from this share on."""
EVERYONE_WEIGHT = 2.0
"""As how many findings the usual error counts beside those of the table."""
LEAST_FIRM, MOST_FIRM = 2.0, 60.0
CLASH_WEIGHT = 6.0
LEAST_WEIGHT = 1e-3
NEGLIGIBLE = -14.0
AT_ONCE = 20_000


@dataclass
class Errors:
    """What is learned: the error of each finding, the share of wild ones, the share of one-sided hedges that hold as bounds."""

    error: Floats
    wild: float
    literal: float


def pool_numbers(posts: pd.DataFrame, own: Floats, level: float) -> pd.DataFrame:
    """By question the median, low and high on the working scale, and ``apart``: whether a finding lies apart from the interval.

    ``posts`` have a number or a bound; ``own``, the probability that a post speaks for itself, weighs what it says.
    """
    findings = _Findings(posts[own > LEAST_WEIGHT], own[own > LEAST_WEIGHT])
    errors = findings.learn()
    chosen = np.arange(findings.questions)
    findings.surface(errors, chosen)
    grid, surface = findings.surface(errors, chosen)
    surface = surface / findings.clash(errors, grid, surface)[:, None]
    value, low, high = _quantiles(grid, surface, level)
    apart = np.zeros(findings.questions, dtype=bool)
    apart[findings.question[findings.apart(errors, low, high, level)]] = True
    return pd.DataFrame({"question": findings.keys, "value": value, "low": low, "high": high, "apart": apart})


class _Findings:
    """Arrays of what independent posts found. ``side`` is −1 or 1 where a hedge is one-sided; ``only`` where a bound is all
    there is.
    """

    def __init__(self, posts: pd.DataFrame, weight: Floats) -> None:
        self.weight = weight
        self.keys, self.question = np.unique(posts["question"].to_numpy(), return_inverse=True)
        self.questions = len(self.keys)
        number, low, high = (posts[name].to_numpy() for name in ("number", "low", "high"))
        bare = np.isnan(number)
        closed = bare & ~np.isnan(low) & ~np.isnan(high)
        self.only = bare & ~closed
        bound = np.where(np.isnan(low), high, low)
        self.number = np.where(closed, (low + high) / 2, np.where(bare, bound, number))
        self.width = np.where(closed, np.abs(high - low) / 2, 0.0)
        self.side = np.where(self.only, np.where(np.isnan(low), -1, 1), np.where(bare, 0, posts["side"].to_numpy()))
        self.grade = pd.factorize(posts["grade"])[0]
        self.source = pd.factorize(posts["source"])[0]
        self.unit = _usual_errors(posts, self.number)
        reach = 6 * np.hypot(self.unit, self.width)
        self.start, self.stop = np.full(self.questions, np.inf), np.full(self.questions, -np.inf)
        np.minimum.at(self.start, self.question, self.number - reach)
        np.maximum.at(self.stop, self.question, self.number + reach)

    def learn(self) -> Errors:
        """Errors from the questions with more than one origin; the usual ones where there are none."""
        errors = Errors(self.unit.copy(), FIRST_WILD, 0.5)
        many = np.flatnonzero(total(self.question, self.weight, self.questions) > 1.5)
        if not len(many):
            return errors
        chosen = many[np.unique(np.linspace(0, len(many) - 1, LEARN_FROM).astype(int))]
        part = np.flatnonzero(np.isin(self.question, chosen))
        for _ in range(ROUNDS):
            grid, surface = self.surface(errors, chosen)
            before = errors.error[part]
            self._count(errors, part, *self._expect(errors, part, chosen, grid, surface))
            if np.abs(np.log(errors.error[part] / before)).max() < SETTLED:
                break
        return errors

    def _count(self, errors: Errors, part: Ints, square: Floats, calm: Floats, held: Floats) -> None:
        """The errors that the expected squares show, each group's shrunk to the larger one's."""
        weight = self.weight[part] * (1 - held)
        squares = weight * square / self.unit[part] ** 2
        known = (squares.sum() + EVERYONE_WEIGHT) / (weight.sum() + EVERYONE_WEIGHT)
        shrunk = np.full(len(self.unit), known)
        for group in (self.grade, self.source):
            size = int(group.max()) + 1
            shown, count = total(group[part], squares / shrunk[part], size), total(group[part], weight, size)
            firmness = _firmness(shown, count)
            shrunk = shrunk * ((shown + firmness) / (count + firmness))[group]
        errors.error = np.sqrt(shrunk) * self.unit
        errors.wild = float(np.clip((np.sum(weight * (1 - calm)) + FIRST_WILD) / (weight.sum() + 1), 0.001, 0.3))
        sided = self.weight[part] * ((self.side[part] != 0) & ~self.only[part])
        errors.literal = float((np.sum(sided * held) + 1) / (np.sum(sided) + 2))

    def surface(self, errors: Errors, chosen: Ints) -> tuple[Floats, Floats]:
        """A grid for each chosen question and the logarithm of the likelihood on it; narrows the next grid to where that
        counts.
        """
        place = np.full(self.questions, -1)
        place[chosen] = np.arange(len(chosen))
        steps = np.linspace(0, 1, GRID)
        grid = self.start[chosen, None] + (self.stop - self.start)[chosen, None] * steps
        surface = np.zeros((len(chosen), GRID))
        part = np.flatnonzero(place[self.question] >= 0)
        for piece in np.array_split(part, len(part) // AT_ONCE + 1):
            plain, bound = self._likelihood(errors, piece, grid[place[self.question[piece]]])
            np.add.at(surface, place[self.question[piece]], self.weight[piece, None] * np.log(plain + bound + 1e-300))
        surface -= surface.max(axis=1, keepdims=True)
        counts = surface > NEGLIGIBLE
        first, last = np.argmax(counts, axis=1), GRID - 1 - np.argmax(counts[:, ::-1], axis=1)
        rows = np.arange(len(chosen))
        margin = (grid[rows, last] - grid[rows, first]) / 8 + (grid[:, 1] - grid[:, 0])
        self.start[chosen], self.stop[chosen] = grid[rows, first] - margin, grid[rows, last] + margin
        return grid, surface

    def _likelihood(self, errors: Errors, part: Ints, grid: Floats) -> tuple[Floats, Floats]:
        """Of each finding at each place: as a number that scatters, and as a bound that holds; each times how often it is so."""
        literal = np.where(self.only[part], 1.0, np.where(self.side[part] != 0, errors.literal, 0.0))[:, None]
        error = np.hypot(errors.error[part], self.width[part])[:, None]
        away = (self.number[part, None] - grid) / error
        plain = (1 - errors.wild) * np.exp(-0.5 * away**2) + errors.wild / WILD * np.exp(-0.5 * (away / WILD) ** 2)
        # A bound holds on its side, softly at the edge, and is the less likely the farther off it is.
        bound = 1 / (1 + np.exp(np.clip(4 * away * self.side[part, None], -50, 50))) * np.exp(-np.abs(away) / WILD) / WILD
        return (1 - literal) * plain / error / np.sqrt(2 * np.pi), literal * bound / error

    def _expect(self, errors: Errors, part: Ints, chosen: Ints, grid: Floats, surface: Floats) -> tuple[Floats, Floats, Floats]:
        """Of each finding the expected square of its error (a wild one by its own measure), and how probably it is calm, or a
        bound.
        """
        probability = np.exp(surface)
        probability /= probability.sum(axis=1, keepdims=True)
        place = np.searchsorted(chosen, self.question[part])
        found = []
        for piece in np.array_split(np.arange(len(part)), len(part) // AT_ONCE + 1):
            at, here = grid[place[piece]], probability[place[piece]]
            plain, bound = self._likelihood(errors, part[piece], at)
            distance = self.number[part[piece], None] - at
            away = distance / np.hypot(errors.error[part[piece]], self.width[part[piece]])[:, None]
            quiet = (1 - errors.wild) * np.exp(-0.5 * away**2)
            quiet /= quiet + errors.wild / WILD * np.exp(-0.5 * (away / WILD) ** 2) + 1e-300
            free = np.maximum(distance**2 - self.width[part[piece], None] ** 2, 0) * (quiet + (1 - quiet) / WILD**2)
            found.append([np.sum(here * column, axis=1) for column in (free, quiet, bound / (plain + bound + 1e-300))])
        square, calm, held = (np.concatenate(column) for column in zip(*found, strict=True))
        return square, calm, held

    def clash(self, errors: Errors, grid: Floats, surface: Floats) -> Floats:
        """By question the square of Birge's factor: how far the findings lie apart beyond their errors, shrunk to one, never
        below.
        """
        middle = np.take_along_axis(grid, surface.argmax(axis=1)[:, None], axis=1)[:, 0]
        away = (self.number - middle[self.question]) / np.hypot(errors.error, self.width)
        away = np.where((self.side != 0) & (away * self.side < 0), 0.0, away)
        squares, count = (total(self.question, weight, self.questions) for weight in (self.weight * away**2, self.weight))
        return np.maximum((squares + CLASH_WEIGHT) / (np.maximum(count - 1, 0) + CLASH_WEIGHT), 1.0)

    def apart(self, errors: Errors, low: Floats, high: Floats, level: float) -> Flags:
        """Which likely findings have, with their own error, nothing in common with the interval of their question."""
        from statistics import NormalDist

        reach = NormalDist().inv_cdf((1 + level) / 2) * np.hypot(errors.error, self.width)
        above = (self.number - reach > high[self.question]) & (self.side >= 0)
        below = (self.number + reach < low[self.question]) & (self.side <= 0)
        above_bound = (self.number > high[self.question]) & (self.side > 0)
        below_bound = (self.number < low[self.question]) & (self.side < 0)
        return (self.weight > 0.5) & np.where(self.side == 0, above | below, (above & above_bound) | (below & below_bound))


def _firmness(shown: Floats, count: Floats) -> float:
    """As how many findings the error of all counts for one group: many, where the groups differ no more than luck makes them.

    The logarithm of a variance from n findings varies by 2 / n; what the groups vary beyond that is theirs.
    """
    enough = count >= 3
    if enough.sum() < 2:
        return MOST_FIRM / 4
    seen = np.log((shown[enough] + 0.5) / (count[enough] + 0.5))
    weight = count[enough] / (count[enough] + 4)
    middle = np.sum(weight * seen) / weight.sum()
    beyond = np.sum(weight * ((seen - middle) ** 2 - 2 / count[enough])) / weight.sum()
    return float(np.clip(2 / max(beyond, 1e-9), LEAST_FIRM, MOST_FIRM))


def _usual_errors(posts: pd.DataFrame, number: Floats) -> Floats:
    field, logarithmic = posts["field"].to_numpy(), posts["logarithmic"].to_numpy()
    usual = np.full(len(posts), USUAL_LOG_ERROR)
    for code in np.unique(field[~logarithmic]):
        here = field == code
        spread = float(np.std(number[here])) or float(np.abs(number[here]).max()) or 1.0
        usual[here] = USUAL_LINEAR_ERROR * spread
    return usual


def _quantiles(grid: Floats, surface: Floats, level: float) -> tuple[Floats, Floats, Floats]:
    """Median and the two ends of the interval that leaves out equal shares."""
    probability = np.exp(surface)
    reached = np.cumsum(probability, axis=1) - probability / 2
    reached /= probability.sum(axis=1, keepdims=True)
    ends = [np.array([np.interp(share, row, places) for row, places in zip(reached, grid, strict=True)])
            for share in (0.5, (1 - level) / 2, (1 + level) / 2)]  # fmt: skip
    return ends[0], ends[1], ends[2]
