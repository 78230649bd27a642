"""Faults in reading the witnesses' files."""

from dataclasses import replace

from book.read.builder import SourceDocument
from tests.proof.altering import in_lines, without
from tests.proof.fault import Place, StageFault

READING = "book.pipeline.witnesses.read_document"
# In the Markdown file, and in a plain one.
WORDS = ("famished", "supperless")


def _without_line(document: SourceDocument, place: Place) -> SourceDocument:
    words = ("At last she turned", "All covet, all lose")[place]
    return replace(document, lines=without(document.lines, lambda line: words in line.text))


def _with_line_twice(document: SourceDocument, place: Place) -> SourceDocument:
    words = ("He thus lost both", "He that turned away")[place]
    found = [line for line in document.lines if words in line.text]
    return replace(document, lines=(*document.lines, *found))


def _with_another_word(document: SourceDocument, place: Place) -> SourceDocument:
    old, new = (("half-starved", "half-frozen"), ("indifferent", "different"))[place]
    return replace(document, lines=in_lines(document.lines, old, new))


def _with_words_joined(document: SourceDocument, place: Place) -> SourceDocument:
    old, new = (("all Repulses", "allRepulses"), ("grasped at in", "graspedat in"))[place]
    return replace(document, lines=in_lines(document.lines, old, new))


FAULTS = (
    StageFault(
        "a line lost",
        READING,
        _without_line,
        ("townsend.md: words were lost.*At last she", "moral.txt: words were lost.*covet"),
    ),
    StageFault(
        "a line read twice",
        READING,
        _with_line_twice,
        ("townsend.md: words that this file lacks", "reflexion.txt: words that this file lacks"),
    ),
    StageFault(
        "a word altered",
        READING,
        _with_another_word,
        (
            "townsend.md: words were lost.*“starved”",
            "reflexion.txt: words were lost.*“indifferent”",
        ),
    ),
    StageFault(
        "two words joined",
        READING,
        _with_words_joined,
        ("reflexion.txt:3.*all Repulses", "(web-copy|moral).txt.*grasped at"),
    ),
)
