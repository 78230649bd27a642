"""Prove what the header of the TEI document says: titles, people, publication, sources, rules."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from book.errors import ProofError
from book.model import Comparison, Edition, Text, Witness
from book.text.encoding_words import (
    COMPARISON,
    INTERPRETATION,
    PROJECT,
    QUOTATION,
    RULE_DESCRIPTIONS,
    SEGMENTATION,
)
from book.verify.proof.compare_lines import difference
from book.verify.readback.tei import ID, TEI, Element, squeezed_text

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
REMOVED = re.compile(r"(\d+) by the rule “(.*?)”(?:, |\.)")
METADATA = re.compile(r" (\d+) lines or parts of lines say something about the text")
Facts = Iterator[tuple[str, str]]  # what is said, by what it is


def prove_header(
    edition: Edition, texts: Sequence[Text], comparison: Comparison, root: Element, file: str
) -> None:
    """Raise ProofError for the first thing in the header that is not what the edition says."""
    header = root.find(f"{TEI}teiHeader")
    if header is None:
        raise ProofError("the document has no header", file=file)
    _compare(_expected_facts(edition), _facts(header), file)
    _prove_sources(edition, header, file)
    _compare(_expected_rules(texts, comparison), _rules(header), file)
    _prove_removals(texts, header, file)


def _compare(expected: Facts, found: Facts, file: str) -> None:
    for wanted, fact in zip_longest(expected, found):
        if wanted == fact:
            continue
        if wanted is None or fact is None or wanted[0] != fact[0]:
            name, text = wanted or fact or ("", "")
            fate = "is missing or misplaced" if wanted else "is not the edition’s"
            raise ProofError(f"header: the {name} “{text}” {fate}", file=file)
        raise ProofError(f"header: {wanted[0]}: {difference(wanted[1], fact[1])}", file=file)


# ── Title, publication, work ─────────────────────────────────────────────────────────────────────


def _expected_facts(edition: Edition) -> Facts:
    yield from _expected_titles(edition)
    yield from _expected_publication(edition)
    work, imprint = edition.work, edition.imprint
    yield from (("author of the work", work.author),) if work.author else ()
    yield "title of the work", work.title
    yield from (("date of the work", work.date),) if work.date else ()
    yield "language", f"{imprint.language} {imprint.language}"


def _expected_titles(edition: Edition) -> Facts:
    imprint, author = edition.imprint, edition.work.author
    yield "title", f"main {imprint.title}"
    yield from (("title", f"sub {imprint.subtitle}"),) if imprint.subtitle else ()
    yield from (("author", author),) if author else ()
    if imprint.editor:
        yield "editor", imprint.editor
        yield "responsibility", f"introduction, notes, choice of readings: {imprint.editor}"
    yield "responsibility", "collation, apparatus, encoding: Variorum"
    yield "responsible for what is supplied", imprint.editor or "Variorum"


def _expected_publication(edition: Edition) -> Facts:
    imprint = edition.imprint
    if imprint.publisher:
        yield "publisher", imprint.publisher
    elif imprint.editor:
        yield "authority", imprint.editor
    yield "date", f"{imprint.date} {imprint.date}"
    yield "identifier", imprint.identifier
    yield from (("rights", imprint.rights),) if imprint.rights else ()


def _facts(header: Element) -> Facts:
    """Yield what the header says of the edition and of the work, in its order."""
    yield from _titles(header)
    yield from _publication(header)
    names = {"author": "author of the work", "title": "title of the work"}
    for element in header.iterfind(f".//{TEI}sourceDesc/{TEI}bibl/*"):
        tag = _tag(element)
        yield names.get(tag, f"{tag} of the work"), squeezed_text(element)
    for element in header.iterfind(f".//{TEI}langUsage/*"):
        yield "language", f"{element.get('ident')} {squeezed_text(element)}"


def _titles(header: Element) -> Facts:
    responsible = ""
    for element in header.iterfind(f".//{TEI}titleStmt/*"):
        tag, text = _tag(element), squeezed_text(element)
        if tag == "title":
            yield "title", f"{element.get('type')} {text}"
        elif tag == "respStmt":
            yield "responsibility", ": ".join(squeezed_text(child) for child in element)
        else:
            yield tag, text
        if element.get(ID) == "editor":
            responsible = squeezed_text(element[-1]) if len(element) else text
    yield "responsible for what is supplied", responsible


def _publication(header: Element) -> Facts:
    for element in header.iterfind(f".//{TEI}publicationStmt//*"):
        tag, text = _tag(element), squeezed_text(element)
        if tag == "date":
            yield "date", f"{element.get('when')} {text}"
        elif tag == "idno":
            yield "identifier", text
        elif tag == "p" and not len(element):
            yield "rights", text
        elif not len(element):
            yield tag, text


def _tag(element: Element) -> str:
    return str(element.tag).removeprefix(TEI)


# ── Sources ──────────────────────────────────────────────────────────────────────────────────────


def _prove_sources(edition: Edition, header: Element, file: str) -> None:
    copies = header.iterfind(f".//{TEI}listWit/{TEI}witness")
    found = [("text", e) for e in copies]
    for role, kind in (("version", "versions"), ("commentary", "commentaries")):
        sources = header.iterfind(f".//{TEI}listBibl[@type='{kind}']/{TEI}bibl")
        found += ((role, e) for e in sources)
    roles = ("text", "version", "commentary")
    wanted = [w for role in roles for w in edition.witnesses if w.role == role]
    for witness, source in zip_longest(wanted, found):
        if witness is None or source is None:
            name = witness.siglum if witness else source[1].get("n", "")
            raise ProofError(f"header: the witness {name} is missing or too much", file=file)
        role, element = source
        _compare_witness(witness, role, element, file)


def _compare_witness(witness: Witness, role: str, element: Element, file: str) -> None:
    expected = _witness_facts(witness)
    found = {"siglum": element.get("n", ""), "role": role}
    for fact in element.iter():
        tag = _tag(fact)
        if len(fact) or tag == "witness":
            continue
        name = {"idno": fact.get("type", ""), "ref": "url"}.get(tag, tag)
        found[name] = squeezed_text(fact)
        if tag == "ref" and fact.get("target") != squeezed_text(fact):
            found[name] = f"{squeezed_text(fact)} → {fact.get('target')}"
    for name in (*expected, *found):
        wanted, text = expected.get(name, ""), found.get(name, "")
        if wanted != text:
            message = f"header: witness {witness.siglum}: {name}: {difference(wanted, text)}"
            raise ProofError(message, file=file)


def _witness_facts(witness: Witness) -> Mapping[str, str]:
    facts = {
        "siglum": witness.siglum,
        "role": witness.role,
        "author": witness.author,
        "title": witness.title,
        "publisher": witness.publisher,
        "date": witness.date,
        "url": witness.url,
        "file": witness.file.rsplit("/", 1)[-1],
        "SHA-256": witness.sha256,
    }
    return {name: " ".join(value.split()) for name, value in facts.items() if value}


# ── Rules ────────────────────────────────────────────────────────────────────────────────────────


def _expected_rules(texts: Sequence[Text], comparison: Comparison) -> Facts:
    """Yield what the encodingDesc must say of the edition's rules."""
    applied = {change.rule for text in texts for change in text.changes}
    changes = "; ".join(words for rule, words in RULE_DESCRIPTIONS.items() if rule in applied)
    sentences = COMPARISON
    if comparison.spelling:
        spelling = ", ".join(comparison.spelling)
        sentences += f" These spellings make no difference in words: {spelling}."
    if comparison.distinguish:
        sentences += f" But differences in {', '.join(comparison.distinguish)} are substantive."
    yield "projectDesc", PROJECT
    yield (
        "normalization",
        f"In all witnesses {changes}." if changes else "No character was changed.",
    )
    yield "normalization", sentences
    yield "quotation", QUOTATION
    yield "segmentation", SEGMENTATION
    yield "interpretation", INTERPRETATION


def _rules(header: Element) -> Facts:
    for paragraph in header.iterfind(f".//{TEI}encodingDesc//{TEI}p"):
        holder = paragraph.getparent()
        assert holder is not None, "a paragraph of a header is in an element"
        if _tag(holder) != "samplingDecl":
            yield _tag(holder), squeezed_text(paragraph)


def _prove_removals(texts: Sequence[Text], header: Element, file: str) -> None:
    """Raise ProofError unless it is told of each witness what was left out, by which rule."""
    found = list(header.iterfind(f".//{TEI}samplingDecl/{TEI}p"))
    for text, paragraph in zip_longest(texts, found):
        if text is None or paragraph is None:
            raise ProofError("header: what was left out is not told of each witness", file=file)
        siglum, words = text.witness.siglum, squeezed_text(paragraph)
        wanted = Counter(r.rule for r in text.removals if r.rule != "blank")
        counts = {rule: int(number) for number, rule in REMOVED.findall(words)}
        metadata = METADATA.search(words)
        number = int(metadata[1]) if metadata else 0
        if counts != wanted or number != len(text.metadata) or f" {siglum}, as" not in words:
            expected = ", ".join(f"{count} by “{rule}”" for rule, count in wanted.items())
            expected += f", {len(text.metadata)} lines of metadata"
            message = f"header: left out of {siglum} is {expected}; it says: {words}"
            raise ProofError(message, file=file)
