"""The words of a picture in Markdown are kept, whatever its address looks like."""

import pytest

from book.errors import ProofError
from book.read.document import SourceFile, read_document
from book.verify.intake.prove_intake import prove_intake


@pytest.mark.parametrize("address", ["secret.txt", "film.mp4", "weir.png", "https://example.org/"])
def test_the_words_of_a_picture_are_kept(address: str) -> None:
    content = f"A boat ![the *weir*]({address}) sank.\n".encode()
    lines = read_document(SourceFile("a.md", content)).lines
    prove_intake("a.md", content, "", lines)
    assert any("the weir" in line.text for line in lines)


IN_FULL = {
    "title": ('![A boat](weir.png "The weir")', "A boat", "The weir"),
    "title in single quotes, on the next line": (
        "![A boat](weir.png\n'The weir')",
        "A boat",
        "The weir",
    ),
    "quotation marks in the title": (
        '![A boat](weir.png "The "weir" &amp; I")',
        "A boat",
        'The "weir" & I',
    ),
    "title at a label": ('![A boat][w]\n\n[W]: weir.png "The weir"', "A boat", "The weir"),
    "label alone": ("![A boat]\n\n[a boat]: weir.png (The weir)", "A boat", "The weir"),
    "no description": ('![](weir.png "The weir")', "", "The weir"),
    "no title": ("![A *boat*](weir.png)", "A boat", "A boat"),
    "own text alternative": ('![The weir](weir.png){alt="A boat"}', "A boat", "The weir"),
    "among words": ('It ![A boat](weir.png "The weir") sank.', "A boat", "The weir"),
    "HTML": ('<img src="weir.png" alt="A boat" title="The weir">', "A boat", "The weir"),
}


@pytest.mark.parametrize("case", IN_FULL)
def test_a_title_is_the_caption_and_a_description_the_text_alternative(case: str) -> None:
    markdown, alt, caption = IN_FULL[case]
    content = f"A text.\n\n{markdown}\n\nIts end.\n".encode()
    picture = b"\x89PNG\r\n\x1a\n"
    lines = read_document(SourceFile("a.md", content, neighbor=lambda _: picture)).lines
    prove_intake("a.md", content, "", lines)
    (shown,) = (line for line in lines if line.form.kind == "caption")
    figure = shown.form.container("figure")
    assert figure is not None
    assert (figure.get("alt"), shown.text, figure.get("decorative")) == (alt, caption, "")


@pytest.mark.parametrize("case", [name for name in IN_FULL if name not in ("no title", "HTML")])
def test_a_caption_that_is_lost_is_named(case: str) -> None:
    content = f"A text.\n\n{IN_FULL[case][0]}\n\nIts end.\n".encode()
    lines = read_document(SourceFile("a.md", content)).lines
    kept = [line for line in lines if line.form.kind != "caption"]
    with pytest.raises(ProofError, match="words were lost"):
        prove_intake("a.md", content, "", kept)
