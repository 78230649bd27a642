"""The file as a whole: the zip, the names in it, the manifest."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping

from book.verify.device_rules.ebook import NCX_TYPE, TEXT_SUFFIXES, Ebook, ManifestItem, XmlDocument
from book.verify.device_rules.rule import Rule, RuleViolation

MIMETYPE = "mimetype"
EPUB_TYPE = b"application/epub+zip"
SAFE_NAME = re.compile(r"[A-Za-z0-9._/-]+")
LITTER = re.compile(
    r"(^|/)(\.DS_Store|Thumbs\.db|desktop\.ini"
    r"|iTunes(Metadata|Artwork)\.plist|calibre_bookmarks\.txt)$"
    r"|(^|/)__MACOSX/",
    re.IGNORECASE,
)
MAIL_LIMIT = 50_000_000  # bytes
DOCUMENT_LIMIT = 300_000  # bytes
DECLARATION = re.compile(rb"^(\xef\xbb\xbf)?<\?xml [^>]*encoding=[\"']utf-8[\"']", re.IGNORECASE)
# The EPUB 3.3 core media types that all apps support. WebP, WOFF 2.0, audio and the like are
# unknown to older apps or of no use on e-ink.
SUPPORTED_TYPES = {
    "application/xhtml+xml",
    NCX_TYPE,
    "text/css",
    "image/png",
    "image/jpeg",
    "image/gif",
    "image/svg+xml",
    "font/ttf",
    "font/otf",
    "font/woff",
    "application/font-sfnt",
    "application/vnd.ms-opentype",
    "application/font-woff",
}
PROTECTION_FILES = ("META-INF/encryption.xml", "META-INF/rights.xml")
OCF = "EPUB 3.3, OCF ZIP container"

NOT_FIRST = Rule(
    "EB-001",
    "error",
    "`mimetype` is not the first file in the zip",
    "Reading apps recognize an EPUB by the first bytes of the file, and reject this one.",
    OCF,
    "Write `mimetype` before all other files.",
)
NOT_STORED = Rule(
    "EB-002",
    "error",
    "`mimetype` is compressed or has an extra field",
    "The file type is then not where reading apps look for it.",
    OCF,
    "Store it uncompressed and without an extra field.",
)
WRONG_TYPE = Rule(
    "EB-003",
    "error",
    "`mimetype` contains something other than application/epub+zip",
    "Even a line break at its end makes reading apps reject the book.",
    OCF,
    "Write these twenty characters and nothing else.",
)
UNSAFE_NAME = Rule(
    "EB-004",
    "error",
    "a file name is not safe on every device",
    "Kobo rejects spaces and special characters; where case is ignored, one of two files whose "
    "names differ only in case is lost.",
    "Kobo ePub Guidelines, OPF; EPUB 3.3, File paths and file names",
    "Use letters, digits, periods, hyphens and underscores, and no two names that differ only in "
    "case.",
)
LEFTOVER = Rule(
    "EB-005",
    "warning",
    "a file that an operating system or a program left in the book",
    "It is not part of the book, and stores reject it.",
    "kepubify, TransformFileFilter",
    "Remove it.",
)
ENCRYPTED = Rule(
    "EB-006",
    "error",
    "parts of the book are encrypted",
    "Send to Kindle rejects protected books, and not every reading app can read obfuscated fonts.",
    "EPUB 3.3, Encryption file",
    "Leave text and fonts unencrypted.",
)
TOO_LARGE = Rule(
    "EB-007",
    "warning",
    "the book is larger than 50 MB",
    "Send to Kindle accepts no larger file by e-mail.",
    "Send to Kindle by e-mail",
    "Make the images smaller, or publish in volumes.",
)
MALFORMED = Rule(
    "EB-008",
    "error",
    "the file is not well-formed XML",
    "Reading apps show an error instead of the chapter.",
    "EPUB 3.3, XHTML content documents",
    "Fix what the parser reports.",
)
NO_ENCODING = Rule(
    "EB-009",
    "error",
    "the file does not declare its encoding",
    "Send to Kindle reads it as Latin-1 and garbles every curly quote.",
    "kindle-epub-fix, fixEncoding",
    'Begin it with <?xml version="1.0" encoding="utf-8"?>.',
)
UNLISTED = Rule(
    "EB-010",
    "error",
    "a file is not in the manifest",
    "Send to Kindle rejects books with files that the manifest does not list (E999).",
    "EPUB 3.3, The manifest element",
    "List it, or remove it.",
)
MISSING_FILE = Rule(
    "EB-011",
    "error",
    "the manifest lists a file that does not exist",
    "Send to Kindle rejects the book (E999).",
    "EPUB 3.3, The item element",
    "Add the file, or remove its line.",
)
UNSUPPORTED_TYPE = Rule(
    "EB-012",
    "warning",
    "a file type that not every reading app supports",
    "Kobo supports TTF, OTF and WOFF 1.0; e-ink readers play no audio or video; older reading apps "
    "do not support WebP.",
    "Kobo ePub Guidelines",
    "Use JPEG or PNG, TTF, OTF or WOFF 1.0.",
)
LONG_DOCUMENT = Rule(
    "EB-013",
    "warning",
    "a text is larger than 300 kB",
    "Reading apps load a document as a whole: old devices fail, or turn its pages slowly.",
    "calibre User Manual, EPUB output options: splits files larger than 260 kB",
    "Divide it at its chapters: give it headings.",
)
RULES = (
    *(NOT_FIRST, NOT_STORED, WRONG_TYPE, UNSAFE_NAME, LEFTOVER, ENCRYPTED),
    *(TOO_LARGE, MALFORMED, NO_ENCODING, UNLISTED, MISSING_FILE, UNSUPPORTED_TYPE),
    LONG_DOCUMENT,
)


def check_mimetype(ebook: Ebook) -> Iterator[RuleViolation]:
    yield from _check_first(ebook)
    entry = next((entry for entry in ebook.entries if entry.filename == MIMETYPE), None)
    if entry is not None:
        yield from _check_entry(ebook, entry)


def _check_first(ebook: Ebook) -> Iterator[RuleViolation]:
    first = ebook.entries[0].filename if ebook.entries else None
    if first != MIMETYPE:
        yield NOT_FIRST.in_file(MIMETYPE, f"the first is {first}" if first else "the zip is empty")


def _check_entry(ebook: Ebook, entry: zipfile.ZipInfo) -> Iterator[RuleViolation]:
    if entry.compress_type != zipfile.ZIP_STORED or entry.extra:
        yield NOT_STORED.in_file(MIMETYPE)
    content = ebook.files[MIMETYPE]
    if content != EPUB_TYPE:
        yield WRONG_TYPE.in_file(MIMETYPE, repr(content[:40].decode(errors="replace")))


def check_names(ebook: Ebook) -> Iterator[RuleViolation]:
    counts = Counter(name.casefold() for name in ebook.files)
    for name in ebook.files:
        if LITTER.search(name):
            yield LEFTOVER.in_file(name)
        elif not _is_safe(name, counts):
            yield UNSAFE_NAME.in_file(name)


def _is_safe(name: str, counts: Mapping[str, int]) -> bool:
    return counts[name.casefold()] == 1 and SAFE_NAME.fullmatch(name) is not None


def check_protection(ebook: Ebook) -> Iterator[RuleViolation]:
    for name in PROTECTION_FILES:
        if name in ebook.files:
            yield ENCRYPTED.in_file(name)


def check_size(ebook: Ebook) -> Iterator[RuleViolation]:
    if ebook.size > MAIL_LIMIT:
        yield TOO_LARGE.in_file("the file", f"{ebook.size / 1e6:.0f} MB")


def check_documents(ebook: Ebook) -> Iterator[RuleViolation]:
    for document in ebook.chapters:
        if (size := len(ebook.files[document.name])) > DOCUMENT_LIMIT:
            yield LONG_DOCUMENT.in_file(document.name, f"{size / 1e3:.0f} kB")


def check_syntax(ebook: Ebook) -> Iterator[RuleViolation]:
    for name, message in ebook.parse_errors.items():
        yield MALFORMED.in_file(name, message)


def check_encoding(ebook: Ebook) -> Iterator[RuleViolation]:
    for name, content in ebook.files.items():
        if _is_markup(name) and not DECLARATION.match(content):
            yield NO_ENCODING.in_file(name)


def _is_markup(name: str) -> bool:
    return name.lower().endswith(TEXT_SUFFIXES) and not name.startswith("META-INF/")


def check_manifest(ebook: Ebook) -> Iterator[RuleViolation]:
    if ebook.package is None:
        file = "META-INF/container.xml"
        yield MISSING_FILE.in_file(file, "no package document can be read")
        return
    yield from _check_listed(ebook, ebook.package)
    for item in ebook.manifest:
        yield from _check_item(ebook, ebook.package, item)


def _check_listed(ebook: Ebook, package: XmlDocument) -> Iterator[RuleViolation]:
    known = {item.name for item in ebook.manifest} | {MIMETYPE, package.name}
    for name in ebook.files:
        if not (name in known or name.startswith("META-INF/") or LITTER.search(name)):
            yield UNLISTED.in_file(name)


def _check_item(ebook: Ebook, package: XmlDocument, item: ManifestItem) -> Iterator[RuleViolation]:
    if item.name and item.name not in ebook.files:
        yield MISSING_FILE.at_item(package, item, item.href)
    if item.media_type not in SUPPORTED_TYPES:
        yield UNSUPPORTED_TYPE.at_item(package, item, f"{item.href} is {item.media_type}")


CHECKS = (
    *(check_mimetype, check_names, check_protection, check_size, check_documents),
    *(check_syntax, check_encoding, check_manifest),
)
