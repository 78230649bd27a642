"""What the header of a TEI document says of the work (TEI P5, 2)."""

import re
from collections.abc import Iterator

from book.read.builder import DocumentBuilder
from book.read.tei.parse import LANGUAGE, Element, children, descendants, name, words

RULE = "TEI header"
SUBTITLES = ("sub", "desc", "alt", "volume", "short", "marc", "gmd", "uniform", "idno")
NO_NAME = ("idno", "date", "note", "ref", "affiliation", "email")
TRANSLATING = re.compile(r"translat|übers|tradu|vertal|övers|przekł|tłum|перев", re.IGNORECASE)
ILLUSTRATING = re.compile(r"illustr|иллюстр", re.IGNORECASE)
ROLES = (("trl", TRANSLATING), ("ill", ILLUSTRATING))
YEAR = re.compile(r"\b(1\d{3}|20\d\d)\b")
# Dates of a play (its events) and of a book; the print that was transcribed may be a later one.
WORK_DATES = ("written", "print", "premiere", "first", "firstEdition", "edition-first")


def note_header(root: Element, builder: DocumentBuilder) -> None:
    """Add the facts of the first header of a document."""
    header = next(descendants(root, "teiHeader"), None)
    if header is None:
        return
    language = _language(root, header)
    for field, value in (*_titles(header, language), *_people(header, language)):
        builder.fact(field, value, RULE)
    builder.fact("language", language, RULE)
    builder.fact("date", _date(root, header), RULE)
    for field, value in _publication(header):
        builder.fact(field, value, RULE)


def _language(root: Element, header: Element) -> str:
    """Return the language of the text: its own, the one most used, or that of the document."""
    text = next(descendants(root, "text"), None)
    used = sorted(descendants(header, "language"), key=lambda each: -_usage(each))
    stated = [root.get(LANGUAGE) or root.get("lang")] if not used else [used[0].get("ident")]
    own = None if text is None else text.get(LANGUAGE) or text.get("lang")
    return next(filter(None, (own, *stated)), "")


def _usage(language: Element) -> float:
    usage = (language.get("usage") or "").rstrip("%")
    return float(usage) if usage.replace(".", "", 1).isdigit() else 0


def _in_language(elements: list[Element], language: str) -> list[Element]:
    """Return the elements in the language of the text, or all if none is in it."""
    base = language.split("-")[0].lower()
    own = [e for e in elements if (e.get(LANGUAGE) or base).split("-")[0].lower() == base]
    return own or elements


def _titles(header: Element, language: str) -> Iterator[tuple[str, str]]:
    statement = next(descendants(header, "titleStmt"), None)
    titles = [] if statement is None else list(children(statement, "title"))
    named = _in_language([title for title in titles if not _is_short(title)], language)
    main = [title for title in named if not (title.get("type") or "").startswith(SUBTITLES)]
    yield from (("title", words(title)) for title in main[:1])
    yield from (("subtitle", words(title)) for title in named if title.get("type") == "sub")
    source = next(descendants(header, "sourceDesc"), None)
    if source is not None:
        yield from (("source title", words(title)) for title in descendants(source, "title"))


def _is_short(title: Element) -> bool:
    return title.get("ana") == "short" or title.get("type") == "short"


def _people(header: Element, language: str) -> Iterator[tuple[str, str]]:
    statement = next(descendants(header, "titleStmt"), None)
    for element in () if statement is None else statement:
        if name(element) == "author":
            yield from (("author", _name(element, language)), ("sort", _filing(element, language)))
        elif name(element) in ("editor", "respStmt") and (role := _role(element)):
            holders = [each for each in element if name(each).endswith("ame")] or [element]
            yield from ((role, _name(holder, language)) for holder in holders)


def _role(element: Element) -> str:
    stated = element.get("role") or " ".join(words(each) for each in children(element, "resp"))
    return next((role for role, pattern in ROLES if pattern.search(stated)), "")


def _person(element: Element, language: str) -> Element:
    """Return the name of a person among its forms: in several languages, a short and a full one."""
    forms = [*children(element, "persName"), *children(element, "name")]
    full = [form for form in forms if form.get("type") == "full"]
    forms = _in_language(full or [form for form in forms if not _is_short(form)], language)
    return forms[0] if forms else element


def _parts(element: Element, language: str) -> tuple[str, str]:
    """Return the given names, with what links them to the family name, and the family name."""
    person = _person(element, language)
    given = [words(each) for kind in ("forename", "nameLink") for each in children(person, kind)]
    family = [words(each) for each in children(person, "surname")]
    return " ".join(given), " ".join(family)


def _name(element: Element, language: str) -> str:
    given, family = _parts(element, language)
    if family:
        return f"{given} {family}".strip()
    person = _person(element, language)
    pieces = [person.text or ""]
    for child in person:
        pieces += ["" if name(child) in NO_NAME else words(child), child.tail or ""]
    return " ".join(" ".join(pieces).split())


def _filing(element: Element, language: str) -> str:
    given, family = _parts(element, language)
    return f"{family}, {given}" if given and family else ""


def _date(root: Element, header: Element) -> str:
    """Return when the work was created or first published, as far as the document says so."""
    for creation in descendants(header, "creation"):
        if found := _years(creation):
            return min(found)
    places = (*descendants(header, "sourceDesc"), *descendants(root, "listEvent"))
    dated = (each for place in places for each in place.iter() if each.get("type") in WORK_DATES)
    return min((year for element in dated for year in _years(element)), default="")


def _years(element: Element) -> list[str]:
    """Return the years that an element, or a date in it, states."""
    dates = [element, *descendants(element, "date")]
    stated = (date.get("when") or date.get("notBefore") or words(date) for date in dates)
    if name(element) == "bibl" and len(dates) > 1:
        stated = (date.get("when") or words(date) for date in dates[1:])
    return [match[0] for text in stated if (match := YEAR.search(text))]


def _publication(header: Element) -> Iterator[tuple[str, str]]:
    published = next(descendants(header, "publicationStmt"), None)
    for element in () if published is None else published:
        if name(element) == "publisher":
            yield "publisher", words(element)
        elif name(element) == "date":
            yield "issued", element.get("when") or words(element)
