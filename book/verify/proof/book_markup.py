"""Say how the proof takes the elements of our own outputs: they tell more than their formats do."""

from dataclasses import replace

from book.verify.intake.gathering import SKIPPED, Gatherer, Treatment
from book.verify.intake.markup import treat_html
from book.verify.intake.tei import VERSE, treat_tei
from book.verify.intake.walk import Element, local_name, walk

BLOCKS = {
    "stanza": "stanzas",
    "line": "verse-lines",
    "speech": "speeches",
    "stage": "stage-directions",
    "source-note": "notes",
}
WORDS = {"code": "code", "formula": "formula", "insertion": "insertion", "deletion": "deletion"}


def treat_book(element: Element, gatherer: Gatherer) -> Treatment:
    """Say how the proof takes an element of the e-book."""
    treatment = treat_html(element, gatherer)
    classes = (element.get("class") or "").split()
    counts = tuple(BLOCKS[name] for name in classes if name in BLOCKS)
    kinds = frozenset(WORDS[name] for name in classes if name in WORDS)
    if not counts and not kinds:
        return treatment
    return replace(treatment, kinds=treatment.kinds | kinds, counts=(*treatment.counts, *counts))


def treat_document(element: Element, gatherer: Gatherer) -> Treatment:
    """Say how the proof takes an element of the TEI document: of the header, only the history."""
    name = local_name(element)
    if name == "teiHeader":
        for history in element.iterchildren("{*}revisionDesc"):
            gatherer.end()
            walk(history, treat_document, gatherer)
        gatherer.end()
        return SKIPPED
    if name == "lb" and gatherer.is_in(VERSE) and not _is_in_reading(element):
        gatherer.block("verse-lines")  # the text of a variant reaches over the end of a line
    treatment = treat_tei(element, gatherer)
    if name == "q":
        return replace(treatment, kinds=treatment.kinds | {"quotation"})
    if name == "ab" and element.get("type") == "code":
        return replace(treatment, kinds=treatment.kinds | {"code"})
    return treatment


def _is_in_reading(element: Element) -> bool:
    """Return whether an element is in a reading that is not printed."""
    return any(local_name(outer) == "rdg" for outer in element.iterancestors())
