"""The proof of the readings finds what it must."""

import re

import pytest

from book.errors import ProofError
from book.verify.proof.prove_readings import prove_readings
from tests.ferry import assemble_ferry, ferry_web

DATA, OTHER = "read/readings/part-i.js", "read/readings/part-ii.js"


def prove(outputs: dict[str, bytes]) -> int:
    assembled = assemble_ferry()
    return prove_readings(assembled.edition, assembled.collation, outputs, "the-ferry")


def altered(name: str, old: str, new: str) -> dict[str, bytes]:
    outputs = ferry_web()
    content = outputs[name].decode()
    assert old in content
    return {**outputs, name: content.replace(old, new, 1).encode()}


def test_every_witness_can_be_read() -> None:
    assert prove(ferry_web()) == 18


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        (DATA, '"text":"left"', '"text":"fled"', "B should continue with “left the water"),
        (DATA, '"text":" old"', '"text":""', "C should continue with “old ferryman"),
        (DATA, '"lemma":"tin"', '"lemma":"tan"', "and the page has “tin”"),
        (DATA, '"sigla":["B"],"text":"left"', '"sigla":["C"],"text":"left"', "the witnesses of"),
        (DATA, '"C":["p-i-3",', '"C":["p-i-2",', "the witnesses that have it elsewhere are"),
        (DATA, '"C":"I. Crossing"', '"C":"I. Crossings"', "is not the heading of C"),
        (DATA, '"headings":{"part-i"', '"headings":{"part-x"', "is not the heading of C"),
        (DATA, '"variants":{', '"variants":{"99":{},', "99 is no variant of this page"),
        (DATA, "variorum.receive(", "receive(", "the data is no call of the script"),
        (DATA, '"variants":{', '"more":[],"variants":{', "the data has more"),
        (OTHER, '"lacks":["C"]', '"lacks":["B"]', "the witnesses that lack it are ['C']"),
        ("read/part-i.html", ">tin</span>", ">tan</span>", "and the page has “tan”"),
        ("read/part-i.html", 'data-place="p-i-5"', 'data-place="p-i-9"', "has the paragraph I ¶5"),
    ],
)
def test_a_fault_is_named(name: str, old: str, new: str, message: str) -> None:
    with pytest.raises(ProofError, match=re.escape(message)):
        prove(altered(name, old, new))


def test_missing_data_is_named() -> None:
    outputs = {name: each for name, each in ferry_web().items() if name != OTHER}
    with pytest.raises(ProofError, match="the witnesses that lack it"):
        prove(outputs)


def test_data_of_no_page_is_named() -> None:
    outputs = {**ferry_web(), "read/readings/part-ix.js": b"variorum.receive({});\n"}
    with pytest.raises(ProofError, match="belongs to no page"):
        prove(outputs)
