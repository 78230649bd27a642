"""Faults in the web edition: in its words, its notes, its addresses, what it loads and hides."""

from collections.abc import Callable

from tests.proof.fault import OutputFault, Place, replacing, substituting

FOX, START, SHEET, INDEX = (
    "read/part-i.html",
    "read/index.html",
    "read/read.css",
    "read/book-index.html",
)
HIDING = {
    "left out": "display: none",
    "white": "color: var(--paper)",
    "tiny": "font-size: 0.01em",
    "clipped": "clip-path: inset(50%)",
    "beyond the edge": "position: absolute; left: -9999px",
    "invisible": "visibility: hidden",
    "transparent": "opacity: 0",
}
NOTE = r'(<div class="note variant".*?</div>)\n(<div.*?</div>)\n'
MARK = r'<span id="p1" role="doc-pagebreak" data-page="1"></span>'
# Faults in the data of the first fable's readings: what is replaced, and the messages.
READINGS = (
    (
        "another reading",
        (('"text":"bunches"', '"text":"clusters"'), ('"text":"grapes,"', '"text":""')),
        ("B should continue with “bunches", "B should continue with “grapes, hanging"),
    ),
    (
        "another lemma",
        (('"lemma":"clusters"', '"lemma":"bunches"'), ('"lemma":"grapes"', '"lemma":""')),
        ("var-1 is “bunches”", "var-2 is “”"),
    ),
    (
        "a reading of another copy",
        (('"sigla":["A"]', '"sigla":["B"]'), ('"sigla":["B"]', '"sigla":["C"]')),
        ("the witnesses of var-1 are", "the witnesses of var-1 are"),
    ),
    (
        "readings of no place",
        (('"1":', '"91":'), ('"2":', '"92":')),
        ("the readings of var-1 are missing", "the readings of var-2 are missing"),
    ),
)


def by_a_rule(name: str, style: str, media: str = "") -> OutputFault:
    """Return a fault that adds a rule to the style sheet."""

    def plant(content: bytes, place: Place) -> bytes:
        rule = f"{('p.text', 'h1')[place]} {{ {style} }}"
        return content + f"\n{f'@media {media} {{ {rule} }}' if media else rule}\n".encode()

    shown = f"is not visible: {style.rpartition('; ')[2].partition(':')[0]}"
    return OutputFault(f"{name} by a rule", SHEET, plant, (shown, shown))


def on_page(
    name: str, plant: Callable[[bytes, Place], bytes], *messages: str, page: str = FOX
) -> OutputFault:
    """Return a fault in a page; with one message, it is the same in both places."""
    return OutputFault(name, page, plant, (messages[0], messages[-1]))


FAULTS = (
    # Words and form
    on_page(
        "another word",
        replacing(("wearied herself", "tired herself"), ("half-starved", "starved")),
        "expected “wearied herself",
        "expected “half-starved",
    ),
    on_page(
        "a paragraph left out",
        substituting((r'<p class="text".*?</p>', ""), (r'<p class="text" id="t-nm.*?</p>', "")),
        "expected “A famished",
        "expected “At last",
    ),
    on_page(
        "a paragraph twice",
        substituting((r'(<p class="text".*?</p>)', r"\1<p>A</p>"), (r"(</h1>)", r"\1<p>B</p>")),
        "found “A”",
        "found “B”",
    ),
    on_page(
        "italics lost",
        replacing(("<em>clusters</em>", "clusters"), ("<em>B</em>", "B")),
        "“clusters” is not emphasis",
        "“B” is not emphasis",
    ),
    on_page(
        "a heading that is none",
        substituting((r"<h1>(.*?)</h1>", r"<p>\1</p>"), (r"<h1>(.*?)</h1>", r"<h2>\1</h2>")),
        "must be h1",
    ),
    on_page(
        "another picture",
        substituting(
            ("images/2ac23d2cb954eb92", "images/2f1d492ac2dcde19"),
            (r'<img (.*?)alt="[^"]*"', r'<img \1alt="x"'),
        ),
        "is another picture than",
        "a picture has the words “x”",
        page="read/introduction.html",
    ),
    # Notes
    on_page(
        "notes exchanged",
        substituting(
            (NOTE, r"\2\n\1\n"), (r"(<div class=\"note\"[^>]*>.*?</div>)\n(</section>)", r"\2\n\1")
        ),
        "expected “a. ",
        "expected “2. |is not well-formed|expected",
    ),
    on_page(
        "a note far from its call",
        substituting(
            (r'(<div class="note parallel".*?</div>)\n(<div.*?</div>)', r"\1<p></p>\2"),
            (r'(<div class="note source".*?</div>)', r"<div></div>\1"),
        ),
        r"note 2 does not stand after the text of its call",
        r"note \* does not stand after the text of its call",
    ),
    on_page(
        "a call that leads elsewhere",
        substituting(
            (r'href="#note-t537lhgu"', 'href="#note-3mmjowkh"'),
            (r'href="#note-eat46i5b"', 'href="#note-none"'),
        ),
        "the call of a note “a” after .* leads to",
        "which does not exist",
    ),
    on_page(
        "a link back that leads elsewhere",
        substituting(
            (r'href="#ref-t537lhgu"', 'href="#ref-3mmjowkh"'),
            (r'href="#ref-eat46i5b"', 'href="#t-none"'),
        ),
        "the link back “a.” after .* leads to",
        "which does not exist",
    ),
    # Addresses
    on_page(
        "the address of a paragraph",
        replacing(
            ('id="t-nmswhjv4"', 'id="t-aaaaaaaa"'), ('href="#t-c3qlzq6o"', 'href="#t-nmswhjv4"')
        ),
        "has the address t-aaaaaaaa, expected t-nmswhjv4",
        "the link of “A famished Fox .*” leads to #t-nmswhjv4",
    ),
    on_page(
        "an id twice",
        replacing(('id="mark-5"', 'id="mark-4"'), ('id="mark-6"', 'id="mark-7"')),
        "duplicate ids: mark-4",
        "duplicate ids: mark-7",
    ),
    on_page(
        "a printed page elsewhere",
        substituting(
            (f"{MARK}(.*?clusters)", r"\1" + MARK.replace(r"\"", '"')),
            (r'data-page="1"', 'data-page="2"'),
        ),
        "the mark of page 1 is .* characters from its place",
        "the mark p1 of a printed page says 2",
    ),
    on_page(
        "the list of pages",
        substituting(
            (r'<li><a id="p1".*?</li>\n', ""), (r'href="part-i.html#p1"', 'href="part-i.html#p9"')
        ),
        "the list of pages is",
        "which does not exist",
        page=START,
    ),
    on_page(
        "words marked as varying",
        substituting(
            (r'(<span id="var-1" class="variant">)(.*?</em>)', r"\2\1x".replace("x", "")),
            (r'id="var-2"', 'id="var-3"'),
        ),
        "var-1 marks",
        "var-3 marks “grapes”",
    ),
    # Links and files
    on_page(
        "a broken link",
        substituting(
            (r'href="\.\./index\.html"', 'href="../none.html"'), (r"#imprint", "#nowhere")
        ),
        r"broken link: \.\./none\.html",
        "broken link: index.html#nowhere",
    ),
    on_page(
        "a locator",
        substituting(
            (r'href="part-i\.html#mark-5"', 'href="part-i.html#mark-6"'),
            (r'href="part-i\.html#mark-7"', 'href="part-ii.html"'),
        ),
        "the link “.*leads to",
        page=INDEX,
    ),
    on_page(
        "something loaded from elsewhere",
        substituting(
            (r"</h1>", '</h1><img src="https://example.org/a.png" alt=""/>'),
            (r"</head>", '<link rel="preload" href="https://example.org/b"/></head>'),
        ),
        "expected|is loaded from elsewhere",
        "https://example.org/b is loaded from elsewhere",
    ),
    on_page(
        "something that runs",
        substituting(
            (r"</head>", "<script>alert(1)</script></head>"), (r"<main ", '<main onclick="x()" ')
        ),
        "the page has an element script",
        "the page has an attribute onclick",
    ),
    on_page(
        "no way on",
        substituting(
            (r'<a rel="next".*?</a>', ""), (r'rel="next" href="[^"]*"', 'rel="next" href="x"')
        ),
        "leads to read/part-ii.html#p2, which does not exist",
        "broken link: x",
    ),
    on_page(
        "another language",
        substituting((r'lang="en-GB"', 'lang="de"'), (r"<title>.*?</title>", "<title>A</title>")),
        "does not state that its language",
        "the page has another title",
    ),
    OutputFault(
        "a font from elsewhere",
        SHEET,
        substituting(
            (r"fonts/EBGaramond-Regular", "https://example.org/EBGaramond-Regular"),
            (r"fonts/EBGaramond-Italic", "fonts/EBGaramond-None"),
        ),
        ("is loaded from elsewhere", "is used by the web edition, and missing"),
    ),
    # Readings
    *(
        OutputFault(name, "read/readings/part-i.js", replacing(*pairs), messages)
        for name, pairs, messages in READINGS
    ),
    # Styles
    *(by_a_rule(name, style) for name, style in HIDING.items()),
    by_a_rule("left out on paper", "display: none", "print"),
    by_a_rule("left out on a narrow screen", "display: none", "screen and (max-width: 20em)"),
    by_a_rule("in the dark", "color: #16181b", "screen and (prefers-color-scheme: dark)"),
    OutputFault(
        "a note that does not open",
        SHEET,
        substituting(
            (r"div\.note:not\(:target\) \{", "div.note {"),
            (
                r"@media screen \{\s+div\.note:not\(:target\)",
                "@media all { div.note:not(:target)",
            ),
        ),
        ("is not visible: display: none", "is not visible: display: none, in print"),
    ),
)
