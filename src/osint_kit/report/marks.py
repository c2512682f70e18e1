"""A document's text as HTML: every figure marked in its sentence, with its hedge, speaker, stance and date underlined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from typing import Any

import pandas as pd

from osint_kit.report.presentation import anchor

LONG = 30_000
"""Characters up to which a text is shown whole."""

WINDOW = 1_500
"""Characters shown to each side of a figure in a longer text."""

Span = tuple[int, int]
Role = tuple[int, int, str]


def marked(text: str, figures: list[Any]) -> str:
    """The text with its marks.

    Args:
        text: a document's text.
        figures: rows of the table ``figures`` of that document, in the order of their place.
    """
    placed = [figure for figure in figures if not pd.isna(figure.start)]
    roles = sorted({role for figure in placed for role in _roles(text, figure)})
    sentences = _apart(sorted({(int(f.sentence_start), int(f.sentence_end)) for f in placed if not pd.isna(f.sentence_start)}))
    marks = {int(figure.start): figure for figure in reversed(placed)}
    pieces, at = [], 0
    for start, end in _shown(text, placed):
        pieces.append(_left_out(start - at))
        for first, last, is_sentence in _cut(start, end, sentences):
            inner = _stretch(text, first, last, marks, roles)
            pieces.append(f'<span class="sentence">{inner}</span>' if is_sentence else inner)
        at = end
    return "".join([*pieces, _left_out(len(text) - at)])


def sentence(text: str | None, figure: Any) -> str:
    """A figure's sentence with the figure marked; for a cell the cell and what it counts."""
    if not text or pd.isna(figure.start):
        what = figure.item if isinstance(figure.item, str) else figure.kind
        where = f" <small>({escape(figure.locator)})</small>" if isinstance(figure.locator, str) else ""
        return f"<mark>{escape(figure.quote)}</mark> {escape(what)}{where}"
    start, end = int(figure.start), int(figure.end)
    first = start if pd.isna(figure.sentence_start) else min(int(figure.sentence_start), start)
    last = end if pd.isna(figure.sentence_end) else max(int(figure.sentence_end), end)
    return f"{escape(text[first:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:last])}"


def _left_out(count: int) -> str:
    return f'<span class="note"> … {count:,} characters … </span>' if count else ""


def _shown(text: str, figures: list[Any]) -> list[Span]:
    """The parts of a text that are shown: all of it, or the surroundings of the figures where it is very long."""
    if len(text) <= LONG:
        return [(0, len(text))]
    around = [(max(0, int(f.start) - WINDOW), min(len(text), int(f.end) + WINDOW)) for f in figures]
    return _apart(sorted(around)) or [(0, WINDOW)]


def _apart(spans: list[Span]) -> list[Span]:
    """Spans that do not overlap: one that begins inside another becomes part of it."""
    apart: list[Span] = []
    for start, end in spans:
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], end))
        elif start < end:
            apart.append((start, end))
    return apart


def _cut(start: int, end: int, sentences: list[Span]) -> Iterator[tuple[int, int, bool]]:
    """A part of the text as sentences with figures and what lies between them."""
    at = start
    for first, last in sentences:
        first, last = max(first, start), min(last, end)
        if first >= last:
            continue
        if at < first:
            yield at, first, False
        yield first, last, True
        at = last
    if at < end:
        yield at, end, False


def _stretch(text: str, start: int, end: int, marks: dict[int, Any], roles: list[Role]) -> str:
    """A stretch of text with its marks; a figure that begins here is closed here."""
    inside = [(first, last, role) for first, last, role in roles if first < end and last > start]
    figures = {at: (min(int(figure.end), end), figure) for at, figure in marks.items() if start <= at < end}
    edges = (
        {start, end}
        | {at for first, last, _ in inside for at in (first, last)}
        | {at for first in figures for at in (first, figures[first][0])}
    )
    pieces, closing = [], start
    for first, last in pairwise(sorted(at for at in edges if start <= at <= end)):
        if first in figures and first >= closing:
            closing, figure = figures[first]
            own, card = anchor("figure", figure.figure_id), anchor("card", figure.figure_id)
            pieces.append(f'<mark id="{escape(own)}"><a href="#{escape(card)}">')
            opened = True
        else:
            opened = first < closing
        classes = " ".join(sorted({role for begin, stop, role in inside if begin <= first and last <= stop}))
        piece = escape(text[first:last]).replace("\n", "<br>\n")
        pieces.append(f'<span class="{classes}">{piece}</span>' if classes else piece)
        if opened and last == closing:
            pieces.append("</a></mark>")
    return "".join(pieces)


def _roles(text: str, figure: Any) -> Iterator[Role]:
    for start, end in ((figure.source_start, figure.source_end), (figure.relay_start, figure.relay_end)):
        if not pd.isna(start):
            yield int(start), int(end), "speaker"
    if pd.isna(figure.sentence_start):
        return
    first, last = int(figure.sentence_start), int(figure.sentence_end)
    for words, role in ((figure.hedge_words, "hedge"), (figure.stance_words, "stance"), (figure.as_of_words, "date")):
        if isinstance(words, str) and words:
            places = [match.start() + first for match in re.finditer(re.escape(words), text[first:last])]
            if places:
                at = min(places, key=lambda place: abs(place - int(figure.start)))
                yield at, at + len(words), role
