"""`inv pdf`, `epub`, `tei`, `site`, `export` and `press`: one output, as a draft in build/."""

from book.commands.build import slugs_of
from book.runtime import workspace
from book.terminal.progress import show_progress


def draft(edition: str | None, kind: str, *, size: str = "", screen: bool = False) -> None:
    """Write one output (pdf, epub, kepub.epub, tei.xml, docx, md), and print its path."""
    from book.pipeline.drafts import write_draft

    for slug in slugs_of(edition):
        with show_progress() as show:
            path = write_draft(slug, kind, show, size=size, screen=screen)
        print(f"{slug}: {path.relative_to(workspace.ROOT)}", flush=True)


def page(edition: str | None) -> None:
    """Write the download page around copies of the published books, and print its path."""
    from book.pipeline.records import draft_page

    for slug in slugs_of(edition):
        print(f"{slug}: {draft_page(slug).relative_to(workspace.ROOT)}", flush=True)


def press(edition: str | None, paper: str, signature: int, profile: str) -> None:
    """Write the printer's files, and print the preflight's report."""
    from book.pipeline.context import open_context
    from book.pipeline.press import write_press

    for slug in slugs_of(edition):
        with show_progress() as show, open_context(slug, show) as context:
            report = write_press(slug, context, paper, signature, profile)
        print(f"{report}{slug}: build/{slug}/press/", flush=True)
