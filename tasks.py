"""Tasks for Invoke: `inv --list` shows them.

On a fresh machine `python3 tasks.py TASK...` sets up first.
"""

from __future__ import annotations

import sys

if __name__ == "__main__":
    from book.setup import arguments, bootstrap

    sys.exit(bootstrap.main(arguments.named_files(sys.argv[1:])))

from invoke.context import Context
from invoke.tasks import task

from book.commands.developer_tasks import bench, install_validators, lint, reset, run_tests
from book.commands.errors import prints_errors

__all__ = ["bench", "install_validators", "lint", "reset", "run_tests"]  # and those below

EDITION = {"edition": "slug of one edition; without it, every edition in sources/"}
JSON = {"json": "print one JSON object a line, for programs"}
ADDRESS = {
    "host": "the address to listen at; 0.0.0.0 lets other machines on the network connect",
    "port": "the port to listen at; 0 picks a free port",
}


# ── Build and check ──────────────────────────────────────────────────────────────────────────────

BUILD = {
    "cluster": "build on the workers of the Dask scheduler at this address (tcp://host:8786)",
    "explain": "say why each thing is built",
    "daemon": "start no server that keeps the validators in memory, and ask none",
    "rehash": "read all files, even those whose sizes and times are as they were",
}


@task(help=EDITION | BUILD | JSON, default=True)
@prints_errors
def build(
    _: Context,
    edition: str | None = None,
    explain: bool = False,
    json: bool = False,
    cluster: str = "",
    daemon: bool = True,
    rehash: bool = False,
) -> None:
    """Build, prove and publish everything that is out of date, in dist/."""
    from book.commands.build import build

    if not build(
        edition,
        explain=explain,
        as_json=json,
        cluster=cluster,
        rehash=rehash,
        asks_server=daemon,
    ):
        raise SystemExit(1)


@task(help=EDITION | {"rules": "only print the device rules by which e-books are checked"})
@prints_errors
def check(_: Context, edition: str | None = None, rules: bool = False) -> None:
    """Check what is published: validators, device rules, every word and note, the ledger."""
    from book.commands.build import check, print_rules

    if rules:
        print_rules()
    else:
        check(edition)


@task(help=EDITION | {"serve": "also show the preview in the browser"} | ADDRESS | JSON)
@prints_errors
def watch(
    _: Context,
    edition: str | None = None,
    serve: bool = False,
    host: str = "127.0.0.1",
    port: int = 8000,
    json: bool = False,
) -> None:
    """Preview the PDF at every save, and say which pages changed. Ctrl-C ends it."""
    from book.commands.build import watch

    watch(edition, serve=serve, host=host, port=port, as_json=json)


@task(help=ADDRESS)
@prints_errors
def serve(_: Context, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Show what is published on localhost: the pages, the books, the catalog for reading apps."""
    from book.runtime.workspace import ROOT
    from book.serve.server import serve

    serve(ROOT / "dist", host, port)


@task(help=EDITION)
@prints_errors
def clean(_: Context, edition: str | None = None) -> None:
    """Show what cleaning removes from each witness, by which rule, and the metadata it finds."""
    from book.commands.stages import clean

    clean(edition)


@task(help=EDITION)
@prints_errors
def collate(_: Context, edition: str | None = None) -> None:
    """Show which witness has what, and where they differ."""
    from book.commands.stages import collate

    collate(edition)


@task(help=EDITION)
@prints_errors
def suggest(_: Context, edition: str | None = None) -> None:
    """List what may be missing (glosses, notes, dates, index headings), as entries to paste."""
    from book.commands.stages import suggest

    suggest(edition)


WHERE = {
    "words": "words of the book, in quotes; or a line of a file: copy-1.txt:12, or 12-15",
}


@task(positional=["words"], help=WHERE | EDITION | JSON)
@prints_errors
def where(_: Context, words: str, edition: str | None = None, json: bool = False) -> None:
    """Say where words are in the files, and what became of them; or of a line of a file."""
    from book.commands.where import where

    where(words, edition, as_json=json)


@task(help=EDITION)
@prints_errors
def merge(_: Context, edition: str | None = None) -> None:
    """Print the merged and annotated manuscript in Markdown."""
    from book.commands.stages import merge

    merge(edition)


# ── One output, as a draft in build/ ─────────────────────────────────────────────────────────────

PDF = {
    "size": "another page size: A4, letter, A5, royal, 150x230mm …",
    "screen": "with colored links",
}


@task(help=EDITION | PDF)
@prints_errors
def pdf(_: Context, edition: str | None = None, size: str = "", screen: bool = False) -> None:
    """Write the PDF alone to build/."""
    from book.commands.drafts import draft

    draft(edition, "pdf", size=size, screen=screen)


@task(help=EDITION | {"kepub": "in the form that Kobo's own reading app wants"})
@prints_errors
def epub(_: Context, edition: str | None = None, kepub: bool = False) -> None:
    """Write the e-book alone to build/, with the page numbers of the print edition."""
    from book.commands.drafts import draft

    draft(edition, "kepub.epub" if kepub else "epub")


@task(help=EDITION)
@prints_errors
def tei(_: Context, edition: str | None = None) -> None:
    """Write the TEI document alone to build/: the edition with the readings of all witnesses."""
    from book.commands.drafts import draft

    draft(edition, "tei.xml")


@task(help=EDITION | {"to": "docx or md"})
@prints_errors
def export(_: Context, edition: str | None = None, to: str = "docx") -> None:
    """Write the annotated manuscript for a word processor to build/."""
    from book.commands.drafts import draft

    draft(edition, to)


@task(help=EDITION)
@prints_errors
def site(_: Context, edition: str | None = None) -> None:
    """Write the download page alone to build/, with copies of the published books."""
    from book.commands.drafts import page

    page(edition)


PRESS = {
    "paper": "kdp-white, kdp-cream or kdp-color; a leaf's thickness (115um); "
    "or grammage and bulk (90g*1.5)",
    "signature": "add blank pages until the page count is a multiple of this",
    "profile": "the printer: plain, kdp, ingram or lulu",
}


@task(help=EDITION | PRESS)
@prints_errors
def press(
    _: Context,
    edition: str | None = None,
    paper: str = "",
    signature: int = 0,
    profile: str = "plain",
) -> None:
    """Write the printer's files to build/: inside, cover, and a preflight."""
    from book.commands.drafts import press

    press(edition, paper, signature, profile)


DIFF = {
    "since": "compare with the release in this folder, not with the one in dist/",
    "pages": "compare the pages too, for which the book is laid out",
    "json": "print the differences as JSON, for programs",
    "exit_code": "exit with 1 if anything changed",
    "record": "your words about the release; they and the changes go to history.toml",
}


@task(help=EDITION | DIFF)
@prints_errors
def diff(
    _: Context,
    edition: str | None = None,
    since: str = "",
    pages: bool = True,
    json: bool = False,
    exit_code: bool = False,
    record: str = "",
) -> None:
    """Show how a build would differ from dist/, in text, notes, lists and pages."""
    from book.commands.release import diff

    is_same = diff(edition, since, record, pages=pages, as_json=json)
    if exit_code and not is_same:
        raise SystemExit(1)


RELEASE = {"release": "compare with the release in this folder, not with the one in dist/"}


@task(help=EDITION | RELEASE)
@prints_errors
def verify(_: Context, edition: str | None = None, release: str = "") -> None:
    """Rebuild what is published, elsewhere and without a cache, and compare every byte."""
    from book.commands.release import verify

    if not verify(edition, release):
        raise SystemExit(1)


@task(help={"to": "a folder, or one of another machine: user@host:folder"})
@prints_errors
def publish(_: Context, to: str = "") -> None:
    """Copy dist/ to a folder or another machine, whole or not at all."""
    from book.commands.publish import publish

    publish(to)


NEW = {"slug": "folder in sources/", "file": "a copy, or its pictures", "yes": "ask nothing"}


@task(positional=["slug"], iterable=["file"], help=NEW)
@prints_errors
def new(_: Context, slug: str, file: list[str], yes: bool = False) -> None:
    """Make an edition's folder from files, with an edition.toml from what they say."""
    from book.commands.release import new

    new(slug, file, asks=not yes)
