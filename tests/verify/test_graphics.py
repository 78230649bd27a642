"""What the proof of a page's drawing knows of clips."""

from typing import Any

import pikepdf
import pytest

from book.verify.readback.graphics import GraphicsReader


def read(content: bytes) -> GraphicsReader:
    reader = GraphicsReader(pikepdf.Dictionary(), _no_font)
    with pikepdf.new() as pdf:
        for each in pikepdf.parse_content_stream(pdf.make_stream(content)):
            reader.read(str(each.operator), list(each.operands))
    return reader


def _no_font(_: Any) -> Any:
    raise AssertionError


@pytest.mark.parametrize("rectangle", [b"0 0 40 20 re", b"40 0 0 20 re", b"40 0 40 0 re"])
def test_a_clip_to_a_rectangle_is_known_even_if_nothing_is_in_it(rectangle: bytes) -> None:
    """The cover of a book with many chapters has fields that are too narrow to be seen."""
    assert read(rectangle + b" W n").unread == set()


@pytest.mark.parametrize(
    "path", [b"0 0 m 40 0 l 20 20 l h", b"0 0 m 0 20 20 20 20 0 c h", b"0 0 m 9 9 l h"]
)
def test_a_clip_to_another_path_is_not_followed(path: bytes) -> None:
    assert read(path + b" W n").unread == {"W"}
