"""Problems that wait until somebody takes them, however many: most of them wait on disk."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from typing import IO

from osint_kit.read.records import Problem

IN_MEMORY = 10_000


class Waiting:
    """A queue of problems. A file may have millions between two records that can be read."""

    def __init__(self) -> None:
        self._here: list[Problem] = []
        self._file: IO[bytes] | None = None

    def add(self, problem: Problem) -> None:
        self._here.append(problem)
        if len(self._here) >= IN_MEMORY:
            self._file = self._file or tempfile.TemporaryFile(prefix="osint-kit-")  # noqa: SIM115 (closed by take)
            for one in self._here:
                self._file.write(json.dumps([one.reason, one.record, one.excerpt]).encode() + b"\n")
            self._here.clear()

    def take(self) -> Iterator[Problem]:
        """All that wait, in their order; the queue is empty from the first of them on."""
        here, file = self._here, self._file
        self._here, self._file = [], None
        if file is not None:
            with file:
                file.seek(0)
                for line in file:
                    yield Problem(*json.loads(line))
        yield from here
