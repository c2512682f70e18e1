"""Reads source-attributed figures out of texts about conflicts, cross-references them and writes versioned reports.

The verbs in the order of the pipeline; each is loaded when it is first used, so that importing the package costs nothing::

    reading = read_all("data/raw")                                      # documents, cells, volumes, quarantine
    found = extract_all(reading.documents, reading.cells)               # figures, references, tallies
    claims = clean_claims(found.figures, reading.documents)             # comparable intervals under named rules
    crossed = cross_reference(claims, found.figures, reading.documents, found.references)
    crossed.consensus                                                   # one topic in one period, and how firmly
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from osint_kit.cross_reference.audit import audit_document
    from osint_kit.cross_reference.pool import pool_claims
    from osint_kit.cross_reference.views import find_findings
    from osint_kit.extract import find_dates
    from osint_kit.pipeline import (
        choose_claims,
        clean_claims,
        cross_reference,
        extract_all,
        extract_figures,
        open_project,
        read_all,
        read_documents,
    )
    from osint_kit.read import inspect
    from osint_kit.report import compare_reports, present, run_report, show, verify_report
    from osint_kit.series import check_series, compare_series

_VERBS = {
    "open_project": "pipeline",
    "inspect": "read",
    "read_documents": "pipeline",
    "read_all": "pipeline",
    "find_dates": "extract",
    "extract_figures": "pipeline",
    "extract_all": "pipeline",
    "clean_claims": "pipeline",
    "choose_claims": "pipeline",
    "cross_reference": "pipeline",
    "check_series": "series",
    "compare_series": "series",
    "find_findings": "cross_reference.views",
    "audit_document": "cross_reference.audit",
    "pool_claims": "cross_reference.pool",
    "present": "report",
    "show": "report",
    "run_report": "report",
    "verify_report": "report",
    "compare_reports": "report",
}

__all__ = [
    "audit_document", "check_series", "choose_claims", "clean_claims", "compare_reports", "compare_series", "cross_reference",
    "extract_all", "extract_figures", "find_dates", "find_findings", "inspect", "open_project",
    "pool_claims", "present", "read_all", "read_documents", "run_report", "show", "verify_report",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _VERBS:
        raise AttributeError(f"osint_kit has no {name!r}; it has {', '.join(_VERBS)}")
    verb = getattr(importlib.import_module(f"osint_kit.{_VERBS[name]}"), name)
    globals()[name] = verb
    return verb


def __dir__() -> list[str]:
    return sorted({*globals(), *_VERBS})


class _Face(ModuleType):
    """Keeps the verb ``cross_reference`` in front of the package of the same name, in whichever order the two are imported."""

    @property
    def cross_reference(self) -> Any:
        return importlib.import_module("osint_kit.pipeline").cross_reference

    @cross_reference.setter
    def cross_reference(self, module: ModuleType) -> None:
        """The import system sets the package here; it stays reachable as ``from osint_kit.cross_reference import …``."""


sys.modules[__name__].__class__ = _Face
