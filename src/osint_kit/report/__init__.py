"""Notebooks into versioned reports that lead from every number to the sentence it came from."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from osint_kit.report.compare import compare_reports
    from osint_kit.report.presentation import present, show
    from osint_kit.report.run import run_report
    from osint_kit.report.verify import verify_report

__all__ = ["compare_reports", "present", "run_report", "show", "verify_report"]

_WHERE = {
    "present": "presentation",
    "show": "presentation",
    "run_report": "run",
    "verify_report": "verify",
    "compare_reports": "compare",
}


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"osint_kit.report has no {name!r}; it has {', '.join(__all__)}")
    return getattr(importlib.import_module(f"osint_kit.report.{_WHERE[name]}"), name)
