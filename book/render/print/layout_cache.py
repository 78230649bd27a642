"""Keep what was rendered, in memory and in the cache, if there is one."""

import hashlib
import pickle
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from book.render.print.layout_job import LayoutJob, LayoutSettings
from book.render.print.rendered import RenderedDocument
from book.text.cached import ResultCache

EXTENT = "extent"


@dataclass(frozen=True, slots=True)
class Extent:
    """How many pages a document has, and the index of the page of each of its anchors.

    `lines` has the number of the line, if lines are counted, of each anchor that is on one. A
    document that `has_sides` looks otherwise if it begins on the other side.
    """

    pages: int
    anchors: Mapping[str, int]
    lines: Mapping[str, str] = field(default_factory=dict)
    has_sides: bool = False


class RenderedDocuments:
    """Rendered documents and their extents, by job; the keys are digests of all that decides them.

    The seed of the cache is part of the keys: other versions of the program or of the system's
    libraries find nothing here.
    """

    def __init__(self, settings: LayoutSettings, cache: ResultCache | None) -> None:
        self.cache = cache
        self.settings_digest = digest_settings(settings, cache.seed if cache else "")
        self.job_keys: dict[LayoutJob, str] = {}
        self.loaded: dict[str, Any] = {}

    def key(self, job: LayoutJob) -> str:
        """Return the digest of the settings and of the job, except its page numbers."""
        if job not in self.job_keys:
            self.job_keys[job] = _digest((self.settings_digest, *job.key))
        return self.job_keys[job]

    def extent(self, job: LayoutJob) -> Extent | None:
        extent: Extent | None = self._get((self.key(job), EXTENT))
        return extent

    def unnumbered(self, job: LayoutJob) -> RenderedDocument | None:
        """Return the document with stand-ins for its page numbers."""
        document: RenderedDocument | None = self._get((self.key(job),))
        return document

    def numbered(self, job: LayoutJob) -> RenderedDocument | None:
        """Return the document with its page numbers."""
        document: RenderedDocument | None = self._get((self.key(job), *job.page_numbers))
        return document

    def add(self, job: LayoutJob, document: RenderedDocument) -> Extent:
        """Keep a document that has stand-ins for its page numbers, and its extent."""
        pages = len(document.pages)
        extent = Extent(pages, document.anchors, document.lines, document.has_sides)
        self._put((self.key(job), EXTENT), extent)
        self._put((self.key(job),), document)
        return extent

    def add_numbered(self, job: LayoutJob, document: RenderedDocument) -> None:
        self._put((self.key(job), *job.page_numbers), document)

    def _get(self, parts: tuple[str, ...]) -> Any:
        key = _digest(parts)
        if key not in self.loaded and self.cache and (content := self.cache.get(key)):
            self.loaded[key] = pickle.loads(content)  # noqa: S301 (our own)
        return self.loaded.get(key)

    def _put(self, parts: tuple[str, ...], value: object) -> None:
        key = _digest(parts)
        self.loaded[key] = value
        if self.cache:
            self.cache.put(key, pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


def digest_numbers(job: LayoutJob) -> str:
    return _digest(job.page_numbers)


def digest_settings(settings: LayoutSettings, seed: str) -> str:
    parts = (
        *(seed, settings.trim, settings.styles, settings.variant),
        *(settings.microtypography, settings.lines),
    )
    digest = hashlib.sha256(repr(parts).encode())
    for name, content in sorted(settings.files.items()):
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _digest(value: object) -> str:
    return hashlib.sha256(repr(value).encode()).hexdigest()
