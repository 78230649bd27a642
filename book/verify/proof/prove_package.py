"""Prove what an e-book states of the book: its metadata, and the head of each document."""

from collections.abc import Iterable, Iterator

from book.errors import ProofError
from book.model import Division, Edition
from book.text.direction import direction_of
from book.text.plaintext import plain_heading
from book.verify.proof.expected_package import expected_statements
from book.verify.readback.epub import LANGUAGE, NCX, NCX_TYPE, EpubReading, items_of, parse_file
from book.verify.readback.package import PackageStatement, read_statements
from book.verify.readback.xhtml import resolver


def prove_package(edition: Edition, reading: EpubReading, file: str) -> None:
    """Raise ProofError if the metadata is not what the edition says, and nothing else.

    So must be the title and the language of each document.
    """
    wanted = expected_statements(edition, paginated="page-list" in reading.lists)
    for difference in _differences(wanted, read_statements(reading.package)):
        raise ProofError(f"the metadata: {difference}", file=file)
    for difference in (*_heads(edition, reading), *_ncx(edition, reading)):
        raise ProofError(difference, file=file)
    language = reading.package.get(LANGUAGE, "")
    if language != edition.imprint.language:
        message = f"the package is in {language!r}, expected {edition.imprint.language!r}"
        raise ProofError(message, file=file)
    turned = "".join(reading.package.xpath("*/@page-progression-direction"))
    direction = direction_of(language).replace("ltr", "")
    if turned != direction:
        message = f"page-progression-direction is “{turned}”, expected “{direction}”"
        raise ProofError(f"the package: {message}", file=file)


def _differences(
    wanted: Iterable[PackageStatement], found: Iterable[PackageStatement]
) -> Iterator[str]:
    """Yield how statements differ, those of each name by themselves: their order counts there."""
    expected, shown = _by_name(wanted), _by_name(found)
    for name in (*expected, *(each for each in shown if each not in expected)):
        one, other = expected.get(name, []), shown.get(name, [])
        if one != other:
            yield f"{name}: expected {_written(one, other)}, found {_written(other, one)}"


def _by_name(statements: Iterable[PackageStatement]) -> dict[str, list[PackageStatement]]:
    names: dict[str, list[PackageStatement]] = {}
    for statement in statements:
        names.setdefault(statement.name, []).append(statement)
    return names


def _written(statements: list[PackageStatement], others: list[PackageStatement]) -> str:
    """Write the statements that are not among the others; all of them if only the order differs."""
    differing = [each for each in statements if each not in others] or statements
    return "; ".join(map(_write, differing)) or "nothing"


def _write(statement: PackageStatement) -> str:
    refined = ", ".join(f"{each.name} {_write(each)}" for each in statement.refinements)
    return f"“{statement.value}”" + (f" ({refined})" if refined else "")


def _heads(edition: Edition, reading: EpubReading) -> Iterator[str]:
    language = edition.imprint.language
    direction = direction_of(language).replace("ltr", "")
    for division, head in zip(edition.divisions, reading.heads, strict=True):
        title = _title(edition, division)
        if head.title != title:
            yield f"{head.name}: the title is “{head.title}”, expected “{title}”"
        if head.languages != (language, language):
            found = " and ".join(dict.fromkeys(head.languages))
            yield f"{head.name}: the language is {found}, expected {language}"
        if head.direction != direction:
            yield f"{head.name}: dir is “{head.direction}”, expected “{direction}”"


def _title(edition: Edition, division: Division) -> str:
    label = edition.labels.get(division.kind, edition.imprint.title)
    return " ".join((plain_heading(division) or label).split())


def _ncx(edition: Edition, reading: EpubReading) -> Iterator[str]:
    """Yield what the NCX says otherwise of the book: its identifier, language and title."""
    imprint = edition.imprint
    resolve = resolver(reading.package_path)
    for item in items_of(reading.package):
        if item.get("media-type") == NCX_TYPE:
            name = resolve(item.get("href", "")).removesuffix("#")
            root = parse_file(reading.files, name)
            identifiers = root.iterfind("n:head/n:meta[@name='dtb:uid']", NCX)
            title = root.findtext("n:docTitle/n:text", "", NCX)
            found = (
                *(each.get("content", "") for each in identifiers),
                root.get(LANGUAGE, ""),
                " ".join(title.split()),
            )
            wanted = (imprint.identifier, imprint.language, " ".join(imprint.title.split()))
            yield from (
                f"the NCX says “{one}”, expected “{other}”"
                for one, other in zip(found, wanted, strict=True)
                if one != other
            )
