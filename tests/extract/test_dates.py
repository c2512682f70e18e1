"""Dates in text: what is one, where it stands, which days it means. The cases of each language are data beside this file."""

from __future__ import annotations

import re
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from osint_kit.extract.dates.calendar import Span, add_months, part_of, weekend, whole_unit
from osint_kit.extract.dates.mentions import DateMention, read_dates, war_day
from osint_kit.extract.tokens import tokenise
from osint_kit.lexicon import available_languages, load_lexicon

FOLDER = Path(__file__).parent
LANGUAGES = tuple(sorted(path.stem.removeprefix("dates_") for path in FOLDER.glob("dates_*.yaml")))
FEWEST_CASES = 40


def read(text: str, language: str, published: str | None = "2025-02-08") -> list[DateMention]:
    return read_dates(tokenise(text, load_lexicon(language)), published)


def interval(mention: DateMention) -> str:
    if mention.date_start is None:
        return "?"
    return mention.date_start if mention.date_start == mention.date_end else f"{mention.date_start}..{mention.date_end}"


def cases(language: str) -> list[tuple[str, str, list[tuple[int, int]], list[str]]]:
    """Text without its marks, day of publication, the spans that were marked, and their intervals."""
    content = yaml.safe_load((FOLDER / f"dates_{language}.yaml").read_text(encoding="utf-8"))
    found = []
    for case in content["cases"]:
        text, spans = "", []
        for piece in re.split(r"(\[\[[^\]]*\]\])", case["text"]):
            if piece.startswith("[["):
                spans.append((len(text), len(text) + len(piece) - 4))
                piece = piece[2:-2]
            text += piece
        found.append((text, str(case.get("published", content["published"])), spans, [str(day) for day in case.get("dates", [])]))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_enough_cases(language: str) -> None:
    assert sum(len(intervals) for *_, intervals in cases(language)) >= FEWEST_CASES


def test_every_language_of_the_lexicon_has_cases() -> None:
    assert set(available_languages()) <= set(LANGUAGES)


@pytest.mark.parametrize(
    ("language", "text", "published", "spans", "intervals"),
    [pytest.param(language, *case, id=f"{language}: {case[0][:60]}") for language in LANGUAGES for case in cases(language)],
)
def test_dates_are_found_where_they_are_marked(
    language: str, text: str, published: str, spans: list[tuple[int, int]], intervals: list[str]
) -> None:
    found = read(text, language, published)
    assert [(text[m.start : m.end], interval(m)) for m in found] == [
        (text[start:end], wanted) for (start, end), wanted in zip(spans, intervals, strict=True)
    ]
    assert [(m.start, m.end) for m in found] == spans


# ---- without a day of publication ----


@pytest.mark.parametrize(
    "text", ["gestern", "am Dienstag", "im Mai", "vor drei Wochen", "letzte Woche", "in den letzten 24 Stunden"]
)
def test_relative_dates_stay_open_without_publication(text: str) -> None:
    [found] = read(text, "de", None)
    assert (found.date_start, found.date_end, found.doubts) == (None, None, ("relative_date",))


def test_absolute_dates_need_no_publication() -> None:
    assert [interval(found) for found in read("am 8. Februar 2025, im Mai 2024, seit 1998", "de", None)] == [
        "2025-02-08",
        "2024-05-01..2024-05-31",
        "1998-01-01..1998-12-31",
    ]


def test_dates_counted_from_the_text_need_no_publication() -> None:
    assert [interval(found) for found in read("On 5 July 2023 it fell. Two days later it rose.", "en", None)] == [
        "2023-07-05",
        "2023-07-07",
    ]


def test_a_broken_day_of_publication_is_none() -> None:
    assert read("gestern", "de", "soon")[0].date_start is None


def test_a_time_of_publication_counts_by_its_day() -> None:
    assert interval(read("gestern", "de", "2025-02-08T23:59:00Z")[0]) == "2025-02-07"


# ---- doubts ----


def test_a_day_without_a_year_is_in_doubt() -> None:
    assert read("am 3. Januar", "de")[0].doubts == ("assumed_year",)


def test_a_day_with_a_year_is_in_no_doubt() -> None:
    assert read("am 3. Januar 2025", "de")[0].doubts == ()


def test_day_and_month_that_could_be_swapped_are_in_doubt() -> None:
    [found] = read("on 02/08/2025", "en")
    assert (interval(found), found.doubts) == ("2025-02-08", ("day_month",))


def test_slashes_put_the_day_first_where_the_language_does() -> None:
    assert interval(read("le 02/08/2025", "fr")[0]) == "2025-08-02"


def test_a_weekday_beside_a_day_decides_its_year() -> None:
    assert interval(read("on Tuesday, 14 May", "en", "2025-02-08")[0]) == "2024-05-14"


# ---- what else a mention says ----


def test_a_length_within_a_date_stays_a_figure() -> None:
    tokens = tokenise("in the past 24 hours", load_lexicon("en"))
    [found] = read_dates(tokens, "2025-02-08")
    assert [tokens.words[at] for at in range(*found.counted)] == ["24", "hours"]
    assert [tokens.words[at] for at in found.masked()] == ["past"]


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        ("seit dem 24. Februar 2022", "since"),
        ("bis zum 5. Mai", "until"),
        ("gegenüber dem Vormonat", "compare"),
        ("mehr als 2023", "compare"),
        ("nach dem 5. Mai", "after"),
        ("am 5. Mai", ""),
    ],
)
def test_the_word_before_a_date_is_its_frame(text: str, frame: str) -> None:
    assert read(text, "de")[0].frame == frame


def test_dates_are_rows_with_their_words() -> None:
    text = "Seit 1998."
    assert read(text, "de")[0].as_row(text) == {
        "start": 5,
        "end": 9,
        "quote": "1998",
        "date_start": "1998-01-01",
        "date_end": "1998-12-31",
    }


# ---- days of a war ----


def test_a_day_of_war_has_two_dates() -> None:
    began = date(2022, 2, 24)
    day = war_day(1080, began)
    assert day is not None
    assert (day.elapsed, day.inclusive) == (date(2025, 2, 8), date(2025, 2, 7))


def test_the_first_day_of_a_war_is_its_beginning_when_it_is_counted() -> None:
    day = war_day(1, date(2022, 2, 24))
    assert day is not None
    assert day.inclusive == date(2022, 2, 24)


def test_a_day_of_war_beyond_the_calendar_is_none() -> None:
    assert war_day(10**9, date(2022, 2, 24)) is None


# ---- the calendar ----


def test_a_month_later_than_the_thirty_first_is_its_last_day() -> None:
    assert add_months(date(2025, 1, 31), 1) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("day", "count", "wanted"),
    [
        (date(2025, 2, 4), -1, date(2025, 2, 1)),
        (date(2025, 2, 8), -1, date(2025, 2, 1)),
        (date(2025, 2, 4), 0, date(2025, 2, 8)),
        (date(2025, 2, 4), 1, date(2025, 2, 8)),
        (date(2025, 2, 8), 1, date(2025, 2, 15)),
    ],
)
def test_weekends(day: date, count: int, wanted: date) -> None:
    assert weekend(day, count) == Span(wanted, wanted + timedelta(days=1))


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.sampled_from(["week", "month", "quarter", "half", "year", "decade"]))
def test_the_unit_that_holds_a_day_holds_it(day: date, unit: str) -> None:
    span = whole_unit(unit, day, 0)
    assert span is None or span.start <= day <= span.end


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(0, 4000),
    st.sampled_from(["begin", "middle", "end", "first_half", "second_half"]),
)
def test_a_part_lies_within_its_whole(start: date, days: int, part: str) -> None:
    span = Span(start, start + timedelta(days=days))
    found = part_of(span, part)
    assert span.start <= found.start <= found.end <= span.end


# ---- any text ----

_WORDS = sorted(
    "am im bis seit vor 8. 24. Februar Mai 2025 1998 Dienstag letzte Woche drei Tage später Ende Jahr des 3 – und , . ; ( ) zwischen Q3 24 "
    "Stunden vergangenen 08.02.25 2025-02-08 Nacht zum gestern 1000000 0 00 99999 31. 30. Quartal Winter / ' 90er Jahre morgen".split()
)


@given(st.lists(st.sampled_from(_WORDS), max_size=30).map(" ".join), st.sampled_from(sorted(available_languages())))
@settings(max_examples=300)
def test_any_words_give_dates_in_order_with_valid_intervals(text: str, language: str) -> None:
    _check(text, language)


@given(st.text(max_size=80), st.sampled_from(sorted(available_languages())))
def test_any_text_gives_dates_in_order_with_valid_intervals(text: str, language: str) -> None:
    _check(text, language)


def _check(text: str, language: str) -> None:
    tokens = tokenise(text, load_lexicon(language))
    free = 0
    for found in read_dates(tokens, "2025-02-08"):
        assert free <= found.first < found.last <= len(tokens)
        assert tokens.starts[found.first] == found.start < found.end == tokens.ends[found.last - 1]
        assert found.frame_first <= found.first
        assert (found.date_start is None) == (found.date_end is None)
        if found.date_start is not None and found.date_end is not None:
            assert date.fromisoformat(found.date_start) <= date.fromisoformat(found.date_end)
        free = found.last


@pytest.mark.parametrize(
    "piece", ["am 8. Februar ", "3. und ", "2025 ", "Ende ", "bis Mai ", "vor drei Wochen ", "Tag ", "Nacht zum ", "1. 2. "]
)
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    def spent(times: int) -> float:
        tokens = tokenise(piece * times, load_lexicon("de"))
        began = time.process_time()
        read_dates(tokens, "2025-02-08")
        return time.process_time() - began

    spent(200)
    assert spent(8000) < 40 * max(spent(1000), 0.005)
