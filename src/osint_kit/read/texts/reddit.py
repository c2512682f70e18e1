"""Reddit dumps (NDJSON, mostly as .zst): comments and submissions. What was removed or deleted is not read as a statement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from osint_kit.read.json_walk import json_lines
from osint_kit.read.records import Document
from osint_kit.read.source import Source
from osint_kit.read.texts.html import with_title
from osint_kit.read.times import unix

NAME = "reddit"

_GONE = ("[removed]", "[deleted]", "[deleted by user]", "[ removed by reddit ]")


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    if not source.jsonl:
        return None
    keys = source.jsonl[0].keys()
    if {"body", "link_id", "parent_id", "subreddit"} <= keys:
        return "one comment a line: body, link_id, parent_id, subreddit"
    if {"title", "selftext", "subreddit"} <= keys:
        return "one submission a line: title, selftext, subreddit"
    return None


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    for number, post in json_lines(source):
        place = f"line={number}"
        if reason := _gone(post):
            source.problem(reason, place, str(post.get("permalink") or post.get("id")))
            continue
        title, body = post.get("title"), post.get("body") or post.get("selftext")
        text = with_title(title, body) if title else body
        if not isinstance(text, str) or not text.strip():
            source.problem("the post has no text", place, str(post))
            continue
        link = post.get("url") if not post.get("is_self", True) else None
        yield Document(
            text=text,
            record=place,
            external_id=_name(post),
            channel="forum",
            author=post.get("author"),
            url=f"https://www.reddit.com{post['permalink']}" if post.get("permalink") else None,
            title=title,
            published=unix(post.get("created_utc")),
            retrieved=unix(post.get("retrieved_on")),
            tags=[f"r/{post['subreddit']}"],
            reply_to=post.get("parent_id"),
            reshare_of=post.get("crosspost_parent"),
            links=[link] if isinstance(link, str) else [],
        )


def _name(post: dict[str, Any]) -> str | None:
    """``t1_…`` of a comment, ``t3_…`` of a submission: the name by which a reply refers to it."""
    return post.get("name") or (f"{'t3' if 'title' in post else 't1'}_{post['id']}" if post.get("id") else None)


def _gone(post: dict[str, Any]) -> str | None:
    """Why a post no longer stands, if so."""
    meta = post.get("_meta")
    if isinstance(meta, dict) and (meta.get("was_deleted_later") or meta.get("removal_type")):
        return f"the post was taken back or removed after the dump was made ({meta.get('removal_type') or 'deleted'})"
    body = str(post.get("body") or post.get("selftext") or "").strip()
    return f"the post's text is gone: {body}" if body.lower() in _GONE else None
