"""The same formats as others write them: other keys, other encodings, lists within keys, packed and chunked pages, cut-off archives."""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from osint_kit.read import Reading

SAID = "At least 12 people were killed, the ministry said."
DOCUMENT = {"id": "a", "text": SAID, "published": "2024-03-12"}


def only(reading: Reading) -> dict[str, Any]:
    (row,) = reading.documents.astype(object).where(reading.documents.notna(), None).to_dict("records")
    return row


# -- JSON -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "record"),
    [
        (json.dumps(DOCUMENT), "line=1"),
        (json.dumps(DOCUMENT, indent=2), None),
        (json.dumps([DOCUMENT], indent=2), "item=1"),
        (json.dumps({"status": "ok", "articles": [DOCUMENT]}), "item=1"),
        (json.dumps({"total": 1, "data": [DOCUMENT]}, indent=2), "item=1"),
        ("\ufeff" + json.dumps(DOCUMENT) + "\r\n", "line=1"),
    ],
    ids=["line", "object", "list", "within a key", "within a key, indented", "mark and carriage return"],
)
def test_a_document_in_json_however_it_is_wrapped(read: Callable[..., Reading], content: str, record: str | None) -> None:
    row = only(read("d.json", content))
    assert (row["external_id"], row["text"], row["published"], row["record"]) == ("a", SAID, "2024-03-12", record)


def test_an_account_and_an_outlet_may_have_keys_of_their_own(read: Callable[..., Reading]) -> None:
    tweet = {
        "id": 5,
        "rawContent": SAID,
        "user": {"username": "abc", "id": 7},
        "url": "https://x.com/abc/status/5",
        "date": "2024-03-12T10:00:00+00:00",
    }
    row = only(read("t.jsonl", json.dumps(tweet)))
    assert (row["author"], row["channel"], row["published"]) == ("abc", "social", "2024-03-12T10:00:00Z")
    article = {
        "source": {"id": None, "name": "Wire"},
        "title": "Blast",
        "description": SAID,
        "url": "https://w.example/1",
        "publishedAt": "2024-03-12T10:00:00Z",
    }
    row = only(read("a.json", json.dumps({"articles": [article]})))
    assert (row["publisher"], row["text"], row["channel"]) == ("Wire", f"Blast\n\n{SAID}", "web")


def test_a_source_that_is_an_address_is_no_publisher(read: Callable[..., Reading]) -> None:
    row = only(read("n.md", f"---\nsource: https://w.example/1\n---\n{SAID}"))
    assert (row["publisher"], row["url"]) == (None, "https://w.example/1")


@pytest.mark.parametrize(("content", "reason"), [("{}", "JSON that holds nothing"), ("[]", "JSON that holds nothing")])
def test_empty_json_is_named(read: Callable[..., Reading], content: str, reason: str) -> None:
    assert read("e.json", content).quarantine.reason.tolist() == [reason]


def test_lines_of_json_are_read_though_the_first_is_broken(read: Callable[..., Reading]) -> None:
    reading = read("t.jsonl", '{"id": 1, "text": "broken\n' + f"{json.dumps(DOCUMENT)}\n" * 2)
    assert reading.documents.text.tolist() == [SAID, SAID]
    assert reading.quarantine[["record", "reason"]].values.tolist() == [["line=1", "the line is cut off: its JSON does not end"]]


def test_a_list_that_breaks_off_says_after_which_item(read: Callable[..., Reading]) -> None:
    reading = read("t.json", json.dumps([DOCUMENT, DOCUMENT])[:-20])
    assert len(reading.documents) == 1
    assert reading.quarantine.reason[0].startswith("the file breaks off after item=1 ")


# -- rows -------------------------------------------------------------------------------------------------------------------


def test_a_german_table_from_excel(read: Callable[..., Reading]) -> None:
    table = f"id;Titel;Text;Datum;Quelle;URL\r\n1;Größe;{SAID}; 12.03.2024 ;Blatt;https://b.example/1\r\n"
    row = only(read("t.csv", table.encode("cp1252")))
    assert (row["title"], row["published"], row["publisher"], row["text"]) == ("Größe", "2024-03-12", "Blatt", SAID)


def test_a_russian_table(read: Callable[..., Reading]) -> None:
    table = "id;заголовок;текст;дата;источник\n1;Взрыв на складе;Погибли не менее 12 человек, сообщили власти города.;12.03.2024 10:00;Газета\n"
    row = only(read("t.csv", table.encode("cp1251")))
    assert (row["title"], row["published"], row["publisher"]) == ("Взрыв на складе", "2024-03-12", "Газета")


@pytest.mark.parametrize(
    "content", [f"sep=;\r\nid;text\r\n1;{SAID}\r\n2;None.\r\n", f"id;text\r1;{SAID}\r2;None.\r"], ids=["sep", "old Mac"]
)
def test_what_spreadsheets_write_around_rows(read: Callable[..., Reading], content: str) -> None:
    reading = read("t.csv", content)
    assert reading.documents.text.tolist() == [SAID, "None."]
    assert reading.documents.format.tolist() == ["csv", "csv"]


def test_a_list_of_headlines_is_read_and_a_table_of_counts_is_not(read: Callable[..., Reading]) -> None:
    head = "title,url,published_at,source"
    row = only(read("h.csv", f"{head}\n12 killed in Velm,https://a.example/1,2024-03-12,Wire\n"))
    assert (row["text"], row["publisher"]) == ("12 killed in Velm", "Wire")
    assert read("c.csv", f"{head},dead\nVelm,https://a.example/1,2024-03-12,Wire,12\n").documents.empty


def test_a_date_that_reads_two_ways_is_left_out_and_named_once(read: Callable[..., Reading]) -> None:
    reading = read(
        "t.csv", f"id,date,text\n1,03/12/2024,{SAID.split(',')[0]}\n2,04/12/2024,Nobody.\n3,3/13/2024 5:00 PM,Nobody.\n"
    )
    assert reading.documents.published.astype(object).where(reading.documents.published.notna(), None).tolist() == [
        None,
        None,
        "2024-03-13",
    ]
    (reason,) = reading.quarantine.reason
    assert reason.startswith("date '03/12/2024' cannot be read as a date for sure; the document has none")


# -- posts ------------------------------------------------------------------------------------------------------------------


def test_tweets_of_the_old_api(read: Callable[..., Reading]) -> None:
    tweet = {
        "created_at": "Wed Mar 13 08:00:00 +0000 2024", "id_str": "2", "full_text": "RT @abc: 12 dead", "user": {"screen_name": "def"}, "lang": "en",
        "entities": {"urls": [{"expanded_url": "https://n.example/1"}]}, "retweeted_status": {"id_str": "1"}, "in_reply_to_status_id_str": None,
    }  # fmt: skip
    row = only(read("t.jsonl", json.dumps(tweet)))
    assert (row["format"], row["published"], row["author"], row["channel"]) == ("twarc", "2024-03-13T08:00:00Z", "def", "social")
    assert (row["url"], row["reshare_of"], row["reply_to"], row["links"]) == (
        "https://x.com/def/status/2",
        "1",
        None,
        ["https://n.example/1"],
    )


def test_a_json_list_of_tweets(read: Callable[..., Reading]) -> None:
    tweet = {"id": "1", "text": "12 dead", "author_id": "5", "conversation_id": "1", "created_at": "2024-03-13T08:00:00.000Z"}
    row = only(read("t.json", json.dumps([tweet], indent=1)))
    assert (row["format"], row["record"], row["channel"]) == ("twarc", "item=1", "social")


@pytest.mark.parametrize(
    ("column", "address", "channel"),
    [
        ("tiktok_url", "https://www.tiktok.com/@a/video/7", "social"),
        ("url", "https://www.reddit.com/r/a/comments/b", "forum"),
        ("url", "https://paper.example/1", "forum"),
    ],
)
def test_4cat_exports_of_other_platforms_tell_their_channel_by_the_address(
    read: Callable[..., Reading], column: str, address: str, channel: str
) -> None:
    row = only(
        read(
            "p.csv",
            f"id,thread_id,author,body,timestamp,unix_timestamp,{column}\n7,7,a,12 dead,2024-03-12 20:15:00,1710274500,{address}\n",
        )
    )
    assert (row["format"], row["channel"]) == ("4cat", channel)
    assert address in (row["url"], *row["links"])


def test_4cat_posts_without_a_body_are_their_subject(read: Callable[..., Reading]) -> None:
    row = only(
        read(
            "p.csv", "id,thread_id,author,body,subject,timestamp,unix_timestamp\n7,7,a,,12 dead,2024-03-12 20:15:00,1710274500\n"
        )
    )
    assert row["text"] == "12 dead"


def telegram(kind: str, *messages: dict[str, Any]) -> str:
    return json.dumps(
        {
            "name": "Chat",
            "type": kind,
            "id": 7,
            "messages": [{"type": "message", "id": 1, "text": "", **message} for message in messages],
        }
    )


def test_a_telegram_poll_asks_in_words(read: Callable[..., Reading]) -> None:
    assert (
        only(read("r.json", telegram("private_group", {"from": "A", "poll": {"question": "5 dead or 10?", "answers": []}})))[
            "text"
        ]
        == "5 dead or 10?"
    )


@pytest.mark.parametrize(("kind", "author"), [("public_channel", "Chat"), ("private_supergroup", "user5")])
def test_an_account_that_is_gone_from_telegram_is_not_its_chat(read: Callable[..., Reading], kind: str, author: str) -> None:
    assert only(read("r.json", telegram(kind, {"from": None, "from_id": "user5", "text": "12 dead"})))["author"] == author


def test_a_telegram_export_without_messages_is_known(read: Callable[..., Reading]) -> None:
    reading = read("r.json", telegram("saved_messages"))
    assert reading.quarantine.reason.tolist() == ["nothing to read in it"]


def test_a_dump_of_another_telegram_library_is_read_by_its_text(read: Callable[..., Reading]) -> None:
    row = only(read("p.json", json.dumps([{"_": "Message", "id": 1, "date": "2024-03-12 17:05:00", "text": "12 dead"}])))
    assert (row["text"], row["published"]) == ("12 dead", "2024-03-12")


# -- the web ----------------------------------------------------------------------------------------------------------------

RUSSIAN = "В результате взрыва погибли не менее 12 человек, сообщили в министерстве. Ещё 40 человек ранены, говорят врачи города."
PAGE = f"<html><head><title>Взрыв</title></head><body><article><p>{RUSSIAN}</p></article></body></html>"


def warc(*pages: tuple[str, bytes]) -> bytes:
    """Records of pages, each with the head of its answer."""
    records = b""
    for number, (head, body) in enumerate(pages):
        block = f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + body
        lines = (
            "WARC/1.0", "WARC-Type: response", f"WARC-Target-URI: https://n.example/{number}", "WARC-Date: 2024-05-01T10:00:00Z",
            f"WARC-Record-ID: <urn:uuid:0000-{number}>", "Content-Type: application/http; msgtype=response", f"Content-Length: {len(block)}",
        )  # fmt: skip
        records += "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
    return records


def chunked(body: bytes) -> bytes:
    pieces = [body[at : at + 50] for at in range(0, len(body), 50)]
    return b"".join(f"{len(piece):x}\r\n".encode() + piece + b"\r\n" for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            "Content-Type: text/html; charset=windows-1251\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip",
            chunked(gzip.compress(PAGE.encode("cp1251"))),
        ),
        ("Content-Type: text/html\r\nContent-Encoding: deflate", zlib.compress(PAGE.encode("cp1251"))),
        ("Content-Type: text/html; charset=utf-8\r\nContent-Encoding: gzip", PAGE.encode()),
        ("Content-Type: text/plain; charset=koi8-r", RUSSIAN.encode("koi8-r")),
        ("Server: none", PAGE.encode()),
    ],
    ids=["chunked, gzip, cp1251", "deflate, no charset", "says gzip and is not", "plain text", "no type"],
)
def test_a_saved_page_however_the_server_sent_it(read: Callable[..., Reading], head: str, body: bytes) -> None:
    row = only(read("a.warc", warc((head, body))))
    assert RUSSIAN in row["text"]
    assert row["url"] == "https://n.example/0"


def test_a_page_packed_in_a_way_that_is_not_read_is_named(read: Callable[..., Reading]) -> None:
    reading = read("a.warc", warc(("Content-Type: text/html\r\nContent-Encoding: br", b"\x0b\x05")))
    assert reading.quarantine.reason.tolist() == ["the page was saved packed in a way that is not read (br)"]


@pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])
def test_an_archive_that_breaks_off_keeps_its_pages_and_says_so(read: Callable[..., Reading], packed: bool) -> None:
    pages = [("Content-Type: text/html; charset=utf-8", PAGE.replace("12", str(number)).encode()) for number in (12, 13, 14)]
    parts = [gzip.compress(warc(page)) if packed else warc(page) for page in pages]
    reading = read("a.warc.gz", b"".join(parts)[: -len(parts[2]) // 2])
    assert [number in text for number, text in zip(("12", "13"), reading.documents.text, strict=False)] == [True, True]
    assert any("breaks off" in reason or "cut off" in reason for reason in reading.quarantine.reason)


def test_a_french_page_in_an_old_encoding(read: Callable[..., Reading]) -> None:
    said = "Au moins 12 personnes ont été tuées dans l'explosion d'un dépôt, a annoncé mardi le ministère de l'Intérieur. La cause est inconnue."
    page = f'<!DOCTYPE html><html lang="fr"><head><meta charset="iso-8859-1"><title>Dépôt</title></head><body><article><p>{said}</p></article></body></html>'
    row = only(read("a.html", page.encode("latin-1")))
    assert said in row["text"]
    assert row["language"] == "fr"


def test_a_few_accents_without_a_word_on_their_encoding(read: Callable[..., Reading]) -> None:
    assert only(read("a.txt", "Zwölf Tote in Velm.".encode("cp1252")))["text"] == "Zwölf Tote in Velm."


def test_a_piece_of_a_page_is_read_whole(read: Callable[..., Reading]) -> None:
    assert only(read("a.html", f"<div><p>{SAID}</p></div>"))["text"] == SAID


def test_a_page_that_a_browser_saved_in_one_file(read: Callable[..., Reading]) -> None:
    head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://p.example/a\r\nDate: Tue, 12 Mar 2024 19:00:00 +0100\r\nMIME-Version: 1.0\r\n"
    head += 'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x"\r\n\r\n----x\r\n'
    part = "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    part += f"<html><body><p>{SAID[:20]}=\r\n{SAID[20:]}</p></body></html>\r\n"
    row = only(read("a.mhtml", f"{head}{part}----x--\r\n"))
    assert (row["text"], row["url"], row["retrieved"]) == (SAID, "https://p.example/a", "2024-03-12T18:00:00Z")


def test_a_feeds_times_in_zones_by_name_and_its_names_that_are_no_addresses(read: Callable[..., Reading]) -> None:
    item = "<item><title>12 dead</title><guid>urn:1</guid><pubDate>Tue, 12 Mar 2024 19:00:00 {}</pubDate></item>"
    items = "".join(item.format(zone) for zone in ("MSK", "GMT", "-0000", "XYZ"))
    documents = read(
        "f.xml", f'<?xml version="1.0"?><rss version="2.0"><channel><title>N</title>{items}</channel></rss>'
    ).documents
    assert documents.published.tolist() == ["2024-03-12T16:00:00Z", "2024-03-12T19:00:00Z", "2024-03-12T19:00:00Z", "2024-03-12"]
    assert documents.url.isna().all()


# -- no text ----------------------------------------------------------------------------------------------------------------


def test_a_tar_archive_and_a_stray_zero_are_named(read: Callable[..., Reading]) -> None:
    import io
    import tarfile

    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("x.txt"), io.BytesIO())
    assert read("a.tar.gz", packed.getvalue()).quarantine.reason.tolist() == ["not read: a tar archive; unpack it first"]
    assert read("a.txt", f"{SAID[:8]}\0{SAID[8:]}").quarantine.reason.tolist() == [
        "not text: a zero byte stands at 9; save it as UTF-8 text"
    ]


def exported(*messages: str) -> str:
    """A page of Telegram Desktop's export."""
    header = '<div class="page_header"><div class="content"><div class="text bold">\nVelm &amp; Co\n</div></div></div>'
    return f'<!DOCTYPE html>\n<html><head><title>Exported Data</title></head><body>{header}<div class="history">{"".join(messages)}</div></body></html>'


def exported_message(number: int, body: str, joined: str = "") -> str:
    date = f'<div class="pull_right date details" title="12.03.2024 19:0{number}:00 UTC+02:00">\n19:05\n</div>'
    return f'<div class="message default clearfix{joined}" id="message{number}"><div class="body">{date}{body}</div></div>'


FORWARDED = (
    '<div class="from_name">Petro</div><div class="forwarded body"><div class="from_name">\nArland News '
    '<span class="date details" title="12.03.2024 10:00:00 UTC+02:00"> 12.03.2024</span></div><div class="text">At least 9</div></div>'
)
ANSWER = '<div class="reply_to details">In reply to <a href="#go_to_message1" onclick="return GoToMessage(1)">this</a></div>'


def test_telegrams_pages_give_message_by_message_as_its_json_does(read: Callable[..., Reading]) -> None:
    text = '<div class="text">\n<strong>12</strong> dead<br><a href="https://n.example/?a=1&amp;b=2">here</a></div>'
    page = exported(
        '<div class="message service" id="message-1"><div class="body details">12 March 2024</div></div>',
        exported_message(1, f'<div class="from_name">\nMila Novak \n</div>{text}'),
        exported_message(2, f'{ANSWER}<div class="text">Now 15.</div>', " joined"),
        exported_message(3, FORWARDED),
        exported_message(4, '<div class="from_name">Petro</div><div class="media_wrap clearfix"></div>'),
    )
    documents = read("messages.html", page).documents
    columns = ["external_id", "author", "text", "forward_of", "reply_to", "links"]
    assert documents[columns].astype(object).where(documents[columns].notna(), None).values.tolist() == [
        ["Velm & Co-1", "Mila Novak", "12 dead\nhere", None, None, ["https://n.example/?a=1&b=2"]],
        ["Velm & Co-2", "Mila Novak", "Now 15.", None, "Velm & Co-1", []],
        ["Velm & Co-3", "Petro", "At least 9", "Arland News", None, []],
    ]
    assert documents.loc[0, ["published", "channel", "record"]].tolist() == ["2024-03-12T17:01:00Z", "social", "message=1"]
