"""What was made is kept on disk under the digest of all that it was made from: what has not changed is not made again."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from platform import python_version

from book.runtime import files, workspace

SEAL = (
    hashlib.sha256().digest_size
)  # bytes before the content, its digest: what is not whole was never there
LIMIT = 256_000_000  # bytes
# What decides how a page is set, besides the edition, the program, and the system's libraries, which the engine names itself.
ENGINES = ("weasyprint", "pydyf", "pyphen", "tinycss2", "tinyhtml5", "cssselect2", "fonttools")


class Cache:
    """A folder of things that were made; `kept` and `fresh` count what was found and what was put in.

    `seed` is for those who make the keys: it stands for the program.
    """

    def __init__(self, folder: Path, seed: str) -> None:
        self.folder, self.seed = folder, seed
        self.kept = self.fresh = 0

    def get(self, key: str) -> bytes | None:
        """Give what was put in under a key, if it is there and whole."""
        path = self.folder / key
        found = files.read_if_there(path) or b""
        if hashlib.sha256(found[SEAL:]).digest() != found[:SEAL]:
            return None
        path.touch()
        self.kept += 1
        return found[SEAL:]

    def put(self, key: str, content: bytes) -> None:
        self.fresh += 1
        files.write_file(self.folder / key, hashlib.sha256(content).digest() + content)

    def prune(self, limit: int = LIMIT) -> None:
        """Delete what was used longest ago, until what is left has no more bytes than `limit`.

        Another build may be at work here: what it takes away meanwhile is gone already.
        """
        found: list[tuple[int, int, Path]] = []
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            with suppress(FileNotFoundError):
                about = path.stat()
                found.append((about.st_mtime_ns, about.st_size, path))
        total = 0
        for _, size, path in sorted(found, reverse=True):
            total += size
            if total > limit:
                path.unlink(missing_ok=True)


def open_cache(slug: str, root: Path = workspace.ROOT) -> Cache:
    """Open the store of an edition, of what this program makes with these versions of the engines."""
    cache = Cache(root / "build" / slug / "parts", digest([*workspace.program(), *_versions()]))
    cache.prune()
    return cache


def _versions() -> Iterator[tuple[str, bytes]]:
    yield "python", python_version().encode()
    for engine in ENGINES:
        yield engine, version(engine).encode()


def digest(parts: Iterable[tuple[str, bytes]]) -> str:
    """Digest named contents, in their order.

    >>> digest([("a", b"bc")]) != digest([("ab", b"c")])
    True
    """
    found = hashlib.sha256()
    for name, content in parts:
        found.update(f"{name}\0{len(content)}\0".encode() + content)
    return found.hexdigest()
