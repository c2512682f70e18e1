"""What a hedge says about a number, as an interval under a named rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from osint_kit.clean.bounds import bounds
from osint_kit.clean.units import CONVERSIONS, convert
from osint_kit.errors import ParameterError
from osint_kit.vocabulary import HEDGES


@pytest.mark.parametrize(
    ("value", "hedge", "low", "high", "expected"),
    [
        (1080.0, "exact", 1080.0, 1080.0, (1080.0, 1080.0, "as stated")),
        (1500.0, "about", None, None, (1350.0, 1650.0, "about ±10 %")),
        (50.0, "almost", None, None, (45.0, 50.0, "almost −10 %…0")),
        (50.0, "almost", None, 50.0, (45.0, 50.0, "almost −10 %…0")),
        (25.0, "at_least", 25.0, None, (25.0, None, "at_least: from the value up")),
        (10.0, "more_than", 10.0, None, (10.0, None, "more_than: from the value up")),
        (12000.0, "up_to", None, 12000.0, (None, 12000.0, "up_to: the value and below")),
        (150.0, "less_than", None, 150.0, (None, 150.0, "less_than: the value and below")),
        (None, "range", 35.0, 40.0, (35.0, 40.0, "as stated")),
        (None, "vague", 200.0, 999.0, (200.0, 999.0, "as stated")),
        (None, "vague", None, None, (None, None, "as stated")),
        (None, "exact", None, None, (None, None, "no number")),
    ],
)
def test_each_hedge_has_its_interval_and_names_its_rule(value, hedge, low, high, expected) -> None:  # type: ignore[no-untyped-def]
    assert tuple(bounds(value, hedge, low, high)) == expected


def test_how_wide_about_and_almost_are_is_a_parameter_that_the_rule_names() -> None:
    assert bounds(100.0, "about", about=0.25) == (75.0, 125.0, "about ±25 %")
    assert bounds(100.0, "almost", almost=0.05) == (95.0, 100.0, "almost −5 %…0")


@pytest.mark.parametrize("width", [-0.1, 1.0, 3.0])
def test_a_width_that_is_no_share_is_refused(width: float) -> None:
    with pytest.raises(ParameterError, match="share of the value"):
        bounds(100.0, "about", about=width)


@given(st.floats(0, 1e12), st.sampled_from(HEDGES))
def test_the_value_lies_in_its_interval(value: float, hedge: str) -> None:
    found = bounds(value, hedge)
    assert found.low is None or found.low <= value
    assert found.high is None or found.high >= value * (1 - 1e-9)


def test_units_of_one_sort_are_compared_in_one_unit() -> None:
    assert convert("kg", 1500.0, None) == ("t", (1.5, None))
    assert convert("mi", 10.0) == ("km", (16.09344,))
    assert convert("week", 2.0) == convert("day", 14.0)


def test_money_shares_and_counts_are_left_as_they_are() -> None:
    for unit in ("EUR", "USD", "percent", None):
        assert convert(unit, 12.5) == (unit, (12.5,))


def test_no_conversion_leads_to_a_unit_that_is_converted_again() -> None:
    assert not {target for target, _ in CONVERSIONS.values()} & CONVERSIONS.keys()
