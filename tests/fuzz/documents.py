"""A file of any kind is read in full, and goes through every stage, or is refused."""

from book.clean import clean
from book.collate import collate
from book.errors import EditionError
from book.ledger import compile_ledger
from book.merge import merge
from book.model import Comparison, Text, Witness
from book.pipeline.witnesses import read_witness
from book.render.tei import render_tei
from book.source.witness_files import WitnessFile
from book.verify.intake.tei import gather_tei
from book.verify.proof.book_markup import treat_document
from book.verify.proof.form_fates import account_for_form
from book.verify.proof.prove_accounts import prove_accounts
from book.verify.proof.prove_cleaning import prove_cleaning
from book.verify.proof.prove_collation import prove_collation
from book.verify.proof.prove_form import prove_form
from book.verify.proof.prove_kept_form import prove_kept_form
from book.verify.proof.prove_ledger import prove_ledger
from book.verify.proof.prove_places import prove_places
from book.verify.proof.prove_tei import prove_tei
from tests.factories import IMPRINT, LABELS, WORK
from tests.fuzz.mutation import Document
from tests.verify.intake.test_samples import neighbor


class _File(WitnessFile):
    """A witness with a picture beside it."""

    def neighbor(self, name: str) -> bytes | None:
        return neighbor(name)


def read_text(document: Document, siglum: str = "A") -> Text | None:
    """Return a cleaned document; None if it is refused."""
    about = Witness(siglum, f"{siglum.lower()}{document.suffix}", "text", ())
    try:
        return clean(read_witness(_File(about, document.content, "")), WORK)
    except EditionError:
        return None


def check_document(document: Document) -> None:
    """Check that a file is refused, or that all of it goes through every stage."""
    text = read_text(document)
    if text is not None and text.units:
        check_texts(text)


def check_pair(pair: tuple[Document, Document]) -> None:
    """Check that two files go through every stage together."""
    texts = [read_text(each, siglum) for each, siglum in zip(pair, "AB", strict=True)]
    check_texts(*(text for text in texts if text is not None and text.units))


def check_texts(*texts: Text) -> None:
    """Check the collation, the ledger, the edition and the TEI of some texts."""
    if not texts:
        return
    prove_cleaning(texts)
    collation = collate(texts, WORK)
    prove_collation(texts, collation)
    ledger = compile_ledger(texts, collation)
    prove_accounts(texts, ledger)
    edition = merge(collation, texts, IMPRINT, WORK, LABELS)
    prove_places(edition, collation, "merging")
    prove_ledger(edition, ledger)
    prove_kept_form(edition, ledger)
    account_for_form(edition, ledger)
    made_from = edition, collation, texts, Comparison()
    tei = render_tei(*made_from)
    prove_tei(*made_from, tei, "a.tei.xml")
    prove_form(edition, gather_tei(tei, treat=treat_document), "tei", "a.tei.xml")
