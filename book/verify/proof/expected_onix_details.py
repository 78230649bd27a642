"""Write what the record for the book trade must say of contributors, subjects and audience."""

from collections.abc import Iterator

from book.model import Contributor, Edition, Imprint
from book.text.contributors import ARTICLE, credits_of

Fact = tuple[str, str]
# List 17. Others are Z99: other.
ROLES = {
    "aut": "A01",
    "bkd": "A11",
    "ill": "A12",
    "art": "A12",
    "pht": "A13",
    "wpr": "A15",
    "ann": "A20",
    "cmm": "A21",
    "cwt": "A21",
    "waw": "A19",
    "wfw": "A23",
    "win": "A24",
    "ctb": "A32",
    "cov": "A36",
    "edt": "B01",
    "red": "B01",
    "trl": "B06",
    "com": "C01",
}
THEMA, BISAC, LCSH = "93", "10", "04"  # list 27; of Thema's qualifiers 1 to 6, 94 to 99
# List 28.
READERS = (
    *(("general", "01"), ("children", "02"), ("young adults", "03"), ("schools", "04")),
    *(("higher education", "05"), ("scholars", "06"), ("adult education", "08")),
)


def expect_contributors(edition: Edition) -> Iterator[Fact]:
    """Yield the facts of all contributors, in order."""
    for number, credit in enumerate(credits_of(edition), 1):
        yield from _contributor(number, credit)


def _contributor(number: int, credit: Contributor) -> Iterator[Fact]:
    yield "SequenceNumber", str(number)
    yield "ContributorRole", ROLES.get(credit.role, "Z99")
    kind = "CorporateName" if ARTICLE.fullmatch(credit.name) else "PersonName"
    yield kind, credit.name
    if credit.sort != credit.name:
        yield f"{kind}Inverted", credit.sort


def expect_subjects(imprint: Imprint) -> Iterator[Fact]:
    """Yield the facts of the subjects and the audience, in order.

    The first subject of Thema, and the first one of BISAC, is the main one.
    """
    coded = [(_list_of(each.scheme, each.code), each) for each in imprint.subjects]
    firsts = dict(reversed(coded))
    for scheme, each in coded:
        if scheme in (THEMA, BISAC) and firsts[scheme] is each:
            yield "Subject/MainSubject", ""
        yield "Subject/SubjectSchemeIdentifier", scheme
        yield "Subject/SubjectCode", each.code
        yield "Subject/SubjectHeadingText", each.heading
    for audience in imprint.audience:
        yield "Audience/AudienceCodeType", "01"
        yield "Audience/AudienceCodeValue", dict(READERS)[audience]


def _list_of(scheme: str, code: str) -> str:
    if scheme != "thema":
        return BISAC if scheme == "bisac" else LCSH
    return str(int(THEMA) + int(code[0])) if code[0].isdigit() else THEMA
