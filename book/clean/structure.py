"""Headings, and the list of contents that repeats them."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby, pairwise

from book.clean.fragments import Fragments, describe
from book.model import Witness, Work
from book.text.typography import DIVISION_WORDS, fold

LONGEST_HEADING = 160
LONGEST_ENTRY = 240
NO_HEADING = re.compile(r"[.;:,…。；：，]$")
NUMBER_WORDS = r"One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten"
START = r"[A-ZÀ-ÖØ-ÞΑ-ΩА-Я“‘„«\"'¿¡]"
STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("hash", re.compile(r"^(?P<hash>#{1,6})\s+(?P<title>\S.*)$")),
    (
        "word",
        re.compile(
            rf"^(?P<word>(?i:{DIVISION_WORDS}))\s+(?P<label>[IVXLC]+|\d+|[A-Z]|{NUMBER_WORDS})\b"
            rf"(?:\s*[.:–—-]\s*(?P<named>.*)|\s+(?P<title>(?:{START}|\().*))?$"
        ),
    ),
    (
        "han",
        re.compile(
            r"^(?P<label>第?[一二三四五六七八九十百]+)(?:、|[章节編编部分]+\s)\s*(?P<title>\S.*)$"
        ),
    ),
    ("roman", re.compile(rf"^(?P<label>[IVXLC]+)\.\s*(?P<title>{START}.*)$")),
    ("letter", re.compile(rf"^(?P<label>[A-Z])\.\s+(?P<title>{START}.*)$")),
    ("decimal", re.compile(rf"^(?P<label>\d{{1,2}}(?:\.\d{{1,2}})+)\.?\s+(?P<title>{START}.*)$")),
    (
        "arabic",
        re.compile(rf"^(?P<label>\d{{1,2}})[.)、]\s*(?P<title>(?:{START}|[\u4e00-\u9fff]).*)$"),
    ),
)
BARE = re.compile(
    rf"^(?P<word>(?i:{DIVISION_WORDS}))\s+(?P<label>[IVXLC]+|\d+|(?i:{NUMBER_WORDS}))\.?$"
)
LONGEST_TITLE = 80
INITIALS = re.compile(r"^(?:[A-Z]\.\s*){2}")
CAPITALS = re.compile(r"^(?=(?:.*[A-Z]){4})[A-Z0-9 ,’'&–—-]{4,80}$")
LEADERS = re.compile(r"(?:\s*(?:[.·…_]\s*){3,}|\s*…\s*)\d{1,4}$")
PAGE = re.compile(r"\s\d{1,4}$")
CONTENTS_WORD = re.compile(
    r"^(?:(?:table of )?contents|目录|inhalt(?:sverzeichnis)?|table des matières)$", re.IGNORECASE
)
NEIGHBOURS = {"L": {"XLIX", "LI"}, "C": {"XCIX", "CI"}}
Reading = tuple[str, str, str]


def _read(text: str, outline: Collection[str]) -> Reading | None:
    """Read a line as a heading: its style of numbering, its label and its title; None if it is none.

    `outline` are the folded headings that are known.

    >>> _read("IV. Promoting Exchanges", ())
    ('roman', 'IV', 'Promoting Exchanges')
    >>> _read("1. It came to an end.", ()) is None
    True
    """
    if len(text) > LONGEST_HEADING:
        return None
    if match := BARE.match(text):
        return match["word"].lower(), match["label"], text.rstrip(".")
    in_outline = bool(outline) and fold(text) in outline
    if NO_HEADING.search(text) and not in_outline:
        return None
    for style, pattern in STYLES:
        match = pattern.match(text)
        if match and not (style in ("roman", "letter") and INITIALS.match(text)):
            parts = match.groupdict()
            depth = len(parts.get("hash") or "") or (parts.get("label") or "").count(".")
            name = (parts.get("word") or style).lower() + (str(depth) if depth else "")
            return (
                name,
                parts.get("label") or "",
                (parts["title"] or parts.get("named") or text).strip("# "),
            )
    if in_outline:
        return "outline", "", text
    return ("capitals", "", text) if CAPITALS.match(text) else None


def title_line(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Join a heading that is a bare number (“CHAPTER I.”) and its title on the line right below."""
    titled = {
        below.span
        for above, below in pairwise(p for p in fragments if p.is_open)
        if below.span.line - above.span.line == 1
        and BARE.match(above.text)
        and len(below.text) <= LONGEST_TITLE
        and not NO_HEADING.search(below.text)
        and not BARE.match(below.text)
    }
    return tuple(replace(p, continues=True) if p.span in titled else p for p in fragments)


def heading(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Mark the lines that head a part or a section: numbered ones, in capitals, or in the outline or the list of contents."""
    outline = {
        fold(entry)
        for entry in (*work.outline, *(p.value for p in fragments if p.field == "outline"))
    }
    runs = list(_paragraphs(fragments))
    reads = [
        _read(" ".join(fragments[i].text for i in run), outline)
        if fragments[run[0]].is_open
        else None
        for run in runs
    ]
    reads = _without_lists(
        _in_company(reads), [fold(fragments[run[0]].text) in outline for run in runs]
    )
    marked = {i: read for run, read in zip(runs, reads, strict=True) if read for i in run}
    return tuple(
        replace(p, state="heading", style=marked[i][0], label=marked[i][1]) if i in marked else p
        for i, p in enumerate(fragments)
    )


def _paragraphs(fragments: Fragments) -> Iterator[list[int]]:
    """Give the indices of the printed pieces, those of one paragraph together."""
    run: list[int] = []
    for index, fragment in enumerate(fragments):
        if fragment.is_printed and not fragment.continues and run:
            yield run
            run = []
        if fragment.is_printed:
            run.append(index)
    if run:
        yield run


def _in_company(reads: list[Reading | None]) -> list[Reading | None]:
    """Believe a letter only beside its neighbour in the alphabet: “A. Smith” alone is a name."""
    labels = {
        style: {read[1] for read in reads if read and read[0] == style}
        for style in ("letter", "roman")
    }
    singles = labels["letter"] | {label for label in labels["roman"] if len(label) == 1}

    def judge(read: Reading) -> Reading | None:
        style, label, title = read
        if style not in labels or len(label) != 1:
            return read
        before, after = chr(ord(label) - 1), chr(ord(label) + 1)
        if style == "roman" and before in labels["letter"]:
            return "letter", label, title
        if style == "roman":
            return read if labels["roman"] & NEIGHBOURS.get(label, {label}) else None
        return read if {before, after} & singles else None

    return [read and judge(read) for read in reads]


def _without_lists(reads: list[Reading | None], outlined: list[bool]) -> list[Reading | None]:
    """Leave out numbered lines that follow each other at once: those are a list, as headings have something under them."""
    kept = list(reads)
    for style, group in groupby(range(len(reads)), key=lambda i: (read := reads[i]) and read[0]):
        members = list(group)
        if (
            style
            and len(members) > 1
            and style.startswith(("arabic", "letter", "decimal"))
            and not any(outlined[i] for i in members)
        ):
            for index in members:
                kept[index] = None
    return kept


def _stands_after(index: int, last: Mapping[str, int], name: str) -> bool:
    """Return whether a line that reads as `name` stands after the piece at `index`."""
    return last.get(fold(name), -1) > index


def contents_list(fragments: Fragments, witness: Witness, work: Work) -> Fragments:
    """Take a list of contents as the work's outline: headings with nothing between them, of which some come again.

    Lines with leaders and page numbers are such a list whether or not they come again.
    """
    outline = {fold(entry) for entry in work.outline}
    entries = [
        i
        for i, p in enumerate(fragments)
        if p.is_open and len(p.text) <= LONGEST_ENTRY and _is_entry(p.text, outline)
    ]
    last = {
        fold(p.text): i
        for i, p in enumerate(fragments)
        if p.is_open and len(p.text) <= LONGEST_ENTRY
    }
    listed: dict[int, str] = {}
    for run in _runs(entries, fragments):
        names = _names([fragments[i].text for i in run], partial(_stands_after, run[-1], last))
        led = sum(bool(LEADERS.search(fragments[i].text)) for i in run)
        if len(run) > 1 and (led > 1 or any(_stands_after(run[-1], last, name) for name in names)):
            listed |= dict(zip(run, names, strict=True))
    word = {
        i
        for i, p in enumerate(fragments)
        if p.is_open and i + 1 in listed and CONTENTS_WORD.match(p.text)
    }
    rule = "contents list"
    return tuple(
        describe(p, "outline", listed[i], rule)
        if i in listed
        else describe(p, "label", p.text, rule)
        if i in word
        else p
        for i, p in enumerate(fragments)
    )


def _is_entry(text: str, outline: Collection[str]) -> bool:
    return bool(LEADERS.search(text) or _read(text, outline) or _read(PAGE.sub("", text), outline))


def _names(texts: list[str], comes_again: Callable[[str], bool]) -> list[str]:
    """Strip leaders and page numbers; a number at the end without leaders is a page if all entries have one."""
    if any(map(comes_again, texts)) or not all(
        PAGE.search(text) or LEADERS.search(text) for text in texts
    ):
        return [LEADERS.sub("", text) for text in texts]
    return [
        PAGE.sub("", LEADERS.sub("", text)) if not LEADERS.search(text) else LEADERS.sub("", text)
        for text in texts
    ]


def _runs(indices: list[int], fragments: Fragments) -> list[list[int]]:
    """Group entries that follow each other at once; one that comes again ends the run."""
    runs: list[list[int]] = []
    seen: set[str] = set()
    for index in indices:
        bare = LEADERS.sub("", fragments[index].text)
        names = {fold(bare), fold(PAGE.sub("", bare))}
        if (
            runs
            and fold(bare) not in seen
            and all(not p.is_open for p in fragments[runs[-1][-1] + 1 : index])
        ):
            runs[-1].append(index)
            seen |= names
        else:
            runs.append([index])
            seen = names
    return runs
