"""Pool a researcher's own table: one value, one interval and the number of independent origins for each object and attribute."""

from __future__ import annotations

import numpy as np
import pandas as pd

from osint_kit.cross_reference.pool_copies import Origins, count_origins, trace_posts
from osint_kit.cross_reference.pool_interval import pool_numbers
from osint_kit.cross_reference.pool_links import Links, possible_links
from osint_kit.cross_reference.pool_posts import Flags, read_posts
from osint_kit.cross_reference.pool_votes import bucket, pool_votes
from osint_kit.errors import ParameterError

SCALES = ("auto", "log", "linear")
SHARED, USUAL_PAIR, OFTEN = 5, 0.2, 0.3
"""Numbers count as exact where four of five pairs of sources that share so many questions say the same this often."""


def pool_claims(
    table: pd.DataFrame, *, agree_within: float | str | None = None, level: float = 0.90, scale: str = "auto"
) -> pd.DataFrame:
    """Consensus by object and attribute over a table of claims, each copy counted with its origin.

    Origins follow ``copied_from`` where it is stated, else what copying looks like in this table (:func:`trace_origins` shows
    it). Numbers scatter around a truth and give a median with an interval; words, and numbers with ``agree_within``, are right
    or wrong and give the likeliest value by a vote of the origins.

    Args:
        table: source, object, value, and any of attribute, low, high, hedge, grade, copied_from, hour (a number) or date
            (ISO 8601), and stance (only ``denied`` is read: such a row opposes).
        agree_within: how far apart two numbers may be and still say the same, as a number, or as ``"5%"`` of the value.
        level: how often the interval is meant to cover the truth.
        scale: ``log`` or ``linear``; ``auto`` takes logarithms where no number of the attribute is below zero.

    Returns:
        One row a question, sorted: object, attribute, value, low, high, n_origins, verdict (settled, contested, single_origin,
        denied, no_number). Words have no low and high.

    Raises:
        TableError: a column is missing or a number cannot be read. ParameterError: a parameter cannot be so. InputError: no rows.

    Three posts, two of them one finding:

    >>> posts = pd.DataFrame({"source": ["mill", "lake", "echo"], "object": "camp", "attribute": "tents",
    ...                       "value": [412, 430, 412], "copied_from": [None, None, "mill"], "hour": [1, 2, 3]})
    >>> pool_claims(posts)[["object", "attribute", "n_origins", "verdict"]].to_dict("records")
    [{'object': 'camp', 'attribute': 'tents', 'n_origins': 2, 'verdict': 'settled'}]
    """
    posts, questions, exact, origins = _traced(table, agree_within, level, scale)
    result = questions[["object", "attribute"]].copy()
    result[["value", "low", "high"]] = np.nan
    result["value"] = result["value"].astype(object)
    counts, apart = np.zeros(len(questions), np.int64), np.zeros(len(questions), bool)
    if len(posts):
        counts = count_origins(posts["question"].to_numpy(), origins.own, len(questions))
        parts = []
        if (~exact).any():
            parts.append(_unscaled(pool_numbers(posts[~exact], origins.own[~exact], level), questions))
        if exact.any():
            parts.append(pool_votes(posts, origins, exact, table, level))
        pooled = pd.concat(parts).set_index("question")
        for name in ("value", "low", "high"):
            result.loc[pooled.index, name] = pooled[name]
        apart[pooled.index] = pooled["apart"]
    result["n_origins"] = counts
    result["verdict"] = _verdicts(counts, questions["denials"].to_numpy(), apart)
    return result.assign(value=result["value"].infer_objects())


def trace_origins(table: pd.DataFrame, *, agree_within: float | str | None = None, scale: str = "auto") -> pd.DataFrame:
    """Where each row of the table comes from, in the order of the table: what :func:`pool_claims` counts.

    Returns:
        source, object, attribute, value; ``origin``, the source whose finding the row carries; ``own``, the probability that
        the row speaks for itself; ``basis``: own, stated (copied_from says so), inferred, relayed (the first to carry an
        outside source that has no row on the question), superseded (the source says something later), or empty (a denial, or
        nothing stated).
    """
    posts, _, _, origins = _traced(table, agree_within, 0.9, scale)
    traced = table[[name for name in ("source", "object", "attribute", "value") if name in table]].reset_index(drop=True)
    traced[["origin", "own", "basis"]] = [None, np.nan, None]
    traced["origin"], traced["basis"] = traced["origin"].astype(object), traced["basis"].astype(object)
    if len(posts):
        names = posts["source_name"].to_numpy()
        outside = posts["outside"].to_numpy()[origins.root]
        rows = posts["row"].to_numpy()
        traced.loc[rows, "origin"] = np.where(pd.isna(outside), names[origins.root], outside)
        traced.loc[rows, "own"] = origins.own
        stated = (posts["copied"] >= 0) | (posts["outside"].notna() & (origins.own < 0.5))
        kinds = [
            (~posts["latest"], "superseded"),
            (stated, "stated"),
            (posts["outside"].notna(), "relayed"),
            (origins.own > 0.5, "own"),
        ]
        traced.loc[rows, "basis"] = np.select([np.asarray(flag) for flag, _ in kinds], [word for _, word in kinds], "inferred")
    return traced


def _traced(
    table: pd.DataFrame, agree_within: float | str | None, level: float, scale: str
) -> tuple[pd.DataFrame, pd.DataFrame, Flags, Origins]:
    if not 0 < level < 1:
        raise ParameterError(f"level is {level}", "it lies between 0 and 1, as 0.9")
    if scale not in SCALES:
        raise ParameterError(f"scale is {scale!r}", f"use one of {', '.join(SCALES)}")
    tolerance = _tolerance(agree_within)
    posts, questions = read_posts(table, scale)
    if not len(posts):
        return posts, questions, np.zeros(0, bool), Origins(np.zeros(0), np.zeros(0, np.int64), None)
    if tolerance is not None:
        posts["label"] = bucket(posts, *tolerance)
    links = possible_links(posts)
    exact = ~posts["numeric"].to_numpy() | (tolerance is not None) | _agrees_by_habit(posts, links)
    return posts, questions, exact, trace_posts(posts, links, exact)


def _tolerance(agree_within: float | str | None) -> tuple[float, float] | None:
    """``agree_within`` as an amount and a share of the value; null where none is given."""
    if agree_within is None:
        return None
    text = str(agree_within).strip()
    try:
        size = float(text.removesuffix("%"))
    except ValueError:
        size = -1.0
    if not 0 <= size < np.inf:
        raise ParameterError(f"agree_within is {agree_within!r}", "write an amount as 10 or a share as 5%")
    return (0.0, size / 100) if text.endswith("%") else (size, 0.0)


def _agrees_by_habit(posts: pd.DataFrame, links: Links) -> Flags:
    """Posts of numeric attributes on which nearly all sources say the same again and again: there is a truth they can hit."""
    found = np.zeros(len(posts), bool)
    field = posts["field"].to_numpy()
    for code in np.unique(field[posts["numeric"].to_numpy()]):
        here = field[links.child] == code
        shared = np.bincount(links.pair[here], minlength=1)
        same = np.bincount(links.pair[here], weights=links.same[here], minlength=1)
        often = shared >= SHARED
        if shared[often].sum() <= here.sum() / 2 or not often.any():
            continue
        share, weight = same[often] / shared[often], shared[often]
        order = np.argsort(share, kind="stable")
        place = np.searchsorted(np.cumsum(weight[order]), USUAL_PAIR * weight.sum())
        found |= (field == code) & (share[order][place] >= OFTEN)
    return found


def _unscaled(pooled: pd.DataFrame, questions: pd.DataFrame) -> pd.DataFrame:
    about = questions.loc[pooled["question"]]
    logarithmic, floor = about["logarithmic"].to_numpy(), about["floor"].to_numpy()
    for name in ("value", "low", "high"):
        with np.errstate(over="ignore"):
            plain = np.exp(pooled[name].to_numpy())
        pooled[name] = np.where(logarithmic, np.where(plain > floor * 1.001, plain, 0.0), pooled[name])
        pooled[name] = [float(f"{end:.10g}") for end in pooled[name]]  # without the dust of binary fractions
    return pooled


def _verdicts(counts: np.ndarray, denials: np.ndarray, apart: np.ndarray) -> np.ndarray:
    kinds = [(denials > 0) & (denials >= counts), counts == 0, counts == 1, apart]
    return np.select(kinds, ["denied", "no_number", "single_origin", "contested"], "settled")
