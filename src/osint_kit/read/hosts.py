"""Addresses: their hosts, and the channel that a host belongs to."""

from __future__ import annotations

from functools import cache
from urllib.parse import urlsplit

from osint_kit.read.fields import data


def host(url: str | None) -> str | None:
    """The host of an address without ``www.``; None for what is no address."""
    try:
        name = urlsplit((url or "").strip()).hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def channel(url: str | None) -> str:
    """Web, social or forum, by the host of an address.

    >>> channel("https://t.me/example/12")
    'social'
    """
    parts = (host(url) or "").split(".")
    known = _channels()
    return next((known[name] for start in range(len(parts)) if (name := ".".join(parts[start:])) in known), "web")


@cache
def _channels() -> dict[str, str]:
    return {name: channel for channel, names in data("hosts.yaml").items() for name in names}
