"""Families of spelling that the collation ignores if [collation] in edition.toml names them."""

import re
import unicodedata
from collections.abc import Callable, Iterable

Replacement = str | Callable[[re.Match[str]], str]


def _without_marks(found: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFD", found[0])
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _mapped(pairs: str) -> tuple[str, Replacement]:
    """Return a rule that puts the second character of each pair for the first."""
    table = {pair[0]: pair[1] for pair in pairs.split()}
    return f"[{''.join(table)}]", lambda found: table[found[0]]


# Forms of one Chinese character that books of one script mix (the standard forms of Taiwan, Hong
# Kong and Japan, and older ones). Simplified characters are not among them.
HAN_VARIANTS = (
    "爲為 僞偽 説說 税稅 脱脫 悦悅 閲閱 鋭銳 户戶 戸戶 眞真 愼慎 鎭鎮 强強 内內 黄黃 教敎 靑青 "
    "淸清 顔顏 産產 絶絕 裏裡 羣群 峯峰 畧略 鵞鵝 啓啟 衆眾 綫線 麽麼 牀床 冊册 冲沖 决決 况況 "
    "凉涼 减減 汚污 嘆歎 姊姉 届屆 廐廄 彥彦 揷插 敍敘 晉晋 曁暨 栖棲 棊棋 欝鬱 燄焰 犂犁 猪豬 "
    "瑤瑶 畵畫 皋皐 盗盜 硏研 祕秘 笋筍 繙翻 翶翱 舘館 虚虛 蟇蟆 衞衛 觧解 讙歡 賔賓 踪蹤 逈迥 "
    "遙遥 酧酬 鉢缽 鑒鑑 閒間 隷隸 頥頤 飜翻 鬭鬥 麁麤 麯麴 黙默"
)
# Each family: patterns of a folded word, and what replaces them in the comparison, never in print.
# None makes one English word of two: “prise” stays, and “refilled”, “canoes”, “poet”.
SPELLINGS: dict[str, tuple[tuple[str, Replacement], ...]] = {
    "ise-ize": (
        (r"(?<=\w{3})is(e|ed|es|er|ers|ing|ingly|able|ation|ations|ational)$", r"iz\1"),
        (r"lys(e|ed|es|er|ers|ing)$", r"lyz\1"),
    ),
    "our-or": (
        (
            (
                r"(?<=\w\w)our(?=(?:s|ed|er|ers|ing|ings|ite|ites|able|ably|ful|fully|less|hood"
                r"|ist|al|ally|y|ies|ly|some)?$)"
            ),
            "or",
        ),
    ),
    "re-er": (
        (r"(?:(?<=\w[bcgtv])|(?<=ch))re(s?)$", r"er\1"),
        (r"(?<=\w[bcgtv])r(ed|ing)$", r"er\1"),
    ),
    "ll-l": (
        (
            r"([aeiou][^aeiou]*[aeiou])(?<!fi)ll(?=(?:ed|ing|ings|er|ers|or|ors|ist|ists|ous)$)",
            r"\1l",
        ),
        (r"ll(?=(?:ful|fully|ment|ments)$)", "l"),
    ),
    "ence-ense": ((r"(?<=\w\w)enc(e|es|ed|eless|ing)$", r"ens\1"),),
    "ogue-og": ((r"ogue(s)?$", r"og\1"), (r"ogu(ed|ing|er|ers)$", r"og\1")),
    "ae-e": ((r"[æœ]|ae(?!l|$)|oe(?=\w{3})|(?<=\w\w)oe(?!(?:s|d|rs?)?$)", "e"),),
    "u-v": (("v", "u"),),
    "i-j": (("j", "i"),),
    "oe-ligature": (("œ", "oe"), ("æ", "ae")),
    "umlauts": (("ä", "ae"), ("ö", "oe"), ("ü", "ue")),
    "oi-ai": (  # French before 1835: étoit, avoient, anglois, foible
        (r"(?:(?<=\w{3})|(?<=^av)|(?<=^ét))oi(?=(?:s|t|ent)$)", "ai"),
        (r"^(f|r)oi(?=bl|d)", r"\1ai"),
    ),
    "fué-fue": ((r"^(?:á|é|ó|ú|fué|fuí|vió|dió)$", _without_marks),),
    "greek-accents": (("[\u0300-\u036f\u0370-\u03ff\u1f00-\u1fff]+", _without_marks),),
    "yo-ye": (("ё", "е"),),
    "pre-reform": ((r"ъ$", ""), _mapped("ѣе іи ѵи ѳф")),  # Russian before 1918
    "tatweel": (("\N{ARABIC TATWEEL}", ""),),
    "hamza": (_mapped("أا إا آا ٱا ؤو ئي"), ("ء", "")),
    "persian-letters": (_mapped("يی ىی كک ةه ۀه"),),  # as keyboards of Arabic write them
    "final-ya": (("ى$", "ي"), ("ة$", "ه")),
    "kana": (("[ァ-ヶヽヾ]", lambda found: chr(ord(found[0]) - 0x60)),),
    "han-variants": (_mapped(HAN_VARIANTS),),
    "nukta": (("\N{DEVANAGARI SIGN NUKTA}", ""),),
}


def spelling_pairs(spelling: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield the pairs of whole words among the spellings, such as “connexion=connection”."""
    for name in spelling:
        first, equals, second = name.partition("=")
        if equals:
            yield first.strip(), second.strip()


def is_spelling(name: str) -> bool:
    """Return whether a name is that of a family, or a pair of single words.

    >>> names = ("ise-ize", "connexion=connection", "us-uk", "=x", "set up=arranged")
    >>> [is_spelling(name) for name in names]
    [True, True, False, False, False]
    """
    pairs = spelling_pairs((name,))
    return name in SPELLINGS or any(len(f.split()) == len(s.split()) == 1 for f, s in pairs)
