"""The bibliography is in the order of the language where citeproc's is another."""

import pytest

from book.compose.bibliography import sort_bibliography
from book.model import Paragraph
from book.text.inlines import plain_inlines, text_of
from book.text.sorting import Alphabet


def entries(*texts: str) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(plain_inlines(text), "reference") for text in texts)


@pytest.mark.parametrize(
    ("language", "given", "wanted"),
    [
        ("ru", ["Bach, J. 1999.", "Ельцин, Б. 2000."], ["Ельцин, Б. 2000.", "Bach, J. 1999."]),
        ("tr", ["İlim, A. 1.", "Irmak, B. 2."], ["Irmak, B. 2.", "İlim, A. 1."]),
        ("zh-Hans", ["王. 2.", "安. 1."], ["安. 1.", "王. 2."]),
        (
            "ru",
            ["Яков, А. 1.", "———. 2.", "Анна, Б. 3."],
            ["Анна, Б. 3.", "Яков, А. 1.", "———. 2."],
        ),
        ("cs", ["Chata. 1.", "Brno. 2."], ["Chata. 1.", "Brno. 2."]),  # as citeproc has it
    ],
)
def test_entries_are_sorted_by_their_first_name(
    language: str, given: list[str], wanted: list[str]
) -> None:
    blocks = sort_bibliography(entries(*given), Alphabet(language))
    assert [text_of(b.inlines) for b in blocks if isinstance(b, Paragraph)] == wanted
