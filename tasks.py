"""Tasks for Invoke: `inv --list` shows them. On a fresh machine `python3 tasks.py TASK...` sets up first."""

from __future__ import annotations

import sys

if __name__ == "__main__":
    from book.setup import arguments, bootstrap

    sys.exit(bootstrap.main(arguments.named_files(sys.argv[1:])))

import functools
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.tasks import task

from book.setup import bootstrap
from book.setup.commands import ROOT, run_reporting_errors

if TYPE_CHECKING:
    from rich.console import Console

    from book.pipeline.many.pool import Crew
    from book.runtime.events import Event, EventHandler

EDITION = {"edition": "slug of one edition; without it, every edition in sources/"}


@contextmanager
def mistakes_told() -> Iterator[None]:
    """Tell a user's mistake in one message, without a traceback."""
    from book.errors import EditionError

    try:
        yield
    except EditionError as error:
        raise SystemExit(f"variorum: {error}") from None
    except OSError as error:
        raise SystemExit(f"variorum: {error.filename or 'the disk'}: {error.strerror}") from None
    except KeyboardInterrupt:
        print("variorum: stopped; what was published before is untouched", file=sys.stderr)
        raise SystemExit(130) from None


def told(body: Callable[..., None]) -> Callable[..., None]:
    """Tell the mistakes of a whole task, from its first import on."""

    @functools.wraps(body)
    def run(*arguments: object, **named: object) -> None:
        with mistakes_told():
            body(*arguments, **named)

    return run


def each_edition(edition: str | None, do: Callable[[str], None]) -> None:
    from book.runtime import workspace

    for slug in [edition] if edition else workspace.editions():
        do(slug)


def console() -> Console:
    from rich.console import Console

    return Console(highlight=False)


def failures_on_stderr(show: EventHandler) -> EventHandler:
    """Tell what is wrong with an edition as `mistakes_told` does; what else is told, to `show`."""
    from book.errors import EditionError
    from book.runtime.events import Failed

    def report(event: Event) -> None:
        if isinstance(event, Failed):
            error = EditionError(
                event.message, file=event.file, line=event.line, remedy=event.remedy
            )
            print(f"variorum: {error}", file=sys.stderr, flush=True)
        else:
            show(event)

    return report


def say(slug: str) -> Callable[[str], None]:
    return lambda message: print(f"{slug}: {message}", flush=True)


BUILD = {
    "cluster": "the address of a Dask scheduler, as tcp://host:8786: its workers make the editions, not this machine",
    "explain": "say why each thing is built",
    "json": "one JSON object a line, for programs",
}


@task(help=EDITION | BUILD, default=True)
@told
def build(
    _: Context,
    edition: str | None = None,
    explain: bool = False,
    json: bool = False,
    cluster: str = "",
) -> None:
    """Make, prove and publish all that is out of date, in dist/."""
    from book.pipeline.scheduler import rebuild
    from book.runtime import workspace
    from book.terminal.progress import show_progress

    def hire() -> AbstractContextManager[Crew]:
        bootstrap.require_packages("cluster")
        from book.pipeline.many.cluster import cluster_at

        return cluster_at(cluster)

    with show_progress(as_json=json, explain=explain) as show:
        report = show if json else failures_on_stderr(show)
        whole = rebuild(
            [edition] if edition else workspace.editions(), report, hire=hire if cluster else None
        )
    if not whole:
        raise SystemExit(1)


@task(help=EDITION)
@told
def clean(_: Context, edition: str | None = None) -> None:
    """Show what cleaning removes from each witness, by which rule, and the metadata it finds."""
    from book.pipeline import witnesses
    from book.source.folder import read_folder
    from book.terminal.report.cleaning import cleaning_report

    def one(slug: str) -> None:
        for text in witnesses.read_texts(read_folder(slug)):
            console().print(cleaning_report(text))

    each_edition(edition, one)


@task(help=EDITION)
@told
def collate(_: Context, edition: str | None = None) -> None:
    """Show which witness has what, and where they differ."""
    from book.pipeline import witnesses
    from book.source.folder import read_folder
    from book.terminal.report.collation import collation_report

    def one(slug: str) -> None:
        folder = read_folder(slug)
        console().print(
            collation_report(witnesses.collate_texts(folder, witnesses.read_texts(folder)))
        )

    each_edition(edition, one)


@task(help=EDITION)
@told
def suggest(_: Context, edition: str | None = None) -> None:
    """List what the edition may still need: glosses, notes, dates, headings of the index, with entries to paste."""
    from book.pipeline.edition import limits, suggest_additions
    from book.source.folder import read_folder
    from book.terminal.report.suggestions import suggestion_report

    def one(slug: str) -> None:
        language = read_folder(slug).imprint.language
        console().print(
            suggestion_report(suggest_additions(slug), limits(language)), soft_wrap=True
        )

    each_edition(edition, one)


@task(help=EDITION)
@told
def merge(_: Context, edition: str | None = None) -> None:
    """Print the merged and annotated manuscript in Markdown."""
    from book.pipeline.edition import assemble_edition
    from book.pipeline.outputs import render_manuscript

    each_edition(
        edition,
        lambda slug: print(
            render_manuscript(assemble_edition(slug).edition, "md").decode(), end=""
        ),
    )


@task(
    help=EDITION
    | {
        "size": "another page size: A4, letter, A5, royal, 150x230mm …",
        "screen": "with coloured links",
    }
)
@told
def pdf(_: Context, edition: str | None = None, size: str = "", screen: bool = False) -> None:
    """Make the PDF alone, as a draft in build/."""
    from book.pipeline.build import render_one

    each_edition(
        edition,
        lambda slug: say(slug)(
            f"{render_one(slug, 'pdf', say(slug), size, screen=screen).relative_to(ROOT)}"
        ),
    )


@task(help=EDITION | {"kepub": "as Kobo's own reading app wants it"})
@told
def epub(_: Context, edition: str | None = None, kepub: bool = False) -> None:
    """Make the e-book alone, as a draft in build/, with the page numbers of the print edition."""
    from book.pipeline.build import render_one

    kind = "kepub.epub" if kepub else "epub"
    each_edition(
        edition,
        lambda slug: say(slug)(f"{render_one(slug, kind, say(slug)).relative_to(ROOT)}"),
    )


@task(help=EDITION)
@told
def tei(_: Context, edition: str | None = None) -> None:
    """Make the TEI document alone, as a draft in build/: the edition with the readings of all witnesses."""
    from book.pipeline.build import render_one

    each_edition(
        edition,
        lambda slug: say(slug)(f"{render_one(slug, 'tei.xml', say(slug)).relative_to(ROOT)}"),
    )


@task(help=EDITION)
@told
def site(_: Context, edition: str | None = None) -> None:
    """Make the download page alone, as a draft in build/, around the books that are published."""
    from book.pipeline.publish import draft_site

    each_edition(edition, lambda slug: say(slug)(f"{draft_site(slug).relative_to(ROOT)}"))


PLACE = {
    "host": "the address to listen at; 0.0.0.0 lets others in the network in",
    "port": "0 is any that is free",
}


@task(
    help=EDITION
    | PLACE
    | {"serve": "show the preview on localhost too", "json": "one JSON object a line, for programs"}
)
@told
def watch(
    _: Context,
    edition: str | None = None,
    serve: bool = False,
    host: str = "127.0.0.1",
    port: int = 8000,
    json: bool = False,
) -> None:
    """Make a draft of the PDF anew at each save, and say which pages changed. Ctrl-C ends it."""
    from book.pipeline.preview import watch
    from book.runtime.events import Message
    from book.serve.server import serve_in_background
    from book.terminal.progress import show_progress

    with ExitStack() as stack:
        report = stack.enter_context(show_progress(as_json=json))
        if serve:
            place = stack.enter_context(serve_in_background(ROOT / "dist", host, port))
            report(
                Message(
                    edition or "",
                    f"the preview is at {place}{f'{edition}/' if edition else ''}. Press Ctrl-C to stop.",
                )
            )
        watch(edition, report)


@task(help=PLACE)
@told
def serve(_: Context, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Show what is published on localhost: the pages, the books, the catalogue for reading apps."""
    from book.serve.server import serve

    serve(ROOT / "dist", host, port)


@task(help=EDITION | {"to": "docx or md"})
@told
def export(_: Context, edition: str | None = None, to: str = "docx") -> None:
    """Write the annotated manuscript for a word processor, as a draft in build/."""
    from book.pipeline.build import render_one

    each_edition(
        edition,
        lambda slug: say(slug)(f"{render_one(slug, to, say(slug)).relative_to(ROOT)}"),
    )


PRESS = {
    "paper": "kdp-white, kdp-cream, kdp-color; or a leaf's thickness, 115um; or grammage and bulk, 90g*1.5",
    "signature": "the number of pages is filled up to a multiple of this",
}


@task(help=EDITION | PRESS)
@told
def press(
    _: Context, edition: str | None = None, paper: str = "kdp-cream", signature: int = 4
) -> None:
    """Make the printer's files in build/: inside and cover with bleed and marks, and a preflight."""
    from book.pipeline.build import make_press

    def one(slug: str) -> None:
        print(make_press(slug, paper, signature), end="")
        say(slug)(f"build/{slug}/press/")

    each_edition(edition, one)


@task(
    help=EDITION | {"rules": "show the device rules by which e-books are judged, and nothing else"}
)
@told
def check(_: Context, edition: str | None = None, rules: bool = False) -> None:
    """Check what is published: EPUBCheck, device rules, Ace, veraPDF, every word and note once, the ledger."""
    from book.pipeline.check import check
    from book.terminal.report.rules import rules_report
    from book.verify import device_rules

    if rules:
        console().print(rules_report(device_rules.RULES))
        return
    each_edition(edition, lambda slug: check(slug, say(slug)))


@task
def gates(_: Context) -> None:
    """Install what `check` and `test --all` can use besides: a Chromium with apt-get, Ace and reading systems from npm."""
    from book.setup import npm
    from book.verify.validators import ace

    try:
        code = run_reporting_errors(
            lambda: npm.install_validators(
                (ace.MANIFEST, *sorted((ROOT / "tests").glob("*/package.json")))
            )
        )
    except npm.ProgramUnavailableError as reason:
        raise SystemExit(f"variorum: {reason}") from None
    if code:
        raise SystemExit(code)


DIFF = {
    "since": "a folder with a former release, if not the one in dist/",
    "pages": "compare the pages too, for which the book is laid out",
    "json": "as data, for programs",
    "exit_code": "end with 1 if something changed",
    "record": "your words on the release: they, and what changed, go to history.toml, and so into the book",
}


@task(help=EDITION | DIFF)
@told
def diff(
    _: Context,
    edition: str | None = None,
    since: str = "",
    pages: bool = True,
    json: bool = False,
    exit_code: bool = False,
    record: str = "",
) -> None:
    """Show what a build would publish otherwise than what is published: text, readings, notes, lists, pages. Publishes nothing."""
    from book.errors import EditionError
    from book.pipeline import release
    from book.runtime import workspace
    from book.terminal.progress import show_progress
    from book.terminal.report.changes import change_report, changes_as_json

    former = Path(os.environ.get("PWD", Path.cwd())) / since if since else None
    with show_progress() as show:
        slugs = [edition] if edition else workspace.editions()
        if record and len(slugs) > 1:
            raise EditionError(
                "words are recorded of one edition",
                remedy="Name it: inv diff --edition SLUG --record WORDS",
            )
        found = tuple(release.compare(slug, former, pages=pages, on_event=show) for slug in slugs)
    if json:
        print(changes_as_json(found))
    else:
        for comparison in found:
            console().print(change_report(comparison), soft_wrap=not sys.stdout.isatty())
    for comparison in found if record else ():
        name = release.record(comparison, record)
        print(f"{comparison.slug}: recorded in {name}", file=sys.stderr)
    if exit_code and not all(comparison.is_empty for comparison in found):
        raise SystemExit(1)


@task(
    positional=["slug"],
    iterable=["file"],
    help={"slug": "name of the folder in sources/", "file": "a copy of the text; once for each"},
)
@told
def new(_: Context, slug: str, file: list[str]) -> None:
    """Make an edition's folder from files, with a first edition.toml guessed from them."""
    from book.pipeline.build import new_edition

    # Bootstrap moves to the project's folder; the shell's PWD still names the one that the user stands in.
    here = Path(os.environ.get("PWD", Path.cwd()))
    folder = new_edition(slug, [here / name for name in file])
    print(f"{folder.relative_to(ROOT)}: look at edition.toml, then: inv build --edition {slug}")


def run_module(*arguments: str) -> None:
    """Run a Python module in ROOT and end with its exit code if it fails."""
    code = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, check=False).returncode
    if code:
        raise SystemExit(code)


@task(name="test", help={"all": "run the slow tests too"})
def run_tests(_: Context, all: bool = False) -> None:  # noqa: A002 (the option is called --all)
    """Run the tests, on all cores."""
    bootstrap.require_packages("dev")
    run_module(
        "pytest",
        "-q",
        "-rs",
        "--numprocesses=auto",
        "--dist=loadfile",
        *([] if all else ["-m", "not slow"]),
    )


@task
def lint(_: Context) -> None:
    """Check style, format and types."""
    bootstrap.require_packages("dev")
    run_module("ruff", "check", ".")
    run_module("ruff", "format", "--check", ".")
    run_module("mypy")


BENCH = {
    "runs": "how often each is timed",
    "notes": "set a long book of dense notes instead, a seed a run",
    "layout": "set made-up books of so many pages instead, as 25,100,400, cold and after edits",
    "shelf": "look at so many published editions instead, as 1000,10000: what an idle build and the catalogue take",
    "editions": "build so many small editions instead, by one and two workers of a Dask cluster, and by this machine's cores",
    "collation": "collate witnesses with known errors instead",
    "collatex": "a Python that has CollateX, to time it too",
}


@task(help=BENCH)
@told
def bench(
    _: Context,
    runs: int = 5,
    notes: bool = False,
    layout: str = "",
    editions: int = 0,
    shelf: str = "",
    collation: bool = False,
    collatex: str = sys.executable,
) -> None:
    """Time a whole build beside WeasyPrint alone on the same HTML."""
    if lines := _bench(layout, editions, shelf, collatex if collation else ""):
        for line in lines:
            print(line, flush=True)
        return
    from tests.bench.builds import compare, compare_notes

    print((compare_notes if notes else compare)(max(1, runs)))


def _bench(layout: str, editions: int, shelf: str, collatex: str) -> Iterator[str] | None:
    """Choose what is measured line by line."""
    from tests.bench import collations as bench_collation
    from tests.bench import layouts as bench_layout

    if collatex:
        return bench_collation.measure(collatex, 2_772)
    if layout:
        return bench_layout.measure(_sizes(layout))
    if shelf:
        from tests.bench import shelves

        return shelves.measure(_sizes(shelf))
    if editions:
        bootstrap.require_packages("dev")
        from tests.bench import editions as bench_editions

        return bench_editions.measure(editions)
    return None


def _sizes(words: str) -> tuple[int, ...]:
    return tuple(int(size) for size in words.split(",") if size.strip().isdecimal())


@task
def reset(_: Context) -> None:
    """Delete build/ and dist/."""
    for name in ("build", "dist"):
        shutil.rmtree(ROOT / name, ignore_errors=True)
