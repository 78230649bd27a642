"""The style rules that give the words of each language the face of its script."""

from collections.abc import Collection, Iterator, Sequence

from book.render.fonts.css import linked_rules
from book.render.fonts.faces import CHINESE, LATIN, Face
from book.text.languages import script_of

GARAMOND = LATIN[0].family
EAST_ASIAN = frozenset({"Hans", "Hant", "Jpan", "Kore"})
HEADS = ("top-left", "top-center", "top-right")
# No italics are made of upright ideographs; each paragraph begins with a blank.
BOOK_RULES = """body {{ font-synthesis: none; hyphens: none }}
p.text,
h1 + p.text,
h2 + p.text,
h3 + p.text,
p.sources + p.text {{ text-indent: {}em }}
"""
# As the words of Chinese among Latin ones are set by the style sheet: ideographs look large.
AMONG_LATIN = "font-size: .92em; line-height: 0; font-variant-numeric: normal; "


def print_rules(faces: Sequence[Face], language: str, languages: Collection[str]) -> str:
    """Return the rules that the print edition needs: its fonts, their use, its running heads.

    `language` is that of the edition, `languages` are those of words in it.
    """
    own = script_of(language)
    rules = linked_rules(tuple(faces), "")
    rules += _family_rules(faces, language, languages)
    if faces:  # a note that is called within words of another language
        note = f'.footnote[lang="{language}"]'
        rules += f"{note} {{ font-family: {_families(faces, own)} }}\n"
        rules += "".join(_emphasis_rules(faces, own, f"{note} ", ""))
    for tag in languages:
        if own not in EAST_ASIAN and (script := script_of(tag)) in EAST_ASIAN and script != "Hans":
            rules += f'[lang="{tag}"] {{ {AMONG_LATIN}}}\n'
    heads = "".join(f"@{box} {{ font-family: {_families(faces, own)} }} " for box in HEADS)
    return rules + (f"@page {{ {heads}}}\n" if _has(faces, own) else "")


def screen_rules(faces: Sequence[Face], language: str, languages: Collection[str]) -> str:
    """Return the rules that the e-book and the pages need: which words have which font.

    Where a reader replaces the fonts, it also has those of the script.
    """
    rules = _family_rules(faces, language, languages, "serif", "sans-serif")
    if (own := script_of(language)) in EAST_ASIAN and _has(faces, own):
        rules += BOOK_RULES.format(2 if own in ("Hans", "Hant") else 1)
    return rules


def _family_rules(
    faces: Sequence[Face],
    language: str,
    languages: Collection[str],
    serif: str = "",
    sans: str = "",
) -> str:
    own, rules = script_of(language), ""
    if _has(faces, own):
        rules += f"html, body {{ font-family: {_families(faces, own, serif)} }}\n"
        rules += "".join(_emphasis_rules(faces, own, "", sans))
    elif faces:
        rules += f"html, body {{ font-family: {_families(faces, 'Latn', serif)} }}\n"
    for tag in sorted(languages):
        script = script_of(tag)
        if _has(faces, script) or _has(faces, own):
            selector = f'[lang="{tag}"]'
            rules += f"{selector} {{ font-family: {_families(faces, script, serif)} }}\n"
            rules += "".join(_emphasis_rules(faces, script, f"{selector} ", sans))
    return rules


def _emphasis_rules(faces: Sequence[Face], script: str, within: str, generic: str) -> Iterator[str]:
    """Yield rules that set emphasized words of a script, or of a language, in the face for these.

    An element inside that is not emphasized goes back to the face of the text.
    """
    roles = {face.role: face for face in faces if face.script == script}
    serif = _families(faces, script, "serif" if generic else "")
    if "emphasis" not in roles:
        if within:  # words in a Latin language, within a text in another script
            yield f"{within}:is(em, strong, h2) {{ font-family: {serif} }}\n"
        return
    names = "em" if "bold" in roles else ":is(em, strong, h2)"
    family = roles["emphasis"].family
    # Emphasis may also be around the words of a language; East Asian titles stay as they are there.
    has_around = within and script not in EAST_ASIAN
    around, twice = (f", em {within.strip()}", f", em {within}em") if has_around else ("", "")
    yield f'{within}{names}{around} {{ font-family: "{family}", {serif} }}\n'
    yield f"{within}em em{twice} {{ font-family: {serif} }}\n"


def _families(faces: Sequence[Face], first: str, generic: str = "") -> str:
    """Return the families of a text whose letters are mostly those of a script."""
    regular = {face.script: face.family for face in faces if face.role == "regular"}
    names = [regular.pop(first)] if first in regular else []
    names += [GARAMOND, *regular.values(), CHINESE.family]
    return ", ".join([*(f'"{name}"' for name in dict.fromkeys(names)), *filter(None, [generic])])


def _has(faces: Sequence[Face], script: str) -> bool:
    return any(face.script == script for face in faces)
