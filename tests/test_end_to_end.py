"""From a folder of texts to a versioned report and back, as a person does it: with the commands, the shipped notebooks and real kernels."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

pytestmark = [pytest.mark.kernel, pytest.mark.slow]

TEXTS = {
    "wire.md": "---\ntitle: Two counts of Velm\npublisher: Northern Wire\nurl: https://wire.example/velm\npublished: '2024-10-18'\nlanguage: en\n"
    "channel: web\n---\nAt least 300 soldiers were killed in Velm, the defence ministry said on Thursday. The Red Cross spoke of about 350 dead.\n",
    "post.md": "---\npublisher: social.example\nauthor: '@velm_eye'\nurl: https://social.example/@velm_eye/7\npublished: '2024-10-19'\nlanguage: en\n"
    "channel: social\n---\nAbout 300 soldiers were killed in Velm, the defence ministry said. <script>alert(1)</script> https://wire.example/velm\n",
    "digest.txt": "BelmaraVelm\n\nZwei Zählungen aus Velm!\n\nAm 18. Oktober 2024, dem 968. Tag des Krieges, starben laut dem Verteidigungsministerium "
    "mindestens 300 Soldaten in Velm.\n\nReferenz 1\nwire.example\nQuellen gesamt\nWeb: 10Social: 139Foren: 62\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped project with three small documents in place of the example, in a path with a blank."""
    root = Path(__file__).resolve().parents[1]
    folder = tmp_path_factory.mktemp("a whole") / "my project"
    (folder / "data" / "raw").mkdir(parents=True)
    shutil.copytree(root / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    shutil.copytree(root / "data" / "names", folder / "data" / "names")
    for name, text in TEXTS.items():
        (folder / "data" / "raw" / name).write_text(text, encoding="utf-8")
    return folder


def command(project: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "osint_kit.cli", *words], cwd=project, env=os.environ, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def first(project: Path) -> Path:
    done = command(project, "report")
    assert done.returncode == 0, done.stderr
    return project / "reports" / "main" / "v0001"


def test_a_report_holds_a_page_for_every_notebook(first: Path) -> None:
    pages = sorted(path.stem for path in (first / "notebooks").glob("*.html"))
    assert pages == ["00_tour", "01_sources", "02_figures", "03_claims", "04_cross_reference", "04_series"]
    assert len(list((first / "notebooks").glob("*.ipynb"))) == 7


def test_the_front_page_says_what_may_be_said_and_how_much_can_be_checked(first: Path) -> None:
    text = re.sub(r"<[^>]+>", "", (first / "index.html").read_text(encoding="utf-8"))
    assert "figures stand in 3 documents (2 web pages and 1 social post)" in text
    assert "counts 211 sources (10 web, 139 social, 62 forum), lists 1 of them and 1 of the listed ones is in hand" in text


def test_every_link_of_every_page_leads_to_a_place_that_is_there(first: Path) -> None:
    anchors = {
        page: set(map(unescape, re.findall(r' id="([^"]+)"', page.read_text(encoding="utf-8")))) for page in first.rglob("*.html")
    }
    count = 0
    for page, own in anchors.items():
        for address in map(unescape, re.findall(r'href="([^"]+)"', page.read_text(encoding="utf-8"))):
            if address.startswith("http"):
                continue
            name, _, anchor = address.partition("#")
            anchor = re.sub(r"^([a-z]+):.*", r"\1", anchor)  # a list with chosen rows
            target = (page.parent / name).resolve() if name else page
            assert target.is_file(), (page.name, address)
            if anchor:
                assert {anchor, unquote(anchor)} & (anchors[target] if name else own), (page.name, address)
                count += 1
    assert count > 50


def test_every_figure_has_its_place_in_the_evidence(first: Path) -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in (first / "evidence").glob("documents-*.html"))
    figures = (first / "tables" / "figures.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert figures
    for line in figures:
        assert f'id="figure-{line.split(",")[0]}"' in pages


def test_no_handle_and_no_strangers_script_reaches_the_report(first: Path) -> None:
    for path in first.rglob("*"):
        if path.suffix in (".html", ".csv", ".ipynb", ".json", ".svg", ".md"):
            text = path.read_text(encoding="utf-8")
            assert "velm_eye" not in text, path.name
            if path.suffix == ".html":
                assert "<script>alert" not in text, path.name


def test_the_charts_are_there_as_svg_and_png(first: Path) -> None:
    names = {path.name for path in (first / "charts").iterdir()}
    assert {"coverage.svg", "coverage.png", "topics.svg", "topics.png", "verdicts.svg"} <= names


def test_an_unchanged_rerun_makes_nothing_and_a_changed_input_the_next_version(first: Path, project: Path) -> None:
    again = command(project, "report")
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout.startswith("reports/main/v0001 is up to date")

    post = project / "data" / "raw" / "post.md"
    post.write_text(TEXTS["post.md"].replace("About 300", "About 600"), encoding="utf-8")
    changed = command(project, "report")
    assert changed.stdout.startswith("reports/main/v0002 is new"), changed.stderr
    said = (project / "reports" / "main" / "v0002" / "CHANGES.md").read_text(encoding="utf-8")
    assert "input changed: `data/raw/post.md`" in said
    assert "value 300 → 600" in said
    assert command(project, "compare", "reports/main/v0001", "reports/main/v0002").stdout == said


def test_no_account_of_the_samples_reaches_any_file_of_a_report(project: Path) -> None:
    fixtures = Path(__file__).parent / "fixtures"
    shutil.copytree(fixtures / "formats", project.parent / "formats")
    done = command(project, "report", "-p", "raw", "../formats", "-p", "name", "formats")
    assert done.returncode == 0, done.stderr
    accounts = (fixtures / "accounts_of_formats.txt").read_text(encoding="utf-8").splitlines()
    looked_for = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, accounts))})(?!\w)", re.IGNORECASE)
    files = [path for path in (project / "reports" / "formats" / "v0001").rglob("*") if path.is_file()]
    assert len(files) > 20
    for path in files:
        assert not looked_for.findall(path.read_bytes().decode("utf-8", "replace")), path.name


def test_a_project_of_ones_own_reports_on_another_folder(project: Path) -> None:
    aside, own = project.parent / "elsewhere", project.parent / "my own"
    aside.mkdir()
    (aside / "one.txt").write_text(TEXTS["digest.txt"], encoding="utf-8")
    assert command(project, "new", str(own)).returncode == 0
    done = command(own, "report", "-p", "raw", "../elsewhere", "-p", "name", "digest", "-f", "parameters.yaml")
    assert done.returncode == 0, done.stderr
    manifest = json.loads((own / "reports" / "digest" / "v0001" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["inputs"][0]["path"] == "elsewhere/one.txt"
    assert manifest["rows"]["documents"] == 1
