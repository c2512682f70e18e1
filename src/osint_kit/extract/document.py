"""One document, read once: tokens, dates, numerals, things, hedges, speakers, put together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from osint_kit.extract.actors import actor_of, place_of
from osint_kit.extract.as_of import as_of_dates
from osint_kit.extract.attribution.speakers import read_attributions
from osint_kit.extract.dates.mentions import DateMention, read_dates
from osint_kit.extract.dates.tense import PAST, tense
from osint_kit.extract.figure import Figure
from osint_kit.extract.figures import read_figures
from osint_kit.extract.numbers.numerals import NumeralReader
from osint_kit.extract.rows import row
from osint_kit.extract.tallies import read_tally
from osint_kit.extract.tokens import Tokens, tokenise
from osint_kit.lexicon import available_languages, detect_language, load_lexicon

_SAID: Final = (
    "source", "source_start", "source_end", "relay", "relay_start", "relay_end", "cue", "cue_start", "cue_end", "stance", "stance_words",
)  # fmt: skip
_UNKNOWN: Final = "en"  # the lexicon by which digits of an unknown language are read, with a doubt


@dataclass(frozen=True)
class Reading:
    """What one text says: rows of figures without ids, dates, the digits that are no figures, and the tally."""

    language: str | None
    figures: list[dict[str, Any]]
    dates: list[DateMention]
    masks: list[dict[str, Any]]
    tally: dict[str, Any] | None


def read_text(text: str, language: str | None, published: str | None) -> Reading:
    """Read a text. A language without a lexicon is detected or left open; its digits are then read with the doubt ``language``."""
    known = language if language in available_languages() else None
    if known is None and not language:
        known = detect_language(text)
    tokens = tokenise(text, load_lexicon(known or _UNKNOWN))
    dates = read_dates(tokens, published)
    masked: set[int] = set()
    for date in dates:
        tokens.dated.update(range(date.first, date.last))
        masked.update(date.masked())
    reader = NumeralReader(tokens, lambda at: "date" if at in masked else None)
    figures = read_figures(tokens, reader)
    tokens.masked.update(reader.masks)
    rows = _rows(tokens, figures, dates, published)
    if known is None:
        for found in rows:
            found["doubts"].append(f"language={language}" if language else "language")
    return Reading(known, rows, dates, _masks(tokens, reader), read_tally(tokens, figures))


def _rows(tokens: Tokens, figures: list[Figure], dates: list[DateMention], published: str | None) -> list[dict[str, Any]]:
    rows = []
    attributions = read_attributions(tokens)
    for figure, as_of in zip(figures, as_of_dates(tokens, dates, figures, published), strict=True):
        found = row(tokens, figure)
        found["part_of"] = tokens.starts[figure.whole.numeral.first] if figure.whole else None
        found["actor"], found["place"] = actor_of(tokens, figure), place_of(tokens, figure)
        said = attributions.at(found["start"], found["end"])
        found.update({field: getattr(said, field) for field in _SAID})
        found["as_of_start"], found["as_of_end"], found["as_of_words"] = as_of.start, as_of.end, as_of.words
        ahead = said.stance == "asserted" and as_of.start and published and as_of.start > published[:10]
        if ahead and tense(tokens, figure.numeral.first, figure.numeral.last) != PAST:
            found["stance"], found["stance_words"] = "planned", as_of.words  # "lifts spending to 2.6% in 2027"
        found["doubts"] += (*said.doubts, *as_of.doubts)
        rows.append(found)
    return rows


def _masks(tokens: Tokens, reader: NumeralReader) -> list[dict[str, Any]]:
    return [
        {"start": tokens.starts[at], "end": tokens.ends[at], "quote": tokens.words[at], "reason": reason}
        for at, reason in sorted(reader.masks.items())
    ]
