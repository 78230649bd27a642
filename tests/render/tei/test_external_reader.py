"""The TEI as a program of others reads it: teiphy, which counts variants for stemmata."""

from collections import Counter
from io import BytesIO

import pytest
from lxml import etree

from book.model import Collation, Text
from book.render.tei import render_tei
from book.text.segments import split_segments, witness_texts
from tests.bench.witness_generator import WitnessGenerator, build_witness
from tests.render.tei.test_tei import made_from

Units = Counter[tuple[str, str]]  # of a witness: the name of a variant, and what it reads there


def four_copies() -> tuple[Text, ...]:
    generator = WitnessGenerator(5)
    base = generator.write(2_000)
    copies = (generator.copy(base, 0.05).paragraphs for _ in "BCD")
    return (
        build_witness("A", base),
        *(build_witness(siglum, copy) for siglum, copy in zip("BCD", copies, strict=True)),
    )


def expected_units(collation: Collation, siglum: str) -> Units:
    """Return what the collation says that a witness reads wherever witnesses differ."""
    units: Units = Counter()
    for row in collation.rows:
        if siglum not in {witness for witness, _ in row.units}:
            continue
        segments = split_segments(row)
        texts = witness_texts(row.text, segments, siglum)
        for segment, text in zip(segments, texts, strict=True):
            if segment.readings:
                units[str(segment.number), " ".join(text.split())] += 1
    return units


@pytest.mark.slow
def test_teiphy_reads_each_witness_as_the_collation_has_it() -> None:
    from teiphy import Collation as ReadCollation

    source = made_from(four_copies())
    read = ReadCollation(etree.parse(BytesIO(render_tei(*source))))
    assert [witness.id for witness in read.witnesses] == list("ABCD")
    names = [unit.id for unit in read.variation_units]
    assert len(names) == len(set(names)) > 100
    for siglum in "ABCD":
        found: Units = Counter(
            (unit.id.rpartition(".")[2], " ".join(reading.text.split()))
            for unit in read.variation_units
            for reading in unit.readings
            if siglum in reading.wits and not unit.id.startswith("presence-")
        )
        assert found == expected_units(source[1], siglum), siglum
