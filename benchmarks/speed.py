"""How fast figures are read: sentences a CPU second beside two other readers of numbers, time a byte from 1 KB to 1 MB, and hostile texts.

The sentences are those of the marked cases, which are denser than news: nine of ten hold a numeral, often several. They are read all
together, and thinned to the share with a numeral that newspapers have. Real papers are read as well: the German ones of `eval/german`
(for measuring alone) where OSINT_KIT_SHARED names them, and the texts of any folder that OSINT_KIT_NEWS names, as `<language>/*.txt`.
One core; each line is the median of several rounds after a warm-up.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from accuracy.reading import CASES, load_cases
from osint_kit.extract.document import read_text
from osint_kit.extract.figures import read_figures
from osint_kit.extract.numbers.numerals import NumeralReader
from osint_kit.extract.tokens import NUMBER, tokenise
from osint_kit.lexicon import available_languages, load_lexicon

NEWS = (
    Path(os.environ.get("OSINT_KIT_SHARED", Path(__file__).parents[2] / "shared")) / "eval" / "german" / "attribution_dev.jsonl"
)
FOLDER = os.environ.get("OSINT_KIT_NEWS")
NEWS_SHARE = 0.37  # sentences with a numeral in the German papers
ROUNDS = 5
SIZES = (1_000, 8_000, 32_000, 128_000, 512_000, 1_000_000)


def sentences(language: str) -> list[str]:
    """The sentences of a language's open cases, in order."""
    found = []
    for case in load_cases(CASES / f"{language}.yaml"):
        tokens = tokenise(case.text, load_lexicon(language))
        for first, last in zip(tokens.sentences, tokens.sentences[1:], strict=False):
            found.append(case.text[tokens.starts[first] : tokens.ends[last - 1]])
    return found


def as_news(found: list[str], language: str) -> list[str]:
    """The sentences without a numeral, and as many with one, evenly spread, as news has beside them."""
    counted = [_count_sentences([line], language)[1] > 0 for line in found]
    wanted = NEWS_SHARE / (1 - NEWS_SHARE) * counted.count(False) / counted.count(True)
    kept, due = [], 0.0
    for line, has_numeral in zip(found, counted, strict=True):
        due += wanted if has_numeral else 0
        if not has_numeral or due >= 1:
            kept.append(line)
            due -= has_numeral
    return kept


def cpu_seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    work()
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return statistics.median(times)


def numbers(text: str, language: str) -> object:
    """Numerals, masks, hedges, units and things, without dates and speakers."""
    tokens = tokenise(text, load_lexicon(language))
    return read_figures(tokens, NumeralReader(tokens))


def compare_readers() -> None:
    print("| reader | sentences of | how many | with a numeral | sentences a CPU second |\n| --- | --- | --- | --- | --- |")
    for language in available_languages():
        found = sentences(language)
        _compare_parts(f"cases, {language}", ["\n".join(found)], language)
        _compare_parts(f"as news, {language}", ["\n".join(as_news(found, language))], language)
    for language, texts in _papers().items():
        _compare_parts(f"papers, {language}", texts, language)
    english = sentences("en")
    for name, read in _others():
        seconds = cpu_seconds(lambda: [read(line) for line in english], rounds=1 if name == "quantulum3" else ROUNDS)  # noqa: B023
        print(f"| {name} | cases, en | {len(english)} | | {len(english) / seconds:,.0f} |")


def _papers() -> dict[str, list[str]]:
    """Texts of newspapers by language, as far as any are at hand."""
    found: dict[str, list[str]] = {}
    if NEWS.exists():
        found["de"] = [json.loads(line)["text"] for line in NEWS.read_text(encoding="utf-8").splitlines()]
    for path in sorted(Path(FOLDER).glob("*/*.txt")) if FOLDER else ():
        found.setdefault(path.parent.name, []).append(path.read_text(encoding="utf-8"))
    return found


def _compare_parts(name: str, texts: list[str], language: str) -> None:
    """Time the reading of numbers alone, and all of extract, over texts of one language."""
    count, counted = _count_sentences(texts, language)
    parts: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("osint_kit, numbers alone", lambda text: numbers(text, language)),
        ("osint_kit, the whole of extract", lambda text: read_text(text, language, "2024-05-01")),
    )
    for part, read in parts:
        seconds = cpu_seconds(lambda: [read(text) for text in texts])  # noqa: B023
        print(f"| {part} | {name} | {count} | {counted / count:.0%} | {count / seconds:,.0f} |")


def _count_sentences(texts: list[str], language: str) -> tuple[int, int]:
    """How many sentences there are, and how many that hold digits or a number word."""
    count = counted = 0
    for text in texts:
        tokens = tokenise(text, load_lexicon(language))
        at = [tokens.sentence(numeral.first)[0] for numeral in NumeralReader(tokens).read()]
        at += [tokens.sentence(i)[0] for i, kind in enumerate(tokens.kinds) if kind == NUMBER]
        count, counted = count + len(tokens.sentences) - 1, counted + len(set(at))
    return count, counted


def _others() -> list[tuple[str, Callable[[str], object]]]:
    found: list[tuple[str, Callable[[str], object]]] = []
    try:
        from quantulum3 import parser

        found.append(("quantulum3", parser.parse))
    except ImportError:
        print("quantulum3 is not installed: the lock's group bench has it", file=sys.stderr)
    try:
        from text_to_num import alpha2digit

        found.append(("text2num", lambda line: alpha2digit(line, "en")))
    except ImportError:
        print("text2num is not installed: the lock's group bench has it", file=sys.stderr)
    return found


def compare_sizes() -> None:
    print("\n| document | microseconds a KB | beside 128 KB |\n| --- | --- | --- |")
    text = "\n".join(sentences("en"))
    text *= SIZES[-1] // len(text) + 1
    cost = {size: cpu_seconds(lambda: read_text(text[:size], "en", "2024-05-01"), 3) / size for size in SIZES}  # noqa: B023
    for size in SIZES:
        print(f"| {size / 1000:,.0f} KB | {cost[size] * 1e9:,.0f} | {cost[size] / cost[128_000]:.2f} |")


HOSTILE = {
    "200,000 times `1.`": "1." * 200_000,
    "200,000 digits": "7" * 200_000,
    "50,000 times a hedge": "at least " * 50_000,
    "1 MB of quotes": '"' * 1_000_000,
    "1 MB without a stop": "the men of the town went on to the next one and " * 21_000,
    "1 MB of speech verbs": "said told added " * 62_500,
}


def hostile_texts() -> None:
    print("\n| hostile text | CPU seconds |\n| --- | --- |")
    for name, text in HOSTILE.items():
        begin = time.process_time()
        read_text(text, "en", "2024-05-01")
        print(f"| {name} | {time.process_time() - begin:.1f} |")


if __name__ == "__main__":
    compare_readers()
    compare_sizes()
    hostile_texts()
