"""Kernels that start at once: one process loads the libraries, and each notebook runs in a fork of it.

A kernel of its own for each notebook would spend more time on importing pandas and matplotlib than on the notebook. A fork shares what
was imported and nothing else: the names, the memory and the working directory of a notebook are its own.

``python -m osint_kit.report.kernels`` is that process. It reads the arguments of a kernel as JSON, a line each, and answers with a
process id; when its standard input ends, also because the run was killed, it takes its kernels with it.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from osint_kit.errors import ReportError

FORKS = sys.platform == "linux"
"""Elsewhere system libraries may not survive a fork: there each kernel starts by itself, with the same results."""

ARGUMENTS = ("-f", "{connection_file}", "--HistoryManager.enabled=False", "--log-level=40")

PRELOADED = (
    "ipykernel.kernelapp", "ipykernel.zmqshell", "ipykernel.ipkernel", "IPython.core.completer", "pandas", "pyarrow.parquet", "orjson",
    "matplotlib.figure", "matplotlib.font_manager", "matplotlib.backends.backend_svg", "matplotlib.backends.backend_agg",
    "osint_kit.pipeline", "osint_kit.tables", "osint_kit.read", "osint_kit.extract", "osint_kit.clean", "osint_kit.cross_reference",
    "osint_kit.cross_reference.audit", "osint_kit.cross_reference.views", "osint_kit.report.charts", "osint_kit.report.findings",
    "osint_kit.report.words", "osint_kit.report.marks", "osint_kit.report.crossing", "osint_kit.report.threads", "osint_kit.report.series",
    "osint_kit.report.coverage",
)  # fmt: skip


class Nursery:
    """The process that kernels are forked from."""

    def __init__(self, environment: Mapping[str, str], folder: Path) -> None:
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "osint_kit.report.kernels"], env=dict(environment), cwd=folder, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip

    def start(self, arguments: list[str]) -> Forked:
        """Fork a kernel.

        Raises:
            ReportError: the libraries that every kernel needs could not be loaded.
        """
        answer = ""
        with self._lock, contextlib.suppress(BrokenPipeError):
            print(json.dumps(arguments), file=self._process.stdin, flush=True)
            answer = self._process.stdout.readline().strip() if self._process.stdout else ""
        if not answer.isdigit():
            raise ReportError(
                f"no notebook can be run: {answer or 'the kernel does not start'}", "make the environment anew: make clean setup"
            )
        return Forked(int(answer))

    def close(self) -> None:
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(BrokenPipeError):
                pipe.close()  # type: ignore[union-attr]
        self._process.wait()


class Forked:
    """A kernel's process, as Jupyter looks at one."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        """Null while it runs; the nursery takes away what has ended."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    wait = poll

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    terminate = kill


def manager(sockets: Path, nursery: Nursery | None) -> Any:
    """A manager that starts this very Python, whatever kernels the user has installed, and talks to it where nobody listens.

    Args:
        sockets: a folder for the connection; where its path is too long for a local socket, TCP is used.
        nursery: where kernels are forked from; null starts them as Jupyter does.
    """
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager
    from jupyter_client.provisioning import LocalProvisioner

    class FromNursery(LocalProvisioner):
        """Starts a kernel as a fork."""

        async def launch_kernel(self, cmd: list[str], **_: Any) -> Any:
            assert nursery is not None
            kernel: Any = nursery.start(cmd[len(command) - len(ARGUMENTS) :])
            self.process, self.pid, self.pgid = kernel, kernel.pid, kernel.pid
            return self.connection_info

    connection = sockets / "kernel.json"
    made = AsyncKernelManager(connection_file=str(connection))
    if len(str(connection)) < LONGEST_SOCKET:
        made.transport, made.ip = "ipc", str(sockets / "s")
    command = [sys.executable, "-m", "ipykernel_launcher", *ARGUMENTS]
    made._kernel_spec = KernelSpec(argv=command, display_name="Python 3", language="python")
    if nursery is not None:
        made.kernel_id = sockets.name
        made.provisioner = FromNursery(kernel_id=sockets.name, kernel_spec=made._kernel_spec, parent=made)
    return made


LONGEST_SOCKET = 90
"""A path to a local socket may have little more than a hundred bytes; where the temporary folder lies deeper, TCP is used."""


def main() -> None:
    """Load the libraries, then fork a kernel for each line of standard input."""
    os.environ["JPY_PARENT_PID"] = str(os.getpid())  # a kernel ends when its parent does
    try:
        for name in PRELOADED:
            importlib.import_module(name)
        _warm()
    except ImportError as error:
        print(" ".join(str(error).split()), flush=True)  # noqa: T201 - the answer to whoever asks for a kernel
        return
    signal.signal(signal.SIGCHLD, _bury)
    children = []
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            _become_kernel(json.loads(line))
        children.append(pid)
        print(pid, flush=True)  # noqa: T201 - the answer
    for pid in children:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)


def _warm() -> None:
    """Load what the first chart and the first title load, once for all kernels: fonts, names in words."""
    import io

    from matplotlib.figure import Figure

    from osint_kit.report.labels import title_of

    figure = Figure(layout="constrained")
    figure.subplots().set_title("0")
    for kind in ("svg", "png"):
        figure.savefig(io.BytesIO(), format=kind)
    title_of("killed person")


def _bury(*_: object) -> None:
    """Take away kernels that have ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _become_kernel(arguments: list[str]) -> None:
    code = 1
    try:
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 0)
        os.dup2(2, 1)
        from ipykernel.kernelapp import IPKernelApp

        IPKernelApp.launch_instance(arguments)
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    main()
