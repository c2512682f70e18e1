"""Dates in German news: measured against gold dates, precision and recall apart.

    python benchmarks/dates_german.py [--errors N] [--predictions FILE]

Reads `eval/german/dates_dev.jsonl` (CC BY-NC: for measuring alone) under the folder that OSINT_KIT_SHARED names, asks
`read_dates`, and scores as `eval/german/score.py dates` does. The texts are split in two halves by the hash of their id; rules
are written with the errors of the *open* half in view, the *closed* half is reported and never looked at.

osint_kit gives intervals of days, the gold has TIMEX3 values. `timex_value` names the day, week, month, quarter, season, year,
decade or century that an interval is; a part of one (Ende Januar) is written as the whole, as the gold does, and so is a night
(as its last day). The two ends of a range are two dates in the gold. The gold calls lengths such as "vor zwei Jahren"
durations: they are left out.

Two measures are printed. `all` is the scorer's own, over every date, also those that name no interval (jetzt, früher, damals).
`single` looks at single days, weeks, months and years, in gold and prediction alike.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import re
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from osint_kit.extract.dates.mentions import read_dates
from osint_kit.extract.tokens import tokenise
from osint_kit.lexicon import load_lexicon

SHARED = Path(os.environ.get("OSINT_KIT_SHARED", Path(__file__).parents[2] / "shared"))
FOLDER = SHARED / "eval" / "german"
HALVES = ("open", "closed")
SINGLE = re.compile(r"\d{4}(-\d\d(-\d\d)?|-W\d\d)?")
PARTS = ("anfang", "beginn", "mitte", "ende", "jahresbeginn", "jahresanfang", "jahresmitte", "jahresende")
TIMES = {"abend": "EV", "morgen": "MO", "früh": "MO", "vormittag": "MO", "nachmittag": "AF", "mittag": "MI", "nacht": "NI"}
SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}


def half(document_id: str) -> str:
    """The half of the texts that a document belongs to."""
    return HALVES[hashlib.sha256(document_id.encode()).digest()[-1] % 2]


def timex_value(start: date, end: date, quote: str) -> str | None:
    """The TIMEX3 value of an interval, or None where it is no single unit of the calendar.

    >>> timex_value(date(2024, 11, 1), date(2024, 11, 30), "November 2024")
    '2024-11'
    """
    if start == end:
        return start.isoformat()
    part = quote.lower().startswith(PARTS)
    if start.day == 1 and (end + timedelta(days=1)).day == 1 and (value := _of_months(start, end, part)):
        return value
    week = f"{start.isocalendar().year}-W{start.isocalendar().week:02d}"
    if part and (start.year, start.month) == (end.year, end.month) and start.day in (1, 11, 21):
        return f"{start:%Y-%m}"
    if part and start.isocalendar()[:2] == end.isocalendar()[:2]:
        return week
    days = (end - start).days + 1
    if start.isoweekday() == 1 and days == 7:
        return week
    if start.isoweekday() == 6 and days == 2:
        return f"{week}-WE"
    return end.isoformat() if days == 2 else None


def _of_months(start: date, end: date, part: bool) -> str | None:
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if (months == 12 and start.month == 1) or (part and start.year == end.year and months > 1):
        return f"{start:%Y}"
    if months == 3 and start.month in SEASONS:
        return f"{start.year}-{SEASONS[start.month]}"
    named = {
        1: f"{start:%Y-%m}",
        3: f"{start.year}-Q{start.month // 3 + 1}",
        6: f"{start.year}-H{start.month // 7 + 1}",
        120: f"{start.year // 10}",
        1200: f"{start.year // 100}",
    }
    return named.get(months)


def predict(document: dict[str, Any]) -> dict[str, Any]:
    """The dates of a document in the form that the scorer reads."""
    text = document["text"]
    dates = []
    for found in read_dates(tokenise(text, load_lexicon("de")), document["dct"]):
        row = found.as_row(text)
        if row["date_start"] is None or row["quote"].lower().startswith("vor "):
            continue
        start, end = date.fromisoformat(row["date_start"]), date.fromisoformat(row["date_end"])
        value = timex_value(start, end, row["quote"])
        if value is None:
            dates += ends_of_range(row, start, end)
        elif start == end and (clock := next((word for word in TIMES if row["quote"].lower().endswith(word, 1)), None)):
            dates.append({"start": row["start"], "end": row["end"], "value": f"{value}T{TIMES[clock]}", "type": "TIME"})
        else:
            dates.append({"start": row["start"], "end": row["end"], "value": value, "type": "DATE"})
    return {"id": document["id"], "dates": dates}


def ends_of_range(row: dict[str, Any], start: date, end: date) -> list[dict[str, Any]]:
    """The two dates of a range; each end is read as large as the words for it are (1926, Juni 2011, 3. März)."""
    link = re.search(r"\s*(\bbis\b|\bund\b|\bauf\b|[–-])\s*", row["quote"])
    if link is None:
        return []
    dates = []
    for low, high, first in ((0, link.start(), True), (link.end(), len(row["quote"]), False)):
        words = row["quote"][low:high]
        alone = read_dates(tokenise(words, load_lexicon("de")), (start if first else end).isoformat())
        grain = alone[0].grain if len(alone) == 1 else "day"
        value = {"year": f"{(start if first else end).year}", "month": f"{start if first else end:%Y-%m}"}.get(grain)
        value = value or (start if first else end).isoformat()
        dates.append({"start": row["start"] + low, "end": row["start"] + high, "value": value, "type": "DATE"})
    return dates


def single(record: dict[str, Any], key: str) -> dict[str, Any]:
    """A record with its single days, weeks, months and years alone."""
    return {**record, key: [date for date in record[key] if SINGLE.fullmatch(str(date["value"] or ""))]}


def scorer() -> Callable[[list[dict[str, Any]], list[dict[str, Any]]], dict[str, dict[str, float]]]:
    """The function `dates` of the scorer that lies beside the gold."""
    spec = importlib.util.spec_from_file_location("score_german", FOLDER / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(FOLDER / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.dates


def main() -> None:
    """Print the scores of both halves, and errors of the open half on demand."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--errors", type=int, default=0, help="print that many errors of the open half")
    arguments.add_argument("--predictions", type=Path, help="write the predictions as JSONL for score.py")
    options = arguments.parse_args()
    if not (FOLDER / "dates_dev.jsonl").is_file():
        sys.exit(f"dates_german: no {FOLDER / 'dates_dev.jsonl'}; set OSINT_KIT_SHARED to the folder that holds eval/german")
    gold = [json.loads(line) for line in (FOLDER / "dates_dev.jsonl").read_text(encoding="utf-8").splitlines()]
    load_lexicon("de")
    began = time.process_time()
    predicted = {record["id"]: predict(record) for record in gold}
    spent = time.process_time() - began
    if options.predictions:
        options.predictions.write_text("".join(json.dumps(found) + "\n" for found in predicted.values()), encoding="utf-8")
    score = scorer()
    for name in (*HALVES, "both"):
        chosen = [record for record in gold if name in (half(record["id"]), "both")]
        print(f"{name}: {len(chosen)} texts")
        found = [predicted[record["id"]] for record in chosen]
        for label, results in (
            ("all", score(chosen, found)),
            ("single", score([single(r, "gold") for r in chosen], [single(r, "dates") for r in found])),
        ):
            for measure in ("relaxed", "value", "value_DATE"):
                result = results[measure]
                print(
                    f"  {label:7}{measure:11} P {result['p']:5.1f}  R {result['r']:5.1f}  F1 {result['f1']:5.1f}"
                    f"   tp {result['tp']:.0f} pred {result['pred']:.0f} gold {result['gold']:.0f}"
                )
    sentences = sum(len(tokenise(record["text"], load_lexicon("de")).sentences) - 1 for record in gold)
    print(f"{spent / sentences * 1e6:.0f} µs a sentence of {sentences}, tokenising included")
    if options.errors:
        _print_errors(gold, predicted, options.errors)


def _print_errors(gold: list[dict[str, Any]], predicted: dict[str, dict[str, Any]], most: int) -> None:
    lines = []
    for record in gold:
        if half(record["id"]) != "open":
            continue
        found, used = predicted[record["id"]]["dates"], set()
        for wanted in record["gold"]:
            over = [d for d in found if d["start"] < wanted["end"] and wanted["start"] < d["end"]]
            used |= {d["start"] for d in over}
            if (
                wanted["type"] == "DATE"
                and SINGLE.fullmatch(wanted["value"])
                and wanted["value"] not in [d["value"] for d in over]
            ) or (not SINGLE.fullmatch(wanted["value"]) and any(SINGLE.fullmatch(d["value"]) for d in over)):
                lines.append(_line(record, wanted["start"], wanted["end"], wanted["value"], [d["value"] for d in over]))
        lines += [_line(record, d["start"], d["end"], None, [d["value"]]) for d in found if d["start"] not in used]
    print("\n".join(lines[:most]))


def _line(record: dict[str, Any], start: int, end: int, wanted: str | None, found: list[str]) -> str:
    text = record["text"]
    around = text[max(0, start - 50) : start] + "[" + text[start:end] + "]" + text[end : end + 50]
    return f"{record['dct']} gold {wanted} found {found}: {' '.join(around.split())}"


if __name__ == "__main__":
    main()
