"""Faults in the page of the ledger."""

from tests.proof.fault import OutputFault, replacing, substituting

PAGE = "ledger.html"

FAULTS = (
    OutputFault(
        "a row of the editor's lines lost or altered",
        PAGE,
        substituting(
            ("<tr><td>index.toml</td><td>7</td>.*?</tr>", ""),
            (
                "(<td>notes.toml</td><td>\\d+–\\d+</td><td>note</td><td>printed</td><td>)II",
                r"\1III",
            ),
        ),
        ("line 7 of index.toml is not there", "of notes.toml is note . printed . III"),
    ),
    OutputFault(
        "a run of lines lost",
        PAGE,
        substituting(
            (r'<div class="run removed" id="w2-1">.*?</div>\n', ""),
            (r'<div class="run printed" id="w1-29">.*?</div>\n', ""),
        ),
        ("witness B, line 1: it is missing: “Home", "witness A, line 29: it is missing: “He thus"),
    ),
    OutputFault(
        "a run of lines twice",
        PAGE,
        substituting(
            (r'(<div class="run removed") (id="w2-18">.*?</div>\n)', r"\1 \2\1 \2"),
            (r'(<div class="run metadata") (id="w3-2">.*?</div>\n)', r"\1 \2\1 \2"),
        ),
        ("the id w2-18 stands 2 times", "the id w3-2 stands 2 times"),
    ),
    OutputFault(
        "a fate changed",
        PAGE,
        replacing(
            ('class="run removed" id="w2-17"', 'class="run metadata" id="w2-17"'),
            ('class="run variant" id="w1-37"', 'class="run printed" id="w1-37"'),
        ),
        (
            "witness B, line 17: the fate is “metadata”, but “removed”",
            "witness A, line 37: the fate is “printed”, but “variant”",
        ),
    ),
    OutputFault(
        "the word for a fate changed",
        PAGE,
        substituting(
            (r'(id="w2-3">\n<p><b>)variant', r"\1same"),
            (r'(id="w1-1">\n<p><b>)metadata', r"\1removed"),
        ),
        (
            "witness B, line 3: its fate is written “same”, but is “variant”",
            "witness A, line 1: its fate is written “removed”, but is “metadata”",
        ),
    ),
    OutputFault(
        "a rule changed",
        PAGE,
        replacing(("<i>breadcrumb</i>", "<i>pager</i>"), ("<i>byline</i>", "<i>dateline</i>")),
        (
            "witness B, line 1: the rule is “pager”, but “breadcrumb”",
            "witness C, line 2: the rule is “dateline”, but “byline”",
        ),
    ),
    OutputFault(
        "a place changed",
        PAGE,
        substituting(
            (r'(id="w1-7">\n<p><b>printed</b> <a href="#at-\d+">)I ¶1<', r"\1I ¶2<"),
            (r'(id="w2-14">\n<p><b>variant</b> <a href="#at-\d+">)IV ¶2<', r"\1IV ¶3<"),
        ),
        (
            "witness A, line 7: the place is “I ¶2”, but “I ¶1”",
            "witness B, line 14: the place is “IV ¶3”, but “IV ¶2”",
        ),
    ),
    OutputFault(
        "a word altered",
        PAGE,
        replacing(("half-starved jackal.<", "half-starved jackass.<"), ("&gt; Aesop", "&gt; Æsop")),
        (
            "witness A, line 11: “.*jackass.” stands where the source has “.*jackal.”",
            "witness B, line 1: “.*Æsop” stands where the source has “.*Aesop”",
        ),
    ),
    OutputFault(
        "a space doubled",
        PAGE,
        replacing(("<li>Till bird", "<li>Till  bird"), ("<li>Share this", "<li>Share this ")),
        ("witness B, line 10: “Till  bird", "witness B, line 18: “Share this  page"),
    ),
    OutputFault(
        "a line renumbered",
        PAGE,
        replacing(('<ol start="19">', '<ol start="20">'), ('<ol start="15">', '<ol start="14">')),
        ("witness A, line 19: it is missing", "witness A, line 14: it is there, but not in"),
    ),
    OutputFault(
        "a place that leads to another",
        PAGE,
        substituting(
            (r'(id="w1-7">\n<p><b>printed</b> <a href="#at-)\d+', r"\g<1>1"),
            (r'(id="w2-13">\n<p><b>same</b> <a href="#at-)\d+', r"\g<1>2"),
        ),
        (
            "witness A, line 7: I ¶1 leads to #at-1, which is Foreword 1 ¶1",
            "witness B, line 13: IV ¶1 leads to #at-2, which is Foreword 1 ¶2",
        ),
    ),
    OutputFault(
        "a page of the PDF that is another",
        PAGE,
        substituting(
            (r'(id="w1-7">\n<p>[^\n]*pdf#page=)(\d)', r"\1\g<2>1"),
            (r"(<b>IV ¶2</b>[^\n]*pdf#page=)(\d)", r"\1\g<2>1"),
        ),
        ("witness A, line 7: the page of I ¶1 is ", "the page of IV ¶2 is "),
    ),
    OutputFault(
        "a link from a place to other lines",
        PAGE,
        replacing(('href="#w1-13"', 'href="#w1-15"'), ('href="#w2-15"', 'href="#w2-13"')),
        (
            "I ¶2: A 13 leads to #w1-15: line 15 of A, at II",
            "IV ¶3: B 15–16 leads to #w2-13: line 13 of B, at IV ¶1",
        ),
    ),
    OutputFault(
        "a place lost",
        PAGE,
        substituting(
            (r'<li id="at-\d+">\n<p><b>III ¶1</b>.*?</li>\n', ""),
            (r'<li id="at-\d+">\n<p><b>Foreword 2 ¶1</b>.*?</li>\n', ""),
        ),
        (
            r"witness A, line 25: III ¶1 leads to #at-\d+, which does not exist",
            r"witness D, line \d: Foreword 2 ¶1 leads to #at-\d+, which does not exist",
        ),
    ),
    OutputFault(
        "a reading altered",
        PAGE,
        replacing(
            ("<span>bunches</span>", "<span>branches</span>"), ("sleep</span>", "ship</span>")
        ),
        ("I ¶1: its readings are .*branches", "IV ¶2: its readings are .*ship"),
    ),
    OutputFault(
        "a number of lines or of form changed",
        PAGE,
        substituting(
            (r'(<a href="#witness-B">B</a></th><td class="number">)(\d+)', r"\g<1>99"),
            (r'(<th scope="row">stanzas</th><td class="number">)(\d+)', r"\g<1>99"),
        ),
        ("lines by fate: row 2 is B | 99", "form of witness A: row 3 is stanzas | 99"),
    ),
    OutputFault(
        "a parallel altered",
        PAGE,
        replacing(
            ("<q>turned away, hiding her", "<q>turned away, hiding his"),
            ("words in common, share", "words in common, share 0"),
        ),
        ("parallels: row 1", "parallels: row 1"),
    ),
    OutputFault(
        "a sentence altered",
        PAGE,
        replacing(
            ("Nothing of the sources is lost", "All is lost"), ("lines it came", "lines it went")
        ),
        ("“All is lost: .*” is none of", "“What stands .* is none of"),
    ),
    OutputFault(
        "what acts or loads",
        PAGE,
        replacing(
            ("</footer>", "<script>1</script></footer>"),
            ("</style>", "li { background: url(https://example.org/a.png) }</style>"),
        ),
        ("the page has script, which it does not need", "the page loads https://example.org/a.png"),
    ),
)
