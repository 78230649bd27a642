"""Mistakes in the files of the witnesses, each with the start of its message."""

from tests.conftest import SLUG
from tests.source.edits import (
    ENCODING,
    SETTINGS,
    UTF16,
    Mistakes,
    both,
    change,
    linked,
    put,
    renamed_b,
    witness_b,
)

WITNESSES: Mistakes = {
    "a file that is not there": (
        change(SETTINGS, "web-copy.txt", "web.txt"),
        (
            "edition.toml:29: no such file: web.txt\n"
            "  Text files in this folder: reflexion.txt, townsend.txt, web-copy.txt."
        ),
    ),
    "a file in the folder above": (
        both(
            change(SETTINGS, "web-copy.txt", "../x.txt"), put("../x.txt", b"I. The Fox\nA Fox.\n")
        ),
        f"edition.toml:29: ../x.txt is outside the edition's folder\n  Copy it into {SLUG}/.",
    ),
    "a file anywhere on the disk": (
        change(SETTINGS, "web-copy.txt", "/etc/passwd"),
        (f"edition.toml:29: /etc/passwd is outside the edition's folder\n  Copy it into {SLUG}/."),
    ),
    "a link to a file outside": (
        linked("web-copy.txt"),
        (f"edition.toml:29: web-copy.txt is outside the edition's folder\n  Copy it into {SLUG}/."),
    ),
    "an introduction that is a link to a file outside": (
        linked("introduction.md"),
        f"introduction.md: this file is outside the edition's folder\n  Copy it into {SLUG}/.",
    ),
    "a kind of file that is not read": (
        renamed_b("x.doc", b"words"),
        (
            "edition.toml:29: unsupported kind of file: x.doc\n"
            "  Supported: .txt .text .md .html .htm .xhtml .docx .odt .rtf .epub"
        ),
    ),
    "a docx that is none": (
        renamed_b("x.docx", b"hello"),
        (
            "x.docx: this is not the archive that its ending says\n"
            "  Check that the file really has the format of its ending, then save it again in that "
            "format."
        ),
    ),
    "an odt that is none": (
        renamed_b("x.odt", b"hello"),
        "x.odt: this is not the archive that its ending says",
    ),
    "an empty file": (
        put("web-copy.txt", b" \n\n"),
        (
            "web-copy.txt: this witness is empty\n"
            "  Add the text, or leave the file out (in edition.toml, remove its [[witness]])."
        ),
    ),
    "a page without words": (
        renamed_b("x.html", b"<html><body><img src='x.png'></body></html>"),
        (
            "x.html: this witness is empty\n"
            "  Add the text, or leave the file out (in edition.toml, remove its [[witness]])."
        ),
    ),
    "nothing but furniture": (
        put(
            "web-copy.txt",
            "<< 1 2 3 >>\nShare this page\n© 2004 The Pages. All rights reserved.\n".encode(),
        ),
        (
            "web-copy.txt: cleaning removed every line of this witness; nothing is left to print\n"
            "  Check that it is the right file. If a rule removed text, list patterns that match "
            "the lines to keep under `keep` of this witness in edition.toml."
        ),
    ),
    "Latin-1 in place of UTF-8": (
        put("web-copy.txt", "I. The Fox and the Grapes\n\nThe café fox.\n".encode("latin-1")),
        f"web-copy.txt:3: byte 0xe9 is not valid UTF-8\n  {ENCODING}",
    ),
    "Latin-1 with the line ends of an old Macintosh": (
        put("web-copy.txt", "I. The Fox and the Grapes\r\rThe café fox.\r".encode("latin-1")),
        f"web-copy.txt:3: byte 0xe9 is not valid UTF-8\n  {ENCODING}",
    ),
    "an encoding that the file is not in": (
        witness_b('encoding = "ascii"'),
        f"web-copy.txt:4: byte 0xe2 is not valid ASCII\n  {ENCODING}",
    ),
    "UTF-16 without a mark": (
        put("web-copy.txt", UTF16),
        (
            "web-copy.txt:1: this is not plain text: it contains a NUL character\n"
            '  If it is text in UTF-16, save it as UTF-8, or write encoding = "utf-16-le" in its '
            "[[witness]] in edition.toml."
        ),
    ),
    "UTF-16 of the other byte order, with a letter that UTF-8 has not": (
        put("web-copy.txt", "The fox © X.\n".encode("utf-16-be")),
        (
            "web-copy.txt:1: this is not plain text: it contains a NUL character\n"
            '  If it is text in UTF-16, save it as UTF-8, or write encoding = "utf-16-be" in its '
            "[[witness]] in edition.toml."
        ),
    ),
    "a NUL": (
        put("web-copy.txt", b"I. The Fox\nA \0fox\n"),
        "web-copy.txt:2: this is not plain text: it contains a NUL character\n",
    ),
}
