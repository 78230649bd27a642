"""Mistakes in edition.toml, each with the start of its message."""

from book.source.labels import label_languages
from book.text.spelling import SPELLINGS
from tests.conftest import SLUG
from tests.source.edits import (
    FILE_B,
    KEY,
    KEYS,
    PATTERN,
    SETTINGS,
    TOO_FEW_QUOTES,
    Mistakes,
    add,
    change,
    witness_b,
)

SETTINGS_FILE: Mistakes = {
    "a string that does not end": (
        change(SETTINGS, '"Two Fables"', '"Two Fables'),
        f"edition.toml:5: a string is not closed at the end of its line\n  {TOO_FEW_QUOTES}",
    ),
    "a string of several lines that does not end": (
        change(SETTINGS, '"A reflexion on the first fable."', '"""A reflexion'),
        "edition.toml:39: the string that begins here does not end\n  Close its quotes.",
    ),
    "words without quotes": (
        change(SETTINGS, '"Two Fables"', "Two Fables"),
        'edition.toml:5: a value without quotes\n  Write key = "text".',
    ),
    "a key twice": (
        change(SETTINGS, 'language = "en-GB"\n', 'language = "en-GB"\nlanguage = "en"\n'),
        "edition.toml:8: duplicate key\n  Remove one of the two.",
    ),
    "line numbers that are none": (
        add(SETTINGS, "[print]\nline_numbers = -5\n"),
        "edition.toml:41: invalid `line_numbers` -5\n  Write 5 for a number at every fifth line",
    ),
    "a rule of punctuation that is none": (
        add(SETTINGS, '[text]\npunctuation = ["quotes", "commas"]\n'),
        "edition.toml:41: invalid `punctuation` 'commas'\n  Expected: 'as received', or a list",
    ),
    "too few quotation marks": (
        add(SETTINGS, '[text]\nmarks = "»«"\n'),
        "edition.toml:41: invalid `marks` '»«'\n  Write the outer and the inner marks, four",
    ),
    "a missing key": (
        change(SETTINGS, FILE_B, ""),
        f"edition.toml:27: missing key `file`\n  Valid keys: {KEYS}",
    ),
    "a missing table": (
        lambda folder: (folder / SETTINGS).write_text(
            (folder / SETTINGS).read_text("utf-8").split("[[witness]]")[0], "utf-8"
        ),
        "edition.toml: missing table [[witness]]\n  Valid tables: edition, work, witness, ",
    ),
    "a misspelt key": (
        witness_b('rol = "text"'),
        f"edition.toml:30: unknown key `rol`\n  Valid keys: {KEYS}",
    ),
    "a misspelt table": (
        change(SETTINGS, "[work]", "[worc]\n[work]"),
        (
            "edition.toml:15: unknown table or top-level key `worc`\n"
            "  Valid tables: edition, work, witness, "
        ),
    ),
    "a number where words belong": (
        change(SETTINGS, 'date = "1692"', "date = 1692"),
        'edition.toml:38: `date` must be text in quotes, but is a number\n  Write date = "text".',
    ),
    "a number in a list of words": (
        change(SETTINGS, '"II. The Crow and the Pitcher"', "2"),
        (
            "edition.toml:19: an entry of `outline` must be text in quotes, but is a "
            'number\n  Write outline = ["text", "text"].'
        ),
    ),
    "words where a list belongs": (
        witness_b('drop = "x"'),
        (
            "edition.toml:30: `drop` must be a list, but is text\n"
            '  Write drop = ["text", "text"], or [[drop]] if it is a table.'
        ),
    ),
    "an empty title": (
        change(SETTINGS, '"Two Fables"', '" "'),
        'edition.toml:5: `title` is empty\n  Write title = "text".',
    ),
    "an unknown role": (
        change(SETTINGS, '"commentary"', '"comment"'),
        (
            "edition.toml:37: invalid `role` 'comment'\n"
            "  Write role = one of: text, commentary, version."
        ),
    ),
    "no copy of the work": (
        lambda folder: (folder / SETTINGS).write_text(
            (folder / SETTINGS).read_text("utf-8").replace('"text"', '"commentary"'), "utf-8"
        ),
        (
            'edition.toml:21: no witness has role = "text"\n'
            '  An edition needs a copy of the work: write role = "text" in its [[witness]].'
        ),
    ),
    "a siglum twice": (
        change(SETTINGS, '"B"', '"A"'),
        (
            "edition.toml:27: duplicate `siglum` 'A'\n"
            "  Give each witness a short name of its own: A, B, C …"
        ),
    ),
    "a slug that is not the folder's name": (
        change(SETTINGS, f'slug = "{SLUG}"', 'slug = "three"'),
        f"edition.toml:4: `slug` 'three' is not the name of the folder\n  Write slug = \"{SLUG}\".",
    ),
    "a date that is none": (
        change(SETTINGS, "2024-02-29", "soon"),
        'edition.toml:8: invalid `date` \'soon\'\n  Write "2026", "2026-05" or "2026-05-31".',
    ),
    "a role that MARC does not have": (
        add(SETTINGS, '[[contributor]]\nname = "Perry"\nrole = "translator"\n'),
        ("edition.toml:42: invalid `role` 'translator'\n  Write a MARC relator: ann (annotator), "),
    ),
    "a claim of conformance that is none": (
        add(SETTINGS, '[accessibility]\nconforms_to = "WCAG"\ncertified_by = "Ann"\n'),
        (
            "edition.toml:41: invalid `conforms_to` 'WCAG'\n"
            '  Write conforms_to = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"'
        ),
    ),
    "a claim of conformance by nobody": (
        add(
            SETTINGS,
            '[accessibility]\nconforms_to = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"\n',
        ),
        (
            "edition.toml:40: missing key `certified_by`\n"
            "  Valid keys: conforms_to, certified_by, credential."
        ),
    ),
    "a day that is none": (
        change(SETTINGS, "2024-02-29", "2023-02-29"),
        'edition.toml:8: invalid `date` \'2023-02-29\'\n  Write "2026", "2026-05" or "2026-05-31".',
    ),
    "a language without words": (
        change(SETTINGS, "en-GB", "tlh"),
        (
            "edition.toml:7: no labels (“Contents” …) for language 'tlh'\n"
            f"  Available: {', '.join(label_languages())}. To add one, write "
            'templates/labels/tlh.toml; to have them in English, write labels = "en"'
        ),
    ),
    "a drop that is no pattern": (
        witness_b("drop = ['(x']"),
        ("edition.toml:30: invalid regular expression in `drop`: '(x': missing ) at position 2\n  ")
        + PATTERN,
    ),
    "lists within lists": (
        witness_b(f"drop = {'[' * 5000}"),
        "edition.toml:30: lists or tables within lists, too deep to be read\n  Write key",
    ),
    "a limit of nothing": (
        add(SETTINGS, "[limits]\nmarks = 0\n"),
        "edition.toml:41: invalid `marks` 0\n  Write 1 or more.",
    ),
    "more witnesses than the limit": (
        add(SETTINGS, "[limits]\nwitnesses = 1\n"),
        (
            "edition.toml:27: an edition of 3 witnesses\n"
            "  The limit is 1; `witnesses` under [limits] raises it."
        ),
    ),
    "a drop of numbers": (
        witness_b("drop = [3]"),
        (
            "edition.toml:30: an entry of `drop` must be text in quotes, or a table, but is a "
            "number\n  Write drop = ['pattern', {part = 'pattern'}]."
        ),
    ),
    "a misspelt key of a drop": (
        witness_b("drop = [{prat = 'x'}]"),
        "edition.toml:30: unknown key `prat`\n  Valid keys: part, from, to, kind.",
    ),
    "a drop in two ways": (
        witness_b("drop = [{part = 'x', kind = 'table'}]"),
        (
            "edition.toml:30: `drop` has an entry that selects nothing, or in two ways: "
            "{part = 'x', kind = 'table'}\n  Write a pattern in quotes, or one of {part = "
        ),
    ),
    "a drop of an unknown kind": (
        witness_b("drop = [\n  'Fox',\n  {kind = 'tabel'}\n]"),
        "edition.toml:32: unknown kind of block in `drop`: 'tabel'\n  Kinds: aside, ",
    ),
    "a keep that is no pattern": (
        witness_b("keep = ['*']"),
        (
            "edition.toml:30: invalid regular expression in `keep`: '*': nothing to repeat at "
            "position 0\n  "
        )
        + PATTERN,
    ),
    "an address that is none": (
        change(SETTINGS, "https://fables.example/1", "javascript:alert(1)"),
        (
            "edition.toml:31: invalid `url` 'javascript:alert(1)'\n"
            '  Write url = "https://…", or remove it.'
        ),
    ),
    "an encoding that is none": (
        witness_b('encoding = "utf-9"'),
        (
            "edition.toml:30: unknown `encoding` 'utf-9'\n"
            '  Examples of names: "windows-1252", "gb18030", "utf-16".'
        ),
    ),
    "a family of spelling that is not known": (
        add(SETTINGS, '\n[collation]\nspelling = ["uk-us"]\n'),
        (
            "edition.toml:42: invalid `spelling` 'uk-us'\n"
            f"  Expected: {', '.join(SPELLINGS)}, or a pair of words such as connexion=connection."
        ),
    ),
    "a pair of spellings that are no single words": (
        add(SETTINGS, '\n[collation]\nspelling = ["set up=arranged"]\n'),
        (
            "edition.toml:42: invalid `spelling` 'set up=arranged'\n"
            f"  Expected: {', '.join(SPELLINGS)}, or a pair of words such as connexion=connection."
        ),
    ),
    "a difference that cannot be told": (
        add(SETTINGS, '\n[collation]\ndistinguish = ["colour"]\n'),
        (
            "edition.toml:42: invalid `distinguish` 'colour'\n"
            "  Expected: case, punctuation, quotes, hyphens, emphasis, lineation."
        ),
    ),
    "an apparatus of no known style": (
        add(SETTINGS, '\n[apparatus]\nstyle = "critical"\n'),
        "edition.toml:42: invalid `style` 'critical'\n  Expected: negative, positive.",
    ),
    "an apparatus keyed to what is none": (
        add(SETTINGS, '\n[apparatus]\nkeyed = "pages"\n'),
        "edition.toml:42: invalid `keyed` 'pages'\n  Expected: marks, lines.",
    ),
    "lines counted by what is none": (
        add(SETTINGS, '\n[apparatus]\ncount = "book"\n'),
        "edition.toml:42: invalid `count` 'book'\n  Expected: page, section.",
    ),
    "a level of notes that is none": (
        add(SETTINGS, '\n[apparatus]\nlevels = ["similia", "variants", "source", "notes"]\n'),
        "edition.toml:42: invalid `levels` 'similia'\n  Expected: source, variants, parallels",
    ),
    "a level of notes twice": (
        add(SETTINGS, '\n[apparatus]\nlevels = ["variants", "source", "notes", "notes"]\n'),
        "edition.toml:42: the level 'notes' occurs twice\n  Name each level once.",
    ),
    "a level of notes that is missing": (
        add(SETTINGS, '\n[apparatus]\nlevels = ["variants", "notes"]\n'),
        "edition.toml:42: the level 'source' is missing\n  Name all of them, from the text down",
    ),
    "a layout of a level that is none": (
        add(SETTINGS, '\n[apparatus]\nlayout = {parallels = "run-on"}\n'),
        "edition.toml:42: invalid `layout` 'parallels'\n  Expected: source, variants, notes.",
    ),
    "a layout of notes that is none": (
        add(SETTINGS, '\n[apparatus]\nlayout = {notes = "four-columns"}\n'),
        "edition.toml:42: invalid `notes` 'four-columns'\n  Expected: paragraphs, run-on, two",
    ),
    "a choice that no witness has": (
        add(SETTINGS, '\n[[choice]]\nplace = "I ¶1"\nreading = "heaps"\n'),
        (
            "edition.toml:41: no witness reads “heaps” at I ¶1\n"
            "  Readings there: “clusters” / “bunches”; “grapes” / “grapes,”."
        ),
    ),
    "a description of a witness that cites nothing known": (
        change(SETTINGS, "A reflexion on the first fable.", "See [@nobody]."),
        f"edition.toml:39: the citation @nobody has no reference\n  {KEY}",
    ),
}
