"""Make a first edition.toml for a folder of files, from what the files say of themselves."""

import json
import uuid
from collections import Counter

from book.model import Text
from book.text.typography import fold, parse_date

TODO = "to be written"
LONGEST_TITLE = 120


def first_settings(slug: str, texts: tuple[Text, ...], encodings: dict[str, str], year: str) -> str:
    """Write edition.toml: metadata and roles as guessed, for an editor to check; `encodings` by siglum, "" for UTF-8."""
    roles = guess_roles(texts)
    copies = [t for t in texts if roles[t.witness.siglum] == "text"]
    title = _most_said(copies, "title") or _first_line(copies) or slug.replace("-", " ").title()
    author, date = _most_said(copies, "author"), _most_said(copies, "date")
    lines = [
        "# Guessed from the files: check each line. The order of the witnesses is the order of trust.",
        "",
        "[edition]",
        *_pairs(
            slug=slug,
            title=title,
            subtitle="An Annotated Edition",
            language="en-US",
            date=year,
            editor=TODO,
            publisher=TODO,
        ),
        *_pairs(
            identifier=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:variorum:{slug}')}",
            rights=TODO,
        ),
        "",
        "[work]",
        *_pairs(title=title, author=author or TODO, date=date or TODO),
        '# outline = ["I. First part", "II. Second part"]  # only if no witness lists its parts',
    ]
    for text in sorted(texts, key=lambda t: roles[t.witness.siglum] != "text"):
        witness = text.witness
        known = (
            {f: _most_said([text], f) for f in ("title", "author", "date")}
            if roles[witness.siglum] == "commentary"
            else {}
        )
        lines += [
            "",
            "[[witness]]",
            *_pairs(
                siglum=witness.siglum,
                file=witness.file.rsplit("/", 1)[-1],
                role=roles[witness.siglum],
            ),
        ]
        if encoding := encodings.get(witness.siglum):
            lines += _pairs(encoding=encoding)
        lines += [
            *_pairs(**{k: v for k, v in known.items() if v and k != "title"}),
            *_pairs(note=TODO),
        ]
    return "\n".join(lines) + "\n"


def guess_roles(texts: tuple[Text, ...]) -> dict[str, str]:
    """Take for copies of the work those with numbered headings, and those that share a paragraph with one of these."""
    copies = {
        t.witness.siglum for t in texts if any(u.kind == "heading" and u.label for u in t.units)
    }
    if not copies:
        copies = {max(texts, key=lambda t: len(t.units)).witness.siglum}
    known = {fold(u.text) for t in texts if t.witness.siglum in copies for u in t.units}
    copies |= {t.witness.siglum for t in texts if any(fold(u.text) in known for u in t.units)}
    return {t.witness.siglum: "text" if t.witness.siglum in copies else "commentary" for t in texts}


def _first_line(copies: list[Text]) -> str:
    """Take for the title the line that stands above the first heading of a copy, if it is no sentence."""
    firsts = (t.units[0] for t in copies if len(t.units) > 1 and t.units[1].kind == "heading")
    return next(
        (
            u.text
            for u in firsts
            if u.kind == "paragraph"
            and len(u.text) <= LONGEST_TITLE
            and u.text[-1:] not in ".,;:!?"
        ),
        "",
    )


def _most_said(texts: list[Text], field: str) -> str:
    """Give what most witnesses say for a field; of dates, one that is not that of a page rather than a full day."""
    said = Counter(m.value for text in texts for m in text.metadata if m.field == field)
    if field == "date" and any(parse_date(value) is None for value in said):
        said = Counter({value: count for value, count in said.items() if parse_date(value) is None})
    return said.most_common(1)[0][0] if said else ""


def _pairs(**values: str) -> list[str]:
    """Write keys and strings: a JSON string is a TOML basic string (TOML 1.0, String)."""
    return [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in values.items()]
