"""Write folders of small editions, as an editor has them: three copies with a scribe's errors, notes, an index, an introduction."""

from pathlib import Path
from random import Random

from tests.bench.witness_generator import WitnessGenerator

PARTS, WORDS = 3, 700  # words a part: with its notes the book has some 30 pages
NOTES, RATE = 12, 0.01  # notes a book, errors a word
NUMERALS = ("I", "II", "III", "IV", "V")


def write_editions(root: Path, count: int) -> tuple[str, ...]:
    """Write so many editions into `root`/sources; the same number has the same edition anywhere. Give their slugs."""
    return tuple(_write(root, number) for number in range(count))


def _write(root: Path, number: int) -> str:
    slug = f"made-{number:05}"
    folder = root / "sources" / slug
    folder.mkdir(parents=True)
    scribe = WitnessGenerator(number)
    parts = [scribe.write(WORDS) for _ in range(PARTS)]
    headings = [
        f"{numeral}. {scribe.random.choice(scribe.words[40:]).capitalize()}"
        for numeral in NUMERALS[:PARTS]
    ]
    for siglum in "abc":
        copies = [
            part if siglum == "a" else scribe.copy(part, RATE, 0).paragraphs for part in parts
        ]
        text = "\n\n".join(
            line
            for heading, copy in zip(headings, copies, strict=True)
            for line in (heading, *copy)
        )
        (folder / f"copy-{siglum}.txt").write_text(f"{text}\n", "utf-8")
    words = " ".join(paragraph for part in parts for paragraph in part).split()
    (folder / "notes.toml").write_text("\n".join(_notes(words, scribe.random)), "utf-8")
    (folder / "index.toml").write_text("\n".join(_entries(words, scribe.random)), "utf-8")
    (folder / "introduction.md").write_text(
        f"# How it was made\n\n{scribe.write(120)[0]}\n", "utf-8"
    )
    (folder / "edition.toml").write_text(_settings(slug, number, headings), "utf-8")
    return slug


def _notes(words: list[str], random: Random) -> list[str]:
    """Write notes at lemmas of five words, which are there once: with so many no other place has the same."""
    length = len(words) // NOTES
    starts = [at + random.randrange(length - 5) for at in range(0, len(words) - length + 1, length)]
    text = "Of this see {}, and what is said there."
    return [
        f'[[note]]\nlemma = "{_lemma(words, start)}"\ntext = "{text.format(words[start])}"\n'
        for start in starts
    ]


def _lemma(words: list[str], start: int) -> str:
    """Take five words of one sentence, from `start` or before it."""
    taken = words[start : start + 5]
    while any(word.endswith(".") for word in taken[:-1]):
        start -= 1
        taken = words[start : start + 5]
    return " ".join(taken).rstrip(".")


def _entries(words: list[str], random: Random) -> list[str]:
    found = sorted({word.strip(".").lower() for word in random.sample(words, 10) if len(word) > 4})
    return [f'[[entry]]\nheading = "{word}"\nmatch = "{word}"\n' for word in found]


def _settings(slug: str, number: int, headings: list[str]) -> str:
    witnesses = "".join(
        f'\n[[witness]]\nsiglum = "{siglum.upper()}"\nfile = "copy-{siglum}.txt"\nrole = "text"\ntitle = "The {name} copy"\n'
        for siglum, name in zip("abc", ("first", "second", "third"), strict=True)
    )
    outline = ", ".join(f'"{heading}"' for heading in headings)
    return (
        f'[edition]\ntitle = "Made-up Work {number}"\nlanguage = "en"\ndate = "2026"\neditor = "A WitnessGenerator"\n'
        f'publisher = "The Press"\nidentifier = "urn:x-made:{number}"\nrights = "None."\nslug = "{slug}"\n\n'
        f'[work]\ntitle = "Made-up Work {number}"\nauthor = "A Machine"\ndate = "2026"\noutline = [{outline}]\n{witnesses}'
    )
