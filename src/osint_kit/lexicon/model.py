"""A language file as an index: one dictionary look-up per word, phrases by their first word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from osint_kit.errors import LexiconError
from osint_kit.lexicon.number_words import CARDINAL, HALF, JOINER, SCALE, compose
from osint_kit.lexicon.phrases import Code, Phrase, Phrases, normal
from osint_kit.lexicon.sections import ENDINGS, FREE, NUMERIC, SECTIONS, TENSE_ENDINGS

FOLDER: Final = Path(__file__).parent
_LONGEST_WORD: Final = 80  # no word of a language is longer; keeps a look-up short whatever the text
_MEMO_LIMIT: Final = 100_000

Entry = dict[str, Phrases]
"""Section → what may follow the word, and the code it stands for."""
_Parsed = dict[str, dict[str, list[Phrase]]]  # word → section → phrases

_NOTHING: Final[Entry] = {}


@dataclass(frozen=True)
class Lexicon:
    """The words of one language.

    ``entry(word)`` answers what a word can begin; ``code(section, word)`` what a single word means in a section.
    """

    language: str
    name: str
    function_words: frozenset[str]
    abbreviations: frozenset[str]
    decimal: str
    ordinal_dot: bool
    elision: bool
    compounds: bool
    right_headed: bool
    month_first: bool  # February 8
    capital_dates: bool  # May, but not may
    capital_nouns: bool
    inversion: bool
    pro_drop: bool
    verb_final: bool
    number_words: Mapping[str, tuple[str, float]]
    number_beginnings: frozenset[str]  # their first two letters: other words need no cutting
    endings: Mapping[str, tuple[str, ...]]
    tense_endings: Mapping[str, tuple[str, ...]]
    _exact: Mapping[str, Entry]
    _stems: Mapping[str, Entry]
    _memo: dict[str, Entry] = field(default_factory=dict, repr=False)
    flags: dict[str, int] = field(default_factory=dict, repr=False, compare=False)  # what the readers worked out of a word

    def entry(self, word: str) -> Entry:
        """What the word (as it stands in the text) begins, by section; empty for a word that no section knows."""
        memo = self._memo
        found = memo.get(word)
        if found is None:
            if len(memo) > _MEMO_LIMIT:
                memo.clear()
            found = memo[word] = self._look_up(normal(word)) if len(word) <= _LONGEST_WORD else _NOTHING
        return found

    def code(self, section: str, word: str) -> Code | None:
        """The code of a single word in a section, or None."""
        found = self.entry(word).get(section)
        return found.alone[0] if found is not None and found.alone is not None else None

    def lists(self, section: str, word: str) -> bool:
        """Whether a section has the word in this very form, not only its stem or a part of it."""
        return section in self._exact.get(normal(word), _NOTHING)

    def holds(self, word: str) -> bool:
        """Whether a word is listed itself, or by its stem, and not only the last part of it as of a compound."""
        return bool(self._whole(normal(word)))

    def inflects(self, section: str, word: str, letters: int) -> bool:
        """Whether a section lists a word, or a stem that so many letters at most follow."""
        word = normal(word)
        if section in self._exact.get(word, _NOTHING):
            return True
        ends = range(len(word), max(2, len(word) - letters) - 1, -1)
        return any(section in self._stems.get(word[:end], _NOTHING) for end in ends)

    def words_of(self, section: str) -> dict[Code, list[str]]:
        """The words of a section by code, as the language file writes them, in its order."""
        found: dict[Code, list[str]] = {}
        for star, entries in (("", self._exact), ("*", self._stems)):
            for word, entry in entries.items():
                for rest, code in entry.get(section, ()):
                    found.setdefault(code, []).append(" ".join((word + star, *rest)))
        return found

    def _look_up(self, word: str) -> Entry:
        found = self._whole(word)
        if len(word) == 1 and 0 < unicodedata.numeric(word, 0) < 1:
            return {"fractions": Phrases([((), unicodedata.numeric(word))])}  # ½
        if found is _NOTHING and word.endswith(("'s", "s'")):
            found = self._whole(word[:-2] if word.endswith("'s") else word[:-1])
        if found is _NOTHING and ("-" in word or word[:2] in self.number_beginnings) and (number := self._number(word)):
            return number
        if found is not _NOTHING and "-" in word and CARDINAL not in found and (number := self._number(word)):
            return {**found, **number}  # trente-six, which also begins an idiom
        if found is _NOTHING and "-" in word:
            found = _of_compound(self._whole(word.rsplit("-", 1)[1]))
        if self.compounds and (found is _NOTHING or found.keys() == {"civil"}):
            return {**self._last_part(word), **found}
        return found

    def _last_part(self, word: str) -> Entry:
        """What the longest known last part of a compound names: (Hoch-wasser-)opfer."""
        for start in range(2, len(word) - 3):
            found = _of_compound(self._whole(word[start:]))
            if found is not _NOTHING:
                return found
        return _NOTHING

    def _number(self, word: str) -> Entry | None:
        """A number word written together: fünfundzwanzig, duecentocinquanta, forty-two, two-thirds."""
        value = compose(word, self.number_words)
        if value is not None:
            return {"cardinals": Phrases([((), value)])}
        low, _, high = (self.number_words.get(part, ("", 0.0)) for part in word.partition("-"))
        if low[0] == high[0] == CARDINAL and low[1] < high[1]:
            return {"pairs": Phrases([((), low[1]), ((), high[1])])}  # два-три
        head, _, tail = word.rpartition("-")
        loose = any(code == "about" and not rest for rest, code in self._exact.get(tail, _NOTHING).get("hedges_after", ()))
        if head and loose:
            entry = self.entry(head)
            for _, size in entry.get("cardinals") or entry.get("scales") or ():
                return {"approximates": Phrases([((), float(size))])}  # forty-odd
        for _, over in self._whole(tail).get("denominators", ()) if head else ():
            for _, top in self.entry(head).get("cardinals", ()):
                return {"fractions": Phrases([((), float(top) / float(over))])}
        return None

    def words(self) -> Iterable[str]:
        """The words and stems it knows, without repeats."""
        return (*self._exact, *self._stems)

    def _whole(self, word: str) -> Entry:
        found = self._exact.get(word, _NOTHING)
        for length in range(len(word), 1, -1):
            stem = self._stems.get(word[:length])
            if stem is not None:
                found = _merge(found, stem)
        return found


_COMPOUND_SECTIONS: Final = ("nouns", "speaker_nouns", "speech_nouns", "unit_names", "designators", "war")


def _of_compound(entry: Entry) -> Entry:
    """Of a compound's last part only what it names: Kampfpanzer is a tank, but Tagessieg is no verb."""
    kept: Entry = {section: entry[section] for section in _COMPOUND_SECTIONS if section in entry}
    return kept or _NOTHING


def _merge(first: Entry, second: Entry) -> Entry:
    """The more exact meaning of each section stays before the less exact one."""
    if not first:
        return second
    merged = dict(first)
    for section, phrases in second.items():
        merged[section] = Phrases((*merged.get(section, ()), *phrases))
    return merged


@cache
def available_languages() -> tuple[str, ...]:
    """The codes of the languages that have a file, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@cache
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of a language.

    Raises:
        LexiconError: there is no such file, or the file has an unknown section or code; the message names both.
    """
    path = FOLDER / f"{language}.yaml"
    if not path.is_file():
        raise LexiconError(f"no lexicon for {language!r}", f"there are {', '.join(available_languages())}")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader either way
    return parse_lexicon(raw, path.name)


def parse_lexicon(raw: Mapping[str, Any], where: str) -> Lexicon:
    """A language file's content, checked and indexed."""
    writing = raw.get("writing") or {}
    exact: _Parsed = {}
    stems: _Parsed = {}
    for section, codes in raw.items():
        if section in ("language", "name", "writing", "function_words", "abbreviations", "endings", "tense_endings"):
            continue
        if section not in SECTIONS:
            raise LexiconError(f"{where}: unknown section {section!r}", f"the sections are {', '.join(SECTIONS)}")
        for code, phrases in (codes or {}).items():
            for phrase in phrases:
                if phrase is None or isinstance(phrase, bool):
                    raise LexiconError(
                        f"{where}: {section}: YAML reads a bare word below {code!r} as {phrase}", "put it in quotes"
                    )
                _add(exact, stems, section, _checked(section, code, where), str(phrase))
    number_words = _number_words(exact)
    return Lexicon(
        language=raw["language"],
        name=raw["name"],
        function_words=_words(raw, "function_words"),
        abbreviations=_words(raw, "abbreviations"),
        decimal=writing.get("decimal", "."),
        ordinal_dot=bool(writing.get("ordinal_dot", False)),
        elision=bool(writing.get("elision", False)),
        compounds=bool(writing.get("compounds", False)),
        right_headed=bool(writing.get("right_headed", False)),
        month_first=bool(writing.get("month_first", False)),
        capital_dates=bool(writing.get("capital_dates", False)),
        capital_nouns=bool(writing.get("capital_nouns", False)),
        inversion=bool(writing.get("inversion", False)),
        pro_drop=bool(writing.get("pro_drop", False)),
        verb_final=bool(writing.get("verb_final", False)),
        number_words=number_words,
        number_beginnings=frozenset(word[:2] for word in number_words),
        endings=_endings(raw, where, "endings", ENDINGS),
        tense_endings=_endings(raw, where, "tense_endings", TENSE_ENDINGS),
        _exact=_frozen(exact),
        _stems=_frozen(stems),
    )


def _frozen(parsed: _Parsed) -> dict[str, Entry]:
    """The entries; words that begin the same share one, which leaves a third of the objects for the garbage collector to walk."""
    phrases: dict[tuple[Phrase, ...], Phrases] = {}
    entries: dict[tuple[tuple[str, tuple[Phrase, ...]], ...], Entry] = {}
    found: dict[str, Entry] = {}
    for word, sections in parsed.items():
        key = tuple((section, tuple(listed)) for section, listed in sections.items())
        if key not in entries:
            phrases.update((listed, Phrases(listed)) for _, listed in key if listed not in phrases)
            entries[key] = {section: phrases[listed] for section, listed in key}
        found[word] = entries[key]
    return found


def _number_words(exact: _Parsed) -> dict[str, tuple[str, float]]:
    """Single words that can be part of a number word: word → role and value; a scale goes before a cardinal."""
    found: dict[str, tuple[str, float]] = {}
    for word, entry in exact.items():
        for section, role in (("parts", CARDINAL), (SCALE, SCALE), (CARDINAL, CARDINAL), (HALF, HALF), (JOINER, JOINER)):
            for rest, code in entry.get(section, ()):
                if not rest and word not in found:
                    found[word] = (role, 0.0 if isinstance(code, str) else code)
    return found


def _endings(raw: Mapping[str, Any], where: str, section: str, codes: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """How words of a verb form end (or begin, for a prefix), by the codes that the section allows."""
    found = {str(code): tuple(normal(str(ending)) for ending in endings) for code, endings in (raw.get(section) or {}).items()}
    for code in found:
        if code not in codes:
            raise LexiconError(f"{where}: {section}: unknown code {code!r}", f"use one of {', '.join(codes)}")
    return found


def _words(raw: Mapping[str, Any], section: str) -> frozenset[str]:
    return frozenset(normal(str(word)) for word in raw.get(section) or ())


def _checked(section: str, code: Any, where: str) -> Code:
    allowed = SECTIONS[section]
    if allowed == NUMERIC:
        if not isinstance(code, int | float):
            raise LexiconError(f"{where}: {section}: {code!r} is not a number")
        return float(code)
    if allowed != FREE and code not in allowed:
        raise LexiconError(f"{where}: {section}: unknown code {code!r}", f"use one of {', '.join(allowed)}")
    return str(code)


def _add(exact: _Parsed, stems: _Parsed, section: str, code: Code, phrase: str) -> None:
    first, *rest = _split(phrase)
    target, word = (stems, first[:-1]) if first.endswith("*") else (exact, first)
    target.setdefault(word, {}).setdefault(section, []).append((tuple(rest), code))


def _split(phrase: str) -> Iterable[str]:
    return [normal(word) for word in phrase.split()]
