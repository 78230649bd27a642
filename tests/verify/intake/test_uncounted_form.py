"""Form that no second reader counts is said to be uncounted, and not to be absent."""

from collections import defaultdict
from dataclasses import replace

from book.clean import clean
from book.collate import collate
from book.ledger import compile_ledger
from book.merge import merge
from book.model import Ledger, Witness
from book.read.document import SourceFile, read_document
from book.render.form_tables import form_record
from book.render.site.ledger.page import _form_rows
from book.verify.intake.prove_intake import prove_intake
from book.verify.proof.form_fates import account_for_form
from tests.factories import IMPRINT, LABELS, WORK

WORDS = defaultdict[str, str](lambda: "words")
CONTENT = {
    "a.md": b"# I. The Weir\n\nThe boat *never* sank.\n\n| Low is the river\n| and long.\n",
    "a.html": b"<h1>I. The Weir</h1><p>The boat <em>never</em> sank.</p><p>They went home.</p>",
}


def account(name: str) -> Ledger:
    content = CONTENT[name]
    lines = read_document(SourceFile(name, content)).lines
    witness = Witness("A", name, "text", lines, form=prove_intake(name, content, "", lines))
    texts = (clean(witness, WORK),)
    collation = collate(texts, WORK)
    ledger = compile_ledger(texts, collation)
    edition = merge(collation, texts, IMPRINT, WORK, LABELS)
    return replace(ledger, form=account_for_form(edition, ledger))


def test_the_form_of_markdown_is_not_counted() -> None:
    (witness,) = account("a.md").form.witnesses
    assert [(each.count.kind, each.count.found, each.count.read) for each in witness.kinds] == [
        ("emphasis", None, 1),
        ("headings", None, 1),
        ("stanzas", None, 1),
        ("verse-lines", None, 2),
        ("breaks", None, 1),
    ]
    assert {row["found"] for row in _form_rows(witness.kinds, WORDS)} == {"–"}
    (record,) = form_record(account("a.md").form)["witnesses"]
    assert {each["found"] for each in record["kinds"]} == {None}


def test_the_form_of_a_page_is_counted() -> None:
    (witness,) = account("a.html").form.witnesses
    assert witness.kinds[0].count.found == 1
    assert _form_rows(witness.kinds, WORDS)[0]["found"] == 1
