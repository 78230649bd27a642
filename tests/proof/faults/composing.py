"""Faults in composing the book around the text."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from book.model import Block, Bullets, Definition, Definitions, Edition, Paragraph, Release
from tests.proof.altering import Blocks, begins, in_paragraphs, in_part, in_words, without
from tests.proof.fault import Place, StageFault

COMPOSING = "book.pipeline.edition.compose"
GLOSSARY = "book.pipeline.edition.set_glossary"
CHRONOLOGY = "book.pipeline.edition.set_chronology"
HISTORY = "book.pipeline.edition.word_history"


def _without_block(part: str, *words: str) -> Callable[[Edition, Place], Edition]:
    return lambda edition, place: in_part(
        edition, part, lambda blocks: without(blocks, lambda block: begins(block, words[place]))
    )


def _replaced(part: str, *pairs: tuple[str, str]) -> Callable[[Edition, Place], Edition]:
    return lambda edition, place: in_paragraphs(edition, part, *pairs[place])


def _in_items(alter: Callable[[list[Definition]], list[Definition]]) -> Callable[..., Any]:
    def change(blocks: Blocks) -> Blocks:
        (block,) = blocks
        assert isinstance(block, Definitions)
        return (replace(block, items=tuple(alter(list(block.items)))),)

    return change


def _without_item(blocks: Blocks, place: Place) -> Any:
    return _in_items(lambda items: [item for n, item in enumerate(items) if n != place])(blocks)


def _with_words(*pairs: tuple[str, str]) -> Callable[[Blocks, Place], Any]:
    def change(blocks: Blocks, place: Place) -> Any:
        return _in_items(
            lambda items: [
                replace(item, inlines=in_words(item.inlines, *pairs[place])) for item in items
            ]
        )(blocks)

    return change


def _with_terms_swapped(blocks: Blocks, place: Place) -> Any:
    def swap(items: list[Definition]) -> list[Definition]:
        first, second = items[place], items[place + 1]
        items[place] = replace(first, inlines=second.inlines)
        items[place + 1] = replace(second, inlines=first.inlines)
        return items

    return _in_items(swap)(blocks)


def _with_description(edition: Edition, place: Place) -> Edition:
    """Return an edition in whose imprint a witness's description lacks a word."""
    old, new = (("from a print", "a print"), ("from a web page", "from a page"))[place]

    def alter(block: Block) -> Block:
        if not isinstance(block, Bullets):
            return block
        return replace(block, items=tuple(in_words(item, old, new) for item in block.items))

    return in_part(edition, "imprint", lambda blocks: tuple(map(alter, blocks)))


def _without_work(edition: Edition, place: Place) -> Edition:
    names = ("ref-perry", "ref-townsend")
    return in_part(
        edition,
        "bibliography",
        lambda blocks: without(
            blocks, lambda block: isinstance(block, Paragraph) and block.id == names[place]
        ),
    )


def _without_release(releases: tuple[Release, ...], place: Place) -> tuple[Release, ...]:
    return tuple(release for n, release in enumerate(releases) if n != place)


def _without_paragraph(edition: Edition, place: Place) -> Edition:
    words = ("A famished", "The ants")[place]
    part = ("part-i", "part-iv")[place]
    return _without_block(part, words, words)(edition, place)


def _with_headnote(edition: Edition, place: Place) -> Edition:
    part = ("foreword-1", "foreword-2")[place]
    return in_paragraphs(edition, part, "fable", "tale")


FAULTS = (
    StageFault(
        "a paragraph of the work dropped",
        COMPOSING,
        _without_paragraph,
        ("annotating lost I ¶1: “A famished", "annotating lost IV ¶1: “The ants"),
    ),
    StageFault(
        "the title altered",
        COMPOSING,
        _replaced("title-page", ("Four Fables", "Four Tables"), ("With Two", "With Too")),
        ("edition.toml:5: edition.title", "edition.toml:6: edition.subtitle"),
    ),
    StageFault(
        "a line of the imprint lost",
        COMPOSING,
        _without_block("imprint", "The texts are", "Four fables of"),
        ("edition.toml:13: edition.rights", "edition.toml:12: edition.description"),
    ),
    StageFault(
        "the description of a witness altered",
        COMPOSING,
        _with_description,
        ("edition.toml:30: the note on witness A", "edition.toml:36: the note on witness B"),
    ),
    StageFault(
        "the headnote of a commentary altered",
        COMPOSING,
        _with_headnote,
        ("edition.toml:43: the note on witness C", "edition.toml:50: the note on witness D"),
    ),
    StageFault(
        "a paragraph of the introduction dropped",
        COMPOSING,
        _without_block("introduction", "What each", "A study"),
        ("introduction.md: .*expected “what each copy", "introduction.md: .*expected “(a )?study"),
    ),
    StageFault(
        "a word of the introduction altered",
        COMPOSING,
        _replaced("introduction", ("well-thumbed", "wellthumbed"), ("On the crow", "On a crow")),
        ("introduction.md: .*expected “well thumbed", "introduction.md: .*expected “the crow"),
    ),
    StageFault(
        "a work of the bibliography dropped",
        COMPOSING,
        _without_work,
        ("references.yaml:11: “perry” is cited", "references.yaml:2: “townsend” is cited"),
    ),
    StageFault(
        "a term of the glossary dropped",
        GLOSSARY,
        _without_item,
        ("glossary.toml:11: the term “pitcher”", "glossary.toml:2: the term “trellis”"),
    ),
    StageFault(
        "a definition altered",
        GLOSSARY,
        _with_words(("A large jug", "A jug"), ("crossed bars", "bars")),
        ("“pitcher” is not printed.*expected “large", "“trellis” is not printed.*“crossed"),
    ),
    StageFault(
        "two definitions swapped",
        GLOSSARY,
        _with_terms_swapped,
        ("definition of “(pitcher|trellis)” is not", "definition of “(trellis|vine)” is not"),
    ),
    StageFault(
        "an event of the chronology dropped",
        CHRONOLOGY,
        _without_item,
        ("chronology.toml:2: the event of 1692", "chronology.toml:6: the event of 1867"),
    ),
    StageFault(
        "an event altered",
        CHRONOLOGY,
        _with_words(("are printed", "were printed"), ("is printed", "was printed")),
        ("event of 1692 is not printed.*“are", "event of 1867 is not printed.*“is"),
    ),
    StageFault(
        "a release of the history dropped",
        HISTORY,
        _without_release,
        ("history.toml: the history has 1 releases", "history.toml: the history has 1 releases"),
    ),
)
