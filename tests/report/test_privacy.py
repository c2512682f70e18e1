"""No handle and no private author reaches what is passed on, wherever it stood: in a text, an address, a forward, a file's name, an excerpt.

The samples of all formats are looked through, and beside them posts that hide names where exports really have them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from osint_kit.export import all_tables
from osint_kit.report.pseudonyms import LEFT_OUT, Pseudonyms, pseudonymise
from osint_kit.tables import frame

SAMPLES = Path(__file__).parents[1] / "fixtures" / "formats"

OF_SAMPLES = (SAMPLES.parent / "accounts_of_formats.txt").read_text(encoding="utf-8").splitlines()
"""Every account and poster's name that the samples hold. ``velmcourier`` is not among them: it is also the host of a newspaper."""

TELEGRAM = {
    "name": "Hidden Garden", "type": "private_supergroup", "id": 77,
    "messages": [
        {"id": 1, "type": "message", "date_unixtime": "1710263100", "from": "Olena Tkach", "forwarded_from": "Petro Hnat",
         "text": ["Nine dead says ", {"type": "mention", "text": "@shy_fox"}, ", see ", {"type": "link", "text": "https://t.me/quietlake/5"}]},
        {"id": 2, "type": "message", "date_unixtime": "1710263200", "from": "Petro Hnat", "reply_to_message_id": 1,
         "text": "Olena Tkach is wrong: 11 dead. t.me/quietlake/6 and u/grey_owl_9 say so"},
    ],
}  # fmt: skip
TWEETS = (
    {"id": "8", "text": "RT @shy_fox: nine dead", "author_id": "5", "conversation_id": "8", "author": {"username": "mossyrock"},
     "referenced_tweets": [{"type": "retweeted", "id": "7"}]},
    {"id": "9", "author_id": "6", "conversation_id": "9", "author": {"username": "lonelypine"}},
)  # fmt: skip
POSTS = {
    "export.csv": "id,thread_id,chat,author,author_username,body,timestamp,unix_timestamp,author_forwarded_from_name,link\n"
    "quietlake-5,quietlake,quietlake,1,quietlake,At least 9 people were killed.,2024-03-12 17:05:00,1710263100,Petro Hnat,\n",
    "mossyrock_2024.jsonl": json.dumps({"id": "m1", "text": "At least 12 people were killed.", "author": "mossyrock",
                                        "channel": "social", "url": "https://social.example/mossyrock/1", "title": "mossyrock"}) + "\n"
    + json.dumps({"id": "m2", "author": "neverseen", "channel": "social"}) + "\n",
    "posts shy_fox.jsonl": json.dumps({"id": "s1", "text": "12 dead", "author": "shy_fox", "channel": "forum", "reply_to": "quietlake-5"}) + "\n",
    "garden.json": json.dumps(TELEGRAM),
    "tweets.jsonl": "".join(json.dumps(tweet) + "\n" for tweet in TWEETS),
}  # fmt: skip
HIDDEN = (
    "shy-fox",
    "Olena Tkach", "Petro Hnat", "shy_fox", "quietlake", "grey_owl_9", "neverseen", "lonelypine", "social.example/mossyrock",
)  # fmt: skip
PAGE = "Olena Tkach, who lives there, spoke of nine dead, the Ministry of Defence of 11. It cited @shy_fox and https://paper.example/mossyrock/1."


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    """All tables of the samples and of posts with hidden names, as they leave the house."""
    folder = tmp_path_factory.mktemp("raw")
    for name, content in POSTS.items():
        (folder / name).write_text(content, encoding="utf-8")
    (folder / "page.md").write_text(f"---\npublisher: Paper\nurl: https://paper.example/9\n---\n{PAGE}\n", encoding="utf-8")
    return pseudonymise(all_tables((str(SAMPLES), str(folder)), lambda *_: None))


def everything(tables: dict[str, pd.DataFrame]) -> str:
    return "\n".join(" ".join(map(str, row)) for rows in tables.values() for row in rows.itertuples(index=False))


@pytest.mark.parametrize("name", OF_SAMPLES)
def test_no_account_of_the_samples_is_shown(shown: dict[str, pd.DataFrame], name: str) -> None:
    assert not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", everything(shown), re.IGNORECASE)


@pytest.mark.parametrize("name", HIDDEN)
def test_no_account_is_shown_wherever_it_hides(shown: dict[str, pd.DataFrame], name: str) -> None:
    page = shown["documents"].set_index("external_id")["document_id"]["page"]
    posts = {table: rows[rows["document_id"] != page] if "document_id" in rows else rows for table, rows in shown.items()}
    assert name.casefold() not in everything(posts).casefold()


def test_who_speaks_in_a_page_of_the_web_stays_but_no_handle_does(shown: dict[str, pd.DataFrame]) -> None:
    documents = shown["documents"].set_index("external_id")
    handle = documents["author"]["s1"]
    assert documents["text"]["page"] == PAGE.replace("@shy_fox", handle) + "\n"
    assert {"Olena Tkach", "Ministry of Defence"} <= set(shown["figures"]["source"].dropna())


def test_a_post_is_answered_and_forwarded_under_the_pseudonym_it_has(shown: dict[str, pd.DataFrame]) -> None:
    documents = shown["documents"].set_index("external_id")
    assert documents["reply_to"]["s1"] in documents.index
    assert documents["forward_of"]["77-1"] == documents["author"]["77-2"]


def test_excerpts_of_posts_are_left_out_and_those_of_tables_stay(shown: dict[str, pd.DataFrame]) -> None:
    excerpts = shown["quarantine"].dropna(subset=["excerpt"]).set_index("path")["excerpt"]
    assert set(excerpts[[path for path in excerpts.index if path.endswith("tweets.jsonl")]]) == {LEFT_OUT}
    assert (excerpts != LEFT_OUT).any()


@pytest.mark.parametrize(
    ("author", "text", "shown"),
    [
        ("Ministry of Defence of Arland", "the Ministry of Defence of Arland said", "the Ministry of Defence of Arland said"),
        ("Поліція Вельма", "Поліція Вельма повідомила", "Поліція Вельма повідомила"),
        ("Mila Novak", "as Mila Novak said", "as author-001 said"),
        ("NightOwl", "as nightowl said", "as author-001 said"),
        ("owl", "an owl was hurt, @owl said", "an owl was hurt, author-001 said"),
        ("velm.eye", "velm.eye: 12 dead", "author-001: 12 dead"),
    ],
)
def test_a_posters_name_is_looked_for_in_posts_unless_it_is_a_bodys_or_a_plain_word(author: str, text: str, shown: str) -> None:
    post = {"document_id": "d", "path": "a", "channel": "social", "author": author, "text": text, "sha256": "0"}
    (row,) = pseudonymise({"documents": frame("documents", [post])})["documents"].to_dict("records")
    assert (row["author"], row["text"]) == ("author-001", shown)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://t.me/s/quietlake/5", "https://t.me/"),
        ("https://www.instagram.com/quietlake/", "https://www.instagram.com/"),
        ("https://www.youtube.com/c/Quietlake", "https://www.youtube.com/"),
        ("https://x.com/i/status/8", "https://x.com/i/status/8"),
        ("https://www.facebook.com/900/posts/1", "https://www.facebook.com/900/posts/1"),
        ("https://paper.example/2024/a", "https://paper.example/2024/a"),
        ("ftp://files.example/quietlake", "ftp://files.example/quietlake"),
        ("paper.example/@mila/2", "paper.example/"),
    ],
)
def test_an_address_that_begins_with_an_account_is_cut_whoever_it_is(address: str, shown: str) -> None:
    assert Pseudonyms().address(address) == shown


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("raw/telegram_shy_fox_2024.json", "raw/telegram_author-001_2024.json"),
        ("raw/Shy_Fox.json", "raw/author-001.json"),
        ("raw/foxes.json", "raw/foxes.json"),
    ],
)
def test_a_files_name_is_shown_without_the_handle_in_it(path: str, shown: str) -> None:
    post = {"document_id": "d", "path": path, "channel": "social", "author": "shy_fox", "text": "12 dead", "sha256": "0"}
    assert pseudonymise({"documents": frame("documents", [post])})["documents"]["path"].tolist() == [shown]
