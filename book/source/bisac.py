"""The sections of the BISAC subject headings, by the letters with which their codes begin.

The headings themselves are copyrighted by the Book Industry Study Group, which sells the list: a
code is only checked for its form and its section.
"""

import re

CODE = re.compile(r"([A-Z]{3})\d{6}")
SECTIONS = {
    "ANT": "Antiques & Collectibles",
    "ARC": "Architecture",
    "ART": "Art",
    "BIB": "Bibles",
    "BIO": "Biography & Autobiography",
    "BUS": "Business & Economics",
    "CGN": "Comics & Graphic Novels",
    "CKB": "Cooking",
    "COM": "Computers",
    "CRA": "Crafts & Hobbies",
    "DES": "Design",
    "DRA": "Drama",
    "EDU": "Education",
    "FAM": "Family & Relationships",
    "FIC": "Fiction",
    "FOR": "Foreign Language Study",
    "GAM": "Games & Activities",
    "GAR": "Gardening",
    "HEA": "Health & Fitness",
    "HIS": "History",
    "HOM": "House & Home",
    "HUM": "Humor",
    "JNF": "Juvenile Nonfiction",
    "JUV": "Juvenile Fiction",
    "LAN": "Language Arts & Disciplines",
    "LAW": "Law",
    "LCO": "Literary Collections",
    "LIT": "Literary Criticism",
    "MAT": "Mathematics",
    "MED": "Medical",
    "MUS": "Music",
    "NAT": "Nature",
    "NON": "Non-Classifiable",
    "OCC": "Body, Mind & Spirit",
    "PER": "Performing Arts",
    "PET": "Pets",
    "PHI": "Philosophy",
    "PHO": "Photography",
    "POE": "Poetry",
    "POL": "Political Science",
    "PSY": "Psychology",
    "REF": "Reference",
    "REL": "Religion",
    "SCI": "Science",
    "SEL": "Self-Help",
    "SOC": "Social Science",
    "SPO": "Sports & Recreation",
    "STU": "Study Aids",
    "TEC": "Technology & Engineering",
    "TRA": "Transportation",
    "TRU": "True Crime",
    "TRV": "Travel",
    "YAF": "Young Adult Fiction",
    "YAN": "Young Adult Nonfiction",
}


def section_of(code: str) -> str:
    """Return the section that a code is of; "" if it has not the form of one.

    >>> section_of("POL062000"), section_of("XYZ000000"), section_of("POL62")
    ('Political Science', '', '')
    """
    match = CODE.fullmatch(code)
    return SECTIONS.get(match[1], "") if match else ""
