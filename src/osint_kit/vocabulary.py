"""The closed words of the tables. Other programs read them; a word is added here first."""

from __future__ import annotations

from typing import Final

CHANNELS: Final = ("web", "social", "forum", "dataset")

HEDGES: Final = ("exact", "about", "almost", "up_to", "at_least", "more_than", "less_than", "range", "vague")

KINDS: Final = (
    "personnel", "killed", "wounded", "captured", "missing", "casualties", "displaced",
    "equipment", "munitions", "money", "share", "distance", "area", "duration",
    "day_number", "source_count", "other",
)  # fmt: skip

STANCES: Final = ("asserted", "confirmed", "denied", "suspected", "unverified", "planned")

RELATIONS: Final = ("repeat", "denial", "revision", "change", "conflict", "agree", "compatible")
"""In the order in which they are tried; the first that fits wins."""

LINEAGE_BASES: Final = ("own", "copy", "quote", "forward", "cites")

VERDICTS: Final = ("settled", "contested", "single_origin", "denied", "no_number")

STAGES: Final = ("read", "extract", "clean", "cross_reference", "report")

RELIABILITY: Final = ("A", "B", "C", "D", "E", "F")
CREDIBILITY: Final = ("1", "2", "3", "4", "5", "6")

DOUBTS: Final = (
    "separator", "language", "designation", "carried_speaker", "relative_date", "mixed_population",
    "day_convention", "ambiguous_item", "filled_in", "total_row", "revision", "heading",
)  # fmt: skip
"""A doubt may carry a value after an equals sign: ``separator=1.08``. The list may grow."""
