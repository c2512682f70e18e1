"""Country tags that run together: ``ParisRusslandSpanienUkraine`` to its names.

Names of countries come from Unicode's CLDR; where a stretch is no country, a capital after a small letter begins a new tag.
"""

from __future__ import annotations

from functools import cache

from osint_kit.read.fields import data
from osint_kit.read.times import LANGUAGES

_LONGEST_LINE = 2000


@cache
def country_names() -> frozenset[str]:
    """Names of countries in the languages that digests are written in."""
    from babel import Locale

    names = {
        name
        for language in LANGUAGES
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code not in ("ZZ", "XA", "XB", "QO")
    }
    extra = {name for listed in data("countries.yaml").values() for name in listed}
    return frozenset(name for name in names | extra if len(name) > 1)


def split_tags(line: str) -> list[str]:
    """The tags of a line in which they run together, in order; empty where the line is not such a line.

    >>> split_tags("Vereinigte StaatenUkraine")
    ['Vereinigte Staaten', 'Ukraine']
    >>> split_tags("Explosion in Velm")
    []
    """
    line = line.strip()
    if not line or len(line) > _LONGEST_LINE or line.endswith((".", "!", "?", ":")):
        return []
    names = country_names()
    tags = _cut(line, names)
    if len(tags) > 1 or (tags and tags[0] in names):
        return tags
    return []


def _cut(line: str, names: frozenset[str]) -> list[str]:
    longest = max(map(len, names))
    tags: list[str] = []
    start = at = 0
    while at < len(line):
        # A country's name counts where a new word may begin and where the next tag, or the line's end, follows it.
        if at == start or _glued(line, at):
            name = next(
                (
                    line[at:end]
                    for end in range(min(len(line), at + longest), at, -1)
                    if line[at:end] in names and _ends(line, end)
                ),
                None,
            )
            if name:
                if line[start:at].strip():
                    tags.append(line[start:at].strip())
                tags.append(name)
                at += len(name)
                while at < len(line) and line[at] in " ,;|·":
                    at += 1
                start = at
                continue
            if at > start and _glued(line, at):
                tags.append(line[start:at].strip())
                start = at
        at += 1
    if line[start:].strip():
        tags.append(line[start:].strip())
    return tags


def _glued(line: str, at: int) -> bool:
    """True where a small letter or a closing bracket meets a capital."""
    return line[at].isupper() and (line[at - 1].islower() or line[at - 1] == ")")


def _ends(line: str, end: int) -> bool:
    """True where a name can end: before a capital, a separator, or nothing."""
    return end == len(line) or line[end].isupper() or line[end] in ",;|·"
