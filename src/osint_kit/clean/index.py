"""Words of many languages under one code: the look-up behind the name files.

A label is written in lower case; ``soldat*`` stands for every word that begins so, ``*panzer`` for every word that ends so,
several words for themselves in that order; a word written in capitals (``WHO``) is found in capitals only. Designations are
compared without hyphen or blank: M-1989, M1989 and M 1989 are one word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, NamedTuple

from osint_kit.errors import InputError
from osint_kit.lexicon.phrases import normal

_PROPER: Final = ("places", "countries")
_WORD: Final = re.compile(r"(?:[ldjmtnsc]|qu)['’](?=[^\W\d_]{2})|[^\W_]+(?:[-'’ʼ./][^\W_]+)*", re.IGNORECASE)
_ELIDED_INSIDE: Final = re.compile(r"(?<!\S)((?:[ldjmtnsc]|qu)['’])(?=[^\W\d_]{2})", re.IGNORECASE)
_DESIGNATION: Final = re.compile(r"^[^\W\d_]{1,5}[- ]?\d")
_SPACED_DESIGNATION: Final = re.compile(r"\b([A-ZА-ЯІЇЄ]{1,4}) (\d{1,4}[A-Z]?\d?)\b")
_MARKS: Final = ".,;:!?()&–—"
_MEMO_LIMIT: Final = 100_000


class Word(NamedTuple):
    """A word of a phrase: as it stands, the form it is looked up under, its span."""

    text: str
    form: str
    start: int
    end: int


class Match(NamedTuple):
    """A known name found in a phrase; ``start`` and ``end`` are code points of the phrase."""

    code: str
    start: int
    end: int
    words: int


@lru_cache(maxsize=20_000)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of a phrase with their spans; hyphens inside a designation vanish from the form.

    >>> [word.form for word in words_of("zwei M-1989 und Su-34")]
    ['zwei', 'm1989', 'und', 'su34']
    """
    spaced = _SPACED_DESIGNATION.sub(r"\1-\2", text)  # same length: a blank becomes a hyphen
    return tuple(
        Word(text[match.start() : match.end()], form_of(match[0]), match.start(), match.end()) for match in _WORD.finditer(spaced)
    )


@lru_cache(maxsize=200_000)
def form_of(word: str) -> str:
    """The form under which a word is looked up: lower case, without possessive; a designation without its hyphen."""
    form = normal(word)
    form = form.removesuffix("'s").removesuffix("'")  # l'explosion is two words: l and explosion
    if any(character.isdigit() for character in form) and _DESIGNATION.match(form):
        form = form.replace("-", "").replace(" ", "")
    return form


class Label(NamedTuple):
    """One way to write a code: what follows the first word, the code, the language, and how exact the match of the first word
    is.
    """

    rest: tuple[str, ...]
    code: str
    language: str
    exactness: int = 0


@dataclass
class Index:
    """The names of one group: code → properties, and a look-up by first word.

    In a text whose language is known a label of another language counts only where the text's own language has no label for the
    word (a false friend is no name: Island is no Iceland in an English text), and never for places and events. A place has a
    capital.
    """

    group: str
    entries: dict[str, Mapping[str, Any]]
    _exact: dict[str, list[Label]] = field(default_factory=dict)
    _stems: dict[str, list[Label]] = field(default_factory=dict)
    _ends: dict[str, list[Label]] = field(default_factory=dict)
    _capitals: dict[str, list[Label]] = field(default_factory=dict)
    _memo: dict[str, list[Label]] = field(default_factory=dict, repr=False)
    _spoken: dict[str, set[str]] = field(default_factory=dict, repr=False)

    def add(self, code: str, label: str, where: str, language: str = "und") -> None:
        """A further way to write a code."""
        parts = [_pattern_form(part) for part in _ELIDED_INSIDE.sub(r"\1 ", label).split() if any(map(str.isalnum, part))]
        if not parts or any("*" in part[1:-1] for part in parts):
            raise InputError(f"{where}: {code}: {label!r} is no label", "write words, with * at the end or the beginning of one")
        first, entry = parts[0], Label(tuple(parts[1:]), code, language)
        self._spoken.setdefault(code, set()).add(language)
        if label.isupper() and label.isalpha():
            self._capitals.setdefault(first, []).append(entry)
        elif first.startswith("*"):
            self._ends.setdefault(first[1:].rstrip("*"), []).append(entry)
        elif first.endswith("*"):
            self._stems.setdefault(first[:-1], []).append(entry)
        else:
            self._exact.setdefault(first, []).append(entry)
        self._memo.clear()

    def find(self, text: str, language: str | None = None) -> list[Match]:
        """All names in a phrase, in order; where two begin at one word the longer, and then the more exact, wins."""
        return self.find_words(words_of(text), language)

    def find_words(self, words: Sequence[Word], language: str | None = None) -> list[Match]:
        """:meth:`find` over words that are already split."""
        found: list[Match] = []
        at = 0
        while at < len(words):
            best: tuple[int, int, str] | None = None
            for label in self._allowed(words[at], language):
                length = 1 + len(label.rest)
                fits = at + length <= len(words) and all(
                    map(_fits, label.rest, (word.form for word in words[at + 1 : at + length]))
                )
                if fits and (best is None or (length, label.exactness) > best[:2]):
                    best = (length, label.exactness, label.code)
            if best is None:
                at += 1
                continue
            found.append(Match(best[2], words[at].start, words[at + best[0] - 1].end, best[0]))
            at += best[0]
        return found

    def get(self, code: str, key: str, default: Any = None) -> Any:
        """A property of a code: what the file says."""
        return self.entries.get(code, {}).get(key, default)

    def _allowed(self, word: Word, language: str | None) -> list[Label]:
        """What a word may begin in a text of that language."""
        if self.group in _PROPER and not word.text[:1].isupper():
            return []
        labels = self._candidates(word.form)
        if self._capitals and word.text.isupper():
            labels = labels + [label._replace(exactness=2000) for label in self._capitals.get(word.form, ())]
        if language is None or not labels:
            return labels
        own = [label for label in labels if label.language in (language, "und") or language not in self._spoken[label.code]]
        return own if own or self.group in (*_PROPER, "events", "definitions") else labels

    def _candidates(self, form: str) -> list[Label]:
        """What a word may begin, with how exact the match of the word is (its letters; a whole word counts most)."""
        found = self._memo.get(form)
        if found is None:
            if len(self._memo) > _MEMO_LIMIT:
                self._memo.clear()
            found = [label._replace(exactness=1000) for label in self._exact.get(form, ())]
            for length in range(len(form), 1, -1):
                found += [label._replace(exactness=100 + length) for label in self._stems.get(form[:length], ())]
            for start in range(len(form) - 2):
                found += [label._replace(exactness=len(form) - start) for label in self._ends.get(form[start:], ())]
            if not found and "-" in form:  # Ukraine-Krieg, südkoreanisch-amerikanisch: the parts, last first
                for part in reversed(form.split("-")):
                    found += [
                        label._replace(exactness=label.exactness - 500) for label in self._candidates(part) if not label.rest
                    ]
                    if found:
                        break
            self._memo[form] = found
        return found


def _pattern_form(part: str) -> str:
    head = "*" if part.startswith("*") else ""
    tail = "*" if part.endswith("*") and len(part) > 1 else ""
    return head + form_of(part.strip("*").strip(_MARKS)) + tail


def _fits(pattern: str, form: str) -> bool:
    if pattern.endswith("*"):
        return form.startswith(pattern[:-1])
    return form == pattern
