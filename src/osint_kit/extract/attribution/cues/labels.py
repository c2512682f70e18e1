"""Speakers who stand apart from a sentence: a label before a colon, a signature after a dash, a name in brackets."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from osint_kit.extract.attribution.cues.cue import Cue
from osint_kit.extract.attribution.names import host_end
from osint_kit.extract.attribution.owners import owner, with_apposition
from osint_kit.extract.attribution.phrases import BEGINS, Phrase, phrase_at
from osint_kit.extract.attribution.pieces import Pieces
from osint_kit.extract.attribution.words import (
    ACRONYM,
    ADVERB,
    AND,
    BE,
    CAPITAL,
    COUNTED,
    DET,
    DOCUMENT,
    EVENT,
    HAVE,
    LABEL,
    NAME,
    OF,
    PLACE,
    POSSESSIVE,
    PREP,
    QUANTITY,
    SPEAKER,
    SPEECH,
    STATEMENT,
    TIME,
    VERB,
    Script,
)  # fmt: skip
from osint_kit.extract.counted.noun_phrases import FATES
from osint_kit.extract.quotes import is_quote_mark
from osint_kit.extract.tokens import MARK, NUMBER, WORD

_LABELLED: Final = 9  # tokens before the colon of "Ministry: 300 killed"


def label(pieces: Pieces) -> Cue | None:
    """A speaker before a colon at the head of a sentence ("Ministry: 300 killed") or after a dash at its end."""
    script, at, end = pieces.script, pieces.first, pieces.end
    while at < end and script.kinds[at] == MARK and script.words[at] not in ":@":
        at += 1
    at = _past_announcement(script, _past_stamp(script, at, end), end)
    colon = next((i for i in pieces.breaks if i >= at), end)
    named = None
    if colon < end and script.words[colon] == ",":
        named, colon = _past_comma(pieces, at, colon)
    quoted = colon + 1 < end and script.words[colon + 1] == ":" and script.closing(at - 1) == colon  # "NYT": …
    colon += quoted
    if not at < colon < end - 1 or script.words[colon] != ":" or colon - at > _LABELLED:
        return _signature(pieces)
    phrase = named or phrase_at(script, at, end)
    if phrase is not None and phrase.end == colon and phrase.opening & POSSESSIVE and phrase.is_paper:
        own = phrase.start, phrase.end  # "Seine Forderung: 400 Euro": whoever was named before
        return Cue(colon, colon + 1, "label", None, "any", own, phrase.start, colon + 1, shape="front")
    if phrase is None or phrase.opening & QUANTITY or not _may_head(script, phrase):
        return _signature(pieces)
    if phrase.end + quoted != colon and not _is_only_a_place(script, phrase.end, colon):
        return _signature(pieces)
    tells = is_quote_mark(script.words[colon + 1]) or _is_statement(
        script, colon + 1, end, bool(phrase.core & (SPEAKER | NAME) or phrase.name_like)
    )
    tells = tells or _is_owned_paper(script, phrase)
    if not tells and not (_is_poll(phrase) and _holds_shares(script, colon + 1, end)):
        return None  # a table: "Police: 12"
    source, _ = owner(script, phrase, colon)
    return Cue(colon, colon + 1, "label", source, start=phrase.start, stop=colon + 1, shape="front")


def _past_announcement(script: Script, at: int, end: int) -> int:
    """The token after a word that only announces, and its signs: "BREAKING❗ Governor: 4 hurt"."""
    announced = script.tokens.match("announcements", at) if at < end else None
    after = at + announced[1] if announced else at
    if after == at or after >= end or script.kinds[after] != MARK:
        return at
    while after < end and script.kinds[after] == MARK and script.words[after] != "@":
        after += 1
    return after


_STAMP: Final = 9  # tokens of a clock time with its dashes
_DASHES: Final = "–—-+|:]"


def _past_stamp(script: Script, at: int, end: int) -> int:
    """The token after the clock time that opens an entry of a ticker: "14:32 Uhr – Ministerium: 610 Tote"."""
    if at >= end or script.kinds[at] != NUMBER:
        return at
    clock = at in script.tokens.masked  # 10:42 | Kremlin: …
    timed = clock
    for i in range(at, min(at + _STAMP, end)):
        timed = timed or bool(script.flags[i] & TIME)
        if script.kinds[i] == WORD and not script.flags[i] & TIME:
            return i if timed and (script.words[i - 1] in _DASHES or (clock and script.kinds[i - 1] == NUMBER)) else at
    return at


def _past_comma(pieces: Pieces, at: int, comma: int) -> tuple[Phrase | None, int]:
    """The speaker before the colon behind a comma, and the colon: "Syria, aid groups: …", "The mayor, Juan Ruiz: …"."""
    script = pieces.script
    colon = next((i for i in pieces.breaks if i > comma), comma)
    head = phrase_at(script, at, comma + 1)
    if head is not None and head.end == comma and head.core & (SPEAKER | NAME):
        whole = with_apposition(script, head, colon)
        if whole.end == colon:
            return whole, colon
    phrase = phrase_at(script, comma + 1, colon + 1)
    speaks = phrase is not None and phrase.end == colon and (phrase.core & (SPEAKER | NAME) or _is_quoted(script, phrase))
    bare = not any(script.flags[i] & (QUANTITY | EVENT | VERB | SPEECH | BE | HAVE) for i in range(at, comma))
    return (phrase, colon) if speaks and bare else (None, comma)


def _is_quoted(script: Script, phrase: Phrase) -> bool:
    """Whether a name, known for one only by its capitals, stands before a colon and a quotation: "Ana Ruiz: «…»"."""
    named = phrase.name_like and not phrase.core & (PLACE | DOCUMENT | STATEMENT)
    if script.capital_nouns and phrase.end - phrase.start < 2:
        return False  # one unknown word with a capital may be any noun
    return named and phrase.end + 1 < len(script.words) and is_quote_mark(script.words[phrase.end + 1])


def _is_only_a_place(script: Script, at: int, end: int) -> bool:
    """Whether only where it was said stands before a colon: "The governor on Telegram: 300 dead"."""
    flags, dated = script.flags, script.tokens.dated
    return bool(flags[at] & PREP) and all(
        flags[i] & (PREP | ADVERB | DET | DOCUMENT | STATEMENT | TIME | NAME | POSSESSIVE) or i in dated for i in range(at, end)
    )


def _may_head(script: Script, phrase: Phrase) -> bool:
    """Whether a phrase before a colon speaks: an office, or a name written as no place is (OCHA, GeoWatch)."""
    if _is_owned_paper(script, phrase):
        return True
    if "announcements" in script.tokens.entries[phrase.start]:
        return False
    if phrase.core & (NAME | DOCUMENT) or _is_quoted(script, phrase):
        return True
    if phrase.core & SPEAKER and any(script.flags[i] & SPEAKER and _speaks(script, i) for i in range(phrase.start, phrase.end)):
        return True
    word = script.words[phrase.start]
    if _is_named_below(script, phrase):
        return True
    handle = any(a.islower() and b.isupper() for a, b in pairwise(word))
    return phrase.end - phrase.start == 1 and (handle or bool(phrase.core & ACRONYM)) and not phrase.core & (COUNTED | PLACE)


def _is_owned_paper(script: Script, phrase: Phrase) -> bool:
    """Whether a phrase is somebody's paper or statement, and nothing else: "Dane MSW", "Bilans policji"."""
    at = phrase.start
    if not script.flags[at] & (STATEMENT | DOCUMENT):
        at += script.tokens.lexicon.pro_drop  # último balance del ministerio
    first = script.flags[at]
    if script.capital_nouns or not first & (STATEMENT | DOCUMENT) or first & SPEAKER or phrase.end - at < 2:
        return False
    whose = script.flags[at + 1 : phrase.end]
    named = any(flag & (NAME | ACRONYM) or (flag & SPEAKER and not flag & (DOCUMENT | STATEMENT)) for flag in whose)
    joined = any(flag & OF for flag in whose[1 if script.tokens.lexicon.pro_drop else 0 :])
    return named and not joined and not any(flag & COUNTED and not flag & SPEAKER for flag in whose)


def _is_named_below(script: Script, phrase: Phrase) -> bool:
    """Whether the text below a headline gives its one unknown word an office: "Kolb: …" over "Bürgermeisterin Petra Kolb"."""
    at = phrase.start
    if not script.capital_nouns or phrase.end - at != 1 or not phrase.name_like:
        return False
    return script.titled(script.words[at]) >= at + 3


_INFLECTED: Final = 5  # letters that inflection adds: Sprecher-innen


def _speaks(script: Script, at: int) -> bool:
    """Whether a noun names a speaker by all of it, or by its end: Behördenchef, but not Gefangenen-austausch or Partei-tag."""
    word, lexicon = script.words[at], script.tokens.lexicon
    if not lexicon.compounds or lexicon.inflects("speaker_nouns", word, _INFLECTED):
        return True
    return any(lexicon.inflects("speaker_nouns", word[start:], _INFLECTED) for start in range(3, len(word) - 3))


def _bracketed(pieces: Pieces) -> Cue | None:
    """A speaker in brackets at the end: "300 killed (health ministry)"."""
    script, end = pieces.script, pieces.end
    while (
        end > pieces.first
        and script.kinds[end - 1] == MARK
        and (script.words[end - 1] in ".!+" or script.words[end - 1][0] == "\n")
    ):
        end -= 1
    if end - 2 <= pieces.first or script.words[end - 1] != ")":
        return None
    opened = next((i for i in range(end - 2, max(pieces.first, end - _LABELLED - 2), -1) if script.words[i] == "("), -1)
    return _in_brackets(pieces, opened, end - 1) if opened > pieces.first else None


def _in_brackets(pieces: Pieces, opened: int, close: int) -> Cue | None:
    """The speaker who is all that stands between two brackets."""
    script, first = pieces.script, opened + 1
    if script.flags[first] & LABEL and script.words[first + 1] == ":":
        first += 2  # (source: health ministry)
    phrase = phrase_at(script, first, close)
    host = host_end(script, first, close) == close  # (powermap.example)
    if phrase is None or phrase.opening & QUANTITY or not (host or first > opened + 1 or _may_head(script, phrase)):
        return None
    shortened = script.flags[opened - 1] & (SPEAKER | NAME) and not script.words[first].islower()
    if close - opened == 2 and (shortened or not phrase.core & (SPEAKER | NAME)):
        return None  # an abbreviation of what stands before it
    if phrase.end != close and not (script.words[phrase.end] == "," and phrase.end + 1 in script.tokens.dated):
        return None  # (UNHCR, 12 May)
    source, _ = owner(script, phrase, close)
    return Cue(opened, opened + 1, "signature", source, start=opened, stop=close + 1, shape="back")


def bracketed(pieces: Pieces) -> list[Cue]:
    """Speakers in brackets within a sentence, each behind an amount: "12 dead (police), 19 (hospital sources)"."""
    found: list[Cue] = []
    reach = pieces.first
    for opened, close, _ in pieces.brackets:
        closes_sentence = close >= pieces.end or pieces.script.words[opened] != "("
        if closes_sentence or not pieces.holds_number(reach, opened):
            continue
        cue = _in_brackets(pieces, opened, close)
        following = pieces.script.words[close + 1] if close + 1 < pieces.end else ""
        joined = bool(following and pieces.script.flags[close + 1] & AND)  # "40 % (direction) et 75 % (syndicats)"
        if cue is not None and (joined or following in (",", ";", "", ".", "–", "—", "+")):
            cue.reach = reach
            found.append(cue)
            reach = close + 1
    return found


def _signature(pieces: Pieces) -> Cue | None:
    """A speaker after the last dash, or behind an amount after a colon: "300 killed – ministry", "Bomb kills 7: police"."""
    script, end = pieces.script, pieces.end
    while end > pieces.first and script.kinds[end - 1] == MARK and script.words[end - 1] not in '»”“")':
        end -= 1
    dash = next((i for i in reversed(pieces.breaks) if i < end), -1)
    colon = dash > pieces.first and script.words[dash] == ":" and pieces.holds_number(pieces.first, dash)
    if dash <= pieces.first or not (colon or script.words[dash] in "–—-"):
        return _bracketed(pieces)
    phrase = phrase_at(script, dash + 1, end)
    if phrase is None or phrase.end != end or phrase.opening & QUANTITY:
        return None
    headed = not colon and _closes_headline(pieces, phrase)
    if not (headed or phrase.core & (SPEAKER | NAME)):
        return None
    low = pieces.around(dash - 1)[0]
    if not (colon or headed) and script.words[low - 1] == "," and (low == dash - 1 or not pieces.holds_number(low, dash)):
        return (
            None  # "15 police officers, the rest — residents", "two doctors, one — an engineer", "15 hurt, among them — a child"
        )
    source, _ = owner(script, phrase, end)
    other = pieces.holds_number(low, dash) and any(flag & SPEECH for flag in script.flags[pieces.first : low])
    # "O 40 zabitych mówi gubernator, o 52 – szpital"
    return Cue(dash, dash + 1, "signature", source, start=dash, stop=end, shape="back", reach=low if other else -1)


def _closes_headline(pieces: Pieces, phrase: Phrase) -> bool:
    """Whether a name is the last of its line, without a full stop: "Знищено 300 окупантів, ворог відступає – Сирський"."""
    script, end = pieces.script, phrase.end
    last = end >= len(script.words) or script.words[end][0] == "\n"
    route = script.flags[phrase.start - 2] & CAPITAL  # Kraków – Lwów
    return last and script.tokens.lexicon.inversion and phrase.name_like and not (phrase.core & PLACE or route)


def _is_poll(phrase: Phrase) -> bool:
    """Whether a paper is named: "Exit poll Ipsos", not "Das Ergebnis"."""
    return bool(phrase.core & DOCUMENT) and phrase.end - phrase.start > 1 and not phrase.opening & BEGINS


def _holds_shares(script: Script, first: int, end: int) -> bool:
    """``Poll by Ipsos: Trzaskowski 30.8%, Nawrocki 29.1%``."""
    return any(script.tokens.code("units", i) == "percent" for i in range(first, end))


def polled(pieces: Pieces) -> Cue | None:
    """The paper whose shares a sentence tells: "In einer Umfrage des Instituts gaben 58 Prozent an, …"."""
    script, first = pieces.script, pieces.first
    opens = script.capital_nouns and script.flags[first] & PREP and script.codes("source_in", first)
    if not opens or not any(flag & DOCUMENT for flag in script.flags[first + 1 : first + _NOUN_NEAR]):
        return None
    phrase = phrase_at(script, first + 1, pieces.end)
    if phrase is None or not phrase.core & DOCUMENT or phrase.opening & POSSESSIVE:
        return None
    if not _holds_shares(script, phrase.end, pieces.around(first)[1]):
        return None
    source, stop = owner(script, phrase, pieces.end)
    return Cue(first, first + 1, "by", source, start=first, stop=stop)


_NOUN_NEAR: Final = 5  # tokens in which the noun of "in einer neuen repräsentativen Umfrage" stands


def _is_statement(script: Script, first: int, end: int, known: bool) -> bool:
    """Whether more than an amount stands there: a verb, a loss, or words that are no things to count.

    Of a ``known`` speaker also what an amount is for: "Trump: 50 Prozent Zoll auf Kupfer".
    """
    words = 0
    for i in range(first, end):
        flag = script.flags[i]
        if flag & (EVENT | VERB | SPEECH | BE | HAVE) or _is_loss(script, i) or script.tokens.code("stances", i) == "planned":
            return True
        if known and script.capital_nouns and flag & PREP and i > first + 2 and script.flags[i - 1] & CAPITAL:
            return True
        words += script.kinds[i] == WORD and not script.tokens.entries[i] and not flag & CAPITAL
    return words > 0


def _is_loss(script: Script, at: int) -> bool:
    return bool(script.flags[at] & COUNTED) and script.tokens.code("nouns", at) in FATES
