"""Pages lose nothing of a notebook, run nothing of a stranger, and ask the network for nothing."""

from __future__ import annotations

import base64
import hashlib
import re

import nbformat
import pytest

from osint_kit.report.pages import TEMPLATES, Frame, render_notebook, sanitise

FRAME = Frame((("Report", "index.html"), ("Tour", "notebooks/00_tour.html")), "Do not quote.", "main v0001")


def rendered(*outputs: dict[str, object], prose: str = "# Is it there?") -> str:
    cells = [
        nbformat.v4.new_markdown_cell(prose),
        nbformat.v4.new_code_cell("x = 1", outputs=[nbformat.from_dict(one) for one in outputs]),
    ]
    return render_notebook(nbformat.v4.new_notebook(cells=cells), {"figure-d1.7": "evidence/documents-001.html"})


def result(**data: str) -> dict[str, object]:
    return {
        "output_type": "execute_result",
        "execution_count": 1,
        "metadata": {},
        "data": {kind.replace("__", "/"): text for kind, text in data.items()},
    }


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (result(text__html="<table><tr><td>12</td></tr></table>"), "<td>12</td>"),
        (result(text__markdown="**12** dead"), "<strong>12</strong> dead"),
        (result(text__plain="12 dead"), "12 dead"),
        (result(image__png="QUJD", text__plain="a picture"), '<img alt="a picture" src="data:image/png;base64,QUJD">'),
        ({"output_type": "display_data", "metadata": {}, "data": {"image/svg+xml": "<svg><path d='M0 0'/></svg>", "text/plain": "a line"}}, '<path d="M0 0">'),
        ({"output_type": "stream", "name": "stdout", "text": "12 <dead>"}, "12 &lt;dead&gt;"),
        ({"output_type": "stream", "name": "stderr", "text": "a warning"}, "a warning"),
        ({"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["E: v"]}, "E: v"),
    ],
)  # fmt: skip
def test_every_kind_of_output_is_shown(output: dict[str, object], expected: str) -> None:
    assert expected in rendered(output)


def test_the_code_is_folded_and_there() -> None:
    assert re.search(r'<details class="code"><summary>Code</summary>.*<span class="n">x</span>', rendered(), re.DOTALL)


def test_a_number_leads_to_the_page_that_holds_its_evidence() -> None:
    body = rendered(result(text__html='<a href="#figure-d1.7">12</a>'), prose="[40](#figure-d1.7) and [a heading](#other)")
    assert body.count('href="evidence/documents-001.html#figure-d1.7"') == 2
    assert 'href="#other"' in body


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<iframe src="https://evil.example"></iframe>',
    '<a href=" data:text/html,<script>alert(1)</script>">x</a>',
    '<form action="https://evil.example"><input></form>',
    '<svg><script>alert(1)</script><use href="https://evil.example/#x"/></svg>',
    '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
    '<p style="background:url(https://evil.example/x.png)">x</p>',
    '<svg><rect style="fill:url(https://evil.example/x)"/></svg>',
    '<link rel="stylesheet" href="https://evil.example/x.css"><base href="https://evil.example/">',
    '<img src="https://evil.example/pixel.png">',
    '<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>',
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
]  # fmt: skip


@pytest.mark.parametrize("html", HOSTILE)
def test_nothing_that_runs_loads_or_posts_is_left(html: str) -> None:
    left = sanitise(html) + rendered(result(text__html=html), prose=html)
    found = re.search(
        r"<script|<iframe|<form|<link|<base|<style|\son\w+\s*=|javascript:|href=\"\s*data:|src=\"http|url\(http|<use [^>]*href=\"http",
        left,
    )
    assert not found, left


def test_the_page_allows_its_own_script_alone() -> None:
    page = FRAME.page("A title", "<h1 id='a'>A title</h1>", "index.html")
    script = (TEMPLATES / "page.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in page
    assert "default-src 'none'" in page
    assert f"<script>{script}</script>" in page


def test_a_page_names_no_address_that_a_browser_would_load() -> None:
    page = FRAME.page("A title", "<p>text</p>", "notebooks/00_tour.html")
    assert not re.search(r"""(?:src|@import|url\()\s*=?\s*["']?https?:""", page)


def test_pages_below_lead_back_up_and_mark_where_the_reader_is() -> None:
    page = FRAME.page("Tour", "<p>text</p>", "notebooks/00_tour.html")
    assert '<a href="../index.html">Report</a>' in page
    assert '<a href="../notebooks/00_tour.html" aria-current="page">Tour</a>' in page


def test_headings_become_a_table_of_contents() -> None:
    body = rendered(prose="# T?\n\n## First *one*?\n\n## Second?\n\n## Third & last?")
    page = FRAME.page("T", body, "index.html")
    contents = re.search(r'<nav class="toc".*?</nav>', page, re.DOTALL)
    assert contents
    links = re.findall(r'href="#([^"]+)">([^<]+)<', contents.group())
    assert [name for _, name in links] == ["T?", "First one?", "Second?", "Third &amp; last?"]
    assert all(f'id="{key}"' in body for key, _ in links)


def test_title_banner_and_footer_are_escaped() -> None:
    page = Frame((), "<b>", "<i>").page("<u>", "", "index.html")
    assert "<b>" not in page
    assert "<i>" not in page
    assert "<u>" not in page
