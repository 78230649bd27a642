"""Look up the page of each word in the e-book, by other means than those of the program."""

import io
import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from lxml import etree

from book.verify.readback.pdf import PdfReading

HTML = {"h": "http://www.w3.org/1999/xhtml", "epub": "http://www.idpf.org/2007/ops"}
NOTES = re.compile(r'<section[^>]*class="notes".*?</section>', re.DOTALL)
ASIDE = re.compile(r"<head>.*?</head>|<svg.*?</svg>", re.DOTALL)
TAG = re.compile(r"(<[^>]*>)")
PAGE_MARK = re.compile(r' id="(page-[^"]*)"')
# A word is found by this number of letters from it on, taken from this number of words.
LETTERS, WORDS = 60, 14


@dataclass
class EbookLetters:
    """The letters of an e-book, without its notes, and those of the notes.

    `words` are the offsets at which words begin; `labels` and `pages` are the list of pages by the
    navigation document, and the offset of each.
    """

    text: str = ""
    notes: str = ""
    words: set[int] = field(default_factory=set)
    labels: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    def page_at(self, offset: int) -> str:
        return self.labels[bisect_right(self.pages, offset) - 1]

    def find_word(self, letters: str) -> int | None:
        """Return the offset of a word, if the text has these letters once, and no note has them."""
        if len(letters) < LETTERS or self.text.count(letters) != 1 or letters in self.notes:
            return None
        offset = self.text.index(letters)
        return offset if offset in self.words else None


def only_letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def read_letters(content: bytes) -> EbookLetters:
    """Read an e-book with regular expressions."""
    letters, marks = EbookLetters(), dict[str, int]()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
        for href in spine_of(archive):
            document = ASIDE.sub("", archive.read(f"EPUB/{href}").decode())
            letters.notes += "".join(only_letters(TAG.sub("", n)) for n in NOTES.findall(document))
            marks |= read_document(NOTES.sub("", document), href, letters)
    for link in nav.iterfind(".//h:nav[@epub:type='page-list']//h:a", HTML):
        letters.labels.append(link.text or "")
        letters.pages.append(marks[link.get("href", "")])
    return letters


def spine_of(archive: zipfile.ZipFile) -> Iterator[str]:
    package = etree.fromstring(archive.read("EPUB/content.opf"))
    hrefs = {item.get("id"): item.get("href", "") for item in package.iter("{*}item")}
    for ref in package.iter("{*}itemref"):
        yield hrefs[ref.get("idref")]


def read_document(document: str, href: str, letters: EbookLetters) -> dict[str, int]:
    """Add the letters of a document; return the offset of each mark of a page in it."""
    marks: dict[str, int] = {}
    for piece in TAG.split(document):
        mark = PAGE_MARK.search(piece) if piece.startswith("<") else None
        if mark:
            marks[f"{href}#{mark[1]}"] = len(letters.text)
        elif not piece.startswith("<"):
            read_words(piece, letters)
    return marks


def read_words(text: str, letters: EbookLetters) -> None:
    for word in re.split(r"(\s+|[—–])", re.sub(r"&[^;]*;", " ", text)):
        if word and not word.strip("—– \n"):
            letters.words.add(len(letters.text))
        letters.text += only_letters(word)


def sample_words(
    reading: PdfReading, letters: EbookLetters, count: int
) -> Iterator[tuple[str, str, int]]:
    """Yield words of the PDF, the page on which each begins, and its offset in the e-book.

    The first words of all pages come first, then a random sample. The rest of a word that began on
    the page or the line before is no word; words of notes are left out.
    """
    pages = [page.split() for page in reading.pages]
    places = [
        (page, word)
        for page, words in enumerate(pages)
        for word in range(len(words))
        if reading.labels[page] != "Cover"
    ]
    first_words = [(page, word) for page, word in places if word < 3]
    chosen = first_words + Random(47).sample(places, min(len(places), count * 4))  # noqa: S311
    for page, word in dict.fromkeys(chosen):
        following = only_letters("".join(pages[page][word : word + WORDS]))[:LETTERS]
        offset = letters.find_word(following)
        if offset is not None:
            yield pages[page][word], reading.labels[page], offset


def assert_words_on_their_pages(content: bytes, reading: PdfReading, count: int) -> int:
    """Assert that words have the same page in the e-book's list as in the PDF; return how many."""
    letters = read_letters(content)
    assert letters.pages == sorted(letters.pages)
    words = list(sample_words(reading, letters, count))
    wrong = [
        (word, label, letters.page_at(offset))
        for word, label, offset in words
        if letters.page_at(offset) != label
    ]
    assert wrong == []
    return len(words)
