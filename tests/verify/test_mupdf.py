"""The e-book in MuPDF, the engine of many small readers: words, notes and pages are in place."""

import unicodedata
from typing import Any

import pymupdf
import pytest

from book.verify.device_rules.ebook import Ebook, XmlDocument, text_content
from tests.conftest import ROOT

EDITION = "chinas-export-controls"
PICTURES = ROOT / "build" / "readers"
SCREEN = {"width": 360, "height": 540}  # points

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def book(first_ebook: bytes) -> Ebook:
    return Ebook(first_ebook)


@pytest.fixture(scope="module", params=[11, 20], ids=["plain", "large"])
def shown(request: pytest.FixtureRequest, first_ebook: bytes) -> Any:
    """The book on a small screen, in the usual size of type and in a large one."""
    mupdf: Any = pymupdf  # it says of itself that it is typed
    opened = mupdf.open(stream=first_ebook, filetype="epub")
    opened.layout(**SCREEN, fontsize=request.param)
    return opened


@pytest.fixture(scope="module")
def screens(shown: Any) -> list[str]:
    return [visible_characters(page.get_text()) for page in shown]


def visible_characters(words: str) -> str:
    """Return a text without what changes where lines end, and without the bullets of lists."""
    return "".join(
        c
        for c in unicodedata.normalize("NFKC", words)
        if not c.isspace() and c not in "\N{SOFT HYPHEN}\N{BULLET}"
    )


def words_of(document: XmlDocument) -> str:
    """Return the words of a document, without those of an image, which is drawn."""
    texts = document.root.xpath(
        "//*[local-name()='body']//text()[not(ancestor::*[local-name()='svg'])]"
    )
    return visible_characters("".join(map(str, texts)))


def test_each_word_is_shown_once_and_in_order(screens: list[str], book: Ebook) -> None:
    assert "".join(screens) == "".join(map(words_of, book.chapters))


def test_the_contents_lead_to_their_headings(shown: Any, screens: list[str], book: Ebook) -> None:
    nav = book.navigation("toc")
    assert nav is not None
    listed = shown.get_toc()
    assert [title for _, title, _ in listed] == [text_content(link) for link in nav.iter("{*}a")]
    for _, title, number in listed:
        assert visible_characters(title)[:20] in "".join(screens[number - 1 : number + 1]), title


def test_each_note_is_followed_and_leads_back(shown: Any, screens: list[str], book: Ebook) -> None:
    """Each link between a call and its note leads to a screen that has the link back."""
    calls = [(document, call) for document in book.chapters for call in document.typed("noteref")]
    assert len(calls) > 40
    for document, call in calls:
        note, name = document.ids[call.get("href", "")[1:]], document.name
        there, back = (landing(shown, f"{name}#{node.get('id')}") for node in (note, call))
        assert visible_characters(text_content(note))[:12] in "".join(screens[there : there + 2])
        assert there in targets(shown, back)
        assert back in targets(shown, there)


def landing(shown: Any, address: str) -> int:
    return int(shown.resolve_link(address)[0])


def targets(shown: Any, screen: int) -> set[int]:
    """Return the targets of the links on a screen or the next one, where a paragraph may end."""
    pages = [shown[number] for number in (screen, screen + 1) if number < len(shown)]
    return {link["page"] for page in pages for link in page.get_links() if "page" in link}


def test_each_printed_page_is_found(shown: Any, screens: list[str], book: Ebook) -> None:
    listed = book.navigation("page-list")
    assert listed is not None
    links = list(listed.iter("{*}a"))
    assert len(links) > 40
    for link in links:
        address = f"EPUB/{link.get('href')}"
        name, _, fragment = address.partition("#")
        after = visible_characters(
            "".join(map(str, book.trees[name].ids[fragment].xpath("following::text()")))
        )[:10]
        screen = landing(shown, address)
        assert after in "".join(screens[screen : screen + 2]), f"page {text_content(link)}"


def test_it_can_be_looked_at(shown: Any) -> None:
    """Save pictures for human eyes; here it is only seen that they have several tones of gray."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for number in (1, 8, len(shown) // 2, len(shown) - 4):
        drawn = shown[number].get_pixmap(dpi=100, colorspace="gray")
        drawn.save(PICTURES / f"mupdf-{len(shown)}-{number}.png")
        assert len(set(drawn.samples)) > 10
