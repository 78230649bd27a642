"""The requirements files: they hold what pyproject.toml asks for, by hash, and name no registry."""

from __future__ import annotations

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from book.setup.commands import ROOT
from book.setup.venv import LOCKS

PINNED = re.compile(
    r"^([a-z0-9-]+)==(\S+)(?: ; .*)? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)",
    re.MULTILINE,
)


def pins(need: str) -> dict[str, set[str]]:
    """Return the versions of each package; what is left of an old Python may have two, by its marker."""
    found: dict[str, set[str]] = {}
    for match in PINNED.finditer((ROOT / LOCKS[need]).read_text(encoding="utf-8")):
        found.setdefault(match[1], set()).add(match[2])
    return found


def asked(need: str) -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    words: dict[str, list[str]] = {
        "build": project["project"]["dependencies"],
        "cluster": project["project"]["optional-dependencies"]["cluster"],
        "dev": project["dependency-groups"]["dev"],
    }
    return words[need]


@pytest.mark.parametrize("need", LOCKS)
def test_each_line_is_a_version_with_hashes(need: str) -> None:
    assert PINNED.sub("", (ROOT / LOCKS[need]).read_text(encoding="utf-8")) == ""


@pytest.mark.parametrize("need", LOCKS)
def test_what_is_asked_for_is_locked(need: str) -> None:
    for requirement in map(Requirement, asked(need)):
        for version in pins(need)[canonicalize_name(requirement.name)]:
            assert requirement.specifier.contains(version), requirement


@pytest.mark.parametrize("need", LOCKS)
def test_the_locks_agree(need: str) -> None:
    build, other = pins("cluster"), pins(need)
    assert {name: build[name] for name in build.keys() & other} == {
        name: other[name] for name in build.keys() & other
    }
