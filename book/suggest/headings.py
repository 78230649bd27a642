"""Likely headings of the index: names, and phrases that come again."""

import re
from collections import defaultdict
from collections.abc import Iterator

from book.model import DraftEntry, Suggestion
from book.suggest.reading import AnalyzedText
from book.text.passages import word_pattern
from book.text.typography import STRAIGHT

TOKEN = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*|[^\s]")
LONGEST, TIMES, PLACES = (
    3,
    3,
    2,
)  # words of a phrase; how often it must come, and in how many paragraphs
SHORT = 4  # letters; in a language without a list, a frequent word as short as this is taken for a common one
FREQUENT = 60  # words
COMMON_ENGLISH = (
    "a about above after again against all also although always among an and another any are as at away be because been "
    "before being between both but by can cannot could did do does done down during each either else even ever every few for "
    "from further had has have having he her here him his how however i if in into is it its itself just less like made make "
    "makes many may me might more most much must my neither no nor not now of off on once one only or other others our out "
    "over own per rather same shall she should since so some such than that the their them themselves then there therefore "
    "these they this those though through thus to too two under until up upon us very was we well were what when where "
    "whether which while who whom whose why will with within without would yet you your said says say first new take taken "
    "way "
)
COMMON = frozenset(COMMON_ENGLISH.split())


def suggest_headings(
    reading: AnalyzedText, names: tuple[Suggestion, ...], entries: tuple[DraftEntry, ...]
) -> Iterator[Suggestion]:
    """List names that come twice or are of several words, and phrases that come often, if no entry of the index finds them."""
    patterns = [
        word_pattern(match) for entry in entries for match in entry.matches if match.strip("* ")
    ]
    listed = {entry.heading.casefold() for entry in entries}
    names = tuple(name for name in names if name.count > 1 or " " in name.words)
    phrases = _phrases(reading) if reading.language not in ("zh", "ja") else ()
    for found in (*names, *phrases):
        words = found.words.translate(STRAIGHT)
        if found.words.casefold() not in listed and not any(
            sought.search(words) for sought in patterns
        ):
            listed.add(found.words.casefold())
            yield Suggestion("heading", found.words, found.place, found.count)


def _phrases(reading: AnalyzedText) -> list[Suggestion]:
    """Find what two or three words come together again and again, the most frequent first."""
    common = _common(reading)
    places: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for paragraph in reading.paragraphs:
        words = [word.lower() for word in TOKEN.findall(paragraph.text)]
        for length in range(2, LONGEST + 1):
            for at in range(len(words) - length + 1):
                phrase = tuple(words[at : at + length])
                if (
                    all(
                        word[0].isalpha() and word not in common and len(word) > 2
                        for word in phrase
                    )
                    and "’" not in phrase[0]
                ):
                    places[phrase].append(str(paragraph.place))
    often = {
        phrase: found
        for phrase, found in places.items()
        if len(found) >= TIMES and len(set(found)) >= PLACES
    }
    whole = [
        p
        for p, found in often.items()
        if not any(_is_within(p, q) and len(often[q]) == len(found) for q in often)
    ]
    return [
        Suggestion("phrase", " ".join(phrase), often[phrase][0], len(often[phrase]))
        for phrase in sorted(whole, key=lambda phrase: -len(often[phrase]))
    ]


def _common(reading: AnalyzedText) -> frozenset[str]:
    if reading.language == "en":
        return COMMON
    return frozenset(word for word, _ in reading.small.most_common(FREQUENT) if len(word) <= SHORT)


def _is_within(phrase: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    return len(longer) > len(phrase) and any(
        longer[at : at + len(phrase)] == phrase for at in range(len(longer) - len(phrase) + 1)
    )
