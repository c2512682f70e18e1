"""``reports/index.html``: all reports and all their versions."""

from __future__ import annotations

import os
import tempfile
from html import escape
from pathlib import Path

from osint_kit.report.pages import Frame
from osint_kit.report.versions import alone, manifest_of, versions


def write_shelf(reports: Path) -> None:
    """List every version that stands below a folder of reports, newest first within each report."""
    with alone(reports):
        body = ["<h1>Reports</h1>"]
        for report in sorted(path for path in reports.iterdir() if path.is_dir() and not path.name.startswith(".")):
            if found := versions(report):
                body += [f"<h2>{escape(report.name)}</h2>", _table(report, found[::-1])]
        page = Frame((("Reports", "index.html"),), "", "Every version can be made again: osint-kit verify VERSION").page(
            "Reports", "\n".join(body), "index.html"
        )
        handle, name = tempfile.mkstemp(prefix=".index-", dir=reports)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(page)
        Path(name).chmod(0o644)
        os.replace(name, reports / "index.html")


_HEAD = ("Version", "Documents", "Figures", "Topics", "Not read", "Parameters", "Changes", "Fingerprint")


def _table(report: Path, found: list[Path]) -> str:
    rows = []
    for version in found:
        manifest = manifest_of(version)
        count, place = manifest["rows"], f"{escape(report.name)}/{version.name}"
        chosen = ", ".join(
            f"{name} {value}"
            for name, value in manifest["parameters"].items()
            if value not in ("", [], None, False) and name not in ("name", "sentence")
        )
        cells = [
            f'<a href="{place}/index.html">{version.name}</a>', count["documents"], count["figures"], count["consensus"],
            count["quarantine"], escape(chosen), f'<a href="{place}/changes.html">changes</a>', f"<code>{manifest['fingerprint'][:12]}</code>",
        ]  # fmt: skip
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    head = "".join(f'<th scope="col">{name}</th>' for name in _HEAD)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    return f'<div class="scroll" role="region" tabindex="0" aria-label="Versions of {escape(report.name)}">{table}</div>'
