"""Prove the TEI document: the printed text, the notes, the apparatus, every witness, the header."""

from collections.abc import Sequence
from itertools import zip_longest

from lxml import etree

from book.errors import ProofError
from book.model import Collation, Comparison, Edition, Text
from book.text.facing import counterparts
from book.text.typography import tokenize
from book.verify.proof.compare_lines import compare_lines
from book.verify.proof.expected_tei import ExpectedNote, expect_tei
from book.verify.proof.prove_apparatus import EDITOR, WitnessPointers, prove_apparatus
from book.verify.proof.prove_tei_header import prove_header
from book.verify.proof.witness_words import describe_difference, forms_of
from book.verify.readback.tei import ID, TEI, Element, parse_tei, read_witness, sources_of
from book.verify.readback.tei_transcript import NoteRecord, read_transcript


def prove_tei(
    edition: Edition,
    collation: Collation,
    texts: Sequence[Text],
    comparison: Comparison,
    content: bytes,
    file: str,
) -> None:
    """Raise ProofError unless the document is the edition, and holds each witness.

    `collation` is the one the edition was merged from; `texts` are the cleaned witnesses.
    """
    try:
        root = parse_tei(content)
    except etree.XMLSyntaxError as error:
        message = f"the document is not well-formed: {error.msg}"
        raise ProofError(message, file=file, line=error.lineno or 0) from error
    witnesses = _find_witnesses(texts, root, file)
    facing = collation.facing.rows if collation.facing else ()
    expected = expect_tei(edition, collation.rows, facing)
    transcript = read_transcript(root)
    compare_lines(expected.lines, transcript.lines, file)
    _prove_notes(edition, expected.notes, transcript.notes, witnesses, file)
    prove_apparatus(transcript, expected.passages, witnesses, file)
    prove_witnesses(texts, root, file)
    prove_header(edition, texts, comparison, root, file)
    _prove_counterparts(edition, root, file)


def _prove_counterparts(edition: Edition, root: Element, file: str) -> None:
    """Raise ProofError unless each paragraph points to those of the other version, and no other."""
    expected = counterparts(edition.facing)
    for each in root.iterfind(f"{TEI}text//*[@{ID}]"):
        name, found = each.get(ID, ""), each.get("corresp", "")
        wanted = " ".join(f"#{other}" for other in expected.get(name, ()))
        if found != wanted:
            message = (
                f"{name} corresponds to {wanted or 'nothing'}, and not to {found or 'nothing'}"
            )
            raise ProofError(message, file=file)


def _find_witnesses(texts: Sequence[Text], root: Element, file: str) -> WitnessPointers:
    """Return the pointers to the witnesses. Raise ProofError if they are not there, each once."""
    sources = [(source.get("n", ""), f"#{source.get(ID)}") for source in sources_of(root)]
    sigla = [text.witness.siglum for text in texts]
    if sorted(sigla) != sorted(siglum for siglum, _ in sources):
        named = ", ".join(siglum for siglum, _ in sources)
        raise ProofError(f"the witnesses are {', '.join(sigla)}, and not {named}", file=file)
    copies = (text.witness.siglum for text in texts if text.witness.role == "text")
    return WitnessPointers(tuple(copies), dict(sources))


# ── Notes ────────────────────────────────────────────────────────────────────────────────────────


def _prove_notes(
    edition: Edition,
    expected: Sequence[ExpectedNote],
    found: Sequence[NoteRecord],
    witnesses: WitnessPointers,
    file: str,
) -> None:
    """Raise ProofError unless each note is there once, with its own text, kind and author."""
    by_id = {note.note.id: note for note in expected}
    wanted = [note.id for note in edition.notes if note.kind != "variant"]
    for name, record in zip_longest(wanted, found):
        if record is None or name != record.id:
            missing = name or (record.id if record else "")
            raise ProofError(f"the note {missing} is missing or misplaced", file=file)
        _prove_note(by_id[name], record, witnesses, file)


def _prove_note(
    expected: ExpectedNote, found: NoteRecord, witnesses: WitnessPointers, file: str
) -> None:
    note = expected.note
    facts = {
        "number": (note.mark, found.mark),
        "kind": ("editorial" if note.kind == "note" else note.kind, found.kind),
        "author": (_responsible(expected), found.responsible),
        "witnesses": (witnesses.point(note.sigla), found.witnesses),
    }
    for name, (wanted, read) in facts.items():
        if wanted != read:
            message = f"the {name} of the note {note.id} ({note.place}) is {wanted}, and not {read}"
            raise ProofError(message, file=file)
    compare_lines(expected.lines, found.lines, file)


def _responsible(expected: ExpectedNote) -> str:
    """Return who the document says wrote a note: nobody, if it is not the edition's editor."""
    note = expected.note
    return "" if note.author or note.kind == "source" else EDITOR


# ── Witnesses ─────────────────────────────────────────────────────────────────────────────────────


def prove_witnesses(texts: Sequence[Text], root: Element, file: str) -> None:
    """Raise ProofError if a witness cannot be read from the TEI word for word, in its own order.

    `texts` are the witnesses as cleaned. A word may have its printed form or the form that the
    witness writes: where only marks differ, the apparatus has the latter.
    """
    for text in texts:
        siglum = text.witness.siglum
        forms = forms_of(text.units)
        passages = read_witness(root, siglum)
        words = [word for passage in passages for word in tokenize(passage)]
        if difference := describe_difference(words, forms):
            raise ProofError(f"the text of {siglum} should continue with {difference}", file=file)
