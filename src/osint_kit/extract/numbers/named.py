"""Numbers that belong to a name: what the words on either side of them say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from osint_kit.extract.tokens import MARK, NUMBER, WORD, Tokens
from osint_kit.lexicon.phrases import normal

HYPHENS: Final = frozenset("-‑–")
_OLDEST: Final = 120
_COUNTED: Final = ("nouns", "currencies")
_PEOPLE: Final = ("person", "soldier")
_WEAPONS_NEAR: Final = 9  # tokens before a calibre in which its weapon may stand
_STREET: Final = 6  # tokens between a word for street and the number of the house
_SHORT_CALL: Final = 3  # digits of a number that an "and" behind a telephone leaves an amount
_CALL: Final = 8  # tokens between a word for telephone and a number that can be nothing else


def before_a_designation(tokens: Tokens, at: int) -> bool:
    """``3 Mi-28 and 1 S-400``: the number counts what is named behind it."""
    name = at + 1
    if name + 2 >= len(tokens) or tokens.kinds[name] != WORD or tokens.glued(name):
        return False
    end = name + 2 if tokens.words[name + 1] in HYPHENS else name + 1
    return tokens.kinds[end] == NUMBER and all(map(tokens.glued, range(name + 1, end + 1)))


def as_house_number(tokens: Tokens, at: int) -> str | None:
    """``ул. Ленина, 5``, ``ul. Marii Konopnickiej 118``: a plain number behind a street's name, and ``118 m. 7`` in the house."""
    if not tokens.words[at].isdigit() or len(tokens.words[at]) > 4 or tokens.glued(at):
        return None
    if tokens.words[at - 1] == ",":
        near = range(max(0, at - 6), at - 1)
        street = any(_names_a_place(tokens, i, at - 1) for i in near if tokens.kinds[i] == WORD)
        street = street or _is_on_a_street(tokens, at)
    else:
        street = _ends_a_street(tokens, at)
    named = tokens.kinds[at - 1] == WORD and tokens.words[at - 1][0].isupper()  # Kwiatowa 14 m. 6
    if (
        (street or named)
        and at + 3 < len(tokens)
        and tokens.words[at + 1] in tokens.lexicon.abbreviations
        and is_flat(tokens, at + 3)
    ):
        return "place"
    return "place" if street and not counts_something(tokens, at) else None


def _names_a_place(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a word for a street, or one for a place with only a name behind it, stands at a token: no "rząd w Damaszku, 147"."""
    code = tokens.code("designators", at)
    named = code == "place" and all(not tokens.words[i][0].islower() for i in range(at + 1, end))
    return named or code == "street"


def _ends_a_street(tokens: Tokens, at: int) -> bool:
    """Whether only capital names and initials stand between a word for street and the number at ``at``."""
    for near in range(at - 1, max(tokens.sentence(at)[0], at - _STREET) - 1, -1):
        if tokens.code("designators", near) == "street":
            return near < at - 1
        name = tokens.words[near] == "." or (tokens.kinds[near] == WORD and tokens.words[near][0].isupper())
        if not name and not tokens.words[near].isdigit():
            return False
    return False


def is_flat(tokens: Tokens, at: int) -> bool:
    """``14 m. 6``, ``14 lok. 6``: the flat behind the number of its house, with an abbreviation between."""
    if at < 3 or at >= len(tokens) or tokens.words[at - 1] != "." or not tokens.words[at].isdigit() or len(tokens.words[at]) > 3:
        return False
    short = tokens.words[at - 2]
    house = tokens.kinds[at - 3] == NUMBER and tokens.words[at - 3].isdigit()
    return house and len(short) <= 3 and short in tokens.lexicon.abbreviations and not counts_something(tokens, at)


def _counts_before(tokens: Tokens, end: int) -> bool:
    """Whether an amount that is no date stands earlier in the sentence."""
    return any(tokens.kinds[i] == NUMBER and i not in tokens.dated for i in range(tokens.sentence(end)[0], end))


def _is_on_a_street(tokens: Tokens, at: int) -> bool:
    """``на Арбате, 31``: a name behind a preposition, of which the lexicon knows nothing, before the comma."""
    name, after = at - 2, at + 1
    if name < 1 or len(tokens.words[at]) > 3 or tokens.lexicon.capital_nouns or tokens.lexicon.decimal == ".":
        return False
    if after + 1 < len(tokens) and tokens.governs(after) and tokens.words[after + 1][0].isupper():
        return False  # "45 muertos en Tulma, 11 en Quirpa"
    if after < len(tokens) and tokens.words[after] == ";" and _counts_before(tokens, name):
        return False  # "en Tulma encontraron 60; en Quirpa, 19; …"
    preposition = tokens.governs(name - 1)
    return preposition and tokens.words[name][0].isupper() and not tokens.entries[name] and tokens.kinds[name] == WORD


def as_telephone(tokens: Tokens, at: int) -> str | None:
    """``appelez le 3631``, ``numéro d'urgence, le 900 000 000``: only small words between a telephone and its number."""
    if _dials(tokens, at):
        return "telephone"
    if _is_a_measure(tokens, at):
        return None
    grouped = at + 1 < len(tokens) and tokens.kinds[at + 1] == NUMBER
    if (len(tokens.words[at]) < 3 and not grouped) or counts_something(tokens, at):
        return None
    if tokens.words[at].count(" ") == 2 and len(tokens.words[at]) == 11:  # nine digits by threes: "infolinia GUS-u 800 702 222"
        near_by = range(at - 1, max(tokens.sentence(at)[0], at - _CALL) - 1, -1)
        return "telephone" if any(tokens.code("designators", i) == "telephone" for i in near_by) else None
    for near in range(at - 1, max(tokens.sentence(at)[0], at - 5) - 1, -1):
        if tokens.code("designators", near) == "telephone":
            return "telephone"
        small = tokens.words[near] == "," or normal(tokens.words[near]) in tokens.lexicon.function_words
        if not small or _hedges(tokens, near, at) or (tokens.joins(near) and len(tokens.words[at]) <= _SHORT_CALL):
            return None  # "290 annonces par téléphone et 172 en ligne"
    return None


def _is_a_measure(tokens: Tokens, at: int) -> bool:
    """``The phone has a 6.7-inch panel``: a unit joined by a hyphen."""
    unit = at + 2
    return unit < len(tokens) and tokens.words[at + 1] in HYPHENS and "units" in tokens.entries[unit] and tokens.glued(unit)


def _hedges(tokens: Tokens, first: int, end: int) -> bool:
    """Whether a hedge begins at a token and is over before another: ``al`` alone is none, ``al menos`` is."""
    found = tokens.match("hedges_before", first)
    return found is not None and first + found[1] <= end


def _dials(tokens: Tokens, at: int) -> bool:
    """``8 (4722) 55-01-90``: one digit before an area code in brackets and a number."""
    after = at + 1
    if after + 3 >= len(tokens) or len(tokens.words[at]) > 1 or tokens.words[after] != "(" or tokens.words[after + 2] != ")":
        return False
    area = tokens.words[after + 1]
    return area.isdigit() and 3 <= len(area) <= 5 and tokens.kinds[after + 3] == NUMBER


def as_part_of_a_name(tokens: Tokens, at: int) -> str | None:
    """``RFC 2616``, ``Ligue 1``: a plain number closes a name, and nothing is counted by it."""
    before, after = at - 1, at + 1
    if _behind_a_capital_article(tokens, at):
        return "designation"
    if before < 0 or tokens.kinds[before] != WORD or not tokens.words[at].replace(".", "", 1).isdigit():
        return None
    if tokens.entries[before].keys() - {"speaker_names"}:
        return None
    name = tokens.words[before]
    if tokens.lexicon.decimal == "," and len(tokens.words[at]) > 4 and tokens.words[at][-4] == ".":
        return None  # "Kenia 97.000, RDC 76.000"
    if len(tokens.words[at]) > 4 and not name.isupper():
        return None
    closes = after >= len(tokens) or (tokens.kinds[after] == MARK and tokens.words[after] not in "%€$£°+-–—/")
    if name.isupper() and len(name) <= 5 and (len(name) > 1 or normal(name) not in tokens.lexicon.function_words):
        speaks = (
            bool(tokens.entries[before]) and not closes and tokens.code("grammar", after) in ("be", "have")
        )  # told AFP 47 were killed
        loose = closes or not (speaks or counts_something(tokens, at) or "scales" in tokens.entries[after])
        return "designation" if loose else None
    inside = before > tokens.sentence(at)[0]
    named = inside and name[0].isupper()
    if not named or closes:
        return "designation" if named else None
    return "designation" if _opens_a_name(tokens, before) and not counts_something(tokens, at) else None


def says(tokens: Tokens, at: int) -> bool:
    """Whether a verb that only tells stands at a token, behind its subject: ``one protester said``, ``two officials said``."""
    if not tokens.lexicon.right_headed or at >= len(tokens) or "speech_verbs" not in tokens.entries[at]:
        return False
    found = tokens.match("speech_verbs", at)
    return found is not None and found[0] == "say"


def _is_a_verb(tokens: Tokens, at: int) -> bool:
    """Whether a verb follows a name: ``A Cessna 172 went missing``."""
    return (
        tokens.lexicon.right_headed and tokens.code("events", at) is None and tokens.code("grammar", at) in ("be", "have", "verb")
    )


def _behind_a_capital_article(tokens: Tokens, at: int) -> bool:
    """``emiten La 1 y La 2``: within a sentence an article with a capital opens a name."""
    before = at - 1
    if len(tokens.words[at]) > 1 or before <= tokens.sentence(at)[0] or tokens.lexicon.capital_nouns:
        return False
    word = tokens.words[before]
    article = (
        tokens.kinds[before] == WORD and tokens.code("grammar", before) == "det" and word[0].isupper() and not word.isupper()
    )
    return article and "linkers" in tokens.entries[before] and not counts_something(tokens, at)


def _opens_a_name(tokens: Tokens, name: int) -> bool:
    """``des Aster 30 et …``, ``Bergepanzer Büffel 3``: an article or the name of a weapon stands before the name."""
    if any(code in ("equipment", "munition") for _, code in tokens.entries[name - 1].get("nouns", ())):
        return True
    return not tokens.lexicon.capital_nouns and tokens.code("grammar", name - 1) == "det"


def counts_something(tokens: Tokens, at: int, *, linked: bool = True) -> bool:
    """Whether a counted thing stands right after the number, at most one word between.

    Where it is not ``linked``, an "of" or an article between them leads to something else: ``aula 204 del edificio``.
    """
    for near in range(at + 1, min(at + 3, len(tokens))):
        entry, first = tokens.entries[near], near == at + 1
        if first and tokens.match("subset", near) is not None:
            return True  # en Machala, 27 de ellos
        if first and ((not linked and "linkers" in entry) or _is_a_verb(tokens, near)):
            return False
        if first and ("scales" in entry or ("units" in entry and tokens.code("units", near) not in (None, "mm", "cm"))):
            return True
        if tokens.kinds[near] != WORD or (normal(tokens.words[near]) in tokens.lexicon.function_words and "linkers" not in entry):
            return False
        if not entry.keys().isdisjoint(_COUNTED):
            return True
    return False


def calibre(tokens: Tokens, at: int) -> str | None:
    """``mortars of 82 mm``: a length that belongs to a weapon nearby."""
    near = range(max(tokens.sentence(at)[0], at - _WEAPONS_NEAR), min(at + 5, len(tokens)))
    found = (tokens.match("nouns", i) for i in near if "nouns" in tokens.entries[i])
    weapons = any(noun is not None and noun[0] in ("equipment", "munition") for noun in found)
    named = any(tokens.code("designators", i) == "vehicle" for i in range(max(0, at - 5), at))
    return "calibre" if weapons or named else None


def after_a_named_one(tokens: Tokens, at: int, earlier: Mapping[int, str]) -> str | None:
    """``Landsat 9 and Cosmos 2576``, ``7.62×39 mm, 5.56 NATO``: a list of names or of calibres goes on."""
    before = at - 1
    if before < 2 or tokens.kinds[before] == NUMBER:
        return None
    if tokens.kinds[before] == WORD and tokens.words[before][0].isupper() and not tokens.entries[before]:
        link = before - 1 if tokens.words[before - 1] == "," or tokens.joins(before - 1) else before - 2
        listed = tokens.words[link] == "," or tokens.joins(link)
        named = listed and not {"designation", "vehicle"}.isdisjoint((earlier.get(link - 1), earlier.get(link - 2)))
        return "designation" if named and not counts_something(tokens, at) else None
    for near in range(before, max(-1, at - 4), -1):
        if earlier.get(near) == "calibre":
            return None if counts_something(tokens, at) else "calibre"
        if tokens.words[near] != "," and not tokens.joins(near) and tokens.code("units", near) not in ("mm", "cm"):
            return None
    return None


def closes_initials(tokens: Tokens, at: int) -> bool:
    """``H.R. 815``: a number behind two initials that counts nothing."""
    words = tokens.words
    if at < 4 or words[at - 1] != "." or words[at - 3] != "." or not words[at].isdigit() or len(words[at]) > 4:
        return False
    letters = words[at - 2] + words[at - 4]
    closes = at + 1 >= len(tokens) or tokens.kinds[at + 1] == MARK
    return closes and len(letters) == 2 and letters.isupper() and all(map(tokens.glued, (at - 1, at - 2, at - 3)))


def designator_ending(tokens: Tokens, last: int) -> str | None:
    """The code of the designator that ends at a token: brigade, Group of."""
    code = tokens.code("designators", last)
    if code is not None:
        return str(code)
    found = next(tokens.endings("designators", last + 1, max(tokens.sentence(last)[0], last - 2)), None)
    return str(found[0]) if found else None


def is_named_by(tokens: Tokens, at: int) -> bool:
    """Whether a number word only numbers what stands before it: ``phase two``, ``aged nine``, ``Channel Four``."""
    before = at - 1
    if before < tokens.sentence(at)[0] or tokens.kinds[before] != WORD:
        return False
    code = designator_ending(tokens, before)
    if code not in ("rank", "age", "reference", "place", "unit", "law") or counts_something(tokens, at):
        return False
    return code in ("rank", "age") or "nouns" not in tokens.entries[before]


def as_age(tokens: Tokens, at: int) -> str | None:
    """``The suspect, 27, was arrested``, ``Rossi, 34 anni,``, ``un hombre de 34 años``: a small plain number behind a person."""
    word, after, before = tokens.words[at], at + 1, at - 1
    if not word.isdigit() or len(word) > 2:
        return None
    years = after < len(tokens) and tokens.code("units", after) == "year"
    linked = "linkers" in tokens.entries[before]
    if linked and years and before > 1 and tokens.code("nouns", before - 1) in _PEOPLE:
        return "age"
    if words_aside := _age_in_brackets(tokens, at):
        return words_aside
    linked = linked and (years or tokens.words[before - 1] == ",")  # Lucía, de 29, y …
    before -= linked
    after += years
    if before < 1 or tokens.words[before] != "," or not tokens.glued(before):
        return None
    closes = after < len(tokens) and tokens.words[after] in (",", ".", ";", ")")
    if not closes and _ends_a_line(tokens, before, after):
        return "age"  # a list of names, each with its age
    named = closes and tokens.kinds[before - 1] == WORD and _is_of_age(tokens, before - 1, linked=linked)
    return "age" if named else None


def _ends_a_line(tokens: Tokens, comma: int, after: int) -> bool:
    """``• Ana Ruiz, 53`` and the end of the line: first and last name, a comma, a number and no more."""
    if tokens.lexicon.capital_nouns or (after < len(tokens) and tokens.words[after][0] != "\n"):
        return False
    if comma < 2 or not all(tokens.kinds[i] == WORD and tokens.words[i][0].isupper() for i in (comma - 1, comma - 2)):
        return False
    opened = comma - 3
    starts = opened < 0 or tokens.kinds[opened] == MARK or tokens.words[opened][0].isupper()
    return starts and tokens.entries[comma - 1].keys().isdisjoint(("nouns", "months", "weekdays", "actors"))


def _age_in_brackets(tokens: Tokens, at: int) -> str | None:
    """``Maria Lopez (42) of 17 Chestnut Close``, ``Tom Hill (51), who``: two digits behind first and last name, told of after it."""
    words, after = tokens.words, at + 2
    if words[at - 1] != "(" or words[at + 1 : after] != [")"] or at < 3 or after + 1 >= len(tokens):
        return None
    named = all(tokens.kinds[i] == WORD and words[i].istitle() and not tokens.entries[i] for i in (at - 2, at - 3))
    told = after + (words[after] == ",")
    code = tokens.code("grammar", told)
    tells = code in ("relative", "be", "have") or (
        told == after and (code in ("of", "prep") or "speech_verbs" in tokens.entries[told])
    )
    return "age" if named and tells and len(words[at]) == 2 else None


def _is_of_age(tokens: Tokens, at: int, *, linked: bool) -> bool:
    """Whether one person, by name or not, can stand at a token, and no list of numbers before it, unless "of" leads to the age."""
    name, known = tokens.words[at], tokens.entries[at]
    begin = tokens.sentence(at)[0]
    if tokens.lexicon.capital_nouns:  # Mia Dalgaard, 43, sagte
        return at > begin and name.istitle() and not known and tokens.words[at - 1].istitle() and not tokens.entries[at - 1]
    if at <= begin and (known or not name.istitle()):
        return False
    person = tokens.code("nouns", at) in _PEOPLE and not name.endswith("s")
    if not linked and any(tokens.kinds[i] == NUMBER and not _is_an_age_too(tokens, i) for i in range(max(begin, at - 18), at)):
        return person and tokens.code("grammar", at - 1) == "det"  # "Under Section 18, the defendant, 41, faces jail"
    return person or (name[0].isupper() and known.keys().isdisjoint(("nouns", "months", "weekdays", "actors")))


def _is_an_age_too(tokens: Tokens, at: int) -> bool:
    """Whether two digits stand between two commas behind a name: "Ana Ruiz, 25, and Leo Diaz, 31, are missing"."""
    aside = len(tokens.words[at]) == 2 and tokens.words[at - 1] == "," and tokens.words[at + 1] in ",;"
    return aside and at > 1 and tokens.words[at - 2][0].isupper()


def as_stated_age(tokens: Tokens, at: int) -> str | None:
    """``in his fifties, at the age of 34``, ``ей было 27``, ``возраст от 18 до 60 лет``: only small words behind a word of age."""
    if not tokens.words[at].isdigit() or int(tokens.words[at]) > _OLDEST or not _may_be_years(tokens, at):
        return None
    begin = max(tokens.sentence(at)[0], at - 5)
    if at - 1 > begin and tokens.code("grammar", at - 1) == "be" and tokens.code("pronouns", at - 2) == "person":
        return "age"  # when he was 16, she is 35
    for near in range(at - 1, begin - 1, -1):
        if designator_ending(tokens, near) == "age":
            return "age"
        if not _leads_to_age(tokens, near):
            return None
    return None


def _may_be_years(tokens: Tokens, at: int) -> bool:
    """Whether years, the other end of a range or nothing at all follows a number."""
    after = at + 1
    if after >= len(tokens) or tokens.code("units", after) == "year":
        return True
    if tokens.kinds[after] == MARK:
        return tokens.words[after] in ",.;)!?–—" or tokens.words[after][0] == "\n"
    return "range_to" in tokens.entries[after] or tokens.joins(after) or tokens.code("grammar", after) == "subordinate"


def _leads_to_age(tokens: Tokens, at: int) -> bool:
    """Whether a word may stand between a word of age and the years: a copula, a hedge, who is meant."""
    if tokens.kinds[at] == MARK:
        return tokens.words[at] in "–—-:"
    entry = tokens.entries[at]
    known = entry.keys() & {"hedges_before", "gap", "range_open", "range_to", "linkers"}
    people = tokens.code("nouns", at) in ("captive", "dead", "wounded", "missing", "person", "soldier")
    return bool(known) or people or tokens.kinds[at] == NUMBER or tokens.code("grammar", at) in ("be", "adverb")


def opens_address(tokens: Tokens, at: int) -> bool:
    """``12 Rose Lane``: a number before a name that ends like a street's."""
    for near in range(at + 1, min(at + 5, len(tokens))):
        if tokens.kinds[near] != WORD or not tokens.words[near][0].isupper() or tokens.lexicon.capital_nouns:
            return False
        if near > at + 1 and tokens.code("designators_after", near) == "street":
            return True
    return False


def names_a_unit(tokens: Tokens, at: int) -> bool:
    """``żołnierze 12 Brygady``: where nouns are written small, a large one that is named by ordinals makes its number a name."""
    word = tokens.words[at + 1]
    large = word[0].isupper() and word[1:].islower() and not tokens.lexicon.capital_nouns
    return large and tokens.words[at].isdigit() and len(tokens.words[at]) <= 3 and "unit_names" in tokens.entries[at + 1]


def is_all_there_is(tokens: Tokens, at: int) -> bool:
    """Whether a text holds nothing but this number and signs: ``3.5``, ``-.77``."""
    return len(tokens) <= 4 and all(kind == MARK for i, kind in enumerate(tokens.kinds) if i != at)
