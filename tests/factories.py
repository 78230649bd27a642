"""Small witnesses, and what the stages return for them, for tests of any folder."""

from book.clean import clean
from book.collate import collate
from book.merge import merge
from book.model import FORMAL, Collation, Edition, Imprint, Role, Text, Witness, Work
from book.text.decode import split_lines

WORK = Work("The Work", "The Author", "1900")
IMPRINT = Imprint(
    "small", "The Work", "en", "2026", "An Editor", "A Press", "urn:x-test:1", "None."
)
LABELS = {
    "preface": "Preface",
    "preliminaries": "Preliminaries",
    "foreword": "Foreword",
    "lacuna": "No witness has this part; {sigla} names it.",
    "lacuna-outline": "No witness has this part.",
    "report-of": "Report of {date}",
    "untitled": "Untitled",
    "omits": "om.",
    "adds": "adds",
    "transposes": "transp.",
    "transposed-after": "transp. after {place}",
    "transposed-first": "transp. to the beginning",
    "divides": "new paragraph",
    "joins": "no new paragraph",
    **{f"form-{form}": form for form in FORMAL},
    "notes": "Notes",
    "reference-note": "n. {note}",
    "date": "{day} {month} {year}",
    "first-day": "1",
    "list-separator": ", ",
    "months": "January February March April May June "
    "July August September October November December",
}


def text(siglum: str, *rows: str, role: Role = "text", work: Work = WORK) -> Text:
    """Return a cleaned witness of these lines."""
    file = f"{siglum.lower()}.txt"
    return clean(Witness(siglum, file, role, split_lines("\n".join(rows), file)), work)


def collation(*texts: Text, work: Work = WORK) -> Collation:
    return collate(texts, work)


def edition(*texts: Text, work: Work = WORK) -> Edition:
    return merge(collate(texts, work), texts, IMPRINT, work, LABELS)
