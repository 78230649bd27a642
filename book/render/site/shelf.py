"""The page of all editions, from their records."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from book.render.fonts.css import embedded_rules
from book.render.site.downloads import format_size
from book.render.site.page import visible_text
from book.render.template import render_template

Record = dict[str, Any]
NAMES = {".pdf": "pdf", ".kepub.epub": "kepub", ".epub": "epub"}


def shelf_language(languages: Sequence[str]) -> str:
    """Choose the language of the page: that of all editions if they agree, or else English.

    >>> shelf_language(["de-DE", "de-AT"]), shelf_language(["de", "en-GB"]), shelf_language(["fr"])
    ('de', 'en', 'fr')
    """
    found = {language.split("-")[0] for language in languages}
    return found.pop() if len(found) == 1 else "en"


def render_shelf(
    records: Sequence[tuple[str, Record]],
    title: str,
    base: str,
    words: Mapping[str, str],
    assets: Mapping[str, bytes],
) -> bytes:
    """Write the page: each edition with its cover, and the address of the catalogue; `base` is the page's own, if it has one."""
    language = shelf_language([str(record["metadata"]["language"]) for _, record in records])
    values = {
        "language": language,
        "title": title,
        "words": words,
        "url": base,
        "editions": [_edition(folder, record, language, words) for folder, record in records],
    }
    template = assets["shelf.html"].decode()
    text = visible_text(render_template(template, **values, style=""))
    style = Markup(embedded_rules(text, assets) + assets["site.css"].decode())  # noqa: S704 (no stranger's)
    return render_template(template, **values, style=style)


def _edition(folder: str, record: Record, language: str, words: Mapping[str, str]) -> Record:
    about = record["metadata"]
    image = min(record["images"], key=lambda found: int(found["width"]))
    return {
        "href": f"{folder}/index.html",
        "title": about["title"],
        "subtitle": about.get("subtitle", ""),
        "author": "; ".join(author["name"] for author in about["author"]),
        "description": about.get("description", ""),
        "language": about["language"],
        "speaks_other": about["language"].split("-")[0] != language,
        "cover": {
            "src": f"{folder}/{image['href'].rsplit('/', 1)[-1]}",
            "width": image["width"],
            "height": image["height"],
        },
        "formats": [_format(folder, link, words) for link in record["links"] if "size" in link],
    }


def _format(folder: str, link: Record, words: Mapping[str, str]) -> Record:
    file = link["href"].rsplit("/", 1)[-1]
    kind = next(kind for end, kind in NAMES.items() if file.endswith(end))
    size = format_size(link["size"], words["decimal"])
    return {
        "href": f"{folder}/{file}",
        "name": words[f"format-{kind}"],
        "media_type": link["type"],
        "size": size,
    }
