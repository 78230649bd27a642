"""Show what was read from a page, one short line of text for each line or insert."""

from collections.abc import Callable

from book.model import Insert, Line
from book.read.builder import DocumentBuilder, SourceDocument
from book.read.html.reading import read_html


def no_file(name: str) -> bytes | None:
    return None


def read(markup: str, neighbor: Callable[[str], bytes | None] = no_file) -> SourceDocument:
    builder = DocumentBuilder()
    read_html(builder, markup, "a.html", neighbor=neighbor)
    return builder.document()


def view(markup: str) -> list[str]:
    """Return a page as short lines: `quotation verse: The boat, /1 {emphasis the} shore`."""
    return show(read(markup))


def show(document: SourceDocument) -> list[str]:
    shown = []
    for line in document.lines:
        shown += [_insert(each) for each in line.form.before]
        shown.append(_line(line))
        shown += [_insert(each) for each in line.form.after]
    return shown


def _insert(insert: Insert) -> str:
    path = "".join(f"{_container(each)} " for each in insert.containers)
    return f"{path}<{insert.kind}>{insert.text}"


def _container(container: object) -> str:
    kind, attributes = container.kind, container.attributes  # type: ignore[attr-defined]
    written = ",".join(value if key == "label" else f"{key}={value}" for key, value in attributes)
    return f"{kind}[{written}]" if written else str(kind)


def _line(line: Line) -> str:
    if line.fate != "open":
        return f"- {line.field or line.rule}: {line.text}"
    form = line.form
    path = "".join(f"{_container(each)} " for each in form.containers)
    extra = "".join(
        f" {name}={value}"
        for name, value in (
            ("indent", form.indent),
            ("align", form.align),
            ("lang", form.language),
            ("dir", form.direction),
        )
        if value
    )
    kind = "" if form.kind in ("paragraph", "heading") else form.kind
    return f"{path}{kind}{extra}: {_marked(line)}".lstrip()


def _marked(line: Line) -> str:
    """Return the text of a line with its ranges in braces, and its breaks as strokes."""
    marks: list[tuple[int, int, str]] = []
    for each in line.ranges:
        if each.kind == "break":
            marks.append((each.start, 1, f" /{each.value if each.value != '0' else ''}"))
        elif each.kind == "note":
            marks.append((each.start, 0, f"{{note {each.value}}}"))
        else:
            value = f"={each.value}" if each.value else ""
            marks.append((each.start, 2, f"{{{each.kind}{value} "))
            marks.append((each.end, -1, "}"))
    text = line.text
    for place, _, sign in sorted(marks, key=lambda mark: (mark[0], mark[1]), reverse=True):
        text = text[:place] + sign + text[place:]
    return text
