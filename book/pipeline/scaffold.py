"""A new edition's folder: the files as they are, and a first edition.toml guessed from them."""

import re
from dataclasses import replace
from pathlib import Path

from book.clean import clean
from book.errors import EditionError
from book.model import Work
from book.pipeline.witnesses import read_witness
from book.read.document import BINARY_SUFFIXES
from book.runtime import workspace
from book.runtime.events import EventHandler, Message, ignore
from book.source.scaffold import first_settings
from book.source.witness_files import WitnessFile, read_copies
from book.text.decode import TWICE, UNMARKED, guess_encoding
from book.text.encodings import EncodingGuess
from book.text.typography import xml_id

DECLARED = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=|<meta[^>]*charset\s*=", re.IGNORECASE)
DECLARING = (".html", ".htm", ".xhtml", ".xml")
HEAD_BYTES = 4096  # where a page may declare its encoding


def new_edition(
    slug: str,
    paths: list[Path],
    root: Path = workspace.ROOT,
    on_event: EventHandler = ignore,
) -> Path:
    """Make an edition's folder from files and return it; tell which encodings were guessed.

    Raise EditionError if `slug` cannot name a folder or is taken, or if no file is given or can be
    read.
    """
    _check_arguments(slug, paths)
    copies = read_copies(paths)
    guesses = [_guess(witness) for witness in copies]
    witnesses = [
        replace(witness, encoding=guess.name)
        for witness, guess in zip(copies, guesses, strict=True)
    ]
    folder = workspace.write_new(slug, paths, _settings(slug, witnesses), root)
    for witness, guess in zip(copies, guesses, strict=True):
        if guess.name:
            on_event(Message(slug, _explain(witness.witness.file, guess)))
    return folder


def _check_arguments(slug: str, paths: list[Path]) -> None:
    if xml_id(slug) != slug:
        remedy = f"Use lower-case letters, digits and hyphens: {xml_id(slug)}"
        raise EditionError(f"{slug!r} cannot name a folder", remedy=remedy)
    if not paths:
        raise EditionError("no files given", remedy="Run: python3 tasks.py new SLUG FILES…")


def _settings(slug: str, witnesses: list[WitnessFile]) -> str:
    """Return the first edition.toml, with what cleaning finds in the witnesses."""
    texts = tuple(clean(read_witness(witness), Work("", "", "")) for witness in witnesses)
    encodings = {witness.witness.siglum: witness.encoding for witness in witnesses}
    languages = workspace.label_tables()
    return first_settings(slug, texts, encodings, str(workspace.this_year()), languages)


def _guess(witness: WitnessFile) -> EncodingGuess:
    """Return the encoding of a witness: a guess, unless the format says what it is."""
    suffix = Path(witness.witness.file).suffix.lower()
    is_declared = suffix in DECLARING and DECLARED.search(witness.content[:HEAD_BYTES])
    if suffix in BINARY_SUFFIXES or (is_declared and not _is_damaged(witness.content)):
        return UNMARKED
    return guess_encoding(witness.content)


def _is_damaged(content: bytes) -> bool:
    return guess_encoding(content).name == TWICE


def _explain(file: str, guess: EncodingGuess) -> str:
    """Say what was guessed, and what else it may be."""
    if guess.name == TWICE:
        damaged = guess.rivals[0][1]
        return (
            f"{file}: “{damaged}” seems to be “{guess.word}”, read in a wrong encoding; "
            f'edition.toml repairs it by encoding = "{TWICE}". Check it.'
        )
    others = "".join(f"; in {name} it has “{word}”" for name, word in guess.rivals)
    return (
        f"{file} is not UTF-8: edition.toml has encoding = {guess.name!r}, a guess that reads "
        f"“{guess.word}”{others}. Check it."
    )
