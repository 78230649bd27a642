"""Faults in the tables of variants and parallels."""

from tests.proof.fault import OutputFault, replacing, substituting

VARIANTS, PARALLELS = "variants.csv", "parallels.csv"

FAULTS = (
    OutputFault(
        "a row lost",
        VARIANTS,
        replacing(
            ("II ¶2,collected,gathered,B,substantive\n", ""),
            ("IV ¶2,bed,sleep,B,substantive\n", ""),
        ),
        ("II ¶2 . collected . gathered .* is missing", "IV ¶2 . bed . sleep .* is missing"),
    ),
    OutputFault(
        "a row twice",
        VARIANTS,
        substituting((r"(II ¶2,[^\n]*\n)", r"\1\1"), (r"(IV ¶2,[^\n]*\n)", r"\1\1")),
        ("II ¶2 . collected .* is too much", "IV ¶2 . bed .* is too much"),
    ),
    OutputFault(
        "a reading altered",
        VARIANTS,
        replacing(("bunches", "branches"), ("sleep", "sheep")),
        ("I ¶1 .*reading: expected “bunches”, found “branches”", "IV ¶2 .*“sleep”, found “sheep”"),
    ),
    OutputFault(
        "a lemma altered",
        VARIANTS,
        replacing(("clusters", "cluster"), ("bed", "bread")),
        ("I ¶1 .*lemma: expected “clusters”", "IV ¶2 .*lemma: expected “bed”"),
    ),
    OutputFault(
        "sigla swapped",
        VARIANTS,
        replacing(("well-nigh,A", "well-nigh,B"), ("gathered,B", "gathered,A")),
        ("II ¶1 .*sigla: expected “A”, found “B”", "II ¶2 .*sigla: expected “B”, found “A”"),
    ),
    OutputFault(
        "a place or a kind wrong",
        VARIANTS,
        replacing(
            ("I ¶1,clusters", "I ¶2,clusters"),
            ('"grapes,",B,accidental', '"grapes,",B,substantive'),
        ),
        ("I ¶1 . clusters .*place: ", "I ¶1 . grapes .*kind: expected “accidental”"),
    ),
    OutputFault(
        "a row lost",
        PARALLELS,
        substituting((r"Foreword 1 ¶2,[^\n]*\n", ""), (r"Foreword 2 ¶1,[^\n]*\n", "")),
        ("Foreword 1 ¶2 .* is missing", "Foreword 2 ¶1 .* is missing"),
    ),
    OutputFault(
        "a row altered",
        PARALLELS,
        replacing((",7,7,7,", ",7,8,7,"), ("both: that which", "both: what")),
        (
            "Foreword 1 ¶2 .*length: expected “7”, found “8”",
            "Foreword 2 ¶1 .*source_passage: .*both: that which",
        ),
    ),
)
