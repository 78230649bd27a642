"""The proof finds mistakes in the printed index, and each page that it names has the words."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from book.errors import ProofError
from book.model import DraftEntry, Edition, IndexEntry
from book.pipeline.edition import AssembledEdition
from book.pipeline.printing import TypesetEdition
from book.text.locators import write_pages
from book.text.passages import word_pattern
from book.verify.proof.prove_print import prove_pdf
from book.verify.readback.pdf import PdfReading
from tests.bench.synthetic import INDEX
from tests.compose.lists import entries


@pytest.fixture(scope="module")
def edition(indexed_edition: Edition) -> Edition:
    return indexed_edition


@pytest.fixture(scope="module")
def reading(printed: TypesetEdition) -> PdfReading:
    return printed.reading


def test_the_proof_finds_a_wrong_page_number(edition: Edition, reading: PdfReading) -> None:
    number = max(index for index, page in enumerate(reading.pages) if "philosophical, " in page)
    wrong = re.sub(
        r"(philosophical, )(\d)", lambda m: m[1] + str((int(m[2]) + 1) % 10), reading.pages[number]
    )
    assert wrong != reading.pages[number]
    with pytest.raises(ProofError, match="expected"):
        prove_pdf(
            edition,
            replace(reading, pages=(*reading.pages[:number], wrong, *reading.pages[number + 1 :])),
            "x.pdf",
        )


def test_the_proof_finds_an_anchor_on_the_wrong_page(edition: Edition, reading: PdfReading) -> None:
    """The page is printed and linked alike, but the marked word is read on another one."""
    target = entries(edition)["consideration, philosophical"].locators[0].target
    moved = replace(reading, anchors={**reading.anchors, target: reading.anchors[target] + 1})
    with pytest.raises(ProofError):
        prove_pdf(edition, moved, "x.pdf")


def test_the_proof_finds_a_dropped_entry(edition: Edition, reading: PdfReading) -> None:
    number = max(index for index, page in enumerate(reading.pages) if "statute" in page)
    short = reading.pages[number].replace("statute. See law", "")
    assert short != reading.pages[number]
    with pytest.raises(ProofError):
        prove_pdf(
            edition,
            replace(reading, pages=(*reading.pages[:number], short, *reading.pages[number + 1 :])),
            "x.pdf",
        )


def test_the_proof_finds_a_mark_without_a_place(edition: Edition, reading: PdfReading) -> None:
    target = entries(edition)["law"].locators[0].target
    anchors = {name: page for name, page in reading.anchors.items() if name != target}
    with pytest.raises(ProofError, match=f"broken references in the index: {target}"):
        prove_pdf(edition, replace(reading, anchors=anchors), "x.pdf")


def is_on(text: str, words: list[str]) -> bool:
    """Return whether a text has words; note calls may follow each."""
    pattern = word_pattern(" ".join(words)).pattern.removesuffix(r"(?![\w-])")
    pattern = pattern.replace("\\ ", r"[\d\s]+").replace(r"\-", "")
    return bool(re.search(pattern + r"(?![^\W\d])", text.replace("’", "'"), re.IGNORECASE))


def has_words(match: str, page: str, after: str) -> bool:
    """Return whether words are on a page, or begin on it and end on the next one."""
    words = match.split()
    return is_on(page, words) or any(
        is_on(page, words[:k]) and is_on(after[:300], words[k:]) for k in range(1, len(words))
    )


def printed_pages(entry: IndexEntry, reading: PdfReading) -> Iterator[int]:
    """Yield each page that the index prints for an entry, by its number in the file."""
    labels = {name: reading.labels[page] for name, page in reading.anchors.items()}
    for _, written in write_pages(entry.locators, labels):
        first, _, last = written.partition("n")[0].strip().partition("–")
        yield from range(reading.labels.index(first), reading.labels.index(last or first) + 1)


def count_pages(edition: Edition, drafts: tuple[DraftEntry, ...], reading: PdfReading) -> int:
    """Count the pages that the index prints, each of which has the words of its entry.

    Hyphens are ignored.
    """
    texts = [
        re.sub(r"[\N{SOFT HYPHEN}\N{HYPHEN}\x02\ufffe-]\s*", "", " ".join(page.split()))
        for page in reading.pages
    ]
    matches = {(draft.heading, draft.sub or draft.heading): draft.matches for draft in drafts}
    count = 0
    for entry in entries(edition).values():
        for part in (entry, *entry.entries):
            for page in printed_pages(part, reading):
                after = texts[page + 1] if page + 1 < len(texts) else ""
                own = matches[entry.heading, part.heading]
                assert any(has_words(match, texts[page], after) for match in own), part.heading
                count += 1
    return count


def test_each_page_in_the_index_has_the_words(edition: Edition, reading: PdfReading) -> None:
    assert count_pages(edition, INDEX, reading) > 20


@pytest.mark.slow
def test_each_page_in_the_first_editions_index_has_the_words(
    first: AssembledEdition, first_print: TypesetEdition
) -> None:
    assert count_pages(first.edition, first.folder.index, first_print.reading) > 200
