"""Which words of an edition in Chinese, Japanese or Korean are foreign."""

from dataclasses import replace

from book.model import Edition, Emphasis, Foreign, Paragraph, Plain
from book.text.inlines import plain_inlines
from book.text.own_language import has_han, inlines_in, without_guesses
from book.text.traversal import blocks_of
from tests import factories

GUESSED = plain_inlines("吾輩は猫 (cat)である")
MARKED = Foreign("zh-Hans", (Plain("汉字"),))


def edition_in(language: str) -> Edition:
    edition = factories.edition(factories.text("A", "words"))
    (division, *_) = edition.divisions
    paragraph = Paragraph((*GUESSED, MARKED, Emphasis(plain_inlines("猫 x"))))
    return replace(
        edition,
        imprint=replace(edition.imprint, language=language),
        divisions=(replace(division, blocks=(paragraph,)),),
    )


def inlines_of(edition: Edition) -> tuple[object, ...]:
    (block,) = blocks_of(edition.divisions)
    assert isinstance(block, Paragraph)
    return block.inlines


def test_ideographs_are_no_foreign_words_in_japanese() -> None:
    cleared = without_guesses(edition_in("ja"))
    assert inlines_of(cleared) == (
        Plain("吾輩は猫 (cat)である"),
        MARKED,
        Emphasis((Plain("猫 x"),)),
    )


def test_an_edition_in_latin_letters_stays_as_it_is() -> None:
    edition = edition_in("en")
    assert without_guesses(edition) is edition
    assert any(isinstance(inline, Foreign) for inline in GUESSED)


def test_headings_of_an_index_are_in_the_language_of_the_edition() -> None:
    assert inlines_in("ja", "猫") == (Plain("猫"),)
    assert inlines_in("en", "猫") == (MARKED.__class__("zh-Hans", (Plain("猫"),)),)
    assert [has_han(tag) for tag in ("ko", "zh-TW", "vi")] == [True, True, False]
