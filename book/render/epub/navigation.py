"""The table of contents, the list of pages and the landmarks, as EPUB 3 has them (nav).

The contents are two levels deep, as Kindle shows no more: chapters stand beside the books of a
volume.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from book.model import Division, Edition, PageStart
from book.render.epub.pages import page_id
from book.render.epub.xhtml import TEXT, file_name, frame, heading_text
from book.render.html.markup import join

TOC = Markup(
    '<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-heading">\n'
    '<h1 id="toc-heading">{heading}</h1>\n{points}</nav>\n'
)
POINTS = Markup("<ol>\n{}</ol>\n")
POINT = Markup('<li><a href="{}">{}</a>{}</li>\n')
LANDMARKS = Markup(
    '<nav epub:type="landmarks" id="landmarks" hidden="hidden">\n<ol>\n{points}</ol>\n</nav>\n'
)
LANDMARK = Markup('<li><a epub:type="{kind}" href="{href}">{title}</a></li>\n')
# Kinds of divisions, as the Structural Semantics Vocabulary of EPUB 3 and the guide of EPUB 2 name
# them.
LANDMARK_KINDS: dict[str, tuple[str, str]] = {
    "cover": ("cover", "cover"),
    "title-page": ("titlepage", "title-page"),
    "contents": ("toc", "toc"),
    "glossary": ("glossary", "glossary"),
    "bibliography": ("bibliography", "bibliography"),
    "index": ("index", "index"),
}
# Hidden, because reading systems offer it by a command of their own, and nobody wants to read a
# list of several hundred numbers.
PAGES = Markup(
    '<nav epub:type="page-list" role="doc-pagelist" id="page-list" aria-label="{name}" '
    'hidden="hidden">\n<ol>\n{points}</ol>\n</nav>\n'
)
PAGE = Markup('<li><a href="{href}">{label}</a></li>\n')


DEEPEST_POINT = 3  # level of the divisions that have a point: volume, book, chapter


@dataclass(frozen=True, slots=True)
class Point:
    """An entry of the table of contents, with the entries below it."""

    id: str
    title: str
    href: str
    points: tuple["Point", ...] = ()


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that readers offer by name.

    `kind` is its name in EPUB 3, `guide` in EPUB 2, which Kindle uses.
    """

    kind: str
    guide: str
    title: str
    href: str


def points(edition: Edition, divided: Collection[str] = ()) -> tuple[Point, ...]:
    """Return the divisions with a heading; for a book without headings, its first division.

    The nav must have at least one entry. The parts of the divisions `divided` are documents.
    """
    headed = (d for d in edition.divisions if heading_text(d) and d.kind != "contents")
    first = edition.divisions[0]
    default = Point(first.id, edition.imprint.title, _href(first))
    return tuple(_point(division, divided) for division in headed) or (default,)


def _point(division: Division, divided: Collection[str]) -> Point:
    below = tuple(_sections(division, division, divided))
    return Point(division.id, heading_text(division), _href(division), below)


def _sections(
    file: Division, within: Division, divided: Collection[str], level: int = 2
) -> Iterator[Point]:
    """Yield the sections of a division, and those in them; its words are in the file of `file`."""
    for section in within.divisions if level <= DEEPEST_POINT else ():
        home = section if within.id in divided else file
        place = "" if home is section else f"#{section.id}"
        if title := heading_text(section):
            yield Point(section.id, title, _href(home) + place)
        yield from _sections(home, section, divided, level + 1)


def _href(division: Division) -> str:
    return TEXT + file_name(division)


def landmarks(edition: Edition) -> tuple[Landmark, ...]:
    """Return the landmarks in the order of the book.

    They are the cover, the title page, the contents, the beginning of the text, and the lists after
    it.
    """
    body = next((division for division in edition.divisions if division.matter == "body"), None)
    return tuple(
        _text_landmark(division, edition) if division is body else _landmark(division, edition)
        for division in edition.divisions
        if division is body or division.kind in LANDMARK_KINDS
    )


def _text_landmark(division: Division, edition: Edition) -> Landmark:
    title = heading_text(division) or edition.imprint.title
    return Landmark("bodymatter", "text", title, _href(division))


def _landmark(division: Division, edition: Edition) -> Landmark:
    kind, guide = LANDMARK_KINDS[division.kind]
    return Landmark(kind, guide, edition.labels[division.kind], _href(division))


def guide(edition: Edition) -> tuple[dict[str, str], ...]:
    """Return the landmarks as EPUB 2 has them: `type`, `title` and `href` of each.

    Kindle uses them to find the contents and the beginning (Kindle Publishing Guidelines).
    """
    return tuple(
        {"type": mark.guide, "title": mark.title, "href": mark.href} for mark in landmarks(edition)
    )


def render_nav(edition: Edition, contents: tuple[Point, ...], starts: tuple[PageStart, ...]) -> str:
    """Return the navigation document. `starts` are the beginnings of the printed pages."""
    heading = edition.labels["contents"]
    body = TOC.format(heading=heading, points=_list(contents))
    body += _page_list(edition, starts) + _landmark_list(edition)
    return frame(body, title=heading, language=edition.imprint.language)


def _list(points: tuple[Point, ...]) -> Markup:
    if not points:
        return Markup("")
    return POINTS.format(join(_list_item(point) for point in points))


def _list_item(point: Point) -> Markup:
    return POINT.format(point.href, point.title, _list(point.points))


def _page_list(edition: Edition, starts: tuple[PageStart, ...]) -> Markup:
    if not starts:
        return Markup("")
    items = join(_page_item(start) for start in starts)
    return PAGES.format(name=edition.labels["pages"], points=items)


def _page_item(start: PageStart) -> Markup:
    return PAGE.format(href=page_href(start), label=start.label)


def _landmark_list(edition: Edition) -> Markup:
    items = join(_landmark_item(landmark) for landmark in landmarks(edition))
    return LANDMARKS.format(points=items) if items else items


def _landmark_item(landmark: Landmark) -> Markup:
    return LANDMARK.format(kind=landmark.kind, href=landmark.href, title=landmark.title)


def page_href(start: PageStart) -> str:
    """Return the address of a page's mark, as seen from the package."""
    return f"{TEXT}{start.division}.xhtml#{page_id(start.label)}"
