"""Describe a work from what its copies say of themselves: title, author, language, date.

statements   what each copy says, and in which place
heads        the first lines with a label: “Title: …”
title_pages  the first lines without: a title above its author
titles       titles without what libraries and sites add to them
names        names as they are printed, and as they are filed
tongues      languages by their names and tags, or by the text itself
dates        dates of works, not of files
trust        the copy that is printed
votes        the value for which the most reliable places speak
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from book.describe.dates import plain_date, work_date
from book.describe.names import display_name, filing_name, is_same_person, spells_out
from book.describe.statements import Claim, statements_of
from book.describe.title_pages import page_lines, title_above_divisions
from book.describe.titles import without_author
from book.describe.tongues import UNRELIABLE, find_language
from book.describe.votes import USUAL, Votes, weight_of
from book.model import Contributor, Finding, Text, WorkDescription
from book.text.typography import fold

# Roles in a work; others are roles in the making of a file (MARC relators).
WORK_ROLES = (
    *("trl", "ill", "edt", "ann", "win", "wfw", "wpr", "waw"),
    *("com", "cmm", "cwt"),
)
FORMER_ROLES = {"aui": "win", "aft": "waw"}  # that MARC's list had before April 2025


def describe_work(copies: Sequence[Text]) -> WorkDescription:
    """Return what the copies of a work say of it."""
    statements = [statement for text in copies for statement in statements_of(text)]
    votes = Votes(statements, "".join(map(_head, copies)))
    author = votes.winner("author", display_name, is_same_person, spells_out)
    title = votes.winner("title", lambda value: without_author(value, author.value))
    authors = _with_coauthors(author, statements)
    return WorkDescription(
        title=title,
        subtitle=votes.winner("subtitle"),
        author=authors,
        sort=_filing_name(authors.value, statements),
        language=find_language(copies, statements),
        date=work_date(statements),
        contributors=tuple(_contributors(statements, author.value)),
    )


def _head(text: Text) -> str:
    return fold(" ".join(page_lines(text)))


def _with_coauthors(author: Finding, statements: Sequence[Claim]) -> Finding:
    """Return all authors whom the place names that named the first."""
    names = [
        display_name(s.value)
        for s in statements
        if (s.field, s.rule, s.file) == ("author", author.rule, author.file)
        and weight_of(s.rule) > USUAL
    ]
    return replace(author, value=", ".join(dict.fromkeys(names)) or author.value)


def _filing_name(author: str, statements: Sequence[Claim]) -> str:
    """Return the form in which a copy files the author’s name, "" if none does.

    A copy that files another form of the name tells which part of it is the family name.
    """
    stated = [filing_name(s.value) for s in statements if s.field in ("sort", "author")]
    forms = [form for form in stated if form and is_same_person(display_name(form), author)]
    own = next((form for form in forms if display_name(form) == author), "")
    families = (form.partition(",")[0] for form in forms)
    family = next((each for each in families if author.endswith(f" {each}")), "")
    return own or (f"{family}, {author.removesuffix(family).strip()}" if family else "")


def _contributors(statements: Sequence[Claim], author: str) -> list[Contributor]:
    """Return who else took part in the work, once in each role, the most reliable first."""
    found: dict[tuple[str, str], Contributor] = {}
    for statement in sorted(statements, key=lambda s: -weight_of(s.rule)):
        role = FORMER_ROLES.get(statement.field, statement.field)
        if role in WORK_ROLES:
            name = display_name(statement.value)
            found.setdefault(
                (role, fold(name)), Contributor(name, role, filing_name(statement.value))
            )
    return [person for person in found.values() if not is_same_person(person.name, author)]


@dataclass(frozen=True, slots=True)
class CopyDescription:
    """What one copy says of itself: title, author and date, who issued the file, when and where.

    `language` is "" if neither the file states it nor its words tell it for sure. The `heading` is
    a title that stands above the divisions of the text, as one more heading.
    """

    language: str
    title: str
    heading: str
    author: str
    date: str
    publisher: str
    issued: str
    url: str


def describe_copy(text: Text) -> CopyDescription:
    """Return what one copy says of itself, "" for what it does not say."""
    statements = statements_of(text)
    votes = Votes(statements, _head(text))
    language = find_language([text], statements)
    author = votes.winner("author", display_name).value
    return CopyDescription(
        language=language.value if language.rule not in UNRELIABLE else "",
        title=votes.winner("title", lambda value: without_author(value, author)).value,
        heading=title_above_divisions(text),
        author=author,
        date=work_date(statements).value,
        publisher=votes.winner("publisher").value,
        issued=votes.winner("issued", plain_date).value,
        url=votes.winner("url").value,
    )
