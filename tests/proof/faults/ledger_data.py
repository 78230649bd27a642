"""Faults in ledger.json."""

from tests.proof.fault import OutputFault, replacing, substituting

DATA = "ledger.json"
ENTRY = r'    \{{\n     "line": {},\n.*?\}}'

FAULTS = (
    OutputFault(
        "an entry lost",
        DATA,
        substituting(
            (ENTRY.format(3) + ",\n", ""),
            (r'(web-copy.txt.*?)    \{\n     "line": 17,\n.*?\},\n', r"\1"),
        ),
        ("witness A, line 3: it is missing", "witness B, line 17: it is missing"),
    ),
    OutputFault(
        "an entry twice",
        DATA,
        substituting(
            (f"({ENTRY.format(13)},\n)", r"\1\1"),
            (r'(moral.txt.*?)(    \{\n     "line": 2,\n.*?\},\n)', r"\1\2\2"),
        ),
        ("witness A, line 13: it is there, but", "witness D, line 2: it is there, but"),
    ),
    OutputFault(
        "a fate changed",
        DATA,
        replacing(('"fate": "variant"', '"fate": "same"'), ('"removed"', '"not carried"')),
        (
            "witness A, line 17: the fate is “same”, but “variant”",
            "witness A, line 5: the fate is “not carried”, but “removed”",
        ),
    ),
    OutputFault(
        "a place or a rule changed",
        DATA,
        replacing(('"place": "II ¶2"', '"place": "II ¶3"'), ('"breadcrumb"', '"pager"')),
        ("witness A, line 19: the place is “II ¶3”", "witness B, line 1: the rule is “pager”"),
    ),
    OutputFault(
        "a checksum or a file changed",
        DATA,
        substituting((r'("sha256": ")\w', r"\1x"), ("web-copy.txt", "web-page.txt")),
        ("file of witness A: .*x", "file of witness B: .*web-page.txt"),
    ),
    OutputFault(
        "a number of form changed",
        DATA,
        substituting(
            (r'("kind": "emphasis",\n\s*"found": )null', r"\g<1>99"),
            (r'("kind": "notes",\n.*?"printed": )\d+', r"\g<1>99"),
        ),
        ("form of witness A, emphasis: .*99", "form of witness A, notes: .*99"),
    ),
    OutputFault(
        "the form of the edition changed",
        DATA,
        substituting(
            (r'("edition": \{\n\s*"emphasis": )\d+', r"\g<1>99"),
            (r'("edition": \{.*?"notes": )\d+', r"\g<1>99"),
        ),
        ("form of the edition: .*'emphasis': 99", "form of the edition: .*'notes': 99"),
    ),
    OutputFault(
        "a line of the editor's lost, or its fate changed",
        DATA,
        substituting(
            (r'(notes.toml.*?)    \{\n     "line": 5,\n.*?\},\n', r"\1"),
            (r'(glossary.toml.*?"fate": ")printed', r"\1setting"),
        ),
        ("notes.toml:5: None is there", "glossary.toml:2: .*'setting'.*'printed'"),
    ),
    OutputFault(
        "no JSON, or other JSON",
        DATA,
        replacing(('"witnesses": [', '"witnesses": ['[:-1]), ('"form": {', '"forms": {')),
        ("it cannot be read", "it cannot be read: KeyError"),
    ),
)
