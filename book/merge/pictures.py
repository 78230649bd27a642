"""Collect the pictures that the edition prints, under names of its own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from book.merge.blocks import rename_pictures
from book.model import Division, Edition, Text
from book.text.nesting import containers_of
from book.text.traversal import blocks_of

UNSAFE = re.compile(r"[^a-z0-9]+")


def with_pictures(edition: Edition, texts: Iterable[Text]) -> Edition:
    """Return the edition with the pictures of its figures, which name them."""
    available = {
        (text.witness.siglum, picture.name): picture
        for text in texts
        for picture in text.witness.pictures
    }
    wanted = [key for key in dict.fromkeys(_wanted(edition.divisions)) if key in available]
    names = dict(zip(wanted, _unique_names(wanted), strict=True))
    pictures = tuple(replace(available[key], name=name) for key, name in names.items())
    divisions = tuple(_renamed(division, names) for division in edition.divisions)
    return replace(edition, divisions=divisions, pictures=pictures)


def _wanted(divisions: Iterable[Division]) -> Iterator[tuple[str, str]]:
    """Yield the siglum and the name of each picture that a figure names."""
    for block in blocks_of(divisions):
        for container in containers_of(block):
            if container.kind == "figure" and container.get("source"):
                yield container.id.split(" ", 1)[0], container.get("source")


def _unique_names(keys: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a file name for each picture: its siglum and its own name, in plain letters."""
    taken: set[str] = set()
    for siglum, name in keys:
        path = PurePosixPath(name)
        stem = UNSAFE.sub("-", f"{siglum}-{path.stem}".lower()).strip("-") or "picture"
        suffix = path.suffix.lower()
        number = 1
        while f"{stem}{suffix}" in taken:
            number += 1
            stem = f"{stem.removesuffix(f'-{number - 1}')}-{number}"
        taken.add(f"{stem}{suffix}")
        yield f"{stem}{suffix}"


def _renamed(division: Division, names: dict[tuple[str, str], str]) -> Division:
    blocks = tuple(rename_pictures(block, names) for block in division.blocks)
    inner = tuple(_renamed(each, names) for each in division.divisions)
    return replace(division, blocks=blocks, divisions=inner)
