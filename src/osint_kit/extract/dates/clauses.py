"""Clauses as far as dates need them: where a stretch between commas ends, whether it has a verb, whether it is speech."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

from osint_kit.extract.dates.tense import by_ending
from osint_kit.extract.quotes import is_quote_mark
from osint_kit.extract.tokens import MARK, WORD, Tokens

_QUOTED: Final = 6  # tokens from one mark of a quoted name to the other
FAR: Final = 240  # tokens; a longer way within one sentence is a list and no sentence
_BREAKS: Final = frozenset(',;:–—()[]"«»„“”…')
_PLAIN: Final = frozenset(".,;:!?()[]{}\"'«»„“”‘’‚…-–—/%°&+*=#@_<>|~^$€£")
_AUXILIARIES: Final = frozenset(("be", "have"))
_FINITE: Final = _AUXILIARIES | {"verb"}


@dataclass(slots=True)
class Clauses:
    """The stretches of a document's sentences between commas, brackets, quotation marks and "that"."""

    tokens: Tokens
    _cuts: dict[int, list[int]] = field(default_factory=dict)

    def around(self, at: int) -> tuple[int, int]:
        """The stretch that holds a token: its first token and the token after its last."""
        begin, end = self.tokens.sentence(at)
        cuts = self._cuts.get(begin)
        if cuts is None:
            cuts = self._cuts[begin] = [i for i in range(begin, end) if self._is_cut(i, begin)]
        i = bisect_left(cuts, at)
        return (cuts[i - 1] + 1 if i else begin), (cuts[i] if i < len(cuts) else end)

    def _is_cut(self, at: int, begin: int) -> bool:
        tokens = self.tokens
        if tokens.kinds[at] == MARK:
            if is_quote_mark(tokens.words[at]):
                return not _sets_off_a_name(tokens, at)
            return tokens.words[at] in _BREAKS or self.is_wall(at)
        # "that" opens a clause after a verb of speech, or after "and"; elsewhere it may be an article
        if not self.tokens.is_a(at, "that"):
            return False
        near = range(max(begin, at - 6), at)
        return any("speech_verbs" in tokens.entries[i] for i in near) or (at > begin and self.tokens.is_a(at - 1, "and"))

    def is_wall(self, at: int) -> bool:
        """A mark over which no date reaches: a semicolon, a line break, a pictogram."""
        word = self.tokens.words[at]
        if self.tokens.kinds[at] != MARK:
            return False
        return word == ";" or word[0] == "\n" or (word not in _PLAIN and unicodedata.category(word[0]) == "So")

    def walled(self, first: int, last: int) -> bool:
        """Whether such a mark stands between two tokens."""
        return any(self.is_wall(at) for at in range(first, min(last, first + FAR)))

    def has_verb(self, first: int, last: int, auxiliaries: bool = False) -> bool:
        """Whether a finite verb (or an auxiliary, or a word that looks ahead) stands between two tokens."""
        wanted = _AUXILIARIES if auxiliaries else _FINITE
        for at in range(first, min(last, first + FAR)):
            entry = self.tokens.entries[at]
            if "grammar" in entry and any(code in wanted and not rest for rest, code in entry["grammar"]):
                return True
            if "date_tense" in entry and (found := self.tokens.match("date_tense", at)) and found[0] == "future":
                return True
        return False

    def states(self, first: int, last: int) -> bool:
        """Whether a verb, told by its ending at least, stands between two tokens."""
        return self.has_verb(first, last) or any(by_ending(self.tokens, at) for at in range(first, min(last, first + FAR)))

    def joined(self, first: int, last: int) -> bool:
        """Whether an "and" stands between two tokens."""
        return any(self.tokens.joins(at) for at in range(first, min(last, first + FAR)))

    def speech(self, first: int, last: int) -> tuple[int, int, bool] | None:
        """The first verb of speech between two tokens: its tokens, and whether it is one of saying and not passive."""
        tokens = self.tokens
        last = min(last, first + FAR)
        for at in range(first, last):
            if "speech_verbs" not in tokens.entries[at] or at in tokens.dated:
                continue
            if tokens.lexicon.capital_nouns and tokens.words[at][0].isupper():
                continue
            found = tokens.match("speech_verbs", at)
            if found is None:
                continue
            kind, partner = _kind(str(found[0]))
            if partner and not any(tokens.words[near].lower() == partner for near in range(at + 1, last)):
                continue
            passive = any(self.tokens.is_a(near, "be") for near in range(max(first, at - 3), at))
            return at, at + found[1], kind == "say" and not passive
        return None

    def words(self, first: int, last: int, but: range) -> int:
        """How many words stand between two tokens, those of a range left out."""
        return sum(self.tokens.kinds[at] != MARK for at in range(first, min(last, first + FAR)) if at not in but)

    def next_word(self, at: int) -> int:
        """The first word at or after a token."""
        while at < len(self.tokens) and self.tokens.kinds[at] != WORD:
            at += 1
        return at


def _kind(code: str) -> tuple[str, str]:
    """A verb's kind, and the word that must follow it (``say/mit``, ``state+at``)."""
    for sign in "/+":
        kind, found, partner = code.partition(sign)
        if found:
            return kind, partner
    return code, ""


def _sets_off_a_name(tokens: Tokens, at: int) -> bool:
    """Whether a quotation mark is one of a pair around a few words that are no speech: 60 « mercenaires » lundi."""
    ways = (range(at + 1, min(at + _QUOTED, len(tokens))), range(at - 1, max(at - _QUOTED, -1), -1))
    nearest = [next((i for i in way if tokens.kinds[i] != WORD), at) for way in ways]
    return any(i != at and is_quote_mark(tokens.words[i]) for i in nearest)
