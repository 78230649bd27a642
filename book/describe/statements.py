"""What a copy of a work says of itself, each time with the place where it says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from book.describe.heads import LIBRARY, labeled_facts
from book.describe.names import display_name, is_body, is_name
from book.describe.title_pages import head_facts
from book.describe.titles import clean_title, split_byline
from book.model import Fact, Text
from book.text.typography import fold

FILE_NAME = "file name"
PROPERTIES = "document properties"  # of a word processor: most are only in its words
ONE_WORD = re.compile(r"\s*[\w.-]*[A-Za-zÀ-ɏͰ-ӿ][\w.-]*\s*")  # not of a script without spaces
SHORTEST_TITLE = 4  # letters by which the name of a file can be told from chance
LONGEST_VALUE = 400  # characters; what is longer is no title and no name
ROLE_FIELDS = {
    "translator": "trl",
    "illustrator": "ill",
    "editor": "edt",
    "annotator": "ann",
    "commentator": "cmm",
    "compiler": "com",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact, and the file that states it."""

    field: str
    value: str
    rule: str
    file: str


def statements_of(text: Text) -> list[Claim]:
    """Return what a copy says of itself, without what is no title and no name."""
    file = text.witness.file.rsplit("/", 1)[-1]
    return [
        Claim(fact.field, fact.value, fact.rule, file)
        for raw in _raw_facts(text, file)
        if len(raw.value) <= LONGEST_VALUE
        for fact in _meant(raw)
        if fact.value
    ]


def _raw_facts(text: Text, file: str) -> Iterator[Fact]:
    """Yield all facts; a header that was understood here stands for the words that it has."""
    facts = text.witness.facts
    yield from facts
    labeled = list(labeled_facts(text.witness.lines))
    understood = {fact.rule for fact in facts} - {PROPERTIES}
    understood |= {LIBRARY} if labeled else set()
    for datum in text.metadata:
        if datum.rule not in understood:
            yield Fact(ROLE_FIELDS.get(datum.field, datum.field), datum.value, datum.rule)
    yield from labeled
    yield from head_facts(text)
    yield from file_facts(file, text.units[0].text)


def file_facts(file: str, head: str) -> Iterator[Fact]:
    """Yield what the name of a file says, if the text begins with the same words.

    A family name may stand first in the name of a file, and the author before the title.

    >>> text = "Camillo Boito Senso Dallo scartafaccio segreto"
    >>> [(fact.field, fact.value) for fact in file_facts("Boito-Camillo_Senso_1883.txt", text)]
    [('author', 'Camillo Boito'), ('title', 'Senso')]
    """
    begun = fold(head)
    for part in file.rpartition(".")[0].split("_"):
        words = part.replace("-", " ").split()
        turned = " ".join((*words[1:], *words[:1]))
        if len(words) > 1 and begun.startswith(fold(turned)):
            begun = begun.removeprefix(fold(turned))
            yield Fact("author", turned, FILE_NAME)
        elif len(fold(part)) >= SHORTEST_TITLE and begun.startswith(fold(part)):
            yield Fact("title", " ".join(words), FILE_NAME)


def _meant(fact: Fact) -> Iterator[Fact]:
    """Yield what a fact means: a title may name the author too, or be none."""
    if fact.field in ("title", "source title"):
        title, author = split_byline(clean_title(fact.value))
        yield Fact(fact.field, title, fact.rule)
        yield Fact("author", author if fact.field == "title" else "", fact.rule)
    elif fact.field == "author" and not _is_author(fact):
        return
    else:
        yield fact


def _is_author(fact: Fact) -> bool:
    """Return whether a fact names somebody; a word processor may state a login, or none."""
    is_login = fact.value.islower() or ONE_WORD.fullmatch(fact.value) or is_body(fact.value)
    return is_name(display_name(fact.value)) and not (fact.rule == PROPERTIES and is_login)
