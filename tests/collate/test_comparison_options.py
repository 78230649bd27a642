"""Whatever the editor ignores or distinguishes, all that states the variants agrees."""

import pytest

from book.collate import collate
from book.ledger import compile_ledger
from book.merge import merge
from book.model import Comparison, Variant
from book.render.tables import render_variants_csv
from book.render.tei import render_tei
from book.text.spelling import SPELLINGS
from book.verify.proof.prove_ledger import prove_ledger
from book.verify.proof.prove_tei import prove_tei
from tests.collate.samples import LAW, TWO, all_variants
from tests.factories import IMPRINT, LABELS, WORK, text
from tests.text.test_spelling import EQUAL

SUB, ACC = "substantive", "accidental"


def proven(one: str, other: str, comparison: Comparison) -> list[Variant]:
    """Return the variants of two copies that differ in a word, once everything is proven."""
    rows = [f"Some words are before {each} and some after it." for each in (one, other)]
    texts = text("A", LAW, rows[0], TWO), text("B", LAW, rows[1], TWO)
    found = collate(texts, WORK, comparison)
    edition = merge(found, texts, IMPRINT, WORK, LABELS)
    prove_ledger(edition, compile_ledger(texts, found))
    document = render_tei(edition, found, texts, comparison)
    prove_tei(edition, found, texts, comparison, document, "small.tei.xml")
    variants = all_variants(found)
    table = render_variants_csv(edition).decode().splitlines()[1:]
    assert [row.rsplit(",", 1)[1] for row in table] == [variant.kind for variant in variants]
    return variants


@pytest.mark.parametrize("family", SPELLINGS)
def test_a_paragraph_may_differ_in_nothing_but_spelling(family: str) -> None:
    one, other = EQUAL[family].split()[0].split("/")
    for comparison, kind in ((Comparison(), SUB), (Comparison((family,)), ACC)):
        (variant,) = proven(one, other, comparison)
        assert (variant.kind, variant.lemma, variant.readings[0].text) == (kind, one, other)


def test_a_paragraph_may_differ_in_nothing_but_a_pair_of_words() -> None:
    (variant,) = proven("can’t", "cannot", Comparison(("can't=cannot",)))
    assert (variant.kind, variant.lemma) == (ACC, "can’t")


@pytest.mark.parametrize(
    ("distinguish", "one", "other"),
    [
        ("case", "the State", "the state"),
        ("hyphens", "re-drawn", "redrawn"),
        ("punctuation", "the law, again", "the law again"),
        ("punctuation", "1914–18", "1914-18"),
        ("punctuation", "1,500", "1500"),
        ("quotes", "“the law”", "the law"),
    ],
)
def test_what_is_distinguished_is_substantive(distinguish: str, one: str, other: str) -> None:
    for names, kind in (((), ACC), ((distinguish,), SUB)):
        comparison = Comparison(distinguish=names, language="en")
        assert {variant.kind for variant in proven(one, other, comparison)} == {kind}
