"""A document's text as HTML: every figure marked in its sentence, with its hedge, speaker, cue, stance and date underlined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from typing import Any

import pandas as pd

from osint_kit.report.presentation import address, anchor

LONG = 30_000
"""Characters up to which a text is shown whole."""

WINDOW = 1_500
"""Characters shown to each side of a figure in a longer text."""

LEGEND = (
    '<p class="legend" aria-hidden="true"><mark>figure</mark> <span class="hedge">hedge</span> <span class="speaker">speaker</span>'
    ' <span class="cue">cue</span> <span class="stance">stance</span> <span class="date">date</span></p>'
)
"""How the marks look."""

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
    """A figure's sentence with the figure, its hedge, speaker, cue, stance and date marked; for a cell what its row says."""
    if not text or pd.isna(figure.start):
        return cell(figure)
    start, end = int(figure.start), int(figure.end)
    first = start if pd.isna(figure.sentence_start) else min(int(figure.sentence_start), start)
    last = end if pd.isna(figure.sentence_end) else max(int(figure.sentence_end), end)
    return _stretch(text, first, last, {start: figure}, sorted(set(_roles(text, figure))), "bare")


def labelled(text: str, figures: list[Any]) -> str:
    """A short text with a small word behind each mark that says what it is; for a notebook, where no style sheet is at hand."""
    placed = [figure for figure in figures if not pd.isna(figure.start)]
    roles = sorted({role for figure in placed for role in _roles(text, figure)})
    return _stretch(text, 0, len(text), {int(figure.start): figure for figure in reversed(placed)}, roles, "labelled")


def cell(figure: Any, own: str = "") -> str:
    """A cell of a table with what its row says of it, each part marked as in a text; ``own`` is the mark's anchor."""
    identity = f' id="{escape(own)}"' if own else ""
    parts = [
        _part("hedge", figure.hedge_words if figure.hedge != "exact" else None),
        f"<mark{identity}>{escape(figure.quote)}</mark>",
        escape(figure.item if isinstance(figure.item, str) else figure.kind),
        *(_part("speaker", who) for who in (figure.source, figure.relay)),
        _part("stance", figure.stance_words if isinstance(figure.stance_words, str) else figure.stance),
        _part("date", " – ".join(dict.fromkeys(day for day in (figure.as_of_start, figure.as_of_end) if isinstance(day, str)))),
    ]
    where = f" <code>{escape(figure.locator)}</code>" if isinstance(figure.locator, str) else ""
    return f'<span class="sentence">{" · ".join(filter(None, [" ".join(filter(None, parts[:3])), *parts[3:]]))}</span>{where}'


def _part(role: str, words: Any) -> str:
    return f'<span class="{role}">{escape(words)}</span>' if isinstance(words, str) and words else ""


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


def _stretch(text: str, start: int, end: int, marks: dict[int, Any], roles: list[Role], manner: str = "anchored") -> str:
    """A stretch of text with its marks; a figure that begins here is closed here.

    ``manner``: each figure an anchor that leads to its row (``anchored``), a mark alone (``bare``), or a mark that leads to the evidence,
    with words that say what each mark is (``labelled``).
    """
    inside = [(first, last, role) for first, last, role in roles if first < end and last > start]
    figures = {at: (min(int(figure.end), end), figure) for at, figure in marks.items() if start <= at < end}
    edges = (
        {start, end}
        | {at for first, last, _ in inside for at in (first, last)}
        | {at for first in figures for at in (first, figures[first][0])}
    )
    labels = {(last, role) for _, last, role in inside} if manner == "labelled" else set()
    pieces, closing, closed = [], start, ""
    for first, last in pairwise(sorted(at for at in edges if start <= at <= end)):
        if first in figures and first >= closing:
            closing, figure = figures[first]
            opened, closed = _mark(figure, manner)
            pieces.append(opened)
        classes = " ".join(sorted({role for begin, stop, role in inside if begin <= first and last <= stop}))
        piece = escape(text[first:last]).replace("\n", "<br>\n")
        pieces.append(f'<span class="{classes}">{piece}</span>' if classes else piece)
        if closed and last == closing:
            pieces.append(closed)
            closed = ""
        pieces += [f'<sub class="{role}">{role}</sub>' for at, role in sorted(labels) if at == last]
    return "".join(pieces)


def _mark(figure: Any, manner: str) -> tuple[str, str]:
    """How the mark of a figure begins and ends."""
    if manner == "bare":
        return "<mark>", "</mark>"
    if manner == "labelled":
        return f'<mark><a href="#{address("figure", figure.figure_id)}">', f"</a></mark><sub>{escape(figure.kind)}</sub>"
    own, card = anchor("figure", figure.figure_id), address("card", figure.figure_id)
    return f'<mark id="{escape(own)}"><a href="#{card}">', "</a></mark>"


def _roles(text: str, figure: Any) -> Iterator[Role]:
    spans = (
        (figure.source_start, figure.source_end, "speaker"), (figure.relay_start, figure.relay_end, "speaker"), (figure.cue_start, figure.cue_end, "cue"),
    )  # fmt: skip
    for start, end, role in spans:
        if not pd.isna(start):
            yield int(start), int(end), role
    if pd.isna(figure.sentence_start):
        return
    first, last = int(figure.sentence_start), int(figure.sentence_end)
    for words, role in ((figure.hedge_words, "hedge"), (figure.stance_words, "stance"), (figure.as_of_words, "date")):
        if isinstance(words, str) and words:
            places = [match.start() + first for match in re.finditer(re.escape(words), text[first:last])]
            if places:
                at = min(places, key=lambda place: abs(place - int(figure.start)))
                yield at, at + len(words), role
