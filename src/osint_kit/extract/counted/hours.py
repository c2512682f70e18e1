"""Hours of the day without a word for the clock: "Mass is at 9", "o 18", "від 9 до 13", "the 7.42 to Paddington"."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.counted.things import Thing
from osint_kit.extract.numbers.hedges import Hedge
from osint_kit.extract.numbers.scales import Numeral
from osint_kit.extract.tokens import MARK, NUMBER, WORD, Tokens
from osint_kit.lexicon.phrases import normal

_DAY: Final = 24
_BLOCKS: Final = ("change_verbs", "count_nouns", "delta_words", "currencies", "quantifiers")
_RISES: Final = ("change_verbs", "currencies")
_CLOSERS: Final = ",.;:!?)…»”\"'"


def is_hour(tokens: Tokens, numeral: Numeral, thing: Thing, hedge: Hedge) -> bool:
    """Whether a bare numeral up to 24 behind a word such as "at" names the time, in a sentence that tells of no rise and no total."""
    if (
        thing.unit not in (None, "hour")
        or thing.money
        or numeral.scaled
        or numeral.share
        or numeral.currency
        or not _fits_a_day(tokens, numeral)
    ):
        return False
    first = min(numeral.first, hedge.first)
    led, start = _led(tokens, numeral.first, first)
    exact = "." in tokens.words[numeral.first]
    begin, end = tokens.sentence(numeral.first)
    headed = start == begin and tokens.words[thing.end : thing.end + 1] == [","]  # "Vers six heures, un feu a pris"
    if not led or (led == "minutes" and not exact) or (thing.unit == "hour" and numeral.first - start < 2 and not headed):
        return False
    opens = start == begin and led == "at" and not thing.own  # "Gegen sechs brannte es"
    if not opens and not _closes(tokens, numeral, led) and thing.unit is None:
        return False
    if any(found[0] == "not" for found in tokens.endings("hours", first, first - 4)):
        return False
    near = range(max(begin, first - 12), min(end, numeral.last + 6))
    blocks = _RISES if exact else _BLOCKS
    return not any(tokens.means(i, blocks) for i in near)


def _led(tokens: Tokens, at: int, first: int) -> tuple[str, int]:
    """How the words before a numeral or before its hedge lead to an hour, and the first of them; "until" may itself be the hedge."""
    for end in (at, first):
        for code, start in tokens.endings("hours", end, end - 4):
            if code != "not":
                return str(code), start
    earlier = at - 2
    if earlier > 0 and tokens.kinds[earlier] == NUMBER and tokens.joins(at - 1) and _is_time(tokens.words[earlier]):
        return _led(tokens, earlier, earlier)  # at 9 and 11
    return "", at


def _fits_a_day(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether a numeral can be an hour, an hour with minutes, or a stretch of two hours."""
    ends = (numeral.low, numeral.high) if numeral.shape == "range" else (numeral.value,)
    if any(end is None or not 0 <= end <= _DAY for end in ends):
        return False
    digits = [tokens.words[i] for i in range(numeral.first, numeral.last) if tokens.kinds[i] == NUMBER]
    return all(_is_time(word) for word in digits)


def _is_time(word: str) -> bool:
    hour, point, minutes = word.partition(".")
    return hour.isdigit() and len(hour) < 3 and (not point or (len(minutes) == 2 and minutes < "60"))


def _closes(tokens: Tokens, numeral: Numeral, led: str) -> bool:
    """Whether nothing that could be counted follows: a mark, a weekday, a small word; where the words fit limits too, only an end."""
    after = numeral.last
    if after >= len(tokens):
        return led != "day"
    word = tokens.words[after]
    if tokens.kinds[after] == MARK:
        return led != "day" and (word in _CLOSERS or word[0] == "\n")
    if tokens.kinds[after] != WORD or led == "limit":
        return False
    if _is_day(tokens, after) or (after + 1 < len(tokens) and _is_small(tokens, after) and _is_day(tokens, after + 1)):
        return True  # from 10 to 12 on Saturday, de siete y media los sábados
    return led in ("at", "minutes") and _is_small(tokens, after) and "linkers" not in tokens.entries[after]


def _is_day(tokens: Tokens, at: int) -> bool:
    """Whether a weekday or another word of time stands at a token."""
    entry = tokens.entries[at]
    timed = "weekdays" in entry or "date_words" in entry or "day_times" in entry
    return timed or (tokens.kinds[at] == WORD and tokens.code("grammar", at) == "time")


def _is_small(tokens: Tokens, at: int) -> bool:
    return normal(tokens.words[at]) in tokens.lexicon.function_words or tokens.joins(at)
