"""The settings of an edition, as edition.toml states them."""

from dataclasses import dataclass

from book.model.catalog import NO_ISBNS, Isbns, Subject

PUNCTUATION_RULES = ("dashes", "quotes", "ellipses", "spacing")
DISTINCTIONS = ("case", "punctuation", "quotes", "hyphens", "emphasis", "lineation")
APPARATUS_STYLES = ("negative", "positive")
APPARATUS_PLACEMENTS = ("auto", "foot", "list")
APPARATUS_KEYS = ("marks", "lines")
LINE_COUNTS = ("page", "section")
NOTE_LEVELS = ("source", "variants", "parallels", "notes")
NOTE_LAYOUTS = ("paragraphs", "run-on", "two-columns", "three-columns")


@dataclass(frozen=True, slots=True)
class Work:
    """The work that is edited; `outline` lists the titles of its divisions.

    `date` may be "". `preface` is the title of what stands before the first division; "": the
    label of the language.
    """

    title: str
    author: str
    date: str
    outline: tuple[str, ...] = ()
    preface: str = ""


@dataclass(frozen=True, slots=True)
class Punctuation:
    """[text]: the language whose punctuation a text gets, and the `PUNCTUATION_RULES` that apply.

    `marks` are four quotation marks, outer and inner, in place of those of the language.
    """

    language: str = "en"
    rules: tuple[str, ...] = PUNCTUATION_RULES
    marks: str = ""


DEFAULT_PUNCTUATION = Punctuation()


@dataclass(frozen=True, slots=True)
class Limits:
    """[limits]: how large a file of an edition may be, so that no file takes all memory or time.

    `file_size` is in bytes, and so is `markdown_size`, of a file in Markdown or of the editor's;
    `lines` counts the lines of a text with the blank ones, and `paragraphs` the blocks of a file
    that is not plain text; `line_length` is in characters, also of a paragraph; `marks` counts the
    combining marks on one letter (30 in the Stream-Safe Text Format, Unicode Standard Annex #15,
    13), and `witnesses` is how many an edition may have.
    """

    file_size: int = 100_000_000
    markdown_size: int = 5_000_000
    line_length: int = 5_000_000
    lines: int = 300_000
    paragraphs: int = 50_000
    marks: int = 30
    witnesses: int = 100


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Comparison:
    """[collation]: how words are compared, whatever is printed.

    `spelling` lists families of spellings to ignore ("ise-ize") and pairs of words to treat as
    equal ("connexion=connection"). `distinguish` lists the `DISTINCTIONS` that make words differ.
    The `language`, a BCP 47 tag, tells marks of thousands from decimal marks.
    """

    spelling: tuple[str, ...] = ()
    distinguish: tuple[str, ...] = ()
    language: str = ""


DEFAULT_COMPARISON = Comparison()


@dataclass(frozen=True, slots=True)
class Contributor:
    """A [[contributor]]: somebody who took part in the book.

    `role` is a MARC relator code, `sort` the form of the name for filing, `credit` the wording on
    the title page.
    """

    name: str
    role: str
    sort: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Conformance:
    """[accessibility]: a claim that the e-book conforms to a standard, and who certifies it."""

    conforms_to: str
    certified_by: str
    credential: str = ""


@dataclass(frozen=True, slots=True)
class Apparatus:
    """[apparatus]: how variants are printed.

    A positive apparatus also names the witnesses of the lemma. The placement is the foot of the
    page or a list of its own; "auto": a list if there are too many variants for the page. Notes are
    `keyed` to marks in the text or to the numbers of its lines, which are counted by page or by
    section. `levels` are the `NOTE_LEVELS` from the text down, and `layouts` pairs some of them
    with a layout other than paragraphs.
    """

    style: str = "negative"
    placement: str = "auto"
    keyed: str = "marks"
    count: str = "page"
    levels: tuple[str, ...] = ("source", "variants", "notes")
    layouts: tuple[tuple[str, str], ...] = ()

    @property
    def has_bands(self) -> bool:
        """Whether the levels of notes are set apart, as they are not by default."""
        default = DEFAULT_APPARATUS
        levels = (self.levels, self.layouts) != (default.levels, default.layouts)
        return self.is_keyed_to_lines or levels

    @property
    def is_keyed_to_lines(self) -> bool:
        return self.keyed == "lines"


DEFAULT_APPARATUS = Apparatus()


@dataclass(frozen=True, slots=True)
class Imprint:
    """[edition]: what identifies the edition; `sort` pairs names with their forms for filing.

    Editor, publisher and rights are "" where the editor states none; `labels` is the language of
    the book's own words, "" if it is that of the text.
    """

    slug: str
    title: str
    language: str
    date: str
    editor: str
    publisher: str
    identifier: str
    rights: str
    subtitle: str = ""
    description: str = ""
    series: str = ""
    series_number: str = ""
    contributors: tuple[Contributor, ...] = ()
    sort: tuple[tuple[str, str], ...] = ()
    conformance: Conformance | None = None
    labels: str = ""
    url: str = ""  # where the edition is published, if known; ends with a slash
    long_description: str = ""  # paragraphs, with blank lines between them
    audience: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()
    isbns: Isbns = NO_ISBNS


@dataclass(frozen=True, slots=True)
class Trim:
    """The size of a page and its margins, in points of 1/72 inch; `inner` is at the spine."""

    name: str
    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float

    @property
    def millimeters(self) -> str:
        """Return the size of a page in words.

        >>> SIX_BY_NINE.millimeters
        '152\\xa0×\\xa0229\\xa0mm'
        """
        width, height = (f"{length * 25.4 / 72:.0f}" for length in (self.width, self.height))
        return f"{width}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}{height}\N{NO-BREAK SPACE}mm"

    @property
    def measure(self) -> float:
        """The length of a line."""
        return self.width - self.inner - self.outer

    @property
    def depth(self) -> float:
        """The height of the text on a full page."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Microtypography:
    """Whether lines may have slightly wider or narrower letters, and hang into the margins."""

    expands: bool = True
    protrudes: bool = True


DEFAULT_MICROTYPOGRAPHY = Microtypography()
SIX_BY_NINE = Trim("6x9", 432, 648, 54, 72, 66, 78)
