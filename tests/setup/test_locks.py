"""The lock files contain what pyproject.toml asks for, by hash, and name no registry."""

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
    """Return the versions of each package.

    A package that an old Python needs may have two, by its marker.
    """
    versions: dict[str, set[str]] = {}
    for match in PINNED.finditer((ROOT / LOCKS[need]).read_text(encoding="utf-8")):
        versions.setdefault(match[1], set()).add(match[2])
    return versions


def requirements(need: str) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines: dict[str, list[str]] = {
        "build": project["project"]["dependencies"],
        "cluster": project["project"]["optional-dependencies"]["cluster"],
        "dev": project["dependency-groups"]["dev"],
    }
    return [Requirement(line) for line in lines[need]]


@pytest.mark.parametrize("need", LOCKS)
def test_each_line_is_a_version_with_hashes(need: str) -> None:
    assert PINNED.sub("", (ROOT / LOCKS[need]).read_text(encoding="utf-8")) == ""


@pytest.mark.parametrize("need", LOCKS)
def test_what_the_project_requires_is_locked(need: str) -> None:
    for requirement in requirements(need):
        for version in pins(need)[canonicalize_name(requirement.name)]:
            assert requirement.specifier.contains(version), requirement


@pytest.mark.parametrize("need", LOCKS)
def test_the_locks_agree(need: str) -> None:
    cluster, other = pins("cluster"), pins(need)
    for name in cluster.keys() & other:
        assert cluster[name] == other[name]
