"""The editor's Markdown as blocks: lists, verse, tables, pictures, in the containers that hold."""

import pytest

from book.model import (
    Block,
    Break,
    Bullets,
    Foreign,
    Insert,
    Paragraph,
    Picture,
    Plain,
    Styled,
    Table,
)
from book.pandoc.markdown import RenderedMarkdown, render_markdown
from book.pandoc.origin import MarkdownSource
from book.text.inlines import text_of
from book.text.nesting import containers_of
from tests.formed_works import PNG

EVERYTHING = """
3.  third

    with *more*
4.  fourth
    - nested

> quoted
>
> twice

| The fox
|   ran

| home.

Fox
:   An animal.
:   A person.

| a | b |
|---|---|
| c | d |

+-----+-----+
| wide      |
+=====+=====+
| e   | f   |
|     +-----+
|     | g   |
+-----+-----+

![a fox](img/fox.png "The fox")

![](img/fox.png){.decorative}

    print(1)
      x

---

- one
- two

::: {.letter lang=fr}
Cher ami
:::

H~2~O ~~out~~ [in]{.underline} `code` one\\
two<br />three [oui]{lang=fr} [שלום]{dir=rtl}
"""


@pytest.fixture(scope="module")
def rendered() -> RenderedMarkdown:
    def find(name: str) -> Picture | None:
        return Picture(name, "image/png", PNG) if name == "img/fox.png" else None

    source = MarkdownSource(EVERYTHING, "introduction.md", find_picture=find)
    return render_markdown([source], "", "en", "references.yaml")


@pytest.fixture(scope="module")
def blocks(rendered: RenderedMarkdown) -> tuple[Block, ...]:
    return rendered.sources[0]


def held(blocks: tuple[Block, ...], text: str) -> list[tuple[str, dict[str, str]]]:
    """Return the containers of the paragraph with a text."""
    (block,) = (each for each in blocks if isinstance(each, Paragraph) and words(each) == text)
    return [(each.kind, dict(each.attributes)) for each in containers_of(block)]


def words(paragraph: Paragraph) -> str:
    return text_of(paragraph.inlines)


def test_a_numbered_list_keeps_its_numbers_and_its_paragraphs(blocks: tuple[Block, ...]) -> None:
    list_ = ("list", {"style": "decimal"})
    assert held(blocks, "third") == [list_, ("item", {"label": "3."})]
    assert held(blocks, "with more") == [list_, ("item", {"label": "3."})]
    nested = [("list", {"style": "bullet"}), ("item", {})]
    assert held(blocks, "nested") == [list_, ("item", {"label": "4."}), *nested]


def test_a_simple_list_and_a_simple_table_are_blocks(blocks: tuple[Block, ...]) -> None:
    assert Bullets(((Plain("one"),), (Plain("two"),))) in blocks
    (table,) = (block for block in blocks if isinstance(block, Table))
    assert table.rows == (((Plain("c"),), (Plain("d"),)),)


def test_quotations_definitions_and_divisions_are_containers(blocks: tuple[Block, ...]) -> None:
    assert held(blocks, "quoted") == held(blocks, "twice") == [("quotation", {})]
    assert held(blocks, "Fox") == [("definitions", {})]
    assert held(blocks, "A person.") == [("definitions", {}), ("definition", {})]
    assert held(blocks, "Cher ami") == [("letter", {})]


def test_stanzas_have_lines_and_indents(blocks: tuple[Block, ...]) -> None:
    stanzas = [b for b in blocks if isinstance(b, Paragraph) and b.form.kind == "verse"]
    assert [stanza.inlines for stanza in stanzas] == [
        (Plain("The fox"), Break(1), Plain("ran")),
        (Plain("home."),),
    ]


def test_cells_know_what_they_span(blocks: tuple[Block, ...]) -> None:
    assert held(blocks, "wide")[1:] == [
        ("row", {"row": "0", "head": "yes"}),
        ("cell", {"column": "0", "columns": "2"}),
    ]
    assert held(blocks, "e")[2] == ("cell", {"column": "0", "rows": "2"})
    assert held(blocks, "g")[2] == ("cell", {"column": "1"})


def test_pictures_have_their_words_and_their_files(rendered: RenderedMarkdown) -> None:
    figures = [
        b.containers[-1] for b in rendered.sources[0] if isinstance(b, Insert) and b.containers
    ]
    assert [dict(figure.attributes) for figure in figures] == [
        {"source": "edition-img-fox.png", "alt": "a fox"},
        {"source": "edition-img-fox.png", "decorative": "yes"},
    ]
    assert held(rendered.sources[0], "The fox")[0][0] == "figure"
    assert rendered.pictures == (Picture("edition-img-fox.png", "image/png", PNG),)


def test_code_keeps_its_lines_and_spaces(blocks: tuple[Block, ...]) -> None:
    (code,) = (b for b in blocks if isinstance(b, Paragraph) and b.form.kind == "code")
    assert code.inlines == (Plain("print(1)"), Break(), Plain("  x"))
    assert Insert("scene-break") in blocks


def test_inlines_keep_their_form(blocks: tuple[Block, ...]) -> None:
    last = blocks[-1]
    assert isinstance(last, Paragraph)
    styled = {part.kind: text_of(part.inlines) for part in last.inlines if isinstance(part, Styled)}
    assert styled == {"subscript": "2", "deletion": "out", "underline": "in", "code": "code"}
    assert last.inlines.count(Break()) == 2
    foreign = [part for part in last.inlines if isinstance(part, Foreign)]
    assert [(each.language, each.direction) for each in foreign] == [("fr", ""), ("", "rtl")]


def test_containers_of_two_sources_are_not_the_same() -> None:
    sources = [MarkdownSource("> one", "a.md"), MarkdownSource("> two", "b.md")]
    first, second = render_markdown(sources, "", "en", "references.yaml").sources
    assert containers_of(first[0]) != containers_of(second[0])
