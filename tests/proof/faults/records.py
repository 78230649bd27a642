"""Faults in the records of an edition, and in its manifest."""

from tests.proof.fault import OutputFault, replacing, substituting

OPDS, ONIX, BIB, RIS, CSL = "publication.json", "onix.xml", "bib", "ris", "csl.json"
FEATURE = "<ProductFormFeature>"
FEATURE_TYPE = "<ProductFormFeatureType>09</ProductFormFeatureType>"
FEATURE_VALUE = "<ProductFormFeatureValue>22</ProductFormFeatureValue>"
MANIFEST = "manifest.json"

FAULTS = (
    OutputFault(
        "title or author wrong",
        OPDS,
        replacing(('"title": "Four', '"title": "Five'), ('"name": "Aesop"', '"name": "Esop"')),
        ("metadata.title: .*Four.*Five", r"metadata.author\[1\].name: .*Aesop.*Esop"),
    ),
    OutputFault(
        "date or identifier wrong",
        OPDS,
        replacing(
            ('"published": "2024-02-29', '"published": "2024-02-28'),
            ('"identifier": "urn:uuid:0c6', '"identifier": "urn:uuid:1c6'),
        ),
        (
            "metadata.published: .*2024-02-29.*2024-02-28",
            "metadata.identifier: .*:0c6.*:1c6",
        ),
    ),
    OutputFault(
        "a value lost or added",
        OPDS,
        replacing(
            (
                (
                    '  "description": "Four fables of Aesop in the translation of George Fyler '
                    'Townsend, from two copies.\\n\\nL’Estrange’s reflexions stand before them.",\n'
                ),
                "",
            ),
            ('"numberOfPages"', '"price": 3,\n  "numberOfPages"'),
        ),
        ("metadata.description, .* is missing", "metadata.price, 3, is nothing"),
    ),
    OutputFault(
        "a size or a number of pages wrong",
        OPDS,
        substituting(
            (r'"size": \d+', '"size": 7'), (r'"numberOfPages": \d+', '"numberOfPages": 24')
        ),
        (r"links\[3\].size", "metadata.numberOfPages: expected “23”, found “24”"),
    ),
    OutputFault(
        "a subject or a description wrong",
        OPDS,
        replacing(
            ('"code": "sh85046753"', '"code": "sh85046754"'),
            ("dc/terms/abstract", "dc/terms/description"),
        ),
        (r"subject\[3\].code: .*sh85046753.*sh85046754", "abstract, .* is missing"),
    ),
    OutputFault(
        "a subject or the audience wrong",
        ONIX,
        replacing(
            ("<SubjectCode>DNT", "<SubjectCode>DNF"),
            ("AudienceCodeValue>06", "AudienceCodeValue>05"),
        ),
        ("Subject/SubjectCode: .*DNT.*DNF", "AudienceCodeValue: expected “06”, found “05”"),
    ),
    OutputFault(
        "an ISBN of another product, or a relation wrong",
        ONIX,
        substituting(
            ("<IDValue>9783161484100", "<IDValue>9780306406157"),
            ("<ProductRelationCode>13", "<ProductRelationCode>06"),
        ),
        (
            "Product/ProductIdentifier/IDValue: .*9783161484100.*9780306406157",
            "ProductRelationCode: expected “13”, found “06”",
        ),
    ),
    OutputFault(
        "title or author wrong",
        ONIX,
        replacing(("TitleText>Four", "TitleText>Five"), ("<PersonName>Aesop", "<PersonName>Esop")),
        ("TitleText: .*Four.*Five", "Contributor/PersonName: .*Aesop.*Esop"),
    ),
    OutputFault(
        "date or identifier wrong",
        ONIX,
        replacing(
            ("20240229</Date>", "20240228</Date>"),
            ("<IDValue>urn:uuid:0c6", "<IDValue>urn:uuid:1c6"),
        ),
        ("PublishingDate/Date: .*0229.*0228", "WorkIdentifier/IDValue: .*0c6.*1c6"),
    ),
    OutputFault(
        "a role or a language wrong",
        ONIX,
        replacing(
            ("<ContributorRole>B06", "<ContributorRole>B01"),
            ("LanguageCode>eng", "LanguageCode>fre"),
        ),
        ("ContributorRole: expected “B06”, found “B01”", "LanguageCode: .*eng.*fre"),
    ),
    OutputFault(
        "a chapter or a feature lost",
        ONIX,
        substituting(
            ("Foreword; The Reflexion; ", "Foreword; "),
            (rf"{FEATURE}\s*{FEATURE_TYPE}\s*{FEATURE_VALUE}\s*</ProductFormFeature>", ""),
        ),
        ("TextContent/Text: .*The Reflexion", "ProductFormFeatureValue: expected “22”"),
    ),
    OutputFault(
        "title or author wrong",
        BIB,
        replacing(("title = {Four", "title = {Five"), ("{{Aesop}}", "{{Esop}}")),
        ("title: .*four.*five", "author: .*Aesop.*Esop"),
    ),
    OutputFault(
        "date or key wrong",
        BIB,
        replacing(("year = {2024}", "year = {2023}"), ("@book{four-fables", "@book{five-fables")),
        ("year: .*2024.*2023", "entry: .*four-fables.*five-fables"),
    ),
    OutputFault(
        "a field lost or added",
        BIB,
        replacing(("  publisher = {Test Press},\n", ""), ("  year", "  note = {Free},\n  year")),
        ("publisher, Test Press, is missing", "note, Free, is nothing"),
    ),
    OutputFault(
        "title or author wrong",
        RIS,
        replacing(("TI  - Four", "TI  - Five"), ("AU  - Aesop", "AU  - Esop")),
        ("TI: .*Four.*Five", "AU: .*Aesop.*Esop"),
    ),
    OutputFault(
        "date or identifier wrong",
        RIS,
        replacing(("PY  - 2024", "PY  - 2023"), ("ID  - four", "ID  - five")),
        ("PY: .*2024.*2023", "ID: .*four.*five"),
    ),
    OutputFault(
        "title or author wrong",
        CSL,
        replacing(
            ('"title": "Four', '"title": "Five'), ('"literal": "Aesop"', '"literal": "Esop"')
        ),
        (r"\[1\].title: .*Four.*Five", "author.*literal: .*Aesop.*Esop"),
    ),
    OutputFault(
        "date or identifier wrong",
        CSL,
        substituting((r"2024,(\s*)2,", r"2024,\g<1>3,"), ('"id": "four', '"id": "five')),
        (r"issued.date-parts\[1\]\[2\]: expected “2”, found “3”", r"\[1\].id: .*four.*five"),
    ),
    OutputFault(
        "the checksum of an output or a witness wrong",
        MANIFEST,
        substituting(
            (r'("onix.xml": \{\s*"bytes": \d+,\s*"sha256": ")..', r"\1zz"),
            (r'("file": "sources/four-fables/moral.txt",\s*"sha256": ")..', r"\1zz"),
        ),
        ("outputs.onix.xml.sha256", "witnesses.D.sha256"),
    ),
    OutputFault(
        "a size or an input wrong",
        MANIFEST,
        substituting(
            (r'("index.html": \{\s*"bytes": )\d', r"\g<1>0"),
            (r'("sources/four-fables/notes.toml": ")..', r"\1zz"),
        ),
        ("cannot be read|outputs.index.html.bytes", "inputs_sha256"),
    ),
)
