"""Names: runs of words with capitals, where a language gives capitals to names alone."""

import re
from collections import Counter
from collections.abc import Iterator

from book.model import Suggestion
from book.suggest.abbreviations import ABBREVIATION
from book.suggest.reading import OUTSIDE, AnalyzedParagraph, AnalyzedText
from book.text.typography import fold

UPPER = "".join(chr(code) for code in range(0x530) if chr(code).isupper())  # Latin, Greek, Cyrillic
CAPITAL = rf"[{UPPER}](?:{OUTSIDE}|[’'-])*"
LINK = r"(?:(?:of|on|for|de|du|des|del|di|da|do|dos|van|von|zu|y)\s+(?:(?:the|a|la|le|las|los|les|der|den)\s+)?|the\s+)"
WORDS = rf"{CAPITAL}(?:\s+(?:{LINK}?{CAPITAL}|\d+(?=\s+{CAPITAL})))*"
RUN = re.compile(rf"(?<!{OUTSIDE})(?<![’'-]){WORDS}")
# What joins words of one name if it has been divided before: “Academy of Trade and Cooperation”, “Points of Contact in Asia”.
DIVIDED = re.compile(r"\s(?:of|on|for)\s")
JOINED = re.compile(
    rf"\s+(?:and|&|in|to|with)\s+(?:(?:on|the)\s+)*(?P<first>{CAPITAL})(?:\s+{LINK}?{CAPITAL})*"
)
TITLED = re.compile(r"《[^》]{2,40}》")
LEADING = {
    "the",
    "a",
    "an",
    "as",
    "in",
    "on",
    "at",
    "of",
    "by",
    "for",
    "from",
    "to",
    "with",
    "since",
    "its",
    "this",
}
LEADING |= {
    "and",
    "but",
    "if",
    "when",
    "der",
    "die",
    "das",
    "ein",
    "eine",
    "le",
    "la",
    "les",
    "el",
    "il",
}
DAYS = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
NOT_NAMES = {"mr", "mrs", "ms", "dr"}


def find_names(reading: AnalyzedText) -> tuple[Suggestion, ...]:
    """List the names of the text, each where it first stands, with how often it occurs."""
    first: dict[str, tuple[AnalyzedParagraph, int, int]] = {}
    count: Counter[str] = Counter()
    for paragraph in reading.paragraphs:
        for start, end in _runs(paragraph, reading):
            name = fold(paragraph.text[start:end])
            first.setdefault(name, (paragraph, start, end))
            count[name] += 1
    return tuple(_name(reading, *place, count[name]) for name, place in first.items())


def _name(
    reading: AnalyzedText, paragraph: AnalyzedParagraph, start: int, end: int, count: int
) -> Suggestion:
    words = paragraph.text[start:end]
    return Suggestion(
        "name", words, str(paragraph.place), count, lemma=reading.lemma(paragraph, start, end)
    )


def _runs(paragraph: AnalyzedParagraph, reading: AnalyzedText) -> Iterator[tuple[int, int]]:
    yield from (title.span() for title in TITLED.finditer(paragraph.text))
    at = 0
    while match := RUN.search(paragraph.text, at):
        at = _joined(paragraph.text, *match.span())
        start = _without_leading(paragraph, match.start(), at, reading)
        end = _without_days(paragraph.text, start, at, reading)
        words = paragraph.text[start:end].split()
        if words and _is_name(paragraph, start, words, reading):
            yield start, end


def _joined(text: str, start: int, end: int) -> int:
    """Let “and” join words of one name, which has an “of” or “on” before it; else it stands between two names."""
    first = text[start:end].split()[0]
    while (
        DIVIDED.search(text[start:end])
        and (more := JOINED.match(text, end))
        and more["first"] != first
    ):
        end = more.end()
    return end


def _without_days(text: str, start: int, end: int, reading: AnalyzedText) -> int:
    """Leave out the day or the month at the end, with the little words before it, and a possessive’s ending."""
    while (words := text[start:end].split()) and (
        words[-1].lower() in DAYS or words[-1] in reading.months or words[-1].islower()
    ):
        end = start + len(text[start:end].rstrip()[: -len(words[-1])].rstrip())
    return end - 2 if text[start:end].endswith(("’s", "'s")) else end


def _without_leading(
    paragraph: AnalyzedParagraph, start: int, end: int, reading: AnalyzedText
) -> int:
    """Go past what has a capital only as it begins a sentence."""
    while start < end:
        word = re.compile(r"[\w’'-]+").match(paragraph.text, start)
        if word is None or not (
            word[0].lower() in LEADING
            or (_begins(paragraph, start) and _is_common(word[0], reading))
        ):
            break
        start = min(word.end() + 1, end)
    return start


def _begins(paragraph: AnalyzedParagraph, at: int) -> bool:
    return any(
        not paragraph.text[start:at].strip("“”‘’\"'([ ")
        for start in paragraph.starts
        if start <= at
    )


def _is_common(word: str, reading: AnalyzedText) -> bool:
    return reading.small[word.lower()] > 0


def _is_name(
    paragraph: AnalyzedParagraph, start: int, words: list[str], reading: AnalyzedText
) -> bool:
    if len(words) > 1:
        return not all(ABBREVIATION.fullmatch(word) for word in words)
    word = words[0].lower()
    if reading.language == "de" or word in NOT_NAMES or len(word) < 3:
        return False
    # A single word at a sentence's beginning is a name only if it has its capital elsewhere too.
    return not ABBREVIATION.fullmatch(words[0]) and (
        words[0] in reading.inner or not _begins(paragraph, start)
    )
