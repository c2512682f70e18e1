"""How a name that no file lists is written, so that it stays itself across case, article, script and inflection."""

from __future__ import annotations

from osint_kit.clean.index import words_of
from osint_kit.lexicon.script import latin


def phrase(text: str, articles: frozenset[str] = frozenset()) -> str:
    """A phrase without article and case, in Latin letters, its words joined by hyphens.

    >>> phrase("Der Hafenbehörde", frozenset({"der"})), phrase("Port Authority's")
    ('hafenbehorde', 'port-authority')
    """
    kept = [latin(word.form) for word in words_of(text) if word.form not in articles]
    return "-".join(part for part in kept if part) or latin(text.strip())
