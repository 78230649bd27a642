"""The file as a whole: the zip, the names in it, the manifest."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator

from book.verify.device_rules.ebook import NCX_TYPE, TEXT_SUFFIXES, Ebook
from book.verify.device_rules.rule import Rule, RuleViolation

MIMETYPE = "mimetype"
KIND = b"application/epub+zip"
SAFE = re.compile(r"[A-Za-z0-9._/-]+")
LITTER = re.compile(
    r"(^|/)(\.DS_Store|Thumbs\.db|desktop\.ini|iTunes(Metadata|Artwork)\.plist|calibre_bookmarks\.txt)$|(^|/)__MACOSX/",
    re.IGNORECASE,
)
MAIL_LIMIT = 50_000_000  # bytes
DECLARED = re.compile(rb"^(\xef\xbb\xbf)?<\?xml [^>]*encoding=[\"']utf-8[\"']", re.IGNORECASE)
# EPUB 3.3 core media types that all readers have; WebP, WOFF 2.0, audio and the like are new to some or strange to e-ink.
TAKEN = {
    *(
        "application/xhtml+xml",
        NCX_TYPE,
        "text/css",
        "image/png",
        "image/jpeg",
        "image/gif",
        "image/svg+xml",
    ),
    *(
        "font/ttf",
        "font/otf",
        "font/woff",
        "application/font-sfnt",
        "application/vnd.ms-opentype",
        "application/font-woff",
    ),
}
OCF = "EPUB 3.3, OCF ZIP container"

FIRST = Rule(
    "EB-001",
    "error",
    "the entry `mimetype` is not the first of the zip",
    "A reader knows an EPUB by the bytes at the head of the file, and refuses it.",
    OCF,
    "Write `mimetype` before all else.",
)
STORED = Rule(
    "EB-002",
    "error",
    "the entry `mimetype` is compressed or has an extra field",
    "The file's kind then stands at another place than where readers look for it.",
    OCF,
    "Store it, without extra field.",
)
WRONG_KIND = Rule(
    "EB-003",
    "error",
    "the entry `mimetype` says something else than application/epub+zip",
    "A line end is enough for a reader to refuse the book.",
    OCF,
    "Write these twenty letters and nothing else.",
)
UNSAFE_NAME = Rule(
    "EB-004",
    "error",
    "a file's name is not safe on every device",
    "Kobo does not take special characters and spaces; where capitals do not count, one of two such files is lost.",
    "Kobo ePub Guidelines, OPF; EPUB 3.3, File paths and file names",
    "Use letters, digits, full stop, hyphen and underscore, and no two names that differ in capitals alone.",
)
LITTERED = Rule(
    "EB-005",
    "warning",
    "a file that an operating system or a program left in the book",
    "It belongs to no book, and shops refuse it.",
    "kepubify, TransformFileFilter",
    "Take it out.",
)
ENCRYPTED = Rule(
    "EB-006",
    "error",
    "parts of the book are encrypted",
    "Send to Kindle takes no protected book, and not every reader undoes a font's obfuscation.",
    "EPUB 3.3, Encryption file",
    "Leave fonts and text as they are.",
)
HEAVY_BOOK = Rule(
    "EB-007",
    "warning",
    "the book is larger than 50 MB",
    "Send to Kindle takes no more by mail.",
    "Send to Kindle by e-mail",
    "Make pictures smaller, or publish in volumes.",
)
MALFORMED = Rule(
    "EB-008",
    "error",
    "the file is no well-formed XML",
    "Readers show an error in place of the chapter.",
    "EPUB 3.3, XHTML content documents",
    "Mend what the parser names.",
)
UNDECLARED = Rule(
    "EB-009",
    "error",
    "the file does not declare its encoding",
    "Send to Kindle takes it for Latin-1 and spoils every curly quote.",
    "kindle-epub-fix, fixEncoding",
    'Begin it with <?xml version="1.0" encoding="utf-8"?>.',
)
UNLISTED = Rule(
    "EB-010",
    "error",
    "a file is not in the manifest",
    "Send to Kindle refuses a book with files that it does not account for (E999).",
    "EPUB 3.3, The manifest element",
    "List it, or take it out.",
)
ABSENT = Rule(
    "EB-011",
    "error",
    "the manifest lists a file that is not there",
    "Send to Kindle refuses the book (E999).",
    "EPUB 3.3, The item element",
    "Pack it, or take its line out.",
)
STRANGE_TYPE = Rule(
    "EB-012",
    "warning",
    "a kind of file that not every reader takes",
    "Kobo takes TTF, OTF and WOFF 1.0; e-ink plays no sound and no film; older readers know no WebP.",
    "Kobo ePub Guidelines",
    "Use JPEG or PNG, TTF, OTF or WOFF 1.0.",
)
RULES = (
    FIRST,
    STORED,
    WRONG_KIND,
    UNSAFE_NAME,
    LITTERED,
    ENCRYPTED,
    HEAVY_BOOK,
    MALFORMED,
    UNDECLARED,
    UNLISTED,
    ABSENT,
    STRANGE_TYPE,
)


def kind_of_file(book: Ebook) -> Iterator[RuleViolation]:
    entry = next((entry for entry in book.entries if entry.filename == MIMETYPE), None)
    if entry is None or book.entries[0] is not entry:
        yield FIRST.in_file(
            MIMETYPE, f"first is {book.entries[0].filename}" if book.entries else "the zip is empty"
        )
    if entry is not None and (entry.compress_type != zipfile.ZIP_STORED or entry.extra):
        yield STORED.in_file(MIMETYPE)
    if entry is not None and book.files[MIMETYPE] != KIND:
        yield WRONG_KIND.in_file(MIMETYPE, repr(book.files[MIMETYPE][:40].decode(errors="replace")))


def names(book: Ebook) -> Iterator[RuleViolation]:
    folded = Counter(name.casefold() for name in book.files)
    for name in book.files:
        if LITTER.search(name):
            yield LITTERED.in_file(name)
        elif not SAFE.fullmatch(name) or folded[name.casefold()] > 1:
            yield UNSAFE_NAME.in_file(name)
        if name in ("META-INF/encryption.xml", "META-INF/rights.xml"):
            yield ENCRYPTED.in_file(name)
    if book.size > MAIL_LIMIT:
        yield HEAVY_BOOK.in_file("the file", f"{book.size / 1e6:.0f} MB")


def markup(book: Ebook) -> Iterator[RuleViolation]:
    for name, message in book.broken.items():
        yield MALFORMED.in_file(name, message)
    for name, content in book.files.items():
        if (
            name.lower().endswith(TEXT_SUFFIXES)
            and not name.startswith("META-INF/")
            and not DECLARED.match(content)
        ):
            yield UNDECLARED.in_file(name)


def manifest(book: Ebook) -> Iterator[RuleViolation]:
    if book.package is None:
        yield ABSENT.in_file("META-INF/container.xml", "no package document can be read")
        return
    listed = {item.name for item in book.manifest}
    for name in book.files:
        if (
            name not in listed | {MIMETYPE, book.package.name}
            and not name.startswith("META-INF/")
            and not LITTER.search(name)
        ):
            yield UNLISTED.in_file(name)
    for item in book.manifest:
        if item.name and item.name not in book.files:
            yield ABSENT.in_file(book.package.name, item.href, item.line, f"item#{item.id}")
        if item.media_type not in TAKEN:
            yield STRANGE_TYPE.in_file(
                book.package.name, f"{item.href} is {item.media_type}", item.line, f"item#{item.id}"
            )


CHECKS = (kind_of_file, names, markup, manifest)
