"""Say who had which part in the book, as catalogues and shops file them."""

import re

from book.errors import EditionError
from book.model import Contributor, Edition

ARTICLE = re.compile(r"(the|der|die|das) (.+)", re.IGNORECASE)
# MARC relators: those of a book of texts.
ROLES = {
    "aft": "author of afterword, colophon, etc.",
    "ann": "annotator",
    "art": "artist",
    "aui": "author of introduction, etc.",
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
    "pfr": "proofreader",
    "pht": "photographer",
    "pub": "publisher",
    "red": "redaktor",
    "res": "researcher",
    "rev": "reviewer",
    "scr": "scribe",
    "trc": "transcriber",
    "trl": "translator",
    "tyd": "type designer",
    "tyg": "typographer",
    "wpr": "writer of preface",
}


def check_role(role: str, file: str, line: int) -> None:
    """Raise EditionError for what is no MARC relator that a book of texts has."""
    if role not in ROLES:
        known = ", ".join(f"{code} ({name})" for code, name in ROLES.items())
        raise EditionError(
            f"role is {role!r}", file=file, line=line, remedy=f"Write a MARC relator: {known}."
        )


def credits_of(edition: Edition) -> tuple[Contributor, ...]:
    """List the author, the editor, the other contributors, and the authors of the foreword's pieces, each once in a role.

    The last are `aui` in MARC's list: authors of what introduces a work that is primarily by another.
    """
    imprint = edition.imprint
    sort = dict(imprint.sort)
    commentators = (witness.author for witness in edition.witnesses if witness.role == "commentary")
    named = (
        (edition.work.author, "aut"),
        (imprint.editor, "edt"),
        *((found.name, found.role) for found in imprint.contributors),
        *((name, "aui") for name in commentators),
    )
    return tuple(
        Contributor(name, role, sort.get(name) or file_as(name))
        for name, role in dict.fromkeys(named)
        if name
    )


def personal_name(contributor: Contributor) -> tuple[str, str] | None:
    """Give a person's family name and given name, if the way in which the name is filed tells them; a council has none.

    >>> personal_name(Contributor("Jane Austen", "aut", "Austen, Jane")), personal_name(Contributor("Wu Jinhuai", "aut", "Wu, Jinhuai"))
    (('Austen', 'Jane'), ('Wu', 'Jinhuai'))
    >>> personal_name(Contributor("The State Council", "aut", "State Council, The")), personal_name(Contributor("Aesop", "aut", "Aesop"))
    (None, None)
    """
    family, comma, given = contributor.sort.partition(", ")
    is_filed = comma and contributor.name in (f"{given} {family}", f"{family} {given}")
    return (family, given) if is_filed and not ARTICLE.fullmatch(contributor.name) else None


def file_as(name: str) -> str:
    """Put a name as it is sorted: without its article. Which part of a person's name leads, the name does not tell.

    >>> file_as("The State Council")
    'State Council, The'
    >>> file_as("Wu Jinhuai")
    'Wu Jinhuai'
    """
    match = ARTICLE.fullmatch(name)
    return f"{match[2]}, {match[1]}" if match else name
