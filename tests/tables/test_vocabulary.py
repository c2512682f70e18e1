"""The closed words that other programs read: none may go or change; a few lists may grow."""

from __future__ import annotations

import pytest

from osint_kit import vocabulary


@pytest.mark.parametrize(
    ("words", "agreed"),
    [
        (vocabulary.CHANNELS, "web social forum dataset"),
        (vocabulary.HEDGES, "exact about almost up_to at_least more_than less_than range vague"),
        (
            vocabulary.KINDS,
            "personnel killed wounded captured missing casualties displaced equipment munitions money share distance area"
            " duration day_number source_count other",
        ),
        (vocabulary.STANCES, "asserted confirmed denied suspected unverified planned"),
        (vocabulary.RELATIONS, "repeat denial revision change conflict agree compatible"),
        (vocabulary.LINEAGE_BASES, "own copy quote forward cites"),
        (vocabulary.VERDICTS, "settled contested single_origin denied no_number"),
        (vocabulary.STAGES, "read extract clean cross_reference report"),
        (vocabulary.RELIABILITY, "A B C D E F"),
        (vocabulary.CREDIBILITY, "1 2 3 4 5 6"),
    ],
)
def test_the_words_of_the_contract_stand_as_agreed_and_in_their_order(words: tuple[str, ...], agreed: str) -> None:
    assert list(words) == agreed.split()


def test_doubts_may_grow_but_keep_the_first_ones() -> None:
    assert {"separator", "designation", "carried_speaker", "relative_date", "mixed_population"} <= set(vocabulary.DOUBTS)
