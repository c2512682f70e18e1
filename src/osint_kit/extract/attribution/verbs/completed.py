"""Words that a verb of speech needs before it, as its object or at the end of its clause, and those that lead it away."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.attribution.pieces import Pieces
from osint_kit.extract.attribution.words import AND, CAPITAL, HEDGE, LIKE, PREP, QUANTITY, THAT, Script
from osint_kit.extract.tokens import MARK

_SOON: Final = 4  # tokens between a preposition and its amount
_LED_AWAY: Final = "none<"
OBJECT: Final = 4  # tokens behind a verb within which its object stands
_APART: Final = 30  # tokens between the two parts of a verb


def is_led_away(script: Script, at: int, low: int) -> bool:
    """Whether the word before a verb makes it none of speech: "la cifra se sitúa en 89"."""
    if at == low:
        return False
    found = script.tokens.entries[at].get("speech_verbs", ())
    led = (str(code)[len(_LED_AWAY) :] for rest, code in found if not rest and str(code).startswith(_LED_AWAY))
    return any(stands(script, words, at - 1, at) for words in led)


def stands(script: Script, words: str, first: int, end: int) -> bool:
    """Whether one of the words, of which a verb needs one right before it or as its object, stands between two tokens."""
    wanted = words.split("|")
    for i in range(first, min(end, len(script.words))):
        if script.words[i].lower() in wanted:
            return True
        if script.flags[i] & QUANTITY and not script.flags[i] & HEDGE:
            break  # "el ataque dejó 40 muertos"
    return False


def rank(found: tuple[str, int]) -> bool:
    """A verb with a word that completes it goes before the bare one: "zeigte sich besorgt", "rief … zurück"."""
    return "+" not in found[0] and "/" not in found[0] and not found[0].startswith("none")


def completed(pieces: Pieces, code: str, at: int, low: int, high: int) -> str:
    """The kind of a verb; empty where the word that completes it is missing.

    "say/mit": the word closes the clause (teilte … mit); "say+von": it stands anywhere in it (sprach … von).
    """
    script, end = pieces.script, pieces.end
    for joint in "/+":
        kind, found, particle = code.partition(joint)
        if not found:
            continue
        stretch = (at, high) if kind == "none" else (at, min(at + _APART, end))
        for i in range(*(stretch if joint == "/" else (low, high))):
            if script.words[i].lower() == particle:
                after = i + 1
                if joint == "+" and kind == "state" and script.flags[i] & PREP and not _leads_to_number(pieces, after):
                    continue  # kommt auf 300 Fälle, but not "kommt auf den zweiten Platz"
                if joint == "+" or after >= end or script.kinds[after] == MARK or script.flags[after] & (AND | THAT | LIKE):
                    return kind
            elif script.words[i] in ";:":
                break
        return ""
    return code


def bare_code(script: Script, code: str, at: int, count: int) -> tuple[str, str, bool] | None:
    """A verb's code without the words asked for; the auxiliary it needs, and whether it needs a word before it. None where one is missing.

    "say.done": dicho; "say<lo|la": lo elevó a; "say>cifra": elevó la cifra.
    """
    code, _, what = code.partition(">")
    code, _, done = code.partition(".")
    code, _, led = code.partition("<")
    if led and not stands(script, led, at - 1, at):
        return None
    if what and not stands(script, what, at + count, at + count + OBJECT):
        return None
    return code, done, bool(led)


def _leads_to_number(pieces: Pieces, at: int) -> bool:
    """Whether an amount stands at a token or soon after it, with no noun before it."""
    for i in range(at, min(at + _SOON, pieces.end)):
        if pieces.holds_number(i, i + 1):
            return True
        if pieces.script.flags[i] & CAPITAL:
            return False
    return False
