"""What the tests of reading share: a way to write files and read them back, and the sample files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from osint_kit.read import Reading, read_all

FORMATS = Path(__file__).parents[1] / "fixtures" / "formats"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Reading]:
    """Write one file and read it: ``read("note.txt", "text")``."""

    def write_and_read(name: str, content: str | bytes) -> Reading:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_all(path)

    return write_and_read


@pytest.fixture
def sample() -> Callable[[str], Reading]:
    """Read one of the sample files: ``sample("feeds/rss2.xml")``."""
    return lambda name: read_all(FORMATS / name)


def reasons(reading: Reading) -> list[str]:
    """Why things went to quarantine."""
    return reading.quarantine.reason.tolist()
