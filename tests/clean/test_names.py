"""Names of many languages and inflections come to one code; what no file knows keeps its own name."""

from __future__ import annotations

from pathlib import Path

import pytest

from osint_kit.clean.index import words_of
from osint_kit.clean.names import GROUPS, Names, load_names
from osint_kit.clean.parties import parties
from osint_kit.clean.speakers import speaker
from osint_kit.clean.things import thing
from osint_kit.errors import InputError


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.mark.parametrize(
    ("phrase", "language", "code"),
    [
        ("des Katastrophenschutzes", "de", "civil-protection"),
        ("the civil protection agency", "en", "civil-protection"),
        ("Protección Civil", "es", "civil-protection"),
        ("la protection civile", "fr", "civil-protection"),
        ("dem südkoreanischen Geheimdienst", "de", "KR.intelligence"),
        ("South Korea's spy agency", "en", "KR.intelligence"),
        ("the NIS", "en", "KR.intelligence"),
        ("le renseignement sud-coréen", "fr", "KR.intelligence"),
        ("la inteligencia surcoreana", "es", "KR.intelligence"),
        ("південнокорейської розвідки", "uk", "KR.intelligence"),
        ("Генштабу ЗСУ", "uk", "UA.general-staff"),
        ("Minobrony RF", None, None),
        ("Минобороны РФ", "ru", "RU.defence-ministry"),
        ("По словам Зеленского", "ru", "volodymyr-zelensky"),
        ("Kyrylo Budanov (HUR)", None, "UA.military-intelligence"),
        ("Pentagon (Pat Ryder)", None, "US.defence-ministry"),
        ("ein Sprecher der Bundeswehr", "de", "DE.armed-forces"),
        ("Moscow", "en", "RU.government"),
        ("Kiewer Darstellung", "de", "UA.government"),
        ("the Red Cross", "en", "red-cross"),
        ("de la Cruz Roja", "es", "red-cross"),
        ("UNHCR", "pl", "unhcr"),
        ("der Weltgesundheitsorganisation", "de", "who"),
        ("The WHO", "en", "who"),
    ],
)
def test_one_voice_has_one_code_in_every_language(names: Names, phrase: str, language: str | None, code: str | None) -> None:
    found = speaker(phrase, names, language)
    assert found.code == code if code else not found.known


def test_who_is_no_health_organisation_where_it_is_a_pronoun(names: Names) -> None:
    assert speaker("officials who asked not to be named", names, "en").code == "officials"


@pytest.mark.parametrize(
    "phrase", ["US officials", "sources", "eyewitnesses", "Western officials (anonymous)", "anderen Angaben"]
)
def test_nobody_in_particular_is_marked_anonymous(names: Names, phrase: str) -> None:
    assert str(speaker(phrase, names).kind).startswith("anonymous")


def test_a_voice_that_no_file_knows_keeps_its_name_without_article_and_case(names: Names) -> None:
    assert speaker("der Hafenbehörde von Talin", names, "de") == ("agency-harbour-talin", None, False)
    assert speaker(None, names).code is None


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("M-1989 Koksan Selbstfahrlafetten", "gun.koksan.m1989"),
        ("M1978 Koksan guns", "gun.koksan.m1978"),
        ("240 mm multiple rocket launchers", "mrl.m1991"),
        ("170 mm howitzers", "gun.koksan"),
        ("T-72B3 tanks", "tank.t72"),
        ("Kampfpanzer", "tank"),
        ("танків", "tank"),
        ("бойових броньованих машин", "armour"),
        ("Shahed-131s", "drone.shahed"),
        ("chars d'assaut", "tank"),
        ("drones Shahed", "drone.shahed"),
        ("wyrzutni rakiet", "mrl"),
    ],
)
def test_equipment_is_named_as_exactly_as_the_words_allow(names: Names, item: str, code: str) -> None:
    assert thing(item, "equipment", names).code == code


def test_an_m1978_is_no_m1989(names: Names) -> None:
    assert thing("M-1978", "equipment", names).code != thing("M-1989", "equipment", names).code


def test_an_m1991_is_a_240_mm_rocket_launcher_and_a_text_that_calls_it_a_missile_system_is_noticed(names: Names) -> None:
    assert names.things.get("mrl.m1991", "class") == "multiple rocket launcher"
    assert names.things.get("mrl.m1991", "calibre_mm") == 240
    assert thing("M-1991 Kurzstreckenraketensysteme", "equipment", names).other == "missile-system"
    assert thing("M-1991 rocket launchers", "equipment", names).other is None
    assert thing("M-1989 Koksan Selbstfahrlafetten", "equipment", names).other is None


def test_a_thing_that_no_file_knows_keeps_its_name(names: Names) -> None:
    assert thing("verschollene Wetterballons", "other", names) == ("verschollene-wetterballons", False, None)


def test_what_looks_alike_in_another_language_is_no_name(names: Names) -> None:
    """Island is Iceland in German only; a common noun is no country in any language."""
    assert [match.code for match in names.countries.find("Sorrel Island", "en")] == []
    assert [match.code for match in names.countries.find("nach Island", "de")] == ["IS"]
    assert [match.code for match in names.countries.find("the island", "en")] == []


def test_designations_are_one_word_with_hyphen_blank_or_none() -> None:
    assert [word.form for word in words_of("M-1989, M1989, M 1989")] == ["m1989", "m1989", "m1989"]
    assert [(word.start, word.end) for word in words_of("zwei M 1989")] == [(0, 4), (5, 11)]


def test_an_elided_article_is_a_word_of_its_own(names: Names) -> None:
    assert [word.text for word in words_of("l’explosion d'Orvane")] == ["l’", "explosion", "d'", "Orvane"]
    assert [match.code for match in names.events.find("après l'inondation", "fr")] == ["flood"]
    assert [match.code for match in names.countries.find("en Côte d’Ivoire", "fr")] == ["CI"]


def test_every_label_finds_its_own_code_among_the_candidates(names: Names) -> None:
    """A label that another one hides altogether is dead weight in the file."""
    dead = []
    for group in GROUPS:
        index = getattr(names, group)
        for code, entry in index.entries.items():
            for language, labels in entry["labels"].items():
                for label in labels:
                    text = str(label).replace("*", "")
                    text = text.title() if group == "places" else text
                    if not any(found.code for found in index.find(text, language)):
                        dead.append(f"{group}: {code}: {label}")
    assert dead == []


def test_a_broken_file_is_refused_with_its_name_and_code(tmp_path: Path) -> None:
    (tmp_path / "things.yaml").write_text("tank: [panzer]\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"things\.yaml: tank: has no labels"):
        load_names(tmp_path)
    (tmp_path / "things.yaml").write_text("tank: {labels: {en: tank}}\n", encoding="utf-8")
    with pytest.raises(InputError, match="labels of en are not a list"):
        load_names(tmp_path)


def test_a_file_of_another_name_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "gadgets.yaml").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="no such group of names"):
        load_names(tmp_path)
    with pytest.raises(InputError, match="no folder of names"):
        load_names(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("language", "words"),
    [("es", "Agencia Nacional de Minería"), ("en", "the National Mining Agency"), ("de", "Nationale Bergbauagentur"),
     ("fr", "l'Agence nationale des mines")],
)  # fmt: skip
def test_an_institution_that_no_file_lists_has_one_name_in_every_language(language: str, words: str, names: Names) -> None:
    assert speaker(words, names, language).code == "agency-mining-national"


@pytest.mark.parametrize(
    ("language", "sentence", "want"),
    [("en", "Norway has delivered 18 howitzers to Ukraine", ("NO", "UA")), ("de", "Dänemark hat der Ukraine 19 Haubitzen geliefert", ("DK", "UA")),
     ("en", "Ukraine has received 18 howitzers from Norway", ("NO", "UA")), ("ru", "Украина получила 18 гаубиц от Норвегии", ("NO", "UA")),
     ("fr", "La Norvège a livré 18 obusiers à l'Ukraine", ("NO", "UA")), ("en", "18 howitzers were delivered to Ukraine", (None, "UA"))],
)  # fmt: skip
def test_who_gives_is_told_from_who_receives(
    language: str, sentence: str, want: tuple[str | None, str | None], names: Names
) -> None:
    assert parties(sentence, names, language) == want
