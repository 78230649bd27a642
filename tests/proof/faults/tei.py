"""Faults in the TEI document."""

from collections.abc import Callable

from tests.proof.fault import OutputFault, Place, replacing, substituting

Plant = Callable[[bytes, Place], bytes]
NOTES = ("note-foreword-1", "note-part-ii-1", "note-part-i-2", "note-part-iv-1")
NOTE = r'<note xml:id="{}".*?</note>'
INDEX = r'(>{}, <ref target="#mark-)\d+'
SHA256 = r'(<idno type="file">{}</idno><idno type="SHA-256">)..'


def _fault(name: str, plant: Plant, *messages: str) -> OutputFault:
    first, last = messages if len(messages) > 1 else messages * 2
    return OutputFault(name, "tei.xml", plant, (first, last))


def _dropping(*patterns: str) -> Plant:
    first, last = patterns
    return substituting((first, ""), (last, ""))


FAULTS = (
    _fault(
        "a word of the printed text altered",
        replacing(("famished", "vanished"), ("supperless", "superless")),
        "I ¶1: .*famished.*vanished",
        "IV ¶2: .*supperless.*superless",
    ),
    _fault(
        "a word altered that only the print has",
        replacing((">almost<", ">nearly<"), (">cold<", ">chilly<")),
        "II ¶1: .*almost.*nearly",
        "IV ¶1: .*cold.*chilly",
    ),
    _fault(
        "a space lost",
        replacing(("perishing with thirst", "perishing withthirst"), ("bridge over", "bridgeover")),
        "II ¶1: .*with thirst.*withthirst",
        "III ¶1: .*bridge over.*bridgeover",
    ),
    _fault(
        "a hyphen lost",
        replacing(("wiser-hearted", "wiserhearted"), ("no-one", "noone")),
        "Foreword 1.*wiser-hearted.*wiserhearted",
        "Foreword 2.*no-one.*noone",
    ),
    _fault(
        "a hyphen of the editor’s lost",
        replacing(("well-thumbed", "wellthumbed"), ("wide-bellied", "widebellied")),
        "introduction: .*well-thumbed",
        "note note-part-ii-1: .*wide-bellied",
    ),
    _fault(
        "a paragraph lost",
        _dropping(r'<p xml:id="p-ii-2".*?</p>', r'<p xml:id="p-foreword-2-2".*?</p>'),
        "II ¶2: “He tried everything .*” is missing",
        "foreword-2.*All covet|Foreword 2.*All covet",
    ),
    _fault(
        "a note lost",
        _dropping(NOTE.format(NOTES[0]), NOTE.format(NOTES[1])),
        "the call of note-foreword-1 is missing after “.*Skill and Address,”",
        "the call of note-part-ii-1 is missing after “.*and hoping”",
    ),
    _fault(
        "the texts of two notes swapped",
        substituting(
            (
                r"(That is, of cleverness and tact\.)(.*?)(An <emph>earthen</emph>[^<]*)",
                r"\3\2\1",
            ),
            (r"(The <emph>reflection</emph> in the )(.*?)(Townsend’s words \()", r"\3\2\1"),
        ),
        "note note-foreword-1: expected “That is, of cleverness",
        "note note-reflection: expected “The reflection",
    ),
    _fault(
        "a note cut short",
        replacing((", wide-bellied and long-eared.", "."), ("; the Greek has only “dance”", "")),
        "note note-part-ii-1: .*wide-bellied",
        "note note-part-iv-1: .*the Greek has only",
    ),
    _fault(
        "a call moved by five letters",
        substituting(
            (f"( matter of Skill and Addr)(ess,)({NOTE.format(NOTES[0])})", r"\1\3\2"),
            (f"(dance suppe)(rless)({NOTE.format(NOTES[3])})", r"\1\3\2"),
        ),
        "the call of note-foreword-1 must stand after “.*Address,”",
        "the call of note-part-iv-1 must stand after “.*supperless”",
    ),
    _fault(
        "a note of another kind",
        substituting(
            (f'(xml:id="{NOTES[2]}"[^>]*type=")editorial', r"\1parallel"),
            ('(xml:id="note-parallel-3"[^>]*type=")parallel', r"\1editorial"),
        ),
        "the kind of the note note-part-i-2",
        "the kind of the note note-parallel-3",
    ),
    _fault(
        "a note of another author",
        substituting(
            (f'(xml:id="{NOTES[3]}"[^>]*)>', r'\1 resp="#editor">'),
            (f'(xml:id="{NOTES[2]}"[^>]*) resp="#editor">', r"\1>"),
        ),
        "the author of the note note-part-iv-1",
        "the author of the note note-part-i-2",
    ),
    _fault(
        "a reading altered",
        replacing((">bunches<", ">branches<"), (">sleep<", ">sheep<")),
        "I ¶1: B reads “bunches” for “clusters”, and not “branches”",
        "IV ¶2: B reads “sleep” for “bed”, and not “sheep”",
    ),
    _fault(
        "a reading lost",
        _dropping(
            r'<rdg wit="#B" type="substantive">gathered</rdg>',
            r'<rdg wit="#A" type="substantive">bitter</rdg>',
        ),
        "II ¶2: the reading of B at “collected” .*gathered.* is missing",
        "IV ¶1: the reading of A at “cold” .*bitter.* is missing",
    ),
    _fault(
        "an entry of the apparatus lost",
        substituting(
            (r'<app [^>]*type="substantive"><lem wit="#A">(collected)</lem>.*?</app>', r"\1"),
            (r'<app [^>]*type="substantive"><lem wit="#A">(bed)</lem>.*?</app>', r"\1"),
        ),
        "II ¶2: the variant “collected” . “gathered” has no entry",
        "IV ¶2: the variant “bed” . “sleep” has no entry",
    ),
    _fault(
        "an entry of the apparatus at another place",
        substituting(
            (r'(<app [^>]*type="substantive"><lem wit="#A">)(collected)</lem>', r"\2\1</lem>"),
            (
                r'(<app [^>]*type="substantive"><lem wit="#A">)bed(</lem>.*?</app> in the winter)',
                r"bed \1\2",
            ),
        ),
        "II ¶2: the variant “collected” .* has no entry in the apparatus at its place",
        "IV ¶2: .*bed",
    ),
    _fault(
        "a reading given to another witness",
        replacing(
            (
                '<lem wit="#A">collected</lem><rdg wit="#B"',
                '<lem wit="#B">collected</lem><rdg wit="#A"',
            ),
            ('<rdg wit="#B" type="substantive">sleep', '<rdg wit="#C" type="substantive">sleep'),
        ),
        "II ¶2: the reading of B at “collected”",
        "IV ¶2: the reading of B at “bed”",
    ),
    _fault(
        "a lemma altered",
        replacing((">collected<", ">gathered<"), (">bed<", ">rest<")),
        "II ¶2: .*collected.*gathered",
        "IV ¶2: .*bed.*rest",
    ),
    _fault(
        "an editor’s reason altered",
        replacing(("so in the older prints", "as in prints"), ("copy is damaged", "copy is torn")),
        "II ¶1: the reason for “almost”",
        "IV ¶1: the reason for “cold”",
    ),
    _fault(
        "a lacuna of a witness not told",
        substituting(
            (r'<rdg wit="#B" type="lacuna"/>(</app></head>)', r"\1"),
            (r'<rdg wit="#B" type="omission"/>(</app></p></note>)', r"\1"),
        ),
        "III: A has it, B ends before it",
        "I ¶1 n1: A has it, B omits it",
    ),
    _fault(
        "a locator of the index wrong",
        substituting((INDEX.format("dog"), r"\g<1>15"), (INDEX.format("fox"), r"\g<1>20")),
        "index: “III ¶1” must lead to #mark-16, and leads to #mark-15",
        "index: “Foreword 1 ¶2” must lead to #mark-1, and leads to #mark-20",
    ),
    _fault(
        "an anchor moved",
        substituting(
            (r'<anchor xml:id="mark-16"/>(Dog, crossing) ', r'\1 <anchor xml:id="mark-16"/>'),
            (r'<anchor xml:id="mark-12"/>(water, but) ', r'\1 <anchor xml:id="mark-12"/>'),
        ),
        "III ¶1: the anchor mark-16 must stand after “A ”",
        "II ¶2: the anchor mark-12 must stand after",
    ),
    _fault(
        "a cross-reference wrong",
        replacing(
            ('target="#p-ii-2">II ¶2', 'target="#p-ii-1">II ¶2'),
            ('target="#note-reflection"', 'target="#note-part-i-2"'),
        ),
        "introduction: “II ¶2” must lead to #p-ii-2, and leads to #p-ii-1",
        "“III,.n..2” must lead to #note-reflection, and leads to #note-part-i-2",
    ),
    _fault(
        "the title wrong in the header",
        replacing(
            ('xml:lang="en-GB">Four Fables<', 'xml:lang="en-GB">Five Fables<'),
            ('xml:lang="en-GB">With Two of', 'xml:lang="en-GB">With Three of'),
        ),
        "header: title: .*Four Fables.*Five Fables",
        "header: title: .*With Two of.*With Three of",
    ),
    _fault(
        "who is responsible is wrong in the header",
        replacing(
            ("<name>the Test Editors</name>", "<name>the Best Editors</name>"),
            ("<publisher>Test Press<", "<publisher>Best Press<"),
        ),
        "header: responsibility: .*the Test Editors.*the Best Editors",
        "header: publisher: .*Test Press.*Best Press",
    ),
    _fault(
        "the identifier or the rights wrong in the header",
        replacing(
            ('type="URN">urn:uuid:0c6d4c6e', 'type="URN">urn:uuid:0c6d4c6f'),
            ('<p xml:lang="en-GB">The texts are', '<p xml:lang="en-GB">The texts are not'),
        ),
        "header: identifier: .*0c6d4c6e.*0c6d4c6f",
        "header: rights: .*The texts are in.*The texts are not in",
    ),
    _fault(
        "the checksum of a witness wrong",
        substituting(
            (SHA256.format("townsend.md"), r"\g<1>zz"), (SHA256.format("moral.txt"), r"\g<1>zz")
        ),
        "header: witness A: SHA-256",
        "header: witness D: SHA-256",
    ),
    _fault(
        "what was removed is told wrong",
        replacing(
            ("4 by the rule “note mark”", "3 by the rule “note mark”"), ("“pager”", "“page”")
        ),
        "header: left out of A is 4 by “note mark”",
        "header: left out of B is .*“pager”",
    ),
    _fault(
        "an entry of the glossary lost",
        _dropping('<label xml:id="term-1">.*?</item>', '<label xml:id="term-2">.*?</item>'),
        "glossary: “trellis” is missing",
        "glossary: “vine” is missing",
    ),
    _fault(
        "an entry of the chronology altered",
        replacing(("<label>1692", "<label>1693"), ("the fables anew", "the fables")),
        "chronology: .*1692.*1693",
        "chronology: .*numbers the fables anew",
    ),
    _fault(
        "an entry of the bibliography altered",
        replacing(("Edwin. 1952", "Edwin. 1953"), ("Routledge.</bibl>", "Rutledge.</bibl>")),
        "bibliography: .*1952.*1953",
        "bibliography: .*Routledge.*Rutledge",
    ),
    _fault(
        "a cell of a table swapped",
        substituting(
            (r"<cell>(Fox)</cell>(\s*)<cell>(Dog)</cell>", r"<cell>\3</cell>\2<cell>\1</cell>"),
            (r"<cell>(yes)</cell>(\s*)<cell>(no)</cell>", r"<cell>\3</cell>\2<cell>\1</cell>"),
        ),
        "introduction: “Fox” is missing",
        "introduction: “yes” is missing",
    ),
    _fault(
        "the history altered",
        replacing(
            ("A slip in the <emph>second</emph>", "A slip in the <emph>third</emph>"),
            ('when="2023-12-01"', 'when="2023-12-02"'),
        ),
        "history, 2024-01-31: .*second.*third",
        "the release of 2023-12-01 is missing",
    ),
    _fault(
        "the imprint or the title page altered",
        replacing(
            ("Series: Tests of the Proof, 2", "Series: Tests of the Proof, 3"),
            ("<docAuthor>Aesop", "<docAuthor>Æsop"),
        ),
        "imprint: .*Proof, 2.*Proof, 3",
        "title-page: .*Aesop.*Æsop",
    ),
)
