"""Call pandoc, without access to the network or to other files.

No other module imports pypandoc. Raise EditionError, with the file's name, where pandoc cannot read
a document.
"""

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pypandoc

from book.errors import EditionError
from book.pandoc.delimiters import separate_delimiters
from book.pandoc.escape import escape_markdown
from book.pandoc.nodes import Node, text_of_nodes
from book.text.dates import first_instant

# The bundled pandoc, not an older one on PATH: pypandoc would take the highest version.
os.environ.setdefault("PYPANDOC_PANDOC", str(Path(pypandoc.__file__).parent / "files" / "pandoc"))

NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})
SANDBOX = ("--sandbox", "--quiet")
MEMORY = ("+RTS", "-M2g", "-RTS")
LONGEST = 60  # seconds
PREFIX = re.compile(r'^Pandoc died with exitcode "\d+" during conversion: ')
YAML_LINE = re.compile(r"YAML parse exception at line (\d+)")  # counted from 0
YAML_REMEDY = "Fix that line; if its text contains a colon or a bracket, put the text in quotes."
FILE_REMEDY = (
    "Check that the file really has the format of its ending, then save it again in that format."
)


def read_file(path: Path, reader: str, file: str) -> list[Node]:
    """Return the blocks of a document on disk; `file` names it in errors."""
    return _parse_blocks(
        lambda: pypandoc.convert_file(str(path), "json", format=reader, extra_args=[*SANDBOX]),
        file,
    )


def read_text(source: str, reader: str, arguments: Sequence[str], file: str) -> list[Node]:
    """Return the blocks of a text."""
    options = [*SANDBOX, *arguments]
    return _parse_blocks(
        lambda: pypandoc.convert_text(source, "json", format=reader, extra_args=options), file
    )


def read_tree(source: str, reader: str, file: str) -> dict[str, Any]:
    """Return a text as pandoc's tree: "blocks" and "meta"."""
    tree: dict[str, Any] = json.loads(convert(source, reader, "json", file))
    return tree


def _parse_blocks(call: Callable[[], str], file: str) -> list[Node]:
    blocks: list[Node] = json.loads(_call(call, file))["blocks"]
    return blocks


def convert(source: str, reader: str, writer: str, file: str, arguments: Sequence[str] = ()) -> str:
    """Return a text in another format."""
    return convert_bytes(source.encode(), reader, writer, file, arguments)


def convert_bytes(
    content: bytes, reader: str, writer: str, file: str, arguments: Sequence[str] = ()
) -> str:
    """Return a document, such as a DOCX, in a format of text. The source is not trusted."""
    options = [f"--from={reader}", f"--to={writer}", *SANDBOX, "--wrap=none", *arguments]
    try:
        result = subprocess.run(
            [os.environ["PYPANDOC_PANDOC"], *MEMORY, *options],
            input=content,
            env=os.environ | {"PATH": ""},
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        message = f"this takes pandoc more than {LONGEST} seconds to read"
        raise EditionError(message, file=file, remedy=FILE_REMEDY) from error
    if result.returncode:
        raise _unreadable(result.stderr.decode("utf-8", "replace") or "pandoc failed", file)
    return result.stdout.decode()


def _call(call: Callable[[], str], file: str) -> str:
    try:
        return str(call())
    except RuntimeError as error:
        raise _unreadable(str(error), file) from error


def _unreadable(message: str, file: str) -> EditionError:
    """Return the error for what pandoc reports; with a line if the fault is in YAML."""
    message = PREFIX.sub("", message.strip())
    match = YAML_LINE.search(message)
    return EditionError(
        f"this cannot be read: {message.splitlines()[-1]}",
        file=file,
        line=int(match[1]) + 1 if match else 0,
        remedy=YAML_REMEDY if match else FILE_REMEDY,
    )


def write_document(
    document: Node, writer: str, date: str, pictures: Mapping[str, bytes] = NO_PICTURES
) -> bytes:
    """Return a document of pandoc's in one of its formats, such as "docx".

    `date` (YYYY, YYYY-MM or YYYY-MM-DD) is the only time that pandoc sees, `pictures`, by their
    addresses in the document, are the only files, and no other program is on its path, as it
    converts pictures with what it finds there.
    """
    options = [f"--to={writer}", "--standalone", "--wrap=none", "--output=-", "--quiet"]
    if writer.startswith("markdown"):
        if pictures:
            options.append("--reference-links")  # so that addresses stand at the end
        document = escape_markdown(separate_delimiters(document))
    seconds = int(first_instant(date).timestamp())
    with tempfile.TemporaryDirectory() as folder:
        for name, content in pictures.items():
            Path(folder, name).write_bytes(content)
        result = subprocess.run(
            [os.environ["PYPANDOC_PANDOC"], "--from=json", *options],
            input=json.dumps(document).encode(),
            env=os.environ | {"SOURCE_DATE_EPOCH": str(seconds), "PATH": ""},
            stdout=subprocess.PIPE,
            cwd=folder,
            check=True,
        )
    return result.stdout


def read_plaintext(content: bytes, reader: str) -> str:
    """Return the text of a document that pandoc wrote, notes at their calls."""
    return text_of_nodes(read_document(content, reader))


def read_document(content: bytes, reader: str) -> list[Node]:
    """Return the blocks of a document that pandoc wrote."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        return read_file(Path(file.name), reader, reader)
