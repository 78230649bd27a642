"""Compute what of an element's style can hide its words, and name the property that does."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import tinycss2

from book.verify.readback.declared_values import (
    LINE_SIDES,
    SIDES,
    Tokens,
    bare_tokens,
    keyword,
    replace_longhands,
    resolve_variables,
)
from book.verify.readback.style_properties import ANALYZED, HARMLESS
from book.verify.readback.style_rules import Declaration
from book.verify.readback.style_values import (
    BLACK,
    KEYWORDS,
    RELATIVE,
    ROOT,
    WHITE,
    Color,
    LengthMeasures,
    UnknownValueError,
    contrast,
    over,
    to_color,
    to_pixels,
)

Token = Any  # tinycss2 has no types
WIDE = {"inherit", "initial", "unset", "revert"}
SMALLEST = 5.0  # pixels: smaller text is not read
FAINTEST = 0.3  # opacity
LEAST_CONTRAST = 1.3
FAR = 3000.0  # pixels
MUST_BE_NONE = ("clip-path", "filter", "mask", "transform", "rotate", "scale", "translate")


@dataclass(frozen=True)
class ElementStyle:
    """What an element hands down to what is in it; `hidden` is why its words are not seen.

    A word in an element that is hidden in this way cannot be shown again; `visibility` can.
    """

    color: Color = BLACK
    ground: Color = WHITE
    size: float = ROOT
    root_size: float = ROOT
    viewport: float = 1280.0
    opacity: float = 1.0
    visibility: str = "visible"
    indent: str = ""
    hidden: str = ""
    covers: str = ""
    variables: Mapping[str, Tokens] = field(default_factory=dict)

    @cached_property
    def reason(self) -> str:
        """The property that hides the words of the element, "" if they are seen."""
        if self.hidden or self.indent:
            return self.hidden or self.indent
        if self.visibility != "visible":
            return f"visibility: {self.visibility}"
        if self.size < SMALLEST:
            return f"font-size: {self.size:.3g} px"
        if self.opacity < FAINTEST:
            return f"opacity: {self.opacity:.3g}"
        if contrast(over(self.color, self.ground), self.ground) < LEAST_CONTRAST:
            return "color: that of the background"
        return ""


def compute_style(
    declarations: Iterable[Declaration], parent: ElementStyle, *, is_root: bool = False
) -> ElementStyle:
    """Return the style of an element; the declarations are in the order of the cascade.

    A property that is not known hides the words: it might.
    """
    values: dict[str, Tokens] = {}
    variables = dict(parent.variables)
    for declaration in declarations:
        if declaration.name.startswith("--"):
            variables[declaration.name] = declaration.value
        else:
            values[declaration.name] = declaration.value
            replace_longhands(declaration, values)
    values = {name: resolve_variables(tokens, variables, 0) for name, tokens in values.items()}
    return _Computer(values, replace(parent, variables=variables, covers="")).style(is_root=is_root)


class _Computer:
    """Computes the style of one element from its declared values and its parent's style."""

    def __init__(self, values: Mapping[str, Tokens], parent: ElementStyle) -> None:
        self.values, self.parent = values, parent
        self.size = parent.size
        self.hidden = parent.hidden

    def style(self, *, is_root: bool) -> ElementStyle:
        parent = self.parent
        try:
            self.size = self.font_size()
            color, ground = self.color(), parent.ground
            painted = self.background(color)
            ground = over(painted, ground)
            for check in CHECKS:
                self.hidden = self.hidden or check(self)
        except UnknownValueError:
            return replace(parent, hidden=self.hidden or f"{self.named()}: not understood")
        return replace(
            parent,
            color=color,
            ground=ground,
            size=self.size,
            root_size=self.size if is_root else parent.root_size,
            opacity=parent.opacity * self.number("opacity", 1.0),
            visibility=self.word("visibility") or parent.visibility,
            indent=self.indent(),
            hidden=self.hidden,
            covers=self.covers(painted),
        )

    def named(self) -> str:
        return "; ".join(f"{name}: {tinycss2.serialize(v)}" for name, v in self.values.items())

    def written(self, name: str) -> str:
        return f"{name}: {tinycss2.serialize(self.values[name]).strip()}"

    def word(self, name: str) -> str:
        word = keyword(self.values.get(name, ()))
        return "" if word in WIDE else word

    def number(self, name: str, default: float) -> float:
        if name not in self.values or keyword(self.values[name]) in WIDE:
            return default
        bare = bare_tokens(self.values[name])
        value = float(bare[0].value)
        return value / 100 if bare[0].type == "percentage" else value

    def measures(self, whole: float) -> LengthMeasures:
        return LengthMeasures(self.size, self.parent.root_size, self.parent.viewport, whole)

    def pixels(self, name: str) -> float | None:
        """Return a length; None if there is none, or a word such as `auto`."""
        tokens = self.values.get(name)
        if tokens is None or keyword(tokens):
            return None
        return to_pixels(tokens, self.measures(self.parent.viewport))

    # ── Type and colors ──────────────────────────────────────────────────────────────────────────

    def font_size(self) -> float:
        outer = self.parent.size
        tokens = self.values.get("font-size") or self._size_in_font()
        if tokens is None:
            return outer
        word = keyword(tokens)
        if word in WIDE:
            return ROOT if word == "initial" else outer
        if word:
            if word not in KEYWORDS and word not in RELATIVE:
                raise UnknownValueError
            return KEYWORDS.get(word) or outer * RELATIVE[word]
        measures = LengthMeasures(outer, self.parent.root_size, self.parent.viewport, outer)
        return to_pixels(tokens, measures)

    def _size_in_font(self) -> Tokens | None:
        """Return the size in the shorthand `font`: the first length, percentage or size word."""
        for token in bare_tokens(self.values.get("font", ())):
            is_zero = token.type == "number" and not token.value
            is_length = is_zero or token.type in ("dimension", "percentage", "function")
            is_word = token.type == "ident" and token.lower_value in (*KEYWORDS, *RELATIVE)
            if is_length or is_word:
                return [token]
        return None

    def color(self) -> Color:
        color = self.parent.color
        for name in ("color", "-webkit-text-fill-color"):
            tokens = bare_tokens(self.values.get(name, ()))
            if tokens and keyword(tokens) not in WIDE:
                color = to_color(tokens[0], color)
            elif keyword(tokens) == "initial":
                color = BLACK
        return color

    def background(self, color: Color) -> Color:
        """Return the color that the element lays on what is behind it."""
        tokens = self.values.get("background-color") or self.values.get("background") or ()
        if keyword(tokens) in (*WIDE, "none"):
            return (0, 0, 0, 0)
        for token in bare_tokens(tokens):
            is_image = token.type == "url" or (
                token.type == "function" and "gradient" in token.lower_name
            )
            if is_image:
                raise UnknownValueError
            if token.type in ("hash", "ident", "function"):
                return to_color(token, color)
        return (0, 0, 0, 0)

    # ── What hides ───────────────────────────────────────────────────────────────────────────────

    def unknown(self) -> str:
        """Return a property that is not known: it might hide the words."""
        names = (n for n in self.values if n not in HARMLESS and n not in ANALYZED)
        return next((f"{name}, which the proof does not know" for name in names), "")

    def by_word(self) -> str:
        for name, words in (("display", ("none",)), ("content-visibility", ("hidden",))):
            if self.word(name) in words:
                return self.written(name)
        for name in MUST_BE_NONE:
            if name in self.values and self.word(name) != "none":
                return self.written(name)
        return (
            self.written("clip")
            if self.word("clip") not in ("", "auto")
            or ("clip" in self.values and not self.word("clip"))
            else ""
        )

    def by_place(self) -> str:
        if self.word("position") not in ("", "static"):
            for name in (*SIDES, *(f"inset-{side}" for side in LINE_SIDES), "inset"):
                offset = self.pixels(name) if name != "inset" else self._inset()
                if offset is not None and not -3 * self.size < offset < FAR:
                    return self.written(name)
        for name in ("margin", *(f"margin-{side}" for side in (*SIDES, *LINE_SIDES))):
            for token in bare_tokens(self.values.get(name, ())):
                offset = _length(token, self.measures(self.parent.viewport))
                if not -10 * self.size < offset < FAR:
                    return self.written(name)
        return ""

    def _inset(self) -> float | None:
        tokens = bare_tokens(self.values.get("inset", ()))
        lengths = [_length(token, self.measures(self.parent.viewport)) for token in tokens]
        return max(lengths, key=abs, default=None)

    def by_size(self) -> str:
        words = [self.word(name) for name in ("overflow", "overflow-x", "overflow-y")]
        if not any(word not in ("", "visible", "auto", "scroll") for word in words):
            return ""
        for name in ("width", "height", "max-width", "max-height", "line-height"):
            length = self.pixels(name)
            if name == "line-height" and length is not None and length < SMALLEST:
                length *= self.size
            if length is not None and length < SMALLEST:
                return self.written(name)
        return ""

    def by_spacing(self) -> str:
        for name in ("letter-spacing", "word-spacing"):
            length = self.pixels(name)
            if length is not None and length < -0.15 * self.size:
                return self.written(name)
        return ""

    def indent(self) -> str:
        """Return the indent that puts words beyond the edge; it is handed down."""
        if "text-indent" not in self.values:
            return self.parent.indent
        length = self.pixels("text-indent")
        is_near = length is None or -10 * self.size < length < FAR
        return "" if is_near else self.written("text-indent")

    def covers(self, painted: Color) -> str:
        is_free = self.word("position") in ("absolute", "fixed", "sticky")
        return self.written("position") if is_free and painted[3] > FAINTEST else ""


def _length(token: Token, measures: LengthMeasures) -> float:
    try:
        return to_pixels([token], measures)
    except UnknownValueError:
        if token.type == "ident":
            return 0.0
        raise


CHECKS: tuple[Callable[[_Computer], str], ...] = (
    _Computer.unknown,
    _Computer.by_word,
    _Computer.by_place,
    _Computer.by_size,
    _Computer.by_spacing,
)
