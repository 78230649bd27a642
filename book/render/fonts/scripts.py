"""The typefaces of each script that EB Garamond lacks, and the packages that bring them.

The script's own face comes first in a text of that script, so that its quotation marks and spaces
are those of the script; Latin letters and figures are left out of it, so that these stay EB
Garamond, with its italic. Most scripts have no italic. What their printers do for emphasis is set
in a face of another family: Gothic (sans serif) for Chinese, Japanese and Korean, where Kai and
emphasis dots are the other ways; semi-bold for Devanagari and Hebrew.
"""

import re
from dataclasses import dataclass

# What a face of a script does not draw: EB Garamond does.
LETTERS = "0-9A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u052f\u1e00-\u1fff"
NO_LETTERS = re.compile(f"[{LETTERS}]")
ONLY_LETTERS = re.compile(f"[{LETTERS.removeprefix('0-9')}]")
# Signs too: in Chinese and Japanese, those of Latin are of another width. A raised dot parts names.
NO_SIGNS = re.compile(rf"[!-~\u00a1-\u00b6\u00b8-\u00bf\u00d7\u00f7\u2013{LETTERS}]")


@dataclass(frozen=True, slots=True)
class PackagedFont:
    """A font file of an installed package; of a variable font, the weight that is taken."""

    package: str
    file: str
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Typeface:
    """The fonts of a script (ISO 15924): one for text, and others if it has them.

    `family` is the name of all but `emphasis`, whose own is `emphasis_family`. `bold` is for words
    of great weight, `italic` only where the script has one. `letters` are those that belong to this
    script alone. Of a script with a `large` set of characters, a book gets those that it has.
    If it `has_wide_signs`, its stops and brackets are as wide as its characters.
    """

    script: str
    family: str
    letters: re.Pattern[str]
    leaves_out: re.Pattern[str]
    regular: PackagedFont
    bold: PackagedFont | None = None
    italic: PackagedFont | None = None
    emphasis: PackagedFont | None = None
    emphasis_family: str = ""
    is_large: bool = False
    has_wide_signs: bool = False

    def fonts(self) -> dict[str, PackagedFont]:
        """Return its fonts by role."""
        roles = ("regular", "bold", "italic", "emphasis")
        return {role: font for role in roles if (font := getattr(self, role))}


HAN = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANA = "\u3041-\u30ff\u31f0-\u31ff\uff66-\uff9f"
HANGUL = "\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff"
HEBREW, DEVANAGARI = "\u0591-\u05f4\ufb1d-\ufb4f", "\u0900-\u097f\u1cd0-\u1cf9\ua8e0-\ua8ff"
ARABIC = "\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefe"


def _east_asian(script: str, region: str, package: str, letters: str) -> Typeface:
    serif, sans = (f"Noto{kind}{region}-Regular.otf" for kind in ("Serif", "Sans"))
    return Typeface(
        script,
        # The other name of Noto Serif SC, whose small subset all editions have.
        "Noto Serif CJK SC" if region == "SC" else f"Noto Serif {region}",
        re.compile(f"[{letters}]"),
        NO_LETTERS if script == "Kore" else NO_SIGNS,
        PackagedFont(package, serif),
        emphasis=PackagedFont(package, sans),
        emphasis_family=f"Noto Sans {region}",
        is_large=True,
        has_wide_signs=script != "Kore",
    )


def _weights(
    script: str, family: str, font: tuple[str, str], letters: str, leaves_out: re.Pattern[str]
) -> Typeface:
    """Return the face of a script with a variable font."""
    regular, emphasis, bold = (PackagedFont(*font, weight) for weight in (400, 600, 800))
    return Typeface(
        script,
        family,
        re.compile(f"[{letters}]"),
        leaves_out,
        regular,
        bold=bold,
        emphasis=emphasis,
        emphasis_family=f"{family} Semi-Bold",
    )


# The first of a script is taken, unless another one draws more of the text.
TYPEFACES = (
    _east_asian("Hans", "SC", "pylopdf-fonts-zh-cn", HAN),
    _east_asian("Hant", "TC", "pylopdf-fonts-zh-tw", HAN + "\u3105-\u312f"),
    _east_asian("Jpan", "JP", "pylopdf-fonts-jp", HAN + KANA),
    _east_asian("Kore", "KR", "pylopdf-fonts-ko", HAN + HANGUL),
    _weights(
        "Deva",
        "Noto Serif Devanagari",
        ("pylopdf-fonts-hi", "NotoSerifDevanagari-Variable.ttf"),
        DEVANAGARI,
        NO_LETTERS,
    ),
    _weights(
        "Hebr",
        "Frank Ruhl Libre",
        ("fontpkg-frank-ruhl-libre", "files/FrankRuhlLibre[wght].ttf"),
        HEBREW,
        ONLY_LETTERS,
    ),
    _weights(  # with the signs of cantillation
        "Hebr",
        "Noto Serif Hebrew",
        ("pylopdf-fonts-he", "NotoSerifHebrew-Variable.ttf"),
        HEBREW,
        ONLY_LETTERS,
    ),
    Typeface(
        "Arab",
        "Amiri",
        re.compile(f"[{ARABIC}]"),
        ONLY_LETTERS,
        PackagedFont("fontpkg-amiri", "files/Amiri-Regular.ttf"),
        bold=PackagedFont("fontpkg-amiri", "files/Amiri-Bold.ttf"),
        italic=PackagedFont("fontpkg-amiri", "files/Amiri-Italic.ttf"),
    ),
)
SCRIPTS = tuple(dict.fromkeys(face.script for face in TYPEFACES))


def typefaces_of(script: str) -> tuple[Typeface, ...]:
    """Return the typefaces of a script, the usual one first."""
    return tuple(face for face in TYPEFACES if face.script == script)


def scripts_drawing(character: str) -> tuple[str, ...]:
    """Return the scripts to which a character belongs.

    >>> scripts_drawing("あ"), scripts_drawing("法"), scripts_drawing("a")
    (('Jpan',), ('Hans', 'Hant', 'Jpan', 'Kore'), ())
    """
    found = (face.script for face in TYPEFACES if face.letters.match(character))
    return tuple(dict.fromkeys(found))
