"""`inv build`, `inv watch` and `inv check`."""

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING

from book.errors import EditionError
from book.runtime import workspace
from book.runtime.events import Event, EventHandler, Failed, Message
from book.terminal.progress import show_progress

if TYPE_CHECKING:
    from book.pipeline.many.pool import WorkerPool


def slugs_of(edition: str | None) -> tuple[str, ...]:
    """Return the edition named, or all. Raise EditionError if there is none."""
    return (edition,) if edition else workspace.editions()


def build(
    edition: str | None,
    *,
    explain: bool,
    as_json: bool,
    cluster: str,
    rehash: bool = False,
    asks_server: bool = False,
) -> bool:
    """Build what is stale, and show it; return whether no edition failed.

    With `rehash` all files are read again. With `asks_server` the validators stay in memory for the
    next build, except on CI.
    """
    from book.pipeline.scheduler import build_stale

    with show_progress(as_json=as_json, explain=explain) as show:
        on_event = show if as_json else _failures_on_stderr(show)
        open_pool = partial(_connect, cluster) if cluster else None
        return build_stale(
            slugs_of(edition),
            on_event,
            open_pool=open_pool,
            rehash=rehash,
            asks_server=asks_server and not os.environ.get("CI"),
        )


def _failures_on_stderr(show: EventHandler) -> EventHandler:
    """Return a handler that prints failures to stderr, and gives other events to `show`."""

    def on_event(event: Event) -> None:
        if isinstance(event, Failed):
            print(f"variorum: {_error_of(event)}", file=sys.stderr, flush=True)
        else:
            show(event)

    return on_event


def _error_of(event: Failed) -> EditionError:
    return EditionError(event.message, file=event.file, line=event.line, remedy=event.remedy)


def _connect(address: str) -> "AbstractContextManager[WorkerPool]":
    """Return the workers of a cluster; the package that it needs is installed first."""
    from book.setup.bootstrap import require_packages

    require_packages("cluster")
    from book.pipeline.many.cluster import connect_cluster

    return connect_cluster(address)


def watch(edition: str | None, *, serve: bool, host: str, port: int, as_json: bool) -> None:
    """Preview at every save until Ctrl-C; with `serve`, also serve the preview at `host`:`port`."""
    from book.pipeline.preview import watch as preview_saves

    with ExitStack() as stack:
        show = stack.enter_context(show_progress(as_json=as_json))
        if serve:
            address = stack.enter_context(_served(host, port))
            page = f"{address}{edition}/" if edition else address
            show(Message(edition or "", f"the preview is at {page}. Press Ctrl-C to stop."))
        preview_saves(edition, show, shows_ebook=serve)


@contextmanager
def _served(host: str, port: int) -> Iterator[str]:
    from book.serve.server import serve_in_background

    with serve_in_background(workspace.ROOT / "dist", host, port) as address:
        yield address


def check(edition: str | None) -> None:
    """Check what is published, and print what each step found."""
    from book.pipeline.check import check_published

    for slug in slugs_of(edition):
        check_published(slug, partial(_print_line, slug))


def _print_line(slug: str, line: str) -> None:
    print(f"{slug}: {line}", flush=True)


def print_rules() -> None:
    """Print the device rules by which e-books are checked."""
    from book.terminal.report.rules import rules_report
    from book.verify.device_rules import RULES

    print_report(rules_report(RULES))


def print_report(report: object, *, wrap: bool = True) -> None:
    """Print a report on the terminal; without `wrap`, lines longer than it are left whole."""
    from rich.console import Console

    Console(highlight=False).print(report, soft_wrap=not wrap)
