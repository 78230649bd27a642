"""Faults in the links, the lists and the metadata of the e-book."""

from tests.proof.fault import OutputFault, in_archive, substituting
from tests.proof.faults.epub import ANT, CROW, DOG, FOX, INTRODUCTION, OPF, ebook_fault

INDEX, NAV, NCX = "text/index.xhtml", "nav.xhtml", "toc.ncx"

LINKS = (
    ebook_fault(
        "a cross-reference to another place",
        (DOG, INTRODUCTION),
        ('href="part-i.xhtml#p-i-1"', 'href="part-i.xhtml#p-i-2"'),
        ('href="part-ii.xhtml#p-ii-2"', 'href="part-ii.xhtml#p-ii-1"'),
        ("link “I ¶1” .*leads to .*“At last.*expected “A famished", "link “II ¶2” .*leads to"),
    ),
    ebook_fault(
        "an entry of the index that leads to another place",
        (INDEX, INDEX),
        ("part-i.xhtml#mark-4", "part-i.xhtml#mark-5"),
        ("part-iii.xhtml#mark-20", "part-iii.xhtml#mark-21"),
        ("link “I ¶1” .*“grapes.*expected “Fox", "link “III n1” .*“water.*expected “fox"),
    ),
    ebook_fault(
        "an anchor at another word",
        (FOX, DOG),
        (
            '<span id="mark-4"></span>Fox saw',
            'Fox <span id="mark-4"></span>saw',
        ),
        ('<span id="mark-18"></span>water, and', 'water, <span id="mark-18"></span>and'),
        ("index.xhtml: .*“saw some", "index.xhtml: .*“and took"),
    ),
    ebook_fault(
        "a reference of the index to another entry",
        (INDEX, INDEX),
        ('href="#entry-5">shadow', 'href="#entry-4">shadow'),
        ('href="#entry-2">fox', 'href="#entry-3">fox'),
        ("link “shadow” .*“reynard", "link “fox” .*“grapes"),
    ),
    ebook_fault(
        "a term that leads to another explanation",
        (FOX, CROW),
        ("glossary.xhtml#term-2", "glossary.xhtml#term-1"),
        ("glossary.xhtml#term-3", "glossary.xhtml#term-1"),
        ("glossary “vine” .*“trellis”, expected “vine", "glossary “pitcher” .*“trellis"),
    ),
    ebook_fault(
        "an address on the web altered",
        ("text/imprint.xhtml", "text/imprint.xhtml"),
        ('example/1">', 'example/2">'),
        ('href="https://', 'href="http://'),
        ("leads to https://fables.example/2, expected https://fables.example/1", "leads to http:"),
    ),
    ebook_fault(
        "an entry of the contents altered",
        (NAV, NCX),
        ("I. The Fox and the Grapes", "I. The Fox and the Grape"),
        ("III. The Dog and the Shadow", "III. The Dog"),
        ("NCX differ.*“I. The Fox and the Grape”", "NCX differ.*“III. The Dog”"),
    ),
    ebook_fault(
        "an entry of the contents that leads to another chapter",
        (NAV, NCX),
        ('text/part-i.xhtml">I. ', 'text/part-ii.xhtml">I. '),
        ("text/foreword.xhtml#foreword-2", "text/foreword.xhtml#foreword-1"),
        ("NCX differ: entry 5 .*part-ii.xhtml", "NCX differ: entry 3 .*#foreword-1"),
    ),
    ebook_fault(
        "a landmark that leads to another place",
        (NAV, OPF),
        ('bodymatter" href="text/part-i.xhtml"', 'bodymatter" href="text/part-iii.xhtml"'),
        (
            'href="text/glossary.xhtml"/>\n    <reference',
            'href="text/index.xhtml"/>\n    <reference',
        ),
        ("landmarks: the entry “I. The Fox.*leads to", "guide: the entry “Glossary” leads to"),
    ),
    OutputFault(
        "the mark of a page moved",
        "epub",
        in_archive(
            (DOG, INTRODUCTION),
            substituting(
                (r'(<span id="page-3".*?</span>)(.*?crossing )', r"\2\1"),
                (r'(<span id="page-x".*?</span>)(.*?A pitcher)', r"\2\1"),
            ),
        ),
        ("the mark of page 3 is", "the mark of page x is"),
    ),
)
STATEMENTS = (
    ebook_fault(
        "a wrong title",
        (OPF, OPF),
        (">Four Fables: ", ">Four Tables: "),
        (": With Two of Everything<", ": With Everything<"),
        ("dc:title: expected “Four Fables: ", "dc:title: .*: With Two of Everything”"),
    ),
    ebook_fault(
        "a wrong name",
        (OPF, OPF),
        (">Aesop</dc:creator>", ">Esop</dc:creator>"),
        (">trl<", ">edt<"),
        ("dc:creator: expected “Aesop”", "dc:contributor: .*Townsend.*role “trl”.*found.*“edt”"),
    ),
    ebook_fault(
        "a title that is filed wrongly, or a mode of access that the book does not need",
        (OPF, OPF),
        ('property="file-as">Four Fables: ', 'property="file-as">Fables, Four: '),
        ('schema:accessMode">textual<', 'schema:accessMode">visual<'),
        ("file-as “Four .*“Fables, Four: ", "accessMode: expected “textual”, found “visual”"),
    ),
    ebook_fault(
        "a wrong subject or ISBN",
        (OPF, OPF),
        ('property="term">sh85046753<', 'property="term">sh85046754<'),
        (
            '<dc:source id="print-edition">urn:isbn:978-3',
            '<dc:source id="print-edition">urn:isbn:978-4',
        ),
        ("dc:subject: .*term “sh85046753”.*“sh85046754”", "dc:source: .*urn:isbn:978-3.*978-4"),
    ),
    ebook_fault(
        "a wrong language",
        (OPF, FOX),
        ("<dc:language>en-GB", "<dc:language>en-US"),
        (' lang="en-GB"', ' lang="de"'),
        ("en-GB in a book in en-US", "part-i.xhtml.*de in a book in en-GB"),
    ),
    ebook_fault(
        "a statement lost",
        (OPF, OPF),
        ("<dc:rights>The texts are in the public domain.</dc:rights>", ""),
        ('<meta property="schema:accessibilityFeature">pageNavigation</meta>', ""),
        ("dc:rights: expected “The texts", "pageNavigation is not stated"),
    ),
    ebook_fault(
        "a wrong title of a document",
        (FOX, ANT),
        ("<title>I. The Fox", "<title>II. The Fox"),
        ("<title>IV. The Ant", "<title>IV. An Ant"),
        ("the title is “II. The Fox", "the title is “IV. An Ant"),
    ),
)

FAULTS = (*LINKS, *STATEMENTS)
