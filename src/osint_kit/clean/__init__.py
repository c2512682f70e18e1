"""Clean judges: figures become claims that can be compared, under rules and data files that a report can name."""

from osint_kit.clean.claims import clean_claims, unnamed
from osint_kit.clean.names import Names, load_names

__all__ = ["Names", "clean_claims", "load_names", "unnamed"]
