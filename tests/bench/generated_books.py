"""Write folders of small editions as an editor has them.

Each has three copies with errors, notes, an index and an introduction.
"""

from pathlib import Path
from random import Random

from tests.bench.witness_generator import WitnessGenerator

PARTS, WORDS = 3, 700  # words a part: with its notes the book has about 30 pages
NOTES, RATE = 12, 0.01  # notes a book, errors a word
NUMERALS = ("I", "II", "III", "IV", "V")
COPIES = {"a": "first", "b": "second", "c": "third"}

Part = tuple[str, ...]  # its paragraphs


def write_editions(root: Path, count: int) -> tuple[str, ...]:
    """Write so many editions into `root`/sources; return their slugs.

    The same number has the same edition anywhere.
    """
    return tuple(_write_edition(root, number) for number in range(count))


def _write_edition(root: Path, number: int) -> str:
    slug = f"made-{number:05}"
    folder = root / "sources" / slug
    folder.mkdir(parents=True)
    generator = WitnessGenerator(number)
    parts = [generator.write(WORDS) for _ in range(PARTS)]
    headings = [_heading(numeral, generator) for numeral in NUMERALS[:PARTS]]
    _write_copies(folder, parts, headings, generator)
    words = _words(parts)
    contents = {
        "notes.toml": _notes(words, generator.random),
        "index.toml": _entries(words, generator.random),
        "introduction.md": f"# How it was made\n\n{generator.write(120)[0]}\n",
        "edition.toml": _settings(slug, number, headings),
    }
    for name, content in contents.items():
        (folder / name).write_text(content, "utf-8")
    return slug


def _words(parts: list[Part]) -> list[str]:
    return " ".join(paragraph for part in parts for paragraph in part).split()


def _heading(numeral: str, generator: WitnessGenerator) -> str:
    return f"{numeral}. {generator.random.choice(generator.words[40:]).capitalize()}"


def _write_copies(
    folder: Path, parts: list[Part], headings: list[str], generator: WitnessGenerator
) -> None:
    """Write the copies; the first has no errors."""
    for letter in COPIES:
        copies = parts
        if letter != "a":
            copies = [generator.copy(part, RATE, 0).paragraphs for part in parts]
        text = _join(headings, copies)
        (folder / f"copy-{letter}.txt").write_text(text, "utf-8")


def _join(headings: list[str], parts: list[Part]) -> str:
    """Return the text of a copy: each part after its heading."""
    lines: list[str] = []
    for heading, paragraphs in zip(headings, parts, strict=True):
        lines += [heading, *paragraphs]
    return "\n\n".join(lines) + "\n"


def _notes(words: list[str], random: Random) -> str:
    """Return notes at lemmas of five words; with so many, no other place has the same."""
    length = len(words) // NOTES
    limits = range(0, len(words) - length + 1, length)
    starts = [limit + random.randrange(length - 5) for limit in limits]
    return "\n".join(_note(words, start) for start in starts)


def _note(words: list[str], start: int) -> str:
    text = f"Of this see {words[start]}, and what is said there."
    return f'[[note]]\nlemma = "{_lemma(words, start)}"\ntext = "{text}"\n'


def _lemma(words: list[str], start: int) -> str:
    """Return five words of one sentence, from `start` or before it."""
    lemma = words[start : start + 5]
    while any(word.endswith(".") for word in lemma[:-1]):
        start -= 1
        lemma = words[start : start + 5]
    return " ".join(lemma).rstrip(".")


def _entries(words: list[str], random: Random) -> str:
    sample = [word for word in random.sample(words, 10) if len(word) > 4]
    headings = sorted({word.strip(".").lower() for word in sample})
    return "\n".join(f'[[entry]]\nheading = "{h}"\nmatch = "{h}"\n' for h in headings)


def _settings(slug: str, number: int, headings: list[str]) -> str:
    outline = ", ".join(f'"{heading}"' for heading in headings)
    witnesses = "".join(_witness(letter, name) for letter, name in COPIES.items())
    return f"""[edition]
title = "Made-up Work {number}"
language = "en"
date = "2026"
editor = "A Scribe"
publisher = "The Press"
identifier = "urn:x-made:{number}"
rights = "None."
slug = "{slug}"

[work]
title = "Made-up Work {number}"
author = "A Machine"
date = "2026"
outline = [{outline}]
{witnesses}"""


def _witness(letter: str, name: str) -> str:
    return f"""
[[witness]]
siglum = "{letter.upper()}"
file = "copy-{letter}.txt"
role = "text"
title = "The {name} copy"
"""
