"""The words of a picture in Markdown are kept, whatever its address looks like."""

import pytest

from book.read.document import SourceFile, read_document
from book.verify.intake.prove_intake import prove_intake


@pytest.mark.parametrize("address", ["secret.txt", "film.mp4", "weir.png", "https://example.org/"])
def test_the_words_of_a_picture_are_kept(address: str) -> None:
    content = f"A boat ![the *weir*]({address}) sank.\n".encode()
    lines = read_document(SourceFile("a.md", content)).lines
    prove_intake("a.md", content, "", lines)
    assert any("the weir" in line.text for line in lines)
