"""The words by which notices are known: of Project Gutenberg since 1991, and of other libraries.

Each pattern is for a line, or for a paragraph whose lines are joined by spaces.
"""

import re
from dataclasses import dataclass

Pattern = re.Pattern[str]


def _pattern(text: str) -> Pattern:
    return re.compile(text, re.IGNORECASE)


# ── Marks of Project Gutenberg ───────────────────────────────────────────────────────────────────

BOOK = r"\b(?:e-?book|e-?text)s?\b"
START = _pattern(rf"\*{{2,}}\s*START OF (?:THE|THIS)\b.*{BOOK}")
SMALL_PRINT_END = _pattern(r"\*+\s*END\s*\*?\s*THE SMALL PRINT")
END = _pattern(
    rf"\*{{2,}}\s*END OF (?:THE|THIS)\b.*{BOOK}"
    r"|\W*(?:this is |here is )?(?:the )?(?:end|ende|fin|fine|einde|fim|loppu|slut)\b"
    r".{0,40}\bproje[ck]te?s? gutenberg"
    r"|\*+\s*START\W*(?:THE SMALL PRINT|FULL LICENSE)"
)
PROJECT = _pattern(r"\bproje[ck]t gutenberg\b")
OFFICE = _pattern(r"\bhart@|\bMichael S\. Hart\b")  # the library's address
FIELD = _pattern(
    r"(?P<name>(?:sub)?title|author|editor|translator|illustrator|contributor|commentator|annotator"
    r"|compiler|composer|release date|posting date|original publication|most recently updated"
    r"|last updated|date last updated|language|character set encoding|edition|credits|produced by)"
    r"\s*:\s*(?P<value>\S.*)"
)
FIELD_NAMES = {
    "credits": "producer",
    "produced by": "producer",
    "character set encoding": "encoding",
}

# ── Who made a file ──────────────────────────────────────────────────────────────────────────────

LIBRARY = _pattern(
    r"proje[ck]t gutenberg|distributed proofread|\bpgdp\.|gutenberg\.(?:org|net|ca)|faded ?page"
    r"|gutenberg[- ]proje[ck]t|gutenberg\.spiegel|internet archive|archive\.org|gallica"
    r"|hathitrust|google (?:books?|print)|literature online|standard ?ebooks|wikisource"
)
ABOUT_FILE = _pattern(
    rf"{BOOK}|\.(?:zip|html?|txt)\b|proje[ck]t gutenberg|scan(?:s|ned)\b|images\b|\S+@\S+\.\w"
    r"|\bproof(?:ed|ers?\b|read)|electronic (?:edition|version|text)|digital (?:edition|version)"
    r"|elektronische\w* (?:Ausgabe|Buch|Text|Version|Fassung)|(?:édition|version) électronique"
    r"|gutenberg[- ]projekt|edizione elettronica"
    r"|livre électronique|libro elettronico|libro electrónico|livro electr[óo]nico"
    r"|edición electrónica|edição eletr[óô]nica|elektronische uitgave|transcriber"
)
MADE = (
    r"(?:produced|prepared|created|typed|keyed|transcribed|scanned|digiti[sz]ed|converted|proofed"
    r"|proofread|submitted|formatted)"
)
CREDIT = _pattern(
    r"[\W_]*(?:(?:this|the) )?"
    rf"(?:(?:(?:project gutenberg )?(?:{BOOK}|file|book|html|edition|version|text)"
    r"(?: file| version| edition)?|most recently) )?"
    rf"(?:(?:was|were|is|has been) )?(?:originally |first )?{MADE}"
    r"(?:(?:,? and |, ?| ?& ?)(?:originally )?\w+)?(?: in| up)?\s+"
    r"(?:by|from|for|at|through)\b"
    r"|[\W_]*(?:html (?:version|file)s?|updates?|e-text conversion) (?:to \S+ )?(?:was |were )?by\b"
    r"|[\W_]*credits?:"
)
NUMBERED_EDITION = _pattern(r"\W*[\w ]{0,40}\bedition,? \d{1,2}\.\d{1,2}\w?\W*")  # of an e-text
REMARK = _pattern(
    r"(?:orthogra|typogra|Schreibweise|Rechtschreibung|Interpunktion|Zeichensetzung|spelling"
    r"|punctuation|ortogra[fp]|tipogr|printer[’']s error"
    r"|(?:Druck|Satz|Setz)fehler[^.]{0,40}\bwurden?"
    r"|erreurs? (?:manifestes? )?(?:d[’']impression|typogra)|drukfout|zetfout)"
    r"[^.]{0,160}\b(?:corrig|correct|korrigier|berichtigt|beibehalten|übernommen|retained"
    r"|preserved|maintained|unchanged|conserv|mantenut|mantenid|mantid|gehandhaafd|verbeterd"
    r"|hersteld|conforme)"
)

# ── Notes of transcribers ────────────────────────────────────────────────────────────────────────

_NOTE_NAMES = (
    r"(?:transcribers?|transcription|preparers?|proofers?|proofreaders?|producers?|scanners?"
    rf"|(?:digiti[sz]er|redactor|(?:{BOOK}|etext) (?:editor|transcriber|producer))s?)"
    r"(?:[’'´`]s?)? ?(?:prefatory )?(?:note|comment|remark|endnote)s?\b"
    r"|(?:an|be)merkung(?:en)? (?:zur|der|des|zu dieser)"
    r" (?:transkript|transkrib|elektronisch|bearbeiter)\w*"
    r"|(?:im folgenden werden|es folgt eine liste)\b[^.]{0,40}"
    r"\b(?:geänderte|änderungen|korrektur)\w*"
    r"|typographical errors (?:have been |were )?(?:corrected|noted)"
    r"|anmerkungen der korrekturleser|bemerkungen zur textgestalt"
    r"|transkriptions(?:notiz|hinweis|anmerkung)\w*|hinweise? zur transkription"
    r"|notes? (?:d[eu]s?|sur)(?: la)? transcri\w+|notas? (?:del?|d[oe]s?)(?: la)? transcri\w+"
    r"|not[ae] (?:del|di|alla)(?: la)? ?trascri\w+"
    r"|(?:opmerking(?:en)?|aantekening(?:en)?|noot) van de (?:bewerker|transcri\w+)"
)
_LEAD = r"[\W_]*(?:\(?[A-Z]\)? )?"
NOTE = _pattern(rf"{_LEAD}(?:{_NOTE_NAMES})")
NOTE_HEADING = _pattern(rf"{_LEAD}(?:{_NOTE_NAMES})[\W_]*")
REMARK_TITLE = _pattern(
    r"\W*(?:au lecteur|note(?: au lecteur)?|hinweise?|notiz|(?:vor)?bemerkung(?:en)?|avviso|nota"
    r"|note to the reader)\W*"
)
FRAME = re.compile(r"[-+|#=*~_\N{BOX DRAWINGS LIGHT HORIZONTAL}]{8,}")

# ── Pages and lines of other libraries ───────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """A page that a library adds: the phrase of its first paragraph, and the `names` in it.

    Each of its paragraphs with such a name is at most `stride` after the one before. The page ends
    with the last one, or with the file if it `is_last`.
    """

    first: Pattern
    names: Pattern
    stride: int = 2
    is_last: bool = False


PAGES = (
    LibraryPage(
        _pattern(r"#* ?imprint$|this ebook is the product of many hours of hard work by"),
        _pattern(r"standard ?ebooks|uncopyright"),
    ),
    LibraryPage(
        _pattern(r"#* ?(?:colophon|uncopyright)$"),
        _pattern(r"standard ?ebooks|this ebook|uncopyright"),
        stride=6,
        is_last=True,
    ),
    LibraryPage(  # the notice of Google, in the languages that it has
        _pattern(
            r"(?:google\s+)?(?:about|over|om) (?:this|dit|denna) (?:book|boek)\b|(?:google\s+)?"
            r"(?:über dieses buch|[àa] propos de ce livre|acerca de este libro|sobre este livro"
            r"|informazioni su questo libro)$"
            r"|(?:google\s+)?(?:this is a digital copy of a book|dies ist ein digitales exemplar"
            r"|ceci est une copie num[ée]rique|esta es una copia digital|esta é uma cópia digital"
            r"|si tratta della copia digitale|dit is een digitale kopie)"
        ),
        _pattern(r"books ?\. ?google|google"),
        stride=12,
    ),
    LibraryPage(
        _pattern(r"#* ?about this digital edition$|this e-book comes from the online library"),
        _pattern(r"wikisource"),
        is_last=True,
    ),
    LibraryPage(
        _pattern(r"informazioni sui testi elettronici|(?:\W*liber ?liber\W*)?questo e-?book:?$"),
        _pattern(r"liber ?liber|progetto manuzio|e-?text s\.?r\.?l|edizione elettronica"),
        stride=60,
    ),
)
STAMP = _pattern(
    r"\W*digiti[sz]ed(?: by.{0,60})?\W*$|\W*by google\W*$"  # often read as “by VjOOQIC”
    r"|\W*in (?:19|20)\d\d with funding from\b.{0,80}$"
    r"|\W*(?:https?\W{0,5})?(?:www\.)?(?:archive\.org/details|hdl\.handle\.net/2027"
    r"|babel\.hathitrust|books\.google)\S*$"
    r"|generated (?:on|for) .{0,80}\b(?:gmt|hathitrust|\d\d:\d\d).{0,80}$"
    r"|public domain.{0,60}(?:google-digitized|hathitrust|access_use).{0,80}$"
    r"|https?://www\.hathitrust\.org/\S*$"
    r"|source ?:?\s*gallica\.bnf\.fr.{0,60}$|original from .{0,40}university.{0,40}$"
    r"|from wikisource,? (?:the free online )?library\.?$|retrieved from \W?https?://\S+$"
    r"|jump to (?:navigation|search)\b.{0,40}$|exported from wikisource\b.{0,60}$"
    r"|this page was last edited on\b.{0,80}$"
    r"|\[\]$|\W*←.{0,120}→\W*$"
)
NAME_FOLLOWS = _pattern(r"with funding from\s*$|digiti[sz]ed by the internet archive\s*$")
