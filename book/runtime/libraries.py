"""The versions of the system's libraries that set the pages: no lock file names these.

WeasyPrint calls Pango, which calls the others. They are asked by the names by which WeasyPrint
opens them, so the answer is that of the libraries that it would load: some 5 ms, at every build.
"""

import sys
import zlib
from collections.abc import Callable, Iterator
from ctypes import CDLL, byref, c_char_p, c_int, c_uint, c_void_p
from functools import cache
from platform import python_version_tuple

ABSENT = "absent"


@cache  # a library that a process has loaded stays the same
def library_versions() -> dict[str, str]:
    """Return the version of each library by its name, `ABSENT` for one that cannot be opened.

    Python and its zlib are among them: they compress what is published.
    """
    own = {"Python": ".".join(python_version_tuple()[:2]), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    return {**dict(_system_libraries()), **own}


def _system_libraries() -> Iterator[tuple[str, str]]:
    for name, (library, number, read) in LIBRARIES.items():
        try:
            yield name, read(CDLL(_file_name(library, number)))
        except (OSError, AttributeError, ValueError):
            yield name, ABSENT


def _file_name(library: str, number: int) -> str:
    if sys.platform == "darwin":
        return f"lib{library}.{number}.dylib"
    return f"lib{library}.so.{number}"


def _text(function: str) -> Callable[[CDLL], str]:
    """Return a reader for a library whose `function` returns its version as text."""

    def read(library: CDLL) -> str:
        call = getattr(library, function)
        call.restype = c_char_p
        return str(call().decode())

    return read


def _glib(library: CDLL) -> str:
    names = (f"glib_{part}_version" for part in ("major", "minor", "micro"))
    return ".".join(str(c_uint.in_dll(library, name).value) for name in names)


def _fontconfig(library: CDLL) -> str:
    number = int(library.FcGetVersion())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


def _freetype(library: CDLL) -> str:
    handle, numbers = c_void_p(), (c_int(), c_int(), c_int())
    if library.FT_Init_FreeType(byref(handle)):
        return ABSENT
    library.FT_Library_Version(handle, *map(byref, numbers))
    library.FT_Done_FreeType(handle)
    return ".".join(str(number.value) for number in numbers)


def _fribidi(library: CDLL) -> str:
    """Return the version from a text that begins with "(GNU FriBidi) 1.0.8"."""
    text = c_char_p.in_dll(library, "fribidi_version_info").value or b""
    return text.decode().splitlines()[0].split()[-1]


def _subsetter(library: CDLL) -> str:
    """Return whether HarfBuzz subsets fonts; where it does not, WeasyPrint takes fontTools."""
    return "present" if hasattr(library, "hb_subset_input_create_or_fail") else ABSENT


# Name, and the number in its file's name, which is that of its interface.
LIBRARIES: dict[str, tuple[str, int, Callable[[CDLL], str]]] = {
    "GLib": ("glib-2.0", 0, _glib),
    "FreeType": ("freetype", 6, _freetype),
    "fontconfig": ("fontconfig", 1, _fontconfig),
    "FriBidi": ("fribidi", 0, _fribidi),
    "HarfBuzz": ("harfbuzz", 0, _text("hb_version_string")),
    "HarfBuzz subset": ("harfbuzz-subset", 0, _subsetter),
    "Pango": ("pango-1.0", 0, _text("pango_version_string")),
}
