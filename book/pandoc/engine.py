"""Call pandoc, without access to the network or to other files.

No other module imports pypandoc. Raise EditionError, with the file's name, where pandoc cannot read
a document.
"""

import json
import os
import re
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pypandoc

from book.errors import EditionError
from book.pandoc.delimiters import separate_delimiters
from book.pandoc.escape import escape_markdown
from book.pandoc.joined import join_words
from book.pandoc.nodes import Node, lines_of_nodes
from book.text.cached import ResultCache, recall
from book.text.dates import first_instant

# The bundled pandoc, not an older one on PATH: pypandoc would take the highest version.
os.environ.setdefault("PYPANDOC_PANDOC", str(Path(pypandoc.__file__).parent / "files" / "pandoc"))

NO_PICTURES: Mapping[str, bytes] = MappingProxyType({})
NO_VARIABLES: Mapping[str, str] = MappingProxyType({})
SANDBOX = ("--sandbox", "--quiet")
# What a run may take: a fixed part, and one in proportion to the document. A novel of 440 kB takes
# pandoc 0.6 s and 180 MB; nested brackets and YAML aliases take it any amount. The seconds are
# those of a processor: how long they last depends on what else the machine does.
SECONDS, BYTES_A_SECOND = 6, 50_000
PATIENCE = 20  # seconds that a second of a processor may last
LIMITED = ("/bin/sh", "-c", 'ulimit -S -t "$1"; shift; exec "$@"', "sh")
MEGABYTES, BYTES_A_MEGABYTE = 600, 2_000
MOST_SECONDS, MOST_MEGABYTES = 60, 2_000  # however large the document is
HEAP_OVERFLOW = 251  # the exit status of GHC's run-time system (GHC User's Guide, -M)
YAML_LINE = re.compile(r"YAML parse exception at line (\d+)")  # counted from 0
YAML_REMEDY = "Fix that line; if its text contains a colon or a bracket, put the text in quotes."
LIMIT_REMEDY = (
    "Look for brackets within brackets, or for YAML aliases (*name) within aliases, and write them "
    "out; divide a very large file."
)
FILE_REMEDY = (
    "Check that the file really has the format of its ending, then save it again in that format."
)


def read_text(source: str, reader: str, arguments: Sequence[str], file: str) -> list[Node]:
    """Return the blocks of a text; `file` names it in errors."""
    return _blocks_of(convert(source, reader, "json", file, arguments))


def read_tree(source: str, reader: str, file: str) -> dict[str, Any]:
    """Return a text as pandoc's tree: "blocks" and "meta"."""
    tree: dict[str, Any] = json.loads(convert(source, reader, "json", file))
    return tree


def _blocks_of(tree: str) -> list[Node]:
    blocks: list[Node] = json.loads(tree)["blocks"]
    return blocks


def convert(source: str, reader: str, writer: str, file: str, arguments: Sequence[str] = ()) -> str:
    """Return a text in another format."""
    return convert_bytes(source.encode(), reader, writer, file, arguments)


def convert_bytes(
    content: bytes, reader: str, writer: str, file: str, arguments: Sequence[str] = ()
) -> str:
    """Return a document, such as a DOCX, in a format of text. The source is not trusted."""
    options = [f"--from={reader}", f"--to={writer}", *SANDBOX, "--wrap=none", *arguments]
    return _run(options, content, file).decode()


def _limits_for(content: bytes, folder: Path | None) -> tuple[int, int]:
    """Return the seconds and the megabytes that pandoc may take for a document."""
    pictures = sum(path.stat().st_size for path in folder.iterdir()) if folder else 0
    size = len(content) + pictures
    return (
        min(SECONDS + size // BYTES_A_SECOND, MOST_SECONDS),
        min(MEGABYTES + size // BYTES_A_MEGABYTE, MOST_MEGABYTES),
    )


def _run(
    options: Sequence[str],
    content: bytes,
    file: str,
    variables: Mapping[str, str] = NO_VARIABLES,
    folder: Path | None = None,
) -> bytes:
    """Run pandoc on a document, within time and memory that depend on its size.

    `folder` has the pictures of the document, and nothing else.
    """
    seconds, megabytes = _limits_for(content, folder)
    memory = ("+RTS", f"-M{megabytes}m", "-RTS")
    try:
        result = subprocess.run(
            [*LIMITED, str(seconds), os.environ["PYPANDOC_PANDOC"], *memory, *options],
            input=content,
            env={**os.environ, "PATH": "", **variables},
            capture_output=True,
            timeout=PATIENCE * seconds,
            cwd=folder,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_much(f"more than {PATIENCE * seconds} seconds", file) from error
    exceeded = {-signal.SIGXCPU: f"{seconds} seconds", HEAP_OVERFLOW: f"{megabytes} MB of memory"}
    if amount := exceeded.get(result.returncode):
        raise _too_much(f"more than {amount}", file)
    if result.returncode:
        raise _unreadable(result.stderr.decode("utf-8", "replace") or "pandoc failed", file)
    return result.stdout


def _too_much(amount: str, file: str) -> EditionError:
    return EditionError(f"pandoc takes {amount} for this", file=file, remedy=LIMIT_REMEDY)


def _unreadable(message: str, file: str) -> EditionError:
    """Return the error for what pandoc reports; with a line if the fault is in YAML."""
    match = YAML_LINE.search(message)
    return EditionError(
        f"this cannot be read: {message.strip().splitlines()[-1]}",
        file=file,
        line=int(match[1]) + 1 if match else 0,
        remedy=YAML_REMEDY if match else FILE_REMEDY,
    )


def write_document(
    document: Node,
    writer: str,
    date: str,
    pictures: Mapping[str, bytes] = NO_PICTURES,
    cache: ResultCache | None = None,
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
    content = json.dumps(join_words(document)).encode()
    epoch = {"SOURCE_DATE_EPOCH": str(seconds)}

    def run() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            for name, picture in pictures.items():
                Path(folder, name).write_bytes(picture)
            file = f"the {writer} file"
            return _run(["--from=json", *options], content, file, epoch, Path(folder))

    files = (part for picture in pictures.items() for part in picture)
    return recall(cache, "manuscript", (*options, content, seconds, *files), run)


def read_plaintext(content: bytes, reader: str) -> str:
    """Return the text of a document that pandoc wrote as lines, each note in one at its call."""
    return lines_of_nodes(read_document(content, reader))


def read_document(content: bytes, reader: str) -> list[Node]:
    """Return the blocks of a document that pandoc wrote."""
    return _blocks_of(convert_bytes(content, reader, "json", reader))
