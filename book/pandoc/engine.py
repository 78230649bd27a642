"""Call pandoc, and take the tree of a document as it writes it in JSON (pandoc-types, Text.Pandoc.Definition)."""

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pypandoc

from book.errors import EditionError
from book.text.dates import first_instant

# The bundled pandoc, not an older one that stands first on PATH (pypandoc would take the highest version).
os.environ.setdefault("PYPANDOC_PANDOC", str(Path(pypandoc.__file__).parent / "files" / "pandoc"))

Node = dict[str, Any]
DIED = re.compile(r'^Pandoc died with exitcode "\d+" during conversion: ')
YAML_PLACE = re.compile(r"YAML parse exception at line (\d+)")  # counted from 0


def read_file(path: Path, reader: str, file: str) -> list[Node]:
    """Give the blocks of a document on disk; `file` names it in errors."""
    return _tree(
        lambda: pypandoc.convert_file(
            str(path), "json", format=reader, extra_args=["--sandbox", "--quiet"]
        ),
        file,
    )


def read_text(source: str, reader: str, arguments: Sequence[str], file: str) -> list[Node]:
    """Give the blocks of a text."""
    return _tree(
        lambda: pypandoc.convert_text(
            source, "json", format=reader, extra_args=["--sandbox", "--quiet", *arguments]
        ),
        file,
    )


def write_document(document: Node, writer: str, date: str) -> bytes:
    """Write a document of pandoc's in one of its formats, such as "docx"; `date` (YYYY, YYYY-MM, YYYY-MM-DD) is all it knows of time."""
    seconds = int(first_instant(date).timestamp())
    document = _escaped(document) if writer.startswith("markdown") else document
    command = [
        os.environ["PYPANDOC_PANDOC"],
        "--from=json",
        f"--to={writer}",
        "--standalone",
        "--wrap=none",
        "--output=-",
    ]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(seconds)}
    return subprocess.run(
        command,
        input=json.dumps(document).encode(),
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    ).stdout


ACTIVE = re.compile(r"[&@]")
OPENING = re.compile(
    r"(\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+|#)(?=[.)]$)|)([.)]|[-+=:](?=[-=:]|$))"
)  # of a list, a rule, a division


def _escaped(content: Any) -> Any:
    """Escape what pandoc 3.9 writes into Markdown as it is and reads back as something else: "&lt;", "(@fox", a paragraph "1. a"."""
    if isinstance(content, dict):
        made = {key: _escaped(value) for key, value in content.items()}
        return made | {"c": _opened(made["c"])} if content.get("t") in ("Para", "Plain") else made
    if isinstance(content, list):
        return [
            made
            for part in content
            for made in (_word(part["c"]) if _is_word(part) else [_escaped(part)])
        ]
    return content


def _is_word(part: Any) -> bool:
    return isinstance(part, dict) and part.get("t") == "Str"


def _word(text: str) -> list[Node]:
    made: list[Node] = []
    at = 0
    for found in ACTIVE.finditer(text):
        made += [
            {"t": "Str", "c": text[at : found.start()]},
            {"t": "RawInline", "c": ["markdown", f"\\{found[0]}"]},
        ]
        at = found.end()
    return [*made, {"t": "Str", "c": text[at:]}]


def _opened(inlines: list[Node]) -> list[Node]:
    """Escape the mark with which a paragraph begins."""
    found = OPENING.match(inlines[0]["c"]) if inlines and _is_word(inlines[0]) else None
    if not found:
        return inlines
    text = inlines[0]["c"]
    mark: Node = {"t": "RawInline", "c": ["markdown", f"\\{found[2]}"]}
    return [{"t": "Str", "c": found[1]}, mark, {"t": "Str", "c": text[found.end() :]}, *inlines[1:]]


def read_plaintext(content: bytes, reader: str) -> str:
    """Give the words of a document that pandoc wrote, notes at their calls."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        return "".join(_strings(read_file(Path(file.name), reader, reader)))


def _strings(content: Any) -> Iterator[str]:
    if isinstance(content, dict) and content.get("t") in ("Str", "Space", "SoftBreak"):
        yield content.get("c", " ")
    else:
        for part in (
            content.values()
            if isinstance(content, dict)
            else content
            if isinstance(content, list)
            else ()
        ):
            yield from _strings(part)


def convert(source: str, reader: str, writer: str, file: str) -> str:
    """Write a text in another format."""
    return str(
        _told(
            lambda: pypandoc.convert_text(
                source, writer, format=reader, extra_args=["--sandbox", "--quiet", "--wrap=none"]
            ),
            file,
        )
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
            remedy="Mend what it says; at a colon or a bracket, put the words in quotes."
            if at
            else "Is it the right kind? Save it anew.",
        ) from error


def node(found: Node) -> tuple[str, Any]:
    """Give a node's type and its content, which its type determines."""
    return found["t"], found.get("c")
