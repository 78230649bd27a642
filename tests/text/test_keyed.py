"""Which lines are counted: an argument before verse is not, prose that is as long as it is."""

import pytest

from book.model import BlockForm, BlockKind, Division, Paragraph, Place, Plain
from book.text.keyed import counted_places, counts_by_poem


def division(*blocks: tuple[BlockKind, int]) -> Division:
    """Return a division of paragraphs of a kind, each of so many characters."""
    paragraphs = (
        Paragraph((Plain("x" * length),), place=Place(("one",), n), form=BlockForm(kind))
        for n, (kind, length) in enumerate(blocks, 1)
    )
    return Division("one", "part", blocks=tuple(paragraphs))


@pytest.mark.parametrize(
    ("blocks", "counted", "is_by_poem"),
    [
        ((("paragraph", 100), ("verse", 400), ("verse", 30)), {2, 3}, True),
        ((("paragraph", 200), ("verse", 400)), {1, 2}, False),  # it is no argument
        ((("paragraph", 10), ("verse", 400), ("paragraph", 10)), {1, 2, 3}, False),
        ((("verse", 400),), {1}, True),
        ((("paragraph", 400),), {1}, False),
    ],
)
def test_what_is_counted(
    blocks: tuple[tuple[BlockKind, int], ...], counted: set[int], *, is_by_poem: bool
) -> None:
    whole = division(*blocks)
    assert {place.paragraph for place in counted_places([whole])} == counted
    assert counts_by_poem(whole) == is_by_poem
