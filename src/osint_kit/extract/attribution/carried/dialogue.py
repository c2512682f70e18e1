"""Speech that dashes set off in a paragraph of its own: "– Three are hurt. They are safe – said the mayor. – Two went home."."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.attribution.words import SPEECH, Script
from osint_kit.extract.tokens import MARK

_DASHES: Final = frozenset("–—―-")
_BESIDE: Final = 4  # tokens between a dash and the verb of speech behind it


def speeches(script: Script) -> list[tuple[int, int]]:
    """The stretches that are spoken as (token of the opening dash, token of the closing dash or the paragraph's end)."""
    found: list[tuple[int, int]] = []
    words, count = script.words, len(script.words)
    at = 0
    while at < count:
        end = next((i for i in range(at, count) if script.kinds[i] == MARK and words[i][0] == "\n"), count)
        if at < end and _is_dash(script, at):
            found += _in_paragraph(script, at, end)
        at = end + 1
    return found


def _in_paragraph(script: Script, first: int, end: int) -> list[tuple[int, int]]:
    """The speeches of a paragraph that begins with a dash; none where no verb of speech stands behind any, as in a list."""
    begins = set(script.tokens.sentences)
    found: list[tuple[int, int]] = []
    opened = first
    for at in range(first + 1, end):
        if not _is_dash(script, at):
            continue
        if opened < 0:
            opened = at
        elif at not in begins and _tells(script, at, end):
            found.append((opened, at))
            opened = -1
    if found and opened >= 0:
        found.append((opened, end))
    return found


def _is_dash(script: Script, at: int) -> bool:
    """Whether a dash stands at a token, with a space behind it."""
    return script.words[at] in _DASHES and not script.tokens.glued(at + 1)


def _tells(script: Script, at: int, end: int) -> bool:
    """Whether a verb of speech stands behind a dash, before the next mark."""
    for i in range(at + 1, min(at + _BESIDE, end)):
        if script.kinds[i] == MARK:
            return False
        if script.flags[i] & SPEECH:
            return True
    return False
