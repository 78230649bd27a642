"""Names of persons as catalogs write them, and as a title page prints them."""

import re
import unicodedata

LIFE_DATES = re.compile(
    r"[,;]?\s*[(\[]?(?:(?:b|d|fl|ca?|geb|gest|active)\.?\s*)?"
    r"-?\d{3,4}\??(?:\s*(?:BCE?|B\.C\.))?\s*[-–]?\s*(?:ca?\.\s*)?(?:\d{3,4}|\?)?\??"
    r"(?:\s*(?:BCE?|B\.C\.))?[)\]]?\.?\s*$"
)
# “Wells, H. G. (Herbert George)”, “Féval, Paul [dit Paul Féval père]”
FULLER_FORM = re.compile(r"(?<=\.)\s*\([^()]*\)|\s*\[[^\[\]]*\]")
SUFFIX = re.compile(r"(?:Jr|Sr|Esq|M\.?D|Ph\.?D|D\.?D|[IVX]+)\.?", re.IGNORECASE)
BODY = re.compile(r"&|\b(?:and|und|et|y|e|i|och|og|en)\b|\d")
UNKNOWN = re.compile(
    r"(?:unknown|various|n/?a|none|(?:the |your |first )?(?:author|name)(?:['’]?s? name)?"
    r"|user|admin(?:istrator)?|owner|(?:windows|microsoft office) user|microsoft|unnamed|untitled"
    r"|default|test|root)",
    re.IGNORECASE,
)


BODY_WORD = re.compile(
    r"universi|institut|istituto|akadem|academ|colleg|school|department|ministr|company|verlag"
    r"|\b(?:inc|ltd|gmbh|corp|s\.?r\.?l|llc|office|hochschule|facult\w*|fakult\w*)\b",
    re.IGNORECASE,
)


def is_body(name: str) -> bool:
    """Return whether a name is that of a body, which owns a computer, by one of its words.

    >>> is_body("Università degli Studi"), is_body("Anna Weide")
    (True, False)
    """
    return BODY_WORD.search(name) is not None


def display_name(stated: str) -> str:
    """Return a name as it is printed: the given name first, no dates of life and no affiliation.

    >>> [display_name(n) for n in ("Austen, Jane, 1775-1817", "Balzac, Honoré de (1799-1850)")]
    ['Jane Austen', 'Honoré de Balzac']
    >>> display_name("Sarmento, Augusto (1835-?)"), display_name("Féval, Paul [dit Paul] (1816-)")
    ('Augusto Sarmento', 'Paul Féval')
    >>> display_name("King, Martin Luther, Jr."), display_name("Wells, H. G. (Herbert George)")
    ('Martin Luther King, Jr.', 'H. G. Wells')
    >>> display_name("Anna Weide, University of Ferries")
    'Anna Weide'
    >>> display_name("Smith, Elder & Co."), display_name("Homer")
    ('Smith, Elder & Co.', 'Homer')
    """
    name = _bare(stated)
    parts = [part.strip() for part in name.split(",")]
    suffix = f", {parts.pop()}" if len(parts) > 2 and SUFFIX.fullmatch(parts[-1]) else ""
    if len(parts) == 2 and " " in parts[0] and is_body(parts[1]) and not is_body(parts[0]):
        return parts[0]
    if len(parts) != 2 or BODY.search(name) or SUFFIX.fullmatch(parts[1]) or not all(parts):
        return name
    return f"{parts[1]} {parts[0]}{suffix}"


def filing_name(stated: str) -> str:
    """Return a name as it is filed if it is stated in that form, or "".

    >>> filing_name("Austen, Jane, 1775-1817"), filing_name("Jane Austen")
    ('Austen, Jane', '')
    """
    bare = _bare(stated)
    return bare if display_name(bare) != bare else ""


def _bare(stated: str) -> str:
    name = FULLER_FORM.sub("", " ".join(stated.split()))
    return LIFE_DATES.sub("", name).strip(" ,;")


def is_same_person(one: str, other: str) -> bool:
    """Return whether two names have the same first and last word, with or without others between.

    The first may be an initial.

    >>> is_same_person("Mary Shelley", "Mary Wollstonecraft (Godwin) Shelley")
    True
    >>> is_same_person("Mary Shelley", "Percy Bysshe Shelley")
    False
    >>> is_same_person("A. Conan Doyle", "Arthur Conan Doyle")
    True
    """
    first, second = _words(one), _words(other)
    if not first or not second or first[-1] != second[-1]:
        return False
    return first[0] == second[0] or _is_initial_of(first[0], second[0])


def spells_out(name: str, other: str) -> bool:
    """Return whether a name has the first name of the same person of which another has the initial.

    >>> spells_out("Arthur Conan Doyle", "A. Conan Doyle"), spells_out("Jane Austen", "Jane Austen")
    (True, False)
    >>> spells_out("Arthur Doyle", "A. Conan Doyle"), spells_out("Anna Doyle", "B. Doyle")
    (False, False)
    """
    words, short = _words(name), _words(other)
    if not is_same_person(name, other) or len(words) < len(short):
        return False
    return len(short[0]) == 1 < len(words[0])


def _words(name: str) -> list[str]:
    """Return the words of a name in small letters; the point ends an initial."""
    return re.findall(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*", name.casefold())


def _is_initial_of(one: str, other: str) -> bool:
    return min(len(one), len(other)) == 1 and one[0] == other[0]


def is_name(text: str) -> bool:
    """Return whether a text can be a name that somebody gave on purpose.

    >>> [is_name(each) for each in ("Jane Austen", "Admin", "A sentence. And another", "")]
    [True, False, False, False]
    """
    words = text.split()
    is_short = 0 < len(words) <= 8 and len(text) <= 80
    is_sentence = re.search(r"[a-zà-ÿ]{3}\.\s", text) is not None
    is_legible = any(map(str.isalpha, text)) and not any(map(_is_private, text))
    return is_short and is_legible and not is_sentence and not UNKNOWN.fullmatch(text.strip())


FORM = re.compile(
    r"(?:(?:[^\W\d_a-z]\.\s?)+|[^\W\d_a-zß-ÿ][^\W\d_]+(?:[-'’][^\W\d_]+)*)"
    r"(?:\s+(?:(?:[^\W\d_a-z]\.\s?)+|[^\W\d_a-zß-ÿ][^\W\d_]+(?:[-'’][^\W\d_]+)*"
    r"|de|del|della|di|da|van|von|der|den|zu|al)){1,4}"
)


def has_form_of_name(text: str) -> bool:
    """Return whether a text is two to five words that begin with capitals, or have one letter.

    >>> [has_form_of_name(each) for each in ("J. R. Weide", "Anna van der Weide", "The old boat")]
    [True, True, False]
    """
    return FORM.fullmatch(text) is not None and is_name(text)


def _is_private(character: str) -> bool:
    """Return whether a character has a meaning only in some font: a name was damaged."""
    return unicodedata.category(character) in ("Co", "Cn", "Cc")
