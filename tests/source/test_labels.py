"""The labels: each language has all, whole, in its own script, and errors name key and file."""

import re
import shutil
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from book.errors import EditionError
from book.source.labels import fields_of, label_language, label_languages, read_labels
from book.text.languages import script_of
from book.text.plurals import plural_categories, plural_category
from book.text.quotation_marks import quotation_marks
from book.text.typography import write_date
from tests.conftest import ROOT, substitute

FOLDER = ROOT / "templates" / "labels"
LANGUAGES = label_languages()
ENGLISH = read_labels("en")
# The languages whose labels the program brings.
EXPECTED = "ar de el el-polyton en es fa fr he hi it ja ko la nl pl pt ru sa tr uk zh-Hans zh-Hant"
COUNTED = (*range(1, 201), 1_000_000)
QUOTES = frozenset("“”„‟«»‹›‘‚「」『』")  # ’ is also an apostrophe
# Of a script, the beginnings of the names of its letters.
LETTERS = {
    "Latn": ("LATIN",),
    "Grek": ("GREEK",),
    "Cyrl": ("CYRILLIC",),
    "Hebr": ("HEBREW",),
    "Arab": ("ARABIC",),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA", "HALFWIDTH KATAKANA"),
    "Kore": ("HANGUL",),
    "Deva": ("DEVANAGARI",),
}
COMMON = ("MODIFIER LETTER", "MASCULINE ORDINAL")
# Names, and the abbreviations of Latin apparatuses, that are not translated.
UNTRANSLATED = """
PDF UA A a P EPUB Kobo Word LibreOffice Markdown TEI ONIX OPDS BibTeX RIS CSL JSON SHA SUMS Apple
Books Thorium KOReader Kindle Send to calibre Variorum WeasyPrint EB Garamond Octavio Pardo
Georg Duffner SIL Open Font License Noto Serif SC veraPDF ledger json variants csv ARIA Ruby
om add transp Chicago APA MLA DIN
"""
NAMES = frozenset(UNTRANSLATED.split())
SETTINGS = ("site-citation-styles", "byte-units", "list-separator", "language")
MARKUP = re.compile(r"<[^>]*>|\{[^}]*\}|https?://\S+")
WORD = re.compile(r"[^\W\d_]+")
# Where no letters look like Latin ones, a name may have a particle joined to it.
JOINED = re.compile(r"[A-Za-z]+|[^\W\d_A-Za-z]+")


def labels(language: str) -> dict[str, str]:
    every = read_labels(language)
    return {key: label for key, label in every.items() if key not in SETTINGS}


def model_of(key: str) -> str:
    """Return the English label: of a plural form, the one for several."""
    name, _, category = key.partition(".")
    return ENGLISH[f"{name}.other" if category else name]


def words(language: str) -> Iterator[tuple[str, str]]:
    pattern = WORD if script_of(language) in {"Latn", "Grek", "Cyrl"} else JOINED
    for key, label in labels(language).items():
        yield from ((key, word) for word in pattern.findall(MARKUP.sub(" ", label)))


def test_the_languages_are_there() -> None:
    assert set(EXPECTED.split()) == set(LANGUAGES)


# ── Each file ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_has_the_fields_of_the_english_one(language: str) -> None:
    """A form for one number alone need not say the number."""
    for key, label in labels(language).items():
        name, _, category = key.partition(".")
        wanted = fields_of(model_of(key))
        is_for_one = sum(plural_category(language, n) == category for n in COUNTED) <= 1
        assert fields_of(label) <= wanted, key
        if name != "first-day" and not (category and is_for_one):
            assert fields_of(label) == wanted, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_are_in_the_order_of_the_english_file(language: str) -> None:
    own, english = (tomllib.loads((FOLDER / f"{tag}.toml").read_text()) for tag in (language, "en"))
    assert list(own) == list(english)
    for key, label in own.items():
        assert isinstance(label, type(english[key])), key
        if isinstance(label, dict):
            assert tuple(label) == plural_categories(language), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_tidy(language: str) -> None:
    text = (FOLDER / f"{language}.toml").read_text()
    assert unicodedata.is_normalized("NFC", text)
    assert not [line for line in text.split("\n") if line != line.strip()]
    for key, label in labels(language).items():
        assert label.strip(), key
        assert label == label.strip(" "), key
        assert "  " not in label.replace("\N{NO-BREAK SPACE}", " "), key
        assert "..." not in label, key
        assert "'" not in label, key
        assert "--" not in label, key
        is_short = len(MARKUP.sub("", label)) < 25
        assert is_short or language == "en" or label != ENGLISH.get(key), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_in_the_script_of_the_language(language: str) -> None:
    """Foreign letters are in names alone, and no word mixes letters that look alike."""
    script = LETTERS[script_of(language)]
    for key, word in words(language):
        if word not in NAMES:
            letters = [unicodedata.name(letter) for letter in word]
            foreign = [
                n for n in letters if not n.startswith((*script, "MODIFIER", "MASCULINE ORDINAL"))
            ]
            assert not foreign, (key, word)


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotation_marks_are_those_of_the_language(language: str) -> None:
    marks = quotation_marks(language)
    opening, closing = marks.at(0)
    own = {*opening, *closing, *marks.at(1)[0], *marks.at(1)[1]}
    for key, label in labels(language).items():
        plain = MARKUP.sub("", label)
        assert set(plain) & QUOTES <= own, key
        assert '"' not in plain, key
        if marks.space:
            assert not re.search(r"«(?!\u00a0)|(?<!\u00a0)»", label), key
        pairs = (len(re.findall(mark, label)) for mark in (opening, closing))
        assert opening == closing or len(set(pairs)) == 1, key
    assert labels(language)["quoted"] == f"{opening}{{text}}{closing}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_year_has_twelve_months(language: str) -> None:
    for key in ("months", "months-alone"):
        names = read_labels(language)[key].split(" ")
        assert len(names) == len(set(names)) == 12


@pytest.mark.parametrize("language", LANGUAGES)
def test_settings_among_the_labels_are_valid(language: str) -> None:
    every = read_labels(language)
    assert every["decimal"] in {".", ",", "٫"}
    assert len(every["byte-units"].split()) == 4
    for style in every["site-citation-styles"].split():
        assert style == "chicago" or (ROOT / "templates" / "csl" / f"{style}.csl").exists()
        assert f"site-style-{style}" in every
    links = re.findall(r"<[^>]*>", every["site-headline-files"])
    assert sorted(links) == sorted(re.findall(r"<[^>]*>", ENGLISH["site-headline-files"]))


DATES = {
    "en": ("1 March 1968", "5 March 1968", "March 1968"),
    "de": ("1. März 1968", "5. März 1968", "März 1968"),
    "fr": ("1er mars 1968", "5 mars 1968", "mars 1968"),
    "es": ("1 de marzo de 1968", "5 de marzo de 1968", "marzo de 1968"),
    "it": ("1º marzo 1968", "5 marzo 1968", "marzo 1968"),
    "pt": ("1º de março de 1968", "5 de março de 1968", "março de 1968"),
    "nl": ("1 maart 1968", "5 maart 1968", "maart 1968"),
    "pl": ("1 marca 1968", "5 marca 1968", "marzec 1968"),
    "la": ("1 Martii 1968", "5 Martii 1968", "Martius 1968"),
    "el": ("1η Μαρτίου 1968", "5 Μαρτίου 1968", "Μάρτιος 1968"),
    "el-polyton": ("1η Μαρτίου 1968", "5 Μαρτίου 1968", "Μάρτιος 1968"),
    "ru": ("1 марта 1968\u00a0г.", "5 марта 1968\u00a0г.", "март 1968\u00a0г."),
    "uk": ("1 березня 1968\u00a0р.", "5 березня 1968\u00a0р.", "березень 1968\u00a0р."),
    "tr": ("1 Mart 1968", "5 Mart 1968", "Mart 1968"),
    "he": ("1 במרץ 1968", "5 במרץ 1968", "מרץ 1968"),
    "ar": ("1 مارس 1968", "5 مارس 1968", "مارس 1968"),
    "fa": ("۱ مارس ۱۹۶۸", "۵ مارس ۱۹۶۸", "مارس ۱۹۶۸"),
    "zh-Hans": ("1968年3月1日", "1968年3月5日", "1968年3月"),
    "zh-Hant": ("1968年3月1日", "1968年3月5日", "1968年3月"),
    "ja": ("1968年3月1日", "1968年3月5日", "1968年3月"),
    "ko": ("1968년 3월 1일", "1968년 3월 5일", "1968년 3월"),
    "hi": ("1 मार्च 1968", "5 मार्च 1968", "मार्च 1968"),
    "sa": ("1 मार्चमासः 1968", "5 मार्चमासः 1968", "मार्चमासः 1968"),
}


def test_every_language_has_a_date_here() -> None:
    assert set(LANGUAGES) <= DATES.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_dates_are_those_of_the_language(language: str) -> None:
    every = read_labels(language)
    dates = (write_date(date, every) for date in ("1968-03-01", "1968-03-05", "1968-03"))
    assert tuple(dates) == DATES[language]


# ── Which file ───────────────────────────────────────────────────────────────────────────────────


def test_a_language_without_labels_falls_back_to_english() -> None:
    assert [label_language(tag) for tag in ("de-AT", "en-GB", "tlh")] == ["de", "en", "en"]


# ── Mistakes ─────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def german(tmp_path: Path) -> Path:
    """The German labels of a workspace that has templates of its own."""
    shutil.copytree(FOLDER, tmp_path / "templates" / "labels")
    return tmp_path / "templates" / "labels" / "de.toml"


def error_of(root: Path, language: str = "de") -> str:
    with pytest.raises(EditionError) as raised:
        read_labels(language, root)
    return str(raised.value)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('glossary = "Glossar"\n', "", "no label `glossary`\n  Add it: what “Glossary” is"),
        ('cover = "', 'kover = "K"\ncover = "', "unknown label `kover`\n  Remove it. templates/la"),
        (
            '{ one = "Quelle", ',
            "{ ",
            "no label `site-figure-sources.one`\n  Add it",
        ),
        ("von {editor}", "von {editors}", "label `edited-by` has a field that is not known: {edit"),
        ('cover = "', "cover = ", "these labels cannot be read: "),
    ],
)
def test_a_mistake_names_the_key_and_the_file(
    german: Path, old: str, new: str, message: str
) -> None:
    substitute(german, old, new)
    root = german.parents[2]
    assert error_of(root).startswith(f"templates/labels/de.toml: {message}")


def test_english_labels_of_an_editor_must_be_whole_too(german: Path) -> None:
    substitute(german.with_name("en.toml"), 'glossary = "Glossary"\n', "")
    error = error_of(german.parents[2], "en")
    assert error.startswith("templates/labels/en.toml: no label `glossary`")


def test_labels_that_are_not_there_are_named(tmp_path: Path) -> None:
    (tmp_path / "templates" / "labels").mkdir(parents=True)
    assert "templates/labels/de.toml: these labels are not there" in error_of(tmp_path)
