"""Names that marks hold together, in quotation marks or with a dot as faz.net, and what is no part of a name."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.attribution.words import (
    BE,
    CAPITAL,
    DET,
    HAVE,
    HEDGE,
    MOOD,
    NOUN,
    POSSESSIVE,
    PREP,
    QUANTITY,
    TIME,
    TITLE,
    VERB,
    Script,
)
from osint_kit.extract.tokens import NUMBER, WORD

_PLURAL: Final = 2  # letters of an abbreviation of a plural
_QUOTED: Final = 7  # tokens of a quoted name with its marks


def quoted_name(script: Script, at: int) -> int:
    """The closing mark of a short quotation that is a name, not speech, or 0."""
    close = script.closing(at) or _apostrophe(script, at)
    return close if 0 < close <= at + _QUOTED and close < len(script.words) and _names(script, at + 1, close) else 0


def _apostrophe(script: Script, at: int) -> int:
    """The apostrophe that closes a name which one opens: el diario 'Filastin'; or 0."""
    words, tokens = script.words, script.tokens
    if words[at] != "'" or tokens.glued(at) or not tokens.glued(at + 1):
        return 0
    return next((i for i in range(at + 2, min(at + _QUOTED, len(words))) if words[i] == "'" and tokens.glued(i)), 0)


def _names(script: Script, first: int, end: int) -> bool:
    """Whether the words between two quotation marks are a name: no verb, no amount, no break."""
    hedged = script.flags[first] & HEDGE and any(script.kinds[i] == NUMBER for i in range(first, end))
    if script.flags[first] & QUANTITY or hedged:
        return False  # a “cerca de 230” soldados
    words, flags, verbs = script.words, script.flags, VERB | BE | HAVE | MOOD
    # a verb in capitals belongs to the name: L'Est républicain
    return not any(words[i] in ".!?,;:" or (flags[i] & verbs and not words[i][0].isupper()) for i in range(first, end))


GOES_ON: Final = 1
ENDS: Final = 2


def full_stop(script: Script, at: int, opens: bool) -> int:
    """Whether a name goes on past a full stop, or may end with it (FF.MM.); 0 where it belongs to no name. ``opens``: no noun yet."""
    before, capital = script.words[at - 1], script.words[at - 1].isupper()
    if script.kinds[at - 1] == NUMBER and opens and script.tokens.lexicon.ordinal_dot:
        return GOES_ON  # die 6. Flotte
    if capital and len(before) == len(set(before)) + 1 == _PLURAL:
        return ENDS
    return GOES_ON if (capital and len(before) == 1) or script.flags[at - 1] & TITLE else 0


def host_end(script: Script, at: int, limit: int) -> int:
    """The token after a name like faz.net, or 0."""
    if at + 2 >= limit or script.words[at + 1] != "." or script.kinds[at + 2] != WORD or not script.words[at + 2].islower():
        return 0
    return at + 3 if script.tokens.glued(at + 1) and script.tokens.glued(at + 2) else 0


def counts(script: Script, at: int) -> bool:
    """Whether an amount stands behind a preposition, which in German is no part of a speaker's name."""
    return script.capital_nouns and bool(script.flags[at] & QUANTITY) and not script.flags[at] & (DET | NOUN)


def is_article(script: Script, at: int) -> bool:
    """Whether "of" stands for an article, at the head of a clause before an adjective: "De nouvelles données montrent"."""
    heads = at == 0 or script.kinds[at - 1] != WORD
    return heads and script.tokens.lexicon.elision and not script.flags[at + 1] & _NO_ADJECTIVE


_NO_ADJECTIVE: Final = CAPITAL | DET | NOUN | POSSESSIVE | PREP | QUANTITY | TIME
