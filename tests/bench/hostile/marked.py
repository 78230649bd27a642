"""Hostile Markdown, TEI, RTF and pictures."""

import struct
import zlib

from tests.bench.hostile.row import PROSE, Files, HostileInput, text_file

ENTITIES = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
LAUGHS = f'<!DOCTYPE TEI [<!ENTITY l0 "boat">{ENTITIES}]>'
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{}</body></text></TEI>'
BRACKETS_AT = r"sources/hostile/a\.md"
TEI_PROSE = "<p>The ferryman kept his boat under the willow.</p>"


def nested(opening: str, closing: str, depth: int, words: str = "The boat.") -> str:
    return opening * depth + words + closing * depth


def _chunk(name: bytes, content: bytes) -> bytes:
    crc = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", crc)


def png(side: int) -> bytes:
    """Return a white picture of so many pixels a side, in a file 8,000 times smaller."""
    row = b"\0" + b"\xff" * (side // 8)
    packer = zlib.compressobj(9)
    content = b"".join([*(packer.compress(row) for _ in range(side)), packer.flush()])
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", content)
        + _chunk(b"IEND", b"")
    )


def _picture(side: int) -> Files:
    picture = '<p><img src="big.png" alt="A boat"></p>'
    page = f"<html><body><p>{PROSE}</p>{picture}<p>{PROSE}</p></body></html>"
    return {"a.html": page.encode(), "big.png": png(side)}


def _markdown(text: str) -> HostileInput:
    return HostileInput(
        f"Markdown: {text.splitlines()[0][:40]}", text_file(f"{PROSE}\n{text}\n\n{PROSE}", "a.md")
    )


def _xml(body: str, start: str = "") -> Files:
    return {"a.xml": (start + TEI.format(body)).encode()}


MARKED = (
    *(
        HostileInput(
            f"Markdown: {depth:,} nested [",
            text_file(f"{PROSE}\n{nested('[', ']', depth)}\n", "a.md"),
            rf"{BRACKETS_AT}:5: more than 8 brackets",
        )
        for depth in (20, 200, 100_000)
    ),
    HostileInput(
        "Markdown: 24 [ that do not end",
        text_file(f"{PROSE}\n{'[' * 24}boat{']' * 3}\n", "a.md"),
        rf"{BRACKETS_AT}:5: more than 8 brackets",
    ),
    HostileInput("Markdown: 6 nested [", text_file(f"{PROSE}\n{nested('[', ']', 6)}\n", "a.md")),
    HostileInput(
        "Markdown: 5,000 nested *", text_file(f"{PROSE}\n{nested('*a ', ' b*', 5000)}\n", "a.md")
    ),
    *(
        HostileInput(
            f"Markdown: 5,000 nested {name}",
            text_file(f"{PROSE}\n{text}\n", "a.md"),
            r"sources/hostile/a\.md",
        )
        for name, text in (
            (">", nested("> ", "", 5000)),
            ("lists", "\n".join("  " * n + "- a" for n in range(5000))),
            ("<div>", nested("<div>\n", "</div>\n", 5000)),
        )
    ),
    *map(
        _markdown,
        (
            "1986. What a season",
            "(a) first\n(b) second",
            "---\ntitle: The Boat\nauthor: A. Writer\n---",
            "[^1]: A note that nothing calls.",
            "The lake is deep [@smith, p. 3] and $x$ wide.",
            "<!-- a comment --> and <script>x</script> <textarea>words</textarea>",
            "@fig a # heading {.class #id} `code`{=html}",
        ),
    ),
    HostileInput(
        "Markdown: a YAML header first",
        text_file(f"---\ntitle: The Boat\nabstract: In it.\n---\n\n{PROSE}", "a.md"),
    ),
    HostileInput("TEI: entities within entities", lambda: _xml("<p>&l9;</p>", LAUGHS), r"a\.xml"),
    HostileInput(
        "TEI: 100,000 elements deep",
        lambda: _xml(nested("<p>", "</p>", 100_000)),
        r"a\.xml(:\d+)?: ",
    ),
    HostileInput("TEI: 90 quotations deep", lambda: _xml(nested("<q>", "</q>", 90) + TEI_PROSE)),
    HostileInput(
        "TEI: 10,000 attributes",
        lambda: _xml("<p " + " ".join(f'a{n}="x"' for n in range(10_000)) + ">The boat.</p>"),
    ),
    HostileInput(
        "RTF: groups 100,000 deep",
        text_file(r"{\rtf1 " + nested("{", "}", 100_000) + "}", "a.rtf"),
        r"sources/hostile/a\.rtf",
    ),
    HostileInput(
        "RTF: groups that do not end",
        text_file(r"{\rtf1 " + "{\\b " * 100_000 + " The boat.", "a.rtf"),
        r"sources/hostile/a\.rtf",
    ),
    HostileInput(
        "RTF: 200 groups deep", text_file(r"{\rtf1 " + nested("{", "}", 200) + "}", "a.rtf")
    ),
    HostileInput(
        "a picture of 200 MB",
        lambda: {**_picture(8), "big.png": png(8) + bytes(200_000_000)},
        r"sources/hostile/big\.png: this file has 200,",
    ),
    HostileInput("a picture of 50,000 by 50,000 pixels", lambda: _picture(50_000), task="merge"),
    HostileInput("the same, in a whole build", lambda: _picture(50_000), "big.png", "build"),
)
