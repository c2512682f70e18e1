"""A researcher's table of values as posts: one row each, numbers on a working scale, in the order in which copying can have
run.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from osint_kit.errors import InputError, ParameterError, TableError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

DIGITS = 6
"""Numbers are told apart by how finely they are rounded, up to this many digits."""

ONE_SIDED = {"up_to": -1, "almost": -1, "less_than": -1, "at_least": 1, "more_than": 1}
"""Hedges that put the truth on one side of the number: −1 below, 1 above."""

_GROUPED, _GROUP = r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-+]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.]\d+)?", "[, \u00a0\u202f]"
UNKNOWN_RELIABILITY = "F"


def read_posts(table: pd.DataFrame, scale: str = "auto") -> tuple[pd.DataFrame, pd.DataFrame]:
    """The posts of a table, and its questions (object, attribute, numeric, logarithmic, floor, denials) in the order of their
    keys.

    A post keeps its ``row``. ``label`` is a code of question and value: equal where the same is stated. ``number``, ``low`` and
    ``high`` stand on the working scale of the attribute. ``copied`` is the place of the post that it says it copies, −1 where
    it says nothing, ``outside`` the source it names when that source has no post of its own on the question. ``latest`` is the
    last word of a source.

    Raises:
        TableError: a column is missing, a source or an object is empty, or a number cannot be read. The message names the row.
        InputError: the table has no rows.
    """
    frame = _checked(table)
    keys = frame[["object", "attribute"]].drop_duplicates()
    keys = keys.sort_values(["object", "attribute"], key=lambda column: column.astype(str), ignore_index=True)
    frame = frame.merge(keys.assign(question=np.arange(len(keys))), on=["object", "attribute"], how="left")
    frame["field"] = pd.factorize(frame["attribute"], use_na_sentinel=False)[0]
    _read_numbers(frame, scale)
    _label(frame)
    frame["time"] = _times(frame)
    posts = frame[(frame["label"] >= 0) & (frame["stance"] != "denied")].copy()
    denied = frame[frame["stance"] == "denied"].groupby("question")["source"].nunique()
    about = frame.groupby("question")[["numeric", "logarithmic", "floor"]].first()
    questions = keys.join(about).assign(denials=denied.reindex(keys.index).fillna(0).astype(int))
    if not len(posts):
        return posts, questions
    posts["copied_from"] = posts["copied_from"].where(posts["copied_from"] != posts["source"], "")
    posts["outside"] = posts["copied_from"].where(posts["copied_from"] != "")
    posts = _sorted_by_descent(posts)
    _link_stated_copies(posts)
    posts["latest"] = ~posts.duplicated(["question", "source"], keep="last")
    posts["side"] = posts["hedge"].map(ONE_SIDED).fillna(0).astype(int)
    around = [(posts[name] - posts["number"]).round(3).fillna(np.inf) for name in ("low", "high")]
    posts["shape"] = pd.factorize(pd.MultiIndex.from_arrays([posts["hedge"], *around]))[0]
    for name in ("source", "hedge"):
        posts[f"{name}_name"], posts[name] = posts[name], pd.factorize(posts[name])[0]
    posts["grade"] = posts["grade"].replace({UNKNOWN_RELIABILITY: ""})
    return posts, questions


def _checked(table: pd.DataFrame) -> pd.DataFrame:
    if missing := [name for name in ("source", "object", "value") if name not in table.columns]:
        raise TableError(f"the claims have no column {missing[0]!r}", "they need source, object and value")
    if not len(table):
        raise InputError("the claims have no rows")
    frame = pd.DataFrame({"row": np.arange(len(table)), "object": table["object"].to_numpy(), "value": _told(table["value"])})
    frame["attribute"] = table["attribute"].to_numpy() if "attribute" in table else None
    for name in ("source", "hedge", "grade", "copied_from", "stance"):
        frame[name] = _text(table[name]) if name in table else ""
    for name in ("low", "high"):
        frame[name] = table[name].to_numpy() if name in table else np.nan
    for name, column in (("source", frame["source"]), ("object", _text(frame["object"]))):
        if (empty := column == "").any():
            raise TableError(f"row {int(empty.idxmax()) + 1} of the claims has no {name}")
    for name in ("hour", "date"):
        if name in table:
            frame[name] = table[name].to_numpy()
    return frame


def _told(column: pd.Series) -> Any:
    """Values as they stand; true and false are words."""
    return (column.astype(str) if column.dtype == bool else column).to_numpy()


def _text(column: pd.Series) -> Any:
    """Stated words without blanks around them; "" where nothing is stated."""
    return column.astype(object).where(column.notna(), "").astype(str).str.strip().to_numpy()


def _read_numbers(frame: pd.DataFrame, scale: str) -> None:
    """Set number, low, high, digits and step; an attribute holds numbers where nine of ten stated values are numbers."""
    stated = pd.Series(_text(frame["value"]) != "")
    raw = {name: _parsed(frame[name]) for name in ("value", "low", "high")}
    share = raw["value"].notna().groupby(frame["field"]).sum() / stated.groupby(frame["field"]).sum().clip(lower=1)
    bare = ~stated.groupby(frame["field"]).any()
    frame["numeric"] = frame["field"].map((share >= 0.9) | bare)
    frame["stated"] = stated
    for name in raw:
        wrong = frame["numeric"] & (_text(frame[name]) != "") & raw[name].isna()
        if wrong.any():
            row = int(wrong.idxmax())
            raise TableError(
                f"row {row + 1} of the claims: {name} {frame[name][row]!r} is no number", "mend it or leave it empty"
            )
    if (crossed := frame["numeric"] & (raw["low"] > raw["high"])).any():
        row = int(crossed.idxmax())
        raise TableError(f"row {row + 1} of the claims: low {frame['low'][row]} is above high {frame['high'][row]}")
    numbers = pd.DataFrame(raw).where(frame["numeric"])
    smallest = numbers.min(axis=1).groupby(frame["field"]).min()
    frame["logarithmic"] = frame["numeric"] & (frame["field"].map(smallest >= 0) if scale == "auto" else scale == "log")
    if (frame["logarithmic"] & (numbers.min(axis=1) < 0)).any():
        raise ParameterError("scale log: there are numbers below zero", "use scale linear")
    frame["digits"], frame["step"] = _precision(frame, numbers["value"].to_numpy())
    # A half, or half the smallest amount, stands for zero, so that a count of nothing has a place on a logarithmic scale.
    positive = numbers.where(numbers > 0).min(axis=1).groupby(frame["field"]).min().fillna(1.0)
    frame["floor"] = frame["field"].map(positive.clip(upper=1.0)) / 2
    for name in raw:
        plain = numbers[name].to_numpy()
        with np.errstate(divide="ignore", invalid="ignore"):
            scaled = np.where(frame["logarithmic"], np.log(np.maximum(plain, frame["floor"])), plain)
        frame["number" if name == "value" else name] = scaled


def _parsed(column: pd.Series) -> pd.Series:
    """Numbers, also with thousands grouped by commas or blanks ("12,000"); NaN for what is none."""
    stated = column.where(_text(column) != "")
    if stated.dtype == object or isinstance(stated.dtype, pd.StringDtype):
        grouped = stated.astype(str).str.strip()
        stated = stated.where(~grouped.str.fullmatch(_GROUPED), grouped.str.replace(_GROUP, "", regex=True))
    numbers = pd.to_numeric(stated, errors="coerce").astype(float)
    return numbers.where(np.isfinite(numbers))


def _precision(frame: pd.DataFrame, numbers: Floats) -> tuple[Ints, Floats]:
    """How finely a number is rounded (1 coarse … DIGITS fine), and the width of the finest step on the working scale.

    On a logarithmic scale these are significant digits; on a linear one decimal places from the finest that the attribute has.
    """
    size = np.where(np.isnan(numbers) | (numbers == 0), 1.0, np.abs(numbers))
    with np.errstate(invalid="ignore"):
        exponent = np.floor(np.log10(size)).astype(int)
    last = exponent - DIGITS + 1
    for digits in range(DIGITS - 1, 0, -1):
        unit = 10.0 ** (exponent - digits + 1)
        last = np.where(np.abs(np.round(size / unit) * unit - size) < 1e-9 * size, exponent - digits + 1, last)
    finest = pd.Series(last).groupby(frame["field"].to_numpy()).transform("min").to_numpy()
    logarithmic = frame["logarithmic"].to_numpy()
    digits = np.where(logarithmic, exponent - last + 1, np.maximum(DIGITS - (last - finest), 1))
    step = np.where(logarithmic, 10.0 ** (exponent - DIGITS + 1) / size, 10.0**finest)
    return np.minimum(digits, DIGITS), step


def _label(frame: pd.DataFrame) -> None:
    """Set label: a code for question and value (or bounds, where they stand alone); −1 where a row states nothing."""
    words = frame["value"].astype(object).where(frame["stated"], "")
    said = np.where(frame["numeric"], frame["number"].round(9), 0.0)
    words = words.where(~frame["numeric"], "").map(_comparable)
    bounds = [frame[name].where(frame["numeric"] & ~frame["stated"]).round(9) for name in ("low", "high")]
    nothing = ~frame["stated"] & bounds[0].isna() & bounds[1].isna()
    parts = [frame["question"], words, pd.Series(said).fillna(np.inf), *(bound.fillna(np.inf) for bound in bounds)]
    frame["label"] = np.where(nothing, -1, pd.factorize(pd.MultiIndex.from_arrays(parts))[0])


def _comparable(value: object) -> str:
    """Words without case, spare blanks and differences of writing that no reader sees."""
    return " ".join(unicodedata.normalize("NFKC", str(value)).casefold().split())


def _times(frame: pd.DataFrame) -> Floats:
    """Hours, from ``hour`` (a number) or ``date`` (ISO 8601); NaN where nothing is stated."""
    for name in ("hour", "date"):
        if name not in frame:
            continue
        stated = pd.Series(_text(frame[name]) != "")
        hours = _parsed(frame[name])
        if hours[stated].isna().any():
            moments = pd.to_datetime(frame[name].where(stated).astype(object), format="ISO8601", errors="coerce", utc=True)
            hours = (moments - pd.Timestamp("2000-01-01", tz="UTC")).dt.total_seconds() / 3600
        if (wrong := stated & hours.isna()).any():
            neither = wrong & _parsed(frame[name]).isna()  # among numbers the word is to blame, not the numbers
            row = int((neither if neither.any() else wrong).idxmax())
            raise TableError(
                f"row {row + 1} of the claims: {name} {frame[name][row]!r} is neither a number nor a date as 2025-02-08"
            )
        return hours.to_numpy(float)
    return np.full(len(frame), np.nan)


def _sorted_by_descent(posts: pd.DataFrame) -> pd.DataFrame:
    """By question and time; where time does not tell, those that name no origin, are named as one, and share least come first."""
    named = posts.loc[posts["copied_from"] != "", "copied_from"].value_counts()
    alike = posts.groupby("label")["row"].transform("size") - 1
    others = posts.groupby("question")["row"].transform("size") - 1
    share = alike.groupby(posts["source"]).sum() / others.groupby(posts["source"]).sum().clip(lower=1)
    keys = pd.DataFrame({
        "question": posts["question"], "time": posts["time"].fillna(np.inf), "copy": posts["copied_from"] != "",
        "named": -posts["source"].map(named).fillna(0), "share": posts["source"].map(share).round(9), "row": posts["row"],
    })  # fmt: skip
    return posts.loc[keys.sort_values(list(keys)).index].reset_index(drop=True)


def _link_stated_copies(posts: pd.DataFrame) -> None:
    """Set copied: the place of the post that each stated copy names; a source without a post stays in ``outside``."""
    place = posts.reset_index().drop_duplicates(["question", "source"])[["question", "source", "index"]]
    named = posts[["question", "copied_from"]].merge(
        place, left_on=["question", "copied_from"], right_on=["question", "source"], how="left"
    )["index"]
    copied = named.fillna(-1).astype(int).to_numpy()
    posts.loc[copied >= 0, "outside"] = None
    posts["copied"] = without_circles(copied)


def without_circles(copied: Ints) -> Ints:
    """Cut each circle of posts that name one another at its first post."""
    copied = copied.copy()
    for start in np.flatnonzero(copied > np.arange(len(copied))).tolist():
        seen, at = {start}, int(copied[start])
        while at >= 0 and at not in seen:
            seen.add(at)
            at = int(copied[at])
        if at == start:
            copied[min(seen)] = -1
    return copied
