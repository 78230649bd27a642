"""Prove what the PDF says of itself, and the files that are attached to it."""

import hashlib
from collections.abc import Iterator, Sequence

from book.errors import ProofError
from book.model import Edition
from book.verify.readback.navigation import PdfFurnishing

Fact = tuple[str, str, str]  # its name, what it should be, and what the file says


def prove_metadata(edition: Edition, furnishing: PdfFurnishing, file: str) -> None:
    """Raise ProofError if title, author, language or description are not the edition's.

    They stand in the XMP packet and in the document information dictionary.
    """
    for name, wanted, found in _facts(edition, furnishing):
        if found != wanted:
            message = f"the {name} in the metadata is “{found}”, but should be “{wanted}”"
            raise ProofError(message, file=file)


def _facts(edition: Edition, furnishing: PdfFurnishing) -> Iterator[Fact]:
    imprint, author = edition.imprint, edition.work.author
    information = furnishing.information
    packet = {name: "; ".join(values) for name, values in furnishing.metadata.items()}
    yield "title", imprint.title, packet.get("title", "")
    yield "title", imprint.title, information.get("title", "")
    yield "author", author, packet.get("creator", "")
    yield "author", author, information.get("author", "")
    yield "description", imprint.description, packet.get("description", "")
    yield "description", imprint.description, information.get("subject", "")
    yield "language", imprint.language, packet.get("language", "")
    yield "language", imprint.language, furnishing.language


def prove_attachments(
    files: Sequence[tuple[str, bytes]], furnishing: PdfFurnishing, file: str
) -> None:
    """Raise ProofError if other files are attached than these, byte for byte."""
    wanted = sorted((name, hashlib.sha256(content).hexdigest()) for name, content in files)
    found = sorted(furnishing.attachments)
    if wanted == found:
        return
    missing = next((name for name, digest in wanted if (name, digest) not in found), "")
    attached = {name for name, _ in found}
    if missing:
        what = "is not as it was received" if missing in attached else "is missing"
        raise ProofError(f"the attached file {missing} {what}", file=file)
    extra = next((name for name, digest in found if (name, digest) not in wanted), found[-1][0])
    raise ProofError(f"the attached file {extra} is not of the edition", file=file)
