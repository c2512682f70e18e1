"""Forms of verbs that only describe a noun."""

from __future__ import annotations

from typing import Final

from osint_kit.extract.attribution.phrases import BEGINS
from osint_kit.extract.attribution.words import ADVERB, CAPITAL, COUNTED, NOUN, OF, PREP, QUANTITY, STOP, Script
from osint_kit.extract.tokens import WORD

_DESCRIBED: Final = 9  # tokens between an article and the participle of its noun
_SMALL: Final = STOP | PREP | OF | CAPITAL


def is_attribute(script: Script, at: int, low: int) -> bool:
    """Whether a form of a verb only describes the noun behind it: "die bestätigten Fälle", "der von der Partei erwartete Aufruhr"."""
    flags, kinds = script.flags, script.kinds
    if not flags[at + 1] & CAPITAL or kinds[at + 1] != WORD or at == low or flags[at + 1] & BEGINS:
        return False
    if flags[at - 1] & QUANTITY and flags[at + 1] & COUNTED:
        return True  # 23 bestätigte Fälle
    for i in range(at - 1, max(low - 1, at - _DESCRIBED), -1):
        if kinds[i] != WORD:
            return False
        if flags[i] & BEGINS and not flags[i] & NOUN:
            direct = not any(flags[k] & _SMALL and not flags[k] & ADVERB for k in range(i + 1, at))
            back = i == low and any(code == "before" for code, _ in script.codes("carried", i))  # das bestätigte Innenminister X
            if (direct and not back) or flags[i + 1] & (PREP | OF):
                return True
            if direct:
                return False
    return False
