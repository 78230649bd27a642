"""Time what grows with the published editions: a build that reads all, an idle one, the catalog.

The editions are stand-ins of a usual size. What is published of one is linked, not copied: the
disk holds it once, and it is read from memory. A disk that must be read takes longer.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from book.model import Accessibility, Edition
from book.pipeline.catalog import read_records, refresh_catalog, render_catalog
from book.pipeline.scheduler import build_stale
from book.render import opds
from book.runtime import files, fingerprint
from tests.bench.synthetic import synthetic_edition

# Bytes of the files of a small edition: published, and as sources.
PUBLISHED_SIZES = (
    *(60_000, 25_000, 12_000, 30_000, 120_000),
    *(130_000, 180_000, 35_000, 18_000, 2_000),
)
SOURCE_SIZES = (15_000, 15_000, 15_000, 2_000, 1_000, 1_000)
DESCRIPTION = (
    "A made-up work, which nobody wrote and nobody will read, "
    "in three copies that differ here and there. "
) * 2
ACCESS = Accessibility(
    ("textual",),
    (("textual",),),
    ("tableOfContents", "structuralNavigation"),
    ("none",),
    "It can be read aloud.",
)
PAGES = 30

Result = TypeVar("Result")


def measure(sizes: tuple[int, ...]) -> Iterator[str]:
    """Yield the lines of a table, one for each number of editions."""
    yield (
        "editions  all files read: ms each  nothing to do: s  ms each  catalog: s  pages  MB"
        "  one more published: ms"
    )
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            yield _measure(size, Path(folder))


def _measure(count: int, root: Path) -> str:
    dist = root / "dist"
    Shelf(root).publish(count)
    refresh_catalog(dist)
    reading, _ = _timed(lambda: _build_nothing(root))
    idle, _ = _timed(lambda: _build_nothing(root))
    records = read_records(dist)
    rendering, catalog = _timed(lambda: render_catalog(records))
    writing, _ = _timed(lambda: files.write_folder({"a": b"one"}, dist / "made-00000"))
    return (
        f"{count:8} {1000 * reading / count:24.2f} {idle:16.1f} {1000 * idle / count:8.2f}"
        f" {rendering:11.1f} {len(catalog):6} {sum(map(len, catalog.values())) / 1e6:3.0f}"
        f" {1000 * writing:23.0f}"
    )


def _timed(action: Callable[[], Result]) -> tuple[float, Result]:
    """Return the seconds that an action takes, and its result."""
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def _build_nothing(root: Path) -> None:
    slugs = [path.name for path in sorted((root / "sources").iterdir())]
    assert build_stale(slugs, lambda _: None, root)


class Shelf:
    """Stand-ins of published editions in a project's folder, all up to date."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.edition = synthetic_edition(parts=1, paragraphs=1)
        self.common = fingerprint.common_inputs(root)
        self.base = root / "base"
        self.base.mkdir()
        for name, size in _name_files(PUBLISHED_SIZES):
            (self.base / name).write_bytes(bytes(size))

    def publish(self, count: int) -> None:
        """Publish so many editions."""
        for number in range(count):
            slug = f"made-{number:05}"
            self._write_sources(slug)
            self._write_outputs(slug, number)

    def _write_sources(self, slug: str) -> None:
        folder = self.root / "sources" / slug
        folder.mkdir(parents=True)
        for name, size in _name_files(SOURCE_SIZES):
            (folder / name).write_bytes(slug.encode() + bytes(size))
        (folder / "edition.toml").write_text(f'slug = "{slug}"\n')

    def _write_outputs(self, slug: str, number: int) -> None:
        folder = self.root / "dist" / slug
        folder.mkdir(parents=True)
        contents = {
            "manifest.json": self._manifest(slug),
            "publication.json": _record(self.edition, slug, number),
        }
        for name, content in contents.items():
            (folder / name).write_bytes(content)
        contents |= self._link_base(folder)
        (folder / "SHA256SUMS").write_text(_checksums(contents))

    def _link_base(self, folder: Path) -> dict[str, bytes]:
        """Link the files that all stand-ins share; return them."""
        for path in self.base.iterdir():
            os.link(path, folder / path.name)
        return {path.name: path.read_bytes() for path in self.base.iterdir()}

    def _manifest(self, slug: str) -> bytes:
        inputs = fingerprint.edition_inputs(slug, self.root, self.common)
        return f'"inputs_sha256": "{fingerprint.inputs_digest(inputs)}"'.encode()


def _checksums(contents: Mapping[str, bytes]) -> str:
    return "".join(
        f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(contents.items())
    )


def _name_files(sizes: tuple[int, ...]) -> Iterator[tuple[str, int]]:
    return ((f"file-{number}.bin", size) for number, size in enumerate(sizes))


def _record(edition: Edition, slug: str, number: int) -> bytes:
    """Return the record of an edition, with all that a usual one has."""
    imprint = replace(
        edition.imprint,
        slug=slug,
        title=f"Made-up Work {number}",
        identifier=f"urn:x-made:{number}",
        description=DESCRIPTION,
    )
    formats = [
        (f"{slug}.epub", "application/epub+zip", 180_000),
        (f"{slug}.pdf", "application/pdf", 120_000),
    ]
    covers = [("cover.png", 1600, 2400), ("cover-small.png", 400, 600)]
    return opds.render_record(replace(edition, imprint=imprint), formats, covers, ACCESS, PAGES)
