"""How well reused texts are traced: stories made from sentence patterns, copied, edited, rewritten, quoted and translated.

    python benchmarks/reuse.py [STORIES]

A story draws its words, names and numbers by chance (seeded); its copy, light and heavy rewrite, quote and translation are made
from it. The independent text tells of the same town and person with other facts.
"""

from __future__ import annotations

import random
import sys
import time

import pandas as pd

from osint_kit import tables
from osint_kit.cross_reference import find_lineages

AGENTS = (
    ("rescue crews", "Rettungskräfte"), ("engineers", "Ingenieure"), ("harbour pilots", "Lotsen"), ("border guards", "Grenzschützer"),
    ("volunteers", "Freiwillige"), ("miners", "Bergleute"), ("teachers", "Lehrer"), ("fishermen", "Fischer"), ("surgeons", "Chirurgen"),
    ("inspectors", "Inspektoren"), ("divers", "Taucher"), ("farmers", "Bauern"), ("drivers", "Fahrer"), ("archivists", "Archivare"),
)  # fmt: skip
VERBS = (
    ("recovered", "salvaged", "bargen"), ("counted", "tallied", "zählten"), ("moved", "relocated", "verlegten"), ("sealed", "closed", "versiegelten"),
    ("repaired", "mended", "reparierten"), ("inspected", "examined", "prüften"), ("delivered", "brought", "lieferten"), ("lost", "forfeited", "verloren"),
    ("guarded", "protected", "bewachten"), ("emptied", "cleared", "leerten"), ("burned", "torched", "verbrannten"), ("sold", "traded", "verkauften"),
)  # fmt: skip
THINGS = (
    ("medicine crates", "Arzneikisten"), ("transformers", "Transformatoren"), ("wooden boats", "Holzboote"), ("water pumps", "Wasserpumpen"),
    ("grain silos", "Getreidesilos"), ("school buses", "Schulbusse"), ("steel girders", "Stahlträger"), ("market stalls", "Marktstände"),
    ("field kitchens", "Feldküchen"), ("fuel drums", "Treibstofffässer"), ("cattle", "Rinder"), ("solar panels", "Solarmodule"),
    ("fire hydrants", "Hydranten"), ("telephone masts", "Funkmasten"),
)  # fmt: skip
WHERE = (
    ("below the {} citadel", "unter der Zitadelle {}"), ("behind the {} mill", "hinter der Mühle {}"), ("along the {} canal", "am Kanal {}"),
    ("beside the {} tannery", "neben der Gerberei {}"), ("under the {} viaduct", "unter dem Viadukt {}"), ("at the {} gate", "am Tor {}"),
    ("inside the {} stadium", "im Stadion {}"), ("past the {} lock", "hinter der Schleuse {}"), ("above the {} orchard", "über dem Obstgarten {}"),
)  # fmt: skip
WHY = (
    ("because {} had withdrawn", "since {} pulled out", "weil {} sich zurückgezogen hatte"),
    ("although {} objected", "against the will of {}", "obwohl {} widersprach"),
    ("before {} returned", "ahead of the return of {}", "bevor {} zurückkehrte"), ("while {} negotiated", "as {} was bargaining", "während {} verhandelte"),
    ("once {} agreed", "with the consent of {}", "sobald {} zustimmte"), ("until {} surrendered", "up to the capitulation of {}", "bis {} sich ergab"),
)  # fmt: skip
ONSETS, ENDS = (
    "Kel Mon Ost Per Quas Rim Sol Tar Ulm Vor Wel Zan Bri Cor Dal Fen Gor Hul".split(),
    "vara thil rana delle tow bach vete nika meda sten kow teri mund leva drik sano burg patz quin ferra".split(),
)
SYNONYMS = {"because": "since", "although": "though", "before": "ahead of when", "near": "close to", "inside": "within", "beside": "next to",
            "after": "following", "counted": "tallied", "moved": "shifted", "while": "as", "volunteers": "helpers", "repaired": "fixed"}  # fmt: skip


def _sentences(chance: random.Random, town: str, person: str) -> tuple[str, str, str]:
    """A sentence as it stands, as another hand would put it, and in German."""
    agent, verb, thing, place, why = (chance.choice(words) for words in (AGENTS, VERBS, THINGS, WHERE, WHY))
    count, spot, other = chance.randint(11, 9000), _name(chance), _name(chance)
    return (
        f"In {town} {agent[0]} {verb[0]} {count} {thing[0]} {place[0].format(spot)} {why[0].format(other)}, {person} said.",
        f"{person} put at {count} the {thing[0]} that were {verb[1]} {place[0].format(spot)} in {town} by {agent[0]}, {why[1].format(other)}.",
        f"In {town} {verb[2]} {agent[1]} {count} {thing[1]} {place[1].format(spot)}, {why[2].format(other)}, sagte {person}.",
    )


def _name(chance: random.Random) -> str:
    return chance.choice(ONSETS) + chance.choice(ENDS)


def stories(count: int) -> tuple[pd.DataFrame, dict[str, tuple[str, str]]]:
    """Documents, and for each made one (its way, the story it was made from)."""
    rows, made = [], {}
    for number in range(count):
        chance = random.Random(number)
        town, person = (_name(chance) for _ in range(2))
        told = [_sentences(chance, town, person) for _ in range(5)]
        text, heavy, german = (" ".join(sentence[at] for sentence in told) for at in range(3))
        other = " ".join(_sentences(chance, town, person)[0] for _ in range(5))
        light = " ".join(SYNONYMS.get(word, word) for word in text.split() if chance.random() > 0.05)
        ways = {
            "own": ("en", text), "copy": ("en", f"(agency) {text}"), "light rewrite": ("en", light), "heavy rewrite": ("en", heavy),
            "quote in a post": ("en", f"unbelievable… “{told[1][0]}” who pays for this?"), "translation": ("de", german), "independent": ("en", other),
        }  # fmt: skip
        for at, (way, (language, written)) in enumerate(ways.items()):
            name = f"{number:05d}-{at}"
            made[name] = (way, f"{number:05d}-0")
            rows.append({
                "document_id": name, "external_id": name, "path": name, "channel": "social" if "post" in way else "web", "language": language,
                "published": f"2024-{1 + number % 12:02d}-{1 + number % 27 + (at > 0):02d}", "publisher": f"house {at}", "text": written, "sha256": name,
            })  # fmt: skip
    return tables.frame("documents", rows), made


def main() -> None:
    """Print how many of each way were traced to their story, how many to another one, and the time."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    documents, made = stories(count)
    start = time.perf_counter()
    found = find_lineages(documents)
    seconds = time.perf_counter() - start
    found = found[found["basis"] != "cites"].set_index("document_id")
    print(f"{len(documents)} documents, {seconds:.1f} s")
    for way in dict.fromkeys(way for way, _ in made.values()):
        rows = [(found.loc[name, "of"], story) for name, (how, story) in made.items() if how == way]
        right = sum(of is not None and str(of).split("-")[0] == story.split("-")[0] for of, story in rows)
        wrong = sum(isinstance(of, str) and of.split("-")[0] != story.split("-")[0] for of, story in rows)
        print(f"{way:16} {right / len(rows):6.1%} led to their story   {wrong / len(rows):6.1%} to another")


if __name__ == "__main__":
    main()
