"""How much furniture of web pages is removed, and how much of their text is lost.

A folder holds pages, `NAME.html`, each with `NAME.json`: its gold `text`, and its `title`, `author`
(a list) and `date` if they are known. What another program makes of a page stands beside it as
`NAME.PROGRAM.txt`, and is judged on the same lines.

    python -m tests.bench.web_pages FOLDER [--lost | --left]
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from book.clean import clean
from book.errors import EditionError
from book.model import Text, Witness, Work
from book.read.document import SourceFile, read_document
from tests.bench.page_scores import PageLine, Sort, encoding_of, kept_lines, page_lines, sort_lines

OURS = "variorum"
WORK = Work("", "", "")


def read_page(page: Path) -> Text | None:
    """Return a page as it is read and cleaned, None if nothing of it is left."""
    content = page.read_bytes()
    try:
        document = read_document(SourceFile(page.name, content, encoding_of(content) or ""))
        return clean(Witness("A", page.name, "text", document.lines), WORK)
    except EditionError as error:
        print(page.name, error, file=sys.stderr)
        return None


def printed(text: Text | None) -> str:
    return "\n".join(unit.text for unit in text.units) if text else ""


def judge(page: Path) -> tuple[list[PageLine], list[Sort], dict[str, list[bool]]]:
    """Return the lines of a page, what they are, and which of them each program kept."""
    gold = json.loads(page.with_suffix(".json").read_text("utf-8"))
    lines = page_lines(page.read_bytes())
    sorts = sort_lines(lines, gold["text"], gold.get("title") or "")
    outputs = {OURS: printed(read_page(page))}
    for path in sorted(page.parent.glob(f"{page.stem}.*.txt")):
        outputs[path.name.removeprefix(f"{page.stem}.").removesuffix(".txt")] = path.read_text()
    return lines, sorts, {name: kept_lines(lines, text) for name, text in outputs.items()}


def measure(folder: Path) -> Iterator[str]:
    """Yield a line for each program: text that is lost, furniture that is removed."""
    counts: Counter[tuple[str, str]] = Counter()
    for lines, sorts, kept in _judge_all(folder):
        for name, keeps in kept.items():
            counts[name, "pages"] += 1
            for line, sort, keep in zip(lines, sorts, keeps, strict=True):
                counts[name, f"{sort} lines"] += 1
                counts[name, f"{sort} letters"] += len(line.text)
                if keep == (sort == "furniture"):
                    counts[name, f"wrong {sort} lines"] += 1
                    counts[name, f"wrong {sort} letters"] += len(line.text)
    for name in sorted({name for name, _ in counts}):
        yield _report(name, {key: count for (of, key), count in counts.items() if of == name})


def _report(name: str, counts: dict[str, int]) -> str:
    def part(key: str) -> float:
        return counts.get(f"wrong {key}", 0) / max(1, counts.get(key, 0))

    return (
        f"{name:20} {counts['pages']:4} pages; text lost: {part('text letters'):7.3%} of letters, "
        f"{part('text lines'):7.3%} of lines; furniture removed: "
        f"{1 - part('furniture lines'):6.1%} of lines, "
        f"{1 - part('furniture letters'):6.1%} of letters"
    )


def _judge_all(folder: Path) -> Iterator[Any]:
    pages = sorted(folder.glob("*.html"))
    with ProcessPoolExecutor(2) as workers:
        yield from workers.map(judge, pages)


def list_lines(folder: Path, sort: Sort) -> Iterator[str]:
    """Yield the lines of this sort that are judged wrong: lost text, or furniture that is left."""
    pages = sorted(folder.glob("*.html"))
    for page, (lines, sorts, kept) in zip(pages, _judge_all(folder), strict=True):
        for line, of, keep in zip(lines, sorts, kept[OURS], strict=True):
            if of == sort and keep == (sort == "furniture"):
                yield f"{page.stem}: {' '.join(line.text.split())}"


if __name__ == "__main__":
    where, *options = sys.argv[1:]
    listed: dict[str, Sort] = {"--lost": "text", "--left": "furniture"}
    sorts = [listed[option] for option in options]
    for found in list_lines(Path(where), sorts[0]) if sorts else measure(Path(where)):
        print(found)
