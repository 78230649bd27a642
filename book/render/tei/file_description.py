"""Write the fileDesc: title, publication, the work and its witnesses (TEI P5, 2.2)."""

from collections.abc import Iterator

from book.model import Edition, Imprint, Witness, Work
from book.render.tei.elements import Element, element, optional_element
from book.render.tei.sigla import Ids


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
        element("editor", imprint.editor, xml_id="editor"),
        _responsibility("introduction, notes, choice of readings", element("name", imprint.editor)),
        _responsibility(
            "collation, apparatus, encoding", element("name", "Variorum", type="program")
        ),
    )


def _responsibility(task: str, name: Element) -> Element:
    return element("respStmt", element("resp", task), name)


def _publication_statement(imprint: Imprint) -> Element:
    scheme = "URN" if imprint.identifier.startswith("urn:") else ""
    statement = element(
        "publicationStmt",
        element("publisher", imprint.publisher),
        element("date", imprint.date, when=imprint.date),
        element("idno", imprint.identifier, type=scheme),
    )
    if imprint.rights:
        rights = element("p", imprint.rights, xml_lang=imprint.language)
        statement.append(element("availability", rights))
    return statement


def _source_description(edition: Edition, ids: Ids) -> Element:
    work = _work(edition.work, edition.imprint.language)
    copies = [_copy(w, ids) for w in edition.witnesses if w.role == "text"]
    description = element("sourceDesc", work, element("listWit", *copies))
    commentaries = [_commentary(w, ids) for w in edition.witnesses if w.role == "commentary"]
    if commentaries:
        description.append(element("listBibl", *commentaries, type="commentaries"))
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


def _commentary(witness: Witness, ids: Ids) -> Element:
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
