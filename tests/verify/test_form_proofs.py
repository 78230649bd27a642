"""The proofs of form: what an edition or an output loses of it is named, and stops the build."""

import re
from dataclasses import replace

import pytest

from book.clean import clean
from book.collate import collate
from book.errors import ProofError
from book.ledger import compile_ledger
from book.merge import merge
from book.model import (
    Account,
    BlockForm,
    Comparison,
    Container,
    Division,
    Edition,
    Entry,
    FormAccount,
    FormCount,
    FormFate,
    Insert,
    Ledger,
    Paragraph,
    Plain,
    Span,
    Text,
    Witness,
    WitnessForm,
)
from book.pipeline.build import BuildSummary
from book.read.document import SourceFile, read_document
from book.render.tei import render_tei
from book.text.inlines import text_of
from book.text.losses import list_losses
from book.verify.intake.tei import gather_tei
from book.verify.proof.book_markup import treat_document
from book.verify.proof.edition_form import gather_edition
from book.verify.proof.form_fates import account_for_form
from book.verify.proof.prove_form import prove_form
from book.verify.proof.prove_kept_form import prove_kept_form
from tests.factories import IMPRINT, LABELS, WORK

PAGE = b"""<html lang="en"><body><h1>I. The <em>Weir</em></h1>
<p>The boat <em>never</em> sank at the <b>weir</b>, <sup>so</sup> they say.</p>
<blockquote><blockquote><p>The river is <i>low</i>.</p></blockquote></blockquote>
<ol><li>a net</li><li>a <em>rod</em></li></ol><hr>
<table><tr><td>May</td><td>12</td></tr></table>
<p>They went home.</p></body></html>"""


def read(page: bytes = PAGE) -> Text:
    lines = read_document(SourceFile("a.html", page)).lines
    return clean(Witness("A", "a.html", "text", lines), WORK)


TEXT = read()
COLLATED = collate((TEXT,), WORK)
EDITION = merge(COLLATED, (TEXT,), IMPRINT, WORK, LABELS)
LEDGER = compile_ledger((TEXT,), COLLATED)
DOCUMENT = render_tei(EDITION, COLLATED, (TEXT,), Comparison())


def prove(document: bytes) -> None:
    prove_form(EDITION, gather_tei(document, treat=treat_document), "tei", "a.tei.xml")


def test_an_output_with_all_form_is_proven() -> None:
    prove(DOCUMENT)


@pytest.mark.parametrize(
    ("old", "new", "lost"),
    [
        (rb"(</?)emph\b", rb"\1seg", r"4 × emphasis is lost here: low, never, rod, weir"),
        (b'rend="bold"', b'rend="x"', r"1 × strong is lost here: weir"),
        (b'rend="superscript"', b'rend="x"', r"1 × superscript is lost here: so"),
        (rb"(</?)quote\b", rb"\1ab", r"2 of 2 quotations are lost here"),
        (rb"(</?)item\b", rb"\1p", r"2 of 2 items are lost here"),
        (b"<milestone ", b"<anchor ", r"1 of 1 scene-breaks are lost here"),
        (rb"(</?)cell\b", rb"\1seg", r"2 of 2 cells are lost here"),
    ],
)
def test_form_that_an_output_loses_is_named(old: bytes, new: bytes, lost: str) -> None:
    assert re.search(old, DOCUMENT)
    with pytest.raises(ProofError, match=rf"a\.tei\.xml: {lost}"):
        prove(re.sub(old, new, DOCUMENT))


def without_form(edition: Edition) -> Edition:
    """Return an edition whose paragraphs lost all form of their words."""
    divisions = tuple(
        replace(
            division,
            blocks=tuple(
                replace(block, inlines=(Plain(text_of(block.inlines)),))
                if isinstance(block, Paragraph)
                else block
                for block in division.blocks
            ),
        )
        for division in edition.divisions
    )
    return replace(edition, divisions=divisions)


def test_the_edition_keeps_the_form_of_what_it_prints() -> None:
    prove_kept_form(EDITION, LEDGER)
    with pytest.raises(ProofError, match=r"a\.html:\d+: the edition lost emphasis at .*: never"):
        prove_kept_form(without_form(EDITION), LEDGER)


def test_the_account_of_form_adds_up() -> None:
    account = account_for_form(EDITION, LEDGER)
    (witness,) = account.witnesses
    fates = {each.count.kind: dict(each.fates) for each in witness.kinds}
    assert fates["emphasis"] == {"printed": 4}
    assert fates["items"] == {"printed": 2}
    assert dict(account.edition)["emphasis"] == 4


def ledger_with(*entries: Entry, lost: int = 0) -> Ledger:
    count = FormCount("verse-lines", 5, 5 - lost, (), lost)
    form = FormAccount((WitnessForm("A", (FormFate(count, ()),)),))
    return Ledger((Account(TEXT.witness, entries),), form)


def test_what_is_not_carried_is_said() -> None:
    carried = Entry(Span(1, 0, 4), "printed", "I ¶1")
    missing = Entry(Span(2, 0, 4), "not carried", "", "the picture x.png is missing")
    sign = Entry(Span(3, 0, 4), "not carried", "", "a sign has no character")
    assert list_losses(ledger_with(carried)) == ()
    assert list_losses(ledger_with(carried, missing, sign, lost=2)) == (
        "1 × a sign has no character",
        "1 picture not in the files, or of no known kind",
        "2 lines of verse of A",
    )


def test_nothing_lost_is_said_only_if_the_accounts_are_complete() -> None:
    whole = BuildSummary(1, 0, 0, 0, 1, 1, 8, ())
    assert "PDF (8 pages) and EPUB: nothing lost" in whole.lines()
    lines = replace(whole, losses=("2 pictures not in the files",)).lines()
    assert "PDF (8 pages) and EPUB: not carried: 2 pictures not in the files" in lines
    assert not any("nothing lost" in line for line in lines)


def test_a_cell_that_holds_a_missing_picture_alone_need_not_be_found() -> None:
    page = b"<html><body><p>Notes:</p><table><tr><td><img src='x.png'><td>C<tr><td>D<td>E</table>"
    text = read(page)
    edition = merge(collate((text,), WORK), (text,), IMPRINT, WORK, LABELS)
    blocks = gather_edition(edition).blocks
    assert {kind: len(found) for kind, found in blocks.items()} == {"tables": 1, "cells": 3}


def test_an_item_with_a_scene_break_alone_or_without_a_list_is_not_counted() -> None:
    a_list, item = Container("list", "1"), Container("item", "2")
    whole = Paragraph((Plain("The fox."),), form=BlockForm(containers=(a_list, item)))
    empty = Insert("scene-break", (a_list, Container("item", "3")))
    alone = Paragraph((Plain("The dog."),), form=BlockForm(containers=(Container("item", "4"),)))
    division = Division("text", "part", blocks=(whole, empty, alone))
    edition = Edition(IMPRINT, WORK, (), (division,))
    counted = gather_edition(edition).blocks
    assert {kind: len(blocks) for kind, blocks in counted.items()} == {
        "lists": 1,
        "items": 1,
        "scene-breaks": 1,
    }
