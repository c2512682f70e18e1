"""Values that are right or wrong: which say the same, and which is likeliest by the votes of the origins."""

from __future__ import annotations

import numpy as np
import pandas as pd

from osint_kit.cross_reference.pool_copies import Origins
from osint_kit.cross_reference.pool_posts import Flags, Ints


def bucket(posts: pd.DataFrame, amount: float, share: float) -> Ints:
    """Labels under which numbers no farther apart than the tolerance are the same.

    In each question the number that most state (of equals the one nearest the median) takes those around it; of the rest again the
    most stated, until none is left.

    Args:
        posts: with question, number, label, logarithmic. amount, share: the tolerance, and as a share of the number in the
        middle.
    """
    with np.errstate(over="ignore"):
        plain = np.where(posts["logarithmic"], np.exp(posts["number"]), posts["number"])
    values = pd.DataFrame({"label": posts["label"], "question": posts["question"], "plain": plain})
    values = values.groupby("label").agg(question=("question", "first"), plain=("plain", "first"), posts=("plain", "size"))
    values["off"] = (values["plain"] - values.groupby("question")["plain"].transform("median")).abs()
    values = values.sort_values(["question", "posts", "off", "plain"], ascending=[True, False, True, True])
    home = pd.Series(-1, index=values.index)
    left = values[values["plain"].notna()]
    while len(left):
        middle = left.drop_duplicates("question").reset_index().set_index("question")
        near = middle["plain"].reindex(left["question"]).to_numpy()
        inside = np.abs(left["plain"].to_numpy() - near) <= amount + share * np.abs(near) + 1e-9 * np.abs(near)
        home.loc[left.index[inside]] = middle["label"].reindex(left["question"]).to_numpy()[inside]
        left = left[~inside]
    home = home.where(home >= 0, home.index.to_series())
    return posts["label"].map(home).to_numpy()


def pool_votes(posts: pd.DataFrame, origins: Origins, exact: Flags, table: pd.DataFrame, level: float) -> pd.DataFrame:
    """By question the likeliest value as most of its origins write it, for numbers the hull of the values that together reach the
    level, and ``apart``: whether an origin says something else.
    """
    assert origins.votes is not None
    right = origins.votes.right
    assert right is not None
    votes = pd.DataFrame({
        "question": posts["question"], "label": posts["label"], "right": right, "own": origins.own, "row": posts["row"],
        "numeric": posts["numeric"], "stated": posts["stated"],
    })[exact]  # fmt: skip
    votes["written"] = table["value"].astype(object).to_numpy()[votes["row"]]
    by_value = votes.groupby(["question", "label"], sort=False).agg(
        right=("right", "first"), own=("own", "sum"), first=("row", "min")
    )
    by_value = by_value.reset_index().sort_values(["question", "right", "own", "first"], ascending=[True, False, False, True])
    best = by_value.drop_duplicates("question").set_index("question")["label"]
    before = by_value.groupby("question")["right"].cumsum() - by_value["right"]
    whole = by_value.groupby("question")["right"].transform("sum")
    within = by_value.loc[before < level * whole, "label"]
    chosen = votes[votes["label"].isin(best) & votes["stated"]]
    written = chosen.groupby(["question", "written"], sort=False).agg(own=("own", "sum"), first=("row", "min")).reset_index()
    written = written.sort_values(["question", "own", "first"], ascending=[True, False, True]).drop_duplicates("question")
    result = pd.DataFrame({"question": best.index}).merge(written[["question", "written"]], how="left")
    hull = votes[votes["label"].isin(within) & votes["numeric"] & votes["stated"]]
    ends = (
        hull.assign(written=pd.to_numeric(hull["written"], errors="coerce").astype(float))
        .groupby("question")["written"]
        .agg(["min", "max"])
    )
    result = result.join(ends, on="question").rename(columns={"written": "value", "min": "low", "max": "high"})
    other = votes[(votes["own"] > 0.5) & ~votes["label"].isin(best)]["question"].unique()
    return result.assign(apart=result["question"].isin(other))
