"""Numbers that say which one, not how many: the 14th of the month, an item of a list, a title, a decade, an hour."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.numbers.named import counts_something
from osint_kit.extract.quotes import quotations
from osint_kit.extract.tokens import MARK, NUMBER, WORD, Tokens
from osint_kit.lexicon.phrases import normal

_SHARE_NEAR: Final = 5  # tokens after "el 10 y el 15 %" in which the percent can stand
_ITEM: Final = 40  # tokens of the first item of a list within a line
_TITLE: Final = 9  # tokens of a title with its quotation marks
_GROUPS: Final = 3  # numbers in a row that are a telephone's
_MANY: Final = 7  # numbers in a row that are a table's
_TELEPHONE: Final = range(8, 16)  # digits of a telephone number
_QUOTES: Final = '«“"„‘'


def as_day(tokens: Tokens, at: int) -> str | None:
    """``el 14``, ``el jueves 12``, ``el día 3``: behind an article in the singular or a weekday nothing is counted."""
    word, before = tokens.words[at], tokens.entries[at - 1]
    if not word.isdigit() or len(word) > 4 or before.keys().isdisjoint(("singular", "weekdays", "units")):
        return None
    if "weekdays" in before:
        return None if int(word) > 31 or counts_something(tokens, at) else "date"
    if "singular" in before:
        return None if _is_share(tokens, at) or _hedged(tokens, at) else "ordinal"
    day = tokens.code("units", at - 1) == "day" and "singular" in tokens.entries[at - 2] if at > 1 else False
    return "ordinal" if day and int(word) <= 31 and not counts_something(tokens, at) else None


def _is_share(tokens: Tokens, at: int) -> bool:
    """Whether a percent follows (``el 10 y el 15 %``) or a whole (``el 3 de cada 10``), or another word that multiplies."""
    near = range(at + 1, min(at + _SHARE_NEAR, tokens.sentence(at)[1]))
    if any(tokens.code("units", i) == "percent" for i in near):
        return True
    after = at + 1
    if after >= len(tokens):
        return False
    found = tokens.match("units", after)
    return (found is not None and found[0] == "percent") or tokens.means(after, ("one_in", "scales"))


def as_telephone_groups(tokens: Tokens, at: int) -> str | None:
    """``91 398 76 54``: three numbers or more in a row with nothing between, as long as a telephone number."""
    kinds, first, last = tokens.kinds, at, at + 1
    while first and kinds[first - 1] == NUMBER and at - first < _MANY:
        first -= 1
    while last < len(tokens) and kinds[last] == NUMBER and last - at < _MANY:
        last += 1
    if not _GROUPS <= last - first < _MANY:
        return None
    digits = "".join(tokens.words[first:last]).replace(" ", "")
    return "telephone" if digits.isdigit() and len(digits) in _TELEPHONE else None


def as_postcode(tokens: Tokens, at: int) -> str | None:
    """``Alcalá, 47, 28014 Madrid``: five digits between a comma and the name of a town."""
    word, after = tokens.words[at], at + 1
    if len(word) != 5 or not word.isdigit() or tokens.words[at - 1] != "," or after >= len(tokens):
        return None
    town = tokens.kinds[after] == WORD and tokens.words[after][0].isupper()
    return "place" if town and "nouns" not in tokens.entries[after] and "actors" not in tokens.entries[after] else None


def as_list_number(tokens: Tokens, at: int) -> str | None:
    """``1.`` or ``2)`` at the beginning of a line, ``Agenda: 1. Minutes. 2. Report.`` within one."""
    word, words = tokens.words[at], tokens.words
    if at + 2 >= len(tokens) or not word.isdigit() or len(word) > 2:
        return None
    if at and words[at - 1] == "(":
        return "list" if _is_a_bracketed_item(tokens, at) else None
    at_line_start = at == 0 or words[at - 1][0] in "\n;"
    if words[at + 1] == ")" and tokens.glued(at + 1) and tokens.kinds[at + 2] == WORD and not _in_open_bracket(tokens, at):
        return "list" if at_line_start or words[at - 1] in ":;,." else None  # agenda: 1) opening; 2) …
    opens = at_line_start or (not tokens.lexicon.ordinal_dot and _goes_on(tokens, at))
    closed = opens and words[at + 1] in (".", ")") and tokens.glued(at + 1) and not tokens.glued(at + 2)
    return "list" if closed and tokens.kinds[at + 2] == WORD and words[at + 2][0].isupper() else None


def _is_a_bracketed_item(tokens: Tokens, at: int) -> bool:
    """``(1) the fence, (2) the gate and (3) the wall``: a mark between brackets at the head of an item."""
    opening, after = at - 1, at + 2
    if tokens.words[at + 1] != ")" or tokens.kinds[after] != WORD or tokens.glued(after) or tokens.glued(opening):
        return False
    before = opening - 1
    return before < tokens.sentence(at)[0] or tokens.words[before][0] in ":;,.\n•" or tokens.joins(before)


def _in_open_bracket(tokens: Tokens, at: int) -> bool:
    for near in range(at - 1, max(-1, at - _ITEM), -1):
        if tokens.words[near] in "()":
            return tokens.words[near] == "("
    return False


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether a number is a sentence by itself (``2.``), or the one behind a colon that such a two follows."""
    first, end = tokens.sentence(at)
    if first == at:
        return True
    if tokens.words[at] != "1" or tokens.words[at - 1] not in ":—–":
        return False
    words = tokens.words
    near = range(end, min(end + _ITEM, len(tokens) - 1))
    return any(words[i] == "2" and words[i + 1] in (".", ")") and tokens.glued(i + 1) for i in near)


def titles(tokens: Tokens) -> list[tuple[int, int]]:
    """Quoted titles within a sentence: «Cien años de soledad». They begin with a capital and tell of nothing that happened.

    Where all nouns are written large only a number word at their head shows that they are names: der Roman »Zwei Leben«.
    """
    if not any(mark in tokens.text for mark in _QUOTES):
        return []
    numbered = tokens.lexicon.capital_nouns
    return [
        (opening, close)
        for opening, close in quotations(tokens)
        if close - opening <= _TITLE
        and _is_title(tokens, opening, close)
        and (not numbered or "cardinals" in tokens.entries[opening + 1])
    ]


_TELLS: Final = ("events", "speech_verbs", "moods")


def _is_title(tokens: Tokens, opening: int, close: int) -> bool:
    first = opening + 1
    if first >= close or tokens.kinds[first] != WORD or not tokens.words[first][0].isupper() or close >= len(tokens):
        return False
    before = opening - 1
    if before < tokens.sentence(opening)[0]:
        counted = tokens.code("cardinals", first) is not None and close - first > 1
        if not counted or close + 1 >= len(tokens) or tokens.kinds[close + 1] != WORD:
            return False  # speech, which a comma parts from its speaker
    elif tokens.words[before] not in ",(" and (tokens.kinds[before] != WORD or _introduces_speech(tokens, before)):
        return False
    for at in range(first, close):
        verb = tokens.code("grammar", at) in ("verb", "be", "have")
        if verb or tokens.words[at] in ".!?;\n" or tokens.means(at, _TELLS):
            return False
    return True


def _introduces_speech(tokens: Tokens, at: int) -> bool:
    """Whether a capital behind a word may open speech: "that", and in English a verb of speech without its colon."""
    said = tokens.match("speech_verbs", at) is not None and tokens.lexicon.decimal == "."
    return said or tokens.code("grammar", at) == "that"


def is_clock(tokens: Tokens, at: int) -> bool:
    """``a las siete y media``: a number word up to 24 behind "at the", and nothing is counted by it."""
    if at + 1 < len(tokens) and "designators_after" in tokens.entries[at + 1] and tokens.code("cardinals", at) is not None:
        found = tokens.match("designators_after", at + 1)
        if found is not None and found[0] == "clock":
            return True  # nine o'clock, le cinque del mattino
    if at < 2 or tokens.code("designators", at - 1) != "clock":
        return False
    opener, digits = tokens.entries[at - 2], tokens.kinds[at] == NUMBER
    hour = tokens.code("cardinals", at)
    if digits and tokens.words[at].isdigit() and len(tokens.words[at]) < 3:
        hour = float(tokens.words[at])
    led = "date_to" in opener or "date_frames" in opener
    led = led or (not digits and tokens.code("grammar", at - 2) in ("prep", "to", "of"))
    if not led or not isinstance(hour, float | int) or hour > 24:
        return False
    after = at + 1
    if after >= len(tokens) or tokens.kinds[after] == MARK:
        return True
    return normal(tokens.words[after]) in tokens.lexicon.function_words or tokens.match("designators_after", after) is not None


def is_decade(tokens: Tokens, at: int) -> bool:
    """``en los noventa``, ``años noventa``: a round number word behind an article, and nothing is counted by it."""
    tens = tokens.code("cardinals", at)
    if tens not in (20, 30, 40, 50, 60, 70, 80, 90) or at < 2 or counts_something(tokens, at):
        return False
    after = at + 1
    closes = after >= len(tokens) or tokens.kinds[after] == MARK or normal(tokens.words[after]) in tokens.lexicon.function_words
    if not closes or (after + 1 < len(tokens) and tokens.joins(after) and "cardinals" in tokens.entries[after + 1]):
        return False
    if "decade_before" in tokens.entries[at - 1]:
        return True
    plural = (
        tokens.code("grammar", at - 1) == "det"
        and "linkers" in tokens.entries[at - 1]
        and "singular" not in tokens.entries[at - 1]
    )
    return plural and tokens.code("grammar", at - 2) in ("prep", "of") and not _hedged(tokens, at)


def _hedged(tokens: Tokens, at: int) -> bool:
    return any(tokens.endings("hedges_before", at, at - 5))


def is_town(tokens: Tokens, at: int) -> bool:
    """Whether a name that the lexicon does not count stands at a token, as a town does behind its postcode."""
    if at >= len(tokens) or tokens.kinds[at] != WORD or tokens.lexicon.capital_nouns:
        return False
    known = tokens.entries[at].keys().isdisjoint(("nouns", "units", "currencies", "actors", "scales"))
    return known and tokens.words[at][0].isupper() and not tokens.words[at].isupper()
