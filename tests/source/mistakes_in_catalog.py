"""Mistakes in what edition.toml says for catalogs, each with the start of its message."""

from tests.source.edits import SETTINGS, Mistakes, add, change

PRINT, EPUB = "978-3-16-148410-0", "978-0-306-40615-7"


def subject(lines: str) -> str:
    return f"[[subject]]\n{lines}\n"


def long(length: int) -> str:
    """Return lines of [edition] with a description of this length, and a long one."""
    described = f'description = "{"x" * length}"\n' if length else ""
    return f'{described}long_description = "Long."\n'


DESCRIPTION = 'description = "Two fables of Aesop from two copies, with a reflexion."\n'
CATALOG: Mistakes = {
    "an audience that is none": (
        change(SETTINGS, DESCRIPTION, 'audience = ["everybody"]\n'),
        "edition.toml:12: invalid `audience` 'everybody'\n  Expected: general, children, young",
    ),
    "a long description without a short one": (
        change(SETTINGS, DESCRIPTION, long(0)),
        "edition.toml:12: `long_description` without `description`\n  Write a short one, too, of",
    ),
    "a short description that is too long": (
        change(SETTINGS, DESCRIPTION, long(351)),
        "edition.toml:12: `description` has 351 characters: beside a long one it is the short one",
    ),
    "a scheme of subjects that is none": (
        add(SETTINGS, subject('scheme = "dewey"\ncode = "800"')),
        "edition.toml:41: invalid `scheme` 'dewey'\n  Expected: thema, bisac, lcsh.",
    ),
    "a code of another form": (
        add(SETTINGS, subject('scheme = "lcsh"\ncode = "85046493"')),
        "edition.toml:42: '85046493' has not the form of a code of lcsh\n  Write code =",
    ),
    "a code that is in no list": (
        add(SETTINGS, subject('scheme = "thema"\ncode = "LBBX"')),
        "edition.toml:42: LBBX is not in the list that the program has, Thema 1.2\n  Correct it. ",
    ),
    "an unlisted code without a heading": (
        add(SETTINGS, subject('scheme = "thema"\ncode = "LBBX"\nlisted = false')),
        'edition.toml:42: no heading for LBBX\n  Add heading = "…": it is in no list here.',
    ),
    "another code's heading": (
        add(SETTINGS, subject('scheme = "lcsh"\ncode = "sh85046494"\nheading = "Export controls"')),
        (
            "edition.toml:43: the heading of sh85046494 is “Export credit”\n"
            '  Write that, or leave `heading` out. With code = "sh85046493" it is the heading.'
        ),
    ),
    "a code of a section that BISAC does not have": (
        add(SETTINGS, subject('scheme = "bisac"\ncode = "XYZ000000"\nheading = "XYZ / General"')),
        "edition.toml:42: no section of BISAC has the letters 'XYZ'\n  Expected: ANT, ARC, ",
    ),
    "a heading of another section of BISAC": (
        add(SETTINGS, subject('scheme = "bisac"\ncode = "LIT004260"\nheading = "LAW / General"')),
        "edition.toml:43: the heading of LIT004260 must begin with “LITERARY CRITICISM / ”",
    ),
    "a code of BISAC without a heading": (
        add(SETTINGS, subject('scheme = "bisac"\ncode = "LIT004260"')),
        "edition.toml:42: the heading of LIT004260 must begin with “LITERARY CRITICISM / ”",
    ),
    "a subject twice": (
        add(SETTINGS, subject('scheme = "thema"\ncode = "DNT"') * 2),
        "edition.toml:45: the subject DNT twice\n  Remove one of the two.",
    ),
    "a wrong check digit": (
        add(SETTINGS, '[isbn]\nprint = "978-3-16-148410-1"\n'),
        "edition.toml:41: 978-3-16-148410-1 has a wrong check digit: the last one must be 0\n",
    ),
    "an ISBN of ten digits": (
        add(SETTINGS, '[isbn]\nepub = "3-16-148410-X"\n'),
        (
            "edition.toml:41: 3-16-148410-X has ten digits, as before 2007: with thirteen it is "
            "978-3-16-148410-0\n  Correct the number."
        ),
    ),
    "the same ISBN for two products": (
        add(SETTINGS, f'[isbn]\nprint = "{PRINT}"\nepub = "9783161484100"\n'),
        "edition.toml:42: `print` and `epub` have the same ISBN\n  Each product needs a number",
    ),
    "an identifier with a wrong digit": (
        change(SETTINGS, "urn:uuid:5e1f8a1e-6f3f-5d0a-8a55-0d6d1d3b7c11", "urn:isbn:9783161484101"),
        "edition.toml:11: 9783161484101 has a wrong check digit: the last one must be 0\n",
    ),
    "an identifier that is another ISBN": (
        lambda folder: [
            change(SETTINGS, "urn:uuid:5e1f8a1e-6f3f-5d0a-8a55-0d6d1d3b7c11", f"urn:isbn:{EPUB}")(
                folder
            ),
            add(SETTINGS, f'[isbn]\nprint = "{PRINT}"\n')(folder),
        ],
        "edition.toml:11: `identifier` is an ISBN, and [isbn] states others\n  Write a name for",
    ),
}
