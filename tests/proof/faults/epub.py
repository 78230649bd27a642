"""Faults in the e-book."""

from tests.proof.fault import OutputFault, in_archive, replacing

FAULTS = (
    OutputFault(
        "a word lost",
        "epub",
        in_archive(
            ("text/part-i.xhtml", "text/part-iv.xhtml"),
            replacing(("famished ", ""), ("supperless", "")),
        ),
        ("famished", "supperless"),
    ),
)
