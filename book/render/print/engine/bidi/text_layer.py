"""Write the words of right-to-left text into the PDF, cluster by cluster; of Indic, by words.

WeasyPrint 70.0 keeps one text for each glyph, that of the first cluster in which it is met
(Kozea/WeasyPrint 2841): an Arabic letter whose dots are glyphs of their own, or a bracket that is
mirrored, would be read as another. Here a cluster whose glyph does not stand for its characters by
itself has them as ActualText (ISO 32000-1, 14.9.4). As glyphs are shown from left to right, the
structure element of each text box has its words in the order of speech (`tags`).
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from weasyprint.draw import text as text_drawing
from weasyprint.text.ffi import ffi, pango

from book.render.fonts.glyphs import characters_by_glyph
from book.render.print.engine.bidi.joins import JOINER
from book.render.print.engine.tags.branch import pdf_string
from book.render.print.engine.tags.reading import leftward_words
from book.render.print.engine.tags.spaces import SPAN
from book.text.scripts import INDIC_LETTER

PARTS = re.compile(r"\S+|\s+")
SHOWN = re.compile(rb"<([0-9a-f]*)>|([-+.\d]+(?:e[-+]?\d+)?)")
GLYPH_SIZE, INTEGER_SIZE = ffi.sizeof("PangoGlyphInfo"), ffi.sizeof("int")
draw_first_line = text_drawing.draw_first_line

Cluster = tuple[int, str, bool]  # as in `_DrawnCluster`, with its first byte among some words


def apply() -> None:
    """Make WeasyPrint draw text so, after `letters`."""
    global draw_first_line  # noqa: PLW0603 (what it is replaced by calls it)
    if text_drawing.draw_first_line is not _draw_first_line:
        draw_first_line = text_drawing.draw_first_line
        text_drawing.draw_first_line = _draw_first_line


def _draw_first_line(stream: Any, textbox: Any, *rest: Any) -> Any:
    if leftward_words(textbox).strip():
        found = list(_clusters(stream, textbox))
    elif INDIC_LETTER.search(textbox.pango_layout.text):
        found = list(_words(textbox))
    else:
        return draw_first_line(stream, textbox, *rest)
    clusters = _ClusterStream(stream, found)
    emojis = draw_first_line(clusters, textbox, *rest)
    clusters.end_span()
    return emojis


@dataclass(frozen=True, slots=True)
class _DrawnCluster:
    """A cluster to which a glyph belongs: its place in the text, its text.

    It `is_plain` if its glyph stands for the text by itself.
    """

    place: tuple[int, int]
    text: str
    is_plain: bool


def _clusters(stream: Any, textbox: Any) -> Iterator[_DrawnCluster]:
    """Yield the cluster of each glyph that is drawn, in the order of drawing."""
    pango.pango_layout_set_single_paragraph_mode(textbox.pango_layout.layout, True)
    line, _ = textbox.pango_layout.get_first_line()
    encoded = textbox.pango_layout.text.encode()
    run = line.runs
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        run = run.next
        font, _ = stream.add_font(item.analysis.font)
        words = encoded[item.offset : item.offset + item.length]
        for start, text, is_plain in _clusters_of(font, words, glyphs):
            yield _DrawnCluster((item.offset, start), text, is_plain)


def _clusters_of(font: Any, words: bytes, glyphs: Any) -> Sequence[Cluster]:
    """Return the cluster of each glyph of some words in a font. Most are words that recur."""
    count = glyphs.num_glyphs
    shaped = bytes(ffi.buffer(glyphs.glyphs, count * GLYPH_SIZE))
    key = (words, shaped, bytes(ffi.buffer(glyphs.log_clusters, count * INTEGER_SIZE)))
    if not hasattr(font, "clusters"):
        font.characters = characters_by_glyph(font.file_content)
        font.clusters = {}
    if key not in font.clusters:
        font.clusters[key] = list(_found_clusters(font, words, glyphs))
    found: Sequence[Cluster] = font.clusters[key]
    return found


def _found_clusters(font: Any, words: bytes, glyphs: Any) -> Iterator[Cluster]:
    count = glyphs.num_glyphs
    places = _with_marks([glyphs.log_clusters[i] for i in range(count)], words)
    ends = dict(pairwise([*sorted(set(places)), len(words)]))
    drawn = [i for i in range(count) if glyphs.glyphs[i].glyph != pango.PANGO_GLYPH_EMPTY]
    of_cluster = [places[i] for i in drawn]
    for i in drawn:
        glyph, start = glyphs.glyphs[i].glyph, places[i]
        text = words[start : ends[start]].decode().replace(JOINER, "")
        own = font.characters.get(glyph)
        font.to_unicode.setdefault(glyph, own or text)
        yield start, text, own == text and of_cluster.count(start) == 1


def _words(textbox: Any) -> Iterator[_DrawnCluster]:
    """Yield the word of each glyph that is drawn; an Indic one is never plain.

    Readers would part its clusters: its signs stand before the letters that they follow.
    """
    layout = textbox.pango_layout
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    words = [
        _DrawnCluster((start, end), text, not INDIC_LETTER.search(text))
        for start, end, text in _spans(layout.text)
    ]
    starts = [word.place[0] for word in words]
    run = layout.get_first_line()[0].runs
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        run = run.next
        for i in range(glyphs.num_glyphs):
            if glyphs.glyphs[i].glyph != pango.PANGO_GLYPH_EMPTY:
                place = item.offset + glyphs.log_clusters[i]
                yield words[bisect_right(starts, place) - 1]


def _spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the words of a text, and what is between them, with their first and last bytes."""
    start = 0
    for part in PARTS.findall(text):
        end = start + len(part.encode())
        yield start, end, part
        start = end


def _with_marks(places: list[int], words: bytes) -> list[int]:
    """Return the places of clusters, those of marks being that of the letter that they stand on.

    >>> _with_marks([6, 4, 0], "שלום".encode()), _with_marks([4, 2, 0], "שָׁ".encode())
    ([6, 4, 0], [0, 0, 0])
    """
    of_letter: dict[int, int] = {}
    letter = 0
    for place in sorted(set(places)):
        if not unicodedata.category(words[place:].decode()[0]).startswith("M"):
            letter = place
        of_letter[place] = letter
    return [of_letter[place] for place in places]


class _ClusterStream:
    """A content stream that marks the clusters of what is shown in it."""

    def __init__(self, stream: Any, clusters: list[_DrawnCluster]) -> None:
        self.__dict__.update(outer=stream, clusters=clusters, index=0, open=None)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.outer, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self.outer, name, value)

    def end_span(self) -> None:
        if self.__dict__["open"]:
            self.outer.stream.append(b"EMC")
            self.__dict__["open"] = None

    def show_text(self, text: str) -> None:
        """Show glyphs and adjustments, as the operand of TJ, in one operation for each cluster."""
        shown = b""
        for found in SHOWN.finditer(text.encode()):
            if found[2]:
                shown += b"%b " % found[2]
                continue
            for start in range(0, len(found[1]), 4):
                cluster = self.clusters[self.index]
                self.__dict__["index"] += 1
                if self._begins(cluster):
                    self._show(shown)
                    shown = b""
                    self._begin(cluster)
                shown += b"<%b>" % found[1][start : start + 4]
        self._show(shown)

    def _begins(self, cluster: _DrawnCluster) -> bool:
        """Tell whether a span begins or ends before a cluster."""
        before = self.__dict__["open"]
        if before is not None and before.place == cluster.place:
            return False
        return before is not None or not cluster.is_plain

    def _begin(self, cluster: _DrawnCluster) -> None:
        self.end_span()
        if not cluster.is_plain:
            words = pdf_string(cluster.text)
            self.outer.stream.append(b"%b %b>> BDC" % (SPAN, words))
            self.__dict__["open"] = cluster

    def _show(self, shown: bytes) -> None:
        if shown:
            self.outer.stream.append(b"[%b] TJ" % shown.strip())
