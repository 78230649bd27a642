"""The table of contents and the list of pages for older readers.

They are an NCX, as EPUB 2 has it (ANSI/NISO Z39.86-2005, section 8).
"""

from markupsafe import Markup

from book.model import Edition, PageStart
from book.render.epub.navigation import Point, page_href, points
from book.render.html.markup import join

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
POINT = Markup(
    '<navPoint id="point-{id}"><navLabel><text>{title}</text></navLabel><content src="{href}"/>\n'
    "{inner}</navPoint>\n"
)
PAGES = Markup("<pageList>\n<navLabel><text>{name}</text></navLabel>\n{targets}</pageList>\n")
PAGE = Markup(
    '<pageTarget id="target-{label}" type="{kind}"{value}><navLabel><text>{label}</text></navLabel>'
    '<content src="{href}"/></pageTarget>\n'
)
VALUE = Markup(' value="{}"')


def render_ncx(edition: Edition, starts: tuple[PageStart, ...]) -> str:
    """Return the NCX. `starts` are the beginnings of the printed pages."""
    contents = points(edition)
    ncx = NCX.format(
        language=edition.imprint.language,
        identifier=edition.imprint.identifier,
        title=edition.imprint.title,
        depth=2 if any(point.points for point in contents) else 1,
        points=join(_point(point) for point in contents),
        pages=len(starts),
        last=_last_number(starts),
        targets=_page_list(edition, starts),
    )
    return str(ncx)


def _last_number(starts: tuple[PageStart, ...]) -> int:
    return max((int(start.label) for start in starts if start.label.isdecimal()), default=0)


def _point(point: Point) -> Markup:
    inner = join(_point(below) for below in point.points)
    return POINT.format(id=point.id, title=point.title, href=point.href, inner=inner)


def _page_list(edition: Edition, starts: tuple[PageStart, ...]) -> Markup:
    if not starts:
        return Markup("")
    return PAGES.format(name=edition.labels["pages"], targets=join(_page(s) for s in starts))


def _page(start: PageStart) -> Markup:
    is_number = start.label.isdecimal()
    return PAGE.format(
        label=start.label,
        kind="normal" if is_number else "front",
        value=VALUE.format(start.label) if is_number else "",
        href=page_href(start),
    )
