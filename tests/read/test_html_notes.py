"""Notes of pages: their calls, their bodies, their marks, and what only looks like one."""

import pytest

from tests.read.html_views import view

NOTES = {
    "by types": (
        (
            "<p>kept<a epub:type=noteref href='#n'>1</a> it.</p><aside epub:type=footnote id=n>"
            "<p>A note.</p></aside>"
        ),
        ["- note mark: 1", ": kept{note note-1} it.", "note[mark=1] : A note."],
    ),
    "of pandoc": (
        (
            "<p>kept<a href='#fn1' class='footnote-ref' id='fnref1' role='doc-noteref'><sup>1</sup>"
            "</a></p><p>Next.</p><section class='footnotes' role='doc-endnotes'><hr/><ol>"
            "<li id='fn1'><p>A note.<a href='#fnref1' role='doc-backlink'>↩︎</a></p><p>More.</p>"
            "</li></ol></section>"
        ),
        [
            "- note mark: 1",
            ": kept{note note-1}",
            "- note mark: ↩︎",
            "note[mark=1] : A note.",
            "note[mark=1] : More.",
            ": Next.",
        ],
    ),
    "of an old e-book": (
        (
            "<p>kept<a name='r1'></a><a href='#f1'><sup>[1]</sup></a> it,<a name='r2'></a>"
            "<a href='#f2'>[2]</a></p><h3>FOOTNOTES:</h3>"
            "<p><a name='f1'></a><a href='#r1'>[1]</a> One.</p><p>More of it.</p>"
            "<p><a name='f2'></a><a href='#r2'>[2]</a> Two.</p><h2>II</h2><p>a</p>"
        ),
        [
            "- note mark: [1]",
            "- note mark: [2]",
            ": kept{note note-1} it,{note note-2}",
            "- note mark: [1]",
            "note[mark=[1]] : One.",
            "note[mark=[1]] : More of it.",
            "- note mark: [2]",
            "note[mark=[2]] : Two.",
            "- heading of the notes: FOOTNOTES:",
            ": ## II",
            ": a",
        ],
    ),
    "of a wiki, called twice": (
        (
            "<p>boat<sup id=r-0 class=reference><a href='#n1'>[1]</a></sup> and oar"
            "<sup id=r-1 class=reference><a href='#n1'>[1]</a></sup></p><h2>References</h2>"
            "<ol class=references><li id=n1><span class=mw-cite-backlink>↑ <sup><a href='#r-0'>a"
            "</a></sup> <sup><a href='#r-1'>b</a></sup></span> <span class=text>A note.</span>"
        ),
        [
            "- note mark: [1]",
            "- note mark: [1]",
            ": boat{note note-1} and oar{note note-1}",
            "- note mark: ↑ a b",
            "note[mark=[1]] : A note.",
            "- heading of the notes: References",
        ],
    ),
    "of a saved wiki page": (
        (
            "<p>boat<sup id=cite_ref-1 class=reference><a href='https://e.org/w/X#cite_note-1'>"
            "[1]</a></sup></p><ol class=references><li id=cite_note-1><span class=mw-cite-backlink>"
            "<b><a href='https://e.org/w/X#cite_ref-1'>^</a></b></span> A note.</li></ol>"
        ),
        [
            "- note mark: [1]",
            ": boat{note note-1}",
            "- note mark: ^",
            "note[mark=[1]] : A note.",
        ],
    ),
    "a sign that repeats": (
        "<p>a<a href='#x'>*</a></p><p id=x>* One.</p><p>b<a href='#y'>*</a></p><p id=y>* Two.</p>",
        [
            "- note mark: *",
            ": a{note note-1}",
            "- note mark: *",
            "note[mark=*] : One.",
            "- note mark: *",
            ": b{note note-2}",
            "- note mark: *",
            "note[mark=*] : Two.",
        ],
    ),
    "without links": (
        "<p>word<sup>1</sup> and.<sup>2</sup></p><p><sup>1</sup> One.</p><p><sup>2</sup> Two.</p>",
        [
            "- note mark: 1",
            "- note mark: 2",
            ": word{note note-1} and.{note note-2}",
            "- note mark: 1",
            "note[mark=1] : One.",
            "- note mark: 2",
            "note[mark=2] : Two.",
        ],
    ),
    "called in a cell": (
        (
            "<table><tr><td>a<a href='#n' role=doc-noteref>1</a><td>b</table>"
            "<p id=n role=doc-footnote>N.</p>"
        ),
        [
            "- note mark: 1",
            "table[columns=2,rows=1] row[row=0] cell[column=0] : a{note note-1}",
            "note[mark=1] : N.",
            "table[columns=2,rows=1] row[row=0] cell[column=1] : b",
        ],
    ),
    "called in a note": (
        (
            "<p>a<a href='#n' role=doc-noteref>1</a></p><p id=n role=doc-footnote>N"
            "<a href='#m' role=doc-noteref>2</a></p><p id=m role=doc-footnote>M.</p>"
        ),
        [
            "- note mark: 1",
            ": a{note note-1}",
            "- note mark: 2",
            "note[mark=1] : N{note note-2}",
            "note[mark=2] : M.",
        ],
    ),
    "hidden until it is called": (
        "<p>a<a href='#n' role=doc-noteref>1</a></p><aside id=n role=doc-footnote hidden>N.",
        ["- note mark: 1", ": a{note note-1}", "note[mark=1] : N."],
    ),
    "beside anchors, its mark before it linked like its call": (
        (
            "<p>a<a name=c1></a><a href='#n1' class=citation>[1]</a> b</p>"
            "<p><a name=n1></a><a href='#c1' class=footnote>[1]</a> N.</p>"
        ),
        ["- note mark: [1]", ": a{note note-1} b", "- note mark: [1]", "note[mark=[1]] : N."],
    ),
    "called by nothing": (
        "<p>a</p><aside epub:type=footnote><p>N.</p></aside><p>b</p>",
        [": a", "note : N.", ": b"],
    ),
    "calls of notes that are not there": (
        "<p>boat<sup><a href='#x'>1</a></sup> oar<a href='#y'>[2]</a> sail<sup>3</sup>.</p>",
        ["- note mark: 1", "- note mark: [2]", "- note mark: 3", ": boat oar sail."],
    ),
}
NOT_NOTES = {
    "powers and ordinals": (
        "4<sup>th</sup> 10<sup>12</sup> cm<sup>3</sup> x<sup>2</sup> sin<sup>2</sup>",
        (
            ": 4{superscript th} 10{superscript 12} cm{superscript 3} x{superscript 2} "
            "sin{superscript 2}"
        ),
    ),
    "a link to a chapter": ("<a href='#c'>1</a> <h2 id=c>1</h2>", ": 1"),
    "a link to a page": (
        "see <a href='#Page_12'>12</a><p><a id=Page_12></a>12 boats</p>",
        ": see 12",
    ),
}


@pytest.mark.parametrize(("markup", "expected"), NOTES.values(), ids=NOTES)
def test_notes(markup: str, expected: list[str]) -> None:
    assert view(markup) == expected


@pytest.mark.parametrize(("markup", "expected"), NOT_NOTES.values(), ids=NOT_NOTES)
def test_what_looks_like_a_note(markup: str, expected: str) -> None:
    assert view(f"<p>{markup}")[0] == expected
