"""What all tests share: where the project is, where evaluation material is, and how hypothesis runs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]

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
