"""An editor's mistakes: each gives one message that names file and line and says what to do, and leaves dist/ as it was."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from book.errors import EditionError
from book.pipeline import build
from book.runtime import workspace
from tests.conftest import SLUG, Inv, fingerprint, publish_stand_in, substitute

Edit = Callable[[Path], object]
AT = f"sources/{SLUG}/"
SETTINGS = "edition.toml"
KEYS = "siglum, file, role, title, author, publisher, date, url, note, encoding, drop, keep."
FILE_B = 'file = "web-copy.txt"\n'
TOO_FEW_QUOTES = "Close its quotes, or put it in triple quotes."
KEY = f"Add it to {AT}references.yaml, or mend its key."
PATTERN = "Put the pattern in single quotes, and a backslash before ( ) [ ] * + ? . that stand for themselves."
WORDS = "Write words, *emphasis*, [links](https://…) and [@citations]."
BLOCKS = "Write paragraphs, headings, lists, tables and quotations."
ENCODING = (
    'Name the file\'s encoding in its [[witness]] in edition.toml, e.g. encoding = "windows-1252".'
)


def change(file: str, old: str, new: str) -> Edit:
    return lambda folder: substitute(folder / file, old, new)


def add(file: str, text: str) -> Edit:
    return lambda folder: (folder / file).write_text(
        (folder / file).read_text("utf-8") + text, "utf-8"
    )


def put(file: str, content: bytes) -> Edit:
    return lambda folder: (folder / file).write_bytes(content)


def both(*edits: Edit) -> Edit:
    return lambda folder: [edit(folder) for edit in edits]


def witness_b(line: str) -> Edit:
    return change(SETTINGS, FILE_B, FILE_B + line + "\n")


def renamed_b(name: str, content: bytes) -> Edit:
    return both(change(SETTINGS, "web-copy.txt", name), put(name, content))


def linked(file: str) -> Edit:
    def edit(folder: Path) -> None:
        shutil.move(folder / file, folder.parent / "secret.txt")
        (folder / file).symlink_to(folder.parent / "secret.txt")

    return edit


UTF16 = "I. The Fox and the Grapes\nA Fox.\n".encode("utf-16-le")

NOTES: dict[str, tuple[Edit, str]] = {
    "a lemma that is nowhere": (
        change("notes.toml", "Grapes are sour", "Grapes are sweet"),
        "notes.toml:3: the lemma “The Grapes are sweet” is not found\n  Nearest words:\n    I ¶2: …“The Grapes are sou…",
    ),
    "a lemma that is at several places": (
        change("notes.toml", 'place = "III ¶2"\n', ""),
        'notes.toml:7: the lemma “shadow” is found 2 times\n  It stands at III ¶1, III ¶2: name one, e.g. place = "III ¶1".',
    ),
    "a lemma that is twice at its place": (
        both(
            change("notes.toml", "III ¶2", "III ¶1"), change("notes.toml", '"shadow"', '"piece of"')
        ),
        "notes.toml:7: the lemma “piece of” is found 2 times in III ¶1\n  It stands at III ¶1: make it longer.",
    ),
    "a place that is not there": (
        change("notes.toml", "III ¶2", "IX"),
        "notes.toml:7: there is no place “IX”\n  Places: Foreword 1, I, III.",
    ),
    "a cross-reference in a note to nothing": (
        change("notes.toml", "#reflection", "#reflexion"),
        (
            "notes.toml:13: a link leads to “reflexion”, and nothing in the book has that name\n"
            "  Write a place, or the id of a note; nearest: reflection, Foreword 1, what-this-edition-is."
        ),
    ),
    "an id that two notes have": (
        add("notes.toml", 'id = "reflection"\n'),
        "notes.toml:7: two notes have the id “reflection”\n  Line 13 has it too.",
    ),
    "a note with an empty lemma": (
        change("notes.toml", '"shadow"', '" "'),
        "notes.toml:7: a note has an empty lemma\n  Write the words that it explains.",
    ),
    "a note without words": (
        change("notes.toml", '"The *reflection* in the water."', '""'),
        'notes.toml:7: the note at “shadow” has no words\n  Write text = "words"; `inv suggest` lists all that have none.',
    ),
    "a note of two paragraphs": (
        change("notes.toml", '"The *reflection* in the water."', '"""One.\n\nTwo."""'),
        "notes.toml:7: a note must be one paragraph\n  A longer comment belongs in introduction.md.",
    ),
    "a note that cites nothing known": (
        change("notes.toml", "@perry", "@pery"),
        f"notes.toml:3: the citation @pery has no reference\n  {KEY}",
    ),
    "a picture in a note": (
        change("notes.toml", "The *reflection*", "![Water](file:///etc/passwd)"),
        f"notes.toml:7: a picture cannot stand here: “Water”\n  {WORDS}",
    ),
    "a misspelt key of a note": (
        change("notes.toml", "place =", "plase ="),
        "notes.toml:9: there is no key `plase`\n  Keys here: lemma, text, place, by, id.",
    ),
}

SETTINGS_MISTAKES: dict[str, tuple[Edit, str]] = {
    "a string that does not end": (
        change(SETTINGS, '"Two Fables"', '"Two Fables'),
        f"edition.toml:5: a string does not end on its line\n  {TOO_FEW_QUOTES}",
    ),
    "a string of several lines that does not end": (
        change(SETTINGS, '"A reflexion on the first fable."', '"""A reflexion'),
        "edition.toml:39: a string that begins here does not end\n  Close its quotes.",
    ),
    "words without quotes": (
        change(SETTINGS, '"Two Fables"', "Two Fables"),
        'edition.toml:5: the words here stand in no quotes\n  Write key = "words".',
    ),
    "a key twice": (
        change(SETTINGS, 'language = "en-GB"\n', 'language = "en-GB"\nlanguage = "en"\n'),
        "edition.toml:8: this key is there already\n  Take one of the two out.",
    ),
    "one bracket where two belong": (
        change(SETTINGS, '[[witness]]\nsiglum = "B"', '[witness]\nsiglum = "B"'),
        "edition.toml:27: this table is there already\n  Take one of the two out; [[witness]], [[choice]] and [[note]] have two brackets.",
    ),
    "a missing key": (
        change(SETTINGS, FILE_B, ""),
        f"edition.toml:27: the key `file` is missing\n  Keys here: {KEYS}",
    ),
    "a missing table": (
        lambda folder: (folder / SETTINGS).write_text(
            (folder / SETTINGS).read_text("utf-8").split("[[witness]]")[0], "utf-8"
        ),
        "edition.toml: there is no [[witness]]\n  Tables here: edition, work, witness, ",
    ),
    "a misspelt key": (
        witness_b('rol = "text"'),
        f"edition.toml:30: there is no key `rol`\n  Keys here: {KEYS}",
    ),
    "a misspelt table": (
        change(SETTINGS, "[work]", "[worc]\n[work]"),
        "edition.toml:15: there is no table or key `worc` outside of a table\n  Tables here: edition, work, witness, ",
    ),
    "a number where words belong": (
        change(SETTINGS, 'date = "1692"', "date = 1692"),
        'edition.toml:38: `date` must be words in quotes, and is a number\n  Write date = "words".',
    ),
    "a number in a list of words": (
        change(SETTINGS, '"II. The Crow and the Pitcher"', "2"),
        'edition.toml:19: an entry of `outline` must be words in quotes, and is a number\n  Write outline = ["words", "words"].',
    ),
    "words where a list belongs": (
        witness_b('drop = "x"'),
        'edition.toml:30: `drop` must be a list, and is words\n  Write drop = ["words", "words"], or [[drop]] if it is a table.',
    ),
    "an empty title": (
        change(SETTINGS, '"Two Fables"', '" "'),
        'edition.toml:5: `title` is empty\n  Write title = "words".',
    ),
    "an unknown role": (
        change(SETTINGS, '"commentary"', '"comment"'),
        'edition.toml:37: role is \'comment\'\n  Write role = "text" or role = "commentary".',
    ),
    "no copy of the work": (
        lambda folder: (folder / SETTINGS).write_text(
            (folder / SETTINGS).read_text("utf-8").replace('"text"', '"commentary"'), "utf-8"
        ),
        'edition.toml:21: no witness has role = "text"\n  An edition needs a copy of the work itself.',
    ),
    "a siglum twice": (
        change(SETTINGS, '"B"', '"A"'),
        "edition.toml:27: siglum 'A' names two witnesses\n  Give each witness a short name of its own: A, B, C …",
    ),
    "a slug that is not the folder's name": (
        change(SETTINGS, f'slug = "{SLUG}"', 'slug = "three"'),
        f"edition.toml:4: slug is 'three'\n  Write slug = \"{SLUG}\", the folder's name.",
    ),
    "a date that is none": (
        change(SETTINGS, "2024-02-29", "soon"),
        'edition.toml:8: \'soon\' is no date\n  Write "2026", "2026-05" or "2026-05-31".',
    ),
    "a role that MARC does not have": (
        add(SETTINGS, '[[contributor]]\nname = "Perry"\nrole = "translator"\n'),
        "edition.toml:42: role is 'translator'\n  Write a MARC relator: aft (author of afterword, colophon, etc.), ",
    ),
    "a claim of conformance that is none": (
        add(SETTINGS, '[accessibility]\nconforms_to = "WCAG"\ncertified_by = "Ann"\n'),
        'edition.toml:41: “WCAG” is no conformance claim\n  Write conforms_to = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"',
    ),
    "a claim of conformance by nobody": (
        add(
            SETTINGS,
            '[accessibility]\nconforms_to = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"\n',
        ),
        "edition.toml:40: the key `certified_by` is missing\n  Keys here: conforms_to, certified_by, credential.",
    ),
    "a day that is none": (
        change(SETTINGS, "2024-02-29", "2023-02-29"),
        'edition.toml:8: \'2023-02-29\' is no date\n  Write "2026", "2026-05" or "2026-05-31".',
    ),
    "a language without words": (
        change(SETTINGS, "en-GB", "tlh"),
        (
            "edition.toml:7: the book's own words are not there in 'tlh'\n"
            "  Languages there: de, en; to add one, add a table to templates/words.toml."
        ),
    ),
    "a drop that is no pattern": (
        witness_b("drop = ['(x']"),
        "edition.toml:30: `drop`: '(x' is not a regular expression: missing ), unterminated subpattern at position 0\n  "
        + PATTERN,
    ),
    "a keep that is no pattern": (
        witness_b("keep = ['*']"),
        "edition.toml:30: `keep`: '*' is not a regular expression: nothing to repeat at position 0\n  "
        + PATTERN,
    ),
    "an address that is none": (
        change(SETTINGS, "https://fables.example/1", "javascript:alert(1)"),
        "edition.toml:31: 'javascript:alert(1)' is no address on the web\n  Write url = \"https://…\", or leave it out.",
    ),
    "an encoding that is none": (
        witness_b('encoding = "utf-9"'),
        'edition.toml:30: there is no encoding \'utf-9\'\n  Names are such as "windows-1252", "gb18030", "utf-16".',
    ),
    "a family of spelling that is not known": (
        add(SETTINGS, '\n[collation]\nspelling = ["uk-us"]\n'),
        (
            "edition.toml:42: `spelling` knows no 'uk-us'\n"
            "  It knows: ise-ize, our-or, re-er, ll-l, ence-ense, ogue-og, ae-e, u-v, i-j, connexion=connection."
        ),
    ),
    "a difference that cannot be told": (
        add(SETTINGS, '\n[collation]\ndistinguish = ["colour"]\n'),
        "edition.toml:42: `distinguish` knows no 'colour'\n  It knows: case, punctuation, quotes, hyphens.",
    ),
    "an apparatus of no known style": (
        add(SETTINGS, '\n[apparatus]\nstyle = "critical"\n'),
        "edition.toml:42: `style` knows no 'critical'\n  It knows: negative, positive.",
    ),
    "a choice that no witness has": (
        add(SETTINGS, '\n[[choice]]\nplace = "I ¶1"\nreading = "heaps"\n'),
        "edition.toml:41: no witness reads “heaps” at I ¶1\n  Readings there: “clusters” / “bunches”; “grapes” / “grapes,”.",
    ),
    "a description of a witness that cites nothing known": (
        change(SETTINGS, "A reflexion on the first fable.", "See [@nobody]."),
        f"edition.toml:34: the citation @nobody has no reference\n  {KEY}",
    ),
}

WITNESSES: dict[str, tuple[Edit, str]] = {
    "a file that is not there": (
        change(SETTINGS, "web-copy.txt", "web.txt"),
        "edition.toml:29: there is no file web.txt\n  Text files in this folder: reflexion.txt, townsend.txt, web-copy.txt.",
    ),
    "a file in the folder above": (
        both(
            change(SETTINGS, "web-copy.txt", "../x.txt"), put("../x.txt", b"I. The Fox\nA Fox.\n")
        ),
        f"edition.toml:29: ../x.txt lies outside of the edition's folder\n  Copy it into {SLUG}/.",
    ),
    "a file anywhere on the disk": (
        change(SETTINGS, "web-copy.txt", "/etc/passwd"),
        f"edition.toml:29: /etc/passwd lies outside of the edition's folder\n  Copy it into {SLUG}/.",
    ),
    "a link to a file outside": (
        linked("web-copy.txt"),
        f"edition.toml:29: web-copy.txt lies outside of the edition's folder\n  Copy it into {SLUG}/.",
    ),
    "an introduction that is a link to a file outside": (
        linked("introduction.md"),
        f"introduction.md: this file lies outside of the edition's folder\n  Copy it into {SLUG}/.",
    ),
    "a kind of file that is not read": (
        renamed_b("x.pdf", b"%PDF-1.7"),
        "edition.toml:29: x.pdf is of a kind that is not read\n  Kinds read: .txt .text .md .html .htm .docx .odt .rtf .epub.",
    ),
    "a docx that is none": (
        renamed_b("x.docx", b"hello"),
        (
            "x.docx: this cannot be read: couldn't unpack docx container: Did not find end of central directory signature\n"
            "  Is it the right kind? Save it anew."
        ),
    ),
    "an odt that is none": (
        renamed_b("x.odt", b"hello"),
        "x.odt: this cannot be read: Could not unzip ODT: ",
    ),
    "an empty file": (
        put("web-copy.txt", b" \n\n"),
        "web-copy.txt: this witness is empty\n  Put the text in, or take its [[witness]] out of edition.toml.",
    ),
    "a page without words": (
        renamed_b("x.html", b"<html><body><img src='x.png'></body></html>"),
        "x.html: this witness is empty\n  Put the text in, or take its [[witness]] out of edition.toml.",
    ),
    "nothing but furniture": (
        put(
            "web-copy.txt",
            "<< 1 2 3 >>\nShare this page\n© 2004 The Pages. All rights reserved.\n".encode(),
        ),
        (
            "web-copy.txt: after cleaning nothing is left of this witness\n"
            "  Is it the right file? If a rule took too much, name its lines in `keep` in edition.toml."
        ),
    ),
    "Latin-1 in place of UTF-8": (
        put("web-copy.txt", "I. The Fox and the Grapes\n\nThe café fox.\n".encode("latin-1")),
        f"web-copy.txt:3: byte 0xe9 is not UTF-8\n  {ENCODING}",
    ),
    "Latin-1 with the line ends of an old Macintosh": (
        put("web-copy.txt", "I. The Fox and the Grapes\r\rThe café fox.\r".encode("latin-1")),
        f"web-copy.txt:3: byte 0xe9 is not UTF-8\n  {ENCODING}",
    ),
    "an encoding that the file is not in": (
        witness_b('encoding = "ascii"'),
        f"web-copy.txt:4: byte 0xe2 is not ASCII\n  {ENCODING}",
    ),
    "UTF-16 without a mark": (
        put("web-copy.txt", UTF16),
        (
            "web-copy.txt:1: there is a NUL character: this is not plain text\n"
            '  If it is UTF-16, write encoding = "utf-16-le" in its [[witness]] in edition.toml.'
        ),
    ),
    "UTF-16 of the other byte order, with a letter that UTF-8 has not": (
        put("web-copy.txt", "The fox © X.\n".encode("utf-16-be")),
        (
            "web-copy.txt:1: there is a NUL character: this is not plain text\n"
            '  If it is UTF-16, write encoding = "utf-16-be" in its [[witness]] in edition.toml.'
        ),
    ),
    "a NUL": (
        put("web-copy.txt", b"I. The Fox\nA \0fox\n"),
        "web-copy.txt:2: there is a NUL character: this is not plain text\n",
    ),
}

EDITORS_PAGES: dict[str, tuple[Edit, str]] = {
    "an introduction that cites nothing known": (
        change("introduction.md", "@townsend", "@townsnd"),
        f"introduction.md:3: the citation @townsnd has no reference\n  {KEY}",
    ),
    "a citation in the sentence that is not known": (
        change("introduction.md", "[@townsend, 12]", "@townsnd"),
        f"introduction.md:3: the citation @townsnd has no reference\n  {KEY}",
    ),
    "one unknown citation among several": (
        change("introduction.md", "[@townsend, 12]", "[see @townsend, 12; @perri]"),
        f"introduction.md:3: the citation @perri has no reference\n  {KEY}",
    ),
    "references that are not there": (
        lambda folder: (folder / "references.yaml").unlink(),
        f"introduction.md:3: the citation @townsend has no reference\n  {KEY}",
    ),
    "references with an open bracket": (
        put("references.yaml", b"references:\n- id: townsend\n  title: [unclosed\n"),
        (
            "references.yaml:4: this cannot be read: did not find expected ',' or ']'\n"
            "  Mend what it says; at a colon or a bracket, put the words in quotes."
        ),
    ),
    "references with a colon in a title": (
        change("references.yaml", "Aesopica", "Aesopica: The Book"),
        (
            "references.yaml:16: this cannot be read: mapping values are not allowed in this context\n"
            "  Mend what it says; at a colon or a bracket, put the words in quotes."
        ),
    ),
    "an introduction that is not UTF-8": (
        lambda folder: put(
            "introduction.md", (folder / "introduction.md").read_bytes() + b"caf\xe9\n"
        )(folder),
        "introduction.md:16: this file is not UTF-8\n  Save it as UTF-8.",
    ),
    "settings that are not UTF-8": (
        lambda folder: put(SETTINGS, (folder / SETTINGS).read_bytes() + b"# caf\xe9\n")(folder),
        "edition.toml:40: this file is not UTF-8\n  Save it as UTF-8.",
    ),
    "a link that runs a script": (
        change("introduction.md", "*the first*", "[the first](javascript:alert(1))"),
        (
            "introduction.md:6: a link that is neither to the web (https://…) nor within the book (#…) cannot stand here: “the first”\n"
            f"  {WORDS}"
        ),
    ),
    "code in the introduction": (
        add("introduction.md", "\nMore.\n\n    print(1)\n"),
        f"introduction.md:19: an indented or fenced block of code cannot stand here: “print(1)”\n  {BLOCKS}",
    ),
    "a table without heads": (
        change("introduction.md", "| Copy | Fox | Dog |", "|      |     |     |"),
        (
            "introduction.md:12: a table of this kind cannot stand here: “The fables in the copies A”\n"
            "  Give its columns heads: a screen reader says them with each cell."
        ),
    ),
    "a cross-reference to nothing": (
        add("introduction.md", "\nSee [](#II) for it, and [](#IX.2).\n"),
        (
            "introduction.md:17: a link leads to “IX.2”, and nothing in the book has that name\n"
            "  Write a place, or the id of a note; nearest: I ¶2, I, III ¶2."
        ),
    ),
    "a list in a list": (
        change("introduction.md", "*the first*.\n", "*the first*.\n    - nested\n"),
        "introduction.md:7: a list cannot stand here: “nested”\n  Inside a list write paragraphs alone.",
    ),
    "a division that does not end": (
        add("introduction.md", "\n::: {.aside}\n\nMore.\n"),
        "introduction.md: something opens here and does not end\n  Close it: a ::: or a table needs its last line.",
    ),
}

MISTAKES = NOTES | SETTINGS_MISTAKES | WITNESSES | EDITORS_PAGES


@pytest.mark.parametrize("name", MISTAKES)
@pytest.mark.usefixtures("quick")
def test_a_mistake_gives_one_message_with_its_place_and_leaves_dist_alone(
    name: str, root: Path, folder: Path
) -> None:
    edit, expected = MISTAKES[name]
    before = publish_stand_in(root)
    edit(folder)
    with pytest.raises(EditionError) as raised:
        build.build(SLUG, lambda _: None, root)
    assert str(raised.value).startswith(AT + expected), str(raised.value)
    assert fingerprint(root / "dist") == before


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "townsend.txt",
            "A Dog,",
            "A Dog 🐶,",
            "townsend.txt:8: the book's fonts cannot draw 🐶 (U+1F436): “…A Dog 🐶,",
        ),
        (
            "notes.toml",
            "in the water",
            "in the 🌊",
            "notes.toml:7: the book's fonts cannot draw 🌊 (U+1F30A): “…",
        ),
        (
            "introduction.md",
            "two copies",
            "two 📚",
            "introduction.md:3: the book's fonts cannot draw 📚 (U+1F4DA): “…",
        ),
        (
            "references.yaml",
            "Aesopica",
            "Aesopica 🦊",
            "references.yaml:16: the book's fonts cannot draw 🦊 (U+1F98A): “…",
        ),
        (
            "edition.toml",
            "A Tiny Edition",
            "A Tiny 🤏 Edition",
            "edition.toml: the book's fonts cannot draw 🤏 (U+1F90F): “…",
        ),
    ],
)
@pytest.mark.usefixtures("quick")
def test_a_character_that_no_font_can_draw_is_refused_at_its_line(
    file: str, old: str, new: str, expected: str, root: Path, folder: Path
) -> None:
    substitute(folder / file, old, new)
    before = publish_stand_in(root)
    with pytest.raises(EditionError) as raised:
        build.build(SLUG, lambda _: None, root)
    assert str(raised.value).startswith(AT + expected), str(raised.value)
    assert fingerprint(root / "dist") == before


@pytest.mark.parametrize("slug", ["three-fables", "../sources/two-fables", "two-fables/", "", ".."])
def test_an_unknown_edition_is_told_with_those_that_are_there(slug: str, root: Path) -> None:
    with pytest.raises(EditionError) as raised:
        build.build(slug, lambda _: None, root)
    remedy = "Editions here: two-fables. To make one: python3 tasks.py new SLUG FILES…"
    assert str(raised.value) == f"sources/{slug}: there is no such edition\n  {remedy}"
    assert not (root / "dist").exists()


def test_without_any_edition_the_message_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(EditionError) as raised:
        workspace.editions(tmp_path)
    assert (
        str(raised.value)
        == "sources: there is no edition here\n  Make one: python3 tasks.py new SLUG FILES…"
    )


ON_THE_COMMAND_LINE = (
    ("build", "a lemma that is nowhere"),
    pytest.param("merge", "a misspelt key", marks=pytest.mark.slow),
    ("merge", "a file that is not there"),
    ("collate", "Latin-1 in place of UTF-8"),
    pytest.param("merge", "an introduction that cites nothing known", marks=pytest.mark.slow),
    pytest.param("clean", "a docx that is none", marks=pytest.mark.slow),
)


@pytest.mark.parametrize(("task", "name"), ON_THE_COMMAND_LINE)
def test_on_the_command_line_a_mistake_is_a_message_and_exit_code_1(
    task: str, name: str, project: Path, inv: Inv
) -> None:
    edit, expected = MISTAKES[name]
    before = publish_stand_in(project)
    edit(project / "sources" / SLUG)
    done = inv(task)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"variorum: {AT}{expected}"), done.stderr
    assert "Traceback" not in done.stderr
    assert fingerprint(project / "dist") == before


@pytest.mark.parametrize(
    "task", ["clean", *(pytest.param(task, marks=pytest.mark.slow) for task in ("epub", "check"))]
)
def test_each_task_tells_of_an_unknown_edition_alike(task: str, inv: Inv) -> None:
    done = inv(task, "--edition", "nope")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("variorum: ")
    assert "nope" in done.stderr
    assert "Traceback" not in done.stderr


def test_on_the_command_line_no_edition_at_all_is_a_message(project: Path, inv: Inv) -> None:
    shutil.rmtree(project / "sources")
    done = inv("build")
    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        "variorum: sources: there is no edition here\n  Make one: python3 tasks.py new SLUG FILES…\n",
    )
