"""Read the numbers that headings have: digits, Roman and Chinese numerals, and words.

The words are cardinals and ordinals up to 99 of six languages, and up to 10, 12 or 19 of seven
others. Those from twenty on are composed, in either order: “twenty-first”, “einundzwanzigste”,
“vingt et unième”, “tertius decimus”.
"""

import re
import unicodedata
from functools import cache

ROMAN = re.compile(r"(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,4})(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})")
ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
HAN_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九", 1)} | {"两": 2, "〇": 0, "零": 0}
# Of Greek letters (Unicode Standard, 7.2); a keraia follows, or what looks like it.
GREEK_DIGITS = {
    **{letter: n for n, letter in enumerate("αβγδεϛζηθ", 1)},
    **{letter: 10 * n for n, letter in enumerate("ικλμνξοπϟ", 1)},
    "ρ": 100,
}
GREEK = re.compile("([α-ωϛϟ]{1,3}|(?:[ικλμ])?στ)[\u0374\u02b9\u0384\u00b4’']?", re.IGNORECASE)
# From 1 up; words of one number are divided by a stroke. Endings of gender and case are dropped
# when they are compared.
ONES = (
    # English
    (
        "one|first two|second three|third four|fourth five|fifth six|sixth seven|seventh "
        "eight|eighth nine|ninth ten|tenth eleven|eleventh twelve|twelfth thirteen|thirteenth "
        "fourteen|fourteenth fifteen|fifteenth sixteen|sixteenth seventeen|seventeenth "
        "eighteen|eighteenth nineteen|nineteenth"
    ),
    # German
    (
        "ein|eins|erst zwei|zweit drei|dritt vier|viert fünf|fünft sechs|sechst "
        "sieben|siebent|siebt acht neun|neunt zehn|zehnt elf|elft zwölf|zwölft "
        "dreizehn|dreizehnt vierzehn|vierzehnt fünfzehn|fünfzehnt sechzehn|sechzehnt "
        "siebzehn|siebzehnt achtzehn|achtzehnt neunzehn|neunzehnt"
    ),
    # French
    (
        "un|premier|première|unième deux|deuxième|second trois|troisième quatre|quatrième "
        "cinq|cinquième six|sixième sept|septième huit|huitième neuf|neuvième dix|dixième "
        "onze|onzième douze|douzième treize|treizième quatorze|quatorzième quinze|quinzième "
        "seize|seizième dixsept|dixseptième dixhuit|dixhuitième dixneuf|dixneuvième"
    ),
    # Spanish
    (
        "uno|primer|primero dos|segundo tres|tercer|tercero cuatro|cuarto cinco|quinto "
        "seis|sexto siete|séptimo|sétimo ocho|octavo nueve|noveno|nono diez|décimo "
        "once|undécimo|onceno doce|duodécimo trece|decimotercio catorce quince dieciséis "
        "diecisiete dieciocho diecinueve"
    ),
    # Italian
    (
        "uno|primo|unesimo due|secondo|duesimo tre|terzo|treesimo|tresimo "
        "quattro|quarto|quattresimo cinque|quinto|cinquesimo sei|sesto|seiesimo|seesimo "
        "sette|settimo|settesimo otto|ottavo|ottesimo nove|nono|novesimo dieci|decimo "
        "undici|undicesimo|undecimo dodici|dodicesimo|duodecimo tredici|tredicesimo "
        "quattordici|quattordicesimo quindici|quindicesimo sedici|sedicesimo "
        "diciassette|diciassettesimo diciotto|diciottesimo diciannove|diciannovesimo"
    ),
    # Latin
    (
        "unus|primus duo|secundus tres|tertius quattuor|quartus quinque|quintus sex|sextus "
        "septem|septimus octo|octavus novem|nonus decem|decimus undecim|undecimus "
        "duodecim|duodecimus tredecim quattuordecim quindecim sedecim septendecim "
        "duodeviginti|duodevicesimus undeviginti|undevicesimus"
    ),
    # Portuguese
    (
        "primeiro dois|segundo três|terceiro quatro|quarto cinco|quinto seis|sexto sete|sétimo "
        "oito|oitavo nove|nono dez|décimo onze doze treze catorze quinze dezasseis|dezesseis "
        "dezassete|dezessete dezoito dezanove|dezenove"
    ),
    # Dutch
    (
        "een|eerste twee|tweede drie|derde vier|vierde vijf|vijfde zes|zesde zeven|zevende "
        "acht|achtste negen|negende tien|tiende elf|elfde twaalf|twaalfde dertien|dertiende "
        "veertien|veertiende vijftien|vijftiende zestien|zestiende zeventien|zeventiende "
        "achttien|achttiende negentien|negentiende"
    ),
    # Polish
    (
        "pierwszy|pierwsza|pierwsze drugi|druga|drugie trzeci|trzecia|trzecie "
        "czwarty|czwarta|czwarte piąty|piąta|piąte szósty|szósta|szóste siódmy|siódma|siódme "
        "ósmy|ósma|ósme dziewiąty|dziewiąta|dziewiąte dziesiąty|dziesiąta|dziesiąte "
        "jedenasty|jedenasta|jedenaste dwunasty|dwunasta|dwunaste"
    ),
    # Russian
    (
        "первый|первая|первое второй|вторая|второе третий|третья|третье "
        "четвертый|четвертая|четвертое пятый|пятая|пятое шестой|шестая|шестое "
        "седьмой|седьмая|седьмое восьмой|восьмая|восьмое девятый|девятая|девятое "
        "десятый|десятая|десятое одиннадцатый|одиннадцатая|одиннадцатое "
        "двенадцатый|двенадцатая|двенадцатое"
    ),
    # Ukrainian
    (
        "перший|перша|перше другий|друга|друге третій|третя|третє четвертий|четверта|четверте "
        "п’ятий|п’ята|п’яте шостий|шоста|шосте сьомий|сьома|сьоме восьмий|восьма|восьме "
        "дев’ятий|дев’ята|дев’яте десятий|десята|десяте"
    ),
    # Greek
    (
        "πρώτο|πρώτον|πρώτη|πρώτος δεύτερο|δεύτερον|δεύτερη|δευτέρα τρίτο|τρίτον|τρίτη "
        "τέταρτο|τέταρτον|τέταρτη|τετάρτη πέμπτο|πέμπτον|πέμπτη έκτο|έκτον|έκτη "
        "έβδομο|έβδομον|έβδομη|εβδόμη όγδοο|όγδοον|όγδοη|ογδόη ένατο|ένατον|ένατη "
        "δέκατο|δέκατον|δέκατη ενδέκατο|ενδέκατον|ενδέκατη δωδέκατο|δωδέκατον|δωδέκατη"
    ),
    # Turkish
    "birinci ikinci üçüncü dördüncü beşinci altıncı yedinci sekizinci dokuzuncu onuncu",
)
TENS = (
    (
        "twenty|twentieth thirty|thirtieth forty|fortieth fifty|fiftieth sixty|sixtieth "
        "seventy|seventieth eighty|eightieth ninety|ninetieth"
    ),
    (
        "zwanzig|zwanzigst dreißig|dreißigst vierzig|vierzigst fünfzig|fünfzigst "
        "sechzig|sechzigst siebzig|siebzigst achtzig|achtzigst neunzig|neunzigst"
    ),
    (
        "vingt|vingtième trente|trentième quarante|quarantième cinquante|cinquantième "
        "soixante|soixantième septante|septantième "
        "quatrevingt|quatrevingts|quatrevingtième|quatrevingtsième|huitante nonante|nonantième"
    ),
    (
        "veinte|veinti|vigésimo treinta|trigésimo cuarenta|cuadragésimo cincuenta|quincuagésimo "
        "sesenta|sexagésimo setenta|septuagésimo ochenta|octogésimo noventa|nonagésimo"
    ),
    (
        "venti|vent|ventesimo trenta|trentesimo quaranta|quarantesimo cinquanta|cinquantesimo "
        "sessanta|sessantesimo settanta|settantesimo ottanta|ottantesimo novanta|novantesimo"
    ),
    (
        "viginti|vicesimus|vigesimus triginta|tricesimus|trigesimus quadraginta|quadragesimus "
        "quinquaginta|quinquagesimus sexaginta|sexagesimus septuaginta|septuagesimus "
        "octoginta|octogesimus nonaginta|nonagesimus"
    ),
)
TEN = "decimo|decimus|décimo"  # “tertius decimus”, “decimoquinto”
ENDING = re.compile(r"(?<=\w{3})(?:us|um|os|as|er|es|en|em|[aeo])$")
JOINTS = ("und", "and", "et", "y", "e")
TWENTY_BASED = (60, 80)  # “soixante-dix”, “quatre-vingt-onze”


def number_of_numeral(numeral: str) -> int:
    """Return the value of an Arabic, a Roman or a Chinese numeral; 0 if it is none.

    >>> [number_of_numeral(n) for n in ("12", "XXIV", "iv", "IIII", "二十三", "百零二", "Law")]
    [12, 24, 4, 4, 23, 102, 0]
    """
    if numeral.isdecimal():
        return int(numeral)
    if ROMAN.fullmatch(numeral.upper()):
        values = [ROMAN_DIGITS[letter] for letter in numeral.upper()]
        return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return _number_of_greek(numeral) or _number_of_han(numeral)


def _number_of_greek(numeral: str) -> int:
    """Return the value of a Greek numeral: its letters from the highest down.

    >>> [_number_of_greek(n) for n in ("Α΄", "ιβʹ", "ΚΣΤ’", "Καὶ", "βα'")]
    [1, 12, 26, 0, 0]
    """
    if not (match := GREEK.fullmatch(numeral)):
        return 0
    letters = match[1].lower().replace("στ", "ϛ").replace("ς", "ϛ")
    values = [GREEK_DIGITS.get(letter, 0) for letter in letters]
    is_numeral = all(values) and values == sorted(values, reverse=True)
    return sum(values) if is_numeral and len(set(map(len, map(str, values)))) == len(values) else 0


def _number_of_han(numeral: str) -> int:
    if not numeral or not set(numeral) <= HAN_DIGITS.keys() | {"十", "百"}:
        return 0
    hundreds, hundred, rest = numeral.rpartition("百")
    tens, ten, units = rest.rpartition("十")
    value = HAN_DIGITS.get(hundreds, 1) * 100 if hundred else 0
    value += HAN_DIGITS.get(tens.strip("零〇"), 1) * 10 if ten else 0
    return value + HAN_DIGITS.get(units.strip("零〇"), 0)


def number_of_words(words: str) -> int:
    """Return the value of a number in words; 0 if they are none.

    >>> [number_of_words(w) for w in ("the Twenty-first", "Erstes", "soixante-dix-septième")]
    [0, 1, 77]
    >>> [number_of_words(w) for w in ("vigésimo primero", "ventunesimo", "tertium decimum")]
    [21, 21, 13]
    """
    letters = _letters(words)
    return _value(letters, _ones()) or _value(letters, _tens()) or _composed(letters)


def _composed(letters: str) -> int:
    """Return the value of a ten and a one in either order, with or without “and”."""
    stem = ENDING.sub("", letters)
    for ten, value in _joined_tens().items():
        if letters.startswith(ten):
            rest = letters.removeprefix(ten)
        elif stem.endswith(ten):
            rest = stem.removesuffix(ten)
        else:
            continue
        parts = (rest, *(rest.removeprefix(j).removesuffix(j) for j in JOINTS))
        one = next(filter(None, (_value(part, _ones()) for part in parts)), 0)
        if 0 < one < (20 if value in TWENTY_BASED else 10):
            return value + one
    return 0


def _value(letters: str, values: dict[str, int]) -> int:
    return values.get(letters) or values.get(ENDING.sub("", letters)) or 0


def _letters(words: str) -> str:
    """Return the letters of a number without accents."""
    decomposed = unicodedata.normalize("NFKD", words.casefold())
    return "".join(c for c in decomposed if c.isalpha())


@cache
def _ones() -> dict[str, int]:
    return _by_letters(ONES, range(1, 20))


@cache
def _joined_tens() -> dict[str, int]:
    return _tens() | _by_letters((TEN,), range(10, 20))


@cache
def _tens() -> dict[str, int]:
    return _by_letters(TENS, range(20, 100, 10))


def _by_letters(languages: tuple[str, ...], values: range) -> dict[str, int]:
    """Return the values by the letters of the words, whole and without their ending."""
    pairs = (pair for words in languages for pair in zip(words.split(), values, strict=False))
    names = ((_letters(word), value) for same, value in pairs for word in same.split("|"))
    return {name: value for whole, value in names for name in (whole, ENDING.sub("", whole))}
