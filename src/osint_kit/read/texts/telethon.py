"""Messages as the Telegram libraries Telethon and its like dump them: ``to_dict()``, one object a line or a JSON list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from osint_kit.read.fields import when
from osint_kit.read.json_walk import objects
from osint_kit.read.records import Document
from osint_kit.read.source import Source

NAME = "telethon"


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    for first in source.objects:
        if (
            str(first.get("_", "")).startswith("Message")
            and {"id", "date"} <= first.keys()
            and ("message" in first or "peer_id" in first)
        ):
            return "objects with _ 'Message', id, date and message"
    return None


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    for place, message in objects(source):
        text = message.get("message")
        if message.get("_") != "Message" or not isinstance(text, str) or not text.strip():
            continue  # a service message, or a picture without words
        chat = _peer(message.get("peer_id"))
        forwarded = message.get("fwd_from") or {}
        reply = message.get("reply_to") or {}
        yield Document(
            text=text,
            record=place,
            external_id=_name(chat, message.get("id")),
            channel="social",
            author=message.get("post_author") or _peer(message.get("from_id")) or chat,
            published=when(message.get("date")),
            forward_of=_name(_peer(forwarded.get("from_id")), forwarded.get("channel_post")) or forwarded.get("from_name"),
            reply_to=_name(_peer(reply.get("reply_to_peer_id")) or chat, reply.get("reply_to_msg_id")) if reply else None,
            links=[
                str(entity["url"]) for entity in message.get("entities") or [] if isinstance(entity, dict) and entity.get("url")
            ],
        )


def _peer(peer: Any) -> str | None:
    """The number of a channel, a group or a user."""
    if not isinstance(peer, dict):
        return None
    return next((str(peer[key]) for key in ("channel_id", "chat_id", "user_id") if peer.get(key)), None)


def _name(chat: str | None, message: Any) -> str | None:
    """A message's name, the same as in Telegram Desktop's export; the chat's alone where the message is not known."""
    return f"{chat}-{message}" if chat and message else chat if message is None and chat else None
