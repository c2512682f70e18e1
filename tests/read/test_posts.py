"""Exports of posts keep channel, author, time in UTC, and what they forward, answer or share."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from osint_kit.read import Reading

DEPOT = "⚡ Velm depot: 15 dead as of 18:00, up to 60 injured. Source: emergency service of Arland"


def rows(reading: Reading) -> dict[str, dict[str, Any]]:
    return {row["external_id"]: row for row in reading.documents.to_dict("records")}


def test_4cat_telegram_reads_unix_time_and_the_forward(sample: Callable[[str], Reading]) -> None:
    posts = rows(sample("4cat/telegram.csv"))
    first, forward = posts["arland_news-101"], posts["velm_chat-777"]
    assert first["text"] == forward["text"] == DEPOT
    assert (first["published"], first["channel"], first["author"]) == ("2024-03-12T17:05:00Z", "social", "arland_news")
    assert first["url"] == "https://t.me/arland_news/101"
    assert forward["forward_of"] == "arland_news"


def test_4cat_server_time_is_not_read_as_utc(read: Callable[..., Reading], sample: Callable[[str], Reading]) -> None:
    assert rows(sample("4cat/custom_upload.csv"))["f-1"]["published"] == "2024-03-12T20:15:00Z"  # unix_timestamp
    assert rows(sample("4cat/fourchan.csv"))["460000001"]["published"] == "2024-03-12"  # no unix_timestamp: the date alone


def test_4cat_bluesky_timestamp_counts_seconds(sample: Callable[[str], Reading]) -> None:
    (post,) = rows(sample("4cat/bsky.csv")).values()
    assert (post["published"], post["language"]) == ("2024-03-13T09:00:00Z", "en")


def test_4cat_retweets_name_whom_they_repeat(sample: Callable[[str], Reading]) -> None:
    posts = rows(sample("4cat/twitter_import_x.csv"))
    assert posts["1767000000000000001"]["reshare_of"] != posts["1767000000000000001"]["reshare_of"]  # null
    assert posts["1767000000000000002"]["reshare_of"] == "obs_a"


@pytest.mark.parametrize(("file", "channel"), [("fourchan", "forum"), ("custom_upload", "forum"), ("bsky", "social")])
def test_4cat_channels(sample: Callable[[str], Reading], file: str, channel: str) -> None:
    assert set(sample(f"4cat/{file}.csv").documents.channel) == {channel}


def test_zeeschuimer_finds_text_author_and_time_in_the_platforms_own_shape(sample: Callable[[str], Reading]) -> None:
    (post,) = rows(sample("4cat/zeeschuimer_threads.ndjson")).values()
    assert post["text"].startswith("dozens dead in Velm??")
    assert (post["author"], post["published"], post["retrieved"]) == ("obs.d", "2024-03-13T07:30:00Z", "2024-03-13T16:00:00Z")


@pytest.mark.parametrize("file", ["result_single_chat", "result_full_export"])
def test_telegram_desktop_reads_unix_time_not_the_exporters_clock(sample: Callable[[str], Reading], file: str) -> None:
    posts = rows(sample(f"telegram_desktop/{file}.json"))
    assert list(posts) == ["1001-101", "1001-102", "1001-103"]  # neither service messages nor pictures without words
    assert posts["1001-101"]["published"] == "2024-03-12T17:05:00Z"
    assert posts["1001-102"]["text"] == "Update: 18 killed, see Nordwire"
    assert posts["1001-102"]["links"] == ["https://www.nordwire.example/velm-2"]
    assert posts["1001-103"]["forward_of"] == "Boria MoD"


def test_telegram_desktop_names_what_the_export_left_out(sample: Callable[[str], Reading]) -> None:
    (problem,) = sample("telegram_desktop/result_single_chat.json").quarantine.to_dict("records")
    assert problem["record"] == "chat=1001 message=105"
    assert "left this message out" in problem["reason"]


def test_telegram_desktops_escape_that_is_no_json_is_read_and_noted(sample: Callable[[str], Reading]) -> None:
    reading = sample("telegram_desktop/result_bad_escape.json")
    assert reading.documents.text.tolist() == ["Velm depot \x0b 15 dead"]
    (reason,) = reading.quarantine.reason
    assert reason == r"the escape \x0B is not JSON; it was read as the character U+000B and the record was kept"


def test_a_telegram_export_without_unix_time_keeps_the_date_alone(read: Callable[..., Reading]) -> None:
    message = '{"id": 1, "type": "message", "date": "2024-03-12T23:30:00", "from": "A", "text": "Twelve dead."}'
    posts = read("result.json", f'{{"name": "A", "type": "public_channel", "id": 7, "messages": [{message}]}}')
    assert posts.documents.published.tolist() == ["2024-03-12"]


def test_telegram_desktop_replies_lead_to_the_message(read: Callable[..., Reading]) -> None:
    message = '{"id": 2, "type": "message", "date_unixtime": "1710263100", "reply_to_message_id": 1, "text": "No."}'
    posts = read("result.json", f'{{"name": "A", "type": "private_group", "id": 7, "messages": [{message}]}}')
    assert posts.documents.reply_to.tolist() == ["7-1"]


def test_telethon_forward_names_the_post_as_telegram_desktop_does(sample: Callable[[str], Reading]) -> None:
    posts = rows(sample("telethon/messages.jsonl"))
    assert list(posts) == ["1001-101", "1003-777"]
    assert posts["1003-777"]["forward_of"] == "1001-101"
    assert posts["1001-101"]["published"] == "2024-03-12T17:05:00Z"
    assert posts["1001-101"]["reply_to"] != posts["1001-101"]["reply_to"]  # null: it answers nothing


def test_reddit_does_not_read_what_was_removed(sample: Callable[[str], Reading]) -> None:
    reading = sample("reddit/RC_2024-03.ndjson")
    (comment,) = rows(reading).values()
    assert (comment["external_id"], comment["reply_to"], comment["channel"]) == ("t1_kzzz01", "t3_1bzz00", "forum")
    assert reading.quarantine.reason.tolist() == ["the post was taken back or removed after the dump was made (removed)"]


def test_reddit_text_that_is_gone_is_no_statement(read: Callable[..., Reading]) -> None:
    line = '{"body": "[removed]", "link_id": "t3_a", "parent_id": "t3_a", "subreddit": "s", "created_utc": 1710280800}'
    reading = read("rc.ndjson", line)
    assert reading.documents.empty
    assert reading.quarantine.reason.tolist() == ["the post's text is gone: [removed]"]


def test_reddit_zst_is_the_same_as_its_lines(sample: Callable[[str], Reading]) -> None:
    packed, plain = sample("reddit/RC_2024-03.zst").documents, sample("reddit/RC_2024-03.ndjson").documents
    columns = ["external_id", "text", "published", "author", "url"]
    assert packed[columns].equals(plain[columns])


def test_a_reddit_submission_carries_its_link_and_answers_find_it(sample: Callable[[str], Reading]) -> None:
    (post,) = rows(sample("reddit/RS_2024-03.ndjson")).values()
    assert post["external_id"] == "t3_1bzz00"
    assert post["links"] == ["https://www.nordwire.example/velm-1"]
    assert post["text"] == post["title"] == "At least 12 killed in Velm depot blast"


@pytest.mark.parametrize("file", ["page.jsonl", "flattened.jsonl", "tweets.csv"])
def test_twarcs_three_layouts_give_the_same_tweet(sample: Callable[[str], Reading], file: str) -> None:
    (tweet,) = rows(sample(f"twarc/{file}")).values()
    assert tweet["url"] == "https://x.com/obs_a/status/1767000000000000001"
    assert (tweet["author"], tweet["published"], tweet["retrieved"]) == ("obs_a", "2024-03-13T08:00:00Z", "2024-03-15T10:00:00Z")


def test_a_retweet_names_the_tweet_it_repeats(read: Callable[..., Reading]) -> None:
    tweet = '{"id": "2", "text": "RT @a: 12 dead", "author_id": "5", "conversation_id": "2", "created_at": "2024-03-13T08:00:00Z"'
    kinds = ("retweeted", "1"), ("replied_to", "9"), ("quoted", "8")
    references = f'"referenced_tweets": {json.dumps([{"type": kind, "id": name} for kind, name in kinds])}'
    (row,) = rows(read("t.jsonl", f"{tweet}, {references}}}")).values()
    assert (row["reshare_of"], row["reply_to"], row["links"]) == ("1", "9", ["https://x.com/i/status/8"])


@pytest.mark.parametrize(("file", "moment"), [("facebook", "2024-03-13T04:10:00Z"), ("instagram", "2024-03-13T04:12:00Z")])
def test_crowdtangle_reads_the_zone_word(sample: Callable[[str], Reading], file: str, moment: str) -> None:
    (post,) = rows(sample(f"crowdtangle/{file}.csv")).values()
    assert (post["published"], post["author"], post["channel"]) == (moment, "velmcourier", "social")
    assert post["text"].startswith("At least 12 people were killed")
