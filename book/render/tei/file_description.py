"""Write the fileDesc: title, publication, the work and its witnesses (TEI P5, 2.2)."""

from collections.abc import Iterator

from book.model import Edition, Imprint, Witness, Work
from book.render.tei.elements import Element, element, optional_element
from book.render.tei.sigla import Ids

EDITOR_ID = "editor"


def file_description(edition: Edition, ids: Ids) -> Element:
    return element(
        "fileDesc",
        _title_statement(edition.imprint, edition.work),
        _publication_statement(edition.imprint),
        _source_description(edition, ids),
    )


def _title_statement(imprint: Imprint, work: Work) -> Element:
    language = imprint.language
    return element(
        "titleStmt",
        element("title", imprint.title, type="main", xml_lang=language),
        *optional_element("title", imprint.subtitle, type="sub", xml_lang=language),
        *optional_element("author", work.author),
        *_editor(imprint.editor),
        _responsibility(
            "collation, apparatus, encoding",
            element("name", "Variorum", type="program"),
            "" if imprint.editor else EDITOR_ID,
        ),
    )


def _editor(name: str) -> Iterator[Element]:
    """Yield the editor; without one, the program is responsible for what is supplied."""
    if name:
        yield element("editor", name, xml_id=EDITOR_ID)
        yield _responsibility("introduction, notes, choice of readings", element("name", name))


def _responsibility(task: str, name: Element, xml_id: str = "") -> Element:
    return element("respStmt", element("resp", task), name, xml_id=xml_id)


def _publication_statement(imprint: Imprint) -> Element:
    """Return who publishes the edition; without a publisher or an editor, prose (2.2.4)."""
    scheme = "URN" if imprint.identifier.startswith("urn:") else ""
    facts = (
        element("date", imprint.date, when=imprint.date),
        element("idno", imprint.identifier, type=scheme),
    )
    rights = list(optional_element("p", imprint.rights, xml_lang=imprint.language))
    agency = imprint.publisher or imprint.editor
    if not agency:
        return element("publicationStmt", element("p", *facts), *rights)
    responsible = element("publisher" if imprint.publisher else "authority", agency)
    available = [element("availability", *rights)] if rights else []
    return element("publicationStmt", responsible, *facts, *available)


def _source_description(edition: Edition, ids: Ids) -> Element:
    work = _work(edition.work, edition.imprint.language)
    copies = [_copy(w, ids) for w in edition.witnesses if w.role == "text"]
    description = element("sourceDesc", work, element("listWit", *copies))
    for role, kind in (("version", "versions"), ("commentary", "commentaries")):
        others = [_other(w, ids) for w in edition.witnesses if w.role == role]
        if others:
            description.append(element("listBibl", *others, type=kind))
    return description


def _work(work: Work, language: str) -> Element:
    return element(
        "bibl",
        *optional_element("author", work.author),
        element("title", work.title, xml_lang=language),
        *optional_element("date", work.date),
        type="work",
    )


def _copy(witness: Witness, ids: Ids) -> Element:
    source = element("bibl", *_source_facts(witness))
    return element("witness", source, xml_id=ids[witness.siglum], n=witness.siglum)


def _other(witness: Witness, ids: Ids) -> Element:
    facts = _source_facts(witness)
    return element("bibl", *facts, xml_id=ids[witness.siglum], n=witness.siglum)


def _source_facts(witness: Witness) -> Iterator[Element]:
    """Yield what is known of a source, and the name and checksum of its file."""
    yield from optional_element("author", witness.author)
    yield from optional_element("title", witness.title)
    yield from optional_element("publisher", witness.publisher)
    yield from optional_element("date", witness.date)
    yield from optional_element("ref", witness.url, target=witness.url)
    yield element("idno", witness.file.rsplit("/", 1)[-1], type="file")
    yield element("idno", witness.sha256, type="SHA-256")
