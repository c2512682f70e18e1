"""Who stands behind a noun phrase: the author of a statement, a speaker with name and office."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.attribution.phrases import BEGINS, Phrase, phrase_at
from osint_kit.extract.attribution.words import (
    ACRONYM,
    ADVERB,
    AND,
    BY,
    CAPITAL,
    CITING,
    COUNTED,
    DOCUMENT,
    EVENT,
    GENITIVE,
    NAME,
    NOUN,
    OF,
    PLACE,
    POSSESSIVE,
    PREP,
    QUANTITY,
    RELATIVE,
    SPEAKER,
    SPEECH,
    STATEMENT,
    STOP,
    TIME,
    Script,
)  # fmt: skip
from osint_kit.extract.quotes import is_quote_mark
from osint_kit.extract.tokens import MARK, WORD

LONGEST: Final = 120  # characters of a source


def complement(script: Script, at: int, limit: int) -> Phrase | None:
    """Whose statement it is: the phrase after "of" or "by", a genitive, or a noun that follows without an article."""
    if at >= limit:
        return None
    if script.kinds[at] == MARK:
        return phrase_at(script, at, limit) if is_quote_mark(script.words[at]) else None
    flag = script.flags[at]
    if flag & (OF | BY):
        return phrase_at(script, at + 1, limit)
    if flag & GENITIVE and script.capital_nouns:
        return phrase_at(script, at, limit)
    if (author := _author_behind(script, at, limit)) is not None:
        return author
    if flag & (STOP | PREP | BEGINS | EVENT | SPEECH) and not flag & NOUN:
        return None
    genitives = script.tokens.lexicon.endings.get("genitive", ())
    if not (script.capital_nouns and flag & CAPITAL) and not script.words[at].endswith(genitives):
        return None  # "Angaben offizieller Stellen", but not "die Erklärung erkennt Hoyzer" or "el boletín oficial"
    return phrase_at(script, at, limit)


_FAR: Final = 10  # tokens from a statement to its author
_ADJECTIVES: Final = 3  # words between a statement and its author beside the date
_NO_PARTICIPLE: Final = BEGINS | PREP | OF | AND | QUANTITY | RELATIVE | SPEAKER | NAME


def _author_behind(script: Script, at: int, limit: int) -> Phrase | None:
    """The author behind a noun's adjectives, its participle and a date: "le bilan officiel rendu public lundi par l'armée"."""
    flags, dated, words = script.flags, script.tokens.dated, 0
    leads = script.capital_nouns or script.tokens.lexicon.right_headed or flags[at] & CAPITAL
    adjective = _NO_PARTICIPLE if leads else _NO_PARTICIPLE & ~SPEAKER  # un bilan officiel
    for i in range(at, min(at + _FAR, limit)):
        flag = flags[i]
        if i > at and flag & BY:
            return phrase_at(script, i + 1, limit)
        if i > at and flag & OF:
            author = phrase_at(script, i + 1, limit)  # un décompte dimanche du ministère
            return author if author is not None and author.core & (SPEAKER | NAME | ACRONYM) else None
        if i in dated or flag & (ADVERB | TIME) or (flags[i - 1] & PREP and i > at and flag & CAPITAL):
            continue
        if flag & PREP and words and flags[i + 1] & CAPITAL:
            continue  # publié à Genève par
        if script.kinds[i] != WORD or flag & (adjective | CITING) or words == _ADJECTIVES:
            return None  # a paper seen by an agency is not the agency's
        adjective = _NO_PARTICIPLE
        words += 1
    return None


def owner(script: Script, phrase: Phrase, end: int) -> tuple[tuple[int, int] | None, int]:
    """Who stands behind a phrase, as tokens, and the token after what was read.

    Of a statement or a report whoever made it; a report without an author stands for itself. A name or an office that follows
    between commas belongs to the speaker.
    """
    noun = next((i for i in range(phrase.start, phrase.end) if script.flags[i] & (NOUN | PLACE)), phrase.end)
    if noun < phrase.end and script.flags[noun] & (STATEMENT | DOCUMENT) and not script.flags[noun] & SPEAKER:
        author = complement(script, noun + 1, end) or _giver(script, phrase.end, end)
        if author is not None and _can_author(script, noun, author):
            named = with_apposition(script, author, end)
            return trimmed(script, named), max(named.end, phrase.end)
        return trimmed(script, phrase), phrase.end
    named = with_apposition(script, phrase, end)
    return trimmed(script, named), named.end


def _giver(script: Script, at: int, end: int) -> Phrase | None:
    """Who gave a statement: "figures from the transport ministry"."""
    if at + 1 >= end or not script.flags[at] & PREP or not script.codes("source_in", at):
        return None
    phrase = phrase_at(script, at + 1, end)
    return phrase if phrase is not None and phrase.core & (SPEAKER | NAME) else None


def _can_author(script: Script, noun: int, author: Phrase) -> bool:
    if author.opening & QUANTITY:
        return False  # "the Bangkok Post of 100,000 demonstrators"
    if author.core & (SPEAKER | NAME | PLACE | ACRONYM):
        return True
    if script.flags[noun] & DOCUMENT:
        return author.name_like and author.end - author.start >= 2
    if author.name_like or (author.opening & BEGINS and author.core & CAPITAL):
        return True
    return not script.capital_nouns and not author.core & (COUNTED | EVENT)  # a genitive without an article


def with_apposition(script: Script, phrase: Phrase, end: int) -> Phrase:
    """The phrase with the name or the office that stands after it between commas."""
    words, at = script.words, phrase.end
    if at + 1 >= end or words[at] != "," or not phrase.core & (SPEAKER | NAME | CAPITAL):
        return phrase
    after = phrase_at(script, at + 1, end)
    if (
        after is None
        or after.opening & (QUANTITY | PREP | SPEECH | CITING)
        or (after.opening & RELATIVE and not after.core & SPEAKER)
    ):
        return phrase
    if after.end < end and words[after.end] not in ",.;:!?)–—" and not is_quote_mark(words[after.end]):
        return phrase
    office = after.core & SPEAKER and phrase.core & CAPITAL
    name = after.name_like and phrase.core & SPEAKER and not after.core & SPEAKER
    return phrase._replace(end=after.end) if office or name else phrase


def trimmed(script: Script, phrase: Phrase) -> tuple[int, int] | None:
    """The tokens of a phrase without its article and without the marks around a quoted name; at most 120 characters."""
    first, end = phrase.start, phrase.end
    flags, words, kinds = script.flags, script.words, script.kinds
    while first + 1 < end and kinds[first] == WORD and flags[first] & BEGINS and not flags[first] & (NOUN | POSSESSIVE):
        if flags[first + 1] & OF:
            break  # one of the managers
        first += 1
    counted = first + 1 < end and flags[first] & QUANTITY and not flags[first] & NOUN and words[first + 1] != "."
    if counted and not flags[first + 1] & OF:
        first += 1  # two diplomats
    if end - first > 2 and is_quote_mark(words[first]) and is_quote_mark(words[end - 1]):
        first, end = first + 1, end - 1
    starts, ends = script.tokens.starts, script.tokens.ends
    while end > first and ends[end - 1] - starts[first] > LONGEST:
        end -= 1
        while end > first and (kinds[end - 1] == MARK or flags[end - 1] & (OF | PREP | AND | BEGINS)):
            end -= 1
    return (first, end) if end > first else None
