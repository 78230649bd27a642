"""Faults in the e-book for Kobo’s own reading app: its words stand in numbered spans."""

from tests.proof.fault import OutputFault, in_archive, replacing, substituting
from tests.proof.faults.epub import ANT, DOG, FOX, words

KIND = "kepub.epub"

FAULTS = (
    *words(KIND),
    OutputFault(
        "a span lost",
        KIND,
        in_archive(
            (FOX, ANT),
            substituting(
                (r'<span class="koboSpan" id="[^"]*">She resorted[^<]*</span>', ""),
                (r'<span class="koboSpan" id="[^"]*">A grasshopper[^<]*</span>', ""),
            ),
        ),
        (
            "part-i.xhtml: .*expected “She resorted",
            "part-iv.xhtml: .*expected “night. A grasshopper",
        ),
    ),
    OutputFault(
        "a call that leads to another note",
        KIND,
        in_archive(
            (FOX, DOG),
            replacing(
                ('href="#note-parallel-3"><', 'href="#note-part-i-2"><'),
                ('href="#note-part-iii-1"><', 'href="#note-reflection"><'),
            ),
        ),
        ("note-parallel-3> a note has no call", "note-part-iii-1> a note has no call"),
    ),
)
