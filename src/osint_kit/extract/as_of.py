"""For when a figure is stated: which date of its sentence governs it, and which interval that date then means."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from osint_kit.extract.dates import DateMention
from osint_kit.extract.dates_calendar import today_or_none
from osint_kit.extract.figures import Figure
from osint_kit.extract.tokens import MARK, NUMBER, Tokens

_UNDATED: Final = frozenset(("duration", "day_number", "source_count"))
_BREAKS: Final = frozenset(',;:–—()[]"«»„“”…')
_FINITE: Final = frozenset(("be", "have", "verb"))
_BULLETS: Final = frozenset("•-–—*·●▪◦‣")
_NEAR: Final = 3  # tokens between a figure's noun and a date that belongs to it before any other
_FAR: Final = 240  # tokens; a longer way from a date to a figure is no sentence but a list
_MANY: Final = 12  # dates looked at on either side of a figure


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

    Args:
        tokens: the document.
        dates: its dates, in order.
        figures: its figures, in order.
        published: ISO date of publication, or None.
    """
    if not dates:
        return [NO_DATE] * len(figures)
    reader = _Reader(tokens, dates, figures, today.isoformat() if (today := today_or_none(published)) else None)
    return [reader.of(i) for i in range(len(figures))]


@dataclass(slots=True)
class _Reader:
    tokens: Tokens
    dates: list[DateMention]
    figures: list[Figure]
    today: str | None
    firsts: list[int] = field(init=False)
    lists: list[tuple[int, int, DateMention]] = field(init=False)  # the lines of lists under a date, ascending
    known: dict[int, AsOf] = field(default_factory=dict)
    cuts: dict[int, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.firsts = [date.first for date in self.dates]
        self.lists = [found for date in self.dates if (found := _list_under(self.tokens, date))]

    def of(self, i: int) -> AsOf:
        figure = self.figures[i]
        if figure.kind in _UNDATED:
            return NO_DATE
        date = self._governing(i)
        if date is not None:
            found = self._meant(date, figure)
        elif figure.whole is not None and not self._own_verb(figure):
            found = self.known.get(figure.whole.numeral.first, NO_DATE)
        else:
            found = self._of_list(figure)
        self.known[figure.numeral.first] = found
        return found

    # ---- which date ----

    def _governing(self, i: int) -> DateMention | None:
        figure = self.figures[i]
        low = bisect_left(self.firsts, figure.begin)
        high = bisect_left(self.firsts, figure.end)
        if low == high:
            return None
        here = bisect_left(self.firsts, figure.numeral.first)
        before = next((date for date in reversed(self.dates[max(low, here - _MANY) : here]) if self._frames(date, figure)), None)
        after = next((date for date in self.dates[here : min(high, here + _MANY)] if self._follows(date, i)), None)
        if before is None or after is None:
            return before or after
        end = max(figure.numeral.last, figure.thing.end)
        return after if after.frame_first - end <= _NEAR else before

    def _frames(self, date: DateMention, figure: Figure) -> bool:
        """Whether a date before a figure says when: not across a semicolon, nor out of an aside, nor as the day of a statement."""
        first = figure.numeral.first
        if date.last > first or first - date.last > _FAR or not self._governs_at_all(date) or self._is_level_before(figure):
            return False
        if ";" in self.tokens.words[date.last : first]:
            return False
        opened, closed = self._segment(date.first)
        if closed < first:
            if self._is_aside(opened, date) or self._speaks(opened, closed) is not None:
                return False
            begin = self._segment(first)[0]
            speech = self._speaks(begin, first)
            return speech is None or not self._is_bare(opened, closed, date) or begin != closed + 1
        speech = self._speaks(opened, first)
        if speech is None:
            return True
        # "said on Tuesday it had lost 12": the day of the statement; "put the toll on Tuesday at 38": the day of the number
        return not self._finite(max(speech, date.last), closed)

    def _follows(self, date: DateMention, i: int) -> bool:
        """Whether a date after a figure says when: in its own clause, with nothing between that another date or figure claims."""
        figure = self.figures[i]
        if date.first < figure.numeral.last or date.first - figure.numeral.last > _FAR or not self._governs_at_all(date):
            return False
        last = max(figure.numeral.last, min(figure.thing.end, date.frame_first))
        opened, closed = self._segment(date.first)
        if opened > last and not self._reaches(figure, last, opened, closed, date):
            return False
        for n in range(i + 1, len(self.figures)):
            other = self.figures[n]
            if other.numeral.first >= date.first:
                break
            if other.whole is not figure and not self._coordinated(last, other.numeral.first):
                return False
        if self._speaks(max(opened, last), date.first) is not None:
            return False
        follower = self.figures[i + 1] if i + 1 < len(self.figures) else None
        claimed = follower is not None and date.last <= follower.numeral.first < closed and self._joined(last, date.frame_first)
        return not claimed

    def _reaches(self, figure: Figure, last: int, opened: int, closed: int, date: DateMention) -> bool:
        """Over a comma: a date that stands alone (``…, on Monday``), or a clause about the figure (``40 tanks, which … on Monday``)."""
        tokens = self.tokens
        if any(word == ";" or word[0] == "\n" for word in tokens.words[last:opened]):
            return False
        if self._is_bare(opened, closed, date):
            return closed >= figure.end or tokens.words[closed] in ",.!?)"
        return opened == last + 1 and self._grammar(opened, "relative")

    def _governs_at_all(self, date: DateMention) -> bool:
        if date.frame in ("compare", "before", "after"):
            return False
        if date.frame in ("of", "since") and date.frame_first:
            entry = self.tokens.entries[date.frame_first - 1]
            return not ("speech_nouns" in entry or "designators" in entry)
        return True

    def _is_level_before(self, figure: Figure) -> bool:
        """``rose from 300 to 500``: the first is the level of an earlier time."""
        entries, first = self.tokens.entries, figure.numeral.first
        if not first or "change_from" not in entries[first - 1]:
            return False
        return any("change_verbs" in entries[at] for at in range(max(figure.begin, first - 12), first))

    def _coordinated(self, last: int, first: int) -> bool:
        return self._joined(last, first) and not any(self.tokens.words[at] in ",;:" for at in range(last, first))

    def _joined(self, last: int, first: int) -> bool:
        return any("joiners" in self.tokens.entries[at] or self._grammar(at, "and") for at in range(last, first))

    # ---- clauses ----

    def _segment(self, at: int) -> tuple[int, int]:
        """The stretch between commas, brackets, quotation marks and "that" around a token."""
        begin, end = self.tokens.sentence(at)
        cuts = self.cuts.get(begin)
        if cuts is None:
            cuts = self.cuts[begin] = [i for i in range(begin, end) if self._cuts(i)]
        i = bisect_left(cuts, at)
        return (cuts[i - 1] + 1 if i else begin), (cuts[i] if i < len(cuts) else end)

    def _cuts(self, at: int) -> bool:
        if self.tokens.kinds[at] == MARK:
            return self.tokens.words[at] in _BREAKS
        return self._grammar(at, "that") and self._that(at)

    def _that(self, at: int) -> bool:
        """``that`` opens a clause after a verb of speech only; elsewhere it may be an article."""
        return any("speech_verbs" in self.tokens.entries[near] for near in range(max(0, at - 6), at))

    def _grammar(self, at: int, code: str) -> bool:
        entry = self.tokens.entries[at]
        return "grammar" in entry and any(found == code and not rest for rest, found in entry["grammar"])

    def _finite(self, first: int, last: int) -> bool:
        for at in range(first, last):
            entry = self.tokens.entries[at]
            if "grammar" in entry and any(code in _FINITE and not rest for rest, code in entry["grammar"]):
                return True
        return False

    def _speaks(self, first: int, last: int) -> int | None:
        """The token after a verb of speech between two tokens."""
        for at in range(first, last):
            if "speech_verbs" in self.tokens.entries[at] and at not in self.tokens.dated:
                found = self.tokens.match("speech_verbs", at)
                if found is not None and not (self.tokens.lexicon.capital_nouns and self.tokens.words[at][0].isupper()):
                    return at + found[1]
        return None

    def _is_aside(self, opened: int, date: DateMention) -> bool:
        """A relative or subordinate clause: its date is not that of the main clause, but for ``since``."""
        return (
            date.frame != "since"
            and (self._grammar(opened, "relative") or self._grammar(opened, "subordinate"))
            and opened < date.frame_first
        )

    def _is_bare(self, opened: int, closed: int, date: DateMention) -> bool:
        """A segment that holds little but the date."""
        return sum(self.tokens.kinds[at] != MARK for at in range(opened, closed) if not date.frame_first <= at < date.last) <= 1

    def _own_verb(self, figure: Figure) -> bool:
        return self._finite(figure.numeral.last, self._segment(figure.numeral.first)[1])

    # ---- what it means ----

    def _meant(self, date: DateMention, figure: Figure) -> AsOf:
        tokens = self.tokens
        words = tokens.text[tokens.starts[date.frame_first] : date.end]
        start, end, doubts = date.date_start, date.date_end, date.doubts
        if start is None or end is None:
            return AsOf(None, None, words, doubts)
        if date.frame == "since":
            if self.today is None or self.today < start:
                return AsOf(start, end, words, doubts)
            end = self.today
        elif date.frame == "until" and not self._is_level(figure):
            if self.today is None:
                return AsOf(start, end, words, (*doubts, "relative_date"))
            if self.today <= end:
                start = self.today
        return AsOf(start, end, words, doubts)

    def _is_level(self, figure: Figure) -> bool:
        """A level at a time (``the number will rise to 300 by May``), not what flows in until then (``300 will arrive by May``)."""
        entries, first = self.tokens.entries, figure.numeral.first
        if figure.delta:
            return False
        for at in range(max(figure.begin, first - 3), first):
            if "change_to" in entries[at] and any("change_verbs" in entries[near] for near in range(figure.begin, figure.end)):
                return True
        return any("count_nouns" in entries[at] for at in range(self._segment(first)[0], first))

    # ---- lists ----

    def _of_list(self, figure: Figure) -> AsOf:
        at = bisect_right(self.lists, figure.numeral.first, key=lambda under: under[0]) - 1
        if at < 0 or figure.numeral.first >= self.lists[at][1]:
            return NO_DATE
        return self._meant(self.lists[at][2], figure)


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
