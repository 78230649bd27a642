"""`inv diff`, `inv verify` and `inv new`."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from book.commands.build import print_report, slugs_of
from book.errors import EditionError
from book.model import Differences
from book.runtime import workspace
from book.runtime.events import Event, Message
from book.terminal.progress import show_progress


def diff(edition: str | None, since: str, record: str, *, pages: bool, as_json: bool) -> bool:
    """Print how a build would differ from what is published; return whether it would not.

    With `record`, add the release to history.toml with these words. Raise EditionError for a
    `record` of several editions, or if there is no release to compare with.
    """
    from book.pipeline.release import compare_releases

    slugs = slugs_of(edition)
    if record and len(slugs) > 1:
        raise EditionError(
            "only one edition can be recorded at a time",
            remedy="Name it: inv diff --edition SLUG --record WORDS",
        )
    former = working_folder() / since if since else None
    with show_progress() as show:
        comparisons = tuple(
            compare_releases(slug, former, pages=pages, on_event=show) for slug in slugs
        )
    _print(comparisons, as_json=as_json)
    if record:
        _record(comparisons[0], record)
    return all(comparison.is_empty for comparison in comparisons)


def _record(comparison: Differences, words: str) -> None:
    from book.pipeline.release import record_release

    name = record_release(comparison, words)
    print(f"{comparison.slug}: recorded in {name}", file=sys.stderr)


def _print(comparisons: tuple[Differences, ...], *, as_json: bool) -> None:
    from book.terminal.report.changes import change_report, changes_as_json

    if as_json:
        print(changes_as_json(comparisons))
        return
    for comparison in comparisons:
        print_report(change_report(comparison), wrap=sys.stdout.isatty())


def verify(edition: str | None, release: str) -> bool:
    """Rebuild what is published and print whether it is the same; return whether all is.

    `release` is the folder of a release in place of dist/; it says which edition it is.
    """
    folder = working_folder() / release if release else None
    results = [_verify(slug, folder) for slug in _slugs_of_release(edition, folder)]
    return all(results)


def _slugs_of_release(edition: str | None, folder: Path | None) -> tuple[str, ...]:
    from book.pipeline.manifest import read_manifest
    from book.pipeline.published import check_folder

    if folder is None:
        return slugs_of(edition)
    check_folder(folder)
    with suppress(ValueError):
        edition = edition or read_manifest(folder).slug
    if not edition:
        remedy = "Name it: inv verify --edition SLUG --release FOLDER"
        raise EditionError(
            "it does not say of which edition it is", file=str(folder), remedy=remedy
        )
    return (edition,)


def _verify(slug: str, folder: Path | None) -> bool:
    from book.pipeline.reproduce import reproduce

    try:
        with show_progress() as show:
            result = reproduce(slug, folder, show)
    except EditionError as error:
        print(f"variorum: {error}", file=sys.stderr, flush=True)
        return False
    for line in result.lines():
        print(f"{slug}: {line}", flush=True)
    return result.is_same


def new(slug: str, names: list[str], *, asks: bool) -> None:
    """Make an edition's folder from files, and print what was found and what to do next.

    With `asks`, what no file says is asked, if somebody is at the terminal.
    """
    from book.pipeline.questions import no_answer
    from book.pipeline.scaffold import new_edition

    def show(event: Event) -> None:
        if isinstance(event, Message):
            print(event.text)

    paths = [working_folder() / name for name in names]
    is_answered = asks and sys.stdin.isatty() and sys.stdout.isatty()
    folder = new_edition(slug, paths, on_event=show, ask=_ask if is_answered else no_answer)
    print(
        f"{folder.relative_to(workspace.ROOT)}: check edition.toml, "
        f"then run: inv build --edition {slug}"
    )


def _ask(question: str, default: str) -> str:
    """Ask for a value on the terminal; an empty line leaves the default. Ctrl-C ends the task."""
    hint = f" [{default}]" if default else " (Enter leaves it open)"
    try:
        return input(f"{question}{hint}: ").strip() or default
    except EOFError:
        return default


def working_folder() -> Path:
    """Return the user's current folder: setup moves to the workspace, the shell's PWD does not."""
    return Path(os.environ.get("PWD", Path.cwd()))
