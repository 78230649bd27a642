"""The form of a text in the manuscripts: as pandoc's nodes, and read back word for word."""

import io
import zipfile
from typing import Any

import pytest

from book.model import BlockForm, Container, ContainerKind, Insert, Range
from book.pandoc.delimiters import separate_delimiters
from book.pipeline import manuscripts
from book.pipeline.manuscripts import render_manuscript
from book.render.manuscript import as_manuscript, pandoc_document
from tests.formed_works import Words, formed_work
from tests.generated_works import WorkGenerator

FOX = "The fox ran home."


def held(kind: ContainerKind, name: str = "1", **attributes: str) -> Container:
    return Container(kind, name, tuple(attributes.items()))


def blocks(*words: Words | Insert, has_styles: bool = False) -> list[Any]:
    """Return pandoc's blocks of a work, without its heading."""
    manuscript = as_manuscript(formed_work(*words).edition)
    written: list[Any] = pandoc_document(manuscript, has_styles=has_styles)["blocks"]
    return written[1:]


def markdown(*words: Words | Insert) -> str:
    """Return the Markdown of a work, proven, without its metadata and its heading."""
    return render_manuscript(formed_work(*words).edition, "md").decode().split("# Text\n\n")[1]


BREAKS = (Range(7, 8, "break", "1"),)
LETTERED = held("list", style="lower-alpha")
SPEECH = held("speech")
TABLE = held("table", columns="2")
ROWS = held("row", "2", row="0", head="yes"), held("row", "3", row="1")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            (Words(FOX, "verse", ranges=BREAKS),),
            "| The fox\n| \N{NO-BREAK SPACE}\N{NO-BREAK SPACE}ran home.\n",
        ),
        ((Words(FOX, "stage"), Words("FOX", "speaker")), f"*{FOX}*\n\n[FOX]{{.smallcaps}}\n"),
        (
            (Words("FOX", "speaker", ranges=(Range(1, 3, "small-capitals"),)),),
            "F[OX]{.smallcaps}\n",
        ),
        (
            (Words("xab", ranges=(Range(1, 3, "superscript"), Range(2, 3, "subscript"))),),
            "x^ab^\n",
        ),
        ((Words(FOX, containers=(held("quotation"),)),), f"> {FOX}\n"),
        ((Words("a  b", "code", ranges=(Range(1, 2, "break"),)),), "    a\n     b\n"),
        ((Words(FOX), Insert("scene-break"), Words(FOX)), f"{FOX}\n\n{72 * '-'}\n\n{FOX}\n"),
        (
            (
                Words("one", containers=(LETTERED, held("item", "2", label="(c)"))),
                Words("two", containers=(LETTERED, held("item", "3", label="(d)"))),
                Words("three", containers=(LETTERED, held("item", "4", label="§ 9"))),
            ),
            '(c) one\n(d) two\n\n- [§ 9]{.label custom-style="Label"} three\n',
        ),
        (
            (
                Words("Fox", "term", (held("definitions"),)),
                Words("An animal.", containers=(held("definitions"), held("definition", "2"))),
            ),
            "Fox\n\n:   An animal.\n",
        ),
        (
            (
                Words("Of foxes", "caption", (TABLE,)),
                Words("A", containers=(TABLE, ROWS[0], held("cell", "4", column="0"))),
                Words("b", containers=(TABLE, ROWS[1], held("cell", "5", column="1"))),
            ),
            "  A   \n  --- ---\n      b\n\n  : Of foxes\n",
        ),
    ],
)
def test_form_in_markdown(words: tuple[Words | Insert, ...], expected: str) -> None:
    assert markdown(*words) == expected


def test_notes_of_the_source_have_a_sign_and_their_paragraphs() -> None:
    note = Words("A fox.", note=1), Words("Of the woods.", note=2, ranges=(Range(2, 3, "break"),))
    assert markdown(Words(FOX, ranges=(Range(7, 7, "note", "n1"),)), *note) == (
        "The fox[^1] ran home.\n\n"
        '[^1]: [\\*]{.label custom-style="Label"} A fox.\n\n    Of\\\n    the woods.\n'
    )


def test_a_figure_has_its_caption_and_its_alternative() -> None:
    figure = held("figure", source="fox.png", alt="A fox")
    picture, caption = Insert("picture", (figure,)), Words("The fox", "caption", (figure,))
    (for_word,) = blocks(picture, caption, has_styles=True)
    assert for_word["t"] == "Figure"
    written = markdown(picture, caption)
    assert written.startswith("![A fox]\\\n\nThe fox\n\n  [A fox]: data:image/png;base64,")


def test_word_styles_name_the_kinds_of_blocks() -> None:
    (stanza,) = blocks(Words(FOX, "verse", ranges=BREAKS), has_styles=True)
    assert stanza["c"][0][2] == [["custom-style", "Verse"]]


def test_language_and_direction_are_stated() -> None:
    form = BlockForm(language="he", direction="rtl")
    (paragraph,) = blocks(Words("foxes", form=form))
    assert paragraph["c"][0]["c"][0][2] == [["lang", "he"], ["dir", "rtl"]]


def inline(kind: str, *inside: Any) -> dict[str, Any]:
    return {"t": kind, "c": list(inside)}


A, B = {"t": "Str", "c": "a"}, {"t": "Str", "c": "b"}
SPACE, BREAK = {"t": "Space"}, {"t": "LineBreak"}
SEAM = {"t": "RawInline", "c": ["markdown", "<!---->"]}


@pytest.mark.parametrize(
    ("given", "arranged"),
    [
        ([inline("Emph", A, BREAK, B)], [inline("Emph", A), BREAK, inline("Emph", B)]),
        ([inline("Strong", inline("Strong", A), B)], [inline("Strong", A, B)]),
        ([inline("Emph", A), inline("Emph", B)], [inline("Emph", A, B)]),
        ([inline("Emph", A), inline("Strong", B)], [inline("Emph", A), SEAM, inline("Strong", B)]),
        ([inline("Underline", A, BREAK)], [inline("Underline", A), BREAK]),
        (
            [inline("Superscript", A, inline("Note", B))],
            [inline("Superscript", A), inline("Note", B)],
        ),
        ([inline("Emph", SPACE)], [SPACE]),
    ],
)
def test_signs_that_would_be_text_are_parted(given: list[Any], arranged: list[Any]) -> None:
    assert separate_delimiters(given) == arranged


@pytest.mark.parametrize("kind", ["md", "docx"])
@pytest.mark.parametrize("seed", [20, 27])
def test_every_form_is_read_back(seed: int, kind: str) -> None:
    assert render_manuscript(WorkGenerator(seed).work().edition, kind)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["md", "docx"])
def test_many_forms_are_read_back(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Word for word; these works cut words into pieces of form that a count by words misses."""
    monkeypatch.setattr(manuscripts, "prove_form", lambda *_: None)
    for seed in range(40):
        assert render_manuscript(WorkGenerator(seed).work().edition, kind)


SQUARE = "<math><msup><mi>x</mi><mn>2</mn></msup></math>"


@pytest.mark.parametrize("kind", ["md", "docx"])
def test_formulas_are_formulas_or_their_words(kind: str) -> None:
    formulas = Range(0, 2, "formula", SQUARE), Range(3, 5, "formula", "<math><foo>y2</math>")
    work = formed_work(Words("x2 y2", ranges=formulas))
    content = render_manuscript(work.edition, kind)
    if kind == "md":
        assert content.decode().endswith("\n$x^{2}$ y2\n")
    else:
        part = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")
        assert part.count(b"<m:oMath>") == 1


def test_a_digit_after_a_formula_is_parted_from_it() -> None:
    formula = {"t": "Math", "c": [{"t": "InlineMath"}, "x"]}
    two = {"t": "Str", "c": "2"}
    assert separate_delimiters([formula, two]) == [formula, SEAM, two]
