"""Series of numbers in tables: what is odd in them, and claimed numbers beside confirmed ones.

They stand beside cross-referencing: they read the table ``figures`` (and ``documents`` for the names of files) and nothing else.
"""

from osint_kit.series.verbs import check_series, compare_series

__all__ = ["check_series", "compare_series"]
