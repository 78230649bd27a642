"""Time what grows with the editions that are published: looking whether anything is out of date, and the catalogue of all.

The editions are stand-ins of a usual size: what is published of one is linked, not copied, so that the disk holds it once, and
what is read comes from memory. A disk that must be read takes longer.
"""

import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from book.model import Accessibility, Edition
from book.pipeline.catalog import read_records, refresh_catalog, render_catalog
from book.pipeline.scheduler import build_stale
from book.render import opds
from book.runtime import catalog_state, files, fingerprint
from tests.bench.synthetic import synthetic_edition

SIZES = (
    60_000,
    25_000,
    12_000,
    30_000,
    120_000,
    130_000,
    180_000,
    35_000,
    18_000,
    2_000,
)  # bytes of the files of a small edition
SOURCES = (15_000, 15_000, 15_000, 2_000, 1_000, 1_000)


def measure(sizes: tuple[int, ...]) -> Iterator[str]:
    """Give the lines of a table, a line for so many editions."""
    yield "editions  nothing to do: s  ms each  catalogue: s  MB: index.html  opds.xml  opds.json  one more published: ms"
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            _publish(root, size)
            refresh_catalog(root / "dist")
            began = time.perf_counter()
            assert build_stale(
                [path.name for path in sorted((root / "sources").iterdir())], lambda _: None, root
            )
            idle = time.perf_counter() - began
            records = read_records(root / "dist")
            began = time.perf_counter()
            made = render_catalog(records)
            drawn = time.perf_counter() - began
            began = time.perf_counter()
            files.write_folder({"a": b"one"}, root / "dist" / "made-00000")
            once = time.perf_counter() - began
            megabytes = [len(made[name]) / 1e6 for name in catalog_state.FILES if name in made]
            shown = "".join(
                f"{found:10.1f}" for found in (megabytes[0], megabytes[2], megabytes[1])
            )
            yield f"{size:8} {idle:16.1f} {1000 * idle / size:8.1f} {drawn:13.1f}     {shown} {1000 * once:24.0f}"


def _publish(root: Path, count: int) -> None:
    """Put so many stand-ins of editions into `root`, all up to date."""
    base = root / "base"
    base.mkdir()
    for name, size in _named(SIZES):
        (base / name).write_bytes(bytes(size))
    common = fingerprint.common_inputs(root)
    edition = synthetic_edition(parts=1, paragraphs=1)
    for number in range(count):
        slug = f"made-{number:05}"
        source, target = root / "sources" / slug, root / "dist" / slug
        source.mkdir(parents=True)
        target.mkdir(parents=True)
        for name, size in _named(SOURCES):
            (source / name).write_bytes(slug.encode() + bytes(size))
        (source / "edition.toml").write_text(f'slug = "{slug}"\n')
        inputs = fingerprint.inputs_digest(fingerprint.edition_inputs(slug, root, common))
        own = {
            "manifest.json": f'"inputs_sha256": "{inputs}"'.encode(),
            "publication.json": _record(edition, slug, number),
        }
        for name, content in own.items():
            (target / name).write_bytes(content)
        for path in base.iterdir():
            os.link(path, target / path.name)
        sums = own | {path.name: path.read_bytes() for path in base.iterdir()}
        (target / "SHA256SUMS").write_text(
            "".join(
                f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(sums.items())
            )
        )


def _named(sizes: tuple[int, ...]) -> Iterator[tuple[str, int]]:
    return ((f"file-{number}.bin", size) for number, size in enumerate(sizes))


def _record(edition: Edition, slug: str, number: int) -> bytes:
    """Write the record of an edition, with all that a usual one has."""
    described = (
        "A made-up work, which nobody wrote and nobody will read, in three copies that differ here and there. "
        * 2
    )
    imprint = replace(
        edition.imprint,
        slug=slug,
        title=f"Made-up Work {number}",
        identifier=f"urn:x-made:{number}",
        description=described,
    )
    formats = [
        (f"{slug}.epub", "application/epub+zip", 180_000),
        (f"{slug}.pdf", "application/pdf", 120_000),
    ]
    covers = [("cover.png", 1600, 2400), ("cover-small.png", 400, 600)]
    access = Accessibility(
        ("textual",),
        (("textual",),),
        ("tableOfContents", "structuralNavigation"),
        ("none",),
        "It can be read aloud.",
    )
    return opds.render_record(replace(edition, imprint=imprint), formats, covers, access, 30)
