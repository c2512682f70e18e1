"""Whether the clause around a date looks back or ahead: that decides which Sunday, and which May, is meant."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.tokens import MARK, WORD, Tokens
from osint_kit.lexicon.phrases import normal

PAST: Final = "past"
FUTURE: Final = "future"
_BREAKS: Final = frozenset(',;:–—()"«»„“”')
_WINDOW: Final = 25
_SHORTEST: Final = 4  # letters of a word whose ending tells its tense


def tense(tokens: Tokens, first: int, last: int, everywhere: bool = False) -> str | None:
    """``past``, ``future`` or None, from the verb nearest to the date in its own stretch between commas, or in its sentence."""
    begin, end = tokens.sentence(first)
    left, right = max(begin, first - _WINDOW), min(end, last + _WINDOW)
    if not everywhere:
        left = next((at + 1 for at in range(first - 1, left - 1, -1) if _breaks(tokens, at)), left)
        right = next((at for at in range(last, right) if _breaks(tokens, at)), right)
    return _nearest(tokens, left, first, last, right, False) or _nearest(tokens, left, first, last, right, True)


def _breaks(tokens: Tokens, at: int) -> bool:
    if tokens.kinds[at] != MARK:
        return False
    return tokens.words[at] in _BREAKS or (tokens.words[at] == "-" and not tokens.glued(at))


def _nearest(tokens: Tokens, low: int, first: int, last: int, high: int, ending: bool) -> str | None:
    for distance in range(1, _WINDOW + 1):
        for at in (first - distance, last + distance - 1):
            if low <= at < high and (told := by_ending(tokens, at) if ending else _by_word(tokens, at)):
                return told
    return None


def _by_word(tokens: Tokens, at: int) -> str | None:
    if "date_tense" not in tokens.entries[at] or at in tokens.dated:
        return None
    found = tokens.match("date_tense", at)
    if found is None or found[0] == "perfect":
        return None
    if found[0] == PAST and at and "date_tense" in tokens.entries[at - 1]:
        before = tokens.match("date_tense", at - 1)
        return FUTURE if before is not None and before[0] == FUTURE else PAST  # will have, but may have
    if found[0] == "supposed":  # "soll kommen" looks ahead, "soll gekommen sein" back
        begin, end = tokens.sentence(at)
        reach = range(max(begin, at - _WINDOW), min(end, at + _WINDOW))
        return PAST if any(tokens.code("date_tense", near) == "perfect" for near in reach) else FUTURE
    return str(found[0])


def by_ending(tokens: Tokens, at: int) -> str | None:
    """What the ending of a word tells, if it can be that of a verb."""
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
