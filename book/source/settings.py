"""Check the tables of edition.toml, and convert them to the model's values."""

import re
from collections.abc import Callable, Collection
from typing import Any

from book.errors import EditionError
from book.model import (
    DISTINCTIONS,
    Choice,
    Comparison,
    Conformance,
    Contributor,
    Imprint,
    Limits,
    Trim,
    Work,
)
from book.source import schema
from book.source.catalog_tables import check_catalog, isbns_of, subjects_of
from book.source.page_size import parse_page_size
from book.source.subject_lists import SubjectLists
from book.source.toml_positions import TomlFile, find_line, table_lines
from book.text.contributors import check_role
from book.text.dates import is_date
from book.text.language_names import tag_mistake
from book.text.languages import match_language
from book.text.spelling import SPELLINGS, is_spelling

# EPUB Accessibility 1.1, 4.1.2: the pattern of the conformance string.
CONFORMANCE = re.compile(r"EPUB Accessibility 1\.1 - WCAG 2\.[0-2] Level (A|AA|AAA)")
CONFORMANCE_REMEDY = (
    'Write conforms_to = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA", '
    "if somebody has checked the e-book and certifies it."
)
SPELLINGS_OR_PAIR = (*SPELLINGS, "or a pair of words such as connexion=connection")
DATE_REMEDY = 'Write "2026", "2026-05" or "2026-05-31".'
MOST_LINES = 100  # from one line number to the next


def check_edition(
    table: schema.EditionTable, slug: str, languages: Collection[str], toml: TomlFile
) -> None:
    """Raise EditionError with the line of the key if a value of [edition] is invalid.

    `slug` is the folder's name, `languages` are those that have labels.
    """
    _check_slug(table.slug, slug, toml)
    check_date(table.date, ".edition.date", toml)
    _check_url(table.url, slug, toml)
    check_catalog(table, toml)
    check_tag(table.language, ".edition.language", toml)
    _check_labels("labels" if table.labels else "language", table, languages, toml)


def check_date(date: str, path: str, toml: TomlFile) -> None:
    """Raise EditionError unless this is a year, a month or a day in ISO 8601."""
    if not is_date(date):
        raise toml.error(path, f"invalid `date` {date!r}", DATE_REMEDY)


def _check_slug(slug: str, folder: str, toml: TomlFile) -> None:
    if slug != folder:
        message = f"`slug` {slug!r} is not the name of the folder"
        raise toml.error(".edition.slug", message, f'Write slug = "{folder}".')


def _check_url(url: str, slug: str, toml: TomlFile) -> None:
    if url and not (is_web_address(url) and url.endswith("/")):
        message = f"`url` {url!r} is not the address of a folder on the web"
        remedy = f'Write url = "https://…/{slug}/", with a slash at the end.'
        raise toml.error(".edition.url", message, remedy)


def is_web_address(url: str) -> bool:
    """Return whether an address is of the web.

    >>> is_web_address("https://a.example/"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    return url.startswith(("http://", "https://"))


def check_tag(tag: str, path: str, toml: TomlFile) -> None:
    """Raise EditionError unless the value of a key is a registered language tag (BCP 47)."""
    if mistake := tag_mistake(tag, path.rpartition(".")[2] + ' = "{}"'):
        raise toml.error(path, *mistake)


def _check_labels(
    key: str, table: schema.EditionTable, languages: Collection[str], toml: TomlFile
) -> None:
    """Raise EditionError if the book has no labels in the language that a key names."""
    language: str = getattr(table, key)
    check_tag(language, f".edition.{key}", toml)
    if not match_language(language, languages):
        available = ", ".join(sorted(languages))
        remedy = (
            f"Available: {available}. To add one, write templates/labels/{language}.toml; to have "
            'them in English, write labels = "en" below the language of the text.'
        )
        message = f"no labels (“Contents” …) for language {language!r}"
        raise toml.error(f".edition.{key}", message, remedy)


def imprint_of(
    table: schema.EditionFile, lists: Callable[[], SubjectLists], toml: TomlFile
) -> Imprint:
    """Return the imprint.

    Raise EditionError if a contributor, a claim, a subject or a number is invalid.
    """
    contributors = tuple(
        _contributor(contributor, index, table.sort, toml)
        for index, contributor in enumerate(table.contributor)
    )
    return Imprint(
        **fields_of(table.edition),
        contributors=contributors,
        sort=tuple(table.sort.items()),
        subjects=subjects_of(table, lists, toml),
        isbns=isbns_of(table, toml),
        conformance=_conformance(table.accessibility, toml),
    )


def _contributor(
    table: schema.ContributorTable, index: int, sort: dict[str, str], toml: TomlFile
) -> Contributor:
    check_role(table.role, toml.name, find_line(toml.text, f".contributor[{index}].role"))
    return Contributor(table.name, table.role, sort.get(table.name, ""), table.credit)


def _conformance(table: schema.AccessibilityTable | None, toml: TomlFile) -> Conformance | None:
    if table is None:
        return None
    _check_conformance(table.conforms_to, toml)
    return Conformance(**fields_of(table))


def _check_conformance(claim: str, toml: TomlFile) -> None:
    if not CONFORMANCE.fullmatch(claim):
        path = ".accessibility.conforms_to"
        raise toml.error(path, f"invalid `conforms_to` {claim!r}", CONFORMANCE_REMEDY)


def work_of(table: schema.WorkTable) -> Work:
    return Work(**fields_of(table))


def choices_of(tables: tuple[schema.ChoiceTable, ...], toml: TomlFile) -> tuple[Choice, ...]:
    """Return the editor's choices with the lines at which they begin."""
    lines = table_lines(toml.text, "choice")
    return tuple(Choice(**fields_of(table), line=next(lines)) for table in tables)


def trim_of(size: str, toml: TomlFile) -> Trim:
    """Return the page of a named or measured size. Raise EditionError if it is neither."""
    try:
        return parse_page_size(size)
    except EditionError as error:
        raise toml.error(".print.size", error.message, error.remedy) from None


def line_numbers_of(step: int, toml: TomlFile) -> int:
    """Return at how many lines of verse a number stands, 0 for none.

    Raise EditionError if it is no number of lines.
    """
    if step < 0 or step > MOST_LINES:
        message = f"invalid `line_numbers` {step}"
        remedy = (
            f"Write 5 for a number at every fifth line of verse; 0 for none; {MOST_LINES} at most."
        )
        raise toml.error(".print.line_numbers", message, remedy)
    return step


def comparison_of(table: schema.CollationTable, language: str, toml: TomlFile) -> Comparison:
    """Return how words are compared. Raise EditionError if a name in [collation] is unknown."""
    for spelling in table.spelling:
        if not is_spelling(spelling):
            raise invalid(toml, ".collation.spelling", spelling, SPELLINGS_OR_PAIR)
    for distinction in table.distinguish:
        if distinction not in DISTINCTIONS:
            raise invalid(toml, ".collation.distinguish", distinction, DISTINCTIONS)
    return Comparison(table.spelling, table.distinguish, language)


def limits_of(table: schema.LimitsTable, toml: TomlFile) -> Limits:
    """Return how large files may be. Raise EditionError if a value in [limits] is not positive."""
    values = fields_of(table)
    for key, value in values.items():
        if value < 1:
            raise toml.error(f".limits.{key}", f"invalid `{key}` {value}", "Write 1 or more.")
    return Limits(**values)


def invalid(toml: TomlFile, path: str, value: str, expected: Collection[str]) -> EditionError:
    """Return an error about a value that is none of those expected."""
    key = path.rpartition(".")[2]
    return toml.error(path, f"invalid `{key}` {value!r}", f"Expected: {', '.join(expected)}.")


def fields_of(struct: schema.Frozen) -> dict[str, Any]:
    """Return the values of a table by their keys."""
    return {field: getattr(struct, field) for field in struct.__struct_fields__}
