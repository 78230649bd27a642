"""What the copies of a work say of it, weighed by how far each place can be relied on."""

from collections.abc import Sequence

import pytest

from book.clean import clean
from book.describe import describe_copy, describe_work
from book.model import Fact, Text, Witness, Work
from book.text.decode import split_lines

PACKAGE, HEADER, PROPERTIES = "metadata of the e-book", "TEI header", "document properties"
GUTENBERG = (
    "The Project Gutenberg EBook of The Ferry, by Anna Weide",
    "",
    "Title: The Ferry",
    "       or The Drowned Boat",
    "",
    "Author: Anna Weide",
    "Translator: Weide, Karl, 1850-1910",
    "",
    "Release Date: June, 1998 [EBook #1342]",
    "Language: English",
    "",
    "*** START OF THIS PROJECT GUTENBERG EBOOK THE FERRY ***",
    "",
    "THE FERRY",
    "",
    "The boat lay at the shore.",
)

RUSSIAN = (
    "Паромщик держал свою лодку под старой ивой, и весь день никто не мог переправиться. "
    "Вечером пришла девушка с корзиной и спросила, сколько стоит дорога на тот берег. Он долго "
    "молчал, смотрел на воду и наконец ответил, что сегодня ветер слишком сильный."
)


def copy(lines: Sequence[str], *facts: tuple[str, str, str], file: str = "copy.txt") -> Text:
    witness = Witness("A", file, "text", split_lines("\n".join(lines), file))
    stated = tuple(Fact(*fact) for fact in facts)
    return clean(Witness("A", file, "text", witness.lines, facts=stated), Work("", "", ""))


def test_a_librarys_header_is_read_line_by_line() -> None:
    work = describe_work([copy(GUTENBERG)])
    assert (work.title.value, work.subtitle.value) == ("The Ferry", "or The Drowned Boat")
    assert (work.author.value, work.language.value) == ("Anna Weide", "en")
    assert not work.date.value
    (translator,) = work.contributors
    assert (translator.name, translator.role, translator.sort) == (
        "Karl Weide",
        "trl",
        "Weide, Karl",
    )
    about = describe_copy(copy(GUTENBERG))
    assert (about.publisher, about.issued) == ("Project Gutenberg", "June, 1998")


def test_a_cataloger_is_believed_before_a_page_and_a_page_before_a_guess() -> None:
    page = copy(["The boat lay."], ("title", "Ferry Tales | A Site", "title of the page"))
    book = copy(
        ["The boat lay."], ("title", "The Ferry", PACKAGE), ("author", "Weide, Anna", PACKAGE)
    )
    work = describe_work([page, book])
    assert (work.title.value, work.author.value, work.sort) == (
        "The Ferry",
        "Anna Weide",
        "Weide, Anna",
    )


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("THE FERRY", "The Ferry"),  # another copy has small letters
        ("The Ferry, by Anna Weide", "The Ferry"),
        ("Anna Weide - The Ferry", "The Ferry"),
        ("The Ferry - Wikisource, the free online library", "The Ferry"),
        ("The Ferry : an electronic edition", "The Ferry"),
    ],
)
def test_what_is_added_to_a_title_is_left_out(title: str, expected: str) -> None:
    facts = (("title", title, PACKAGE), ("author", "Anna Weide", PACKAGE))
    assert (
        describe_work([copy(["The Ferry", "", "# I", "", "The boat."], *facts)]).title.value
        == expected
    )


def test_the_typist_of_a_document_is_a_guess() -> None:
    facts = (("author", "Karl Weide", PROPERTIES), ("title", "Document1", PROPERTIES))
    work = describe_work([copy(["The boat lay."], *facts)])
    assert (work.author.value, work.author.is_guess) == ("Karl Weide", True)
    assert not work.title.value
    work = describe_work([copy(["The boat lay."], ("author", "Admin", PROPERTIES))])
    assert not work.author.value


def test_a_header_that_repeats_a_name_does_not_outvote_a_catalog() -> None:
    book = copy(["The boat."], ("author", "Anna Weide", PACKAGE))
    lines = [line.replace("Anna Weide", "Anna Maria (Boot) Weide") for line in GUTENBERG]
    work = describe_work([copy(lines, file="b.txt"), book])
    assert work.author.value == "Anna Weide"


def test_all_authors_are_named_and_a_cover_artist_is_none_of_the_work() -> None:
    people = [("author", "Anna Weide"), ("author", "Karl Weide"), ("art", "A Painter")]
    facts = [(field, name, PACKAGE) for field, name in people]
    work = describe_work([copy(["By Karl Weide", "", "# I", "", "The boat."], *facts)])
    assert work.author.value == "Anna Weide, Karl Weide"
    assert work.contributors == ()


def test_the_name_of_a_file_counts_if_the_text_begins_with_it() -> None:
    lines = ["Anna Weide The Ferry. The boat lay at the shore."]
    work = describe_work([copy(lines, file="Weide-Anna_The-Ferry_1907.txt")])
    assert (work.title.value, work.author.value) == ("The Ferry", "Anna Weide")
    assert work.title.is_guess
    for file in ("copy-1.txt", "boat.txt"):
        assert not describe_work([copy(["The boat."], file=file)]).title.value


@pytest.mark.parametrize(
    ("words", "stated", "expected"),
    [
        ("Das Boot lag am Ufer unter der Weide, und niemand kam hinüber. " * 9, "", "de"),
        ("Das Boot lag am Ufer unter der Weide, und niemand kam hinüber. " * 9, "en-US", "de"),
        ("Le bateau était amarré sous le saule et personne ne passait. " * 9, "fr-CA", "fr-CA"),
        (RUSSIAN, "", "ru"),
    ],
)
def test_the_language_is_that_of_the_words_where_a_template_may_have_stated_it(
    words: str, stated: str, expected: str
) -> None:
    text = copy([words], ("language", stated, "metadata of the page")) if stated else copy([words])
    language = describe_work([text]).language
    assert language.value == expected
    assert language.is_guess is (stated != expected)


def test_what_a_catalog_says_of_the_language_is_believed() -> None:
    text = copy(["Boot. Ufer. Weide."], ("language", "ger", HEADER))
    assert describe_work([text]).language.value == "de"


def test_a_first_name_is_preferred_to_an_initial() -> None:
    lines = [line.replace("Anna Weide", "A. Maria Weide") for line in GUTENBERG]
    people = (("author", "Anna Maria Weide", PACKAGE), ("sort", "Weide, Anna Maria", PACKAGE))
    books = [copy(lines, file="a.txt"), copy(["The boat."], *people, file="b.epub")]
    work = describe_work(books)
    assert (work.author.value, work.sort) == ("Anna Maria Weide", "Weide, Anna Maria")
    assert work.author.file == "b.epub"
    initials = copy(["The boat."], ("author", "A. M. Weide", PACKAGE), file="b.epub")
    full = copy([line.replace("Anna", "Anna Maria") for line in GUTENBERG], file="a.txt")
    filed = copy(["The boat."], ("sort", "Weide, A. M.", HEADER), file="c.xml")
    work = describe_work([initials, full, filed])
    assert (work.author.value, work.sort) == ("Anna Maria Weide", "Weide, Anna Maria")


def test_a_typist_is_no_fuller_form_of_an_author() -> None:
    typed = copy(["The boat."], ("author", "Anna Weide", PROPERTIES))
    book = copy(["The boat."], ("author", "A. Weide", PACKAGE), file="b.epub")
    assert describe_work([book, typed]).author.value == "A. Weide"


@pytest.mark.parametrize("between", ["by", "DOOR", "von", "Par:", "por"])
def test_title_and_author_stand_around_by(between: str) -> None:
    lines = ["A College", "", "THE FERRY,", "", between, "", "Anna Weide.", "", "The boat lay."]
    work = describe_work([copy(lines)])
    assert (work.title.value, work.author.value) == ("THE FERRY", "Anna Weide")


def test_the_only_heading_of_the_first_level_is_the_title() -> None:
    page = ["A College", "", "# The Ferry", "", "## The Shore", "", "The boat lay there."]
    title = describe_work([copy(page, file="a.md")]).title
    assert (title.value, title.is_guess) == ("The Ferry", False)
    chapters = [*page, "", "# The Weir", "", "It sank."]
    assert describe_work([copy(chapters, file="a.md")]).title.is_guess


def test_what_a_template_has_instead_of_a_title_is_none() -> None:
    facts = (("title", "MAIN TITLE", PACKAGE), ("author", "AUTHOR'S NAME", PACKAGE))
    work = describe_work([copy(["The boat lay."], *facts)])
    assert (work.title.value, work.author.value) == ("", "")


def test_words_in_another_language_are_believed_before_the_english_of_a_program() -> None:
    german = "Das Boot lag am Ufer unter der Weide, und niemand kam hinüber. " * 9
    english = "The boat lay at the shore below the willow, and nobody could cross. " * 9
    for words, stated, expected in ((german, "en-US", "de"), (english, "de", "de")):
        work = describe_work([copy([words], ("language", stated, PACKAGE))])
        assert work.language.value == expected


def test_a_name_below_the_title_is_the_author_if_another_place_has_it() -> None:
    page = ["# The Ferry", "", "### Anna Weide", "", "The boat lay there.", "", "## The Weir", ""]
    author = describe_work([copy([*page, "It sank."], file="a.md")]).author
    assert (author.value, author.is_guess) == ("Anna Weide", True)
    chapter = [*page, "It sank.", "", "### The Shore", "", "It lay."]
    assert not describe_work([copy(chapter, file="a.md")]).author.value
    assert describe_work([copy(chapter, file="weide-ferry.md")]).author.value == "Anna Weide"


def test_a_title_in_the_properties_is_believed_if_the_title_page_has_it() -> None:
    lines = ["A COLLEGE OF BOATMEN", "The Ferry", "Presented by Anna Weide", "June 2015", ""]
    words = [*lines, "The boat lay at the shore, and nobody could cross before the evening came."]
    work = describe_work([copy(words, ("title", "The Ferry", PROPERTIES), file="a.odt")])
    assert (work.title.value, work.author.value) == ("The Ferry", "Anna Weide")


@pytest.mark.parametrize("login", ["C", "dirk", "Sebastian", "Anonymous"])
def test_one_word_of_a_word_processor_is_no_author(login: str) -> None:
    assert not describe_work([copy(["The boat."], ("author", login, PROPERTIES))]).author.value


@pytest.mark.parametrize("label", ["Author", "Student:", "*Autor*", "Φοιτητής"])
def test_the_author_stands_below_a_label(label: str) -> None:
    page = ["A College", "", "The Ferry", "", label, "", "Anna Weide", "", "The boat lay there."]
    assert describe_work([copy(page)]).author.value == "Anna Weide"


def test_the_owner_of_a_word_processor_may_be_a_body_and_is_no_author() -> None:
    assert not describe_work(
        [copy(["The boat."], ("author", "University of Ferries", PROPERTIES))]
    ).author.value
    book = copy(["The boat."], ("author", "University of Ferries", PACKAGE))
    assert describe_work([book]).author.value == "University of Ferries"


@pytest.mark.parametrize("line", ["Book the First", "## BOOK ONE", "Erstes Kapitel"])
def test_a_division_is_no_title_of_the_work(line: str) -> None:
    text = copy([line, "", "The boat lay at the shore, and nobody could cross before noon."])
    assert not describe_work([text]).title.value
