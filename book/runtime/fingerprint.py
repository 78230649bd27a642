"""Whether an edition is current: by contents and versions of what it was made from, not by times.

This is asked at every build, and the answer is mostly yes: so nothing that makes a book is imported
here.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from book.runtime import files, workspace
from book.runtime.libraries import library_versions
from book.runtime.versions import version

ENGINES = (
    *("weasyprint", "pydyf", "pyphen", "tinycss2", "tinyhtml5", "cssselect2", "pikepdf"),
    *("opendataloader-pdf", "pypandoc_binary", "ebooklib", "epubcheck", "pypdfium2", "fonttools"),
    *("rapidfuzz", "pyuca", "pypinyin", "brotli", "pillow", "langcodes", "lxml", "jinja2"),
    *("pylopdf-fonts-zh-cn", "pylopdf-fonts-zh-tw", "pylopdf-fonts-jp", "pylopdf-fonts-ko"),
    *("pylopdf-fonts-hi", "pylopdf-fonts-he", "fontpkg-frank-ruhl-libre", "fontpkg-amiri"),
)
ENTRY = (
    "book.pipeline.build"  # with all that it imports, it makes everything published of an edition
)
MODULE = re.compile(r"book[\w.]*")  # it begins with a literal, which is sought ten times faster
NAME = re.compile(r"\w+")
QUOTES = ("'", '"')

Inputs = dict[
    str, str
]  # the SHA-256 of each file by its name, the version of each engine by its name


@dataclass(frozen=True, slots=True)
class Freshness:
    """What an edition is made from now, and whether that is what is published.

    `damaged` names the published files that are missing or changed.
    """

    slug: str
    inputs: Mapping[str, str]
    digest: str
    damaged: tuple[str, ...]
    is_current: bool


def examine(slug: str, root: Path = workspace.ROOT, common: Inputs | None = None) -> Freshness:
    """Return whether an edition is current.

    `common` is what `common_inputs` returned, to save time.

    A killed build is put right first. Raise EditionError if there is no such edition.
    """
    inputs = edition_inputs(slug, root, common)
    digest = inputs_digest(inputs)
    target = root / "dist" / slug
    files.recover(target)
    with files.unchanged(target.parent):
        manifest = files.read_if_there(target / "manifest.json") or b""
        damaged = tuple(files.damaged(target))
    is_current = not damaged and f'"inputs_sha256": "{digest}"'.encode() in manifest
    return Freshness(slug, inputs, digest, damaged, is_current)


def edition_inputs(slug: str, root: Path = workspace.ROOT, common: Inputs | None = None) -> Inputs:
    """Return the digests of an edition's folder, and of what is common to all editions."""
    return dict(digests(workspace.sources(slug, root))) | (common or common_inputs(root))


def common_inputs(root: Path = workspace.ROOT) -> Inputs:
    """Return the digests of what all editions depend on: templates, program, engines' versions.

    Takes some 50 ms.
    """
    return dict(digests((*workspace.templates(root), *program_modules(ENTRY)))) | engines()


def engines() -> Inputs:
    """Return the versions of what decides the output: packages, Python, the system's libraries."""
    return {name: version(name) for name in ENGINES} | library_versions()


def is_file(name: str) -> bool:
    """Return whether an input is a file, and not an engine: those have no slash in their names."""
    return "/" in name


def program_modules(entry: str = ENTRY) -> Iterator[tuple[str, bytes]]:
    """Yield the modules that `entry` imports, directly or not, by path, with their contents.

    A change to a module that takes no part in a build must not make any edition stale. Imports are
    found in the text of the modules, wherever they stand, without importing anything; names in
    quotes count too, because processes are started by the names of their modules.
    """
    sources = {_module_name(path): (path, content) for path, content in workspace.program()}
    for name in sorted(_reachable(entry, {name: text for name, (_, text) in sources.items()})):
        yield sources[name]


def _reachable(entry: str, sources: Mapping[str, bytes]) -> set[str]:
    reached: set[str] = set()
    waiting = [entry]
    while waiting:
        name = waiting.pop()
        if name in reached or name not in sources:
            continue
        reached.add(name)
        waiting.append(name.rpartition(".")[0])  # a package's own module is imported first
        waiting += _imports(sources[name])
    return reached


@cache
def _imports(content: bytes) -> tuple[str, ...]:
    """Return the names that may be modules which a module imports.

    >>> _imports(b"from book.text import dates, sorting\\nimport book.errors")
    ('book.text', 'book.text.dates', 'book.text.sorting', 'book.errors')
    """
    text, names = content.decode(), list[str]()
    for found in MODULE.finditer(text):
        name, end = found[0], found.end()
        before = text[text.rfind("\n", 0, found.start()) + 1 : found.start()].lstrip(" ")
        if before == "from " and text.startswith(" import ", end):
            names += [name, *(f"{name}.{each}" for each in NAME.findall(_imported(text, end + 8)))]
        elif before == "import " or (before.endswith(QUOTES) and text.startswith(QUOTES, end)):
            names.append(name)
    return tuple(names)


def _imported(text: str, start: int) -> str:
    """Return what is imported from a module: in parentheses, or to the end of the line."""
    end = text.find(")" if text.startswith("(", start) else "\n", start)
    return text[start : end if end >= 0 else len(text)]


def _module_name(path: str) -> str:
    """Return a module's name.

    >>> _module_name("book/text/dates.py"), _module_name("book/clean/__init__.py")
    ('book.text.dates', 'book.clean')
    """
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def inputs_digest(inputs: Mapping[str, str]) -> str:
    """Return the SHA-256 of inputs, whatever their order.

    >>> inputs_digest({"a": "1", "b": "2"}) == inputs_digest({"b": "2", "a": "1"})
    True
    >>> inputs_digest({"a": "1", "b": "2"}) == inputs_digest({"a": "12", "b": ""})
    False
    """
    return hashlib.sha256(json.dumps(sorted(inputs.items())).encode()).hexdigest()


def digests(contents: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, str]]:
    """Yield the SHA-256 of each named content."""
    return ((name, hashlib.sha256(content).hexdigest()) for name, content in contents)
