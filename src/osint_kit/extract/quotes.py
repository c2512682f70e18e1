"""Where a text quotes: pairs of quotation marks of every kind, also where one of the pair is missing."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.tokens import MARK, Tokens

_CLOSERS: Final = {"„": '“”"', "“": "”“", "«": "»", "»": "«", "‚": "‘’", "‘": "’", "‹": "›", "›": "‹", "”": "”"}
_MARKS: Final = frozenset('„“”«»‚‘’‹›"')
_SHARED: Final = frozenset('“”»›‘’"')  # open or close by what they touch


def is_quote_mark(word: str) -> bool:
    """Whether a token is a quotation mark of any kind."""
    return word in _MARKS


def is_quoted_alone(tokens: Tokens, at: int) -> bool:
    """Whether one token and no more stands between two quotation marks: «Весна»."""
    words = tokens.words
    return 0 < at < len(words) - 1 and is_quote_mark(words[at - 1]) and is_quote_mark(words[at + 1])


def quotations(tokens: Tokens) -> list[tuple[int, int]]:
    """The quotations as (token of the opening mark, token of the closing mark), in order, not nested.

    A mark that nothing closes in its paragraph quotes to the paragraph's end; a mark that only closes is left alone.

    >>> from osint_kit.extract.tokens import tokenise
    >>> from osint_kit.lexicon import load_lexicon
    >>> quotations(tokenise('"Zwölf Tote", sagte er.', load_lexicon("de")))
    [(0, 3)]
    """
    found: list[tuple[int, int]] = []
    words = tokens.words
    opened, closers = -1, ""
    for at, kind in enumerate(tokens.kinds):
        if kind != MARK:
            continue
        word = words[at]
        if word[0] == "\n":
            if opened >= 0:
                found.append((opened, at))
                opened = -1
        elif word in _MARKS:
            if opened < 0:
                if _opens(tokens, at):
                    opened, closers = at, _CLOSERS.get(word, word)
            elif word in closers and not (word in _SHARED and word == words[opened] and _opens(tokens, at)):
                found.append((opened, at))
                opened = -1
    if opened >= 0:
        found.append((opened, len(words)))
    return found


def _opens(tokens: Tokens, at: int) -> bool:
    """Whether a mark opens: it touches the word after it, or at least not the one before."""
    word = tokens.words[at]
    touches_before = tokens.glued(at) and tokens.kinds[at - 1] != MARK
    if word in _SHARED:
        return tokens.glued(at + 1) and not touches_before
    return word != "«" or not touches_before
