"""Faults in the manuscript for word processors."""

from tests.proof.fault import OutputFault, in_archive, replacing, substituting

KIND = "docx"
TEXT, NOTES, CORE = "word/document.xml", "word/footnotes.xml", "docProps/core.xml"
Pair = tuple[str, str]


def fault(name: str, file: str, first: Pair, second: Pair, messages: Pair) -> OutputFault:
    """Return a fault that replaces what matches a pattern in a part, another in each place."""
    return OutputFault(name, KIND, in_archive((file, file), substituting(first, second)), messages)


FAULTS = (
    fault(
        "a word lost",
        TEXT,
        ("famished ", ""),
        (" supperless", ""),
        ("after “.*A”: expected “famished Fox", "after “.*dance”: expected “supperless"),
    ),
    fault(
        "a word doubled",
        TEXT,
        ("famished ", "famished famished "),
        (" supperless", " supperless supperless"),
        ("found “famished Fox", "found “supperless"),
    ),
    fault(
        "a space lost between two words",
        TEXT,
        ("She resorted", "Sheresorted"),
        ("A grasshopper", "Agrasshopper"),
        ("found “Sheresorted", "found “Agrasshopper"),
    ),
    fault(
        "a hyphen lost inside a word",
        NOTES,
        ("well-nigh", "wellnigh"),
        ("wide-bellied", "widebellied"),
        ("expected “well-nigh.*found “wellnigh", "expected “wide-bellied.*found “widebellied"),
    ),
    fault(
        "a note dropped",
        TEXT,
        (
            r'(disappointment and saying:?</w:t></w:r>)<w:r>.*?</w:r>(?=<w:r><w:t xml:space="p)',
            r"\1",
        ),
        (r"( supperless</w:t></w:r>)<w:r>.*?</w:r>(?=<w:r>)", r"\1"),
        ("disappointment and saying.*: expected", "supperless”: expected “Townsend’s words"),
    ),
    fault(
        "two notes swapped",
        TEXT,
        (r'(footnoteReference w:id=")10(".*?footnoteReference w:id=")11"', r'\g<1>11\g<2>10"'),
        (r'(footnoteReference w:id=")23(".*?footnoteReference w:id=")26"', r'\g<1>26\g<2>23"'),
        ("expected “That is, of cleverness", "expected “clusters. bunches"),
    ),
    fault(
        "a note cut short",
        NOTES,
        (" half-starved jackal.</w:t>", "</w:t>"),
        (", wide-bellied and long-eared", ""),
        ("expected “half-starved", "expected “neck, wide-bellied"),
    ),
    OutputFault(
        "a wrong statement",
        KIND,
        in_archive(
            (CORE, CORE),
            replacing(
                (">Four Fables<", ">Four Tables<"), (">Aesop</dc:creator>", ">Esop</dc:creator>")
            ),
        ),
        (
            "core title: expected “Four Fables”, found “Four Tables”",
            "core author: expected “Aesop”",
        ),
    ),
    fault(
        "italics lost",
        TEXT,
        (r"<w:rPr><w:i /><w:iCs /></w:rPr>(<w:t[^>]*>clusters)", r"\1"),
        (r"<w:rPr><w:i /><w:iCs /></w:rPr>(<w:t[^>]*>delight)", r"\1"),
        ("emphasis is lost here: clusters", "emphasis is lost here: delight"),
    ),
)
