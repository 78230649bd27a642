"""The first lines of a text: statements with a label, and a title above its author."""

import re
from collections.abc import Iterator, Sequence

from book.describe.names import is_name
from book.describe.titles import BY_WORDS, NUMBERED, clean_title
from book.model import Fact, Line, Text

HEAD_LINES, HEAD_UNITS, PAGE_UNITS = 80, 6, 12  # of a header, above a text, of a title page
LONGEST_TITLE = 120  # characters
TOP = "# "  # the mark of a heading of the first level
FULL_LINE = 50  # characters: a shorter line of a value was ended on purpose
LABELED, HEADING, LIBRARY = "labeled line", "first heading", "library header"
TITLE_HEADING, TITLE_PAGE = "heading of the first level", "title page"
FIRST_LINE, LONGER = "first line", 2  # times that the paragraph below a title is longer
# The labels of Project Gutenberg’s header and of similar lines, in the languages they come in.
LABELS = {
    "title": "title titel titre título titolo tytuł заглавие название 书名 标题",
    "subtitle": "subtitle untertitel sous-titre",
    "author": "author authors autor autorin auteur autore författare forfatter автор 作者",
    "trl": "translator translators übersetzer traducteur traductor traduttore vertaler 译者",
    "ill": "illustrator illustrateur",
    "edt": "editor editors",
    "language": "language sprache langue idioma lingua taal язык",
    "date": "year jahr année año anno original-publication first-published",
    "issued": "release-date",
}
FIELDS = {
    label.replace("-", " "): field for field, labels in LABELS.items() for label in labels.split()
}
LABEL = re.compile(
    r"^[\W_]*(?P<label>[^\W\d_][^\W\d]*(?:[ -][^\W\d_]+)?)[*_]*\s*[:：]\s*(?P<value>\S.*)$"
)
GUTENBERG = re.compile(r"\bproject gutenberg\b.{0,30}\b(?:of|'s|’s)\b", re.IGNORECASE)
BYLINE = re.compile(
    rf"^[\W_]*(?:written )?{BY_WORDS}[\s_*]+(?P<author>\S.{{1,80}})$", re.IGNORECASE
)
BY_ALONE = re.compile(rf"\W*(?:written )?(?:{BY_WORDS}|de|por|af|przez|od)\W*", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.,;:!]$")


def labeled_facts(lines: Sequence[Line]) -> Iterator[Fact]:
    """Yield what lines such as “Title: …” say in the head of a file, whatever became of them."""
    head = lines[:HEAD_LINES]
    for index, line in enumerate(head):
        match = LABEL.match(line.text) if len(line.text) < 2 * LONGEST_TITLE else None
        field = FIELDS.get(match["label"].replace("-", " ").lower(), "") if match else ""
        if match and field:
            value = match["value"].strip(" *_")
            yield from _values(field, value, _continued(head[index:]))
    for line in (line for line in head[:3] if GUTENBERG.search(line.text)):
        yield Fact("title", line.text, LIBRARY)
        yield Fact("publisher", "Project Gutenberg", LIBRARY)


def _continued(lines: Sequence[Line]) -> list[str]:
    """Return the indented lines right below a line, which go on with its value."""
    words: list[str] = []
    for line in lines[1:4]:
        is_next = line.number == lines[0].number + len(words) + 1
        if not is_next or not line.text.startswith((" ", "\t")):
            break
        words.append(line.text.strip())
    return words


def _values(field: str, value: str, more: list[str]) -> Iterator[Fact]:
    """Yield a value, of a title with a second line on purpose also its subtitle."""
    if field == "title" and more and len(value) < FULL_LINE:
        yield Fact("title", value, LABELED)
        yield Fact("subtitle", " ".join(more), LABELED)
    else:
        yield Fact(field, " ".join((value, *more)), LABELED)


def head_facts(text: Text) -> Iterator[Fact]:
    """Yield the first heading of a text as its title, and the author named above or below it."""
    words = [unit for unit in text.units if unit.form.kind != "caption"][:PAGE_UNITS]
    if not words:
        return
    page = [" ".join(unit.text.lstrip("# ").split()) for unit in words]
    yield from _around_by(page)
    head = [" ".join(unit.text.split()) for unit in words[:HEAD_UNITS]]
    authors = [match["author"] for words in head if (match := BYLINE.match(words))]
    named = [author.strip(" *_.") for author in authors if is_name(author)]
    yield from (Fact("author", author, HEADING) for author in named[:1])
    if title := _only_top_heading(text):
        yield Fact("title", title, TITLE_HEADING)
    if not _may_be_title(head[0]) or words[0].label:
        return
    is_above = any(unit.kind == "heading" for unit in words[:3])
    if is_above or named:
        yield Fact("title", head[0].lstrip("# "), HEADING)
    elif len(head) > 1 and len(head[1]) > LONGER * len(head[0]):
        yield Fact("title", head[0], FIRST_LINE)


def _around_by(lines: Sequence[str]) -> Iterator[Fact]:
    """Yield the title above and the author below a line that says only “by”."""
    for title, between, author in zip(lines, lines[1:], lines[2:], strict=False):
        name = author.strip(" *_.,;")
        if BY_ALONE.fullmatch(between) and is_name(name) and _may_be_title(title.rstrip(" ,.;")):
            yield Fact("title", title.rstrip(" ,.;"), TITLE_PAGE)
            yield Fact("author", name, TITLE_PAGE)
            return


def _only_top_heading(text: Text) -> str:
    """Return the only heading of the first level if a text begins with it, "" otherwise."""
    top = [u for u in text.units if u.kind == "heading" and u.text.startswith(TOP)]
    title = " ".join(top[0].text.removeprefix(TOP).split()) if len(top) == 1 else ""
    is_first = bool(title) and top[0] in text.units[:HEAD_UNITS]
    return title if is_first and _may_be_title(title) else ""


def _may_be_title(line: str) -> bool:
    is_short = len(line) <= LONGEST_TITLE and not SENTENCE_END.search(line)
    return is_short and not NUMBERED.match(line) and bool(clean_title(line))
