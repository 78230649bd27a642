"""`inv where`: where words are in the files, and what became of a line."""

from book.commands.build import print_report, slugs_of


def where(query: str, edition: str | None, *, as_json: bool) -> None:
    """Print where words are and what became of them, or what became of the lines of a file."""
    from book.pipeline.where.trace import find_traces
    from book.terminal.report.where import where_as_json, where_report

    traces = find_traces(query, slugs_of(edition))
    if as_json:
        for line in where_as_json(traces):
            print(line)
        return
    print_report(where_report(traces))
