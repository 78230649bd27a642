"""Render a page with its style sheet and its fonts inside, so that it needs no other file."""

from collections.abc import Mapping, Sequence
from html.parser import HTMLParser

from markupsafe import Markup

from book.render.fonts.css import embedded_rules
from book.render.fonts.faces import script_faces
from book.render.fonts.runs import TextRun, marked_runs
from book.render.site.icon import ICON
from book.render.template import render_template
from book.text.cached import ResultCache

SHEETS = ("site.css",)
NOTHING: Mapping[str, Sequence[Markup]] = {}


def render_styled(
    name: str,
    assets: Mapping[str, bytes],
    values: Mapping[str, object],
    *,
    large: Mapping[str, Sequence[Markup]] = NOTHING,
    characters: str = "",
    sheets: tuple[str, ...] = SHEETS,
    cache: ResultCache | None = None,
) -> bytes:
    """Return the page of the template `name`, as UTF-8.

    The page is rendered twice: first to learn which characters it shows, then with fonts that have
    these characters. `assets` holds the templates, the style `sheets` and the TrueType fonts by
    file name. The parts in `large` are left out the first time: they show no other characters
    than `characters`. The fonts are taken from the cache, if it has them.
    """
    template = assets[name].decode()
    without = {key: [""] * len(parts) for key, parts in large.items()}
    values = {**values, "icon": ICON}
    first = render_template(template, **values, **without, style="")
    runs = (*marked_runs(first.decode()), TextRun(characters)) if script_faces(assets) else ()
    rules = embedded_rules(visible_text(first) + characters, assets, cache, runs)
    style = rules + "".join(assets[sheet].decode() for sheet in sheets)
    return render_template(template, **values, **large, style=Markup(style))  # noqa: S704


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
