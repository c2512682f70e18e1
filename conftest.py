"""How nbval reaches the kernels of the notebooks."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import nbval.kernel
from jupyter_client.manager import KernelManager


class SocketKernelManager(KernelManager):
    """A manager whose kernels listen in a folder of their own.

    By default it looks for free ports, lets go of them and tells the kernel to listen there. Now and then another process, or the
    waiting client itself, has taken one by then, and the kernel dies: once in about sixty runs of four notebooks on two cores.
    """

    def __init__(self, **given: Any) -> None:
        self._sockets = tempfile.TemporaryDirectory(prefix="kernel-")
        folder = Path(self._sockets.name)
        super().__init__(connection_file=str(folder / "kernel.json"), transport="ipc", ip=str(folder / "s"), **given)


nbval.kernel.KernelManager = SocketKernelManager
