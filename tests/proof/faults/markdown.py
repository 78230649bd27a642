"""Faults in the manuscript in Markdown."""

from tests.proof.fault import OutputFault, replacing, substituting

KIND = "md"
FAULTS = (
    OutputFault(
        "a word lost",
        KIND,
        replacing(("famished ", ""), (" supperless", "")),
        ("expected “famished Fox", "expected “supperless"),
    ),
    OutputFault(
        "a space lost between two words",
        KIND,
        replacing(("She resorted", "Sheresorted"), ("A grasshopper", "Agrasshopper")),
        ("found “Sheresorted", "found “Agrasshopper"),
    ),
    OutputFault(
        "a hyphen lost inside a word",
        KIND,
        replacing(("well-nigh", "wellnigh"), ("wide-bellied", "widebellied")),
        ("expected “well-nigh.*found “wellnigh", "expected “wide-bellied.*found “widebellied"),
    ),
    OutputFault(
        "a note cut short",
        KIND,
        replacing((" half-starved jackal.\n", "\n"), (", wide-bellied and long-eared", "")),
        ("expected “half-starved", "expected “neck, wide-bellied"),
    ),
    OutputFault(
        "two notes swapped",
        KIND,
        substituting(
            (r"(\n\[\^1\]: )([^\n]*)(\n\n\[\^2\]: )([^\n]*)", r"\1\4\3\2"),
            (r"(\n\[\^5\]: )([^\n]*)(\n\n\[\^6\]: )([^\n]*)", r"\1\4\3\2"),
        ),
        ("expected “", "expected “"),
    ),
    OutputFault(
        "a wrong statement of the header",
        KIND,
        replacing(("title: Four Fables", "title: Four Tables"), ("author: Aesop", "author: Esop")),
        ("title: expected “Four Fables”, found “Four Tables”", "author: expected “Aesop”"),
    ),
    OutputFault(
        "italics lost",
        KIND,
        replacing(("*clusters*", "clusters"), ("*delight*", "delight")),
        ("emphasis is lost here: clusters", "emphasis is lost here: delight"),
    ),
)
