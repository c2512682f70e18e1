"""A figure while it is being read: the numeral and what its sentence says about it, in token positions."""

from __future__ import annotations

from dataclasses import dataclass

from osint_kit.extract.counted.things import Thing
from osint_kit.extract.counted.told import Happening
from osint_kit.extract.numbers.hedges import Hedge
from osint_kit.extract.numbers.numerals import Numeral


@dataclass(slots=True)
class Figure:
    """A numeral with everything that its sentence says about it, in token positions."""

    numeral: Numeral
    thing: Thing
    hedge: Hedge
    begin: int
    end: int
    kind: str = "other"
    happening: Happening | None = None
    per: str | None = None
    delta: bool = False
    whole: Figure | None = None
