"""Faults in the TEI document."""

from tests.proof.fault import OutputFault, replacing

FAULTS = (
    OutputFault(
        "a word of a witness altered",
        "tei.xml",
        replacing(("famished", "vanished"), ("supperless", "superless")),
        ("famished", "supperless"),
    ),
    OutputFault(
        "a reading altered",
        "tei.xml",
        replacing((">bunches<", ">branches<"), (">sleep<", ">sheep<")),
        ("bunches", "sleep"),
    ),
)
