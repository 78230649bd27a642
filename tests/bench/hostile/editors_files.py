"""Hostile files of an editor: TOML, Markdown and YAML."""

from collections.abc import Callable

from tests.bench.hostile.marked import nested
from tests.bench.hostile.row import PROSE, Files, HostileInput

NOTE = '[[note]]\nlemma = "ferryman"\ntext = """{}"""\n'
ALIASES = "".join(f"a{n + 1}: &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]\n" for n in range(9))
BOMB = f"a0: &a0 [boat, boat, boat]\n{ALIASES}references: *a9\n"


def _file(name: str, content: str, times: int = 1) -> Callable[[], Files]:
    return lambda: {"a.txt": PROSE.encode(), name: content.encode() * times}


def _edited(title: str, name: str, content: str, refused: str = "", times: int = 1) -> HostileInput:
    return HostileInput(title, _file(name, content, times), refused, "merge")


def _edition(settings: str) -> HostileInput:
    return HostileInput(
        "edition.toml nested 5,000 deep",
        _file("b.txt", ""),
        r"sources/hostile/edition\.toml:\d+: ",
        settings=settings,
    )


def _boats(unit: str) -> bytes:
    return "".join(map(unit.format, range(5000))).encode()


INTRODUCTION, NOTES = "introduction.md", "notes.toml"
AT_NOTE, AT_LINE_1 = r"sources/hostile/notes\.toml:\d+: ", r"sources/hostile/notes\.toml:1: "
DEPTHS = (6, 20, 200)
ENTRY = '[[entry]]\nheading = "h{}"\nmatch = "*a*e*r*"\n'
DAYS = '[[note]]\nlemma = "day {} the"\ntext = "On that day."\n'
TERM = f'[[term]]\nterm = "boat"\ndefinition = "e{chr(0x301) * 100_000}"\n'
HALF_OPEN = "[" * 24 + "boat" + "]" * 3
OPENED = r"introduction\.md:1: more than 8 brackets"

EDITORS_FILES = (
    _edited("references.yaml: aliases within aliases", "references.yaml", BOMB, r"\.yaml:2: "),
    _edited(
        "references.yaml: 10,000 deep",
        "references.yaml",
        "references: " + nested("[", "]", 10_000, ""),
        r"references\.yaml",
    ),
    *(
        _edited(
            f"{INTRODUCTION}: {depth} nested [",
            INTRODUCTION,
            nested("[", "]", depth),
            OPENED if depth > 8 else "",
        )
        for depth in DEPTHS
    ),
    *(
        _edited(
            f"{NOTES}: {depth} nested [",
            NOTES,
            NOTE.format(nested("[", "]", depth)),
            AT_NOTE if depth > 8 else "",
        )
        for depth in DEPTHS
    ),
    _edited(f"{INTRODUCTION}: 24 [ that do not end", INTRODUCTION, HALF_OPEN, OPENED),
    _edited(
        f"{INTRODUCTION}: 5,000 quotations deep",
        INTRODUCTION,
        nested("> ", "", 5000),
        r"introduction\.md:1: ",
    ),
    _edited(
        f"{INTRODUCTION} of 200 MB",
        INTRODUCTION,
        "The boat lay. ",
        r"introduction\.md: this file has",
        14_285_715,
    ),
    _edited(f"{INTRODUCTION} of 1 MB", INTRODUCTION, f"{PROSE}\n", "", 8_000),
    _edited(f"{NOTES} nested 5,000 deep", NOTES, f"x = {nested('[', ']', 5000, '')}", AT_LINE_1),
    _edited(f"{NOTES} with a key of 5,000 names", NOTES, ".".join("a" * 5000) + " = 1", AT_LINE_1),
    _edited(f"{NOTES} with 5,000 tables in tables", NOTES, nested("a={", "}", 5000), AT_LINE_1),
    _edited(f"{NOTES} with 100,000 digits", NOTES, "x = " + "1" * 100_000, AT_LINE_1),
    _edited(
        f"{NOTES} with 20,000 equal notes",
        NOTES,
        NOTE.format("On it."),
        rf"{AT_NOTE}this note is there twice",
        20_000,
    ),
    _edited(
        f"{NOTES} with 20,000 notes at a word",
        NOTES,
        "".join(NOTE.format(f"On it, {number}.") for number in range(20_000)),
        rf"{AT_NOTE}20,000 notes at one word",
    ),
    HostileInput(
        f"{NOTES} with 5,000 notes at 5,000 places",
        lambda: {"a.txt": _boats("On day {} the boat lay at the shore.\n\n"), NOTES: _boats(DAYS)},
        task="merge",
    ),
    _edited(
        f"{NOTES} of 50 MB", NOTES, NOTE.format("The boat. "), r"notes\.toml: this file", 1_000_000
    ),
    _edition(f"x = {nested('[', ']', 5000, '')}"),
    _edited("index.toml with 5,000 entries", "index.toml", "".join(map(ENTRY.format, range(5000)))),
    _edited("glossary.toml: 100,000 marks on a letter", "glossary.toml", TERM, r"\.toml:3: "),
)
