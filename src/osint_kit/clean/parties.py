"""Who gives and who receives, where a sentence names states for goods or money: "Norway has delivered 18 howitzers to Ukraine"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from osint_kit.clean.index import Match, Word, words_of
from osint_kit.clean.names import Names
from osint_kit.clean.setting import Span


class Parties(NamedTuple):
    """Codes of who gives and who receives; null where the sentence does not tell."""

    giver: str | None
    receiver: str | None


def parties(sentence: str, names: Names, language: str | None, hidden: Sequence[Span] = ()) -> Parties:
    """The giver and the receiver of a sentence that names one or two states outside the stretches that name its speaker.

    A word before a state tells (from, to); of two states without such a word the first gives, unless the verb is one of receiving.

    >>> parties("Norway has delivered 18 howitzers to Ukraine", load_names(), "en")   # doctest: +SKIP
    Parties(giver='NO', receiver='UA')
    """
    words = [word for word in words_of(sentence) if not any(span.start <= word.start < span.end for span in hidden)]
    found: dict[str, Match] = {}
    for match in names.actors.find_words(words, language):
        found.setdefault(match.code, match)
    if not found or len(found) > 2:
        return Parties(None, None)
    codes = list(found)
    marks = {code: _mark(found[code], words, names, language) for code in codes}
    receives = any(word.form in names.receives.get(language or "", ()) for word in words)
    giver = next((code for code in codes if marks[code] == "from"), None)
    receiver = next((code for code in codes if marks[code] == "to" and code != giver), None)
    if len(codes) == 1:
        if giver or receiver:
            return Parties(giver, receiver)
        return Parties(None, codes[0]) if receives else Parties(codes[0], None)
    if giver is None and receiver is None:
        giver = codes[1] if receives else codes[0]
    other = {codes[0]: codes[1], codes[1]: codes[0]}
    return Parties(giver or other[str(receiver)], receiver or other[str(giver)])


def _mark(match: Match, words: Sequence[Word], names: Names, language: str | None) -> str:
    at = next(number for number, word in enumerate(words) if word.start == match.start)
    before = [word.form for word in words[max(0, at - 2) : at]]
    if before and before[-1] in names.articles and len(before) > 1:
        before = before[:1]
    last = before[-1] if before else ""
    if last in names.from_words.get(language or "", ()):
        return "from"
    return "to" if last in names.to_words.get(language or "", ()) else ""
