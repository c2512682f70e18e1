"""A report in a browser: one click to the sentence, nothing from the network, nothing of strangers runs, readable by everyone.

Needs Chromium of the system and the Python packages playwright and axe-playwright-python; skipped where they are not.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from osint_kit.report.run import run_report

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.kernel,
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium here"),
]

HOSTILE = (
    "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'> [x](javascript:window.ran=1) <svg onload='window.ran=1'></svg>"
    " ![p](https://evil.example/pixel.png) </mark></div><iframe src='https://evil.example/'></iframe>"
)
MARKDOWN = (
    "[a](javascript:window.ran=1) ![b](x \"onerror=window.ran=1\") <details open ontoggle=window.ran=1> <a href='data:text/html,<script>1</script>'>c</a>"
    " <style>@import 'https://evil.example/x.css';</style> <math><mtext></mtext><img src=x onerror=window.ran=1></math>"
)
ROOT = Path(__file__).resolve().parents[2]
FRONT = '---\ntitle: "{title}"\npublisher: "{title}"\nurl: https://wire.example/{n}\npublished: \'2024-10-{day}\'\nlanguage: en\nchannel: web\n---\n'
ITEMS = (
    "soldiers",
    "civilians",
    "tanks",
    "shells",
    "rescuers",
    "drones",
    "helicopters",
    "lorries",
    "guns",
    "boats",
    "police officers",
    "children",
)


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of the shipped notebooks over documents that try to break out: in text, title, publisher, author, address and file name."""
    project = shipped_project(tmp_path_factory.mktemp("browser") / "a project")
    for number in range(4):
        sentences = " ".join(
            f"The ministry said {120 + 10 * k + number} {item} were hit in Velm." for k, item in enumerate(ITEMS)
        )
        text = FRONT.format(title=f"<b onmouseover=window.ran=1>Velm {number}</b>", n=number, day=11 + number)
        (project / "data" / "raw" / f"{number}.md").write_text(
            f"{text}{sentences} {HOSTILE}\n\nWeb: 10Social: 139Foren: 62\n", encoding="utf-8"
        )
    odd = "---\ntitle: '</script><script>window.ran=1</script>'\nauthor: '\"><img src=x onerror=window.ran=1>'\nurl: 'javascript:window.ran=1'\n"
    name = "<img src=x onerror=window.ran=1>.md"
    (project / "data" / "raw" / name).write_text(
        f"{odd}published: '2024-10-20'\nlanguage: en\nchannel: social\n---\n{MARKDOWN} The ministry said 77 soldiers were hit in Velm.\n",
        encoding="utf-8",
    )
    (project / "data" / "raw" / "<svg onload=window.ran=1>.bin").write_bytes(bytes(range(256)))
    return run_report(project=project).version


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on the shipped example."""
    project = shipped_project(tmp_path_factory.mktemp("example"))
    shutil.copytree(ROOT / "data" / "raw", project / "data" / "raw", dirs_exist_ok=True)
    return run_report(project=project).version


def shipped_project(folder: Path) -> Path:
    """The shipped notebooks and names, without material."""
    (folder / "data" / "raw").mkdir(parents=True)
    for part in ("notebooks", "data/names"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns(".*"))
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        quiet = [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]
        opened = started.chromium.launch(executable_path=CHROMIUM, args=quiet)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that notes what it asks for, what it complains about and what a stranger's text did."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True)
    opened = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("dialog", lambda dialog: complaints.append(dialog.message))
    yield opened
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert complaints == []
    context.close()


def pages(version: Path) -> list[Path]:
    return sorted([*version.rglob("*.html"), version.parents[1] / "index.html"])


def test_no_page_asks_the_network_runs_a_strangers_text_or_complains(page: Page, version: Path) -> None:
    for path in pages(version):
        page.goto(path.as_uri())
        assert page.evaluate("window.ran") is None, path.name
        assert page.locator("main iframe, main script, main [onmouseover], main [onerror], main [onload]").count() == 0, path.name
        assert page.locator("h1").count() == 1, path.name


READING = [
    "index.html", "notebooks/01_sources.html", "notebooks/02_figures.html", "notebooks/03_claims.html", "notebooks/04_cross_reference.html",
    "notebooks/04_series.html",
]  # fmt: skip
UNLINKED = """() => {
  const found = [], walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data, place = walker.currentNode.parentElement;
    if (place.closest("a, code, pre, svg, summary, .measured, .text, figcaption, .drawer") || text.trim() === "0") continue;
    const plain = text.replace(/\\d{4}-\\d\\d(-\\d\\d)?|author-\\d+/g, "").replace(/[\\p{L}.-]*\\p{L}-?\\d+[\\p{L}\\d]*/gu, "");
    if (/\\d/.test(plain)) found.push(text.trim().slice(0, 80));
  }
  return found;
}"""
"""Numbers outside of a link. Dates, names with a digit, code, the text that is read and the measured error rates are no results."""

LINKS = """() => [...document.querySelectorAll("main a")].map(one => [one.href?.baseVal ?? one.getAttribute("href"), one.textContent.trim()])
  .filter(([address]) => address.includes("evidence/"))"""
ARRIVAL = """address => {
  location.hash = address;
  dispatchEvent(new HashChangeEvent("hashchange"));
  const list = /^#[a-z]+:/.test(decodeURIComponent(address)) && document.querySelector("main table.list tbody");
  if (list) return {kind: "list", rows: [...list.rows].filter(row => !row.hidden).length};
  const target = document.querySelector(":target");
  if (!target) return {kind: "nothing"};
  const drawer = document.querySelector(".drawer")?.textContent ?? "";
  if (target.matches("mark")) return {kind: "mark", around: !!target.closest(".sentence, .text"), drawer};
  return {kind: target.className, marks: target.querySelectorAll("mark").length};
}"""


@pytest.mark.parametrize("name", READING)
def test_every_number_of_the_report_is_a_link(page: Page, example: Path, name: str) -> None:
    page.goto((example / name).as_uri())
    assert page.evaluate(UNLINKED) == []


@pytest.mark.parametrize("name", READING)
def test_every_link_of_a_number_leads_to_its_marked_sentence_or_to_all_that_it_counts(
    page: Page, example: Path, name: str
) -> None:
    page.goto((example / name).as_uri())
    links: dict[str, dict[str, str]] = {}
    for address, text in page.evaluate(LINKS):
        place, _, key = address.partition("#")
        links.setdefault(place, {})[f"#{key}"] = text
    assert sum(map(len, links.values())) > 10
    for place, found in links.items():
        page.goto((example / name).parent.joinpath(place).as_uri())
        for key, text in found.items():
            arrived = page.evaluate(ARRIVAL, key)
            if arrived["kind"] == "list":
                count = re.match(r"[\d,]+", text) if not re.search("voice=|topic=.*basis=own", key) else None
                assert not count or arrived["rows"] == int(count.group().replace(",", "")) or "first" in text, (
                    key,
                    text,
                    arrived,
                )
                assert arrived["rows"] or "quarantine" in key, (key, text)
            elif key.startswith("#figure-"):
                assert arrived["kind"] == "mark", (key, arrived)
                assert arrived["around"], key
                assert "sha256 of the file" in arrived["drawer"], key
            else:
                assert arrived["kind"] in ("topic", "document"), (key, arrived)
                assert arrived["marks"] or arrived["kind"] == "document", key


def test_one_click_shows_the_sentence_with_all_that_is_known_of_its_figure(page: Page, example: Path) -> None:
    page.goto((example / "index.html").as_uri())
    page.locator("main a[href*='#figure-']").first.click()
    page.wait_for_url("**/evidence/**")
    target, drawer = page.locator("mark:target"), page.get_by_label("What is known of this figure")
    box, below = target.bounding_box(), drawer.bounding_box()
    assert box
    assert below
    assert 0 < box["y"] < below["y"]
    for said in (
        "Figure",
        "Interval",
        "What",
        "Who says so, and how",
        "Origin",
        "Document",
        "channel",
        "file",
        "sha256 of the file",
    ):
        assert drawer.locator("dt", has_text=re.compile(f"^{said}$")).count() == 1, said
    page.keyboard.press("Escape")
    assert drawer.count() == 0


def test_a_list_shows_the_chosen_rows_and_all_again(page: Page, example: Path) -> None:
    page.goto((example / "evidence" / "figures.html").as_uri() + "#figures:kind=killed&hedge=about")
    rows = page.locator("table.list tbody tr:visible")
    assert {row.split("\t")[1] for row in rows.all_inner_texts()} == {"killed"}
    page.get_by_role("link", name=re.compile("show all")).click()
    assert rows.count() == page.locator("table.list tbody tr").count() > 100


def test_the_numbers_of_a_chart_are_links(page: Page, version: Path) -> None:
    page.goto((version / "index.html").as_uri())
    marks = page.locator("main figure svg a")
    assert marks.count() > 5
    assert all("evidence/" in str(marks.nth(n).get_attribute("xlink:href")) for n in range(marks.count()))


def test_a_table_sorts_by_amount_and_filters(page: Page, version: Path) -> None:
    page.goto((version / "notebooks" / "02_figures.html").as_uri())
    table = page.locator("table", has=page.get_by_role("columnheader", name="hedge words"))
    head = table.locator("th", has_text="quote").first
    head.get_by_role("button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    amounts = [float(text.replace(",", "")) for text in table.locator("tbody tr td:first-child").all_inner_texts()]
    assert amounts == sorted(amounts)
    assert len(amounts) > 20
    head.get_by_role("button").press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    field = page.locator("label.filter", has_text="Only rows with").last.locator("xpath=ancestor::div[1]//input").last
    before = page.locator("tbody tr:visible").count()
    field.fill("helicopters")
    assert 0 < page.locator("tbody tr:visible").count() < before


def test_the_search_counts_and_leads_to_what_it_finds(page: Page, version: Path) -> None:
    page.goto((version / "index.html").as_uri())
    page.get_by_role("searchbox", name="Find").fill("origin")
    assert "found" in page.locator(".search output").inner_text()
    page.get_by_role("searchbox", name="Find").press("Enter")
    assert page.locator(".search output").inner_text().startswith("1 of ")


def test_the_keyboard_reaches_the_text_first(page: Page, version: Path) -> None:
    page.goto((version / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_is_wider_than_the_screen(browser: Browser, version: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, offline=True)
    opened = context.new_page()
    for path in pages(version):
        opened.goto(path.as_uri())
        assert opened.evaluate("document.documentElement.scrollWidth") <= width, path.name
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_accessibility_checker_finds_nothing_serious(browser: Browser, version: Path, scheme: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    context = browser.new_context(color_scheme=scheme, offline=True, bypass_csp=True)
    opened = context.new_page()
    found = []
    for path in pages(version):
        opened.goto(path.as_uri())
        result = axe.Axe().run(opened)
        found += [
            (path.name, one["id"], one["impact"], one["nodes"][0]["html"][:160])
            for one in result.response["violations"]
            if one["impact"] in ("serious", "critical")
        ]
    assert found == []
    context.close()
