"""Units made comparable: one unit for each sort of measure, money left in its currency.

Lengths come as km, areas as km2, masses as t; a plain count, a share and a currency stay as they are.
Money is never converted: a rate would be an assumption that no text states.
"""

from __future__ import annotations

from typing import Final

CONVERSIONS: Final[dict[str, tuple[str, float]]] = {
    "m": ("km", 0.001), "cm": ("km", 1e-5), "mm": ("km", 1e-6),
    "mi": ("km", 1.609344), "ft": ("km", 0.0003048), "nmi": ("km", 1.852),
    "m2": ("km2", 1e-6), "ha": ("km2", 0.01), "acre": ("km2", 0.0040468564224), "mi2": ("km2", 2.589988110336),
    "kg": ("t", 0.001), "g": ("t", 1e-6), "lb": ("t", 0.00045359237), "kt": ("t", 1000.0),
    "l": ("m3", 0.001),
    "kw": ("mw", 0.001), "gw": ("mw", 1000.0), "kwh": ("mwh", 0.001), "gwh": ("mwh", 1000.0),
    "second": ("day", 1 / 86400), "minute": ("day", 1 / 1440), "hour": ("day", 1 / 24), "week": ("day", 7.0),
}  # fmt: skip
"""Unit → the unit it is compared in, and the factor. Months and years have no fixed length and stay."""


def convert(unit: str | None, *amounts: float | None) -> tuple[str | None, tuple[float | None, ...]]:
    """Amounts in the unit in which they are compared.

    >>> convert("kg", 1500.0, None)
    ('t', (1.5, None))
    """
    target, factor = CONVERSIONS.get(unit or "", (unit, 1.0))
    if factor == 1.0:
        return target, amounts
    return target, tuple(None if amount is None else float(f"{amount * factor:.12g}") for amount in amounts)
