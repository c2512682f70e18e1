"""For when a figure is stated: which date of its sentence governs it, and which interval that date then means."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from osint_kit.extract.counted.told import OF_FATE
from osint_kit.extract.dates.calendar import today_or_none
from osint_kit.extract.dates.clauses import FAR, Clauses
from osint_kit.extract.dates.mentions import DateMention
from osint_kit.extract.figure import Figure
from osint_kit.extract.tokens import NUMBER, Tokens

_UNDATED: Final = frozenset(("day_number", "source_count"))
_FATES: Final = frozenset((*OF_FATE.values(), "spared", "freed"))
"""What one event does to people: "nine died and 24 were injured on Monday" is one statement."""
_BULLETS: Final = frozenset("•-–—*·●▪◦‣")
_ITEM: Final = 10  # tokens from one figure of an enumeration to the next
_NEAR: Final = 3  # tokens between a figure's noun and a date that belongs to it before any other
_MANY: Final = 12  # dates and figures looked at on either side of a figure


@dataclass(frozen=True, slots=True)
class AsOf:
    """The time for which a figure is stated, with the words that say so; both ends None where the text states none."""

    start: str | None = None
    end: str | None = None
    words: str | None = None
    doubts: tuple[str, ...] = ()


NO_DATE: Final = AsOf()


def as_of_dates(tokens: Tokens, dates: list[DateMention], figures: list[Figure], published: str | None) -> list[AsOf]:
    """One AsOf for each figure, in the figures' order.

    A date governs where it stands in the figure's own clause, or before it in the sentence; never as something to compare with
    (``more than in 2023``), as the day of a statement (``said on Tuesday``) or of a document (``the report of 5 May``).

    Args:
        tokens: the document.
        dates: its dates, in order.
        figures: its figures, in order.
        published: ISO date of publication, or None.
    """
    if not dates:
        return [NO_DATE] * len(figures)
    today = today_or_none(published)
    reader = _Reader(tokens, dates, figures, Clauses(tokens), today.isoformat() if today else None)
    return [reader.of(i) for i in range(len(figures))]


@dataclass(slots=True)
class _Reader:
    tokens: Tokens
    dates: list[DateMention]
    figures: list[Figure]
    clauses: Clauses
    today: str | None
    firsts: list[int] = field(init=False)
    numerals: list[int] = field(init=False)
    lists: list[tuple[int, int, DateMention]] = field(init=False)  # the lines of lists under a date, ascending
    known: dict[int, AsOf] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.firsts = [date.first for date in self.dates]
        self.numerals = [figure.numeral.first for figure in self.figures]
        self.lists = [found for date in self.dates if (found := _list_under(self.tokens, date))]

    def of(self, i: int) -> AsOf:
        figure = self.figures[i]
        if figure.kind in _UNDATED:
            return NO_DATE
        found = NO_DATE
        date = self._governing(i)
        if date is not None:
            apart = figure.kind == "duration" and self.clauses.around(date.first) != self.clauses.around(figure.numeral.first)
            found = NO_DATE if apart or self._counts_a_date(figure) else self._meant(date, figure)
        elif figure.whole is not None and not self._has_own_verb(figure):
            found = self.known.get(figure.whole.numeral.first, NO_DATE)
        elif figure.kind != "duration":
            found = self._of_list(figure)
        self.known[figure.numeral.first] = found
        return found

    def _counts_a_date(self, figure: Figure) -> bool:
        """``in the past 24 hours``: the length of a date is for no time itself."""
        at = bisect_right(self.firsts, figure.numeral.first) - 1
        return at >= 0 and self.dates[at].counted[0] <= figure.numeral.first < self.dates[at].counted[1]

    # ---- which date ----

    def _governing(self, i: int) -> DateMention | None:
        figure = self.figures[i]
        low, high = bisect_left(self.firsts, figure.begin), bisect_left(self.firsts, figure.end)
        if low == high:
            return None
        here = bisect_left(self.firsts, figure.numeral.first)
        behind = self.dates[max(low, here - _MANY) : here]
        before = next((date for date in reversed(behind) if self._frames(date, figure)), None)
        after = next((date for date in self.dates[here : min(high, here + _MANY)] if self._follows(date, i)), None)
        if before is None or after is None:
            return before or after
        return after if after.frame_first - _end(figure) <= _NEAR else before

    def _frames(self, date: DateMention, figure: Figure) -> bool:
        """Whether a date before a figure says when: not out of an aside, not that of a statement or an earlier level."""
        clauses, first = self.clauses, figure.numeral.first
        if not date.last <= first <= date.last + FAR or not self._governs(date) or self._is_left_level(figure):
            return False
        if clauses.walled(date.last, first) or self._is_of_left_level(date) or self._begins_anew(date, figure):
            return False
        opened, closed = clauses.around(date.first)
        if closed < first:
            return self._frames_over_comma(date, figure, opened, closed)
        speech = clauses.speech(opened, first)
        # "said on Tuesday it had lost 12": the day of the statement; "put the toll on Tuesday at 38": the day of the number
        return speech is None or not clauses.has_verb(max(speech[1], date.last), closed)

    def _begins_anew(self, date: DateMention, figure: Figure) -> bool:
        """``12 fled overnight and seven have been caught``: the date is that of the number before it."""
        first, clauses = figure.numeral.first, self.clauses
        at = bisect_left(self.numerals, figure.begin)
        told = at < len(self.numerals) and self.numerals[at] < date.frame_first
        joint = next((i for i in range(date.last, min(first, date.last + 2)) if self.tokens.is_a(i, "and")), None)
        if not told or joint is None or self.tokens.is_a(joint + 1, "that"):
            return False
        return clauses.has_verb(date.last, clauses.around(first)[1], auxiliaries=True)

    def _frames_over_comma(self, date: DateMention, figure: Figure, opened: int, closed: int) -> bool:
        clauses, first = self.clauses, figure.numeral.first
        bare = self._is_bare(opened, closed, date)
        aside = self._is_aside(opened, date)
        as_of = aside and bare and date.frame == "of" and date.frame_first == opened + 1  # "as of 1 April," is no clause
        if aside and not as_of:
            return False
        at = bisect_left(self.numerals, opened)
        stated = at < len(self.numerals) and self.numerals[at] < closed
        if not stated and clauses.speech(opened, closed) is not None:
            return False
        begin, end = clauses.around(first)
        if bare:
            # "On Tuesday, the ministry said 300 had died"
            return begin != closed + 1 or as_of or clauses.speech(begin, first) is None
        if not clauses.has_verb(begin, end):
            return True
        # "On Saturday the police counted 300, the union spoke of 500", but "Police counted 300 on Saturday, the union spoke …"
        told = clauses.states(opened, date.frame_first) or clauses.speech(opened, date.frame_first) is not None
        return date.frame != "until" and not told

    def _follows(self, date: DateMention, i: int) -> bool:
        """Whether a date after a figure says when: in its own clause, with nothing between that another date or figure claims."""
        figure, clauses = self.figures[i], self.clauses
        last = figure.numeral.last
        if not last <= date.first <= last + FAR or not self._governs(date):
            return False
        last = max(last, min(figure.thing.end, date.frame_first))
        opened, closed = clauses.around(date.first)
        if not self._enumerated(i, date) or (opened > last and not self._reaches(i, last, opened, closed, date)):
            return False
        if self._is_of_another(max(opened, last + 1), date) or self._only_describes(figure, date):
            return False
        speech = clauses.speech(max(opened, last), date.first)
        if speech is not None and speech[2] and date.frame_first - speech[1] <= 1:
            return False  # "300 had died officials said on Monday"
        follower = self.figures[i + 1] if i + 1 < len(self.figures) else None
        return follower is None or not date.last <= follower.numeral.first < closed or not clauses.joined(last, date.frame_first)

    def _is_of_another(self, first: int, date: DateMention) -> bool:
        """``3,100 were injured in the quake that struck on Sunday``: a clause without a comma tells of something else."""
        if self.tokens.lexicon.capital_nouns:
            return False  # which sets a comma before each clause
        return any(self.tokens.is_a(at, "relative") or self.tokens.is_a(at, "that") for at in range(first, date.frame_first))

    def _only_describes(self, figure: Figure, date: DateMention) -> bool:
        """``three men kidnapped in January have been freed``: what happened to them comes after the date."""
        last, fate = date.last, figure.happening
        if last >= figure.end or fate is None or fate.first < last or not self.tokens.lexicon.right_headed:
            return False
        finite = self.tokens.is_a(last, "have") or self.tokens.is_a(last, "be")
        return finite and any("events" in self.tokens.entries[at] for at in range(figure.numeral.last, date.frame_first))

    def _enumerated(self, i: int, date: DateMention) -> bool:
        """Whether the figures from this one to the date are one enumeration, or parts of this one."""
        joined = True
        for n in range(i, i + _MANY):
            if n + 1 >= len(self.figures) or self.figures[n + 1].numeral.first >= date.first:
                return joined
            left, right = self.figures[n], self.figures[n + 1]
            if right.whole is self.figures[i] or self._is_part_of(left, right):
                continue
            first, last = left.numeral.last, right.hedge.first if right.hedge.last > right.hedge.first else right.numeral.first
            joined = self.clauses.joined(first, last)
            if self._opens(left, "change_by") and self._opens(right, "change_to"):
                joined = True
                continue
            listed = joined or ("," in self.tokens.words[first:last] and last - first <= _ITEM)
            moved = any("change_verbs" in self.tokens.entries[at] for at in range(first, last))
            if not listed or moved or (self._parts(first, last, date) and not (joined and _share_a_fate(left, right))):
                return False
        return False

    def _is_part_of(self, left: Figure, right: Figure) -> bool:
        """``15 of 17 drones were downed on Monday``: one is counted out of the other, and both stand for one statement."""
        between = range(left.numeral.last, right.numeral.first)
        return 0 < len(between) <= _NEAR and self.tokens.is_a(between[0], "of")

    def _parts(self, first: int, last: int, date: DateMention) -> bool:
        """Whether a second statement begins between two figures: ``two are at work and will feed 17,500 until May``."""
        clauses = self.clauses
        at = next((at for at in range(first, last) if clauses.joined(at, at + 1)), first)
        if clauses.walled(first, last) or clauses.has_verb(at, last, auxiliaries=True):
            return True
        if any(self.tokens.is_a(near, "that") for near in range(at, last)):
            return True
        if clauses.has_verb(first, at, auxiliaries=True) and not clauses.has_verb(last, date.frame_first):
            return False  # "1,000 flights were cancelled and another 4,500 delayed on Sunday"
        return clauses.states(first, at) and clauses.states(last, date.frame_first)

    def _opens(self, figure: Figure, section: str) -> bool:
        first = figure.numeral.first
        return any(section in self.tokens.entries[at] for at in range(max(figure.begin, first - 2), first))

    def _reaches(self, i: int, last: int, opened: int, closed: int, date: DateMention) -> bool:
        """Over a comma: a date that stands alone (``…, on Monday``), a clause about the figure (``40 tanks, which …``)."""
        if self.clauses.walled(last, opened):
            return False
        if self._is_bare(opened, closed, date):
            return closed >= self.figures[i].end or self.tokens.words[closed] in ",.!?)"
        if i + 1 < len(self.figures) and last <= self.figures[i + 1].numeral.first < date.first:
            return True  # an enumeration whose last item stands with the date
        if date.frame == "since" and date.frame_first == opened:
            # "…, seit im Oktober der Krieg begann", but English "…, since" gives a cause
            return not self.tokens.lexicon.right_headed
        return opened == last + 1 and self.tokens.is_a(opened, "relative")

    def _governs(self, date: DateMention) -> bool:
        if date.frame in ("compare", "before", "after"):
            return False
        if date.frame == "of" and date.frame_first:
            return not any(self._names_paper(at) for at in range(max(0, date.frame_first - 2), date.frame_first))
        return True

    def _names_paper(self, at: int) -> bool:
        """Whether a word is a statement or a law, which its date only names: the report of 5 May."""
        return self.tokens.match("speech_nouns", at) is not None or self.tokens.code("designators", at) not in (None, "clock")

    def _is_left_level(self, figure: Figure) -> bool:
        """``rose from 300 to 500``: the first is the level of an earlier time."""
        entries, first, last = self.tokens.entries, figure.numeral.first, _end(figure)
        if not first or "change_from" not in entries[first - 1] or figure.thing.unit == "percent":
            return False
        changes = any("change_verbs" in entries[at] for at in range(max(figure.begin, first - 12), first))
        return changes and any("change_to" in entries[at] for at in range(last, min(last + _NEAR, figure.end)))

    def _is_of_left_level(self, date: DateMention) -> bool:
        """``from 2,200 in the 1980s it is down to 300``: the date belongs to the number before it alone."""
        n = bisect_left(self.numerals, date.first) - 1
        if n < 0:
            return False
        figure = self.figures[n]
        near = 0 <= date.frame_first - _end(figure) <= _NEAR and figure.numeral.first > 0 and figure.thing.unit != "percent"
        return near and "change_from" in self.tokens.entries[figure.numeral.first - 1]

    def _is_aside(self, opened: int, date: DateMention) -> bool:
        """A relative or subordinate clause: its date is not that of the main clause, but for ``since``."""
        inside = opened > self.tokens.sentence(opened)[0]  # "Die Exporte …" opens a sentence, no relative clause
        opens = (inside and self.tokens.is_a(opened, "relative")) or self.tokens.is_a(opened, "subordinate")
        return opens and date.frame != "since" and opened < date.frame_first

    def _is_bare(self, opened: int, closed: int, date: DateMention) -> bool:
        """A stretch that holds little but the date."""
        return self.clauses.words(opened, closed, range(date.frame_first, date.last)) <= 1

    def _has_own_verb(self, figure: Figure) -> bool:
        last = figure.numeral.last
        return self.clauses.has_verb(last, self.clauses.around(figure.numeral.first)[1])

    # ---- what it means ----

    def _meant(self, date: DateMention, figure: Figure) -> AsOf:
        tokens = self.tokens
        words = tokens.text[tokens.starts[date.frame_first] : date.end]
        start, end, doubts = date.date_start, date.date_end, date.doubts
        if start is None or end is None:
            return AsOf(None, None, words, doubts)
        if date.frame == "since" and (self.today is None or self.today > start):
            return AsOf(start, self.today or end, words, doubts if self.today else (*doubts, "relative_date"))
        if date.frame == "until" and not self._is_level(figure):
            if self.today is None:
                return AsOf(None, None, words, (*doubts, "relative_date"))
            start = self.today if self.today <= end else start
        return AsOf(start, end, words, doubts)

    def _is_level(self, figure: Figure) -> bool:
        """A level at a time (``it will rise to 300 by May``), not what flows in until then (``300 will arrive by May``)."""
        entries, first = self.tokens.entries, figure.numeral.first
        if figure.delta:
            return False
        opened, closed = self.clauses.around(first)
        near = range(max(opened, first - FAR), min(closed, first + FAR))
        changes = any("change_verbs" in entries[at] for at in near)
        if changes and any("change_to" in entries[at] for at in range(max(figure.begin, first - 3), first)):
            return True
        if any("count_nouns" in entries[at] for at in near if at < first):
            return True
        return figure.happening is None and any(
            self.tokens.match("level_words", at) for at in near if "level_words" in entries[at]
        )

    # ---- lists ----

    def _of_list(self, figure: Figure) -> AsOf:
        at = bisect_right(self.lists, figure.numeral.first, key=lambda under: under[0]) - 1
        if at < 0 or figure.numeral.first >= self.lists[at][1]:
            return NO_DATE
        return self._meant(self.lists[at][2], figure)


def _share_a_fate(left: Figure, right: Figure) -> bool:
    return all(figure.happening is not None and figure.happening.code in _FATES for figure in (left, right))


def _end(figure: Figure) -> int:
    return max(figure.numeral.last, figure.thing.end)


def _list_under(tokens: Tokens, date: DateMention) -> tuple[int, int, DateMention] | None:
    """The lines of a list whose heading, closed by a colon, holds the date."""
    at = bisect_left(tokens.sentences, tokens.sentence(date.first)[1])
    end = tokens.sentences[at]
    close = end - 1
    while close > date.first and tokens.words[close][0] == "\n":
        close -= 1
    if tokens.words[close] != ":" or close < date.last:
        return None
    last = end
    for begin, stop in pairwise(tokens.sentences[at:]):
        listed = tokens.words[begin] in _BULLETS or tokens.kinds[begin] == NUMBER
        if not listed or ":" in tokens.words[max(begin, stop - 2) : stop]:
            break
        last = stop
    return (end, last, date) if last > end else None
