"""Telegram Desktop's JSON export: one chat (``result.json``) or all of an account.

``date`` is the local time of the exporting machine; ``date_unixtime`` is read instead. A forwarded message names its origin
by name only. The export escapes some characters in a way that is not JSON; ``json_walk`` reads them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from osint_kit.read.json_walk import Path, walk
from osint_kit.read.records import Document
from osint_kit.read.source import Source
from osint_kit.read.times import unix, utc

NAME = "telegram-desktop"

_LISTS = ("chats", "left_chats")


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    shape = source.json
    if shape is None:
        return None
    if "messages" in shape.keys and {"type", "id"} <= set(shape.keys):
        first = shape.first.get("messages")
        if first is None or (isinstance(first, dict) and {"id", "type"} <= first.keys()):
            return "JSON of one chat: name, type, id and messages"
    if "chats" in shape.keys and '"messages"' in source.text and "list" in source.text:
        return "JSON of an account's chats: chats.list with messages"
    return None


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    chat: dict[str, Any] = {}
    for path, value in walk(source, _inside):
        inner = path[3:] if path and path[0] in _LISTS else path
        if len(inner) == 1 and inner[0] in ("name", "type", "id"):
            if inner[0] in chat:
                chat = {}
            chat[str(inner[0])] = value
        elif len(inner) == 2 and inner[0] == "messages" and isinstance(value, dict):
            found = _message(value, chat, source)
            if found is not None:
                yield found


def _inside(path: Path) -> bool:
    """What is walked into: the chats and their messages, never a message itself."""
    if path and path[0] in _LISTS:
        return len(path) == 1 or (path[1] == "list" and (len(path) in (2, 3) or (len(path) == 4 and path[3] == "messages")))
    return path in ((), ("messages",))


def _message(message: dict[str, Any], chat: dict[str, Any], source: Source) -> Document | None:
    name = f"chat={chat.get('id')} message={message.get('id')}"
    kind = message.get("type")
    if kind == "service":
        return None
    if kind != "message":
        source.problem(f"the export left this message out (type {kind!r})", name, str(message))
        return None
    text, links = _text(message.get("text"))
    if not text.strip() and isinstance(poll := message.get("poll"), dict):
        text = str(poll.get("question") or "")
    if not text.strip():
        return None  # a picture or a file without words
    chat_id = chat.get("id")
    replied = message.get("reply_to_message_id")
    replied_chat = "".join(filter(str.isdigit, str(message.get("reply_to_peer_id") or ""))) or chat_id
    return Document(
        text=text,
        record=name,
        external_id=f"{chat_id}-{message.get('id')}",
        channel="social",
        author=_author(message, chat),
        published=unix(message.get("date_unixtime")) or utc(message.get("date")),
        forward_of=_word(message.get("forwarded_from")) or _word(message.get("saved_from")),
        reply_to=f"{replied_chat}-{replied}" if replied else None,
        links=links,
    )


def _author(message: dict[str, Any], chat: dict[str, Any]) -> str | None:
    """Who wrote it; the number of an account that is gone. What a channel posts is the channel's own."""
    own = _word(chat.get("name")) if "channel" in str(chat.get("type") or "channel") else None
    return _word(message.get("from")) or own or _word(message.get("from_id")) or _word(chat.get("name"))


def _text(value: Any) -> tuple[str, list[str]]:
    """A message's text, which is a string or a list of strings and marked parts, and the addresses behind its words."""
    parts = value if isinstance(value, list) else [value]
    text = "".join(
        str(part.get("text", "")) if isinstance(part, dict) else part for part in parts if isinstance(part, str | dict)
    )
    links = [str(part["href"]) for part in parts if isinstance(part, dict) and part.get("href")]
    links += [str(part["text"]) for part in parts if isinstance(part, dict) and part.get("type") == "link"]
    return text, links


def _word(value: Any) -> str | None:
    return value if isinstance(value, str) and value else None
