"""Our table compared with what CollateX's own tests expect; a reason stands by each difference.

They are AlignmentTableTest, AlignmentTest and DekkerAlgorithmTest, and in the Python port
test_alignment_table_rendering and test_near_matching.
"""

import pytest

from tests.collate.samples import table
from tests.factories import collation, text


@pytest.mark.parametrize(
    "rows",
    [
        ["|the|black|cat|"],
        ["|the|black|cat|"] * 3,
        [
            "|the|black|cat|",
            "|the|white|cat|",
            "|the|green|cat|",
            "|the|red|cat|",
            "|the|yellow|cat|",
        ],
        ["|the|black|cat|", "|the| |cat|", "|the|black|cat|"],
        ["|the| | |black|cat|", "|the|white|and|black|cat|"],
        ["| |the| |cat| |", "|before|the| |cat| |", "| |the|black|cat| |", "| |the| |cat|walks|"],
        [
            "| | | |the| |cat| |",
            "| |before| |the| |cat| |",
            "| | | |the|black|cat| |",
            "|just|before|midnight|the| |cat|walks|",
        ],
        # CollateX ignores this one: “right alignment would be nicer”.
        [
            "|the|black| | | |cat|",
            "|the|black| |and|white|cat|",
            "|the|black| |very|special|cat|",
            "|the|black|not|very|special|cat|",
        ],
        ["|the|black|cat|", "|the| | |"],
        ["|A|black|cat|in|a|white|basket|", "|A|white|cat|in|a|black|basket|"],
        ["| |y| |", "|x|y|z|", "|z|y| |"],
        ["| |y|x|", "|x|y|z|", "|z|y| |"],
        ["|Hello|cruel|world|", "|Hello| |world|"],
        ["|Hello| |world|", "|Hello|cruel|world|"],
        [
            "|The|quick|brown|fox|jumps|over|the|lazy|dog|",
            "|The|fast|brown|fox|jumps|over|the|black|dog|",
        ],
        ["|the|cat|and|the|dog|", "|the|dog|and|the|cat|"],
        [
            "|a|b|c|d|F|g|h|i|!|K|!|q|r|s|t|",
            "|a|b|c|d|F|g|h|i|!| | |q|r|s|t|",
            "|a|b|c|d|E|g|h|i|!| | |q|r|s|t|",
        ],
        [
            "|This|very|quick|very|quick|brown|wombat|",
            "|That| | |very|quick|brown|koala|",
            "|That| | |very|quick|brown|kangaroo|",
        ],
        ["|over|this| |dog|", "|over|that|there|dog|"],
        ["|over| |this|dog|", "|over|there|that|dog|"],
        ["| |this|", "|there|thin|"],
        ["|The|same|clock|as|when|", "|The|same| |as|when|"],
        ["|a| |", "| |b|", "|a|b|"],
        ["|a| | |", "| |b| |", "| | |c|", "|a|b|c|"],
    ],
    ids=lambda rows: rows[-1].strip("|").replace("|", " ") if isinstance(rows, list) else "",
)
def test_the_table_is_that_of_collatex(rows: list[str]) -> None:
    witnesses = [" ".join(row.replace("|", " ").split()) for row in rows]
    assert table(*witnesses) == rows


@pytest.mark.parametrize(
    ("rows", "collatex"),
    [
        # Two words in order are more than one: CollateX aligns “is”, we align “the cat”, and state
        # that the rest is transposed.
        (
            ["| | |the|cat|is|black|", "|black|is|the|cat| | |"],
            ["|the|cat|is|black| |", "|black| |is|the|cat|"],
        ),
        (
            [
                "| | | | |the|black|dog|chases|a|red|cat|",
                "|a|red|cat|chases|the|black|dog| | | | |",
                "|a|red|cat|chases|the|yellow|dog| | | | |",
            ],
            [
                "|the|black|dog|chases|a|red|cat|",
                "|a|red|cat|chases|the|black|dog|",
                "|a|red|cat|chases|the|yellow|dog|",
            ],
        ),
        (
            [
                "|the|cat|is|very| | |happy| | | |",
                "| | | |very| | |happy|is|the|cat|",
                "| | | |very|delitied|and|happy|is|the|cat|",
            ],
            [
                "|the| | |cat|is|very|happy|",
                "|very| | |happy|is|the|cat|",
                "|very|delitied|and|happy|is|the|cat|",
            ],
        ),
        # CollateX aligns “cruel” alone; we align “nice” too.
        (
            ["|Hello| |cruel|world|", "|Hello|nice| |world|", "|Hello|nice|cruel|world|"],
            ["|Hello| |cruel|world|", "|Hello| |nice|world|", "|Hello|nice|cruel|world|"],
        ),
        # Both are right. Our table is the same for both orders of the witnesses.
        (["|a|b| |", "| |b|a|"], ["| |a|b|", "|b|a| |"]),
        (["| |b|a|", "|a|b| |"], ["|b|a| |", "| |a|b|"]),
        (["|a|b| |c|", "| |b|a|c|"], ["| |a|b|c|", "|b|a| |c|"]),
        (
            [
                "|the|black| | | |cat|",
                "|the|black| |and|white|cat|",
                "|the|black|not|very|special|cat|",
                "|the|black| |very|special|cat|",
            ],
            [
                "|the|black| | | |cat|",
                "|the|black|and|white| |cat|",
                "|the|black|not|very|special|cat|",
                "|the|black| |very|special|cat|",
            ],
        ),
        # CollateX takes the first “a” for the addition, we take the second: both are right.
        (["|a| |", "|b| |", "|c| |", "|a|a|"], ["| |a|", "|b| |", "|c| |", "|a|a|"]),
    ],
)
def test_the_table_differs_from_that_of_collatex_for_a_reason(
    rows: list[str], collatex: list[str]
) -> None:
    witnesses = [" ".join(row.replace("|", " ").split()) for row in collatex]
    assert table(*witnesses) == rows != collatex


GREEK = (
    "και αποκριθεισ ειπεν αυτω ου βλεπεισ ταυτασ μεγαλασ οικοδομασ αμην λεγω σοι",
    "και αποκριθεισ ο ι̅σ̅ ειπεν αυτω βλεπεισ Ταυτασ τασ μεγαλασ οικοδομασ λεγω υμιν",
    "και ο ι̅σ̅ αποκριθεισ ειπεν αυτω βλεπεισ ταυτασ τασ μεγαλασ οικοδομασ",
)


def test_partial_overlap_and_transposition_in_greek() -> None:
    """As in CollateX, except for what moves in the third witness.

    In our table it is the one word αποκριθεισ, not the two words ο ι̅σ̅.
    """
    assert table(*GREEK) == [
        "|και|αποκριθεισ| | | |ειπεν|αυτω|ου|βλεπεισ|ταυτασ| |μεγαλασ|οικοδομασ|αμην|λεγω|σοι|",
        "|και|αποκριθεισ|ο|ι̅σ̅| |ειπεν|αυτω| |βλεπεισ|Ταυτασ|τασ|μεγαλασ|οικοδομασ| |λεγω|υμιν|",
        "|και| |ο|ι̅σ̅|αποκριθεισ|ειπεν|αυτω| |βλεπεισ|ταυτασ|τασ|μεγαλασ|οικοδομασ| | | |",
    ]


def test_darwin_s_commas_are_accidentals() -> None:
    """CollateX aligns commas as words, and so misaligns “also” and “I think” (partial Darwin)."""
    start, end = "those to which the parent-species", "been exposed under nature. There is"
    found = collation(
        text("A", "I. Law", f"{start} have {end}, also, I think, some probability"),
        text("B", "I. Law", f"{start} have {end} also, I think, some probability"),
        text("C", "I. Law", f"{start} had {end} also, I think, some probability"),
        text("D", "I. Law", f"{start} had {end}, also, some probability"),
    )
    stated = [
        (v.kind, v.lemma, [(r.text, "".join(r.sigla)) for r in v.readings])
        for row in found.rows
        for v in row.variants
    ]
    assert stated == [
        ("substantive", "have", [("had", "CD")]),
        ("accidental", "is,", [("is", "BC")]),
        ("substantive", "I think,", [("", "D")]),
    ]
