"""The command line: results on standard output or --out, one line for an error, exit codes 0, 1 and 2."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
POST = {
    "id": "post-1",
    "text": "At least 300 soldiers were killed on 18 October 2024, the ministry said.",
    "lang": "en",
    "published": "2024-10-19",
}


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs the command in an empty folder."""

    def call(*words: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "osint_kit.cli", *words]
        return subprocess.run(command, input=stdin, capture_output=True, cwd=tmp_path, env=os.environ | environment, check=False)

    return call


@pytest.fixture
def posts(tmp_path: Path) -> Path:
    path = tmp_path / "posts.jsonl"
    path.write_text(json.dumps(POST) + "\n", encoding="utf-8")
    return path


def one_line(done: subprocess.CompletedProcess[bytes]) -> str:
    assert done.stderr.count(b"\n") == 1, done.stderr.decode()
    return done.stderr.decode().strip()


def test_extract_writes_a_figure_a_line_with_the_documents_own_id(run: Run, posts: Path) -> None:
    done = run("extract", "posts.jsonl")
    (figure,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (figure["doc_id"], figure["quote"], figure["hedge"], figure["low"], figure["high"]) == (
        "post-1",
        "300",
        "at_least",
        300.0,
        None,
    )
    assert POST["text"][figure["start"] : figure["end"]] == figure["quote"]
    assert {"value", "kind", "unit", "per", "item", "source", "stance", "as_of_start", "as_of_end", "doubts"} <= figure.keys()
    assert done.returncode == 0


def test_the_bounds_of_about_are_those_of_cleaning(run: Run) -> None:
    text = {"id": "a", "text": "About 400 soldiers were killed, the ministry said.", "lang": "en"}
    (figure,) = [json.loads(line) for line in run("extract", "-", stdin=json.dumps(text).encode()).stdout.splitlines()]
    assert (figure["low"], figure["high"], figure["bounds_rule"]) == (360.0, 440.0, "about ±10 %")


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
def test_the_ending_of_out_says_how_figures_are_written(run: Run, posts: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"figures.{ending}"
    done = run("extract", "posts.jsonl", "--out", str(out))
    assert (done.returncode, done.stdout) == (0, b"")
    if ending == "parquet":
        import pandas as pd

        rows = pd.read_parquet(out).to_dict("records")
    elif ending == "csv":
        rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    else:
        rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(row["doc_id"], row["quote"], float(row["value"])) for row in rows] == [("post-1", "300", 300.0)]
    assert sorted(os.listdir(tmp_path)) == [out.name, "posts.jsonl"]


def test_an_unknown_ending_is_an_error(run: Run, posts: Path) -> None:
    done = run("extract", "posts.jsonl", "--out", "figures.xlsx")
    assert (done.returncode, one_line(done)) == (
        2, "osint-kit: figures.xlsx: what is written by this ending is not known; use .jsonl, .csv or .parquet",
    )  # fmt: skip


def test_extract_reads_standard_input_and_streams(run: Run) -> None:
    lines = b"".join(json.dumps(POST | {"id": f"p{n}"}).encode() + b"\n" for n in range(50))
    done = run("extract", "-", stdin=lines)
    assert [json.loads(line)["doc_id"] for line in done.stdout.splitlines()] == [f"p{n}" for n in range(50)]


def test_dates_are_written_with_their_days(run: Run, posts: Path) -> None:
    rows = [json.loads(line) for line in run("dates", "posts.jsonl").stdout.splitlines()]
    assert [(row["doc_id"], row["quote"], row["date_start"], row["date_end"]) for row in rows] == [
        ("post-1", "18 October 2024", "2024-10-18", "2024-10-18")
    ]


def test_inspect_shows_format_records_language_and_what_is_not_read(run: Run, posts: Path, tmp_path: Path) -> None:
    (tmp_path / "odd.bin").write_bytes(bytes(range(256)) * 4)
    done = run("inspect", ".")
    said = done.stdout.decode()
    assert "posts.jsonl" in said
    assert "jsonl" in said
    assert "odd.bin" in said
    assert run("inspect", ".", "--strict").returncode == 1
    rows = [json.loads(line) for line in run("inspect", ".", "--json").stdout.splitlines()]
    assert {row["path"]: row["format"] for row in rows} == {"odd.bin": None, "posts.jsonl": "jsonl"}


def test_crossref_writes_all_tables(run: Run, posts: Path, tmp_path: Path) -> None:
    done = run("crossref", "posts.jsonl", "--out", "tables")
    assert done.returncode == 0, done.stderr
    assert sorted(os.listdir(tmp_path / "tables")) == [
        f"{name}.csv"
        for name in (
            "claims",
            "consensus",
            "documents",
            "figures",
            "lineages",
            "origins",
            "pairs",
            "quarantine",
            "references",
            "tallies",
            "volumes",
        )
    ]


def test_crossref_keeps_names_unless_pseudonyms_are_asked_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text(json.dumps(POST | {"text": "@velm_eye: 12 dead"}) + "\n", encoding="utf-8")
    run("crossref", "p.jsonl", "--out", "open")
    run("crossref", "p.jsonl", "--out", "closed", "--pseudonyms")
    assert "@velm_eye: 12 dead" in (tmp_path / "open" / "documents.csv").read_text(encoding="utf-8")
    assert "author-001: 12 dead" in (tmp_path / "closed" / "documents.csv").read_text(encoding="utf-8")


def test_a_bad_file_among_good_ones_is_named_and_the_run_goes_on(run: Run, posts: Path, tmp_path: Path) -> None:
    (tmp_path / "odd.bin").write_bytes(bytes(range(256)) * 4)
    done = run("extract", ".")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 1
    assert one_line(done) == "osint-kit: 1 could not be read; see `osint-kit inspect`"
    assert run("extract", ".", "--strict").returncode == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["extract", "nowhere"], "nowhere: no such file or folder"),
        (["extract"], "Missing argument 'PATH…'"),
        (["extract", "posts.jsonl", "--wide"], "No such option '--wide'"),
        (["frobnicate"], "No such command 'frobnicate'"),
        (["crossref", "posts.jsonl"], "Missing option '--out'"),
        (["verify", "nowhere"], "nowhere: no version of a report"),
        (["compare", "nowhere", "nowhere"], "nowhere: no version of a report"),
        (["report"], "no project here or above"),
        (["report", "-p", "about"], "requires 2 arguments"),
    ],
)
def test_a_wrong_call_gives_one_line_and_exit_2(run: Run, posts: Path, words: list[str], said: str) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert done.stdout == b""
    assert said in one_line(done)


def test_nothing_readable_is_an_error_that_says_why(run: Run, tmp_path: Path) -> None:
    (tmp_path / "odd.bin").write_bytes(bytes(range(256)) * 4)
    done = run("extract", "odd.bin")
    assert done.returncode == 2
    assert "odd.bin: no documents found (odd.bin: " in one_line(done)


def test_a_reader_that_stops_early_is_no_error(posts: Path) -> None:
    lines = "".join(json.dumps(POST | {"id": f"p{n}"}) + "\n" for n in range(3000))
    posts.write_text(lines, encoding="utf-8")
    command = f"'{sys.executable}' -m osint_kit.cli extract '{posts}' | head -n 1 >/dev/null; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("0", "")


def test_results_do_not_depend_on_locale_zone_or_hash_seed(run: Run, posts: Path) -> None:
    one = run("extract", "posts.jsonl", PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C").stdout
    other = run("extract", "posts.jsonl", PYTHONHASHSEED="2", TZ="America/New_York", LC_ALL="C.UTF-8").stdout
    assert one == other != b""


def test_help_and_the_package_load_no_heavy_library() -> None:
    code = "import sys, osint_kit, osint_kit.cli, osint_kit.report.run; print(sorted({'pandas', 'numpy', 'pyarrow', 'yaml', 'papermill'} & sys.modules.keys()))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
