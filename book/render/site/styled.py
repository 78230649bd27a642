"""Render a page with its style sheet and its fonts inside, so that it needs no other file."""

from collections.abc import Mapping
from html.parser import HTMLParser

from markupsafe import Markup

from book.render.fonts.css import embedded_rules
from book.render.template import render_template


def render_styled(name: str, assets: Mapping[str, bytes], values: Mapping[str, object]) -> bytes:
    """Return the page of the template `name`, as UTF-8.

    The page is rendered twice: first to learn which characters it shows, then with fonts that have
    these characters. `assets` holds the templates, `site.css` and the TrueType fonts by file name.
    """
    template = assets[name].decode()
    rules = embedded_rules(visible_text(render_template(template, **values, style="")), assets)
    style = Markup(rules + assets["site.css"].decode())  # noqa: S704 (only from the program)
    return render_template(template, **values, style=style)


class _VisibleText(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def visible_text(page: bytes) -> str:
    """Return the text that a page shows.

    >>> visible_text(b"<p>a &amp; b</p>")
    'a & b'
    """
    parser = _VisibleText()
    parser.feed(page.decode())
    return "".join(parser.parts)
