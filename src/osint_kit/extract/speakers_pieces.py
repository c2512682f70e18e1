"""A sentence cut at its breaks: commas, dashes, brackets and quotation marks that open or close speech."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from osint_kit.extract.quotes import is_quote_mark
from osint_kit.extract.speakers_phrases import quoted_name
from osint_kit.extract.speakers_words import CAPITAL, QUANTITY, RELATIVE, THAT, TIME, Script
from osint_kit.extract.tokens import MARK, NUMBER, WORD

_BREAKS: Final = frozenset(",;:–—…!?")


@dataclass(slots=True)
class Pieces:
    """One sentence and its breaks.

    first, end  its tokens
    breaks      the tokens at which a piece ends, ascending
    """

    script: Script
    first: int
    end: int
    breaks: list[int]

    def around(self, at: int) -> tuple[int, int]:
        """The piece that holds a token: its first token and the token after its last."""
        i = bisect_right(self.breaks, at)
        high = self.breaks[i] if i < len(self.breaks) else self.end
        if i and self.breaks[i - 1] == at:
            return at, at + 1
        return self.breaks[i - 1] + 1 if i else self.first, high

    def unit(self, at: int) -> tuple[int, int]:
        """The stretch between semicolons that holds a token."""
        low, high = self.first, self.end
        for i in self.breaks:
            if self.script.words[i] == ";":
                if i < at:
                    low = i + 1
                else:
                    high = i
                    break
        return low, high

    def aside(self, at: int) -> tuple[int, int] | None:
        """The brackets or the pair of dashes around a token."""
        words = self.script.words
        opened = -1
        for i in self.breaks:
            if i > at:
                break
            if words[i] == "(":
                opened = i
            elif words[i] == ")":
                opened = -1
        if opened >= 0:
            return opened + 1, next((i for i in self.breaks if i > at and words[i] == ")"), self.end)
        dashes = [i for i in self.breaks if words[i] in "–—-"]
        for left, right in zip(dashes[::2], dashes[1::2], strict=False):
            if left < at < right:
                return left + 1, right
        return None

    def holds_number(self, low: int, high: int) -> bool:
        """Whether a stretch states an amount that is no date."""
        flags = self.script.flags
        return any(flags[i] & QUANTITY and not in_date(self.script, i) for i in range(low, high))


def cut(script: Script, first: int, end: int) -> Pieces:
    """The pieces of a sentence."""
    return Pieces(script, first, end, [i for i in range(first, end) if script.kinds[i] == MARK and _is_break(script, i)])


def _is_break(script: Script, at: int) -> bool:
    word = script.words[at]
    if word in _BREAKS or word[0] == "\n":
        return True
    if word in "()":
        return not _acronym_bracket(script, at)
    if word == "-":
        return not script.tokens.glued(at) and not script.tokens.glued(at + 1)
    if is_quote_mark(word):
        return not _of_name(script, at)
    return word == "." and at > 0 and not script.flags[at - 1] & CAPITAL


def _acronym_bracket(script: Script, at: int) -> bool:
    """Brackets around one word: (MIF)."""
    words = script.words
    opened = at if words[at] == "(" else at - 2
    return 0 <= opened and opened + 2 < len(words) and words[opened] == "(" and words[opened + 2] == ")" and script.kinds[opened + 1] == WORD


def _of_name(script: Script, at: int) -> bool:
    """Whether a mark belongs to a quoted name within the sentence, not to speech."""
    words = script.words
    for opening, close in script.quotes:
        if at in (opening, close):
            following = words[close + 1] if close + 1 < len(words) else ""
            return bool(quoted_name(script, opening)) and following not in ("", ",", ".", ":") and words[opening - 1 if opening else 0] != ":"
        if opening > at:
            break
    return False


def in_date(script: Script, at: int) -> bool:
    """Whether a number stands in a date: beside a month or a weekday, or as a bare year."""
    flags = script.flags
    if script.kinds[at] != NUMBER:
        return False
    if any(flags[i] & TIME for i in range(max(0, at - 2), min(len(flags), at + 3))):
        return True
    word = script.words[at]
    return len(word) == 4 and word[:2] in ("19", "20")


def content_follows(pieces: Pieces, stop: int, high: int) -> bool:
    """Whether a verb's piece goes on with what is said: "that", an amount, a colon or a quotation after it."""
    script = pieces.script
    flags, kinds, words = script.flags, script.kinds, script.words
    if any(flags[i] & THAT and kinds[i] == WORD for i in range(stop, high)) or pieces.holds_number(stop, high):
        return True
    if high >= pieces.end:
        return False
    if words[high] == ":" or is_quote_mark(words[high]) and any(opening == high for opening, _ in script.quotes):
        return True
    after = flags[high + 1] if high + 1 < pieces.end else 0
    return words[high] == "," and bool(after & THAT) and not after & RELATIVE
