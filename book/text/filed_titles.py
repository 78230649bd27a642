"""Write a title as catalogs file it: with its initial article at the end.

The articles are those of MARC 21, appendix F (Initial Definite and Indefinite Articles), in the
languages in which a title begins with one.
"""

import re

ARTICLES = {
    "en": "a an the",
    "de": "das dem den der des die ein eine einem einen einer eines",
    "es": "el la las lo los un una",
    "fr": "l' la le les un une",
    "it": "gl' gli i il l' la le li lo un un' una uno",
    "nl": "de een het 'n 't",
    "pt": "a as o os um uma",
}
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"


def file_title(title: str, language: str) -> str:
    """Return a title with its article at the end; unchanged if it has none, or nothing else.

    >>> file_title("The Wind in the Willows", "en-GB"), file_title("L’Étranger", "fr")
    ('Wind in the Willows, The', 'Étranger, L’')
    >>> file_title("Die", "de"), file_title("The Hague", "nl"), file_title("A. B.", "en")
    ('Die', 'The Hague', 'A. B.')
    """
    for article in ARTICLES.get(language.split("-")[0].lower(), "").split():
        start, rest = title[: len(article)], title[len(article) :]
        is_elided = article.endswith("'")
        if _plain(start) == article and rest.strip() and (is_elided or rest[0].isspace()):
            return f"{rest.strip()}, {start}"
    return title


def _plain(text: str) -> str:
    return re.sub(rf"[{APOSTROPHE}ʼ]", "'", text).lower()
