"""Mistakes in introduction.md and references.yaml, each with the start of its message."""

from tests.source.edits import BLOCKS, KEY, SETTINGS, WORDS, Mistakes, add, change, put

PAGES: Mistakes = {
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
    "code in the introduction": (
        add("introduction.md", "\nMore.\n\n    print(1)\n"),
        (
            "introduction.md:19: an indented or fenced block of code is not allowed here: "
            f"“print(1)”\n  {BLOCKS}"
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
    "a list in a list": (
        change("introduction.md", "*the first*.\n", "*the first*.\n    - nested\n"),
        (
            "introduction.md:7: a list is not allowed here: “nested”\n"
            "  A list item or a table cell can hold only paragraphs."
        ),
    ),
    "a division that does not end": (
        add("introduction.md", "\n::: {.aside}\n\nMore.\n"),
        (
            "introduction.md: a block in this text is not closed\n"
            "  Add the closing ::: or the last line of the table."
        ),
    ),
}
