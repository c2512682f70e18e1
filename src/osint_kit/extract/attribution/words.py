"""What each word can be in the grammar of speaking, as one number of flags, found once per word of a language."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from osint_kit.extract.quotes import quotations
from osint_kit.extract.tokens import MARK, NUMBER, WORD, Tokens
from osint_kit.lexicon import Entry, Lexicon
from osint_kit.lexicon.phrases import normal
from osint_kit.lexicon.sections import GRAMMAR

_GRAMMAR_BITS: Final = {code: 1 << place for place, code in enumerate(GRAMMAR)}
DET: Final = _GRAMMAR_BITS["det"]
OBLIQUE: Final = _GRAMMAR_BITS["oblique"]
GENITIVE: Final = _GRAMMAR_BITS["genitive"]
OF: Final = _GRAMMAR_BITS["of"]
PREP: Final = _GRAMMAR_BITS["prep"]
AND: Final = _GRAMMAR_BITS["and"]
BUT: Final = _GRAMMAR_BITS["but"]
BE: Final = _GRAMMAR_BITS["be"]
HAVE: Final = _GRAMMAR_BITS["have"]
VERB: Final = _GRAMMAR_BITS["verb"]
THAT: Final = _GRAMMAR_BITS["that"]
RELATIVE: Final = _GRAMMAR_BITS["relative"]
SUBORDINATE: Final = _GRAMMAR_BITS["subordinate"]
LIKE: Final = _GRAMMAR_BITS["like"]
BY: Final = _GRAMMAR_BITS["by"]
ADVERB: Final = _GRAMMAR_BITS["adverb"]
POSSESSIVE: Final = _GRAMMAR_BITS["possessive"]
TITLE: Final = _GRAMMAR_BITS["title"]
TIME: Final = _GRAMMAR_BITS["time"]
TO: Final = _GRAMMAR_BITS["to"]
OWN: Final = _GRAMMAR_BITS["own"]

_NEXT: Final = len(GRAMMAR)
SPEAKER: Final = 1 << _NEXT  # a noun for somebody who speaks
NAME: Final = 1 << _NEXT + 1  # a name that speaks
PLACE: Final = 1 << _NEXT + 2  # a capital or a country that may stand for its government
STATEMENT: Final = 1 << _NEXT + 3
DOCUMENT: Final = 1 << _NEXT + 4
PRONOUN: Final = 1 << _NEXT + 5
SPEECH: Final = 1 << _NEXT + 6
BEFORE: Final = 1 << _NEXT + 7
AFTER: Final = 1 << _NEXT + 8
CARRIED: Final = 1 << _NEXT + 9
CITING: Final = 1 << _NEXT + 10
NEGATION: Final = 1 << _NEXT + 11
STANCE: Final = 1 << _NEXT + 12
MOOD: Final = 1 << _NEXT + 13
CHECK: Final = 1 << _NEXT + 14
EVENT: Final = 1 << _NEXT + 15
QUANTITY: Final = 1 << _NEXT + 16
CAPITAL: Final = 1 << _NEXT + 17
ACRONYM: Final = 1 << _NEXT + 18
KNOWN: Final = 1 << _NEXT + 19  # a capitalised word that the lexicon knows as something else than a name
COUNTED: Final = 1 << _NEXT + 20  # a noun for what figures count
FUTURE: Final = 1 << _NEXT + 21
CONDITIONAL: Final = 1 << _NEXT + 22
INFINITIVE: Final = 1 << _NEXT + 23
LABEL: Final = 1 << _NEXT + 24
SEVERAL: Final = 1 << _NEXT + 27  # begins a name of several words
HEDGE: Final = 1 << _NEXT + 26  # begins a hedge, perhaps of several words
FINITE: Final = 1 << _NEXT + 28  # shows by its ending alone that it is a verb
GIVEN: Final = 1 << _NEXT + 29  # a participle of which an amount is the object
FUNCTION: Final = 1 << _NEXT + 25  # a function word that no section of speaking knows

VERBAL: Final = FUTURE | CONDITIONAL | FINITE
GRAMMATICAL: Final = (1 << _NEXT) - 1
CUE: Final = SPEECH | BEFORE | AFTER | CARRIED | CITING | STATEMENT | GIVEN
NOUN: Final = SPEAKER | NAME | STATEMENT | DOCUMENT
STOP: Final = (
    AND
    | BUT
    | BE
    | HAVE
    | VERB
    | THAT
    | RELATIVE
    | SUBORDINATE
    | LIKE
    | ADVERB
    | PRONOUN
    | QUANTITY
    | NEGATION
    | MOOD
    | TIME
    | FUNCTION
)
"""Ends a noun phrase (a speaker's noun excepted)."""

_NOUNS_IN_ORDER: Final = ("speaker_names", "speaker_nouns", "speech_nouns")
_NOUN_SECTIONS: Final = frozenset(_NOUNS_IN_ORDER)
_SECTION_BITS: Final = {
    "source_after": AFTER,
    "source_before": BEFORE,
    "source_label": LABEL,
    "given": GIVEN,
    "carried": CARRIED,
    "citing": CITING,
    "speech_verbs": SPEECH,
    "stances": STANCE,
    "moods": MOOD,
    "checks": CHECK,
    "negations": NEGATION,
    "events": EVENT,
    "pronouns": PRONOUN,
    "months": TIME,
    "weekdays": TIME,
    "cardinals": QUANTITY,
    "scales": QUANTITY,
    "collectives": QUANTITY,
    "approximates": QUANTITY,
    "plurals": QUANTITY,
    "fractions": QUANTITY,
    "hedges_before": QUANTITY,
    "nouns": COUNTED,
}
_WHOLE_WORDS: Final = frozenset(
    ("events", "hedges_before", "cardinals", "scales", "collectives", "approximates", "plurals", "fractions", "pronouns")
)
"""Sections of which a phrase's first word says nothing by itself."""
_VERBAL: Final = frozenset(("speech_verbs", "events"))


@dataclass(slots=True)
class Script:
    """A document's tokens with the flags of each word, and its quotations.

    flags   one number of flags for each token, and two noughts
    quotes  the quotations as (token of the opening mark, token of the closing mark or the first token after the paragraph)
    """

    tokens: Tokens
    words: list[str]
    kinds: list[int]
    flags: list[int]
    quotes: list[tuple[int, int]]
    capital_nouns: bool
    _titled: dict[str, int] | None = None

    def titled(self, word: str) -> int:
        """The last token at which the word stands behind an office, -1 where it never does: "Bürgermeisterin Petra Kolb"."""
        if self._titled is None:
            flags = self.flags
            self._titled = {
                name: i
                for i, name in enumerate(self.words)
                if i > 1 and flags[i - 1] & CAPITAL and (flags[i - 1] | flags[i - 2]) & SPEAKER
            }
        return self._titled.get(word, -1)

    def quotation(self, at: int) -> tuple[int, int] | None:
        """The quotation that holds a token, its marks included."""
        i = bisect_right(self.quotes, at, key=_opening) - 1
        return self.quotes[i] if i >= 0 and at <= self.quotes[i][1] else None

    def next_quotation(self, at: int, end: int) -> int:
        """Where the first quotation opens behind a token, ``end`` where none does before it."""
        i = bisect_right(self.quotes, at, key=_opening)
        return min(self.quotes[i][0], end) if i < len(self.quotes) else end

    def closing(self, at: int) -> int:
        """Where the quotation closes that token ``at`` opens, 0 where it opens none."""
        opening, close = self.quotation(at) or (-1, 0)
        return close if opening == at else 0

    def codes(self, section: str, at: int) -> list[tuple[str, int]]:
        """Every phrase of the section that begins at a token: its code and its number of tokens, longest first."""
        phrases = self.tokens.entries[at].get(section)
        found = phrases.longest(self.words, at) if phrases else None
        if not phrases or found is None:
            return self._hyphenated(section, at) if "-" in self.words[at] else []
        if found[1] > 1:
            return [(str(code), found[1]) for code in phrases.codes(self.words, at, found[1]) or (found[0],)]
        return [(str(code), 1) for rest, code in phrases if not rest]

    def _hyphenated(self, section: str, at: int) -> list[tuple[str, int]]:
        """The codes of a verb and its pronoun that are written as one word: ajoute-t-il."""
        if not self.flags[at] & SPEECH or section not in ("speech_verbs", "pronouns"):
            return []
        head, _, rest = self.words[at].partition("-")
        part = head if section == "speech_verbs" else rest.rpartition("-")[2]
        return [(str(code), 1) for left, code in self.tokens.lexicon.entry(part).get(section, ()) if not left]

    def span(self, first: int, end: int) -> tuple[int, int]:
        """The characters from a token to the one before ``end``."""
        tokens = self.tokens
        while end < len(tokens) and tokens.kinds[end] == NUMBER and tokens.kinds[end - 1] == WORD and tokens.glued(end):
            end += 1  # M23, Digi24
        return tokens.starts[first], tokens.ends[end - 1]


_opening: Final = itemgetter(0)
_MEMO_LIMIT: Final = 100_000


def read_script(tokens: Tokens) -> Script:
    """The flags of all tokens; one look-up a token."""
    lexicon = tokens.lexicon
    memo = lexicon.flags
    if len(memo) > _MEMO_LIMIT:
        memo.clear()
    flags: list[int] = []
    several: list[int] = []
    for word, kind, entry in zip(tokens.words, tokens.kinds, tokens.entries, strict=True):
        found = memo.get(word)
        if found is None:
            found = memo[word] = _flags(word, kind, entry, lexicon)
        if found & SEVERAL:
            several.append(len(flags))
        flags.append(found)
    _mark_phrases(tokens, flags, several)
    flags += (0, 0)  # so that a look ahead need not count the words
    return Script(tokens, tokens.words, tokens.kinds, flags, quotations(tokens), lexicon.capital_nouns)


def _flags(word: str, kind: int, entry: Entry, lexicon: Lexicon) -> int:
    """The flags of a word. Where nouns are capitalised, a small word is no noun and a capitalised one no verb."""
    if kind == NUMBER:
        return QUANTITY
    if kind == MARK:
        return sum(bit for section, bit in _SECTION_BITS.items() if section in entry)
    capital = word[0].isupper() or word[word.rfind("-") + 1 :][:1].isupper()  # also dpa-Meldung
    flags = _section_flags(entry, capital and lexicon.capital_nouns)
    if capital or not lexicon.capital_nouns:
        flags |= _noun_flags(entry) & (-1 if capital else ~(NAME | PLACE))  # WHO speaks, who does not
        if lexicon.compounds and flags & SPEAKER:
            flags = _by_last_part(word, flags, lexicon)
        elif lexicon.compounds and entry and capital and not flags & NOUN:
            flags |= _last_speaker(word, lexicon)
    elif flags & COUNTED and lexicon.compounds and not lexicon.holds(word):
        flags &= ~COUNTED  # be-stellen, ver-walten: a verb that only ends like a noun
    if capital and lexicon.capital_nouns and len(word) <= _SHORT_SCALE and ("scales" in entry or "hedges_before" in entry):
        flags |= SEVERAL
    shouted = len(word) > 1 and word.isupper()  # US
    if not shouted and not flags & (GRAMMATICAL | NOUN | BEFORE | AFTER) and normal(word) in lexicon.function_words:
        flags |= FUNCTION
    flags |= _ending_flags(word, flags, lexicon)
    if lexicon.right_headed:
        flags = _by_its_end(word, flags, entry)
    if "-" in word and not entry:
        flags |= _hyphen_flags(word, lexicon)
    if capital:
        flags |= CAPITAL | (KNOWN if entry else 0)
    return flags & ~(PRONOUN | RELATIVE) | ACRONYM if shouted else flags  # US, IT, WHO


def _section_flags(entry: Entry, big: bool) -> int:
    """What the sections say of a word; ``big`` for one that by its capital is a noun."""
    flags = 0
    for section in _SECTION_BITS.keys() & entry.keys():
        whole = section not in _WHOLE_WORDS or any(not rest for rest, _ in entry[section])
        if whole and not (big and (section in _VERBAL or (section == "moods" and _is_reported(entry)))):
            flags |= _SECTION_BITS[section]
    for rest, code in entry.get("grammar", ()):
        flags |= 0 if rest else _GRAMMAR_BITS[str(code)]
    if any(code == "before" and not rest for rest, code in entry.get("carried", ())):
        flags |= PRONOUN  # das teilte sie mit
    return flags | HEDGE if "hedges_before" in entry else flags


def _by_its_end(word: str, flags: int, entry: Entry) -> int:
    """An unknown word in -ly is an adverb, a time in the possessive none, and "one" may be an article."""
    if flags & DET and flags & QUANTITY and any(code == 1 and not rest for rest, code in entry.get("cardinals", ())):
        return flags | SEVERAL  # one survivor said: an article, where no "of" follows
    if not entry and word.endswith("ly") and len(word) > _SHORT_LY and word.islower():
        return flags | ADVERB
    return flags & ~(TIME | ADVERB) if word.endswith(("'s", "’s")) else flags


def _is_reported(entry: Entry) -> bool:
    """Whether a word is a verb of reported speech alone, which with a capital is a noun: im Laufe, Sitze."""
    return all(code == "reported" for _, code in entry["moods"])


def _hyphen_flags(word: str, lexicon: Lexicon) -> int:
    """A verb with its pronoun: ajoute-t-il."""
    head, _, rest = word.partition("-")
    verb, pronoun = lexicon.entry(head).get("speech_verbs"), lexicon.entry(rest.rpartition("-")[2]).get("pronouns")
    return SPEECH | PRONOUN if verb and pronoun else 0


def _noun_flags(entry: Entry) -> int:
    flags = 0
    for section in _NOUN_SECTIONS & entry.keys():
        for rest, code in entry[section]:
            flags |= SEVERAL if rest else _noun_flag(section, code)
    return flags


def _noun_flag(section: str, code: str | float) -> int:
    if section == "speaker_nouns":
        return SPEAKER
    if section == "speaker_names":
        return PLACE if code == "place" else NAME
    return DOCUMENT if code == "document" else STATEMENT


def _mark_phrases(tokens: Tokens, flags: list[int], starts: list[int]) -> None:
    """Gives every word of a name of several words what the name is: Red Cross, Human Rights Watch."""
    for at in starts:
        if flags[at] & DET and flags[at] & QUANTITY:
            flags[at] &= -1 if flags[at + 1 : at + 2] and flags[at + 1] & OF else ~QUANTITY
            continue
        if flags[at] & QUANTITY and not (at and flags[at - 1] & QUANTITY) and not _loosens(flags, at):
            flags[at] &= ~(QUANTITY | HEDGE | KNOWN)  # Mia is a name where no number stands before it, Max where none follows
        unnamed = flags[at] & _ARTICLE and at + 1 < len(flags) and not flags[at + 1] & CAPITAL  # "le monde"
        for section in _NOUNS_IN_ORDER[1:] if unnamed else _NOUNS_IN_ORDER:
            found = tokens.match(section, at)
            if found is not None and found[1] > 1 and (section != "speaker_names" or _is_written_large(flags, at, at + found[1])):
                for i in range(at, at + found[1]):
                    flags[i] = flags[i] & ~(GRAMMATICAL | STOP | SPEECH | EVENT) | _noun_flag(section, found[0]) | CAPITAL


def _loosens(flags: list[int], at: int) -> bool:
    """Whether a short hedge stands before a number: "Max. 300", "Min 12"."""
    return bool(flags[at] & HEDGE) and any(flag & QUANTITY for flag in flags[at + 1 : at + 3])


def _is_written_large(flags: list[int], first: int, end: int) -> bool:
    """Whether a name of several words has its capital: Le Monde, but not "dans le monde" nor "Le monde compte"."""
    named = first + 1 if flags[first] & _ARTICLE else first
    return any(flags[i] & CAPITAL for i in range(named, end))


_SHORT_LY: Final = 4  # letters of ally, rely
_SHORT_SCALE: Final = 3  # letters of Mio, Mia, Mrd, Bio
_ARTICLE: Final = DET | OBLIQUE | GENITIVE


def _by_last_part(word: str, flags: int, lexicon: Lexicon) -> int:
    """Of a compound the last part decides: Behördenangaben are a statement, although Behörde* is a speaker; not so Sol-daten."""
    for start in range(3, len(word) - 3):
        tail = _noun_flags(lexicon.entry(word[start:])) & (STATEMENT | DOCUMENT)
        if tail and _noun_flags(lexicon.entry(word[:start])) & SPEAKER:
            return (flags & ~SPEAKER) | tail
    return flags


def _last_speaker(word: str, lexicon: Lexicon) -> int:
    """SPEAKER where the last part of a compound speaks although its first part is known as something else: Personal-vorstand."""
    return SPEAKER if any(_noun_flags(lexicon.entry(word[start:])) & SPEAKER for start in range(4, len(word) - 3)) else 0


def _ending_flags(word: str, flags: int, lexicon: Lexicon) -> int:
    """Verb forms that show in their ending; of words that no section knows as something else, in small letters but for a verb
    that may open a sentence: "Llegarán 300 soldados".
    """
    endings = lexicon.endings
    if not endings or flags & (NOUN | COUNTED | ADVERB | PREP | TIME):
        return 0
    if not word[0].islower() and not (lexicon.pro_drop and word[1:].islower()):
        return 0
    form = normal(word)
    found = VERB if lexicon.inversion and not flags and word[0].islower() and _is_finite(form, endings) else 0
    verbal = word[0].islower() and not flags & ~(EVENT | SPEECH | CHECK)
    if verbal and form.endswith(endings.get("infinitive", ())) and not _is_participle(form, endings):
        found |= INFINITIVE
    if form.endswith(endings.get("future", ())) and form not in endings.get("not_future", ()):
        found |= FUTURE
    if form.endswith(endings.get("conditional", ())) and form not in endings.get("not_conditional", ()):
        found |= CONDITIONAL
    if (
        lexicon.pro_drop
        and word[0].islower()
        and not flags
        and form.endswith(endings.get("finite", ()))
        and form not in endings.get("not_finite", ())
    ):
        found |= FINITE
    return found


def _is_finite(form: str, endings: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether an unknown word ends like a verb of a statement: посетил."""
    return form.endswith(endings.get("finite", ())) and form not in endings.get("not_finite", ())


def _is_participle(form: str, endings: Mapping[str, tuple[str, ...]]) -> bool:
    if form in endings.get("not_infinitive", ()):
        return True
    return form.startswith(endings.get("participle", ())) and not form.endswith(endings.get("always_infinitive", ()))  # ausgeben
