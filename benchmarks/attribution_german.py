"""Who says which figure in German news: measured against gold attributions, precision and recall apart.

    python benchmarks/attribution_german.py [--errors N] [--words]

Reads `eval/german/attribution_dev.jsonl` (CC BY-NC-SA: for measuring alone) under the folder that OSINT_KIT_SHARED names, asks
`read_attributions` about the figures that the gold marks, and scores as `eval/german/score.py attr` does: a figure is right
where it is attributed in both and the source spans touch. The texts are split in two halves by the hash of their id; rules are
written with the errors of the *open* half in view, the *closed* half is reported and never looked at.

Figures are few. `--words` asks the same of every noun and number of the open half: whether it stands in what somebody is said to
have said. This is a dozen times as many answers, and shows rules that hold for more than the figures at hand.

The gold marks the pronoun or adverb of the sentence itself ("er", "demnach") where a speaker is carried over; osint_kit names the
speaker it stands for and keeps the other as `mention`. The converter therefore hands in the mention where there is one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from osint_kit.extract.attribution.speakers import Attribution, read_attributions
from osint_kit.extract.tokens import tokenise
from osint_kit.lexicon import load_lexicon

SHARED = Path(os.environ.get("OSINT_KIT_SHARED", Path(__file__).parents[2] / "shared"))
FOLDER = SHARED / "eval" / "german"
HALVES = ("open", "closed")


def half(document_id: str) -> str:
    """The half of the texts that a document belongs to."""
    return HALVES[hashlib.sha256(document_id.encode()).digest()[-1] % 2]


def predict(document: dict[str, Any]) -> dict[str, Any]:
    """The attributions of a document's figures in the form that the scorer reads."""
    attributions = read_attributions(tokenise(document["text"], load_lexicon("de")))
    figures = []
    for figure in document["figures"]:
        found = attributions.at(figure["start"], figure["end"])
        figures.append(
            {"start": figure["start"], "end": figure["end"], "attributed": is_attributed(found), "source": source_spans(found)}
        )
    return {"id": document["id"], "attributions": [], "figures": figures}


def is_attributed(found: Attribution) -> bool:
    """A figure counts as attributed where a speaker stands behind it, or words that attribute it to nobody in particular."""
    return found.source is not None or found.cue is not None


def source_spans(found: Attribution) -> list[tuple[int, int]]:
    """The mention where the speaker is carried over, else the source."""
    if found.mention_start is not None and found.mention_end is not None:
        return [(found.mention_start, found.mention_end)]
    if found.source_start is not None and found.source_end is not None:
        return [(found.source_start, found.source_end)]
    return []


def score(gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> dict[str, Any]:
    """The shared scorer's verdict."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("gold.jsonl", "predicted.jsonl")]
        for path, rows in zip(paths, (gold, predicted), strict=True):
            path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        call = [sys.executable, str(FOLDER / "score.py"), "attr", "--gold", str(paths[0]), "--pred", str(paths[1]), "--json"]
        found: dict[str, Any] = json.loads(subprocess.run(call, check=True, capture_output=True, text=True).stdout)
        return found


def main() -> None:
    """Print precision, recall and F1 of both halves, and the time a sentence takes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--errors", type=int, default=0, help="print this many errors of the open half")
    parser.add_argument("--words", action="store_true", help="also measure every noun and number of the open half")
    arguments = parser.parse_args()
    path = FOLDER / "attribution_dev.jsonl"
    if not path.is_file():
        sys.exit(f"attribution_german: no {path}; set OSINT_KIT_SHARED to the folder that holds eval/german")
    documents = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    load_lexicon("de")
    began = time.process_time()
    predicted = [predict(document) for document in documents]
    spent = time.process_time() - began
    for name in (*HALVES, "both"):
        chosen = [i for i, document in enumerate(documents) if name in (half(document["id"]), "both")]
        result = score([documents[i] for i in chosen], [predicted[i] for i in chosen])
        for measure in ("fig_detect", "fig_source"):
            row = result[measure]
            counts = f"({row['tp']} of {row['pred']}, {row['gold']})"
            print(f"{name:7}{measure:11} P {row['p']:5.1f}  R {row['r']:5.1f}  F1 {row['f1']:5.1f}   {counts}")
    sentences = sum(len(document["sentences"]) for document in documents)
    print(f"{spent / sentences * 1e6:.0f} µs a sentence of {sentences}, tokenising included")
    if arguments.words:
        _print_words([document for document in documents if half(document["id"]) == "open"])
    _print_errors(documents, predicted, arguments.errors)


_NOUN: Final = re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]{3,}|\d+")


def _print_words(documents: list[dict[str, Any]]) -> None:
    """How many nouns and numbers of the texts are rightly taken for somebody's words; cues and speakers themselves do not count."""
    right = said = reported = 0
    for document in documents:
        attributions = read_attributions(tokenise(document["text"], load_lexicon("de")))
        contents = [span for gold in document["gold"] for span in gold["content"]]
        others = [span for gold in document["gold"] for part in ("cue", "source") for span in gold[part]]
        for begin, end in document["sentences"]:
            for word in list(_NOUN.finditer(document["text"], begin, end))[1:]:  # the first has its capital from the sentence
                if any(start < word.end() and word.start() < finish for start, finish in others):
                    continue
                gold = any(start <= word.start() and word.end() <= finish for start, finish in contents)
                found = is_attributed(attributions.at(word.start(), word.end()))
                right, said, reported = right + (gold and found), said + gold, reported + found
    precision, recall = right / reported, right / said
    f1 = 2 * precision * recall / (precision + recall)
    print(
        f"open   words       P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}   ({right} of {reported}, {said})"
    )


def _print_errors(documents: list[dict[str, Any]], predicted: list[dict[str, Any]], count: int) -> None:
    for document, answer in zip(documents, predicted, strict=True):
        if half(document["id"]) != "open":
            continue
        text = document["text"]
        for figure, found in zip(document["figures"], answer["figures"], strict=True):
            gold = None if figure["attr"] is None else document["gold"][figure["attr"]]
            spans = gold["source"] if gold else []
            right = any(s < end and start < e for s, e in found["source"] for start, end in spans) or not spans
            if bool(gold) == found["attributed"] and (right or not gold):
                continue
            if count <= 0:
                return
            count -= 1
            got = " … ".join(text[s:e] for s, e in found["source"]) if found["attributed"] else None
            wanted = f"{gold['type']} {' … '.join(text[s:e] for s, e in spans)!r}" if gold else None
            before, after = text[max(0, figure["start"] - 300) : figure["start"]], text[figure["end"] : figure["end"] + 200]
            print(f"\n{document['id']}: {figure['text']}: gold {wanted}, got {got!r}\n  …{before}⟦{figure['text']}⟧{after}…")


if __name__ == "__main__":
    main()
