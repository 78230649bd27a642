"""Fill lines of Chinese and Japanese: their characters move apart, as there are few spaces.

Each gap beside an ideograph, kana or full-width sign takes an equal share, and so does each space
(*Requirements for Chinese Text Layout*, 3.1.6 and 5.4.3; *Requirements for Japanese Text Layout*,
3.8.4). Signs at the ends of a line hang over by the half of them that is blank.

Pango gives half of a letter's extra width before it and half after it, and none at the ends of a
text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, pango
from weasyprint.text.line_break import create_layout, line_size

LANGUAGES = ("zh", "ja", "yue", "lzh", "cmn")
UNIT = 0.1  # ems: what a gap takes in place of the width of a space
# Ideographs, kana, full-width signs, and the signs that are as wide in their fonts.
WIDE = (
    "\u2e80-\u312f\u3190-\u31ff\u3400-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef"
    "\U00020000-\U0003ffff\u2014\u2015\u2018\u2019\u201c\u201d\u2026"
)
RUN = re.compile(f"[{WIDE}]+")
SPACE = re.compile("[ \N{NO-BREAK SPACE}]")
# Signs of which one half is blank, where they are as wide as a character.
BLANK_AFTER = "、。，．」』）〕］｝〉》】〗"
BLANK_AFTER_IN_CHINA = "；：！？"  # in the middle in Taiwan and Japan
BLANK_BEFORE = "「『（〔［｛〈《【〖"
TAIWAN = ("zh-hant", "zh-tw", "zh-hk", "zh-mo")
MIDDLE_IN_TAIWAN = "、。，．"

set_text = line_break.Layout.set_text


def apply() -> None:
    """Make WeasyPrint draw the characters of such lines apart."""
    line_break.Layout.set_text = _set_text


def widens_gaps(language: str | None) -> bool:
    """Tell whether the lines of a language are filled by gaps between its characters."""
    return (language or "").casefold().split("-")[0] in LANGUAGES


def hangs_after(character: str, language: str) -> float:
    """Return the part of a sign that hangs over at the end of a line."""
    tag = language.casefold()
    is_taiwan = tag.startswith(TAIWAN)
    if character in BLANK_AFTER and not (is_taiwan and character in MIDDLE_IN_TAIWAN):
        return 0.5
    is_china = tag.startswith(("zh", "cmn")) and not is_taiwan
    return 0.5 if is_china and character in BLANK_AFTER_IN_CHINA else 0.0


def hangs_before(character: str) -> float:
    """Return the part of a sign that hangs over at the beginning of a line."""
    return 0.5 if character in BLANK_BEFORE else 0.0


def shares_before(text: str) -> list[float]:
    """Return the shares that lie before each character of a text box, and in all of it.

    >>> shares_before("法律a b")
    [0.0, 1.0, 1.5, 1.5, 2.5, 2.5]
    """
    shares = [0.0] * (len(text) + 1)
    for run in RUN.finditer(text):
        for index in range(*run.span()):
            shares[index] += 0.5 if index else 0.0
            shares[index + 1] += 0.5 if index + 1 < len(text) else 0.0
    for index, character in enumerate(text):
        shares[index + 1] += bool(SPACE.match(character))
    total = 0.0
    for index, share in enumerate(shares):
        total += share
        shares[index] = total
    return shares


def widen_gaps(context: Any, line: Any, extra: float, *, spaces_alone: bool = False) -> None:
    """Make a line wider by so many CSS pixels. One without gaps and spaces stays as it is.

    The gaps of a script that parts its words are its `spaces_alone`. Pango gives a space that it
    widens the first font of the text, and else that of the word, so the width is measured.
    """
    texts = list(_texts(line))
    gaps = _Gaps(context, spaces_alone)
    shares = sum(gaps.shares(box.text) for box in texts)
    if not shares:
        return
    share = extra / shares
    excess = sum(gaps.excess(box, share) for box in texts if SPACE.search(box.text))
    gaps.widen(line, share - excess / shares, 0.0)


def _texts(box: Any) -> Iterator[Any]:
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, boxes.LineBox | boxes.InlineBox):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _texts(child)


@dataclass(frozen=True, slots=True)
class _Gaps:
    """Widens the gaps of a line, or its `spaces_alone`."""

    context: Any
    spaces_alone: bool

    def shares(self, text: str) -> float:
        return len(SPACE.findall(text)) if self.spaces_alone else shares_before(text)[-1]

    def excess(self, box: Any, share: float) -> float:
        """Return by how much a text is wider than its gaps and spaces make it."""
        return _drawn_width(self._layout(box, share), box) - self._expected_width(box, share)

    def _layout(self, box: Any, share: float) -> Any:
        """Return the layout of a text with wider gaps."""
        layout = create_layout(box.text, box.style, self.context, None, share)
        layout.widens_gaps = not self.spaces_alone
        return layout

    def _expected_width(self, box: Any, share: float) -> float:
        width: float = box.width + share * self.shares(box.text)
        return width

    def widen(self, box: Any, share: float, shift: float) -> float:
        """Widen the gaps in a box, which moves by `shift`; return by how much what follows does.

        This is `weasyprint.layout.inline.add_word_spacing`.
        """
        if isinstance(box, boxes.TextBox):
            box.position_x += shift
            return shift + self._widen_text(box, share)
        if isinstance(box, boxes.LineBox | boxes.InlineBox):
            before = shift
            box.position_x += shift
            children = box.children[::-1] if box.style["direction"] == "rtl" else box.children
            for child in children:
                if child.is_in_normal_flow():
                    shift = self.widen(child, share, shift)
            box.width += shift - before
        else:
            box.translate(shift, 0)
        return shift

    def _widen_text(self, box: Any, share: float) -> float:
        """Widen the gaps in a text box, and return by how much it is wider."""
        if not self.shares(box.text):
            return 0.0
        before: float = box.width
        box.justification_spacing = share
        box.pango_layout = self._layout(box, share)
        width = self._expected_width(box, share)
        if SPACE.search(box.text):
            width = _drawn_width(box.pango_layout, box)
        box.pango_layout.deactivate()
        box.width = width
        return width - before


def _drawn_width(layout: Any, box: Any) -> float:
    """Return the width of a text as it is drawn."""
    layout.set_text(box.text, justify=True)
    width: float = line_size(layout.get_first_line()[0], box.style)[0]
    return width


def _set_text(layout: Any, text: str, justify: bool = False) -> None:
    set_text(layout, text, justify)
    if not (justify and getattr(layout, "widens_gaps", False)):
        return
    attributes = pango.pango_layout_get_attributes(layout.layout)
    spacing = int(layout.justification_spacing * TO_UNITS)
    for run in RUN.finditer(layout.text):
        attribute = pango.pango_attr_letter_spacing_new(spacing)
        attribute.start_index = len(layout.text[: run.start()].encode())
        attribute.end_index = len(layout.text[: run.end()].encode())
        pango.pango_attr_list_change(attributes, attribute)
    pango.pango_layout_set_attributes(layout.layout, attributes)
