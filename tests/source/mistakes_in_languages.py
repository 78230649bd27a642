"""Mistakes in language tags, each with the start of its message."""

from tests.source.edits import SETTINGS, Mistakes, add, change, witness_b

LANGUAGES: Mistakes = {
    "a language that is none": (
        witness_b('language = "German"'),
        'edition.toml:30: “German” is not a language tag (BCP 47)\n  Write language = "de".',
    ),
    "the name of the edition's language": (
        change(SETTINGS, '"en-GB"', '"english"\nlabels = "en"'),
        (
            "edition.toml:7: “english” is not a language tag (BCP 47)\n"
            '  Write language = "en". British English is "en-GB".'
        ),
    ),
    "a language tag with another sign": (
        change(SETTINGS, '"en-GB"', '"en_GB"'),
        'edition.toml:7: “en_GB” is not a language tag (BCP 47)\n  Write language = "en-GB".',
    ),
    "a language tag with a country that is none": (
        change(SETTINGS, '"en-GB"', '"en-UK"'),
        'edition.toml:7: “en-UK” is not a language tag (BCP 47)\n  Write language = "en-GB".',
    ),
    "labels in a country": (
        change(SETTINGS, '"en-GB"', '"tlh"\nlabels = "gb"'),
        (
            "edition.toml:8: “gb” is not a language tag (BCP 47)\n"
            "  Write the code of the language, and if it matters of the country: English is "
        ),
    ),
    "words in a language that is none": (
        add("introduction.md", "\n[oui]{lang=french}\n"),
        "introduction.md:17: “french” is not a language tag (BCP 47)\n  Write lang=fr.",
    ),
    "a block in a language that is none": (
        add("introduction.md", "\n::: {lang=en-UK}\nyes\n:::\n"),
        "introduction.md:17: “en-UK” is not a language tag (BCP 47)\n  Write lang=en-GB.",
    ),
}
