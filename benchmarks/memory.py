"""How much memory and time a large export takes: ``python benchmarks/memory.py [MEGABYTES]``.

Writes an NDJSON of posts of that size (2,000 MB unless told) into a temporary folder, sends it through ``osint-kit inspect``
and ``osint-kit extract``, and prints the wall-clock seconds and the largest resident memory of each process. The texts are
those of the marked cases; what the record of a post holds beside its text is as long as in an export of submissions to Reddit.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from accuracy.reading import CASES, load_cases

OSINT_KIT = Path(sys.executable).with_name("osint-kit")
BESIDE = {
    "link_id": "t3_1b",
    "parent_id": "t3_1b",
    "subreddit": "velm",
    "score": 12,
    "edited": False,
    "everything_else": "x" * 3_000,
}


def write_posts(path: Path, size: int) -> int:
    """Write posts until the file has the size (bytes); tells how many there are."""
    texts = cycle([case.text for language in ("en", "de", "uk") for case in load_cases(CASES / f"{language}.yaml")])
    written = count = 0
    with path.open("w", encoding="utf-8") as file:
        while written < size:
            post = {"id": f"k{count:07x}", "author": f"user_{count % 9999}", "created_utc": 1704067200 + count, **BESIDE}
            post["body"] = f"{next(texts)} #{count}"
            written += file.write(json.dumps(post, ensure_ascii=False) + "\n")
            count += 1
    return count


def measure(*words: str) -> tuple[float, float]:
    """Seconds and megabytes of a command."""
    begin = time.monotonic()
    pid = os.posix_spawn(
        OSINT_KIT, [str(OSINT_KIT), *words], os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    )
    _, status, used = os.wait4(pid, 0)
    if status:
        raise SystemExit(f"osint-kit {' '.join(words)} ended with {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - begin, used.ru_maxrss / 1024


def main() -> None:
    """Print a row for each command."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as folder:
        posts, out = Path(folder) / "RC_2024-01.ndjson", Path(folder) / "figures.jsonl"
        count = write_posts(posts, size * 1_000_000)
        print(
            f"{count:,} posts, {posts.stat().st_size / 1e6:,.0f} MB\n\n| command | seconds | largest memory, MB |\n| --- | --- | --- |"
        )
        for words in (("inspect", str(posts)), ("extract", str(posts), "--out", str(out))):
            seconds, megabytes = measure(*words)
            print(f"| {words[0]} | {seconds:,.0f} | {megabytes:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
