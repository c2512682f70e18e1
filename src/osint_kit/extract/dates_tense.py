"""Whether the clause around a date looks back or ahead: that decides which Sunday, and which May, is meant."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.tokens import MARK, WORD, Tokens
from osint_kit.lexicon.model import normal

PAST: Final = "past"
FUTURE: Final = "future"
_BREAKS: Final = frozenset(',;:–—()"«»„“”')
_WINDOW: Final = 25
_SHORTEST: Final = 4  # letters of a word whose ending tells its tense


def tense(tokens: Tokens, first: int, last: int) -> str | None:
    """``past``, ``future`` or None, from the verb nearest to the date in its own stretch between commas, else in its sentence."""
    begin, end = tokens.sentence(first)
    begin, end = max(begin, first - _WINDOW), min(end, last + _WINDOW)
    left, right = first, last
    while left > begin and not _breaks(tokens, left - 1):
        left -= 1
    while right < end and not _breaks(tokens, right):
        right += 1
    for low, high in ((left, right), (begin, end)):
        for by_ending in (False, True):
            told = _nearest(tokens, low, first, last, high, by_ending)
            if told is not None:
                return told
    return None


def _breaks(tokens: Tokens, at: int) -> bool:
    return tokens.kinds[at] == MARK and tokens.words[at] in _BREAKS


def _nearest(tokens: Tokens, low: int, first: int, last: int, high: int, by_ending: bool) -> str | None:
    for distance in range(1, _WINDOW + 1):
        for at in (first - distance, last + distance - 1):
            if low <= at < high and (told := _by_ending(tokens, at) if by_ending else _by_word(tokens, at)):
                return told
    return None


def _by_word(tokens: Tokens, at: int) -> str | None:
    if "date_tense" not in tokens.entries[at]:
        return None
    found = tokens.match("date_tense", at)
    return str(found[0]) if found else None


def _by_ending(tokens: Tokens, at: int) -> str | None:
    endings = tokens.lexicon.tense_endings
    word = tokens.words[at]
    if not endings or tokens.kinds[at] != WORD or len(word) < _SHORTEST or not word[0].islower():
        return None
    if not tokens.entries[at].keys().isdisjoint(_NO_VERBS):
        return None
    form = normal(word)
    for told in (FUTURE, PAST):
        if form.endswith(endings.get(told, ())) and form not in endings.get(f"not_{told}", ()):
            return told
    return None


_NO_VERBS: Final = frozenset(
    (
        "nouns",
        "speaker_nouns",
        "speech_nouns",
        "cardinals",
        "months",
        "weekdays",
        "date_periods",
        "seasons",
        "currencies",
        "units",
        "linkers",
    )
)
