"""A server's verdicts are those of a Java for each book, and a build's results are the same."""

import os
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import pytest

from book.pipeline.printing import TypesetEdition
from book.verify.validators.epubcheck import validate_epub
from book.verify.validators.server.client import PrivateServer, ReadReport, ResidentServer
from book.verify.validators.server.place import find_identity
from book.verify.validators.verapdf import validate_pdf
from book.verify.validators.verdict import Verdict
from tests.conftest import Inv, snapshot

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("kind", ["resident", "private"])
def test_its_verdicts_are_those_of_a_java_for_each_book(
    tmp_path: Path, tiny_ebook: bytes, tiny_print: TypesetEdition, kind: str
) -> None:
    """Neither an earlier book nor one beside it changes what a validator finds."""
    ebooks, prints = broken(tmp_path, tiny_ebook, tiny_print.content)
    own: dict[Path, Verdict] = {path: validate_epub(path) for path in ebooks}
    own |= {path: validate_pdf(path) for path in prints}
    assert [bool(verdict.findings) for verdict in own.values()] == [False, True, True, False, True]
    server: ResidentServer | PrivateServer = PrivateServer(is_wanted=True)
    if kind == "resident":
        server = ResidentServer(Path(f"/tmp/variorum-{os.getpid()}.socket"), find_identity())

    def ask(name: str, path: Path, read: ReadReport) -> Verdict:
        verdict = server.ask(name, path, read)
        assert verdict, "the server gave none"
        return verdict

    def asked(path: Path) -> Verdict:
        return (validate_pdf if path.suffix == ".pdf" else validate_epub)(path, ask)

    try:
        for path in [*own, *reversed(own)]:
            assert asked(path) == own[path]
        with ThreadPoolExecutor(5) as clients:
            assert dict(zip(own, clients.map(asked, own), strict=True)) == own
    finally:
        server.end()


def test_a_build_publishes_and_prints_the_same(project: Path, inv: Inv) -> None:
    with TemporaryDirectory(prefix="v-", dir="/tmp") as folder:  # a socket's path must be short
        resident = {"CI": "", "XDG_RUNTIME_DIR": folder}
        results = []
        for option, environment in ((), resident), ((), resident), (("--no-daemon",), resident):
            done = inv("build", *option, **environment)
            published = {name: digest for name, (digest, _) in snapshot(project / "dist").items()}
            results.append((done.returncode, done.stdout, done.stderr, published))
            assert bool(list(Path(folder).rglob("*.socket"))) == (not option)
            assert inv("reset", **environment).returncode == 0
            assert list(Path(folder).rglob("*.socket")) == []
        assert results[0] == results[1] == results[2]
        assert results[0][0] == 0, results[0]
        assert inv("build", **{**resident, "CI": "1"}).returncode == 0
        assert list(Path(folder).rglob("*.socket")) == []


def broken(folder: Path, ebook: bytes, pdf: bytes) -> tuple[list[Path], list[Path]]:
    """Write books, the first of each kind whole."""
    ebooks = [folder / f"{name}.epub" for name in ("whole", "lacking", "empty")]
    ebooks[0].write_bytes(ebook)
    ebooks[2].write_bytes(b"")
    with zipfile.ZipFile(ebooks[0]) as whole, zipfile.ZipFile(ebooks[1], "w") as lacking:
        for entry in whole.infolist():
            if not entry.filename.endswith(".css"):
                lacking.writestr(entry, whole.read(entry))
    prints = [folder / f"{name}.pdf" for name in ("whole", "untitled")]
    prints[0].write_bytes(pdf)
    with pikepdf.open(prints[0]) as untitled:
        del untitled.Root.ViewerPreferences
        untitled.save(prints[1])
    return ebooks, prints
