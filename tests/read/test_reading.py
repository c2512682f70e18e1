"""The doors of reading: documents with names that last, batches, heads of YAML, and inspection."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from osint_kit.read import Reading, inspect, read_all, read_batches, read_documents
from osint_kit.read.csv_rows import rows
from osint_kit.read.inspection import told
from osint_kit.read.json_walk import walk
from osint_kit.read.quantities import number, period
from osint_kit.read.source import Source
from osint_kit.read.times import unix, utc


def source(content: bytes) -> Source:
    return Source(Path("given"), "given", sha256="", size=len(content), raw=lambda: io.BytesIO(content))


# -- documents ----------------------------------------------------------------------------------------------------------------


def test_a_documents_name_comes_from_its_files_content_and_its_place(tmp_path: Path) -> None:
    content = b'{"id": "a", "text": "Twelve dead."}\n{"id": "b", "text": "Nobody."}\n'
    (tmp_path / "posts.jsonl").write_bytes(content)
    first = read_documents(tmp_path).iloc[0]
    digest = hashlib.sha256(content).hexdigest()
    assert first.sha256 == digest
    assert first.document_id == "d" + hashlib.sha256(f"{digest}line=1".encode()).hexdigest()[:12]


def test_paths_never_show_the_folders_above(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "a.txt").write_text("Twelve people were killed.")
    assert read_all(tmp_path / "data" / "raw", root=tmp_path).documents.path.tolist() == ["data/raw/a.txt"]
    assert read_all(tmp_path / "data" / "raw").documents.path.tolist() == ["raw/a.txt"]
    monkeypatch.chdir(tmp_path)
    assert read_all("data/raw").documents.path.tolist() == ["data/raw/a.txt"]


def test_jsonl_keys_may_have_any_of_their_usual_names(read: Callable[..., Reading]) -> None:
    record = {
        "uid": 7, "body": "12 dead ", "date": "2024-03-12T19:00:00+02:00", "outlet": "Post", "link": "https://p.example",
        "headline": "",
        "lang": "de-DE", "channel": "forum", "tags": ["a", "b"], "figures": [{"value": 12}],
    }  # fmt: skip
    (row,) = read("d.jsonl", json.dumps(record)).documents.to_dict("records")
    assert (row["external_id"], row["text"], row["published"]) == ("7", "12 dead ", "2024-03-12T17:00:00Z")
    assert (row["publisher"], row["url"], row["language"], row["channel"]) == ("Post", "https://p.example", "de", "forum")
    assert (row["tags"], row["title"] != row["title"]) == (["a", "b"], True)


def test_a_json_list_of_documents_is_read_item_by_item(read: Callable[..., Reading]) -> None:
    reading = read("d.json", json.dumps([{"id": "a", "text": "12 dead"}, 7, {"id": "b", "text": "13 dead"}], indent=1))
    assert reading.documents.record.tolist() == ["item=1", "item=3"]
    assert reading.quarantine[["record", "reason"]].values.tolist() == [["item=2", "the item is not an object with keys"]]


def test_the_evaluations_texts_are_read(shared: Path) -> None:
    lines = (shared / "eval/dev.jsonl").read_text(encoding="utf-8").splitlines()
    documents = read_documents(shared / "eval/dev.jsonl")
    assert documents.text.tolist() == [json.loads(line)["text"] for line in lines]
    assert documents.external_id.tolist() == [json.loads(line)["id"] for line in lines]


def test_a_head_of_yaml_says_what_is_known_of_a_text(read: Callable[..., Reading]) -> None:
    head = (
        "title: Zwölf Tote\npublisher: Blatt\npublished: 2024-03-12\nlanguage: de\nchannel: forum\nauthor: '@a'\n"
        "paraphrase: true\nreply_to: https://b.example/1\ncites:\n- figure: '12'\n  url: https://c.example/2\n"
    )
    (row,) = read("note.md", f"---\n{head}---\n\nZwölf Menschen starben.\n").documents.to_dict("records")
    assert row["text"] == "Zwölf Menschen starben.\n"
    assert (row["title"], row["publisher"], row["published"], row["language"]) == ("Zwölf Tote", "Blatt", "2024-03-12", "de")
    assert (row["channel"], row["author"], row["paraphrase"], row["reply_to"]) == ("forum", "@a", True, "https://b.example/1")
    assert row["links"] == ["https://c.example/2"]
    assert row["record"] == f"char={len(head) + 9}"


def test_the_record_leads_from_the_text_back_to_the_file(read: Callable[..., Reading], tmp_path: Path) -> None:
    (row,) = read("note.md", "---\ntitle: Ä\n---\n\n\nÖ 12 dead").documents.to_dict("records")
    whole = (tmp_path / "note.md").read_text(encoding="utf-8")
    assert whole[int(row["record"].removeprefix("char=")) :] == row["text"]


def test_a_file_beside_a_text_says_what_is_known_of_it(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Twelve people were killed.")
    (tmp_path / "note.txt.yaml").write_text("publisher: Post\npublished: 2024-03-12\n")
    (row,) = read_all(tmp_path).documents.to_dict("records")
    assert (row["publisher"], row["published"], row["external_id"]) == ("Post", "2024-03-12", "note")


@pytest.mark.parametrize("head", ["a: [", "a: &x [1]\nb: *x"])
def test_a_head_that_is_not_yaml_stays_in_the_text_and_is_named(read: Callable[..., Reading], head: str) -> None:
    reading = read("note.md", f"---\n{head}\n---\nTwelve dead.")
    assert reading.documents.text[0].startswith("---")
    assert "is not YAML" in reading.quarantine.reason[0]


def test_three_hyphens_in_prose_are_no_head(read: Callable[..., Reading]) -> None:
    assert read("note.txt", "---\nTwelve dead, so much is known.\n---\nNobody else.").documents.text[0].startswith("---\nTwelve")


def test_standard_input_is_jsonl(monkeypatch: pytest.MonkeyPatch) -> None:
    class Input:
        buffer = io.BytesIO(b'{"id": "a", "text": "Twelve dead."}\n')

    monkeypatch.setattr("sys.stdin", Input)
    (row,) = read_all("-").documents.to_dict("records")
    assert (row["path"], row["external_id"], row["record"]) == ("-", "a", "line=1")


# -- batches ------------------------------------------------------------------------------------------------------------------


def test_batches_together_are_the_whole(tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl").write_text("".join(json.dumps({"id": str(n), "text": f"{n} dead"}) + "\n" for n in range(25)))
    batches = list(read_batches(tmp_path, batch_size=10))
    assert [len(batch.documents) for batch in batches] == [10, 10, 5]
    together = pd.concat([batch.documents for batch in batches], ignore_index=True)
    assert together.equals(read_all(tmp_path).documents)


def test_long_documents_make_small_batches(tmp_path: Path) -> None:
    (tmp_path / "posts.jsonl").write_text((json.dumps({"id": "a", "text": "x" * 3_000_000}) + "\n") * 5)
    assert [len(batch.documents) for batch in read_batches(tmp_path)] == [3, 2]


def test_reading_twice_gives_the_same(sample: Callable[[str], Reading]) -> None:
    first, second = sample("."), sample(".")
    for left, right in zip(first, second, strict=True):
        assert left.equals(right)


# -- inspection -----------------------------------------------------------------------------------------------------------------


def test_inspection_says_what_each_file_is_and_why(root: Path) -> None:
    table = inspect(root / "tests/fixtures/formats").set_index("path")
    telegram = table.loc["formats/telegram_desktop/result_single_chat.json"]
    assert (telegram.format, telegram.why) == ("telegram-desktop", "JSON of one chat: name, type, id and messages")
    assert (telegram.records, telegram["first"], telegram["last"]) == (3, "2024-03-12", "2024-03-14")
    assert (telegram.languages, telegram.channels, telegram.quarantined) == ("en", "social", 1)
    unread = table[table.format.isna()]
    assert len(unread) <= 0.05 * len(table)
    assert unread.reason.notna().all()


def test_every_sample_is_read_or_in_quarantine_for_a_reason_that_is_foreseen(root: Path) -> None:
    table = inspect(root / "tests/fixtures/formats")
    assert ((table.records + table.cells + table.volumes > 0) | (table.quarantined > 0)).all()
    assert not table.reason.dropna().str.contains("Error").any()


def test_an_inspection_reads_in_a_hundred_columns(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J long\nname.jsonl").write_text(
        '{"id": "a", "text": "Twelve people were killed.", "lang": "en"}\n{"id": 1,\n'
    )
    (tmp_path / "b.csv").write_text("Day;Fallen;Reported by somebody\n2024-03-12;12;X\n2024-03-13;15;Y\n")
    (tmp_path / "c.bin").write_bytes(bytes(range(256)))
    with zipfile.ZipFile(tmp_path / "d.zip", "w") as archive:
        archive.writestr("e/f.txt", "Thirteen people were killed.")
    lines = list(told(inspect(tmp_path, root=tmp_path)))
    assert max(len(line) for line in lines if "kind: one of" not in line) <= 100
    assert all(line.isprintable() for line in lines)
    assert lines[0].startswith("a\\x1b[2J long\\nname.jsonl")
    assert lines[1:4] == [
        "    jsonl: one JSON object a line with 'id', 'text'",
        "    1 record; language en; channel web",
        "    1 quarantined: line=2: the line is cut off: its JSON does not end",
    ]
    assert "d.zip member=e/f.txt" in lines
    assert "    - column: Fallen" in lines
    assert lines[-1] == "4 files: 2 of a known format; 2 records, 3 quarantined"


# -- the small readings all formats share ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2024-03-12T17:05:00+00:00", "2024-03-12T17:05:00Z"),
        ("2024-03-12T17:05:00.123456Z", "2024-03-12T17:05:00Z"),
        ("2024-03-12 17:05:00 CET", "2024-03-12T16:05:00Z"),
        ("2024-03-12T01:05:00+0300", "2024-03-11T22:05:00Z"),
        ("Thu, 14 Mar 2024 09:00:00 +0200", "2024-03-14T07:00:00Z"),
        ("Tue, 12 Mar 2024 19:00:00 GMT", "2024-03-12T19:00:00Z"),
        ("20240312T211500Z", "2024-03-12T21:15:00Z"),
        ("2024-03-12 20:15:00", "2024-03-12"),
        ("2024-03-12 20:15:00 IST", "2024-03-12"),
        ("2024-03-12", "2024-03-12"),
        ("2024/03/12 20:15", "2024-03-12"),
        ("12.3.2024", "2024-03-12"),
        ("12.03.2024 19:05:00 UTC+02:00", "2024-03-12T17:05:00Z"),
        ("13/03/2024", "2024-03-13"),
        ("3/13/2024 5:00 PM", "2024-03-13"),
        ("03/12/2024", None),
        ("March 12, 2024", "2024-03-12"),
        ("Tuesday, 12 March 2024 at 19:05", "2024-03-12"),
        ("Mar 12, 2024 5:05 PM", "2024-03-12"),
        ("12. März 2024", "2024-03-12"),
        ("12 de marzo de 2024", "2024-03-12"),
        ("12 марта 2024", "2024-03-12"),
        ("12 березня 2024 р.", "2024-03-12"),
        ("1er mars 2024", "2024-03-01"),
        ("31 February 2024", None),
        ("2024-03", "2024-03"),
        ("2024-02-31", None),
        ("1767000000000000001", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_times_are_utc_or_only_a_date(written: str | None, read_as: str | None) -> None:
    assert utc(written) == read_as


def test_seconds_and_milliseconds_since_1970() -> None:
    assert unix(1710263100) == unix("1710263100") == unix(1710263100000) == "2024-03-12T17:05:00Z"
    assert unix("soon") is unix(-1) is None


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("1200", 1200), ("1,139", 1139), ("12 000", 12000), ("7.67e-05", 7.67e-05), ("-1", -1), ("2023.0", 2023),
        ("1,5", None), ("NA", None), ("~5", None),
    ],
)  # fmt: skip
def test_numbers_in_cells(written: str, read_as: float | None) -> None:
    assert number(written) == read_as


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023", ("2023-01-01", "2023-12-31")),
        ("12 March 2024", ("2024-03-12", "2024-03-12")),
        ("2024-03-12 00:00:00.000", ("2024-03-12", "2024-03-12")),
        ("13-03-2024", (None, None)),
        ("NO_DATE_FOUND", (None, None)),
    ],
)
def test_periods(written: str, days: tuple[str | None, str | None]) -> None:
    assert period(written) == days


@given(
    st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=3, max_size=3), min_size=1, max_size=8)
)
def test_what_a_csv_writer_writes_is_read_back(table: list[list[str]]) -> None:
    import csv

    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["a", "b", "c"])
    writer.writerows(table)
    content = source(file.getvalue().encode())
    read_back = [list(row.values()) for _, row in rows(content, delimiter=",")]
    assert read_back == [row for row in table if any(row)]


@given(st.binary(max_size=400))
def test_no_bytes_whatever_stop_the_reading(content: bytes) -> None:
    from osint_kit.read.reading import read_source

    steps = list(read_source(source(content)))
    assert len(steps) >= 2
    assert not any("Error:" in str(getattr(getattr(step, "record", None), "reason", "")) for step in steps)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=4), st.lists(json_values, max_size=5), max_size=4), st.booleans())
def test_walking_json_finds_every_item_of_its_lists(value: dict[str, list[Any]], indented: bool) -> None:
    text = json.dumps(value, indent=1 if indented else None)
    found = [item for path, item in walk(source(text.encode()), lambda path: len(path) < 2)]
    assert found == [item for items in value.values() for item in items]


@given(json_values, st.integers(0, 100))
def test_json_that_breaks_off_anywhere_ends_with_a_problem(value: Any, share: int) -> None:
    text = json.dumps([value, value])
    cut = source(text[: len(text) * share // 100].encode())
    found = list(walk(cut, lambda path: path == ()))
    assert all(item == value for _, item in found)
    assert list(cut.take_problems()) or share == 100
