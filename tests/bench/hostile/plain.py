"""Hostile plain texts, and hostile settings for them."""

from tests.bench.hostile.row import PROSE, Files, HostileInput, text_file

ACUTE = "\N{COMBINING ACUTE ACCENT}"
PARAGRAPH = "The ferryman kept his boat under the willow, and nobody crossed before noon."
LONG_LINE = r"sources/hostile/a\.txt:1: this line has 20,000,040 characters"


def _many_witnesses(count: int) -> Files:
    return {f"w{n}.txt": PROSE.encode() for n in range(count)}


def _repeated(count: int, *, altered: bool) -> Files:
    first = "\n\n".join([PARAGRAPH] * count)
    words = PARAGRAPH.split()
    others = (
        " ".join([*words[: n % 13], f"word{n}", *words[n % 13 + 1 :]]) if altered else PARAGRAPH
        for n in range(count)
    )
    return {"a.txt": first.encode(), "b.txt": "\n\n".join(others).encode()}


def _million_lines() -> Files:
    rows = (f"{n},{n * 7 % 1000},item {n % 97},{n % 10}.{n % 7}" for n in range(1_000_000))
    return {"a.txt": "\n".join(rows).encode()}


def _line(length: int) -> Files:
    return {
        "a.txt": ("The boat lay at the shore of the lake. " * (length // 39 + 2))[:length].encode()
    }


PLAIN = (
    HostileInput(
        'drop = ["(a+)+$"] on 40 letters and one more',
        text_file(f"{'a' * 40}b\n\n{PROSE}"),
        r"sources/hostile/a\.txt:1: .*\(a\+\)\+\$|edition\.toml:\d+",
        witness="drop = ['(a+)+$']",
    ),
    HostileInput(
        'drop = ["(a|aa)+$"] on 40 letters and one more',
        text_file(f"{'a' * 40}b\n\n{PROSE}"),
        r"sources/hostile/a\.txt:1: |edition\.toml:\d+",
        witness="drop = ['(a|aa)+$']",
    ),
    HostileInput(
        "the same on 2,000 lines",
        text_file(f"{'a' * 40}b\n" * 2000 + f"\n{PROSE}"),
        r"sources/hostile/a\.txt:1: |edition\.toml:\d+",
        witness="drop = ['(a|aa)+$']",
    ),
    HostileInput(
        "a pattern nested 5,000 deep",
        text_file(PROSE),
        r"sources/hostile/edition\.toml:\d+: ",
        witness=f"drop = ['{'(' * 5000}a{')' * 5000}']",
    ),
    HostileInput(
        "a pattern of (((a{1000}){1000}){1000})",
        text_file(PROSE),
        r"sources/hostile/edition\.toml:\d+: ",
        witness="drop = ['(((a{1000}){1000}){1000})']",
    ),
    HostileInput("30 combining marks on a letter", text_file(f"e{ACUTE * 30} boat\n\n{PROSE}")),
    *(
        HostileInput(
            f"{count:,} combining marks on a letter",
            text_file(f"The shore.\n\ne{ACUTE * count} boat\n\n{PROSE}"),
            rf"sources/hostile/a\.txt:3: a letter has {count:,} combining marks",
        )
        for count in (31, 32_000, 100_000)
    ),
    HostileInput(
        "10,000 witnesses",
        lambda: _many_witnesses(10_000),
        r"sources/hostile/edition\.toml:\d+: an edition of 10,000 witnesses",
        witnesses=tuple(f"w{n}.txt" for n in range(10_000)),
    ),
    HostileInput(
        "100 witnesses",
        lambda: _many_witnesses(100),
        witnesses=tuple(f"w{n}.txt" for n in range(100)),
    ),
    HostileInput(
        "one paragraph 10,000 times",
        lambda: _repeated(10_000, altered=False),
        witnesses=("a.txt", "b.txt"),
    ),
    HostileInput(
        "one paragraph 10,000 times, and each time with another word",
        lambda: _repeated(10_000, altered=True),
        witnesses=("a.txt", "b.txt"),
    ),
    HostileInput("one line of 4.9 MB", lambda: _line(4_900_000)),
    HostileInput("one line of 20 MB", lambda: _line(20_000_040), LONG_LINE),
    HostileInput(
        "one line of 20 MB, without a space", lambda: {"a.txt": b"x" * 20_000_040}, LONG_LINE
    ),
    HostileInput(
        "a million lines of a table",
        _million_lines,
        r"a\.txt:1000000: this file has 1,000,000 lines",
    ),
    HostileInput(
        "20 MB of line ends and one word",
        lambda: {"a.txt": b"\n" * 20_000_000 + PROSE.encode()},
        r"a\.txt:20,?000,?003: this file has 20,000,003 lines",
    ),
)
