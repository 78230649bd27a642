"""Mistakes in introduction.md and references.yaml, each with the start of its message."""

from tests.formed_works import PNG
from tests.source.edits import KEY, SETTINGS, WORDS, Mistakes, add, both, change, put

PAGES: Mistakes = {
    "an introduction that cites nothing known": (
        change("introduction.md", "@townsend", "@townsnd"),
        f"introduction.md:3: the citation @townsnd has no reference\n  {KEY} Nearest: @townsend",
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
            "  Fix that line; if its text contains a colon or a bracket, put the text in quotes."
        ),
    ),
    "references with a colon in a title": (
        change("references.yaml", "Aesopica", "Aesopica: The Book"),
        (
            "references.yaml:16: this cannot be read: mapping values are not allowed in "
            "this context\n"
            "  Fix that line; if its text contains a colon or a bracket, put the text in quotes."
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
            "introduction.md:6: a link that is neither to the web (https://…) nor "
            "within the book (#…) is not allowed here: “the first”\n"
            f"  {WORDS}"
        ),
    ),
    "HTML in the introduction": (
        add("introduction.md", "\nMore.\n\n<script>alert(1)</script>\n"),
        (
            "introduction.md:19: HTML (“<script>”) is not possible here\n"
            "  Write it in Markdown, or delete it; if the sign itself is meant, write \\<."
        ),
    ),
    "a comment in the introduction": (
        add("introduction.md", "\nMore. <!-- later -->\n"),
        "introduction.md:17: a comment of HTML is not possible here\n",
    ),
    "a footnote in the introduction": (
        add("introduction.md", "\nMore.[^1]\n\n[^1]: A note.\n"),
        (
            "introduction.md:19: a footnote is not allowed here: [^1]\n"
            "  Write a note in notes.toml, or put its words in parentheses."
        ),
    ),
    "a note among words": (
        add("introduction.md", "\nMore^[a note in it].\n"),
        (
            "introduction.md:17: a footnote is not allowed here: “a note in it”\n"
            "  Write a note in notes.toml, or put these words in parentheses."
        ),
    ),
    "a formula": (
        add("introduction.md", "\nMore $x + 1$.\n"),
        (
            "introduction.md:17: a formula ($…$) is not allowed here: “x + 1”\n"
            "  Write the formula in words, with x^2^ and H~2~O, or as a picture."
        ),
    ),
    "a picture that is not there": (
        add("introduction.md", "\n![a fox](fox.png)\n"),
        (
            "introduction.md:17: the picture fox.png is not in the edition's folder\n"
            "  Put it beside edition.toml, or correct its name."
        ),
    ),
    "a picture without words": (
        both(put("fox.png", PNG), add("introduction.md", "\n![](fox.png)\n")),
        (
            "introduction.md:17: the picture fox.png has no text alternative\n"
            "  Describe it for readers who cannot see it: ![a fox under a vine](fox.png). If it "
            "only decorates the page: ![](fox.png){.decorative}."
        ),
    ),
    "a picture outside the folder": (
        add("introduction.md", "\n![a fox](../fox.png)\n"),
        (
            "introduction.md:17: the picture ../fox.png is outside the edition's folder\n"
            "  Copy it into the folder, and name it there."
        ),
    ),
    "a picture of the web": (
        add("introduction.md", "\n![a fox](https://example.org/fox.png)\n"),
        (
            "introduction.md:17: the picture https://example.org/fox.png is outside the "
            "edition's folder\n  Copy it into the folder, and name it there."
        ),
    ),
    "a picture of an unknown kind": (
        both(put("fox.png", b"BM"), add("introduction.md", "\n![a fox](fox.png)\n")),
        (
            "introduction.md:17: fox.png is no PNG, JPEG, GIF or SVG picture\n"
            "  Save it as one of these."
        ),
    ),
    "a picture among words": (
        both(put("fox.png", PNG), add("introduction.md", "\nSee ![a fox](fox.png).\n")),
        (
            "introduction.md:17: a picture among words is not allowed here: “a fox”\n"
            "  Make it a paragraph of its own, in introduction.md: notes have no pictures."
        ),
    ),
    "a heading in a quotation": (
        add("introduction.md", "\n> ## A heading\n"),
        (
            "introduction.md:17: a heading is not allowed here: “A heading”\n"
            "  Put it outside of lists, tables and quotations."
        ),
    ),
    "a table without heads": (
        change("introduction.md", "| Copy | Fox | Dog |", "|      |     |     |"),
        (
            "introduction.md:12: this table has no header row: “The fables in the copies A”\n"
            "  Add one: screen readers announce the column heads with each cell."
        ),
    ),
    "a cross-reference to nothing": (
        add("introduction.md", "\nSee [](#II) for it, and [](#IX.2).\n"),
        (
            "introduction.md:17: broken link: nothing in the book is called “IX.2”\n"
            "  Link to a place such as #IV.2, or to the id of a note. Nearest: I ¶2, I, III ¶2."
        ),
    ),
    "a division that does not end": (
        add("introduction.md", "\n::: {.aside}\n\nMore.\n"),
        (
            "introduction.md: a block in this text is not closed\n"
            "  Add the closing ::: or the last line of the table."
        ),
    ),
    "a language that cannot be laid out": (
        change(SETTINGS, 'language = "en-GB"', 'language = "ur"\nlabels = "en"'),
        (
            "edition.toml:7: a book in language 'ur' cannot be laid out yet\n"
            "  Missing: a typeface in the Nastaliq style, in which Urdu is read. "
            "What works: inv clean, collate, merge, tei, export."
        ),
    ),
}
