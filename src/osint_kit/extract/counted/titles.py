"""Titles of films, books and shows that hold a number: 12 Angry Men, 60 Minutes."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.counted.noun_phrases import Thing
from osint_kit.extract.numbers.numerals import Numeral
from osint_kit.extract.quotes import is_quote_mark
from osint_kit.extract.tokens import WORD, Tokens
from osint_kit.lexicon.phrases import normal

_ARMED: Final = frozenset(("soldier", "equipment", "munition"))  # 5 Royal Marines, 12 Storm Shadows
_SHORT: Final = 4  # letters of a word that a headline in capitals may leave small


def is_a_title(tokens: Tokens, numeral: Numeral, thing: Thing) -> bool:
    """Whether common nouns are written large behind a number, in a sentence that writes the others small.

    "She has seen 12 Angry Men twice" names a film; "12 Angry Men Held After Clashes" is a headline, "12 angry men" are men.
    """
    if tokens.lexicon.capital_nouns:
        return thing.unit is None and thing.noun is None and not thing.money and _is_quoted_name(tokens, numeral)
    if thing.money or numeral.scaled or numeral.share:
        return False
    first, last = numeral.last, thing.end
    if thing.unit is None:
        many = thing.own and thing.last - thing.first > 1
        if not many or thing.noun is None or thing.noun in _ARMED or not _is_a_common_noun(tokens, thing.last - 1):
            return False
        first, last = thing.first, thing.last
    elif last != first + 1:
        return False
    if not all(tokens.kinds[i] == WORD and _is_large(tokens.words[i]) for i in range(first, last)):
        return False
    if thing.unit is None and not tokens.entries[first].keys().isdisjoint(("actors", "speaker_names")):
        return False
    return _writes_small(tokens, numeral.first)


_WORDS: Final = 3  # words of a title on either side of its number


def _is_quoted_name(tokens: Tokens, numeral: Numeral) -> bool:
    """Whether only a name written large stands between quotation marks: „Die zwölf Geschworenen“, «4 Blocks»."""
    first, last = numeral.first, numeral.last
    while first > 0 and numeral.first - first < _WORDS and tokens.kinds[first - 1] == WORD:
        first -= 1
    while last < len(tokens) and last - numeral.last < _WORDS and tokens.kinds[last] == WORD:
        last += 1
    if first == 0 or last >= len(tokens) or not is_quote_mark(tokens.words[first - 1]) or not is_quote_mark(tokens.words[last]):
        return False
    if any(tokens.code("grammar", at) in ("verb", "be", "have") for at in range(first, numeral.first)):
        return False  # „Es waren 300“
    words = tokens.words[first : numeral.first] + tokens.words[numeral.last : last]
    return bool(words) and all(word[0].isupper() or normal(word) in tokens.lexicon.function_words for word in words[1:] or words)


def _is_a_common_noun(tokens: Tokens, at: int) -> bool:
    return "nouns" in tokens.entries[at] and tokens.entries[at].keys().isdisjoint(("actors", "speaker_names"))


def _is_large(word: str) -> bool:
    return word[0].isupper() and word[1:].islower()


def _writes_small(tokens: Tokens, at: int) -> bool:
    """Whether the sentence holds words of content in small letters, as a headline in capitals does not."""
    return any(
        tokens.kinds[i] == WORD
        and word[0].islower()
        and len(word) >= _SHORT
        and normal(word) not in tokens.lexicon.function_words
        for i in range(*tokens.sentence(at))
        for word in (tokens.words[i],)
    )
