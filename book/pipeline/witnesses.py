"""Read, clean and collate the witnesses of a folder: in parallel, and only those that changed.

A cleaned text depends on the bytes of its file and on what edition.toml says about it and the work;
a collation depends on the texts and on how they are compared; both depend on the program and on the
libraries that read and align. Results are cached under the digest of all that.
"""

import pickle
from collections.abc import Sequence
from concurrent.futures import Executor, Future
from dataclasses import replace
from hashlib import sha256
from typing import Any

from book.clean import clean
from book.clean.doubts import find_doubts
from book.collate import collate
from book.collate.choices import apply_choices
from book.collate.facing import with_facing
from book.model import Collation, Text, Witness, Work
from book.read.document import SourceFile, read_document
from book.runtime.cache import Cache
from book.runtime.versions import version
from book.runtime.workers import Workers
from book.source.folder import Folder
from book.source.witness_files import WitnessFile
from book.text.decode import empty_witness
from book.text.limits import refusing_excess
from book.verify.intake.prove_intake import prove_intake

__all__ = ["clean_witness", "collate_texts", "find_doubts", "read_texts", "read_witness"]

LIBRARIES = (
    "pypandoc_binary",
    "lxml",
    "rapidfuzz",
    "regex",
)  # those at work here; the cache's seed has others
# What starting a worker costs, in bytes of text cleaned meanwhile (some 200,000 words).
START = 1_200_000


def read_texts(
    folder: Folder, cache: Cache | None = None, workers: Workers = ()
) -> tuple[Text, ...]:
    """Return the cleaned texts of a folder, in the order of its witnesses."""
    if not cache:
        return tuple(_clean_all(folder.witnesses, folder.work, workers))
    keys = _text_keys(folder, cache)
    texts: dict[str, Text] = {}
    missing: dict[str, WitnessFile] = {}
    for key, witness in zip(keys, folder.witnesses, strict=True):
        cached = _get(cache, "text of a witness", key)
        if cached is None:
            missing[key] = witness
        else:
            texts[key] = cached
    cleaned = _clean_all(tuple(missing.values()), folder.work, workers)
    for key, text in zip(missing, cleaned, strict=True):
        texts[key] = text
        _put(cache, key, text)
    return tuple(texts[key] for key in keys)


def collate_texts(folder: Folder, texts: tuple[Text, ...], cache: Cache | None = None) -> Collation:
    """Return the collation of a folder's texts with the editor's choices.

    It has the version that faces the text, if there is one.
    """
    collation = _collation(folder, texts, cache)
    file = f"{folder.path}/edition.toml"
    chosen = apply_choices(collation, folder.choices, file, folder.comparison)
    facing = folder.facing
    for text in texts:
        if facing and text.witness.siglum == facing.siglum:
            chosen = with_facing(chosen, text, folder.work, folder.comparison, facing, file)
    return chosen


def _collation(folder: Folder, texts: tuple[Text, ...], cache: Cache | None) -> Collation:
    if cache:
        return _cached_collation(folder, texts, cache)
    return collate(texts, folder.work, folder.comparison)


def _cached_collation(folder: Folder, texts: tuple[Text, ...], cache: Cache) -> Collation:
    key = _key(cache, "collation", _text_keys(folder, cache), folder.work, folder.comparison)
    collation: Collation | None = _get(cache, "collation", key)
    if collation is None:
        collation = collate(texts, folder.work, folder.comparison)
        _put(cache, key, collation)
    return collation


def _text_keys(folder: Folder, cache: Cache) -> tuple[str, ...]:
    return tuple(
        _key(
            cache,
            "text",
            sha256(witness.content).hexdigest(),
            witness.witness,
            witness.encoding,
            witness.limits,
            witness.pictures_digest(),
            folder.work,
        )
        for witness in folder.witnesses
    )


def _key(cache: Cache, *depends_on: object) -> str:
    """Return the digest of what a result depends on; the `repr` of each value is complete."""
    versions = [version(library) for library in LIBRARIES]
    return sha256(repr((cache.seed, versions, depends_on)).encode()).hexdigest()


def _get(cache: Cache, kind: str, key: str) -> Any:
    content = cache.get(key)
    cache.count(kind, is_kept=content is not None)
    return None if content is None else pickle.loads(content)  # noqa: S301 (our own, checked)


def _put(cache: Cache, key: str, result: object) -> None:
    cache.put(key, pickle.dumps(result, pickle.HIGHEST_PROTOCOL))


# ── Cleaning ─────────────────────────────────────────────────────────────────────────────────────


def _clean_all(witnesses: Sequence[WitnessFile], work: Work, workers: Workers) -> list[Text]:
    """Return the cleaned texts in order; workers clean theirs while this process cleans its own."""
    executors: tuple[Executor | None, ...] = (None, *workers)
    shares = share_out([len(witness.content) for witness in witnesses], len(workers))
    submitted: dict[int, Future[Text]] = {}
    for index, share in enumerate(shares):
        if executor := executors[share]:
            submitted[index] = executor.submit(clean_witness, witnesses[index], work)
    own = {
        index: clean_witness(witness, work)
        for index, witness in enumerate(witnesses)
        if index not in submitted
    }
    return [
        submitted[index].result() if index in submitted else own[index]
        for index in range(len(witnesses))
    ]


def share_out(sizes: Sequence[int], workers: int) -> list[int]:
    """Return who cleans each text of so many bytes: 0 is this process, 1 and up are the workers.

    The longest text goes first, to whoever will be done soonest.

    >>> share_out([9_000, 8_000], 1), share_out([3_000_000, 2_900_000, 2_000], 1)
    ([0, 0], [0, 1, 0])
    """
    loads = [0, *[START] * workers]
    shares = [0] * len(sizes)
    for index in sorted(range(len(sizes)), key=lambda index: -sizes[index]):
        share = min(range(len(loads)), key=lambda share: loads[share] + sizes[index])
        loads[share] += sizes[index]
        shares[index] = share
    return shares


def clean_witness(witness: WitnessFile, work: Work) -> Text:
    """Return a witness's text, read and cleaned. Raise EditionError if it cannot be read."""
    with refusing_excess(witness.witness.file):
        return clean(read_witness(witness), work)


def read_witness(witness: WitnessFile) -> Witness:
    """Return a witness with its lines, proven to be all of its file.

    Raise EditionError if it cannot be read, ProofError if something was lost.
    """
    about = witness.witness
    source = SourceFile(
        about.file, witness.content, witness.encoding, witness.neighbor, witness.limits
    )
    with refusing_excess(about.file):
        document = read_document(source)
        if not any(line.fate == "open" for line in document.lines):
            raise empty_witness(about.file)
        form = prove_intake(about.file, witness.content, witness.encoding, document.lines)
    return replace(
        about,
        lines=document.lines,
        pictures=document.pictures,
        form=form,
        facts=document.facts,
    )
