"""Make the index of the web edition's search from its pages, with pagefind.

Pagefind is a program: it reads a folder of pages, and writes a folder of files that its own script
loads in the browser, a few of them for each search. No other module runs it.
"""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

import pagefind_bin

from book.errors import EditionError
from book.text.cached import ResultCache, recall
from book.verify.validators.programs import explain_failure

SOURCE, TARGET = "read/", "read/pagefind/"
SECONDS = 300
# What is no word of the text: calls of notes, links to paragraphs, marks of pages. A note has its
# mark, by which the script names it.
NO_WORDS = ".noteref, .own-link, [role=doc-pagebreak]"
# What a search needs: not the user interfaces that pagefind brings.
NEEDED = re.compile(
    r"pagefind(-worker)?\.js|pagefind-entry\.json|pagefind\.[\w-]+\.pf_meta"
    r"|(fragment|index)/[\w-]+\.pf_\w+"
)
# Letters of scripts that do not put spaces between words: each is a word of the index, and the
# script searches for their sequences (`templates/read-search.js` has the same letters).
UNSPACED = re.compile(
    "([\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff])"
)
BODY = 'data-pagefind-body=""'
TEXT = re.compile(r"(?<=>)[^<]+")


def index_pages(
    files: Mapping[str, bytes], language: str, cache: ResultCache | None = None
) -> dict[str, bytes]:
    """Return the files of the search for those of the web edition, both by name.

    Its pages are in the order of the book, in which the search lists what it finds. Raise
    EditionError if pagefind fails.
    """
    found = (
        (name.removeprefix(SOURCE), content.decode())
        for name, content in files.items()
        if name.endswith(".html") and BODY.encode() in content
    )
    pages = {
        name: _numbered(separate_letters(page), number)
        for number, (name, page) in enumerate(found, 1)
    }
    if not pages:
        return {}
    make = partial(_run_pagefind, pages, language.split("-")[0].lower())
    return recall(cache, "search index", (language, *pages.items()), make)


def _numbered(page: str, number: int) -> str:
    return page.replace(BODY, f'{BODY} data-pagefind-sort="order:{number:05}"', 1)


def separate_letters(page: str) -> str:
    """Return a page with spaces between the letters of scripts that write words without spaces.

    >>> separate_letters('<p lang="ja">吾輩はcatである。</p>')
    '<p lang="ja"> 吾  輩  は cat で  あ  る 。</p>'
    """
    return TEXT.sub(lambda found: UNSPACED.sub(r" \1 ", found[0]), page)


def _run_pagefind(pages: Mapping[str, str], language: str) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory(prefix="variorum-") as folder:
        site, bundle = Path(folder, "site"), Path(folder, "bundle")
        site.mkdir()
        for name, page in pages.items():
            (site / name).write_text(page, "utf-8", newline="")
        _run(
            *("--site", site, "--output-path", bundle, "--force-language", language),
            *("--exclude-selectors", NO_WORDS, "--keep-index-url", "--quiet"),
        )
        return dict(sorted(_needed(bundle)))


def _run(*options: str | Path) -> None:
    command = [str(pagefind_bin.get_executable()), *map(str, options)]
    try:
        run = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise EditionError(f"pagefind took more than {SECONDS} seconds") from error
    if run.returncode:
        raise EditionError(f"pagefind did not run: {explain_failure(run)}")


def _needed(bundle: Path) -> Iterator[tuple[str, bytes]]:
    """Yield what a search loads: of the compiled programs, the one for the language."""
    entry = json.loads((bundle / "pagefind-entry.json").read_text("utf-8"))
    programs = {
        f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in entry["languages"].values()
    }
    for path in bundle.rglob("*"):
        name = path.relative_to(bundle).as_posix()
        if path.is_file() and (NEEDED.fullmatch(name) or name in programs):
            yield f"{TARGET}{name}", path.read_bytes()
