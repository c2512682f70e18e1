"""The face: a few verbs in pipeline order, each loaded when it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import osint_kit


def test_every_verb_can_be_called_and_says_what_it_does() -> None:
    for name in osint_kit.__all__:
        verb = getattr(osint_kit, name)
        assert callable(verb), name
        assert verb.__doc__, name
    assert len(osint_kit.__all__) <= 20


def test_an_unknown_verb_lists_the_known() -> None:
    with pytest.raises(AttributeError, match="osint_kit has no 'extrakt'; it has open_project, inspect, read_documents"):
        osint_kit.extrakt  # noqa: B018 - the access fails


@pytest.mark.parametrize(
    "code",
    [
        "import osint_kit.cross_reference; from osint_kit import cross_reference as verb",
        "from osint_kit import cross_reference as verb; import osint_kit.cross_reference",
        "from osint_kit.cross_reference import CrossReference; import osint_kit; verb = osint_kit.cross_reference",
    ],
)
def test_cross_reference_is_the_verb_in_whichever_order_it_and_its_package_are_imported(code: str) -> None:
    check = f"{code}; print(verb.__module__, verb.__name__)"
    done = subprocess.run([sys.executable, "-W", "error", "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout == "osint_kit.pipeline cross_reference\n"
