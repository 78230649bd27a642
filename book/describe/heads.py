"""The first lines of a text with a label, such as “Title: …”."""

import re
from collections.abc import Iterator, Sequence

from book.model import Fact, Line

HEAD_LINES, LONGEST_LINE = 80, 240  # of a header, and of a statement in it, in characters
FULL_LINE = 50  # characters: a shorter line of a value was ended on purpose
LABELED, LIBRARY = "labeled line", "library header"
# The labels of Project Gutenberg’s header and of similar lines, in the languages they come in.
LABELS = {
    "title": "title titel titre título titolo tytuł заглавие название 书名 标题",
    "subtitle": "subtitle untertitel sous-titre",
    "author": "author authors autor autora autores autorin autoren auteur auteurs autore autori"
    " författare forfatter tekijä автор авторы 作者 著者 réalisé-par rédigé-par présenté-par"
    " realizado-por vorgelegt-von eingereicht-von submitted-by written-by készítette vypracoval",
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


def labeled_facts(lines: Sequence[Line]) -> Iterator[Fact]:
    """Yield what lines such as “Title: …” say in the head of a file, whatever became of them."""
    head = lines[:HEAD_LINES]
    for index, line in enumerate(head):
        match = LABEL.match(line.text) if len(line.text) < LONGEST_LINE else None
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
