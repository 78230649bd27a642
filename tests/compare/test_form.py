"""What a release is compared by holds the words of all forms: lists, verse, drama, letters …"""

import re

import pytest

from book.model import Container, Range
from book.verify.readback.release import read_release
from tests.formed_works import Words, formed_work
from tests.generated_works import WorkGenerator

ADDED = re.compile(r" \(note\)|<https://a.org/>|A fox|[*^~+|]|one\. two\.|\s")


@pytest.mark.parametrize("seed", range(12))
def test_the_words_of_every_form_are_read(seed: int) -> None:
    work = WorkGenerator(seed).work()
    blocks = read_release(work.tei()).blocks
    read = "".join(block.words.text for block in blocks if block.kind == "text")
    read = read.split("[Text]")[1]
    for label in ("(a)", "1."):
        read = read.replace(label, "")
    expected = "".join(unit.text for unit in work.texts[0].units)
    assert ADDED.sub("", read) == ADDED.sub("", expected)


def test_lines_and_paragraphs_are_parted_and_struck_words_marked() -> None:
    quotation = Container("quotation", "1")
    stanza = Words("The fox ran.", "verse", (quotation,), (Range(7, 8, "break"),))
    struck = Words("It sat.", ranges=(Range(0, 2, "deletion"),))
    blocks = read_release(formed_work(stanza, struck).tei()).blocks
    assert [(block.role, block.words.text) for block in blocks[-2:]] == [
        ("lg", "The fox ran."),
        ("p", "~~It~~ sat."),
    ]
