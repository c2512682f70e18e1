"""Pages, feeds, archives and lists of headlines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from osint_kit.read import Reading
from osint_kit.read.texts.html import fragment_text

NORDWIRE = (
    "VELM, Arland (Nordwire) - At least 12 people were killed and about 40 injured when a fuel depot exploded in Velm "
    "on Tuesday, the Arland Interior Ministry said. The Borian Defence Ministry denied involvement."
)


def only(reading: Reading) -> dict[str, Any]:
    (row,) = reading.documents.to_dict("records")
    return row


def test_html_gives_text_title_publisher_date_and_language(sample: Callable[[str], Reading]) -> None:
    page = only(sample("web/nordwire_velm-1.html"))
    assert NORDWIRE in page["text"]
    assert (page["title"], page["publisher"], page["language"]) == ("At least 12 killed in Velm depot blast", "Nordwire", "en")
    assert (page["url"], page["published"]) == ("https://www.nordwire.example/velm-1", "2024-03-12T19:00:00Z")


def test_a_page_states_its_encoding(read: Callable[..., Reading]) -> None:
    body = "<p>" + "Міністерство повідомило про 12 загиблих під час вибуху на складі пального. " * 3 + "</p>"
    head = '<head><meta charset="windows-1251"><title>Вибух</title></head>'
    page = f'<html lang="uk">{head}<body><article>{body}</article></body></html>'
    assert "повідомило про 12 загиблих" in only(read("a.html", page.encode("cp1251")))["text"]


def test_a_page_without_an_article_is_named(read: Callable[..., Reading]) -> None:
    reading = read("a.html", "<!doctype html><html><head><title>x</title></head><body></body></html>")
    assert reading.quarantine.reason.tolist() == ["no article text was found in the page"]


def test_rss_reads_mixed_zones_as_utc(sample: Callable[[str], Reading]) -> None:
    first, second = sample("feeds/rss2.xml").documents.to_dict("records")
    assert (first["external_id"], first["published"], first["publisher"]) == ("nw-1", "2024-03-12T19:00:00Z", "Nordwire")
    assert first["text"] == f"At least 12 killed in Velm depot blast\n\n{NORDWIRE}"
    assert second["published"] == "2024-03-14T07:00:00Z"  # 09:00 +0200


def test_atom(sample: Callable[[str], Reading]) -> None:
    entry = only(sample("feeds/atom.xml"))
    assert (entry["external_id"], entry["published"], entry["author"]) == (
        "tag:velmcourier.example,2024:1",
        "2024-03-13T04:50:00Z",
        "Velm Courier",
    )
    assert "according to Nordwire." in entry["text"]
    assert "<p>" not in entry["text"]


def test_a_feed_that_breaks_off_keeps_its_entries(read: Callable[..., Reading]) -> None:
    reading = read("f.xml", "<?xml version='1.0'?><rss version='2.0'><channel><item><title>Twelve dead</title></item><item><tit")
    assert "Twelve dead" in reading.documents.text.tolist()
    assert "breaks the rules of XML" in reading.quarantine.reason[0]


@pytest.mark.parametrize("file", ["example.warc.gz", "example.wacz", "example_with_pages.wacz"])
def test_archives_keep_address_time_and_digest(sample: Callable[[str], Reading], file: str) -> None:
    page = only(sample(f"web/{file}"))
    assert NORDWIRE in page["text"]
    assert (page["url"], page["retrieved"]) == ("https://www.nordwire.example/velm-1", "2024-03-13T10:00:00Z")
    assert page["archive_hash"] == "sha1:A6XTWABUTIRBZZSLNMVV7YV7BUE3NGY6"


def test_a_record_in_an_archive_says_where_it_lies(sample: Callable[[str], Reading]) -> None:
    assert only(sample("web/example.wacz"))["record"] == "member=archive/example.warc.gz record=2"


def test_media_cloud_headlines_are_texts_and_an_empty_date_stays_empty(sample: Callable[[str], Reading]) -> None:
    documents = sample("mediacloud/mc-onlinenews-mediacloud-20240315100000-content.csv").documents
    assert documents.text.tolist()[2] == "Velm: Zahl der Toten steigt auf 18"
    assert documents.published.isna().tolist() == [False, False, True]
    assert documents.retrieved[0] == "2024-03-12T21:14:05Z"
    assert only(sample("mediacloud/api_story_list.jsonl"))["publisher"] == "nordwire.example"


def test_gdelts_seendate_is_no_date_of_publication(sample: Callable[[str], Reading]) -> None:
    article = only(sample("gdelt/doc_artlist.json"))
    assert (article["retrieved"], article["language"]) == ("2024-03-12T21:15:00Z", "en")
    assert article["published"] != article["published"]  # null


def test_the_auto_archiver_sheet_keeps_archive_and_hash(sample: Callable[[str], Reading]) -> None:
    reading = sample("auto_archiver/gsheet_export.csv")
    page = only(reading)
    assert page["archive_url"] == "https://archive.example/2024/velm-1.html"
    assert page["archive_hash"].startswith("sha256:0000")
    assert page["text"].endswith(NORDWIRE)
    assert reading.quarantine.reason.tolist() == ["no text was archived (status: Archive failed nothing archived)"]


def test_the_sheets_columns_may_be_renamed(read: Callable[..., Reading]) -> None:
    sheet = "URL,Status,Archive URL,Archive Date,Content\n"
    sheet += "https://t.me/a/1,ok,https://archive.example/1,2024-03-13T10:00:00Z,Twelve dead.\n"
    page = only(read("sheet.csv", sheet))
    assert (page["text"], page["channel"], page["archive_url"]) == ("Twelve dead.", "social", "https://archive.example/1")


def test_auto_archivers_python_cells_are_read_as_data(sample: Callable[[str], Reading]) -> None:
    post = only(sample("auto_archiver/csv_db.csv"))
    assert post["text"].endswith("Source: emergency service of Arland")
    assert (post["published"], post["retrieved"]) == ("2024-03-12T17:05:00Z", "2024-03-13T10:00:00Z")
    assert post["archive_hash"].startswith("SHA-256:0000")


def test_a_python_cell_that_calls_something_is_not_run(read: Callable[..., Reading], tmp_path: Any) -> None:
    mark = tmp_path / "ran"
    reading = read("db.csv", f"status,metadata,media\nok,\"__import__('pathlib').Path({str(mark)!r}).touch()\",[]\n")
    assert "not what auto-archiver writes" in reading.quarantine.reason[0]
    assert not mark.exists()


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("<p>one</p><p>two<br/>three</p>", "one\ntwo\nthree"),
        ("<script>if (a < b) {}</script>12 dead", "12 dead"),
        ("a<!-- <b>note</b> -->b", "ab"),
        ("5 < 6 &amp; 7 > 3", "5 < 6 & 7 > 3"),
        ("İstanbul'da <B>12</B> ölü", "İstanbul'da 12 ölü"),
        ("12 dead <a href", "12 dead"),
    ],
)
def test_the_words_of_a_piece_of_html(fragment: str, text: str) -> None:
    assert fragment_text(fragment) == text
