"""Sort by the alphabet of a language. The only module that imports pyuca."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from pyuca import Collator

from book.text.languages import script_of
from book.text.sorting.han import pinyin_weights, stroke_weights
from book.text.sorting.letters import ARABIC_ARTICLE, in_full, is_of_script, own_script, ranks

SECONDARY = re.compile(r"[,(，（、،]")
DIVIDER = re.compile(r"[/\N{EN DASH}\N{EM DASH}]")
SIGN = re.compile(r"[^\w\s]")
NUMBER = re.compile(r"\d+")
MOST_DIGITS = 12
HAN_RUN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
CHOSEN_ORDER = re.compile("-u-co-(pinyin|stroke)")
# A kana, and a mark that prolongs or repeats it (JIS X 4061).
KANA_MARK = re.compile("([\u3041-\u30fa])([ーゝゞヽヾ])")
VOWELS = dict(zip("AIUEO", "アイウエオ", strict=True))
KANA_ROWS = "あかさたなはまやらわ"
DOUBLE_JAMO = str.maketrans("ᄁᄄᄈᄊᄍ", "ᄀᄃᄇᄉᄌ")
OF_OTHER_SCRIPTS = 1 << 20  # added to a weight

Weight = tuple[int, ...]
Weights = tuple[Weight, ...]
Key = tuple[tuple[Weights, ...], tuple[int, ...], str]


class Alphabet:
    """The order of words in a language.

    It is that of the Unicode Collation Algorithm (UTS 10), with the language's own letters, and
    its script before others. Chinese is sorted by pinyin, and in traditional characters by strokes;
    a tag with "-u-co-pinyin" or "-u-co-stroke" chooses (UTS 35, Unicode Locale Identifier).

    >>> words = ("Zug", "Äpfel", "Apfelbaum", "Öl", "Straße", "Strasse", "Ofen")
    >>> sorted(words, key=Alphabet("de").key)
    ['Äpfel', 'Apfelbaum', 'Ofen', 'Öl', 'Strasse', 'Straße', 'Zug']
    >>> sorted(("öl", "zon", "ål", "ord"), key=Alphabet("sv-SE").key)
    ['ord', 'zon', 'ål', 'öl']
    """

    def __init__(self, language: str) -> None:
        self.language = language.split("-")[0].lower()
        self.is_japanese = self.language == "ja"
        self.ranks = ranks(language.lower())
        own = sorted(self.ranks, key=len, reverse=True)
        self.own_letter = re.compile("|".join(own)) if own else None
        self.script = own_script(language)
        self.han = _han_order(language)

    def key(self, text: str) -> Key:
        """Return the key by which a heading of an index is sorted.

        The order is word by word, nothing before something, and numbers by their value (ISO 999;
        DIN 5007-1). Hyphens and other signs do not count, and what follows a comma or a bracket is
        compared last (Chicago Manual of Style, 17th ed., 16.59).

        >>> headings = ("Newark", "New York", "new, the", "“New” art", "12 n", "2 n", "New")
        >>> sorted((*headings, "new-born"), key=Alphabet("en").key)
        ['2 n', '12 n', 'New', 'new, the', '“New” art', 'New York', 'Newark', 'new-born']
        """
        weights = tuple(self._weigh(part) for part in SECONDARY.split(text))
        return weights, tuple(_collator().sort_key(text)), text

    def heading_key(self, heading: str, sort_as: str = "") -> Key:
        """Return the key of a heading, or of the words by which the editor wants it sorted.

        The article of Arabic does not count, unless the editor writes it.

        >>> words = ("القاهرة", "كتاب", "فلسطين")
        >>> sorted(words, key=Alphabet("ar").heading_key) == ["فلسطين", "القاهرة", "كتاب"]
        True
        """
        return self.key(sort_as or self._without_article(heading))

    def letter(self, heading: str, sort_as: str = "") -> Weight:
        """Return the letter under which a heading stands, as numbers that only sort.

        Digits are one letter. Kana stand under their row, Korean under the first consonant, Chinese
        under the first letter of pinyin or the number of strokes.

        >>> en = Alphabet("en")
        >>> en.letter("Ängste") == en.letter("“And”") < en.letter("Bonn")
        True
        >>> en.letter("1540") == en.letter("2"), en.letter("§")
        (True, (0, 0))
        >>> ja, ko = Alphabet("ja"), Alphabet("ko")
        >>> ja.letter("がくもん") == ja.letter("ケーキ"), ko.letter("까치") == ko.letter("고래")
        (True, True)
        """
        words = _without_signs(sort_as or self._without_article(heading))
        if not words or words[0].isdecimal():
            return (0, 0)
        if self.language == "ko":
            words = unicodedata.normalize("NFD", words).translate(DOUBLE_JAMO)
        first = next(iter(self._weigh(words)), (0, 0))
        if self.han and HAN_RUN.match(words):
            return first[:2]
        return _kana_row(first) if self.is_japanese else first

    def _without_article(self, heading: str) -> str:
        return ARABIC_ARTICLE.sub("", heading) if self.language == "ar" else heading

    def _weigh(self, text: str) -> Weights:
        """Return each letter's primary weight and its rank.

        The rank of a special letter counts from the letter that it follows; that of others is 0.
        """
        padded = NUMBER.sub(lambda number: number[0].zfill(MOST_DIGITS), _without_signs(text))
        padded = _spell_out(padded) if self.is_japanese else padded
        padded = in_full(padded, self.language)
        weights: list[Weight] = []
        for is_han, run in _han_runs(unicodedata.normalize("NFC", padded), self.han):
            if is_han:
                weights += pinyin_weights(run) if self.han == "pinyin" else stroke_weights(run)
            else:
                weights += self._weigh_letters(run)
        return tuple(weights)

    def _weigh_letters(self, text: str) -> Iterator[Weight]:
        end = 0
        for own in self.own_letter.finditer(text) if self.own_letter else ():
            yield from self._root_weights(text[end : own.start()])
            base, rank = self.ranks[own[0]]
            yield from ((weight, rank) for weight, _ in self._root_weights(base))
            end = own.end()
        yield from self._root_weights(text[end:])

    def _root_weights(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the primary weights of the root order; scripts other than the own come after it."""
        if not self.script:
            yield from ((weight, 0) for weight in _primary_weights(text))
            return
        for letter in text:
            is_other = letter.isalpha() and not is_of_script(letter, self.script)
            added = OF_OTHER_SCRIPTS if is_other else 0
            yield from ((weight + added, 0) for weight in _primary_weights(letter))


def _han_order(language: str) -> str:
    if language.split("-")[0].lower() not in ("zh", "cmn", "yue"):
        return ""
    if chosen := CHOSEN_ORDER.search(language):
        return chosen[1]
    return "stroke" if script_of(language) == "Hant" else "pinyin"


def _han_runs(text: str, han: str) -> Iterator[tuple[bool, str]]:
    """Yield the parts of a text, and whether each is Chinese characters, if they have an order."""
    end = 0
    for run in HAN_RUN.finditer(text) if han else ():
        yield False, text[end : run.start()]
        yield True, run[0]
        end = run.end()
    yield False, text[end:]


def _spell_out(text: str) -> str:
    """Write the kana that a mark of length or of repetition stands for.

    >>> _spell_out("カーブ"), _spell_out("すゞり")
    ('カアブ', 'すすり')
    """
    return KANA_MARK.sub(lambda mark: _kana_for(mark[1], mark[2]), text)


def _kana_for(kana: str, mark: str) -> str:
    if mark != "ー":
        return kana * 2
    vowel = unicodedata.name(kana)[-1]
    return kana + VOWELS.get(vowel, mark)


def _kana_row(weight: Weight) -> Weight:
    """Return the weight of the row in which a kana stands; that of others as it is."""
    rows = [_primary_weights(kana)[0] for kana in KANA_ROWS]
    row = bisect_right(rows, weight[0]) - 1
    is_kana = row >= 0 and weight[0] <= _primary_weights("ん")[0]
    return (rows[row], 0) if is_kana else weight


def _without_signs(text: str) -> str:
    """Return a text without its signs; the marks of Indic and other scripts are letters.

    >>> _without_signs("O’Brien"), _without_signs("हिन्दी")
    ('OBrien', 'हिन्दी')
    """
    return SIGN.sub(_mark, DIVIDER.sub(" ", text)).strip()


def _mark(sign: re.Match[str]) -> str:
    return sign[0] if unicodedata.category(sign[0]).startswith("M") else ""


def _primary_weights(letters: str) -> list[int]:
    elements = _collator().collation_elements(unicodedata.normalize("NFD", letters))
    return [element[0] for element in elements if element[0]]


@cache
def _collator() -> Collator:
    """Read the table of weights, once: it takes a tenth of a second."""
    return Collator()
