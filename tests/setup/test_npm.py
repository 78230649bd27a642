"""Programs from npm: locked by hash, installed once, and if they cannot be had, a reason."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from book.setup import bootstrap, npm
from book.setup.npm import NotHere
from book.verify.validators import ace
from tests.conftest import ROOT

MANIFESTS = (
    ace.MANIFEST,
    *(ROOT / "tests" / name / "package.json" for name in ("browser", "readers")),
)


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda path: path.parent.name)
def test_what_is_asked_for_is_locked_by_hash_and_names_no_registry(manifest: Path) -> None:
    asked = json.loads(manifest.read_bytes())
    lock = json.loads(manifest.with_name("package-lock.json").read_bytes())
    packages = {name: found for name, found in lock["packages"].items() if name}
    assert lock["packages"][""]["dependencies"] == asked["dependencies"]
    assert all(
        version == packages[f"node_modules/{name}"]["version"]
        for name, version in asked["dependencies"].items()
    )
    assert all(
        found["integrity"].startswith("sha512-") or found["integrity"].startswith("sha1-")
        for found in packages.values()
    )
    assert not any("resolved" in found for found in packages.values())


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


def command(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A node and an npm that do as they are told."""
    folder = tmp_path / "bin"
    command(folder, "node", "echo v20.11.0")
    command(folder, "npm", 'echo "$@" > arguments; mkdir node_modules')
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}/bin{os.pathsep}/usr/bin")
    monkeypatch.setattr(
        shutil, "which", lambda name: str(folder / name) if (folder / name).exists() else None
    )
    return folder


@pytest.mark.usefixtures("tools")
def test_a_lock_is_installed_once_and_runs_no_script(
    manifest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = npm.install(manifest)
    assert (folder / "node_modules").is_dir()
    assert {"ci", "--ignore-scripts"} <= set((folder / "arguments").read_text().split())
    monkeypatch.setattr(npm, "_fill", lambda _: pytest.fail("installed again"))
    assert npm.install(manifest) == folder


@pytest.mark.usefixtures("tools")
def test_a_changed_lock_is_another_folder(manifest: Path) -> None:
    before = npm.install(manifest)
    manifest.write_text(manifest.read_text() + "\n")
    assert npm.install(manifest) != before


@pytest.mark.parametrize(
    ("name", "script", "reason"),
    [
        ("node", "echo v18.20.4", "node is v18.20.4, and 20 or newer is needed"),
        ("npm", "echo 'npm error code ENOTFOUND' >&2; exit 1", "npm reached no network"),
        (
            "npm",
            "echo 'npm error code EINTEGRITY' >&2; exit 1",
            "npm failed: npm error code EINTEGRITY",
        ),
    ],
)
def test_a_reason_is_given_and_nothing_half_done_is_left(
    name: str, script: str, reason: str, manifest: Path, tools: Path
) -> None:
    command(tools, name, script)
    with pytest.raises(NotHere, match=reason):
        npm.install(manifest)
    assert not list((manifest.parent.parent / "venv").rglob("package.json"))


def test_without_node_or_a_browser_a_reason_is_given(
    manifest: Path, tools: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PUPPETEER_EXECUTABLE_PATH", raising=False)
    (tools / "node").unlink()
    with pytest.raises(NotHere, match="node and npm are not installed"):
        npm.install(manifest)
    with pytest.raises(NotHere, match="no Chromium is installed"):
        npm.browser()
    command(tools, "chromium-browser", "")
    assert npm.browser() == str(tools / "chromium-browser")


@pytest.mark.usefixtures("tools")
def test_the_gates_are_set_up_from_debian_and_npm(
    manifest: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PUPPETEER_EXECUTABLE_PATH", raising=False)
    asked: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "apt_install", lambda packages, _: asked.append(packages))
    npm.set_up([manifest])
    assert asked == [["chromium"]]
    assert npm.install(manifest).is_dir()


@pytest.mark.parametrize(
    ("said", "reason"),
    [("broken pipe", "it left no report: broken pipe"), ("", "it left no report: exit code 3")],
)
def test_an_ace_that_fails_is_no_yes(
    said: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = subprocess.CompletedProcess([], 3, b"", said.encode())
    monkeypatch.setattr(ace, "browser", lambda: "chromium")
    monkeypatch.setattr(ace, "install", lambda _: tmp_path)
    monkeypatch.setattr(ace, "node", lambda: "node")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: done)
    with pytest.raises(NotHere, match=reason):
        ace.check_access(tmp_path / "book.epub")
