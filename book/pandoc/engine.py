"""Call pandoc, and take the tree of a document as it writes it in JSON (pandoc-types, Text.Pandoc.Definition)."""

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
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


def write(document: Node, writer: str, date: str) -> bytes:
    """Write a document of pandoc's in one of its formats, such as "docx"; `date` (YYYY, YYYY-MM, YYYY-MM-DD) is all it knows of time."""
    seconds = int(datetime.fromisoformat((date + "0000-01-01"[len(date) :])[:10]).replace(tzinfo=UTC).timestamp())
    command = [os.environ["PYPANDOC_PANDOC"], "--from=json", f"--to={writer}", "--standalone", "--wrap=none", "--output=-"]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(seconds)}
    return subprocess.run(command, input=json.dumps(document).encode(), env=environment, stdout=subprocess.PIPE, check=True).stdout


def read_words(content: bytes, reader: str) -> str:
    """Give the words of a document that pandoc wrote, notes at their calls."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        return "".join(_strings(read_file(Path(file.name), reader, reader)))


def _strings(content: Any) -> Iterator[str]:
    if isinstance(content, dict) and content.get("t") in ("Str", "Space", "SoftBreak"):
        yield content.get("c", " ")
    else:
        for part in content.values() if isinstance(content, dict) else content if isinstance(content, list) else ():
            yield from _strings(part)


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
