"""State what a product is about, and for whom it is (block 1)."""

from collections.abc import Iterator

from book.model import Imprint
from book.model.catalog import Subject
from book.render.onix.elements import Element, element

# List 27. The qualifiers of Thema, whose codes begin with a digit, have schemes of their own:
# place, language, time, education, interest, style.
SCHEMES = {"thema": "93", "bisac": "10", "lcsh": "04"}
QUALIFIERS = {"1": "94", "2": "95", "3": "96", "4": "97", "5": "98", "6": "99"}
MAIN = ("93", "10")  # the schemes of which the first subject is the main one
# List 28.
AUDIENCES = {
    "general": "01",
    "children": "02",
    "young adults": "03",
    "schools": "04",
    "higher education": "05",
    "scholars": "06",
    "adult education": "08",
}
ONIX_AUDIENCE = "01"  # list 29


def subject_elements(imprint: Imprint) -> Iterator[Element]:
    """Yield the subjects in the editor's order; the first one in a scheme is the main one."""
    had: set[str] = set()
    for subject in imprint.subjects:
        scheme = _scheme(subject)
        is_main = scheme in MAIN and scheme not in had
        had.add(scheme)
        yield element(
            "Subject",
            *([element("MainSubject")] if is_main else []),
            element("SubjectSchemeIdentifier", scheme),
            element("SubjectCode", subject.code),
            element("SubjectHeadingText", subject.heading),
        )


def _scheme(subject: Subject) -> str:
    if subject.scheme == "thema":
        return QUALIFIERS.get(subject.code[0], SCHEMES["thema"])
    return SCHEMES[subject.scheme]


def audience_elements(imprint: Imprint) -> Iterator[Element]:
    for name in imprint.audience:
        kind = element("AudienceCodeType", ONIX_AUDIENCE)
        yield element("Audience", kind, element("AudienceCodeValue", AUDIENCES[name]))
