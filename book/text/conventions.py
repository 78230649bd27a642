"""How books in each language are set, where languages differ: one row for each.

What reads it: the cleaning of dashes and quotation marks (`clean/punctuation/`), the style sheets
(`render/conventions_css.py`), the words of a line (`render/print/typesetting.py`), and the engine's
choice of line ends (`render/print/engine/paragraphs/`).

Sources:

- quotation marks: Unicode CLDR 48, delimiters, as far as no other is named. CLDR gives one mark of
  a kind; where books differ from it, the rules of the language's academy come first;
- least letters of a divided word: hyph-utf8 (TeX), the hyphenmins for typesetting; fr: Lexique;
- de: Duden, D 82. en: The Chicago Manual of Style;
- es: RAE, Ortografía (2010), II.3.4.2 (raya), III.3.4.8.2 (quotation marks);
- fr: Lexique des règles typographiques en usage à l'Imprimerie nationale: divisions, guillemets,
  ponctuation, tiret;
- it: Serianni, Prontuario, "virgolette"; UNI 6461. pt: Acordo Ortográfico 1990, base XXI;
- pl: Wolański, Edycja tekstów: pauza, wcięcie akapitowe, no single letter ends a line;
- ru, uk: Мильчин, Чельцова, Справочник издателя и автора, 7.2 (тире), 10 (переносы); the figures
  of Cyrillic text are lining; letters are spaced for want of small capitals (разрядка);
- el: Οδηγός της νεοελληνικής γλώσσας, "παύλα". tr: TDK Yazım Kılavuzu, "uzun çizgi".
"""

from dataclasses import dataclass, replace
from functools import cache

ENGLISH = "“”‘’"  # the quotation marks of English, and of most languages that are not listed
# Opening and closing marks, outer and inner, and the languages that have them.
QUOTES = {
    "„“‚‘": "bg bs cs de dsb et hr hsb is lb lt mk nds sk sl",
    "„”«»": "pl ro",
    "„”»«": "hu",
    "„”’’": "sr",
    "””’’": "fi he se sv",
    "«»“”": "an ast br ca el es eu fr gl hy it oc pt-ao pt-mz pt-pt",
    "«»„“": "be ka kk ky os ru tt uk",
    "«»‘’": "nb nn no sq",
    "«»‹›": "de-ch de-li fa fr-ch it-ch rm",
    "»«›‹": "da",
    "”“’‘": "ar ur",
    "「」『』": "ja yue zh-hant zh-hk zh-mo zh-tw",
}
QUOTES_OF = {tag: marks for marks, tags in QUOTES.items() for tag in tags.split()}
SPACED, EN, CLOSED = " — ", " – ", "—"  # what " -- " between words is


@dataclass(frozen=True, slots=True)
class Conventions:
    """A row of the table.

    `dash` is that between words, `lone_dash` what a single hyphen between spaces is. A dash
    `is_attached` if it stands right before what it begins, and `opens_speech` if it stands before
    speech with a space. `leads_no_line` tells that no line begins with a dash, `bound` are words of
    one letter with which no line ends.

    `has_high_spaces` tells of spaces inside « » and before ; : ! ?. `division` is the least number
    of letters of a divided word, and of those before and after the hyphen. `indents_first` tells
    that the first paragraph after a heading is indented like others, `has_lining_figures` that
    figures are as high as capitals, `spaces_for_capitals` that letters are spaced where others have
    small capitals, which its script lacks. `nouns_have_capitals` is for the division of names.
    `before_numbers` and `after_numbers` are patterns of abbreviations that stay with a number,
    `titles` of those that stay with a name, as initials do where there is such a pattern. A
    language that `has_dotted_capital` has İ as the capital of i.
    """

    dash: str = SPACED
    lone_dash: str = "–"
    is_attached: bool = False
    opens_speech: bool = False
    leads_no_line: bool = False
    bound: str = ""
    has_high_spaces: bool = False
    division: tuple[int, int, int] = (6, 2, 3)
    indents_first: bool = False
    has_lining_figures: bool = False
    spaces_for_capitals: bool = False
    nouns_have_capitals: bool = False
    before_numbers: str = ""
    after_numbers: str = ""
    titles: str = ""
    has_dotted_capital: bool = False


SHORT = (5, 2, 2)
CYRILLIC = Conventions(
    lone_dash="—",
    opens_speech=True,
    leads_no_line=True,
    division=SHORT,
    indents_first=True,
    has_lining_figures=True,
    spaces_for_capitals=True,
    before_numbers=r"с\.|стр\.|т\.|гл\.|ч\.|кн\.|ст\.|рис\.|№",
    after_numbers=r"гг?\.|вв?\.|руб\.|коп\.",
    titles=r"г-н|г-жа|св\.|др\.|проф\.",
)
TABLE = {
    "en": Conventions(dash=CLOSED),
    "de": Conventions(dash=EN, nouns_have_capitals=True),
    "lb": Conventions(nouns_have_capitals=True),
    "nl": Conventions(dash=EN, division=SHORT),
    **dict.fromkeys(
        ["bs", "da", "et", "fi", "hr", "hu", "is", "lt", "lv", "nb", "nn", "no", "sl", "sv"],
        Conventions(dash=EN),
    ),
    **dict.fromkeys(["cs", "sk"], Conventions(dash=EN, leads_no_line=True, bound="kosuvz")),
    "fr": Conventions(
        is_attached=True,
        opens_speech=True,
        has_high_spaces=True,
        division=(5, 2, 3),
        indents_first=True,
        before_numbers=r"p\.|pp\.|t\.|vol\.|chap\.|art\.|n°|nos|fig\.",
        titles=r"MM?\.|Mmes?|Mlles?|Mgr|Dr|St|Ste",
    ),
    "es": Conventions(
        is_attached=True,
        division=SHORT,
        indents_first=True,
        before_numbers=r"p\.|pp\.|págs?\.|t\.|vol\.|cap\.|art\.|n\.º|núm\.",
        titles=r"Sra?\.|D\.|Dña\.|Dra?\.",
    ),
    **dict.fromkeys(["ca", "eu", "gl"], Conventions(is_attached=True, division=SHORT)),
    "it": Conventions(is_attached=True, opens_speech=True, division=SHORT, indents_first=True),
    "pt": Conventions(is_attached=True, opens_speech=True, division=(5, 2, 3), indents_first=True),
    "pl": Conventions(
        dash=EN,
        opens_speech=True,
        leads_no_line=True,
        bound="aiouwz",
        division=SHORT,
        indents_first=True,
        before_numbers=r"s\.|str\.|t\.|rozdz\.|nr|ks\.",
        after_numbers=r"r\.|w\.|zł",
        titles=r"ks\.|św\.|prof\.|dr",
    ),
    "la": Conventions(division=SHORT),
    "el": Conventions(opens_speech=True, division=SHORT, has_lining_figures=True),
    "tr": Conventions(
        opens_speech=True, division=SHORT, indents_first=True, has_dotted_capital=True
    ),
    **dict.fromkeys(["be", "bg", "kk", "mk", "sr"], CYRILLIC),
    "ru": replace(CYRILLIC, bound="авикосуя"),
    "uk": replace(CYRILLIC, bound="азійоуєвя"),
}
OTHER = Conventions()


@cache
def conventions_of(language: str) -> Conventions:
    """Return the row of a language tag (BCP 47); one that is not listed has the most usual ones.

    >>> conventions_of("fr-CA").has_high_spaces, conventions_of("pl").bound
    (True, 'aiouwz')
    >>> conventions_of("ga") == Conventions()
    True
    """
    return TABLE.get(language.split("-")[0].lower(), OTHER)


@cache
def quotes_of(language: str) -> str:
    """Return the four quotation marks of a language tag, outer and inner, opening and closing.

    >>> quotes_of("zh-Hant-TW"), quotes_of("sv-FI")
    ('「」『』', '””’’')
    """
    tag = language.lower()
    while tag and tag not in QUOTES_OF:
        tag = tag.rpartition("-")[0]
    return QUOTES_OF.get(tag, ENGLISH)
