"""Hostile texts, and what none of them may bring into a book."""

import re
from pathlib import Path

from markupsafe import Markup

from book.pipeline.edition import AssembledEdition
from book.render.html import HtmlRenderer, Style
from tests.conftest import substitute

SECRET = "the words of a file outside"
MARKED = (
    "\\input{/etc/passwd} and ![a picture](file:///etc/passwd) and {{ 7 * 7 }} {% include 'x' %}",
    "<script>alert('one')</script> & <img src=x onerror=alert(2)> ]]> <!-- no end",
    (
        '"</style><style>*{display:none}" @import url(http://127.0.0.1/x.css); \\22 '
        '} body::after{content:"x"}'
    ),
    (
        "[a link](javascript:alert(3)) `code` *stars* _lines_ **more** ~~gone~~ $x^2$ "
        "[@nobody] ^[a note] :::"
    ),
    "&lt;b&gt;not bold&lt;/b&gt; &amp;amp; &#x3c;i&#x3e; \\textbf{x} %s {0} ${HOME} $(id) `id`",
)
MARKED_AS_PRINTED = (
    "\\input{/etc/passwd} and ![a picture](file:///etc/passwd) and {{ 7 * 7 }} {% include ‘x’ %}",
    "<script>alert(‘one’)</script> & <img src=x onerror=alert(2)> ]]> <!-- no end",
    "</style><style>*{display:none}",
    "@import url(http://127.0.0.1/x.css); \\22 } body::after{content:",
    MARKED[3].replace("_lines_", "lines"),  # so are italics typed
    MARKED[4],
)
PAGE = """<!DOCTYPE html><html><head><title>Head</title>
<style>@import url("http://127.0.0.1:9/x.css"); body { background: url(file:///etc/passwd) }</style>
<script>document.write("invented words")</script>
<link rel="stylesheet" href="http://127.0.0.1:9/y.css">
<base href="http://127.0.0.1:9/">
<meta http-equiv="refresh" content="0; url=http://127.0.0.1:9/"></head>
<body onload="alert(1)"><h1>I. The Fox and the Grapes</h1>
<p onclick="alert(2)" style="background: url(http://127.0.0.1:9/a.png)">The fox <b>saw</b> the
<a href="javascript:alert(3)">grapes</a> and left.</p>
<iframe src="file:///etc/passwd">no frame</iframe>
<img src="http://127.0.0.1:9/b.png" alt="a fox"><img src="secret.txt">
<object data="file:///etc/passwd">no object</object><svg><script>alert(4)</script></svg>
<p>It said: &lt;script&gt;alert(5)&lt;/script&gt;.</p></body></html>"""
TAG = re.compile(r"<(/?)([a-z0-9]+)", re.IGNORECASE)
ACTING = {
    "script",
    "iframe",
    "object",
    "embed",
    "form",
    "base",
    "link",
    "style",
    "img",
    "svg",
    "meta",
}
HANDLER = re.compile(
    r"""<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*\s(?:on\w+|style)\s*=""", re.IGNORECASE
)


def append_lines(path: Path, *lines: str) -> None:
    path.write_text(path.read_text("utf-8") + "\n".join(lines) + "\n", "utf-8")


def acting_elements(html: str) -> set[str]:
    """Return the elements that run, load or send something."""
    return ACTING & {name.lower() for _, name in TAG.findall(html)}


def replace_witness_b(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    substitute(folder / "edition.toml", 'file = "web-copy.txt"', f'file = "{name}"')


def visible_characters(text: str) -> str:
    return re.sub(r"[\s\u2010-]|\xad", "", text)


def html_of(assembled: AssembledEdition) -> str:
    """Return all divisions as HTML, from which print and e-book are assembled."""
    renderer = HtmlRenderer(
        assembled.edition,
        Style(
            call=lambda note, body: Markup("<sup>{}</sup><span>{}</span>").format(note.mark, body)
        ),
    )
    return "".join(renderer.division(division) for division in assembled.edition.divisions)
