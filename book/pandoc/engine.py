"""Call pandoc, and take the tree of a document as it writes it in JSON (pandoc-types, Text.Pandoc.Definition)."""

import json
import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pypandoc

from book.errors import EditionError

# The bundled pandoc, not an older one that stands first on PATH (pypandoc would take the highest version).
os.environ.setdefault("PYPANDOC_PANDOC", str(Path(pypandoc.__file__).parent / "files" / "pandoc"))

Node = dict[str, Any]
DIED = re.compile(r'^Pandoc died with exitcode "\d+" during conversion: ')
YAML_PLACE = re.compile(r"YAML parse exception at line (\d+)")  # counted from 0


def read_file(path: Path, reader: str, file: str) -> list[Node]:
    """Give the blocks of a document on disk; `file` names it in errors."""
    return _tree(lambda: pypandoc.convert_file(str(path), "json", format=reader, extra_args=["--sandbox", "--quiet"]), file)


def read_text(source: str, reader: str, arguments: Sequence[str], file: str) -> list[Node]:
    """Give the blocks of a text."""
    return _tree(lambda: pypandoc.convert_text(source, "json", format=reader, extra_args=["--sandbox", "--quiet", *arguments]), file)


def convert(source: str, reader: str, writer: str, file: str) -> str:
    """Write a text in another format."""
    return str(
        _told(lambda: pypandoc.convert_text(source, writer, format=reader, extra_args=["--sandbox", "--quiet", "--wrap=none"]), file)
    )


def _tree(call: Callable[[], str], file: str) -> list[Node]:
    blocks: list[Node] = json.loads(_told(call, file))["blocks"]
    return blocks


def _told(call: Callable[[], str], file: str) -> str:
    """Call pandoc, and tell of what it cannot read."""
    try:
        return call()
    except RuntimeError as error:
        said = DIED.sub("", str(error).strip())
        at = YAML_PLACE.search(said)
        raise EditionError(
            f"this cannot be read: {said.splitlines()[-1]}",
            file=file,
            line=int(at[1]) + 1 if at else 0,
            remedy="Mend what it says; at a colon or a bracket, put the words in quotes." if at else "Is it the right kind? Save it anew.",
        ) from error


def node(found: Node) -> tuple[str, Any]:
    """Give a node's type and its content, which its type determines."""
    return found["t"], found.get("c")
