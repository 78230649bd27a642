"""List who contributed what to the book, with names as catalogs and shops file them."""

import re
from collections.abc import Iterator, Mapping

from book.errors import EditionError
from book.model import Contributor, Edition, Imprint

ARTICLE = re.compile(r"(the|der|die|das) (.+)", re.IGNORECASE)
# The relators of MARC's list, as it is since April 2025, that apply to a book of texts.
ROLES = {
    "ann": "annotator",
    "art": "artist",
    "aut": "author",
    "bkd": "book designer",
    "cmm": "commentator",
    "com": "compiler",
    "cov": "cover designer",
    "ctb": "contributor",
    "cwt": "commentator for written text",
    "dte": "dedicatee",
    "edt": "editor",
    "fmo": "former owner",
    "ill": "illustrator",
    "pbl": "publisher",
    "pfr": "proofreader",
    "pht": "photographer",
    "red": "redaktor",
    "res": "researcher",
    "rev": "reviewer",
    "scr": "scribe",
    "trc": "transcriber",
    "trl": "translator",
    "tyd": "type designer",
    "tyg": "typographer",
    "waw": "writer of afterword",
    "wfw": "writer of foreword",
    "win": "writer of introduction",
    "wpr": "writer of preface",
}
# What MARC's list does not have, or no longer has, and what it has instead.
REPLACED = {
    "aft": "waw (writer of afterword)",
    "aui": "wfw (writer of foreword), win (writer of introduction) or wpr (writer of preface)",
    "pub": "pbl (publisher)",
}
KNOWN_ROLES = ", ".join(f"{code} ({name})" for code, name in ROLES.items())


def check_role(role: str, file: str, line: int) -> None:
    """Raise EditionError if a role is not one of ROLES."""
    if role in REPLACED:
        message, remedy = f"`role` {role!r} is not in MARC’s list", f"Write {REPLACED[role]}."
        raise EditionError(message, file=file, line=line, remedy=remedy)
    if role not in ROLES:
        remedy = f"Write a MARC relator: {KNOWN_ROLES}."
        raise EditionError(f"invalid `role` {role!r}", file=file, line=line, remedy=remedy)


def credits_of(edition: Edition) -> tuple[Contributor, ...]:
    """Return everyone credited, once in each role, in the order of the title page.

    These are the author, the editor, the other contributors, and the authors of the commentaries.
    The last are `wfw` in MARC's list: the commentaries are the foreword.
    """
    sort_names = dict(edition.imprint.sort)
    return tuple(
        Contributor(name, role, sort_names.get(name) or file_as(name))
        for name, role in dict.fromkeys(_names_and_roles(edition))
        if name
    )


def _names_and_roles(edition: Edition) -> Iterator[tuple[str, str]]:
    yield edition.work.author, "aut"
    yield edition.imprint.editor, "edt"
    yield from ((credit.name, credit.role) for credit in edition.imprint.contributors)
    for witness in edition.witnesses:
        if witness.role == "commentary":
            yield witness.author, "wfw"


def credit_lines(imprint: Imprint, labels: Mapping[str, str]) -> Iterator[str]:
    """Yield what the title page says of the editor and of the other contributors."""
    if imprint.editor:
        yield labels["edited-by"].format(editor=imprint.editor)
    yield from (contributor.credit for contributor in imprint.contributors if contributor.credit)


def personal_name(contributor: Contributor) -> tuple[str, str] | None:
    """Return a person's family name and given name, or None for a body or a single name.

    The form in which the name is filed shows which part is the family name.

    >>> personal_name(Contributor("Jane Austen", "aut", "Austen, Jane"))
    ('Austen', 'Jane')
    >>> personal_name(Contributor("Wu Jinhuai", "aut", "Wu, Jinhuai"))
    ('Wu', 'Jinhuai')
    >>> personal_name(Contributor("The State Council", "aut", "State Council, The"))
    >>> personal_name(Contributor("Aesop", "aut", "Aesop"))
    """
    family, comma, given = contributor.sort.partition(", ")
    is_filed = comma and contributor.name in (f"{given} {family}", f"{family} {given}")
    return (family, given) if is_filed and not ARTICLE.fullmatch(contributor.name) else None


def file_as(name: str) -> str:
    """Return a name as it is sorted, with its article at the end.

    A person's name is returned unchanged: it does not show which part is the family name.

    >>> file_as("The State Council")
    'State Council, The'
    >>> file_as("Wu Jinhuai")
    'Wu Jinhuai'
    """
    match = ARTICLE.fullmatch(name)
    return f"{match[2]}, {match[1]}" if match else name
