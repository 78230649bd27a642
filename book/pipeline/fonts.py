"""The fonts of an edition's scripts: its editor's own, and those of installed packages.

A book in Latin, Greek or Cyrillic letters alone needs none: then no font is read.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from book.errors import EditionError
from book.model import Edition, Text
from book.render.fonts.faces import CHINESE, LIST, Face, face_of, list_faces
from book.render.fonts.families import print_rules, screen_rules
from book.render.fonts.glyphs import characters_of
from book.render.fonts.prepare import UnusableFontError, own_family, prepare_font
from book.render.fonts.scaled import TypeScale, scaled
from book.render.fonts.scripts import (
    SCRIPTS,
    PackagedFont,
    Typeface,
    scripts_drawing,
    typefaces_of,
)
from book.runtime.packaged_files import read_packaged
from book.source.folder import Folder
from book.source.own_fonts import OwnFont
from book.text.cached import ResultCache, recall
from book.text.languages import script_of
from book.text.scripts import SIZES, USUAL_SIZES, can_stand_among
from book.text.words_by_language import characters_by_language

Assets = Mapping[str, bytes]
Wanted = dict[str, dict[bool, set[str]]]  # characters by script, and whether emphasized
SCRIPT_STYLES = dict.fromkeys(("Hans", "Hant", "Jpan", "Kore"), "east-asian.css")
SCRIPT_STYLES["Deva"] = "indic.css"
SCRIPT_SHEETS = {"print.css": print_rules, "epub.css": screen_rules, "site.css": screen_rules}


def with_script_fonts(
    folder: Folder,
    texts: Sequence[Text],
    edition: Edition,
    assets: Assets,
    cache: ResultCache | None = None,
) -> dict[str, bytes]:
    """Return the templates with the fonts that the words of an edition need, and their rules.

    Raise EditionError if a font of the editor's is none, or one that a book cannot have.
    """
    given = {(font.script, font.role): font for font in folder.fonts}
    for font in folder.fonts:
        _own_family(font)  # may raise
    if not given and not _has_other_scripts(folder, texts, edition):
        return dict(assets)
    found = characters_by_language(edition)
    languages = {tag for tag, _ in found} - {edition.imprint.language}
    wanted = _wanted(found, edition.imprint.language, assets)
    fonts, own = _Fonts(given, cache), script_of(edition.imprint.language)
    faces = [pair for script in SCRIPTS if script in wanted for pair in fonts.of(script, wanted)]
    if not faces:
        return dict(assets)
    listed = [face for face, _ in faces]
    rules = partial(_rules, listed, edition.imprint.language, sorted(languages))
    return {
        **assets,
        **{face.file: content for face, content in faces},
        **{name: _sheet(name, own, assets) + rules(name) for name in SCRIPT_SHEETS},
        LIST: list_faces(listed),
    }


def names_of_typefaces(folder: Folder) -> tuple[str, ...]:
    """Return the names of the typefaces of an edition's script; none if EB Garamond has it."""
    script = script_of(folder.imprint.language)
    if not (faces := typefaces_of(script)):
        return ()
    fonts = _Fonts({(font.script, font.role): font for font in folder.fonts}, None)
    return fonts.names(faces[0])


def _sheet(name: str, script: str, assets: Assets) -> bytes:
    """Return a style sheet as the script of an edition asks for it."""
    if name != "print.css" or script not in SIZES:
        return assets[name]
    sizes = SIZES[script]
    size = float(sizes.type) / float(USUAL_SIZES.type)
    leading = float(sizes.leading) / float(USUAL_SIZES.leading)
    sheet = scaled(assets[name].decode(), TypeScale(size, leading))
    return sheet.encode() + (assets[SCRIPT_STYLES[script]] if script in SCRIPT_STYLES else b"")


def _rules(faces: Sequence[Face], language: str, languages: Sequence[str], sheet: str) -> bytes:
    return f"\n{SCRIPT_SHEETS[sheet](faces, language, languages)}".encode()


def _has_other_scripts(folder: Folder, texts: Sequence[Text], edition: Edition) -> bool:
    """Tell whether an edition may have words that EB Garamond cannot draw, from its sources."""
    if script_of(edition.imprint.language) in SCRIPTS:
        return True
    written = (content.decode(errors="ignore") for content in folder.editorial.values())
    lines = (line.text for text in texts for line in text.witness.lines)
    characters = set[str]().union(*written, *lines, *edition.labels.values())
    return any(map(scripts_drawing, characters))


def _wanted(found: Mapping[tuple[str, bool], set[str]], language: str, assets: Assets) -> Wanted:
    """Return the characters that the fonts of each script are to draw."""
    wanted: Wanted = {}
    own, subset = script_of(language), characters_of(assets[CHINESE.file])
    for (tag, is_emphasized), characters in found.items():
        script = script_of(tag)
        letters: dict[str, set[str]] = {}
        for character in characters:
            if scripts := scripts_drawing(character):
                letters.setdefault(_script_for(scripts, script, own), set()).add(character)
        for each, those in letters.items():
            if each == own or not (each == "Hans" and those <= subset):
                needed = characters if each == script else those
                wanted.setdefault(each, {}).setdefault(is_emphasized, set()).update(needed)
    return {script: each for script, each in wanted.items() if can_stand_among(script, own)}


def _script_for(scripts: Sequence[str], script: str, own: str) -> str:
    """Return which of some scripts a letter is of: that of its words, or that of the edition."""
    return next((each for each in (script, own) if each in scripts), scripts[0])


@dataclass(frozen=True, slots=True)
class _Fonts:
    """Where fonts are taken from: the editor's own, or else those of packages."""

    own: Mapping[tuple[str, str], OwnFont]
    cache: ResultCache | None

    def of(self, script: str, wanted: Wanted) -> Iterator[tuple[Face, bytes]]:
        """Yield the faces of a script with their fonts, which have the wanted characters."""
        characters = set[str]().union(*wanted[script].values())
        typeface, regular = self._best(script, characters)
        for role, font in typeface.fonts().items():
            text = characters if role == "regular" else wanted[script].get(True, set())
            own = self.own.get((script, role))
            content = own.content if own else regular if role == "regular" else _read(font)
            if content and (text or not typeface.is_large):
                family = self._family(typeface, role, own)
                only = tuple(sorted(text)) if typeface.is_large else ()
                settings = (font.weight, typeface.leaves_out, only)
                is_wide = typeface.has_wide_signs
                inputs = (content, font.weight, typeface.leaves_out.pattern, only, is_wide)
                make = partial(prepare_font, content, *settings, is_wide=is_wide)
                yield face_of(script, role, family), recall(self.cache, "script font", inputs, make)

    def _best(self, script: str, characters: Collection[str]) -> tuple[Typeface, bytes]:
        """Return the typeface that draws the most letters of a text, and its regular font."""
        faces = typefaces_of(script)
        if own := self.own.get((script, "regular")):
            return faces[0], own.content
        fonts = [(face, _read(face.regular)) for face in faces]
        letters = {each for each in characters if faces[0].letters.match(each)}

        def lacks(pair: tuple[Typeface, bytes]) -> int:
            return len(letters - characters_of(pair[1])) if pair[1] else len(letters)

        return min(fonts, key=lacks)

    def names(self, typeface: Typeface) -> tuple[str, ...]:
        """Return the names of a typeface's families, or of those that the editor has put there."""
        roles = [role for role in typeface.fonts() if role in ("regular", "emphasis")]
        families = [
            self._family(typeface, role, self.own.get((typeface.script, role))) for role in roles
        ]
        return tuple(dict.fromkeys(families))

    def _family(self, typeface: Typeface, role: str, own: OwnFont | None) -> str:
        """Return the name of a face's family; all but the one for emphasis have the same."""
        if role == "emphasis" and not own:
            return typeface.emphasis_family
        named = own if role == "emphasis" else self.own.get((typeface.script, "regular"))
        return _own_family(named) if named else typeface.family


def _read(font: PackagedFont) -> bytes:
    return read_packaged(font.package, font.file) or b""


def _own_family(font: OwnFont) -> str:
    try:
        return own_family(font.content)
    except UnusableFontError as error:
        raise EditionError(
            f"the font {font.file!r} cannot be used: {error}",
            file=font.settings,
            line=font.line,
            remedy="Name a TrueType or OpenType font that may be embedded, or remove the line.",
        ) from error
