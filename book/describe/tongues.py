"""The language of a text: by what a file states, or by the text itself."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import gcld3
from langcodes import standardize_tag

from book.describe.statements import Claim
from book.describe.votes import weight_of
from book.model import Finding, Text
from book.text.language_names import TAGS
from book.text.languages import language_tag

ENOUGH = 200  # characters by which a language can be told
SAMPLE = 20_000  # characters
USUAL = "en"  # where there are no words
BY_TEXT, UNSURE = "the words of the text", "a few words of the text"
NOTHING = "nothing that it says"
UNRELIABLE = (UNSURE, NOTHING)
# Places that may state the language of a template for all texts.
TEMPLATES = ("metadata of the page", "document properties", "document information")
TEMPLATE_WEIGHT, TEXT_WEIGHT = 3, 5
SURE = 0.9  # the least probability of a language that can be relied on
# The commonest characters that are written otherwise in the other script, pair by pair.
HANS = "这国来个们时会为说对过学发后还没开经样问见两东长门书马当听话车让战给关"
HANT = "這國來個們時會為說對過學發後還沒開經樣問見兩東長門書馬當聽話車讓戰給關"
POLYTONIC = re.compile("[\u1f00-\u1fff]")  # letters with breathings, graves and circumflexes
POLYTONIC_SHARE = 0.02  # one letter in twelve has them; a quotation in modern Greek has fewer
# Ends of words that are common in Sanskrit, which cld3 does not know, and rare in its neighbors.
DEVANAGARI = ("hi", "mr", "ne")
SANSKRIT = re.compile(
    "(?:\N{DEVANAGARI SIGN VISARGA}|म\N{DEVANAGARI SIGN VIRAMA})(?![\u0900-\u0963])"
)
SANSKRIT_SHARE = 0.1  # of all words; one in four has them


def tag_of(stated: str) -> str:
    """Return the shortest tag of a language that is stated as a tag or a name, "" for none.

    >>> [tag_of(each) for each in ("en_GB", "ger", "English", "Middle English", "#la")]
    ['en-GB', 'de', 'en', 'enm', '']
    """
    words = stated.strip().lower().split(",")[0].strip()
    if words.startswith("middle "):
        return {"english": "enm", "german": "gmh", "french": "frm"}.get(words[7:], "")
    if named := TAGS.get(words, ""):
        return named
    tag = language_tag(stated)
    return standardize_tag(tag) if tag and not tag.startswith(("und", "mul", "zxx")) else ""


def find_language(copies: Sequence[Text], statements: Sequence[Claim]) -> Finding:
    """Return the language that the copies state; where they do not agree, their words decide.

    Their words also decide where only a template may have stated it, and where nothing is stated.
    Programs state English of what is in another language, not the other way around.
    """
    stated = [replace(s, value=tag_of(s.value)) for s in statements if s.field == "language"]
    detected = [found for text in copies if (found := detect_language(text))]
    cast = [statement for statement in (*stated, *detected) if statement.value]
    if not cast:
        return Finding(USUAL, NOTHING, is_guess=True)
    sure = {s.file for s in detected if s.rule == BY_TEXT and _base(s) != USUAL}
    weights: Counter[str] = Counter()
    for statement in cast:
        is_default = _base(statement) == USUAL and statement.file in sure
        weights[_base(statement)] += TEMPLATE_WEIGHT if is_default else _weight(statement)
    (base, _), *_ = weights.most_common(1)
    best = max((s for s in cast if _base(s) == base), key=_reliability)
    tag = written_in(best.value, "".join(map(_sample, copies)))
    return Finding(tag, best.rule, best.file, is_guess=best.rule in (BY_TEXT, UNSURE))


def written_in(tag: str, words: str) -> str:
    """Return a tag as the words have it: Chinese with its script, Greek with all its accents.

    Sanskrit is told from the languages that cld3 takes it for.

    >>> [written_in("zh", words) for words in ("这是中国", "這是中國", "一二三")]
    ['zh-Hans', 'zh-Hant', 'zh']
    >>> [written_in("el", words) for words in ("Ἐν ἀρχῇ ἦν", "Στην αρχή ήταν")]
    ['el-polyton', 'el']
    >>> [written_in("mr", words) for words in ("रामः वनम् अगच्छत्", "राम वनात गेला")]
    ['sa', 'mr']
    """
    if tag in DEVANAGARI:
        is_sanskrit = len(SANSKRIT.findall(words)) > SANSKRIT_SHARE * len(words.split())
        return "sa" if is_sanskrit else tag
    if tag == "zh":
        hans, hant = (sum(map(words.count, characters)) for characters in (HANS, HANT))
        return tag if hans == hant else "zh-Hans" if hans > hant else "zh-Hant"
    is_polytonic = tag == "el" and len(POLYTONIC.findall(words)) > POLYTONIC_SHARE * len(words)
    return "el-polyton" if is_polytonic else tag


def _reliability(claim: Claim) -> tuple[bool, int, int]:
    """Return how far a tag can be relied on: of the same language, what is stated knows more."""
    return claim.rule not in (BY_TEXT, UNSURE), _weight(claim), len(claim.value)


def _base(statement: Claim) -> str:
    return statement.value.split("-")[0]


def _weight(statement: Claim) -> int:
    if statement.rule in TEMPLATES:
        return TEMPLATE_WEIGHT
    return {BY_TEXT: TEXT_WEIGHT, UNSURE: 1}.get(statement.rule, weight_of(statement.rule))


def detect_language(text: Text) -> Claim | None:
    """Return the language that a text seems to be in; None if it has no words."""
    sample = _sample(text)
    if not sample:
        return None
    # Asked for one language, cld3 goes by the script of the first words: a Latin title misleads it.
    (found, *_) = gcld3.NNetLanguageIdentifier(0, SAMPLE).FindTopNMostFreqLangs(sample, 1)
    is_sure = found.is_reliable and found.probability >= SURE and len(sample) >= ENOUGH
    file = text.witness.file.rsplit("/", 1)[-1]
    return Claim("language", tag_of(found.language), BY_TEXT if is_sure else UNSURE, file)


def _sample(text: Text) -> str:
    """Return words from the middle of a text: its beginning may be in another language."""
    words = " ".join(unit.text for unit in text.units if unit.kind == "paragraph")
    middle = max(0, (len(words) - SAMPLE) // 2)
    return words[middle : middle + SAMPLE]
