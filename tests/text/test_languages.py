"""Language tags: readers and proof take the same ones, and no other reaches an output."""

import pytest

from book.read.document import SourceFile, read_document
from book.text.languages import language_tag
from book.verify.intake.extract import gather

PAGE = '<html lang="en"><body><p>They say <i lang="{}">ferry</i> here.</p></body></html>'
DOCUMENT = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><text><body><p>They say '
    '<foreign xml:lang="{}">ferry</foreign> here.</p></body></text></TEI>'
)
STATED = {
    "fr": "fr",
    "de_AT": "de-AT",
    "x-local": "x-local",
    "zh-Hant-x-old": "zh-Hant-x-old",
    "i-klingon": "i-klingon",
    "ca-ES-valencia": "ca-ES-valencia",
    "latin": "",
    "fr-": "",
    "English language": "",
    "#fr": "",
    "en-abcdefghi": "",
}


@pytest.mark.parametrize(("stated", "tag"), STATED.items())
@pytest.mark.parametrize(("file", "source"), [("a.html", PAGE), ("a.xml", DOCUMENT)])
def test_only_well_formed_tags_are_read(stated: str, tag: str, file: str, source: str) -> None:
    content = source.format(stated).encode()
    lines = read_document(SourceFile(file, content)).lines
    ranges = [each for line in lines for each in line.ranges if each.kind == "foreign"]
    assert [each.value for each in ranges] == [tag] * bool(tag)
    assert ("foreign" in gather(file, content).formed) == bool(tag)
    assert language_tag(stated) == tag
