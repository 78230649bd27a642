"""System libraries: find which are missing, and install them with apt-get.

Readable by Python 3.8, as every module that `bootstrap` imports.
"""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import sys
from typing import TYPE_CHECKING

from book.setup.commands import SetupError, is_offline, print_message, print_tail, run_command

if TYPE_CHECKING:
    from collections.abc import Sequence

# WeasyPrint opens these by name; no wheel contains them.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
MAC_LIBRARIES = ("libpango-1.0.dylib", "libpangoft2-1.0.dylib", "libharfbuzz-subset.0.dylib")
APT_OPTIONS = ("-y", "-qq", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=120")
# A root shell from a plain `su` has no sbin in its PATH, which dpkg needs. OFFLINE_SIGNS are
# English.
ROOT_ENVIRONMENT = (
    "env",
    "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
    "LC_ALL=C.UTF-8",
    "DEBIAN_FRONTEND=noninteractive",
)


def install_system() -> None:
    """Install missing system packages with apt-get.

    Raise SetupError, with the packages to install by hand, if that is not possible.
    """
    missing = find_missing_libraries()
    if not missing:
        return
    if sys.platform == "darwin":
        names = ", ".join(missing)
        raise SetupError(
            f"{names} cannot be found: run `brew install pango`, then run the same command again."
        )
    install_debian_packages(list(missing.values()), list(missing))
    _check_installed()


def _check_installed() -> None:
    importlib.invalidate_caches()
    missing = find_missing_libraries()
    if missing:
        packages = list(missing.values())
        raise SetupError(
            f"{', '.join(missing)} cannot be found, though {', '.join(packages)} is installed. "
            f"Reinstall it: apt-get install --reinstall {' '.join(packages)}"
        )


def find_missing_libraries() -> dict[str, str]:
    """Return what this machine lacks, each with the Debian package that contains it."""
    needed = needed_libraries()
    missing = {name: needed[name] for name in needed if not is_loadable(name)}
    if importlib.util.find_spec("ensurepip") is None:  # Debian has it in a package of its own
        missing["Python's ensurepip"] = python_package()
    return missing


def needed_libraries() -> dict[str, str]:
    """Return the libraries that WeasyPrint opens on this system, each with its package."""
    return dict.fromkeys(MAC_LIBRARIES, "pango") if sys.platform == "darwin" else LIBRARIES


def python_package() -> str:
    """Return the Debian package with the ensurepip of this Python."""
    return f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"


def is_loadable(library: str) -> bool:
    """Tell whether the dynamic linker finds `library`; WeasyPrint asks the same."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def install_debian_packages(packages: Sequence[str], missing: Sequence[str]) -> None:
    """Install Debian packages as root, with sudo if needed; `missing` names them in messages.

    Raise SetupError, with the command to run by hand, if that fails.
    """
    names = ", ".join(missing)
    apt = _find_apt(names)
    by_hand = f"apt-get install --no-install-recommends {' '.join(packages)}"
    prefix = find_root_prefix(names, f"apt-get update && {by_hand}")
    print_message(f"installing system packages: {' '.join(packages)}")
    code, output = _run_apt([*prefix, apt], prefix, packages)
    if code:
        _report_failure(names, by_hand, output)


def _find_apt(names: str) -> str:
    """Return the path of apt-get, or raise SetupError on a system without it."""
    apt = shutil.which("apt-get")
    if apt is None:
        raise SetupError(
            f"{names} cannot be found, and this system has no apt-get: install {names} with the "
            "system's package manager, then run the same command again."
        )
    return apt


def _run_apt(apt: list[str], prefix: list[str], packages: Sequence[str]) -> tuple[int, str]:
    """Update the lists and install; return the exit code and the output of both."""
    # A list that cannot be fetched is no reason to stop: the package may be in another one.
    update = run_command([*apt, "update", "-qq"])[1]
    install = [*apt, "install", *APT_OPTIONS, *packages]
    code, output = run_command(install)
    if "dpkg --configure -a" in output:  # an earlier installation was interrupted
        run_command([*prefix, "dpkg", "--configure", "-a"])
        code, output = run_command(install)
    return code, f"{update}\n{output}"


def _report_failure(names: str, by_hand: str, output: str) -> None:
    if is_offline(output):
        raise SetupError(
            f"{names} cannot be found, and there is no network: connect, or run `{by_hand}`, "
            "then run the same command again."
        )
    print_tail(output)
    raise SetupError(
        f"apt-get could not install {names}: run `{by_hand}` as root, "
        "then run the same command again."
    )


def find_root_prefix(missing: str, by_hand: str) -> list[str]:
    """Return the words to put before a command so that it runs as root and asks nothing.

    Raise SetupError with the command to run `by_hand` if this user cannot become root.
    """
    if os.geteuid() == 0:
        return [*ROOT_ENVIRONMENT]
    sudo = _find_sudo(missing)
    if sudo is None:
        raise SetupError(
            f"{missing} cannot be found, and installing needs root: "
            f"run `{by_hand}` as root, then run the same command again."
        )
    return [*sudo, *ROOT_ENVIRONMENT]


def _find_sudo(missing: str) -> list[str] | None:
    """Return sudo, without a password if possible; None if it is of no use here."""
    if shutil.which("sudo") is None:
        return None
    if _needs_no_password():
        return ["sudo", "-n"]
    if not sys.stdin.isatty():
        return None
    print_message(f"{missing} must be installed; sudo may ask for your password")
    return ["sudo"]


def _needs_no_password() -> bool:
    return run_command(["sudo", "-n", "true"])[0] == 0
