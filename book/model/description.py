"""What the files of a new edition say of the work."""

from dataclasses import dataclass

from book.model.settings import Contributor


@dataclass(frozen=True, slots=True)
class Finding:
    """A value of a field, and where it was found: the rule and the file.

    A guess has words of its own about its origin. Without a value nothing was found.
    """

    value: str = ""
    rule: str = ""
    file: str = ""
    is_guess: bool = False


@dataclass(frozen=True, slots=True)
class WorkDescription:
    """What all copies together say of a work; `contributors` are those besides the author."""

    title: Finding = Finding()
    subtitle: Finding = Finding()
    author: Finding = Finding()
    sort: str = ""
    language: Finding = Finding()
    date: Finding = Finding()
    contributors: tuple[Contributor, ...] = ()
