"""Attach the sources to the PDF as associated files (ISO 19005-3, 6.8; ISO 32000-1, 7.11.4): the book carries what it is made from."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in the book: its name, its bytes, what it is in words, what it is to the book (ISO 19005-3, 6.8, AFRelationship).

    `date` is the edition's, as the file's own would differ by machine.
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
    """Describe a witness's file by its siglum and what is known of it; its folder is left out.

    >>> witness_attachment(Witness("A", "sources/x/a.html", "text", (), title="The Law"), b"", "2026").description
    'A: The Law'
    """
    known = ", ".join(
        part for part in (witness.title, witness.author, witness.publisher, witness.date) if part
    )
    name = PurePosixPath(witness.file).name
    return Attachment(name, content, f"{witness.siglum}: {known or name}", date)


def tei_attachment(name: str, content: bytes, date: str) -> Attachment:
    """Describe the TEI document: the same edition in another form."""
    return Attachment(
        name, content, "TEI P5: the edition with the readings of all witnesses", date, "Alternative"
    )


def attach(pdf: Any, attachments: Iterable[Attachment]) -> None:
    """Add the files to a PDF that is not written yet, each by what it is to the whole (AFRelationship)."""
    found = sorted(attachments, key=lambda attachment: attachment.description)
    if not found:
        return
    specifications = [_specification(pdf, attachment) for attachment in found]
    # The name tree is sorted by its keys (7.9.6): numbers, as two files may have the same name.
    keys = [pydyf.String(f"{number:04}") for number in range(len(found))]
    tree = pydyf.Dictionary(
        {
            "Names": pydyf.Array(
                part for pair in zip(keys, specifications, strict=True) for part in pair
            )
        }
    )
    pdf.add_object(tree)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    pdf.catalog["AF"] = pydyf.Array(specifications)


def _specification(pdf: Any, attachment: Attachment) -> bytes:
    """Write the file and its specification; give the reference of the latter."""
    digits = attachment.date.replace("-", "")
    parameters = {
        "Size": len(attachment.content),
        "CheckSum": f"<{hashlib.md5(attachment.content, usedforsecurity=False).hexdigest()}>",  # MD5 by ISO 32000-1, table 46
        "ModDate": pydyf.String(f"D:{digits}{'00000101'[len(digits) :]}000000Z"),
    }
    subtype = f"/{attachment.media_type.replace('/', '#2f')}"
    file = pydyf.Stream(
        [attachment.content],
        pydyf.Dictionary(
            {"Type": "/EmbeddedFile", "Subtype": subtype, "Params": pydyf.Dictionary(parameters)}
        ),
        True,
    )
    pdf.add_object(file)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(attachment.name),
            "UF": pydyf.String(attachment.name),
            "EF": pydyf.Dictionary({"F": file.reference, "UF": file.reference}),
            "Desc": pydyf.String(attachment.description),
            "AFRelationship": f"/{attachment.relationship}",
        }
    )
    pdf.add_object(specification)
    reference: bytes = specification.reference
    return reference
