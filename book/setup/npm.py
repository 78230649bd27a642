"""Programs from npm that judge and open e-books, set up when they are first asked for; every package is checked against its hash.

No book needs them. Where node, npm or the network is missing, `NotHere` says so, and who asked goes on without, aloud.
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

from book.setup import bootstrap

OLDEST = (20,)
# What npm prints when it reaches nobody.
OFFLINE = re.compile(
    "ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|network|offline", re.IGNORECASE
)
BROWSERS = (
    *(
        "chromium",
        "chromium-browser",
        "google-chrome-stable",
        "google-chrome",
        "microsoft-edge-stable",
    ),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


class NotHere(Exception):  # no error: the machine is as it is  # noqa: N818  # no error: the machine is as it is
    """Why a program cannot be had on this machine."""


def install(manifest: Path) -> Path:
    """Give the folder that holds `node_modules` as the lock beside a package.json has them; install it if it is not there.

    It lies in .venv, named by the lock's digest: a changed lock is another folder, and a half-done one is never taken.
    """
    lock = manifest.with_name("package-lock.json")
    digest = hashlib.sha256(manifest.read_bytes() + lock.read_bytes()).hexdigest()[:12]
    folder = Path(sys.prefix) / "npm" / f"{manifest.parent.name}-{digest}"
    if not folder.is_dir():
        node()
        fresh = folder.with_name(f"{folder.name}.{os.getpid()}")
        try:
            fresh.mkdir(parents=True)
            for file in (manifest, lock):
                shutil.copy(file, fresh)
            _fill(fresh)
            if not folder.is_dir():  # another process may have been faster
                fresh.rename(folder)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return folder


def node() -> str:
    """Find node, new enough and with npm beside it."""
    found = shutil.which("node")
    if found is None or shutil.which("npm") is None:
        raise NotHere("node and npm are not installed")
    said = subprocess.run(
        [found, "--version"], capture_output=True, text=True, check=False
    ).stdout.strip()
    if tuple(int(number) for number in re.findall(r"\d+", said)[:1]) < OLDEST:
        raise NotHere(f"node is {said or 'broken'}, and {OLDEST[0]} or newer is needed")
    return found


def _fill(folder: Path) -> None:
    """Install what the lock in `folder` names; no package runs a script of its own."""
    name = json.loads((folder / "package.json").read_bytes())["description"].rstrip(".")
    bootstrap.say(f"installing from npm: {name}")
    options = [
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
        "--loglevel=error",
    ]
    done = subprocess.run(
        ["npm", "ci", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise NotHere(
            "npm reached no network"
            if OFFLINE.search(done.stderr)
            else f"npm failed: {said[0] if said else done.returncode}"
        )


def browser() -> str:
    """Find a Chromium: the one that the environment names, or the system's."""
    for name in filter(None, (os.environ.get("PUPPETEER_EXECUTABLE_PATH"), *BROWSERS)):
        if path := shutil.which(name):
            return path
    raise NotHere("no Chromium is installed (on Debian: inv gates)")


def set_up(manifests: Iterable[Path]) -> None:
    """Install what judges and opens e-books: Debian's Chromium where there is none, then what the manifests name."""
    try:
        browser()
    except NotHere:
        bootstrap.apt_install(["chromium"], ["Chromium"])
    for manifest in manifests:
        install(manifest)
