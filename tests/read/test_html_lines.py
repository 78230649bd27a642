"""Lines of verse that no stanza holds."""

from book.read.document import SourceFile, read_document


def test_paragraphs_of_a_poem_are_the_lines_of_a_stanza() -> None:
    page = b"<div class='poem'><p>Through all the ferries</p><p>Each ferryman</p></div>"
    (line,) = read_document(SourceFile("a.html", page)).lines
    assert (line.form.kind, line.text) == ("verse", "Through all the ferries Each ferryman")
    assert [each.kind for each in line.ranges] == ["break"]


LONG_LINE = "Always the free range and diversity, always the continent of Democracy, " * 2


def test_lines_with_elements_of_their_own_are_verse_however_long() -> None:
    line = f"<span>{LONG_LINE}</span>"
    page = (
        f"<section class='poem'><p>{line}<br/>{line}</p><p>{line}</p><p>{LONG_LINE}</p></section>"
    )
    lines = read_document(SourceFile("a.html", page.encode())).lines
    assert [each.form.kind for each in lines] == ["verse", "verse", "paragraph"]


def test_preformatted_prose_may_end_with_a_blank_row() -> None:
    row = "the ferryman kept his boat under the willow, and on days of low water nobody came\n"
    page = f"<pre>{row * 5}   </pre>"
    lines = read_document(SourceFile("a.html", page.encode())).lines
    assert "verse" not in [line.form.kind for line in lines]
    assert " ".join(line.text for line in lines).split() == (row * 5).split()
