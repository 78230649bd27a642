"""A picture that copies describe alike is one, whatever each prints under it."""

import pytest

from book.clean import clean
from book.collate import collate
from book.merge import merge
from book.model import Insert, Paragraph, Text, Witness
from book.read.document import SourceFile, read_document
from book.text.inlines import text_of
from book.text.traversal import blocks_of
from tests.factories import IMPRINT, LABELS, WORK

PNG = b"\x89PNG\r\n\x1a\n"


def text(siglum: str, alt: str, caption: str) -> Text:
    page = (
        "<h1>I. The Weir</h1><p>The boat never sank at the weir, so they say.</p>"
        f"<figure><img src='a.png' alt='{alt}'><figcaption>{caption}</figcaption></figure>"
        "<p>They all went home before the river rose again.</p>"
    ).encode()
    document = read_document(SourceFile("a.html", page, neighbor=lambda _: PNG))
    witness = Witness(siglum, "a.html", "text", document.lines, pictures=document.pictures)
    return clean(witness, WORK)


@pytest.mark.parametrize(
    ("alt", "printed"),
    [("A WEIR at  low water", ["A boat"]), ("An otter", ["A boat", "The miller’s daughter"])],
)
def test_other_captions_of_one_picture_are_readings(alt: str, printed: list[str]) -> None:
    texts = (text("A", "A weir at low water", "A boat"), text("B", alt, "The miller’s daughter"))
    collation = collate(texts, WORK)
    edition = merge(collation, texts, IMPRINT, WORK, LABELS)
    blocks = tuple(blocks_of(edition.divisions))
    captions = [block for block in blocks if isinstance(block, Paragraph)]
    shown = [text_of(each.inlines) for each in captions if each.form.kind == "caption"]
    assert shown == printed
    assert sum(isinstance(block, Insert) for block in blocks) == len(printed)
