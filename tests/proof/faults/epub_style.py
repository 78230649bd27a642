"""Faults in the style of the e-books: words that are there and not seen."""

from tests.proof.fault import OutputFault, Place, in_archive, replacing
from tests.proof.faults.epub import ANT, FOX

SHEETS = ("css/epub.css", "css/epub.css")
HIDING = {
    "left out": "display: none",
    "white": "color: #fff",
    "tiny": "font-size: 0.01em",
    "clipped": "clip-path: inset(50%)",
    "beyond the edge": "position: absolute; left: -9999px",
    "invisible": "visibility: hidden",
    "transparent": "opacity: 0",
}
# The device rules forbid colors before it is asked whether they can be seen.
FORBIDDEN = "a color that the reader cannot change: color: #fff"


def by_a_rule(kind: str, name: str, style: str) -> OutputFault:
    """Return a fault that adds a rule to the style sheet."""

    def plant(content: bytes, place: Place) -> bytes:
        selector = ("#p-i-1", ".part .sources")[place]
        return content + f"\n{selector} {{ {style} }}\n".encode()

    messages = _named("part-i", style), _named("part-i", style)
    return OutputFault(f"{name} by a rule", kind, in_archive(SHEETS, plant), messages)


def by_a_style(kind: str, name: str, style: str) -> OutputFault:
    """Return a fault that gives an element a style of its own."""
    plant = replacing(
        ('id="p-i-1"', f'id="p-i-1" style="{style}"'),
        ('id="p-iv-2"', f'id="p-iv-2" style="{style}"'),
    )
    messages = _named("part-i", style), _named("part-iv", style)
    return OutputFault(f"{name} by its style", kind, in_archive((FOX, ANT), plant), messages)


def _named(document: str, style: str) -> str:
    name = style.rpartition("; ")[2].partition(":")[0]
    return FORBIDDEN if name == "color" else f"{document}.xhtml: “.*” is not visible: {name}"


FAULTS = (
    *(by_a_rule("epub", name, style) for name, style in HIDING.items()),
    *(by_a_style("epub", name, style) for name, style in HIDING.items()),
    by_a_rule("kepub.epub", "left out", HIDING["left out"]),
    by_a_style("kepub.epub", "white", HIDING["white"]),
)
