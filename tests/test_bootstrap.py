"""The set-up of a fresh machine, without a network, root or a second .venv."""

import ast
from pathlib import Path

import pytest

from book import bootstrap


@pytest.mark.parametrize("name", ["tasks.py", "book/__init__.py", "book/bootstrap.py"])
def test_an_old_python_can_read_it(name: str) -> None:
    ast.parse(Path(bootstrap.ROOT / name).read_text(encoding="utf-8"), feature_version=(3, 8))


def test_an_old_python_gets_a_sentence() -> None:
    with pytest.raises(bootstrap.SetupError, match=r"needs Python 3\.11 or newer and this is 3\.9\.2"):
        bootstrap.check_python((3, 9, 2))
