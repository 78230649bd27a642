"""Take the addresses in a page apart."""

import posixpath
from urllib.parse import unquote


def resolve(folder: str, address: str) -> str:
    """Return the path of a file that a page of this folder names, "" for one that is elsewhere.

    >>> resolve("OPS/text", "../images/a%20b.png#x"), resolve("", "../secret"), resolve("", "a:b")
    ('OPS/images/a b.png', '', '')
    """
    path = address.strip().partition("#")[0].partition("?")[0]
    if not path or ":" in path.partition("/")[0] or path.startswith(("/", "\\")):
        return ""
    joined = posixpath.normpath(posixpath.join(folder, unquote(path)))
    return "" if joined.startswith("..") or "\0" in joined else joined


def target_of(page: str, address: str) -> tuple[str, str] | None:
    """Return the page and the id that a link within a document leads to, else None.

    >>> target_of("OPS/a.xhtml", "notes.xhtml#n1"), target_of("a.html", "#x")
    (('OPS/notes.xhtml', 'n1'), ('a.html', 'x'))
    """
    path, sign, anchor = address.strip().partition("#")
    if not sign or not anchor:
        return None
    if not path:
        return page, unquote(anchor)
    name = resolve(posixpath.dirname(page), path)
    return (name, unquote(anchor)) if name else None
