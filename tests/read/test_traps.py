"""Files as they really come: odd encodings, broken quotes, cut-off archives, huge lines, links, copies. Nothing stops the run."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import zstandard

from osint_kit.errors import InputError
from osint_kit.read import Reading, packed, read_all, read_batches, source, waiting
from osint_kit.read.reading import FileStart, Step, steps
from osint_kit.read.records import Problem

UKRAINIAN = "Міністерство оборони повідомило, що під час обстрілу загинули щонайменше 12 людей. Ще близько 40 поранені.\n"
POST = json.dumps({"id": "a", "text": "At least 12 people were killed."})


def reasons(reading: Reading) -> list[str]:
    return reading.quarantine.reason.tolist()


# -- encodings --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-u"])
def test_a_text_is_read_in_its_encoding(read: Callable[..., Reading], encoding: str) -> None:
    assert read("note.txt", (UKRAINIAN * 4).encode(encoding)).documents.text.tolist() == [UKRAINIAN * 4]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251"])
def test_lines_and_rows_are_read_in_their_encoding(read: Callable[..., Reading], encoding: str) -> None:
    table = "id,text\n" + "".join(f'{number},"{UKRAINIAN.strip()}"\n' for number in range(3))
    assert set(read("t.csv", table.encode(encoding)).documents.text) == {UKRAINIAN.strip()}
    lines = "".join(json.dumps({"id": "a", "text": UKRAINIAN}, ensure_ascii=False) + "\n" for _ in range(3))
    assert set(read("t.jsonl", lines.encode(encoding)).documents.text) == {UKRAINIAN}


def test_letters_that_come_late_still_tell_the_encoding(read: Callable[..., Reading]) -> None:
    lines = (POST + "\n") * 5000 + json.dumps({"id": "b", "text": UKRAINIAN}, ensure_ascii=False)
    assert read("t.jsonl", lines.encode("cp1251")).documents.text.iloc[-1] == UKRAINIAN


def test_a_stray_byte_costs_its_line_only(read: Callable[..., Reading]) -> None:
    good = json.dumps({"id": "a", "text": UKRAINIAN}, ensure_ascii=False).encode()
    reading = read("t.jsonl", b"\n".join([good, b'{"id": "b", "text": "\xff"}', good]))
    assert len(reading.documents) == 2
    assert reasons(reading) == ["the line is not UTF-8 (byte 22)"]


def test_half_a_surrogate_pair_can_be_stored(read: Callable[..., Reading]) -> None:
    assert read("t.jsonl", r'{"id": "a", "text": "12 dead \ud83d"}').documents.text.tolist() == ["12 dead \ufffd"]


# -- rows -------------------------------------------------------------------------------------------------------------------


def test_line_breaks_and_delimiters_inside_a_field(read: Callable[..., Reading]) -> None:
    reading = read("t.csv", 'id,text\n1,"At least 12,\nand perhaps 15,\n\nwere killed"\n2,Nobody.\n')
    assert reading.documents.text.tolist() == ["At least 12,\nand perhaps 15,\n\nwere killed", "Nobody."]


def test_quotes_that_were_never_escaped(read: Callable[..., Reading]) -> None:
    reading = read("t.csv", 'id,text\n1,"He said "twelve" dead"\n2,a 5" shell\n3,"doubled ""as it should be"""\n')
    assert reading.documents.text.tolist() == ['He said "twelve" dead', 'a 5" shell', 'doubled "as it should be"']


def test_a_quote_that_never_closes_costs_its_row_only(read: Callable[..., Reading]) -> None:
    reading = read("t.csv", 'id,text\n1,one\n2,"two\n3,three\n4,four\n')
    assert reading.documents.text.tolist() == ["one", "three", "four"]
    assert reasons(reading) == ["a quote opens in this row and is never closed"]
    assert reading.quarantine.record.tolist() == ["line=3"]


def test_a_row_with_too_many_fields_is_named(read: Callable[..., Reading]) -> None:
    reading = read("t.csv", "id,text\n1,12 dead, 40 hurt\n2,fine\n")
    assert reasons(reading) == ["the row has 3 fields where the header has 2"]
    assert reading.documents.text.tolist() == ["fine"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_seen(read: Callable[..., Reading], delimiter: str) -> None:
    reading = read("t.csv", f"id{delimiter}text\n1{delimiter}Twelve dead\n2{delimiter}Nobody\n")
    assert reading.documents.text.tolist() == ["Twelve dead", "Nobody"]


# -- lines ------------------------------------------------------------------------------------------------------------------


def test_lines_that_are_not_json_are_named_one_by_one(read: Callable[..., Reading]) -> None:
    reading = read("t.jsonl", f'{POST}\n{{"id": 1,\n[1]\n{{"id": 2}}\n{{"id": 3, "text": " "}}\n{POST[:-5]}')
    assert len(reading.documents) == 1
    assert reading.quarantine.record.tolist() == ["line=2", "line=3", "line=4", "line=5", "line=6"]
    assert reasons(reading) == [
        "the line is cut off: its JSON does not end",
        "the line is JSON but not an object with keys",
        "the record has no text",
        "the record's text is empty",
        "the line is cut off: its JSON does not end",
    ]


def test_json_that_is_nested_without_end(read: Callable[..., Reading]) -> None:
    reading = read("t.jsonl", f'{POST}\n{{"text": {"[" * 100_000}\n{POST}')
    assert len(reading.documents) == 2
    assert len(reasons(reading)) == 1


def test_a_long_line_is_passed_over(read: Callable[..., Reading], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "LINE", 1000)
    reading = read("t.jsonl", f"{POST}\n{'x' * 5000}\n{POST}")
    assert len(reading.documents) == 2
    assert reasons(reading) == ["the line is 5,001 bytes long; lines up to 1,000 are read"]


@pytest.mark.parametrize("opening", ['{"id": "a", "text": "12 dead"}\n{"id": "b", "text": "', "id,text\na,12 dead\nb,"])
def test_a_line_of_300_megabytes_stays_out_of_memory(tmp_path: Path, opening: str) -> None:
    path = tmp_path / "long"
    with path.open("w") as file:
        file.write(opening)
        for _ in range(300):
            file.write("x" * 1_000_000)
    program = (
        "import resource, sys; from osint_kit.read import read_all; r = read_all(sys.argv[1]);"
        "print(len(r.documents), len(r.quarantine), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
    )
    # A process that begins in this one would count this one's memory as its own: one stands between.
    between = "import subprocess, sys; subprocess.run(sys.argv[1:], check=True)"
    call = [sys.executable, "-c", between, sys.executable, "-c", program, str(path)]
    shown = subprocess.run(call, capture_output=True, text=True, check=True).stdout
    documents, quarantined, megabytes = map(int, shown.split())
    assert (documents, quarantined) == (1, 1)
    assert megabytes < 350


# -- packed files -----------------------------------------------------------------------------------------------------------


def test_a_zstd_stream_with_a_long_window(tmp_path: Path) -> None:
    parameters = zstandard.ZstdCompressionParameters.from_level(1, window_log=28)
    path = tmp_path / "posts.zst"
    with path.open("wb") as file, zstandard.ZstdCompressor(compression_params=parameters).stream_writer(file) as writer:
        writer.write((POST + "\n").encode() * 3)
    assert len(read_all(path).documents) == 3


def test_several_zstd_frames_are_one_file(tmp_path: Path) -> None:
    path = tmp_path / "posts.zst"
    path.write_bytes(b"".join(zstandard.compress(f"{POST}\n".encode()) for _ in range(3)))
    assert len(read_all(path).documents) == 3


@pytest.mark.parametrize("packed", [gzip, zstandard, bz2, lzma], ids=["gz", "zst", "bz2", "xz"])
def test_a_packed_file_that_breaks_off_keeps_what_came_before(tmp_path: Path, packed: Any) -> None:
    lines = "".join(json.dumps({"id": str(number), "text": os.urandom(400).hex()}) + "\n" for number in range(4000)).encode()
    whole = packed.compress(lines)
    path = tmp_path / "posts"
    path.write_bytes(whole[: len(whole) // 2])
    reading = read_all(path)
    assert 500 < len(reading.documents) < 4000
    assert "cut off" in reasons(reading)[-1]


def test_a_damaged_archive_is_named(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "a.wacz"
    path.write_bytes((root / "tests/fixtures/formats/web/example.wacz").read_bytes()[:-400])
    assert "the file is cut off or damaged" in reasons(read_all(path))[0]


def test_a_zip_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "BOMB_BYTES", 1_000_000)
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("posts.jsonl", f"{POST}\n" + "0" * 50_000_000)
    reading = read_all(path)
    assert reading.documents.empty
    assert "unpacks to more than 200 times its size" in reasons(reading)[0]


def test_a_gzip_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "BOMB_BYTES", 1_000_000)
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"0" * 50_000_000))
    assert "unpacks to more than 200 times its size" in reasons(read_all(path))[0]


def test_a_zip_is_read_like_a_folder(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("note.txt", "deep")
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("b/posts.jsonl", POST)
        archive.writestr("a.txt", "Twelve people were killed.")
        archive.writestr("inner.zip", inner.getvalue())
        archive.writestr("../../escape.txt", "Thirteen people were killed.")
    reading = read_all(path)
    assert reading.documents.record.tolist() == ["member=../../escape.txt", "member=a.txt", "member=b/posts.jsonl line=1"]
    assert set(reading.documents.path) == {"export.zip"}
    assert reasons(reading) == ["an archive inside an archive; unpack it first"]
    assert not (tmp_path.parent / "escape.txt").exists()


# -- JSON that is one value -------------------------------------------------------------------------------------------------


def test_a_json_file_that_breaks_off_keeps_what_came_before(tmp_path: Path, root: Path) -> None:
    whole = (root / "tests/fixtures/formats/telegram_desktop/result_single_chat.json").read_text(encoding="utf-8")
    path = tmp_path / "result.json"
    path.write_text(whole[: whole.index('"id": 103')], encoding="utf-8")
    reading = read_all(path)
    assert reading.documents.external_id.tolist() == ["1001-101", "1001-102"]
    (reason,) = reasons(reading)
    assert reason.startswith("the file breaks off after messages.2 (character 1,5")


@pytest.mark.parametrize(
    "content",
    [
        "id,text\n" + '1,"never closed\n' * 20_000,
        '["' + r"\x0B" * 100_000 + '"]',
        "[" + " " * 5_000_000 + "1",
        "<rss><channel><item><title>a</title><description>" + "&lt;p" * 50_000 + "</description></item></channel></rss>",
        "USA" * 600 + "\n\nTitel\n\nText\n\nReferenz 1\nWeb: 1Social: 2Foren: 3",
    ],
    ids=["quotes", "escapes", "blanks", "tags", "countries"],
)
def test_content_that_is_made_to_be_slow_is_not(read: Callable[..., Reading], content: str) -> None:
    started = time.process_time()
    read("slow", content)
    assert time.process_time() - started < 5


# -- folders ----------------------------------------------------------------------------------------------------------------


def test_names_with_blanks_and_accents(tmp_path: Path) -> None:
    folder = tmp_path / "mes données"
    folder.mkdir()
    (folder / "Übersicht März 2024.txt").write_text("Zwölf Tote.", encoding="utf-8")
    assert read_all(folder).documents.path.tolist() == ["mes données/Übersicht März 2024.txt"]


def test_names_read_the_same_whichever_way_a_system_spells_accents(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "U\u0308bersicht.txt").write_text("Zwölf Tote.", encoding="utf-8")
    assert read_all(tmp_path / "in").documents.path.tolist() == ["in/\u00dcbersicht.txt"]


def test_the_same_content_twice_is_read_once_and_noted(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Twelve people were killed.")
    reading = read_all(tmp_path, root=tmp_path)
    assert reading.documents.path.tolist() == ["a.txt"]
    assert reading.quarantine[["path", "reason"]].values.tolist() == [
        ["b.txt", "the same content as a.txt, which was read already"]
    ]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Twelve people were killed.")
    assert len(read_all([tmp_path, tmp_path / "a.txt"]).documents) == 1


def test_links_that_leave_the_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("Ninety-nine people were killed.")
    folder = tmp_path / "raw"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("Twelve people were killed.")
    (folder / "out.txt").symlink_to("../secret")
    (folder / "gone.txt").symlink_to("nowhere")
    (folder / "up").symlink_to("..")
    (folder / "round").symlink_to("sub")
    reading = read_all(folder)
    assert reading.documents.path.tolist() == ["raw/a.txt"]
    assert reading.quarantine[["path", "reason"]].values.tolist() == [
        ["raw/gone.txt", "a link that leads nowhere"],
        ["raw/out.txt", "a link that leaves the folder; copy the file here instead"],
        ["raw/round", "a link to a folder that is read in its own place"],
        ["raw/up", "a link that leaves the folder; copy the file here instead"],
    ]


def test_pipes_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert reasons(read_all(tmp_path)) == ["not a regular file (a device, a pipe or a socket)"]


def test_a_file_that_cannot_be_opened_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Twelve people were killed.")
    (tmp_path / "locked.txt").write_text("x")
    opened = Path.open

    def refuse(path: Path, *arguments: object, **named: object) -> object:
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    reading = read_all(tmp_path)
    assert len(reading.documents) == 1
    assert reasons(reading) == ["the file cannot be opened (Permission denied)"]


def test_a_file_that_is_still_being_written_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "growing.jsonl"
    path.write_text(f"{POST}\n" * 3)
    seen: list[FileStart | Step] = []
    for step in steps(path):
        if not seen:
            with path.open("a") as file:
                file.write(f"{POST}\n")
        seen.append(step)
    last = seen[-1]
    assert isinstance(last, Step)
    assert isinstance(last.record, Problem)
    assert last.record.reason == "the file changed while it was read; read it again when it is complete"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("blank.txt", b" \n\t\n", "the file holds only white space"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "not read: a picture (PNG)"),
        ("noise", bytes(range(256)) * 4, "not text, and no format that is known here (it begins with 00 01 02 03 04 05 06 07)"),
        ("a.json", b'{"alpha": 1, "beta": [1]}', "JSON of a kind that is not known here (keys alpha, beta)"),
        ("a.xml", b"<?xml version='1.0'?><kml><a/></kml>", "XML of a kind that is not known here (outermost element kml)"),
        ("run.py", b"import os\nimport sys\n\ndef main():\n    print(12)\n", "not a format that is known here, nor prose"),
    ],
)  # fmt: skip
def test_what_is_not_read_is_said_plainly(read: Callable[..., Reading], name: str, content: bytes, reason: str) -> None:
    reading = read(name, content)
    assert reading.documents.empty
    assert reasons(reading) == [reason]


def test_a_missing_path_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        list(read_batches(tmp_path / "nothing"))
    with pytest.raises(InputError, match="no files found"):
        list(read_batches(tmp_path))
    with pytest.raises(InputError, match="no path given"):
        list(read_batches([]))


def test_a_parser_that_fails_unforeseen_costs_its_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from osint_kit.read.texts import digest

    def fail(_: object) -> str | None:
        raise ZeroDivisionError("by accident")

    (tmp_path / "a.txt").write_text("Twelve people were killed.")
    (tmp_path / "b.jsonl").write_text(POST)
    monkeypatch.setattr(digest, "sniff", fail)
    reading = read_all(tmp_path)
    assert len(reading.documents) == 1
    assert reasons(reading) == ["the file could not be read (ZeroDivisionError: by accident)"]


def test_problems_by_the_thousand_wait_on_disk_and_keep_their_order(
    read: Callable[..., Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "IN_MEMORY", 100)
    reading = read("t.jsonl", POST + "\n{\n" * 350 + POST.replace("12", "13"))
    assert len(reading.documents) == 2
    assert reading.quarantine.record.tolist() == [f"line={number}" for number in range(2, 702, 2)]
    held = waiting.Waiting()
    for number in range(250):
        held.add(Problem(f"\ud83d {number}", None, "excerpt"))
        assert len(held._here) < 100
    assert [problem.reason for problem in held.take()] == [f"\ud83d {number}" for number in range(250)]
    assert list(held.take()) == []


def test_memory_is_measured_in_kilobytes_here() -> None:
    """The test of the long line divides by 1024."""
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > 10_000
