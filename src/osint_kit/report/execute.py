"""Run notebooks with papermill, side by side, so that the same notebook and data give the same bytes anywhere."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from osint_kit.errors import ReportError
from osint_kit.report.kernels import FORKS, Nursery, manager

Say = Callable[[str], None]

EPOCH = "1577836800"
"""2020-01-01T00:00:00Z, for whatever insists on writing a time into a file."""

_DROPPED = ("LC_", "MPL", "IPYTHON", "PYTHON", "JUPYTER", "OSINT_KIT")
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "NUMEXPR_NUM_THREADS")
_MATPLOTLIB = """\
backend: agg
svg.hashsalt: osint-kit
font.family: DejaVu Sans
text.hinting: none
figure.dpi: 100
savefig.dpi: 150
"""
_STARTUP = """\
import warnings
warnings.formatwarning = lambda message, category, *_, **__: f"{category.__name__}: {message}\\n"
"""

SUSPICIOUS = {
    "a memory address": re.compile(r"\b0x[0-9a-f]{6,}"),
    "a temporary file of the kernel": re.compile(r"ipykernel_\d"),
    "a path of the environment": re.compile(r"site-packages|dist-packages"),
    "a rate of progress": re.compile(r"\d(?:it|s)/(?:s|it)\b"),
}
"""What must not stand in an output, because it differs from run to run."""

_PLACES = ((Path.home(), "a path of this machine"), (tempfile.gettempdir(), "a temporary path"))


@dataclass(frozen=True)
class Kitchen:
    """Where kernels run: the working directory, the environment and a folder for their settings."""

    root: Path
    settings: Path
    charts: Path

    def environment(self) -> dict[str, str]:
        """The user's environment without what would change a result, and with what keeps it the same."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(_DROPPED) and name not in ("LANG", "LANGUAGE")
        }
        source = str(Path(__file__).resolve().parents[2])
        return kept | dict.fromkeys(_THREADS, "1") | {
            "PYTHONHASHSEED": "0", "PYTHONNOUSERSITE": "1", "PYTHONSAFEPATH": "1", "PYTHONPATH": source,
            "SOURCE_DATE_EPOCH": EPOCH, "TZ": "UTC", "LC_ALL": "C.UTF-8",
            "IPYTHONDIR": str(self.settings / "ipython"), "MPLCONFIGDIR": str(self.settings / "matplotlib"),
            "JUPYTER_CONFIG_DIR": str(self.settings / "jupyter"), "JUPYTER_NO_CONFIG": "1", "JUPYTER_PLATFORM_DIRS": "1",
            "IPYKERNEL_CELL_NAME": "cell", "PYDEVD_DISABLE_FILE_VALIDATION": "1",
            "OSINT_KIT_CHARTS": str(self.charts),
        }  # fmt: skip

    @contextmanager
    def open(self, forks: bool = FORKS) -> Iterator[Nursery | None]:
        """Lay out the settings and load the libraries; kernels are forked from what is given, or start by themselves where it is null."""
        self._lay_out()
        nursery = Nursery(self.environment(), self.root) if forks else None
        try:
            yield nursery
        finally:
            if nursery:
                nursery.close()

    def _lay_out(self) -> None:
        for name, content in {"matplotlib/matplotlibrc": _MATPLOTLIB, "ipython/profile_default/startup/00.py": _STARTUP}.items():
            path = self.settings / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")


def run_notebooks(
    sources: Mapping[str, dict[str, Any]],
    parameters: Mapping[str, Mapping[str, Any]],
    into: Path,
    kitchen: Kitchen,
    nursery: Nursery | None,
    say: Say,
    workers: int = 2,
) -> dict[str, Any]:
    """Run notebooks side by side; write each to ``into/<name>.ipynb`` and give them back by name.

    Args:
        sources: notebooks without outputs, by name.
        parameters: for each name, what its parameters cell is overridden with.
        into: where the executed notebooks go.
        kitchen: where the kernels run.
        nursery: where they are forked from; null starts each by itself.
        say: told of each cell.
        workers: how many kernels run at once.

    Raises:
        ReportError: a cell failed, or an output would differ from run to run; the message names notebook and cell.
    """
    _prepare()
    into.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(workers) as pool:
        started = {
            name: pool.submit(_run, name, sources[name], dict(parameters[name]), kitchen, nursery, say)
            for name in sorted(sources, reverse=True)  # those that need all the stages first: they take longest
        }
        try:
            done = {name: started[name].result() for name in sources}
        except BaseException:
            for future in started.values():
                future.cancel()
            raise
    import nbformat

    for name, notebook in done.items():
        text = nbformat.writes(notebook, version=4)
        (into / f"{name}.ipynb").write_text(text + "\n", encoding="utf-8")
    return done


def _prepare() -> None:
    """Load papermill in the calling thread (imports in several threads would wait for each other)."""
    import papermill.engines
    from nbclient.client import NotebookClient  # noqa: F401
    from papermill.clientwrap import PapermillNotebookClient

    class Engine(papermill.engines.NBClientEngine):
        """Papermill's engine with a kernel in an environment and a folder of its own."""

        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **given: Any) -> None:
            client = PapermillNotebookClient(
                nb_man, km=manager(given["sockets"], given["nursery"]), kernel_name=kernel_name, timeout=None, startup_timeout=120, shutdown_kernel="immediate",
                on_cell_execute=given["told"],
            )  # fmt: skip
            client.execute(env=given["env"], cwd=given["folder"], cleanup_kc=True)

    papermill.engines.papermill_engines.register("osint-kit", Engine)


def _run(
    name: str, source: dict[str, Any], parameters: dict[str, Any], kitchen: Kitchen, nursery: Nursery | None, say: Say
) -> Any:
    import nbformat
    import papermill
    from papermill.exceptions import PapermillExecutionError

    total = len(source["cells"]) + 1

    def told(cell: Any, cell_index: int) -> None:  # noqa: ARG001 (papermill gives both by name)
        say(f"{name}: cell {cell_index + 1} of {total}")

    with tempfile.TemporaryDirectory(prefix=f"{name}-", dir=kitchen.settings) as folder:
        given, written = f"{folder}/in.ipynb", f"{folder}/out.ipynb"
        nbformat.write(nbformat.from_dict(source), given)
        try:
            notebook = papermill.execute_notebook(
                given, written, parameters=parameters, engine_name="osint-kit", kernel_name="python3", language="python",
                progress_bar=False, request_save_on_cell_execute=False, autosave_cell_every=0, record_timing=False,
                env=kitchen.environment(), folder=str(kitchen.root), told=told, sockets=Path(folder), nursery=nursery,
            )  # fmt: skip
        except PapermillExecutionError as error:
            raise ReportError(f"{name}, cell {error.cell_index}: {error.ename}: {error.evalue}") from None
    settled = _settle(notebook)
    check_outputs(name, settled, kitchen)
    return settled


def _settle(notebook: Any) -> Any:
    """Ids from place and source, and no times: what papermill and nbformat add differs from run to run. Outputs are not touched."""
    for index, cell in enumerate(notebook.cells):
        cell.id = hashlib.sha256(f"{index}\n{cell.source}".encode()).hexdigest()[:12]
        tags = list(cell.metadata.get("tags", []))
        cell.metadata.clear()
        if tags:
            cell.metadata["tags"] = tags
    kernel = notebook.metadata["kernelspec"]
    notebook.metadata.clear()
    notebook.metadata["kernelspec"] = kernel
    notebook.metadata["language_info"] = {"name": "python"}
    return notebook


def check_outputs(name: str, notebook: Any, kitchen: Kitchen) -> None:
    """Hold every output against what must not stand in one."""
    places = [(rf"{re.escape(str(kitchen.root))}(?!\w)", "a path of this machine")]
    places += [(re.escape(str(place)) + "/", what) for place, what in _PLACES if len(str(place)) > 1]
    for index, cell in enumerate(notebook.cells):
        for text in texts_of(cell):
            for what, pattern in SUSPICIOUS.items():
                if match := pattern.search(text):
                    raise ReportError(
                        f"{name}, cell {index + 1}: the output holds {what} ({match.group()!r})", "show something else"
                    )
            for place, what in places:
                if match := re.search(place, text):
                    raise ReportError(
                        f"{name}, cell {index + 1}: the output holds {what} ({match.group()})",
                        "show paths relative to the project",
                    )


def texts_of(cell: Any) -> Iterable[str]:
    """Every text among a cell's outputs; pictures in base64 are none."""
    for output in cell.get("outputs", []):
        if output["output_type"] == "stream":
            yield output["text"]
        elif output["output_type"] == "error":
            yield "\n".join(output["traceback"])
        else:
            for kind, content in output["data"].items():
                if not kind.startswith("image/") or kind == "image/svg+xml":
                    yield content if isinstance(content, str) else str(content)


def refresh_notebooks(project: Path, say: Say) -> None:
    """Run the notebooks of a project as they stand and keep them with their outputs, as a code host shows them."""
    from osint_kit.report.versions import source_of

    sources = {path.stem: source_of(path) for path in sorted((project / "notebooks").glob("*.ipynb"))}
    with tempfile.TemporaryDirectory(prefix="osint-kit-") as settings:
        kitchen = Kitchen(project, Path(settings), Path(settings) / "charts")
        kitchen.charts.mkdir()
        with kitchen.open() as nursery:
            run_notebooks(sources, {name: {} for name in sources}, project / "notebooks", kitchen, nursery, say)
