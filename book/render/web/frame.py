"""The pages: the text, and the way through the book around it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from book.model import Edition
from book.render.epub.xhtml import heading_text
from book.render.html.markup import direction_attribute
from book.render.template import render_template
from book.render.web.addresses import START
from book.render.web.body import WebBody
from book.text.direction import direction_of

TEMPLATE, SCRIPT = "read.html", "read.js"
# Lists that lead into the text: a search finds what they lead to.
UNSEARCHED = ("title-page", "contents", "imprint", "index")
ARROWS = {"ltr": "←→", "rtl": "→←"}


@dataclass(frozen=True, slots=True)
class WebPage:
    """A page: its file, its title, and the texts that it has."""

    file: str
    title: str
    bodies: tuple[WebBody, ...]


@dataclass(frozen=True, slots=True)
class PrintedPageLink:
    """A link to the beginning of a printed page; `is_here` if that is on the same web page."""

    label: str
    href: str
    is_here: bool


def render_pages(
    edition: Edition, bodies: Sequence[WebBody], files: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return the pages by their file names."""
    pages = tuple(_pages(edition, bodies))
    frame = _WebFrame(edition, pages, files)
    return {page.file: frame.render(number) for number, page in enumerate(pages)}


def _pages(edition: Edition, bodies: Iterable[WebBody]) -> Iterator[WebPage]:
    """Yield the pages in the order of the book; the first one has its title."""
    for file, group in groupby(bodies, lambda body: body.file):
        texts = tuple(group)
        division = texts[0].division
        fallback = edition.labels.get(division.kind, edition.imprint.title)
        title = edition.imprint.title if file == START else heading_text(division) or fallback
        yield WebPage(file, title, texts)


class _WebFrame:
    """Renders the pages of one edition."""

    def __init__(
        self, edition: Edition, pages: Sequence[WebPage], files: Mapping[str, bytes]
    ) -> None:
        self.edition, self.pages, self.files = edition, pages, files
        self.template = files[TEMPLATE].decode()
        imprint = next((b for p in pages for b in p.bodies if b.division.kind == "imprint"), None)
        self.imprint = f"{imprint.file}#{imprint.division.id}" if imprint else ""

    def render(self, number: int) -> bytes:
        page, imprint = self.pages[number], self.edition.imprint
        is_start = page.file == START
        title = imprint.title if is_start else f"{page.title} – {imprint.title}"
        return render_template(
            self.template,
            words=self.edition.labels,
            language=imprint.language,
            direction=direction_attribute(imprint.language),
            arrows=ARROWS[direction_of(imprint.language)],
            title=title,
            book=imprint.title,
            description=imprint.description,
            address=f"{imprint.url}read/{page.file}" if imprint.url else "",
            former=self.pages[number - 1] if number else None,
            next=self.pages[number + 1] if number + 1 < len(self.pages) else None,
            is_noted=any(body.has_notes for body in page.bodies),
            has_script=SCRIPT in self.files,
            is_searched=any(body.division.kind not in UNSEARCHED for body in page.bodies),
            sections=[Markup(body.written()) for body in page.bodies],  # noqa: S704 (our own)
            pages=list(self.page_links(page)) if is_start else [],
            imprint=self.imprint,
        )

    def page_links(self, page: WebPage) -> Iterator[PrintedPageLink]:
        """Yield a link to each printed page, in the order of the book."""
        for body in self.bodies():
            for label in body.pages:
                is_here = body.file == page.file
                href = f"#p{label}" if is_here else f"{body.file}#p{label}"
                yield PrintedPageLink(label, href, is_here)

    def bodies(self) -> Iterator[WebBody]:
        """Yield all texts in the order of the printed book."""
        bodies = {body.division.id: body for page in self.pages for body in page.bodies}
        shown = (division.id for division in self.edition.divisions)
        return (bodies[name] for name in shown if name in bodies)
