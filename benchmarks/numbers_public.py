"""How well number expressions of two public test suites are read: value F1 a language, and what is left out and why.

    python benchmarks/numbers_public.py EXPRESSIONS.jsonl [--errors LANGUAGE]

A line holds id, lang, model, text and gold: a list of values with lo, hi, unit. A value is right where both ends are, within a
millionth; a fraction may be given as such or in percent. Of number words and numerals (models Numeral, NumberModel) every value is
marked, and the rate is F1; of money, percentages and ranges only the one that the suite asks for, and the rate is recall.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter
from pathlib import Path
from typing import Any

from osint_kit.extract.document import read_text

COMPLETE = ("Numeral", "NumberModel")
_NOTATION = re.compile(r"\^|\de[+-]?\d|\dx10|\d\s+[a-z]* ?lakh", re.IGNORECASE)
_ADDRESS = re.compile(r"://|\d\.\d+\.\d+\.\d|\d/\d+/\d{4}")
_DIGITS = re.compile(r"^\W*0+\d|\d{14}")
_SHARES = {top / under for under in range(2, 11) for top in range(1, under)}


def left_out(row: dict[str, Any], gold: dict[str, Any]) -> str | None:
    """Why a value is not asked for; None where it is."""
    text, value = row["text"], abs(gold["lo"] if gold["lo"] is not None else gold["hi"] or 0.0)
    if row["model"] == "Ordinal" or gold["unit"] == "ordinal":
        return "ordinals: they count nothing"
    if _NOTATION.search(text):
        return "powers and notation of computers"
    if _ADDRESS.search(text):
        return "parts of addresses and dates"
    if _DIGITS.search(text):
        return "leading zeros and more than 13 digits: identifiers"
    if value in (0.0, 1.0) and not re.search(r"\d", text):
        return "one and zero alone: articles and pronouns"
    if value != int(value) and not re.search(r"\d", text) and not any(math.isclose(value, share) for share in _SHARES):
        return "fractions of school arithmetic in words"
    return None


def is_same(gold: dict[str, Any], figure: dict[str, Any]) -> bool:
    """Whether a read figure has the value of a marked one."""
    ends = [figure["value"]] * 2 if figure["value"] is not None else [figure["low"], figure["high"]]
    if gold["range"] and gold["lo"] is not None and gold["hi"] is not None:
        wanted = [gold["lo"], gold["hi"]]
    else:
        wanted = [gold["lo"] if gold["lo"] is not None else gold["hi"]] * 2
    scales = (1.0, 0.01) if figure["unit"] == "percent" else (1.0,)
    return any(all(_close(end, want, scale) for end, want in zip(ends, wanted, strict=True)) for scale in scales)


def _close(end: float | None, want: float | None, scale: float) -> bool:
    return end is not None and want is not None and math.isclose(end * scale, want, rel_tol=1e-6, abs_tol=1e-12)


def compare(row: dict[str, Any]) -> tuple[int, int, int, Counter[str]]:
    """Values asked for, values read, values right, and what was left out by its reason."""
    reasons = [(gold, left_out(row, gold)) for gold in row["gold"]]
    figures = read_text(row["text"], row["lang"], None).figures
    right = 0
    for gold, reason in sorted(reasons, key=lambda pair: pair[1] is not None):
        match = next((figure for figure in figures if is_same(gold, figure)), None)
        if match is not None:
            figures.remove(match)
            right += reason is None
    asked = sum(reason is None for _, reason in reasons)
    skipped = Counter(reason for _, reason in reasons if reason is not None)
    return asked, right + (0 if skipped else len(figures)), right, skipped


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("expressions", type=Path)
    parser.add_argument("--errors", metavar="LANGUAGE", help="name what is misread among numerals and number words")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.expressions.read_text(encoding="utf-8").splitlines()]
    words: dict[str, list[int]] = {}
    others: dict[str, list[int]] = {}
    reasons: Counter[str] = Counter()
    for row in rows:
        asked, read, right, skipped = compare(row)
        counts = (words if row["model"] in COMPLETE else others).setdefault(row["lang"], [0, 0, 0])
        for i, count in enumerate((asked, read, right)):
            counts[i] += count
        reasons += skipped
        if row["lang"] == arguments.errors and row["model"] in COMPLETE and not asked == read == right:
            print(row["id"], repr(row["text"]), [(gold["lo"], gold["hi"]) for gold in row["gold"]])
    print("| language | values | read | precision | recall | F1 | money, percentages, ranges | recall of these |")
    print("| --- " * 8 + "|")
    for language in sorted(words):
        asked, read, right = words[language]
        more = others.get(language, [0, 0, 0])
        rest = f"{more[2] / more[0]:.2f}" if more[0] else ""
        rates = f"{right / read:.2f} | {right / asked:.2f} | {2 * right / (asked + read):.2f}"
        print(f"| {language} | {asked} | {read} | {rates} | {more[0] or ''} | {rest} |")
    print("\n| left out | values |\n| --- | --- |")
    for reason, count in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])):
        print(f"| {reason} | {count} |")


if __name__ == "__main__":
    main()
