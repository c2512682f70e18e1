"""All that a version holds: executed notebooks and their pages, tables, charts, evidence, manifest, changes."""

from __future__ import annotations

import inspect
import json
import re
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from html import escape, unescape
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

from osint_kit import tables
from osint_kit.errors import ReportError
from osint_kit.pipeline import MADE_BY, Run, choose_claims, run_stages
from osint_kit.report.evidence import Evidence, lay_out
from osint_kit.report.execute import Kitchen, run_notebooks, texts_of
from osint_kit.report.pages import Frame, page_of, render_notebook
from osint_kit.report.parameters import declared
from osint_kit.report.presentation import Presentation, present
from osint_kit.report.pseudonyms import Pseudonyms
from osint_kit.report.versions import MANIFEST, Ingredients, commit_of, source_of

Say = Callable[[str], None]
NOT_SHOWN = ("cells",)
"""Tables that a report leaves out: what they hold stands in ``figures``."""
NAMES_KEPT = (
    "Names are kept: authors and handles of private people stand here as they posted. Think before you pass this report on. "
)


def make_version(
    ingredients: Ingredients,
    listing: Mapping[str, Any],
    fingerprint: str,
    folder: Path,
    name: str,
    before: Path | None,
    commit: str | None,
    say: Say,
) -> dict[str, int]:
    """Fill a folder with a whole version; give back the number of rows of each table."""
    project, parameters = ingredients.project, ingredients.parameters
    known = declared(list(ingredients.notebooks))
    sources = {path.stem: source_of(path) for path in ingredients.notebooks}
    given = {stem: {one: parameters[one] for one in known if stem in known[one].notebooks} for stem in sources}
    with tempfile.TemporaryDirectory(prefix="osint-kit-") as settings, ThreadPoolExecutor(1) as beside:
        kitchen = Kitchen(project.root, Path(settings), folder / "charts")
        kitchen.charts.mkdir()
        with kitchen.open() as nursery:
            run = run_stages(
                project,
                str(project.resolve(parameters["raw"])),
                **rules_of(parameters),
                progress=lambda stage, n: say(f"{stage}: {n:,} rows"),
            )
            running = beside.submit(run_notebooks, sources, given, folder / "notebooks", kitchen, nursery, say)
            shown, names = _present(run, parameters["keep_names"])
            evidence = lay_out(shown)
            rows = _write_tables(shown, folder / "tables")
            done = running.result()
    _check_names(done, names)
    _tell_of_files(ingredients, names, say)
    frame = _frame(shown, parameters, sources, fingerprint, name)
    _write_pages(frame, done, evidence, folder)
    manifest = {
        "report": parameters["name"], "version": name, "fingerprint": fingerprint, "commit": commit or commit_of(project),
        "previous": before.name if before else None, **listing, "rows": rows,
    }  # fmt: skip
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    write_changes(before, folder, frame)
    return rows


def rules_of(parameters: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Which parameters are rules of cleaning, of choosing and of cross-referencing: those that these verbs take."""
    import osint_kit

    verbs: dict[str, Callable[..., Any]] = {
        "clean": osint_kit.clean_claims,
        "choose": choose_claims,
        "cross": osint_kit.cross_reference,
    }
    taken: dict[str, dict[str, Any]] = {}
    for door, verb in verbs.items():
        names = [name for name, one in inspect.signature(verb).parameters.items() if one.default is not one.empty]
        taken[door] = {name: parameters[name] for name in names if name in parameters}
    return taken


def _present(run: Run, keep_names: bool) -> tuple[Presentation, Pseudonyms]:
    held = {name: run.load(name) for made in MADE_BY.values() for name in made if name not in NOT_SHOWN}
    return present(*held.values(), keep_names=keep_names), Pseudonyms() if keep_names else Pseudonyms.of(held["documents"])


def _write_tables(shown: Presentation, folder: Path) -> dict[str, int]:
    for name, rows in shown.items():
        tables.write_csv(name, rows, folder)
    return {name: len(rows) for name, rows in shown.items()}


def _check_names(notebooks: Mapping[str, Any], names: Pseudonyms) -> None:
    """No author's handle or telling name may stand in an output: tables are shown as ``present()`` gives them."""
    for name, notebook in notebooks.items():
        for index, cell in enumerate(notebook.cells):
            for text in texts_of(cell):
                if shown := names.shown_in(text):
                    raise ReportError(
                        f"{name}, cell {index + 1}: the output names {shown!r}", "show tables that went through present()"
                    )


def _tell_of_files(ingredients: Ingredients, names: Pseudonyms, say: Say) -> None:
    """Files keep their names in a manifest, for a version is made again from it."""
    for file in ingredients.inputs:
        if names.file(file.label) != file.label:
            say(f"{file.label}: the name holds a handle, and {MANIFEST} shows it; rename the file before you pass the report on")


def _frame(
    shown: Presentation, parameters: Mapping[str, Any], sources: Mapping[str, Any], fingerprint: str, version: str
) -> Frame:
    chapters = [(_chapter(stem), f"notebooks/{stem}.html") for stem in list(sources)[:-1]]
    evidence = [
        ("All figures", "evidence/figures.html"),
        ("Documents", "evidence/documents.html"),
        ("Topics", "evidence/topics.html"),
        ("Changes", "changes.html"),
    ]
    documents = shown.documents
    paraphrased = int(documents["paraphrase"].fillna(False).sum())
    banner = NAMES_KEPT if parameters["keep_names"] else ""
    banner += (
        f"{paraphrased} of the {len(documents)} documents are paraphrases written for this project: the figures, their speakers and hedges are"
        " real and cited, the publishers, hosts and accounts are invented. Do not quote these texts as news."
        if paraphrased
        else ""
    )
    footer = f"{parameters['name']} {version} · fingerprint {fingerprint[:16]} · made by osint-kit {version_of('osint-kit')}"
    return Frame((("Report", "index.html"), *chapters, *evidence), banner, footer)


def _chapter(stem: str) -> str:
    """``04_cross_reference`` → ``Cross reference``."""
    return stem.lstrip("0123456789_").replace("_", " ").capitalize()


def _write_pages(frame: Frame, notebooks: Mapping[str, Any], evidence: Evidence, folder: Path) -> None:
    (folder / "evidence").mkdir()
    for name, (title, body) in evidence.pages.items():
        place = f"evidence/{name}"
        (folder / place).write_text(
            frame.page(title, _linked(f"<h1>{escape(title)}</h1>{body}", evidence), place), encoding="utf-8"
        )
    last = list(notebooks)[-1]
    for stem, notebook in notebooks.items():
        place = "index.html" if stem == last else f"notebooks/{stem}.html"
        up = "../" * place.count("/")
        where = {key: f"{up}evidence/{name}" for key, name in evidence.where.items()}
        (folder / place).write_text(frame.page(_title(notebook, stem), render_notebook(notebook, where), place), encoding="utf-8")


def _linked(body: str, evidence: Evidence) -> str:
    """Links between evidence pages, which lie side by side: an anchor gets the name of the page that holds it."""

    def fill(match: re.Match[str]) -> str:
        page = page_of(unescape(match.group(1)), evidence.where)
        return f'href="{page}#{match.group(1)}"' if page else match.group()

    return re.sub(r'href="#([^"]+)"', fill, body)


def _title(notebook: Any, stem: str) -> str:
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for line in cell.source.splitlines():
                if line.startswith("# "):
                    return str(line[2:].strip())
    return _chapter(stem)


def write_changes(before: Path | None, folder: Path, frame: Frame) -> None:
    """``CHANGES.md`` and its page: what is different from the version before, figure by figure."""
    import mistune

    from osint_kit.report.compare import changes
    from osint_kit.report.pages import sanitise

    text = changes(before, folder)
    (folder / "CHANGES.md").write_text(text, encoding="utf-8")
    body = sanitise(str(mistune.html(text)))
    (folder / "changes.html").write_text(frame.page("Changes", body, "changes.html"), encoding="utf-8")
