"""``make accuracy``: measures the reading on the marked cases and writes docs/accuracy.md and the table the reports quote."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from accuracy.reading import CASES, Case, Score, digest, judge, load_cases, pairs, read_cases, score
from osint_kit.lexicon import available_languages
from osint_kit.vocabulary import KINDS

ROOT = Path(__file__).parents[2]
LANGUAGES = available_languages()
SLACK = 0.02
SHOWN = ("value", "bounds", "hedge", "unit", "kind", "item", "source", "stance", "as_of", "complete", "attributed")


def pin() -> None:
    """Write floors.yaml: what is measured now, a little below, with the hash of the cases."""
    lines = ["# Below these rates the tests fail; written by `make accuracy ARGS=--pin`.\n"]
    for path in sorted([*CASES.glob("*.yaml"), *CASES.glob("aside/*.yaml")]):
        if path.stem not in LANGUAGES:
            continue
        cases = load_cases(path)
        total = score(cases, read_cases(cases))
        lines.append(f"{path.relative_to(CASES).with_suffix('').as_posix()}:\n  sha256: {digest(path)}\n")
        for name, rate in (("f1", total.rate()), ("complete", total.rate("complete")), ("attributed", total.rate("attributed"))):
            lines.append(f"  {name}: {max(0.0, rate - SLACK):.3f}\n")
    designations = load_cases(CASES / "designations.yaml")
    read = read_cases(designations)
    wrong = sum([f["value"] for f in read[case.id]] != [f["value"] for f in case.figures] for case in designations)
    lines.append(f"designations:\n  wrong: {wrong}\n")
    (Path(__file__).parent / "floors.yaml").write_text("".join(lines), encoding="utf-8")


def main() -> None:
    """Measure the open cases and those kept aside; name what is missed in the open ones only."""
    lines = [
        "# How well figures are read",
        "",
        "Written by `make accuracy` from the marked cases in `tests/cases`; do not edit. The rates are F1 over all figures: a missed",
        "figure and one too many both count against every measure. *complete*: value, bounds, hedge, unit and kind are right;",
        "*attributed*: complete, and speaker and stance are right. The texts in `aside` were kept out of sight while the word lists",
        "were written; the others were used to find what was missing, so the rates on `aside` are the ones to expect on new texts. Their",
        "authors saw neither lexicons nor output, and a second annotator checked the marks. When their totals have been looked at often,",
        "they are opened and new ones take their place.",
        "",
    ]
    table = ["set,language,texts,figures,precision,recall,f1,complete,attributed"]
    missed: list[str] = []
    for name, folder in (("aside", CASES / "aside"), ("open", CASES)):
        lines += _heading(name)
        everything: list[Case] = []
        all_read: dict = {}
        for language in LANGUAGES:
            path = folder / f"{language}.yaml"
            if not path.is_file():
                continue
            cases = load_cases(path)
            read = read_cases(cases)
            everything += cases
            all_read |= read
            total = score(cases, read)
            lines.append(_row(language, len(cases), total))
            table.append(_csv(name, language, len(cases), total))
            if name == "open":
                missed += _disagreements(cases, read)
        total = score(everything, all_read)
        lines += [_row("all", len(everything), total), ""]
        table.append(_csv(name, "all", len(everything), total))
        lines += _by_kind(name, everything, all_read)
    lines += ["## What is missed in the open cases", "", *missed, ""]
    (ROOT / "docs" / "accuracy.md").write_text("\n".join(lines), encoding="utf-8")
    (ROOT / "src" / "osint_kit" / "accuracy.csv").write_text("\n".join(table) + "\n", encoding="utf-8")
    print("\n".join(line for line in lines if line.startswith(("|", "## "))))


def _heading(name: str) -> list[str]:
    return [
        f"## {name}",
        "",
        "| language | texts | figures | read | precision | recall | F1 | " + " | ".join(SHOWN) + " |",
        "| --- " * (7 + len(SHOWN)) + "|",
    ]


def _row(language: str, texts: int, total: Score) -> str:
    rates = [total.precision, total.recall, total.rate(), *(total.rate(measure) for measure in SHOWN)]
    return f"| {language} | {texts} | {total.marked} | {total.read} | " + " | ".join(f"{rate:.2f}" for rate in rates) + " |"


def _csv(name: str, language: str, texts: int, total: Score) -> str:
    rates = (total.precision, total.recall, total.rate(), total.rate("complete"), total.rate("attributed"))
    return f"{name},{language},{texts},{total.marked}," + ",".join(f"{rate:.3f}" for rate in rates)


def _by_kind(name: str, cases: list[Case], read: dict) -> list[str]:
    lines = [
        f"### {name}, by kind",
        "",
        "| kind | figures | precision | recall | F1 | complete | attributed |",
        "| --- " * 7 + "|",
    ]
    for kind in KINDS:
        total = score(cases, read, kind)
        if total.marked:
            rates = (total.precision, total.recall, total.rate(), total.rate("complete"), total.rate("attributed"))
            lines.append(f"| {kind} | {total.marked} | " + " | ".join(f"{rate:.2f}" for rate in rates) + " |")
    return [*lines, ""]


def _disagreements(cases: list[Case], read: dict) -> Iterator[str]:
    for case in cases:
        for marked, got in pairs(case, read[case.id]):
            if marked is None:
                yield f"- {case.id}: one too many: {got['quote']!r}"  # type: ignore[index]
            elif got is None:
                yield f"- {case.id}: missed: {case.text[marked['start'] : marked['end']]!r}"
            elif wrong := [
                measure
                for measure, right in judge(marked, got).items()
                if not right and measure not in ("complete", "attributed")
            ]:
                yield f"- {case.id}: {got['quote']!r}: {', '.join(wrong)}"


if __name__ == "__main__":
    main()
    if "--pin" in sys.argv:
        pin()
