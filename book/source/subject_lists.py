"""Find the words for a code of a subject in the lists that come with the program.

The lists are templates/subjects/subjects.zip: Thema 1.2 (EDItEUR), and the Library of Congress
Subject Headings of June 2026. tests/source/make_subject_lists.py makes it anew.
"""

import io
import zipfile
from collections.abc import Iterator

FILE = "subjects/subjects.zip"
LATEST = {"thema": "Thema 1.2", "lcsh": "the subject headings of June 2026"}


class SubjectLists:
    """The lists, from the bytes of the file."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(content))

    def heading(self, scheme: str, code: str) -> str:
        """Return the words for a code, "" if the list does not have it."""
        return next((words for known, words in self._rows(scheme, code) if known == code), "")

    def code(self, scheme: str, heading: str, near: str) -> str:
        """Return the code for some words, in the part of the list where a code would be."""
        folded = heading.casefold()
        rows = self._rows(scheme, near)
        return next((code for code, words in rows if words.casefold() == folded), "")

    def _rows(self, scheme: str, code: str) -> Iterator[tuple[str, str]]:
        try:
            content = self.archive.read(member_of(scheme, code))
        except KeyError:
            return
        for line in content.decode().splitlines():
            known, _, words = line.partition("\t")
            yield known, words


def member_of(scheme: str, code: str) -> str:
    """Return the name of the part of the lists in which a code is.

    >>> member_of("lcsh", "sh85046493"), member_of("thema", "LBBM")
    ('lcsh/sh850.tsv', 'thema.tsv')
    """
    return f"lcsh/{code[:-5]}.tsv" if scheme == "lcsh" else f"{scheme}.tsv"
