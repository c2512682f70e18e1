"""Numbers are read back as they were written, in every language, with every hedge; any text at all gives valid spans."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.numbers import format_compact_decimal, format_decimal
from hypothesis import given
from hypothesis import strategies as st

from osint_kit.extract.document import read_text
from osint_kit.extract.numbers.digits import read_digits
from osint_kit.lexicon import available_languages, load_lexicon

LANGUAGES = available_languages()


def people_in_arms(language: str) -> str:
    """The first stem for people in arms in the lexicon of a language: soldat."""
    return next(word.rstrip("*") for word in load_lexicon(language).words_of("nouns")["soldier"] if word.endswith("*"))


SOLDIERS = {language: people_in_arms(language) for language in LANGUAGES}


def read(text: str, language: str) -> list[dict]:
    return read_text(text, language, None).figures


@pytest.mark.parametrize("language", LANGUAGES)
@given(number=st.integers(min_value=2, max_value=2_000_000_000))
def test_a_whole_number_written_by_the_rules_of_its_language_is_read_back(language: str, number: int) -> None:
    written = format_decimal(number, locale=language)
    [figure] = read(f"{written} {SOLDIERS[language]}", language)
    assert figure["value"] == number
    assert figure["quote"] == written


@pytest.mark.parametrize(
    ("written", "language", "value"),
    [("fünfundzwanzig", "de", 25), ("twentynine", "en", 29), ("centquatre", "fr", 104), ("двестипять", "ru", 205)],
)
def test_a_number_written_as_one_word_is_read_in_every_language(written: str, language: str, value: float) -> None:
    [figure] = read(f"{written} {SOLDIERS[language]}", language)
    assert (figure["value"], figure["quote"]) == (value, written)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Detuvieron a un hombre de 34 años.", "es"),
        ("Murió el conductor, de 34 años, vecino de Cúcuta.", "es"),
        ("La police a arrêté un homme de 34 ans.", "fr"),
        ("Zginął kierowca Jan Nowak, 34 lata.", "pl"),
    ],
)
def test_years_of_age_are_no_duration(text: str, language: str) -> None:
    assert read(text, language) == []


def test_a_number_behind_an_article_without_its_vowel_is_no_name() -> None:
    figures = read("Il a fallu près d'1,5 million d'euros, soit l'11 % du total.", "fr")
    assert [(figure["value"], figure["unit"]) for figure in figures] == [(1_500_000, "EUR"), (11, "percent")]


@pytest.mark.parametrize("language", LANGUAGES)
@given(tenths=st.integers(min_value=11, max_value=9_999))
def test_a_decimal_fraction_before_a_percent_sign_is_read_back(language: str, tenths: int) -> None:
    written = format_decimal(tenths / 10, locale=language, format="0.0")
    [figure] = read(f"{written} %", language)
    assert figure["value"] == pytest.approx(tenths / 10)
    assert figure["unit"] == "percent"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["short", "long"])
@given(size=st.integers(min_value=3, max_value=11), tenths=st.integers(min_value=10, max_value=99))
def test_a_number_in_the_compact_form_of_its_language_is_read_back(language: str, form: Any, size: int, tenths: int) -> None:
    number = tenths * 10 ** (size - 1)
    written = format_compact_decimal(number, format_type=form, locale=language, fraction_digits=1)
    [figure] = read(f"{written} {SOLDIERS[language]}", language)
    assert figure["value"] == pytest.approx(number)


@given(number=st.integers(min_value=100_000, max_value=9_999_999_999))
def test_a_number_in_groups_of_india_is_read_back(number: int) -> None:
    [figure] = read(f"{format_decimal(number, locale='en_IN')} soldiers", "en")
    assert figure["value"] == number


@given(crore=st.integers(1, 999), lakh=st.integers(1, 99), thousand=st.integers(1, 99))
def test_crore_lakh_and_thousand_add_up(crore: int, lakh: int, thousand: int) -> None:
    [figure] = read(f"{crore} crore {lakh} lakh {thousand} thousand rupees", "en")
    assert figure["value"] == crore * 10_000_000 + lakh * 100_000 + thousand * 1_000
    assert figure["unit"] == "INR"


MINUS = [
    (language, word) for language in LANGUAGES for words in load_lexicon(language).words_of("minus").values() for word in words
]


@pytest.mark.parametrize(("language", "word"), MINUS)
@given(tenths=st.integers(min_value=1, max_value=999))
def test_a_sign_before_a_measure_is_kept(language: str, word: str, tenths: int) -> None:
    written = format_decimal(tenths / 10, locale=language, format="0.0")
    for signed in (f"{word} {written} %", f"-{written} %", f"−{written} %"):
        [figure] = read(signed, language)
        assert (figure["value"], figure["unit"]) == (pytest.approx(-tenths / 10), "percent")
        assert figure["quote"].startswith(signed.split(written)[0].strip())


@pytest.mark.parametrize("language", LANGUAGES)
@given(under=st.sampled_from([2, 3, 4, 5, 8]), whole=st.integers(1, 99))
def test_a_whole_number_with_a_fraction_in_digits_is_read_back(language: str, under: int, whole: int) -> None:
    [figure] = read(f"{whole} 1/{under} %", language)
    assert figure["value"] == pytest.approx(whole + 1 / under)


SCALES = [("en", word, size) for word, size in (("hundred", 100), ("thousand", 1_000), ("lakh", 100_000), ("crore", 10_000_000))]


@pytest.mark.parametrize(("language", "word", "size"), SCALES)
@given(count=st.integers(2, 9), rest=st.integers(1, 99))
def test_digits_before_a_scale_word_go_on_behind_it(language: str, word: str, size: int, count: int, rest: int) -> None:
    ending = f"and {rest}" if size == 100 else f"{rest // 10 + 1} hundred and {rest}"
    [figure] = read(f"{count} {word} {ending} soldiers", language)
    assert figure["value"] == count * size + rest + (0 if size == 100 else (rest // 10 + 1) * 100)


def spec() -> list[tuple[str, str, list[Any]]]:
    content = yaml.safe_load((Path(__file__).parent / "numbers.yaml").read_text(encoding="utf-8"))
    return [(language, case["text"], case.get("are", [])) for language, cases in content.items() for case in cases]


@pytest.mark.parametrize(("language", "text", "wanted"), spec())
def test_an_expression_is_worth_what_it_says(language: str, text: str, wanted: list[Any]) -> None:
    figures = read(text, language)
    assert len(figures) == len(wanted), [figure["quote"] for figure in figures]
    for figure, want in zip(figures, wanted, strict=True):
        value, unit = want if isinstance(want, list) else (want, None)
        low, _, high = str(value).partition("..")
        assert figure["unit"] == unit
        if high:
            assert (figure["low"], figure["high"]) == (float(low), float(high))
        else:
            assert figure["value"] == pytest.approx(float(low), rel=1e-5)


HEDGES = [
    (language, code, word)
    for language in LANGUAGES
    for code, words in load_lexicon(language).words_of("hedges_before").items()
    for word in words
    if "*" not in word and "…" not in word and "." not in word and code != "exact"
]


@pytest.mark.parametrize(("language", "code", "word"), HEDGES, ids=lambda value: str(value).replace(" ", "_"))
def test_every_hedge_of_a_lexicon_is_read_before_a_number(language: str, code: str, word: str) -> None:
    [figure] = read(f"… {word.replace(chr(39) + ' ', chr(39))} 350 {SOLDIERS[language]}", language)
    assert figure["hedge"] == code
    assert figure["hedge_words"] is not None


@pytest.mark.parametrize(
    ("written", "decimal", "value", "other"),
    [
        ("1.080", ",", 1080, None),
        ("1,080", ",", 1080, 1.08),
        ("1,080", ".", 1080, None),
        ("12'000", ".", 12000, None),
        ("30’000", ",", 30000, None),
        ("12 000", ",", 12000, None),
        ("12\u202f000,5", ",", 12000.5, None),
        ("12,34,567", ".", 1234567, None),
        ("1.234.567,8", ",", 1234567.8, None),
        ("0,125", ",", 0.125, None),
        ("3,5", ".", 3.5, None),
    ],
)
def test_a_separator_is_judged_by_the_shape_of_the_groups(written: str, decimal: str, value: float, other: float | None) -> None:
    reading = read_digits(written, decimal)
    assert reading is not None
    assert (reading.value, reading.other) == (value, other)


@pytest.mark.parametrize("written", ["1.2.3", "08.02.2025", "192.168.0.1", "0049", "123456789012345"])
def test_versions_dates_and_identifiers_are_no_numbers(written: str) -> None:
    assert read_digits(written, ",") is None


def test_two_signs_that_group_in_one_text_leave_a_doubt() -> None:
    figures = read("Der 1.080. Tag des Krieges. Am 1,080. Tag der Invasion.", "de")
    assert [figure["value"] for figure in figures] == [1080, 1080]
    assert all(figure["doubts"] == ["separator=1.08"] for figure in figures)


def test_digits_of_a_language_without_a_lexicon_are_read_with_a_doubt() -> None:
    [figure] = read("Presiden bilang 1200 tentara sudah tiba", "id")
    assert (figure["value"], figure["doubts"]) == (1200, ["language=id"])


PIECES = st.lists(
    st.sampled_from(
        ["12", "1.500", "1,5", "two", "zwölf", "über", "at least", "и", "тыс.", "%", "$", "M-1989", "–", "-", ".", ",", "\n", "(", "„", "“",
         "said", "laut", "am Dienstag", "8. Februar 2025", "soldiers", "Tote", "убито", "½", "٣٤", "²", "\u0301", "😀", "\x00", "’", "d'", "42nd"]
    ),
    max_size=40,
).map(" ".join)  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@given(text=st.one_of(st.text(max_size=200), PIECES))
def test_any_text_gives_spans_that_hold_their_quote(language: str, text: str) -> None:
    reading = read_text(text, language, "2024-05-01")
    for figure in reading.figures:
        assert text[figure["start"] : figure["end"]] == figure["quote"] != ""
        if figure["source"] is not None:
            assert text[figure["source_start"] : figure["source_end"]] == figure["source"]
    starts = [figure["start"] for figure in reading.figures]
    assert starts == sorted(set(starts))


HOSTILE = {
    "points": "1." * 200_000,
    "digits": "7" * 200_000,
    "hedges": "at least " * 50_000,
    "numbers": "12 " * 50_000,
    "words": "two hundred and " * 30_000,
    "verbs": "killed 12 and " * 15_000,
    "quotes": '"' * 100_000,
    "speech": "he said " * 30_000,
    "dates": "on Monday 5 January " * 15_000,
    "one word": "a" * 300_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_done_within_seconds(name: str) -> None:
    begin = time.process_time()
    read_text(HOSTILE[name], "en", "2024-05-01")
    assert time.process_time() - begin < 20
