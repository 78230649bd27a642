"""The types that every stage and renderer speaks; no behaviour beyond how a value reads.

The values of one build, in the order in which the data flows:

    Witness  a source file as it came, line by line
    Text     a witness cleaned: its units (headings, paragraphs), what was removed, what became metadata
    Collation  the units of all witnesses side by side, each row at its place, with the variants
    Edition  the book: divisions of blocks of inlines, in reading order, and the notes called from them
    Ledger   the account of every line of every witness
"""

from dataclasses import dataclass, field
from typing import Literal

# ── What comes in ────────────────────────────────────────────────────────────────────────────────

Role = Literal["text", "commentary"]


@dataclass(frozen=True, slots=True)
class Line:
    """One non-blank line of a witness; `number` counts from 1 in the file, blank lines included."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Witness:
    """One source file: a copy of the work or of a part of it, or a commentary on it."""

    siglum: str
    file: str
    role: Role
    lines: tuple[Line, ...]
    sha256: str = ""
    title: str = ""
    author: str = ""
    publisher: str = ""
    date: str = ""
    url: str = ""
    note: str = ""
    drop: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


# ── Cleaned ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Span:
    """The characters `start` to `end` (half open, from 0) of a witness's line."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A heading or a paragraph of a cleaned witness.

    `text` is what is printed, `source` the same words with the characters of the witness; `label` is a
    heading's number as the witness writes it ("IV", "2"), `style` the kind of numbering it belongs to.
    """

    kind: Literal["heading", "paragraph"]
    text: str
    source: str
    spans: tuple[Span, ...]
    label: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """Furniture taken out of a witness, and the rule that took it."""

    span: Span
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Metadatum:
    """Words of a witness that say something about it: a title, an author, an agency, a date …"""

    span: Span
    field: str
    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class Change:
    """How many characters of a line a character rule changed."""

    line: int
    rule: str
    count: int


@dataclass(frozen=True, slots=True)
class Text:
    """A witness cleaned. Units, removals and metadata share out every character of its lines."""

    witness: Witness
    units: tuple[Unit, ...]
    removals: tuple[Removal, ...] = ()
    metadata: tuple[Metadatum, ...] = ()
    changes: tuple[Change, ...] = ()


# ── Collated ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in the book: the labels down to its section, and the paragraph (0: the heading)."""

    path: tuple[str, ...]
    paragraph: int = 0

    def __str__(self) -> str:
        return ".".join(self.path) + (f" ¶{self.paragraph}" if self.paragraph else "")


# How a reading differs otherwise than in its words: the same words in another order; the whole passage elsewhere in the
# witness; a paragraph that begins here in it, or that does not.
Form = Literal["", "transposed", "moved", "divided", "joined"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What the witnesses `sigla` have at a place; empty text: they omit it.

    In the forms "moved", "divided" and "joined" they have the same words, and `text` is empty; what is moved stands there
    after the passage at the place `after`, or first of all.
    """

    sigla: tuple[str, ...]
    text: str
    form: Form = ""
    after: Place | None = None

    @property
    def has_words(self) -> bool:
        """Say whether `text` is what stands there, or the words do not differ."""
        return self.form in ("", "transposed")


@dataclass(frozen=True, slots=True)
class Variant:
    """A place where witnesses differ: characters `start` to `end` of the printed text.

    An addition to the printed text has an empty lemma and stands after `start`. What is `chosen` is printed by the editor's
    choice against the base text, for the `reason`.
    """

    place: Place
    lemma: str
    start: int
    end: int
    readings: tuple[Reading, ...]
    kind: Literal["substantive", "accidental"] = "substantive"
    reason: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One heading or paragraph of the book, with the unit of each witness that has it; the first one is printed.

    A witness that divides the paragraph has several units here; of one that joins it to another, the unit is cut in two.
    """

    place: Place
    units: tuple[tuple[str, Unit], ...]
    variants: tuple[Variant, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far two witnesses agree where they overlap: the words of the passages that both have, and their differences."""

    first: str
    second: str
    words: int
    substantive: int
    accidental: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A division of the work by its outline: number and title."""

    label: str
    title: str


@dataclass(frozen=True, slots=True)
class Collation:
    """The rows of the work in the outline's order, then those of each commentary."""

    outline: tuple[Heading, ...]
    rows: tuple[Row, ...]
    commentaries: tuple[tuple[str, tuple[Row, ...]], ...] = ()
    agreements: tuple[Agreement, ...] = ()


# ── The edition ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Plain:
    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Strong:
    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class SmallCapitals:
    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Superscript:
    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the text around them; `language` is a BCP 47 tag."""

    language: str
    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Supplied:
    """Words that are the editor's, not a witness's: printed in square brackets."""

    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Link:
    """A link: `#anchor` within the book, or an address outside of it."""

    target: str
    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The place in the text from which a note is called."""

    note: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The words at which a locator of the index leads into the text; they are set as if it were not there."""

    id: str
    inlines: "Inlines"


@dataclass(frozen=True, slots=True)
class Locator:
    """Where the index or a cross-reference leads: an anchor, and its place in words, for a book without pages.

    For a place in a note, `note` is what stands after the page number.
    """

    target: str
    place: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PageReference:
    """The page of a passage of the book ("p. 12"); where there are no pages, its place."""

    locator: Locator


@dataclass(frozen=True, slots=True)
class Term:
    """Words that the glossary's entry `target` explains, where a chapter first has them; `expansion` is what they stand for."""

    id: str
    target: str
    expansion: str
    inlines: "Inlines"


Inline = (
    Plain
    | Emphasis
    | Strong
    | SmallCapitals
    | Superscript
    | Foreign
    | Supplied
    | Link
    | NoteCall
    | Mark
    | Term
    | PageReference
)
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `style` names its part in the page ("text", "byline", "headnote", "lacuna" …)."""

    inlines: Inlines
    style: str = "text"
    id: str = ""
    place: Place | None = None
    sigla: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subheading:
    """A heading inside a division that the contents do not list."""

    inlines: Inlines
    id: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Inlines, ...]
    style: str = "list"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a head of columns, and rows of as many cells. With `row_heads` the first cell of a row names it."""

    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    caption: Inlines = ()
    row_heads: bool = True
    style: str = "table"


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    target: str
    label: str
    title: Inlines
    level: int


@dataclass(frozen=True, slots=True)
class ContentsList:
    entries: tuple[ContentsEntry, ...]


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what is said of it, or a date and what happened; `locators` lead to where the text has it."""

    term: Inlines
    inlines: Inlines
    id: str = ""
    locators: tuple[Locator, ...] = ()


@dataclass(frozen=True, slots=True)
class Definitions:
    """A list of terms; `style` is "glossary" or "chronology"."""

    items: tuple[Definition, ...]
    style: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A cross-reference of the index to the entry that has the anchor `target`."""

    target: str
    heading: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A heading of the index, in the order in which it is read: locators, see, see also, sub-entries."""

    id: str
    heading: str
    locators: tuple[Locator, ...] = ()
    see: tuple[Reference, ...] = ()
    see_also: tuple[Reference, ...] = ()
    entries: tuple["IndexEntry", ...] = ()


@dataclass(frozen=True, slots=True)
class IndexGroup:
    """The entries of one letter."""

    entries: tuple[IndexEntry, ...]


Block = Paragraph | Subheading | Bullets | Table | ContentsList | Definitions | IndexGroup

Kind = Literal[
    "cover",
    "half-title",
    "title-page",
    "imprint",
    "contents",
    "foreword",
    "commentary",
    "introduction",
    "preface",
    "part",
    "section",
    "lacuna",
    "chronology",
    "glossary",
    "variants",
    "bibliography",
    "index",
    "history",
    "colophon",
]
Matter = Literal["cover", "front", "body", "back"]


@dataclass(frozen=True, slots=True)
class Division:
    """A piece of the book with an anchor of its own: a title page, a part, a section …"""

    id: str
    kind: Kind
    title: Inlines = ()
    label: str = ""
    blocks: tuple[Block, ...] = ()
    divisions: tuple["Division", ...] = ()
    matter: Matter = "body"
    place: Place | None = None


NoteKind = Literal["note", "variant", "parallel"]


@dataclass(frozen=True, slots=True)
class Note:
    """A note at its place; `mark` is what its call shows: figures for notes and for parallels, letters for variants."""

    id: str
    kind: NoteKind
    mark: str
    lemma: str
    place: Place
    inlines: Inlines
    by: str = ""


@dataclass(frozen=True, slots=True)
class Parallel:
    """A passage of a commentary that repeats words of the work.

    The characters `start` to `end` of the commentary's paragraph at `place` have `length` words, those from `source_start`
    to `source_end` of the work's at `source` have `source_length`; `words` of them, in order, are the same.
    """

    place: Place
    start: int
    end: int
    source: Place
    source_start: int
    source_end: int
    words: int
    length: int
    source_length: int

    @property
    def share(self) -> float:
        """The share of the longer passage's words that both have, from 0 to 1."""
        return self.words / max(self.length, self.source_length)


@dataclass(frozen=True, slots=True)
class Work:
    title: str
    author: str
    date: str
    outline: tuple[str, ...] = ()


DISTINGUISHED = ("case", "punctuation", "quotes", "hyphens")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What [collation] in edition.toml says of how words are compared, not how they are printed.

    `spelling` names families of spelling that make no difference ("ise-ize") and pairs of words ("connexion=connection");
    `distinguish` what makes a difference in words: "case", "punctuation", "quotes", "hyphens".
    """

    spelling: tuple[str, ...] = ()
    distinguish: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contributor:
    """Who had a part in the book; `role` is a MARC relator code, `sort` the name as it is filed, `credit` what the title page says."""

    name: str
    role: str
    sort: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Conformance:
    """The word of somebody who looked at the e-book: to what it conforms, and who says so, with what credential."""

    conforms_to: str
    certified_by: str
    credential: str = ""


APPARATUS_STYLES, APPARATUS_PLACES = ("negative", "positive"), ("auto", "foot", "list")


@dataclass(frozen=True, slots=True)
class Apparatus:
    """What [apparatus] in edition.toml says of how variants are stated.

    A positive apparatus names the witnesses of the lemma too. They stand at the foot of the page, or in a list of their own;
    "auto": in a list if they are too many for the page.
    """

    style: str = "negative"
    where: str = "auto"


@dataclass(frozen=True, slots=True)
class Imprint:
    """What edition.toml says of the edition itself; `sort` pairs names with how they are filed."""

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
    url: str = ""  # where the edition is published, if that is known; ends with a slash


@dataclass(frozen=True, slots=True)
class Trim:
    """The size of a page and its margins, in points of 1/72 inch; `inner` is the side of the spine."""

    name: str
    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float

    @property
    def measure(self) -> float:
        """The length of a line."""
        return self.width - self.inner - self.outer

    @property
    def depth(self) -> float:
        """The height of the text on a full page."""
        return self.height - self.top - self.bottom


SIX_BY_NINE = Trim("6x9", 432, 648, 54, 72, 66, 78)


@dataclass(frozen=True, slots=True)
class Release:
    """A release of the edition in its history: its date in ISO 8601, what the editor says of it, and what it changed, line by line.

    `since` is the SHA-256 of the SHA256SUMS of the release with which it was compared, if it was.
    """

    date: str
    since: str
    said: tuple[Block, ...]
    changes: tuple[Inlines, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """The book. An annotated edition is an Edition too: each renderer works before and after annotation."""

    imprint: Imprint
    work: Work
    witnesses: tuple[Witness, ...]
    divisions: tuple[Division, ...]
    variants: tuple[Variant, ...] = ()
    notes: tuple[Note, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    agreements: tuple[Agreement, ...] = ()
    parallels: tuple[Parallel, ...] = ()
    trim: Trim = SIX_BY_NINE
    apparatus: Apparatus = Apparatus()
    history: tuple[Release, ...] = ()  # the latest first


@dataclass(frozen=True, slots=True)
class PageStart:
    """Where a printed page begins in the e-book: before it, its division has `offset` characters that leave ink."""

    label: str
    division: str
    offset: int


@dataclass(frozen=True, slots=True)
class Accessibility:
    """What a published e-book says of its accessibility, in the words of schema.org's vocabulary; `language` is the summary's."""

    modes: tuple[str, ...] = ()
    sufficient: tuple[tuple[str, ...], ...] = ()
    features: tuple[str, ...] = ()
    hazards: tuple[str, ...] = ()
    summary: str = ""
    language: str = ""
    conforms_to: tuple[str, ...] = ()
    certified_by: tuple[str, ...] = ()


# ── What a new release changes ───────────────────────────────────────────────────────────────────

What = Literal[
    "witness",
    "text",
    "reading",
    "note",
    "commentary",
    "introduction",
    "chronology",
    "glossary",
    "bibliography",
    "index",
    "matter",
    "history",
    "page",
]
How = Literal["added", "removed", "changed", "moved", "renumbered", "reflowed"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Words that became others, between words that stayed; without `old` they are new, without `new` they are gone."""

    old: str
    new: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Alteration:
    """What is otherwise in a release than in the one before.

    `what` is of an edition, at a `place` of it ("matter": its title page, imprint, colophon); `was` is the place before, where
    that is another. `name` is by what it is known there: a lemma, a siglum, a term; `note` is a note's number. A witness that
    comes or goes has readings at `count` places.
    """

    what: What
    how: How
    place: str = ""
    name: str = ""
    was: str = ""
    spots: tuple[Spot, ...] = ()
    note: str = ""
    count: int = 0


PageFate = Literal["changed", "figures", "reflowed", "moved", "added", "removed"]


@dataclass(frozen=True, slots=True)
class PageChange:
    """What became of a run of pages: from `first` to `last`, as they are numbered now; before, they were `was_first` to `was_last`.

    "changed": in its words; "figures": in numbers alone, such as those of the index; "reflowed": the words are the same, the page
    begins or ends at others; "moved": the page is the same, and has another number.
    """

    fate: PageFate
    first: str = ""
    last: str = ""
    was_first: str = ""
    was_last: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Differences:
    """What is otherwise in a release, dated `date`, than in the former one, dated `was_date` and published in `folder`.

    `sha256` is that of its SHA256SUMS. `pages` is None where pages were not compared. `engines` have another version now: their
    name, the former one, and that. With `same_inputs` all that the edition is made from is as it was: nothing can be otherwise.
    """

    slug: str
    folder: str
    sha256: str
    was_date: str
    date: str
    alterations: tuple[Alteration, ...]
    pages: tuple[PageChange, ...] | None
    engines: tuple[tuple[str, str, str], ...] = ()
    same_inputs: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.alterations and not self.pages


# ── What an editor writes ────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class DraftNote:
    """An entry of notes.toml; `line` is where it begins in the file, `id` a name by which others refer to it.

    A note that the program makes, on a parallel, stands after the character `offset` of the paragraph at `place`.
    """

    lemma: str
    text: str
    line: int
    place: str = ""
    by: str = ""
    id: str = ""
    kind: Literal["note", "parallel"] = "note"
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """A [[choice]]: print `reading` at `place` instead of the base text's words."""

    place: str
    reading: str
    line: int
    lemma: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DraftTerm:
    """An entry of glossary.toml."""

    term: str
    expansion: str
    definition: str
    line: int


@dataclass(frozen=True, slots=True)
class DraftEvent:
    """An entry of chronology.toml; `date` is a year, a month or a day as ISO 8601 writes them.

    `matches` are words of the text or the notes that speak of it; without them its date is sought as it is written.
    """

    date: str
    text: str
    line: int
    matches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftEntry:
    """An entry of index.toml; `matches` are words of the text, with `*` for any letters of a word.

    `sort` is what the sub-entry, or else the heading, is sorted by, if not by itself.
    """

    heading: str
    line: int
    matches: tuple[str, ...] = ()
    sub: str = ""
    see: tuple[str, ...] = ()
    see_also: tuple[str, ...] = ()
    sort: str = ""


@dataclass(frozen=True, slots=True)
class DraftChange:
    """A [[release.change]] of history.toml, in the words of `Alteration`: at most one run of words that became another."""

    what: What
    how: How
    place: str = ""
    name: str = ""
    note: str = ""
    was: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class DraftRelease:
    """A [[release]] of history.toml; `line` is where it begins in the file."""

    date: str
    text: str
    line: int
    since: str = ""
    changes: tuple[DraftChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that an editor may still write: of what kind, the words, where they first stand and how often they do.

    `lemma` are words that stand once in their paragraph; `detail` is what the text says of them, `line` an entry's.
    """

    kind: Literal["lemma", "abbreviation", "name", "date", "event", "heading", "phrase"]
    words: str
    place: str
    count: int
    detail: str = ""
    lemma: str = ""
    line: int = 0


# ── The account ──────────────────────────────────────────────────────────────────────────────────

Fate = Literal["printed", "same", "variant", "metadata", "removed"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of the characters of `span`."""

    span: Span
    fate: Fate
    place: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    witness: Witness
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    accounts: tuple[Account, ...]
