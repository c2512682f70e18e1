"""What is counted: one code for one thing, as exact as the words allow."""

from __future__ import annotations

from typing import Final, NamedTuple

from osint_kit.clean.index import words_of
from osint_kit.clean.names import Names
from osint_kit.clean.normal import phrase
from osint_kit.lexicon.script import latin

HARM: Final = ("killed", "wounded", "captured", "missing", "casualties", "displaced")
PEOPLE: Final = ("personnel", *HARM)
GOODS: Final = ("equipment", "munitions")
_BARE: Final = ("duration", "day_number", "distance", "area")


class Thing(NamedTuple):
    """The code of a thing and whether a name file knew it; ``other`` is a second class that the same words name, if they
    disagree.
    """

    code: str | None
    known: bool
    other: str | None = None


def thing(item: str | None, kind: str, names: Names, language: str | None = None) -> Thing:
    """The thing behind the words that name what is counted.

    The code that says most wins: of "M-1989 Koksan self-propelled guns" the M-1989.

    >>> thing("M-1991 Kurzstreckenraketensysteme", "equipment", load_names())     # doctest: +SKIP
    Thing(code='mrl.m1991', known=True, other='missile-system')
    """
    if kind in ("day_number", "source_count"):
        return Thing(None, True)
    if not item or not item.strip():
        return Thing(_default(kind), True)
    codes = [match.code for match in names.things.find(item, language)]
    if kind in PEOPLE:
        codes = [code for code in codes if code.startswith("person")]
    elif kind in (*GOODS, *_BARE, "money"):
        codes = [code for code in codes if not code.startswith("person")]
        codes = [code for code in codes if names.things.get(code, "class")] or codes  # of "attack drones" the drones
    if not codes:
        if (kind in PEOPLE and names.actors.find(item)) or kind in _BARE:
            return Thing(_default(kind), True)
        if kind == "money" and (names.actors.find(item) or names.speakers.find(item)):
            return Thing(None, True)  # whom it is for is no thing
        return Thing(_unlisted(item, names), False)
    best = max(codes, key=lambda code: (code.count("."), -codes.index(code)))
    if best == "person" and kind == "personnel":
        best = "person.soldier"
    return Thing(best, True, _disagreeing(best, codes, names))


def _default(kind: str) -> str | None:
    if kind == "personnel":
        return "person.soldier"
    return "person" if kind in PEOPLE else None


def _disagreeing(best: str, codes: list[str], names: Names) -> str | None:
    """A class named beside a type that is of another class: an M-1991 called a missile system."""
    said = names.things.get(best, "class")
    for code in codes:
        other = names.things.get(code, "class")
        related = best.startswith(code.split(".")[0]) or (other in said or said in other if other and said else False)
        if code != best and not related and said and other:
            return code
    return None


def _unlisted(item: str, names: Names) -> str | None:
    peoples = {(match.start, match.end) for match in names.peoples.find(item)}
    kept = [
        latin(word.form)
        for word in words_of(item)
        if word.form not in names.articles
        and not any(start <= word.start < end for start, end in peoples)
        and not word.form.isdigit()
    ]
    return "-".join(kept[:6]) or phrase(item) or None
