"""Read, clean and collate the witnesses of a folder: long ones side by side, and only what changed since it was kept.

A cleaned text depends on the bytes of its file and on what edition.toml says of it and of the work; a collation on the texts and
on how they are compared; both on the program and the libraries that read and align. They are kept under the digest of all that.
"""

import pickle
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from book.clean import clean
from book.collate import collate
from book.collate.choices import apply_choices
from book.model import Collation, Text, Witness, Work
from book.pandoc.witness import BINARY_KINDS, READERS, read_lines
from book.runtime.cache import Cache
from book.runtime.workers import Workers
from book.source import decode
from book.source.folder import Folder
from book.source.witness_files import WitnessFile

ENGINES = (
    "pypandoc_binary",
    "lxml",
    "rapidfuzz",
)  # those at work here; the store's seed knows others, and the program
START = 1_200_000  # bytes, 200,000 words: of two texts so long, it is all the same whether a worker that must start first takes one


def read_texts(
    folder: Folder, cache: Cache | None = None, workers: Workers = ()
) -> tuple[Text, ...]:
    """Read and clean the witnesses of a folder, those that are not kept; long ones in the workers too."""
    if not cache:
        return tuple(_clean_all(folder.witnesses, folder.work, workers))
    keys = _text_keys(folder, cache)
    found: dict[str, Text] = {key: kept for key in keys if (kept := _get(cache, key)) is not None}
    missing = [
        (key, witness)
        for key, witness in zip(keys, folder.witnesses, strict=True)
        if key not in found
    ]
    for (key, _), text in zip(
        missing, _clean_all([witness for _, witness in missing], folder.work, workers), strict=True
    ):
        found[key] = text
        _put(cache, key, text)
    return tuple(found[key] for key in keys)


def collate_texts(folder: Folder, texts: tuple[Text, ...], cache: Cache | None = None) -> Collation:
    """Collate the texts of a folder, if that is not kept, and make the editor's choices."""
    key = (
        _key(cache, "collation", _text_keys(folder, cache), folder.work, folder.comparison)
        if cache
        else ""
    )
    found: Collation | None = _get(cache, key) if cache else None
    if found is None:
        found = collate(texts, folder.work, folder.comparison)
        if cache:
            _put(cache, key, found)
    return apply_choices(found, folder.choices, f"{folder.path}/edition.toml")


def _text_keys(folder: Folder, cache: Cache) -> tuple[str, ...]:
    return tuple(
        _key(
            cache,
            "text",
            sha256(found.content).hexdigest(),
            found.witness,
            found.encoding,
            folder.work,
        )
        for found in folder.witnesses
    )


def _key(cache: Cache, *depends_on: object) -> str:
    """Digest what something is made from: values that write themselves in full."""
    return sha256(
        repr((cache.seed, [version(engine) for engine in ENGINES], depends_on)).encode()
    ).hexdigest()


def _get(cache: Cache, key: str) -> Any:
    kept = cache.get(key)
    return None if kept is None else pickle.loads(kept)  # noqa: S301 (our own, and sealed)


def _put(cache: Cache, key: str, made: object) -> None:
    cache.put(key, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))


def _clean_all(witnesses: Sequence[WitnessFile], work: Work, workers: Workers) -> list[Text]:
    lanes: tuple[Executor | None, ...] = (None, *workers)
    shares = _share([len(found.content) for found in witnesses], len(workers))
    given = {
        index: lane.submit(cleaned, witnesses[index], work)
        for index, at in enumerate(shares)
        if (lane := lanes[at])
    }
    here = {
        index: cleaned(found, work) for index, found in enumerate(witnesses) if index not in given
    }
    return [
        here[index] if index in here else given[index].result() for index in range(len(witnesses))
    ]


def _share(sizes: Sequence[int], workers: int) -> list[int]:
    """Share out texts of so many bytes: to this process, 0, or a worker, 1 …, the longest first to whom is done soonest.

    >>> _share([9_000, 8_000], 1), _share([3_000_000, 2_900_000, 2_000], 1)
    ([0, 0], [0, 1, 0])
    """
    loads = [0, *[START] * workers]
    found = [0] * len(sizes)
    for index in sorted(range(len(sizes)), key=lambda index: -sizes[index]):
        lane = min(range(len(loads)), key=lambda lane: loads[lane] + sizes[index])
        loads[lane] += sizes[index]
        found[index] = lane
    return found


def cleaned(found: WitnessFile, work: Work) -> Text:
    return clean(read_witness(found), work)


def read_witness(found: WitnessFile) -> Witness:
    suffix = Path(found.witness.file).suffix.lower()
    text = (
        ""
        if suffix in BINARY_KINDS
        else decode.decode(found.content, found.witness.file, found.encoding)
    )
    if suffix in READERS:
        text = read_lines(found.content, text, suffix, found.witness.file)
    return replace(found.witness, lines=decode.split_lines(text, found.witness.file))
