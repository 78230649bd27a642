"""Compare what an output shows with what it must show, line by line, and name the difference."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import TypeVar

from book.errors import ProofError
from book.text.code_points import tell_apart
from book.verify.proof.expected import CONTEXT, common_length
from book.verify.readback.lines import BookText, Document, FormSpan, LinkSpan, Position, ShownLine

T = TypeVar("T")
NO_LINE = ShownLine("")
FORM = {
    "language": "in the language",
    "title": "explained as",
    "label": "spoken as",
    "indent": "indented by",
}
Names = Sequence[str]


def compare_books(expected: BookText, found: BookText, names: Names, file: str) -> None:
    """Raise ProofError for the first difference: of words, form, or the targets of links.

    `names` are those of the documents, for errors.
    """
    for wanted, shown, name in zip(expected.documents, found.documents, names, strict=True):
        for difference in _differences(wanted, shown):
            raise ProofError(f"{name}: {difference}", file=file)
    for document, name in enumerate(names):
        for difference in _wrong_targets(expected, found, document):
            raise ProofError(f"{name}: {difference}", file=file)


def _differences(expected: Document, found: Document) -> Iterator[str]:
    """Yield how two documents differ: in their words first."""
    if [line.text for line in expected] != [line.text for line in found]:
        yield _describe_words(expected, found)
    for wanted, shown in zip(expected, found, strict=True):
        if wanted != shown:
            yield from _line_differences(wanted, shown)


def _describe_words(expected: Document, found: Document) -> str:
    before = ""
    for wanted, shown in zip_longest(expected, found, fillvalue=NO_LINE):
        if wanted.text != shown.text:
            return describe_text(wanted.text, shown.text, before)
        before = wanted.text
    raise AssertionError


def describe_text(expected: str, found: str, before: str = "") -> str:
    """Describe where two texts differ; `before` is what stands before both.

    >>> describe_text("of well-nigh all", "of wellnigh all")
    'after “of”: expected “well-nigh all”, found “wellnigh all”'
    """
    length = common_length(expected, found)
    start = max(expected.rfind(" ", 0, length), expected.rfind("\n", 0, length)) + 1
    wanted, shown = (text[start : start + CONTEXT].rstrip() for text in (expected, found))
    former = " ".join(f"{before} {expected[:start]}".split())[-CONTEXT:]
    wanted, shown = tell_apart(wanted, shown)
    place = f"after “{former}”: " if former else ""
    return f"{place}expected “{wanted}”, found “{shown}”"


def _line_differences(expected: ShownLine, found: ShownLine) -> Iterator[str]:
    text = expected.text
    if expected.kind != found.kind:
        yield f"“{text[:CONTEXT]}” must be {_kind(expected)}, and is {_kind(found)}"
    if not text:
        yield from _wordless_differences(expected, found)
        return
    for span in _missing(expected.spans, found.spans):
        yield f"“{_words(text, span)}” is not {_form(span)}, as in the edition"
    for span in _missing(found.spans, expected.spans):
        yield f"“{_words(text, span)}” is {_form(span)}, and is not so in the edition"
    wanted, shown = map(_extents, (expected.links, found.links))
    for start, end, kind in _missing(wanted, shown):
        yield f"“{text[start:end]}” after “{text[:start][-CONTEXT:]}” is no {_link(kind)}"
    for start, end, kind in _missing(shown, wanted):
        after = text[:start][-CONTEXT:]
        yield f"“{text[start:end]}” after “{after}” is a {_link(kind)}, and is none in the edition"


def _extents(links: Iterable[LinkSpan]) -> list[tuple[int, int, str]]:
    return [(link.start, link.end, link.kind) for link in links]


def _wordless_differences(expected: ShownLine, found: ShownLine) -> Iterator[str]:
    for wanted, shown in zip(expected.spans, found.spans, strict=False):
        if wanted != shown and wanted.kind == "words":
            yield f"a picture has the words “{shown.value}”, expected “{wanted.value}”"


def _missing(wanted: Iterable[T], found: Iterable[T]) -> list[T]:
    rest = list(found)
    missing: list[T] = []
    for each in wanted:
        if each in rest:
            rest.remove(each)
        else:
            missing.append(each)
    return missing


def _words(text: str, span: FormSpan) -> str:
    return text[span.start : span.end][:CONTEXT]


def _form(span: FormSpan) -> str:
    name = FORM.get(span.kind, span.kind)
    return f"{name} {span.value}".strip()


def _link(kind: str) -> str:
    return {"call": "call of a note", "back": "link back", "term": "link to the glossary"}.get(
        kind, "link"
    )


def _kind(line: ShownLine) -> str:
    return line.kind or "a paragraph"


# ── Links ────────────────────────────────────────────────────────────────────────────────────────


def _wrong_targets(expected: BookText, found: BookText, document: int) -> Iterator[str]:
    """Yield the links of a document that lead to another place than they must."""
    pairs = zip(expected.documents[document], found.documents[document], strict=True)
    for wanted_line, found_line in pairs:
        for wanted, shown in zip(wanted_line.links, found_line.links, strict=True):
            if fault := _wrong_target(wanted, shown, expected, found):
                text = wanted_line.text
                words, after = text[wanted.start : wanted.end], text[: wanted.start][-CONTEXT:]
                yield f"the {_link(wanted.kind)} “{words}” after “{after}” {fault}"


def _wrong_target(
    wanted: LinkSpan, shown: LinkSpan, expected: BookText, found: BookText
) -> str | None:
    """Return where a link leads, if that is not where it must lead."""
    position = expected.anchors.get(wanted.target)
    if position is None:
        if shown.target == wanted.target:
            return None
        return f"leads to {shown.target}, expected {wanted.target}"
    return wrong_place(position, shown.target, expected, found)


def wrong_place(position: Position, target: str, expected: BookText, found: BookText) -> str | None:
    """Return where a link to a place leads, if that is another place; None if it is right."""
    place = found.anchors.get(target)
    if place is None:
        return f"leads to {target}, which does not exist"
    if place == position:
        return None
    here, there = found.words_at(place), expected.words_at(position)
    return f"leads to {target}, “{here}”, expected “{there}”"
