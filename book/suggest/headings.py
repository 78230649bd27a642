"""Suggest headings of the index: names, and phrases that recur."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from book.model import DraftEntry, Suggestion
from book.suggest.reading import AnalyzedParagraph, AnalyzedText
from book.text.passages import word_pattern
from book.text.typography import STRAIGHT

TOKEN = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|[^\s]")
LONGEST = 3  # words of a phrase
TIMES = 3  # how often a phrase must occur
PLACES = 2  # in how many paragraphs
SHORT = 4  # letters of a frequent word that is taken for a common one in other languages
FREQUENT = 60  # words
COMMON_ENGLISH = (
    "a about above after again against all also although always among an and another any are "
    "as at away be because been before being between both but by can cannot could did do does "
    "done down during each either else even ever every few for from further had has have "
    "having he her here him his how however i if in into is it its itself just less like made "
    "make makes many may me might more most much must my neither no nor not now of off on "
    "once one only or other others our out over own per rather same shall she should since so "
    "some such than that the their them themselves then there therefore these they this those "
    "though through thus to too two under until up upon us very was we well were what when "
    "where whether which while who whom whose why will with within without would yet you your "
    "said says say first new take taken way"
)
COMMON = frozenset(COMMON_ENGLISH.split())

Phrase = tuple[str, ...]


def suggest_headings(
    text: AnalyzedText, names: tuple[Suggestion, ...], entries: tuple[DraftEntry, ...]
) -> Iterator[Suggestion]:
    """Yield names and frequent phrases that no entry of the index matches.

    Names of one word must occur twice.
    """
    patterns = [word_pattern(m) for entry in entries for m in entry.matches if m.strip("* ")]
    listed = {entry.heading.casefold() for entry in entries}
    for candidate in _candidates(text, names):
        words = candidate.words
        if words.casefold() not in listed and not _matches(words, patterns):
            listed.add(words.casefold())
            yield Suggestion("heading", words, candidate.place, candidate.count)


def _candidates(text: AnalyzedText, names: tuple[Suggestion, ...]) -> Iterator[Suggestion]:
    yield from (name for name in names if name.count > 1 or " " in name.words)
    if text.language not in ("zh", "ja"):
        yield from _phrases(text)


def _matches(words: str, patterns: Iterable[re.Pattern[str]]) -> bool:
    straight = words.translate(STRAIGHT)
    return any(pattern.search(straight) for pattern in patterns)


def _phrases(text: AnalyzedText) -> list[Suggestion]:
    """Return phrases of two or three words that recur, the most frequent first."""
    places = _phrase_places(text.paragraphs, _common_words(text))
    recurring = {
        phrase: own
        for phrase, own in places.items()
        if len(own) >= TIMES and len(set(own)) >= PLACES
    }
    whole = [phrase for phrase in recurring if not _is_part(phrase, recurring)]
    return [
        Suggestion("phrase", " ".join(phrase), recurring[phrase][0], len(recurring[phrase]))
        for phrase in sorted(whole, key=lambda phrase: -len(recurring[phrase]))
    ]


def _phrase_places(
    paragraphs: Iterable[AnalyzedParagraph], common: frozenset[str]
) -> Mapping[Phrase, list[str]]:
    """Return the places of each phrase without common words, one for each occurrence."""
    places: dict[Phrase, list[str]] = defaultdict(list)
    for paragraph in paragraphs:
        words = [word.lower() for word in TOKEN.findall(paragraph.text)]
        for phrase in _word_groups(words):
            if "’" not in phrase[0] and all(_is_telling(word, common) for word in phrase):
                places[phrase].append(str(paragraph.place))
    return places


def _word_groups(words: list[str]) -> Iterator[Phrase]:
    for length in range(2, LONGEST + 1):
        for start in range(len(words) - length + 1):
            yield tuple(words[start : start + length])


def _is_telling(word: str, common: frozenset[str]) -> bool:
    return word[0].isalpha() and word not in common and len(word) > 2


def _common_words(text: AnalyzedText) -> frozenset[str]:
    if text.language == "en":
        return COMMON
    words = dict(text.lowercase.most_common(FREQUENT))
    return frozenset(word for word in words if len(word) <= SHORT)


def _is_part(phrase: Phrase, places: Mapping[Phrase, list[str]]) -> bool:
    """Return whether a phrase occurs only within a longer one."""
    count = len(places[phrase])
    return any(_contains(longer, phrase) and len(places[longer]) == count for longer in places)


def _contains(longer: Phrase, phrase: Phrase) -> bool:
    size = len(phrase)
    starts = range(len(longer) - size + 1)
    return len(longer) > size and any(longer[i : i + size] == phrase for i in starts)
