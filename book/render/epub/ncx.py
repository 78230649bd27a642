"""The table of contents and the list of pages for older readers.

They are an NCX, as EPUB 2 has it (ANSI/NISO Z39.86-2005, section 8).
"""

import re
from collections.abc import Iterator

from markupsafe import Markup

from book.model import Edition, PageStart
from book.render.epub.navigation import Point, page_href
from book.render.epub.xhtml import TEXT, XhtmlDocument
from book.render.html.markup import join
from book.text.digits import in_usual_digits

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
    '<navPoint id="point-{id}" playOrder="{order}"><navLabel><text>{title}</text></navLabel>'
    '<content src="{href}"/>\n'
    "{inner}</navPoint>\n"
)
PAGES = Markup("<pageList>\n<navLabel><text>{name}</text></navLabel>\n{targets}</pageList>\n")
PAGE = Markup(
    '<pageTarget id="target-{id}" type="{kind}"{value} playOrder="{order}">'
    '<navLabel><text>{label}</text></navLabel><content src="{href}"/></pageTarget>\n'
)
VALUE = Markup(' value="{}"')
ID = re.compile(r' id="([^"]+)"')


def render_ncx(
    edition: Edition,
    contents: tuple[Point, ...],
    starts: tuple[PageStart, ...],
    documents: tuple[XhtmlDocument, ...],
) -> str:
    """Return the NCX. `starts` are the beginnings of the printed pages."""
    orders = _play_orders(contents, starts, documents)
    ncx = NCX.format(
        language=edition.imprint.language,
        identifier=edition.imprint.identifier,
        title=edition.imprint.title,
        depth=2 if any(point.points for point in contents) else 1,
        points=join(_point(point, orders) for point in contents),
        pages=len(starts),
        last=_last_number(starts),
        targets=_page_list(edition, starts, orders),
    )
    return str(ncx)


def _last_number(starts: tuple[PageStart, ...]) -> int:
    return max((int(start.label) for start in starts if start.label.isdecimal()), default=0)


def _point(point: Point, orders: dict[str, int]) -> Markup:
    return POINT.format(
        id=point.id,
        order=orders[point.href],
        title=point.title,
        href=point.href,
        inner=join(_point(below, orders) for below in point.points),
    )


def _page_list(edition: Edition, starts: tuple[PageStart, ...], orders: dict[str, int]) -> Markup:
    if not starts:
        return Markup("")
    targets = join(_page(start, orders) for start in starts)
    return PAGES.format(name=edition.labels["pages"], targets=targets)


def _page(start: PageStart, orders: dict[str, int]) -> Markup:
    is_number = start.label.isdecimal()
    return PAGE.format(
        id=in_usual_digits(start.label),
        label=start.label,
        kind="normal" if is_number else "front",
        value=VALUE.format(int(start.label)) if is_number else "",
        order=orders[page_href(start)],
        href=page_href(start),
    )


def _play_orders(
    contents: tuple[Point, ...],
    starts: tuple[PageStart, ...],
    documents: tuple[XhtmlDocument, ...],
) -> dict[str, int]:
    """Number the addresses of points and pages from 1 in the order of reading (playOrder)."""
    wanted = {*_hrefs(contents), *map(page_href, starts)}
    return {href: number for number, href in enumerate(_in_order(wanted, documents), 1)}


def _hrefs(contents: tuple[Point, ...]) -> Iterator[str]:
    for point in contents:
        yield point.href
        yield from _hrefs(point.points)


def _in_order(wanted: set[str], documents: tuple[XhtmlDocument, ...]) -> Iterator[str]:
    for document in documents:
        file = f"{TEXT}{document.name}"
        addresses = (file, *(f"{file}#{name}" for name in ID.findall(document.content)))
        yield from (address for address in addresses if address in wanted)
