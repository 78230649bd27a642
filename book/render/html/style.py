"""What print and e-book render differently."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from book.model import Locator, Note, Term
from book.text.locators import WrittenLocator, write_places


def _place(locator: Locator) -> str:
    return "".join(place for _, place in write_places((locator,)))


@dataclass(frozen=True, slots=True)
class Style:
    """The functions that render what differs between the media.

    call(note, body)    a note's call; the function may also place the note itself
    bind(text)          the text, with fixed spaces where a line must not break
    target(anchor)      the address of an anchor
    number(anchor)      an anchor's page number in the contents, "" in a book without pages
    locate(locators)    an index entry's locators, each as its anchor and its text
    refer(locator)      the text of a cross-reference
    term(term, inside)  words that the glossary explains
    mentions(locators)  the places where the text has a term or an event, as anchor and text

    The last two leave the words alone unless they are given: a printed page has no room for more.
    """

    call: Callable[[Note, Markup], Markup]
    bind: Callable[[str], str] = lambda text: text
    target: Callable[[str], str] = "#{}".format
    number: Callable[[str], Markup] = lambda _: Markup("")
    locate: Callable[[tuple[Locator, ...]], tuple[WrittenLocator, ...]] = write_places
    refer: Callable[[Locator], str] = _place
    term: Callable[[Term, Markup], Markup] = lambda _, inside: inside
    mentions: Callable[[tuple[Locator, ...]], tuple[WrittenLocator, ...]] = lambda _: ()
