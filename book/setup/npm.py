"""Programs from npm that validate and open e-books, installed on request and checked by hash.

No build needs them. Where node, npm or the network is missing, `ProgramUnavailableError` says
which; the caller then reports it and continues.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from book.setup.commands import print_message
from book.setup.system import install_debian_packages

OLDEST_NODE = 20
# What npm prints when it cannot reach a server.
OFFLINE = re.compile(
    "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|network|offline", re.IGNORECASE
)
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
NPM_OPTIONS = (
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--no-update-notifier",
    "--loglevel=error",
)


class ProgramUnavailableError(Exception):
    """Say why a program cannot run on this machine: no defect of the edition or of Variorum."""


def find_installed(manifest: Path) -> Path:
    """Return the folder with the `node_modules` that a package.json names; install nothing.

    Raise ProgramUnavailableError if node, npm or the programs are missing.
    """
    find_node()
    folder = _folder_of(manifest)
    if not folder.is_dir():
        raise ProgramUnavailableError("it is not installed (inv install-validators)")
    return folder


def install_manifest(manifest: Path) -> Path:
    """Return the folder with the `node_modules` that a package.json and its lock name.

    Install it if it does not exist. The folder is in .venv and named by the digest of manifest and
    lock: a changed lock gets another folder, and a half-installed one is never used.

    Raise ProgramUnavailableError if node, npm or the network is missing.
    """
    folder = _folder_of(manifest)
    if not folder.is_dir():
        find_node()
        _install_into(folder, manifest, _lock_of(manifest))
    return folder


def _lock_of(manifest: Path) -> Path:
    return manifest.with_name("package-lock.json")


def _folder_of(manifest: Path) -> Path:
    contents = manifest.read_bytes() + _lock_of(manifest).read_bytes()
    digest = hashlib.sha256(contents).hexdigest()[:12]
    return Path(sys.prefix) / "npm" / f"{manifest.parent.name}-{digest}"


def _install_into(folder: Path, *manifests: Path) -> None:
    """Install in a staging folder beside `folder`, then rename it."""
    staging = folder.with_name(f"{folder.name}.{os.getpid()}")
    try:
        staging.mkdir(parents=True)
        for file in manifests:
            shutil.copy(file, staging)
        _run_npm(staging)
        if not folder.is_dir():  # another process may have been faster
            staging.rename(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _run_npm(folder: Path) -> None:
    """Install what the lock in `folder` names; no package runs a script of its own."""
    print_message(f"installing from npm: {_description(folder)}")
    npm = subprocess.run(
        ["npm", "ci", *NPM_OPTIONS],
        cwd=folder,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if npm.returncode:
        raise ProgramUnavailableError(_explain_failure(npm.stderr, npm.returncode))


def _description(folder: Path) -> str:
    """Return what the manifest in `folder` says that it installs."""
    manifest = json.loads((folder / "package.json").read_bytes())
    return str(manifest["description"]).rstrip(".")


def _explain_failure(errors: str, code: int) -> str:
    """Explain in one line why npm failed.

    >>> _explain_failure("npm error code EINTEGRITY", 1), _explain_failure("", 7)
    ('npm failed: npm error code EINTEGRITY', 'npm failed: exit code 7')
    """
    if OFFLINE.search(errors):
        return "npm cannot reach the network"
    first, _, _ = errors.strip().partition("\n")
    return f"npm failed: {first or f'exit code {code}'}"


def find_node() -> str:
    """Return the path of node.

    Raise ProgramUnavailableError if it is missing, too old, or has no npm beside it.
    """
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        raise ProgramUnavailableError("node and npm are not installed")
    version = _version_of(node)
    if _major(version) < OLDEST_NODE:
        current = version or "broken"
        raise ProgramUnavailableError(f"node is {current}, and {OLDEST_NODE} or newer is needed")
    return node


def _version_of(node: str) -> str:
    """Return the version that node reports, "" if it does not start."""
    command = [node, "--version"]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _major(version: str) -> int:
    """Return the first number of a version, 0 if it has none.

    >>> _major("v20.11.0"), _major("")
    (20, 0)
    """
    match = re.search(r"\d+", version)
    return int(match[0]) if match else 0


def find_browser() -> str:
    """Return the path of a Chromium: the one that PUPPETEER_EXECUTABLE_PATH names, or the system's.

    Raise ProgramUnavailableError if there is none.
    """
    for name in _browser_names():
        if path := shutil.which(name):
            return path
    raise ProgramUnavailableError("no Chromium is installed (on Debian: inv install-validators)")


def _browser_names() -> tuple[str, ...]:
    configured = os.environ.get("PUPPETEER_EXECUTABLE_PATH")
    return (configured, *BROWSERS) if configured else BROWSERS


def install_validators(manifests: Iterable[Path]) -> None:
    """Install Debian's Chromium if there is none, then the programs that the manifests name.

    Raise SetupError or ProgramUnavailableError if that fails.
    """
    try:
        find_browser()
    except ProgramUnavailableError:
        install_debian_packages(["chromium"], ["Chromium"])
    for manifest in manifests:
        install_manifest(manifest)
