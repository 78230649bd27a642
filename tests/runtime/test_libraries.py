"""The versions of the system's libraries are those of the libraries that set the pages."""

import re
from ctypes import CDLL

import pytest
from weasyprint.text.ffi import ffi, fontconfig, pango

from book.runtime import fingerprint, libraries
from book.runtime.libraries import ABSENT, library_versions


def number(version: str) -> int:
    """Return a version as Pango and fontconfig state it: 1.50.12 is 15012."""
    major, minor, micro = map(int, version.split("."))
    return major * 10_000 + minor * 100 + micro


def test_the_versions_are_those_that_weasyprint_loads() -> None:
    versions = library_versions()
    ffi.cdef("int FcGetVersion (void);")
    assert number(versions["Pango"]) == pango.pango_version()
    assert number(versions["fontconfig"]) == fontconfig.FcGetVersion()


def test_every_library_is_asked() -> None:
    versions = library_versions()
    assert versions.pop("HarfBuzz subset") == "present"
    assert all(re.fullmatch(r"\d+(\.\d+)+", version) for version in versions.values()), versions


def test_the_digest_of_the_inputs_covers_them() -> None:
    engines = fingerprint.engines()
    assert library_versions().items() <= engines.items()
    assert fingerprint.inputs_digest(engines) != fingerprint.inputs_digest(
        engines | {"Pango": "0.0.0"}
    )


def missing(_: CDLL) -> str:
    raise AttributeError("FcGetVersion")


@pytest.mark.parametrize("entry", [("no-such-library", 0, str), ("fontconfig", 1, missing)])
def test_a_library_that_cannot_be_asked_is_absent(
    entry: tuple[str, int, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(libraries.LIBRARIES, "fontconfig", entry)
    assert library_versions.__wrapped__()["fontconfig"] == ABSENT
