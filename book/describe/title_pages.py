"""The first lines of a text without labels: titles above, names below, and what joins them."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from book.describe.heads import FIELDS
from book.describe.names import has_form_of_name, is_name
from book.describe.titles import BY_WORDS, NUMBERED, clean_title
from book.model import Fact, Text, Unit
from book.text.divisions import read_division
from book.text.typography import fold

HEAD_UNITS, PAGE_UNITS = 6, 12  # above a text, and of a title page
LONGEST_TITLE = 120  # characters
TOP = "# "  # the mark of a heading of the first level
HEADING, TITLE_HEADING, TITLE_PAGE = "first heading", "heading of the first level", "title page"
BELOW_TITLE = "line below the title"
FIRST_LINE, LONGER = "first line", 2  # times that the paragraph below a title is longer
# The rules of cleaning and of readers by which lines of a title page are metadata.
PAGE_RULES = ("title block", TITLE_PAGE, "title style", "author style")
# “Written by”, and what title pages of theses have instead; not “edited by”.
WRITTEN = (
    r"(?:written|submitted|presented|prepared|verfasst|geschrieben|eingereicht|vorgelegt|écrit"
    r"|rédigée?|réalisée?|présentée?|escrito|realizado|presentada?|presentado|elaborado|scritto"
    r"|realizzat[oa]|presentat[oa]|apresentad[oa]|geschreven|skriven|napisane)"
)
BYLINE = re.compile(
    rf"^[\W_]*(?:{BY_WORDS}|{WRITTEN}\s+(?:{BY_WORDS}|por|da|af|przez)):?[\s_*]+"
    r"(?P<author>\S.{1,80})$",
    re.IGNORECASE,
)
BY_ALONE = re.compile(rf"\W*(?:written )?(?:{BY_WORDS}|de|por|af|przez|od)\W*", re.IGNORECASE)
# Labels of the author on title pages of theses; in a play they are speakers.
OF_THESES = {
    *("student", "candidate", "studente", "laureando", "alumno", "aluno", "étudiant"),
    *("φοιτητής", "студент"),
}
SENTENCE_END = re.compile(r"[.,;:!]$")
SHORTEST_FAMILY = 4  # letters of a name that is found in other places


def page_lines(text: Text) -> list[str]:
    """Return the lines of a title page, whatever became of them, and the first of the text."""
    page = [datum.value for datum in text.metadata if datum.rule in PAGE_RULES]
    units = [unit.text.lstrip("# ") for unit in _units(text)]
    return [" ".join(line.split()) for line in (*page, *units)]


def _units(text: Text) -> list[Unit]:
    return [unit for unit in text.units if unit.form.kind != "caption"][:PAGE_UNITS]


def head_facts(text: Text) -> Iterator[Fact]:
    """Yield the first heading of a text as its title, and the author named above or below it."""
    units = _units(text)
    if not units:
        return
    page = page_lines(text)
    yield from _around_by(page)
    yield from _below_label(page)
    named = [name for line in page[:PAGE_UNITS] if (name := _by(line))][:1]
    yield from (Fact("author", author, HEADING) for author in named)
    if title := _only_top_heading(text):
        yield Fact("title", title, TITLE_HEADING)
    if author := _below_title(text, units):
        yield Fact("author", author, BELOW_TITLE)
    head = [" ".join(unit.text.split()) for unit in units[:HEAD_UNITS]]
    if not _may_be_title(head[0]) or units[0].label:
        return
    is_above = any(unit.kind == "heading" for unit in units[:3])
    if is_above or named:
        yield Fact("title", head[0].lstrip("# "), HEADING)
    elif len(head) > 1 and len(head[1]) > LONGER * len(head[0]):
        yield Fact("title", head[0], FIRST_LINE)


def _by(line: str) -> str:
    """Return the name in a line such as “by Jane Austen”, "" if there is none.

    >>> [_by(line) for line in ("Realizado por: Ana Vega", "Edited by Jane Austen", "by the sea")]
    ['Ana Vega', '', '']
    """
    match = BYLINE.match(line)
    author = match["author"].strip(" *_.") if match else ""
    return author if is_name(author) and author[:1].isupper() else ""


def _around_by(lines: Sequence[str]) -> Iterator[Fact]:
    """Yield the title above and the author below a line that says only “by”."""
    for title, between, author in zip(lines, lines[1:], lines[2:], strict=False):
        name = author.strip(" *_.,;")
        if BY_ALONE.fullmatch(between) and is_name(name) and _may_be_title(title.rstrip(" ,.;")):
            yield Fact("title", title.rstrip(" ,.;"), TITLE_PAGE)
            yield Fact("author", name, TITLE_PAGE)
            return


def _below_label(lines: Sequence[str]) -> Iterator[Fact]:
    """Yield the author below a line that says only “Author”."""
    for label, author in pairwise(lines):
        word = label.strip(" :*_").lower()
        is_label = FIELDS.get(word) == "author" or word in OF_THESES
        if is_label and has_form_of_name(author.strip(" *_.")):
            yield Fact("author", author.strip(" *_."), TITLE_PAGE)
            return


def _only_top_heading(text: Text) -> str:
    """Return the only heading of the first level if a text begins with it, "" otherwise."""
    top = [u for u in text.units if u.kind == "heading" and u.text.startswith(TOP)]
    title = " ".join(top[0].text.removeprefix(TOP).split()) if len(top) == 1 else ""
    is_first = bool(title) and top[0] in text.units[:HEAD_UNITS]
    return title if is_first and _may_be_title(title) else ""


def title_above_divisions(text: Text) -> str:
    """Return the title that a text prints above its divisions, "" if it prints none."""
    has_divisions = sum(unit.kind == "heading" for unit in text.units) > 1
    return _only_top_heading(text) if has_divisions else ""


def _below_title(text: Text, units: Sequence[Unit]) -> str:
    """Return the line below the first heading, or below the first line, if it names the author.

    It has the form of a name, and is the only heading of its level, or a name in the properties of
    the file, or the name of the file itself has its family name.
    """
    above = next((n for n, unit in enumerate(units) if unit.text.startswith(TOP)), 0)
    if above + 1 >= len(units):
        return ""
    line = units[above + 1].text
    name = line.strip("#*_ ")
    if not has_form_of_name(name):
        return ""
    level = line[: len(line) - len(line.lstrip("#"))]
    same = [u for u in text.units if level and u.text.startswith(f"{level} ")]
    stated = [fold(d.value) for d in text.metadata if d.field == "author"]
    places = (*stated, fold(text.witness.file.rsplit("/", 1)[-1]))
    family = fold(name.split()[-1])
    is_elsewhere = len(family) >= SHORTEST_FAMILY and any(family in place for place in places)
    return name if is_elsewhere or len(same) == 1 else ""


def _may_be_title(line: str) -> bool:
    """Return whether a line may be a title of a work: “Book the First” is that of a division."""
    is_short = len(line) <= LONGEST_TITLE and not SENTENCE_END.search(line)
    division = read_division(line.lstrip("# "))
    is_numbered = NUMBERED.match(line) or (division.kind and division.number)
    return is_short and not is_numbered and bool(clean_title(line))
