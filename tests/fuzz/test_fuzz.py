"""A few random inputs of each property, always the same ones, and inputs that are known to fail."""

import pytest

from tests.fuzz.__main__ import try_property
from tests.fuzz.mutation import Document
from tests.fuzz.properties import PROPERTIES, Property

EXAMPLES = 200  # in all
TOTAL = sum(each.share for each in PROPERTIES)


@pytest.mark.fuzz
@pytest.mark.slow
@pytest.mark.parametrize("each", PROPERTIES, ids=lambda each: each.name)
def test_it_holds_for_a_few_random_inputs(each: Property) -> None:
    count, failures = try_property(each, max(2, EXAMPLES * each.share // TOTAL), seed=0)
    assert count
    assert failures == []


SITE = "文章源自英文巴士-https://a.com/1"
TWICE = "see.文章源自英文巴士-https://a.com/1"
DATELINE = "BEIJING, Dec. 29 (Xinhua) -- China"
HYPHEN = "I. Lawthe end of a line that is full and goes on to the next-"
# Smallest inputs that still fail: the name of the property, and what it was given.
KNOWN: tuple[tuple[str, tuple[object, ...]], ...] = (
    # The sigla in the margin of two paragraphs of one line are printed over each other.
    ("print", ([["law"], ["law"], ["law", "law law"]], 0)),
    ("clean twice", (["ContentsPAGE 0OF0"],)),
    ("clean twice", ([DATELINE + DATELINE],)),
    ("clean twice", (["CHAPTER 0 AAAa..."],)),
    ("clean twice", (["ALL RIGHTS RESERVED:首页>0"],)),
    ("clean twice", ([TWICE, TWICE + TWICE, TWICE + TWICE],)),
    ("clean and collate pages", ([[HYPHEN, "--\"a\"--'b'", "< 1 2 3 >", "I. Law"], [HYPHEN]],)),
)


@pytest.mark.fuzz
@pytest.mark.slow
@pytest.mark.xfail(strict=True, reason="not mended yet")
@pytest.mark.parametrize(("name", "inputs"), KNOWN)
def test_an_input_that_failed_holds(name: str, inputs: tuple[object, ...]) -> None:
    next(each for each in PROPERTIES if each.name == name).check(*inputs)


LAW = "law law law law law"
RUBY = b"<ruby><rb>noon</rb><rt>12</rt></ruby>"
TWO_RUBIES = (
    b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body><p>At %b %b it sank.</p></body>\
</text></TEI>"
    % (RUBY, RUBY)
)
MENDED: tuple[tuple[str, tuple[object, ...]], ...] = (
    # A lone 1 in a note stood too close to the word before it.
    ("print", ([["law"], ["law"], ["出口"]], 0)),
    ("TEI", ([["law law"], ["law", "law"], ["law law", "law"]], 0)),
    ("TEI", ([["出口 law"], ["出口", "law"], ["law", "law"]], 0)),
    # An editor chooses among additions at one point, and to omit words beside or around them.
    ("TEI", ([["law law law order order law law", "law law"],
              ["law law order", "order", "law law law law"], ["law"]], 0)),
    ("TEI", ([["don't", "don't law law order"], ["law", "law order don't"], ["law"]], 0)),
    ("TEI", ([["of", f"law the {LAW[4:]}"], ["the", f"{LAW[4:]} of"], ["law law law"]], 0)),
    ("TEI", ([["law order", f"the {LAW}"], ["law", f"{LAW} order"], ["law", "law law"]], 0)),
    ("TEI", ([["law", "law the the"], ["law law the", "the"], ["law", "the", "the"],
              ["the law"]], 0)),
    ("TEI", ([["law", "law", "law law law law order law the"],
              ["law law", "law law law order", "law", "the law"],
              ["law", "law law", "order law law"], [f"{LAW} order law", "the", "law"],
              ["law"]], 0)),
    ("TEI", ([["law 出口 – law"], ["law", "出口", "–", "law"], ["law 出口 –", "law"],
              ["order law 出口"]], 1)),
    ("TEI", ([["law law law"], ["law", "law", "law"], ["出口 law law law law"]], 0)),
    ("TEI", ([["law", "law law order the"], ["law", "order the law"],
              ["law law law order", "the"], ["law"]], 0)),
    ("clean and collate pages", ([["the next-- - -"]],)),
    ("clean and collate pages", ([["0\x080", "By Jane Doe", "I. Law"]],)),
    ("clean and collate pages", ([["The bo\ufdd0at lay.", "", "\ufdd0It was old."]],)),
    ("clean and collate pages", ([["Y"], ["Y\x1b"]],)),
    ("clean and collate pages", ([["The boat lay."], ["The bo\ufdd0at lay."]],)),
    # An editor chooses to omit a whole paragraph.
    ("e-book", ([["law law"], ["law", "law"], ["law law", "law"]], 0)),
    # Furniture stands before the title without a space.
    ("clean and collate pages", ([["ContentsA", "By Jane Doe", "I. Law"]],)),
    # A heading of another part stands within a section.
    ("clean and collate pages", ([["I. Law", SITE, "1. Fish"], ["0.A", f"see.{SITE}", HYPHEN]],)),
    # The same words have the same annotation twice.
    ("read .xml", (Document(".xml", TWO_RUBIES),)),
    # A picture is transparent.
    ("e-book of any form", (379,)),
    # A part of a speaker's name is in small capitals.
    ("manuscript of any form", (1_640_288_383,)),
    # Letters are above and below the line at once.
    ("manuscript of any form", (1_640_288_381,)),
    ("manuscript of any form", (1_640_288_387,)),
)  # fmt: skip


@pytest.mark.fuzz
@pytest.mark.slow
@pytest.mark.parametrize(("name", "inputs"), MENDED)
def test_an_input_that_is_mended_holds(name: str, inputs: tuple[object, ...]) -> None:
    next(each for each in PROPERTIES if each.name == name).check(*inputs)
