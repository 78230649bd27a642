"""`inv where "words"`: file, line, column, fate, place and page of the words of a book."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from book.errors import EditionError
from book.model import Trace, TracedReading
from book.pipeline.where.trace import TracedEdition, find_traces
from book.text.typography import fold, tokenize
from book.verify.readback.pdf import read_page_texts
from tests.conftest import SLUG, substitute

Found = tuple[str, int, int, int, str, str]


def found(root: Path, words: str) -> list[Found]:
    """Return file, line, columns, fate and place of the words in the witnesses."""
    return [
        (trace.siglum, piece.line, piece.column, piece.last, piece.fate, piece.place)
        for trace in find_traces(words, (SLUG,), root)
        for piece in trace.pieces
        if trace.siglum
    ]


def written(root: Path, words: str) -> list[tuple[str, str, str, str]]:
    """Return position, fate, place and rule of the words in the editor's files."""
    return [
        (
            f"{trace.file.rsplit('/', 1)[-1]}:{piece.line}",
            piece.fate,
            piece.place.replace("\N{NO-BREAK SPACE}", " "),
            piece.rule,
        )
        for trace in find_traces(words, (SLUG,), root)
        for piece in trace.pieces
        if not trace.siglum
    ]


def test_words_are_found_in_each_witness_whatever_their_case_quotes_and_spaces(root: Path) -> None:
    expected = [("A", 5, 74, 97, "printed", "I ¶2"), ("B", 4, 74, 97, "same", "I ¶2")]
    for words in ("grapes are sour, and not ripe", "Grapes’ ARE sour  and NOT ripe", "GRAPES-are"):
        hits = found(root, words)
        assert [(hit[0], hit[1], hit[4]) for hit in hits] == [(e[0], e[1], e[4]) for e in expected]
    assert [hit[2:4] for hit in found(root, "sour, and not ripe")] == [(80, 97), (80, 97)]


def test_a_variant_reading_is_said_not_to_be_printed(root: Path) -> None:
    (trace,) = find_traces("bunches of ripe", (SLUG,), root)
    (piece,) = trace.pieces
    assert (piece.fate, piece.place, piece.readings) == (
        "variant",
        "I ¶1",
        (TracedReading("bunches", "clusters"),),
    )
    same = find_traces("ripe black grapes", (SLUG,), root)
    assert [(t.siglum, t.pieces[0].fate, t.pieces[0].readings) for t in same] == [
        ("A", "printed", ()),
        ("B", "variant", ()),
    ]


def test_an_editors_choice_makes_the_words_of_the_base_text_unprinted(
    root: Path, folder: Path
) -> None:
    with (folder / "edition.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[choice]]\nplace = "I ¶1"\nlemma = "clusters"\nreading = "bunches"\n')
    readings = {
        (trace.siglum, reading)
        for words in ("clusters of", "bunches of")
        for trace in find_traces(words, (SLUG,), root)
        for reading in trace.pieces[0].readings
    }
    assert readings == {("A", TracedReading("clusters", "bunches"))}


def test_removed_words_and_metadata_have_their_rules(root: Path) -> None:
    (trace,) = find_traces("Home > Library", (SLUG,), root)
    assert (trace.pieces[0].fate, trace.pieces[0].rule) == ("removed", "breadcrumb")
    assert found(root, "Roger L'Estrange") == [("C", 2, 4, 19, "metadata", "author")]


def test_words_run_over_lines_and_over_what_was_removed_between_them(
    root: Path, folder: Path
) -> None:
    words = "and took it for that of another Dog"
    substitute(folder / "townsend.txt", "took it for that", "took\n\n<< 1 2 3 >>\n\nit for that")
    (trace,) = find_traces(words, (SLUG,), root)
    assert [(p.line, p.words, p.fate) for p in trace.pieces] == [
        (8, "and took", "printed"),
        (12, "it for that of another Dog", "printed"),
    ]
    (typed,) = find_traces("took << 1 2 3 >> it for", (SLUG,), root)
    assert [p.fate for p in typed.pieces] == ["printed", "removed", "printed"]


def test_columns_are_those_of_the_file_though_marks_are_taken_off(root: Path, folder: Path) -> None:
    line = "   A Dog, crossing a _narrow_ =old= bridge[1] over a _stream_ with a piece of flesh\n"
    path = folder / "townsend.txt"
    substitute(path, "A Dog, crossing a bridge over a stream with a piece of flesh ", line + "   ")
    path.write_text(path.read_text("utf-8") + "\n[1] A plank.\n", "utf-8")
    rows = path.read_text("utf-8").split("\n")
    for words in ("narrow old bridge", "over a stream", "stream with", "A Dog", "plank"):
        (trace,) = [t for t in find_traces(words, (SLUG,), root) if t.siglum == "A"]
        (piece,) = trace.pieces
        typed = rows[piece.line - 1][piece.column - 1 : piece.last]
        assert fold(typed).replace("1", "") == fold(words)
        assert typed[0].lower() == words[0].lower()
        assert typed[-1] == words[-1]


def test_each_word_of_each_witness_is_found_where_it_is(root: Path, folder: Path) -> None:
    edition = TracedEdition(SLUG, root)
    for name in ("townsend.txt", "web-copy.txt", "reflexion.txt"):
        rows = (folder / name).read_text("utf-8").split("\n")
        for number, row in enumerate(rows, 1):
            words = tokenize(row)
            for start in range(0, len(words), 7):
                query = " ".join(words[start : start + 7])
                if fold(query):
                    assert (name, number, fold(query)) in _typed(edition.find(query))


def _typed(traces: Iterable[Trace]) -> set[tuple[str, int, str]]:
    return {
        (trace.file.rsplit("/", 1)[-1], piece.line, fold(piece.words))
        for trace in traces
        for piece in trace.pieces
    }


def test_only_whole_words_are_found_and_the_nearest_are_named(root: Path) -> None:
    with pytest.raises(EditionError) as caught:
        find_traces("lusters of ripe", (SLUG,), root)
    assert caught.value.message == "“lusters of ripe” is not found"
    assert "I ¶1: …Fox saw some clusters of ripe black grapes…" in caught.value.remedy
    with pytest.raises(EditionError, match="nothing to look for"):
        find_traces(" … ", (SLUG,), root)


def test_chinese_words_need_no_spaces_around_them(root: Path, folder: Path) -> None:
    path = folder / "townsend.txt"
    path.write_text(path.read_text("utf-8") + "\n中国的出口管制，狐狸看见葡萄。\n", "utf-8")
    assert [(hit[1], hit[2], hit[3]) for hit in found(root, "出口管制")] == [(11, 4, 7)]
    assert [(hit[2], hit[3]) for hit in found(root, "管制 狐狸")] == [(6, 10)]


# ── The editor's files ───────────────────────────────────────────────────────────────────────────


def test_the_editors_words_have_their_entry_and_their_place(root: Path) -> None:
    assert written(root, "reflection in the water") == [
        ("notes.toml:10", "written", "III ¶2, n. 2", "[[note]] text")
    ]
    assert written(root, "crossed bars") == [
        ("glossary.toml:3", "written", "Glossary, “trellis”", "[[term]] definition")
    ]
    assert written(root, "fables are printed, with") == [
        ("chronology.toml:3", "written", "Chronology, “1692”", "[[event]] text")
    ]
    assert written(root, "reynard") == [
        ("index.toml:19", "written", "Index, “reynard”", "[[entry]] heading")
    ]
    assert written(root, "Ben Edwin") == [
        ("references.yaml:15", "written", "Bibliography, “perry”", "given")
    ]
    place = "Introduction and Note on the Text, “What this edition is”"
    assert written(root, "has *the first*") == [("introduction.md:6", "written", place, "")]
    assert written(root, "a print of 1867") == [
        ("edition.toml:25", "written", "", "[[witness]] note")
    ]


def test_comments_are_unprinted_and_the_programs_own_words_supplied(root: Path) -> None:
    assert written(root, "in the order of the book.")[0][:2] == ("notes.toml:1", "unprinted")
    assert ("en.toml:4", "supplied", "", "contents") in written(root, "contents")


def test_words_do_not_run_from_one_key_to_the_next(root: Path) -> None:
    with pytest.raises(EditionError, match="not found"):
        find_traces("The Grapes are sour text Whence", (SLUG,), root)


def test_notes_whose_lemma_is_wrong_do_not_hinder_the_search(root: Path, folder: Path) -> None:
    substitute(folder / "notes.toml", "his own in size", "his own in sighs")
    place = "?, “his own in sighs”"
    assert ("notes.toml:15", "written", place, "[[note]] text") in written(root, "what is not hers")


# ── Pages ────────────────────────────────────────────────────────────────────────────────────────


def test_words_have_the_printed_page_that_has_them(done: Path) -> None:
    pdf = (done / "dist" / SLUG / f"{SLUG}.pdf").read_bytes()
    pages = {page.label: fold(page.text + page.foot) for page in read_page_texts(pdf)}
    queries = (
        *("saw some clusters", "hiding her disappointment", "the stream swept it away"),
        *("Skill and Address", "reflection in the water", "fox wants what", "crossed bars"),
        *("Two fables, translated by Townsend", "The Dog and the Shadow"),
    )
    for words in queries:
        pieces = [trace.pieces[0] for trace in find_traces(words, (SLUG,), done)]
        labels = {piece.page for piece in pieces if piece.page}
        assert len(labels) == 1, words
        assert fold(words) in pages[labels.pop()]


def test_a_text_that_is_not_published_so_has_no_page(done: Path) -> None:
    folder = done / "sources" / SLUG
    substitute(folder / "townsend.txt", "wearied herself in vain", "wearied herself greatly")
    pages = {trace.siglum: trace.pieces[0].page for trace in find_traces("famished", (SLUG,), done)}
    assert pages == {"A": "", "B": ""}
