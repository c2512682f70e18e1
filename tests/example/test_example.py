"""The shipped example: every figure is real and cited, every host and account is invented."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

RAW = Path(__file__).parents[2] / "data" / "raw"
FOLDER = RAW / "north_korea"
DIGEST = FOLDER / "digest-2025-01-26.txt"


def table(name: str) -> list[dict[str, str]]:
    with (RAW / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def parts(path: Path) -> tuple[dict, str]:
    if path.suffix == ".txt":
        return yaml.safe_load(Path(f"{path}.yaml").read_text("utf-8")), path.read_text("utf-8")
    _, front, text = path.read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(front), text.strip()


LEDGER = {row["claim_id"]: row for row in table("north_korea_ledger.csv")}
PATHS = [*sorted(FOLDER.glob("*.md")), DIGEST]
DOCUMENTS = {path.stem: parts(path) for path in PATHS}
each_document = pytest.mark.parametrize(("front", "text"), DOCUMENTS.values(), ids=DOCUMENTS.keys())


def values(entry: dict) -> set[float]:
    value = entry["value"]
    return {float(item) for item in (value if isinstance(value, list) else [value])}


def digits(figure: str) -> list[float]:
    """The numbers written in digits in a cited figure, groups of thousands joined."""
    return [float(re.sub(r"[., ]", "", number)) for number in re.findall(r"\d+(?:[., ]\d{3})*", figure)]


@each_document
def test_a_document_is_marked_as_paraphrase_and_says_what_a_page_says(front: dict, text: str) -> None:
    assert front["paraphrase"] is True
    assert all(front[key] for key in ("title", "publisher", "url", "published", "channel", "language", "cites"))
    assert front["channel"] in ("web", "social", "forum")
    assert text


@each_document
def test_hosts_end_in_example_and_accounts_are_handles(front: dict, text: str) -> None:
    addresses = [front["url"], *(front[key] for key in ("forward_of", "reply_to", "reshare_of") if key in front)]
    addresses += re.findall(r"https?://\S+", text)
    assert all(urlsplit(address).hostname.endswith(".example") for address in addresses)
    assert all(host.endswith(".example") for host in re.findall(r"^www\.\S+|^en\.m\.\S+", text, re.MULTILINE))
    assert front.get("author", "@").startswith("@")
    assert ("author" in front) == (front["channel"] != "web")


@each_document
def test_every_cited_figure_stands_in_the_text_and_in_the_ledger_with_its_value_and_source(front: dict, text: str) -> None:
    for entry in front["cites"]:
        row = LEDGER[entry["claim"]]
        assert (entry["source"], entry["url"], entry["published"]) == (row["publisher"], row["url"], row["published"])
        assert entry["url"].startswith("http")
        assert entry.get("figure", entry.get("words")) in text
        if "figure" in entry:
            stated = {float(row[column]) for column in ("low", "best", "high") if row[column]}
            assert values(entry) <= stated, entry
        else:
            assert row["stance"] in ("denies", "declines", "confirms")


@each_document
def test_a_cited_figure_in_digits_has_the_value_it_states(front: dict, text: str) -> None:
    scale = {"тис": 1_000, "тисяч": 1_000, "Millionen": 1_000_000}
    for entry in front["cites"]:
        written = digits(entry.get("figure", "").replace("M-1989", "").replace("M-1991", "").replace("1,5", "1.5"))
        factor = next((by for word, by in scale.items() if word in entry.get("figure", "")), 1)
        if written and factor < 1_000_000:
            assert {number * factor for number in written} == values(entry), entry
        elif written:
            assert values(entry) == {1_500_000.0}


@each_document
def test_every_number_of_three_digits_and_more_is_cited(front: dict, text: str) -> None:
    cited = {number for entry in front["cites"] for number in digits(entry.get("figure", ""))}
    body = re.sub(r"https?://\S+|[MK]N?-\d+", "", text)
    calendar = {float(year) for year in range(2022, 2027)} | {1067.0}  # years, and the digest's day of the war
    assert {number for number in digits(body) if number >= 100} - calendar <= cited


@each_document
def test_no_source_is_younger_than_the_document_that_cites_it(front: dict, text: str) -> None:
    assert all(entry["published"] <= front["published"] for entry in front["cites"])


def test_documents_are_many_and_speak_five_languages_in_three_channels() -> None:
    fronts = [front for front, _ in DOCUMENTS.values()]
    assert len(fronts) >= 10
    assert {front["language"] for front in fronts} == {"de", "en", "uk", "ru", "fr"}
    assert {front["channel"] for front in fronts} == {"web", "social", "forum"}
    assert len({front["url"] for front in fronts}) == len(fronts)


def test_a_post_chain_leads_from_a_forum_over_posts_to_a_web_article() -> None:
    by_url = {front["url"]: front for front, _ in DOCUMENTS.values()}
    front: dict | None = DOCUMENTS["2024-10-19-forum-karte"][0]
    channels = []
    while front:
        channels.append(front["channel"])
        above = next((front[key] for key in ("reply_to", "forward_of", "reshare_of") if key in front), None)
        assert above is None or above in by_url
        front = by_url.get(above)
    assert channels == ["forum", "social", "web"]


def test_the_hedge_drifts_along_the_chain() -> None:
    chain = ["2024-10-18-frontier-wire", "2024-10-18-kursk-minute", "2024-10-18-tyl-i-front", "2024-10-19-forum-karte"]
    words = [re.findall(r"(\w+) 11[, ]000", DOCUMENTS[name][1])[0] for name in chain]
    assert words == ["almost", "about", "близько", "has"]


def test_the_digest_has_the_form_of_a_digest() -> None:
    lines = DIGEST.read_text("utf-8").splitlines()
    assert re.fullmatch(r"(?:\w+land|\w+korea|Ukraine)+", lines[0])
    assert [line for line in lines if line.startswith("Referenz ")] == ["Referenz 1", "Referenz 2", "Referenz 3"]
    assert lines[-2] == "Quellen gesamt"
    assert re.fullmatch(r"Web: \d+Social: \d+Foren: \d+", lines[-1])


def test_the_day_of_the_war_fits_the_date_of_the_digest_in_both_spellings() -> None:
    front, text = DOCUMENTS[DIGEST.stem]
    day = (date.fromisoformat(front["published"]) - date(2022, 2, 24)).days
    assert f"{day:,}. Tag" in text
    assert f"{day:,}. Tag".replace(",", ".") in text


def test_the_ledger_holds_checked_rows_only_and_no_judgement_on_pairs() -> None:
    rows = list(LEDGER.values())
    assert len(rows) == len(table("north_korea_ledger.csv")) == 194
    assert {row["verified"] for row in rows} == {"yes"}
    assert not {"relation", "related_claim"} & rows[0].keys()
    assert all(row["publisher"] and row["published"] and row["statement"] and row["source_actor"] for row in rows)
    assert [row["claim_id"] for row in rows if not row["url"].startswith("http")] == ["NK066", "NK137"]


def test_the_ledger_states_numbers_in_order() -> None:
    for row in LEDGER.values():
        stated = [float(row[column]) for column in ("low", "best", "high") if row[column]]
        assert stated == sorted(stated), row["claim_id"]
        assert row["hedge"] in ("exact", "approx", "almost", "at_least", "at_most", "range", "vague")
        for column in ("as_of", "published"):
            assert re.fullmatch(r"\d{4}-\d\d(-\d\d)?", row[column]), row["claim_id"]


def test_losses_compare_five_categories_on_six_dates_and_name_their_sources() -> None:
    rows = table("losses_claimed_confirmed.csv")
    dates, categories = {row["date"] for row in rows}, {row["category"] for row in rows}
    assert len(dates) >= 6
    assert len(categories) >= 5
    assert len(rows) == len(dates) * len(categories) == len({(row["date"], row["category"]) for row in rows})
    assert all(int(row["claimed"]) > int(row["confirmed"]) > 0 for row in rows)
    assert all(
        row[f"{side}_url"].startswith("https://") and row[f"{side}_source"] for row in rows for side in ("claimed", "confirmed")
    )


def test_cumulative_losses_never_fall() -> None:
    for category in {row["category"] for row in table("losses_claimed_confirmed.csv")}:
        series = sorted((row["date"], int(row["claimed"]), int(row["confirmed"]))
                        for row in table("losses_claimed_confirmed.csv") if row["category"] == category)  # fmt: skip
        for column in (1, 2):
            assert [row[column] for row in series] == sorted(row[column] for row in series)


def test_the_readme_explains_every_column_and_key() -> None:
    readme = (RAW.parent / "README.md").read_text("utf-8")
    named = {*next(iter(LEDGER.values())), *table("losses_claimed_confirmed.csv")[0]}
    for front, _ in DOCUMENTS.values():
        named |= front.keys()
    assert not [name for name in sorted(named) if f"`{name}`" not in readme]
