"""The system's libraries that set lines: Pango and HarfBuzz, which WeasyPrint calls by cffi."""

from weasyprint.text.ffi import ffi, harfbuzz, pango

ffi.cdef("const char * hb_version_string (void);")


def library_versions() -> tuple[int, str]:
    """Return the versions of Pango, as its number, and of HarfBuzz."""
    return int(pango.pango_version()), ffi.string(harfbuzz.hb_version_string()).decode()
