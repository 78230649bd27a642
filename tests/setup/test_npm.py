"""Programs from npm: locked by hash, installed once, and a reason where they cannot be had."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from book.setup import npm
from book.setup.npm import ProgramUnavailableError
from book.verify.validators import ace
from tests.conftest import ROOT

MANIFESTS = (
    ace.MANIFEST,
    *(ROOT / "tests" / name / "package.json" for name in ("browser", "readers")),
)


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda path: path.parent.name)
def test_the_lock_has_hashes_and_names_no_registry(manifest: Path) -> None:
    wanted = json.loads(manifest.read_bytes())["dependencies"]
    lock = json.loads(manifest.with_name("package-lock.json").read_bytes())
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert lock["packages"][""]["dependencies"] == wanted
    for name, version in wanted.items():
        assert version == packages[f"node_modules/{name}"]["version"]
    for package in packages.values():
        assert package["integrity"].startswith(("sha512-", "sha1-"))
        assert "resolved" not in package


@pytest.fixture
def manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A manifest that asks for nothing, in an environment of its own."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "venv"))
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "package.json").write_text('{"name": "x", "description": "a program."}')
    (folder / "package-lock.json").write_text(
        '{"name": "x", "lockfileVersion": 3, "packages": {"": {"name": "x"}}}'
    )
    return folder / "package.json"


def write_command(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a node and an npm that only seem to work, and no other program."""
    folder = tmp_path / "bin"
    write_command(folder, "node", "echo v20.11.0")
    write_command(folder, "npm", 'echo "$@" > arguments; mkdir node_modules')
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin")
    monkeypatch.setattr(
        shutil, "which", lambda name: str(folder / name) if (folder / name).exists() else None
    )
    return folder


def test_a_lock_is_installed_once_and_runs_no_script(manifest: Path, tools: Path) -> None:
    folder = npm.install_manifest(manifest)
    assert (folder / "node_modules").is_dir()
    assert {"ci", "--ignore-scripts"} <= set((folder / "arguments").read_text().split())
    write_command(tools, "npm", "exit 1")  # a second installation would fail
    assert npm.install_manifest(manifest) == folder


@pytest.mark.usefixtures("tools")
def test_a_changed_lock_gets_another_folder(manifest: Path) -> None:
    before = npm.install_manifest(manifest)
    manifest.write_text(manifest.read_text() + "\n")
    assert npm.install_manifest(manifest) != before


@pytest.mark.parametrize(
    ("name", "script", "reason"),
    [
        ("node", "echo v18.20.4", "node is v18.20.4, and 20 or newer is needed"),
        ("npm", "echo 'npm error code ENOTFOUND' >&2; exit 1", "npm cannot reach the network"),
        (
            "npm",
            "echo 'npm error code EINTEGRITY' >&2; exit 1",
            "npm failed: npm error code EINTEGRITY",
        ),
    ],
)
def test_a_failure_gives_a_reason_and_leaves_nothing_behind(
    name: str, script: str, reason: str, manifest: Path, tools: Path
) -> None:
    write_command(tools, name, script)
    with pytest.raises(ProgramUnavailableError, match=reason):
        npm.install_manifest(manifest)
    assert not list((manifest.parent.parent / "venv").rglob("package.json"))


def test_a_missing_node_or_browser_gives_a_reason(
    manifest: Path, tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PUPPETEER_EXECUTABLE_PATH", raising=False)
    (tools / "node").unlink()
    with pytest.raises(ProgramUnavailableError, match="node and npm are not installed"):
        npm.install_manifest(manifest)
    with pytest.raises(ProgramUnavailableError, match="no Chromium is installed"):
        npm.find_browser()
    write_command(tools, "chromium-browser", "")
    assert npm.find_browser() == str(tools / "chromium-browser")


def test_a_check_installs_nothing(
    tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Node, npm and a browser are there, but not Ace, which only `install-validators` installs."""
    monkeypatch.setattr(sys, "prefix", str(tmp_path / "venv"))
    write_command(tools, "chromium", "")
    verdict = ace.validate_accessibility(tmp_path / "book.epub")
    assert str(verdict) == (
        "Ace by DAISY: not run, because it is not installed (inv install-validators)"
    )
    assert not (tmp_path / "venv").exists()
    npm.install_manifest(ace.MANIFEST)
    assert npm.find_installed(ace.MANIFEST).is_dir()


@pytest.mark.usefixtures("tools")
def test_validators_are_installed_from_debian_and_npm(
    manifest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PUPPETEER_EXECUTABLE_PATH", raising=False)
    installed: list[list[str]] = []
    monkeypatch.setattr(
        npm, "install_debian_packages", lambda packages, _: installed.append(packages)
    )
    npm.install_validators([manifest])
    assert installed == [["chromium"]]
    assert npm.install_manifest(manifest).is_dir()


@pytest.mark.parametrize(
    ("errors", "reason"),
    [("broken pipe", "it left no report: broken pipe"), ("", "it left no report: exit code 3")],
)
def test_an_ace_that_fails_does_not_pass_a_book(
    errors: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failure = subprocess.CompletedProcess([], 3, b"", errors.encode())
    monkeypatch.setattr(ace, "find_browser", lambda: "chromium")
    monkeypatch.setattr(ace, "find_installed", lambda _: tmp_path)
    monkeypatch.setattr(ace, "find_node", lambda: "node")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: failure)
    assert ace.validate_accessibility(tmp_path / "book.epub").skipped == reason
