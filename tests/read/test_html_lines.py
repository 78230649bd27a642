"""Lines of verse that no stanza holds."""

from book.read.document import SourceFile, read_document


def test_paragraphs_of_a_poem_are_the_lines_of_a_stanza() -> None:
    page = b"<div class='poem'><p>Through all the employments</p><p>Each neighbour</p></div>"
    (line,) = read_document(SourceFile("a.html", page)).lines
    assert (line.form.kind, line.text) == ("verse", "Through all the employments Each neighbour")
    assert [each.kind for each in line.ranges] == ["break"]
