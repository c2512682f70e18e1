"""What all tests share: the project's folder, evaluation material, how hypothesis runs and how nbval reaches its kernels."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import nbval.kernel
import pytest
from hypothesis import settings
from jupyter_client.manager import KernelManager

ROOT = Path(__file__).resolve().parent

# The same examples in each run and on each machine; a slow machine is no failure.
settings.register_profile("house", derandomize=True, deadline=None, max_examples=100, database=None)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of evaluation material outside the repository; a test that asks for it is skipped where it is absent."""
    folder = Path(os.environ.get("OSINT_KIT_SHARED") or ROOT.parent / "shared")
    if not folder.is_dir():
        pytest.skip(f"no evaluation material: OSINT_KIT_SHARED is not set and {folder.name}/ is not beside the clone")
    return folder


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
