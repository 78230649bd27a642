"""Draft an edition.toml for a folder of files, from what the files say of themselves."""

import json
import re
import uuid
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from book.model import Text
from book.text.languages import language_tag
from book.text.typography import fold, parse_date

TODO = "to be written"
LONGEST_TITLE = 120  # characters
TIMESTAMP = re.compile(r"^(\d{4})-\d\d-\d\dT[\d:.]+(?:Z|[+-][\d:]+)?$")
LANGUAGE = "en-US"  # where the files state none that the book has labels for


def first_settings(
    slug: str,
    texts: tuple[Text, ...],
    encodings: dict[str, str],
    year: str,
    languages: Collection[str] = (),
) -> str:
    """Return an edition.toml with guessed metadata and roles, for an editor to check.

    `encodings` are by siglum, "" for UTF-8; `languages` are those that the book has labels for.
    """
    roles = guess_roles(texts)
    copies = [text for text in texts if roles[text.witness.siglum] == "text"]
    others = [text for text in texts if roles[text.witness.siglum] != "text"]
    title = _guess_title(copies, slug)
    lines = [
        *_edition_lines(slug, title, year, _guess_language(copies, languages)),
        *_work_lines(title, copies),
        *(line for text in copies for line in _witness_lines(text, "text", encodings)),
        *(line for text in others for line in _witness_lines(text, "commentary", encodings)),
    ]
    return "\n".join(lines) + "\n"


def guess_roles(texts: tuple[Text, ...]) -> dict[str, str]:
    """Return "text" or "commentary" for each siglum.

    The copies of the work are the texts with numbered headings, or else the longest text; and the
    texts that have a paragraph in common with one of these.
    """
    copies = _certain_copies(texts)
    known = {
        fold(unit.text) for text in texts if text.witness.siglum in copies for unit in text.units
    }
    copies |= {text.witness.siglum for text in texts if _shares_unit(text, known)}
    sigla = [text.witness.siglum for text in texts]
    return {siglum: "text" if siglum in copies else "commentary" for siglum in sigla}


def _certain_copies(texts: tuple[Text, ...]) -> set[str]:
    """Return the sigla of the texts with numbered headings, or else of the longest text."""
    numbered = {text.witness.siglum for text in texts if _has_numbered_heading(text)}
    return numbered or {_longest(texts).witness.siglum}


def _longest(texts: tuple[Text, ...]) -> Text:
    return max(texts, key=lambda text: len(text.units))


def _has_numbered_heading(text: Text) -> bool:
    return any(unit.kind == "heading" and unit.label for unit in text.units)


def _shares_unit(text: Text, known: set[str]) -> bool:
    return any(fold(unit.text) in known for unit in text.units)


def _guess_title(copies: Sequence[Text], slug: str) -> str:
    return _most_frequent(copies, "title") or _first_line(copies) or slug.replace("-", " ").title()


def _first_line(copies: Sequence[Text]) -> str:
    """Return the line above the first heading of a copy if it can be a title, or ""."""
    for text in copies:
        if len(text.units) > 1 and text.units[1].kind == "heading":
            first = text.units[0]
            if first.kind == "paragraph" and _can_be_title(first.text):
                return first.text
    return ""


def _can_be_title(line: str) -> bool:
    return len(line) <= LONGEST_TITLE and line[-1:] not in ".,;:!?"


def _guess_language(copies: Sequence[Text], languages: Collection[str]) -> str:
    tag = language_tag(_most_frequent(copies, "language"))
    return tag if tag.split("-")[0].lower() in languages else LANGUAGE


def _edition_lines(slug: str, title: str, year: str, language: str) -> Iterator[str]:
    """Yield the lines of [edition]; the identifier follows from the slug alone."""
    identifier = uuid.uuid5(uuid.NAMESPACE_URL, f"urn:variorum:{slug}")
    yield (
        "# Guessed from the files: check each line. "
        "The order of the witnesses is the order of trust."
    )
    yield from ("", "[edition]")
    yield from _write_pairs(slug=slug, title=title, subtitle="An Annotated Edition")
    yield from _write_pairs(language=language, date=year, editor=TODO, publisher=TODO)
    yield from _write_pairs(identifier=f"urn:uuid:{identifier}", rights=TODO)


def _work_lines(title: str, copies: Sequence[Text]) -> Iterator[str]:
    author, date = _most_frequent(copies, "author"), _most_frequent(copies, "date")
    yield from ("", "[work]")
    yield from _write_pairs(title=title, author=author or TODO, date=date or TODO)
    yield '# outline = ["I. First part", "II. Second part"]  # only if no witness lists its parts'


def _witness_lines(text: Text, role: str, encodings: dict[str, str]) -> Iterator[str]:
    """Yield the lines of a [[witness]]; a commentary has an author and a date of its own."""
    witness = text.witness
    yield from ("", "[[witness]]")
    yield from _write_pairs(siglum=witness.siglum, file=witness.file.rsplit("/", 1)[-1], role=role)
    if encoding := encodings.get(witness.siglum):
        yield from _write_pairs(encoding=encoding)
    if role == "commentary":
        values = {field: _most_frequent([text], field) for field in ("author", "date")}
        yield from _write_pairs(**{field: value for field, value in values.items() if value})
    yield from _write_pairs(note=TODO)


def _most_frequent(texts: Sequence[Text], field: str) -> str:
    """Return the value of a field that most witnesses state, or "".

    Of dates, a year or month is preferred to a full date, which is often that of a web page.
    """
    values = Counter(
        datum.value for text in texts for datum in text.metadata if datum.field == field
    )
    if field == "date":
        values = _without_days(_without_times(values))
    return values.most_common(1)[0][0] if values else ""


def _without_times(dates: Counter[str]) -> Counter[str]:
    """Return the dates with the year alone of each timestamp, which a program wrote."""
    return Counter({TIMESTAMP.sub(r"\1", date): count for date, count in dates.items()})


def _without_days(dates: Counter[str]) -> Counter[str]:
    """Return the dates that are not full days, or all of them if every one is."""
    others = Counter({date: count for date, count in dates.items() if parse_date(date) is None})
    return others or dates


def _write_pairs(**values: str) -> list[str]:
    """Write keys and strings; a JSON string is a basic string of TOML (TOML 1.0, String)."""
    return [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
