"""Titles as pages and libraries write them, without what they add of their own."""

import re

from book.describe.names import is_name

LIBRARY = r"(?:e-?book|e-?text|text|version)"
GUTENBERG = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:\W*the )?project gutenberg(?:['’]s)?(?: {LIBRARY},? (?:of|,)?)?,? *",
        rf"\s*[-–—|:,;]*\s*(?:an? |the )?project gutenberg(?: {LIBRARY})?\W*$",
    )
)
# What an electronic edition calls itself after the title of the work.
EDITION = re.compile(
    r"\s*[:;,.–—(-]\s*(?:[^\W\d]+[ '’-]+){0,4}"
    r"(?:[eé]di[tcçz]\w*|ausgabe|utg[åa]v\w*|wydanie|vydání|vydanie|izdanje|izdaja"
    r"|kiadás|издание|видання|έκδοση|išdavimas"
    r"|transcription|transkription|electronic|digital|machine-readable)\b"
    r"(?:[ '’-]+[^\W\d]+){0,4}\)?\s*$",
    re.IGNORECASE,
)
PROGRAM = re.compile(r"^microsoft (?:office )?\w+ - ", re.IGNORECASE)  # that printed to a PDF
SITES = re.compile(
    r"wikisource|wikipedia|wikibooks|gitbook|read the docs"
    r"|gutenberg|archive\.org|internet archive|gallica|projekt"
    r"|\b\w+\.(?:com|org|net|edu|de|fr|it|es|ru)\b",
    re.IGNORECASE,
)
DIVIDER = re.compile(r"\s+[-–—|»·•:]\s+|\s*\|\s*")
BY_WORDS = r"(?:by|von|par|di|door|av)"
BY = re.compile(rf"\s+{BY_WORDS}\s+(?=[^\W\d_])", re.IGNORECASE)
PARTICLES = {
    *("de", "del", "della", "di", "da", "du", "des", "la", "le", "y", "e", "et", "i", "and", "und"),
    *("van", "von", "der", "den", "ter", "zu", "al", "bin"),
}
FILE_NAME = re.compile(
    r"\S*\.(?:txt|html?)|.*\w\.(?:docx?|odt|rtf|pdf|tex|dvi|ps|indd|qxd)\b.*",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"(?:[IVXLC]+|\d{1,3})[.):]\s")  # “I. The Shore” is a chapter
NO_TITLES = re.compile(
    r"(?:untitled|document|dokument|documento|unbenannt|sans titre|title|new document|book"
    r"|(?:table of )?contents|inhalt(?:sverzeichnis)?|table des matières|sommaire|[íi]ndice"
    r"|tablas? de contenidos?|sumário|inhoud|innehåll|obsah|spis treści|tartalomjegyzék"
    r"|содержание|оглавление|目录|目次|index|home|chapter|kapitel|chapitre|capítulo|capitolo|глава"
    r"|(?:the |an )?(?:preface|foreword|introduction|dedication|prologue|abstract|summary)"
    r"|vorwort|vorrede|einleitung|einführung|zusammenfassung|widmung|pr[ée]face|avant-propos|résumé"
    r"|prólogo|prologo|introducción|introdução|introduzione|prefazione|resumen|resumo|riassunto"
    r"|voorwoord|inleiding|samenvatting|förord|inledning|sammanfattning"
    r"|johdanto|esipuhe|tiivistelmä"
    r"|wstęp|przedmowa|streszczenie|předmluva|úvod|abstrakt|bevezetés|előszó|введение|предисловие"
    r"|аннотация|реферат|вступ|前言|序言?|摘要|はじめに|[\W\d_]*"
    r"|(?:main|your|book|document) title|title of (?:the|your) \w+"
    r"|(?:draft )?(?:version|draft)\b.*)"
    r"(?:\s*(?:\d+|[ivxlc]+))?\.?",
    re.IGNORECASE,
)


def clean_title(stated: str) -> str:
    """Return the title of the work in what a page or a library calls it; "" for none.

    >>> clean_title("The Project Gutenberg eBook of Emma, by Jane Austen")
    'Emma, by Jane Austen'
    >>> clean_title("Emma - Wikisource, the free online library"), clean_title("Document1")
    ('Emma', '')
    >>> clean_title("Mon Village : édition ELTeC"), clean_title("Vesnice (vydání ELTeC)")
    ('Mon Village', 'Vesnice')
    """
    title = " ".join(stated.split())
    for pattern in GUTENBERG:
        title = pattern.sub("", title)
    title = _without_site(EDITION.sub("", PROGRAM.sub("", title)))
    is_none = FILE_NAME.fullmatch(title) or NO_TITLES.fullmatch(title)
    return "" if is_none else title.strip(" ,;:*_#")


def _without_site(title: str) -> str:
    """Return a title without the parts that name a site, and what stands beyond them."""
    parts = [part for part in DIVIDER.split(title) if part]
    kept = [part for part in parts if not SITES.search(part)]
    if len(kept) == len(parts) or not kept:
        return title
    if parts[0] != kept[0]:
        return kept[0]
    return title[: title.index(kept[-1]) + len(kept[-1])]


def split_byline(title: str) -> tuple[str, str]:
    """Return a title and the author whom it names, "" for none.

    >>> split_byline("Emma, by Jane Austen"), split_byline("Stand by Me")
    (('Emma', 'Jane Austen'), ('Stand by Me', ''))
    >>> split_byline("Five Books by Indian Authors for Beginners")[1]
    ''
    >>> split_byline("Die Novelle von Johann Wolfgang von Goethe")
    ('Die Novelle', 'Johann Wolfgang von Goethe')
    """
    for match in BY.finditer(title):
        before, author = title[: match.start()], title[match.end() :].strip()
        is_set_off = before.endswith((",", ";", ":"))
        is_author = is_name(author) and author[0].isupper() and _has_only_particles(author)
        if before and is_author and (is_set_off or len(author.split()) > 1):
            return before.rstrip(" ,;:"), author
    return title, ""


def _has_only_particles(name: str) -> bool:
    """Return whether the words in small letters are those that stand in names."""
    return all(word in PARTICLES for word in name.split() if word[:1].islower())


def without_author(title: str, author: str) -> str:
    """Return a title without the name of the author before or after it.

    >>> without_author("Jane Austen - Emma", "Jane Austen"), without_author("Emma", "Jane Austen")
    ('Emma', 'Emma')
    """
    if not author:
        return title
    name = re.escape(author)
    around = rf"^{name}\s*[-–—:|,.]+\s*|\s*[-–—:|,(]+\s*{name}\)?$"
    return re.sub(around, "", title, flags=re.IGNORECASE) or title
