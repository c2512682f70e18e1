"""One family of errors. Each message is one line that names the place and the mend."""

from __future__ import annotations


class OsintKitError(Exception):
    """What went wrong, where, and what to do about it, in one line.

    >>> str(OsintKitError("data/raw: no documents found", mend="put texts there or name another folder"))
    'data/raw: no documents found; put texts there or name another folder'
    """

    def __init__(self, problem: str, mend: str = "") -> None:
        super().__init__(f"{problem}; {mend}" if mend else problem)
        self.problem = problem
        self.mend = mend


class InputError(OsintKitError):
    """A path, a file or a record that cannot be used."""


class TableError(OsintKitError):
    """A table that breaks its contract: a missing column, a wrong type, an unknown word."""


class LexiconError(OsintKitError):
    """A language file that breaks its form."""


class ParameterError(OsintKitError):
    """A parameter that does not exist or has a value it cannot have."""


class CorrectionError(OsintKitError):
    """A hand correction whose source no longer says what the correction expects."""


class ReportError(OsintKitError):
    """A notebook, a run or a version that cannot be made or checked."""
