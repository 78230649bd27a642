"""What print and e-book render differently."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from book.model import Container, Locator, Note, Paragraph, Term
from book.render.html.cells import Grid
from book.render.html.markup import id_attribute
from book.text.locators import WrittenLocator, write_places


def _place(locator: Locator) -> str:
    return "".join(place for _, place in write_places((locator,)))


def _nothing(_: object) -> Markup:
    return Markup("")


def _definition(name: str, term: Markup, text: Markup) -> Markup:
    return DEFINITION.format(id_attribute(name), term, text)


MARK = Markup('<span id="{}">{}</span>')
DEFINITION = Markup("<dt{}>{}</dt>\n<dd>{}</dd>\n")
NOTE_PARAGRAPH = Markup('<br/>\n<span class="paragraph"></span>')


@dataclass(frozen=True, slots=True)
class Style:
    """The functions that render what differs between the media.

    call(note, body)    a note's call; the function may also place the note itself
    bind(text)          the text as it is set: fixed spaces where a line must not break, figures
    target(anchor)      the address of an anchor
    number(anchor)      an anchor's page number in the contents, "" in a book without pages
    locate(locators)    an index entry's locators, each as its anchor and its text
    continued(heading)  the first item of a list of sub-entries: it repeats the heading overleaf
    refer(locator)      the text of a cross-reference
    term(term, inside)  words that the glossary explains
    mark(anchor, words) words of the text to which an entry of the index leads
    definition(id, term, text)  an entry of the glossary, or of the chronology, whose id is ""
    mentions(locators)  the places where the text has a term or an event, as anchor and text
    picture(figure)     the picture of a figure
    semantics(name)     attributes that say what an element is, by a name of `forms.SEMANTICS`
    poem(widest)        attributes of a poem, by the count of characters in its longest line
    table(grid)         classes of a table of the source, after a space
    fit(grid)           classes of a table of the editor, after a space
    divide(grid)        how many rows each page has of a table that lies on its side
    counted(paragraph)  whether the lines of a paragraph are counted as they are set on the page

    `note_paragraph` stands between two paragraphs of a note. With `has_formulas`, formulas are
    written in MathML. With `sets_addresses`, an address has marks where a line may end; `bind` sets
    those that are no links. The functions after `refer` leave the words alone unless they are
    given.
    """

    call: Callable[[Note, Markup], Markup]
    bind: Callable[[str], str | Markup] = lambda text: text
    target: Callable[[str], str] = "#{}".format
    number: Callable[[str], Markup] = _nothing
    locate: Callable[[tuple[Locator, ...]], tuple[WrittenLocator, ...]] = write_places
    continued: Callable[[str], Markup] = _nothing
    refer: Callable[[Locator], str] = _place
    term: Callable[[Term, Markup], Markup] = lambda _, inside: inside
    mark: Callable[[str, Markup], Markup] = MARK.format
    definition: Callable[[str, Markup, Markup], Markup] = _definition
    mentions: Callable[[tuple[Locator, ...]], tuple[WrittenLocator, ...]] = lambda _: ()
    picture: Callable[[Container], Markup] = _nothing
    semantics: Callable[[str], Markup] = _nothing
    poem: Callable[[int], Markup] = _nothing
    table: Callable[[Grid], str] = lambda _: ""
    fit: Callable[[Grid], str] = lambda _: ""
    divide: Callable[[Grid], tuple[int, ...]] = lambda _: ()
    counted: Callable[[Paragraph], bool] = lambda _: False
    note_paragraph: Markup = NOTE_PARAGRAPH
    has_formulas: bool = False
    sets_addresses: bool = False
