"""Times as exports write them, to ISO 8601 in UTC. A time whose zone is not known keeps only its date."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "tr", "uk")
"""Languages in which names of countries and months are known."""

ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3,
    "MSK": 3, "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10,
    "JST": 9, "KST": 9,
}  # fmt: skip
"""Zone words that mean one offset. CST and IST mean several and are left out."""

_ISO = re.compile(
    r"(\d{4})[-/](\d{1,2})(?:[-/](\d{1,2}))?(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2}|[A-Z]{1,4})?)?"
)
_DAY_FIRST = re.compile(
    r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?:,?\s(\d{1,2}):(\d{2})(?::(\d{2}))?\s?(Z|(?:UTC|GMT)?[+-]\d{2}:?\d{2}|[A-Z]{1,4})?)?"
)
"""Where points part a date, the day stands first."""
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:,?\s\d.{0,20})?")
_WORDED = re.compile(
    r"(?:[^\W\d_]{2,12}\.?,?\s)?"
    r"(?:(\d{1,2})(?:\.|st|nd|rd|th|er|º)?\s(?:de\s|of\s)?([^\W\d_]{3,12}\.?)|([^\W\d_]{3,12}\.?)\s(\d{1,2})(?:st|nd|rd|th)?),?"
    r"\s(?:de\s|del\s)?(\d{4})(?=\D*$|,?\s(?:um\s|at\s)?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?$)"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})(Z?))?")


def utc(value: object, *, zone: str | None = None) -> str | None:
    """A time or date in UTC: ``2024-03-12T17:05:00Z``, or ``2024-03-12`` where only the date is sure; None for anything else.

    ``zone`` is what the format's documentation says of times without one (``"UTC"``).

    >>> utc("2024-03-13 05:10:00 CET")
    '2024-03-13T04:10:00Z'
    >>> utc("2024-03-13 05:10:00")
    '2024-03-13'
    """
    if isinstance(value, datetime):
        return _stamp(value.astimezone(UTC)) if value.tzinfo else value.date().isoformat()
    text = str(value).strip() if value is not None else ""
    if not text:
        return None
    if found := _ISO.fullmatch(text):
        year, month, day, hour, minute, second, offset = found.groups()
        if day is None:
            return f"{year}-{int(month):02d}" if 1 <= int(month) <= 12 else None
        return _moment(year, month, day, hour, minute, second, offset or zone)
    if found := _COMPACT.fullmatch(text):
        year, month, day, hour, minute, second, offset = found.groups()
        return _moment(year, month, day, hour, minute, second, offset or zone)
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year, hour, minute, second, offset = found.groups()
        return _moment(year, month, day, hour, minute, second, offset or zone)
    if found := _SLASHES.fullmatch(text):
        one, other, year = found.groups()
        if int(one) > 12 or int(other) > 12 or one == other:  # else nobody knows which is the month
            return _moment(year, *((other, one) if int(one) > 12 else (one, other)), None, None, None, None)
        return None
    return _worded_date(text) or _mail_date(text) if " " in text else None


def _worded_date(text: str) -> str | None:
    """``12. März 2024``, ``March 12, 2024 at noon``: a date with the name of a month in any of the languages; its time has no zone."""
    if not (found := _WORDED.match(text)):
        return None
    day, word, other_word, other_day, year = found.groups()
    month = month_names().get((word or other_word).casefold().rstrip("."))
    return _moment(year, str(month), day or other_day, None, None, None, None) if month else None


@cache
def month_names() -> dict[str, int]:
    """The names of months and their short forms, small, in all languages that digests are written in, where they mean one month only."""
    from babel import Locale

    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in Locale(language).months[context][width].items():
                    found.setdefault(name.casefold().rstrip("."), set()).add(number)
    return {name: min(numbers) for name, numbers in found.items() if len(numbers) == 1 and name.isalpha()}


def _mail_date(text: str) -> str | None:
    """``Tue, 12 Mar 2024 19:00:00 +0200``, as mails and feeds write it."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo:
        return _stamp(moment.astimezone(UTC))
    word = text.split()[-1]
    if word in ZONES:
        return _stamp(moment.replace(tzinfo=timezone(timedelta(hours=ZONES[word]))).astimezone(UTC))
    # The standard's "-0000" says that the time is UTC and the place unknown.
    return _stamp(moment) if word == "-0000" else moment.date().isoformat()


def tweet_time(value: object) -> str | None:
    """``Wed Mar 13 08:00:00 +0000 2024``, as X writes it.

    >>> tweet_time("Wed Mar 13 08:00:00 +0000 2024")
    '2024-03-13T08:00:00Z'
    """
    parts = str(value or "").split()
    return _mail_date(f"{parts[0]}, {parts[2]} {parts[1]} {parts[5]} {parts[3]} {parts[4]}") if len(parts) == 6 else None


def unix(value: object) -> str | None:
    """Seconds (or milliseconds) since 1970 in UTC.

    >>> unix("1710263100")
    '2024-03-12T17:05:00Z'
    """
    try:
        seconds = float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    if not 0 < seconds < 1e14:
        return None
    if seconds >= 1e11:
        seconds /= 1000
    return _stamp(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds)))


def _moment(
    year: str, month: str, day: str, hour: str | None, minute: str | None, second: str | None, offset: str | None
) -> str | None:
    try:
        moment = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), min(59, int(second or 0)))  # noqa: DTZ001
        if hour is None or (shift := _offset(offset)) is None:
            return moment.date().isoformat()
        return _stamp(moment.replace(tzinfo=timezone(shift)).astimezone(UTC))
    except (ValueError, OverflowError):
        return None


def _offset(text: str | None) -> timedelta | None:
    if not text:
        return None
    text = text.removeprefix("UTC").removeprefix("GMT") if text[3:4] in ("+", "-") else text
    if text in ZONES:
        return timedelta(hours=ZONES[text])
    if text[0] in "+-":
        sign = -1 if text[0] == "-" else 1
        return sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:]))
    return None


def _stamp(moment: datetime) -> str:
    return f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}Z"
