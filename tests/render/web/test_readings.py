"""The readings of witnesses, as data for the script."""

import json
from dataclasses import replace
from typing import Any

import pytest

from book.model import Collation, Edition, Reading, Variant
from book.render.web.readings import CALL, passage_name, render_readings
from book.text.traversal import divisions_of
from tests.factories import collation, text
from tests.factories import edition as edition_of
from tests.ferry import assemble_ferry

A = ("# I. One", "The fox saw the ripe grapes.", "Nobody came.")


def data_of(edition: Edition, compared: Collation) -> dict[str, Any]:
    """Return the data of all pages, by file name."""
    names = [f' data-place="{passage_name(row.place)}"' for row in compared.rows]
    names += [f'<section id="{division.id}"' for division in divisions_of(edition.divisions)]
    files = render_readings(edition, compared.rows, {"book.html": "".join(names)})
    return {
        name: json.loads(content.decode().removeprefix(CALL).removesuffix(");\n"))
        for name, content in files.items()
    }


def variants_of(*others: str) -> dict[str, Any]:
    """Return the variants of a first paragraph, which each witness has in its own words."""
    texts = [
        text(siglum, *A) if words is None else text(siglum, A[0], words, A[2])
        for siglum, words in zip("ABCD", (None, *others), strict=False)
    ]
    data = data_of(edition_of(*texts), collation(*texts))
    variants: dict[str, Any] = next(iter(data.values()))["variants"]
    return variants


@pytest.fixture(scope="module")
def ferry() -> dict[str, Any]:
    assembled = assemble_ferry()
    return data_of(assembled.edition, assembled.collation)


def reading(variants: dict[str, Any], siglum: str) -> dict[str, Any]:
    readings = (each for variant in variants.values() for each in variant["readings"])
    return next(each for each in readings if siglum in each["sigla"])


def test_a_substitution_has_both_words_and_who_has_them() -> None:
    (variant,) = variants_of("The fox saw the red grapes.").values()
    assert (variant["lemma"], variant["sigla"]) == ("ripe", ["A"])
    assert variant["readings"] == [{"sigla": ["B"], "text": "red", "kind": "substantive"}]


def test_an_addition_brings_its_space() -> None:
    (variant,) = variants_of("The old fox saw the ripe grapes.").values()
    assert (variant["lemma"], variant["readings"][0]["text"]) == ("", " old")
    assert variant["readings"][0]["said"] == "adds"


def test_an_omission_has_no_words_and_says_so() -> None:
    (variant,) = variants_of("The fox saw the grapes.").values()
    assert (variant["readings"][0]["text"], variant["readings"][0]["said"]) == ("", "om.")


def test_overlapping_variants_are_one() -> None:
    """Each witness then has one reading of the whole passage."""
    variants = variants_of("The fox ate some grapes.", "The fox saw some black grapes.")
    covering = [each for each in variants.values() if len(each["lemma"].split()) > 1]
    assert [reading["sigla"] for reading in covering[0]["readings"]] == [["B"], ["C"]]


def test_each_witness_stands_once_in_each_variant(ferry: dict[str, Any]) -> None:
    for page in ferry.values():
        for variant in page["variants"].values():
            sigla = [*variant["sigla"], *(s for each in variant["readings"] for s in each["sigla"])]
            assert sorted(sigla) == ["A", "B", "C"]


def test_a_passage_that_stands_elsewhere_says_where(ferry: dict[str, Any]) -> None:
    moved = ferry["readings/book.js"]["passages"]["p-i-5"]["moved"]
    assert moved == {"C": ["p-i-3", "transp. after I ¶3"]}


def test_a_passage_that_is_missing_names_the_witness(ferry: dict[str, Any]) -> None:
    assert ferry["readings/book.js"]["passages"]["p-ii-1"] == {"lacks": ["C"]}


def test_a_heading_that_differs_is_there_in_full(ferry: dict[str, Any]) -> None:
    assert ferry["readings/book.js"]["headings"] == {"part-i": {"C": "I. Crossing"}}


def test_a_division_is_counted_as_scripts_count() -> None:
    """In code units of UTF-16: a letter beyond the first plane has two."""
    words = "The 𝒜𝒜 fox. It ran."
    texts = [text(siglum, "# I. One", words) for siglum in "ABC"]
    compared = collation(*texts)
    at = words.index(" It")
    (row,) = (row for row in compared.rows if row.place.paragraph)
    variants = (
        Variant(row.place, words[4:-5], 4, len(words) - 5, (Reading(("C",), "dog, which"),)),
        Variant(row.place, "", at, at, (Reading(("B",), "", "divided"),)),
    )
    rows = tuple(replace(each, variants=variants if each is row else ()) for each in compared.rows)
    data = data_of(edition_of(*texts), replace(compared, rows=rows))
    divided = reading(next(iter(data.values()))["variants"], "B")
    assert divided["said"] == "new paragraph"
    assert divided["division"] == len("𝒜𝒜 fox.") + 2


def test_pages_without_variants_have_no_data() -> None:
    texts = text("A", *A), text("B", *A)
    assert data_of(edition_of(*texts), collation(*texts)) == {}
