"""What exactly is stated of the thing: planned, sent or present; claimed or confirmed; lost, destroyed or damaged.

A dotted definition is a more exact one: ``deployed.sent`` and ``deployed.present`` are both ``deployed``.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from osint_kit.clean.index import words_of
from osint_kit.clean.names import Names
from osint_kit.clean.things import HARM

_OF_EVENT: Final[dict[str, str]] = {
    "deployed": "deployed", "delivered": "delivered", "destroyed": "lost.destroyed", "killed": "lost.destroyed",
    "damaged": "lost.damaged", "captured": "lost.captured", "casualties": "lost", "freed": "freed", "registered": "registered",
    "protested": "protested",
}  # fmt: skip
_FILLERS: Final = frozenset("in to of by per day week month year total number count all the mm and for".split())


def definition(
    kind: str,
    event: str | None,
    stance: str,
    delta: bool,
    said: Stated | None,
    sentence: str,
    near: int,
    names: Names,
    language: str | None = None,
) -> str:
    """The definition of one figure.

    Args:
        event: the event code of extraction. said: the definition that a table gives itself.
        sentence: the words around the figure. near: where in them the figure stands.
    """
    code = said.code if said else _read(kind, event, sentence, near, names, language)
    if stance == "planned" and not said:
        code = "planned"
    return f"{code} added" if delta else code


class Stated(NamedTuple):
    """What a table's own word for a quantity says: the definition, and the thing, place and actor that the word names
    besides.
    """

    code: str
    thing: str | None
    place: str | None
    actor: str | None


def stated(word: str, kind: str, names: Names) -> Stated:
    """A table's word for a quantity, taken apart; what no file knows stays as it is, as a qualification.

    ``troops_in_kursk`` is present troops in Kursk, ``howitzers_170mm_planned`` are planned 170 mm howitzers,
    ``troops_sent_first_batch`` is ``deployed.sent first-batch``, which is another question than ``deployed.sent``.
    """
    if word in names.definitions.entries:
        return Stated(word, None, None, None)
    text = word.replace("_", " ").replace("-", " ")
    proper = text.title()  # in such a word a place has no capital
    places, countries = names.places.find(proper), names.countries.find(proper)
    things, peoples, defined = (index.find(text) for index in (names.things, names.peoples, names.definitions))
    place = (places or countries)[0] if places or countries else None
    code = next((match.code for match in defined if kind in names.definitions.get(match.code, "for", ())), None)
    if code is None and kind == "personnel" and place is not None and f" in {text[place.start : place.end]}" in text:
        code = "deployed.present"
    named = [*things, *places, *countries, *peoples, *defined]
    left = [
        part.form
        for part in words_of(text)
        if part.form not in _FILLERS and part.form != kind and not any(match.start <= part.start < match.end for match in named)
    ]
    fitting = [match.code for match in things if kind != "money" or not match.code.startswith("person")]
    exact = max(fitting, key=lambda found: found.count("."), default=None)
    return Stated(
        " ".join(part for part in (code, "-".join(left)) if part) or kind,
        exact,
        place.code if place else None,
        peoples[0].code if peoples else None,
    )


def _read(kind: str, event: str | None, sentence: str, near: int, names: Names, language: str | None) -> str:
    if kind in HARM:
        return "freed" if event == "freed" else kind
    found = [
        match for match in names.definitions.find(sentence, language) if kind in names.definitions.get(match.code, "for", ())
    ]
    if kind not in ("personnel", "equipment", "munitions"):
        people = event in ("freed", "registered", "protested") and kind == "other"
        return _OF_EVENT.get(event or "", kind) if people else kind
    by_event = _OF_EVENT.get(event or "")
    if kind == "personnel" and by_event == "delivered":
        by_event = "deployed"
    if by_event is not None:
        finer = [match for match in found if match.code.startswith(by_event)]
        return min(finer, key=lambda match: (abs(match.start - near), match.start)).code if finer else by_event
    if found:
        return min(found, key=lambda match: (abs(match.start - near), match.start)).code
    return kind
