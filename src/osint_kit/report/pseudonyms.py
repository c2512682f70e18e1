"""Authors and handles become author-001, author-002, … on the way into a report, the same in every clone and without a secret.

The numbers follow the first appearance by ``document_id``. Spans are moved with the text; addresses that hold a handle are cut to the host.
Handles are replaced wherever they stand, the names of posters in posts only: who speaks in a page of the web is named there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

import pandas as pd

from osint_kit.lexicon import available_languages, load_lexicon
from osint_kit.lexicon.script import latin
from osint_kit.tables import LIST, TABLES, TEXT

HANDLE = re.compile(r"(?<![\w@./])(?:@\w{2,}(?:[.-]\w+)*(?:@\w+(?:[.-]\w+)*)?|/?u/[A-Za-z0-9_-]{3,20})")
"""``@name``, ``@name.example``, ``@name@host.example``, ``u/name``; not the second half of a mail address."""

_WORD = re.compile(r"\w+")
_CODE = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_PIECE = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"(?:https?://|(?<![\w.@/-])(?:[\w-]+\.)+[a-z]{2,}/)[^\s<>\"'»«()\[\]]*[^\s<>\"'»«()\[\].,;:!?…]")
_PERSONAL_PATH = re.compile(r"^/(?:@|(?:u|user|users|profile)/)([^/]+)", re.IGNORECASE)
_ACCOUNT_HOSTS = frozenset(
    "t.me telegram.me x.com twitter.com facebook.com fb.com instagram.com threads.net threads.com tiktok.com youtube.com vk.com vk.ru"
    " ok.ru bsky.app linkedin.com weibo.com truthsocial.com gab.com gettr.com rumble.com odysee.com mastodon.social snapchat.com".split()
)
"""Hosts where a path begins with the account."""
_NO_ACCOUNT = frozenset(
    "embed events explore groups hashtag i p permalink.php photo.php playlist post reel reels search shorts status story.php video videos"
    " watch".split()
)
"""Beginnings of paths there that name none."""
_BEFORE_ACCOUNT = frozenset({"s", "c", "channel", "in", "stories"})
_ID = re.compile(r"[\d-]+|t\d_\w+|at://\S+|\S+-\d+")
"""What platforms call a post, where an account could stand."""
_POSTS = frozenset({"social", "forum"})
_ADDRESSES = frozenset({"url", "archive_url", "links", "forward_of", "reply_to", "reshare_of"})
_POST_NAMES = frozenset({"external_id", "forward_of", "reply_to", "reshare_of"})
_SAID = frozenset({"speaker", "reason", "evidence"})
"""Columns that name voices by their codes."""
_EVERYWHERE = frozenset({"topic", "reason", "evidence"})
"""Columns in which posters' names count even in pages: they tell of several documents, and a topic is the same in all tables."""
_FILES = frozenset({"path", "record"})
_NAMED_AFTER_FILES = frozenset({"external_id", "title", "evidence", "reason"})
_KEPT = frozenset({"document_id", "figure_id", "locator", "sha256", "archive_hash", "lineage_id", "of", "host", "left", "right"})
_SPANS = {
    "figures": (
        ("start", "end"),
        ("source_start", "source_end"),
        ("relay_start", "relay_end"),
        ("cue_start", "cue_end"),
        ("sentence_start", "sentence_end"),
    ),
    "references": (("start", "end"),),
    "tallies": (("start", "end"),),
}
LEFT_OUT = "left out: it may name who posted"
"""What stands for the excerpt of a post that could not be read."""


@dataclass
class Pseudonyms:
    """The pseudonym of every author and handle, and what stands for them in a text."""

    names: dict[str, str] = field(default_factory=dict)
    _handles: dict[str, list[str]] = field(default_factory=dict)
    """Names that are distinctive enough to be looked for in any text, by their first word."""
    _people: dict[str, list[str]] = field(default_factory=dict)
    """Names of two words and more, which are looked for in posts."""
    _codes: dict[str, str] = field(default_factory=dict)
    """The pseudonym of a handle by the code that cleaning makes of it: ``velm-eye`` of ``velm_eye``."""
    _posters: dict[str, str] = field(default_factory=dict)
    """The same of posters' names."""
    _telling: set[str] = field(default_factory=set)
    """Names that no word of a language is."""
    _web_hosts: frozenset[str] = frozenset()

    @classmethod
    def of(cls, documents: pd.DataFrame) -> Pseudonyms:
        """Number authors and handles by their first appearance."""
        made = cls()
        web = documents[~documents["channel"].isin(_POSTS)]
        outlets = {_key(publisher) for publisher in documents["publisher"].dropna()}
        posts = set(documents["external_id"].dropna())
        for row in documents.sort_values("document_id").itertuples():
            for name in _named_by(row, posts):
                if row.channel in _POSTS or _key(name) not in outlets:
                    made._number(name)
            for text in (row.title, row.text):
                if isinstance(text, str) and ("@" in text or "u/" in text):
                    for match in HANDLE.finditer(text):
                        made._number(match.group())
        made._web_hosts = frozenset(filter(None, map(_host, web["url"].dropna()))) - _ACCOUNT_HOSTS
        for name in sorted(made.names.keys() - outlets - made._web_hosts, key=lambda name: (-len(name), name)):
            if name in made._telling:
                made._handles.setdefault(_WORD.search(name).group(), []).append(name)  # type: ignore[union-attr]
            elif len(name) >= 5 and len(words := _WORD.findall(name)) > 1 and not _institution(name):
                made._people.setdefault(words[0], []).append(name)
        for codes, sorts in ((made._codes, made._handles), (made._posters, made._people)):
            codes.update((_code(name), made.names[name]) for names in sorts.values() for name in names)
        return made

    def _number(self, name: str) -> None:
        self.names.setdefault(_key(name), f"author-{len(self.names) + 1:03d}")
        if _telling(name):
            self._telling.add(_key(name))

    def author(self, name: object) -> object:
        return self.names.get(_key(name), name) if isinstance(name, str) else name

    def replacements(self, text: str, *, post: bool = True) -> list[tuple[int, int, str]]:
        """Start, end and pseudonym of every author and handle in a text; addresses are cut whole. In a ``post`` posters' names count too."""
        found = [(m.start(), m.end(), cut) for m in _ADDRESS.finditer(text) if (cut := self.address(m.group())) != m.group()]
        settled: list[tuple[int, int, str]] = []
        hits = [(m.start(), m.end()) for m in HANDLE.finditer(text)] + list(self._spelled(text, self._handles))
        if post:
            hits += self._spelled(text, self._people)
        last = 0
        for start, end, cut in sorted([*found, *((start, end, "") for start, end in hits)], key=lambda hit: (hit[0], -hit[1])):
            name = cut or self.names.get(_key(text[start:end]), "")
            if start >= last and name:
                settled.append((start, end, name))
                last = end
        return settled

    def _spelled(self, text: str, names: Mapping[str, list[str]]) -> Iterator[tuple[int, int]]:
        """Where names stand in a text, as whole words."""
        if not names:
            return
        for word in _WORD.finditer(text):
            for name in names.get(word.group().casefold(), ()):
                end = word.start() + len(name)
                if text[word.start() : end].casefold() == name and not text[end : end + 1].isalnum():
                    yield word.start(), end
                    break

    def text(self, text: object, *, post: bool = True) -> object:
        return _rewrite(text, self.replacements(text, post=post)) if isinstance(text, str) else text

    def address(self, address: str) -> str:
        """An address without the handle in it: cut to the host if it holds one. The addresses of web pages in hand are cut for a handle only.

        >>> Pseudonyms({"velmwatch": "author-001"}).address("https://forum.example/velmwatch/12")
        'https://forum.example/'
        """
        scheme, found, rest = address.rpartition("://")
        host = _host(address)
        if (found and not scheme.startswith("http")) or not host:
            return address
        top = f"{scheme}{found}{rest.split('/', 1)[0]}/"
        if _account(address):
            return top
        pieces = {_key(piece) for piece in re.split(r"[/?&=#:]", rest.partition("/")[2]) if piece}
        if any(
            _handle_like(piece) and piece in self.names and (host not in self._web_hosts or piece in self._telling)
            for piece in pieces
        ):
            return top
        return address

    def post_name(self, name: str) -> str:
        """A post's name in an export without the account that some begin with.

        >>> Pseudonyms({"velmwatch": "author-001"}).post_name("velmwatch-101")
        'author-001-101'
        """
        account, hyphen, number = name.rpartition("-")
        if number.isdigit() and _handle_like(_key(account)) and _key(account) in self.names:
            return f"{self.names[_key(account)]}{hyphen}{number}"
        return str(self.author(name)) if _handle_like(_key(name)) else name

    def coded(self, text: str, *, post: bool = True) -> str:
        """What cleaning and cross-referencing say of voices, without the codes of handles and (of a ``post``) of posters."""
        codes = self._codes | self._posters if post else self._codes
        return _CODE.sub(lambda found: codes.get(found[0], found[0]), text) if codes else text

    def file(self, path: str) -> str:
        """A path or a record's place without the handles in it; there an underscore parts words too."""
        pieces = [(piece.start(), piece.end()) for piece in _PIECE.finditer(path)]
        found: list[tuple[int, int, str]] = []
        at = 0
        while at < len(pieces):
            for last in range(min(at + 4, len(pieces)) - 1, at - 1, -1):
                start, end = pieces[at][0], pieces[last][1]
                key = path[start:end].casefold()
                if key in self.names and (key in self._telling or len(_PIECE.findall(key)) > 1):
                    found.append((start, end, self.names[key]))
                    at = last
                    break
            at += 1
        return _rewrite(path, found)

    def shown_in(self, text: str) -> str | None:
        """A handle that stands in a text, if any."""
        return next((text[start:end] for start, end, _ in self.replacements(text, post=False)), None)


def _named_by(row: Any, posts: set[str]) -> Iterator[str]:
    """Who a document names as its author, as the account of its address, and as whom it forwards or reshares."""
    if isinstance(row.author, str) and _key(row.author):
        yield row.author
    if row.channel not in _POSTS:
        return
    if isinstance(row.url, str) and (account := _account(row.url)):
        yield account
    for name in (row.forward_of, row.reshare_of):
        if (
            isinstance(name, str)
            and _handle_like(_key(name))
            and name not in posts
            and not name.startswith("http")
            and not _ID.fullmatch(name)
        ):
            yield name


def _host(address: str) -> str:
    try:
        host = urlsplit(address if "://" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").removeprefix("m.")


def _account(address: str) -> str | None:
    """The account that an address names: by a path of persons, or on a host where paths begin with accounts."""
    host = _host(address)
    if not host:
        return None
    parts = urlsplit(address if "://" in address else f"//{address}")
    if found := _PERSONAL_PATH.match(parts.path):
        return found[1]
    pieces = [piece for piece in parts.path.split("/") if piece]
    if host not in _ACCOUNT_HOSTS or not pieces or pieces[0].lower() in _NO_ACCOUNT:
        return None
    if pieces[0].lower() in _BEFORE_ACCOUNT:
        pieces = pieces[1:]
    return pieces[0] if pieces and not pieces[0].isdigit() else None


def _key(name: str) -> str:
    plain = name.strip().casefold()
    return plain.removeprefix("/").removeprefix("u/") if plain.startswith(("u/", "/u/")) else plain.lstrip("@")


def _telling(name: str) -> bool:
    """Whether a name is distinctive enough to be looked for in any text: one word with a digit, a dot, an underscore or a capital inside."""
    plain = name.strip().lstrip("@").strip("._-")
    if len(plain) < 5 or any(c.isspace() for c in plain) or not any(c.isalpha() for c in plain):
        return False
    return not plain.replace("-", "").isalpha() or any(one.islower() and other.isupper() for one, other in pairwise(plain))


def _institution(name: str) -> bool:
    """Whether a name is that of a ministry or another body, in any language, rather than of a person."""
    words = _WORD.findall(name)
    return any(load_lexicon(code).code("speaker_nouns", word) == "body" for code in available_languages() for word in words)


def _code(name: str) -> str:
    return "-".join(latin(piece) for piece in _PIECE.findall(name))


def _handle_like(piece: str) -> bool:
    return len(piece) >= 3 and any(c.isalpha() for c in piece)


def _rewrite(text: str, replacements: list[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, name in replacements:
        pieces += [text[at:start], name]
        at = end
    return "".join(pieces) + text[at:]


class _Shift:
    """Moves positions in a text to where they are after its replacements."""

    def __init__(self, replacements: list[tuple[int, int, str]]) -> None:
        self._replacements = replacements
        self._starts = [start for start, _, _ in replacements]
        self._before = [0]
        for start, end, name in replacements:
            self._before.append(self._before[-1] + len(name) - (end - start))

    def __call__(self, position: int, is_end: bool) -> int:
        index = bisect_right(self._starts, position - is_end) - 1
        if index < 0:
            return position
        start, end, name = self._replacements[index]
        if position < end or (is_end and position == end):
            inside = start + self._before[index]
            return inside + len(name) if is_end else inside
        return position + self._before[index + 1]


def pseudonymise(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The same tables with pseudonyms for authors and handles, and spans that fit the changed texts.

    Args:
        tables: tables by name; ``documents`` must be among them.

    >>> from osint_kit.tables import frame
    >>> one = {"document_id": "d1", "path": "a", "channel": "social", "text": "@velmwatch: 12 dead", "sha256": "0"}
    >>> pseudonymise({"documents": frame("documents", [one])})["documents"]["text"].tolist()
    ['author-001: 12 dead']
    """
    made = Pseudonyms.of(tables["documents"])
    return dict(_pseudonymised(made, tables))


def _pseudonymised(made: Pseudonyms, tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, pd.DataFrame]]:
    documents = tables["documents"]
    posts = dict(zip(documents["document_id"], documents["channel"].isin(_POSTS), strict=True))
    replaced = {
        row.document_id: made.replacements(row.text, post=posts[row.document_id])
        for row in documents.itertuples()
        if isinstance(row.text, str)
    }
    shifts = {document_id: _Shift(found) for document_id, found in replaced.items() if found}
    for name, rows in tables.items():
        changed = rows.copy()
        for start, end in _SPANS.get(name, ()):
            for column, is_end in ((start, False), (end, True)):
                moved = [
                    shifts[document_id](int(position), is_end) if document_id in shifts and pd.notna(position) else position
                    for document_id, position in zip(rows["document_id"], rows[column], strict=True)
                ]
                changed[column] = pd.array(moved, dtype="Int64")
        of_posts = [posts.get(one, True) for one in rows["document_id"]] if "document_id" in rows else [True] * len(rows)
        for column, kind in TABLES[name].columns.items():
            if column in _KEPT or kind not in (TEXT, LIST):
                continue
            if name == "documents" and column == "text":
                values: list[Any] = [
                    _rewrite(text, replaced[one]) for one, text in zip(rows["document_id"], rows["text"], strict=True)
                ]
            else:
                values = list(_all_shown(made, column, zip(rows[column], of_posts, strict=True)))
            changed[column] = pd.Series(values, index=rows.index, dtype=rows[column].dtype)
        if name == "quarantine":
            changed["excerpt"] = _excerpts(documents, rows, changed["excerpt"])
        yield name, changed


def _all_shown(made: Pseudonyms, column: str, values: Iterable[tuple[object, bool]]) -> Iterator[object]:
    """A column as a report shows it; what stands in many rows is worked out once."""
    known: dict[tuple[str, bool], object] = {}
    for value, post in values:
        if not isinstance(value, str):
            yield _shown(made, column, value, post)
            continue
        if (value, post) not in known:
            known[value, post] = _shown(made, column, value, post)
        yield known[value, post]


def _shown(made: Pseudonyms, column: str, value: object, post: bool) -> object:
    """A value as a report shows it, by what its column holds."""
    if isinstance(value, list):
        return [_shown(made, column, item, post) for item in value]
    if not isinstance(value, str):
        return value
    if column in _FILES:
        return made.file(value)
    if column in _ADDRESSES and value.startswith("http"):
        return made.address(value)
    if column == "author" or (post and column in ("title", "publisher")):
        value = str(made.author(value))
    elif post and column in _POST_NAMES:
        value = made.post_name(value)
    if column in _NAMED_AFTER_FILES:
        value = made.file(value)
    if column in _SAID:
        value = made.coded(value, post=post or column != "speaker")
    return made.text(value, post=post or column in _EVERYWHERE)


def _excerpts(documents: pd.DataFrame, quarantine: pd.DataFrame, excerpts: pd.Series) -> pd.Series:
    """What could not be read of a post may name its author in ways that nothing tells: only files of web pages and tables show it."""
    posts = set(documents.loc[documents["channel"].isin(_POSTS), "path"])
    shown = quarantine["path"].isin(set(documents["path"]) - posts)
    return excerpts.where(shown | excerpts.isna(), LEFT_OUT)
