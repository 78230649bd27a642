"""Check what edition.toml says for catalogs: subjects, ISBNs, the audience, the descriptions."""

import re
from collections.abc import Callable, Iterable, Iterator

from book.model.catalog import Isbns, Subject, SubjectScheme
from book.source import schema
from book.source.bisac import SECTIONS, section_of
from book.source.subject_lists import LATEST, SubjectLists
from book.source.toml_positions import TomlFile
from book.text.isbn import isbn_digits, isbn_fault, isbn_in

SHORT = 350  # characters of a short description (ONIX code list 153, 02)
AUDIENCES = (
    *("general", "children", "young adults", "schools", "higher education", "scholars"),
    "adult education",
)
FORMS: dict[SubjectScheme, re.Pattern[str]] = {
    "thema": re.compile(r"[A-Y][A-Z0-9]*|[1-6][A-Z0-9-]*"),
    "bisac": re.compile(r"[A-Z]{3}\d{6}"),
    "lcsh": re.compile(r"sh\d{8}(?:\d\d)?"),
}
EXAMPLES = {"thema": "LBBM", "bisac": "POL062000", "lcsh": "sh85046493"}
UNLISTED = "If it is newer, write listed = false, and its heading: then only its form is checked."


def check_catalog(table: schema.EditionTable, toml: TomlFile) -> None:
    """Raise EditionError for an audience that is none, or descriptions in the wrong places."""
    for name in table.audience:
        if name not in AUDIENCES:
            message, expected = f"invalid `audience` {name!r}", ", ".join(AUDIENCES)
            raise toml.error(".edition.audience", message, f"Expected: {expected}.")
    if not table.long_description:
        return
    length = len(" ".join(table.description.split()))
    if not length:
        message = "`long_description` without `description`"
        remedy = f"Write a short one, too, of {SHORT} characters at most."
        raise toml.error(".edition.long_description", message, remedy)
    if length > SHORT:
        message = f"`description` has {length} characters: beside a long one it is the short one"
        raise toml.error(".edition.description", message, f"Shorten it to {SHORT} characters.")


# ── Numbers ──────────────────────────────────────────────────────────────────────────────────────


def isbns_of(table: schema.EditionFile, toml: TomlFile) -> Isbns:
    """Return the numbers of the products. Raise EditionError for one that is wrong, or of two."""
    isbns = Isbns(table.isbn.print.strip(), table.isbn.epub.strip(), table.isbn.pdf.strip())
    identifier = isbn_in(table.edition.identifier)
    _check_identifier(identifier, isbns, toml)
    products: dict[str, str] = {}
    for kind, written in isbns.stated:
        if fault := isbn_fault(written):
            raise toml.error(f".isbn.{kind}", f"{written} {fault}", "Correct the number.")
        other = products.setdefault(isbn_digits(written), kind)
        if other != kind:
            message = f"`{other}` and `{kind}` have the same ISBN"
            raise toml.error(f".isbn.{kind}", message, "Each product needs a number of its own.")
    return isbns


def _check_identifier(identifier: str, isbns: Isbns, toml: TomlFile) -> None:
    """Raise EditionError if the identifier is a wrong ISBN, or another one than the e-book's."""
    if not identifier:
        return
    path, is_old = ".edition.identifier", len(re.sub(r"[-\s]", "", identifier)) == 10
    fault = isbn_fault(identifier)
    if fault and not (is_old and "wrong" not in fault):
        raise toml.error(path, f"{identifier} {fault}", "Correct `identifier`.")
    if isbns.stated and isbn_digits(identifier) != isbn_digits(isbns.epub):
        message = "`identifier` is an ISBN, and [isbn] states others"
        remedy = "Write a name for the edition (urn:uuid:…), or the ISBN of the e-book."
        raise toml.error(path, message, remedy)


# ── Subjects ─────────────────────────────────────────────────────────────────────────────────────


def subjects_of(
    table: schema.EditionFile, lists: Callable[[], SubjectLists], toml: TomlFile
) -> tuple[Subject, ...]:
    """Return the subjects, each with its heading. Raise EditionError for a mistake in one.

    The lists are read only if a code is looked up.
    """
    reader = _SubjectReader(table.edition.language, lists, toml)
    subjects = tuple(reader.read(each, number) for number, each in enumerate(table.subject))
    _check_once(subjects, toml)
    return subjects


def _check_once(subjects: Iterable[Subject], toml: TomlFile) -> None:
    seen: set[tuple[str, str]] = set()
    for number, subject in enumerate(subjects):
        key = subject.scheme, subject.code
        if key in seen:
            path = f".subject[{number}].code"
            raise toml.error(path, f"the subject {subject.code} twice", "Remove one of the two.")
        seen.add(key)


class _SubjectReader:
    def __init__(self, language: str, lists: Callable[[], SubjectLists], toml: TomlFile) -> None:
        self.is_english = language.split("-")[0].lower() == "en"
        self.lists, self.toml = lists, toml

    def read(self, table: schema.SubjectTable, number: int) -> Subject:
        """Return the subject of a table, the `number`th of them."""
        for fault, key, remedy in self._faults(table):
            raise self.toml.error(f".subject[{number}].{key}", fault, remedy)
        heading = table.heading or self.lists().heading(table.scheme, table.code)
        return Subject(_scheme(table.scheme), table.code, heading)

    def _faults(self, table: schema.SubjectTable) -> Iterator[tuple[str, str, str]]:
        """Yield what is wrong, the key where it is, and the remedy."""
        scheme, code = table.scheme, table.code
        if scheme not in FORMS:
            yield f"invalid `scheme` {scheme!r}", "scheme", f"Expected: {', '.join(FORMS)}."
        elif not FORMS[_scheme(scheme)].fullmatch(code):
            message = f"{code!r} has not the form of a code of {scheme}"
            yield message, "code", f'Write code = "{EXAMPLES[scheme]}", for example.'
        elif scheme == "bisac":
            yield from _bisac_faults(table)
        elif not table.listed:
            if not table.heading:
                yield f"no heading for {code}", "code", 'Add heading = "…": it is in no list here.'
        else:
            yield from self._listed_faults(table)

    def _listed_faults(self, table: schema.SubjectTable) -> Iterator[tuple[str, str, str]]:
        scheme, code, heading = table.scheme, table.code, table.heading
        known = self.lists().heading(scheme, code)
        if not known:
            message = f"{code} is not in the list that the program has, {LATEST[scheme]}"
            yield message, "code", f"Correct it. {UNLISTED}"
        is_translated = scheme == "thema" and not self.is_english
        if heading and heading != known and not is_translated:
            other = self.lists().code(scheme, heading, code)
            instead = f' With code = "{other}" it is the heading.' if other else ""
            message = f"the heading of {code} is “{known}”"
            yield message, "heading", f"Write that, or leave `heading` out.{instead}"


def _bisac_faults(table: schema.SubjectTable) -> Iterator[tuple[str, str, str]]:
    """Yield what can be known to be wrong without the list, which may not be copied."""
    section = section_of(table.code)
    if not section:
        message = f"no section of BISAC has the letters {table.code[:3]!r}"
        yield message, "code", f"Expected: {', '.join(SECTIONS)}."
    words = " ".join(table.heading.split()).casefold()
    if not words.startswith(f"{section} / ".casefold()):
        message = f"the heading of {table.code} must begin with “{section.upper()} / ”"
        remedy = "Write the heading of BISG’s list, which the program does not have."
        yield message, "heading" if table.heading else "code", remedy


def _scheme(name: str) -> SubjectScheme:
    return next((scheme for scheme in FORMS if scheme == name), "thema")
