"""A news digest is recognised by its footer, and its glued first line is split into tags."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from osint_kit.read import Reading, read_all
from osint_kit.read.country_tags import split_tags
from osint_kit.read.texts.digest import lead_date

FOOTER = "\n\nReferenz 1\nwww.a.example\nQuellen gesamt\nWeb: 1Social: 2Foren: 3"


def test_the_sample_digest_is_read_whole(sample: Callable[[str], Reading]) -> None:
    (row,) = sample("digest/news_digest_de.txt").documents.to_dict("records")
    assert row["format"] == "digest"
    assert row["tags"] == ["Arland", "Borien", "Velm"]
    assert row["title"] == "Explosion in Velm: Zahl der Toten steigt"
    assert (row["published"], row["language"], row["external_id"]) == ("2024-03-14", "de", "news_digest_de")


def test_the_text_is_the_file_unchanged(sample: Callable[[str], Reading], root: Path) -> None:
    path = root / "tests/fixtures/formats/digest/news_digest_de.txt"
    assert sample("digest/news_digest_de.txt").documents.text[0] == path.read_text(encoding="utf-8")


def test_the_real_digest(shared: Path) -> None:
    (row,) = read_all(shared / "eval/digest").documents.to_dict("records")
    assert row["tags"] == ["Paris", "Russland", "Spanien", "Ukraine"]
    assert row["published"] == "2025-02-08"


def test_a_head_of_yaml_is_no_part_of_a_digests_text(read: Callable[..., Reading]) -> None:
    (row,) = read(
        "d.txt", f"---\nparaphrase: true\npublisher: Blatt\n---\nPolenUkraine\n\nTitel\n\nVorspann.{FOOTER}"
    ).documents.to_dict("records")
    assert row["text"].startswith("PolenUkraine")
    assert (row["publisher"], row["paraphrase"], row["format"]) == ("Blatt", True, "digest")


@pytest.mark.parametrize(
    ("line", "tags"),
    [
        ("ParisRusslandSpanienUkraine", ["Paris", "Russland", "Spanien", "Ukraine"]),
        ("USAUkraine", ["USA", "Ukraine"]),
        ("Vereinigte StaatenUkraine", ["Vereinigte Staaten", "Ukraine"]),
        ("Bosnien und HerzegowinaÖsterreich", ["Bosnien und Herzegowina", "Österreich"]),
        ("Україна", ["Україна"]),
        ("УкраїнаРосія", ["Україна", "Росія"]),
        ("North KoreaSouth KoreaUnited Kingdom", ["North Korea", "South Korea", "United Kingdom"]),
        ("Velm", []),
        ("Explosion in Velm", []),
        ("Es war der Tag.", []),
    ],
)
def test_tags_that_run_together_are_split(line: str, tags: list[str]) -> None:
    assert split_tags(line) == tags


@pytest.mark.parametrize(
    ("lead", "language", "day"),
    [
        ("Am 8. Februar 2025, dem 1.080. Tag des Krieges", "de", "2025-02-08"),
        ("On February 8, 2025, day 1,080 of the war", "en", "2025-02-08"),
        ("On 8 February 2025 troops", "en", "2025-02-08"),
        ("Le 1er mars 2024, les autorités", "fr", "2024-03-01"),
        ("El 8 de febrero de 2025, las tropas", "es", "2025-02-08"),
        ("8 лютого 2025 року війська", "uk", "2025-02-08"),
        ("8 февраля 2025 года войска", "ru", "2025-02-08"),
        ("Truppen kehren zurück, wie schon am 8. Februar 2024 gemeldet worden war", "de", None),
        ("Mit 300 Toten endete am 8. Februar 2025", "de", None),
    ],
)
def test_the_date_that_opens_the_lead_is_the_digests(lead: str, language: str, day: str | None) -> None:
    assert lead_date(lead, language) == day


def test_a_digest_that_states_no_date_has_none(read: Callable[..., Reading]) -> None:
    assert read("d.txt", f"PolenUkraine\n\nTitel\n\nKeine Angaben zum Tag.{FOOTER}").documents.published.isna().all()
