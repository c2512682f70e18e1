"""How well number expressions of two public test suites are read: value F1 a language, and what is left out and why.

    python benchmarks/numbers_public.py EXPRESSIONS.jsonl [--errors LANGUAGE]

A line holds id, lang, model, text and gold: a list of values with lo, hi, unit. A value is right where both ends are, within a
millionth; a fraction may be given as such or in percent. Of number words and numerals (models Numeral, NumberModel) every value is
marked, and what is read besides counts against precision; of money, percentages and ranges only the one that the suite asks for is
marked, so that only recall says something. Two rates are printed: on everything, and on numerals and number words without the
classes that are left out. A class is left out by the form of an expression and its value alone, right or wrong alike.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from osint_kit.extract.document import read_text

COMPLETE: Final = ("Numeral", "NumberModel")
LANGUAGES: Final = ("de", "en", "es", "fr", "ru", "uk")


def _search(pattern: str) -> Callable[[str, float], bool]:
    found = re.compile(pattern, re.IGNORECASE)
    return lambda text, _: found.search(text) is not None


_PART: Final = re.compile(
    r"\b(?:\w*(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|fiftieth|thirtieth|\wtieth)s?|\w+(?:llionth)s?"
    r"|\w+ firsts|quarters?|hal(?:f|ves)|\w*i[eè]mes?|tiers|quarts?|demie?|\w*avos?|\w*[eé]sim[oa]s?|medi[oa]s?|mitad|moitié"
    r"|tercios?|cuartos?|quint[oa]s?|sextos?|octavos?|\w*hal(?:b|be|bes)|\w*viertel|половиной|полтор\w)\b",
    re.IGNORECASE,
)
_PLAIN_PART: Final = re.compile(
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine)[ -](?:half|thirds?|quarters?|(?:four|fif|six|seven|eigh|nin|ten)ths?)"
    r"|(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf) (?:demi|tiers|quarts?|(?:quatr|cinqu|six|sept|huit|neuv|dix)i[eè]mes?)"
    r"|(?:un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve) (?:tercio|cuarto|quinto|sexto|octavo|noveno|d[eé]cimo)s?",
    re.IGNORECASE,
)
_HALVES: Final = re.compile(
    r"\b(?:half|quarters?|et demie?|un demi|moitié|quarts?|medi[oa]|mitad|cuartos?|\w*hal(?:b|be|bes)|\w*viertel|половиной|полтор\w)\b",
    re.IGNORECASE,
)


def _is_school_arithmetic(text: str, _: float) -> bool:
    """A fraction in words that is neither a plain part of a whole (three fifths) nor one with halves or quarters."""
    return _PART.search(text) is not None and not _PLAIN_PART.fullmatch(text.strip()) and not _HALVES.search(text)


def _has_short_decimals(text: str, value: float) -> bool:
    """``4,800`` for 4.8 where the comma is the decimal sign."""
    return any(float(found.replace(",", ".")) == abs(value) for found in re.findall(r"(?<![\d.,])\d{1,3},\d{3}(?![\d.,])", text))


def _is_spoilt(text: str, value: float) -> bool:
    """Digits and nothing else whose value is another one."""
    return re.fullmatch(r"\d+\.0", text.strip()) is not None and float(text) != value


_DIGIT: Final = "(?:one|two|three|four|five|six|seven|eight|nine)"
LEFT_OUT: Final[tuple[tuple[str, Callable[[str, float], bool]], ...]] = (
    ("powers and notation of computers: 1.1^23, 1e10, 10G", _search(r"\^|\de[+-]?\d|\dx10|\d\s?[gг]\b")),
    ("parts of addresses and dates", _search(r"://|\d\.\d+\.\d+\.\d|\d/\d+/\d{4}")),
    ("leading zeros and more than 13 digits: identifiers", _search(r"(?<![\d.,])0+\d|\d{14}|\b[cz]ero [a-zé]+")),
    ("a dash or a hyphen that stands apart: a bullet or a dash in texts", _search(r"^\s*-\s+\d|[a-z] - [a-z]")),
    ("fractions of school arithmetic in words: twenty fifths", _is_school_arithmetic),
    ("divisions in words: one over three", _search(rf"\b(?:{_DIGIT}|\d+) over (?:[a-z ]+|\d+)$")),
    (
        "dozens added to hundreds: three hundred and two dozens",
        _search(r"\b(?:hundred and|cent|mil y) \w+ (?:dozens|douzaines|docenas)"),
    ),
    ("digits spoken in groups: one twenty two", _search(rf"^{_DIGIT} (?:twen|thir|for|fif|six|seven|eigh|nine)ty {_DIGIT}$")),
    ("words that fix no number: a few, a couple", _search(r"^an? (?:few|couple)$")),
    ("letters that are units elsewhere: 30 l, 300 Kr", _search(r"\w (?:l|kr)$")),
    (
        "a scale word without a number: billon",
        _search(r"^(?:hundred|thousand|mill?i[oó]n|bill?i[oó]n|bill[oó]n|trill?i?[oó]n)s?$"),
    ),
    ("numbers that are names: version two, exercise nr. 22", _search(r"\bversion two\b|\bnr\. ?\d")),
    ("three digits behind the decimal sign, thousands here with a doubt", _has_short_decimals),
    ("values that the suite spoils: 43894.0 for 3/4", _is_spoilt),
)
NO_NUMBER: Final = (
    "measures, of which these models want no number: 29 km",
    re.compile(r"\d\s?(?:m|ml|km)\b"),
)


def left_out(row: dict[str, Any]) -> list[str | None]:
    """Why each value of an expression is not asked for; None where it is."""
    reasons: list[str | None] = []
    digits = Counter(float(found) for found in re.findall(r"(?<![\d.,])\d(?![\d.,]|\s\d{3})", row["text"]))
    for gold in row["gold"]:
        value = gold["lo"] if gold["lo"] is not None else gold["hi"]
        if row["model"] == "Ordinal" or gold["unit"] == "ordinal":
            reasons.append("ordinals: they count nothing")
        elif row["model"] not in COMPLETE:
            reasons.append(None)
        elif abs(value) in (0.0, 1.0) and not digits[abs(value)] and not _with_more_digits(row["text"], value):
            reasons.append("one and zero in words: articles and pronouns")
        elif row["lang"] == "fr" and re.search(r"\btrillions?\b", row["text"]):
            reasons.append("French trillions for 10^12, which are 10^18")
        elif _is_alternative(row):
            reasons.append("alternatives and spans, which are a range here: 21 or 22")
        else:
            reasons.append(next((reason for reason, holds in LEFT_OUT if holds(row["text"], value)), None))
        digits[abs(value)] -= 1
    return reasons


def _with_more_digits(text: str, value: float) -> bool:
    """``1.0``, ``01``: a one or a zero in digits, though not in one alone."""
    return any(
        float(found.replace(",", ".")) == abs(value)
        for found in re.findall(r"(?<![\d.,])\d+[.,]?\d*(?![\d.,]|\s\d{3})", text)
        if len(found) > 1
    )


def _is_alternative(row: dict[str, Any]) -> bool:
    """Whether an expression holds two values, the second larger, joined by "or" or "to"."""
    values = [gold["lo"] for gold in row["gold"]]
    joined = re.search(r"\b(?:or|ou|oder|или|або|à|bis|до)\b", row["text"]) is not None
    return joined and len(values) == 2 and values[0] < values[1]


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
    if end is None or want is None:
        return False
    return abs(end * scale - want) <= max(1e-6 * abs(want), 1e-12)


class Counts:
    """Values asked for, values read and values right, of everything and of what is not left out."""

    def __init__(self) -> None:
        self.everything = [0, 0, 0]
        self.asked = [0, 0, 0]

    def add(self, row: dict[str, Any], reasons: list[str | None], right: list[bool], spurious: int) -> None:
        if row["model"] not in COMPLETE:
            spurious = 0  # the suite marks only what the model is for
        kept = [found for found, reason in zip(right, reasons, strict=True) if reason is None]
        out = len(right) - len(kept)
        rest = 0 if out and not kept else max(0, spurious - out)  # a left-out value may be read in another way
        for counts, found, extra in ((self.everything, right, spurious), (self.asked, kept, rest)):
            for i, count in enumerate((len(found), sum(found) + extra, sum(found))):
                counts[i] += count


def compare(row: dict[str, Any]) -> tuple[list[bool], int]:
    """Which of a row's values were read, and how many figures were read besides."""
    figures = read_text(row["text"], row["lang"], None).figures
    right = []
    for gold in row["gold"]:
        match = next((figure for figure in figures if is_same(gold, figure)), None)
        if match is not None:
            figures.remove(match)
        right.append(match is not None)
    return right, len(figures)


def _rates(counts: list[int]) -> str:
    asked, read, right = counts
    f1 = 2 * right / (asked + read) if asked + read else 0.0
    return f"{asked} | {read} | {right / max(read, 1):.2f} | {right / max(asked, 1):.2f} | {f1:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("expressions", type=Path)
    parser.add_argument("--errors", metavar="LANGUAGE", help="name what is misread of what is asked for")
    arguments = parser.parse_args()
    words = {language: Counts() for language in LANGUAGES}
    others = {language: Counts() for language in LANGUAGES}
    skipped: dict[str, Counter[str]] = {}
    for row in map(json.loads, arguments.expressions.read_text(encoding="utf-8").splitlines()):
        complete = row["model"] in COMPLETE
        if complete and not row["gold"] and NO_NUMBER[1].search(row["text"]):
            skipped.setdefault(NO_NUMBER[0], Counter())[row["lang"]] += 1
            continue
        reasons = left_out(row)
        for reason in filter(None, reasons):
            skipped.setdefault(reason, Counter())[row["lang"]] += 1
        right, spurious = compare(row)
        (words if complete else others)[row["lang"]].add(row, reasons, right, spurious)
        missed = any(reason is None and not found for reason, found in zip(reasons, right, strict=True))
        more = complete and not (reasons and all(reasons)) and spurious > sum(map(bool, reasons))
        if row["lang"] == arguments.errors and (missed or more):
            print(row["id"], repr(row["text"]), [(gold["lo"], gold["hi"]) for gold in row["gold"]])
    _report(words, others, skipped)


def _report(words: dict[str, Counts], others: dict[str, Counts], skipped: dict[str, Counter[str]]) -> None:
    head = "| values | read | precision | recall | F1 |"
    print(f"On everything, ordinals and all:\n\n| language {head}\n" + "| --- " * 6 + "|")
    for language in LANGUAGES:
        print(
            f"| {language} | {_rates([a + b for a, b in zip(words[language].everything, others[language].everything, strict=True)])} |"
        )
    print(
        f"\nOn numerals and number words:\n\n| language {head} money, percentages, ranges | recall of these |\n"
        + "| --- " * 8
        + "|"
    )
    for language in LANGUAGES:
        asked, _, right = others[language].asked
        rest = f"{asked} | {right / asked:.2f}" if asked else " | "
        print(f"| {language} | {_rates(words[language].asked)} | {rest} |")
    print(f"\n| left out | {' | '.join(LANGUAGES)} |\n" + "| --- " * (len(LANGUAGES) + 1) + "|")
    for reason, counts in sorted(skipped.items(), key=lambda pair: -pair[1].total()):
        print(f"| {reason} | {' | '.join(str(counts[language] or '') for language in LANGUAGES)} |")


if __name__ == "__main__":
    main()
