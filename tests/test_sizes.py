"""The sizes of the source: what a reader can take in at once.

An exception has its reason beside it: `# long: …` in the lines of the `def`.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BOOK = ROOT / "book"
MODULES = sorted([*BOOK.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / "tasks.py"])
MOST_LINES = 300  # of a file
MOST_COLUMNS = 100
LONGEST_BODY = 30  # lines of a function without its docstring
MOST_ENTRIES = 24  # packages and modules at the top of book/

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.Module) -> Iterator[Function]:
    for node in ast.walk(tree):
        if isinstance(node, Function):
            yield node


def body(function: Function) -> list[ast.stmt]:
    """Return the statements of a function without its docstring."""
    first = function.body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        return function.body[1:]
    return function.body


def length(function: Function) -> int:
    """Return the lines of a function's body."""
    statements = body(function)
    return (statements[-1].end_lineno or 0) - statements[0].lineno + 1 if statements else 0


def is_explained(function: Function, lines: list[str]) -> bool:
    head = lines[function.lineno - 2 : function.body[0].lineno]
    return any("# long: " in line for line in head)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_can_be_taken_in(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert len(lines) <= MOST_LINES
    assert [number for number, line in enumerate(lines, 1) if len(line) > MOST_COLUMNS] == []
    long = [
        f"{function.name}, line {function.lineno}: {length(function)} lines"
        for function in functions(ast.parse("\n".join(lines)))
        if length(function) > LONGEST_BODY and not is_explained(function, lines)
    ]
    assert long == []


def test_the_top_of_the_package_is_small() -> None:
    entries = [path for path in BOOK.iterdir() if path.suffix == ".py" or path.is_dir()]
    assert len([path for path in entries if path.name != "__pycache__"]) <= MOST_ENTRIES


def test_each_class_has_a_name_of_its_own() -> None:
    names = Counter(
        node.name.lstrip("_")
        for path in sorted(BOOK.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in names.items() if count > 1] == []
