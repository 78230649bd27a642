"""EDItEUR's codes for what an edition says in other vocabularies."""

import re

# List 55: YYYY, YYYYMM, YYYYMMDD; by the length of an ISO date.
DATE_FORMATS = {4: "05", 7: "01", 10: "00"}
# List 17, by MARC relators.
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
OTHER_ROLE = "Z99"
FORMS = {"epub": "E101", "pdf": "E107"}  # list 175
# List 196, by the terms of schema.org that an e-book says of itself; terms without a code are left
# to the summary.
FEATURES = {
    "tableOfContents": "11",
    "index": "12",
    "readingOrder": "13",
    "alternativeText": "14",
    "longDescription": "15",
    "MathML": "17",
    "pageBreakMarkers": "19",
    "printPageNumbers": "19",
    "synchronizedAudioText": "20",
    "ttsMarkup": "21",
    "structuralNavigation": "29",
    "ARIA": "30",
    "displayTransformability": "36",
    "pageNavigation": "41",
}
# List 143, by the same vocabulary.
HAZARDS = {
    "none": "00",
    "flashing": "13",
    "noFlashingHazard": "14",
    "sound": "15",
    "noSoundHazard": "16",
    "motionSimulation": "17",
    "noMotionSimulationHazard": "18",
    "unknownFlashingHazard": "24",
    "unknownSoundHazard": "25",
    "unknownMotionSimulationHazard": "26",
}
# List 196, by words of the statement that EPUB Accessibility 1.1, 2.3, prescribes.
CONFORMANCE = (
    (re.compile(r"EPUB Accessibility 1\.1"), "04"),
    (re.compile(r"WCAG 2\.0"), "80"),
    (re.compile(r"WCAG 2\.1"), "81"),
    (re.compile(r"WCAG 2\.2"), "82"),
    (re.compile(r"Level A\b(?!A)"), "84"),
    (re.compile(r"Level AA\b(?!A)"), "85"),
    (re.compile(r"Level AAA\b"), "86"),
)
# List 196: what veraPDF and the check of the PDF's structure prove of each edition before it is
# published. PDF/UA-1, contents, a single reading order, descriptions of pictures, languages,
# headings, text for readers without sight. The files have no lock.
PDF_FEATURES = ("05", "10", "11", "13", "14", "22", "29", "52")
