"""`inv clean`, `collate`, `suggest` and `merge`: one stage, with a readable report."""

from book.commands.build import print_report, slugs_of


def clean(edition: str | None) -> None:
    """Print what cleaning keeps and removes, by which rule, the metadata it finds, and doubts."""
    from book.pipeline.witnesses import find_doubts, read_texts
    from book.source.folder import read_folder
    from book.terminal.report.cleaning import cleaning_report

    for slug in slugs_of(edition):
        for text in read_texts(read_folder(slug)):
            print_report(cleaning_report(text, find_doubts(text)))


def collate(edition: str | None) -> None:
    """Print which witness has what, and where they differ."""
    from book.pipeline.witnesses import collate_texts, read_texts
    from book.source.folder import read_folder
    from book.terminal.report.collation import collation_report

    for slug in slugs_of(edition):
        folder = read_folder(slug)
        print_report(collation_report(collate_texts(folder, read_texts(folder))))


def suggest(edition: str | None) -> None:
    """Print what the edition may still need, with entries to paste."""
    from book.pipeline.edition import suggest_additions
    from book.source.folder import read_folder
    from book.suggest import limits
    from book.terminal.report.suggestions import suggestion_report

    for slug in slugs_of(edition):
        language = read_folder(slug).imprint.language
        report = suggestion_report(suggest_additions(slug), limits(language))
        print_report(report, wrap=False)


def merge(edition: str | None) -> None:
    """Print the merged and annotated manuscript in Markdown."""
    from book.pipeline.edition import assemble_edition
    from book.pipeline.manuscripts import render_manuscript

    for slug in slugs_of(edition):
        print(render_manuscript(assemble_edition(slug).edition, "md").decode(), end="")
