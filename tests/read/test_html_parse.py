"""Pages of every encoding and depth, and pages that are not well formed."""

from time import process_time

import pytest

from book.errors import EditionError
from book.read.document import SourceFile, read_document
from book.verify.intake.prove_intake import prove_intake
from tests.read.html_views import show, view

SECONDS = 5  # on a slow machine that does other work
NAMESPACE = "http://www.w3.org/1999/xhtml"


def texts(content: bytes, name: str = "a.html", encoding: str = "") -> list[str]:
    return [line.text for line in read_document(SourceFile(name, content, encoding)).lines]


DECLARED = {
    "meta": ('<meta charset="windows-1251"><p>Пристань', "cp1251"),
    "http-equiv": (
        '<meta http-equiv="Content-Type" content="text/html; charset=KOI8-R"><p>Пристань',
        "koi8-r",
    ),
    "an XML declaration": (
        "<?xml version='1.0' encoding='windows-1251'?><p>Пристань</p>",
        "cp1251",
    ),
    "a byte order mark, whatever the page says": (
        '\ufeff<meta charset="windows-1251"><p>Пристань',
        "utf-16-le",
    ),
    "Latin 1, as browsers read it": ('<meta charset="iso-8859-1"><p>“naïve”', "cp1252"),
    "nothing": ("<p>Пристань", "utf-8"),
    "UTF-16, which it is not": ('<meta charset="utf-16"><p>Пристань', "utf-8"),
}


@pytest.mark.parametrize(("page", "encoding"), DECLARED.values(), ids=DECLARED)
def test_the_declared_encoding_is_obeyed(page: str, encoding: str) -> None:
    assert texts(page.encode(encoding))[-1] in ("Пристань", "“naïve”")


def test_the_encoding_in_edition_toml_wins() -> None:
    content = '<meta charset="utf-8"><p>Пристань'.encode("cp1251")
    assert texts(content, encoding="windows-1251") == ["Пристань"]
    with pytest.raises(EditionError) as raised:
        texts(content)
    assert raised.value.message == "byte 0xcf is not valid UTF-8"
    assert 'encoding = "' in raised.value.remedy


def test_an_unknown_encoding_is_an_error() -> None:
    with pytest.raises(EditionError, match="declares an unknown encoding: x-klingon"):
        texts(b'<meta charset="x-klingon"><p>a')


@pytest.mark.parametrize("content", [b"", b"  \n", b"<html></html>", b"<p> </p>"])
def test_a_page_without_words_is_an_error(content: bytes) -> None:
    with pytest.raises(EditionError):
        texts(content)


XHTML = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "/etc/passwd">]>'


def test_xhtml_has_empty_elements_and_entities_of_html_but_none_of_its_own() -> None:
    page = f'{XHTML}<html xmlns="http://www.w3.org/1999/xhtml"><p><a id="k"/>caf&eacute;&x;</p>'
    for end in ("</html>", "</p></html>"):
        assert texts(f"{page}{end}".encode(), "a.xhtml") == ["café&x;"]


def test_xhtml_that_is_not_well_formed_keeps_its_words() -> None:
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><p>a<i/> b & c<p>d</html>'
    assert view(page) == [": a b & c", ": d"]


def test_crossed_and_unclosed_tags() -> None:
    assert view("<p>a <b>b <i>c</b> d</i><p>e") == [": a {strong b {emphasis c}} d", ": e"]


@pytest.mark.parametrize("tags", ["<div>", "<blockquote>", "<i>", "<ul><li>"])
@pytest.mark.parametrize("head", ["", f'<html xmlns="{NAMESPACE}"><body>'])
def test_a_deep_page_is_read_or_refused_at_its_line(tags: str, head: str) -> None:
    closing = "".join(f"</{name}>" for name in reversed(tags[1:-1].split("><")))
    page = head + tags * 900 + "deep" + closing * 900 + "<p>after</p>"
    assert texts(page.encode()) == ["deep", "after"]
    with pytest.raises(EditionError, match="nested too deep") as caught:
        texts(f"{head}\n{tags * 2500}deep{closing * 2500}".encode())
    assert caught.value.line == 2


def test_a_long_page_takes_linear_time() -> None:
    page = "<p>One <i>line</i> of words<br>and <b>another</b>.</p>" * 2000
    before = process_time()
    assert len(texts(page.encode())) == 2000
    assert process_time() - before < SECONDS


def test_a_page_is_read_alike_twice() -> None:
    source = SourceFile("a.html", b"<p>a<a href='#n'>1</a><p id=n>1. N.<ol><li>x</ol>")
    assert show(read_document(source)) == show(read_document(source))


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<html><body><p>a</p></body></html><p>b <i>c</i></p>", ["a", "b c"]),
        ("<html><body><p>a</p></body></html> b", ["a", "b"]),
        ("<html><head></head></html><p>b</p>", ["b"]),
        (
            "<html><body><p>a</p></body></html><html><head><title>T</title></head><body>b</body>",
            ["a", "T", "b"],
        ),
        ("<html><body><p>a</p></body>b <i>c</i></html>", ["a", "b c"]),
        ("<html><body><p>a</p></body><head><p>b</p></head></html>", ["a", "b"]),
    ],
)
def test_what_stands_after_the_end_of_a_page_is_read(page: str, expected: list[str]) -> None:
    """Browsers show it; two pages may have been saved in one file."""
    assert texts(page.encode()) == expected
    lines = read_document(SourceFile("page.html", page.encode())).lines
    prove_intake("page.html", page.encode(), "", lines)
    assert [line.text for line in lines if line.fate == "metadata"] == ["T"] * ("T" in expected)


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><noscript><p>Enable it.</p></noscript></head><body><p>a</p></body></html>",
        "<html><body><p>a</p></body><head><noscript>Enable it.</noscript></head></html>",
        "<html><body><p>a</p></body><noscript>Enable it.</noscript></html>",
        "<html><body><p>a</p></body></html><noscript>Enable it.</noscript>",
        f"<html xmlns='{NAMESPACE}'><noscript>Enable it.</noscript><body><p>a</p></body></html>",
    ],
)
def test_what_a_page_says_without_scripts_is_in_the_ledger(page: str) -> None:
    lines = read_document(SourceFile("page.html", page.encode())).lines
    prove_intake("page.html", page.encode(), "", lines)
    assert [(line.text, line.fate, line.rule) for line in lines] == [
        ("a", "open", ""),
        ("Enable it.", "removed", "notice of the page"),
    ]


@pytest.mark.parametrize("tag", ['epub:type="x"', "a:", "a:1", "a:b"])
def test_words_in_a_tag_whose_name_is_none_are_read(tag: str) -> None:
    page = f"<p>At <{tag}>noon</{tag}> it sank.</p>".encode()
    lines = read_document(SourceFile("page.html", page)).lines
    prove_intake("page.html", page, "", lines)
    assert [line.text for line in lines] == ["At noon it sank."]
