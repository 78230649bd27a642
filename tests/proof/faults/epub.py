"""Faults in the e-book."""

from tests.proof.fault import OutputFault, Place, in_archive, replacing, substituting

FOX, CROW, DOG, ANT = (f"text/part-{number}.xhtml" for number in ("i", "ii", "iii", "iv"))
INTRODUCTION, OPF = "text/introduction.xhtml", "content.opf"
Pair = tuple[str, str]
# A PNG of one white pixel.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c63f80f0001010100"
    "1bb6ee560000000049454e44ae426082"
)


def ebook_fault(
    name: str, files: Pair, first: Pair, second: Pair, messages: Pair, kind: str = "epub"
) -> OutputFault:
    """Return a fault that replaces a text in a document, another one in each place."""
    return OutputFault(name, kind, in_archive(files, replacing(first, second)), messages)


def other_picture(content: bytes, _: Place) -> bytes:
    assert content != PIXEL
    return PIXEL


# long: a table
def words(kind: str, files: Pair = (FOX, ANT)) -> tuple[OutputFault, ...]:
    """Return the faults in words that both kinds of e-books can have."""
    return (
        ebook_fault(
            "a word lost",
            files,
            ("famished ", ""),
            (" supperless", ""),
            ("part-i.xhtml: .*expected “famished", "part-iv.xhtml: .*expected “dance supperless"),
            kind,
        ),
        ebook_fault(
            "a word altered",
            files,
            ("trellised", "trellis"),
            ("grasshopper, perishing", "grass-hopper, perishing"),
            ("expected “trellised .*found “trellis ", "found “grass-hopper"),
            kind,
        ),
        ebook_fault(
            "a word doubled",
            files,
            ("saw some", "saw saw some"),
            ("begged for a", "begged for for a"),
            ("found “saw some", "found “for a"),
            kind,
        ),
        ebook_fault(
            "a space lost between two words",
            files,
            ("saw some", "sawsome"),
            ("begged for", "beggedfor"),
            ("found “sawsome", "found “beggedfor"),
            kind,
        ),
        ebook_fault(
            "a hyphen lost inside a word",
            (INTRODUCTION, CROW),
            ("well-thumbed", "wellthumbed"),
            ("well-nigh", "wellnigh"),
            ("introduction.xhtml: .*expected “well-thumbed", "expected “well-nigh"),
            kind,
        ),
    )


WORDS = words("epub")
NOTE_FAULTS = (
    ebook_fault(
        "a note cut short",
        (FOX, CROW),
        (" half-starved jackal.</p>", "</p>"),
        (", wide-bellied and long-eared.", "."),
        ("half-starved jackal", "wide-bellied"),
    ),
    OutputFault(
        "two notes swapped",
        "epub",
        in_archive(
            (DOG, ANT),
            substituting(
                (
                    r'(<div class="note"[^\n]*?>1\.</a> )(.*?)(</p>.*?>2\.</a> )(.*?)(</p>)',
                    r"\1\4\3\2\5",
                ),
                (
                    r'(<div class="variant"[^\n]*?>a\.</a> )(.*?)(</p>.*?>b\.</a> )(.*?)(</p>)',
                    r"\1\4\3\2\5",
                ),
            ),
        ),
        ("expected “fox wants.*found “reflection", "expected “cold] bitter.*found “bed] sleep"),
    ),
    OutputFault(
        "a call moved",
        "epub",
        in_archive(
            (FOX, ANT),
            substituting(
                (r"(<a class=\"call parallel\".*?</a>)( “The)", r"\2\1"),
                (r"( supperless)(<a class=\"call note\".*?</a>)", r"\2\1"),
            ),
        ),
        ("expected “saying:1", "expected “dance supperless1.*found “dance1"),
    ),
    ebook_fault(
        "a call that leads to another note",
        (FOX, DOG),
        ('href="#note-parallel-3">1<', 'href="#note-part-i-2">1<'),
        ('href="#note-part-iii-1">1<', 'href="#note-reflection">1<'),
        ("note-parallel-3> a note has no call", "note-part-iii-1> a note has no call"),
    ),
    ebook_fault(
        "a note that leads back to another call",
        (FOX, DOG),
        ('href="#call-note-part-i-2"', 'href="#call-note-parallel-3"'),
        ('href="#call-note-reflection"', 'href="#call-note-part-iii-1"'),
        (
            "backlink leads to another call: #call-note-parallel-3",
            "backlink leads to another call: #call-note-part-iii-1",
        ),
    ),
    OutputFault(
        "a note that goes by another’s id",
        "epub",
        in_archive(
            (FOX, DOG),
            substituting(
                (
                    r'(id=")note-parallel-3(".*?id=")note-part-i-2"',
                    r'\1note-part-i-2\2note-parallel-3"',
                ),
                (
                    r'(id=")note-part-iii-1("><p>.*?id=")note-reflection("><p>)',
                    r"\1note-reflection\2note-part-iii-1\3",
                ),
            ),
        ),
        (
            "part-i.xhtml:22 .*backlink leads to another call",
            "part-iii.xhtml:20 .*backlink leads to another call",
        ),
    ),
)
FORM = (
    OutputFault(
        "the level of a heading changed",
        "epub",
        in_archive(
            (FOX, "text/foreword.xhtml"),
            substituting((r"<h1>(.*?)</h1>", r"<h2>\1</h2>"), (r"<h2>(.*?)</h2>", r"<h3>\1</h3>")),
        ),
        ("heading level is skipped: h2 .*“I. The Fox", "skipped: h3 after h1: “The Reflexion”"),
    ),
    ebook_fault(
        "italics lost",
        (FOX, CROW),
        ("<em>clusters</em>", "clusters"),
        ("<em>delight</em>", "delight"),
        ("“clusters” is not emphasis", "“delight” is not emphasis"),
    ),
    ebook_fault(
        "italics at another word",
        (FOX, CROW),
        ("some <em>clusters</em>", "<em>some</em> clusters"),
        ("with <em>delight</em>", "<em>with</em> delight"),
        ("“clusters” is not emphasis", "“delight” is not emphasis"),
    ),
    ebook_fault(
        "the words of a picture altered",
        (INTRODUCTION, INTRODUCTION),
        ('alt="A fox’s head, seen', 'alt="A dog’s head, seen'),
        ('alt="A jug with one handle"', 'alt="A jug"'),
        ("A dog’s head.*expected “A fox’s head", "“A jug”, expected “A jug with one handle”"),
    ),
    OutputFault(
        "two pictures exchanged",
        "epub",
        in_archive(
            (INTRODUCTION, INTRODUCTION),
            substituting(
                (r'(src=")([^"]+)(" alt="A fox.*?src=")([^"]+)', r"\1\4\3\2"),
                (r'(src=")([^"]+)(" alt="A jug)', r"\1../images/cover.png\3"),
            ),
        ),
        (
            "is another picture than edition-fox.png",
            "cover.png is another picture than edition-jug",
        ),
    ),
    OutputFault(
        "a picture replaced",
        "epub",
        in_archive(("images/cover.png", "images/2ac23d2cb954eb92.png"), other_picture),
        ("is another picture than cover.png", "is another picture than edition-fox.png"),
    ),
    OutputFault(
        "a document left out of the spine",
        "epub",
        in_archive(
            (OPF, OPF),
            replacing(
                ('<itemref idref="part-i.xhtml"/>', ""), ('<itemref idref="glossary.xhtml"/>', "")
            ),
        ),
        ("page 1\\.", "page 7\\."),
    ),
    OutputFault(
        "two documents exchanged in the spine",
        "epub",
        in_archive(
            (OPF, OPF),
            substituting(
                (r'(idref="part-i)(.xhtml"/>.*?idref="part-i)(i)', r"\1\3\2"),
                (r'(idref=")glossary(.xhtml".*?idref=")bibliography', r"\1bibliography\2glossary"),
            ),
        ),
        (
            "not in reading order: II. The Crow and the Pitcher",
            "not in reading order: Bibliography",
        ),
    ),
)
FAULTS = (*WORDS, *NOTE_FAULTS, *FORM)
