"""Faults in the download page."""

from collections.abc import Callable

from tests.proof.fault import OutputFault, Place, replacing, substituting

Plant = Callable[[bytes, Place], bytes]


def _fault(name: str, plant: Plant, first: str, last: str) -> OutputFault:
    return OutputFault(name, "index.html", plant, (first, last))


FAULTS = (
    _fault(
        "words hidden by an attribute",
        replacing(
            ('<p class="author">', '<p class="author" style="font-size: .1pt">'),
            ('<h2 id="about-heading">', '<h2 id="about-heading" hidden="hidden">'),
        ),
        "“Aesop” is not visible: font-size",
        "“About” is not visible: display: none",
    ),
    _fault(
        "a word of a heading altered",
        replacing(("<h1>Four", "<h1>Five"), ('heading">Downloads<', 'heading">Download<')),
        "header: expected “Four Fables”, found “Five Fables”",
        "formats: expected “Downloads”, found “Download”",
    ),
    _fault(
        "a word of the description altered",
        replacing(
            ('lead">Four fables of Aesop from two', 'lead">Four fables of Aesop from three'),
            ('content="Four fables of Aesop from', 'content="Four fables of Aesop in'),
        ),
        "about: .*from two copies.*from three copies",
        "head: description: .*from.*in two",
    ),
    _fault(
        "a number altered",
        substituting((r"<dd>46(.*?)46</dd>", r"<dd>45\g<1>46</dd>"), ("<dd>23<", "<dd>24<")),
        "about: expected “46.*found “45",
        "about: expected “23”, found “24”",
    ),
    _fault(
        "a credit lost",
        replacing(
            ("Edited by the Test Editors, ", ""), (", Translated by George Fyler Townsend", "")
        ),
        "header: expected “Edited by the Test Editors",
        "header: .*Translated by George Fyler",
    ),
    _fault(
        "a row of the contents lost",
        substituting(
            (r'<li><a href="[^"]*"><span>The Moral</span>.*?</li>', ""),
            (r'<li><a href="[^"]*"><span>Glossary</span>.*?</li>', ""),
        ),
        "contents: “The Moral viii” is missing",
        "contents: “Glossary 7” is missing",
    ),
    _fault(
        "a word of the contents altered",
        replacing(
            ("The Crow and the Pitcher</span>", "The Crow and the Jug</span>"),
            ("<span>The Moral</span>", "<span>The Morals</span>"),
        ),
        "contents: .*the Pitcher 2.*the Jug 2",
        "contents: .*The Moral viii.*The Morals viii",
    ),
    _fault(
        "a page number wrong",
        substituting(
            (r'(Glossary</span> <span class="folio">)7', r"\g<1>8"),
            (r'(The Moral</span> <span class="folio">)viii', r"\1x"),
        ),
        "contents: .*Glossary 7.*Glossary 8",
        "contents: .*The Moral viii.*The Moral x",
    ),
    _fault(
        "an entry of the contents leads to another page",
        replacing(("pdf#page=19", "pdf#page=20"), ("pdf#page=10", "pdf#page=12")),
        "contents: “Glossary 7” must lead to .*#page=19, and leads to .*#page=20",
        "contents: “The Moral viii” must lead to .*#page=10",
    ),
    _fault(
        "a word of the extract altered",
        replacing(("A famished Fox", "A vanished Fox"), ("hiding her disappointment and", "and")),
        "extract: .*famished.*vanished",
        "extract: .*hiding her",
    ),
    _fault(
        "a note of the extract cut, or swapped",
        replacing(
            ("<span>Some tell it of a half-starved jackal.</span>", "<span>Some tell it.</span>"),
            ("Whence “sour grapes”.", "Whence “grapes”."),
        ),
        "extract: .*of a half-starved|extract: .*tell it",
        "extract: .*sour grapes",
    ),
    _fault(
        "a word of the list of witnesses altered",
        replacing(
            ("Townsend’s translation, from", "Townsend’s edition, from"),
            ("The Moral, Roger", "The Moral, Robert"),
        ),
        "sources: .*translation.*edition",
        "sources: .*Roger.*Robert",
    ),
    _fault(
        "a label of the coverage swapped",
        replacing(
            (
                '<td class="lacks"><span class="unseen">does not have it',
                '<td class="lacks"><span class="unseen">has it',
            ),
            ('<td class="missing">', '<td class="has">'),
        ),
        "sources: .*does not have it.*has it|sources: “does not have it” is missing",
        "sources: the cell “missing” is missing",
    ),
    _fault(
        "an agreement or an account altered",
        replacing(("share 242 words", "share 241 words"), (">21</td>", ">22</td>")),
        "sources: .*242.*241",
        "sources: expected “21”, found “22”",
    ),
    _fault(
        "a subject altered, or the pages of the picture",
        substituting(
            (r"LCSH sh85046753", "LCSH sh85046754"), (r"(figcaption>.*?)(\d+)–\d+<", r"\1\2–99<")
        ),
        "about: .*sh85046753.*sh85046754",
        "about: expected “.*–.*–99",
    ),
    _fault(
        "what is shared of the page altered",
        replacing(
            (
                'og:image" content="https://fables.example/four-fables/cover.png"',
                'og:image" content="cover.png"',
            ),
            ('book:isbn" content="9783161484100"', 'book:isbn" content="9780306406157"'),
        ),
        "head: og:image",
        "head: book:isbn: .*9783161484100.*9780306406157",
    ),
    _fault(
        "a feature of the accessibility lost",
        replacing(
            ("<li>One logical reading order</li>", ""), ("<li>Navigation by headings</li>", "")
        ),
        "accessibility: “One logical reading order” is missing",
        "accessibility: “Navigation by headings” is missing",
    ),
    _fault(
        "the history altered",
        replacing(
            ("for “stone” read “stones”", "for “stones” read “stone”"),
            ("<h3>1 December 2023", "<h3>2 December 2023"),
        ),
        "history: .*for “stone” read",
        "history: .*1 December 2023.*2 December 2023",
    ),
    _fault(
        "a citation altered",
        replacing(
            ("Tests of the Proof 2. Test Press. ", "Test Press. "),
            ("(the Test Editors, Ed.;", "(the Best Editors, Ed.;"),
        ),
        "cite: .*Tests of the Proof 2",
        "cite: .*the Test Editors.*the Best Editors",
    ),
    _fault(
        "a checksum wrong",
        substituting(
            (r'(<dt><a href="cover\.png".*?<code>)..', r"\1zz"),
            (r'(<dt><a href="onix\.xml".*?<code>)..', r"\1zz"),
        ),
        "wrong checksum of cover.png",
        "wrong checksum of onix.xml",
    ),
    _fault(
        "a size wrong",
        substituting(
            (r'(<h3><a href="four-fables\.md".*?class="size">)[\d.]+', r"\g<1>9.9"),
            (r'(<dt><a href="ledger\.html".*?class="size">)[\d.]+', r"\g<1>9.9"),
        ),
        "formats: .*Markdown .*found .*9.9",
        "verify: .*ledger.html.*9.9",
    ),
    _fault(
        "a value of the linked data altered",
        replacing(
            ('"name": "George Fyler Townsend"', '"name": "George Townsend"'),
            ('"datePublished": "2024-02-29"', '"datePublished": "2024-02-28"'),
        ),
        "linked data: translator.name: .*George Fyler.*George Townsend",
        "linked data: datePublished: .*2024-02-29.*2024-02-28",
    ),
    _fault(
        "a label for screen readers altered",
        replacing(
            ('alt="The cover"', 'alt="The book"'),
            ('aria-label="On this page"', 'aria-label="On that page"'),
        ),
        "header: the label “The cover” is missing",
        "nav: the label “On this page” is missing",
    ),
    _fault(
        "a section lost",
        substituting(
            (r'<section id="extract".*?</section>', ""),
            (r"<p>The texts are in the public domain\.</p>", ""),
        ),
        "no element of the page has this id|extract: ",
        "footer: “The texts are in the public domain.” is missing",
    ),
    _fault(
        "a sentence added",
        replacing(("</footer>", "<p>Buy more.</p></footer>"), ("<h1>", "<p>New!</p><h1>")),
        "footer: “Buy more.” has no place there",
        "header: “New!” has no place before “Four Fables”",
    ),
)
