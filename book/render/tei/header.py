"""Write the header: what the edition is, its witnesses, and how their text was made (TEI P5, chapter 2)."""

from collections import Counter
from collections.abc import Iterator, Sequence

from book.model import Collation, Comparison, Edition, Text, Unit, Witness
from book.render.tei.elements import Element, element
from book.render.tei.passages import Ids, pointers
from book.text.typography import xml_id

NAMES = {
    "controls": "control and invisible characters were taken out",
    "composed": "letters and their accents were composed (Unicode normalization form C)",
    "ligatures": "ligatures of old fonts were written as letters",
    "spaces": "runs of spaces were made one",
    "dashes": "hyphens that stand for dashes were made dashes",
    "quotes": "straight quotation marks and apostrophes were made curly",
    "ellipses": "three full stops were made an ellipsis",
}


def header(
    edition: Edition, collation: Collation, texts: Sequence[Text], comparison: Comparison, ids: Ids
) -> Element:
    """Make the teiHeader; `texts` are the witnesses as they were cleaned."""
    return element(
        "teiHeader",
        _file(edition, ids),
        _encoding(texts, comparison, ids),
        _profile(edition, collation, ids),
        xml_lang="en",
    )


def _file(edition: Edition, ids: Ids) -> Element:
    imprint, work = edition.imprint, edition.work
    language = imprint.language
    title = element(
        "titleStmt",
        element("title", imprint.title, type="main", xml_lang=language),
        *(
            [element("title", imprint.subtitle, type="sub", xml_lang=language)]
            if imprint.subtitle
            else []
        ),
        *([element("author", work.author)] if work.author else []),
        element("editor", imprint.editor, xml_id="editor"),
        element(
            "respStmt",
            element("resp", "introduction, notes, choice of readings"),
            element("name", imprint.editor),
        ),
        element(
            "respStmt",
            element("resp", "collation, apparatus, encoding"),
            element("name", "Variorum", type="program"),
        ),
    )
    publication = element(
        "publicationStmt",
        element("publisher", imprint.publisher),
        element("date", imprint.date, when=imprint.date),
        element(
            "idno", imprint.identifier, type="URN" if imprint.identifier.startswith("urn:") else ""
        ),
        *(
            [element("availability", element("p", imprint.rights, xml_lang=language))]
            if imprint.rights
            else []
        ),
    )
    copies = [w for w in edition.witnesses if w.role == "text"]
    others = [w for w in edition.witnesses if w.role == "commentary"]
    work_title = element("title", work.title, xml_lang=language)
    parts = [element("author", work.author)] if work.author else []
    dated = [element("date", work.date)] if work.date else []
    sources = element(
        "sourceDesc",
        element("bibl", *parts, work_title, *dated, type="work"),
        element(
            "listWit",
            *(element("witness", *_described(w), xml_id=ids[w.siglum], n=w.siglum) for w in copies),
        ),
        *(
            [element("listBibl", *(_commentary(w, ids) for w in others), type="commentaries")]
            if others
            else []
        ),
    )
    return element("fileDesc", title, publication, sources)


def _commentary(witness: Witness, ids: Ids) -> Element:
    return element("bibl", *_facts(witness), xml_id=ids[witness.siglum], n=witness.siglum)


def _described(witness: Witness) -> Iterator[Element]:
    yield element("bibl", *_facts(witness))


def _facts(witness: Witness) -> Iterator[Element]:
    """Say what is known of a source, and which file it is."""
    for tag, text in (
        ("author", witness.author),
        ("title", witness.title),
        ("publisher", witness.publisher),
        ("date", witness.date),
    ):
        if text:
            yield element(tag, text)
    if witness.url:
        yield element("ref", witness.url, target=witness.url)
    yield element("idno", witness.file.rsplit("/", 1)[-1], type="file")
    yield element("idno", witness.sha256, type="SHA-256")


def _encoding(texts: Sequence[Text], comparison: Comparison, ids: Ids) -> Element:
    changed = Counter(change.rule for text in texts for change in text.changes)
    rules = "; ".join(NAMES.get(rule, rule) for rule in NAMES if rule in changed)
    normalized = f"In all witnesses {rules}." if rules else "No character was changed."
    folded = (
        "Words were compared by their letters, without case, quotation marks, hyphens, ligatures and punctuation: differences in these "
        "alone are accidental, all others substantive."
    )
    if comparison.spelling:
        folded += f" These spellings make no difference in words: {', '.join(comparison.spelling)}."
    if comparison.distinguish:
        folded += f" But differences in {', '.join(comparison.distinguish)} are substantive."
    return element(
        "encodingDesc",
        element(
            "projectDesc",
            element(
                "p",
                "One text is printed from all witnesses; where they differ, the apparatus gives the readings of all.",
            ),
        ),
        element(
            "samplingDecl",
            *(
                element("p", _removed(text), source=pointers((text.witness.siglum,), ids))
                for text in texts
            ),
        ),
        element(
            "editorialDecl",
            element("normalization", element("p", normalized), element("p", folded)),
            element(
                "quotation", element("p", "Quotation marks are kept as characters."), marks="all"
            ),
            element(
                "segmentation",
                element("p", "Paragraphs and headings are those of the witness that is printed."),
            ),
            element(
                "interpretation",
                element("p", "What the editor supplies is marked as supplied, or stands in notes."),
            ),
        ),
        element("variantEncoding", method="parallel-segmentation", location="internal"),
    )


def _removed(text: Text) -> str:
    """Name what cleaning took out of a witness, by rule."""
    counts = Counter(removal.rule for removal in text.removals if removal.rule != "blank")
    said = ", ".join(f"{count} by the rule “{rule}”" for rule, count in counts.items())
    metadata = (
        f" {len(text.metadata)} lines or parts of lines say something about the text, and are not in it."
        if text.metadata
        else ""
    )
    return (
        f"Left out of {text.witness.siglum}, as no part of the text: {said or 'nothing'}.{metadata}"
    )


def _profile(edition: Edition, collation: Collation, ids: Ids) -> Element:
    language = element(
        "langUsage", element("language", edition.imprint.language, ident=edition.imprint.language)
    )
    orders = [found for text in ids if (found := _order(text, collation, ids)) is not None]
    return element(
        "profileDesc", language, *([element("listTranspose", *orders)] if orders else [])
    )


def _order(siglum: str, collation: Collation, ids: Ids) -> Element | None:
    """Give the order in which a witness has its passages, where it is not that of the print."""
    rows = [
        (str(row.place), _first(units))
        for row in collation.rows
        if (units := [u for s, u in row.units if s == siglum])
    ]
    own = [place for place, _ in sorted(rows, key=lambda pair: pair[1])]
    printed = [place for place, _ in rows]
    if own == printed:
        return None
    start = next(n for n, (a, b) in enumerate(zip(own, printed, strict=True)) if a != b)
    end = len(own) - next(
        n for n, (a, b) in enumerate(zip(own[::-1], printed[::-1], strict=True)) if a != b
    )
    pointed = (element("ptr", target=f"#{passage_id(place)}") for place in own[start:end])
    return element("transpose", *pointed, corresp=f"#{ids[siglum]}")


def _first(units: list[Unit]) -> tuple[int, int]:
    return min((unit.spans[0].line, unit.spans[0].start) for unit in units)


def passage_id(place: str) -> str:
    """Name the element of a passage: a paragraph has the anchor of the book, a heading one of its own."""
    return xml_id(f"p {place}") if "¶" in place else xml_id(f"h {place}")
