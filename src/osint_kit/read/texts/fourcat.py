"""4CAT exports of posts (CSV): Telegram, X, Bluesky, 4chan, and what was uploaded to 4CAT by hand.

``timestamp`` is the local time of the server that exported, so ``unix_timestamp`` is read instead; in Bluesky exports
``timestamp`` itself counts seconds since 1970. Where neither does, only the date is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from osint_kit.read.csv_rows import rows
from osint_kit.read.fields import language_code
from osint_kit.read.hosts import channel as host_channel
from osint_kit.read.records import Document
from osint_kit.read.source import Source
from osint_kit.read.times import unix, utc

NAME = "4cat"


class _Layout(NamedTuple):
    name: str
    columns: tuple[str, ...]
    channel: str


_LAYOUTS = (
    _Layout("Telegram", ("chat", "author_forwarded_from_name", "unix_timestamp"), "social"),
    _Layout("X", ("is_retweet", "retweeted_user", "quote_tweet_id"), "social"),
    _Layout("Bluesky", ("replied_to_post", "quoted_post", "author_profile"), "social"),
    _Layout("4chan", ("board", "image_md5", "timestamp_deleted"), "forum"),
    _Layout("a custom upload", ("unix_timestamp",), "forum"),
)
_URLS = ("link", "url", "tiktok_url", "post_url")
"""Where platforms that 4CAT knows besides these put the address of a post; it also tells posts from forums."""
_COMMON = ("id", "thread_id", "author", "body", "timestamp")


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    layout = _layout(source)
    return f"columns of a 4CAT export: {layout.name}" if layout else None


def _layout(source: Source) -> _Layout | None:
    if source.csv is None or not source.csv.has(*_COMMON):
        return None
    return next((layout for layout in _LAYOUTS if source.csv.has(*layout.columns)), None)


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    layout = _layout(source) or _LAYOUTS[-1]
    for number, row in rows(source):
        place = f"row={number}"
        text = row["body"] if row["body"].strip() else row.get("subject") or ""
        if not text.strip():
            if not any(row.get(name) for name in ("attachment_type", "image_file", "images", "videos")):
                source.problem("the post has no text", place, " ".join(filter(None, row.values())))
            continue
        stated = next((row[name] for name in _URLS if row.get(name, "").startswith("http")), None)
        channel = layout.channel if host_channel(stated) == "web" else host_channel(stated)
        url = row.get("link") or (stated if host_channel(stated) != "web" else None)
        if layout.name == "Telegram":
            url = (
                f"https://t.me/{row['chat']}/{row['id'].rpartition('-')[2]}"
                if row["chat"] and not row["chat"].isdigit()
                else None
            )
        yield Document(
            text=text,
            record=place,
            external_id=row["id"],
            language=language_code(row.get("language_guess") or (row.get("languages") or "").split(",")[0]),
            channel=channel,
            author=row.get("author_username") or row["author"] or row.get("author_name"),
            url=url,
            title=row.get("subject"),
            published=_published(row),
            retrieved=utc(row.get("collected_at")),
            tags=[f"/{row['board']}/"] if row.get("board") else [],
            forward_of=_first(row, "author_forwarded_from_username", "author_forwarded_from_name", "author_forwarded_from_id"),
            reply_to=_reply_to(row),
            reshare_of=row["retweeted_user"] or None if row.get("is_retweet") == "yes" else None,
            links=_links(row),
        )


def _published(row: Mapping[str, str]) -> str | None:
    stamp = row["timestamp"].strip()
    seconds = row.get("unix_timestamp") or (stamp if stamp.isdigit() else None)
    return unix(seconds) or utc(row.get("created_at")) or utc(stamp)


def _reply_to(row: Mapping[str, str]) -> str | None:
    """The post that is replied to, under the name it has in the same export."""
    if row.get("reply_to"):
        return f"{row['chat']}-{row['reply_to']}" if row.get("chat") and row["reply_to"].isdigit() else row["reply_to"]
    if row.get("replied_to_post"):
        return row["replied_to_post"]
    if row.get("is_reply") == "yes" and row["thread_id"] != row["id"]:
        return row["thread_id"]
    if not row.get("chat") and "is_reply" not in row and "replied_to_post" not in row and row["thread_id"] != row["id"]:
        return row["thread_id"] or None
    return None


def _links(row: Mapping[str, str]) -> list[str]:
    """Addresses that the post carries, and the post that it quotes."""
    listed = [
        url.strip()
        for name in ("urls", "links", "entities_linked", "link_attached", "url")
        for url in (row.get(name) or "").split(",")
        if name != "url" or host_channel(url) == "web"
    ]
    quoted = [f"https://x.com/i/status/{row['quote_tweet_id']}"] if row.get("quote_tweet_id") else []
    quoted += [row["quoted_post"]] if row.get("quoted_post") else []
    return list(dict.fromkeys([url for url in listed if url.startswith("http")] + quoted))


def _first(row: Mapping[str, str], *names: str) -> str | None:
    return next((row[name] for name in names if row.get(name)), None)
