"""A negation that denies the number before which it stands: "Not 300,000", "did not lose 12 aircraft"."""

from __future__ import annotations

from osint_kit.extract.attribution.pieces import Pieces
from osint_kit.extract.attribution.stance.markers import NEAR, NOT, Marker
from osint_kit.extract.attribution.words import ADVERB, BE, EVENT, HAVE, HEDGE, NEGATION, PREP, QUANTITY, VERB, Script


def denied_by_negation(pieces: Pieces, at: int) -> Marker | None:
    """A negation before the figure that is no part of a hedge: "Not 300,000", "did not lose 12 aircraft"."""
    script = pieces.script
    low = pieces.around(at)[0]
    for i in range(at - 1, max(low, at - NEAR) - 1, -1):
        flag = script.flags[i]
        if flag & HEDGE and _compares(script, i, at):
            return None  # "did not lose more than 12": at most 12
        if flag & NEGATION:
            pronoun = i > low and script.flags[i - 1] & PREP and not flag & PREP  # "za nie", "fined for not paying 12 million"
            if (
                pronoun
                or (i + 1 < at and _is_share(script, at))
                or any((script.tokens.match(section, i) or ("", 0))[1] > 1 for section in ("grammar", "events"))
            ):
                return None  # "prądu nie ma 14 tys. domów": so many lack it; "nie żyje dwóch strażaków": so many are dead
            hedge = script.tokens.match("hedges_before", i)
            if (hedge is not None and (hedge[1] > 1 or i + 1 == at)) or script.tokens.code("negations", i) not in NOT:
                return None
            return Marker("denied", i, i + 1, (at, at + 1))
        if not flag & (QUANTITY | HEDGE | EVENT | ADVERB | BE | VERB | HAVE):
            return None
    return None


def _is_share(script: Script, at: int) -> bool:
    """Whether so many percent are the subject behind a negated verb: "do strajku nie przystąpiło 71 proc. szkół"."""
    return script.tokens.lexicon.inversion and script.tokens.code("units", at + 1) == "percent"


def _compares(script: Script, first: int, at: int) -> bool:
    """Whether a hedge that sets a number as a bound stands between two tokens."""
    hedge = script.tokens.match("hedges_before", first)
    return hedge is not None and hedge[0] in ("more_than", "less_than") and first + hedge[1] <= at
