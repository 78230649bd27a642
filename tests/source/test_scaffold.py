"""A new edition from files: the copies, the guessed settings, and a first book from them."""

import tomllib
from pathlib import Path

import pytest

from book.errors import EditionError
from book.pipeline.context import BuildContext
from book.pipeline.edition import assemble_edition
from book.pipeline.scaffold import new_edition
from book.runtime.events import Event, Message
from book.source.unfinished import check_finished
from tests.conftest import SLUG, TINY, Inv
from tests.verify.intake.zips import pack

COPIES = [TINY / SLUG / name for name in ("townsend.txt", "web-copy.txt", "reflexion.txt")]


@pytest.fixture
def new_folder(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    return new_edition("fables", COPIES, tmp_path)


def read_settings(folder: Path) -> dict[str, dict[str, str]]:
    settings: dict[str, dict[str, str]] = tomllib.loads(
        (folder / "edition.toml").read_text("utf-8")
    )
    return settings


def test_the_files_are_copied_byte_for_byte(new_folder: Path) -> None:
    assert sorted(path.name for path in new_folder.iterdir()) == sorted(
        ["edition.toml", *(path.name for path in COPIES)]
    )
    assert all((new_folder / path.name).read_bytes() == path.read_bytes() for path in COPIES)


def test_roles_title_and_author_are_guessed_from_the_files(new_folder: Path) -> None:
    settings = tomllib.loads((new_folder / "edition.toml").read_text("utf-8"))
    assert [(w["file"], w["role"]) for w in settings["witness"]] == [
        ("townsend.txt", "text"),
        ("web-copy.txt", "text"),
        ("reflexion.txt", "commentary"),
    ]
    assert settings["work"]["title"] == settings["edition"]["title"] == "Fables of Aesop"
    assert settings["witness"][2]["author"] == "Roger L’Estrange"


def test_the_complete_copy_with_most_form_is_printed(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    words = [f"The ferry went over the river {number} times." for number in range(20)]
    plain, formed, excerpt = tmp_path / "a.txt", tmp_path / "b.html", tmp_path / "c.html"
    plain.write_text("\n\n".join(words), "utf-8")
    formed.write_text("".join(f"<p>{each}</p>" for each in [*words, "<i>The End</i>"]), "utf-8")
    excerpt.write_text("".join(f"<p><i>{each}</i></p>" for each in words[:5]), "utf-8")
    folder = new_edition("ferry", [plain, excerpt, formed], tmp_path)
    settings = tomllib.loads((folder / "edition.toml").read_text("utf-8"))
    order = [(w["siglum"], w["file"]) for w in settings["witness"]]
    assert order == [("A", "b.html"), ("B", "a.txt"), ("C", "c.html")]


def test_a_book_can_be_assembled_from_the_guesses(new_folder: Path, tmp_path: Path) -> None:
    edition = assemble_edition("fables", BuildContext(tmp_path)).edition
    assert [d.kind for d in edition.divisions if d.matter == "body"] == ["part", "part"]


def test_the_identifier_depends_on_the_slug_alone(new_folder: Path, tmp_path: Path) -> None:
    again = new_edition("fables", COPIES, tmp_path / "elsewhere")
    other = new_edition("other-fables", COPIES, tmp_path)
    assert identifier(new_folder) == identifier(again)
    assert identifier(new_folder) != identifier(other)


def identifier(folder: Path) -> str:
    return read_settings(folder)["edition"]["identifier"]


def test_quotes_and_backslashes_in_a_title_are_escaped(
    tmp_path: Path,
) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_text('The "Fox" \\ of [Aesop] = 1\nBy Anna Author\nI. One\nWords of it.\n', "utf-8")
    folder = new_edition("odd", [copy], tmp_path)
    assert read_settings(folder)["work"]["title"] == "The “Fox” \\ of [Aesop] = 1"


@pytest.mark.parametrize(
    ("slug", "names", "expected"),
    [
        ("fables", [], "no files given\n  Run: python3 tasks.py new my-edition FILES…"),
        (
            "Two Fables",
            ["townsend.txt"],
            (
                "'Two Fables' cannot name a folder\n"
                "  Use lower-case letters, digits and hyphens, such as: two-fables"
            ),
        ),
        (
            "../fables",
            ["townsend.txt"],
            (
                "'../fables' cannot name a folder\n"
                "  Use lower-case letters, digits and hyphens, such as: fables"
            ),
        ),
        ("fables", ["nothing.txt"], "nothing.txt: no such file"),
        ("fables", ["."], "only pictures given, no text"),
        ("", ["townsend.txt"], "such as: my-edition"),
        ("渡口", ["townsend.txt"], "such as: my-edition"),
        ("fables", ["townsend.txt", "."], "no pictures in this folder"),
        (
            SLUG,
            ["townsend.txt"],
            f"sources/{SLUG}: this edition already exists\n  Choose another name.",
        ),
        (
            "fables",
            ["townsend.txt", "townsend.txt"],
            "two of the files are called townsend.txt\n  Rename one of them.",
        ),
        (
            "fables",
            ["edition.toml"],
            "edition.toml: unsupported kind of file\n  Supported: .txt .text .md",
        ),
    ],
)
def test_a_mistake_is_reported_and_makes_no_folder(
    slug: str, names: list[str], expected: str, root: Path, folder: Path
) -> None:
    before = sorted(root.rglob("*"))
    with pytest.raises(EditionError) as raised:
        new_edition(slug, [folder / name for name in names], root)
    assert expected in str(raised.value)
    assert sorted(root.rglob("*")) == before


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "copy.txt").write_bytes(bytes(range(256)))
    with pytest.raises(EditionError, match="this is not plain text: it contains a NUL"):
        new_edition("ferry", [tmp_path / "copy.txt"], tmp_path)
    assert not (tmp_path / "sources").exists()


def test_a_copy_named_like_the_introduction_is_refused(
    tmp_path: Path,
) -> None:
    """The new edition would take it for the editor's introduction."""
    copy = tmp_path / "introduction.md"
    copy.write_text("# I. One\n\nWords of it.\n", "utf-8")
    with pytest.raises(EditionError, match="is the name of the editor's introduction"):
        new_edition("fables", [copy], tmp_path)


def test_new_on_the_command_line_says_what_was_found_and_what_to_do_next(
    project: Path, inv: Inv
) -> None:
    copy = project / "my copy.txt"
    copy.write_bytes(COPIES[0].read_bytes())
    done = inv("new", "fables", "--file", "my copy.txt", PWD=str(project))
    copy.unlink()
    *report, last = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert last == "sources/fables: check edition.toml, then run: inv build --edition fables"
    assert "title: Fables of Aesop (a guess; my copy.txt: first heading)" in report
    assert "language: en (a guess; my copy.txt: the words of the text)" in report
    assert any(line.startswith("left out: date, editor") for line in report)
    assert (project / "sources" / "fables" / "my copy.txt").is_file()
    assert "\ntitle: Fables of Aesop\n" in inv("merge", "--edition", "fables").stdout


def test_a_guessed_encoding_is_written_into_the_settings(tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes("I. Le café\n\nIl était une fois, dit-il.\n".encode("windows-1252"))
    folder = new_edition("odd", [copy], tmp_path)
    witnesses = tomllib.loads((folder / "edition.toml").read_text("utf-8"))["witness"]
    assert [w["encoding"] for w in witnesses] == ["windows-1252"]
    assert assemble_edition("odd", BuildContext(tmp_path)).texts[0].units[0].text == "I. Le café"


def test_a_guessed_encoding_is_told_and_a_declared_one_is_obeyed(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    words = "Пристань\n\nПаромщик держал свою лодку под ивой, и никто не мог переправиться.\n"
    page = f'<meta charset="windows-1251"><p>{words}</p>'
    (tmp_path / "a.txt").write_bytes(words.encode("koi8-r"))
    (tmp_path / "b.html").write_bytes(page.encode("windows-1251"))
    (tmp_path / "c.txt").write_text("The ferryâ€™s boat was RenÃ©'s.\n", "utf-8")
    told: list[Event] = []
    paths = [tmp_path / name for name in ("a.txt", "b.html", "c.txt")]
    folder = new_edition("ferry", paths, tmp_path, told.append)
    settings = tomllib.loads((folder / "edition.toml").read_text("utf-8"))
    by_file = {witness["file"]: witness.get("encoding", "") for witness in settings["witness"]}
    assert by_file == {"a.txt": "koi8-r", "b.html": "", "c.txt": "utf-8-twice"}
    messages = [event.text for event in told if isinstance(event, Message)]
    assert sum("encoding" in message for message in messages) == 2
    assert "koi8-r" in messages[0]
    assert "“The ferry’s boat" in messages[1]


TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title>Die Fähre</title><author>Anna Weide <idno type="gnd">118528661</idno></author></titleStmt>
</fileDesc></teiHeader><text><body><p>Das Boot lag am Ufer.</p></body></text></TEI>"""


def test_the_number_of_an_author_is_no_part_of_the_name(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(TEI, "utf-8")
    (tmp_path / "sources").mkdir()
    settings = read_settings(new_edition("faehre", [tmp_path / "a.xml"], tmp_path))
    assert settings["work"]["author"] == "Anna Weide"


def test_the_date_of_an_e_book_is_not_that_of_the_work(tmp_path: Path) -> None:
    package = (
        '<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:language>de-AT</dc:language><dc:date>2014-05-25T00:00:00Z</dc:date></metadata>"
        '<manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    page = "<html><body><h1>I. Ufer</h1><p>Das Boot lag am Ufer.</p></body></html>"
    container = '<container><rootfiles><rootfile full-path="c.opf"/></rootfiles></container>'
    files = {"META-INF/container.xml": container, "c.opf": package, "a.xhtml": page}
    (tmp_path / "a.epub").write_bytes(pack(files))
    settings = tomllib.loads(
        (new_edition("faehre", [tmp_path / "a.epub"], tmp_path) / "edition.toml").read_text("utf-8")
    )
    assert settings["edition"]["language"] == "de-AT"
    assert "date" not in settings["work"]
    assert settings["witness"][0]["date"] == "2014-05-25"


def test_what_nobody_knows_is_marked_and_told(tmp_path: Path) -> None:
    (tmp_path / "copy-1.txt").write_text("The boat lay at the shore. It sank.\n", "utf-8")
    told: list[Event] = []
    settings = read_settings(new_edition("ferry", [tmp_path / "copy-1.txt"], tmp_path, told.append))
    assert settings["work"]["title"] == settings["edition"]["title"] == "TODO: title"
    assert settings["work"]["author"] == "TODO: author"
    told_lines = [event.text for event in told if isinstance(event, Message)]
    assert "not known: title, author; write them where edition.toml says TODO" in told_lines
    with pytest.raises(EditionError, match="3 places to write"):
        check_finished("ferry", tmp_path)


def test_pictures_come_along(tmp_path: Path) -> None:
    """Those that a page names beside itself, and those of a folder that is given."""
    picture = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    )
    for name in ("files/boat.svg", "plates/shore.svg"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(picture)
    page = '<h1>The Ferry</h1><p>The boat.</p><img src="files/boat.svg" alt="a boat">'
    (tmp_path / "page.html").write_text(page, "utf-8")
    folder = new_edition("ferry", [tmp_path / "page.html", tmp_path / "plates"], tmp_path)
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert found == {"edition.toml", "page.html", "files/boat.svg", "plates/shore.svg"}
    edition = assemble_edition("ferry", BuildContext(tmp_path)).edition
    assert len(edition.pictures) == 1


def test_a_language_without_words_of_the_book_can_be_built(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(TEI.replace("<text>", '<text xml:lang="sv">'), "utf-8")
    settings = read_settings(new_edition("bac", [tmp_path / "a.xml"], tmp_path))
    assert (settings["edition"]["language"], settings["edition"]["labels"]) == ("sv", "en")
    edition = assemble_edition("bac", BuildContext(tmp_path)).edition
    assert edition.labels["contents"] == "Contents"


def test_more_than_100_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    with pytest.raises(EditionError, match="101 files; the limit is 100"):
        new_edition("ferry", [tmp_path / f"{number}.txt" for number in range(101)], tmp_path)


def test_a_picture_over_the_limit_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "a").mkdir()
    with (tmp_path / "a" / "big.png").open("wb") as picture:
        picture.truncate(100_000_001)
    with pytest.raises(EditionError, match="this file has 100,000,001 bytes") as caught:
        new_edition("ferry", [COPIES[0], tmp_path / "a"], tmp_path)
    assert caught.value.file.endswith("big.png")
