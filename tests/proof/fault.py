"""What a planted fault is, and how its content is altered."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from book.errors import EditionError

Place = int  # 0 or 1: each fault is planted in two places, or it might be found by chance


@dataclass(frozen=True, slots=True)
class OutputFault:
    """A fault in a rendered output.

    `kind` is that of the output (`book.pipeline.proofs`). `plant` returns the content with the
    fault in it, and `messages` are patterns of which the first must be in the error for the first
    place, the second in the error for the second.
    """

    name: str
    kind: str
    plant: Callable[[bytes, Place], bytes]
    messages: tuple[str, str]


@dataclass(frozen=True, slots=True)
class StageFault:
    """A fault in what a stage returns.

    `function` is the stage as the pipeline calls it, such as "book.pipeline.edition.annotate", and
    `alter` returns its result with the fault in it.
    """

    name: str
    function: str
    alter: Callable[[Any, Place], Any]
    messages: tuple[str, str]


# ── Altering content ─────────────────────────────────────────────────────────────────────────────


def replacing(*pairs: tuple[str, str]) -> Callable[[bytes, Place], bytes]:
    """Return a function that replaces a text, a different one in each place.

    >>> replacing(("a", "x"), ("b", "y"))(b"abc", 1)
    b'ayc'
    """

    def plant(content: bytes, place: Place) -> bytes:
        old, new = pairs[place]
        text = content.decode()
        assert old in text, f"{old!r} is not there to be replaced"
        return text.replace(old, new, 1).encode()

    return plant


def substituting(*pairs: tuple[str, str]) -> Callable[[bytes, Place], bytes]:
    """Return a function that replaces what matches a pattern, a different one in each place.

    >>> substituting(("[a-c]", "x"), ("c$", "y"))(b"abc", 0)
    b'xbc'
    """

    def plant(content: bytes, place: Place) -> bytes:
        pattern, new = pairs[place]
        text, number = re.subn(pattern, new, content.decode(), count=1, flags=re.DOTALL)
        assert number, f"nothing matches {pattern!r}"
        return text.encode()

    return plant


def in_archive(
    names: tuple[str, str], plant: Callable[[bytes, Place], bytes]
) -> Callable[[bytes, Place], bytes]:
    """Return a function that plants a fault in a file of a ZIP archive, by the end of its name."""

    def plant_in_file(content: bytes, place: Place) -> bytes:
        altered = io.BytesIO()
        hits = 0
        with (
            zipfile.ZipFile(io.BytesIO(content)) as archive,
            zipfile.ZipFile(altered, "w") as copy,
        ):
            for member in archive.infolist():
                data = archive.read(member)
                if member.filename.endswith(names[place]):
                    data, hits = plant(data, place), hits + 1
                copy.writestr(member, data)
        assert hits == 1, f"{hits} files end with {names[place]}"
        return altered.getvalue()

    return plant_in_file


# ── Names and messages ───────────────────────────────────────────────────────────────────────────


def name_of(fault: OutputFault | StageFault) -> str:
    """Return the name of a fault, after the output or the stage."""
    where = fault.kind if isinstance(fault, OutputFault) else fault.function.rpartition(".")[2]
    return f"{where}: {fault.name}"


def assert_named(error: EditionError, fault: OutputFault | StageFault, place: Place) -> None:
    """Assert that an error names a fault."""
    assert re.search(fault.messages[place], str(error), re.DOTALL), str(error)
