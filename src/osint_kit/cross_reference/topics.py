"""Which claims answer one question although some say less about it than others.

Cleaning gives each claim the topic that its own words support. "90 dead in Belmara" says less than "90 dead in the floods in
Belmara": where the corpus knows only one question that says all that and more, the first is taken to answer it. Where there are
two, nothing is guessed: the claim keeps its own topic, unless its number was given to just one of the two within a few days, or
its speaker answered just one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import pandas as pd

from osint_kit.cross_reference.statements import HARM, day

_SLOTS: Final = ("definition", "thing", "actor", "place", "event")
_ENDINGS: Final = (
    "yakh",
    "akh",
    "ach",
    "ami",
    "ow",
    "iv",
    "ov",
    "ogo",
    "omu",
    "oyu",
    "eyu",
    "im",
    "om",
    "em",
    "oi",
    "ei",
)  # of Slavic names, in Latin letters
_SOUNDS: Final = (
    ("tsch", "h"), ("shch", "h"), ("szcz", "h"), ("sch", "h"), ("tch", "h"), ("rz", "z"), ("zh", "z"), ("ts", "z"), ("tz", "z"),
    ("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "k"), ("q", "k"), ("x", "ks"), ("sh", "h"), ("sz", "h"), ("ch", "h"), ("cz", "h"),
    ("kh", "h"), ("g", "h"), ("w", "v"), ("y", "i"), ("j", "i"), ("s", "z"),
)  # fmt: skip
"""Letters that stand for one sound in the spellings of one name, in Latin letters."""
_FEW: Final = 4  # sounds
_NEAR: Final = 30  # days: a claim is only drawn to a question that others answer about the same time
_SAME_WEEK: Final = 7


class _Profile(NamedTuple):
    definition: str
    thing: str
    actor: str
    place: str
    event: str
    denied: bool


def assign_topics(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims with the topics completed; running it twice changes nothing.

    Topics that a researcher set (they begin with ``=``) and claims without a topic stay as they are.
    """
    rows = claims.to_dict("records")
    _unite_spellings(rows)
    buckets: dict[tuple, list[dict]] = {}
    for row in rows:
        if isinstance(row["topic"], str) and not row["topic"].startswith("="):
            extra = _added(row["definition"])
            buckets.setdefault((row["kind"], row["per"] or "", row["unit"] or "", extra), []).append(row)
    topics = {row["figure_id"]: row["topic"] for row in rows}
    for members in buckets.values():
        topics |= _complete(members)
    done = claims.copy()
    done["topic"] = [topics[figure] for figure in claims["figure_id"].tolist()]
    done["place"] = [row["place"] for row in rows]
    return done


def _added(definition: str | None) -> bool:
    return isinstance(definition, str) and definition.endswith(" added")


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _profile(row: dict) -> _Profile:
    definition, *rest = (_text(row[slot]) for slot in _SLOTS)
    thing, actor, place, event = rest
    if thing and row["kind"] in HARM and not thing.startswith("person"):
        thing = "person"  # a group of people that no name file lists says nothing across languages
    return _Profile("" if definition == row["kind"] else definition, thing, actor, place, event, row["stance"] == "denied")


def _complete(rows: list[dict]) -> dict[str, str]:
    """Figure → topic, for the claims of one kind and unit."""
    holders: dict[_Profile, list[dict]] = {}
    for row in rows:
        holders.setdefault(_profile(row), []).append(row)
    order = sorted(holders)
    near = _index(order)
    topics: dict[str, str] = {}
    for profile in order:
        fuller = [other for other in near[profile.place, profile.thing] if _says_less(profile, other)]
        for row in holders[profile]:
            target = _choose(row, fuller, holders)
            chosen = holders[target][0] if target is not None else row
            topics[row["figure_id"]] = chosen["topic"]
    return topics


def _index(order: list[_Profile]) -> dict[tuple[str, str], list[_Profile]]:
    """(place, thing) → the profiles that may say more: of that place (any, where it is empty) and of that thing or a kind of it.

    A table may ask thousands of questions; each is held against these few only.
    """
    found: dict[tuple[str, str], list[_Profile]] = {}
    for profile in order:
        words = profile.thing.split(".") if profile.thing else []
        things = ["", *(".".join(words[:count]) for count in range(1, len(words) + 1))]
        for place in dict.fromkeys(("", profile.place)):
            for thing in things:
                found.setdefault((place, thing), []).append(profile)
    return found


def _says_less(less: _Profile, more: _Profile) -> bool:
    if less == more or more.denied:
        return False
    thing = _covers(less.thing, more.thing, 1) or (
        less.thing == "person" and more.thing == "person.soldier" and less.actor == more.actor != ""
    )
    return (
        thing
        and _defines_less(less.definition, more.definition, less.denied)
        and all(_covers(getattr(less, slot), getattr(more, slot), 0) for slot in ("actor", "place", "event"))
    )


def _defines_less(less: str, more: str, denied: bool) -> bool:
    """A bare figure may be any of those there are, but no plan (unless it is denied), and no qualified part (``sent
    first-batch``).
    """
    return less == more or (_covers(less, more, 0) and (denied or more != "planned") and " " not in more)


def _covers(less: str, more: str, dots: int) -> bool:
    """Nothing said, the same said, or a broader word of the dotted name (of at least so many dots)."""
    return not less or less == more or (less.count(".") >= dots and more.startswith(less + "."))


def _choose(row: dict, fuller: list[_Profile], holders: dict[_Profile, list[dict]]) -> _Profile | None:
    near = [profile for profile in fuller if any(_apart(row, other) <= _NEAR for other in holders[profile])]
    tops = [profile for profile in near if not any(_says_less(profile, other) for other in near)]
    for same in (_one_number, _one_voice):
        if len(tops) > 1:
            chosen = [profile for profile in tops if any(same(row, other) for other in holders[profile])]
            tops = chosen or tops
    return tops[0] if len(tops) == 1 else None


def _one_voice(left: dict, right: dict) -> bool:
    """Whether one named voice speaks: it goes on about what it spoke of."""
    kind = _text(left["speaker_kind"])
    return left["speaker"] == right["speaker"] and bool(_text(left["speaker"])) and not kind.startswith("anonymous")


def _apart(left: dict, right: dict) -> int:
    a, b = (day(row["as_of_end"]) or day(row["published"]) for row in (left, right))
    return 0 if a is None or b is None else abs(a - b)


def _one_number(left: dict, right: dict) -> bool:
    return left["value"] is not None and left["value"] == right["value"] and _apart(left, right) <= _SAME_WEEK


def _unite_spellings(rows: list[dict]) -> None:
    """Places that no file lists, spelt in two scripts or cases (Belmara, Бельмарі), get their most frequent spelling, in
    place.
    """
    spellings: dict[str, dict[str, int]] = {}
    for row in rows:
        place = row["place"]
        if isinstance(place, str) and place.islower() and len(place) >= 5:
            group = spellings.setdefault(spelling(place), {})
            group[place] = group.get(place, 0) + 1
    longer: dict[str, list[str]] = {}
    for key in spellings:
        if "-" in key:
            longer.setdefault(key.split("-", 1)[0], []).append(key)
    for first, whole in longer.items():  # "Santa" where the corpus knows one place of that first name
        if len(whole) == 1 and first in spellings:
            spellings[whole[0]] |= dict.fromkeys(spellings[first], 0)
            spellings[first] = spellings[whole[0]]
    best = {key: min(group, key=lambda name: (-group[name], len(name), name)) for key, group in spellings.items()}
    for row in rows:
        place = row["place"]
        if isinstance(place, str) and place.islower() and len(place) >= 5 and (chosen := best[spelling(place)]) != place:
            if isinstance(row["topic"], str) and not row["topic"].startswith("="):
                row["topic"] = row["topic"].replace(f"in {place}", f"in {chosen}", 1)
            row["place"] = chosen


def stem(word: str) -> str:
    """A place's name without the ending that case or genitive gives it.

    >>> stem("belmara") == stem("belmari") == stem("belmaras")
    True
    """
    return "-".join(_without_ending(part) for part in word.split("-"))


def _without_ending(part: str) -> str:
    for ending in _ENDINGS:
        if part.endswith(ending) and len(part) - len(ending) >= 4:
            return part.removesuffix(ending)
    bare = (part if part.endswith("ts") else part.removesuffix("s")).rstrip("aeiouy")
    return bare if len(bare) >= 4 else part


def spelling(place: str) -> str:
    """What stays of a place's name in every language's spelling: its consonants, and its first vowel if it begins with one.

    Names of few consonants keep their vowels: too much else would sound like them.

    >>> spelling("bilozirsk") == spelling("belozirsku")
    True
    """
    return "-".join(_sounds(_without_ending(part)) for part in place.split("-"))


def _sounds(part: str) -> str:
    for letters, sound in _SOUNDS:
        part = part.replace(letters, sound)
    part = re.sub("c(?=[ei]|$)", "z", part).replace("c", "k")
    bare = part[0] + re.sub("[aeiou]", "", part[1:]) if part else part
    bare = re.sub(r"(.)\1+", r"\1", bare)
    return bare if len(bare) >= _FEW else part


def topic_parts(topic: str) -> Iterator[str]:
    """The parts of a topic key: what, then of whom, where, during what."""
    yield from topic.split("; ")
