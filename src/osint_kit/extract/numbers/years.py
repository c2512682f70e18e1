"""Digits that name a year, and the days of a war, which are counted."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.tokens import NUMBER, Tokens

_LAST: Final = 2100
_OF_A_YEAR: Final = ("event", "building", "thing", "craft", "equipment")  # what has its year before it, in the singular


def as_year(tokens: Tokens, at: int) -> str | None:
    """Four bare digits are a year, unless something is counted by them or a hedge stands before them."""
    word = tokens.words[at]
    if len(word) != 4 or not word.isdigit() or not 1500 <= int(word) <= _LAST:
        return None
    after = at + 1
    if _goes_past_years(tokens, after):
        return None
    follows = tokens.entries[after] if after < len(tokens) else {}
    counted = after < len(tokens) and tokens.means(after, ("nouns", "currencies", "units", "scales", "delta_words", "events"))
    if "currencies" in follows and tokens.words[after].isupper() and tokens.kinds[after + 1 : after + 2] == [NUMBER]:
        follows, counted = {}, False  # in 2024 EUR 4.5 billion
    if at and "change_to" in tokens.entries[at - 1] and "year_words" not in follows and _is_changed(tokens, at):
        return None
    if at and ("year_before" in tokens.entries[at - 1] or "months" in tokens.entries[at - 1]):
        # "in 2000 Dörfern" counts; "Im Jahr 2000 starben" does not
        measured = tokens.code("units", after) if after < len(tokens) else None
        if measured in ("mw", "gw", "kw", "kwh", "mwh", "gwh"):
            return None  # "llegó a 1930 MW"
        return None if not follows.keys().isdisjoint(("currencies", "scales")) or _noun_follows(tokens, after) else "year"
    if (counted or _noun_follows(tokens, after)) and not _dates_a_noun(tokens, at):
        return None
    hedged = at and (
        tokens.words[at - 1] == "+" or not tokens.entries[at - 1].keys().isdisjoint(("hedges_before", "quantifiers"))
    )
    signed = at and "currencies" in tokens.entries[at - 1]
    return None if hedged or signed else "year"


def _goes_past_years(tokens: Tokens, after: int) -> bool:
    """``2000 a 3000 personas``, ``2000–2500 men``: a range whose other end is no year, with something counted behind it."""
    end = after + 1
    linked = end < len(tokens) and ("range_to" in tokens.entries[after] or tokens.words[after] in "–-‑")
    opened = (
        end < len(tokens) and "range_and" in tokens.entries[after] and after > 1 and "range_open" in tokens.entries[after - 2]
    )
    if not (linked or opened) or end + 1 >= len(tokens) or tokens.kinds[end] != NUMBER:
        return False
    word = tokens.words[end]  # entre 2000 et 3000 déclarations
    return word.isdigit() and len(word) == 4 and int(word) > _LAST and (opened or _noun_follows(tokens, end + 1))


def _is_changed(tokens: Tokens, at: int) -> bool:
    """``wzrosła do 1644``, ``Do 1644 wzrosła liczba …``: what something rises to."""
    after = tokens.entries[at + 1] if at + 1 < len(tokens) else {}
    return "change_verbs" in after or (at > 1 and "change_verbs" in tokens.entries[at - 2])


def _dates_a_noun(tokens: Tokens, at: int) -> bool:
    """``the 1967 lines``: behind an article, and what follows is neither people nor arms."""
    noun = tokens.match("nouns", at + 1) if at + 1 < len(tokens) else None
    if noun and tokens.lexicon.right_headed and noun[0] in _OF_A_YEAR and not tokens.words[at + noun[1]].endswith(("s", "craft")):
        return True  # a 2016 SUV
    article = (
        at > 0 and "gap" in tokens.entries[at - 1] and "linkers" in tokens.entries[at - 1] and not tokens.lexicon.capital_nouns
    )
    return article and tokens.lexicon.decimal == "." and tokens.code("nouns", at + 1) in ("event", "building", "thing")


def _noun_follows(tokens: Tokens, after: int) -> bool:
    return after < len(tokens) and "nouns" in tokens.entries[after] and "events" not in tokens.entries[after]


def counts_days_of_war(tokens: Tokens, at: int) -> bool:
    """``1.080. Tag``, ``1001-й день``: a count of days, not the name of a day, where it is long or a war is named."""
    near = range(at + 1, min(at + 4, len(tokens)))
    day = next((word for word in near if tokens.code("units", word) == "day"), None)
    if day is None:
        return False
    digits = "".join(sign for sign in tokens.words[at] if sign.isdigit())[:9]
    return int(digits) > 31 or any("war" in tokens.entries[word] for word in range(day, min(day + 5, len(tokens))))
