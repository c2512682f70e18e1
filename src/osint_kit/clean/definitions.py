"""What exactly is stated of the thing: planned, sent or present; claimed or confirmed; lost, destroyed or damaged.

A dotted definition is a more exact one: ``deployed.sent`` and ``deployed.present`` are both ``deployed``.
"""

from __future__ import annotations

from typing import Final

from osint_kit.clean.names import Names
from osint_kit.clean.normal import phrase
from osint_kit.clean.things import PEOPLE

_OF_EVENT: Final[dict[str, str]] = {
    "deployed": "deployed", "delivered": "delivered", "destroyed": "lost.destroyed", "killed": "lost.destroyed",
    "damaged": "lost.damaged", "captured": "lost.captured", "casualties": "lost", "freed": "freed", "registered": "registered",
    "protested": "protested",
}  # fmt: skip
_HARM: Final = tuple(kind for kind in PEOPLE if kind != "personnel")


def definition(
    kind: str, event: str | None, stance: str, delta: bool, stated: str | None, sentence: str, near: int, names: Names
) -> str:
    """The definition of one figure.

    Args:
        event: the event code of extraction, ``stated``: the definition that a table gives itself,
        ``sentence``: the words around the figure, ``near``: where in them the figure stands.
    """
    code = _stated(stated, names) if stated else _read(kind, event, sentence, near, names)
    if stance == "planned" and not stated:
        code = "planned"
    return f"{code} added" if delta else code


def _stated(stated: str, names: Names) -> str:
    """A table's own word: under its code where the files know it and it says nothing else, otherwise as it stands."""
    if stated in names.definitions.entries:
        return stated
    found = names.definitions.find(stated.replace("_", " "))
    if len(found) == 1 and len(stated.replace("_", " ").split()) == found[0].words:
        return found[0].code
    return phrase(stated.replace("_", " "))


def _read(kind: str, event: str | None, sentence: str, near: int, names: Names) -> str:
    if kind in _HARM:
        return "freed" if event == "freed" else kind
    found = [match for match in names.definitions.find(sentence) if kind in names.definitions.get(match.code, "for", ())]
    if kind not in ("personnel", "equipment", "munitions"):
        return _OF_EVENT.get(event or "", kind) if event in ("freed", "registered", "protested") else kind
    by_event = _OF_EVENT.get(event or "")
    if by_event is not None:
        finer = [match for match in found if match.code.startswith(by_event)]
        return min(finer, key=lambda match: (abs(match.start - near), match.start)).code if finer else by_event
    if found:
        return min(found, key=lambda match: (abs(match.start - near), match.start)).code
    return kind
