"""A sentence cut at its breaks: commas, dashes, brackets and quotation marks that open or close speech."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from osint_kit.extract.attribution.names import quoted_name
from osint_kit.extract.attribution.words import (
    ADVERB,
    BUT,
    CAPITAL,
    HAVE,
    HEDGE,
    INFINITIVE,
    MOOD,
    NOUN,
    PRONOUN,
    QUANTITY,
    RELATIVE,
    SPEAKER,
    SPEECH,
    SUBORDINATE,
    THAT,
    TIME,
    TO,
    VERB,
    Script,
)
from osint_kit.extract.quotes import is_quote_mark
from osint_kit.extract.tokens import MARK, NUMBER, WORD

_SMALL: Final = ADVERB | SUBORDINATE | BUT
_TELLS: Final = SPEECH | NOUN | PRONOUN
_TO_BE: Final = VERB | HAVE  # which no ending tells from other words
_BREAKS: Final = frozenset(",;:–—…!?")


@dataclass(slots=True)
class Pieces:
    """One sentence and its breaks.

    first, end  its tokens
    breaks      the tokens at which a piece ends, outside brackets, ascending
    brackets    (opening bracket or dash, closing one, breaks between them)
    skips       for each opening bracket the token after its closing one
    """

    script: Script
    first: int
    end: int
    breaks: list[int]
    brackets: list[tuple[int, int, list[int]]]
    skips: dict[int, int]

    def around(self, at: int) -> tuple[int, int]:
        """The piece that holds a token: its first token and the token after its last. Brackets do not interrupt a piece."""
        first, end, breaks = self.first, self.end, self.breaks
        for opened, close, inner in self.brackets:
            if opened < at < close:
                first, end, breaks = opened + 1, close, inner
                break
        i = bisect_right(breaks, at)
        if i and breaks[i - 1] == at:
            return at, at + 1
        return (breaks[i - 1] + 1 if i else first), (breaks[i] if i < len(breaks) else end)

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
        for opened, close, _ in self.brackets:
            if opened < at < close:
                return opened + 1, close
        return None

    def holds_number(self, low: int, high: int) -> bool:
        """Whether a stretch states an amount that is no date."""
        flags, masked, match = self.script.flags, self.script.tokens.masked, self.script.tokens.match
        return any(
            flags[i] & QUANTITY
            and not flags[i] & HEDGE
            and i not in masked
            and not in_date(self.script, i)
            and not match("not_numerals", i)
            for i in range(low, high)
        )


def cut(script: Script, first: int, end: int) -> Pieces:
    """The pieces of a sentence."""
    marks = [i for i in range(first, end) if script.kinds[i] == MARK]
    pairs = _pairs(script, marks, first, end)
    breaks: list[int] = []
    brackets: list[tuple[int, int, list[int]]] = []
    inside = -1  # the closing mark of the brackets that a mark stands in
    for i in marks:
        if i in pairs and i > inside:
            inside = pairs[i]
            brackets.append((i, inside, []))
        elif i == inside:
            inside = -1
        elif _is_break(script, i):
            (brackets[-1][2] if i < inside else breaks).append(i)
    return Pieces(script, first, end, breaks, brackets, {opened: close + 1 for opened, close, _ in brackets})


_ASIDE: Final = 25  # tokens between a pair of dashes


def _pairs(script: Script, marks: list[int], first: int, end: int) -> dict[int, int]:
    """Brackets and pairs of dashes: opening mark → closing mark."""
    pairs: dict[int, int] = {}
    bracket = dash = -1
    for i in marks:
        word = script.words[i]
        if word == "(" and bracket < 0 and not _acronym_bracket(script, i):
            bracket = i
        elif word == ")" and bracket >= 0:
            pairs[bracket] = i
            bracket = -1
        elif _is_dash(script, i) and i > first:  # one that opens a sentence opens speech
            if dash >= 0 and i - dash <= _ASIDE:
                pairs[dash] = i
                dash = -1
            else:
                dash = i
        elif word == ";":
            dash = -1
    if bracket >= 0:
        pairs[bracket] = end
    return pairs


def _is_dash(script: Script, at: int) -> bool:
    return script.words[at] in "–—-" and not script.tokens.glued(at) and not script.tokens.glued(at + 1)


def _is_break(script: Script, at: int) -> bool:
    word = script.words[at]
    if word == ":" and script.tokens.glued(at + 1) and script.kinds[at + 1] == NUMBER == script.kinds[at - 1]:
        return False  # 09:12
    if word == "," and _sets_off_adverb(script, at):
        return False
    if word in _BREAKS or word[0] == "\n":
        return True
    if word == "-":
        return _is_dash(script, at)
    if is_quote_mark(word):
        return not _of_name(script, at) and not _possesses(script, at)
    if word != "." or at == 0 or script.flags[at - 1] & CAPITAL or script.kinds[at - 1] == NUMBER:
        return False
    return script.words[at - 1] not in script.tokens.lexicon.abbreviations  # "5 proc. w tym roku"


def _sets_off_adverb(script: Script, at: int) -> bool:
    """Whether a comma only sets a small word off: "al menos 33[, pues,] habrían muerto", where speech is not told."""
    words, flags = script.words, script.flags
    if at + 2 < len(words) and words[at + 2] == ",":
        return bool(flags[at + 1] & _SMALL) and not flags[at + 1] & _TELLS
    return at > 1 and words[at - 2] == "," and bool(flags[at - 1] & _SMALL) and not flags[at - 1] & _TELLS


def _acronym_bracket(script: Script, at: int) -> bool:
    """Brackets around one word: (MIF), but not the speaker of "12 morts (police), 19 (hôpital)"."""
    words = script.words
    opened = at if words[at] == "(" else at - 2
    if opened < 0 or opened + 2 >= len(words) or script.kinds[opened + 1] != WORD:
        return False
    told = script.flags[opened + 1] & SPEAKER and words[opened + 1].islower()
    return words[opened] == "(" and words[opened + 2] == ")" and not told


def _of_name(script: Script, at: int) -> bool:
    """Whether a mark belongs to a quoted name within the sentence, not to speech."""
    quoted = script.quotation(at)
    return quoted is not None and at in quoted and bool(quoted_name(script, quoted[0])) and is_within(script, *quoted)


def _possesses(script: Script, at: int) -> bool:
    """Whether a mark that closes no quotation only ends a possessive: the organisers’ count."""
    owned = script.words[at] == "’" and at > 0 and script.words[at - 1][-1:] in "sS" and script.tokens.glued(at)
    return owned and not script.tokens.glued(at + 1) and (script.quotation(at) or (at, -1))[1] != at


def is_within(script: Script, opening: int, close: int) -> bool:
    """Whether a short quotation stands in the middle of a clause, or after a noun: the organisation "Quiet Shore"."""
    if opening and script.flags[opening - 1] & NOUN:
        return True
    following = script.words[close + 1] if close + 1 < len(script.words) else "."
    return following not in ",.:" and (opening == 0 or script.words[opening - 1] != ":")


def in_date(script: Script, at: int) -> bool:
    """Whether a number stands in a date: beside a month or a weekday, or as a bare year."""
    flags = script.flags
    if script.kinds[at] != NUMBER:
        return False
    if any(flags[i] & TIME for i in range(max(0, at - 2), min(len(flags), at + 3))):
        return True
    word = script.words[at]
    return len(word) == 4 and word[:2] in ("19", "20")


def is_reported(pieces: Pieces, at: int) -> bool:
    """Whether the piece of a token has a verb in the mood of reported speech: "die Lage sei ernst"."""
    script = pieces.script
    return any(script.flags[i] & MOOD and ("reported", 1) in script.codes("moods", i) for i in range(*pieces.around(at)))


def is_content(pieces: Pieces, at: int) -> bool:
    """Whether a piece tells what is said: in the mood of reported speech, or with an infinitive, "Zölle … zu erheben"."""
    script, (low, high) = pieces.script, pieces.around(at)
    if is_reported(pieces, at) or any(
        script.flags[i] & TO and script.flags[i + 1] & (INFINITIVE | _TO_BE) for i in range(low, high)
    ):
        return True
    last = script.words[high - 1]
    return last.islower() and last.endswith("n") and "zu" in last[1:-3]  # einzustellen


def content_follows(pieces: Pieces, stop: int, high: int) -> bool:
    """Whether a verb's piece goes on with what is said: "that", an amount, a colon or a quotation after it."""
    script = pieces.script
    flags, kinds, words = script.flags, script.kinds, script.words
    if any(flags[i] & THAT and kinds[i] == WORD for i in range(stop, high)) or pieces.holds_number(stop, high):
        return True
    if high >= pieces.end:
        return False
    if words[high] == ":" or script.closing(high):
        return True
    after = flags[high + 1] if high + 1 < pieces.end else 0
    return words[high] == "," and bool(after & THAT) and not after & RELATIVE


def is_headline(script: Script, number: int) -> bool:
    """Whether a line ends behind a sentence without a full stop."""
    last = script.tokens.sentences[number + 1] - 1
    return script.words[last][0] == "\n" and last > 0 and script.kinds[last - 1] != MARK
