"""A saved web page: the article's text, title, author, date and address, by trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from string import ascii_lowercase, ascii_uppercase

from osint_kit.read.fields import language_code
from osint_kit.read.records import Document
from osint_kit.read.source import Source
from osint_kit.read.times import utc

NAME = "html"

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
_LANG = re.compile(r"<html[^>]{0,500}?\slang\s*=\s*[\"']?([A-Za-z-]{2,12})", re.IGNORECASE)
_TIME = re.compile(
    r"<meta[^>]{0,200}?(?:property|name|itemprop)\s*=\s*[\"'](?:article:published_time|datePublished|date|pubdate|parsely-pub-date)[\"']"
    r"[^>]{0,200}?content\s*=\s*[\"']([^\"']{4,40})", re.IGNORECASE,
)  # fmt: skip
_JSON_TIME = re.compile(r'"datePublished"\s{0,5}:\s{0,5}"([^"]{4,40})"')
_WHOLE_PAGE = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
"""What is less is a piece of a page that a person cut out: all of it counts."""
_TAG = re.compile(r"<(?:!--|[!?]|/?([a-z][a-z0-9]{0,20}))")
_TAGS = re.compile(r"<(?:html|head|body|article|p|div)[\s>]", re.IGNORECASE)


def sniff(source: Source) -> str | None:
    """Why the content is of this format; None where it is not."""
    start = source.text[:2000].lstrip().lower()
    if start.startswith("<!doctype html") or source.xml_root == "html":
        return "it begins like an HTML page"
    if start.startswith("<") and source.xml_root in ("head", "body", "article", "div", "p", "meta") and _TAGS.search(source.text):
        return f"it begins with the HTML element {source.xml_root}"
    return None


def read(source: Source) -> Iterator[Document]:
    """The records of the file."""
    text = page_text(source.read_whole(), source.encoding)
    page = article(text)
    if page is None and not _WHOLE_PAGE.search(text) and (words := fragment_text(text)):
        page = Document(text=words)
    if page is None:
        source.problem("no article text was found in the page", None, source.text)
        return
    page.external_id = source.stem
    yield page


def page_text(raw: bytes, encoding: str | None = None, declared: str | None = None) -> str:
    """A page's bytes as text, by its byte-order mark, what the server or the page says of itself, else by its letters."""
    from osint_kit.read.encodings import guess_encoding

    said = _CHARSET.search(raw[:4096])
    marked = guess_encoding(raw[:4], whole=True)
    candidates = [marked if marked and marked.startswith("utf") else None, declared, said[1].decode("ascii") if said else None]
    candidates += ["utf-8", encoding or guess_encoding(raw[:65536], whole=len(raw) <= 65536)]
    for candidate in candidates:
        if candidate:
            try:
                return raw.decode(candidate)
            except (LookupError, UnicodeDecodeError):
                continue
    return raw.decode("utf-8", "replace")


def article(page: str, url: str | None = None) -> Document | None:
    """The article of a page; None where the page has none. Times stand as the page states them, in UTC."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document as Extracted

    found = bare_extraction(
        page, url=url, with_metadata=True, include_comments=False, date_extraction_params={"extensive_search": False}
    )
    if not isinstance(found, Extracted) or not (found.text or "").strip():
        return None
    language = _LANG.search(page[:4096])
    stated = _TIME.search(page) or _JSON_TIME.search(page)
    return Document(
        text=str(found.text),
        title=found.title,
        author=found.author,
        publisher=found.sitename or found.hostname,
        url=found.url or url,
        published=(utc(stated[1]) if stated else None) or utc(found.date),
        language=language_code(language[1]) if language else None,
    )


_BLOCKS = frozenset(
    "br p div li ul ol dl dt dd tr table pre blockquote section article header footer aside figure figcaption hr h1 h2 h3 h4 h5 h6".split()
)
_CELLS = ("td", "th")
_HIDDEN = ("script", "style")
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)


def fragment_text(fragment: str) -> str:
    """The text of a piece of HTML, as feeds and posts hold it; a text without markup stays as it is.

    >>> fragment_text("At least 12<br>were <b>killed</b> &amp; 40 hurt").splitlines()
    ['At least 12', 'were killed & 40 hurt']
    """
    if "<" not in fragment and "&" not in fragment:
        return fragment.strip()
    lines = (" ".join(unescape(line).split()) for line in "".join(_words(fragment)).split("\n"))
    return "\n".join(line for line in lines if line)


def _words(fragment: str) -> Iterator[str]:
    """What stands between the tags, with a line break for each block. Each character is looked at once, whatever the markup."""
    at, lower = 0, fragment.translate(_SMALL)  # letters of the Latin alphabet only: the length must not change
    while (start := fragment.find("<", at)) >= 0:
        yield fragment[at:start].replace("\n", " ")
        name = _TAG.match(lower, start)
        if name is None:
            yield "<"
            at = start + 1
            continue
        closing = "-->" if name[0] == "<!--" else f"</{name[1]}" if name[1] in _HIDDEN and name[0][1] != "/" else ">"
        end = lower.find(closing, name.end())
        if end < 0:
            return  # a tag that never closes hides the rest, as in a browser
        if name[1] in _BLOCKS:
            yield "\n"
        elif name[1] in _CELLS:
            yield " "
        at = end + len(closing) if closing in ("-->", ">") else end
    yield fragment[at:].replace("\n", " ")


def with_title(title: str | None, body: str | None) -> str:
    """Title, blank line, body; the title alone where there is no body, and not twice where the body begins with it."""
    title, body = (title or "").strip(), (body or "").strip()
    if not title or body.startswith(title.rstrip("….")):
        return body or title
    return f"{title}\n\n{body}" if body else title
