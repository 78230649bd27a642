"""What a build works with: where the files are, who works, what is kept, and who is told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING

from book.runtime import workspace
from book.runtime.cache import Cache, open_cache
from book.runtime.events import Begun, Ended, EventHandler, Part, ignore
from book.runtime.workers import Workers, start_workers
from book.verify.validators.ace import validate_accessibility
from book.verify.validators.epubcheck import validate_epub
from book.verify.validators.server.client import find_resident
from book.verify.validators.verapdf import validate_pdf
from book.verify.validators.verdict import Verdict

if TYPE_CHECKING:
    from book.render.print.layout_pool import DocumentProgress

COVER_WIDTH = 1600  # pixels; shops and readers ask for at least 1,400 on the shorter side


@dataclass(frozen=True)
class Validators:
    """The validators of a build. Each takes the path of a file, and runs in any process."""

    epub: Callable[[Path], Verdict] = validate_epub
    pdf: Callable[[Path], Verdict] = validate_pdf
    accessibility: Callable[[Path], Verdict] = validate_accessibility


def resident_validators() -> Validators:
    """Return validators that ask the resident server of this checkout, which is started meanwhile.

    Where the system can have none, each file is validated by a Java of its own.
    """
    server = find_resident()
    if server is None:
        return Validators()
    Thread(target=server.start, daemon=True).start()
    epub, pdf = partial(validate_epub, ask=server.ask), partial(validate_pdf, ask=server.ask)
    return Validators(epub, pdf)


def validate_content(validate: Callable[[Path], Verdict], name: str, content: bytes) -> Verdict:
    """Return the verdict on exactly these bytes, in a file that no other build writes."""
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        return validate(path)


@dataclass(frozen=True)
class BuildContext:
    """What a build works with.

    `root` holds sources/, build/ and dist/. `workers` are executors of one process each, or none.
    `cache` keeps what was laid out and collated, unless it is None. `cover_width` is in pixels.
    """

    root: Path = workspace.ROOT
    workers: Workers = ()
    cache: Cache | None = None
    on_event: EventHandler = ignore
    validators: Validators = field(default_factory=Validators)
    cover_width: int = COVER_WIDTH

    @contextmanager
    def stage(self, slug: str, name: str) -> Iterator[None]:
        """Report the start and the end of a stage."""
        self.on_event(Begun(slug, name))
        yield
        self.on_event(Ended(slug, name))

    def on_document(self, slug: str, document: "DocumentProgress") -> None:
        """Report a document of the print edition, which was laid out or taken from the cache."""
        self.on_event(
            Part(slug, "layout", document.name, document.kept, document.done, document.total)
        )


@contextmanager
def open_context(
    slug: str,
    on_event: EventHandler = ignore,
    root: Path = workspace.ROOT,
    validators: Validators | None = None,
) -> Iterator[BuildContext]:
    """Yield the context of one edition's build, with workers and its cache."""
    with start_workers() as workers:
        cache = open_cache(slug, root)
        yield BuildContext(root, workers, cache, on_event, validators or Validators())
