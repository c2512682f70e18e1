"""The row of the table figures that a figure makes: the columns that numeral, hedge and thing decide."""

from __future__ import annotations

from typing import Any

from osint_kit.extract.figure import Figure
from osint_kit.extract.numbers.hedges import bounds
from osint_kit.extract.tokens import Tokens


def row(tokens: Tokens, figure: Figure) -> dict[str, Any]:
    """The part of a figures row that numeral, hedge and thing decide; spans in code points of the text."""
    numeral, thing, hedge = figure.numeral, figure.thing, figure.hedge
    start, end = tokens.starts[numeral.first], _end(tokens, figure)
    low, high = bounds(numeral, hedge.code)
    text = tokens.text
    bare = figure.kind in ("day_number", "source_count")
    return {
        "start": start,
        "end": end,
        "quote": text[start:end],
        "value": numeral.value,
        "hedge": hedge.code,
        "hedge_words": text[tokens.starts[hedge.first] : tokens.ends[hedge.last - 1]] if hedge.last > hedge.first else None,
        "low": low,
        "high": high,
        "unit": None if bare else thing.unit,
        "per": figure.per,
        "kind": figure.kind,
        "item": _item(tokens, figure),
        "event": figure.happening.code if figure.happening else None,
        "delta": figure.delta,
        "sentence_start": tokens.starts[figure.begin],
        "sentence_end": tokens.ends[figure.end - 1],
        "doubts": list(numeral.doubts),
    }


def _end(tokens: Tokens, figure: Figure) -> int:
    """The numeral's end, with a percent sign or the point of an ordinal that is glued to it."""
    last = figure.numeral.last
    closing = tokens.words[last] if last < len(tokens) and tokens.glued(last) else ""
    if closing == "%" or (closing == "." and figure.kind == "day_number"):
        return tokens.ends[last]
    return tokens.ends[last - 1]


def _item(tokens: Tokens, figure: Figure) -> str | None:
    thing = figure.thing
    if figure.kind == "day_number" or not thing.named:
        return None
    phrase = tokens.text[tokens.starts[thing.first] : tokens.ends[thing.last - 1]]
    return " ".join(phrase.split())[:120]
