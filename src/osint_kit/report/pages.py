"""Pages that read well offline: one frame for all, notebooks through a light template of nbconvert, strangers' HTML made harmless."""

from __future__ import annotations

import base64
import functools
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

TEMPLATES = Path(__file__).with_name("templates")

_HTML = frozenset(
    "a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins"
    " kbd li mark ol p pre q s samp small span strong sub summary sup table tbody td tfoot th thead tr tt u ul var".split()
)
_SVG = frozenset(
    "svg g path text tspan title desc defs clipPath rect circle ellipse line polyline polygon use symbol marker".split()
)
_MATHML = frozenset(
    "math mrow mi mo mn ms mtext mspace mfrac msqrt mroot msup msub msubsup munder mover munderover mtable mtr mtd".split()
)
_ATTRIBUTES = {
    "*": {"id", "class", "title", "lang", "dir", "role", "tabindex", "aria-label", "aria-labelledby", "aria-describedby", "aria-hidden"},
    "a": {"href", "xlink:href"}, "img": {"src", "alt", "width", "height"}, "details": {"open"}, "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}, "use": {"href", "xlink:href"},
}  # fmt: skip
_DRAWING = {
    "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height", "viewBox", "points", "transform",
    "style", "fill", "stroke", "stroke-width", "clip-path", "preserveAspectRatio", "text-anchor", "font-size",
}  # fmt: skip


def sanitise(html: str, where: Mapping[str, str] | None = None) -> str:
    """HTML without anything that runs, loads or posts; links to evidence lead to the page that holds it.

    Args:
        html: any HTML, also hostile.
        where: the address of the page for each anchor of the evidence.
    """
    import nh3

    pages = where or {}

    def allow(tag: str, name: str, value: str) -> str | None:
        if name == "src":
            return value if value.startswith(("data:image/png;base64,", "data:image/jpeg;base64,")) else None
        if name == "style":
            return None if "url(" in value.replace("url(#", "") or "@" in value or "expression" in value else value
        if name in ("href", "xlink:href") and value.startswith("#"):
            page = page_of(value[1:], pages)
            return f"{page}{value}"
        if name in ("href", "xlink:href") and (tag == "use" or value.lstrip().lower().startswith("data:")):
            return None
        return value

    attributes = {tag: _ATTRIBUTES["*"] | _ATTRIBUTES.get(tag, set()) for tag in _HTML | _MATHML}
    attributes |= {tag: _ATTRIBUTES["*"] | _DRAWING | _ATTRIBUTES.get(tag, set()) for tag in _SVG | {"a"}}
    return nh3.clean(
        html, tags=set(_HTML | _SVG | _MATHML), attributes=attributes, attribute_filter=allow, url_schemes={"http", "https", "data"},
        link_rel=None, clean_content_tags={"script", "style", "iframe", "object", "template", "noscript"},
    )  # fmt: skip


def page_of(anchor: str, where: Mapping[str, str]) -> str:
    """The page of an anchor of the evidence (as it is written in a link); of a list with chosen rows, the list's; empty for any other."""
    key = unquote(anchor)
    return where.get(key) or where.get(key.partition(":")[0], "")


def scroll(html: str) -> str:
    """Each table in a box of its own that scrolls sideways on a narrow screen and by keyboard."""
    opened = re.sub(r"<table", '<div class="scroll" role="region" tabindex="0" aria-label="Table"><table', html)
    return opened.replace("</table>", "</table></div>")


@dataclass(frozen=True)
class Frame:
    """What the pages of one version share."""

    nav: tuple[tuple[str, str], ...]
    """Name and address from the version's folder."""
    banner: str
    footer: str

    def page(self, title: str, body: str, place: str = "") -> str:
        """A whole page; ``place`` is its address from the version's folder."""
        up = "../" * place.count("/")
        headings = re.findall(r'<h([123]) id="([^"]+)"[^>]*>(.*?)</h\1>', body, re.DOTALL)
        toc = [(int(level), unescape(re.sub(r"<[^>]+>|¶", "", name)).strip(), unescape(key)) for level, key, name in headings]
        style, script = (TEMPLATES / "style.css").read_text(encoding="utf-8"), (TEMPLATES / "page.js").read_text(encoding="utf-8")
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        return _template().render(
            title=title, body=body, style=style, script=script, script_hash=f"sha256-{digest}", here=up + place,
            nav=[(name, up + address) for name, address in self.nav], banner=self.banner, footer=self.footer,
            toc=toc if sum(level == 2 for level, _, _ in toc) > 2 else [],
        )  # fmt: skip


@functools.cache
def _template() -> Any:
    import jinja2

    return jinja2.Template((TEMPLATES / "page.html.j2").read_text(encoding="utf-8"), keep_trailing_newline=True)


def render_notebook(notebook: Any, where: Mapping[str, str]) -> str:
    """An executed notebook as the body of a page: prose, results, folded code.

    Cells tagged ``notebook-only``, such as the words above a form, speak to who runs the notebook; the page leaves them out.

    Args:
        notebook: as nbformat gives it.
        where: the address of the page for each anchor of the evidence, from the page's own place.
    """
    import nbformat

    told = [cell for cell in notebook["cells"] if "notebook-only" not in cell["metadata"].get("tags", ())]
    return _exporter(tuple(sorted(where.items()))).from_notebook_node(nbformat.from_dict({**notebook, "cells": told}))[0]


@functools.cache
def _exporter(where: tuple[tuple[str, str], ...]) -> Any:
    from nbconvert.exporters.templateexporter import TemplateExporter
    from nbconvert.filters import Highlight2HTML, ansi2html, markdown2html_mistune

    known = dict(where)
    exporter = TemplateExporter(
        template_name="osint", extra_template_basedirs=[str(TEMPLATES)], file_extension=".html", template_extension=".html.j2"
    )
    exporter.register_filter("markdown2html", markdown2html_mistune)
    exporter.register_filter("highlight_code", Highlight2HTML(pygments_lexer="python3"))
    exporter.register_filter("ansi2html", ansi2html)
    exporter.register_filter("sanitise", lambda html: sanitise(html, known))
    exporter.register_filter("scroll", scroll)
    return exporter
