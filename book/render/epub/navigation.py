"""The table of contents, two levels deep, and the list of pages, as EPUB 3 (nav) and as older readers (NCX) have them; landmarks and guide.

Deeper levels are no help on a small screen, and Kindle shows none.
"""

from dataclasses import dataclass

from markupsafe import Markup

from book.model import Division, Edition, PageStart
from book.render.epub.document import TEXT, file_of, frame, heading_words
from book.render.epub.pages import page_id

TOC = Markup(
    '<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-heading">\n<h1 id="toc-heading">{heading}</h1>\n{points}</nav>\n'
)
LANDMARKS = Markup(
    '<nav epub:type="landmarks" id="landmarks" hidden="hidden">\n<ol>\n{points}</ol>\n</nav>\n'
)
LANDMARK = Markup('<li><a epub:type="{kind}" href="{href}">{words}</a></li>\n')
# Kinds of divisions, as EPUB 3 (Structural Semantics Vocabulary) and as EPUB 2 (the guide) have them.
LANDMARK_KINDS: dict[str, tuple[str, str]] = {
    "cover": ("cover", "cover"),
    "title-page": ("titlepage", "title-page"),
    "contents": ("toc", "toc"),
    "glossary": ("glossary", "glossary"),
    "bibliography": ("bibliography", "bibliography"),
    "index": ("index", "index"),
}
# Hidden, as reading systems offer it by a command of their own: a list of some hundred numbers is nothing to read.
PAGES = Markup(
    '<nav epub:type="page-list" role="doc-pagelist" id="page-list" aria-label="{name}" hidden="hidden">\n<ol>\n{points}</ol>\n</nav>\n'
)
PAGE = Markup('<li><a href="{href}">{label}</a></li>\n')
NCX = Markup("""<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="{language}">
<head>
<meta name="dtb:uid" content="{identifier}"/>
<meta name="dtb:depth" content="{depth}"/>
<meta name="dtb:totalPageCount" content="{pages}"/>
<meta name="dtb:maxPageNumber" content="{last}"/>
</head>
<docTitle><text>{title}</text></docTitle>
<navMap>
{points}</navMap>
{targets}</ncx>
""")
NCX_POINT = Markup(
    '<navPoint id="point-{id}"><navLabel><text>{words}</text></navLabel><content src="{href}"/>\n{inner}</navPoint>\n'
)
NCX_PAGES = Markup("<pageList>\n<navLabel><text>{name}</text></navLabel>\n{targets}</pageList>\n")
NCX_PAGE = Markup(
    '<pageTarget id="target-{label}" type="{kind}"{value}><navLabel><text>{label}</text></navLabel><content src="{href}"/></pageTarget>\n'
)


@dataclass(frozen=True, slots=True)
class Point:
    """A line of the table of contents."""

    id: str
    words: str
    href: str
    points: tuple["Point", ...] = ()


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place that readers offer by name; `guide` is its name in EPUB 2, which Kindle goes by."""

    kind: str
    guide: str
    words: str
    href: str


def points(edition: Edition) -> tuple[Point, ...]:
    """List what has a heading; a book without headings has one line, as the nav must have one."""
    found = tuple(_point(d) for d in edition.divisions if heading_words(d) and d.kind != "contents")
    first = edition.divisions[0]
    return found or (Point(first.id, edition.imprint.title, TEXT + file_of(first)),)


def _point(division: Division) -> Point:
    home = TEXT + file_of(division)
    inner = (
        Point(section.id, heading_words(section), f"{home}#{section.id}")
        for section in division.divisions
    )
    return Point(
        division.id, heading_words(division), home, tuple(point for point in inner if point.words)
    )


def landmarks(edition: Edition) -> tuple[Landmark, ...]:
    """Name the cover, the title page, the contents, where the text begins, and the lists after it, in the order of the book."""
    found: list[Landmark] = []
    body = next((division for division in edition.divisions if division.matter == "body"), None)
    for division in edition.divisions:
        if division is body:
            found.append(
                Landmark(
                    "bodymatter",
                    "text",
                    heading_words(body) or edition.imprint.title,
                    TEXT + file_of(body),
                )
            )
        elif division.kind in LANDMARK_KINDS:
            kind, guide = LANDMARK_KINDS[division.kind]
            found.append(
                Landmark(kind, guide, edition.labels[division.kind], TEXT + file_of(division))
            )
    return tuple(found)


def guide(edition: Edition) -> tuple[dict[str, str], ...]:
    """Give the landmarks as EPUB 2 has them: Kindle finds contents and beginning by them (Publishing Guidelines)."""
    return tuple(
        {"type": mark.guide, "title": mark.words, "href": mark.href} for mark in landmarks(edition)
    )


def render_nav(edition: Edition, starts: tuple[PageStart, ...]) -> str:
    imprint = edition.imprint
    marks = Markup("").join(
        LANDMARK.format(kind=m.kind, href=m.href, words=m.words) for m in landmarks(edition)
    )
    body = TOC.format(heading=edition.labels["contents"], points=_list(points(edition)))
    pages = Markup("").join(
        PAGE.format(href=_page_href(start), label=start.label) for start in starts
    )
    body += PAGES.format(name=edition.labels["pages"], points=pages) if starts else Markup("")
    body += LANDMARKS.format(points=marks) if marks else Markup("")
    return frame(body, title=edition.labels["contents"], language=imprint.language)


def _list(lines: tuple[Point, ...]) -> Markup:
    if not lines:
        return Markup("")
    item = Markup('<li><a href="{}">{}</a>{}</li>\n')
    items = Markup("").join(
        item.format(point.href, point.words, _list(point.points)) for point in lines
    )
    return Markup("<ol>\n{}</ol>\n").format(items)


def _page_href(start: PageStart) -> str:
    return f"{TEXT}{start.division}.xhtml#{page_id(start.label)}"


def render_ncx(edition: Edition, starts: tuple[PageStart, ...]) -> str:
    imprint, lines = edition.imprint, points(edition)
    targets = Markup("").join(_ncx_page(start) for start in starts)
    return str(
        NCX.format(
            language=imprint.language,
            identifier=imprint.identifier,
            depth=2 if any(point.points for point in lines) else 1,
            title=imprint.title,
            points=Markup("").join(_ncx_point(point) for point in lines),
            pages=len(starts),
            last=max((int(start.label) for start in starts if start.label.isdecimal()), default=0),
            targets=NCX_PAGES.format(name=edition.labels["pages"], targets=targets)
            if starts
            else "",
        )
    )


def _ncx_point(point: Point) -> Markup:
    inner = Markup("").join(_ncx_point(p) for p in point.points)
    return NCX_POINT.format(id=point.id, words=point.words, href=point.href, inner=inner)


def _ncx_page(start: PageStart) -> Markup:
    numbered = start.label.isdecimal()
    value = Markup(' value="{}"').format(start.label) if numbered else Markup("")
    return NCX_PAGE.format(
        label=start.label,
        kind="normal" if numbered else "front",
        value=value,
        href=_page_href(start),
    )
