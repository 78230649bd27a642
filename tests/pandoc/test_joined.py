"""Words that are joined for pandoc change no byte of what it writes."""

from collections.abc import Mapping

import pytest

from book.pandoc import engine
from book.pandoc.nodes import Node
from book.render.manuscript import as_manuscript, pandoc_document
from tests.fuzz.books import formed_book

DATE = "2026"
SEEDS = range(12)
# Between the words that are joined stand all others that Markdown could take for something.
ODD = (
    *("*", "**a**", "_a", "a_", "a_b", "#", "##", "1.", "(2)", "iv)", "-", "+", "--", "---", ":"),
    *("::", ":::", ":a:", "@a", "a@b", "&lt;", "&", "<b>", "[a]", "[", "](b)", "![", "!", "^a^"),
    *("~a~", "~~", "$1", "$a$", "\\", "|", "`a`", "'a'", '"a"', "...", "a.", "%", "http://a.b/c"),
)


def written(
    document: Node, writer: str, pictures: Mapping[str, bytes] = {}, *, is_joined: bool
) -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        if not is_joined:
            patch.setattr(engine, "join_words", lambda content: content)
        return engine.write_document(document, writer, DATE, pictures)


def paragraph(*words: str) -> Node:
    nodes = [node for word in words for node in ({"t": "Str", "c": word}, {"t": "Space"})]
    return {"t": "Para", "c": nodes[:-1]}


@pytest.mark.parametrize("writer", ["markdown-smart", "docx"])
def test_words_among_signs_are_written_alike(writer: str) -> None:
    rows = [("the", word, "boat", "lay", word, other) for word in ODD for other in ODD]
    rows += [(word, "the", "boat", "lay", "there", word) for word in ODD]
    blocks = [paragraph(*row) for row in rows]
    blocks.append({"t": "BulletList", "c": [[paragraph(*row)] for row in rows[:400]]})
    document = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": blocks}
    expected = written(document, writer, is_joined=False)
    assert written(document, writer, is_joined=True) == expected


@pytest.mark.slow
@pytest.mark.parametrize("writer", ["markdown-smart", "docx"])
@pytest.mark.parametrize("seed", SEEDS)
def test_a_manuscript_of_any_form_has_the_same_bytes(seed: int, writer: str) -> None:
    manuscript = as_manuscript(formed_book(seed), {})
    document = pandoc_document(manuscript, has_styles=writer == "docx")
    pictures = {picture.name: picture.content for picture in manuscript.pictures}
    expected = written(document, writer, pictures, is_joined=False)
    assert written(document, writer, pictures, is_joined=True) == expected
