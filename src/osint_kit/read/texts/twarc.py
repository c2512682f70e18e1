"""twarc2: tweets as the API's pages, flattened one a line, or as twarc's CSV. A retweet names the tweet it repeats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from osint_kit.read.csv_rows import rows
from osint_kit.read.fields import language_code
from osint_kit.read.json_walk import objects
from osint_kit.read.records import Document
from osint_kit.read.source import Source
from osint_kit.read.times import tweet_time, utc

NAME = "twarc"


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    if source.csv and source.csv.has("conversation_id", "author.username", "text"):
        return "columns of twarc's CSV: conversation_id, author.username, text"
    if not source.objects:
        return None
    first, layout = source.objects[0], "a line" if source.jsonl else "an item"
    tweets = _tweets(first)
    if isinstance(first.get("data"), list) and tweets and "text" in tweets[0]:
        return f"one page of tweets {layout}: data and includes"
    if {"text", "author_id", "conversation_id"} <= first.keys():
        return f"one tweet {layout}: text, author_id, conversation_id"
    if _is_old(first):
        return f"one tweet of the API's version 1.1 {layout}: id_str, created_at, user.screen_name"
    return None


def _is_old(tweet: Mapping[str, Any]) -> bool:
    return {"id_str", "created_at", "user"} <= tweet.keys() and isinstance(tweet["user"], dict) and "screen_name" in tweet["user"]


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    if not source.objects:
        for number, row in rows(source):
            yield _from_row(row, f"row={number}")
        return
    for where, line in objects(source):
        if _is_old(line):
            yield _from_old(line, where)
            continue
        page = line.get("data")
        tweets = _tweets(line) if isinstance(page, list | dict) else [line]
        users = {user.get("id"): user for user in (line.get("includes") or {}).get("users", []) if isinstance(user, dict)}
        retrieved = utc((line.get("__twarc") or {}).get("retrieved_at"))
        for position, tweet in enumerate(tweets, start=1):
            place = where + (f" tweet={position}" if isinstance(page, list) else "")
            if not isinstance(tweet.get("text"), str):
                source.problem("the tweet has no text", place, str(tweet))
                continue
            author = tweet.get("author") or users.get(tweet.get("author_id")) or {}
            found = _from_tweet(tweet, str(author.get("username") or ""), place)
            found.retrieved = retrieved
            yield found


def _tweets(line: Mapping[str, Any]) -> list[dict[str, Any]]:
    page = line.get("data")
    return [tweet for tweet in (page if isinstance(page, list) else [page]) if isinstance(tweet, dict)]


def _from_tweet(tweet: Mapping[str, Any], username: str, place: str) -> Document:
    referenced = {one.get("type"): str(one.get("id")) for one in tweet.get("referenced_tweets") or [] if isinstance(one, dict)}
    urls = [
        one.get("expanded_url") or one.get("url")
        for one in (tweet.get("entities") or {}).get("urls", [])
        if isinstance(one, dict)
    ]
    return Document(
        text=tweet["text"],
        record=place,
        external_id=str(tweet.get("id") or ""),
        language=language_code(tweet.get("lang")),
        channel="social",
        author=username or tweet.get("author_id"),
        url=_address(username, tweet.get("id")),
        published=utc(tweet.get("created_at")),
        reply_to=referenced.get("replied_to"),
        reshare_of=referenced.get("retweeted"),
        links=[url for url in urls if url] + _quoted(referenced.get("quoted")),
    )


def _from_old(tweet: Mapping[str, Any], place: str) -> Document:
    """A tweet as version 1.1 of the API gave it."""
    username = str(tweet["user"]["screen_name"] or "")
    urls = [one.get("expanded_url") for one in (tweet.get("entities") or {}).get("urls", []) if isinstance(one, dict)]
    return Document(
        text=str(tweet.get("full_text") or tweet.get("text") or ""),
        record=place,
        external_id=str(tweet["id_str"]),
        language=language_code(tweet.get("lang")),
        channel="social",
        author=username,
        url=_address(username, tweet["id_str"]),
        published=tweet_time(tweet["created_at"]),
        reply_to=tweet.get("in_reply_to_status_id_str"),
        reshare_of=(tweet.get("retweeted_status") or {}).get("id_str"),
        links=[url for url in urls if url] + _quoted(tweet.get("quoted_status_id_str")),
    )


def _from_row(row: Mapping[str, str], place: str) -> Document:
    return Document(
        text=row["text"],
        record=place,
        external_id=row.get("id"),
        language=language_code(row.get("lang")),
        channel="social",
        author=row["author.username"],
        url=_address(row["author.username"], row.get("id")),
        published=utc(row.get("created_at")),
        retrieved=utc(row.get("__twarc.retrieved_at")),
        reply_to=row.get("referenced_tweets.replied_to.id"),
        reshare_of=row.get("referenced_tweets.retweeted.id"),
        links=_quoted(row.get("referenced_tweets.quoted.id")),
    )


def _address(username: str | None, tweet: Any) -> str | None:
    return f"https://x.com/{username}/status/{tweet}" if username and tweet else None


def _quoted(tweet: str | None) -> list[str]:
    return [f"https://x.com/i/status/{tweet}"] if tweet else []
