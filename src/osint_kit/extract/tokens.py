"""A document as parallel lists of words, cut once: every reader works on these, none on the raw text again."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from osint_kit.lexicon import Entry, Lexicon

_DIGITS: Final = r"\d{1,3}(?:[ \u00a0\u2007\u2009\u202f]\d{3})+(?![\d])(?:[.,]\d+)?|\d+(?:[.,'’٬·]\d+)*"
_JOINED: Final = r"[^\W\d_]+(?:['’ʼ‘`´\-‑][^\W\d_]+)*"
_ELIDED: Final = r"[^\W\d_]+(?:[\-‑][^\W\d_]+)*['’]?"  # l'armée is two words
_STRESSED: Final = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u00ad])*(?:['’ʼ‘`´\-‑](?:[^\W\d_]|[\u0300-\u036f\u00ad])+)*"
_REST: Final = r"[^\w\s]|_|\n+"
_FOOTNOTE: Final = r"(?<=[^\s\[(])\[\d{1,3}(?:[,;–\-] ?\d{1,3})*\]"  # the census[3] found: no word of the sentence


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(f"({_DIGITS})|({word})|{_FOOTNOTE}|({_REST})")


_PATTERNS: Final = {False: _pattern(_JOINED), True: _pattern(_ELIDED)}
_PATTERN_STRESSED: Final = _pattern(_STRESSED)
_MARKS: Final = re.compile(r"[\u0300-\u036f\u00ad]")

NUMBER, WORD, MARK = 1, 2, 3
_NOTHING: Final[Entry] = {}


@dataclass(slots=True)
class Tokens:
    """The tokens of one text; position ``i`` is the same token in every list.

    words    as they stand in the text; ``text[starts[i]:ends[i]] == words[i]``
    kinds    NUMBER (a run of digits with its separators), WORD, MARK (a sign or a line break)
    entries  what the lexicon knows of each word, by section
    sentences  first token of each sentence, ascending, then the number of tokens
    """

    text: str
    lexicon: Lexicon
    words: list[str]
    starts: list[int]
    ends: list[int]
    kinds: list[int]
    entries: list[Entry]
    sentences: list[int]
    dated: set[int] = field(default_factory=set)  # tokens that belong to a date
    masked: set[int] = field(default_factory=set)  # digits that are no figure

    def match(self, section: str, at: int) -> tuple[str | float, int] | None:
        """The longest phrase of the section that begins at token ``at``: code and number of tokens."""
        found = self.entries[at].get(section)
        if found is None:
            return None
        return found.longest(self.words, at) if found.goes_on else found.alone

    def endings(self, section: str, end: int, begin: int) -> Iterator[tuple[str | float, int]]:
        """The phrases of the section that begin at ``begin`` or later and end right before ``end``, longest first: code and first token."""
        for first in range(max(0, begin), end):
            phrases = self.entries[first].get(section)
            if phrases and (found := phrases.longest(self.words, first)) and first + found[1] == end:
                yield found[0], first

    def code(self, section: str, at: int) -> str | float | None:
        """The code of the single word at ``at`` in a section."""
        found = self.entries[at].get(section)
        return found.alone[0] if found is not None and found.alone is not None else None

    def joins(self, at: int) -> bool:
        """Whether the word at ``at`` is an "and" or an "or", inside numbers or between words."""
        return "joiners" in self.entries[at] or self.is_a(at, "and")

    def is_a(self, at: int, code: str) -> bool:
        """Whether the word at ``at`` can be that in the grammar by itself, whatever longer phrase it begins."""
        entry = self.entries[at]
        return "grammar" in entry and any(own == code and not rest for rest, own in entry["grammar"])

    def is_number(self, at: int) -> bool:
        """Whether digits or a number word stand at ``at``, which may lie behind the last token."""
        return at < len(self.words) and (self.kinds[at] == NUMBER or "cardinals" in self.entries[at])

    def governs(self, at: int) -> bool:
        """Whether a preposition, alone or as the first word of one, stands at token ``at``."""
        return any(code == "prep" for _, code in self.entries[at].get("grammar", ()))

    def means(self, at: int, sections: Iterable[str]) -> bool:
        """Whether a word or a whole phrase of one of the sections begins at token ``at``."""
        entry = self.entries[at]
        return any(section in entry and entry[section].longest(self.words, at) is not None for section in sections)

    def sentence(self, at: int) -> tuple[int, int]:
        """First token of the sentence that holds token ``at``, and the token after its last."""
        i = bisect_right(self.sentences, at)
        return self.sentences[i - 1], self.sentences[i]

    def glued(self, at: int) -> bool:
        """True where neither a space nor a new line stands between token ``at - 1`` and token ``at``, and no article left out its
        vowel: ``l'11 %``.
        """
        return 0 < at < len(self.words) and self.ends[at - 1] == self.starts[at] and not _is_apart(self.words[at - 1])

    def __len__(self) -> int:
        return len(self.words)


def _is_apart(word: str) -> bool:
    """Whether nothing is glued to what stands before: a line break, an article without its vowel."""
    return word[-1] == "\n" or (len(word) > 1 and word[-1] in "'’")


def tokenise(text: str, lexicon: Lexicon) -> Tokens:
    """Cut a text into tokens and sentences, in one pass over the text.

    >>> from osint_kit.lexicon import load_lexicon
    >>> tokenise("Rund 1.500 Soldaten.", load_lexicon("de")).words
    ['Rund', '1.500', 'Soldaten', '.']
    """
    pattern = _PATTERN_STRESSED if not text.isascii() and _MARKS.search(text) else _PATTERNS[lexicon.elision]
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    kinds: list[int] = []
    for found in pattern.finditer(text):
        if found.lastindex is None:
            continue
        words.append(found[0])
        starts.append(found.start())
        ends.append(found.end())
        kinds.append(found.lastindex)
    entry = lexicon.entry
    tokens = Tokens(
        text,
        lexicon,
        words,
        starts,
        ends,
        kinds,
        [_NOTHING if kind == NUMBER else entry(word) for word, kind in zip(words, kinds, strict=True)],
        [],
    )
    tokens.sentences = _sentences(tokens)
    return tokens


_SHORT: Final = 5  # letters of an abbreviation
_PLURAL: Final = 2  # letters of one that stands for a plural: FF.AA., EE.UU.
_ENDERS: Final = frozenset(".!?…。")
_TICKER_SIGNS: Final = frozenset("+|")  # two or more of them part the news of a ticker: +++, ||
_CLOSERS: Final = frozenset("\"'»«”“’‘)]›‹„")


def _sentences(tokens: Tokens) -> list[int]:
    """Where sentences begin: after a full stop that ends one, and after a line break."""
    words, kinds = tokens.words, tokens.kinds
    begins, count, at = [0], len(words), 0
    while at < count:
        word = words[at]
        if kinds[at] == MARK:
            if word[0] == "\n":
                wrapped = len(word) == 1 and at + 1 < count and words[at + 1][0].islower()  # a line broken within a sentence
                if begins[-1] == at and at and not wrapped:
                    begins[-1] = at + 1  # the break behind a full stop is no sentence
                elif begins[-1] != at + 1 and not wrapped:
                    begins.append(at + 1)
            elif word in _TICKER_SIGNS and at + 1 < count and words[at + 1] == word and tokens.glued(at + 1):
                while at < count and words[at] == word:
                    at += 1
                begins.append(at)
                continue
            elif word in _ENDERS and _ends_sentence(tokens, at):
                at += 1
                while at < count and kinds[at] == MARK and words[at] in _ENDERS:
                    at += 1
                while at < count and words[at] in _CLOSERS and tokens.glued(at):
                    at += 1
                begins.append(at)
                continue
        at += 1
    if begins[-1] != count:
        begins.append(count)
    return begins if count else [0, 0]


def _ends_sentence(tokens: Tokens, at: int) -> bool:
    """Whether the full stop at ``at`` ends a sentence, or belongs to an abbreviation, an initial or an ordinal."""
    words, kinds, lexicon = tokens.words, tokens.kinds, tokens.lexicon
    follower = at + 1
    while follower < len(words) and kinds[follower] == MARK and (words[follower] in _CLOSERS or words[follower] in _ENDERS):
        follower += 1
    if follower >= len(words):
        return True
    if tokens.glued(follower) and tokens.glued(at + 1) and kinds[follower] != MARK:
        return False
    next_word = words[follower]
    if words[at] != ".":
        return not next_word[0].islower() or words[at] != "…"
    if at == 0 or not tokens.glued(at):
        return follower == at + 1 or not next_word[0].islower()  # "they lost 300 ... in a day"
    before = words[at - 1]
    if kinds[at - 1] == NUMBER:
        if not lexicon.ordinal_dot:
            return not next_word[0].islower()
        if next_word[0].islower():
            return False
        # "am 8. Februar", "die 95. Brigade": an ordinal; "Es waren 300. Die Polizei": an end
        ends = len(before) > 3 or not lexicon.capital_nouns  # a large letter says more where nouns are written small
        return (
            next_word[0] == "\n" or next_word.lower() in lexicon.function_words or (ends and not _names_ordinal(tokens, follower))
        )
    lowered = before.lower()
    if kinds[follower] == NUMBER and len(before) <= _SHORT and _is_a_designator(tokens.entries[at - 1]):
        # "тел. 112", "ряд. 5"; not "… the race. 12 people"
        return lowered not in lexicon.abbreviations and follower + 1 < len(words) and "nouns" in tokens.entries[follower + 1]
    if kinds[follower] == NUMBER and lexicon.decimal == "." and "scales" in tokens.entries[at - 1]:
        return True  # "… asked for €31.4bn. 211 bodies were found"
    abbreviated = lowered in lexicon.abbreviations or (len(before) == _PLURAL == len(set(before)) + 1 and before.isupper())
    if abbreviated or (len(before) == 1 and before.isalpha() and before.isupper()):
        # "ca. 500", "12 тыс. Всего": an abbreviation ends a sentence only before a word that begins one
        small = next_word[0].isupper() and next_word.lower() in lexicon.function_words
        opens = small or (next_word[0].isupper() and _opens_clause(tokens.entries[follower], counts=not lexicon.capital_nouns))
        # "on the network X. The army …", but not the initials of "A. I. Smirnov"
        closes = small and words[follower + 1 : follower + 2] != ["."] and at > 1 and words[at - 2][0].islower()
        return (abbreviated and opens) or (len(before) == 1 and closes)
    return not next_word[0].islower()


def _is_a_designator(entry: Mapping[str, object]) -> bool:
    """Whether a short word is only what numbers are named by, and no money: Euro 5, but "… 12 Mio. Euro. 40 Leute"."""
    return "designators" in entry and "currencies" not in entry


_OPENING: Final = frozenset(("events", "speech_verbs", "speaker_nouns", "source_before", "clause_breaks"))
_NAMING: Final = frozenset(("nouns", "speaker_names", "actors", "units", "grammar"))


def _opens_clause(entry: Mapping[str, object], *, counts: bool) -> bool:
    """Whether a word with a capital can only begin a statement, not name what is counted: "107 tys. Zatrzymano 22".

    A noun like "number" or "price", too, where nouns have no capital.
    """
    opens = not entry.keys().isdisjoint(_OPENING) or (counts and "count_nouns" in entry)
    return opens and entry.keys().isdisjoint(_NAMING)


def _names_ordinal(tokens: Tokens, at: int) -> bool:
    """True where the word at ``at`` is counted by ordinals (a day, a month, a brigade)."""
    entry = tokens.entries[at]
    return bool(entry.keys() & {"months", "unit_names", "units"}) or any(
        code == "day_of_war" for _, code in entry.get("nouns", ())
    )
