"""From words to an interval: which rule gave a claim its bounds.

A text that says "at least 25" fixes one side only, and that side is kept open here too. "About" and "almost" fix nothing:
how wide they are is a convention, and the convention is a parameter that the rule names.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from osint_kit.errors import ParameterError


class Bounds(NamedTuple):
    """An interval (null = open side) and the rule that gave it."""

    low: float | None
    high: float | None
    rule: str


def bounds(
    value: float | None, hedge: str, low: float | None = None, high: float | None = None,
    *, about: float = 0.10, almost: float = 0.10,
) -> Bounds:  # fmt: skip
    """The interval of one figure.

    Args:
        value: the number as stated, null for a range and for a vague plural.
        hedge: a word of ``vocabulary.HEDGES``.
        low, high: what the words fix (``figures.low``, ``figures.high``).
        about: how wide "about" is, as a share of the value, to each side.
        almost: how far below the value "almost" may be, as a share of it.

    >>> bounds(2000.0, "about")
    Bounds(low=1800.0, high=2200.0, rule='about ±10 %')
    >>> bounds(50.0, "almost")
    Bounds(low=45.0, high=50.0, rule='almost −10 %…0')
    >>> bounds(25.0, "at_least", 25.0)
    Bounds(low=25.0, high=None, rule='at_least: from the value up')
    """
    for name, share in (("about", about), ("almost", almost)):
        if not 0 <= share < 1:
            raise ParameterError(f"{name} is {share}", "it is a share of the value: 0.10 means ten per cent")
    if hedge == "about" and value is not None and low is None and high is None:
        width = abs(value) * about
        return Bounds(_tidy(value - width), _tidy(value + width), f"about ±{_percent(about)} %")
    if hedge == "almost" and value is not None and low is None:
        return Bounds(_tidy(value - abs(value) * almost), value if high is None else high, f"almost −{_percent(almost)} %…0")
    if hedge in ("range", "vague"):
        return Bounds(low, high, "as stated")
    if value is None:
        return Bounds(low, high, "as stated" if low is not None or high is not None else "no number")
    if hedge in ("at_least", "more_than"):
        return Bounds(value if low is None else low, high, f"{hedge}: from the value up")
    if hedge in ("up_to", "less_than"):
        return Bounds(low, value if high is None else high, f"{hedge}: the value and below")
    return Bounds(value if low is None else low, value if high is None else high, "as stated")


def _tidy(number: float) -> float:
    """Without the dust of binary fractions: 1.1 × 2000 is 2200."""
    return float(f"{number:.12g}")


def _percent(share: float) -> str:
    return f"{share * 100:.6g}"


def stated_bounds(figures: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The claims' bounds in the units in which the figures are stated: low, high, bounds_rule, one row a figure.

    Claims are kept in units that can be compared (miles become km); whoever reads a figure beside its quote needs the quote's.
    """
    rows = claims.set_index("figure_id").loc[figures["figure_id"]].reset_index(drop=True)
    stated = figures.reset_index(drop=True)
    factor = (stated["value"] / rows["value"]).where(rows["value"].ne(0)).fillna(1.0)
    loose = stated["low"].isna() & stated["high"].isna()
    return pd.DataFrame(
        {
            "low": stated["low"].where(~loose, (rows["low"] * factor).map(_tidy, na_action="ignore")),
            "high": stated["high"].where(~loose, (rows["high"] * factor).map(_tidy, na_action="ignore")),
            "bounds_rule": rows["bounds_rule"],
        }
    )
