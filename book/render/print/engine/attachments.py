"""Attach the sources to the PDF, so that the book carries what it is made from.

As associated files: ISO 19005-3, 6.8; ISO 32000-1, 7.11.4.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from pathlib import PurePosixPath
from typing import Any

import pydyf

from book.model import Witness

MEDIA_TYPES = {
    ".md": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
    ".epub": "application/epub+zip",
    ".xml": "application/tei+xml",  # RFC 6129; the only XML that is attached
}
MIDNIGHT = "00000101"  # the month, day and so on that a date lacks


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in the book.

    `relationship` is its AFRelationship (ISO 19005-3, 6.8). `date` is the edition's, as that of the
    file differs from machine to machine.
    """

    name: str
    content: bytes
    description: str
    date: str
    relationship: str = "Source"

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES.get(PurePosixPath(self.name).suffix.lower(), "text/plain")


def witness_attachment(witness: Witness, content: bytes, date: str) -> Attachment:
    """Return a witness's file, described by its siglum and what is known of it.

    >>> witness = Witness("A", "sources/x/a.html", "text", (), title="The Law")
    >>> attachment = witness_attachment(witness, b"", "2026")
    >>> attachment.name, attachment.description
    ('a.html', 'A: The Law')
    """
    name = PurePosixPath(witness.file).name
    facts = (witness.title, witness.author, witness.publisher, witness.date)
    known = ", ".join(fact for fact in facts if fact)
    return Attachment(name, content, f"{witness.siglum}: {known or name}", date)


def tei_attachment(name: str, content: bytes, date: str) -> Attachment:
    """Return the TEI document: the same edition in another form."""
    description = "TEI P5: the edition with the readings of all witnesses"
    return Attachment(name, content, description, date, "Alternative")


def attach(pdf: Any, attachments: Iterable[Attachment]) -> None:
    """Add the files to a PDF that is not written yet."""
    in_order = sorted(attachments, key=lambda attachment: attachment.description)
    if not in_order:
        return
    specifications = [_add_specification(pdf, attachment) for attachment in in_order]
    # A name tree is sorted by its keys (7.9.6): numbers, as two files may have the same name.
    keys = [pydyf.String(f"{number:04}") for number in range(len(in_order))]
    pairs = zip(keys, specifications, strict=True)
    tree = pydyf.Dictionary({"Names": pydyf.Array(chain.from_iterable(pairs))})
    pdf.add_object(tree)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    pdf.catalog["AF"] = pydyf.Array(specifications)


def _add_specification(pdf: Any, attachment: Attachment) -> bytes:
    """Add a file and its specification; return the reference of the specification."""
    file = _add_file(pdf, attachment)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(attachment.name),
            "UF": pydyf.String(attachment.name),
            "EF": pydyf.Dictionary({"F": file, "UF": file}),
            "Desc": pydyf.String(attachment.description),
            "AFRelationship": f"/{attachment.relationship}",
        }
    )
    pdf.add_object(specification)
    reference: bytes = specification.reference
    return reference


def _add_file(pdf: Any, attachment: Attachment) -> bytes:
    keys = {
        "Type": "/EmbeddedFile",
        "Subtype": f"/{attachment.media_type.replace('/', '#2f')}",
        "Params": _parameters(attachment),
    }
    file = pydyf.Stream([attachment.content], pydyf.Dictionary(keys), True)
    pdf.add_object(file)
    reference: bytes = file.reference
    return reference


def _parameters(attachment: Attachment) -> Any:
    """Return size, checksum (MD5, by ISO 32000-1, table 46) and date of a file."""
    digits = attachment.date.replace("-", "")
    checksum = hashlib.md5(attachment.content, usedforsecurity=False).hexdigest()
    return pydyf.Dictionary(
        {
            "Size": len(attachment.content),
            "CheckSum": f"<{checksum}>",
            "ModDate": pydyf.String(f"D:{digits}{MIDNIGHT[len(digits) :]}000000Z"),
        }
    )
